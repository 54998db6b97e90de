"""What words weigh: rare ones more than common ones, by the store's own counts and a prior."""

import math

import pytest

from cfnews.stories.common import UNKNOWN, WEIGHT, prior
from cfnews.stories.weights import Count, Scales, count_of
from cfnews.stories.words import read_words, stem

EMPTY = Scales({}, 0)


def test_a_word_weighs_less_the_more_entries_it_stood_in() -> None:
    weights = [Scales({"hub": Count(entries)}, 1000).weight("hub") for entries in (0, 1, 10, 100, 1000)]
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) == len(weights)


@pytest.mark.parametrize("entries", [0, 1, 499, 10_000, 1_000_000])
def test_no_word_weighs_less_than_nothing(entries: int) -> None:
    assert Scales({"child": Count(entries + 5)}, entries).weight("child") >= 0
    assert Scales({"child": Count(10 * entries + 9999)}, entries).weight("child") == 0


def test_an_empty_store_knows_common_words_from_rare_ones() -> None:
    weights = [EMPTY.weight(stem(word)) for word in ("children", "ofsted", "neglect", "wexmoor")]
    assert weights == sorted(weights)
    assert weights[-1] == pytest.approx(-math.log(UNKNOWN))


def test_what_the_store_has_read_outweighs_the_prior_in_time() -> None:
    """A store of general news, in which councils are rare and ponies are not."""
    general = Scales({"council": Count(3), "pony": Count(1500)}, 20 * WEIGHT)
    assert general.weight("pony") < general.weight("council")
    assert EMPTY.weight("pony") > EMPTY.weight("council")


def test_the_prior_holds_stems_and_shares() -> None:
    assert all(0 < share < 0.5 for share in prior().values())
    assert {stem(word) for word in ("authority", "council", "police", "ofsted")} <= prior().keys()
    assert prior()[stem("children")] > prior()[stem("authority")] > prior()[stem("abuse")] > UNKNOWN


@pytest.mark.parametrize(
    ("word", "count", "is_one"),
    [
        ("wexmoor", Count(1, capital=1), True),
        ("wexmoor", Count(9, capital=3, lower=1), True),
        ("hub", Count(9, capital=2, lower=1), False),
        ("hub", Count(9, lower=4), False),
        ("hub", Count(), False),
        ("council", Count(2, capital=2), False),  # a common word needs more than a few capitals
        ("council", Count(9, capital=3), True),
        ("north~wexmoor", Count(), True),
    ],
)
def test_a_name_is_a_word_that_is_written_with_a_capital(word: str, count: Count, is_one: bool) -> None:
    assert Scales({word: count}, 10).is_name(word) is is_one


def test_the_words_of_a_title_count_twice() -> None:
    weighed = EMPTY.weigh(["hub"], ["baths", "tea", "tea"])
    assert weighed.vector["hub"] == pytest.approx(weighed.vector["tea"])
    assert weighed.vector["hub"] == pytest.approx(weighed.vector["baths"] * (1 + math.log(2)))
    assert EMPTY.weigh(["hub"], ["hub"]).vector["hub"] > weighed.vector["hub"]
    assert weighed.norm == pytest.approx(math.hypot(*weighed.vector.values()))


def test_names_numbers_and_plain_words_are_kept_apart() -> None:
    scales = Scales({"wexmoor": Count(2, capital=2), "aldcaster": Count(2, capital=2)}, 2)
    weighed = scales.weigh(["wexmoor", "hub", "412"], ["aldcaster", "baths", "2026", "1999", "12", "36210.5"])
    assert weighed.names == {"wexmoor", "aldcaster"}
    assert weighed.title_names == {"wexmoor"}
    assert weighed.numbers == {"412", "2026", "1999", "12", "36210.5"}
    assert weighed.title_numbers == {"412"}
    assert weighed.plain == weighed.idf.keys() - weighed.names
    assert weighed.title == {"wexmoor", "hub", "412"}
    assert weighed.summary == {"aldcaster", "baths", "2026", "1999", "12", "36210.5"}


def test_a_long_number_tells_stories_apart_and_a_year_does_not() -> None:
    weighed = EMPTY.weigh([], ["412", "2026", "1999", "12", "36210.5", "2100", "19500"])
    assert weighed.long_numbers == {"412", "36210.5", "2100", "19500"}


def test_an_entry_without_words_can_be_weighed() -> None:
    weighed = EMPTY.weigh([], [])
    assert (weighed.vector, weighed.norm) == ({}, 1.0)
    assert EMPTY.query_terms(weighed) == []


def test_an_entry_is_found_by_its_heaviest_words_and_no_more_than_ten() -> None:
    rare = [f"rare{number}" for number in range(20)]
    query = EMPTY.query_terms(EMPTY.weigh(["council", "baths"], ["children", *rare]))
    assert query[0] == "baths"
    assert len(query) == 10
    assert not {"council", "children"} & set(query)
    assert query == EMPTY.query_terms(EMPTY.weigh(["baths", "council"], [*rare[::-1], "children"]))


@pytest.mark.parametrize(("entries", "stood_in", "found"), [(100, 40, True), (100, 41, False), (5000, 100, True)])
def test_an_entry_is_not_found_by_a_word_that_stands_everywhere(entries: int, stood_in: int, found: bool) -> None:
    scales = Scales({"hub": Count(stood_in)}, entries)
    assert ("hub" in scales.query_terms(scales.weigh(["hub", "baths"], []))) is found


def test_an_entry_counts_each_of_its_words_once_and_how_it_was_written() -> None:
    counts = count_of(read_words("A fire in Wexmoor", "Wexmoor burns. The fire, a fire, burns Wexmoor"))
    assert counts == {"fire": Count(1, 0, 1), "wexmoor": Count(1, 1, 0), "burn": Count(1, 0, 1)}
