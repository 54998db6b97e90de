"""Publishing as the command does it: which stories, what is said of them, where to, and how it is told."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

import msgspec

from cfnews.cli.caring import megabytes, tell_result
from cfnews.cli.choose import choose, meaning
from cfnews.cli.counting import sample_warnings
from cfnews.cli.output import Output
from cfnews.cli.refreshing import listen_for_the_end
from cfnews.cli.ruling import open_by_the_rules
from cfnews.cli.world import World
from cfnews.errors import NothingMatched, WrongUsage
from cfnews.masking import holds_secret
from cfnews.normalise.characters import one_line
from cfnews.query import Reading, read
from cfnews.render.common import counted
from cfnews.render.edition import address
from cfnews.store.db import Database
from cfnews.times import start_of_day

if TYPE_CHECKING:
    from cfnews.render.publish_json import PublishEnvelope
    from cfnews.site.building import Site
    from cfnews.site.folder import Published
    from cfnews.site.material import Material

_DAYS = 30
_LONGEST_TITLE = 80


class Wishes(NamedTuple):
    """What is asked for of a site, beside its stories."""

    title: str
    base: str | None
    indexed: bool
    with_private: bool
    force: bool


def publish(world: World, folder: Path, wishes: Wishes) -> None:
    """Writes the site to the folder and tells what that changed.

    Raises NothingMatched where nothing is stored, or nothing matches and --fail-if-empty is given; WrongUsage for a
    title or an address that is none, and as `site.folder.put` does.
    """
    from cfnews.site.building import build
    from cfnews.site.folder import put

    output = _output_of(world)
    wishes = wishes._replace(title=_title(wishes.title), base=_base(wishes.base))
    with closing(open_by_the_rules(world)) as db:
        if db.path is None:
            raise NothingMatched("nothing is stored yet that could be published", "fetch first: cfnews fetch")
        found = _read(world, db)
        material = _material(world, db, found, wishes)
    if not material.stories and world.flag("fail_if_empty"):
        raise NothingMatched("" if world.flag("quiet") else "nothing matched, so nothing is published", "")
    listen_for_the_end()
    site = build(material)
    came = put(folder, site.files, force=wishes.force)
    for path in came.kept:
        output.warn(f"{path} is no longer part of the site, and stays: it is not as it was written")
    if not world.flag("quiet") or output.format in ("json", "jsonl"):
        told = _envelope(world, folder, found, site, came)
        tell_result(output, told, _lines(told))


def _output_of(world: World) -> Output:
    output = Output(world)
    if output.format not in ("text", "plain", "json", "jsonl") or output.fields is not None:
        raise WrongUsage("publish has no tables and no --fields", "use text, plain, json or jsonl")
    return output


def _title(words: str) -> str:
    title = one_line(words.encode("utf-8", "replace").decode())
    if not title or len(title) > _LONGEST_TITLE:
        raise WrongUsage(f"--title has 1 to {_LONGEST_TITLE} letters", 'such as --title "Fostering news"')
    return title


def _base(words: str | None) -> str:
    """The site's address, ending in a slash; "" where none is given."""
    if words is None:
        return ""
    url = address(words.strip())
    if not url or holds_secret(url) or any(urlsplit(url)[3:]):
        raise WrongUsage(f"--base-url {words!r} is no address of a site", "such as https://desk.example.org/news/")
    return url if url.endswith("/") else f"{url}/"


def _read(world: World, db: Database) -> Reading:
    """The stories that the flags ask for; of the last 30 days, today not counted, if they name no time.

    Without the watches that mean them: which these are is the reader's own affair.
    """
    selection = choose(world, db)
    if world.flag("since") is None:
        last = (selection.until or world.now).astimezone(world.zone(db)).date()
        since = start_of_day(last - timedelta(days=_DAYS), world.zone(db))
        selection = msgspec.structs.replace(selection, since=since)
    if world.flag("limit") is None:
        selection = msgspec.structs.replace(selection, limit=0)
    refresh_after = world.settings(db).refresh_after
    return read(
        db, selection, now=world.now, refresh_after=refresh_after, offline=world.offline, meaning=meaning(world, db)
    )


def _material(world: World, db: Database, found: Reading, wishes: Wishes) -> "Material":
    from cfnews.render.feed_items import selection_mark
    from cfnews.site.material import Material, fit_to_publish

    zone = world.zone(db)
    private = set() if wishes.with_private else _private_feeds(world)
    return Material(
        title=wishes.title,
        stories=fit_to_publish(found.stories, private),
        zone=zone,
        today=world.now.astimezone(zone).date(),
        mark=selection_mark(found.selection),
        base=wishes.base or "",
        read_at=found.state.last_fetch_at,
        indexed=wishes.indexed,
        is_sample=world.sample,
    )


def _private_feeds(world: World) -> set[str]:
    """The feeds that only the reader may read: by a password or a token, or by an address that is itself the key."""
    from cfnews.catalogue.addresses import is_masked

    feeds = world.catalogue().feeds
    return {one.id for one in feeds if one.auth is not None or holds_secret(one.url) or is_masked(one.url)}


def _envelope(world: World, folder: Path, found: Reading, site: "Site", came: "Published") -> "PublishEnvelope":
    from cfnews.render.envelope import head
    from cfnews.render.publish_json import PublishEnvelope

    pages = [len(body) for path, body in site.files.items() if path.endswith(".html")]
    counts: dict[str, Any] = {
        **came._asdict(),
        "stories": sum(map(len, site.plan.days.values())),
        "days": len(site.plan.days),
        "topics": len(site.plan.topics),
        "places": len(site.plan.places),
        "pages": len(pages),
        "largest_page": max(pages),
        "files": len(site.files),
        "bytes": sum(map(len, site.files.values())),
    }
    return PublishEnvelope(
        **head("publish", world.now),
        **counts,
        folder=str(folder),
        since=found.selection.since,
        until=found.selection.until,
        left_out=len(found.stories) - counts["stories"],
        warnings=sample_warnings(world),
    )


def _lines(told: "PublishEnvelope") -> Iterator[str]:
    what = (
        counted(told.stories, "story", "stories"),
        counted(told.days, "day"),
        counted(told.topics, "topic"),
        counted(told.places, "place"),
    )
    yield f"{told.folder}: {', '.join(what)} on {counted(told.pages, 'page')}, {megabytes(told.bytes)}"
    yield f"{counted(told.written, 'file')} written, {told.unchanged:,} unchanged, {told.removed:,} removed"
    if told.left_out:
        yield f"{counted(told.left_out, 'story', 'stories')} of private feeds left out"
