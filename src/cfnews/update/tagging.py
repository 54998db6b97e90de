"""What the sector's rules find in an entry. Heavy to load: a run in which nothing is told anew does without."""

from collections.abc import Sequence
from typing import cast

import msgspec

from cfnews.model import Entry, FeedSpec, Kind, PlaceSpec, TopicSpec
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
from cfnews.story import Facts, Report
from cfnews.update.joining import once
from cfnews.update.telling import Tagged

OFF_TOPIC = "not of the children's services sector"


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
            bodies=once(found.value for found in bodies),
            nations=sorted({found.value for found in find_nations(item, places, bodies)}),
        )
        if not relevance.is_sector:
            return Tagged(facts, f"{OFF_TOPIC} ({relevance.words})" if relevance.words else OFF_TOPIC)
        text = "\n".join(filter(None, (item.title, item.summary, item.text)))
        return Tagged(
            msgspec.structs.replace(
                facts,
                topics=once(found.value for found in topics),
                events=find_events(item, places),
                figures=find_figures(text, item.published),
                findings=find_findings(item.text or item.summary),
                reports=[Report(one.title, one.url) for one in entry.documents],
                citations=once(filter(None, [citation_at(item.url), *(one.normal for one in find_citations(text))])),
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
