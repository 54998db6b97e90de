"""Facts of whole inspection reports, made up in the form of each framework about a council that does not exist."""

from datetime import date

import pytest

from cfnews.sector.event_dates import DateRange, date_range, day_in
from cfnews.sector.inspection_report import ReportFacts, read_report

PROSE = "\nServices are outstanding in parts, good in others and inadequate for some.\n" * 60

ILACS = (
    """

Inspection of Dunmoor local authority
children’s services
Inspection dates: 28 November to 9 December 2022
Lead inspector: a lead inspector, His Majesty’s Inspector

 Judgement                                  Grade
 The impact of leaders on social work       Requires improvement
 practice with children and families        to be good
 The experiences and progress of            Inadequate
 children who need help and protection
 The experiences and progress of            Good
 children in care
 The experiences and progress of care       Outstanding
 leavers
                                            Requires improvement
 Overall effectiveness
                                            to be good

Since the last inspection in 2019, when services were judged good, much has changed.
"""
    + PROSE
)
COMBINED = ILACS.replace(
    """ children in care
 The experiences and progress of care       Outstanding
 leavers
""",
    """ children in care and care leavers
""",
)
WITHOUT_OVERALL = (
    ILACS.replace("2022", "2026")
    .replace(" Overall effectiveness\n", "")
    .replace(
        "                                            Requires improvement\n"
        "                                            to be good\n",
        "",
    )
)
SINGLE = (
    """Dunmoor Borough Council
Inspection of services for children in need of help and
protection, children looked after and care leavers
and
Review of the effectiveness of the Local Safeguarding Children
Board1
Inspection date: 16 September – 8 October 2014
Report published: 19 November 2014


Children’s services in Dunmoor require improvement to be good

1. Children who need help and protection                   Inadequate

2. Children looked after and achieving
                                                           Requires improvement
   permanence

        2.1 Adoption performance                           Good

        2.2 Experiences and progress of care leavers       Outstanding

3. Leadership, management and governance                   Requires Improvement

Executive summary
"""
    + PROSE
)
SEND = (
    """Local area partnership report

Area SEND inspection of Dunmoor Local Area Partnership

Inspection dates: 30 January to 3 February 2023
Date of previous inspection: 5 to 9 December 2016

Inspection outcome

{}
"""
    + PROSE
)
JOINT = (
    """29 June 2016

The director of children’s services, Dunmoor Borough Council

Dear local partnership

Joint targeted area inspection of the multi-agency response to abuse and
neglect in Dunmoor

Between 16 May and 20 May, Ofsted and others undertook a joint inspection of the response to abuse and neglect.
"""
    + PROSE
)


def read(text: str) -> ReportFacts:
    return read_report(text, lambda name: "E1" if "Dunmoor" in name else None)


def test_an_inspection_of_today_gives_the_grades_of_its_table() -> None:
    assert read(ILACS) == ReportFacts(
        place="E1",
        type="full_inspection",
        framework="ILACS",
        inspection_start=date(2022, 11, 28),
        inspection_end=date(2022, 12, 9),
        published=None,
        overall="requires_improvement",
        leadership="requires_improvement",
        help_and_protection="inadequate",
        children_in_care="good",
        care_leavers="outstanding",
        adoption=None,
        combined_care_judgement=False,
        area_send_outcome=None,
    )


def test_a_judgement_that_care_leavers_share_is_kept_as_that_of_children_in_care() -> None:
    facts = read(COMBINED)
    assert (facts.children_in_care, facts.care_leavers, facts.combined_care_judgement) == ("good", None, True)
    assert facts.overall == "requires_improvement"


def test_a_table_without_an_overall_row_gives_no_overall_grade() -> None:
    facts = read(WITHOUT_OVERALL)
    assert facts.overall is None
    assert (facts.leadership, facts.help_and_protection) == ("requires_improvement", "inadequate")
    assert (facts.children_in_care, facts.care_leavers) == ("good", "outstanding")


def test_a_table_with_a_grade_too_few_gives_none_at_all() -> None:
    facts = read(ILACS.replace("Inadequate", "Not judged"))
    assert facts.type == "full_inspection"
    assert not any((facts.overall, facts.leadership, facts.help_and_protection, facts.children_in_care))


@pytest.mark.parametrize("title", ["Inspection of services", "Re-inspection of services"])
def test_a_single_inspection_gives_six_grades_and_its_day_of_publication(title: str) -> None:
    facts = read(SINGLE.replace("Inspection of services", title))
    assert (facts.type, facts.framework, facts.published) == ("full_inspection", "SIF", date(2014, 11, 19))
    assert (facts.inspection_start, facts.inspection_end) == (date(2014, 9, 16), date(2014, 10, 8))
    assert (facts.overall, facts.leadership, facts.adoption) == ("requires_improvement", "requires_improvement", "good")
    assert (facts.help_and_protection, facts.children_in_care) == ("inadequate", "requires_improvement")
    assert (facts.care_leavers, facts.combined_care_judgement) == ("outstanding", False)


@pytest.mark.parametrize(
    ("outcome", "number"),
    [
        ("The arrangements typically lead to positive experiences and outcomes.", 1),
        ("The arrangements lead to inconsistent experiences\nand outcomes.", 2),
        ("There are widespread and/or systemic failings leading to significant concerns.", 3),
        ("The outcome is told elsewhere.", None),
    ],
)
def test_an_area_inspection_gives_its_outcome_and_no_grade(outcome: str, number: int | None) -> None:
    facts = read(SEND.format(outcome))
    assert (facts.type, facts.framework, facts.area_send_outcome) == ("area_send", "area SEND 2023", number)
    assert (facts.place, facts.inspection_start, facts.inspection_end) == ("E1", date(2023, 1, 30), date(2023, 2, 3))
    assert facts.overall is None


def test_a_joint_inspection_s_days_have_the_year_of_its_letter() -> None:
    facts = read(JOINT)
    assert (facts.place, facts.type, facts.framework) == ("E1", "jtai", "JTAI")
    assert (facts.inspection_start, facts.inspection_end) == (date(2016, 5, 16), date(2016, 5, 20))
    assert (facts.published, facts.overall) == (date(2016, 6, 29), None)


def test_a_text_of_another_kind_gives_nothing() -> None:
    facts = read("Minutes of the cabinet.\n" + PROSE)
    assert not any(facts)
    assert not any(read(""))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("23 May to 15 June 2016", (date(2016, 5, 23), date(2016, 6, 15))),
        ("  22 and 23 May 2023, in part", (date(2023, 5, 22), date(2023, 5, 23))),
        ("27 October 2015 to 19 November 2015", (date(2015, 10, 27), date(2015, 11, 19))),
        ("23 April–18 May 2018", (date(2018, 4, 23), date(2018, 5, 18))),
        ("Monday 8 October to Friday 12 October 2018", (date(2018, 10, 8), date(2018, 10, 12))),
        ("11 December to 12 January 2018", (date(2017, 12, 11), date(2018, 1, 12))),
        ("16 to 20 May", None),
        ("30 to 31 February 2018", None),
        ("12 May 2018", None),
    ],
)
def test_a_range_of_days_is_read_from_its_head(text: str, expected: tuple[date, date] | None) -> None:
    assert date_range(text) == (DateRange(*expected) if expected else None)


def test_a_day_is_read_from_its_head() -> None:
    assert day_in(" 7 April 2017\n") == date(2017, 4, 7)
    assert day_in("7 April") is None
    assert day_in("31 April 2017") is None


@pytest.mark.parametrize(
    "unit", ["\n", " ", "1. Children who need help\n", "Judgement  Grade\n good ", "Between 4 to "]
)
def test_hostile_text_is_read_to_its_end(unit: str) -> None:
    assert read(unit * (500_000 // len(unit))).overall is None
