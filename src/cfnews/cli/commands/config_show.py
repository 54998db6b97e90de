"""`cfnews config show`: every setting and where it comes from."""

import typer

from cfnews.cli.origins import settings
from cfnews.cli.output import Output
from cfnews.cli.world import World
from cfnews.errors import WrongUsage
from cfnews.reports import Setting


def command(ctx: typer.Context) -> None:
    """Shows what holds in this run: by which flag, variable or line of the file, or as it is unless one is named."""
    world: World = ctx.obj
    output = Output(world)
    found = settings(world)
    output.settle(accessible=any(one.name == "accessible" and one.value is True for one in found))
    output.check_fields(Setting.__struct_fields__)
    match output.format:
        case "json":
            from cfnews.render import as_json
            from cfnews.render.as_json import ConfigEnvelope

            envelope = ConfigEnvelope(**as_json.head("config", world.now), settings=found)
            output.write(as_json.encode(envelope, output.fields, "settings"))
        case "jsonl":
            from cfnews.render import as_json

            output.write(as_json.encode_lines(found, output.fields))
        case "text":
            from cfnews.render.as_terminal import pair_lines

            output.write_lines(pair_lines([(one.name, f"{_value(one)}  ({_origin(one)})") for one in found]))
        case "plain":
            output.write_plain(f"{one.name}: {_value(one)}, {_origin(one)}." for one in found)
        case other:
            raise WrongUsage(f"config show has no format {other!r}", "use text, plain, json or jsonl")


def _value(one: Setting) -> str:
    if one.value is None or one.value == "":
        return "not set"
    return ("yes" if one.value else "no") if isinstance(one.value, bool) else str(one.value)


def _origin(one: Setting) -> str:
    return f"{one.origin}: {one.source}" if one.source else one.origin
