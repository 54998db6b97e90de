"""What lets a reader in to a private feed: got from the environment or a file when the feed is asked, kept nowhere.

A credential is bound to one origin, the feed's own; who sends it is the guard, below the cache. What is wrong with one
is a Problem of its feed alone, whose words never hold a secret.
"""

import base64
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import requests

from cfnews.fetch.addresses import is_here, origin, without_user
from cfnews.masking import mark_of
from cfnews.model import Auth, FeedSpec, Problem
from cfnews.problems import problem

_LONGEST = 8192  # bytes of a secret: servers take no longer header


class Credential(NamedTuple):
    """A header for one origin, scheme://host:port; `mark` parts the copies that different credentials were given."""

    origin: str
    header: str
    value: str
    mark: str

    def __repr__(self) -> str:
        return f"Credential({self.origin}, {self.header}, ***)"


class _Unusable(Exception):
    """Why there is no credential, in words that may be shown."""


def credential_of(spec: FeedSpec, environment: Mapping[str, str]) -> Credential | Problem | None:
    """The credential that a feed is to be asked with, what is wrong with it, or None where it needs none.

    Reads the environment or a file, as `auth` of feeds.toml says; else a user and a password in the address itself.
    """
    if spec.auth is None and not _user(spec.url):
        return None
    try:
        if not (spec.url.startswith("https:") or is_here(spec.url)):
            raise _Unusable("http would send them unencrypted, so the address must begin with https")
        header, value = _of_address(spec.url) if spec.auth is None else _of_auth(spec.auth, environment)
        return Credential(_origin(spec.url), header, value, mark_of(f"{header} {value}", without_user(spec.url)))
    except _Unusable as why:
        return problem("credentials", str(why))


def _origin(url: str) -> str:
    """The origin of the address as it is asked: a host of other letters than ASCII is written otherwise then."""
    try:
        return origin(str(requests.Request("GET", without_user(url)).prepare().url))
    except (requests.RequestException, ValueError):
        return origin(url)  # an address that cannot be asked, as is told when it is


def _user(url: str) -> str:
    return urlsplit(url).netloc.rpartition("@")[0]


def _of_address(url: str) -> tuple[str, str]:
    name, _, password = _user(url).partition(":")
    return "Authorization", _basic(unquote(name), unquote(password))


def _of_auth(auth: Auth, environment: Mapping[str, str]) -> tuple[str, str]:
    secret, source = _secret(auth, environment)
    if auth.username:
        return "Authorization", _basic(auth.username, secret)
    # What a header may hold (RFC 9110, 5.5), without the spaces that some programs leave behind a pasted token.
    if not all("!" <= character <= "~" for character in secret):
        raise _Unusable(f"{source} holds more than one word of plain letters, digits and signs")
    return auth.header, f"{auth.scheme} {secret}" if auth.scheme else secret


def _basic(name: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()


def _secret(auth: Auth, environment: Mapping[str, str]) -> tuple[str, str]:
    """The password or token, and what holds it."""
    name = auth.password_env or auth.token_env
    if name:
        secret = environment.get(name, "")
        if not secret:
            raise _Unusable(f"the environment has no {name}")
        return secret, name
    path = Path(auth.password_file or auth.token_file)
    return _in_file(path.expanduser(), str(path)), str(path)


def _in_file(path: Path, name: str) -> str:
    """The one line of a file. Raises _Unusable where there is none, or where others may read it, as ssh does."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as file:
            found = os.fstat(descriptor)
            words = file.read(_LONGEST + 1) if stat.S_ISREG(found.st_mode) else b""
    except (OSError, ValueError) as error:
        raise _Unusable(f"{name} cannot be read: {getattr(error, 'strerror', None) or 'no such file'}") from error
    if not stat.S_ISREG(found.st_mode):  # a pipe, say, which may keep the feed waiting
        raise _Unusable(f"{name} is no plain file")
    if found.st_mode & 0o077:
        raise _Unusable(f"others may read {name}; close it with: chmod 600 {name}")
    try:
        secret = words.decode("utf-8-sig").removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError as error:
        raise _Unusable(f"{name} is not UTF-8 text") from error
    if not secret or len(words) > _LONGEST or not secret.isprintable():
        raise _Unusable(f"{name} must hold the secret in one line and nothing else")
    return secret
