"""What an address on the network is: this machine, a private network, or the public one."""

import ipaddress
from urllib.parse import urlsplit

_LOCAL_NAMES = (".local", ".localhost", ".internal", ".intranet", ".lan", ".home.arpa")


def host_key(url: str) -> str:
    """What counts as one server: the host; on this machine itself each port, and each file."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        return url
    return parts.netloc.rsplit("@", 1)[-1] if is_here(url) else parts.hostname or ""


def is_here(url: str) -> bool:
    """Whether the address is on this machine: the reader's own server, to whom no politeness is owed."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    number = _number(host)
    return parts.scheme == "file" or host == "localhost" or (number is not None and number.is_loopback)


def names_private(url: str) -> bool:
    """Whether an address names a private network by its own words: a private number, a bare or a local name."""
    host = (urlsplit(url).hostname or "").rstrip(".")
    number = _number(host)
    if number is not None:
        return not number.is_global
    return "." not in host or host.endswith(_LOCAL_NAMES)


def is_private(peer: str) -> bool:
    """Whether a connected peer's number is no public one: loopback, link-local, RFC 1918 and the like."""
    number = _number(peer.partition("%")[0])
    return number is None or not number.is_global


def _number(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        return None
    mapped = getattr(number, "ipv4_mapped", None)
    return mapped if mapped is not None else number
