"""`cfnews feeds add`: one feed more, by its address, by a page's that names it, or by its id in the shipped list."""

from typing import Annotated, Any, cast, get_args

import typer

from cfnews.catalogue.addresses import address_key
from cfnews.catalogue.edit import add_feeds, add_table
from cfnews.catalogue.read import read_catalogue
from cfnews.catalogue.slugs import Ids, host_slug
from cfnews.catalogue.subscriptions import one_line
from cfnews.catalogue.values import SLUG
from cfnews.cli.editing import change, check_words, named_feeds, output_for_edits, tell_edit
from cfnews.cli.finding import address_of, candidate_lines, find, without_secret
from cfnews.cli.options import NATIONS, SECTIONS
from cfnews.cli.output import Output
from cfnews.cli.own_feeds import OwnFeeds, own_feeds
from cfnews.cli.world import World
from cfnews.errors import NothingMatched, WrongUsage
from cfnews.model import FeedSpec, Role
from cfnews.paths import shipped_feeds
from cfnews.reports import Candidate
from cfnews.times import zone_named

_KNOWN = {"section": SECTIONS, "role": get_args(Role), "nation": NATIONS, "scope": ("sector", "filter")}


def command(
    ctx: typer.Context,
    address: Annotated[str, typer.Argument(metavar="URL", help="Of a feed or a page; or an id of the shipped list.")],
    id_: Annotated[str | None, typer.Option("--id", metavar="ID", help="Its id; else made of its title.")] = None,
    name: Annotated[str | None, typer.Option(metavar="TEXT", help="What you see; else its title.")] = None,
    section: Annotated[str | None, typer.Option(metavar="NAME", help="The heading of its stories: news.")] = None,
    role: Annotated[str | None, typer.Option(metavar="NAME", help="How near it is to what it tells: trade.")] = None,
    nation: Annotated[str | None, typer.Option(metavar="NAME", help="Where it is of.")] = None,
    scope: Annotated[
        str | None, typer.Option(metavar="NAME", help="sector, or filter: it tells of everything.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Of several, the first.")] = False,
    allow_private: Annotated[bool, typer.Option("--allow-private", help="Also in a private network.")] = False,
) -> None:
    """Adds a feed to feeds.toml, switched on; with --offline without asking for it."""
    world: World = ctx.obj
    output = output_for_edits(world, "feeds add")
    words = {"id": id_, "name": name, "section": section, "role": role, "nation": nation, "scope": scope}
    given = {key: word for key, word in words.items() if word is not None}
    check_words(given, _KNOWN)
    if id_ is not None and not SLUG.fullmatch(id_):
        raise WrongUsage(f"--id {id_!r} is not a lower-case slug", "use a-z, 0-9 and single hyphens")
    if SLUG.fullmatch(address):
        _add_shipped(world, output, address, given)
        return
    url = address_of(address, private_allowed=allow_private)
    if _told_known(world, output, url):
        return
    title = ""
    if not world.offline:
        one = _the_one(world, output, url, yes=yes, private_allowed=allow_private)
        url, title = one.url, one_line(one.title)
        if _told_known(world, output, url):
            return
    with own_feeds(world) as edit:
        spec = _spec(edit, url, title, given, allow_private and not url.startswith("file:"))
        edit.write(add_feeds(edit.text, [spec], edit.path))
    tell_edit(world, output, edit, [change(spec, "added")])


def _told_known(world: World, output: Output, url: str) -> bool:
    """Whether the feed is there already, and then it is told."""
    with own_feeds(world) as edit:
        spec = next((spec for spec in edit.catalogue.feeds if address_key(spec.url) == address_key(url)), None)
        edit.created = False
    if spec is None:
        return False
    tell_edit(world, output, edit, [change(spec, "unchanged", "added")])
    return True


def _the_one(world: World, output: Output, url: str, *, yes: bool, private_allowed: bool) -> Candidate:
    """The feed that is meant. Raises NothingMatched where there are several, which are listed, or none answers."""
    found = find(world, url, private_allowed=private_allowed).candidates
    good = [one for one in found if one.error is None]
    if not good:
        raise NothingMatched(
            f"{url}: {found[0].error.message if found[0].error else 'no feed'}", f"it names {found[0].url}"
        )
    if len(good) == 1 or yes:
        return good[0]
    if output.format in ("text", "plain"):
        zone = zone_named(world.environment.get("CFNEWS_TZ") or world.catalogue().settings.timezone)
        output.write_plain(candidate_lines(map(without_secret, found), world.now, zone))
    raise NothingMatched(
        f"{url} names {len(good)} feeds; none was added",
        "give the address of one, as feeds discover lists them, or --yes for the first",
    )


def _spec(edit: OwnFeeds, url: str, title: str, given: dict[str, str], allow_private: bool) -> FeedSpec:
    """The new feed. Raises WrongUsage if the id that was given is taken."""
    taken = {spec.id for spec in edit.catalogue.feeds}
    if given.get("id") in taken:
        raise WrongUsage(f"there is a feed {given['id']!r} already", "give another --id")
    name = one_line(given.get("name", "")) or title or host_slug(url) or "feed"
    identifier = given.get("id") or Ids(taken).give(title or given.get("name", ""), url)
    rest = {key: word for key, word in given.items() if key not in ("id", "name")}
    return FeedSpec(id=identifier, name=name, url=url, allow_private=allow_private, **cast("Any", rest))


def _add_shipped(world: World, output: Output, name: str, given: dict[str, str]) -> None:
    if given:
        raise WrongUsage(
            "a feed of the shipped list comes with its own settings", "leave the flags out, and edit it after"
        )
    shipped = shipped_feeds()
    (spec,) = named_feeds(read_catalogue(shipped).feeds, [name], "see: cfnews feeds new; or give a whole address")
    with own_feeds(world) as edit:
        same = [one for one in edit.catalogue.feeds if one.id == name or address_key(one.url) == address_key(spec.url)]
        edit.write(edit.text if same else add_table(edit.text, shipped.read_text("utf-8"), name, edit.path))
    changes = [change(one, "unchanged", "added") for one in same] or [change(spec, "added", enabled=True)]
    tell_edit(world, output, edit, changes)
