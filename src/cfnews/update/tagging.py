"""What the sector's rules find in an entry, and in a story of several entries."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar, cast

import msgspec

from cfnews.model import Entry, FeedSpec, Kind, PlaceSpec, TopicSpec
from cfnews.normalise.url import link_key
from cfnews.reasons import Found
from cfnews.sector.bodies import find_bodies
from cfnews.sector.case_address import citation_at
from cfnews.sector.citations import find_citations
from cfnews.sector.events import find_events
from cfnews.sector.figures import find_figures
from cfnews.sector.findings import find_findings
from cfnews.sector.item import Item
from cfnews.sector.kinds import find_kind
from cfnews.sector.nations import find_nations
from cfnews.sector.places import PlaceFinder
from cfnews.sector.relevance import judge_relevance
from cfnews.sector.topics import TopicFinder
from cfnews.stories.weights import ANY_INSPECTION, Signs
from cfnews.story import Event, Facts, Report

_T = TypeVar("_T")
_NATIONS = frozenset(("england", "wales", "scotland", "northern-ireland"))
OFF_TOPIC = "not of the children's services sector"


class Tagged(NamedTuple):
    """What was found in an entry; `filtered` says why it is none of the sector's, "" where it is."""

    facts: Facts
    filtered: str = ""


class Tagger:
    """Applies the sector's rules, with a reader's own places and topics."""

    def __init__(self, places: Sequence[PlaceSpec] = (), topics: Sequence[TopicSpec] = ()) -> None:
        self._places = PlaceFinder(places)
        self._topics = TopicFinder(topics)

    def tag(self, spec: FeedSpec, entry: Entry) -> Tagged:
        """What is found in one entry. An entry that is none of the sector's has no topics, events or figures."""
        item = item_of(spec, entry)
        places, bodies, topics = self._places.find(item), find_bodies(item), self._topics.find(item)
        relevance = judge_relevance(item, topics, [one.place.name for one in places], [one.value for one in bodies])
        facts = Facts(
            kind=cast("Kind", find_kind(item).value),
            places=[found.place for found in places],
            bodies=_once(found.value for found in bodies),
            nations=sorted({found.value for found in find_nations(item, places, bodies)}),
        )
        if not relevance.is_sector:
            return Tagged(facts, f"{OFF_TOPIC} ({relevance.words})" if relevance.words else OFF_TOPIC)
        text = "\n".join(filter(None, (item.title, item.summary, item.text)))
        return Tagged(
            msgspec.structs.replace(
                facts,
                topics=_once(found.value for found in topics),
                events=find_events(item, places),
                figures=find_figures(text, item.published),
                findings=find_findings(item.text or item.summary),
                reports=[Report(one.title, one.url) for one in entry.documents],
                citations=_once(filter(None, [citation_at(item.url), *(one.normal for one in find_citations(text))])),
            )
        )

    def explain(self, item: Item) -> list[Found]:
        """What is found in one entry, each with the rule that found it and the words it stands on."""
        places, bodies, topics = self._places.find(item), find_bodies(item), self._topics.find(item)
        relevance = judge_relevance(item, topics, [one.place.name for one in places], [one.value for one in bodies])
        kind = find_kind(item)
        text = "\n".join(filter(None, (item.title, item.summary, item.text)))
        return [
            _found("sector", "yes" if relevance.is_sector else "no", relevance.rule, relevance.words),
            _found("kind", kind.value, kind.rule, kind.words),
            *(_found("place", one.place.name, one.rule, one.words) for one in places),
            *(_found("body", one.value, one.rule, one.words) for one in bodies),
            *(_found("nation", one.value, one.rule, one.words) for one in find_nations(item, places, bodies)),
            *(_found("topic", one.value, one.rule, one.words) for one in topics),
            *(_found("event", one.type, one.grade or "no grade", one.quote) for one in find_events(item, places)),
            *(
                _found("figure", f"{one.value} {one.unit}", one.period or "no period", one.quote)
                for one in find_figures(text, item.published)
            ),
            *(_found("citation", one.normal, one.type, one.words) for one in find_citations(text)),
        ]


def _found(label: str, value: str, rule: str, words: str) -> Found:
    return Found(label=label, value=value, rule=rule, words=words)


def item_of(spec: FeedSpec, entry: Entry) -> Item:
    """An entry as the sector's rules see it."""
    return Item(
        title=entry.title,
        summary=entry.summary,
        text=entry.text,
        feed=spec.id,
        feed_name=spec.name,
        section=spec.section,
        role=spec.role,
        nation=spec.nation,
        scope=spec.scope,
        published=entry.published_at,
        url=entry.url,
    )


def facts_of_story(sources: Sequence[Facts]) -> Facts:
    """The facts of all entries of a story, its lead's first, each once."""
    kind = sources[0].kind if sources else "news"
    return Facts(
        kind=kind,
        topics=_once(topic for facts in sources for topic in facts.topics),
        places=_once(place for facts in sources for place in facts.places),
        bodies=_once(body for facts in sources for body in facts.bodies),
        nations=_nations({nation for facts in sources for nation in facts.nations}),
        events=_events([event for facts in sources for event in facts.events]),
        figures=_once(figure for facts in sources for figure in facts.figures),
        findings=_once(finding for facts in sources for finding in facts.findings),
        citations=_once(citation for facts in sources for citation in facts.citations),
        reports=_once(report for facts in sources for report in facts.reports),
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


def _events(told: Sequence[Event]) -> list[Event]:
    """Each event once, as it is told with the most detail: sources repeat one another, and not all name the day."""
    found: list[Event] = []
    for event in sorted(told, key=_detail, reverse=True):
        if not any(_is_told_by(event, other) for other in found):
            found.append(event)
    return sorted(found, key=told.index)


def _detail(event: Event) -> int:
    return len(event.date or "") + 2 * (event.ordinal is not None) + 2 * (event.direction is not None)


def _is_told_by(event: Event, other: Event) -> bool:
    """Whether another event says all that this one does."""
    same = (event.type, event.place, event.grade, event.area) == (other.type, other.place, other.grade, other.area)
    return (
        same
        and (other.date or "").startswith(event.date or "")
        and event.ordinal in (None, other.ordinal)
        and event.direction in (None, other.direction)
    )


def _nations(named: set[str]) -> list[str]:
    return ["uk"] if named >= _NATIONS or "uk" in named else sorted(named)


def _once(values: Iterable[_T]) -> list[_T]:
    found: list[_T] = []
    for value in values:
        if value not in found:
            found.append(value)
    return found
