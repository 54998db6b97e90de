"""The settings, and editing them: each says where it comes from, and a faulty file is never put in place."""

import stat
from pathlib import Path

import pytest

from cfnews.paths import shipped_feeds
from tests.running import Home, Result


def editor(home: Home, script: str) -> str:
    """An editor that does what a shell script says; $1 is the file."""
    path = home.folder / "editor"
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o700)
    return str(path)


def edit(home: Home, script: str) -> Result:
    return home.run("config", "edit", EDITOR=editor(home, script), VISUAL="")


def test_each_setting_says_where_it_comes_from(home: Home) -> None:
    path = home.write_feeds(before='[settings]\njobs = 4\nrefresh_after = "2h"\n')
    shown = home.run("config", "show", "--json", "--cache-dir", "/var/cache/x", "--offline", CFNEWS_TZ="Europe/Paris")
    assert (shown.json["schema"], shown.code) == ("cfnews/config", 0)
    found = {one["name"]: (one["value"], one["origin"], one["source"]) for one in shown.json["settings"]}
    assert found["feeds"] == (str(path), "environment", "CFNEWS_HOME")
    assert found["cache_dir"] == ("/var/cache/x", "flag", "--cache-dir")
    assert found["timezone"] == ("Europe/Paris", "environment", "CFNEWS_TZ")
    assert found["jobs"] == (4, "file", f"{path} [settings]")
    assert found["refresh_after"] == ("2h", "file", f"{path} [settings]")
    assert found["timeout"] == ("10s", "default", None)
    assert found["max_bytes"] == ("10MB", "default", None)
    assert found["retention"] == (None, "default", None)
    assert found["offline"] == (True, "flag", "--offline")
    assert found["color"] == ("auto", "default", None)


def test_settings_are_told_in_lines_and_sentences_too(home: Home) -> None:
    home.write_feeds(before="[settings]\njobs = 4\n")
    assert "jobs           4  (file: " in home.run("config", "show").out
    assert "refresh_after: 1h, default.\n" in home.run("config", "show", "--plain").out
    assert home.run("config", "show", "-f", "jsonl", "--fields", "name").out.startswith('{"name":"feeds"}\n')
    assert home.run("config", "show", "-f", "csv").code == 2


def test_the_path_is_that_of_the_file_in_use(home: Home) -> None:
    shipped = home.run("config", "path")
    assert shipped.out == f"{shipped_feeds()}\n"
    assert "cfnews config edit" in shipped.err
    path = home.write_feeds()
    assert home.run("config", "path") == Result(0, f"{path}\n", "")


def test_all_faults_of_a_file_are_told_at_once(home: Home, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text('[settings]\njobs = 0\nreffresh = 1\n[[feed]]\nid = "A b"\n', "utf-8")
    told = home.run("config", "validate", str(other))
    assert (told.code, told.out) == (3, "")
    assert "5 faults" in told.err
    assert all(word in told.err for word in ("jobs", "reffresh", "'A b'", "name: is missing", "url: is missing"))
    assert home.run("config", "validate", "none.toml").code == 3
    home.write_feeds({"id": "a", "url": "https://a.example/feed"})
    assert "no faults; 1 of 1 feeds are on" in home.run("config", "validate").out


def test_the_shipped_list_becomes_the_readers_own_before_it_is_edited(home: Home) -> None:
    edited = edit(home, "echo '# mine' >>\"$1\"")
    path = home.folder / "feeds.toml"
    assert edited.code == 0
    assert path.read_text("utf-8") == shipped_feeds().read_text("utf-8") + "# mine\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sorted(one.name for one in home.folder.iterdir()) == ["editor", "feeds.toml"]


def test_a_faulty_edit_waits_aside_and_is_gone_on_with(home: Home) -> None:
    path = home.write_feeds({"id": "a", "url": "https://a.example/feed"})
    before = path.read_bytes()
    faulty = edit(home, "echo 'jobs = many' >>\"$1\"")
    assert faulty.code == 3
    assert "go on with: cfnews config edit" in faulty.err
    assert path.read_bytes() == before
    draft = home.folder / "feeds.toml.draft"
    assert b"jobs = many" in draft.read_bytes()
    mended = edit(home, "sed -i 's/^jobs.*/# mended/' \"$1\"")
    assert (mended.code, draft.exists()) == (0, False)
    assert "went on from" in mended.err
    assert path.read_bytes() == before + b"# mended\n"


def test_a_faulty_file_can_be_mended(home: Home) -> None:
    path = home.folder / "feeds.toml"
    path.write_text("[settings]\njobs = 0\n", "utf-8")
    assert edit(home, "sed -i 's/jobs = 0/jobs = 8/' \"$1\"").code == 0
    assert home.run("config", "validate").code == 0


@pytest.mark.parametrize("script", ["exit 3", "true"])
def test_an_editor_that_fails_or_does_nothing_changes_nothing(home: Home, script: str) -> None:
    path = home.write_feeds({"id": "a", "url": "https://a.example/feed"})
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    assert edit(home, script).code == (1 if script == "exit 3" else 0)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert not (home.folder / "feeds.toml.draft").exists()


def test_a_change_by_another_program_meanwhile_is_not_lost(home: Home) -> None:
    path = home.write_feeds({"id": "a", "url": "https://a.example/feed"})
    edited = edit(home, f"echo '# by another' >>'{path}'; echo '# mine' >>\"$1\"")
    assert edited.code == 1
    assert path.read_text("utf-8").endswith("# by another\n")
    assert (home.folder / "feeds.toml.draft").read_text("utf-8").endswith("# mine\n")


def test_a_link_to_the_file_stays_one(home: Home, tmp_path: Path) -> None:
    kept = tmp_path / "dotfiles.toml"
    home.write_feeds({"id": "a", "url": "https://a.example/feed"}).replace(kept)
    (home.folder / "feeds.toml").symlink_to(kept)
    assert edit(home, "echo '# mine' >>\"$1\"").code == 0
    assert (home.folder / "feeds.toml").is_symlink()
    assert kept.read_text("utf-8").endswith("# mine\n")


def test_an_editor_that_is_not_there_is_told(home: Home) -> None:
    home.write_feeds({"id": "a", "url": "https://a.example/feed"})
    told = home.run("config", "edit", EDITOR="/none/such", VISUAL="")
    assert told.code == 1
    assert "cannot be started" in told.err
    assert home.run("config", "edit", EDITOR="'", VISUAL="").code == 1
