"""The program that runs a labelled set through the sector's rules: rows of each set in, what is found in them out."""

import importlib
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"

ITEM = {
    "id": "one",
    "title": "Care leavers in Wigan to be given free bus travel",
    "excerpt": "The council says that it will pay until they are 25.",
    "feed": "courier",
    "feed_name": "The Courier",
    "section": "news",
    "role": "local",
    "feed_nation": None,
    "scope": "filter",
    "published": "2026-11-12T09:00:00Z",
}
MATCH = ITEM | {"id": "two", "title": "Striker scores twice as Wigan win the cup", "excerpt": "", "published": None}
REPORT = """Inspection of Wigan local authority children’s services

Inspection dates: 9 to 13 March 2026

Judgement                                                     Grade
The impact of leaders on social work practice                 Outstanding
The experiences and progress of children who need help        Good
and protection
The experiences and progress of children in care              Good
The experiences and progress of care leavers                  Good
Overall effectiveness                                         Good
"""
PAGE = """<html><head><title>Six homes to open</title></head><body><nav><a href="/">News</a></nav><article>
<h1>Six homes to open</h1><p>Six homes for children will be opened by the council before the end of next year.</p>
<p>The review found:</p><ul><li>children were placed too far away</li><li>the costs were rising</li></ul>
<p>“They ought to live near their friends,” the director said.</p>
<p>Read <a href="/files/review.pdf">the review</a>.</p></article></body></html>"""


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The benchmark as a module."""
    monkeypatch.syspath_prepend(BENCHMARKS)
    return importlib.import_module("sector_predict")


@pytest.fixture
def predict(program: ModuleType, tmp_path: Path) -> Any:
    """What is found in one row of a set whose files are in the test's own folder."""

    def found(name: str, **row: object) -> dict[str, Any]:
        (one,) = program.predictions(name, [{**row, "id": "one"}], tmp_path)
        assert one.pop("id") == "one"
        return dict(one)

    return found


def test_an_item_is_tagged_as_an_entry_of_its_feed(predict: Any) -> None:
    found = predict("items", **ITEM)
    assert (found["places"], found["kind"], found["is_sector"]) == (["wigan"], "news", True)
    assert found["topics"][0] == "care_leavers"
    assert found["nations"] == ["england"]


def test_an_item_of_a_general_feed_that_is_not_of_the_sector_has_no_topics(predict: Any) -> None:
    found = predict("items", **MATCH)
    assert (found["is_sector"], found["topics"], found["places"]) == (False, [], [])


def test_an_item_of_nothing_but_spaces_gives_nothing(predict: Any) -> None:
    assert predict("items", **(ITEM | {"title": " ", "excerpt": ""})) == {}


def test_ids_tags_and_labels_make_no_difference(program: ModuleType, tmp_path: Path) -> None:
    told = {"tags": ["football"], "labels": {"places": ["leeds"], "is_sector": False}, "provenance": "written"}
    plain, marked = program.predictions("items", [ITEM, ITEM | told | {"id": "leeds-football"}], tmp_path)
    assert marked == plain | {"id": "leeds-football"}


def test_events_have_their_council_and_their_day_by_the_date_of_publication(predict: Any) -> None:
    text = "Wigan’s children’s services were judged good by Ofsted last month."
    (event,) = predict("events", text=text, published="2026-04-20")["events"]
    assert (event["type"], event["place"], event["grade"]) == ("full_inspection", "E08000010", "good")
    assert event["date"] == "2026-03"


def test_figures_and_citations_of_a_text_are_objects(predict: Any) -> None:
    (figure,) = predict("figures", text="Some 412 children were in care in March 2026.")["figures"]
    assert (figure["value"], figure["unit"], figure["period"]) == (412, "count", "2026-03")
    (citation,) = predict("citations", text="An assessment under section 47 of the Children Act 1989.")["citations"]
    assert (citation["type"], citation["normal"]) == ("act_section", "Children Act 1989 s.47")


def test_a_report_is_read_from_the_file_beside_the_set(predict: Any, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    found = predict("reports", text_file="report.txt")
    assert (found["place"], found["type"], found["overall"]) == ("E08000010", "full_inspection", "good")
    assert (found["inspection_start"], found["inspection_end"]) == ("2026-03-09", "2026-03-13")


def test_a_page_gives_its_story_with_findings_quotes_and_reports(predict: Any, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    found = predict("articles", file="page.html", url="https://courier.example/news/homes")
    assert found["title"] == "Six homes to open"
    assert found["findings"] == ["children were placed too far away", "the costs were rising"]
    assert found["quotes"] == ["They ought to live near their friends,"]
    assert [one["url"] for one in found["reports"]] == ["https://courier.example/files/review.pdf"]
    assert "News" not in found["paragraphs"]


def test_a_query_is_answered_with_the_items_beside_it_by_title_and_excerpt_alone(predict: Any, tmp_path: Path) -> None:
    items = [
        ITEM,
        MATCH | {"section": "law"},
        MATCH | {"id": "three", "title": "Kinship carers ask for an allowance", "feed_name": "Care leavers weekly"},
    ]
    (tmp_path / "items.jsonl").write_text("\n".join(map(json.dumps, items)) + "\n", encoding="utf-8")
    assert predict("thesaurus", query="care leavers") == {"results": ["one"]}
    assert predict("thesaurus", query="kinship") == {"results": ["three"]}
    assert predict("thesaurus", query="cup") == {"results": ["two"]}


def test_the_program_prints_an_object_a_line_and_the_pace_beside_it(
    program: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "items.jsonl"
    path.write_text(f"{json.dumps(ITEM)}\n\n{json.dumps(MATCH)}\n", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["sector_predict.py", "items", str(path)])
    program.main()
    printed = capsys.readouterr()
    assert [json.loads(line)["id"] for line in printed.out.splitlines()] == ["one", "two"]
    assert printed.err.startswith("2 rows, ")
