"""An edition, a story and a chronicle as Markdown: what stands where."""

import re

import msgspec

from cfnews.render import as_markdown, timeline_markdown, whole_markdown
from cfnews.story import Source
from tests.unit.render.editions import AT, HOSTILE, LONDON, NOW, detail, edition, hostile_story, story
from tests.unit.render.reading_back import links, shown
from tests.unit.render.test_pages import _timeline

WHOLE = """\
# cfnews: Friday 20 November 2026

1 new story.

As of 20 November 2026, 07:45; feeds last read 20 November 2026, 07:45.

## News (1)

### [Council opens a family hub](https://courier.example/1)

It is for families with small children.

- About: Dunmoor, kinship
- Monitoring visit (second), Dunmoor, May 2026
- 61%: visits on time (2026, against 58% in 2025)
- Report: [The plan](https://courier.example/plan.pdf)

The Courier (local press) · 19 November 2026, 16:05 · also in [Care Weekly](https://weekly.example/2) (no time given) \
· `abcdefghij`
"""


def test_a_digest_has_headings_links_sources_times_and_ids() -> None:
    written = as_markdown.write(edition())
    assert written.replace("Kinship care and special guardianship", "kinship") == WHOLE


def test_blocks_are_parted_by_one_empty_line() -> None:
    for written in (
        as_markdown.write(edition(*(hostile_story(text, at) for at, text in enumerate(HOSTILE)))),
        whole_markdown.write([detail(story()), detail(story())], NOW, LONDON, ["A note."]),
        timeline_markdown.write(_timeline(), ["A note."]),
    ):
        assert "\n\n\n" not in written
        assert not any(line.endswith(" ") for line in written.splitlines())
        for before, heading in re.findall(r"(.*)\n(#{1,6} .*)", written):
            assert before == "", f"no empty line before {heading}"


def test_without_groups_stories_stand_one_rank_higher() -> None:
    assert "\n## [Council opens" in as_markdown.write(edition(by="none"))


def test_a_search_says_what_was_searched_for() -> None:
    selection = edition().selection
    searched = msgspec.structs.replace(selection, text="kinship *care*\n# x")
    written = as_markdown.write(edition(name="search", selection=searched))
    assert written.startswith("# cfnews: Stories for “kinship \\*care\\* \\# x”\n")


def test_no_link_leads_anywhere_that_the_story_does_not() -> None:
    for text in HOSTILE:
        found = links(as_markdown.write(edition(hostile_story(text))))
        assert all(url.startswith("https://courier.example/") for url in found), text


def test_a_story_whole_has_its_text_its_sources_and_its_changes() -> None:
    written = whole_markdown.write([detail(story())], NOW, LONDON)
    assert "\n- first\n- second\n\nThe end.\n" in written
    assert "- Care Weekly, trade press, no time given: [Also: Council opens" in written
    assert "Before: Before it After: After it" in written
    assert "The feed gives only the beginning. Whole: cfnews show --full abcdefghij" in shown(written)


def test_a_chronicle_names_days_judgements_sources_and_stories() -> None:
    written = timeline_markdown.write(_timeline(), ["As of today."])
    assert written.startswith("# Timeline of Dunmoor\n\nAs of today.\n")
    assert "## 2023\n\n- **15 May 2023**: [Inspection of children's services](https://inspector.example/1). " in written
    assert "Judgement: good overall" in written and "as of 29 June 2026" in written
    assert "- **May 2026**: Second monitoring visit. “Visitors came in May.”. The Courier (`abcdefghij`)" in written


def test_an_item_names_the_first_sources_and_counts_the_rest() -> None:
    sources = [Source(f"f{at}", f"Outlet {at}", "blog", None, "T", AT, "text", 1.0) for at in range(9)]
    assert "Outlet 6 (19 November 2026, 16:05), 2 more" in as_markdown.write(edition(story(sources=sources)))
