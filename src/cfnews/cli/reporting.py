"""Reports on feeds, as `fetch` and `feeds check` write them."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from cfnews.cli.output import Output
from cfnews.cli.world import World
from cfnews.errors import WrongUsage
from cfnews.reports import FeedReport, FetchCounts

if TYPE_CHECKING:
    from cfnews.render.as_terminal import Line

    Lines = Callable[[FetchCounts, Sequence[FeedReport]], Iterator[Line]]


class Faces(NamedTuple):
    """How reports look to a person: styled for a screen, or in plain sentences."""

    styled: "Lines"
    plain: Callable[[FetchCounts, Sequence[FeedReport]], Iterator[str]]


def output_for_reports(world: World, command: str) -> Output:
    """The output of a command that reports on feeds. Raises WrongUsage for a format that has no place for them."""
    output = Output(world)
    output.settle(accessible=world.catalogue().settings.accessible)
    output.check_fields(FeedReport.__struct_fields__)
    if output.format not in ("text", "plain", "json", "jsonl"):
        raise WrongUsage(f"{command} has no format {output.format!r}", "use text, plain, json or jsonl")
    return output


def write_reports(world: World, output: Output, reports: list[FeedReport], faces: Faces, *, dry_run: bool) -> None:
    """Writes the reports in the output's format."""
    from cfnews.update.report import add_up

    counts = add_up(reports)
    match output.format:
        case "json":
            from cfnews.render import as_json

            head = as_json.head("fetch", world.now)
            envelope = as_json.FetchEnvelope(**head, dry_run=dry_run, counts=counts, feeds=reports)
            output.write(as_json.encode(envelope, output.fields, "feeds"))
        case "jsonl":
            from cfnews.render import as_json

            output.write(as_json.encode_lines(reports, output.fields))
        case "plain":
            output.write_plain(faces.plain(counts, reports))
        case _:
            output.write_lines(faces.styled(counts, reports))
