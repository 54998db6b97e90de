"""When scheduled runs are due: words that cron and systemd both understand."""

import shutil
import subprocess

import pytest

from cfnews.cli.timetable import Timetable, read_timetable
from cfnews.errors import WrongUsage


@pytest.mark.parametrize(
    ("table", "cron", "systemd"),
    [
        (Timetable(60, 17), "17 * * * *", "*-*-* *:17:00"),
        (Timetable(15, 7), "7-59/15 * * * *", "*-*-* *:07/15:00"),
        (Timetable(360, 17), "17 0-23/6 * * *", "*-*-* 00/6:17:00"),
        (Timetable(1440, 450), "30 7 * * *", "*-*-* 07:30:00"),
    ],
)
def test_a_timetable_in_both_languages(table: Timetable, cron: str, systemd: str) -> None:
    assert (table.as_cron(), table.as_systemd()) == (cron, systemd)


@pytest.mark.parametrize("every", ["5m", "15m", "30m", "1h", "6h", "12h", "1d", "24h", "60m"])
def test_systemd_understands_every_calendar(every: str) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("there is no systemd-analyze here")
    words = read_timetable(every, None, "seed").as_systemd()
    done = subprocess.run([program, "calendar", words], capture_output=True, text=True, check=False, timeout=20)
    assert done.returncode == 0, done.stderr


def test_without_a_wish_it_is_hourly_and_the_minute_is_always_the_same_one() -> None:
    first = read_timetable(None, None, "/home/a/cfnews.db")
    assert first == read_timetable("1h", None, "/home/a/cfnews.db")
    assert first.every == 60
    minutes = {read_timetable("1h", None, f"/home/{number}/cfnews.db").first for number in range(40)}
    assert len(minutes) > 20  # readers spread over the hour


def test_a_time_of_day_is_once_a_day() -> None:
    assert read_timetable(None, "7:30", "") == Timetable(1440, 450)


@pytest.mark.parametrize(
    ("every", "at"),
    [
        ("1h", "07:30"),
        ("7m", None),
        ("5h", None),
        ("1m", None),
        ("90m", None),
        ("2d", None),
        ("soon", None),
        (None, "25:00"),
    ],
)
def test_what_fits_no_clock_is_refused_with_what_does(every: str | None, at: str | None) -> None:
    with pytest.raises(WrongUsage) as caught:
        read_timetable(every, at, "")
    assert "--every 15m" in caught.value.hint
