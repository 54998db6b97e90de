"""Which topics an item is about, heaviest first, each with the words that say so.

Principle: the headline says what an item is about, the summary what it touches, so the one weighs twice the other; of a
full text only what it keeps coming back to counts. Words that only this sector uses are enough by themselves. Words
that others use too (a judge, a budget, the LAC) need company: a child or a family in the item, a word of the sector's
own, or a feed of the sector; for abbreviations a council or a word of the same topic will do. A shared word within a
longer phrase of another topic is that topic's ("abuse" in "domestic abuse").
Rejected: counting words (long summaries then have every topic), and topics from the names of feeds (a feed of family
law also reports on housing). Measured by `tests/corpus/test_sector_topics.py` on the labelled set.
"""

from collections.abc import Container, Sequence
from typing import NamedTuple

from cfnews.model import TopicSpec
from cfnews.sector.item import Found, Item
from cfnews.sector.lexicon import Reading, Word, lexicon_of, read_head, shipped, shipped_topics
from cfnews.sector.names import plain
from cfnews.sector.phrases import Hit
from cfnews.sector.wording import Words, words_of

_COMPANY = frozenset(("child", "family", "sector"))
_ENOUGH = 2.0
_TITLE, _SUMMARY = 4.0, 2.0
_TEXT, _TEXT_ALONE = 0.5, 1.0  # alone: under a headline and a summary that tell no topic
_SHARED_TITLE, _SHARED_SUMMARY = 3.0, 2.0
_AGAIN = 0.25  # what another phrase of the same topic adds, of its weight
_SHORT = 45  # words: in a longer summary a shared word in passing is not enough
_MOST_IN_TEXT = 6  # phrases of one topic: four of them are enough by themselves
_READ = 3000  # characters of a full text


def topics() -> tuple[TopicSpec, ...]:
    """The shipped topics, in the order of their file; loaded at the first call."""
    return shipped_topics()


class _Told(NamedTuple):
    """A phrase of a topic where it stands: what it weighs, whether it is the sector's own, and its rule and words."""

    topic: str
    is_own: bool
    weight: float
    rule: str
    words: str


class TopicFinder:
    """Finds the topics of items: the shipped ones, and those of a reader's catalogue."""

    def __init__(self, own: Sequence[TopicSpec] = ()) -> None:
        self._own = lexicon_of(own) if own else None

    def find(self, item: Item) -> list[Found]:
        """The topics of an item, heaviest first. The rule names the place: `topic.title`, `topic.summary.shared` …"""
        reading = read_head(item.title, item.summary)
        if self._own is not None:
            reading = reading._replace(hits=(*reading.hits, *self._own.scan(reading.text)))
        told = _told(reading, in_sector=item.scope == "sector")
        if item.text:
            told += self._in_text(item.text, _TEXT if told else _TEXT_ALONE)
        return _summed(told)

    def _in_text(self, text: str, weight: float) -> list[_Told]:
        """The own phrases of a full text, topic by topic."""
        words = words_of("", plain(text[:_READ]))
        hits = shipped().scan(words) + (self._own.scan(words) if self._own is not None else [])
        by_topic: dict[str, list[str]] = {}
        for hit in _without_barred(words, [hit for hit in hits if hit.value.sense != "sign"]):
            if hit.value.is_own:
                by_topic.setdefault(hit.value.label, []).append(words.said(hit.start, hit.end))
        return [
            _Told(topic, True, weight * min(len(said), _MOST_IN_TEXT), "topic.text", said[0])
            for topic, said in by_topic.items()
        ]


def _told(reading: Reading, *, in_sector: bool) -> list[_Told]:
    """What counts of the phrases in a headline and a summary."""
    text, signs = reading.text, reading.signs
    kept = _without_barred(text, reading.hits)
    accompanied = in_sector or not _COMPANY.isdisjoint(signs) or any(hit.value.is_own for hit in kept)
    is_short = len(text.words) - text.title_end <= _SHORT
    told = []
    for hit in kept:
        in_title = hit.start < text.title_end
        if hit.value.is_own:
            told.append(_as_told(text, hit, _TITLE if in_title else _SUMMARY))
        elif (accompanied or _has_company(hit, kept, signs)) and not _is_within(hit, kept):
            weight = _SHARED_TITLE if in_title else _SHARED_SUMMARY if is_short else _SHARED_SUMMARY / 2
            told.append(_as_told(text, hit, weight))
    return told


def _has_company(hit: Hit[Word], hits: Sequence[Hit[Word]], signs: Container[str]) -> bool:
    """Whether a shared abbreviation stands with a council, or with a word of its topic."""
    if hit.value.sense != "shared abbreviation":
        return False
    return "council" in signs or Word(hit.value.label, "shared") in (other.value for other in hits)


def _is_within(hit: Hit[Word], hits: Sequence[Hit[Word]]) -> bool:
    """Whether a phrase lies within one of another topic that is up to three words longer (more are a gap's)."""
    label, start, end = hit.value.label, hit.start, hit.end
    length = end - start
    return any(
        other_start <= start
        and end <= other_end
        and length < other_end - other_start <= length + 3
        and value.label != label
        for value, other_start, other_end in hits
    )


def _as_told(text: Words, hit: Hit[Word], weight: float) -> _Told:
    label, sense, is_own = hit.value
    rule = "topic.title" if hit.start < text.title_end else "topic.summary"
    if not is_own:
        rule += ".shared"
    if sense.endswith("abbreviation"):
        rule += ".abbreviation"
    return _Told(label, is_own, weight, rule, text.said(hit.start, hit.end))


def _without_barred(text: Words, hits: Sequence[Hit[Word]]) -> Sequence[Hit[Word]]:
    """The hits of topics without what their `not` phrases take away (see the head of topics.toml)."""
    barred = [hit for hit in hits if hit.value.sense == "not"]
    if not barred:
        return hits
    kept = [hit for hit in hits if hit.value.sense != "not"]
    for bar in barred:
        rivals = [hit for hit in kept if hit.value.label == bar.value.label]
        touched = [hit for hit in rivals if hit.start < bar.end and bar.start < hit.end]
        if any(hit.start <= bar.start and bar.end <= hit.end and hit[1:] != bar[1:] for hit in touched):
            continue
        gone = rivals if bar.end - bar.start == 1 else touched
        words = {text.said(hit.start, hit.end).lower() for hit in gone}
        label = bar.value.label
        kept = [hit for hit in kept if hit.value.label != label or text.said(hit.start, hit.end).lower() not in words]
    return kept


def _summed(told: Sequence[_Told]) -> list[Found]:
    """The topics whose phrases weigh enough together; of each, the best phrase speaks."""
    by_topic: dict[str, list[_Told]] = {}
    for one in told:
        by_topic.setdefault(one.topic, []).append(one)
    found = [
        (-weight, Found(topic, best.rule, best.words))
        for topic, phrases in by_topic.items()
        for weight, best in (_weighed(phrases),)
        if weight >= _ENOUGH
    ]
    return [one for _, one in sorted(found, key=lambda pair: pair[0])]


def _weighed(phrases: Sequence[_Told]) -> tuple[float, _Told]:
    """The weight of a topic's phrases, and the best of them: a repeated one adds nothing, another one a little."""
    if len(phrases) == 1:
        return phrases[0].weight, phrases[0]
    by_words = {one.words.lower(): one.weight for one in sorted(phrases, key=lambda one: one.weight)}
    heaviest = max(by_words.values())
    best = max(phrases, key=lambda one: (one.is_own, one.weight))
    return heaviest + _AGAIN * (sum(by_words.values()) - heaviest), best
