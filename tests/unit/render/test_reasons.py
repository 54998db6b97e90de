"""Reasons in words: nothing is left empty, and the reader's own word is called that."""

import pytest

from cfnews.reasons import Because, Found, Pair, Ranked, Reasons, RuleFound, Told
from cfnews.render.reasons import reasons_in_words

ONE, OTHER = Told("desk", "Visitors return", None), Told("two", "Back again", None)


def pair(decided: str | None = None) -> Pair:
    return Pair(
        one=ONE, other=OTHER, score=0.4, needed=0.27, cosine=0.4, days_between=0.1, rule="words",
        names_in_common=[], names_in_conflict=[], decided=decided,
    )  # fmt: skip


def said(
    *,
    match: str = "text",
    score: float = 0.4,
    decided: str | None = None,
    tags: list[Found] | None = None,
    hidden_because: str | None = None,
    watches: list[RuleFound] | None = None,
    hides: list[RuleFound] | None = None,
) -> str:
    because = Because(source=ONE, match=match, score=score, nearest=pair(decided), next_story=None, margin=None)
    reasons = Reasons(
        id="a",
        title="T",
        follows=None,
        hidden_because=hidden_because,
        rules=1,
        rank=2.5,
        ranked_by=[Ranked("how fresh it is", 4.0), Ranked("it is a job", -1.5)],
        watches=watches or [],
        hides=hides or [],
        sources=[because],
        tags=tags or [],
    )
    return "\n".join(one.words for one in reasons_in_words(reasons))


def test_the_parts_of_the_rank_are_told_with_their_sign_and_their_sum() -> None:
    assert "+4.0 how fresh it is\n-1.5 it is a job\n+2.5 in all" in said()


def test_a_story_that_a_rule_hides_tells_how_to_show_it_and_how_to_end_the_rule() -> None:
    words = said(hidden_because="hidden by your rule Job ads: kind job", hides=[RuleFound("Job ads", ["kind job"])])
    assert "It is hidden: hidden by your rule Job ads: kind job." in words
    assert "cfnews mark a --unhide" in words and "cfnews hide remove 'Job ads'" in words


def test_a_rule_that_does_not_hide_its_story_is_told_as_well_as_a_watch() -> None:
    words = said(hides=[RuleFound("jobs", ["kind job"])], watches=[RuleFound("Leeds", ["place leeds", "words “hub”"])])
    assert "Your rule jobs: kind job; a star or your own word keeps it in sight." in words
    assert "You watch Leeds: place leeds; words “hub”." in words


def test_a_tag_without_words_says_that_none_led_there() -> None:
    tags = [
        Found(label="kind", value="news", rule="kind.none", words=""),
        Found(label="kind", value="blog", rule="kind.head", words="Notes from"),
    ]
    shown = said(tags=tags)
    assert "kind news: kind.none, no words of the text led there" in shown
    assert "kind blog: kind.head, “Notes from”" in shown
    assert "“”" not in shown


@pytest.mark.parametrize(
    ("match", "score", "decided", "words"),
    [
        ("lead", 0.4, None, "It leads the story; likeness 0.40 when it came."),
        ("text", 0.4, None, "In this story by the same words, 0.40 when it came."),
        ("title", 0.9, "you joined them", "In this story by the same headline, 0.90 when it came."),
        ("text", 0.0, "you joined them", "In this story by your own word; likeness 0.00 when it came."),
    ],
)
def test_why_a_source_is_in_the_story_is_said_in_words(
    match: str, score: float, decided: str | None, words: str
) -> None:
    assert words in said(match=match, score=score, decided=decided)
