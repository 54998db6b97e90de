"""The other number of an English phrase, for searching: a form too many finds nothing, one too few misses a story."""

from itertools import product

_PAIRS = {"child": "children", "person": "people", "man": "men", "woman": "women"}
_IRREGULAR = _PAIRS | {plural: singular for singular, plural in _PAIRS.items()}
_HISSING = ("s", "x", "z", "ch", "sh")
_SHORTEST = 3  # letters of a word that has a plural anybody writes; "DCs" are none of "DCS"
_BEHIND_HEAD = frozenset(("against", "at", "for", "from", "in", "of", "on", "to", "with"))
_ONE_NUMBER_WORDS = """after and care custody education health into justice liberty news poverty protection safety the
against at for from in of on to with"""
_ONE_NUMBER = frozenset(_ONE_NUMBER_WORDS.split())


def forms_of(phrase: str) -> tuple[str, ...]:
    """The phrase without a possessive at its end, and the same with its noun in the other number.

    The noun is the last word, as is what stands before "of" and the like, and wherever it stands, a child.

    >>> forms_of("family hub"), forms_of("babies"), forms_of("the council's")
    (('family hub', 'family hubs'), ('babies', 'baby'), ('the council', 'the councils'))
    >>> forms_of("child in care"), forms_of("ward of court")
    (('child in care', 'children in care'), ('ward of court', 'ward of courts', 'wards of court', 'wards of courts'))
    """
    for ending in ("'s", "’s", "'", "’"):
        phrase = phrase.removesuffix(ending)
    if not phrase:
        return (phrase,)
    words = phrase.split(" ")
    choices = [(word, _other(word.lower())) if _counts(words, place) else (word,) for place, word in enumerate(words)]
    return tuple(" ".join(chosen) for chosen in product(*choices) if "" not in chosen)


def _counts(words: list[str], place: int) -> bool:
    """Whether the word at a place is one that changes with the number of the phrase."""
    following = words[place + 1 : place + 2]
    return not following or following[0] in _BEHIND_HEAD or words[place].lower() in _IRREGULAR


def _other(word: str) -> str:
    """The plural of a singular and the other way round; "" where there is none."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < _SHORTEST or not word.isalpha() or word in _ONE_NUMBER or word.endswith("ed"):
        return ""
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        other = _singular(word)
    elif word.endswith("y") and word[-2] not in "aeiou":
        other = word[:-1] + "ies"
    else:
        other = word + ("es" if word.endswith(_HISSING) else "s")
    return other if len(other) >= _SHORTEST else ""


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "zes", "ches", "shes")):
        return word[:-2]
    return word[:-1]
