"""When a scheduled run is due, in the words of cron and of systemd. Pure: nothing is installed or asked."""

import hashlib
import re
from typing import NamedTuple

from cfnews.errors import WrongUsage
from cfnews.times import parse_duration

_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_HINT = "use --every 15m, 1h, 6h or 1d, or --at 07:30"
_DAY = 24 * 60


class Timetable(NamedTuple):
    """Every so many minutes, which divide an hour or a day, at this minute of the day for the first time."""

    every: int
    first: int

    def as_cron(self) -> str:
        """The five fields of a crontab line."""
        hour, minute = divmod(self.first, 60)
        if self.every < 60:
            return f"{minute % self.every}-59/{self.every} * * * *"
        if self.every == 60:
            return f"{minute} * * * *"
        if self.every == _DAY:
            return f"{minute} {hour} * * *"
        hours = self.every // 60
        return f"{minute} {hour % hours}-23/{hours} * * *"

    def as_systemd(self) -> str:
        """The value of OnCalendar."""
        hour, minute = divmod(self.first, 60)
        if self.every < 60:
            return f"*-*-* *:{minute % self.every:02d}/{self.every}:00"
        if self.every == 60:
            return f"*-*-* *:{minute:02d}:00"
        if self.every == _DAY:
            return f"*-*-* {hour:02d}:{minute:02d}:00"
        hours = self.every // 60
        return f"*-*-* {hour % hours:02d}/{hours}:{minute:02d}:00"


def read_timetable(every: str | None, at: str | None, seed: str) -> Timetable:
    """What --every or --at asks for; hourly without either. Raises WrongUsage.

    `seed` decides on the minute where none is named: always the same one here, and another elsewhere, so that
    publishers do not meet all their readers at the full hour.
    """
    if every is not None and at is not None:
        raise WrongUsage("--every and --at exclude each other", _HINT)
    if at is not None:
        found = _TIME.fullmatch(at.strip())
        if found is None:
            raise WrongUsage(f"--at {at!r} is no time of day", _HINT)
        return Timetable(_DAY, int(found[1]) * 60 + int(found[2]))
    length = parse_duration(every or "1h")
    minutes, rest = divmod(int(length.total_seconds()), 60) if length else (0, 0)
    if rest or minutes < 5 or (60 % minutes and (minutes % 60 or _DAY % minutes)):
        raise WrongUsage(f"--every {every!r} fits neither an hour nor a day", _HINT)
    spread = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:2], "big")
    return Timetable(minutes, 6 * 60 + spread % 60 if minutes == _DAY else spread % min(minutes, 60))
