"""The characters of one block to lines of clean text: paragraphs and lists that a page makes of line breaks alone.

Works on text in which marks stand for <br> and for the ends of links; clean text holds none of them.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from cfnews.normalise.characters import one_line, repair_mojibake
from cfnews.normalise.text import html_to_text

Form = Literal["heading", "paragraph", "quote", "item", "row"]

BREAK, OPEN, CLOSE = "\x02", "\x03", "\x04"
EDGES = f" \t\r\n\xa0{BREAK}{OPEN}{CLOSE}"

_IN_LINK = re.compile(f"{OPEN}([^{CLOSE}]*)")
_BULLET = re.compile(r"(?:[•‣▪●◦·∙*–—-]|\d{1,2}[.)])\s+(?=\S)")
_TYPED_BULLET = re.compile(rf"[\s{OPEN}]*([•‣▪●◦·∙]\s*)(?=\S)")
_TWO_BREAKS = re.compile(rf"{BREAK}\s*{BREAK}[\s{BREAK}]*")
_SENTENCE_END = re.compile(rf"[.!?:;][”’\"')\]{CLOSE}]*\s*$")
_LONG_LINE = 60  # characters; a line of verse or of an address is shorter
_MARKS = str.maketrans({OPEN: "", CLOSE: "", BREAK: " "})


def parts(whole: str, form: Form) -> Iterator[tuple[Form, str]]:
    """The paragraphs and items in one block's characters, marks and all, each with its form.

    Two line breaks part paragraphs. One does where the line before it is long and ends a sentence, or where a bullet
    stands on either side.
    """
    if BREAK not in whole:
        yield _typed(form, whole)
        return
    for paragraph in _TWO_BREAKS.split(whole):
        kept: list[str] = []
        for line in paragraph.split(BREAK):
            if kept and (_is_bulleted(line) or _is_over(kept)):
                yield _typed(form, " ".join(kept))
                kept = []
            kept.append(line)
        yield _typed(form, " ".join(kept))


def _is_bulleted(line: str) -> bool:
    return bool(_BULLET.match(line.lstrip(EDGES)))


def _is_over(lines: Sequence[str]) -> bool:
    if _is_bulleted(lines[0]):
        return True
    is_long = len(lines[-1]) >= _LONG_LINE or (len(lines) > 1 and len(lines[-2]) >= _LONG_LINE)
    return is_long and bool(_SENTENCE_END.search(lines[-1][-9:]))


def _typed(form: Form, line: str) -> tuple[Form, str]:
    """A line with its form; one that begins with a bullet as typed is a list's item, and loses it."""
    if form not in ("paragraph", "item"):
        return form, line
    bullet = _TYPED_BULLET.match(line)
    return ("item", line[: bullet.start(1)] + line[bullet.end(1) :]) if bullet else (form, line)


def linked(raw: str) -> int:
    """How many characters of a text with marks stand inside links."""
    return sum(len(" ".join(found[1].split())) for found in _IN_LINK.finditer(raw))


def clean_line(text: str) -> str:
    """Text of a page as one clean line, without marks, and without markup that was escaped twice."""
    text = text.translate(_MARKS)
    if "<" in text or "&" in text:
        text = html_to_text(text)
    return one_line(repair_mojibake(text))
