"""How alike two entries are: one number for whether they tell one story, and the reasons behind it.

The measure is the cosine of their weighted words, with these corrections, each measured on labelled
streams of news (`docs/explanation/folding.md`; `benchmarks/fold_stream.py` pushes a stream through):

    for      much said in the same words; the same headline; a judgment, a report or an inspection of one place in
             common; whole sentences of their texts in common
    against  a name in each headline that the other entry lacks ("X council" and "Y council" in one formula);
             numbers in which they differ; days between them
    never    an advertisement with news; different places, or different judgments; headlines of anonymised
             cases; headlines that differ in nothing but numbers; one outlet's series of one title; nothing in
             common but names, or too few words

Pure, and the same from both sides: who came first does not matter.
"""

import re
from datetime import timedelta
from typing import NamedTuple

from cfnews.stories.weights import ANY_INSPECTION, Signs, Weighed

WINDOW = timedelta(hours=72)
JOINS = 0.27  # the mean likeness at which two groups of entries are one story
SAME_PAGE = 9.0  # the likeness of two entries on one page: they are one story whatever they say
APART = -0.5  # at this or below, two entries are never in one story by our own judgement

_MUCH = 0.2
_ENOUGH = 30.0  # nats of shared words, names aside, that count as "much said in the same words"
_SAME_TITLE = 0.1
_CITATION = 0.6
_REPORT = 0.5
_PRINTED = 0.5
_PRINTED_SHARE = 0.3  # of the shorter text's sentences; a follow-up repeats fewer
_FEWEST_SENTENCES = 3
_INSPECTION = 0.35
_SAME_NUMBER = 0.1
_NAMES = 1.5
_NUMBERS_OF_TITLE = 0.3
_LONG_NUMBERS = 0.7
DAY = 0.14  # what each day between two entries costs
_ONE_OUTLET = -0.3
_OVERLAP = 0.25
_TELLING_NAMES = 7.5
_TELLING = 11.0  # nats of shared words; "Weekly round-up" has 10
_SERIES = 0.5
_FAINT = 0.08
_LONGEST_NUMBER = 30
_ROUNDED = 4  # digits from which a headline is likely to round
_APART_KINDS = frozenset(("job", "event", "podcast"))
# How the Local Government and Social Care Ombudsman numbers its decisions: "Wexmoor Council (26 000 904)".
_REFERENCE = re.compile(r"\(\d\d \d{3} \d{3}\)")
_ANONYMISED = re.compile(r"(?i)\b(?:in the matter of|re) [a-z]\b|\(a (?:child|minor)\b|\(children\b|\bv\b")


class Side(NamedTuple):
    """One of two entries that are compared; `at` in seconds, when it was first seen where it is not `dated`."""

    words: Weighed
    signs: Signs
    title: str
    title_key: str
    outlet: str
    at: int
    dated: bool = True


class Likeness(NamedTuple):
    """How alike two entries are, by which rule; names they share, and those of a headline that the other lacks."""

    score: float
    cosine: float
    rule: str
    shared: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


def compare(one: Side, other: Side) -> Likeness:
    """The likeness of two entries; a score at or under APART forbids that they are one story."""
    cosine = _cosine(one.words, other.words)
    same_title = one.title_key == other.title_key
    barred = _barred(one, other, same_title)
    if barred:
        return Likeness(-1.0, cosine, barred)
    in_common = _in_common(one.signs, other.signs)
    if one.outlet == other.outlet and not same_title and not in_common:
        return Likeness(_ONE_OUTLET, cosine, "one outlet, two headlines")
    if cosine < _FAINT and not in_common and not same_title:
        return Likeness(0.0, cosine, "little in common")
    names = one.words.names & other.words.names
    plain = one.words.plain & other.words.plain
    if not in_common and sum(one.words.idf[word] for word in names | plain) < _TELLING:
        return Likeness(0.0, cosine, "too few words in common to tell")
    if not same_title and not in_common and _only_names(one.words, other.words, names, plain):
        return Likeness(0.0, cosine, "nothing in common but names")
    return _scored(one, other, cosine, same_title, in_common, names, plain)


def _scored(
    one: Side,
    other: Side,
    cosine: float,
    same_title: bool,
    in_common: tuple[str, float] | None,
    names: frozenset[str],
    plain: frozenset[str],
) -> Likeness:
    idf = one.words.idf
    said = min(sum(idf[word] for word in plain), _ENOUGH) / _ENOUGH
    conflict, foreign = _name_conflict(one.words, other.words, names)
    numbers = _number_conflict(one.words, other.words)
    days = days_between(one, other)
    if may_be_told_late(one, other):
        days = min(days, 1.0)
    told = min(len(one.words.long_numbers & other.words.long_numbers), 2)
    score = cosine + _MUCH * said + _SAME_TITLE * same_title + _SAME_NUMBER * told
    score -= _NAMES * conflict + numbers + DAY * days
    rule = "the same words"
    if in_common:
        rule, more = in_common
        score += more
    elif same_title:
        rule = "the same headline"
    return Likeness(score, cosine, rule, tuple(sorted(names)), foreign)


def may_be_told_late(one: Side, other: Side) -> bool:
    """Whether one is a judgment that the other cites, or an ombudsman's decision that it tells of.

    Neither is news on the day it is published: it is found and told in the ten days after.
    """
    if "judgment" in (one.signs.kind, other.signs.kind) and not one.signs.citations.isdisjoint(other.signs.citations):
        return True
    return _tells_of_decision(one, other) or _tells_of_decision(other, one)


def _tells_of_decision(one: Side, decision: Side) -> bool:
    """Whether a report may be on a decision: on the same council alone, with a number and much else in common."""
    if not _REFERENCE.search(decision.title) or _REFERENCE.search(one.title):
        return False
    if one.signs.places != decision.signs.places or len(one.signs.places) != 1:
        return False
    plain = one.words.plain & decision.words.plain
    numbers = {number for number in one.words.numbers & decision.words.numbers if len(number) > 1}
    return bool(numbers) and sum(one.words.idf[word] for word in plain) >= _TELLING


def days_between(one: Side, other: Side) -> float:
    """The days between two entries; where a date is not known, no less than half the window."""
    days = abs(one.at - other.at) / 86400
    return days if one.dated and other.dated else max(days, WINDOW.days / 2)


def _cosine(one: Weighed, other: Weighed) -> float:
    if len(one.vector) > len(other.vector):
        one, other = other, one
    theirs = other.vector
    return sum(value * theirs[word] for word, value in one.vector.items() if word in theirs) / (one.norm * other.norm)


def _barred(one: Side, other: Side, same_title: bool) -> str:
    """Why two entries cannot tell one story, or ""."""
    kinds = {one.signs.kind, other.signs.kind}
    if len(kinds) > 1 and kinds & _APART_KINDS:
        return f"one is of kind {min(kinds & _APART_KINDS)}"
    if one.signs.places and other.signs.places and not one.signs.places & other.signs.places:
        return "different places"
    shared = one.signs.citations & other.signs.citations
    if one.signs.citations and other.signs.citations and not shared:
        return "different judgments"
    return _barred_by_headline(one, other, same_title, bool(shared))


def _barred_by_headline(one: Side, other: Side, same_title: bool, shared: bool) -> str:
    if same_title and not shared and _ANONYMISED.search(one.title):
        return "headlines of anonymised cases"
    if same_title and one.outlet == other.outlet and _is_series(one.words, other.words):
        return "a series with one headline"
    if _differ_in_numbers(one.words, other.words):
        return "headlines that differ in a number"
    return ""


def _differ_in_numbers(one: Weighed, other: Weighed) -> bool:
    """Whether two headlines are one but for their numbers: "Bulletin 12" and "Bulletin 13"."""
    said = one.title - one.title_numbers
    if not said or said != other.title - other.title_numbers:
        return False
    ours, theirs = one.title_numbers - other.title_numbers, other.title_numbers - one.title_numbers
    return bool(ours and theirs) and not any(_is_rounding(a, b) for a in ours for b in theirs)


def _is_rounding(one: str, other: str) -> bool:
    """Whether two numbers differ only as outlets round them; "Bulletin 10" is none of "Bulletin 12"."""
    whole, others_whole = one.partition(".")[0], other.partition(".")[0]
    return whole == others_whole or (min(len(whole), len(others_whole)) >= _ROUNDED and _rounds(one, other))


def _is_series(one: Weighed, other: Weighed) -> bool:
    smaller = min(len(one.summary), len(other.summary))
    return smaller > 0 and len(one.summary & other.summary) < _SERIES * smaller


def _in_common(one: Signs, other: Signs) -> tuple[str, float] | None:
    """The strongest sign of the sector in common, and what it is worth."""
    if one.citations & other.citations:
        return "the same judgment", _CITATION
    if one.reports & other.reports:
        return "the same report", _REPORT
    if one.page in other.reports or other.page in one.reports:
        return "one links to the other", _REPORT
    if one.places & other.places and _same_subject(one.subjects, other.subjects):
        return "the same inspection", _INSPECTION
    shared = len(one.sentences & other.sentences)
    if shared >= _FEWEST_SENTENCES and shared >= _PRINTED_SHARE * min(len(one.sentences), len(other.sentences)):
        return "the same sentences", _PRINTED
    return None


def _same_subject(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether both tell of inspections, and of a kind in common where both name kinds."""
    if not ours or not theirs:
        return False
    named = ours - {ANY_INSPECTION}, theirs - {ANY_INSPECTION}
    return bool(named[0] & named[1]) or not named[0] or not named[1]


def _only_names(one: Weighed, other: Weighed, names: frozenset[str], plain: frozenset[str]) -> bool:
    overlap = len(plain) / max(1, min(len(one.plain), len(other.plain)))
    return overlap < _OVERLAP and sum(one.idf[name] for name in names) < _TELLING_NAMES


def _name_conflict(one: Weighed, other: Weighed, shared: frozenset[str]) -> tuple[float, tuple[str, ...]]:
    """How much the headlines' names disagree, 0 to about 1, and the names that the other entry lacks."""
    ours, theirs = one.title_names - other.names, other.title_names - one.names
    foreign = tuple(sorted(ours | theirs))
    if not ours or not theirs:
        return 0.0, foreign
    weight = min(max(one.idf[name] for name in ours), max(other.idf[name] for name in theirs))
    return weight / 10 * (1 - len(shared) / len(one.names | other.names)), foreign


def _number_conflict(one: Weighed, other: Weighed) -> float:
    """What it costs that two entries tell other numbers; a number and its rounding are no conflict."""
    titles = _all_foreign(one.title_numbers - other.numbers, other.title_numbers - one.numbers)
    long_ones = not one.long_numbers & other.long_numbers and _all_foreign(one.long_numbers, other.long_numbers)
    return max(_LONG_NUMBERS * long_ones, _NUMBERS_OF_TITLE * titles)


def _all_foreign(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether both sides have numbers, and no two of them round to each other."""
    if not ours or not theirs:
        return False
    return not any(_rounds(one, other) for one in ours for other in theirs)


def _rounds(one: str, other: str) -> bool:
    """Whether the rounder of two numbers is the other one rounded, or cut off: 23 and 23.4, 36000 and 36210."""
    rough, fine = sorted((one, other), key=_telling_digits)
    if _telling_digits(rough) in (0, _telling_digits(fine)):
        return False
    if max(len(rough), len(fine)) > _LONGEST_NUMBER:
        return False
    step = 10.0 ** (len(rough) - len(rough.rstrip("0")))
    try:
        return abs(float(rough) - float(fine)) < step
    except ValueError:  # "1st", "2025-26"
        return False


def _telling_digits(number: str) -> int:
    return len(number.replace(".", "").rstrip("0"))
