"""What words an entry tells its story with: stems of its title and summary, with names and numbers kept apart.

Works on clean plain text, without any model of language: a light stemmer, a short list of words that
tell nothing, and the capitals that the outlet wrote. A direction and the name behind it are one word,
so that "North Wexmoor" is not Wexmoor. Nothing here weighs words or compares entries.
"""

import re
import zlib
from typing import NamedTuple

_TOKEN = re.compile(r"[^\W_][\w'’]*(?:[.,]\d+)*")
_MAGNITUDE = re.compile(r"(?<=\d)(?:m|mn|bn|k|tn)\Z")  # £23m and £23.4m
_ENDS_SENTENCE = re.compile(r"[.!?:;\"“”‘|–—]")  # the next capital says nothing
_SILENT_WORDS = """
    a an the and or of to in on for with at by from as is are was were be been being it its this that these those he
    she they them his her their we you i our your my me him us not no but if than then so such into over under after
    before about up down out off more most new says said say has have had will would can could may might must should
    do does did who whom which what when where why how all any some each also just only very too other own same s t re
    ll ve d m per via between during against amid among while since until through because there here now"""
_SILENT = frozenset(_SILENT_WORDS.split())
_AFTER_NAME_WORDS = """
    council council's children's trust academy nursery school city county borough hospital university"""
_AFTER_NAMES = frozenset(_AFTER_NAME_WORDS.split())
_DIRECTION_WORDS = """
    north south east west central upper lower new great greater northern southern eastern western mid inner outer
    royal saint st"""
_DIRECTIONS = frozenset(_DIRECTION_WORDS.split())
_UNIT_WORDS = "one two three four five six seven eight nine"
_NUMBER_WORDS = (
    _UNIT_WORDS
    + """
    ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"""
)
_TEN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_NUMBERS = {word: str(number) for number, word in enumerate(_NUMBER_WORDS.split(), 1)}
_NUMBERS |= {word: str(10 * number) for number, word in enumerate(_TEN_WORDS.split(), 2)}
_COMPOUND = re.compile(rf"(?i)\b({_TEN_WORDS.replace(' ', '|')})-({_UNIT_WORDS.replace(' ', '|')})\b")
_SENTENCE = re.compile(r"(?<=[.!?”\"'’])\s+|\n+")
_NO_LETTERS = re.compile(r"[\W_]+")
_WORDS_OF_A_SENTENCE = 7  # shorter ones are said by chance
_MOST_SENTENCES = 40
_MOST_READ = 12_000  # characters
_PLAIN_TITLE = 3  # words of a title that must be there before its capitals can be called a habit


class Words(NamedTuple):
    """The words of a title and a summary, in order and with repeats, and how they were written.

    `capital` holds those that were capitalised where no rule asked for it, `lower` those that were not.
    A number begins with a digit, a joined name holds "~".
    """

    title: list[str]
    summary: list[str]
    capital: set[str]
    lower: set[str]


def read_words(title: str, summary: str) -> Words:
    """The words of an entry."""
    capital: set[str] = set()
    lower: set[str] = set()
    return Words(_words(title, True, capital, lower), _words(summary, False, capital, lower), capital, lower)


def read_sentences(text: str) -> frozenset[int]:
    """Fingerprints of a full text's longer sentences, by which one release printed twice is known again."""
    sentences = (_NO_LETTERS.sub(" ", one.lower()).strip() for one in _SENTENCE.split(text[:_MOST_READ]))
    long = [one for one in sentences if one.count(" ") >= _WORDS_OF_A_SENTENCE]
    return frozenset(zlib.crc32(one.encode()) for one in long[:_MOST_SENTENCES])


def as_written(text: str) -> dict[str, str]:
    """Each word of a text as it stands there first, to be shown to people."""
    tokens = [found.group() for found in _TOKEN.finditer(text.replace("’", "'"))]
    found: dict[str, str] = {}
    for place, token in enumerate(tokens):
        plain = token.lower().strip("'")
        if plain in _DIRECTIONS and place + 1 < len(tokens):
            following = tokens[place + 1]
            found.setdefault(_joined(plain, " ", following), f"{token} {following}")
        found.setdefault(_word(plain), token)
    found.pop("", None)
    return found


def stem(word: str) -> str:
    """A lower-case word without its commonest endings: plural, possessive, -ed, -ing, a silent e."""
    if word.endswith("'s") and len(word) > 3:
        word = word[:-2]
    if len(word) <= 4:
        return word
    for ending, shortest, instead in (("ies", 0, "y"), ("sses", 0, "ss"), ("ing", 7, ""), ("ed", 6, "")):
        if word.endswith(ending) and len(word) >= shortest:
            return _single(word[: -len(ending)]) if not instead else word[: -len(ending)] + instead
    if word.endswith("es") and word[-3] in "sxz":
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word.removesuffix("e")


def _single(word: str) -> str:
    """Without the doubled letter of "planning" and "dropped"."""
    return word[:-1] if word[-1] == word[-2] and word[-1] not in "ls" else word


def _words(text: str, is_title: bool, capital: set[str], lower: set[str]) -> list[str]:
    text = text.replace("’", "'")
    if "ty-" in text:
        text = _COMPOUND.sub(_in_digits, text)
    tokens = [(found.group(), found.start(), found.end()) for found in _TOKEN.finditer(text)]
    shouted = is_title and _capitals_are_a_habit([token for token, _, _ in tokens])
    words: list[str] = []
    end = place = 0
    while place < len(tokens):
        token, start, stop = tokens[place]
        place += 1
        plain = token.lower().strip("'")
        opens = not _is_subject(tokens, place) and (place == 1 or _ENDS_SENTENCE.search(text, end, start) is not None)
        end = stop
        if plain in _DIRECTIONS and token[0].isupper() and place < len(tokens):
            joined = _joined(plain, text[stop : tokens[place][1]], tokens[place][0])
            if joined:
                words.append(joined)
                capital.add(joined)
                end = tokens[place][2]
                place += 1
                continue
        word = _word(plain)
        if not word:
            continue
        words.append(word)
        if word[0].isdigit():
            continue
        if not token[0].isupper():
            lower.add(word)
        elif not opens and not shouted:
            capital.add(word)
    return words


def _in_digits(number: re.Match[str]) -> str:
    """ "Forty-four" as headlines write it that do not begin with it: 44."""
    return str(int(_NUMBERS[number[1].lower()]) + int(_NUMBERS[number[2].lower()]))


def _is_subject(tokens: list[tuple[str, int, int]], following: int) -> bool:
    """Whether a name opens a headline: "Oakdene children's home rated good"."""
    return following < len(tokens) and tokens[following][0].lower() in _AFTER_NAMES


def _word(plain: str) -> str:
    """The word to compare, or "" for one that tells nothing."""
    if plain in _NUMBERS:
        return _NUMBERS[plain]
    if not plain or plain in _SILENT:
        return ""
    if plain[0].isdigit():
        return _MAGNITUDE.sub("", plain.replace(",", ""))
    return stem(plain) if len(plain) > 1 else ""


def _joined(direction: str, between: str, following: str) -> str:
    plain = following.lower().strip("'")
    if between != " " or not following[0].isupper() or plain in _SILENT or not plain:
        return ""
    return f"{direction}~{stem(plain)}"


def _capitals_are_a_habit(tokens: list[str]) -> bool:
    """Whether A Title Is Written Like This."""
    long = [token for token in tokens if len(token) > 3 and token[0].isalpha()]
    return len(long) >= _PLAIN_TITLE and sum(token[0].isupper() for token in long) > 0.8 * len(long)
