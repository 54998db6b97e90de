"""feeds.toml to a Catalogue: read and validated as a whole, all faults reported at once. Fetches nothing."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cfnews.catalogue import values
from cfnews.catalogue.auth import read_auth
from cfnews.catalogue.faults import Faults
from cfnews.catalogue.rules import Names, Own, read_rule
from cfnews.errors import InvalidCatalogue
from cfnews.model import (
    Catalogue,
    FeedSpec,
    HideSpec,
    Nation,
    PlaceSpec,
    Role,
    Section,
    Settings,
    TopicSpec,
    WatchSpec,
)

_TOP = ("settings", "feed", "place", "watch", "hide", "topics")
_TOPIC_LISTS = ("words", "abbr", "not")
_LIST_TABLES = ("feed", "place", "watch", "hide")
_Read = TypeVar("_Read")


def read_catalogue(path: Path, names: Names | None = None) -> Catalogue:
    """The catalogue in a feeds.toml. Raises InvalidCatalogue with every fault it has, or if it cannot be read.

    `names` tells what rules mean by the names of places, topics and bodies.
    """
    return parse_catalogue(_read_text(path), path, names)


def _read_text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")  # some editors begin a file with a mark
    except FileNotFoundError as error:
        raise InvalidCatalogue(
            f"there is no feeds file at {path}", "name another with --feeds, or write one with: cfnews init"
        ) from error
    except UnicodeDecodeError as error:
        raise InvalidCatalogue(f"{path} is not UTF-8 text", "save it as UTF-8") from error
    except OSError as error:
        raise InvalidCatalogue(f"{path} cannot be read: {error.strerror}", "check its name and permissions") from error


def parse_catalogue(text: str, path: Path, names: Names | None = None) -> Catalogue:
    """The catalogue in the text of a feeds.toml; `path` is for messages alone. Raises InvalidCatalogue."""
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InvalidCatalogue(f"{path} is not valid TOML: {error}", "mend that place and try again") from error
    faults = Faults(path)
    faults.unknown_keys(data, _TOP)
    for name in _LIST_TABLES:
        if not isinstance(data.get(name, []), list):
            faults.add("", f"[{name}] must be written [[{name}]], in double brackets")
            data[name] = []
    settings = _settings(_table(data, "settings", faults), faults)
    feeds = _each(data, "feed", _feed, faults)
    places = _each(data, "place", _place, faults)
    own = Own(places, _labels(data.get("topics")))
    watches = _each(data, "watch", lambda table, noted: read_rule(WatchSpec, table, own, names, noted), faults)
    hides = _each(data, "hide", lambda table, noted: read_rule(HideSpec, table, own, names, noted), faults)
    topics = _topics(_table(data, "topics", faults), faults)
    faults.raise_any()
    return Catalogue(
        settings=settings,
        feeds=tuple(feeds),
        places=tuple(places),
        topics=tuple(topics),
        watches=tuple(watches),
        hides=tuple(hides),
    )


def _table(data: dict[str, Any], name: str, faults: Faults) -> dict[str, Any]:
    value = data.get(name, {})
    faults.table = f"[{name}]"
    if isinstance(value, dict):
        return value
    faults.add("", "must be a table")
    return {}


def _each(
    data: dict[str, Any], name: str, read: Callable[[dict[str, Any], Faults], _Read | None], faults: Faults
) -> list[_Read]:
    found: list[_Read] = []
    seen: dict[str, int] = {}
    for number, table in enumerate(data.get(name, []), 1):
        faults.table = f"[[{name}]] {number}"
        if not isinstance(table, dict):
            faults.add("", "must be a table")
            continue
        key = "id" if name in ("feed", "place") else "name"
        label = table.get(key)
        if isinstance(label, str):
            faults.table += f" {label!r}"
            if label in seen:
                faults.add(key, f"is the {key} of [[{name}]] {seen[label]} already", "give one of them another")
            seen.setdefault(label, number)
        value = read(table, faults)
        if value is not None:
            found.append(value)
    faults.table = ""
    return found


def _settings(table: dict[str, Any], faults: Faults) -> Settings:
    faults.unknown_keys(table, Settings.__struct_fields__)
    plain = Settings()
    timezone = values.text(table, "timezone", faults) or plain.timezone
    try:
        ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        faults.add("timezone", f"there is no time zone {timezone!r}", 'write "Europe/London"')
    return Settings(
        timezone=timezone,
        refresh_after=values.seconds(table, "refresh_after", plain.refresh_after, faults) or plain.refresh_after,
        jobs=values.whole_number(table, "jobs", plain.jobs, range(1, 65), faults),
        timeout=values.seconds(table, "timeout", plain.timeout, faults) or plain.timeout,
        total_timeout=values.seconds(table, "total_timeout", plain.total_timeout, faults) or plain.total_timeout,
        max_bytes=values.size(table, "max_bytes", plain.max_bytes, faults),
        retention=values.seconds(table, "retention", plain.retention, faults),
        contact=values.text(table, "contact", faults) or "",
        accessible=values.boolean(table, "accessible", plain.accessible, faults),
    )


def _feed(table: dict[str, Any], faults: Faults) -> FeedSpec | None:
    faults.unknown_keys(table, FeedSpec.__struct_fields__)
    plain = FeedSpec(id="", name="", url="")
    identifier = values.slug(table, "id", faults)
    name = values.text(table, "name", faults, required=True)
    url = values.address(table, "url", ("http", "https", "file"), faults, required=True)
    homepage = values.address(table, "homepage", ("http", "https"), faults, required=False)
    section = values.choice(table, "section", get_args(Section), plain.section, faults)
    role = values.choice(table, "role", get_args(Role), plain.role, faults)
    nation = values.choice(table, "nation", get_args(Nation), None, faults)
    scope = values.choice(table, "scope", ("sector", "filter"), plain.scope, faults)
    identity = values.choice(table, "identity", ("auto", "guid", "link", "guid+link"), plain.identity, faults)
    enabled = values.boolean(table, "enabled", True, faults)
    full_text = values.boolean(table, "full_text", False, faults)
    allow_private = values.boolean(table, "allow_private", False, faults)
    auth = read_auth(table, faults)
    tags = values.strings(table, "tags", faults)
    if identifier is None or name is None or url is None:
        return None
    return FeedSpec(
        id=identifier,
        name=name,
        url=url,
        homepage=homepage,
        section=cast("Section", section),
        role=cast("Role", role),
        nation=cast("Nation | None", nation),
        scope=cast("Any", scope),
        enabled=enabled,
        identity=cast("Any", identity),
        full_text=full_text,
        allow_private=allow_private,
        auth=auth,
        tags=tags,
    )


def _place(table: dict[str, Any], faults: Faults) -> PlaceSpec | None:
    faults.unknown_keys(table, PlaceSpec.__struct_fields__)
    identifier = values.slug(table, "id", faults)
    name = values.text(table, "name", faults, required=True)
    aliases = values.strings(table, "aliases", faults)
    if identifier is None or name is None:
        return None
    return PlaceSpec(id=identifier, name=name, aliases=aliases)


def _labels(topics: Any) -> dict[str, str]:
    """The labels of a reader's own topics by their ids, as far as they are told; their faults are noted elsewhere."""
    tables = topics.items() if isinstance(topics, dict) else ()
    return {name: str(table.get("label") or name) for name, table in tables if isinstance(table, dict)}


def _topics(table: dict[str, Any], faults: Faults) -> list[TopicSpec]:
    found = []
    for name, topic in table.items():
        faults.table = f"[topics.{name}]"
        if not isinstance(topic, dict):
            faults.add("", "must be a table")
            continue
        faults.unknown_keys(topic, ("label", *_TOPIC_LISTS))
        label = values.text(topic, "label", faults)
        words, abbr, exclusions = (tuple(values.strings(topic, key, faults)) for key in ("words", "abbr", "not"))
        found.append(TopicSpec(id=name, label=label or name, words=words, abbr=abbr, not_=exclusions))
    return found
