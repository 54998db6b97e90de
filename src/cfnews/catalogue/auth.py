"""`auth` of a [[feed]]: where the credentials of a private feed are. Reads none, and repeats no value in a fault.

A password or a token never stands in feeds.toml itself: that file is copied, shown and put under version control.
"""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from cfnews.catalogue.faults import Faults
from cfnews.model import Auth

_SECRETS = ("password_env", "password_file", "token_env", "token_file")
_BARE = ("password", "token")
# Capital letters alone, as is usual: so a secret that was put there by mistake is seldom taken for a name and repeated.
_VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]*")
_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")  # RFC 9110, 5.6.2
_OWN_HEADERS = """
accept accept-encoding connection content-length host if-modified-since if-none-match proxy-authorization te
transfer-encoding upgrade user-agent
"""
_TAKEN = frozenset(_OWN_HEADERS.split())  # what cfnews itself or the connection says
_EXAMPLE = 'such as auth = { username = "reader", password_file = "outlet.pass" }'


def read_auth(feed: dict[str, Any], faults: Faults) -> Auth | None:
    """The `auth` of a feed's table, None where it has none or is faulty; relative files are beside the feeds file."""
    given = feed.get("auth")
    if given is None:
        return None
    if not isinstance(given, dict):
        faults.add("auth", "must be a table", _EXAMPLE)
        return None
    before = len(faults.lines)
    texts = _texts(given, faults)
    _check_secret(texts, faults)
    _check_token(texts, faults)
    _check_address(feed.get("url"), faults)
    if len(faults.lines) > before:
        return None
    for key in ("password_file", "token_file"):
        if key in texts:
            texts[key] = _whole_path(texts[key], faults.path)
    if "username" not in texts and texts.get("header", "Authorization").lower() == "authorization":
        texts.setdefault("scheme", "Bearer")
    return Auth(**texts)


def _texts(given: dict[str, Any], faults: Faults) -> dict[str, str]:
    for key in _BARE:
        if key in given:
            faults.add(f"auth.{key}", "no secret may stand in this file", f"write {key}_env or {key}_file")
    faults.unknown_keys(
        {f"auth.{key}" for key in given if key not in _BARE}, map("auth.{}".format, Auth.__struct_fields__)
    )
    texts = {}
    for key in Auth.__struct_fields__:
        value = given.get(key)
        if isinstance(value, str) and value.strip():
            texts[key] = value
        elif value is not None:
            faults.add(f"auth.{key}", "must be text in quotes, and not empty")
    return texts


def _check_secret(texts: dict[str, str], faults: Faults) -> None:
    named = [key for key in _SECRETS if key in texts]
    if len(named) != 1:
        found = " and ".join(named) or "none"
        faults.add("auth", f"names {found}", f"give one of {', '.join(_SECRETS)}")
    for key in named:
        if key.endswith("_env") and not _VARIABLE.fullmatch(texts[key]):
            faults.add(f"auth.{key}", "is no name of a variable in capital letters", 'such as "OUTLET_PASSWORD"')


def _check_token(texts: dict[str, str], faults: Faults) -> None:
    """A user goes with a password, a header and a scheme with a token."""
    with_password = any(key.startswith("password") for key in texts)
    with_token = any(key.startswith("token") for key in texts)
    if with_password and "username" not in texts:
        faults.add("auth", "has a password and no username", 'add username = "..."')
    if with_token and "username" in texts:
        faults.add("auth.username", "goes with a password, not with a token", "leave one of them out")
    if ":" in texts.get("username", "") or not texts.get("username", "").isprintable():
        faults.add("auth.username", "may hold no colon and no controls")
    header = texts.get("header")
    for key in ("header", "scheme"):
        if key in texts and not with_token:
            faults.add(f"auth.{key}", "goes with a token alone", "leave it out")
        if key in texts and not _HEADER.fullmatch(texts[key]):
            faults.add(f"auth.{key}", "is one word of letters, digits and hyphens", 'such as "X-Api-Key" or "Bearer"')
    if header and header.lower() in _TAKEN:
        faults.add("auth.header", "is a header that cfnews sets itself", 'such as "X-Api-Key"')


def _check_address(url: Any, faults: Faults) -> None:
    if not isinstance(url, str):
        return
    try:
        parts = urlsplit(url)
    except ValueError:
        return
    if parts.scheme == "file":
        faults.add("auth", "goes with http and https, not with a file", "leave it out")
    if "@" in parts.netloc:
        faults.add("url", "has a user in it, and auth says another", "take what stands before the @ out of the address")


def _whole_path(words: str, feeds: Path) -> str:
    return words if words.startswith("~") else str(feeds.absolute().parent / words)
