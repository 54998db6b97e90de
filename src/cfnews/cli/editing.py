"""What edits of feeds.toml tell, the same for each: lines for a person, one envelope for a script."""

from collections.abc import Iterator, Mapping, Sequence

from cfnews.cli.output import Output
from cfnews.cli.own_feeds import OwnFeeds
from cfnews.cli.world import World
from cfnews.errors import NothingMatched, WrongUsage
from cfnews.masking import without_secrets
from cfnews.model import FeedSpec
from cfnews.render.common import counted
from cfnews.reports import FeedChange, LeftOutFeed

_SHOWN = 20  # feeds left out that are told of one by one
_SAME = {"enabled": "is on already", "disabled": "is off already", "added": "is there already"}


def output_for_edits(world: World, command: str) -> Output:
    """The output of a command that edits. Raises WrongUsage for a format that has no place for what it tells."""
    output = Output(world)
    if output.format not in ("text", "plain", "json", "jsonl") or output.fields is not None:
        raise WrongUsage(f"{command} has no tables and no --fields", "use text, plain, json or jsonl")
    return output


def named_feeds(feeds: Sequence[FeedSpec], names: Sequence[str], hint: str = "") -> list[FeedSpec]:
    """The feeds of these ids, each once. Raises NothingMatched for one that is not there."""
    known = {spec.id: spec for spec in feeds}
    for name in names:
        if name not in known:
            from cfnews.catalogue.faults import did_you_mean

            raise NothingMatched(f"there is no feed {name!r} in feeds.toml", hint or did_you_mean(name, known))
    return [known[name] for name in dict.fromkeys(names)]


def change(spec: FeedSpec, what: str, was: str | None = None, entries: int = 0, **now: bool) -> FeedChange:
    """What became of a feed, with nothing secret in its address."""
    enabled = now.get("enabled", spec.enabled)
    values = {"id": spec.id, "name": spec.name, "url": without_secrets(spec.url), "section": spec.section}
    return FeedChange(change=what, was=was, entries=entries, enabled=enabled, **values)


def tell_edit(
    world: World,
    output: Output,
    edit: OwnFeeds,
    changes: Sequence[FeedChange],
    left_out: Sequence[LeftOutFeed] = (),
    *,
    dry_run: bool = False,
) -> None:
    """Tells what an edit did; where nothing was written, `edit.created` and `edit.backup` say so."""
    if edit.created and not dry_run:
        output.say(f"{edit.path} is now your own list of feeds: a copy of the one that comes with cfnews, changed so:")
    if output.format in ("json", "jsonl"):
        from cfnews.render import as_json
        from cfnews.render.catalogue_json import FeedsEditEnvelope

        envelope = FeedsEditEnvelope(
            **as_json.head("feeds-edit", world.now),
            file=str(edit.path),
            created=edit.created and not dry_run,
            backup=str(edit.backup) if edit.backup else None,
            dry_run=dry_run,
            changes=list(changes),
            left_out=list(left_out),
        )
        output.write(as_json.encode_one(envelope, in_a_line=output.format == "jsonl"))
        return
    output.write_plain([*map(_told, changes), *_told_left_out(left_out)])


def _told(one: FeedChange) -> str:
    if one.change == "unchanged":
        return f"{one.id} {_SAME.get(one.was or '', 'is as it was')}"
    if one.change == "renamed":
        follow = f"; {counted(one.entries, 'entry follows', 'entries follow')}" if one.entries else ""
        return f"renamed {one.was} to {one.id}{follow}"
    if one.change == "added":
        return f"added {one.id}: {one.name}, {one.url}"
    return f"{ {'removed': 'removed', 'enabled': 'switched on', 'disabled': 'switched off'}[one.change] } {one.id}"


def _told_left_out(left_out: Sequence[LeftOutFeed]) -> Iterator[str]:
    for one in left_out[:_SHOWN]:
        yield f"left out, line {one.line}: {one.title or one.url or 'no title'}: {one.reason}"
    if len(left_out) > _SHOWN:
        yield f"left out: {len(left_out) - _SHOWN:,} more"


def switch(world: World, output: Output, names: Sequence[str], *, enabled: bool) -> None:
    """Switches feeds on or off, all of them or, where one is unknown, none."""
    from cfnews.catalogue.edit import set_enabled
    from cfnews.cli.own_feeds import own_feeds

    word = "enabled" if enabled else "disabled"
    with own_feeds(world) as edit:
        chosen = named_feeds(edit.catalogue.feeds, names)
        others = [spec.id for spec in chosen if spec.enabled != enabled]
        edit.write(set_enabled(edit.text, others, edit.path, enabled=enabled) if others else edit.text)
    changes = [
        change(spec, word, enabled=enabled) if spec.id in others else change(spec, "unchanged", word) for spec in chosen
    ]
    tell_edit(world, output, edit, changes)


def check_words(given: Mapping[str, str | None], known: Mapping[str, Sequence[str]]) -> None:
    """Raises WrongUsage for a word that its flag does not know."""
    for flag, words in known.items():
        word = given.get(flag)
        if word is not None and word not in words:
            from cfnews.catalogue.faults import did_you_mean

            raise WrongUsage(f"--{flag} {word!r} is not known", did_you_mean(word, words))
