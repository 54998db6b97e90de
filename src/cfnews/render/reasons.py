"""Reasons in words, for every face: lines with a depth each, the first of a block its heading."""

from collections.abc import Iterator, Sequence
from shlex import quote
from typing import NamedTuple

from cfnews.reasons import Because, Pair, Reasons, RuleFound
from cfnews.render.common import MATCHES, counted, listed
from cfnews.story import BY_RULE


class Said(NamedTuple):
    """One line: its depth, 0 for a heading, and its words."""

    depth: int
    words: str


def reasons_in_words(reasons: Reasons) -> Iterator[Said]:
    """Why a story is as it is."""
    yield Said(0, reasons.title)
    yield Said(1, f"Told by {counted(len(reasons.sources), 'source')}. Id: {reasons.id}.")
    if reasons.follows:
        yield Said(1, f"It goes on with the story {reasons.follows}.")
    if reasons.hidden_because:
        yield Said(1, f"It is hidden: {reasons.hidden_because}.")
        if reasons.hides and reasons.hidden_because.startswith(BY_RULE):
            yield Said(1, f"To show it all the same: cfnews mark {reasons.id} --unhide.")
            yield Said(1, f"To end the rule: cfnews hide remove {quote(reasons.hides[0].name)}.")
    else:
        for one in reasons.hides:
            yield Said(1, f"Your rule {_rule(one)}; a star or your own word keeps it in sight.")
    yield from (Said(1, f"You watch {_rule(one)}.") for one in reasons.watches)
    yield Said(1, f"It was tagged by rules {reasons.rules}.")
    for because in reasons.sources:
        yield from _source(because)
    yield Said(0, "Where it stands in a digest")
    for part in reasons.ranked_by:
        yield Said(1, f"{part.points:+.1f} {part.reason}")
    yield Said(1, f"{reasons.rank:+.1f} in all")
    if reasons.tags:
        yield Said(0, "What the text tells")
        for tag in reasons.tags:
            by = f"“{tag.words}”" if tag.words else "no words of the text led there"
            yield Said(1, f"{tag.label} {tag.value}: {tag.rule}, {by}")


def _rule(one: RuleFound) -> str:
    return f"{one.name}: {'; '.join(one.because)}"


def pairs_in_words(pairs: Sequence[Pair], together: bool) -> Iterator[Said]:
    """Why two stories are not one, by the pair of sources that comes nearest; or that they are."""
    if together:
        yield Said(0, "These are one story")
        return
    yield Said(0, "These are two stories")
    for pair in pairs[:3]:
        yield Said(1, f"{pair.one.feed}: {pair.one.title}")
        yield Said(1, f"{pair.other.feed}: {pair.other.title}")
        yield from (Said(2, words) for words in _pair(pair))


def _source(because: Because) -> Iterator[Said]:
    yield Said(0, f"{because.source.feed}: {because.source.title}")
    nearest = because.nearest
    if nearest is None:
        yield Said(1, "The only source.")
        return
    yield Said(1, _placed(because, nearest))
    yield Said(1, f"Nearest here: {nearest.other.feed}, “{nearest.other.title}”.")
    yield from (Said(2, words) for words in _pair(nearest))
    if because.next_story and because.margin is not None:
        yield Said(2, f"the next story, {because.next_story}, is {because.margin:.2f} behind")


def _placed(because: Because, nearest: Pair) -> str:
    """Why a source is in the story, which the lead and one that the reader joined are by no likeness of theirs."""
    measured = f"{because.score:.2f} when it came"
    if because.match == "lead":
        return f"It leads the story; likeness {measured}."
    if nearest.decided and because.score < nearest.needed:
        return f"In this story by your own word; likeness {measured}."
    return f"In this story by {MATCHES[because.match]}, {measured}."


def _pair(pair: Pair) -> Iterator[str]:
    if pair.decided:
        yield pair.decided
    yield f"likeness {pair.score:.2f} by {pair.rule}; two are one story from {pair.needed:.2f}"
    yield f"words {pair.cosine:.2f}, {pair.days_between:g} days between them"
    if pair.names_in_common:
        yield f"names in common: {listed(pair.names_in_common)}"
    if pair.names_in_conflict:
        yield f"names in one headline that the other source lacks: {listed(pair.names_in_conflict)}"
