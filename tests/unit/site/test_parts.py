"""Long lists in parts: none too large, nothing lost, nothing twice, no heading alone."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as some

from cfnews.site.parts import Section, in_parts

_sections = some.lists(some.lists(some.integers(1, 120), min_size=1, max_size=9), max_size=6)


@given(_sections, some.integers(1, 8))
def test_every_piece_is_on_one_page_in_its_order_and_no_page_is_too_full(sizes: list[list[int]], most: int) -> None:
    sections: list[Any] = []
    size: dict[str, int] = {}
    for number, values in enumerate(sizes):
        names = [f"{number}.{at}" for at in range(len(values))]
        size |= dict(zip(names, values, strict=True))
        sections.append(Section(f"Part {number}", names, len(names)))
    pages = in_parts(sections, lambda piece: size[piece] * 1000, most=most)
    assert [piece for page in pages for one in page for piece in one.pieces] == list(size)
    for page in pages:
        pieces = [piece for one in page for piece in one.pieces]
        assert len(pieces) <= most and (len(pieces) == 1 or sum(size[one] for one in pieces) <= 100)
        assert all(one.pieces for one in page)


def test_a_heading_says_where_it_is_continued() -> None:
    pages = in_parts([Section("News", ["a", "b", "c"], 3)], len, most=2)
    assert [(one.heading, one.continued, one.number) for page in pages for one in page] == [
        ("News", False, 3),
        ("News", True, 3),
    ]


def test_nothing_is_one_empty_page() -> None:
    assert in_parts([], len) == [[]]
