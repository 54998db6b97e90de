"""A run as lines of a crontab(5), by its own rules: a percent sign is a new line, and what is printed is mailed."""

import shlex

from cfnews.cli.timetable import Timetable
from cfnews.cli.unattended import Errand


def crontab_lines(table: Timetable, errand: Errand, withheld: list[str]) -> list[str]:
    """A comment or two, and the one line to put into `crontab -e`."""
    fetch = shlex.join(errand.fetch)
    words = " ".join(f"{name}={shlex.quote(value)}" for name, value in errand.environment.items())
    # For both commands; and what failed in the fetch is no reason not to mail what is stored.
    line = f"export {words}; {fetch}; {errand.mail}" if errand.mail else f"{words} {fetch}"
    said = ["# cfnews: add this line with: crontab -e", "# cron mails what it prints: trouble that lasts, and no more"]
    said += [f"# {name} holds a password and was left out: set it here yourself" for name in withheld]
    return [*said, f"{table.as_cron()} {line.replace('%', chr(92) + '%')}"]
