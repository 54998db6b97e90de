"""A sentence with its places, dates, areas of judgement and grades replaced by signs, so that rules read its shape.

"Derby was judged good in May" becomes "‹place› was judged ‹grade› in ‹date›", in lower case. Nothing here decides
whether a grade is a judgement: that is told by the words around it (event_grades.py).
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple, Protocol

from cfnews.sector.event_dates import dates_in
from cfnews.sector.event_text import straight
from cfnews.story import Place

PLACE, BODY, AREA, GRADE, DATE = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
"""The signs: a council area, a trust or company that stands for one, an area of judgement, a word of grade, a date."""

Grade = Literal["outstanding", "good", "requires_improvement", "inadequate"]
RANK: dict[str, int] = {"inadequate": 0, "requires_improvement": 1, "good": 2, "outstanding": 3}

_LEADERSHIP = (
    r"(?:the )?impact of leaders(?: on social work practice(?: with children and families)?)?"
    r"|(?:senior )?leadership(?:,? (?:and )?(?:management|governance)){0,2}"
    r"|(?<=\bfor )leaders\b|^leaders(?=(?:,| and) (?:help and protection|child protection|children|care))"
    r"|leaders'(?= (?:impact|work|performance))|(?<!business )(?<!community )leaders"
    r"(?=\s?[:,-]\s|(?: (?:in|at|of) [^.,;:]{1,40}?)? (?:were|are) (?:judged|rated|graded))"
)
_HELP = (
    r"(?:(?:children (?:and young people )?|those )?(?:who |that )?(?:need(?:ing)?|in need of) )?help and protection"
    r"|(?<=leadership, )protection(?=(?:,| and) (?:care|children|looked))"
    r"|children (?:and young people )?(?:(?:who|that) need|needing|in need of) (?:help|protection)|child protection"
)
_LEAVERS = (
    r"(?:young )?(?:people|adults) (?:who (?:have |had )?)?(?:leaving|leave|left) (?:the )?care(?: system)?"
    r"|care[- ]leavers?"
)
_CARE = (
    r"(?:children|those) (?:and young people )?(?:who are )?in (?:(?:the council|its|their|the authority)'?s? )?care"
    r"|looked[- ]after children|children looked[- ]after(?: and achieving permanence)?|cared-for children"
)
_WORDS = re.compile(
    r"\b(?:(?P<requires_improvement>requir(?:e|es|ed|ing)[ -]improvement(?: to be ['\"]?good)?)"
    r"|(?P<inadequate>inadequate)\b|(?P<outstanding>outstanding)\b|(?P<good>good)\b"
    rf"|(?P<both>(?:{_CARE}) and (?:{_LEAVERS}))"
    rf"|(?P<leadership>{_LEADERSHIP})|(?P<help_and_protection>{_HELP})"
    rf"|(?P<care_leavers>{_LEAVERS})\b|(?P<children_in_care>{_CARE})"
    r"|(?P<adoption>adoption(?: performance| services?| work)?)"
    r"|(?P<overall>overall(?: effectiveness)?))"
)
_GRADE_HINTS = ("good", "inadequate", "outstanding", "improvement")
_MOST_NAMES = 24  # of one sentence
_OF_A_BODY = re.compile(
    r"trust|company|children first|together for|achieving for|brighter futures|\b(?:[BN]CT|BCFT|WCF|AfC|BFfC)\b",
    re.IGNORECASE,
)


_OFFICE = re.compile(r"(?: (?:Metropolitan|County|City|Borough|District))* Council$")


class Named(Protocol):
    """What a finder of places gives: a place, and the words that name it."""

    @property
    def place(self) -> Place: ...
    @property
    def words(self) -> str: ...


class Mark(NamedTuple):
    """One sign: where it stands in the shape; what it means; its words."""

    sign: str
    at: int
    value: str | None
    places: tuple[Place, ...]
    words: str


class Marked(NamedTuple):
    """A sentence: its words as written, its shape, and the marks in order."""

    words: str
    shape: str
    marks: list[Mark]

    def of(self, sign: str) -> list[Mark]:
        return [mark for mark in self.marks if mark.sign == sign]


class Mention(NamedTuple):
    """An event that a sentence tells without a grade: its type, where its words stand, and its number in a series.

    A `soft` mention ("inspectors came in May") is no event of its own: it dates the judgement beside it. A `bare` one
    ("Derby was inspected") is an event only where no judgement of the place is told.
    """

    type: str
    at: int
    end: int
    ordinal: int | None = None
    soft: bool = False
    bare: bool = False


_Span = tuple[int, int, str, str | None, tuple[Place, ...]]  # from, to, sign, value, places


class PlaceWords:
    """Where the found places stand in a sentence: by the words that named them, by their names, longest first.

    A finder gives the words of a place's first mention alone: "Derby's care leavers" names Derby, which stands also
    further on.
    """

    def __init__(self, found: Sequence[Named]) -> None:
        self._places: dict[str, tuple[Place, ...]] = {}
        for one in found:
            words, name = straight(one.words), straight(one.place.name)
            plain = name in words and not _OF_A_BODY.search(words)
            for form in {name} if plain else {words, name, _OFFICE.sub("", words)}:
                self._places[form] = (*self._places.get(form, ()), one.place)
        # Looked for one by one: a pattern of all names would have to be compiled for every entry.
        self._names = sorted(filter(None, self._places), key=len, reverse=True)

    def spans(self, text: str) -> list[_Span]:
        """The places in a straight text, the longest name where names overlap."""
        found: list[_Span] = []
        for name in self._names:
            at = text.find(name)
            while at >= 0 and len(found) < _MOST_NAMES:
                end = at + len(name)
                if _stands_alone(text, at, end) and not any(at < other[1] and other[0] < end for other in found):
                    sign = BODY if _OF_A_BODY.search(name) else PLACE
                    found.append((at, end, sign, None, self._places[name]))
                at = text.find(name, end)
        return found


def _stands_alone(text: str, at: int, end: int) -> bool:
    return not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum())


def mark_places(words: str, places: PlaceWords) -> Marked:
    """The shape of a sentence that is only asked for its places."""
    plain = straight(words)
    return _shape(words, _lower(plain), sorted(places.spans(plain)))


def mark_sentence(words: str, places: PlaceWords, published: date | None) -> Marked:
    """The shape of a sentence. Where spans overlap the one that begins first wins: of two, place, date, then words."""
    plain = straight(words)
    lower = _lower(plain)
    spans = places.spans(plain)
    spans += [(one.start, one.end, DATE, one.value, ()) for one in dates_in(plain, published)]
    if any(grade in lower for grade in _GRADE_HINTS):
        spans += [_word_span(found) for found in _WORDS.finditer(lower)]
    return _shape(words, lower, sorted(spans, key=lambda span: span[0]))


def _lower(text: str) -> str:
    """The text in lower case, of the same length: a few letters have two in lower case."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(letter.lower()[0] for letter in text)


def _word_span(found: re.Match[str]) -> _Span:
    name = found.lastgroup
    return (*found.span(), GRADE if name in RANK else AREA, name, ())


def _shape(words: str, lower: str, spans: Sequence[_Span]) -> Marked:
    pieces: list[str] = []
    marks: list[Mark] = []
    done = length = 0
    for start, end, sign, value, places in spans:
        if start < done:
            continue
        pieces += (lower[done:start], sign)
        length += start - done
        marks.append(Mark(sign, length, value, places, lower[start:end]))
        length += 1
        done = end
    pieces.append(lower[done:])
    return Marked(words, "".join(pieces), marks)
