"""What a story of several entries tells, from what each of them does; and what of it speaks for one story."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

import msgspec

from cfnews.normalise.url import link_key
from cfnews.sector.event_joining import joined_events
from cfnews.stories.weights import ANY_INSPECTION, Signs
from cfnews.story import Facts

_T = TypeVar("_T")
_NATIONS = frozenset(("england", "wales", "scotland", "northern-ireland"))


def facts_of_story(sources: Sequence[Facts]) -> Facts:
    """The facts of all entries of a story, its lead's first, each once; of one alone only the events are joined."""
    if len(sources) == 1:
        return msgspec.structs.replace(sources[0], events=joined_events(sources[0].events))
    kind = sources[0].kind if sources else "news"
    return Facts(
        kind=kind,
        topics=once(topic for facts in sources for topic in facts.topics),
        places=once(place for facts in sources for place in facts.places),
        bodies=once(body for facts in sources for body in facts.bodies),
        nations=_nations({nation for facts in sources for nation in facts.nations}),
        events=joined_events([event for facts in sources for event in facts.events]),
        figures=once(figure for facts in sources for figure in facts.figures),
        findings=once(finding for facts in sources for finding in facts.findings),
        citations=once(citation for facts in sources for citation in facts.citations),
        reports=once(report for facts in sources for report in facts.reports),
    )


def signs_of(facts: Facts, sentences: frozenset[int], page: str = "") -> Signs:
    """What of an entry's facts and its text's sentences speaks for or against one story with another.

    `page` is the key of the page of a source that others link to: one that speaks for itself.
    """
    return Signs(
        kind=facts.kind,
        places=frozenset(place.code for place in facts.places),
        subjects=_subjects(facts),
        citations=frozenset(citation for citation in facts.citations if citation.startswith("[")),
        reports=frozenset(link_key(report.url) for report in facts.reports),
        page=page,
        sentences=sentences,
    )


def _subjects(facts: Facts) -> frozenset[str]:
    """What an entry tells of a place's inspections: the kinds of them, and that it tells of any."""
    kinds = frozenset(event.type for event in facts.events)
    return kinds | {ANY_INSPECTION} if kinds or "inspection" in facts.topics else kinds


def _nations(named: set[str]) -> list[str]:
    return ["uk"] if named >= _NATIONS or "uk" in named else sorted(named)


def once(values: Iterable[_T]) -> list[_T]:
    """The values, each once, in order."""
    found: list[_T] = []
    for value in values:
        if value not in found:
            found.append(value)
    return found
