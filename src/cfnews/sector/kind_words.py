"""The words of `data/kinds.toml`, ready to be looked for; loaded at the first call and kept. Decides nothing."""

from functools import cache
from typing import Literal, NamedTuple, get_args

from cfnews.model import Kind
from cfnews.sector.lexicon import listed, table
from cfnews.sector.phrases import Lexicon

Where = Literal["head", "title", "publisher", "summary"]


class Form(NamedTuple):
    """Where a form has to stand, and the kind that it shows."""

    where: Where
    kind: Kind


@cache
def types() -> dict[str, Kind]:
    """The types that are written before a colon, small."""
    return _by_name("type")


@cache
def steps() -> dict[str, Kind]:
    """The steps of an address that show a kind."""
    return _by_name("address")


@cache
def few(sort: str) -> frozenset[str]:
    """The single words of a sort: `told` and `said` (verbs), `posts`, `own` (words of who writes in their own name)."""
    return frozenset(listed(table("kinds.toml")["words"][sort]))


@cache
def feed_names() -> Lexicon[Kind]:
    """The words by which a feed's name shows what it holds."""
    lexicon: Lexicon[Kind] = Lexicon({})
    for name, kind in _by_name("feed").items():
        lexicon.add(name, kind)
    return lexicon


@cache
def forms() -> Lexicon[Form]:
    """The phrases of titles and summaries that show a kind."""
    lexicon: Lexicon[Form] = Lexicon({})
    for where in get_args(Where):
        for phrase, kind in _by_name(where).items():
            lexicon.add(phrase, Form(where, kind))
    return lexicon


def _by_name(section: str) -> dict[str, Kind]:
    written = table("kinds.toml")[section]
    return {name: kind for kind in get_args(Kind) for name in listed(written.get(kind, ""))}
