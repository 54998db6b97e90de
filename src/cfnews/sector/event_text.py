"""The text that the rules of events read, in one spelling, and their patterns written as lists of words."""

import re

_STRAIGHT = (
    ("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("—", "-"), ("‑", "-"), ("\xa0", " "),
)  # fmt: skip
_SIGNS = re.compile("[\ue000-\ue004]")  # of event_marks.py: no text may bear them


def any_of(words: str, *more: str) -> str:
    """A pattern for any of these words, in which "_" stands for a space, or of `more` patterns."""
    spaced = [word.replace("_", " ") for word in words.split()]
    return f"(?:{'|'.join((*spaced, *filter(None, more)))})"


def straight(text: str) -> str:
    """The text with straight quotes, hyphens and plain spaces, of the same length."""
    text = text.replace("\t", " ")
    if text.isascii():
        return text
    for sign, plain in _STRAIGHT:
        text = text.replace(sign, plain)
    return _SIGNS.sub(" ", text)
