"""What an address on the network is: this machine, a private network, or the public one."""

import ipaddress
import re
import socket
from urllib.parse import urlsplit

_PORTS = {"http": 80, "https": 443}
_LOCAL_NAMES = (".local", ".localhost", ".internal", ".intranet", ".lan", ".home.arpa")
_ODD_NUMBER = re.compile(r"(?:0[xX][0-9a-fA-F]{0,8}|[0-9]{1,12})(?:\.(?:0[xX][0-9a-fA-F]{0,8}|[0-9]{1,12})){0,3}")
# IPv4 within IPv6: NAT64 (RFC 6052), and as it was written before ::ffff: was (RFC 4291, 2.5.5.1).
_CARRYING = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("::/96"))
_LOCAL_NAT64 = ipaddress.IPv6Network("64:ff9b:1::/48")  # of one network (RFC 8215); Python knows it since 3.11.10


def host_key(url: str) -> str:
    """What counts as one server: the host; on this machine itself each port, and each file."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        return url
    return parts.netloc.rsplit("@", 1)[-1] if is_here(url) else parts.hostname or ""


def host_of(url: str) -> str:
    """The host of an address, "" where it has none."""
    return urlsplit(url).hostname or ""


def origin(url: str) -> str:
    """The scheme://host:port of an address: what a credential is bound to. Raises ValueError for what is no http(s)."""
    parts = urlsplit(url)
    usual, host = _PORTS.get(parts.scheme), parts.hostname or ""
    if usual is None:
        raise ValueError(f"no address of a site: {url[:80]!r}")
    return f"{parts.scheme}://{f'[{host}]' if ':' in host else host}:{parts.port or usual}"


def without_user(url: str) -> str:
    """The address without the user and the password before its host."""
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl() if "@" in parts.netloc else url


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
        return _is_private(number)
    return "." not in host or host.endswith(_LOCAL_NAMES)


def is_private(peer: str) -> bool:
    """Whether a connected peer's number is no public one: loopback, link-local, RFC 1918 and the like."""
    number = _number(peer.partition("%")[0])
    return number is None or _is_private(number)


_Number = ipaddress.IPv4Address | ipaddress.IPv6Address


def _number(host: str) -> _Number | None:
    """The number that a host is written as."""
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        return _oddly_written(host)
    return getattr(number, "ipv4_mapped", None) or number


def _oddly_written(host: str) -> ipaddress.IPv4Address | None:
    """An IPv4 number as the system reads it, too: 2130706433, 0x7f.1 and 0177.0.0.1 are all 127.0.0.1."""
    if not _ODD_NUMBER.fullmatch(host):
        return None
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host))
    except OSError:
        return None


def _is_private(number: _Number) -> bool:
    if isinstance(number, ipaddress.IPv4Address):
        return number.is_multicast or not number.is_global
    if number in _LOCAL_NAT64 or number.is_site_local or number.is_multicast or not number.is_global:
        return True
    within = _within(number)
    return within is not None and _is_private(within)


def _within(number: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 number to which packets for an IPv6 number go in the end, where it carries one."""
    if any(number in network for network in _CARRYING):
        return ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
    return number.sixtofour
