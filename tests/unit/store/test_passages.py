"""The passage of a story that answers a search: what was asked for is marked, and nothing else."""

import pytest

from cfnews.store.passages import passages
from cfnews.story import Piece
from tests.unit.making import Shelf, raw

TEXT = "The council met on Monday. " * 30 + "It will open a family hub in Wexmoor, with foster carers at its heart."


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    """Four stories."""
    found = Shelf()
    found.take(
        raw("A plan for Wexmoor", "https://a.example/1", summary=TEXT),
        raw("Foster carers ask for more", "https://a.example/2", summary="Nothing of it stands here."),
        raw("Beds are short", "https://a.example/3", summary="Foster care costs more; s.47 and C++ are « quoted »."),
        raw("Ponies calm children", "https://a.example/4", summary="A stable on the moor."),
    )
    return found


def said(shelf: Shelf, words: str) -> dict[str, str]:
    """By headline the passage, with « and » about its hits."""
    rows = {
        row[0]: row[1] for row in shelf.db.rows("SELECT s.id, e.title FROM story s JOIN entry e ON e.story_id = s.id")
    }
    found = passages(shelf.db, words, list(rows))
    return {
        rows[row]: "".join(f"«{one.text}»" if one.hit else one.text for one in pieces) for row, pieces in found.items()
    }


def test_the_words_are_marked_in_the_passage_where_they_stand(shelf: Shelf) -> None:
    found = said(shelf, '"family hub"')
    assert list(found) == ["A plan for Wexmoor"]
    assert "open a «family hub» in Wexmoor" in found["A plan for Wexmoor"]
    assert len(found["A plan for Wexmoor"].split()) < 40


def test_what_only_the_headline_says_needs_no_passage(shelf: Shelf) -> None:
    assert said(shelf, "ponies") == {}


def test_other_names_of_a_thing_are_marked_where_its_own_do_not_stand(shelf: Shelf) -> None:
    found = said(shelf, "fostering")
    assert "«" in found["A plan for Wexmoor"]
    assert "«" in found["Beds are short"]


@pytest.mark.parametrize("words", ["topic:fostering", "", "-ponies", '"', "*", "( NEAR(", "AND OR NOT"])
def test_a_query_without_words_of_its_own_marks_nothing_and_harms_nothing(shelf: Shelf, words: str) -> None:
    assert said(shelf, words) in ({}, said(shelf, words))


def test_what_the_text_itself_quotes_is_no_hit(shelf: Shelf) -> None:
    (row,) = [row[0] for row in shelf.db.rows("SELECT story_id FROM entry WHERE title = 'Beds are short'")]
    pieces = passages(shelf.db, "s.47", [row])[row]
    assert [piece for piece in pieces if piece.hit] == [Piece("s.47", True)]
    assert "« quoted »" in "".join(piece.text for piece in pieces)


def test_control_characters_of_a_foreign_store_do_not_get_through() -> None:
    shelf = Shelf()
    shelf.take(raw("Beds", "https://a.example/1", summary="Beds are short in Wexmoor."))
    shelf.db.run("UPDATE entry SET summary = 'Beds \x02are\x1b[31m short\x03 in Wexmoor'")
    shelf.db.run("INSERT INTO search (search) VALUES ('rebuild')")
    (pieces,) = passages(shelf.db, "short", [1]).values()
    assert all(piece.text.isprintable() for piece in pieces)
