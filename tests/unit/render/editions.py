"""Editions that tests speak of, and texts as nobody would wish them from a feed."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from cfnews.digest import Digest, group
from cfnews.render.edition import Edition
from cfnews.story import (
    Change,
    Comparison,
    Counts,
    Event,
    Figure,
    Place,
    Report,
    Selection,
    Source,
    StoreState,
    Story,
    StoryDetail,
)

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 20, 7, 45, tzinfo=UTC)
AT = datetime(2026, 11, 19, 16, 5, tzinfo=UTC)
HOSTILE = [
    "<script>alert(1)</script> in a headline",
    "</title></a></h3><img src=x onerror=alert(1)>",
    "\"'><svg/onload=alert(1)>",
    "Tom &amp; Jerry &lt;b&gt; &#60;i&#62; &nbsp;",
    "<!-- a comment --> and <![CDATA[ a section ]]>",
    "{{ 7 * 7 }} {% raw %} {# gone #} ${x}",
    "# no heading ##",
    "- no list",
    "+ no list",
    "1. no list",
    "2026) no list",
    "> no quotation",
    "    no code",
    "=== no underline",
    "--- ***",
    "[a](javascript:alert(1)) ![b](http://elsewhere.example/x.png)",
    "[ref]: http://elsewhere.example",
    "a ` b `` c ~~d~~ *e* _f_ __g__ \\ \\* |h|i| $x$",
    "http://elsewhere.example/ www.elsewhere.example someone@elsewhere.example <http://elsewhere.example>",
    "Subject: forged\r\nBcc: victim@elsewhere.example\r\n\r\nbody",
    "bell \x07 escape \x1b[31mred\x1b[0m \x1b]8;;http://elsewhere.example\x07link\x1b]8;;\x07 null \x00",
    "c1 \x9b31m del \x7f",
    "right to left \u202egnp.exe\u202c zero\u200bwidth \ufeff",
    "line\u2028paragraph\u2029next\u0085line",
    "日本語の見出し 👩‍👩‍👧 ﷽ é e\u0301 Łódź",
    "]]> &bogus; &#0; &#x1F600;",
    "x" * 300,
    "%s %n {0} {0.__class__}",
    "",
]


def story(title: str = "Council opens a family hub", **values: Any) -> Story:
    """A story; what a test does not name is plain."""
    sources = [
        Source("courier", "The Courier", "local", "https://courier.example/1", title, AT, "lead", 1.0),
        Source("weekly", "Care Weekly", "trade", "https://weekly.example/2", f"Also: {title}", None, "title", 0.9),
    ]
    plain: dict[str, Any] = {
        "id": "abcdefghij",
        "url": "https://courier.example/1",
        "title": title,
        "summary": "It is for families with small children.",
        "summary_truncated": False,
        "language": None,
        "kind": "news",
        "section": "news",
        "topics": ["kinship"],
        "places": [Place("E1", "dunmoor", "Dunmoor")],
        "bodies": [],
        "nations": ["england"],
        "published_at": AT,
        "published_estimated": False,
        "first_seen_at": AT,
        "updated_at": None,
        "revised": False,
        "sources": sources,
        "events": [Event("monitoring_visit", "E1", None, None, None, "2026-05", 2, "They came in May.")],
        "figures": [Figure(61, "percent", "2026", "visits on time", Comparison(58, "2025"), "It was 61%.")],
        "findings": [],
        "citations": [],
        "reports": [Report("The plan", "https://courier.example/plan.pdf")],
        "read": False,
        "starred": False,
        "hidden": False,
        "hidden_because": None,
        "watches": [],
    }
    return Story(**plain | values)


def hostile_story(text: str, number: int = 0) -> Story:
    """A story whose every text is this one."""
    source = Source("courier", text, "local", "https://courier.example/1", text, AT, "lead", 1.0)
    return story(
        text,
        id=f"a{number:09}",
        summary=text,
        topics=[text],
        places=[Place("E1", "dunmoor", text)],
        sources=[source, msgspec.structs.replace(source, url=f"https://courier.example/{text}")],
        events=[Event(text, text, text, text, text, text, 1, text)],
        figures=[Figure(text, text, text, text, Comparison(text, text), text)],
        reports=[Report(text, f"javascript:{text}"), Report(text, f"https://courier.example/{text}")],
        url=f"https://courier.example/{text}",
        language=text,
    )


def detail(one: Story, **values: Any) -> StoryDetail:
    """The story whole."""
    plain: dict[str, Any] = {
        "text": f"{one.summary}\n\nMore of it.\n• first\n• second\n\nThe end.",
        "text_from": "feed",
        "text_whole": False,
        "text_stopped": None,
        "quotes": [],
        "author": "A Writer",
        "changes": [Change(AT, "courier", "title", "Before it", "After it")],
        "follows": None,
        "followed_by": [],
    }
    return StoryDetail(**{name: getattr(one, name) for name in Story.__struct_fields__}, **plain | values)


def edition(*stories: Story, by: Any = "section", name: Any = "digest", **values: Any) -> Edition:
    """An edition of these stories as of 07:45 on Friday 20 November 2026."""
    told: Sequence[Story] = stories or (story(),)
    digest = Digest(
        groups=group(told, by, NOW, LONDON),
        counts=Counts(matched=len(told), returned=len(told)),
        state=StoreState(last_fetch_at=NOW, stale=False, offline=False, feeds_total=2, feeds_failed=0),
        now=NOW,
        since=None,
        new=True,
        failing=[],
    )
    plain: dict[str, Any] = {"selection": Selection(new=True), "zone": LONDON, "zone_name": "Europe/London"}
    return Edition(name=name, digest=digest, **plain | values)
