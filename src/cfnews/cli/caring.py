"""What the commands that care for the store have in common: how they write it, and how they tell what came of it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from cfnews.cli.output import Output
from cfnews.cli.refreshing import listen_for_the_end
from cfnews.cli.world import World
from cfnews.errors import WrongUsage
from cfnews.paths import private_files
from cfnews.store.lock import write_lock

if TYPE_CHECKING:
    from pathlib import Path


def output_of(world: World, name: str) -> Output:
    """Where the command's result goes. Raises WrongUsage for a table, which it has none of."""
    output = Output(world)
    if output.format not in ("text", "plain", "json", "jsonl") or output.fields is not None:
        raise WrongUsage(f"store {name} has no tables and no --fields", "use text, plain, json or jsonl")
    return output


@contextmanager
def writing(world: World) -> Iterator[None]:
    """Nobody else writes the store meanwhile, but for marks. Raises StoreBusy, after --wait, WrongUsage if shared."""
    world.require_own_store("what writes the store")
    listen_for_the_end()
    wait = world.duration("wait") or timedelta()
    with private_files(), write_lock(world.places.store, world.now, wait.total_seconds()):
        yield


def tell_result(output: Output, envelope: Struct, lines: Iterable[str]) -> None:
    """Writes what came of it: as JSON, or in lines that are the same for a screen and for a screen reader."""
    if output.format in ("json", "jsonl"):
        from cfnews.render.as_json import encode_one

        output.write(encode_one(envelope, in_a_line=output.format == "jsonl"))
    else:
        output.write_plain(lines)


def size_of(path: "Path") -> int:
    """The bytes of the store with the log of what is not in its file yet."""
    files = (path, path.with_name(f"{path.name}-wal"))
    return sum(one.stat().st_size for one in files if one.is_file())


def megabytes(size: int) -> str:
    """A size as a reader knows sizes."""
    return f"{size / 1e6:,.1f} MB"
