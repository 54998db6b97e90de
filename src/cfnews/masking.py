"""Addresses as they may be shown: passwords and tokens in them are masked, wherever in a text they stand.

For what people, logs and files of others read, never for what is asked. Masks more than it must: a key that is none
costs nothing, one that is pasted into a report of a fault does.
"""

import re

MASK = "***"
# Up to the last @ of the host; with a / or # in a password the address is broken, and told as it is in an error.
_USER = re.compile(r"(://)(?:[^/\s?#\"'<>\\]{1,400}|[^/\s?#@:\[]{1,100}:(?!\d{1,5}[/?#])[^\s\"'<>\\]{1,400})@")
# The value ends where an address in a text, in quotes or in JSON may end.
_PARAMETER = re.compile(r"(?<=[?&;#])([\w.~%\[\]-]{1,80})=([^&;#\s\"'<>\\]+)")
_WORDS = re.compile(r"[a-z]+|[A-Z]+(?![a-z])|[A-Z][a-z]+")
_TELLING = """
token key apikey auth authorization sig signature secret password passwd passphrase pass pwd pw credential
credentials session sessionid sid jwt bearer access user username login code hash hmac
"""
_KEPT_BACK = frozenset(_TELLING.split())
_TELLING_ENDS = ("token", "key", "secret", "password", "passwd", "signature", "auth", "sig")
# A random part of a path: some feeds let in whoever knows their address. Seldom asked for, so compiled when they are.
_PATH = r"(://[^/\s\"'<>\\?#]{1,400}/)([^\s\"'<>\\?#]{20,})"
_PIECE = r"[0-9A-Za-z_~+-]{20,}"
_RUN = r"[0-9A-Za-z]{20,}"
_UUID = r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
_HEX = r"[0-9a-f]+|[0-9A-F]+"
_TURN = r"(?<=[0-9])(?=[A-Za-z])|(?<=[a-z])(?=[0-9A-Z])|(?<=[A-Z])(?=[0-9a-z])"
_TURNS = 0.3  # of its characters that another kind follows, at least, where a part is random


def without_secrets(text: str) -> str:
    """The text, users and passwords before a host, secret parameters and random parts of paths replaced by ***."""
    if "://" in text:
        if "@" in text:
            text = _USER.sub(rf"\1{MASK}@", text)
        text = re.sub(_PATH, lambda found: found[1] + re.sub(_PIECE, _masked_piece, found[2]), text)
    return _PARAMETER.sub(_masked, text) if "=" in text else text


def holds_secret(text: str) -> bool:
    """Whether there is anything in the text that must not be shown."""
    return without_secrets(text) != text


def mark_of(secret: str, place: str) -> str:
    """Four hexadecimal digits by which one secret is told from another at the same place, and that give neither away.

    A whole digest would let whoever has it try words until one fits. This one takes 20 ms to make, and every 65,536th
    word fits it.
    """
    import hashlib

    return hashlib.pbkdf2_hmac("sha256", secret.encode(), place.encode(), 50_000, 2).hex()


def is_telling(name: str) -> bool:
    """Whether what bears this name, such as a parameter or a variable, is likely to be secret."""
    words = {word.lower() for word in _WORDS.findall(name)}
    return bool(words & _KEPT_BACK) or name.lower().endswith(_TELLING_ENDS)


def _masked(parameter: re.Match[str]) -> str:
    return f"{parameter[1]}={MASK}" if is_telling(parameter[1]) or _is_digest(parameter[2]) else parameter[0]


def _is_digest(value: str) -> bool:
    """Whether a value of any name is hexadecimal and as long as a digest; names of places and people are not."""
    return len(value) >= 32 and _is_random(value) and bool(re.fullmatch(_HEX, value))


def _masked_piece(piece: re.Match[str]) -> str:
    """Three asterisks for a piece of a path, between slashes and points, that holds something random."""
    if re.search(_UUID, piece[0]) or any(map(_is_random, re.findall(_RUN, piece[0]))):
        return MASK
    return piece[0]


def _is_random(run: str) -> bool:
    """Whether a run of 20 letters and digits or more looks as if it was thrown with dice.

    Of neighbours thrown evenly 62 in 100 are of two kinds (digits, small and capital letters); where words are joined,
    as in ChildrensSocialCareReview2024, it is 3 in 10 at most. What is hexadecimal alone is no word. A number alone is
    not random: years, articles and people have numbers. Rejected: the entropy of single characters, which a long word
    has as well. None of the feeds that come with cfnews has such a part.
    """
    if run.isalpha() or run.isdecimal():
        return False
    return bool(re.fullmatch(_HEX, run)) or len(re.findall(_TURN, run)) >= _TURNS * len(run)
