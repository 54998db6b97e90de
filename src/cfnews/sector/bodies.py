"""Which bodies of the sector an item names: inspectorates, ministries, courts, commissioners, charities, trusts.

Names count as written, longest first. Three kinds need more than their letters: abbreviations and short names that
others share (the item must say what shows which), charities whose name is a word (Become, Kinship), and offices that
each nation has (Children's Commissioner). Councils and police forces are no bodies. Nothing is guessed from a
description: "inspectors" may be anybody's. Measured by tests/corpus/test_sector_places.py.
"""

import re
from collections.abc import Iterator

from cfnews.sector.body_names import OFFICES, Spelling, small_spellings, spellings
from cfnews.sector.item import Found, Item
from cfnews.sector.names import heads

_WORDS = frozenset(("Become", "Kinship", "Foundations", "Resolution", "Solace", "Article 39"))
_PEOPLE = frozenset(("Missing People", "Children in Wales", "Children in Scotland", "Children in Northern Ireland"))
# What shows that such a name is the charity: it speaks, acts or owns, or is called one.
_ONE_ACTS = (
    "says|warns|calls|finds|urges|welcomes|launches|tells|wants|responds|publishes|argues|estimates|backs|names|appoints|"
    "seeks|hails|wins|loses|challenges|takes|threatens|sues|appeals|criticises|condemns|chief|charity|campaign|magazine"
)
_ACTS = re.compile(
    rf"'s | (?:{_ONE_ACTS}|said|warned|called|found|urged|told|publish|data|helpline|survey|report|research|director|"
    r"and [A-Z])\b"
)
_ACTS_OF_ONE = re.compile(rf" (?:{_ONE_ACTS})\b")  # "Missing People says", but missing people say
_CALLED = frozenset(
    ("charity", "charities", "group", "organisation", "body", "network", "thinktank", "think-tank", "centre")
)
_NO_NAME_BEFORE = re.compile(r" (?:[Cc]are|[Cc]arers?|[Ff]oundation|[Ff]amil|of|for|a|an|the|to|[A-Z])")
_SMALL = ("commissioner", "panel", "court", "reporter", "committee", "watchdog", "ombudsman", "tribunal")
_NATION_WORDS = {
    "wales": re.compile(r"\b(?:Wales|Welsh|Senedd|Cymru)\b"),
    "scotland": re.compile(r"\b(?:Scotland|Scottish|Holyrood|MSPs?)\b"),
    "northern-ireland": re.compile(r"\b(?:Northern Ireland|NI|Stormont|MLAs?|HSC|Belfast|Derry)\b"),
}


def find_bodies(item: Item) -> list[Found]:
    """The bodies that an item's title and summary name, in order of appearance, each once."""
    found: dict[str, Found] = {}
    for text in heads(item):
        for _, spelling, words in sorted([*_capitalised(text, item), *_small(text, item)]):
            name = _of_nation(spelling.name, item)
            found.setdefault(name, Found(name, "body.name" if name == words else "body.spelling", words))
    return list(found.values())


def _capitalised(text: str, item: Item) -> Iterator[tuple[int, Spelling, str]]:
    for hit in spellings().scan(text):
        if not hit.value.name:
            continue
        words = hit.name in _WORDS or hit.name in _PEOPLE
        if _is_charity(text, hit.start, hit.end) if words else _fits(hit.value, item):
            yield hit.start, hit.value, hit.name


def _small(text: str, item: Item) -> Iterator[tuple[int, Spelling, str]]:
    if not any(word in text for word in _SMALL):
        return
    pattern, named = small_spellings()
    for hit in pattern.finditer(text):
        if _fits(named[hit.group()], item):
            yield hit.start(), named[hit.group()], hit.group()


def _is_charity(text: str, start: int, end: int) -> bool:
    """Whether a charity's name that is also a word is the charity here."""
    words = text[max(0, start - 30) : start].split()
    last = words[-1] if words else ""
    acts = _ACTS_OF_ONE if text[start:end] in _PEOPLE else _ACTS
    if acts.match(text, end) or last.lower() in _CALLED:
        return True
    if not last or last[-1] in ".:;!?–—|\"'" or last[0].isupper():
        return False
    return last not in ("the", "a", "an", "under", "of") and not _NO_NAME_BEFORE.match(text, end)


def _fits(spelling: Spelling, item: Item) -> bool:
    """Whether the item says what this spelling needs, and nothing that bars it."""
    if not spelling.needs and not spelling.bars:
        return True
    text = " ".join(heads(item)).lower()
    if any(piece in text for piece in spelling.bars):
        return False
    return not spelling.needs or any(
        piece[1:] in _nations_of(item) if piece[0] == "@" else piece in text for piece in spelling.needs
    )


def _of_nation(name: str, item: Item) -> str:
    """The office of the nation that the item is about, where each has one of that name."""
    office = OFFICES.get(name)
    if office is None:
        return name
    nations = _nations_of(item)
    nation = nations[0] if len(nations) == 1 and "England" not in " ".join(heads(item)) else ""
    return office.get(nation) or office.get("") or office["england"]


def _nations_of(item: Item) -> list[str]:
    """Which of the smaller nations an item speaks of, or else its feed."""
    text = " ".join(heads(item))
    named = [nation for nation, words in _NATION_WORDS.items() if words.search(text)]
    return named or [item.nation or ""]
