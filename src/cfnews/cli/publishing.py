"""What was read as a digest in groups and, for documents and templates, as an edition; who a mail is from and to."""

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING, Literal

import msgspec

from cfnews.cli.capping import capped
from cfnews.cli.counting import sample_warnings
from cfnews.cli.options import GROUPINGS
from cfnews.cli.output import TEMPLATE, Output
from cfnews.cli.world import World
from cfnews.digest import Digest, Group, group
from cfnews.errors import WrongUsage
from cfnews.query import Reading, count_new_before, looked_at, short_ids
from cfnews.ranking import ranked
from cfnews.render.documents import edition_writer
from cfnews.store.db import Database
from cfnews.story import Story

if TYPE_CHECKING:
    from cfnews.render.edition import Edition, Letter

Name = Literal["digest", "list", "search"]


def grouping(world: World, default: str) -> str:
    """By what stories are put under headings. Raises WrongUsage."""
    by = world.flag("group_by") or default
    if by not in GROUPINGS:
        raise WrongUsage(f"--group-by {by!r} is not known", f"use one of {' '.join(GROUPINGS)}")
    return str(by)


def make_digest(world: World, db: Database, found: Reading, by: str, name: Name, most: int = 0) -> Digest:
    """What was read, its stories under headings, at most so many under each; in a digest, the highest in rank first."""
    selection = found.selection
    looked = looked_at(db, selection.cursor) if selection.new and selection.cursor else None
    first = selection.new and selection.since
    groups = group(_in_order(world, found, by, name), by, world.now, world.zone(db))  # type: ignore[arg-type]  # checked by grouping
    groups = capped(groups, most, by, world, selection, world.zone(db))
    return Digest(
        groups=groups,
        counts=msgspec.structs.replace(found.counts, returned=sum(len(one.stories) for one in groups)),
        state=found.state,
        now=world.now,
        since=looked or selection.since,
        older=count_new_before(db, selection, first) if first else 0,
        new=selection.new,
        failing=[one.feed for one in found.warnings if one.feed and one.code == "feed_failed"],
        silent=[one.message for one in found.warnings if one.code == "feed_silent"],
        sample=world.sample,
    )


def _in_order(world: World, found: Reading, by: str, name: Name) -> Sequence[Story]:
    """The stories in the order that was asked for, else a digest's by rank, but for one that tells day by day."""
    if name != "digest" or by == "day" or world.flag("sort"):
        return found.stories
    return ranked(found.stories, world.now)


def with_words(
    world: World, db: Database, found: Reading, by: str, name: Name = "digest", most: int = 0
) -> tuple[Digest, dict[str, str], tzinfo]:
    """The digest of what was read, the short ids of its stories, and the zone to tell times in."""
    short = short_ids(db, [story.id for story in found.stories])
    return make_digest(world, db, found, by, name, most), short, world.zone(db)


def write_edition(
    world: World, db: Database, output: Output, name: Name, found: Reading, by: str, most: int = 0
) -> Digest:
    """Writes what was read as a document, or by the reader's template; returns what was written."""
    from cfnews.render.edition import Edition

    digest = make_digest(world, db, found, by, name, most)
    edition = Edition(
        name=name,
        digest=msgspec.structs.replace(digest, groups=_named(digest.groups, by)),
        selection=found.selection,
        zone=world.zone(db),
        zone_name=world.zone_name(db),
        warnings=[*sample_warnings(world), *found.warnings],
        letter=letter(world.flags, world.settings(db).contact),
    )
    output.write(_written(output, edition))
    return digest


def _written(output: Output, edition: "Edition") -> str:
    if output.format != TEMPLATE:
        return edition_writer(output.format)(edition)
    from cfnews.cli.bounds import bounded
    from cfnews.render.as_template import write

    with bounded(str(output.template)):
        return write(edition, output.template)


def _named(groups: list[Group], by: str) -> list[Group]:
    """The groups, topics by their labels and in the order of these: a document's readers may never have seen an id."""
    if by != "topic":
        return groups
    from cfnews.sector.topic_labels import topic_label

    named = [msgspec.structs.replace(one, heading=topic_label(one.heading)) for one in groups if one.stories[0].topics]
    return [
        *sorted(named, key=lambda one: one.heading.casefold()),
        *(one for one in groups if not one.stories[0].topics),
    ]


def letter(flags: Mapping[str, object], contact: str) -> "Letter":
    """Who a mail is from and to: as the flags say, else the reader, if `contact` is a mail address.

    Raises WrongUsage for what is no address.
    """
    from cfnews.render.edition import Letter

    reader = contact if is_address(contact) else ""
    found = {key: str(flags.get(key) or "").strip() for key in ("from", "to")}
    for key, words in found.items():
        if words and not all(is_address(one) for one in words.split(",")):
            raise WrongUsage(f"--{key} {words!r} is no mail address", "use name@example.org")
    return Letter(sender=found["from"] or reader, to=found["to"] or reader)


def is_address(words: str) -> bool:
    """Whether these words are one plain mail address, with or without a name before it; never more than one line.

    Narrower than RFC 5322: an address that needs quotes is for a mail program to write.
    """
    import re

    name, address = (
        r"(?:[^\x00-\x1f\x7f-\x9f<>@,:;\"\\]* <)?",
        r"[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*",
    )
    found = re.fullmatch(rf"({name}){address}(>?)", words.strip(), re.ASCII)
    return found is not None and bool(found[1]) == bool(found[2])
