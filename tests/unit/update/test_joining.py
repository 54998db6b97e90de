"""The facts of a story's sources as those of one story."""

from cfnews.story import Event, Facts
from cfnews.update.joining import facts_of_story


def visit(date: str | None, ordinal: int | None) -> Event:
    return Event("monitoring_visit", "dunmoor", None, None, None, date, ordinal, f"{date} {ordinal}")


def test_one_visit_told_by_two_sources_is_one_event() -> None:
    facts = facts_of_story([Facts(kind="inspection", events=[visit("2026-09", None)]), Facts(events=[visit(None, 3)])])
    assert [(one.date, one.ordinal) for one in facts.events] == [("2026-09", 3)]
    assert facts.kind == "inspection"


def test_one_visit_told_twice_by_one_source_is_one_event_and_all_else_stays() -> None:
    alone = Facts(topics=["inspection"], bodies=["Ofsted"], events=[visit("2026-09", None), visit(None, 3)])
    facts = facts_of_story([alone])
    assert [(one.date, one.ordinal) for one in facts.events] == [("2026-09", 3)]
    assert (facts.topics, facts.bodies) == (["inspection"], ["Ofsted"])
