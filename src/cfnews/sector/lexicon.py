"""The shipped words of the sector, loaded at the first call and kept: its topics, and the signs around them.

An item's headline and summary are read once, for topics, kind and relevance alike. Decides nothing.
"""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from cfnews.model import TopicSpec
from cfnews.sector.names import plain
from cfnews.sector.phrases import Hit, Lexicon
from cfnews.sector.wording import Words, words_of

Sense = Literal["own", "shared", "abbreviation", "shared abbreviation", "not", "sign"]

_DATA = Path(__file__).parent / "data"
_READ = 4000  # characters of a title or summary; what is longer is no summary
_MOST = 200  # phrases of topics; headline and summary have some thirty


class Word(NamedTuple):
    """What a phrase stands for: a topic or a sign, and whether it is the sector's own or shared with others."""

    label: str
    sense: Sense
    is_own: bool = False


class Reading(NamedTuple):
    """A headline and a summary; the phrases of topics in them, and of each sign the first words that show it."""

    text: Words
    hits: tuple[Hit[Word], ...]
    signs: Mapping[str, Hit[Word]]


@cache
def shipped_topics() -> tuple[TopicSpec, ...]:
    """The shipped topics, in the order of their file."""
    tables = table("topics.toml")
    return tuple(
        TopicSpec(
            id=name,
            label=table["label"],
            words=listed(table.get("words", "")),
            abbr=listed(table.get("abbr", "")),
            not_=listed(table.get("not", "")),
        )
        for name, table in tables.items()
    )


def lexicon_of(specs: Iterable[TopicSpec]) -> Lexicon[Word]:
    """The phrases of topics, ready to be looked for."""
    lexicon: Lexicon[Word] = Lexicon({name: listed(words) for name, words in table("wording.toml")["classes"].items()})
    for spec in specs:
        _add(lexicon, spec.words, Word(spec.id, "own", is_own=True), Word(spec.id, "shared"))
        _add(
            lexicon,
            spec.abbr,
            Word(spec.id, "abbreviation", is_own=True),
            Word(spec.id, "shared abbreviation"),
            as_written=True,
        )
        _add(lexicon, spec.not_, Word(spec.id, "not"), Word(spec.id, "not"))
    return lexicon


def _add(lexicon: Lexicon[Word], written: Iterable[str], own: Word, shared: Word, *, as_written: bool = False) -> None:
    for phrase in written:
        if phrase[:1] == "~":
            lexicon.add(phrase[1:], shared, as_written=as_written)
        else:
            lexicon.add(phrase, own, as_written=as_written)


@cache
def shipped() -> Lexicon[Word]:
    """The shipped topics and the signs of wording.toml."""
    lexicon = lexicon_of(shipped_topics())
    for label, written in table("wording.toml")["signs"].items():
        sign = Word(label, "sign")
        for phrase in listed(written):
            lexicon.add(phrase.removeprefix("="), sign, as_written=phrase[0] == "=")
    return lexicon


@lru_cache(maxsize=4)
def read_head(title: str, summary: str) -> Reading:
    """A headline and a summary, read with the shipped words."""
    text = words_of(plain(title[:_READ]), plain(summary[:_READ]))
    hits: list[Hit[Word]] = []
    signs: dict[str, Hit[Word]] = {}
    for hit in shipped().scan(text):
        if hit.value.sense == "sign":
            signs.setdefault(hit.value.label, hit)
        else:
            hits.append(hit)
    return Reading(text, tuple(hits[:_MOST]), signs)


@cache
def table(name: str) -> dict[str, dict[str, str]]:
    """A data file of the sector's words, by section and key."""
    return tomllib.loads((_DATA / name).read_text(encoding="utf-8"))


def listed(written: str) -> tuple[str, ...]:
    """The phrases of one entry of such a file."""
    return tuple(filter(None, (phrase.strip() for phrase in written.split(","))))
