"""Whether an item of a feed that tells of everything is news of the children's services sector.

Principle: would somebody who works with children in the United Kingdom want to read it? A topic told in the sector's
own words says yes; what is plainly of adults' care, of abroad, of schools alone, of sport or of animals says no. In
between the signs are added up: words shared with others, children, families, councils and what befalls children on one
side, mere school life, accidents and the rest of the news on the other. The signs are in `data/wording.toml`.
Exceptions: refugees' countries are not abroad, as their children are in our care. Rejected: the feed's name (a law
journal also writes of planning), and silence as a yes, for nine in ten items of a regional newsroom are silent.
"""

from collections.abc import Sequence
from typing import NamedTuple

from cfnews.sector.item import Found, Item
from cfnews.sector.lexicon import Reading, read_head

_ENOUGH = 2.5
# What a sign adds, in the headline and in the summary; the stronger of the two counts.
_WEIGHTS = {
    "sector": (2.5, 2.0),
    "child": (1.5, 1.0),
    "family": (0.75, 0.5),
    "welfare": (1.0, 0.5),
    "school": (-1.5, -1.0),
    "elsewhere": (-1.0, -0.5),
    "accident": (-1.5, -1.0),
    "adult": (-1.5, -1.0),
}
_SHARED = (1.5, 1.0)
_SHARED_ABBREVIATION = 2.5  # in company, as the finder has seen to, it is all but the sector's own
_MOST_SHARED = 2.5
# An inspection, a law or a cut of schools alone is for their heads.
_OF_SCHOOLS_TOO = frozenset(("inspection", "policy", "funding"))
# Every council has budgets, strategies and directors: these topics say less.
_GENERAL = frozenset(("funding", "policy", "delivery", "workforce"))
_AT_HOME = ("trade", "primary")


class Relevance(NamedTuple):
    """Whether an item is of the sector, the rule that says so, and the words of the text."""

    is_sector: bool
    rule: str
    words: str


def judge_relevance(item: Item, topics: Sequence[Found], places: Sequence[str], bodies: Sequence[str]) -> Relevance:
    """Whether to keep an item. `topics` are those of `TopicFinder`, `places` and `bodies` the names found.

    A feed of the sector is kept whole: its scope says so.
    """
    if item.scope == "sector":
        return Relevance(True, "relevance.feed", item.feed_name)
    reading = read_head(item.title, item.summary)
    own = [topic for topic in topics if ".shared" not in topic.rule]
    elsewhere = _elsewhere(reading, own)
    if elsewhere is not None:
        return elsewhere
    if own:
        return Relevance(True, "relevance.topic", own[0].words)
    weight, words = _weighed(reading, topics)
    weight += 0.5 * bool(places) + 0.5 * bool(bodies) + 0.5 * (item.role in _AT_HOME)
    return Relevance(weight >= _ENOUGH, "relevance.signs" if words else "relevance.nothing", ", ".join(words))


def _elsewhere(reading: Reading, own: Sequence[Found]) -> Relevance | None:
    """The verdict on what is plainly of another world, if it is."""
    worlds = [label for label, ours in (("abroad", "ours"), ("adult", "child")) if ours not in reading.signs]
    if not own:
        worlds += ["sport", "animal"]
    elif all(topic.value in _OF_SCHOOLS_TOO for topic in own) and "sector" not in reading.signs:
        worlds.append("school")
    for label in worlds:
        there = _first(reading, label)
        if there:
            return Relevance(False, f"relevance.{label}", there)
    return None


def _weighed(reading: Reading, topics: Sequence[Found]) -> tuple[float, list[str]]:
    """The weight of an item's signs, and the words that add to it."""
    weight, words = 0.0, []
    for label, (in_title, in_summary) in _WEIGHTS.items():
        hit = reading.signs.get(label)
        if hit is not None:
            weight += in_title if hit.start < reading.text.title_end else in_summary
            words.append(reading.text.said(hit.start, hit.end))
    shared = [topic for topic in topics if topic.value not in _GENERAL]
    words += [topic.words for topic in shared]
    by_topic = min(_MOST_SHARED, sum(_weight(topic) for topic in shared))
    return weight + by_topic + 0.5 * (len(shared) < len(topics)), words


def _weight(topic: Found) -> float:
    """The weight of a topic that is told in shared words."""
    if topic.rule.endswith("abbreviation"):
        return _SHARED_ABBREVIATION
    return _SHARED[0] if topic.rule.startswith("topic.title") else _SHARED[1]


def _first(reading: Reading, label: str) -> str:
    """The first words that show a sign, or ""."""
    hit = reading.signs.get(label)
    return reading.text.said(hit.start, hit.end) if hit is not None else ""
