"""Whether a sentence recalls a judgement instead of telling it: "much has changed since it was judged inadequate".

Principle: news says of its own judgement "is rated" or "was judged". What is said with "since", "after" or "had been",
of the previous inspection, as what a move started from, or with no more of a date than a year, was news once. Read from
the words alone, so that a stored event can be asked by the sentence that it bears. Rejected: to take any past tense for
a recollection, as inspectors' findings are told in it.
"""

import re

from cfnews.sector.event_text import any_of, straight
from cfnews.story import Event

_WINDOW = 160  # characters before a grade, and behind it, that may say when it was given
_GIVEN = any_of("""judged rated (?:re-?)?graded found deemed declared branded labelled classed given told inadequate
    good outstanding""")  # fmt: skip
_SUBORDINATE = re.compile(
    r"\b(?:(?<!has )(?<!have )(?<!had )since|after|before|until)\b"
    r"(?:(?!\b(?:has|have) been\b)[^.,;:]){0,80}?\b(?:was|were|been|being)\b"
    rf"(?: (?:last|first|previously|also|all|both|again|jointly))*(?: {_GIVEN}|[ '\"]*$)"
)
_PERFECT = re.compile(r"\bhad (?:\w+ ){0,2}?(?:been|received|held|remained)\b[^.,;:]{0,60}$")
_PREVIOUS = re.compile(
    r"\b(?:previous(?:ly)?|former(?:ly)?|once (?:rated|judged|graded)"
    r"|last (?:time|rated|judged|inspected|(?:full )?inspection))\b[^.,;:]{0,60}$"
)
_LEFT_BEHIND = re.compile(r"\b(?:from|no longer|used to be)(?: (?:an?|being|its|overall|judged|rated|graded))*[ '\"]*$")
_IN_A_YEAR = re.compile(
    r"(?:^|\W)(?:(?:in|since|at its|at the) (?:19|20)\d\d\b|(?:19|20)\d\d,? (?:when|where)\b)[^.,;:]{0,60}$"
)
_CUES = (_PERFECT, _PREVIOUS, _LEFT_BEHIND, _IN_A_YEAR)
# What leads from a recollection to news: "previously inadequate and now rated good".
_IN_CLAUSE = re.compile(r"[^.,;:]*$")
_GOES_ON = re.compile(r"\b(?:but|while|now|into|and (?:is|are|has|was|were)|to(?! be\b))\b")
_OF_A_YEAR = re.compile(
    r"['\"]*(?: (?:for|in|at|by|on|after)(?: [\w'-]+){1,5}?)??,? (?:(?:back )?in|since|at|at the end of|as of)"
    r"(?: its| the| their| a)? (?:19|20)\d\d\b"
    r"|['\"]*(?: \w+){0,3}? (?:\w+ years? (?:ago|earlier|before)|last year|the year before)\b"
    r"|['\"]* (?:at|in|after)(?: its| the| their) (?:last|previous|most recent|preceding)\b"
)
_BEFORE_VISIT = re.compile(r"\b(?:since|previous|last|earlier|preceding)\b(?: [\w'’-]+){0,4} $")
_WORDS = {
    "requires_improvement": re.compile(r"\brequir(?:e|es|ed|ing)[ -]improvement\b"),
    "inadequate": re.compile(r"\binadequate\b"),
    "good": re.compile(r"(?<!to be )(?<!to be ')\bgood\b"),
    "outstanding": re.compile(r"\boutstanding\b"),
}
_VISITS = re.compile(r"\b(?:monitoring|focus+ed) visits?\b|\bjoint targeted\b|\bjtai\b")


def recalled_from(left: str) -> int | None:
    """Where in the words before a grade, plain or as a shape, its recollection begins; None if they make it none."""
    window = left[-_WINDOW:]
    found = next(filter(None, (pattern.search(window) for pattern in _CUES)), None)
    if found is None:
        found = next(
            (one for one in reversed([*_SUBORDINATE.finditer(window)]) if _IN_CLAUSE.match(window, one.end())), None
        )
    if found is None or _GOES_ON.search(window, found.start()):
        return None
    return len(left) - len(window) + found.start()


def is_recalled(event: Event, *, anywhere: bool = False) -> bool:
    """Whether the sentence that an event bears recalls it at every place where it names its grade or visit.

    With `anywhere`, whether it recalls the grade at one of them: "care was judged good, adoption fell from good".
    """
    words = straight(event.quote).lower()
    if event.grade is None:
        spans = [found.start() for found in _VISITS.finditer(words)] if event.type.endswith(("_visit", "jtai")) else []
        return bool(spans) and event.ordinal is None and all(_BEFORE_VISIT.search(words[:at][-60:]) for at in spans)
    pattern = _WORDS.get(event.grade)
    found = list(pattern.finditer(words)) if pattern else []
    past = [_is_past(words, one.start(), one.end()) for one in found]
    return any(past) if anywhere else bool(past) and all(past)


def _is_past(words: str, start: int, end: int) -> bool:
    before = words[max(0, start - _WINDOW) : start]
    return recalled_from(before) is not None or _OF_A_YEAR.match(words[end : end + _WINDOW]) is not None
