"""A text as the figure rules read it: the sentences that hold a number, each as a list of words.

Nothing here knows what a number means.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

LONGEST_SENTENCE = 1500  # characters; what is longer is no sentence, and is read in pieces of this length
_PADDING = [""] * 8

# A number with its thousands and decimals; a word with the digits, apostrophes and dots within; a dash
# between spaces; any other character by itself.
_TOKEN = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)*|[^\W\d_](?:[\w']|[.&](?=\w))*|\s-\s|\S")
_LOUD = (("’", "'"), ("‘", "'"), ("–", "-"), ("—", "-"), ("‑", "-"), ("−", "-"), ("\u00a0", " "), ("…", "."))
_SENTENCE_END = re.compile(r"(?:[.!?…][\"'”’)\]]*\s|\n)\s*(?=[^a-z])")


def word_set(words: str) -> frozenset[str]:
    """The words of a line, to look one up in."""
    return frozenset(words.split())


_ABBREVIATIONS = word_set(
    "no nos s ss p pp para paras art arts reg regs sch pt cl st mr mrs ms dr prof rev sir e.g i.e eg ie cf vs v"
    " approx c ca vol ch fig r rr jan feb mar apr jun jul aug sept sep oct nov dec s.i"
    " a b d e f g h i j k l m n o q t u w x y z"
)
_UP_TO_NINETEEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_BY_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SMALL = {word: number for number, word in enumerate(_UP_TO_NINETEEN.split())}
TENS = {word: 10 * number for number, word in enumerate(_BY_TENS.split(), 2)}
SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
PARTS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5,
    "sixth": 6, "sixths": 6, "eighth": 8, "eighths": 8, "tenth": 10, "tenths": 10,
}  # fmt: skip
# A sentence with none of these and no digit has no figure. "One" is mostly a pronoun, and "all" a figure
# only beside others; both are read where there is a second number.
_NUMBER_WORDS = frozenset((*SMALL, *TENS, *SCALES, *PARTS, "cent", "percent")) - {"one"}
_DIGIT = re.compile("[0-9]")
_LETTERS = re.compile("[a-z]+")


class Sentence(NamedTuple):
    """A sentence, its words as written, and the same in lower case.

    Both lists end in empty words, so that a rule may look some words ahead, and behind the first.
    """

    text: str
    words: list[str]
    low: list[str]

    @property
    def length(self) -> int:
        """How many words there are, the empty ones left out."""
        return len(self.words) - len(_PADDING)


def has_number(text: str) -> bool:
    """Whether a figure can be in `text`: it holds a digit or a number word."""
    return bool(_DIGIT.search(text)) or not _NUMBER_WORDS.isdisjoint(_LETTERS.findall(text.lower()))


def sentences(text: str) -> Iterator[str]:
    """The sentences of `text` in order, none longer than `LONGEST_SENTENCE`; a line break ends one too."""
    start = 0
    for end in _SENTENCE_END.finditer(text):
        if end[0][0] == "." and _is_abbreviation(text, end.start()):
            continue
        yield from _pieces(text[start : end.end()].strip())
        start = end.end()
    yield from _pieces(text[start:].strip())


def read_sentence(text: str) -> Sentence:
    """The words of one sentence; curly quotes and dashes become straight ones."""
    plain = text
    if not text.isascii():
        for sign, quiet in _LOUD:
            plain = plain.replace(sign, quiet)
    words = _TOKEN.findall(plain)
    words += _PADDING
    return Sentence(text, words, [word.lower() for word in words])


def _is_abbreviation(text: str, dot: int) -> bool:
    """Whether the dot at `dot` belongs to the word before it: "No. 10", "s. 47", "J. Smith"."""
    before = text[max(0, dot - 8) : dot].split()
    return bool(before) and before[-1].lstrip("(").lower() in _ABBREVIATIONS


def _pieces(sentence: str) -> Iterator[str]:
    while len(sentence) > LONGEST_SENTENCE:
        cut = sentence.rfind(" ", 1, LONGEST_SENTENCE)
        cut = cut if cut > 0 else LONGEST_SENTENCE
        yield sentence[:cut]
        sentence = sentence[cut:].lstrip()
    if sentence:
        yield sentence
