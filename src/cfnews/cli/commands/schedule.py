"""`cfnews schedule`: a crontab line, or units of systemd, for runs without anybody; installs nothing."""

from typing import Annotated

import typer

from cfnews.cli.output import Output
from cfnews.cli.publishing import is_address
from cfnews.cli.timetable import read_timetable
from cfnews.cli.unattended import credentials_left_out, errand, withheld
from cfnews.cli.world import World
from cfnews.errors import WrongUsage


def command(
    ctx: typer.Context,
    systemd: Annotated[bool, typer.Option("--systemd", help="A service and a timer of your own systemd.")] = False,
    cron: Annotated[bool, typer.Option("--cron", help="A line for your crontab.")] = False,
    every: Annotated[
        str | None, typer.Option("--every", metavar="TIME", help="How often: 15m, 1h (else), 6h, 1d.")
    ] = None,
    at: Annotated[str | None, typer.Option("--at", metavar="TIME", help="Once a day at this time: 07:30.")] = None,
    digest: Annotated[bool, typer.Option("--digest", help="Mail what is new after each fetch.")] = False,
    mail: Annotated[str | None, typer.Option("--mail", metavar="ADDRESS", help="To whom.")] = None,
) -> None:
    """Prints what to put where; the same flags and variables as now will hold in the runs."""
    world: World = ctx.obj
    if systemd == cron:
        raise WrongUsage("say for which of the two", "cfnews schedule --systemd, or cfnews schedule --cron")
    if digest != (mail is not None):
        raise WrongUsage("--digest and --mail go together", "cfnews schedule --cron --digest --mail you@example.org")
    if mail is not None and not is_address(mail):
        raise WrongUsage(f"--mail {mail!r} is no mail address", "use name@example.org")
    table = read_timetable(every, at, str(world.places.store))
    run, left_out = errand(world, digest=digest, address=mail), withheld(world.environment)
    output = Output(world)
    for feed, variable in credentials_left_out(world):
        output.warn(f"{feed} needs {variable}, which these runs will not have: let auth name a file, or set it there")
    if cron:
        from cfnews.cli.crontab import crontab_lines

        output.write_plain(crontab_lines(table, run, left_out))
    else:
        from cfnews.cli.units import unit_lines

        output.write_plain(unit_lines(table, run, left_out))
