"""FTS5 expressions: what is asked of the search table, level by level, from a reader's very words outwards.

Every word of others is quoted here, and nowhere else.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from cfnews.sector.plurals import forms_of
from cfnews.sector.thesaurus import Term, Unit, units_of

_MOST = 16  # words that other names are looked for; who writes more has said what is meant
_NEAR = 5  # words that may stand between two that belong together

Groups = list[list[Term]]  # of each group a story must have one


class Asked(NamedTuple):
    """One level: an expression, and one that is wider by terms that count only as written.

    What the wider one finds beyond the other must have one of `marks` in it, letter by letter.
    """

    expression: str
    wider: str = ""
    marks: tuple[str, ...] = ()


def phrase(text: str) -> str:
    """A text as a phrase, word for word, with a star at its end as its beginning; "" where it has no word in it."""
    if not any(character.isalnum() for character in text):
        return ""
    prefix = "*" if text.endswith("*") and text[-2:-1].isalnum() else ""
    return '"' + text.replace('"', '""') + '"' + prefix


def levels(words: Sequence[str], literal: Sequence[str], unwanted: Sequence[str]) -> Iterator[Asked]:
    """What to ask for plain words and for phrases that must be there, best first.

    The words as typed, terms of the sector as phrases; with their other names; with what belongs to them, and
    without words that say little; the words wherever they stand. Each finds less exactly what was meant.
    """
    units = _units(words)
    asked: list[Groups] = []
    for groups in (
        [[unit.name] for unit in units],
        [[unit.name, *unit.same] for unit in units],
        [[unit.name, *unit.same, *unit.narrower] for unit in _telling(units)],
        [[term] for unit in units for term in _apart(unit)],
    ):
        if groups not in asked:
            asked.append(groups)
            yield _asked(groups, literal, unwanted)


def strictly(words: Sequence[str], literal: Sequence[str], unwanted: Sequence[str]) -> Asked:
    """What to ask where a story is meant or is not, whatever others say: all words or other names for the same.

    Not what merely belongs to a thing, and no words that stand apart: of a search they are the end of the list, but a
    rule has no end of the list.
    """
    units = _units(words)
    telling = [unit for unit in units if not unit.filler] or units
    return _asked([[unit.name, *unit.same] for unit in telling], literal, unwanted)


def nearly(words: Sequence[str], literal: Sequence[str], unwanted: Sequence[str]) -> Iterator[Asked]:
    """What to ask where nothing has all the words: each term that the sector knows, without the others.

    What the sector has no name for must be there: a name is what a reader is after, and a story without it is none.
    """
    units = _telling(_units(words))
    known = [unit for unit in units if unit.known]
    for alone in known if len(known) > 1 else ():
        kept = [unit for unit in units if unit is alone or not unit.known]
        yield _asked([[unit.name, *unit.same, *unit.narrower] for unit in kept], literal, unwanted)


def _units(words: Sequence[str]) -> list[Unit]:
    return [*units_of(words[:_MOST]), *(Unit(Term(word)) for word in words[_MOST:])]


def _telling(units: Sequence[Unit]) -> list[Unit]:
    """The units without those that say little, where the others say something."""
    said = any(unit.known for unit in units)
    return [unit for unit in units if not (unit.filler or (unit.idle and said))] or list(units)


def _apart(unit: Unit) -> list[Term]:
    """A unit's words one by one, wherever they stand."""
    return [unit.name] if unit.name.as_written else [Term(word) for word in unit.name.words.split(" ")]


def _asked(groups: Groups, literal: Sequence[str], unwanted: Sequence[str]) -> Asked:
    plain = [[term for term in group if not term.as_written] for group in groups]
    expression = "" if [] in plain else _all_of(plain, literal, unwanted)
    if plain == groups:
        return Asked(expression)
    marks = dict.fromkeys(term.words for group in groups for term in group if term.as_written)
    return Asked(expression, _all_of(groups, literal, unwanted), tuple(marks))


def _all_of(groups: Groups, literal: Sequence[str], unwanted: Sequence[str]) -> str:
    wanted = [_any_of(phrases for term in group for phrases in _phrases(term)) for group in groups]
    expression = " AND ".join(dict.fromkeys([*filter(None, wanted), *literal]))
    if expression and unwanted:
        return f"({expression}) NOT {_any_of(unwanted)}"
    return expression


def _any_of(phrases: Iterable[str]) -> str:
    several = list(dict.fromkeys(filter(None, phrases)))
    return f"({' OR '.join(several)})" if len(several) > 1 else "".join(several)


def _phrases(term: Term) -> list[str]:
    parts = [[phrase(form) for form in _forms(part)] for part in term.words.split(" .. ")]
    if len(parts) == 1:
        return parts[0]
    return [f"NEAR({' '.join(pair)}, {_NEAR})" for pair in product(*parts)]


def _forms(words: str) -> tuple[str, ...]:
    return (words,) if words.endswith("*") else forms_of(words)
