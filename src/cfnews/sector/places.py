"""Which councils and places of a reader's own an item is about, each with the words that say so.

A council's area counts where the item concerns the council, its services, its trust, or children there; a club, force,
university or person of that name does not (see `mentions`). Shared trusts and former counties stand for all their
councils. A reader's own `[[place]]` counts wherever its name is written, longest name first.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from cfnews.model import PlaceSpec
from cfnews.sector.aliases import council_names
from cfnews.sector.gazetteer import Authority, in_being
from cfnews.sector.item import Item
from cfnews.sector.mentions import Mention, mentions
from cfnews.sector.names import heads, plain
from cfnews.story import Place

_READ = 4000  # characters of a full text: a story names its council early
_MOST = 4  # more councils than that in a full text are a survey


class FoundPlace(NamedTuple):
    """A place that an item is about, the rule that found it, and the words that it stands on."""

    place: Place
    rule: str
    words: str


class _Span(NamedTuple):
    """A name in one of an item's texts (0 title, 1 summary, 2 text), and the places that it stands for."""

    field: int
    start: int
    end: int
    places: tuple[Place, ...]
    rule: str
    words: str


class PlaceFinder:
    """Finds the places that an item is about: councils, and those of a reader's catalogue."""

    def __init__(self, specs: Sequence[PlaceSpec]) -> None:
        self._own: dict[str, tuple[Place, ...]] = {}
        for spec in specs:
            for name in {plain(name): None for name in (spec.name, *spec.aliases)}:
                self._own[name] = (*self._own.get(name, ()), Place(spec.id, spec.id, spec.name))
        # Longest first: an alternation takes the first that fits, so the longer name wins.
        names = sorted(self._own, key=len, reverse=True)
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)") if names else None

    def find(self, item: Item) -> list[FoundPlace]:
        """The places of an item in order of appearance, each once."""
        found: dict[str, FoundPlace] = {}
        for span in _without_inner([*self._own_in(item), *_councils(item)]):
            for place in span.places:
                found.setdefault(place.slug, FoundPlace(place, f"place.{span.rule}", span.words))
        return list(found.values())

    def _own_in(self, item: Item) -> Iterator[_Span]:
        if self._pattern is None:
            return
        for field, text in enumerate((item.title, item.summary, item.text)):
            for hit in self._pattern.finditer(plain(text)):
                yield _Span(field, hit.start(), hit.end(), self._own[hit.group()], "own", hit.group())


@lru_cache(maxsize=1)  # the nations' rules ask for what the places' rules have just asked for
def council_mentions(item: Item) -> list[list[Mention]]:
    """Every council's name in an item's title and in its summary, judged; also those that mean something else."""
    general = item.scope == "filter" and item.role in ("national", "local")
    return mentions(heads(item), council_names(), general=general)


def _councils(item: Item) -> Iterator[_Span]:
    on = item.published.date() if item.published else None
    both = council_mentions(item)
    # Where "Kent Police" speaks, a bare "Kent" is its beat.
    rivals = {slug for found in both for one in found if one.sense == "rival" for slug in one.alias.slugs}
    kept = [
        (field, one)
        for field, found in enumerate(both)
        for one in found
        if one.sense == "place" and not (one.rule == "name" and rivals.intersection(one.alias.slugs))
    ]
    if not kept and item.text:
        kept = [(2, one) for one in _in_full_text(plain(item.text[:_READ]))]
    for field, one in kept:
        yield _Span(field, one.start, one.end, _places(one.alias.slugs, on), one.rule, one.words)


def _in_full_text(text: str) -> list[Mention]:
    """Of a full text whose head names no council: the councils named as such or twice, if they are few."""
    (judged,) = mentions((text,), council_names(), general=False)
    found = [one for one in judged if one.sense == "place"]
    often = Counter(slug for one in found for slug in one.alias.slugs)
    kept = [one for one in found if one.rule != "name" or often[one.alias.slugs[0]] > 1]
    return kept if len({slug for one in kept for slug in one.alias.slugs}) <= _MOST else []


def _places(slugs: Sequence[str], on: date | None) -> tuple[Place, ...]:
    return tuple(_place(one) for slug in slugs for one in in_being(slug, on))


def _place(authority: Authority) -> Place:
    return Place(authority.code or authority.slug, authority.slug, authority.name)


def _without_inner(spans: Iterable[_Span]) -> Iterator[_Span]:
    """The spans, in order, that lie within no longer one, as "Somerset" does in "North Somerset"."""
    outer = _Span(-1, 0, 0, (), "", "")
    for span in sorted(spans, key=lambda span: (span.field, span.start, -span.end)):
        if span.field != outer.field or span.end > outer.end:
            outer = span
        if span[:3] == outer[:3]:
            yield span
