"""The findings of a report as a story lists them: the bullets that it says were found, never its recommendations.

Reads clean plain text in which an item begins with "• ". A finding told in a sentence is no bullet, and not for here.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_BULLET = "• "
_LONGEST = 600  # characters of what leads to a list, and of a heading; only its end decides

# Who finds: with one of them "said" and "noted" tell of findings too.
_FINDERS = re.compile(
    r"\b(?:reports?|reviews?|reviewers?|inspect\w*|inquiry|enquiry|investigat\w*|stud(?:y|ies)|research\w*|survey\w*"
    r"|audit\w*|analys\w*|evaluat\w*|assessors?|letter|ombudsman|judges?|coroner|watchdog|panel|committee|commissioner"
    r"|ofsted|cqc|estyn|hmi\w*|authors?|academics|figures|data|adroddiad|arolyg\w*)\b",
    re.IGNORECASE,
)
# What says that something was found; the first group needs no finder beside it.
_FOUND = re.compile(
    r"(?P<surely>(?<!be )\bfound\b(?! (?:guilty|for|homes?|places?|here|in the|on (?:our|the)|at|below))"
    r"|\bfinds\b|\bfind\b(?! out)|\bfindings?\b|\bidentif(?:y|ie[sd])\b|\bhighlight(?:s|ed)?\b"
    r"|\bconclu(?:ded?|des|sions?)\b|\breveal(?:s|ed)?\b|\buncovered\b|\bdiscovered\b|\bstrengths\b|\bweaknesses\b"
    r"|\bfailings\b|\bfailures\b|\bshortcomings\b|\bareas (?:for|of) (?:improvement|concern|strength|weakness)\b"
    r"|\bcanf\w+|\bcryfderau\b|\bgwendidau\b)"
    r"|\b(?:said|says?|stat(?:es|ed)|not(?:es|ed)|show(?:s|ed|n)?|observed|reported|heard|saw|seen|pointed to|praised"
    r"|praises|criticis(?:ed|es|ing)|critical|according to|concerns?|problems|nodo\w+|dywed\w+)\b",
    re.IGNORECASE,
)
# What says that it is yet to be done. "The council must act after inspectors found:" still ends in findings.
_TO_DO = re.compile(
    r"\b(?:recommend\w*|should|must|will|would|shall|needs? to|has to|have to|plans? to|aims? to|propos\w+"
    r"|call(?:s|ed|ing)? (?:for|on)|urg(?:es?|ed|ing)|advis\w+|ask(?:s|ed)?|invite[sd]?|agreed to|commit\w*|pledg\w+"
    r"|promis\w+|actions?|next steps|priorities|in response|respond\w*|how to|ways to|dylai|argymh\w+|rhaid|bydd\w*)\b",
    re.IGNORECASE,
)
# A sentence that leans on the one before it: "These include:", "In particular:", "However:"
_LEANING = re.compile(
    r"(?:these|those|they|it|this|among|in particular|for example|including|however|but|also|specifically|namely"
    r"|the main (?:ones|points)|key points)\b[^.!?]{0,60}$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])[”’\"')]*\s+(?=[A-Z“‘\"'])")


class _List(NamedTuple):
    """A run of items, and the lines of text above it, the nearest last."""

    above: list[str]
    items: list[str]


def find_findings(text: str) -> list[str]:
    """The items of each list that is said to hold findings, in order and once each, without their bullets.

    What leads to a list decides: the last sentence above it, be it a paragraph or a heading, and in that the last
    word that speaks of findings or of what is to be done. One that says neither leans on the sentence before it.
    """
    found: dict[str, None] = {}
    for one in _lists(text):
        if _leads_to_findings(one.above):
            found.update(dict.fromkeys(one.items))
    return list(found)


def _lists(text: str) -> Iterator[_List]:
    above: list[str] = []
    items: list[str] = []
    for line in text.split("\n"):
        if line.startswith(_BULLET):
            items.append(line[len(_BULLET) :].strip())
        elif line.strip():
            if items:
                yield _List(above, items)
                above, items = [], []
            above = [*above[-1:], line.strip()]
    if items:
        yield _List(above, items)


def _leads_to_findings(above: Sequence[str]) -> bool:
    sentences = [part for line in above for part in _SENTENCE.split(line[-_LONGEST:]) if part.strip()]
    for place in range(len(sentences) - 1, max(len(sentences) - 3, -1), -1):
        said = _says(sentences[place])
        if said is not None:
            return said
        if not _LEANING.match(sentences[place]):
            return False
    return False


def _says(sentence: str) -> bool | None:
    """True where a sentence speaks of findings last, False where of what is to be done, None where of neither."""
    has_finder = bool(_FINDERS.search(sentence))
    found = [one.start() for one in _FOUND.finditer(sentence) if one["surely"] or has_finder]
    to_do = [one.start() for one in _TO_DO.finditer(sentence)]
    if not found and not to_do:
        return None
    return max(found, default=-1) > max(to_do, default=-1)
