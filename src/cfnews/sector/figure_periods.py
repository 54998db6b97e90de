"""Which period of its sentence a figure is of.

A period right behind a figure is its own; else the one before it holds, as in "In July 2026, 61% ... and 24% ...";
else the one behind the figures that it is counted up with. The other side of a comparison takes only its own.
"""

from collections.abc import Sequence

from cfnews.sector.comparisons import Pair, is_year_earlier
from cfnews.sector.figure_mentions import Mention
from cfnews.sector.figure_words import Sentence, word_set
from cfnews.sector.period_forms import Period
from cfnews.sector.periods import measures, month_before, year_before

_FURTHEST = 16  # words between a figure and a period behind it
_JOINED = 6  # words between two numbers that are counted up
_NEW_CLAUSE = word_set("could will would may might can is was are were has had rose rise fell fall")
_BREAKS = frozenset({",", ";", ":", "(", " - ", "and", "but", "while", "whereas"})


class Dated:
    """The numbers of a sentence with its periods."""

    def __init__(self, sentence: Sentence, mentions: Sequence[Mention], periods: Sequence[Period]) -> None:
        self._low, self._sentence = sentence.low, sentence
        self._mentions, self._all = mentions, periods
        self._periods = [period for period in periods if measures(period)]

    def period_of(self, figure: Mention, pair: Pair | None) -> str | None:
        """The period of a figure; `pair` is its comparison, if it has one."""
        if not self._periods or figure.unit == "years":
            return None
        place = self._mentions.index(figure)
        first = min(pair.figure.first, pair.other.first) if pair else figure.first
        own = self._behind(place) or self._before(first) or self._shared(place)
        return own.value if own and (pair or not own.since) else None

    def period_of_other(self, pair: Pair, period: str | None) -> str | None:
        """The period of the other side of a comparison, where the figure's own is `period`."""
        if is_year_earlier(self._sentence, pair.other):
            return year_before(period)
        span = next((one for one in self._periods if one.since), None)
        if span:
            return span.since
        own = self._behind(self._mentions.index(pair.other))
        if own is None and pair.other.first > pair.figure.first:
            own = self._between(pair.figure.end, pair.other.first)
        if own is None:
            return None
        return month_before(period, own.month) if own.month and period else own.value

    def _behind(self, place: int) -> Period | None:
        """The first period between a number and the next one, unless it leads over to that."""
        start = self._mentions[place].end
        end = start + _FURTHEST
        if place + 1 < len(self._mentions):
            end = min(end, self._mentions[place + 1].first)
        own = next((period for period in self._periods if start <= period.first < end), None)
        return own if own and not self._leads_on(own, start) else None

    def _leads_on(self, period: Period, start: int) -> bool:
        """Whether a new clause begins with the period: "45%, and in 2025 it was"."""
        if ";" in self._low[start : period.first] or self._low[period.end] == ":":
            return True
        begin = period.first - 1
        begin -= self._low[begin] == "the"
        begin -= self._low[begin] not in _BREAKS
        return begin >= start and self._low[begin] in _BREAKS and self._low[period.end] not in _BREAKS

    def _before(self, first: int) -> Period | None:
        """The last period before the word at `first`."""
        return next((period for period in reversed(self._periods) if period.end <= first), None)

    def _between(self, start: int, end: int) -> Period | None:
        return next((period for period in reversed(self._all) if start <= period.first < end), None)

    def _shared(self, place: int) -> Period | None:
        """The period behind the next number: "61% of girls and 52% of boys in 2025", "9 of the 32 councils in 2025"."""
        if place + 1 >= len(self._mentions):
            return None
        own, following = self._mentions[place], self._mentions[place + 1]
        link = self._low[own.end : following.first]
        counted_up = "and" in link and len(link) <= _JOINED and _NEW_CLAUSE.isdisjoint(link)
        one_span = own.unit == following.unit and (counted_up or link in (["-"], ["to"]))
        return self._behind(place + 1) if one_span or link in (["of"], ["of", "the"]) else None
