"""A run as units of systemd for a user, without root: a service, a timer, and a second service where mail is sent.

Hardened by what works in a user's own systemd. What needs a mount namespace (ProtectSystem, PrivateTmp ...) is left
out: kernels that deny those to users would not start the unit at all. The service that mails is not hardened: sendmail
is setgid, which NoNewPrivileges and the filters, which imply it, forbid.
"""

from collections.abc import Iterator

from cfnews.cli.timetable import Timetable
from cfnews.cli.unattended import Errand

_FOLDER = "~/.config/systemd/user"
_HARDENED = (
    "NoNewPrivileges=yes",
    "LockPersonality=yes",
    "RestrictRealtime=yes",
    "RestrictSUIDSGID=yes",
    "RestrictNamespaces=yes",
    "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK",
    "SystemCallArchitectures=native",
    "SystemCallFilter=@system-service",
)


def unit_lines(table: Timetable, errand: Errand, withheld: list[str]) -> Iterator[str]:
    """The units one after the other, each below a comment with the name of its file."""
    mails = bool(errand.mail)
    yield from (f"# {name} holds a password and was left out: set it with an Environment= line" for name in withheld)
    yield f"# {_FOLDER}/cfnews.service"
    yield from _service("Fetch the news of cfnews", errand, [*_HARDENED, f"ExecStart={_words(errand.fetch)}"])
    if mails:
        yield ""
        yield f"# {_FOLDER}/cfnews-mail.service"
        # 6: nothing is new.
        run = ["SuccessExitStatus=6", f"ExecStart={_words(['/bin/sh', '-c', errand.mail])}"]
        yield from _service("Mail what is new", errand, run, ["Wants=cfnews.service", "After=cfnews.service"])
    yield ""
    yield f"# {_FOLDER}/cfnews.timer"
    yield from _timer(table, "cfnews-mail.service" if mails else "cfnews.service")
    yield ""
    yield "# Put each into its file, then: systemctl --user daemon-reload"
    yield "# systemctl --user enable --now cfnews.timer"
    yield "# It runs while you are logged in; always with: loginctl enable-linger"


def _service(what: str, errand: Errand, run: list[str], needs: list[str] | None = None) -> Iterator[str]:
    yield from ("[Unit]", f"Description={what}", *(needs or []), "", "[Service]", "Type=oneshot")
    yield from (f"Environment={_quoted(f'{name}={value}')}" for name, value in errand.environment.items())
    # 4: some feeds failed; 5: no network. Both pass, and what lasts is in the journal.
    yield from ("UMask=0077", "Nice=10", "TimeoutStartSec=30min", "SuccessExitStatus=4 5", *run)


def _timer(table: Timetable, unit: str) -> Iterator[str]:
    delay = min(900, table.every * 60 // 12)
    yield from ("[Unit]", "Description=When cfnews fetches the news", "", "[Timer]")
    yield from (f"OnCalendar={table.as_systemd()}", "Persistent=true", f"RandomizedDelaySec={delay}", f"Unit={unit}")
    yield from ("", "[Install]", "WantedBy=timers.target")


def _words(words: list[str]) -> str:
    """A command line by systemd.service(5), in which $ and % would be replaced."""
    return " ".join(_quoted(word).replace("$", "$$") for word in words)


def _quoted(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("\n", "\\n")
    plain = escaped == word and word and not any(character.isspace() or character in "';" for character in word)
    return word if plain else f'"{escaped}"'
