"""Whether a number without a unit counts something: "312 looked-after children", "two of the boys", "9 were".

A count needs a plural behind it, a measure before it ("a record low of 393") or its thousands comma; a number
beside none of these may be anything. Rejected: "one", a pronoun more often than a count, and "the two councils",
which were counted before.
"""

import re

from cfnews.sector.figure_words import Sentence, word_set
from cfnews.sector.numbers import Number

_NO_NOUN = word_set(
    """a about above after again against ago all also although always am among an and another any are around as at away
    be because been before being below between both but by can could did do does done down during each either else even
    ever every except for from had has have he her here his how however i if in into is it its just last later less
    like may me might more most much must my near neither never next no nor not now of off often on once one only onto
    or other our out over own per perhaps please plus rather said same say says shall she should since so some such than
    that the their them then there these they this those though through throughout till to today together too toward
    under unless until up upon us very via was we were what when where whether which while who whom whose why will with
    within without would yes yet you your tomorrow yesterday instead overall respectively altogether alone"""
)
# What is counted only in speech: "two sides disagree", "5 things we learned".
_VAGUE = word_set(
    "things reasons ways tips steps thoughts questions lessons ideas points marks minutes takeaways facts sides halves"
)
_PLURALS = word_set(
    "children people men women staff boys police youth personnel teeth lives wives data media criteria crises fish"
    " households deceased dead siblings offspring headcount clergy cattle"
)
_NOT_PLURAL = word_set("news series ss was is has does says this its his us as plus perhaps always less gas bus")
_SINGULAR_ENDINGS = ("ss", "us", "is", "'s")
# What is so said of a number itself: "9 were", "of the 45 referred", "4 inadequate".
_SAID_OF_NUMBER = word_set(
    "were was had have are is did said received went came good outstanding inadequate required require"
)
_NOT_SAID_BEHIND = word_set("at by in from that")
_DETERMINERS = word_set("the these those them its their our his her your my all whom which us both and")
_COUNTED_BEFORE = word_set("the these those his her my our your other or")  # "one or two" are no count either
_MORE_THAN = word_set("more fewer less higher lower")

_ONLY = r"(?: (?:just|only|about|around|nearly|almost|over|under|more|less|than))*"
_MEASURED = re.compile(
    r"\b(?:(?:total|low|high|number|peak|average|median|mean|caseload|population|figure|headcount)s?"
    r"(?: (?!against|compar|from|than|and)[a-z'-]+){0,6}?"
    r" (?:of|at|was|were|reached|is|hit|to|below|above|numbers|numbered|totalled|exceeds?|exceeded)"
    r"|(?:r[io]se|rising|risen|fall|fell|fallen|falling|increased?|decreased?|dropped|grew|grown|climbed|jumped|soared|cut)"
    r"(?: by (?:£ )?[0-9.,]+(?: m| bn)?)?(?: %| per cent)?(?: ,)? to"
    r"|(?:down|up|fell|rose|dropped|grew) [0-9.,]+ (?:%|per cent)(?: ,)? to"
    rf"|average|averages|averaged|averaging){_ONLY}$"
)
_NO_COUNT = re.compile(r"\b(?:ages?|rate|score|grade|ratio|percentage|proportion|share)\b")


def counts(sentence: Sentence, number: Number, before: str) -> bool:
    """Whether the number counts something; `before` are the words before it, in lower case."""
    low, end = sentence.low, _behind_brackets(sentence.low, number.end)
    end += 2 * (low[end : end + 2] == ["-", "plus"])  # "100-plus families"
    if low[end] == "-":
        return False
    if _MEASURED.search(before) and not _NO_COUNT.search(before):
        return True
    if number.spelt and number.value <= 12 and (number.value == 1 or low[number.first - 1] in _COUNTED_BEFORE):
        return False
    if number.exact or low[number.first - 1] == "=":  # "(n=204)"
        return low[end] not in _MORE_THAN
    if low[end] == "of":
        return low[end + 1] in _DETERMINERS or low[end + 1][:1].isdigit()
    return _is_said(low, number, end) or has_plural(low, end)


def has_plural(low: list[str], at: int) -> bool:
    """Whether the words from `at` on are a noun phrase with a plural."""
    at += low[at] in {"more", "extra"} and low[at + 1] != "than"
    for word in low[at : at + 7]:
        if word in _NO_NOUN or word in _VAGUE or (word != "-" and not word[:1].isalpha()):
            return False
        if word in _PLURALS or _is_plural(word):
            return True
    return False


def _is_plural(word: str) -> bool:
    return len(word) > 3 and word[-1] == "s" and word not in _NOT_PLURAL and not word.endswith(_SINGULAR_ENDINGS)


def _behind_brackets(low: list[str], end: int) -> int:
    """Where the sentence goes on behind "(62%)": "44 (62%) of the 71 children"."""
    return low.index(")", end) + 1 if low[end] == "(" and ")" in low[end : end + 6] else end


def _is_said(low: list[str], number: Number, end: int) -> bool:
    """9 were; 88 referred; but not "at 14 was"."""
    said = low[end] in _SAID_OF_NUMBER or (not number.spelt and len(low[end]) > 5 and low[end].endswith("ed"))
    return said and number.value > 1 and low[number.first - 1] not in _NOT_SAID_BEHIND
