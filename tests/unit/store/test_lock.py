"""One writer at a time."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cfnews.errors import StoreBusy, StoreUnusable
from cfnews.store.lock import write_lock

NOW = datetime(2026, 11, 20, 7, 45, tzinfo=UTC)
HOLDER = """
import sys; from datetime import UTC, datetime; from pathlib import Path; from cfnews.store.lock import write_lock
with write_lock(Path(sys.argv[1]), datetime(2026, 11, 20, 7, 45, tzinfo=UTC)):
    print("held", flush=True); sys.stdin.read()
"""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "new/cfnews.db"


def test_the_holder_signs_and_leaves_no_signature_behind(store: Path) -> None:
    signature = store.with_name("cfnews.db.writer")
    with write_lock(store, NOW):
        assert json.loads(signature.read_text()) == {"process": os.getpid(), "since": "2026-11-20T07:45:00Z"}
        modes = {path.stat().st_mode & 0o777 for path in store.parent.iterdir()}
        assert modes == {0o600}
    assert not signature.exists()
    assert not store.exists()


def test_the_lock_is_free_again_after_an_error(store: Path) -> None:
    for _ in range(2):
        with pytest.raises(KeyError), write_lock(store, NOW):
            raise KeyError


@pytest.mark.parametrize("wait", [0.0, 0.15])
def test_a_second_writer_is_told_who_holds_the_store_and_since_when(store: Path, wait: float) -> None:
    command = [sys.executable, "-c", HOLDER, str(store)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None and other.stdout.readline() == b"held\n"
        told = rf"process {other.pid}, since 2026-11-20T07:45:00Z"
        with pytest.raises(StoreBusy, match=told) as caught, write_lock(store, NOW, wait):
            raise AssertionError("never entered")
        assert "--wait" in caught.value.hint
        other.kill()
    # However a holder ends, the system frees its lock; what it signed is overwritten.
    with write_lock(store, NOW):
        assert json.loads(store.with_name("cfnews.db.writer").read_text())["process"] == os.getpid()


def test_a_place_that_cannot_be_locked_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreUnusable, match="cannot be locked"), write_lock(tmp_path / "file/cfnews.db", NOW):
        raise AssertionError("never entered")


def test_a_folder_that_cannot_be_written_is_a_fault_of_the_store(tmp_path: Path) -> None:
    store = tmp_path / "cfnews.db"
    (tmp_path / "cfnews.db.writer").mkdir()  # as good as a folder without write permission, which root does not mind
    with pytest.raises(StoreUnusable, match="cannot be written"), write_lock(store, NOW):
        pass
