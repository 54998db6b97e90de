"""`cfnews timeline`: inspections and stories of a place, a body or a topic, oldest to newest."""

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec import structs

from cfnews.cli.counting import Window, program, sample_warnings, window, write_machine
from cfnews.cli.naming import find_subject
from cfnews.cli.output import Output
from cfnews.cli.reading import reading_store
from cfnews.cli.world import World
from cfnews.query import short_ids
from cfnews.render.documents import PAGES, timeline_writer
from cfnews.sector.chronicle import Step, Subject, Timeline, in_order, last_inspection, last_judgement, within
from cfnews.store.db import Database

if TYPE_CHECKING:
    from cfnews.render.as_json import TimelineEnvelope

_STORIES = 50


def command(
    ctx: typer.Context,
    name: Annotated[list[str], typer.Argument(metavar="PLACE", help="A place, a body or a topic.")],
) -> None:
    """Shows inspections with their judgements, and the news about them, oldest to newest."""
    world: World = ctx.obj
    output = Output(world, on_pipe="text", documents=PAGES)
    with reading_store(world, output) as db:
        output.settle(accessible=world.settings(db).accessible)
        with db.snapshot():
            subject = find_subject(world, db, " ".join(name))
            asked = window(world, db, default=None, limit=_STORIES)
            timeline = _gather(world, db, subject, asked)
            short = _short(db, timeline) if output.format in ("text", "plain") else {}
        _write(world, output, db, timeline, short, asked)
        if output.format == "text" and timeline.returned < timeline.stories:
            output.say(f"{timeline.returned:,} of {timeline.stories:,} stories; all of them with --limit 0")


def _gather(world: World, db: Database, subject: Subject, asked: Window) -> Timeline:
    from cfnews.sector.card_index import shipped_steps
    from cfnews.sector.joining import joined
    from cfnews.store.labelled import labelled

    zone = world.zone(db)
    found = labelled(db, subject.kind, subject.labels, since=asked.since, until=asked.until, limit=asked.limit)
    codes = {place.code for place in subject.places}
    news = [
        one._replace(events=tuple(event for event in one.events if not codes or event.place in codes))
        for one in found.news
    ]
    shipped = [step for place in subject.places for step in shipped_steps(place)]
    steps = in_order(joined(shipped, news, found.shown, zone))
    first = asked.since.astimezone(zone).date() if asked.since else None
    last = (asked.until - timedelta(seconds=1)).astimezone(zone).date() if asked.until else None
    today = world.now.astimezone(zone).date()
    one_place = len(subject.places) == 1
    return Timeline(
        subject=subject,
        steps=[step for step in steps if step.type == "story" or within(step, first, last)],
        last_judgement=last_judgement(steps, today) if one_place else None,
        last_inspection=last_inspection(steps, today) if one_place else None,
        outcomes_as_of=max((step.as_of for step in shipped if step.as_of), default=None),
        stories=found.matched,
        returned=len(found.shown),
    )


def _short(db: Database, timeline: Timeline) -> dict[str, str]:
    from cfnews.render.timeline import NAMED

    return short_ids(db, list({one.id for step in timeline.steps for one in step.told_by[:NAMED]}))


def _notes(world: World, db: Database) -> list[str]:
    """What stands above a document: that all is invented, where it is, and as of when it was written."""
    from cfnews.render.edition import moment

    warned = [f"{one.message}." for one in sample_warnings(world)]
    return [*warned, f"As of {moment(world.now, world.zone(db))}."]


def _write(
    world: World, output: Output, db: Database, timeline: Timeline, short: dict[str, str], asked: Window
) -> None:
    if output.format == "text":
        from cfnews.render.timeline_styled import timeline_lines

        output.write_lines(timeline_lines(timeline, short, program(world)))
        return
    if output.is_document:
        output.write(timeline_writer(output.format)(timeline, _notes(world, db)))
        return
    from cfnews.render.timeline import DEFAULT_FIELDS, FIELDS, plain_lines

    if output.format == "plain":
        output.write_plain(plain_lines(timeline, short))
        return

    def envelope() -> "TimelineEnvelope":
        from cfnews.render.as_json import TimelineEnvelope, head

        return TimelineEnvelope(
            **head("timeline", world.now),
            timezone=world.zone_name(db),
            since=asked.since,
            until=asked.until,
            **structs.asdict(timeline),
            warnings=sample_warnings(world),
        )

    write_machine(output, Step, timeline.steps, FIELDS, DEFAULT_FIELDS, envelope, "steps")
