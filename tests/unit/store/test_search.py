"""A reader's words to stories: operators are few, everything else is literal, nothing raises."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cfnews.store.search import Query, matches, parse_query
from tests.unit.making import Shelf, raw, spec

TEXTS = {
    "hub": ("Council opens a family hub", "The hub is for new parents, says the C++ club."),
    "court": ("Judgment handed down", "In [2026] EWFC 12 (Fam) the court turned to s.47 of the Act."),
    "other court": ("Another judgment", "In [2025] EWFC 12 the court said less on section 47."),
    "foster": ("Fostering numbers fall", "Foster carers: family courts, and hubs. Coöperation is low."),
}


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    made = Shelf()
    for number, (title, summary) in enumerate(TEXTS.values()):
        made.take(raw(title, f"https://outlet.example/{number}", summary=summary))
    return made


def found(shelf: Shelf, words: str) -> set[str]:
    rows = matches(shelf.db, words)
    return {name for name, (title, _) in TEXTS.items() if shelf.row(title) in rows}


@pytest.mark.parametrize(
    ("words", "stories"),
    [
        ("family", {"hub", "foster"}),
        ("FAMILY", {"hub", "foster"}),
        ("family hub", {"hub"}),
        ('"family hub"', {"hub"}),
        ('"hub family"', set()),
        ('"family courts"', {"foster"}),
        ('"family hub', {"hub"}),  # the closing quote forgotten
        ("hub*", {"hub", "foster"}),
        ("hub", {"hub"}),
        ("fost*", {"foster"}),
        ("*ost", set()),
        ("family -foster", {"hub"}),
        ('family -"family hub"', {"foster"}),
        ("court -ewfc -hub*", set()),
        ("-family", {"court", "other court"}),
        ("-family -judgment", set()),
        ("cooperation", {"foster"}),  # without regard to accents
        ("s.47", {"court"}),
        ("[2026] EWFC 12", {"court"}),
        ("[2025] EWFC 12", {"other court"}),
        ("cite:[2026] EWFC 12", {"court"}),
        ('cite:"[2026] EWFC 12"', {"court"}),
        ("[2026] EWFC 12 (Fam)", {"court"}),
        ("C++", {"hub"}),
        ("title:hub", set()),  # no column is named
        ("family OR court", set()),  # no operator is a word
        ("family NOT hub", set()),
        ("hub AND parents", set()),
        ("", set()),
        ("   ", set()),
        ("-", set()),
        ("!!!", set()),
        ('"', set()),
        ("*", set()),
    ],
)
def test_words_find_what_they_say(shelf: Shelf, words: str, stories: set[str]) -> None:
    assert found(shelf, words) == stories


@pytest.mark.parametrize("words", ["topic:adoption", "place:leeds", "feed:outlet"])
def test_a_field_alone_makes_every_story_a_candidate(shelf: Shelf, words: str) -> None:
    assert found(shelf, words) == set(TEXTS)
    assert found(shelf, f"{words} -family") == {"court", "other court"}


def test_a_word_in_the_headline_says_more_than_one_in_the_text() -> None:
    shelf = Shelf()
    shelf.take(raw("A quiet day", "https://outlet.example/1", summary="The kinship strategy is one of many."))
    shelf.take(raw("Kinship strategy", "https://outlet.example/2", summary="It was a quiet day on the whole."))
    ranks = matches(shelf.db, "kinship")
    assert ranks[shelf.row("Kinship strategy")] < ranks[shelf.row("A quiet day")]


@pytest.mark.parametrize(
    ("words", "query"),
    [
        ("Topic:x", Query('"Topic:x"', [], [], [])),
        ("topic:Adoption place:Leeds feed:desk", Query("", ["adoption"], ["leeds"], ["desk"])),
        ('place:"Milton Keynes" hub', Query('"hub"', [], ["milton keynes"], [])),
        ("topic:", Query('"topic:"', [], [], [])),
        ("-place:leeds hub", Query('("hub") NOT ("leeds")', [], [], [])),
        ('a"b', Query('"a""b"', [], [], [])),
        ("co-operative", Query('"co-operative"', [], [], [])),
        ("a -b -c d", Query('("a" AND "d") NOT ("b" OR "c")', [], [], [])),
        ("-b -c", Query("", [], [], [], '"b" OR "c"')),
        ("a*b*", Query('"a*b*"*', [], [], [])),
        ("a\0b", Query('"a" AND "b"', [], [], [])),
    ],
)
def test_a_query_is_taken_apart(words: str, query: Query) -> None:
    assert parse_query(words) == query


PIECES = st.sampled_from(
    ['"', "*", "-", "(", ")", "^", "+", ":", "{", "}", "NEAR(", " AND ", " OR ", " NOT ", "title:", "topic:", "'", ";",
     "--", "\\", "\0", "\ud800", " ", "a", "²", "😀", "[2026] EWFC 1", "%", "?", "\n"]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=12).map("".join), st.text()))
def test_no_words_raise(shelf: Shelf, words: str) -> None:
    matches(shelf.db, words)


@pytest.mark.parametrize("words", ["word " * 3_000, "-word " * 3_000 + "absent", '"' * 5_001, "a" * 100_000])
def test_no_length_of_words_raises(shelf: Shelf, words: str) -> None:
    assert found(shelf, words) == set()


def test_a_revised_text_is_found_by_its_new_words_alone() -> None:
    shelf = Shelf()
    shelf.take(raw("A title", "https://outlet.example/1", summary="Before"))
    shelf.take(raw("A title", "https://outlet.example/1", summary="Afterwards"))
    assert matches(shelf.db, "before") == {}
    assert matches(shelf.db, "afterwards").keys() == {shelf.row("A title")}


def test_a_story_with_several_matching_sources_is_found_once() -> None:
    shelf = Shelf(None, spec("one"), spec("two"))
    for feed in ("one", "two"):
        shelf.take(raw("Council opens a new family hub today", f"https://{feed}.example/1"), feed=feed)
    assert len(matches(shelf.db, "hub")) == 1
