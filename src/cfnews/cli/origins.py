"""Where each setting comes from, the strongest first: a flag, the environment, the feeds file, what holds otherwise."""

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from cfnews.catalogue.read import read_catalogue
from cfnews.cli.rule_names import NAMES
from cfnews.cli.world import World
from cfnews.masking import without_secrets
from cfnews.model import Settings
from cfnews.reports import Setting

_HOMES = {"feeds": "XDG_CONFIG_HOME", "store": "XDG_DATA_HOME", "cache_dir": "XDG_CACHE_HOME"}
_SWITCHES = {"offline": "CFNEWS_OFFLINE", "plain": "CFNEWS_PLAIN"}
_UNITS = ((604800, "w"), (86400, "d"), (3600, "h"), (60, "m"), (1, "s"))


def settings(world: World) -> list[Setting]:
    """Every setting of this run. Raises InvalidCatalogue if the feeds file has faults."""
    catalogue = read_catalogue(world.places.feeds, NAMES)
    return [*_places(world), *_of_file(world, catalogue.settings), *_switches(world)]


def _places(world: World) -> Iterator[Setting]:
    places = world.places
    for name, path in (("feeds", places.feeds), ("store", places.store), ("cache_dir", places.cache)):
        variables = (f"CFNEWS_{name.upper()}", "CFNEWS_HOME", _HOMES[name])
        origin, source = _from_outside(world, name, variables)
        if name == "feeds" and path != places.config_feeds:
            origin, source = "default", "the list that comes with cfnews"
        yield Setting(name=name, value=str(path), origin=origin, source=source)
    if places.state is not None:
        origin, source = _from_outside(world, "state", ("CFNEWS_STATE",))
        yield Setting(name="state", value=str(places.state), origin=origin, source=source)


def _from_outside(world: World, key: str, variables: tuple[str, ...]) -> tuple[str, str | None]:
    if world.flag(key):
        return "flag", f"--{key.replace('_', '-')}"
    for name in variables:
        value = world.environment.get(name, "")
        if value and (not name.startswith("XDG_") or value.startswith("/")):
            return "environment", name
    return "default", None


def _of_file(world: World, settings: Settings) -> Iterator[Setting]:
    path = world.places.feeds
    table: Mapping[str, Any] = tomllib.loads(path.read_text("utf-8-sig")).get("settings", {})
    for name in Settings.__struct_fields__:
        if name == "timezone" and world.environment.get("CFNEWS_TZ"):
            yield Setting(name=name, value=world.environment["CFNEWS_TZ"], origin="environment", source="CFNEWS_TZ")
        elif name in table:
            value = table[name]
            yield Setting(
                name=name,
                value=without_secrets(value) if isinstance(value, str) else value,
                origin="file",
                source=f"{path} [settings]",
            )
        else:
            yield Setting(name=name, value=_as_written(name, getattr(settings, name)), origin="default")


def _as_written(name: str, value: Any) -> str | int | bool | None:
    """A default as the file would have it: 1h, 10MB."""
    if name == "max_bytes":
        return f"{value // 1_000_000}MB"
    if isinstance(value, float):
        size, unit = next((size, unit) for size, unit in _UNITS if value % size == 0)
        return f"{int(value // size)}{unit}"
    plain: str | int | bool | None = value
    return plain


def _switches(world: World) -> Iterator[Setting]:
    for name, variable in _SWITCHES.items():
        on = world.is_set(name, variable)
        origin, source = _from_outside(world, name, (variable,))
        yield Setting(name=name, value=on, origin=origin, source=source)
    for name, variables in (("color", ("CFNEWS_COLOR",)), ("pager", ("CFNEWS_PAGER", "PAGER"))):
        origin, source = _from_outside(world, name, variables)
        outside = world.flag(name) or world.environment.get(source or "", "")
        yield Setting(name=name, value=outside or ("auto" if name == "color" else None), origin=origin, source=source)
