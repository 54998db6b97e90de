"""Events and figures in words: values with their units, periods as one says them, judgements by name."""

import pytest

from cfnews.render import happenings as told
from cfnews.story import Comparison
from tests.unit.render.telling import DUNMOOR, detail, event, figure


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (61, "percent", "61%"),
        (13.1, "percent", "13.1%"),
        (12.0, "percent", "12%"),
        (168, "gbp", "£168"),
        (12.5, "gbp", "£12.50"),
        (850_000, "gbp", "£850,000"),
        (1_200_000, "gbp", "£1.2m"),
        (3_400_000_000, "gbp", "£3.4bn"),
        (1_234_567, "gbp", "£1,234,567"),
        (-2_000_000, "gbp", "−£2m"),
        (79_850, "count", "79,850"),
        (1_500_000, "count", "1.5 million"),
        (1, "days", "1 day"),
        (5, "days", "5 days"),
        (40, "years", "40 years"),
        (54.5, "rate_per_10000", "54.5 per 10,000"),
        ("1:5", "ratio", "1:5"),
        (7, "something_new", "7"),
    ],
)
def test_a_value_bears_its_unit(value: float | str, unit: str, said: str) -> None:
    assert told.amount(value, unit) == said


def test_a_voice_is_given_millions_as_a_word() -> None:
    assert told.amount(1_250_000, "gbp", spoken=True) == "£1.25 million"


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("2026", "2026"),
        ("2025/26", "2025/26"),
        ("2017-04", "April 2017"),
        ("2026-03-31", "31 March 2026"),
        ("2026-Q1", "first quarter of 2026"),
        ("2025/26-Q4", "fourth quarter of 2025/26"),
        ("2026-99", "2026-99"),
        ("2026-Q9", "2026-Q9"),
        ("x-y-z", "x-y-z"),
    ],
)
def test_a_period_is_said_as_one_says_it_and_what_is_none_as_it_is(period: str, said: str) -> None:
    assert told.period(period) == said


@pytest.mark.parametrize(
    ("period", "said"),
    [
        (None, "against 48%"),
        ("2017-04", "against 48% in April 2017"),
        ("2017-04-30", "against 48% on 30 April 2017"),
        ("2017-Q2", "against 48% in the second quarter of 2017"),
        ("2016/17", "against 48% in 2016/17"),
    ],
)
def test_a_figure_says_what_it_is_held_against(period: str | None, said: str) -> None:
    (measure,) = told.measures(detail(figures=[figure(61, "percent", comparison=Comparison(48, period))]))
    assert measure == ("61%", "visits", said)


def test_of_many_figures_the_first_are_shown_and_the_rest_is_counted() -> None:
    story = detail(figures=[figure(number) for number in range(told.MOST + 2)])
    assert [one.value for one in told.measures(story)] == [str(number) for number in range(told.MOST)]
    assert told.figures_left(story) == "and 2 more figures: cfnews show abcdefghij --json"
    assert told.figures_left(detail(figures=[figure(1)])) == ""


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"type": "jtai"}, "Joint targeted area inspection, Dunmoor"),
        ({"type": "focused_visit", "ordinal": 21}, "Focused visit (21st), Dunmoor"),
        ({"type": "statutory_direction", "date": "2026-10"}, "Statutory direction, Dunmoor, October 2026"),
        ({"direction": "declined"}, "Inspection of children's services, Dunmoor, declined"),
        ({"type": "something_new", "place": "dunmoor"}, "Something new, Dunmoor"),
        ({"type": "childrens_home", "place": "E99"}, "Children's home inspection"),
        ({"type": "area_send", "place": None, "date": "one day"}, "Area SEND inspection, one day"),
    ],
)
def test_an_event_is_its_kind_its_place_and_its_day(values: dict[str, object], words: str) -> None:
    (one,) = told.happenings(detail(places=[DUNMOOR], events=[event(**values)]))
    assert one.words == words


def test_the_grades_of_one_judgement_stand_together_the_overall_one_first() -> None:
    events = [
        event(grade="good", area="care_leavers"),
        event(type="monitoring_visit"),
        event(grade="requires_improvement", area="overall", direction="improved"),
        event(grade="good", area="overall", date="2021-03"),
    ]
    first, visit, before = told.happenings(detail(places=[DUNMOOR], events=events))
    said = ["".join(told.judgement(one)) for one in first.judged]
    assert said == ["requires improvement overall (improved)", "care leavers good"]
    assert visit.judged == []
    assert ["".join(told.judgement(one)) for one in before.judged] == ["good overall"]


def test_a_grade_that_nobody_knows_is_said_as_it_is() -> None:
    assert "".join(told.judgement(told.Judged(None, "quite_fine", None))) == "quite fine"
