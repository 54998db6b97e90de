"""What split and join have in common: the store is changed, and the stories that there are now are named."""

from collections.abc import Callable

from cfnews.cli.output import Output
from cfnews.cli.world import World
from cfnews.errors import WrongUsage
from cfnews.query import short_ids, with_watches
from cfnews.render.common import counted
from cfnews.store.db import Database
from cfnews.store.stories import load, resolve
from cfnews.story import Story


def decide(world: World, name: str, ids: list[str], change: Callable[[Database, list[int], int], list[int]]) -> None:
    """Changes the stories named and tells which there are now, by row number as `change` gives them."""
    output = Output(world)
    if output.fields is not None:
        raise WrongUsage(f"{name} has no --fields", "leave it out")
    db = world.open_for_writing()
    try:
        rows = list(dict.fromkeys(resolve(db, ids)))
        made = change(db, rows, int(world.now.timestamp()))
        stories = with_watches(db, load(db, made), made, world.watches(db))
        short = short_ids(db, [story.id for story in stories])
    finally:
        db.close()
    _tell(world, output, name, stories, short)


def _tell(world: World, output: Output, name: str, stories: list[Story], short: dict[str, str]) -> None:
    if output.format in ("json", "jsonl"):
        from cfnews.render import as_json

        envelope = as_json.DecisionEnvelope(**as_json.head(name, world.now), stories=stories)
        output.write(as_json.encode_one(envelope, in_a_line=output.format == "jsonl"))
        return
    if len(stories) == 1:
        output.say(
            f"It is one story now, {short[stories[0].id]}, told by {counted(len(stories[0].sources), 'source')}."
        )
        return
    output.say(f"There are {len(stories)} stories now:")
    for story in stories:
        output.say(f"  {short[story.id]}  {story.sources[0].name}: {story.title}")
