"""`cfnews status`: paths, sizes, versions, last refresh, failing and silent feeds."""

import contextlib
import platform
import re
from pathlib import Path

import msgspec
import typer

from cfnews import __version__
from cfnews.cli.output import Output
from cfnews.cli.world import World
from cfnews.errors import WrongUsage
from cfnews.masking import MASK, without_secrets
from cfnews.query import silent_feeds, store_state, warnings
from cfnews.render.as_json import SCHEMA_VERSION, StatusEnvelope, encode_one, head
from cfnews.store.db import Database, sqlite_version
from cfnews.store.schema import VERSION
from cfnews.times import spoken_time

_PROXIES = ("HTTP_", "HTTPS_", "NO_PROXY", "http_", "https_", "no_proxy")
_OWN = "CFNEWS_"
_TELLING = (_OWN, "LANG", "LC_", "TERM", "NO_COLOR", "FORCE_COLOR", "CLICOLOR", *_PROXIES)
# What readers name so themselves may hold the password of a feed.
_KNOWN = ("HOME", "FEEDS", "STORE", "STATE", "CACHE_DIR", "OFFLINE", "PLAIN", "COLOR", "PAGER", "TZ", "NOW")


def command(ctx: typer.Context) -> None:
    """Says where everything is and how it does, enough for a report of a fault."""
    world: World = ctx.obj
    output = Output(world)
    db = world.look()
    try:
        envelope = _gather(world, db, libraries=output.format in ("json", "jsonl"))
        output.settle(accessible=world.settings(db).accessible)
        if output.fields is not None:
            raise WrongUsage("status has no --fields", "leave it out")
        if output.format in ("json", "jsonl"):
            output.write(encode_one(envelope, in_a_line=output.format == "jsonl"))
            return
        pairs = _pairs(envelope, world, db)
    finally:
        db.close()
    if output.format == "plain":
        output.write_plain(f"{name}: {value}" for name, value in pairs)
    elif output.format == "text":
        from cfnews.render.as_terminal import pair_lines

        output.write_lines(pair_lines(pairs))
    else:
        raise WrongUsage(f"status has no format {output.format!r}", "use text, plain or json")


def _gather(world: World, db: Database, *, libraries: bool) -> StatusEnvelope:
    places = world.places
    store = store_state(db, world.now, world.settings(db).refresh_after, world.offline)
    if db.path is None:  # before the first fetch the store knows no feed
        store = msgspec.structs.replace(store, feeds_total=sum(spec.enabled for spec in world.catalogue().feeds))
    return StatusEnvelope(
        **head("status", world.now),
        timezone=world.zone_name(db),
        paths={
            "feeds": str(places.feeds),
            "store": str(places.store),
            "cache": str(places.cache),
            **({"state": str(places.state)} if places.state else {}),
        },
        sizes={"store": _size(places.store), "cache": sum(_size(path) for path in places.cache.glob("*"))},
        versions={
            "cfnews": __version__,
            "schema": SCHEMA_VERSION,
            "store": str(VERSION),
            "python": platform.python_version(),
            "sqlite": sqlite_version(),
            **(_libraries() if libraries else {}),
        },
        stories=db.value("SELECT count(*) FROM story"),
        entries=db.value("SELECT count(*) FROM entry"),
        store=store,
        failing=warnings(db),
        silent=silent_feeds(db, world.now),
        platform=platform.platform(),
        environment=_environment(world),
    )


def _libraries() -> dict[str, str]:
    """The versions of what cfnews needs, as its own metadata lists it."""
    from importlib import metadata

    try:
        needed = metadata.requires("cfnews") or []
    except metadata.PackageNotFoundError:  # run from its source
        return {}
    names = dict.fromkeys(re.split(r"[^\w.-]", one, maxsplit=1)[0] for one in needed if "extra ==" not in one)
    found = {}
    for name in names:
        with contextlib.suppress(metadata.PackageNotFoundError):
            found[name] = metadata.version(name)
    return found


def _environment(world: World) -> dict[str, str]:
    """The variables that make a difference, with nothing secret in them."""
    given = sorted(world.environment.items())
    return {name: _shown(name, value) for name, value in given if value and name.startswith(_TELLING)}


def _shown(name: str, value: str) -> str:
    known = not name.startswith(_OWN) or name.removeprefix(_OWN) in _KNOWN
    return without_secrets(value) if known else MASK


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _pairs(status: StatusEnvelope, world: World, db: Database) -> list[tuple[str, str]]:
    last = status.store.last_fetch_at
    versions = status.versions
    pairs = [
        ("cfnews", f"{versions['cfnews']} (Python {versions['python']}, SQLite {versions['sqlite']})"),
        ("feeds file", status.paths["feeds"]),
        ("store", f"{status.paths['store']} ({status.sizes['store'] / 1e6:.1f} MB)"),
        *([("your state", f"{status.paths['state']}; the store is only read")] if "state" in status.paths else []),
        ("cache", f"{status.paths['cache']} ({status.sizes['cache'] / 1e6:.1f} MB, may be deleted)"),
        ("stories", f"{status.stories:,} from {status.entries:,} entries"),
        ("feeds", f"{status.store.feeds_total} on, {status.store.feeds_failed} failing"),
        ("last fetch", spoken_time(last, world.now, world.zone(db)) if last else "never"),
    ]
    pairs += [("failing", f"{warned.feed}: {warned.message}") for warned in status.failing]
    return pairs + [("silent", warned.message) for warned in status.silent]
