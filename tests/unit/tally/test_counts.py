"""Tables of counts: what has most comes first, time stays in order, and nothing that is left out is hidden."""

from cfnews.tally.counts import in_time, most_first


def test_values_go_by_number_and_then_by_name() -> None:
    table = most_first("topic", {"b": 2, "c": 5, "a": 2}, 8, 0)
    assert [(row.value, row.stories) for row in table.rows] == [("c", 5), ("a", 2), ("b", 2)]
    assert table.left == 0


def test_a_limit_says_how_many_values_it_leaves_out() -> None:
    table = most_first("topic", {"b": 2, "c": 5, "a": 2}, 8, 1)
    assert [row.value for row in table.rows] == ["c"]
    assert table.left == 2


def test_a_share_is_of_all_stories_that_match_so_shares_may_add_up_to_more_than_one() -> None:
    table = most_first("place", {"dunmoor": 3, "eastmere": 3}, 4, 0)
    assert [row.share for row in table.rows] == [0.75, 0.75]


def test_weeks_stay_in_order_with_the_empty_ones_and_a_limit_keeps_the_last() -> None:
    days = ["2026-11-02", "2026-11-09", "2026-11-16"]
    assert [row.stories for row in in_time("week", days, [4, 0, 6], 10, 0).rows] == [4, 0, 6]
    table = in_time("week", days, [4, 0, 6], 10, 2)
    assert [row.value for row in table.rows] == days[1:]
    assert table.left == 1


def test_of_no_story_there_is_no_share() -> None:
    assert in_time("day", ["2026-11-16"], [0], 0, 0).rows[0].share == 0.0
