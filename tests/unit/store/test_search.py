"""A reader's words to stories: operators are few, everything else is literal, nothing raises."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cfnews.store.search import Query, matches, parse_query
from tests.unit.making import Shelf, raw, spec

TEXTS = {
    "hub": ("Council opens a family hub", "The hub is for new parents, says the C++ club."),
    "court": ("Judgment handed down", "In [2026] EWFC 12 (Fam) the judge turned to s.47 of the Act."),
    "other court": ("Another judgment", "In [2025] EWFC 12 the judge said less on section 48."),
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
        ("parents", {"hub"}),
        ("FAMILY", {"hub", "foster"}),
        ("opens hub", {"hub"}),
        ("hub opens", {"hub"}),
        ('"family hub"', {"hub"}),
        ('"hub family"', set()),
        ('"family courts"', {"foster"}),
        ('"family hub', {"hub"}),  # the closing quote forgotten
        ("hub*", {"hub", "foster"}),
        ("hubs", {"hub", "foster"}),  # in either number
        ("hub?", {"hub", "foster"}),
        ("+hub", {"hub"}),
        ('"hub"', {"hub"}),
        ("fost*", {"foster"}),
        ("*ost", set()),
        ("family -foster", {"hub"}),
        ('family -"family hub"', {"foster"}),
        ("judgment -2025 -hub*", {"court"}),
        ("-family", {"court", "other court"}),
        ("-family -judgment", set()),
        ("-hubs", {"hub", "court", "other court"}),  # literally, in this number
        ("cooperation", {"foster"}),  # without regard to accents
        ("s.47", {"court"}),
        ("[2026] EWFC 12", {"court"}),
        ("[2025] EWFC 12", {"other court"}),
        ("[2026] EWFC 12 (Fam)", {"court"}),
        ("C++", {"hub"}),
        ("title:hub", set()),  # no column is named
        ("opens OR judge", set()),  # no operator is a word
        ("opens NOT hub", set()),
        ("opens AND hub", {"hub"}),  # nor is "and", but a text may do without it
        ("parents of the hub", {"hub"}),
        ("of the", {"court"}),
        ("", set()),
        ("   ", set()),
        ("-", set()),
        ("+", set()),
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
        ("Topic:x", Query(words=["Topic:x"])),
        ("topic:Adoption place:Leeds feed:desk", Query(topics=["adoption"], places=["leeds"], feeds=["desk"])),
        ('place:"Milton Keynes" hub', Query(words=["hub"], places=["milton keynes"])),
        ("topic:", Query(words=["topic"])),
        ("-place:leeds hub", Query(words=["hub"], unwanted=['"leeds"'])),
        ('a"b', Query(words=['a"b'])),
        ('+a"b', Query(literal=['"a""b"'])),
        ("co-operative", Query(words=["co-operative"])),
        ("a -b -c d", Query(words=["a", "d"], unwanted=['"b"', '"c"'])),
        ('"a b" +c d', Query(words=["d"], literal=['"a b"', '"c"'])),
        ("a*b*", Query(literal=['"a*b*"*'])),
        ("a\0b", Query(words=["a", "b"])),
        ('cite:"[2026] EWFC 12" a', Query(words=["a"], citations=["[2026] EWFC 12"])),
        ("a cite:2026 ewfc 12 (b) c", Query(words=["a", "c"], citations=["[2026] EWFC 12 (B)"])),
        ("cite: [2026] EWFC 12 place:leeds", Query(places=["leeds"], citations=["[2026] EWFC 12"])),
        ('cite:""', Query()),
        ("cite:", Query(words=["cite"])),
        ("-cite:[2026] EWFC 12", Query(unwanted=['"[2026] EWFC 12"'])),
    ],
)
def test_a_query_is_taken_apart(words: str, query: Query) -> None:
    assert parse_query(words) == query


def test_a_citation_selects_the_stories_that_hold_it(shelf: Shelf) -> None:
    shelf.db.run("DELETE FROM story_label WHERE type = 'citation'")
    for name, citation in (("hub", "Children Act 1989 s.31(2)"), ("court", "[2026] EWFC 12"), ("foster", "s.47")):
        shelf.db.run("INSERT INTO story_label VALUES ('citation', ?, ?)", (citation, shelf.row(TEXTS[name][0])))
    assert found(shelf, "cite:2026 EWFC 12") == {"court"}
    assert found(shelf, "cite:2026 EWFC 12 hub") == set()
    assert found(shelf, "cite:section 31 Children Act 1989 family") == {"hub"}
    assert found(shelf, "cite:s.47 cite:2026 EWFC 12") == {"court", "foster"}
    assert found(shelf, "cite:s.47 -hubs") == set()
    assert found(shelf, "cite:[2025] EWFC 12") == set()  # in its words, but not among its facts


PIECES = st.sampled_from(
    ['"', "*", "-", "(", ")", "^", "+", ":", "{", "}", "NEAR(", " AND ", " OR ", " NOT ", "title:", "topic:",
     "cite:", "~", ";", ">", "child", "SEND", "s.47", "Children Act", "'", ";",
     "--", "\\", "\0", "\ud800", " ", "a", "²", "😀", "[2026] EWFC 1", "%", "?", "\n"]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=12).map("".join), st.text()))
def test_no_words_raise(shelf: Shelf, words: str) -> None:
    matches(shelf.db, words)


@pytest.mark.parametrize(
    "words",
    ["word " * 3_000, "-word " * 3_000 + "absent", '"' * 5_001, "a" * 100_000,
     "absent children " * 1_000, "cite:" + "[2019] " * 3_000, "cite:" * 3_000, "cite:" + "a" * 100_000],
)  # fmt: skip
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
