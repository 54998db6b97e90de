"""Which of the four nations an item is about: by its places, bodies, laws, parliaments and words, then by its feed.

Principle: what the text names outweighs where it was published, and a place outweighs a court of two nations. An
English feed that speaks of Scotland alone is about Scotland; a British feed says nothing by itself. Terms of one
nation's law or practice (EHC plan, children's hearing) count like places. All four together are "uk", and so is a word
that says so. A rival of a council's name (Kent Police) is no place, but tells the nation; a namesake abroad says that
it is none of the four. Measured by tests/corpus/test_sector_places.py.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from cfnews.sector.body_names import bodies
from cfnews.sector.gazetteer import by_slug
from cfnews.sector.item import Found, Item
from cfnews.sector.names import NameIndex, heads
from cfnews.sector.nation_words import BOTH, FIRM, NAMES, TERMS
from cfnews.sector.places import FoundPlace, council_mentions

_ORDER = ("england", "wales", "scotland", "northern-ireland", "uk")
_FOUR = frozenset(_ORDER[:4])
_TELLING = frozenset(
    ("phrase", "body", "scene", "subject")
)  # rules by which a name that is no place is still in its nation


def find_nations(item: Item, places: Sequence[FoundPlace], named: Sequence[Found]) -> list[Found]:
    """The nations that an item is about, in fixed order, each with rule and words; `named` are its bodies."""
    found: dict[str, Found] = {}
    both: Found | None = None
    abroad = False
    for nations, one in _evidence(item, places, named):
        if not nations:
            abroad = True
        elif nations == BOTH and one.words not in FIRM:
            both = both or one
        else:
            for nation in nations.split("|"):
                found.setdefault(nation, one._replace(value=nation))
    if both is not None and not found:
        found = {nation: both._replace(value=nation) for nation in BOTH.split("|")}
    if not abroad:
        _add_feed(found, item)
    if found.keys() >= _FOUR:
        return [found["england"]._replace(value="uk")]
    return [found[nation] for nation in _ORDER if nation in found]


def _add_feed(found: dict[str, Found], item: Item) -> None:
    """Adds the feed's own nation; an English feed's only where the text speaks of no other nation alone."""
    own = item.nation
    if own and own != "uk" and (own != "england" or not found or "uk" in found):
        found.setdefault(own, Found(own, "nation.feed", item.feed_name or item.feed))


def _evidence(item: Item, places: Sequence[FoundPlace], named: Sequence[Found]) -> Iterator[tuple[str, Found]]:
    """What speaks of nations, strongest first: their names joined by "|", "" for abroad."""
    for place in places:
        authority = by_slug().get(place.place.slug)
        if authority is not None:
            yield authority.nation, Found("", "nation.place", place.words)
    for body in named:
        nations = "|".join(bodies()[body.value].nations)
        if nations:
            yield nations, Found("", "nation.body", body.words)
    for text in heads(item):
        yield from _words(text)
    if not places:
        yield from _namesakes(item)


def _words(text: str) -> Iterator[tuple[str, Found]]:
    for hit in _names().scan(text):
        if hit.value:
            yield hit.value, Found("", "nation.word", hit.name)
    low = text.lower()
    for nations, pieces, pattern in TERMS:
        for piece in pieces:
            if piece in low:
                term = pattern.search(low)
                if term is not None:
                    yield nations, Found("", "nation.term", term.group())
                break


def _namesakes(item: Item) -> Iterator[tuple[str, Found]]:
    """Councils' names that mean something else: a club or a force of the place, or a town abroad."""
    for one in (one for found in council_mentions(item) for one in found):
        if one.sense == "abroad":
            yield "", Found("", "nation.namesake", one.words)
        elif one.sense in ("rival", "aside") and one.rule in _TELLING:
            yield one.alias.nation, Found("", "nation.namesake", one.words)


@cache
def _names() -> NameIndex[str]:
    return NameIndex(
        (name, nation)
        for nation, names in NAMES.items()
        for line in names.strip().splitlines()
        for name in line.strip().split("|")
    )
