"""Addresses of feeds: as they are typed, whether two are one, and without what is secret in them. Asks nobody."""

import re
from pathlib import Path
from urllib.parse import parse_qsl, quote_plus, urlsplit, urlunsplit

from cfnews.catalogue import values
from cfnews.catalogue.faults import Faults

LONGEST = 2000  # characters
MASK = "***"
_PORTS = {"http": 80, "https": 443}
# Names of parameters that let their holder in; a name may have one of them as a part: `access_token`, `X-Api-Key`.
_SECRET = re.compile(
    r"(?:^|[-_.])(?:token|key|apikey|auth|authkey|authtoken|accesstoken|sig|signature|secret|pass|password|passwd|pwd|"
    r"hash|hmac|session|sessionid|sid|credentials?|code|user|username|login)(?:$|[-_.])"
)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d+(?:[/?#]|\Z))", re.IGNORECASE)  # and no host with its port
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


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


def masked(url: str) -> str:
    """The address with three asterisks for each user, password and parameter by which somebody is let in."""
    parts = urlsplit(url)
    netloc = f"{MASK}@{parts.netloc.rpartition('@')[2]}" if "@" in parts.netloc else parts.netloc
    query = "&".join(map(_masked_pair, parts.query.split("&"))) if parts.query else parts.query
    fragment = _masked_pair(parts.fragment) if parts.fragment else parts.fragment
    return urlunsplit(parts._replace(netloc=netloc, query=query, fragment=fragment))


def is_masked(url: str) -> bool:
    """Whether an address lacks what was secret in it, so that nobody can ask for it."""
    parts = urlsplit(url)
    given = [value for _, value in parse_qsl(parts.query, keep_blank_values=True)]
    return parts.netloc.startswith(f"{MASK}@") or MASK in given or quote_plus(MASK) in given


def _masked_pair(pair: str) -> str:
    name, equals, value = pair.partition("=")
    plain = _CAMEL.sub("-", name).lower()
    return f"{name}={MASK}" if equals and value and _SECRET.search(plain) else pair
