"""`cite:`: a citation as a reader types it, and the stories that hold it.

A citation has spaces in it, and not everybody quotes: as many words are taken as it takes. Its rules are the sector's;
none of them is repeated here.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from cfnews.store.db import Database

_LENGTH, _WORDS = 200, 12  # what is read of a citation without quotes
# A law report and the like: nothing that we can find, but one thing all the same.
_SHAPE = re.compile(r"\[\d{4}\]\s*(?:\d+\s+)?[A-Za-z]+(?:\s[A-Za-z]+)?\s*\d+(?:\s*\(\w+\))?|\S+")
_NEXT = re.compile(r'"|\s(?=[-+]?(?:topic|place|feed|cite):)')


def citation_at(words: str) -> str:
    """The citation that a text begins with; where none is understood, what looks like one, else the first word."""
    words = _NEXT.split(words[:_LENGTH])[0]
    taken, normal = 0, ""
    for end in [found.end() for found in re.finditer(r"\S+", words)][:_WORDS]:
        now = normal_form(words[:end])
        # What is understood stays the same with a mark behind it; what is not comes back with the mark. A word more
        # belongs to the citation if it changes it, or repeats it: the year of an act that is known without.
        changed = now != normal and normal_form(f"{words[:end]} ?") == now
        if changed or words[taken:end].strip(" ,;") in normal.split():
            taken, normal = end, now
    shape = _SHAPE.match(words)
    return words[: taken or (shape.end() if shape else 0)]


@lru_cache(maxsize=64)  # a query is taken apart twice, and a citation word by word
def normal_form(citation: str) -> str:
    """A citation as the sector's rules write it; one that they do not know, single-spaced."""
    from cfnews.sector.citations import normalise_citation

    return normalise_citation(citation)


def citing(db: Database, citations: Iterable[str]) -> set[int]:
    """The row numbers of the stories that hold one of these normal forms, or one that goes on from it.

    So an act is held by who cites a section of it, a section by who cites its subsection, and a number of a court by
    who names the division as well.
    """
    found: set[int] = set()
    for citation in citations:
        rows = db.rows(
            """SELECT story_id FROM story_label WHERE type = 'citation' AND value = :it
               UNION SELECT story_id FROM story_label
                     WHERE type = 'citation' AND value > :it || ' ' AND value < :it || '!'
               UNION SELECT story_id FROM story_label
                     WHERE type = 'citation' AND value > :it || '(' AND value < :it || ')'""",
            {"it": citation},
        )
        found.update(row[0] for row in rows)
    return found
