"""A chronicle in words: every judgement by its name, dates as one says them, nothing told by colour alone."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from cfnews.render import timeline as words
from cfnews.render.timeline_styled import timeline_lines
from cfnews.sector.chronicle import Since, Step, Subject, Telling, Timeline
from cfnews.story import Event, Place

PLACE, OTHER = Place("E1", "dunmoor", "Dunmoor"), Place("E2", "eastmere", "Eastmere")
AT = datetime(2026, 11, 12, 9, 0, tzinfo=UTC)
TELLING = Telling("abcdefghij", "Story", "Outlet", AT, "Visitors came in October.")
SHORT = {"abcdefghij": "abcd"}
SHIPPED: dict[str, Any] = {"published": date(2023, 7, 14), "as_of": date(2026, 6, 29), "source": "Ofsted"}
GRADES = {"care_leavers": "outstanding", "overall": "requires_improvement", "leadership": "inadequate"}


def step(when: str = "2023-05-15", type_: str = "full_inspection", **values: Any) -> Step:
    plain: dict[str, Any] = {"places": [PLACE], "source": "Outlet"}
    return Step(date=when, type=type_, **plain | values)


def timeline(*steps: Step, places: tuple[Place, ...] = (PLACE,), **values: Any) -> Timeline:
    labels = [place.slug for place in places] or ["Ofsted"]
    subject = Subject(kind="place" if places else "body", name="Dunmoor", labels=labels, places=list(places))
    plain: dict[str, Any] = {"last_judgement": None, "last_inspection": None, "outcomes_as_of": None}
    return Timeline(subject=subject, steps=list(steps), **plain | {"stories": 1, "returned": 1} | values)


def event(**values: Any) -> Event:
    plain: dict[str, Any] = {"type": "full_inspection", "place": "E1", "grade": None, "area": None, "direction": None}
    return Event(**plain | {"date": None, "ordinal": None, "quote": ""} | values)


@pytest.mark.parametrize(
    ("when", "end", "said"),
    [
        ("2023-05-15", date(2023, 5, 26), "15 to 26 May 2023, published 14 July 2023"),
        ("2023-05-29", date(2023, 6, 2), "29 May to 2 June 2023, published 14 July 2023"),
        ("2022-12-28", date(2023, 1, 6), "28 December 2022 to 6 January 2023, published 14 July 2023"),
        ("2023-05-15", date(2023, 5, 15), "15 May 2023, published 14 July 2023"),
        ("2023-07-14", None, "published 14 July 2023"),
    ],
)
def test_the_days_of_an_inspection_are_said_as_short_as_may_be(when: str, end: date | None, said: str) -> None:
    assert words.period(step(when, end=end, **SHIPPED)) == said


def test_grades_are_named_area_by_area_the_overall_one_first() -> None:
    said = "requires improvement overall, leadership inadequate, care leavers outstanding"
    assert words.graded(GRADES) == said


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (event(grade="inadequate", area="overall", direction="declined"), "judged inadequate overall (declined)"),
        (event(grade="good", area="care_leavers"), "judged good for care leavers"),
        (event(type="childrens_home", grade="good"), "judged good overall, children's home inspection"),
        (event(type="monitoring_visit", ordinal=3), "third monitoring visit"),
        (event(type="statutory_direction"), "statutory direction"),
        (event(type="something_new"), "something new"),
    ],
)
def test_what_a_story_tells_without_a_date_is_said_in_words(told: Event, said: str) -> None:
    assert words.told(told) == said


def test_a_story_of_several_places_says_of_which_it_tells() -> None:
    assert words.told(event(type="focused_visit", place="E2"), [PLACE, OTHER]) == "focused visit, Eastmere"
    assert words.told(event(type="focused_visit"), [PLACE]) == "focused visit"


def test_a_theme_and_the_way_that_a_judgement_went_stand_beside_the_kind() -> None:
    theme = step(type_="jtai", theme="Child exploitation")
    assert words.headline(theme) == "Joint targeted area inspection: child exploitation"
    assert words.headline(step(direction="improved")) == "Inspection of children's services, improved"


def test_plain_sentences_say_all_of_a_shipped_outcome() -> None:
    line = list(words.plain_lines(timeline(step(end=date(2023, 5, 26), grades=GRADES, **SHIPPED)), SHORT))[-1]
    assert line == (
        "15 May 2023. Inspection of children's services. Judgement: requires improvement overall, "
        "leadership inadequate, care leavers outstanding. Inspected 15 to 26 May 2023, published 14 July 2023. "
        "Source: Ofsted, as of 29 June 2026."
    )


def test_plain_sentences_say_who_tells_of_a_step_and_what_a_story_tells() -> None:
    visit = step("2026-10", "monitoring_visit", ordinal=2, told_by=[TELLING])
    story = step(
        "2026-11-12", "story", title="What now", told_by=[TELLING], undated=[event(grade="good", area="overall")]
    )
    first, second = list(words.plain_lines(timeline(visit, story), SHORT))[-2:]
    assert first == "October 2026. Second monitoring visit. Outlet: “Visitors came in October.” Told in abcd."
    assert second == (
        "12 November 2026. Story: What now. From Outlet. Id: abcd. It tells, without a date: judged good overall."
    )


def test_a_step_that_many_stories_tell_names_a_few_and_counts_the_rest() -> None:
    many = [Telling(f"{number:010}", "Story", "Outlet", AT, None) for number in range(1234)]
    short = {one.id: one.id[-4:] for one in many}
    assert words.tellers(step(told_by=many), short) == ["0000", "0001", "0002", "0003", "1,230 more"]


def test_the_head_says_how_long_ago_the_last_judgement_was_and_what_the_news_has_told_since() -> None:
    judged = Since(type="full_inspection", date="2023-07-14", days=1225, about=False, grades={"overall": "good"})
    visited = Since(type="monitoring_visit", date="2026-10", days=50, about=True, grades={})
    later = step(
        "2026-11-12", "story", title="Worse", told_by=[TELLING], undated=[event(grade="inadequate", area="overall")]
    )
    heads = dict(
        words.heads(timeline(later, last_judgement=judged, last_inspection=visited, outcomes_as_of=date(2026, 6, 29)))
    )
    assert heads["Last judgement"] == "good overall; 14 July 2023, 1,225 days ago"
    assert heads["Last inspection"] == "monitoring visit; October 2026, about 50 days ago"
    assert heads["In the news"].startswith("judged inadequate overall; in a story of 12 November 2026")
    assert "29 June 2026" in heads["Outcomes"]


@pytest.mark.parametrize(
    ("when", "told"),
    [("2026-11-12", event(grade="good", area="overall")), ("2023-05-12", event(grade="inadequate", area="overall"))],
    ids=["the same grade", "a story from before"],
)
def test_the_head_is_silent_of_what_is_no_later_judgement(when: str, told: Event) -> None:
    judged = Since(type="full_inspection", date="2023-07-14", days=1225, about=False, grades={"overall": "good"})
    story = step(when, "story", title="Story", told_by=[TELLING], undated=[told])
    assert "In the news" not in dict(words.heads(timeline(story, last_judgement=judged)))


def test_on_a_screen_every_grade_has_its_colour_and_its_word() -> None:
    lines = list(timeline_lines(timeline(step(end=date(2023, 5, 26), grades=GRADES, **SHIPPED)), SHORT))
    (judgement,) = [line.text for line in lines if "leadership" in line.text.plain]
    coloured = {judgement.plain[part.start : part.end]: str(part.style) for part in judgement.spans}
    assert judgement.plain == "requires improvement overall · leadership inadequate · care leavers outstanding"
    assert coloured["requires improvement"] == "yellow"
    assert coloured["inadequate"] == "bold red"
    assert coloured["outstanding"] == "bold green"


def test_on_a_screen_steps_stand_below_their_year_with_their_day_beside_them() -> None:
    steps = [step("2023-05-15"), step("2023-07", "jtai"), step("2026-11-02", "focused_visit", told_by=[TELLING])]
    lines = list(timeline_lines(timeline(*steps), SHORT))
    assert [line.text.plain for line in lines if line.rule][1:] == ["2023", "2026"]
    marks = [line.mark.plain for line in lines if line.mark and "●" in line.mark.plain]
    assert marks == ["15 May ● ", "   Jul ● ", " 2 Nov ● "]


def test_places_are_named_where_a_chronicle_is_not_of_one_place() -> None:
    of_two = [line.text.plain for line in timeline_lines(timeline(step(), places=(PLACE, OTHER)), SHORT)]
    of_one = [line.text.plain for line in timeline_lines(timeline(step()), SHORT)]
    assert "Inspection of children's services  Dunmoor" in of_two
    assert "Inspection of children's services" in of_one


def test_a_table_has_a_column_for_each_of_its_names() -> None:
    shown = {name: column(step(grades=GRADES, told_by=[TELLING])) for name, column in words.FIELDS.items()}
    assert set(words.DEFAULT_FIELDS) <= set(shown)
    assert shown["grades"] == ["overall=requires_improvement", "leadership=inadequate", "care_leavers=outstanding"]
    assert (shown["grade"], shown["place"], shown["stories"]) == ("requires_improvement", ["dunmoor"], ["abcdefghij"])
