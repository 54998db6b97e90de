"""Servers that fail at random: what they once sent whole is stored. `benchmarks/faults.py` is the long version."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

SOAK = Path(__file__).resolve().parents[2] / "benchmarks" / "faults.py"


@pytest.fixture
def faults(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The soak as a module."""
    spec = importlib.util.spec_from_file_location("faults", SOAK)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "faults", module)
    spec.loader.exec_module(module)
    return module


def test_nothing_that_was_once_sent_whole_is_missing_however_servers_fail(faults: ModuleType, tmp_path: Path) -> None:
    figures = faults.soak(tmp_path, 5.0, seed=2)
    assert figures.missing == set()
    assert figures.strange == set()
    assert set(figures.ends) <= set(faults.USUAL_ENDS)
    assert figures.sent > 60
    kinds = {kind for kind, count in figures.answers.items() if count}
    assert len(kinds & set(faults.FAULTS)) >= 4, kinds
    assert figures.answers["whole"] > 5


def test_the_soak_itself_sees_what_is_lost(faults: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faults, "_stored", lambda _: {"A story that nobody wrote"})
    figures = faults.soak(tmp_path, 0.1, seed=2, faulty=0.0)
    assert figures.missing
    assert figures.strange == {"A story that nobody wrote"}
    assert not figures.is_good()
