"""Sites to look at: of plain stories, of hostile ones, and of many."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from cfnews.site.material import Material, fit_to_publish
from cfnews.story import Place, Source, Story
from tests.unit.render.editions import AT, HOSTILE, LONDON, hostile_story, story

TODAY = date(2026, 11, 20)
NAMES = ["../../etc/passwd", "<script>", "con", "LPT1", "a" * 300, "", ".", "..", "Łódź", "a b", "a-b", "a_b", "a/b\\c"]


def material(stories: Sequence[Story], **values: Any) -> Material:
    """What is published of these stories."""
    plain: dict[str, Any] = {"title": "The desk", "zone": LONDON, "today": TODAY, "mark": "0123456789abcdef"}
    return Material(stories=fit_to_publish(stories, ()), **plain | values)


def told(number: int, at: datetime = AT, **values: Any) -> Story:
    """A story of a number, of its own outlet and address."""
    url = f"https://courier.example/{number}"
    source = Source("courier", "The Courier", "local", url, f"Story {number}", at, "lead", 1.0)
    title = values.pop("title", f"Story {number} of a family hub")
    plain = {"id": f"k{number:09}", "url": url, "sources": [source], "published_at": at}
    return story(title, **plain | values)


def many(number: int, days: int = 30) -> list[Story]:
    """So many stories over some days, of a dozen topics and places."""
    return [
        told(
            one,
            AT - timedelta(minutes=one * days * 1440 // number),
            topics=["kinship", f"own-{one % 12}"],
            places=[Place(f"E{one % 13}", f"place-{one % 13}", f"Place {one % 13}")],
        )
        for one in range(number)
    ]


def hostile() -> list[Story]:
    """Stories whose every text is hostile, and whose topics and places have hostile names."""
    texts = [hostile_story(text, number) for number, text in enumerate(HOSTILE)]
    names = [
        told(8000 + number, topics=[name], places=[Place(name, name, name)], kind="news", language=name)
        for number, name in enumerate(NAMES)
    ]
    return [*texts, *names]
