"""Events of inspections told in prose: what is one, of which place and when, and above all what is none."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from cfnews.sector.event_dates import dates_in
from cfnews.sector.events import find_events
from cfnews.sector.item import Item
from cfnews.story import Event, Place

CASES = Path(__file__).parents[2] / "data" / "events.txt"
COUNCILS = ("Harrowmere", "Dunmoor", "Westhaven", "Stonebury", "North Eastmere", "Eastmere")
FENSHIRE = (Place("north-fenshire", "north-fenshire", "North Fenshire"), Place("south-fenshire", "south-fenshire", "S"))


class Named(NamedTuple):
    place: Place
    words: str


def places_in(text: str) -> list[Named]:
    """What a finder of places would give: each place once, with the words of its first mention."""
    found = [Named(place, "Fenshire") for place in FENSHIRE if "Fenshire" in text]
    found += [Named(place, "Fenshire Children's Trust") for place in FENSHIRE if "Fenshire Children's Trust" in text]
    for name in COUNCILS:
        slug = name.lower().replace(" ", "-")
        for words in (name, f"{name} Children's Trust"):
            if words in text.replace("North Eastmere", "") or (name.startswith("North") and words in text):
                found.append(Named(Place(slug, slug, name), words))
    return found


def events(text: str, published: str = "2025-07-18", places: Sequence[Named] | None = None) -> list[Event]:
    item = Item(title="", text=text, published=datetime.fromisoformat(published).replace(tzinfo=UTC))
    return find_events(item, places_in(text) if places is None else places)


def told(found: Sequence[Event]) -> list[str]:
    rows = [
        (one.type, one.place, one.grade, one.area, one.direction, one.date, one.ordinal and f"#{one.ordinal}")
        for one in found
    ]
    return [" ".join(word for word in row if word) for row in rows]


def cases() -> Iterator[tuple[str, str, list[str]]]:
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    for number, line in enumerate(lines):
        if line.startswith(" "):
            continue
        expected: list[str] = []
        for below in lines[number + 1 :]:
            if not below.startswith(" "):
                break
            expected.append(below.strip())
        published, _, text = line.partition(" ")
        yield published, text, expected


@pytest.mark.parametrize(("published", "text", "expected"), list(cases()))
def test_a_text_tells_its_events_and_no_others(published: str, text: str, expected: list[str]) -> None:
    assert told(events(text, published)) == expected


def test_every_event_bears_the_sentence_that_tells_it() -> None:
    text = "Vacancies are down. Dunmoor was judged “good” in May 2024. It has a new hub."
    assert [one.quote for one in events(text)] == ["Dunmoor was judged “good” in May 2024."]


def test_title_summary_and_text_tell_one_event_together() -> None:
    item = Item(
        title="Dunmoor rated good",
        summary="Children's services in Dunmoor were rated good by Ofsted in May 2025.",
        text="Ofsted rated Dunmoor good. The council had been judged inadequate in 2019.",
        published=datetime(2025, 7, 18, tzinfo=UTC),
    )
    assert told(find_events(item, places_in("Dunmoor"))) == [
        "full_inspection dunmoor good overall 2025-05",
        "full_inspection dunmoor inadequate overall",
    ]


def test_a_place_named_in_full_at_first_is_known_by_its_name_further_on() -> None:
    place = Place("E1", "dunmoor", "Dunmoor")
    text = "Dunmoor Borough Council has a new director. Dunmoor was judged good in 2024."
    assert told(events(text, places=[Named(place, "Dunmoor Borough Council")])) == ["full_inspection E1 good overall"]


def test_a_judgement_is_of_the_place_that_the_sentence_before_names() -> None:
    text = "Eastmere and Dunmoor share a director. Stonebury has its own. It was judged outstanding in March 2024."
    assert told(events(text)) == ["full_inspection stonebury outstanding overall 2024-03"]


def test_without_a_place_only_the_council_so_called_has_events() -> None:
    assert told(events("The council was judged inadequate in May 2024.")) == [
        "full_inspection inadequate overall 2024-05"
    ]
    assert events("Services were judged inadequate in May 2024.") == []


def test_without_a_day_of_publication_a_month_alone_is_no_date() -> None:
    item = Item(title="Dunmoor was judged good in May.")
    assert told(find_events(item, places_in("Dunmoor"))) == ["full_inspection dunmoor good overall"]


def test_an_inspection_from_april_2026_gives_no_overall_grade() -> None:
    assert told(events("Dunmoor was judged good in March 2026.", "2026-09-01")) == [
        "full_inspection dunmoor good overall 2026-03"
    ]
    assert told(events("Dunmoor was judged good in April 2026.", "2026-09-01")) == [
        "full_inspection dunmoor good 2026-04"
    ]


def test_children_in_care_and_care_leavers_shared_a_judgement_until_2022() -> None:
    text = "Dunmoor's work with children in care and care leavers was judged good in {}."
    assert told(events(text.format("May 2021"))) == ["full_inspection dunmoor good children_in_care 2021-05"]
    assert told(events(text.format("May 2024"))) == [
        "full_inspection dunmoor good children_in_care 2024-05",
        "full_inspection dunmoor good care_leavers 2024-05",
    ]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("in May 2023", "2023-05"),
        ("on 9 May 2023", "2023-05-09"),
        ("on 9th May 2023", "2023-05-09"),
        ("May 9, 2023", "2023-05-09"),
        ("from 8 to 12 May 2023", "2023-05-08"),
        ("8-12 May 2023", "2023-05-08"),
        ("28 November to 9 December 2022", "2022-11-28"),
        ("27 December to 5 January 2023", "2022-12-27"),
        ("between March and May 2023", "2023-03"),
        ("in March and May 2023", "2023-03"),
        ("2023-05-09", "2023-05-09"),
        ("09/05/2023", "2023-05-09"),
        ("in May", "2025-05"),
        ("in September", "2024-09"),  # the latest that has been
        ("on 20 July", "2024-07-20"),
        ("last month", "2025-06"),
        ("earlier this month", "2025-07"),
        ("yesterday", "2025-07-17"),
        ("on Monday", "2025-07-14"),
        ("in 2019", None),
        ("last year", None),
        ("31 February 2023", None),
        ("99/99/2023", None),
    ],
)
def test_a_date_in_prose_has_one_value(words: str, value: str | None) -> None:
    assert [mark.value for mark in dates_in(words, datetime(2025, 7, 18, tzinfo=UTC).date())][:1] == [value]


@pytest.mark.parametrize("words", ["it may be good", "march on", "a second chance", "room 2023b", ""])
def test_what_is_no_date_is_none(words: str) -> None:
    assert dates_in(words, None) == []


@pytest.mark.parametrize(
    "text",
    [
        "good " * 60_000,
        "Dunmoor was judged good, " * 20_000,
        "Dunmoor was judged good. " * 20_000,
        "judged to be as being an overall " * 20_000 + "good",
        "Dunmoor improved from " + "good to inadequate " * 20_000,
        "in May 2023 and 4 to " * 20_000 + "inspected",
        "first, second, " * 30_000 + "monitoring visit",
        "Ofsted" + " " * 300_000 + "good",
        "Ofsted." + "\n" * 300_000 + "good",
        "services in Dunmoor were " + "'\"" * 100_000 + "good",
        "back in " * 40_000 + "children's services trust",
        "İ" * 100_000 + " Dunmoor was judged good",
        "\ue000\ue003 Dunmoor was judged \ue003 by Ofsted" * 5_000,
    ],
)
def test_hostile_text_is_read_to_its_end_and_tells_little(text: str) -> None:
    assert len(events(text, places=places_in("Dunmoor"))) <= 60


def test_letters_that_change_length_in_lower_case_do_not_shift_the_words() -> None:
    assert told(events("İİİ Dunmoor was judged good in May 2024.")) == ["full_inspection dunmoor good overall 2024-05"]
