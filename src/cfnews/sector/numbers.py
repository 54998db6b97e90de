"""Numbers as prose writes them: "1,204", "4.8m", "seventy-nine", "two hundred and fifty".

A number is only read here. Shares are for `shares`; whether it is a figure, and of what, is for others to say.
"""

from typing import NamedTuple

from cfnews.sector.figure_words import SCALES, SMALL, TENS, Sentence

_SCALES_BEHIND_DIGITS = {"m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12, "k": 1000, "trillion": 10**12} | {
    word: size for word, size in SCALES.items() if word != "dozen"
}
_WITHIN_THOUSANDS = ("hundred", "dozen")


class Number(NamedTuple):
    """A number and its place in the sentence: its words are `first` to `end`, `end` left out.

    `share` is "1:5" for one in five, else "". `exact`: with a thousands comma; `scaled`: with "million" or its
    like; `spelt`: in words.
    """

    value: float
    first: int
    end: int
    share: str = ""
    exact: bool = False
    scaled: bool = False
    spelt: bool = False


def read_cardinal(sentence: Sentence, at: int) -> Number | None:
    """The number that begins at the word `at`, None where there is none."""
    word = sentence.low[at]
    if word[:1].isdigit():
        return _digits(sentence.low, at)
    return spelt_number(sentence.low, at) if word in SMALL or word in TENS else None


def spelt_number(low: list[str], at: int) -> Number:
    """The number in words from `at` on, which must be such a word."""
    total, part, end = 0, 0, at
    while True:
        word = low[end]
        if word in SCALES:
            part *= SCALES[word]
            if word not in _WITHIN_THOUSANDS:
                total, part = total + part, 0
        elif (size := _addable(low, end, at, part)) is not None:
            part += size
        else:
            break
        end += 1
        end += _is_joint(low, end)
    return Number(total + part, at, end, scaled=total > 0, spelt=True)


def _digits(low: list[str], at: int) -> Number | None:
    word = low[at]
    if word.count(".") > 1:  # a version, a date, a paragraph of a report
        return None
    end = at + 1
    hyphen = low[end] == "-"
    scale = _SCALES_BEHIND_DIGITS.get(low[end + hyphen], 0)
    if scale:
        end += 1 + hyphen
    value = float(word.replace(",", "")) * (scale or 1)
    return Number(round(value, 6), at, end, exact="," in word, scaled=scale > 0)


def _addable(low: list[str], end: int, at: int, part: int) -> int | None:
    """What the word at `end` adds to the number so far; None if it does not belong to it."""
    word = low[end]
    if word in TENS:
        return TENS[word] if part % 100 == 0 and low[end - 1] != "-" else None
    size = SMALL.get(word)
    if size is None or end == at:
        return size
    behind_tens = part % 100 >= 20 and part % 10 == 0 and size < 10
    return size if part % 100 == 0 or behind_tens else None


def _is_joint(low: list[str], end: int) -> bool:
    """Whether the word at `end` only joins two words of a number: "seventy-nine", "a hundred and six"."""
    if low[end] == "-":
        return low[end - 1] in TENS and low[end + 1] in SMALL
    return low[end] == "and" and low[end - 1] in SCALES and (low[end + 1] in SMALL or low[end + 1] in TENS)
