"""Running it for years: what is printed for cron runs with nobody there, and speaks of trouble that lasts alone."""

import os
import re
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from tests.loopback import Answer, FeedServer, item
from tests.running import Home, Result

LATER = "2026-11-21T09:00:00Z"
HUB = item("Council opens a family hub", "https://a.example/1", summary="Today.")


def bare(line: str, *, timeout: float = 60) -> Result:
    """Runs a line of a crontab as cron does: by sh, with next to no environment, no terminal and nothing to read."""
    done = subprocess.run(
        ["/bin/sh", "-c", line.replace("\\%", "%")],
        env={"LANG": "C", "SHELL": "/bin/sh"},
        capture_output=True,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        timeout=timeout,
        check=False,
        cwd="/",
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


def crontab_line(result: Result) -> str:
    """The command of the printed line, without its five fields of time and its comments."""
    (line,) = [line for line in result.out.splitlines() if not line.startswith("#")]
    return line.split(maxsplit=5)[5]


def units(result: Result) -> dict[str, str]:
    """The printed units by the names of their files."""
    parts = re.split(r"^# ~/\.config/systemd/user/(\S+)\n", result.out, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


# --- fetch --quiet ----------------------------------------------------------------------------------


def test_a_quiet_fetch_is_silent_when_all_is_well(home: Home, server: FeedServer) -> None:
    home.write_feeds({"id": "outlet", "url": server.feed("/a.rss", [HUB])})
    for more in ((), ("--plain",)):
        assert home.run("fetch", "--quiet", "--force", *more) == Result(0, "", "")


def test_a_quiet_fetch_tells_of_a_feed_only_when_its_trouble_lasts(home: Home, server: FeedServer) -> None:
    home.write_feeds({"id": "outlet", "url": server.feed("/a.rss", [HUB])})
    assert home.run("fetch").code == 0
    server.answers["/a.rss"] = Answer(status=500)
    home.now = "2026-11-20T09:00:00Z"
    assert home.run("fetch", "--quiet") == Result(4, "", "")
    home.now = LATER
    told = home.run("fetch", "--quiet")
    assert (told.code, told.out) == (4, "")
    assert told.err == "cfnews: outlet: the server is in trouble: it answered 500 Internal Server Error\n"


def test_the_grace_can_be_named(home: Home, server: FeedServer) -> None:
    home.write_feeds({"id": "outlet", "url": server.feed("/a.rss", [HUB])})
    home.run("fetch")
    server.answers["/a.rss"] = Answer(status=500)
    for moment, grace, told in (("09:00", "2h", False), ("12:00", "2h", True), ("18:00", "3d", False)):
        home.now = f"2026-11-20T{moment}:00Z"
        assert bool(home.run("fetch", "--quiet", "--force", "--grace", grace).err) is told
    assert home.run("fetch", "--grace", "soon").code == 2


def test_a_feed_that_never_worked_is_told_of_at_once(home: Home, server: FeedServer) -> None:
    server.answers["/a.rss"] = Answer(status=404)
    good = server.feed("/b.rss", [HUB])
    home.write_feeds({"id": "misspelt", "url": good.replace("/b.rss", "/a.rss")}, {"id": "outlet", "url": good})
    told = home.run("fetch", "--quiet")
    assert (told.code, told.err) == (4, "cfnews: misspelt: the server answered 404 Not Found\n")


def test_a_quiet_fetch_without_a_network_is_silent_for_a_day(home: Home, server: FeedServer) -> None:
    home.write_feeds({"id": "outlet", "url": server.feed("/a.rss", [HUB])})
    home.run("fetch")
    home.write_feeds({"id": "outlet", "url": "http://127.0.0.1:9/a.rss"})
    home.now = "2026-11-20T12:00:00Z"
    assert home.run("fetch", "--quiet") == Result(5, "", "")
    assert home.run("fetch", "--force").err != ""
    home.now = LATER
    assert "could not be reached" in home.run("fetch", "--quiet").err


# --- schedule ---------------------------------------------------------------------------------------


def test_the_printed_crontab_line_runs_in_a_bare_environment(home: Home, server: FeedServer) -> None:
    home.write_feeds({"id": "outlet", "url": server.feed("/a.rss", [HUB])})
    printed = home.run("schedule", "--cron")
    assert printed.code == 0
    assert re.search(r"^\d{1,2} \* \* \* \* PATH=", printed.out, re.MULTILINE)
    assert bare(crontab_line(printed)) == Result(0, "", "")
    assert [story["title"] for story in home.run("list", "--json").json["stories"]] == ["Council opens a family hub"]


def test_a_folder_with_odd_characters_survives_cron_and_systemd(tmp_path: Path, server: FeedServer) -> None:
    folder = tmp_path / "100% o'news $HOME"
    folder.mkdir()
    home = Home(folder)
    home.write_feeds({"id": "outlet", "url": server.feed("/a.rss", [HUB])})
    printed = home.run("schedule", "--cron")
    assert "100\\% " in printed.out
    assert bare(crontab_line(printed)) == Result(0, "", "")
    assert home.run("list", "--json").json["counts"]["matched"] == 1
    assert "100%% " in units(home.run("schedule", "--systemd"))["cfnews.service"]


def test_the_mail_of_the_crontab_line_is_written_and_handed_over(home: Home, server: FeedServer) -> None:
    home.write_feeds({"id": "outlet", "url": server.feed("/a.rss", [HUB])})
    printed = home.run("schedule", "--cron", "--at", "07:30", "--digest", "--mail", "desk@example.org")
    assert "\n30 7 * * * export PATH=" in printed.out
    sent = home.folder / "sent.eml"
    line = crontab_line(printed).replace("/usr/sbin/sendmail -t -oi", f"cat >{sent}")
    done = bare(line)
    assert (done.out, done.err) == ("", "")
    assert "To: desk@example.org" in sent.read_text("utf-8")
    sent.unlink()
    again = bare(line)  # nothing is new: no mail, and no word of it
    assert (again.out, again.err, sent.exists()) == ("", "", False)


def test_the_printed_units_are_understood_by_systemd(home: Home, tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("there is no systemd-analyze here")
    for number, more in enumerate([(), ("--at", "07:30", "--digest", "--mail", "desk@example.org")]):
        folder = tmp_path / f"units-{number}"
        folder.mkdir()
        found = units(home.run("schedule", "--systemd", *more))
        for name, text in found.items():
            (folder / name).write_text(text, "utf-8")
        paths = [str(folder / name) for name in found]
        done = subprocess.run(
            [program, "verify", "--user", "--recursive-errors=no", *paths],
            env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path), "SYSTEMD_UNIT_PATH": f"{folder}:"},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        faults = [line for line in done.stderr.splitlines() if "cfnews" in line]
        assert faults == [], done.stderr


def test_the_units_catch_up_spread_out_and_are_hardened(home: Home) -> None:
    found = units(home.run("schedule", "--systemd", "--every", "6h"))
    assert set(found) == {"cfnews.service", "cfnews.timer"}
    assert {"Persistent=true", "RandomizedDelaySec=900"} <= set(found["cfnews.timer"].splitlines())
    assert {"NoNewPrivileges=yes", "UMask=0077", "SuccessExitStatus=4 5"} <= set(found["cfnews.service"].splitlines())


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--cron", "--systemd"),
        ("--cron", "--digest"),
        ("--cron", "--mail", "desk@example.org"),
        ("--cron", "--digest", "--mail", "nobody"),
        ("--cron", "--every", "7m"),
    ],
)
def test_a_schedule_that_makes_no_sense_is_refused(home: Home, words: tuple[str, ...]) -> None:
    refused = home.run("schedule", *words)
    assert (refused.code, refused.out) == (2, "")


def test_nothing_is_installed_and_no_password_is_printed(home: Home) -> None:
    before = sorted(home.folder.rglob("*"))
    printed = home.run(
        "schedule", "--cron", HTTPS_PROXY="http://me:pa55@proxy.example:8080", HTTP_PROXY="http://p.example"
    )
    assert "pa55" not in printed.out
    assert "HTTPS_PROXY holds a password" in printed.out
    assert "HTTP_PROXY=http://p.example" in printed.out
    assert sorted(home.folder.rglob("*")) == before


# --- what is secret ---------------------------------------------------------------------------------


@pytest.fixture
def secretive(home: Home, server: FeedServer) -> Home:
    """A home whose feeds have passwords and tokens in their addresses; one works, one fails, one has moved."""
    good = server.feed("/a.rss", [HUB]).removesuffix("/a.rss")
    server.answers["/moved"] = Answer(status=301, headers={"Location": f"{good}/a.rss?api_key=s3cret-3"})
    home.write_feeds(
        {"id": "good", "url": f"{good}/a.rss?token=s3cret-1".replace("//", "//me:s3cret-0@")},
        {"id": "bad", "url": f"{good}/none?sig=s3cret-2"},
        {"id": "moved", "url": f"{good}/moved?auth=s3cret-4"},
    )
    server.answers["/a.rss?token=s3cret-1"] = server.answers["/a.rss?api_key=s3cret-3"] = server.answers["/a.rss"]
    server.answers["/moved?auth=s3cret-4"] = server.answers["/moved"]
    return home


def test_no_output_tells_what_is_secret_in_an_address(secretive: Home) -> None:
    log = secretive.folder / "log"
    for words in (
        ("fetch", "--debug"),
        ("fetch", "--force", "--json", "--verbose", "--log-file", str(log)),
        ("feeds", "list"),
        ("feeds", "list", "--json"),
        ("feeds", "list", "--plain"),
        ("feeds", "check"),
        ("status",),
        ("status", "--json"),
        ("config", "show", "--json"),
        ("digest", "--json"),
        ("digest", "--plain"),
    ):
        result = secretive.run(*words, HTTPS_PROXY="http://me:s3cret-5@127.0.0.1:9")
        assert result.out + result.err
        assert "s3cret" not in result.out + result.err, words
    assert "token=***" in log.read_text("utf-8")
    assert "s3cret" not in log.read_text("utf-8")


def test_a_fault_of_the_feeds_file_tells_no_secret(home: Home) -> None:
    home.write_feeds({"id": "a", "url": "htp://me:s3cret@outlet.example/?token=s3cret"})
    for words in (("fetch",), ("fetch", "--json"), ("config", "validate")):
        result = home.run(*words)
        assert result.code == 3
        assert "s3cret" not in result.err


def test_debug_tells_of_each_request_with_its_time(home: Home, server: FeedServer) -> None:
    home.write_feeds({"id": "outlet", "url": server.feed("/a.rss", [HUB])})
    told = home.run("fetch", "--debug").err
    assert re.search(r"^20\S+Z GET http://127\.0\.0\.1:\d+/a\.rss 200, \d+ bytes, \d+ ms$", told, re.MULTILINE)


def test_a_log_file_is_its_owners_alone_and_takes_the_lines_of_stderr(home: Home, server: FeedServer) -> None:
    home.write_feeds({"id": "outlet", "url": server.feed("/a.rss", [HUB])})
    log = home.folder / "cfnews.log"
    for _ in range(2):
        assert " GET " not in home.run("fetch", "--force", "--log-file", str(log)).err
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert log.read_text("utf-8").count(" GET ") == 2
    home.run("show", "none-such", "--log-file", str(log))
    assert "NothingMatched" in log.read_text("utf-8")
    assert home.run("fetch", "--log-file", str(home.folder)).code == 1


# --- ended and moved --------------------------------------------------------------------------------


def test_an_ended_feed_of_the_government_is_no_news_and_says_what_to_do(home: Home, server: FeedServer) -> None:
    ended = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Policies</title>
      <id>tag:www.example.org,2005:/policies</id><updated>2026-11-01T00:00:00Z</updated>
      <entry><id>tag:www.example.org,2005:/policies/feed-ended</id><title>This feed has ended</title>
      <link rel="alternate" href="https://www.example.org/search/all"/><updated>2026-11-01T00:00:00Z</updated>
      <summary type="html">Find it elsewhere.</summary></entry></feed>"""
    server.answers["/old.atom"] = Answer(ended.encode())
    url = server.feed("/a.rss", [HUB])
    home.write_feeds({"id": "outlet", "url": url}, {"id": "old", "url": url.replace("/a.rss", "/old.atom")})
    report = home.run("fetch", "--json").json["feeds"][1]
    assert (report["error"]["code"], report["error"]["retryable"], report["entries"]) == ("ended", False, 0)
    assert home.run("list", "--json").json["counts"]["matched"] == 1
    told = home.run("feeds", "list", "--plain").out
    assert "the publisher has ended this feed: see https://www.example.org/search/all" in told
    assert "try: cfnews feeds disable old." in told


def test_an_entry_that_only_speaks_of_an_ended_feed_is_news(home: Home, server: FeedServer) -> None:
    spoken = item("This feed has ended", "https://a.example/ended", guid="a-9")
    home.write_feeds({"id": "outlet", "url": server.feed("/a.rss", [spoken])})
    assert home.run("fetch", "--json").json["feeds"][0]["error"] is None


# --- the silence alarm ------------------------------------------------------------------------------


@pytest.fixture
def silent(home: Home, server: FeedServer) -> Home:
    """A home with a feed that published four things a day until 20 November, asked again ten days later."""
    items = [
        item(f"Notice {day}-{number} of the desk", f"https://a.example/{day}/{number}", hours_ago=24 * day + number)
        for day in range(30)
        if (4 - day) % 7 < 5  # 20 November 2026 is a Friday
        for number in range(4)
    ]
    home.write_feeds({"id": "desk", "name": "The Desk", "url": server.feed("/a.rss", items)})
    assert home.run("fetch").code == 0
    assert home.run("feeds", "list", "--silent", "--json").json["feeds"] == []
    home.now = "2026-11-30T07:45:00Z"
    assert home.run("fetch").code == 0
    return home


def test_a_feed_that_answers_and_brings_nothing_is_missed_everywhere(silent: Home) -> None:
    words = "The Desk quiet for 10 days (usually 4 a day)"
    assert f"{words} (cfnews feeds list --silent)." in silent.run("--offline", "--plain").out.splitlines()
    assert silent.run("status").out.rstrip().endswith(words)
    assert [one["message"] for one in silent.run("status", "--json").json["silent"]] == [words]
    (warning,) = silent.run("digest", "--json").json["warnings"]
    assert (warning["code"], warning["feed"], warning["message"]) == ("feed_silent", "desk", words)
    assert "quiet for 10 days (usually 4 a day)" in silent.run("feeds", "list", "--silent").out


def test_what_is_known_of_a_silence_is_in_json(silent: Home) -> None:
    (feed,) = silent.run("feeds", "list", "--silent", "--json").json["feeds"]
    assert feed["silent_since"] == feed["news_at"] == "2026-11-20T07:00:00Z"
    assert (feed["usual_gap_hours"], round(feed["usual_number"])) == (24, 4)
    assert feed["suggestion"].startswith("cfnews feeds discover ")
    assert silent.run("feeds", "list", "--failing", "--json").json["feeds"] == []


def test_news_ends_a_silence(silent: Home, server: FeedServer) -> None:
    server.feed("/a.rss", [item("At last", "https://a.example/last", hours_ago=-24 * 11)])
    silent.now = "2026-12-02T07:45:00Z"
    assert silent.run("fetch", "--force").code == 0
    assert silent.run("feeds", "list", "--silent", "--json").json["feeds"] == []


def test_a_feed_that_nobody_asked_is_not_called_silent(home: Home, server: FeedServer) -> None:
    items = [item(f"Notice {day} of the desk", f"https://a.example/{day}", hours_ago=24 * day) for day in range(20)]
    home.write_feeds({"id": "desk", "url": server.feed("/a.rss", items)})
    home.run("fetch")
    home.now = "2027-02-01T07:45:00Z"
    assert home.run("digest", "--json").json["warnings"] == []


def test_a_dead_feed_is_known_by_its_dates_when_it_is_first_read(home: Home, server: FeedServer) -> None:
    old = [item(f"Notice {day} of the desk", f"https://a.example/{day}", hours_ago=24 * (700 + day)) for day in (0, 1)]
    home.write_feeds({"id": "desk", "name": "The Desk", "url": server.feed("/a.rss", old)})
    home.run("fetch")
    assert [one["message"] for one in home.run("status", "--json").json["silent"]] == ["The Desk quiet for 700 days"]
