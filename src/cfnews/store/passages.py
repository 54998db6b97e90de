"""Where the words of a search stand in the stories that it found: a passage of each, its hits told apart."""

import re
from collections.abc import Sequence

from cfnews.normalise.characters import clean_characters
from cfnews.store.db import Database
from cfnews.store.expression import levels
from cfnews.store.search import parse_query
from cfnews.store.watches import few_stories
from cfnews.story import Piece

_WORDS = 24  # of a passage: about two lines of a screen
_HIT, _END = "\x02", "\x03"  # no cleaned text has them
_PIECE = re.compile(f"({_HIT}[^{_END}]*{_END})")


def passages(db: Database, words: str, stories: Sequence[int]) -> dict[int, list[Piece]]:
    """By story (row number) the passage that answers a query best; none where only the headline does.

    What is asked for widens as it does in a search, from a reader's very words outwards.
    """
    query = parse_query(words)
    found: dict[int, list[Piece]] = {}
    if not (query.words or query.literal) or not stories:
        return found
    with few_stories(db, stories, worded=True):
        for asked in levels(query.words, query.literal, ()):
            for expression in filter(None, (asked.expression, asked.wider)):
                for row in db.rows(
                    f"""SELECT e.story_id, snippet(few, -1, ?, ?, '…', {_WORDS}) FROM few CROSS JOIN entry e
                        ON e.id = few.rowid WHERE few MATCH ? ORDER BY few.rank""",
                    (_HIT, _END, f"{{summary text page}} : ({expression})"),
                ):
                    found.setdefault(row[0], _pieces(row[1]))
            if len(found) == len(stories):
                break
    return found


def _pieces(marked: str) -> list[Piece]:
    parts = _PIECE.split(re.sub(r"\s+", " ", marked))
    cleaned = [Piece(clean_characters(part).replace("\n", " "), part.startswith(_HIT)) for part in parts]
    return [piece for piece in cleaned if piece.text]
