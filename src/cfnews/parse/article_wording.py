"""Lines of a page about its story: dates, bylines, labels. What is in them, and whether they are anything else."""

import re

from cfnews.normalise.dates import parse_date
from cfnews.normalise.text import title_text

_LONGEST = 220  # characters that are looked at

_AGO = re.compile(
    r"(?:updated |published )?(?:\d+|an?) (?:sec(?:ond)?|min(?:ute)?|h(?:ou)?r|day|week|month)s? ago", re.IGNORECASE
)
_DATED = re.compile(
    r"(?:first |last )?(?:published|posted|updated|modified|created|date|added|issued|cyhoeddwyd|dyddiad)"
    r"(?: date| on| at)?\s?:?\s?",
    re.IGNORECASE,
)
_IN_LINE = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)? [^\W\d_]{3,9},? \d{4}\b|\b[^\W\d_]{3,9} \d{1,2},? \d{4}\b|\b\d{1,2}/\d{1,2}/\d{4}\b"
)
_BY = re.compile(r"(?:\W|\d{4},? )?(?:written |posted |words )?(?:by|gan):? ", re.IGNORECASE)
_AUTHOR_LABEL = re.compile(r"(?:authors?|awdur) ?:? ", re.IGNORECASE)
_ROLE = re.compile(
    r"\b(?:editor|reporter|correspondent|writer|director|manager|officer|professor|lecturer|minister)\b", re.IGNORECASE
)
# What stands behind a name: a mark, a verb, a date, a place or an address.
_BEHIND_NAME = re.compile(
    r"\s*(?:[|·•(\[@]|\s[-–—]\s|\b(?:on|is|published|posted|updated|last)\b|(?<=\w\s)(?:at|for|in)\s(?:the\b|[A-Z]{2,})"
    r"|\d|\S+@).*$",
    re.IGNORECASE,
)
_NOBODY = frozenset(
    ("admin", "administrator", "author", "editor", "editorial team", "guest", "news desk", "staff", "web team")
)


def is_date(text: str) -> bool:
    """Whether a line is nothing but a date, with or without what it is the date of."""
    if len(text) > 80:
        return False
    rest = _DATED.sub("", text, count=2)
    return not rest or bool(_AGO.fullmatch(text)) or (len(rest) > 5 and parse_date(rest) is not None)


def date_in(text: str) -> str:
    """The date that a short line holds, as written there; "" for none."""
    rest = _DATED.sub("", text, count=2) if len(text) < 80 else ""
    if rest and parse_date(rest) is not None:
        return rest
    found = _IN_LINE.search(text[:_LONGEST])
    return found[0] if found else ""


def person_in(raw: str) -> str:
    """The name, or names, in a line about who wrote it: "By Ann Other, reporter" is Ann Other; "" for none."""
    line = title_text(raw[:300])
    if by := _BY.match(line) or _AUTHOR_LABEL.match(line):
        line = line[by.end() :]
    parts = line.split(", ")
    if not all(1 < len(part.split()) < 5 for part in parts) or any(map(_ROLE.search, parts)):
        parts = parts[:1]
    names = [name for part in parts if (name := _BEHIND_NAME.sub("", part).strip(" .:-–—"))]
    whole = ", ".join(names)
    if not whole[:1].isupper() or "/" in whole or any(len(name.split()) > 7 for name in names):
        return ""
    return "" if whole.casefold() in _NOBODY else whole


def is_byline(text: str, author: str) -> bool:
    """Whether a line is nothing but who wrote it, and when: the known author, or "By" and up to six words."""
    if len(text) > 100 or text.endswith((".", "!", "?", ":")):
        return False
    plain = _BY.sub("", text, count=1)
    if author and author.casefold() in plain.casefold():
        place = plain.casefold().index(author.casefold())
        rest = f"{plain[:place]} {plain[place + len(author) :]}".strip(" ,|·•–-")
        return len(rest.split()) < 5 or is_date(rest)
    return plain != text and len(plain.split()) <= 6


def is_label(text: str) -> bool:
    """Whether a line is too little to begin a story: four words or fewer but for a date, and no sentence."""
    text = text.replace(date_in(text) or "\n", "").strip(" ,|·•–-")
    if len(text) >= 50 or len(text.split()) > 4 or text.endswith((".", "!", "?", "”", "’", '"', "'")):
        return False
    return not (text.endswith(":") and " " in text)  # "We found:"


def same_words(one: str, other: str) -> bool:
    """Whether two lines say the same, and something."""
    return bool(other) and one.casefold().rstrip(". ") == other.casefold().rstrip(". ")
