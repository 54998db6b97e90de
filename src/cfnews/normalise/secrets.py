"""Addresses as they may be shown: passwords and tokens in them are masked, wherever in a text they stand.

For what people and logs read, never for what is asked or stored as an address. Masks more than it must: a key that is
none costs nothing, one that is pasted into a report of a fault does.
"""

import re

MASK = "***"
_USER = re.compile(r"(://)[^/\s?#@\"'<>\\]{1,400}@")
# The value ends where an address in a text, in quotes or in JSON may end.
_PARAMETER = re.compile(r"(?<=[?&;#])([\w.~%\[\]-]{1,80})=([^&;#\s\"'<>\\]+)")
_WORDS = re.compile(r"[a-z]+|[A-Z]+(?![a-z])|[A-Z][a-z]+")
_TELLING = """
token key apikey auth authorization sig signature secret password passwd passphrase pass pwd pw credential
credentials session sessionid sid jwt bearer access
"""
_KEPT_BACK = frozenset(_TELLING.split())
_TELLING_ENDS = ("token", "key", "secret", "password", "passwd", "signature", "auth", "sig")


def without_secrets(text: str) -> str:
    """The text, users and passwords before a host and the values of secret parameters replaced by ***."""
    if "://" in text and "@" in text:
        text = _USER.sub(rf"\1{MASK}@", text)
    return _PARAMETER.sub(_masked, text) if "=" in text else text


def _masked(parameter: re.Match[str]) -> str:
    return f"{parameter[1]}={MASK}" if _is_secret(parameter[1]) else parameter[0]


def _is_secret(name: str) -> bool:
    words = {word.lower() for word in _WORDS.findall(name)}
    return bool(words & _KEPT_BACK) or name.lower().endswith(_TELLING_ENDS)
