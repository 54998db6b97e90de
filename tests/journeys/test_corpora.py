"""The shared corpora, served on loopback: no feed, no entry and no day is lost on the way."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.loopback import Answer, FeedServer
from tests.running import Home, command

pytestmark = pytest.mark.corpus
TYPES = {".json": "application/feed+json", ".atom": "application/atom+xml", ".rss": "application/rss+xml"}


def test_three_hundred_feeds_of_other_projects_give_every_entry(shared: Path, home: Home, server: FeedServer) -> None:
    corpora = shared / "corpora"
    rows = [json.loads(line) for line in (corpora / "corpora_index.jsonl").read_text("utf-8").splitlines()]
    held = [row for row in rows if row["entries"] and (corpora / row["file"]).is_file()]
    chosen = held[:: max(1, len(held) // 300)][:300]
    expected = {}
    for number, row in enumerate(chosen):
        path = corpora / row["file"]
        kind = TYPES.get(path.suffix, "application/xml")
        server.answers[f"/{number}"] = Answer(path.read_bytes(), headers={"Content-Type": kind})
        expected[f"f{number}"] = (row["file"], row["entries"])
    home.write_feeds(*[{"id": name, "url": server.url(f"/{name[1:]}")} for name in expected])
    result = home.spawn("fetch", "--json", timeout=300)
    assert "Traceback" not in result.err
    report = {feed["id"]: feed for feed in result.json["feeds"]}
    assert list(report) == list(expected)
    wrong = [
        (*expected[name], report[name]["entries"]) for name in expected if report[name]["entries"] != expected[name][1]
    ]
    assert wrong == []
    for feed in report.values():
        parts = ("new", "updated", "unchanged", "duplicates", "filtered", "rejected")
        assert feed["entries"] == sum(feed[part] for part in parts)
    assert len(server.log) == len(chosen)


def test_eight_days_of_a_newsroom_lose_nothing_and_leak_nothing(shared: Path) -> None:
    """Outages, a move, renumbered ids, a login page and a feed that ends, against the press that made them up."""
    folder = shared / "exam" / "newsroom"
    if not (folder / "dev").is_dir():
        pytest.skip(f"there is no newsroom at {folder}")
    arguments = ["score", "dev", "--day", "8", "--json", "--seconds", "120", "--cfnews", " ".join(command())]
    done = subprocess.run(
        [sys.executable, "newsroom.py", *arguments], cwd=folder, capture_output=True, check=True, timeout=150
    )
    marks = {name: mark["value"] for name, mark in json.loads(done.stdout).items()}
    wanted = {
        "days_run": 8,
        "entries_lost": 0,
        "tracebacks": 0,
        "control_bytes": 0,
        "mojibake": 0,
        "json_errors": 0,
        "false_new_after_reissue": 0,
        "retry_after_ignored": 0,
        "agent_missing": 0,
        "fetch_sums_right": 1.0,
        "exit_codes_right": 1.0,
        "troubles_reported": 1.0,
        "conditional_share": 1.0,
    }
    assert {name: marks[name] for name in wanted} == wanted
    assert marks["entries_expected"] > 100
