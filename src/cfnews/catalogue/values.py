"""Checks of single values of feeds.toml. Each notes its faults and returns a usable value all the same."""

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from cfnews.catalogue.faults import Faults, did_you_mean
from cfnews.times import parse_duration

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SIZE = re.compile(r"(\d{1,6})\s*(B|KB|MB|GB)", re.IGNORECASE)
_SIZES = {"B": 1, "KB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000}


def text(table: dict[str, Any], key: str, faults: Faults, *, required: bool = False) -> str | None:
    """A non-empty string, or None where the key is absent."""
    value = table.get(key)
    if value is None:
        if required:
            faults.add(key, "is missing", f'add {key} = "..."')
        return None
    if not isinstance(value, str) or (required and not value.strip()):
        faults.add(key, f"must be text in quotes, not {value!r}")
        return None
    return value


def slug(table: dict[str, Any], key: str, faults: Faults) -> str | None:
    """A required lower-case slug such as "community-care"."""
    value = text(table, key, faults, required=True)
    if value is not None and not SLUG.fullmatch(value):
        mended = re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-")
        faults.add(key, f"{value!r} is not a lower-case slug", f'write "{mended or "my-feed"}"')
    return value


def choice(table: dict[str, Any], key: str, allowed: Sequence[str], default: str | None, faults: Faults) -> str | None:
    """One of the allowed words, or the default where the key is absent."""
    value = text(table, key, faults)
    if value is None:
        return default
    if value not in allowed:
        faults.add(key, f"{value!r} is not known", did_you_mean(value, allowed))
        return default
    return value


def boolean(table: dict[str, Any], key: str, default: bool, faults: Faults) -> bool:
    """true or false."""
    value = table.get(key, default)
    if not isinstance(value, bool):
        faults.add(key, f"must be true or false, not {value!r}", "without quotes")
        return default
    return value


def whole_number(table: dict[str, Any], key: str, default: int, allowed: range, faults: Faults) -> int:
    """A whole number within bounds."""
    value = table.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int) or value not in allowed:
        faults.add(key, f"must be a whole number from {allowed[0]} to {allowed[-1]}, not {value!r}")
        return default
    return value


def seconds(table: dict[str, Any], key: str, default: float | None, faults: Faults) -> float | None:
    """A length of time such as "90s", "30m", "1h" or "2y", in seconds."""
    value = table.get(key)
    if value is None:
        return default
    length = parse_duration(value) if isinstance(value, str) else None
    if length is None or not length:
        faults.add(key, f"must be a length of time, not {value!r}", 'such as "90s", "30m", "1h" or "2w"')
        return default
    return length.total_seconds()


def size(table: dict[str, Any], key: str, default: int, faults: Faults) -> int:
    """A size such as "10MB", in bytes; a plain number is bytes."""
    value = table.get(key)
    if value is None:
        return default
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 1 << 63:
        return value
    found = _SIZE.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None or not int(found[1]):
        faults.add(key, f"must be a size, not {value!r}", 'such as "10MB"')
        return default
    return int(found[1]) * _SIZES[found[2].upper()]


def strings(table: dict[str, Any], key: str, faults: Faults) -> tuple[str, ...]:
    """A list of strings; empty where the key is absent."""
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        faults.add(key, f"must be a list of texts, not {value!r}", 'such as ["one", "two"]')
        return ()
    return tuple(value)


def address(table: dict[str, Any], key: str, schemes: Sequence[str], faults: Faults, *, required: bool) -> str | None:
    """An absolute address with one of the schemes and, but for file:, a host."""
    value = text(table, key, faults, required=required)
    if value is None:
        return None
    try:
        parts = urlsplit(value)
        complete = parts.scheme in schemes and bool(parts.path if parts.scheme == "file" else parts.hostname)
        _ = parts.port
    except ValueError:
        complete = False
    if not complete or any(character.isspace() for character in value):
        kinds = " or ".join(f"{scheme}:" for scheme in schemes)
        faults.add(key, f"{value!r} is not a whole {kinds} address", 'such as "https://www.example.org/feed/"')
    return value
