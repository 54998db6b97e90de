"""The words that a text quotes: in quotation marks of any British kind, or set apart as a block quotation.

Tells a quotation mark from an apostrophe; who is quoted it does not know.
"""

import re
from collections.abc import Iterable

FEWEST_WORDS = 4  # fewer are a name, a title or a raised eyebrow
_MOST_PARAGRAPHS = 20  # of one quotation: a mark that is never closed must not swallow a judgment

_OPENING = re.compile(
    r"[“„«]"
    r"|(?<![\w.,;:!?…])\"(?=\S)"
    r"|(?<![\w’'])‘(?=[\w“\"£‘’(\[…])"
    r"|(?<![\w’'.,;:!?…])'(?=[\w“\"£(\[…])(?!\d0s\b)"
)
_CLOSING = {
    "“": re.compile('[”"“]'),
    "„": re.compile("[“”]"),
    "«": re.compile("»"),
    '"': re.compile(r"(?<=\S)[\"”](?!\w)"),
    "‘": re.compile(r"(?<=\S)[’'](?!\w)"),
    "'": re.compile(r"(?<=\S)['’](?!\w)"),
}
_SINGLE = "‘'"
_POSSESSIVE = re.compile(r"s[’'] (?=[a-z])")
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_MARKS = "“”„«»\"‘’' \n"


def find_quotes(text: str, block_quotes: Iterable[str] = ()) -> list[str]:
    """The quotations of four words or more, in order and once each, as they stand between their marks.

    `text` has its paragraphs on lines of their own. One that opens a quotation and does not close it goes on with the
    next, if that opens with the mark again, as British print has it; the whole is one quotation. A paragraph that is
    one of `block_quotes` is quoted as it is, unless marks within it set off the better half.
    """
    apart = set(block_quotes)
    found: dict[str, None] = {}
    lines = [line.removeprefix("• ") for line in text.split("\n") if line.strip()]
    place = 0
    while place < len(lines):
        line = lines[place]
        quotes, place = _quotes_from(lines, place)
        if line in apart and 2 * sum(map(len, quotes)) < len(line):
            quotes = [line.strip(_MARKS)]
        found.update(dict.fromkeys(quote for quote in quotes if _is_long(quote)))
    return list(found)


def _is_long(quote: str) -> bool:
    words = _WORD.finditer(quote)
    return sum(1 for _ in zip(words, range(FEWEST_WORDS), strict=False)) == FEWEST_WORDS


def _quotes_from(lines: list[str], place: int) -> tuple[list[str], int]:
    """The quotations that begin in one line, and the place of the line to go on with, which may be shortened."""
    line, quotes, start = lines[place], [], 0
    open_for_good: set[str] = set()  # marks that nothing closes from here on: they need not be looked for again
    while opening := _OPENING.search(line, start):
        start = opening.end()
        if opening[0] in open_for_good:
            continue
        end = _closing(line, opening)
        if end is not None:
            quotes.append(line[opening.end() : end].strip())
            start = end + 1
        elif opening[0] != "“" or line.find("“", start) < 0:  # opened twice: the first was never closed
            open_for_good.add(opening[0])
            rest, following = _run_on(lines, place, opening)
            if rest:
                return [*quotes, rest], following
    return quotes, place + 1


def _closing(line: str, opening: re.Match[str]) -> int | None:
    """Where the quotation ends that opens there; a plural's apostrophe is passed over if another mark follows."""
    mark = opening[0]
    ends = _CLOSING[mark].finditer(line, opening.end() + 1)
    first = next(ends, None)
    if first is None or first[0] == "“":
        return None
    if mark not in _SINGLE or not _POSSESSIVE.match(line, first.start() - 1):
        return first.start()
    again = _OPENING.search(line, first.end())
    later = next(ends, None)
    return later.start() if later and (again is None or later.start() < again.start()) else first.start()


def _run_on(lines: list[str], place: int, opening: re.Match[str]) -> tuple[str, int]:
    """A quotation that its paragraph does not close, "" where it is none, and the line to go on with.

    Where it ends within a line, that line is cut to what follows.
    """
    mark, parts = opening[0], [lines[place][opening.end() :].strip()]
    for number in range(place + 1, min(place + _MOST_PARAGRAPHS, len(lines))):
        line = lines[number]
        if not line.startswith(mark):
            break
        end = _CLOSING[mark].search(line, 1)
        if end is not None and end[0] != "“":
            lines[number] = line[end.end() :]
            return " ".join([*parts, line[1 : end.start()].strip()]), number
        parts.append(line[1:].strip())
    return "", place + 1
