"""Which figure of a sentence is held against which: "fell from 45 in 2021 to 30", "61%, against 70% in May".

Only neighbours of one unit are compared, and only where the words between them say so. The later one, or the
one named first, is what the sentence is about; a bare number takes the unit of the figure beside it.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from cfnews.sector.figure_mentions import Mention
from cfnews.sector.figure_words import Sentence, word_set

_FURTHEST = 25  # words between two figures that can still be one comparison

# What can stand between "from" and its number.
_ABOUT = word_set(
    "a an the just only about around some nearly almost over under more less fewer than at least record high low"
    " roughly approximately as many few of £ average national rate level total figure target expected estimated england"
    " english previous year's last"
)
_SPREAD = word_set("range ranged ranges ranging varied varies vary varying anywhere spread differed differs")
_NO_COUNT = word_set("age aged ages grade year level step score")
_CHANGE = re.compile(
    r"\b(?:up|down|r[io]s|fall|fell|increas|decreas|drop|gr[eo]w|reduc|climb|improv|declin|cut|slump|soar|jump|leap"
    r"|surg|plung|tumbl|dip|doubl|trebl|tripl|chang|went|gone|mov|rais|slash|sw[eo]ll|shr[aiu]nk|worsen|expand)"
)
_AGAINST = re.compile(
    r"(?:against|compar(?:ed|es|ing) (?:with|to)|versus|vs|(?:up|down) on|in contrast (?:with|to)|opposed to"
    r"|(?:high|low|bett|wors)er? than)\b"
)
_OPENS = re.compile(r"(?:^|[,;] )(?:up |down )?(?:compared (?:with|to)|against|from)$")
_YEAR_EARLIER = re.compile(
    r"(?:a|the|one) year (?:earlier|before|ago|previously)|the previous (?:financial )?year"
    r"|12 months (?:earlier|before|ago)"
)
# "Two years ago six in ten did", "11 per cent (2023: 16 per cent)", "15% (the national average is 12%)".
_LONG_AGO = re.compile(
    r"(?:^|[,;] )(?:just |only )?(?:[a-z]+|[0-9]+) (?:years?|months|decades?) (?:ago|earlier|before|previously)"
    r"(?: ,| it was| the \w+ was| it stood at)?$"
)
_IN_BRACKETS = re.compile(
    r"\( (?:(?:in )?[0-9 /-]{4,9} ?[:,]?(?: £)?"
    r"|(?:the )?(?:[0-9]{4} )?(?:national|england|english|regional|statistical|similar|previous)\b[a-z -]{0,60})$"
)


class Pair(NamedTuple):
    """A figure, and the number that it is held against."""

    figure: Mention
    other: Mention


def find_pairs(sentence: Sentence, mentions: Sequence[Mention]) -> list[Pair]:
    """The comparisons of a sentence; each number is in one at most."""
    pairs: list[Pair] = []
    taken: set[Mention] = set()
    for place, one in enumerate(mentions[1:]):
        free = [mention for mention in mentions[max(0, place - 2) : place + 1] if mention not in taken]
        pair = _pair(sentence, mentions[place], one, free)
        if pair is not None and not {pair.figure, pair.other} & taken:
            pairs.append(pair)
            taken.update(pair)
    return pairs


def is_year_earlier(sentence: Sentence, mention: Mention) -> bool:
    """Whether "a year earlier" or its like stands behind the number."""
    return bool(_YEAR_EARLIER.search(" ".join(sentence.low[mention.end : mention.end + 9])))


def _pair(sentence: Sentence, before: Mention, one: Mention, free: Sequence[Mention]) -> Pair | None:
    """The comparison that `one` is in with its neighbour `before`, or with another of the `free` ones before it."""
    if one.first - before.end > _FURTHEST:
        return None
    opening = _without_about(sentence.low[max(0, before.first - 8) : before.first])
    link = _without_about(sentence.low[before.end : one.first])
    from_to = link[-1:] == ["to"] and opening[-1:] == ["from"]
    if from_to or ("," in link and _OPENS.search(" ".join(opening))):
        fits = _of_one_unit(one, before) and (not from_to or _is_change(sentence, before, one, opening))
        return Pair(one, before) if fits else None
    if not one.unit and ")" in link:  # "281 children (39.8%), up from 265": what stands in brackets is another unit
        free = [mention for mention in free if mention is not before]
    figure = next((mention for mention in reversed(free) if _of_one_unit(mention, one)), None)
    if figure and (_is_from(sentence, link, figure, one) or (figure.unit and _is_held(sentence, link, figure, one))):
        return Pair(figure, one)
    return None


def _of_one_unit(figure: Mention, other: Mention) -> bool:
    """Whether two numbers can be compared, or may turn out to be where one is bare."""
    units = {figure.unit, other.unit}
    if len(units) == 1 or units == {"percent", "points"}:
        return True
    return "" in units and "ratio" not in units


def _without_about(words: list[str]) -> list[str]:
    while words and words[-1] in _ABOUT:
        words = words[:-1]
    return words


def _is_change(sentence: Sentence, one: Mention, other: Mention, before: list[str]) -> bool:
    """From 45 to 30 is a change, and no range; of two bare numbers, where something is said to rise or fall."""
    if not _SPREAD.isdisjoint(before):
        return False
    if one.unit or other.unit:
        return True
    earlier = sentence.low[max(0, one.first - 12) : one.first]
    return bool(_CHANGE.search(" ".join(earlier))) and _NO_COUNT.isdisjoint(earlier)


def _is_from(sentence: Sentence, link: list[str], figure: Mention, other: Mention) -> bool:
    """Up from 30: but 312 children from 45 countries are no comparison."""
    if link[-1:] != ["from"]:
        return False
    if "," in link or _CHANGE.search(" ".join(link)):
        return True
    before = sentence.low[max(0, figure.first - 6) : figure.first]
    return bool(_CHANGE.search(" ".join(before))) and (other.unit != "count" or figure.unit != "count")


def _is_held(sentence: Sentence, link: list[str], figure: Mention, one: Mention) -> bool:
    """Against, compared with, in brackets with its year, a year earlier."""
    words = " ".join(sentence.low[max(figure.end, one.first - 12) : one.first])
    if _LONG_AGO.search(words) or _IN_BRACKETS.search(words) or _is_against(sentence, link, one):
        return True
    if link[-1:] == ["("] and sentence.low[one.end] in {"in", "at"} and sentence.low[one.end + 1][:1].isdigit():
        return True  # "2,180 (2,310 in 2023)"
    earlier = is_year_earlier(sentence, one) and not is_year_earlier(sentence, figure)
    return earlier and figure.unit == one.unit


def _is_against(sentence: Sentence, link: list[str], other: Mention) -> bool:
    """Against 70% in May: but allegations against 12 staff are no comparison."""
    words = " ".join(link[-8:])
    found = _AGAINST.search(words)
    if found is None or any(mark in words[found.end() :] for mark in ",;.("):
        return False
    plain = found[0] != "against" or "," in link or other.weak or other.unit != "count"
    return plain or sentence.low[other.end] in {"in", "a", "the", "at"}
