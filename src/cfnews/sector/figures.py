"""Key figures of a text: the number, its unit, its period, what it counts, and what it is held against.

Principle: a figure is a number that tells the reader how much or how many; the rules lean towards silence. A
sentence is read by itself: its numbers (`shares`), without those that are no figures (`number_traps`), get a unit
or a counted noun (`units`), a period (`figure_periods`) and their comparison (`comparisons`). One thing spans two
sentences: "This compares with ..." is the other side of the sentence before.
Rejected: a figure for every "all", "none" and "one", which are seldom meant as numbers; figures that have to be
calculated ("40 more than last year"), for the text does not tell them. Measured by
tests/corpus/test_sector_figures.py.
"""

import re
from collections.abc import Sequence
from datetime import datetime

from cfnews.sector.comparisons import Pair, find_pairs
from cfnews.sector.figure_mentions import Mention, find_mentions
from cfnews.sector.figure_periods import Dated
from cfnews.sector.figure_subjects import subject_of
from cfnews.sector.figure_words import Sentence, has_number, read_sentence, sentences
from cfnews.sector.period_forms import Period
from cfnews.sector.periods import find_periods, month_before
from cfnews.story import Comparison, Figure

LONGEST = 100_000  # characters that are read: a report of forty pages
MOST = 60  # figures of one text; who needs more needs the document itself

_GOES_BACK = re.compile(r"(?:this|that|it|these|those|which)\b(?: [^ ]+){0,6}? (?:compar|down from|up from|against)")
_WIDEST_GAP = 2  # sentences without a figure between one and the sentence that goes back to it
_FEW = 12  # a small count told twice may well be of two things


def find_figures(text: str, published: datetime | None = None) -> list[Figure]:
    """The figures of `text` in order, each once, at most `MOST`; `published` dates "last year" and "in July".

    Units: percent, count, gbp, days, hours, years, ratio (its value is "1:5") and rate_per_10000. Periods as in
    `period_forms`. The text is clean and plain; never raises.
    """
    text = text[:LONGEST]
    if not has_number(text):
        return []
    found: list[Figure] = []
    last: list[Figure] = []  # the figures that "This compares with ..." can go back to
    gap = 0
    for words in sentences(text):
        sentence = read_sentence(words) if has_number(words) else None
        goes_back = bool(sentence and last and _GOES_BACK.match(" ".join(sentence.low[:12])))
        figures = _figures(sentence, published, last if goes_back else ()) if sentence else []
        if goes_back and figures:
            found[-len(last) :], last = _held_against(last, figures), []
            continue
        new = [figure for figure in figures if not any(_is_same(figure, other) for other in found)]
        found += new
        gap = 0 if new else gap + 1
        last = new if new or gap > _WIDEST_GAP else last
        if len(found) >= MOST:
            break
    return found[:MOST]


def _figures(sentence: Sentence, published: datetime | None, back_to: Sequence[Figure]) -> list[Figure]:
    """The figures of one sentence; where it goes back to others, "all" and "none" are numbers too."""
    periods = find_periods(sentence, published)
    if back_to:
        periods = [_of_other_side(period, back_to[0].period) for period in periods]
    mentions = find_mentions(sentence, periods, weak=bool(back_to))
    pairs = find_pairs(sentence, mentions) if len(mentions) > 1 else []
    others = {pair.other for pair in pairs}
    against = {pair.figure: pair for pair in pairs}
    mentions = [one for one in mentions if one in others or one in against or _stands_alone(one, bool(back_to))]
    told = [one for one in mentions if one not in others and not _is_step(sentence, mentions, one)]
    return _told(sentence, mentions, periods, [(one, against.get(one)) for one in told])


def _of_other_side(period: Period, own: str | None) -> Period:
    """A period of "This compares with March, when ...": what is told there is of that month, the last before `own`."""
    value = month_before(own, period.month) if period.month and own else period.value
    return period._replace(value=value, before="")


def _stands_alone(mention: Mention, goes_back: bool) -> bool:
    return bool(mention.unit) and (goes_back or not mention.weak)


def _is_step(sentence: Sentence, mentions: Sequence[Mention], one: Mention) -> bool:
    """Whether a number is only how far another has moved: by five points to 42 per cent."""
    low = sentence.low
    by = one.first - 1
    by -= low[by] == "£"
    if low[by] != "by" or low[one.end] != "to":
        return False
    following = next((other for other in mentions if other.first >= one.end), None)
    return following is None or following.unit in {one.unit, "percent"}


def _told(
    sentence: Sentence,
    mentions: Sequence[Mention],
    periods: Sequence[Period],
    told: Sequence[tuple[Mention, Pair | None]],
) -> list[Figure]:
    if not told:
        return []
    spans = [*((one.first, one.end) for one in mentions), *((one.first, one.end) for one in periods)]
    left_out = frozenset(place for span in spans for place in range(*span))
    dated = Dated(sentence, mentions, periods)
    found: list[Figure] = []
    for one, pair in told:
        period, other, start, unit = dated.period_of(one, pair), None, one.first, one.unit
        if pair:
            other = Comparison(pair.other.value, dated.period_of_other(pair, period))
            start, unit = min(start, pair.other.first), unit or pair.other.unit or "count"
        subject = subject_of(sentence, one, start, left_out)
        if subject:  # a number without a word beside it tells nothing
            unit = "percent" if unit == "points" else unit
            found.append(Figure(one.value, unit, period, subject, other, sentence.text))
    return found


def _held_against(figures: list[Figure], others: list[Figure]) -> list[Figure]:
    """`figures` with those of the sentence that goes back to them, unit by unit in the same order."""
    left = list(others)
    held: list[Figure] = []
    for figure in figures:
        other = next((one for one in left if one.unit == figure.unit), None)
        if other is not None:
            left.remove(other)
        if other is None or figure.comparison or other.value == figure.value:
            held.append(figure)
            continue
        comparison = Comparison(other.value, other.period)
        held.append(Figure(figure.value, figure.unit, figure.period, figure.subject, comparison, figure.quote))
    return held


def _is_same(one: Figure, other: Figure) -> bool:
    """Whether a summary and its text tell one figure twice."""
    if (one.value, one.unit) != (other.value, other.unit):
        return False
    if one.period and other.period and one.period != other.period:
        return False
    small = one.unit == "count" and isinstance(one.value, int) and one.value <= _FEW
    return not small or not set(one.subject.lower().split()).isdisjoint(other.subject.lower().split())
