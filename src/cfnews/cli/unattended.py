"""What a scheduled run executes and with which environment: whole paths, nothing of the shell it was printed in."""

import os
import shlex
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from cfnews.cli.world import World
from cfnews.errors import InvalidCatalogue
from cfnews.masking import without_secrets

_PATH = "/usr/local/bin:/usr/bin:/bin"
_KEPT = (
    "CFNEWS_HOME",
    "CFNEWS_FEEDS",
    "CFNEWS_STORE",
    "CFNEWS_CACHE_DIR",
    "CFNEWS_TZ",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_CACHE_HOME",
    "REQUESTS_CA_BUNDLE",
    "SSL_CERT_FILE",
)
_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy")
_WAIT = "10m"
_SENDMAIL = "/usr/sbin/sendmail"
_MAIL = "mail.eml"


class Errand(NamedTuple):
    """One scheduled run: its environment, the words of its fetch, and the shell line of its mail, "" for none."""

    environment: Mapping[str, str]
    fetch: list[str]
    mail: str


def errand(world: World, *, digest: bool, address: str | None) -> Errand:
    """The fetch, and with `digest` the mail of what is new to this address."""
    program = [*_program(), *_places(world)]
    fetch = [*program, "fetch", "--quiet", "--wait", _WAIT]
    return Errand(_environment(world.environment), fetch, _mail(world, program, address) if digest else "")


def _program() -> list[str]:
    """The command by its whole path: as it was called, else by the interpreter that runs it."""
    called = Path(sys.argv[0])
    if called.name == "cfnews" and (found := shutil.which(str(called))):
        return [os.path.abspath(found)]  # noqa: PTH100 - not resolved: a link to it is what survives an upgrade
    return [sys.executable, "-P", "-m", "cfnews"]


def _places(world: World) -> list[str]:
    flags = (("--feeds", "feeds"), ("--store", "store"), ("--cache-dir", "cache_dir"))
    named = ((flag, world.flag(key)) for flag, key in flags)
    return [word for flag, value in named if value for word in (flag, str(Path(value).expanduser().absolute()))]


def _environment(given: Mapping[str, str]) -> dict[str, str]:
    kept = {name: given[name] for name in _KEPT if given.get(name)}
    for name in ("CFNEWS_HOME", "CFNEWS_FEEDS", "CFNEWS_STORE", "CFNEWS_CACHE_DIR"):
        if name in kept:
            kept[name] = str(Path(kept[name]).expanduser().absolute())
    proxies = {name: given[name] for name in _PROXIES if given.get(name)}
    kept |= {name: value for name, value in proxies.items() if value == without_secrets(value)}
    return {"PATH": _PATH, "LANG": "C.UTF-8", **kept}


def withheld(given: Mapping[str, str]) -> list[str]:
    """The proxies of the environment that hold a password: what is printed may be pasted anywhere."""
    return [name for name in _PROXIES if given.get(name) and given[name] != without_secrets(given[name])]


def credentials_left_out(world: World) -> Iterator[tuple[str, str]]:
    """The feeds whose credentials are in the environment, and its variables: what is printed holds none of them."""
    try:
        feeds = world.catalogue().feeds
    except InvalidCatalogue:  # told by the first run, and by every other command
        return
    for spec in feeds:
        if spec.enabled and spec.auth and (name := spec.auth.password_env or spec.auth.token_env):
            yield spec.id, name


def _mail(world: World, program: list[str], address: str | None) -> str:
    """A line for the shell: the mail is written whole, then handed over; where that fails it is kept and said.

    A pipe would do both at once, and lose what was new if the mail program failed after it had read all.
    """
    path = world.places.cache.absolute() / _MAIL
    words = [*program, "digest", "--new", "--cursor", "mail", "--fail-if-empty", "--quiet", "--wait", _WAIT]
    words += ["--format", "eml", "--to", address or "", "--output", str(path)]
    return f"{shlex.join(words)} && {_SENDMAIL} -t -oi <{shlex.quote(str(path))}"
