"""A text in words, as the phrases of the sector's word lists are compared with it. Knows no phrase.

Stops stay among the words, so that no phrase is found across the end of a sentence. "Young people" and "13-year-old"
are one word each: they say "child" as one word does.
"""

import re
from typing import NamedTuple

STOPS = ".!?:;"
YOUNG = r"[Yy]oung[ -](?:people|persons?|adults?|wom[ae]n|m[ae]n)\b"
# "Two-year-old" is left in its words: who has free hours at a nursery is called so.
_SPELT = (
    "[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve|[Tt]hirteen|[Ff]ourteen"
    "|[Ff]ifteen|[Ss]ixteen|[Ss]eventeen"
)
_AGED = rf"\b(?:\d\d?|{_SPELT})[ -]year[ -]olds?\b|\b[Uu]nder[ -]1[0-8]s\b"
_TOKEN = re.compile(r"£?\w+(?:'\w+)?|[.!?:;](?=\s|$)")
_TOKEN_OR_AGE = re.compile(rf"{YOUNG}|{_AGED}|{_TOKEN.pattern}")
_AGE = re.compile(r"\d\d?[ -]y|under[ -]1")
_SPELT_AGE = re.compile(r"[a-z]+[ -]year[ -]olds?")


class Words(NamedTuple):
    """A text in words and stops; the first `title_end` of them are its headline's."""

    words: list[str]
    title_end: int

    def said(self, start: int, end: int) -> str:
        """The words from `start` to before `end`, as evidence."""
        return " ".join(self.words[start:end])


def words_of(title: str, rest: str = "") -> Words:
    """The words of a headline and of what follows it, in plain text (see `names.plain`)."""
    head = _tokens(title)
    head.append(".")
    end = len(head)
    return Words(head + _tokens(rest), end)


def _tokens(text: str) -> list[str]:
    aged = "oung" in text or "year" in text or "nder" in text
    found: list[str] = (_TOKEN_OR_AGE if aged else _TOKEN).findall(text)
    return found


def stem(word: str) -> str:
    """A word as phrases compare it: small, without possessive and plural s.

    An amount of pounds is "£", of millions "£m"; an age below eighteen is "#minor".
    """
    bare = word.lower()
    first, last = bare[0], bare[-1]
    if first == "£":
        return "£m" if last in "mn" else "£"
    if (first.isdigit() or first == "u") and _AGE.match(bare):
        digits = "".join(letter for letter in bare if letter.isdigit())
        return "#minor" if first == "u" or int(digits) < 18 else "#adult"
    if "year" in bare and _SPELT_AGE.fullmatch(bare):
        return "#minor"
    if last == "s":
        bare = bare.removesuffix("'s")
        if len(bare) > 3 and bare[-1] == "s" and bare[-2] not in "sui":
            bare = f"{bare[:-3]}y" if bare.endswith("ies") and len(bare) > 4 else bare[:-1]
    return bare.replace("-", " ") if "-" in bare else bare
