"""Addresses of feeds: as they are typed, whether two are one, and without what is secret in them. Asks nobody."""

import re
from pathlib import Path
from urllib.parse import quote_plus, urlsplit

from cfnews.catalogue import values
from cfnews.catalogue.faults import Faults
from cfnews.masking import MASK

LONGEST = 2000  # characters
_PORTS = {"http": 80, "https": 443}
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d+(?:[/?#]|\Z))", re.IGNORECASE)  # and no host with its port


def typed_address(words: str) -> str | None:
    """The http(s) or file: address that a reader means: `feed:` is a wrapping, and a bare host is meant to be https."""
    words = words.strip()
    if words.lower().startswith("feed:"):
        words = f"http:{words[5:]}" if words.startswith("//", 5) else words[5:]
    scheme = _SCHEME.match(words)
    if scheme is None:
        host = re.split("[/?#]", words, maxsplit=1)[0]
        if "." not in host.strip("."):
            return None
        words = f"https://{words}"
    else:
        words = scheme[0].lower() + words[scheme.end() :]
    return words if is_address(words) else None


def is_address(words: str) -> bool:
    """Whether this is a whole address that feeds.toml takes for a feed."""
    faults = Faults(Path())
    values.address({"url": words}, "url", ("http", "https", "file"), faults, required=True)
    return not faults.lines and len(words) <= LONGEST and words.isprintable()


def address_key(url: str) -> str:
    """The same for all spellings of one feed's address: scheme, www., usual port and last slash count for nothing.

    What stands in a path or behind the question mark may tell feeds apart, so it stays as it is.
    """
    parts = urlsplit(url)
    if parts.scheme not in _PORTS:
        return url
    host = (parts.hostname or "").removeprefix("www.").rstrip(".")
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    user = f"{parts.netloc.rpartition('@')[0]}@" if "@" in parts.netloc else ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{user}{host}{port}{parts.path.rstrip('/')}{query}"


def is_masked(url: str) -> bool:
    """Whether an address lacks what was secret in it, so that nobody can ask for it."""
    return MASK in url or quote_plus(MASK) in url
