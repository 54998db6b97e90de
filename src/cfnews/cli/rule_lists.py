"""What `watch list` and `hide list` tell: each rule in words, and how many stored stories it means."""

from datetime import datetime, timedelta
from typing import Any

import msgspec

from cfnews.catalogue.rules import LISTS
from cfnews.cli.choose import DEFAULT_CURSOR
from cfnews.cli.output import Output
from cfnews.cli.reading import reading_store
from cfnews.cli.rule_editing import Sort, rules_of
from cfnews.cli.rule_flags import own_labels
from cfnews.cli.world import World
from cfnews.errors import WrongUsage
from cfnews.model import Rule, WatchSpec
from cfnews.render.rules import in_words, overview_in_words
from cfnews.reports import RuleOverview
from cfnews.store.db import Database
from cfnews.store.hiding import hidden_at
from cfnews.store.stories import find
from cfnews.story import Selection

_WEEK, _MONTH = timedelta(days=7), timedelta(days=30)


def write_rules(world: World, sort: Sort) -> None:
    """Reads and writes the rules of one sort."""
    output = Output(world)
    if output.format not in ("text", "plain", "json", "jsonl") or output.fields is not None:
        raise WrongUsage(f"{sort} list has no tables and no --fields", "use text, plain, json or jsonl")
    catalogue = world.catalogue()
    with reading_store(world, output) as db:
        output.settle(accessible=world.settings(db).accessible)
        labels = own_labels(catalogue)
        rules = [_overview(world, db, rule, in_words(rule, labels)) for rule in rules_of(catalogue, sort)]
    _write(world, output, sort, rules)


def _overview(world: World, db: Database, rule: Rule, said: str) -> RuleOverview:
    now = world.now
    lists: dict[str, Any] = {key: list(getattr(rule, key)) for key in (*LISTS, "near")}
    counts: dict[str, Any]
    if isinstance(rule, WatchSpec):
        week, month = (_matched(db, rule, since=now - length) for length in (_WEEK, _MONTH))
        counts = {"last_7_days": week, "last_30_days": month, "stories": _matched(db, rule)}
        new: int | None = _matched(db, rule, new=True, cursor=DEFAULT_CURSOR)
    else:
        at = hidden_at(db, rule.name)
        counts = {
            "last_7_days": _since(at, now - _WEEK),
            "last_30_days": _since(at, now - _MONTH),
            "stories": len(at),
        }
        new = None
    return RuleOverview(name=rule.name, said=said, neighbours=rule.neighbours, new=new, **lists, **counts)


def _matched(db: Database, watch: WatchSpec, **more: object) -> int:
    asked = msgspec.structs.replace(Selection(watches=[watch], limit=1), **more)
    return find(db, asked)[1].matched


def _since(at: list[int], moment: datetime) -> int:
    return sum(one >= moment.timestamp() for one in at)


def _write(world: World, output: Output, sort: Sort, rules: list[RuleOverview]) -> None:
    if output.format in ("json", "jsonl"):
        from cfnews.render import as_json
        from cfnews.render.rules_json import RulesEnvelope

        if output.format == "jsonl":
            output.write(as_json.encode_lines(rules))
        else:
            output.write(as_json.encode(RulesEnvelope(**as_json.head(f"{sort}-list", world.now), rules=rules)))
        return
    said = list(overview_in_words(rules, hides=sort == "hide"))
    if output.format == "plain":
        output.write_plain(f"{one.words}{'' if one.words.endswith('.') else '.'}" for one in said)
    else:
        from cfnews.render.as_terminal import said_lines

        output.write_lines(said_lines(said))
    if not rules:
        output.say(f"There is none. Make one with: cfnews {sort} add NAME WORDS")
