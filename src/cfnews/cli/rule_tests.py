"""What `watch test` and `hide test` tell: which stored stories a rule means, and why. Changes nothing."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from cfnews.cli.choose import rule_named
from cfnews.cli.counting import Window, window
from cfnews.cli.output import Output
from cfnews.cli.reading import reading_store
from cfnews.cli.rule_editing import SPECS, Sort, rules_of
from cfnews.cli.rule_flags import own_labels, own_names, rule_of, table_of
from cfnews.cli.world import World
from cfnews.errors import NothingMatched, WrongUsage
from cfnews.model import Rule
from cfnews.render.rules import in_words, matches_in_words, value_name
from cfnews.reports import RuleHit, RuleMatch
from cfnews.store.db import Database
from cfnews.store.judging import hits, meant_within, quotes
from cfnews.store.marks import decided
from cfnews.store.stories import load
from cfnews.story import Story

_WINDOW, _SHOWN = timedelta(days=30), 20


def write_test(world: World, sort: Sort, name: str | None, asked: Mapping[str, Any]) -> None:
    """Tests the rule of a name, or one that the flags make; raises WrongUsage for both or neither."""
    output = Output(world)
    if output.format not in ("text", "plain", "json", "jsonl") or output.fields is not None:
        raise WrongUsage(f"{sort} test has no tables and no --fields", "use text, plain, json or jsonl")
    rule, labels = _rule(world, sort, name, asked)
    with reading_store(world, output) as db:
        output.settle(accessible=world.settings(db).accessible)
        when = window(world, db, default=_WINDOW, limit=_SHOWN)
        with db.snapshot():
            rows = meant_within(db, rule, when.since, when.until, and_hidden=sort == "hide")
            shown = rows[: when.limit or None]
            stories = _matches(db, rule, shown, labels, hides=sort == "hide")
        if not rows and world.flag("fail_if_empty"):
            raise NothingMatched("" if world.flag("quiet") and output.format != "json" else "nothing matched", "")
        _write(world, db, output, sort, (name and rule.name, in_words(rule, labels)), when, len(rows), stories)


def _rule(world: World, sort: Sort, name: str | None, asked: Mapping[str, Any]) -> tuple[Rule, dict[str, str]]:
    catalogue = world.catalogue()
    flags = any(asked.values()) or any(
        world.flag(key) for key in ("place", "topic", "body", "kind", "feed", "section", "nation", "exclude")
    )
    if name is not None:
        if flags:
            raise WrongUsage("give a name or flags, not both", f"cfnews {sort} test NAME, or --words WORDS --place ...")
        return rule_named(rules_of(catalogue, sort), name, sort), own_labels(catalogue)
    if not flags:
        raise WrongUsage(f"say which {sort} to test", f"cfnews {sort} test NAME, or --words WORDS --place ...")
    table = table_of(world, catalogue, **asked)
    return rule_of(SPECS[sort], "", table, own_names(catalogue)), own_labels(catalogue)


def _matches(
    db: Database, rule: Rule, rows: Sequence[int], labels: Mapping[str, str], *, hides: bool
) -> list[RuleMatch]:
    found, told = hits(db, rule, rows), quotes(db, rule.words, rows)
    matches = []
    for row, story in zip(rows, load(db, rows), strict=True):
        matches.append(
            RuleMatch(
                id=story.id,
                title=story.title,
                url=story.url,
                feed=story.sources[0].feed,
                source=story.sources[0].name,
                published_at=story.published_at or story.first_seen_at,
                hits=[
                    RuleHit(
                        key=part.key,
                        value=part.value,
                        name=value_name(part.key, part.value, labels),
                        text=told.get((row, part.value)) if part.key == "words" else None,
                    )
                    for part in found.get(row, ())
                ],
                spared=_spared(db, row, story) if hides else None,
            )
        )
    return matches


def _spared(db: Database, row: int, story: Story) -> str | None:
    """Why a rule to hide leaves a story in sight."""
    said = decided(db, row).get("hidden")
    if said is not None and not said.value:
        return "you have shown it"
    return "it is starred" if story.starred else None


def _write(
    world: World,
    db: Database,
    output: Output,
    sort: Sort,
    rule: tuple[str | None, str],
    when: Window,
    matched: int,
    stories: list[RuleMatch],
) -> None:
    name, said = rule
    if output.format in ("json", "jsonl"):
        from cfnews.render import as_json
        from cfnews.render.rules_json import RulesTestEnvelope

        if output.format == "jsonl":
            output.write(as_json.encode_lines(stories))
            return
        envelope = RulesTestEnvelope(
            **as_json.head(f"{sort}-test", world.now),
            timezone=world.zone_name(db),
            name=name,
            said=said,
            since=when.since,
            until=when.until,
            matched=matched,
            stories=stories,
        )
        output.write(as_json.encode(envelope))
        return
    lines = list(matches_in_words(said, when.said, stories, matched, world.now, world.zone(db), hides=sort == "hide"))
    if output.format == "plain":
        output.write_plain(f"{one.words}." for one in lines)
    else:
        from cfnews.render.as_terminal import said_lines

        output.write_lines(said_lines(lines))
