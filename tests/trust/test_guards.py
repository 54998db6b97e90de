"""Each guard has a test that fails without it: the package is copied, the guard taken out, and its tests are run."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.trust.guards import GUARDS, Guard
from tests.trust.scale import LONG, record

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("guard", GUARDS, ids=[guard.name for guard in GUARDS])
def test_a_guard_stands_where_it_is_said_to(guard: Guard) -> None:
    assert (ROOT / "src" / "cfnews" / guard.file).read_text("utf-8").count(guard.words) == 1, "write its line anew"


@pytest.mark.skipif(not LONG, reason="runs its tests once more for each guard: make trust")
@pytest.mark.parametrize("guard", GUARDS, ids=[guard.name for guard in GUARDS])
def test_a_guard_that_is_taken_out_is_missed(guard: Guard, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    file = tmp_path / "src" / "cfnews" / guard.file
    file.write_text(file.read_text("utf-8").replace(guard.words, guard.without), "utf-8")
    (tmp_path / "feeds.toml").symlink_to(ROOT / "feeds.toml")
    pytest_itself = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *guard.tests.split()]
    done = subprocess.run(
        [*pytest_itself, "-k", guard.chosen] if guard.chosen else pytest_itself,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(tmp_path / "src")},
        capture_output=True,
        timeout=300,
        check=False,
    )
    told = done.stdout.decode()
    assert done.returncode == 1, told[-800:]
    assert " failed" in told.splitlines()[-1], told[-800:]
    record("Each guard has a test that fails without it", guard.name)
