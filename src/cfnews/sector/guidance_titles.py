"""Titles of guidance in a text: Working Together, KCSIE and the rest, with the year of their edition.

The first letter must be a capital, for agencies are always "working together to safeguard children". Nothing here
knows what the guidance says.
"""

import re
from collections.abc import Iterator
from functools import cache

from cfnews.sector.case_law import Reference
from cfnews.sector.law_names import guidance_titles

_TOGETHER = "Working Together to Safeguard Children"
_EDITION = re.compile(
    r"['\"]?,? ?(?:(?:statutory )?guidance )?(?:\((?:DfE, )?(?:[A-Z][a-z]+ )?|from |of )?(20[0-9]{2})(?![0-9/-])"
)
_EARLIER_EDITION = re.compile(r"\b(20[0-9]{2}) (?:(?:edition|version|update|revision|text) of )?(?:the )?['\"]?$")
_VOLUME = re.compile(r"[,:]? ?\(?[Vv]ol(?:ume|\.)? ?([0-9])\b")
# By its first two words alone, which are many other things too.
_SHORT_FORM = re.compile(
    r"\bWorking [Tt]ogether\b(?! (?i:to|for|with|on|in|as|at|we|they|across|project|programme|group|partnership"
    r"|award|event|conference)\b)"
)
_IS_TITLE = re.compile(r"['\"]?,? ?(?:\(?20[0-9]{2}\b|(?:statutory |revised )?guidance\b|\(WTSC|\(DfE|:|['\")])")
_SENTENCE_START = re.compile(r"(?:^|[.!?\n]\s?)['\"]?$")


def find_guidance(text: str) -> Iterator[Reference]:
    """The guidance that `text` names. Straight apostrophes are expected."""
    pattern, titles = _titles()
    for found in pattern.finditer(text):
        inside_a_word = found.start() and text[found.start() - 1].isalnum()
        title = titles[_key(found[0])]
        if not inside_a_word and not (title == _TOGETHER and _is_plain_speech(text, found)):
            yield _with_edition(text, title, found.end(), found.start())
    if "Working " in text:
        for found in _SHORT_FORM.finditer(text):
            if found[0][8] == "T" or _IS_TITLE.match(text, found.end()):
                yield _with_edition(text, _TOGETHER, found.end(), found.start())


@cache
def _titles() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern for all titles, the longest first, and what each stands for by its key."""
    names = sorted(guidance_titles(), key=len, reverse=True)
    patterns = (name[0] + "(?i:" + re.sub(r"\\?[ -]", "[ -]", re.escape(name[1:])) + ")" for name in names)
    return re.compile(rf"(?:{'|'.join(patterns)})(?!\w)"), {_key(name): guidance_titles()[name] for name in names}


def _key(name: str) -> str:
    return name.lower().replace("-", " ")


def _is_plain_speech(text: str, found: re.Match[str]) -> bool:
    """Whether the title is only the beginning of a sentence: "Working together to safeguard children is hard"."""
    if found[0][8] == "T" or _IS_TITLE.match(text, found.end()):
        return False
    return bool(_SENTENCE_START.search(text, max(0, found.start() - 4), found.start()))


def _with_edition(text: str, title: str, end: int, start: int) -> Reference:
    """The title with the year or volume that stands behind it."""
    behind = _EDITION.match(text, end)
    year = behind or _EARLIER_EDITION.search(text, max(0, start - 24), start)
    if volume := _VOLUME.match(text, end):
        return Reference("guidance", f"{title} volume {volume[1]}", start, volume.end())
    return Reference("guidance", f"{title} {year[1]}" if year else title, start, behind.end() if behind else end)
