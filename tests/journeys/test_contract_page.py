"""The page of the contract cannot lie: it has every line, and the tests that it names are there."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "explanation" / "fetching-contract.md"


def test_every_line_of_the_contract_has_a_row_with_tests_that_exist() -> None:
    rows = [line.split("|")[1:-1] for line in PAGE.read_text("utf-8").splitlines() if re.match(r"\| \d", line)]
    assert [int(cells[0]) for cells in rows] == list(range(1, 31))
    there = {name for path in (ROOT / "tests").rglob("test_*.py") for name in _names(path)}
    for number, *_, tests in rows:
        named = re.findall(r"`(test_\w+)`", tests)
        assert named, number
        assert set(named) <= there, number


def test_every_test_of_a_line_stands_under_its_number() -> None:
    lines: set[int] = set()
    for path in Path(__file__).parent.glob("test_contract_*.py"):
        if path != Path(__file__):
            text = path.read_text("utf-8")
            marked = re.findall(r"^# line (\d+)\n(?:@.*\n(?:[ )\]].*\n)*)*def test_", text, re.MULTILINE)
            lines |= {int(number) for number in marked}
            assert len(marked) == len(_names(path)), path.name
    assert lines == set(range(1, 31))


def _names(path: Path) -> list[str]:
    return re.findall(r"^def (test_\w+)", path.read_text("utf-8"), re.MULTILINE)
