"""The numbers of a sentence that may be figures, each with its unit as far as its own words tell it.

A bare number takes the unit of the one it is joined with: "30 to 40 per cent", "640 children in 2023, 655 in 2024".
"""

import re
from collections.abc import Sequence, Set
from typing import NamedTuple

from cfnews.sector.figure_words import Sentence, word_set
from cfnews.sector.number_traps import is_no_figure
from cfnews.sector.numbers import Number
from cfnews.sector.period_forms import Period
from cfnews.sector.shares import STARTS, read_number
from cfnews.sector.units import find_unit

_AROUND = 8  # words on either side of a number that say what it is
_LISTED = 10  # words between two numbers of a list of years
_WHOLES = {"all": 100, "none": 0}  # per cent
_HELD_AGAINST = word_set("against with to from versus than")
_STARTS = STARTS | _WHOLES.keys()
_DIGITS = frozenset("0123456789")
_JOINING = word_set("to and or -")
_NOT_TOLD = re.compile(r"majority\b|[a-z' -]*\( [0-9.]+ (?:%|per ?cent)")


class Mention(NamedTuple):
    """A number in its sentence: the words from `first` to `end` (left out) hold it and its unit.

    `unit` is "" for a bare number. `weak` marks "all" and "none", which count only as the other of a comparison.
    """

    value: float | str
    unit: str
    first: int
    end: int
    weak: bool = False


def find_mentions(sentence: Sentence, periods: Sequence[Period], weak: bool) -> list[Mention]:
    """The numbers outside `periods`, in order; with `weak` every "all" and "none" too."""
    skips = {period.first: period.end for period in periods}
    found: list[Mention] = []
    end = 0
    for at, word in enumerate(sentence.low[: sentence.length]):
        if at < end:
            continue
        if at in skips:
            end = skips[at]
        elif word in _STARTS or word[0] in _DIGITS:
            mention, end = _at(sentence, at, weak)
            if mention:
                found.append(mention)
    dated = frozenset(place for period in periods for place in range(period.first, period.end))
    return _joined_later(_joined_earlier(sentence, found), dated)


def _at(sentence: Sentence, at: int, weak: bool) -> tuple[Mention | None, int]:
    """The mention that begins at a word, if one does, and where to read on."""
    word = sentence.low[at]
    if word[0].isdigit() or word in STARTS:
        number = read_number(sentence, at)
        mention = _mention(sentence, number) if number else None
        return mention, mention.end if mention else number.end if number else at + 1
    if word in _WHOLES and (weak or sentence.low[at - 1] in _HELD_AGAINST):
        return Mention(_WHOLES[word], "percent", at, at + 1, weak=True), at + 1
    return None, at + 1


def _mention(sentence: Sentence, number: Number) -> Mention | None:
    before = " ".join(sentence.low[max(0, number.first - _AROUND) : number.first])
    after = " ".join(sentence.low[number.end : number.end + _AROUND])
    if is_no_figure(sentence, number, before, after):
        return None
    unit = find_unit(sentence, number, before, after)
    if unit is None or (not unit.name and number.spelt and number.value == 1):  # "one" by itself is a pronoun
        return None
    if number.share and _NOT_TOLD.match(" ".join(sentence.low[number.end : number.end + _AROUND + 4])):
        return None  # more than half (53 per cent), a two-thirds majority
    value = int(number.value) if float(number.value).is_integer() else number.value
    return Mention(number.share or value, unit.name, number.first, unit.end)


def _joined_earlier(sentence: Sentence, mentions: list[Mention]) -> list[Mention]:
    """`mentions`, where a bare number takes the unit of the next, and "£5-6m" is two sums of millions."""
    for place in range(len(mentions) - 2, -1, -1):
        one, following = mentions[place], mentions[place + 1]
        link = sentence.low[one.end : following.first]
        if link[-1:] == ["£"]:
            link = link[:-1] if not one.unit else []
        if len(link) != 1 or link[0] not in _JOINING:
            continue
        if not one.unit and following.unit not in {"", "ratio"}:
            mentions[place] = one._replace(unit=following.unit)
        elif one.unit == following.unit == "gbp" and link[0] in {"-", "to"}:
            mentions[place] = one._replace(value=_scaled_like(one.value, following.value))
    return mentions


def _joined_later(mentions: list[Mention], dated: Set[int]) -> list[Mention]:
    """`mentions`, where a bare number with its year takes the unit of the one before, if that has its year too."""
    for place in range(1, len(mentions)):
        before, one = mentions[place - 1 : place + 1]
        near = not one.unit and before.unit and one.first - before.end < _LISTED
        if near and one.end + 1 in dated and not dated.isdisjoint(range(before.end, one.first)):
            mentions[place] = one._replace(unit=before.unit)
    return mentions


def _scaled_like(value: float | str, following: float | str) -> float | str:
    """The 5 of "£5-6m" in pounds."""
    if isinstance(value, str) or isinstance(following, str) or value >= 1000:
        return value
    return value * next((size for size in (10**9, 10**6, 1000) if following >= size), 1)
