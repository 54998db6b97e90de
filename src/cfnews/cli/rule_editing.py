"""Adding and removing watches and rules to hide: the edit of feeds.toml, and what is told of it."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from cfnews.catalogue.edit import add_rule, remove_rules, replace_rule
from cfnews.cli import ruling
from cfnews.cli.choose import rule_named
from cfnews.cli.editing import output_for_edits
from cfnews.cli.output import Output
from cfnews.cli.own_feeds import OwnFeeds, own_feeds
from cfnews.cli.rule_flags import own_labels, own_names, rule_of, table_of
from cfnews.cli.world import World
from cfnews.errors import CfnewsError, WrongUsage
from cfnews.model import Catalogue, HideSpec, Rule, WatchSpec
from cfnews.render.common import counted
from cfnews.render.rules import in_words
from cfnews.reports import RuleChange

Sort = Literal["watch", "hide"]
SPECS: Mapping[Sort, type[Rule]] = {"watch": WatchSpec, "hide": HideSpec}
CALLED: Mapping[Sort, str] = {"watch": "watch", "hide": "rule to hide"}
_DONE = {"added": "added", "replaced": "replaced", "removed": "removed", "unchanged": "is so already:"}


def rules_of(catalogue: Catalogue, sort: Sort) -> Sequence[Rule]:
    """The watches, or the rules to hide, in their order."""
    return catalogue.watches if sort == "watch" else catalogue.hides


def add(world: World, sort: Sort, name: str, asked: Mapping[str, Any], *, force: bool) -> None:
    """Adds a rule, or with `force` writes one of that name anew. `asked` is what `table_of` takes."""
    output = output_for_edits(world, f"{sort} add")
    name = " ".join(name.encode("utf-8", "replace").decode().split())
    if not any(character.isalnum() for character in name):
        raise WrongUsage("a name has a word in it", f"cfnews {sort} add NAME WORDS")
    with own_feeds(world) as edit:
        table = {"name": name, **table_of(world, edit.catalogue, **asked)}
        same = next((one for one in rules_of(edit.catalogue, sort) if one.name.casefold() == name.casefold()), None)
        if same is not None and not force:
            raise WrongUsage(f"there is a {CALLED[sort]} {same.name!r} already", "write it anew with --force")
        rule = rule_of(SPECS[sort], name, table, own_names(edit.catalogue))
        if same is None:
            edit.write(add_rule(edit.text, sort, table, edit.path))
        else:
            table["name"] = same.name
            edit.write(replace_rule(edit.text, sort, table, edit.path))
    change = "added" if same is None else "replaced"
    said = in_words(rule, own_labels(edit.catalogue))
    _tell(world, output, sort, edit, [RuleChange(name=table["name"], change=change, said=said)])


def remove(world: World, sort: Sort, names: Sequence[str]) -> None:
    """Removes rules, all of them or, where one is unknown, none."""
    output = output_for_edits(world, f"{sort} remove")
    with own_feeds(world) as edit:
        chosen = list(
            {
                rule.name: rule for rule in (rule_named(rules_of(edit.catalogue, sort), one, sort) for one in names)
            }.values()
        )
        edit.write(remove_rules(edit.text, sort, [rule.name for rule in chosen], edit.path))
    labels = own_labels(edit.catalogue)
    changes = [RuleChange(name=rule.name, change="removed", said=in_words(rule, labels)) for rule in chosen]
    _tell(world, output, sort, edit, changes)


def _tell(world: World, output: Output, sort: Sort, edit: OwnFeeds, changes: Sequence[RuleChange]) -> None:
    if edit.created:
        output.say(f"{edit.path} is now your own list of feeds: a copy of the one that comes with cfnews, changed so:")
    stories = _honoured(world, output) if sort == "hide" else None
    if output.format in ("json", "jsonl"):
        from cfnews.render import as_json
        from cfnews.render.rules_json import RulesEditEnvelope

        envelope = RulesEditEnvelope(
            **as_json.head(f"{sort}-edit", world.now),
            file=str(edit.path),
            created=edit.created,
            backup=str(edit.backup) if edit.backup else None,
            changes=list(changes),
            stories=stories,
        )
        output.write(as_json.encode_one(envelope, in_a_line=output.format == "jsonl"))
        return
    output.write_plain(f"{_DONE[one.change]} {one.name}: {one.said}" for one in changes)
    if stories is not None:
        now = (
            "hidden" if changes[0].change == "added" else "shown again" if changes[0].change == "removed" else "changed"
        )
        output.say(f"{counted(stories, 'stored story is', 'stored stories are')} {now}")


def _honoured(world: World, output: Output) -> int | None:
    """How many stories changed as the rules came into force; None where they could not, or nothing is stored."""
    if world.is_shared:
        output.warn("rules to hide are those of the machine that keeps the store; this one holds where you fetch")
        return None
    if not world.places.store.exists():
        return None
    try:
        return ruling.put(world)
    except CfnewsError as error:
        output.warn(f"the rules come into force with the next reading: {error.message}")
        return None
