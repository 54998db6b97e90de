"""What a figure counts, in a few words of its own sentence: "homes had no registered manager".

The words are the text's own, in their order; the number, its unit and its period are left out.
"""

from collections.abc import Sequence, Set
from itertools import takewhile

from cfnews.sector.figure_mentions import Mention
from cfnews.sector.figure_words import Sentence, word_set

_LONGEST = 9  # words: a subject is a label, not a sentence
_WINDOW = 60  # words of a sentence that are looked at

_MARKS = word_set('( ) [ ] , ; : . ! ? " | • “ ”') | {" - "}
_TURNS = word_set("but while whereas against compared versus than because although though from up down")
_ABOUT = word_set(
    "a an the only just some about around nearly almost over under more less fewer than at least up to by from roughly"
    " approximately record £ of"
)
_VERBS = word_set("was were is are had has have be been will would could can may might should did do does said says")
_LEADING = word_set(
    "the a an this that these those its their our his her of for on in at by to and or but with some only just about"
    " around nearly almost over under more less fewer than least most up as so far there were was is are had has have"
    " it they we he she which who also now then still meanwhile including while when all another extra additional since"
    " until during after before if through among plus"
)
_TRAILING = _LEADING | word_set(
    "from fell rose reached stood stands dropped increased decreased grew totalled averaged between within every per"
    " into through roughly approximately record costing worth total £ cent been being be came went"
)
_MEASURES = word_set("population workforce caseload membership intake roll capacity budget average score limit")
_LED_TO = word_set("in on at by of for from - to than per within")
_BOTH_COUNT = word_set("of to - and or")
_PRONOUNS = word_set("them it which whom these those us one")
_CLAUSE_ENDS = _MARKS | _TURNS - {"from", "up", "down", "than"}
_NO_SUBJECT = _TRAILING | _VERBS | _TURNS | _MARKS | _PRONOUNS
_COUNTED = word_set("count ratio percent rate_per_10000")


def subject_of(sentence: Sentence, mention: Mention, start: int, left_out: Set[int]) -> str:
    """The subject of a figure. `start` is where the figure begins, or its comparison, if that stands before it.

    `left_out` are the places of all numbers and periods.
    """
    if sentence.low[mention.first - 1] == "=":  # "(n=204)"
        return "people surveyed"
    at = _noun_behind(sentence, mention.end, left_out)
    behind = _behind(sentence, at, left_out)
    if mention.unit in _COUNTED and _is_led(sentence, mention, at):
        own = _trimmed(sentence, behind)
        if own and sentence.low[own[0]] not in _PRONOUNS:
            return _joined(sentence, own)
        behind = []
    before = _before(sentence, start, left_out)
    places = _trimmed(sentence, [*before, *behind] if len(before) < _LONGEST - 2 else before)
    if not _says_something(sentence, places):
        places = _trimmed(sentence, _all(sentence, left_out))
    return _joined(sentence, places)


def _noun_behind(sentence: Sentence, at: int, left_out: Set[int]) -> int:
    """Where the noun of a number begins: "12 of the 30 homes" are homes both, and so are "8 to 10 homes"."""
    of_many = at + 1 + (sentence.low[at + 1] in {"the", "its", "their", "these"})
    if sentence.low[at] in _BOTH_COUNT and of_many in left_out:
        return next((place for place in range(of_many, sentence.length) if place not in left_out), at)
    return at


def _is_led(sentence: Sentence, mention: Mention, at: int) -> bool:
    """Whether the noun stands behind the number, and not before it as in "a workforce of 2,140 makes"."""
    low = sentence.low
    if low[mention.first - 1] == "of" and low[mention.first - 2] in _MEASURES:
        return False
    if at != mention.end:  # "interviews were offered in 12 of the 30 homes"
        return low[mention.first - 1] not in _LED_TO
    return low[at] == "of" or low[at] not in _NO_SUBJECT


def _says_something(sentence: Sentence, places: Sequence[int]) -> bool:
    return any(sentence.low[place] not in _PRONOUNS and not sentence.low[place].endswith("ly") for place in places)


def _behind(sentence: Sentence, at: int, left_out: Set[int]) -> list[int]:
    """The places of the words behind a figure, up to the end of their clause."""
    low = sentence.low
    places: list[int] = []
    for place in range(at, min(at + _LONGEST + 3, sentence.length)):
        word = low[place]
        if word in _MARKS or word in _TURNS or word[0].isdigit() or word == "£" or place in left_out:
            break
        if word in {"and", "or"} and _begins_anew(low, place, left_out):
            break
        places.append(place)
    return places


def _begins_anew(low: list[str], place: int, left_out: Set[int]) -> bool:
    """Whether "and" leads to something else than more of the noun: "11 people and injuring dozens"."""
    following = low[place + 1]
    return following in _LEADING or following.endswith("ing") or not left_out.isdisjoint(range(place, place + 5))


def _before(sentence: Sentence, end: int, left_out: Set[int]) -> list[int]:
    """The places of the words before a figure, from the beginning of their clause."""
    back = takewhile(lambda place: sentence.low[place] not in _CLAUSE_ENDS, range(end - 1, max(-1, end - _WINDOW), -1))
    places = [place for place in back if _is_said(sentence.low, place, left_out)]
    while places and sentence.low[places[0]] in _ABOUT:
        places = places[1:]
    return places[::-1]


def _all(sentence: Sentence, left_out: Set[int]) -> list[int]:
    """The places of the first words of the sentence, whatever they say."""
    places = range(min(sentence.length, _WINDOW))
    return [place for place in places if sentence.low[place][0].isalpha() and _is_said(sentence.low, place, left_out)]


def _is_said(low: list[str], place: int, left_out: Set[int]) -> bool:
    """Whether a word can be of a subject: no number, and no small word that only led to one, as in "in 2025"."""
    if place in left_out or low[place][0].isdigit() or low[place] == "£":
        return False
    return place + 1 not in left_out or low[place] not in _LED_TO


def _trimmed(sentence: Sentence, places: list[int]) -> list[int]:
    """`places` without words at either end that say nothing, and no longer than a label."""
    while places and (sentence.low[places[0]] in _LEADING or not sentence.low[places[0]][0].isalnum()):
        places = places[1:]
    places = places[:_LONGEST]
    while places and (sentence.low[places[-1]] in _TRAILING or not sentence.low[places[-1]][0].isalnum()):
        places = places[:-1]
    return places


def _joined(sentence: Sentence, places: list[int]) -> str:
    return " ".join(sentence.words[place] for place in places).replace(" - ", "-")
