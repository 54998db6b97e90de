"""The words right beside a name in a text: signs of a council, of a rival of that name, or of a mere word.

Looks a few words back and a few on, and never at the rest of the item. Why these signs and no others: see `mentions`.
"""

import re
from typing import Literal, NamedTuple

from cfnews.sector import cues, rivals

_WORDS = frozenset(("Reading", "Bury", "Bath", "Hull", "Slough", "Stoke", "Derby", "Barking"))
_VERBS = frozenset(("Reading", "Bury", "Stoke", "Bath"))  # words that take an object, or are a subject like any other
_NEVER_ALONE = frozenset(("Westminster", "City of London", "Bucks", "Staffs", "Wilts", "RCT"))
_NOT_BEHIND_CAPITALS = frozenset(("Reading", "Bath", "Derby"))  # "Guided Reading", "Bird Bath", "Madrid Derby"
_PLAINLY_READING = cues.OPENERS - cues.PLACE_OPENERS  # "How Reading helps": more often the skill

_OF_IT = r"(?:'s?)?,? "
_RUN = r"(?:(?:and|&|of|(?!Council|Children's (?:Services|Trust|Social)|Ofsted|Borough)[A-Z][\w'-]*) ){0,5}?"
_COUNCIL = re.compile(rf"{_OF_IT}{cues.COUNCIL}\b")
_SERVICES = re.compile(rf"{_OF_IT}(?:{cues.SERVICES})\b")
_ACTS = re.compile(rf" (?:(?:{cues.ACTS})|to (?:{cues.INTENTS}))\b")
_CLEAR_ACTS = re.compile(rf" (?:{cues.CLEAR_ACTS})\b")
_SOBER_ACTS = re.compile(rf" (?:{cues.CLEAR_ACTS}|{cues.SOBER_ACTS})\b")
_NO_ACTS = re.compile(rf" (?:{cues.NO_ACTS})\b")
_BODY = re.compile(
    rf"(?:'s)? (?:{_RUN}(?:{rivals.BODY_ENDS})|(?:{rivals.CLUBS}|{rivals.SIGHTS}|{rivals.BODIES}))\b"
    r"|(?:'s)?-(?:based|born|style|trained)\b"
)
_THING = re.compile(rf" (?:{rivals.THINGS})\b")
_ABROAD = re.compile(rf",? (?:in )?(?:{rivals.ABROAD})\b")
_ABROAD_ANYWHERE = re.compile(rf"\b(?:{rivals.ABROAD}|federal|governor|US)\b")
_SURNAME = re.compile(r" (?!Council|County|City|Borough|Civic|Social|Children|Ofsted|Safeguarding)[A-Z][a-z]+")
_NEIGHBOUR = re.compile(r"'s? (?:nearest )?neighbours?\b")
_CHIEF = re.compile(rf" {cues.CHIEFS}\b")
_DATE = re.compile(rf", (?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{cues.MONTHS})\b")


class Rival(NamedTuple):
    """Why a name is not its council's: a rival's, abroad, or only the scene; and where the sign for it ends."""

    sense: Literal["rival", "abroad", "aside"]
    rule: str
    end: int


def council_sign(text: str, end: int) -> int | None:
    """Where a sign of the council itself ends, that begins at the end of the name: "Kent" + " County Council"."""
    sign = _COUNCIL.match(text, end)
    return sign.end() if sign else None


def service_sign(text: str, end: int) -> int | None:
    """The same for what a council does, and for those it does it for: "Kent" + "'s foster carers"."""
    sign = _SERVICES.match(text, end)
    return sign.end() if sign else None


def acts_soberly(text: str, end: int) -> bool:
    """Whether the name does what councils do and clubs do not: "Havering says"."""
    return _SOBER_ACTS.match(text, end) is not None


def rival_sign(text: str, start: int, end: int, *, shouts: bool) -> Rival | None:
    """The rival that the words beside a name show, if they do. `shouts`: capitals say nothing."""
    name = text[start:end]
    abroad = _ABROAD.match(text, end)
    if abroad is not None or (name in rivals.TWINS_ABROAD and _ABROAD_ANYWHERE.search(text)):
        return Rival("abroad", "abroad", abroad.end() if abroad else end)
    for rule, pattern in (("body", _BODY), ("thing", _THING)):
        sign = pattern.match(text, end)
        if sign is not None:
            return Rival("rival", rule, sign.end())
    last, before = words_before(text, start)
    if last in rivals.BODIES_BEFORE or (last == "of" and before in rivals.RANKS):
        return Rival("rival", "body", end)
    if _is_surname(last, "" if shouts else before) or (name in rivals.NAMESAKES and _SURNAME.match(text, end)):
        return Rival("rival", "person", end)
    return Rival("aside", "scene", end) if _is_scene(text, start, end, last.lower(), before.lower()) else None


def is_mere_word(text: str, start: int, end: int, *, shouts: bool) -> bool:
    """Whether a name that is also a word, or another's, lacks the sign it needs; `shouts`: capitals say nothing."""
    name = text[start:end]
    if name in _NEVER_ALONE:
        return not (_CLEAR_ACTS.match(text, end) or is_among_locals(text, start))
    if name not in _WORDS:
        return False
    if shouts or _heads_sentence(text, start):
        return not _opens_as_place(text, name, end)
    last, before = words_before(text, start)
    if last == "of":
        return before.lower() not in cues.OF_PLACES
    if last[:1].isupper() and name in _NOT_BEHIND_CAPITALS:
        return last not in cues.OPENERS or (name == "Reading" and last in _PLAINLY_READING)
    return last in ("the", "a", "an", "local")


def is_among_locals(text: str, start: int) -> bool:
    """Whether the few words before a name are of children, services or inspections there."""
    return not cues.LOCALS.isdisjoint(text[max(0, start - 30) : start].lower().split()[-3:])


def words_before(text: str, start: int) -> tuple[str, str]:
    """The last word before a place in the text, and the one before it; "" where a stop or a comma stands between."""
    words = text[max(0, start - 40) : start].split()[-2:]
    last = words[-1] if words else ""
    return (last, words[-2] if len(words) > 1 else "") if last.isalnum() else ("", "")


def _is_surname(last: str, before: str) -> bool:
    """Whether a title or a given name stands before; a capital within a sentence is taken for one."""
    if last in rivals.TITLES or last in rivals.GIVEN_NAMES or (last == "Justice" and before in rivals.TITLES):
        return True
    return last.istitle() and before.islower() and last not in rivals.PARTNERS


def _is_scene(text: str, start: int, end: int, last: str, before: str) -> bool:
    """Whether somebody only comes from there, goes there, meets there, or was its chief."""
    return (
        last in cues.BESIDE
        or (last == "from" and before in cues.COMINGS)
        or (last == "to" and before in cues.WAYS)
        or (last in ("in", "at") and before in cues.GATHERINGS)
        or (last in ("former", "ex") and _CHIEF.match(text, end) is not None)
        or _NEIGHBOUR.match(text, end) is not None
        or (text[start - 2 : start] == ", " and _DATE.match(text, end) is not None)
    )


def _opens_as_place(text: str, name: str, end: int) -> bool:
    """Whether what follows a name at the head of a sentence has a council do it."""
    if name in _VERBS and _NO_ACTS.match(text, end):
        return False
    follows = text[end : end + 2]
    return bool(_ACTS.match(text, end)) or follows == "'s" or (follows == ": " and name not in ("Reading", "Bath"))


def _heads_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 4) : start].rstrip()
    return not before or before[-1] in ".:;!?–—|\"'“‘(["
