"""A feed's silence in words: how long, and what is usual."""

from datetime import datetime

from cfnews.times import spoken_length

_WORKING_DAYS = (("day", 1.0), ("week", 5.0), ("month", 21.0), ("year", 250.0))


def quiet_for(since: datetime, usual_number: float | None, now: datetime) -> str:
    """ "quiet for 9 days (usually 4 a day)"; `usual_number` is entries on a working day, None where it is not known."""
    usual = f" (usually {spoken_number(usual_number)})" if usual_number else ""
    return f"quiet for {spoken_length(now - since)}{usual}"


def spoken_number(per_day: float) -> str:
    """How many entries a working day's number makes: 4 a day, 2 a week, 1 a month; rounded, and never 0."""
    for unit, days in _WORKING_DAYS:
        if per_day * days >= 0.75:
            return f"{max(1, round(per_day * days)):,} a {unit}"
    return "1 a year"
