"""Sections, schedules, articles and regulations in a text, each with the law that it is a part of.

"Section 31(2) of the Children Act 1989", "the Children Act 1989, ss 31 and 38", "paragraph 19 of Schedule 2 to the
Act". A section without its law is sector talk ("section 47 enquiry") where its number or its next word says so;
any other stands in some report or form, and is none.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cfnews.sector.case_law import Reference
from cfnews.sector.legislation import Law

_NUMBER = r"[0-9]{1,3}(?:\.[0-9]{1,3})?[A-Z]{0,3}(?:\([0-9A-Za-z]{1,4}\)){0,4}"
_NEXT = r"(?:, ?(?:and |or )?| ?(?:and|or|to|&) | ?- ?)"
_PROVISION = re.compile(
    r"(?<![\w.'-])(?:(?P<word>[Ss]ections?|SECTION|[Ss]chedules?|[Pp]aragraphs?|[Aa]rticles?|[Rr]egulations?|[Pp]arts?"
    r"|[Rr]ules?|[Pp]aras?|[Ss]chs?|[Aa]rts?|[Rr]egs?|[Pp]ts?|[Ss]s?|rr?)\b\.? ?|(?P<letter>[Ss]s?|rr?)\.?(?=[0-9]))"
    rf"(?P<numbers>{_NUMBER}(?:{_NEXT}{_NUMBER}){{0,11}}|[IVX]{{1,5}}\b)(?![0-9%:]|[.,/][0-9]|-[a-z])"
    r"(?: ?(?:and|or|to|-) ?\([a-z]{1,3}\))?"
)
_ONE_NUMBER = re.compile(rf"{_NUMBER}|[IVX]+")

# What stands between a provision and its law, or the law and its provision, or two provisions.
_REACH = 60  # characters
_TO_LAW = re.compile(r",? ?(?:\([^()\n]{1,40}\) ?)?(?:(?:of|to|in|under|from) )?(?:the |that |this )?(?:amended )?")
_FROM_LAW = re.compile(r"(?:\)| \([^()\n]{1,40}\))?(?:,| -)? ?\(?(?:at |under |by |in |and )?")
_TO_PARENT = re.compile(r",? ?(?:of|to|in) (?:the )?")
_TO_PART = re.compile(r",? ")
_BESIDE = re.compile(r",? ?(?:(?:and|or|&) )?(?:(?:under|of|in) )?(?:the )?")

# Sections that the sector calls by their number alone; others with what such a section is for.
_FAMILIAR = frozenset({"17", "20", "31", "37", "38", "47", "76", "114", "136"})
_CUE = re.compile(
    r"(?:'s)? ?\(?(?:enquir|inquir|investigat|assessment|order|agreement|arrangement|accommodat|support|notice|report"
    r"|dut(?:y|ies)|applicat|proceeding|provision|child|power|placement|audit|hearing|strategy|threshold|visit|consent"
    r"|detention|leave|direction|process|request|referral|inspection|payment|criteri|meeting|discussion|intervention)"
)
_THE_ACT = re.compile(r",? (?:of|in|under) (?:the|that|this) (?:[12][0-9]{3} )?Act\b")
_OTHER_DOCUMENT = re.compile(
    r",? (?:of\b|above\b|below\b|(?:in|on) (?:the|this|that|our|its|your) (?:[a-z]+ )?(?:report|form|guidance|plan"
    r"|document|paper|page|book|code|handbook|policy|strategy|website|list|stand|stadium))"
)
_SEATS = re.compile(r"\b(?:row|page|stand|block|seat|table|form|chapter|part)\b[^.]{0,20}$", re.IGNORECASE)
_VISITS = re.compile(r" (?:\w+ )?(?:visit|inspector|placement|monitoring|notification)")


class _Provision(NamedTuple):
    kind: str
    numbers: list[str]
    start: int
    end: int
    letter: str
    plural: bool


def find_provisions(text: str, named: Sequence[Law]) -> tuple[list[Reference], set[Law]]:
    """The provisions that `text` cites, and those laws of `named` that were named for one of them."""
    read = (_read(found) for found in _PROVISION.finditer(text))
    provisions = [one for one in read if one.numbers[0][0].isdigit() or one.kind in {"pt", "art", "sch"}]
    owners = _owners(text, provisions, named)
    found: list[Reference] = []
    for place, (provision, owner) in enumerate(zip(provisions, owners, strict=True)):
        if owner is not None:
            found += _cited(text, provisions, place, owner)
        elif _is_sector_talk(text, provision):
            kind = "regulation" if provision.kind == "reg" else "act_section"
            numbers = provision.numbers if provision.plural else provision.numbers[:1]
            found += [
                Reference(kind, f"{provision.kind}.{number}", provision.start, provision.end) for number in numbers
            ]
    return found, {owner for owner in owners if owner is not None}


def _read(found: re.Match[str]) -> _Provision:
    word = (found["word"] or found["letter"]).lower()
    kind = "pt" if word[:4] in {"part", "pt", "pts"} else {"ss": "s", "rr": "r"}.get(word, _stem(word))
    numbers = _ONE_NUMBER.findall(found["numbers"])
    plural = len(word) > 1 and word.endswith("s")
    return _Provision(kind, numbers, found.start(), found.end(), found["letter"] or "", plural)


def _stem(word: str) -> str:
    """The usual short form of a kind of provision."""
    for begins, short in (("sch", "sch"), ("para", "para"), ("art", "art"), ("reg", "reg"), ("r", "r")):
        if word.startswith(begins):
            return short
    return "s"


def _owners(text: str, provisions: Sequence[_Provision], named: Sequence[Law]) -> list[Law | None]:
    """The law of each provision: the one it leads to, else the one it follows; neighbours share theirs."""
    starts = [law.start for law in named]
    owners: list[Law | None] = [None] * len(provisions)
    for place in range(len(provisions) - 1, -1, -1):
        end = provisions[place].end
        after = bisect_left(starts, end)
        if after < len(named) and _lies(text, end, named[after].start, _TO_LAW):
            owners[place] = named[after]
        elif place + 1 < len(provisions) and owners[place + 1] and _joined(text, provisions, place):
            owners[place] = owners[place + 1]
    for place, provision in enumerate(provisions):
        before = bisect_left(starts, provision.start) - 1
        if owners[place] is None and before >= 0 and _lies(text, named[before].end, provision.start, _FROM_LAW):
            owners[place] = named[before]
        elif owners[place] is None and place and owners[place - 1] and _joined(text, provisions, place - 1):
            owners[place] = owners[place - 1]
    return owners


def _lies(text: str, start: int, end: int, link: re.Pattern[str]) -> bool:
    """Whether the words between two places are such a link and nothing else."""
    return 0 <= end - start <= _REACH and link.fullmatch(text, start, end) is not None


def _joined(text: str, provisions: Sequence[_Provision], place: int) -> bool:
    """Whether a provision and the next belong to one law: "section 17 and Schedule 2", "paragraph 19 of Schedule 2"."""
    start, end = provisions[place].end, provisions[place + 1].start
    return _lies(text, start, end, _BESIDE) or _lies(text, start, end, _TO_PARENT)


def _cited(text: str, provisions: Sequence[_Provision], place: int, owner: Law) -> Iterator[Reference]:
    """The references that one provision makes; none where it only says in which part or schedule another stands."""
    own = provisions[place]
    if place and _lies(text, provisions[place - 1].end, own.start, _TO_PARENT):
        return
    prefix = f"{owner.name} "
    if own.kind == "para":
        schedule = _schedule_of(text, provisions, place)
        if schedule is None:
            return
        prefix += f"sch.{schedule} "
    elif own.kind == "sch" and _has_paragraph(text, provisions, place):
        return
    for number in own.numbers:
        kind = "regulation" if owner.kind == "regulation" else "act_section"
        yield Reference(kind, f"{prefix}{own.kind}.{number}", own.start, max(own.end, owner.end))


def _schedule_of(text: str, provisions: Sequence[_Provision], place: int) -> str | None:
    """The number of a paragraph's schedule, which stands behind it or before it."""
    own = provisions[place]
    following = provisions[place + 1] if place + 1 < len(provisions) else own
    if following.kind == "sch" and _lies(text, own.end, following.start, _TO_PARENT):
        return following.numbers[0]
    if place and _has_paragraph(text, provisions, place - 1):
        return provisions[place - 1].numbers[0]
    return None


def _has_paragraph(text: str, provisions: Sequence[_Provision], place: int) -> bool:
    """Whether a schedule's paragraph stands right behind it: "Schedule 2, paragraph 19"."""
    if place + 1 == len(provisions) or (provisions[place].kind, provisions[place + 1].kind) != ("sch", "para"):
        return False
    return _lies(text, provisions[place].end, provisions[place + 1].start, _TO_PART)


def _is_sector_talk(text: str, provision: _Provision) -> bool:
    """Whether a provision without its law is one that everybody in the sector knows."""
    after = text[provision.end : provision.end + _REACH]
    number = provision.numbers[0].partition("(")[0]
    if provision.kind == "reg":
        return number in {"44", "45"} and bool(_VISITS.match(after) or after.startswith(" report"))
    if provision.kind != "s" or not number[0].isdigit() or "." in number:
        return False
    if _THE_ACT.match(after):
        return True
    if _OTHER_DOCUMENT.match(after) or _SEATS.search(text, max(0, provision.start - 30), provision.start):
        return False
    return number in _FAMILIAR or (not provision.letter.isupper() and bool(_CUE.match(after)))
