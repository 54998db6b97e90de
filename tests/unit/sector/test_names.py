"""Names in a text: longest first, whole words, case as written."""

import pytest

from cfnews.sector.item import Item
from cfnews.sector.names import NameIndex, heads, plain

INDEX = NameIndex(
    [("Somerset", 1), ("North Somerset", 2), ("North", 3), ("B&NES", 4), ("Stoke-on-Trent", 5), ("Stoke", 6)]
)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Somerset", [1]),
        ("North Somerset and Somerset", [2, 1]),
        ("North of Somerset", [3, 1]),
        ("B&NES, Stoke-on-Trent", [4, 5]),
        ("Stoke-upon", [6]),
        ("(Somerset)'s “Somerset”", [1, 1]),
        ("somerset Somersets McSomerset ex-Somerset _Somerset", []),
        ("NorthSomerset", []),
        ("", []),
    ],
)
def test_a_text_names_what_is_listed(text: str, values: list[int]) -> None:
    assert [hit.value for hit in INDEX.scan(text)] == values


def test_a_hit_tells_where_it_stands() -> None:
    (hit,) = INDEX.scan("In North Somerset.")
    assert (hit.start, hit.end, hit.name) == (3, 17, "North Somerset")


def test_of_two_equal_names_the_first_is_kept() -> None:
    assert [hit.value for hit in NameIndex([("Leeds", 1), ("Leeds", 2)]).scan("Leeds")] == [1]


def test_plain_text_keeps_every_place() -> None:
    text = "King’s Lynn‑based\u00a0trust"
    assert plain(text) == "King's Lynn-based trust"
    assert len(plain(text)) == len(text)


def test_a_head_is_cut_where_nobody_reads_on() -> None:
    title, summary = heads(Item("A" * 1_000_000, "B" * 1_000_000))
    assert (len(title), len(summary)) == (1000, 4000)
