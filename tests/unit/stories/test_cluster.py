"""Groups by mean likeness: no chains, nobody's order, and what must be together or apart."""

from collections.abc import Iterable, Mapping, Sequence

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cfnews.stories.cluster import group
from cfnews.stories.match import APART, JOINS

Pairs = dict[tuple[int, int], float]
quick = settings(max_examples=150, deadline=None)


def test_what_is_alike_is_one_story_named_after_its_least_entry() -> None:
    assert group([7, 3, 5], {(3, 7): 0.9}) == {3: 3, 7: 3, 5: 5}


def test_what_was_never_compared_has_nothing_in_common() -> None:
    assert group([1, 2], {}) == {1: 1, 2: 2}
    assert group([], {}) == {}


def test_the_threshold_itself_is_enough() -> None:
    assert group([1, 2], {(1, 2): JOINS}) == {1: 1, 2: 1}
    assert group([1, 2], {(1, 2): JOINS - 0.001}) == {1: 1, 2: 2}


def test_a_chain_of_half_alike_entries_is_not_one_story() -> None:
    chain = {(number, number + 1): 0.4 for number in range(1, 9)}
    stories = group(range(1, 10), chain)
    assert max(list(stories.values()).count(story) for story in stories.values()) == 2


def test_an_entry_goes_to_those_that_it_is_most_like() -> None:
    """3 is near enough to 1 and 2, and nearer to 4."""
    likeness = {(1, 2): 0.8, (1, 3): 0.5, (2, 3): 0.5, (3, 4): 0.6}
    assert group([1, 2, 3, 4], likeness) == {1: 1, 2: 1, 3: 3, 4: 3}


def test_one_that_must_be_apart_from_any_of_a_story_is_apart_from_it_however_like_the_others() -> None:
    alike = {(1, 2): 0.9, (1, 3): 0.9, (2, 3): 0.9, (2, 4): 0.8, (3, 4): 0.8}
    assert group([1, 2, 3, 4], {**alike, (1, 4): APART + 0.01}) == dict.fromkeys([1, 2, 3, 4], 1)
    assert group([1, 2, 3, 4], {**alike, (1, 4): APART}) == {1: 1, 2: 1, 3: 1, 4: 4}


def test_what_is_joined_is_one_story_whatever_it_is_like() -> None:
    assert group([1, 2, 3, 4], {(1, 2): -9.0}, [(2, 1), (4, 2)]) == {1: 1, 2: 1, 3: 3, 4: 1}


def test_joined_entries_are_weighed_as_one() -> None:
    """3 is like 1, but with what 1 is joined to it is not like enough."""
    likeness = {(1, 3): 0.5}
    assert group([1, 2, 3], likeness)[3] == 1
    assert group([1, 2, 3], likeness, [(1, 2)])[3] == 3


def test_pairs_of_entries_that_are_not_asked_for_do_not_count() -> None:
    assert group([1, 3], {(1, 2): 0.9, (2, 3): 0.9, (4, 5): 0.9}, [(1, 2), (2, 3)]) == {1: 1, 3: 3}


def by_hand(entries: Iterable[int], likeness: Mapping[tuple[int, int], float]) -> tuple[set[frozenset[int]], bool]:
    """The groups by the definition, step by step, and whether two steps were equally good."""
    groups = [frozenset([entry]) for entry in entries]
    tied = False
    while True:
        links = []
        for place, one in enumerate(groups):
            for other in groups[place + 1 :]:
                scores = [likeness.get((min(a, b), max(a, b)), 0.0) for a in one for b in other]
                if min(scores) > APART and sum(scores) / len(scores) >= JOINS:
                    links.append((sum(scores) / len(scores), one, other))
        if not links:
            return set(groups), tied
        best = max(mean for mean, _, _ in links)
        first = [(one, other) for mean, one, other in links if mean == best]
        tied |= len(first) > 1
        groups = [held for held in groups if held not in first[0]] + [first[0][0] | first[0][1]]


def as_groups(stories: Mapping[int, int]) -> set[frozenset[int]]:
    return {frozenset(entry for entry in stories if stories[entry] == story) for story in stories.values()}


@st.composite
def pairs(draw: st.DrawFn) -> tuple[int, Pairs]:
    """How alike some entries are; scores whose sums are exact."""
    size = draw(st.integers(2, 7))
    score = st.integers(-144, 384).map(lambda value: value / 256)
    possible = [(one, other) for one in range(size) for other in range(one + 1, size)]
    return size, {pair: draw(score) for pair in possible if draw(st.booleans())}


@quick
@given(pairs())
def test_the_groups_are_those_of_the_definition(case: tuple[int, Pairs]) -> None:
    size, likeness = case
    expected, tied = by_hand(range(size), likeness)
    assume(not tied)
    assert as_groups(group(range(size), likeness)) == expected


def renamed(likeness: Pairs, names: Sequence[int]) -> Pairs:
    found = {}
    for (one, other), score in likeness.items():
        low, high = sorted((names[one], names[other]))
        found[low, high] = score
    return found


@quick
@given(pairs(), st.data())
def test_who_came_first_does_not_matter_unless_two_pairs_are_equally_alike(
    case: tuple[int, Pairs], data: st.DataObject
) -> None:
    size, likeness = case
    assume(not by_hand(range(size), likeness)[1])
    names = data.draw(st.permutations(range(size)))
    found = as_groups(group(range(size), renamed(likeness, names)))
    assert found == {frozenset(names[entry] for entry in held) for held in as_groups(group(range(size), likeness))}


@quick
@given(pairs(), st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=4))
def test_every_entry_is_in_one_group_that_bears_the_name_of_its_least(
    case: tuple[int, Pairs], joined: list[tuple[int, int]]
) -> None:
    size, likeness = case
    stories = group(range(size), likeness, joined)
    assert stories.keys() == set(range(size))
    assert all(min(held) in held and stories[min(held)] == min(held) for held in as_groups(stories))
    assert all(stories[one] == stories[other] for one, other in joined if one < size and other < size)
