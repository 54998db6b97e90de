"""Findings as a story lists them: what leads to a list decides whether its items were found."""

import pytest

from cfnews.sector.findings import find_findings

ITEMS = "\n\n• plans are late\n• visits are rare"

FOUND = """
The report found:
Inspectors found that:
They also found:
The review identified:
What we found
Key findings
The findings include:
The inspectors said:
In its letter, Ofsted noted that:
According to the report:
Figures show that:
The study revealed
Inspectors raised concerns about:
Inspectors were critical of:
The panel heard that:
Weaknesses identified by inspectors include:
Areas for improvement
The council must act after inspectors found:
People can refer themselves. A review of earlier help found:
Canfu’r arolygwyr:
"""
NOT_FOUND = """
The report recommends:
Recommendations
The council will:
Following the findings, the council has agreed to:
Inspectors found that leaders should:
The review calls for:
Councils can use the money to:
You can find out more:
The form can be found at:
Homes were found for:
The council said:
The inspection looked at:
Next steps
Key dates
In response to the report, the trust plans to:
The report found failings in May. To take part, bring:
"""


@pytest.mark.parametrize("lead", FOUND.strip().split("\n"))
def test_a_list_that_is_said_to_be_found_is_findings(lead: str) -> None:
    assert find_findings(lead + ITEMS) == ["plans are late", "visits are rare"]


@pytest.mark.parametrize("lead", NOT_FOUND.strip().split("\n"))
def test_a_list_of_what_is_to_be_done_or_of_anything_else_is_not(lead: str) -> None:
    assert find_findings(lead + ITEMS) == []


def test_a_sentence_that_leans_on_the_one_before_it_takes_its_meaning() -> None:
    assert find_findings("The report found serious gaps.\n\nThese included:" + ITEMS) == [
        "plans are late",
        "visits are rare",
    ]
    assert find_findings("The report makes recommendations. These include:" + ITEMS) == []


def test_the_lists_of_a_story_are_judged_one_by_one_and_each_item_told_once() -> None:
    plans, more = "The council will:\n\n• hire staff", "They also found that:\n\n• plans are late\n• files are lost"
    assert find_findings(f"Inspectors found:{ITEMS}\n\n{plans}\n\n{more}") == [
        "plans are late",
        "visits are rare",
        "files are lost",
    ]


def test_a_text_without_a_list_has_none() -> None:
    assert find_findings("Inspectors found that plans are late.\n\nVisits are rare.") == []
    assert find_findings("") == []
    assert find_findings("• plans are late") == []


def test_long_hostile_text_is_read_to_its_end() -> None:
    for text in ("found " * 100_000, "The report found:\n• a\n" * 20_000, ". A" * 200_000, "the report said " * 50_000):
        assert len(find_findings(text + "\n• plans are late")) <= 2
