"""A site's folder: pages whole or not at all, only what differs, nothing of others, an end to every interruption."""

import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cfnews.errors import CfnewsError, StoreBusy, WrongUsage
from cfnews.site.folder import Published, put
from cfnews.site.manifest import MANIFEST
from cfnews.site.opened import Opened, opened

OLD = {"style.css": b"old", "day/2026-11-19.html": b"nineteen", "day/2026-11-20.html": b"twenty", "index.html": b"one"}
NEW = {"style.css": b"old", "day/2026-11-20.html": b"twenty!", "topic/send.html": b"send", "index.html": b"two"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with the site OLD."""
    put(tmp_path / "site", OLD)
    return tmp_path / "site"


def held(folder: Path) -> dict[str, bytes]:
    """All files of the folder but the list of ours."""
    found = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {path: body for path, body in found.items() if path != MANIFEST}


def listed(folder: Path) -> set[str]:
    """What the list names."""
    return set(json.loads((folder / MANIFEST).read_text())["files"])


def test_a_folder_is_made_with_its_parents_and_holds_the_site_and_its_list(tmp_path: Path) -> None:
    assert put(tmp_path / "a/b", OLD) == Published(4, 0, 0, [])
    assert held(tmp_path / "a/b") == OLD and listed(tmp_path / "a/b") == set(OLD)


def test_files_may_be_read_by_whom_the_umask_lets(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        put(tmp_path / "site", OLD)
    finally:
        os.umask(before)
    modes = {path.stat().st_mode & 0o777 for path in (tmp_path / "site").rglob("*") if path.is_file()}
    assert modes == {0o644}


def test_what_is_unchanged_is_not_touched_and_what_is_no_longer_part_goes(site: Path) -> None:
    before = (site / "style.css").stat()
    assert put(site, NEW) == Published(3, 1, 1, [])
    assert held(site) == NEW and listed(site) == set(NEW)
    after = (site / "style.css").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_the_same_site_again_writes_nothing_at_all(site: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (site, *site.rglob("*"))}
    assert put(site, OLD) == Published(0, 4, 0, [])
    assert {path: path.stat().st_mtime_ns for path in (site, *site.rglob("*"))} == before


def test_a_page_that_was_damaged_is_mended(site: Path) -> None:
    (site / "index.html").write_bytes(b"")
    assert put(site, OLD).written == 1 and held(site) == OLD


# --- files of others --------------------------------------------------------------------------------


def test_a_folder_with_other_files_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(WrongUsage, match="is no site that cfnews wrote"):
        put(tmp_path, OLD)
    assert held(tmp_path) == {"thesis.txt": b"years of work"} and len(list(tmp_path.iterdir())) == 1


def test_force_publishes_beside_the_files_of_others_and_removes_none(tmp_path: Path) -> None:
    for name in ("thesis.txt", "index.html", "day"):
        (tmp_path / name).mkdir() if name == "day" else (tmp_path / name).write_text("mine")
    (tmp_path / "day/mine.html").write_text("mine")
    put(tmp_path, OLD, force=True)
    put(tmp_path, {"index.html": b"two"})
    assert held(tmp_path) == {"thesis.txt": b"mine", "day/mine.html": b"mine", "index.html": b"two"}


def test_a_file_of_others_in_the_way_is_replaced_only_by_force(site: Path) -> None:
    (site / "topic").mkdir()
    (site / "topic/send.html").write_text("mine")
    with pytest.raises(WrongUsage, match=r"topic/send\.html in the folder"):
        put(site, NEW)
    assert held(site) == OLD | {"topic/send.html": b"mine"}
    put(site, NEW, force=True)
    assert held(site) == NEW


def test_a_page_that_somebody_has_changed_is_not_removed_and_that_is_told(site: Path) -> None:
    (site / "day/2026-11-19.html").write_text("my notes")
    assert put(site, NEW) == Published(3, 1, 0, ["day/2026-11-19.html"])
    assert (site / "day/2026-11-19.html").read_text() == "my notes" and listed(site) == set(NEW)
    assert put(site, NEW) == Published(0, 4, 0, [])


@pytest.mark.parametrize(
    "name", ["../thesis.txt", "/etc/passwd", "day/../../thesis.txt", "other/thesis.txt", ".htaccess"]
)
def test_a_list_that_names_files_of_others_removes_none(site: Path, name: str) -> None:
    import hashlib

    for path in (site.parent / "thesis.txt", site / "other/thesis.txt", site / ".htaccess"):
        path.parent.mkdir(exist_ok=True)
        path.write_text("years of work")
    manifest = json.loads((site / MANIFEST).read_text())
    manifest["files"][name] = [hashlib.sha256(b"years of work").hexdigest()]
    (site / MANIFEST).write_text(json.dumps(manifest))
    put(site, NEW)
    for path in (site.parent / "thesis.txt", site / "other/thesis.txt", site / ".htaccess"):
        assert path.read_text() == "years of work"


@pytest.mark.parametrize("body", [b"", b"{}", b"[1]", b"\xff", b'{"cfnews_site": 1, "files": {"a": 1}}'])
def test_a_folder_whose_list_is_none_is_a_strangers(site: Path, body: bytes) -> None:
    (site / MANIFEST).write_bytes(body)
    with pytest.raises(WrongUsage):
        put(site, NEW)
    assert put(site, NEW, force=True).kept == [] and (site / "day/2026-11-19.html").exists()


# --- links of the file system -----------------------------------------------------------------------


def test_no_link_within_leads_out(site: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "send.html").write_text("outside")
    (site / "topic").symlink_to(outside)
    for force in (False, True):
        with pytest.raises(CfnewsError, match="topic cannot be written"):
            put(site, NEW, force=force)
    assert (outside / "send.html").read_text() == "outside" and held(site)["index.html"] == b"one"


def test_a_link_in_the_place_of_a_page_is_replaced_by_force_and_what_it_leads_to_stays(
    site: Path, tmp_path: Path
) -> None:
    (tmp_path / "secret.txt").write_text("outside")
    (site / "index.html").unlink()
    (site / "index.html").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(WrongUsage, match=r"index\.html"):
        put(site, NEW)
    put(site, NEW, force=True)
    assert (site / "index.html").read_bytes() == b"two" and (tmp_path / "secret.txt").read_text() == "outside"


@pytest.mark.parametrize("leftover", [".cfnews-site-new", MANIFEST])
def test_links_in_the_place_of_our_own_files_are_not_followed(site: Path, tmp_path: Path, leftover: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "0").write_text("outside")
    (site / leftover).unlink(missing_ok=True)
    (site / leftover).symlink_to(outside if leftover != MANIFEST else outside / "0")
    with pytest.raises(CfnewsError):
        put(site, NEW)
    assert (outside / "0").read_text() == "outside" and list(outside.iterdir()) == [outside / "0"]


def test_a_folder_that_is_itself_a_link_is_the_readers_choice(site: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(site)
    put(tmp_path / "link", NEW)
    assert held(site) == NEW


def test_a_pipe_in_the_place_of_a_page_holds_nobody_up(site: Path) -> None:
    (site / "index.html").unlink()
    os.mkfifo(site / "index.html")
    with pytest.raises(WrongUsage, match=r"index\.html"):
        put(site, NEW)


def test_what_the_system_refuses_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CfnewsError, match="cannot be written"):
        put(tmp_path / "file", OLD)


# --- two at once, and interruptions -----------------------------------------------------------------


def test_two_do_not_publish_to_one_folder_at_once(site: Path) -> None:
    with opened(site), pytest.raises(StoreBusy, match="another cfnews publishes"):
        put(site, NEW)
    assert put(site, NEW).written == 3


class _Killed(BaseException):
    """What no code catches, as nothing does when a process is killed."""


def _killed_after(steps: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every change of the folder counts; the one after so many ends it all, and nothing tidies up."""
    left = [steps]
    for name in ("create", "move", "remove", "clear", "enter"):
        step: Any = getattr(Opened, name)

        def counted(self: Opened, *words: Any, _step: Any = step, **more: Any) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise _Killed
            _step(self, *words, **more)

        monkeypatch.setattr(Opened, name, counted)
    yield
    monkeypatch.undo()


@pytest.mark.parametrize("also", [None, 7])
def test_wherever_a_run_ends_every_page_is_whole_and_the_next_run_completes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, also: int | None
) -> None:
    """`also`: a run after it ends as well, with another site in hand."""
    ended = 0
    for steps in range(40):
        folder = tmp_path / f"site-{steps}"
        put(folder, OLD)
        for killing, files in ((steps, NEW), *(((also, NEW | {"index.html": b"three"}),) if also else ())):
            running = _killed_after(killing, monkeypatch)
            next(running)
            try:
                put(folder, files)
            except _Killed:
                ended += 1
            next(running, None)
            for path, body in held(folder).items():
                if not path.startswith(".cfnews"):
                    assert body in (OLD.get(path), NEW.get(path), files.get(path)), (steps, path)
        put(folder, NEW)
        assert held(folder) == NEW and listed(folder) == set(NEW), steps
        assert sorted(path.name for path in folder.iterdir()) == [MANIFEST, "day", "index.html", "style.css", "topic"]
    assert 10 < ended < 80


def test_a_full_disk_while_pages_are_prepared_leaves_the_site_as_it_was(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create = Opened.create

    def full(self: Opened, path: str, body: bytes, *, durable: bool = False) -> None:
        if path.endswith("/2"):
            raise OSError(28, "No space left on device")
        create(self, path, body, durable=durable)

    monkeypatch.setattr(Opened, "create", full)
    with pytest.raises(CfnewsError, match="No space left on device"):
        put(site, NEW)
    assert {path: body for path, body in held(site).items() if not path.startswith(".")} == OLD
    monkeypatch.undo()
    put(site, NEW)
    assert held(site) == NEW


def test_whoever_reads_meanwhile_never_sees_half_a_page(tmp_path: Path) -> None:
    bodies = {str(number).encode() * 200_000 for number in range(5)}
    put(tmp_path / "site", {"index.html": b"0" * 200_000})
    over, seen = threading.Event(), set()

    def look() -> None:
        while not over.is_set():
            seen.add((tmp_path / "site/index.html").read_bytes())

    reader = threading.Thread(target=look)
    reader.start()
    for number in range(40):
        put(tmp_path / "site", {"index.html": str(number % 5).encode() * 200_000})
    over.set()
    reader.join()
    assert seen and seen <= bodies
