"""Shares and ratios: two thirds, one in five, nine out of ten, 1:3, "three carers to every child", half.

A share is written "2:3". "A third visit" is none, and "half past" is no half: only words that follow a share
make one. A number that begins no share is returned as it is.
"""

from cfnews.sector.figure_words import PARTS, SCALES, SMALL, TENS, Sentence, word_set
from cfnews.sector.numbers import Number, read_cardinal, spelt_number

STARTS = frozenset((*SMALL, *TENS, "half", "a", "an"))
"""The words, besides digits, that a number can begin with."""

_SPANS_OF_TIME = word_set("minute minutes hour hours day days week weeks month months year years term terms")
_AFTER_SHARE = word_set(
    "of the all their its our those these have had has was were are is said did do felt think thought want wanted who"
    " that live lived receive received went answered agreed replied failed passed in on by at to from since per more"
    " less compared , . ; : ) ("
) | {"", " - "}
_NO_HALF = word_set("first second other next last final better term past an a time way hour day year in")


def read_number(sentence: Sentence, at: int) -> Number | None:
    """The number or share that begins at the word `at`, None where there is none."""
    word = sentence.low[at]
    if word == "half":
        return _half(sentence.low, at)
    if word in {"a", "an"}:
        return _behind_article(sentence.low, at)
    number = read_cardinal(sentence, at)
    if number is None or number.scaled:
        return number
    return _with_part(sentence.low, number) or _ratio(sentence, number) or number


def _half(low: list[str], at: int) -> Number | None:
    after, before = low[at + 1], low[at - 1]
    if after == "a" and low[at + 2] in SCALES:
        return Number(SCALES[low[at + 2]] / 2, at, at + 3, scaled=low[at + 2] != "dozen", spelt=True)
    if before in _NO_HALF or after in _NO_HALF or after == "-":
        return None
    if after == "of" and low[at + 2].isdigit() and len(low[at + 2]) == 4:  # half of 2026
        return None
    return Number(0.5, at, at + 1, share="1:2", spelt=True) if after in _AFTER_SHARE or before == "than" else None


def _behind_article(low: list[str], at: int) -> Number | None:
    """A third, a quarter (but no third visit); a dozen, a hundred and six."""
    word, after = low[at + 1], low[at + 2]
    if word in SCALES:
        rest = spelt_number(["one", *low[at + 1 : at + 12], ""], 0)
        return rest._replace(first=at, end=at + rest.end)
    if word in PARTS and after == "of" and low[at + 3] == "a" and low[at + 4] in SCALES:  # a quarter of a million
        return Number(SCALES[low[at + 4]] / PARTS[word], at, at + 5, scaled=True, spelt=True)
    if word in PARTS and word != "half" and after in _AFTER_SHARE:
        return Number(1 / PARTS[word], at, at + 2, share=f"1:{PARTS[word]}", spelt=True)
    return None


def _with_part(low: list[str], number: Number) -> Number | None:
    """Two and a half; two thirds, three-quarters."""
    end = number.end
    if low[end : end + 3] == ["and", "a", "half"]:
        return number._replace(value=number.value + 0.5, end=end + 3)
    end += low[end] == "-"
    if number.spelt and low[end] in PARTS and (number.value > 1) == low[end].endswith("s"):
        return number._replace(share=f"{number.value:g}:{PARTS[low[end]]}", end=end + 1)
    return None


def _ratio(sentence: Sentence, number: Number) -> Number | None:
    return _in_many(sentence, number) or _to_one(sentence, number) or _for_every(sentence, number)


def _in_many(sentence: Sentence, number: Number) -> Number | None:
    """One in five, 9 out of 10, one in every 12; but "12 in 2021" and "four in six months" are none."""
    low, end = sentence.low, number.end
    out_of = low[end : end + 2] == ["out", "of"]
    if not out_of and low[end] != "in":
        return None
    end += 1 + out_of
    end += low[end] == "every"
    whole = read_cardinal(sentence, end)
    if whole is None or number.value >= whole.value or low[whole.end] in _SPANS_OF_TIME:
        return None
    one_in = number.value == 1 and whole.value <= 1000 and not out_of
    if one_in or whole.value <= 10 or whole.value in {20, 100, 1000}:
        return number._replace(share=f"{number.value:g}:{whole.value:g}", end=whole.end)
    return None


def _to_one(sentence: Sentence, number: Number) -> Number | None:
    """1:3, or one to three, where the text speaks of a ratio; 10:15 is a time of day."""
    low, end = sentence.low, number.end
    if low[end] not in {":", "to"} or "ratio" not in low[max(0, number.first - 10) : end + 5]:
        return None
    other = read_cardinal(sentence, end + 1)
    return number._replace(share=f"{number.value:g}:{other.value:g}", end=other.end) if other else None


def _for_every(sentence: Sentence, number: Number) -> Number | None:
    """Three carers to every child, five places for every ten children; the words between stay the subject."""
    low = sentence.low
    for every in range(number.end + 1, number.end + 6):
        if low[every] in {"every", "each"} and low[every - 1] in {"to", "for"}:
            return None if low[number.first - 1] == "£" else _to_every(sentence, number, every + 1)
        if not low[every - 1].isalpha():
            return None
    return None


def _to_every(sentence: Sentence, number: Number, at: int) -> Number | None:
    other = read_cardinal(sentence, at)
    end, many = (other.end, other.value) if other else (at, 1.0)
    if sentence.low[end] in _SPANS_OF_TIME or many > 1000 or not sentence.low[end].isalpha():
        return None
    return number._replace(share=f"{number.value:g}:{many:g}")
