"""Numbers that are no figures: ages of a group, parts of a document, addresses, references, times, scores.

Precision first: a trap that takes a true figure loses a number, a missed one tells the reader nonsense.
Each rule looks at a few words on either side. Where none applies, `units` still asks for a unit or a noun.
Rejected: a list of what may be counted, for everything can be.
"""

import re

from cfnews.sector.figure_words import Sentence, word_set
from cfnews.sector.numbers import Number
from cfnews.sector.period_forms import is_year

_OLDEST = 25  # years; services for the young end here, and higher numbers are seldom ages
_N = "[0-9a-z.]+"
_D = "[0-9][0-9a-z.]*"

# What numbers its parts, one or several: section 20, pages 10 to 12, sections 17, 20 and 47, No. 10.
_LABELS = (
    "annex|appendix|article|band|block|c|category|chapter|channel|clause|cm|cmnd|column|complaint|covid|cp|episode"
    "|exhibit|figure|flat|floor|grade|ground|hc|hl|id|item|key stage|level|line|module|no|number|objective|page|p|pp"
    "|para|paragraph|part|phase|pillar|platform|priority|principle|question|radio|recommendation|ref|reference|reg"
    "|regulation|requirement|room|route|rule|s|sch|schedule|season|section|series|sheet|slide|ss|stage|step|table"
    "|theme|tier|tip|top|type|unit|urn|version|vol|volume|zone"
)
_LABELLED = re.compile(rf"(?:^|[^\w'])(?:{_LABELS})s?(?: \.)?(?: {_D}(?: , {_D})* (?:to|and|or|-|&|,))?$")
# The same, where only the capital tells "Year 7" from "last year 7 children".
_NAMED = word_set(
    "application act appeal bbc box bus case claim class court day form group k lot lots order outcome plan row"
    " standard station team test ward week windows world year years"
)
_SCHOOL_YEAR = re.compile(rf"\b(?:in|of|and|to|for|from|by) year(?:s(?: {_D}(?: , {_D})* (?:to|and|or|-|&|,))?)?$")
_PER_CENT = re.compile(r"(?:- )?(?:%|per ?cent|pc)")
_BARRED = re.compile(
    r"[#@$€]$|\bper$|\b(?:for|in|of|to) (?:every|each)$|\b(?:mother|mum|father|dad|parent)s?(?: -)? of(?: -)?$"
)

_AGED = re.compile(
    rf"\b(?:ages?|aged|turn(?:s|ed|ing)?|reach(?:es|ed|ing)?)(?: (?:of|between|from|just|only|about|over|under|up to))*"
    rf"(?: {_N} (?:to|and|or|-))?$|\b(?:post|pre|mid)(?: -)?$|\b(?:under|over) -$"
    rf"|\b(?:child|boy|girl|children|boys|girls|teenagers?|sons?|daughters?) of(?: {_N} (?:to|and|or))?$"
)
_OLD = r"(?:- )?(?:year|month|week|day|yr)s?(?: -)? olds?\b"
_OF_AN_AGE = re.compile(
    rf"(?:(?:(?:to|and|or|-) {_N} )?(?:{_OLD}|(?:- )?years? of age)|yo\b|s'?(?: |$)|\+|- (?:plus|s)\b)"
    r"|- (?:1?[0-9]|2[0-5])(?! (?:%|per|pc|- ?hour|- ?day|hours|days|years))\b"
)
_OPEN_BRACKET = re.compile(rf"\((?: {_N} (?:-|to))?$")
_YEARS_IN_BRACKETS = re.compile(rf"(?:(?:-|to) {_N} )?years? \)")
_UNDER = re.compile(r"\b(?:under|over)$")
_ENDS = re.compile(r"(?:[^\w£(]|(?:and|or|in|who|are|were|is|with|to|at|on|living)\b|$)")

_CLOCK = re.compile(r"(?:am|pm|a\.m|p\.m|noon|o'clock|gmt|bst)\b|(?:st|nd|rd|th)\b|[:/] ?[0-9]")
_ALWAYS_OPEN = re.compile(r"hours? (?:a|per) day|days? (?:a|per) week")
_CALLED = re.compile(r"\b(?:call|dial|ring|phon|text|nhs)(?:s|ing|ed|led|ling|e)?$")
_CALLS = re.compile(r"(?:calls?|service|operators?|handlers?)\b")
_STREETS = word_set(
    "street road lane avenue close drive way square gardens crescent terrace mews grove st rd hill walk wharf quay"
    " parade place house buildings"
)
# With a capital behind a number at the beginning: "12 Scottish councils", but "18 Appropriate arrangements".
_PEOPLES = word_set(
    "English Scottish Welsh Irish British London Ofsted Syrian Ukrainian Afghan Eritrean Sudanese Vietnamese Albanian"
    " European American Muslim Jewish Asian Black White Roma Traveller Labour Conservative Tory Cafcass Sure Family"
)
_BEFORE_YEAR = word_set("in during of for since by to")


def is_no_figure(sentence: Sentence, number: Number, before: str, after: str) -> bool:
    """Whether no reader would call the number a figure; `before` and `after` are the words around it, lower case."""
    money = sentence.low[number.first - 1] == "£"
    if number.value <= _OLDEST and not (number.share or money) and _is_age(before, after):
        return True
    if _BARRED.search(before) or _ALWAYS_OPEN.match(after) or _is_labelled(number, before, after):
        return True
    if number.spelt:
        return _is_name(sentence, number)
    return bool(
        _CLOCK.match(after)
        or _is_numbered(sentence, number)
        or _is_reference(sentence, number)
        or _is_list_number(sentence, number)
        or _is_telephone(number, before, after)
        or _is_address(sentence, number)
    )


def _is_age(before: str, after: str) -> bool:
    """Aged 5 to 9, the age of 14, under-18s, 14-year-old, 16 and 17-year-olds, over 16s, 16+, 0-25, (5-11 years)."""
    if _AGED.search(before) or _OF_AN_AGE.match(after):
        return True
    if "(" in before and _OPEN_BRACKET.search(before) and _YEARS_IN_BRACKETS.match(after):
        return True
    return before.endswith(("under", "over")) and bool(_UNDER.search(before) and _ENDS.match(after))


def _is_labelled(number: Number, before: str, after: str) -> bool:
    """Section 20, pages 10 to 12, No. 10, year 9; but nothing with its comma, or with per cent behind it."""
    if number.exact or _PER_CENT.match(after):
        return False
    return bool(_LABELLED.search(before) or (number.value <= 13 and "year" in before and _SCHOOL_YEAR.search(before)))


def _is_name(sentence: Sentence, number: Number) -> bool:
    """Big Four, Seven Kings, Four Seasons: a capital within a sentence, or before another name."""
    if not sentence.words[number.first][0].isupper() or number.share:
        return False
    previous, following = sentence.low[number.first - 1], sentence.words[number.end]
    if previous and previous[-1] not in ".:;?!\"'(•-":
        return True
    return following[:1].isupper() and not following.isupper() and number.value <= 12


def _is_numbered(sentence: Sentence, number: Number) -> bool:
    """Year 7, Team 2, Ward 4."""
    word = sentence.words[number.first - 1]
    return word[:1].isupper() and word.lower() in _NAMED and not number.exact


def _is_reference(sentence: Sentence, number: Number) -> bool:
    """0800 1111, 24 003 112, 2010/959, a number of seven digits, the second half of 3-1 or COVID-19."""
    low, first = sentence.low, number.first
    word, previous = low[first], low[first - 1]
    if previous == "£" or number.scaled:
        return False
    if (len(word) > 1 and word[0] == "0" and "." not in word) or (len(word) >= 7 and word.isdigit()):
        return True
    if low[number.end][:1].isdigit():
        return True
    if previous[:1].isdigit():
        return not (is_year(previous) and low[first - 2] in _BEFORE_YEAR)
    return _is_joined(low, first)


def _is_joined(low: list[str], first: int) -> bool:
    """Whether a sign joins the number to what stands before it; "2025: 15", "30-40" and "n=204" are no references."""
    sign, other = low[first - 1], low[first - 2]
    if sign == "-":
        return not other[:1].isdigit()
    if sign in {"/", ":"}:
        return other[:1].isdigit() and not (sign == ":" and is_year(other))
    return sign == "_" or (sign == "=" and other != "n")


def _is_list_number(sentence: Sentence, number: Number) -> bool:
    """ "18 Appropriate arrangements are in place", "2.1 Adoption": a paragraph's number before its first word."""
    following = sentence.words[number.end]
    starts = number.first == 0 or (number.first == 1 and not sentence.words[0].isalnum())
    if not starts or number.exact or number.scaled or not following[:1].isupper() or following.isupper():
        return False
    return following not in _PEOPLES


def _is_telephone(number: Number, before: str, after: str) -> bool:
    """Call 999; 101 calls."""
    return number.value in {999, 101, 111, 112} and bool(_CALLED.search(before) or _CALLS.match(after))


def _is_address(sentence: Sentence, number: Number) -> bool:
    """14 Orchard Close, 4 Kings Road."""
    following = sentence.words[number.end]
    return following[:1].isupper() and not _STREETS.isdisjoint(sentence.low[number.end + 1 : number.end + 4])
