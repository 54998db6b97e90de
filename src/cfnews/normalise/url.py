"""Addresses: the one to show and open, and the key that says which page it is.

`clean_address` makes a feed's link safe and tidy; `link_key` names the page behind it, for
identity only, and is never shown or opened. Neither asks the network or raises. Precision first: a
rule that could give two pages one key has no place here. What is true of single sites is in `sites`.
"""

import re
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import quote, urljoin

from cfnews.normalise.sites import key_host, key_path, wrapped_address
from cfnews.normalise.tracking import is_tracking_fragment, without_tracking

LONGEST = 2000  # characters; longer links in feeds are data: addresses and broken templates

_ADDRESS = re.compile(r"(https?)://([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.IGNORECASE | re.DOTALL)
_KEY = re.compile(r"(?:https?://|//)?([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.IGNORECASE | re.DOTALL)
_NETLOC = re.compile(r"(?:.*@)?(\[[^\]]*\]|[^:\[\]]*)(?::([0-9]{0,9}))?", re.DOTALL)
_HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"(?:^|\.)(?:[0-9]+|0x[0-9a-f]*)$")  # 0x7f.1 hides 127.0.0.1: four plain numbers or nothing
# Spaces, controls, zero-width and bidi marks, as a word processor or a template leaves them.
_EDGE_RANGES = ((0, 0x20), (0x7F, 0xA0), (0xAD, 0xAD), (0x2000, 0x200F), (0x2028, 0x202F), (0x205F, 0x2069))
_EDGES = "\ufeff" + "".join(chr(code) for low, high in _EDGE_RANGES for code in range(low, high + 1))
_PATH_END = re.compile("[?#]")
_LINE_BREAKS = re.compile(r"[\t\n\r]+")  # the WHATWG URL standard deletes them wherever they stand
# All but the ASCII characters that are harmless in a terminal, a shell's quotes and HTML.
_UNSAFE = re.compile(r"[^!#$%&()*+,\-./0-9:;=?@A-Z\[\]_a-z~]+")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})?")
_UNRESERVED = frozenset("-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
# ß, final sigma and the joiners are other names in IDNA 2003 (the codec) than in 2008 (browsers).
_DEVIANT = re.compile("[ßς\u200c\u200d]")

_ROUTE = re.compile(r"!?/[^/]|![^/]")  # "#!/page", "#/page", "#!page": the page, in one-page sites
_SECTION_WORDS = """
news home blog blogs article articles story stories press press-releases press-office media newsroom
latest latest-news news-and-events news-and-media news-events news-and-views events announcements
updates publications reports resources research features opinion comment views insight insights
magazine education society uk england wales scotland northern-ireland politics health children
social-care en en-gb cy cymraeg about about-us feed rss
"""
_SECTIONS = frozenset(_SECTION_WORDS.split())


def clean_address(raw: str, base: str | None = None) -> str | None:
    """Make the address to show and open: ASCII, http or https, without tracking or a user's name.

    A relative `raw` is resolved against `base` (RFC 3986). Percent-encodings stay as they are;
    spaces, quotes, controls and everything beyond ASCII gain one. A link by way of Google Alerts
    and the like is the page that it names. None when there is no host, for any other scheme, for a
    host or port that cannot be, and beyond 2,000 characters.
    """
    if len(raw) > LONGEST:
        return None
    # WordPress escapes "&" as a character reference, which an XML parser leaves in a CDATA section.
    text = _LINE_BREAKS.sub("", raw.strip(_EDGES)).replace("&#038;", "&")
    parts = _ADDRESS.fullmatch(text) or _resolved(text, base)
    if parts is None:
        return None
    scheme = parts[1].lower()
    host = _netloc(parts[2], "443" if scheme == "https" else "80")
    if host is None:
        return None
    name, path = host_of(host), parts[3].replace("\\", "/")  # browsers read "\" as "/" up to the query
    wrapped = wrapped_address(name, path, parts[4] or "")
    if wrapped is not None and (page := clean_address(wrapped)) is not None:
        return page
    query = "&".join(without_tracking(parts[4] or "", name))
    fragment = "" if is_tracking_fragment(parts[5] or "", name) else parts[5]
    tail = (path or "/") + ("?" + query if query else "") + ("#" + fragment if fragment else "")
    address = f"{scheme}://{host}{_UNSAFE.sub(_quoted, tail)}"
    return address if len(address) <= LONGEST else None


def link_key(address: str) -> str:
    """Name the page behind an address: "host/path?query", the same for all its usual spellings.

    Takes what `clean_address` returned, or a key (a key's key is itself). Scheme, www., known
    mirrors, tracking, order of parameters, index.html, /amp and fragments make no difference;
    fragments that are routes ("#!/page") do.
    """
    netloc, path, query, fragment = map(_settled, _split(address))
    host = key_host(netloc.lower(), path)
    pieces = sorted(without_tracking(query, host), key=lambda piece: piece.partition("=")[0])
    key = host + (key_path(host, path) or "/")
    if pieces:
        key += "?" + "&".join(pieces)
    return key + "#" + fragment if _ROUTE.match(fragment) else key


def is_front_page(key_or_address: str) -> bool:
    """Tell whether a link is a site's root or a bare section ("/news"): no identity for a story."""
    key = link_key(key_or_address)
    if "?" in key or "#" in key:
        return False
    return all(not segment or segment.lower() in _SECTIONS for segment in key.split("/")[1:])


def host_of(address: str) -> str:
    """Give the lower-case host of an address or key, www. and all, without port; "" for none."""
    netloc = _NETLOC.fullmatch(_split(address)[0])
    return netloc[1].lower() if netloc else ""


def _split(address: str) -> tuple[str, ...]:
    """Cut an address or a key into netloc, path, query and fragment; each may be empty."""
    parts = _KEY.fullmatch(address)
    return parts.groups("") if parts else ("", "", "", "")


def _resolved(text: str, base: str | None) -> re.Match[str] | None:
    # Browsers repair "https:/typo" and read "\\host" and "///host" as a host: not ours to guess.
    if not text or not base or text.lower().startswith(("http:", "https:", "\\", "/\\", "///")):
        return None
    try:
        head = _PATH_END.split(text, maxsplit=1)[0]
        return _ADDRESS.fullmatch(urljoin(base, head.replace("\\", "/") + text[len(head) :]))
    except ValueError:  # a broken IPv6 host in either
        return None


def _netloc(text: str, default_port: str) -> str | None:
    """Check and tidy "user@host:port"; None when browsers would not agree on the host."""
    parts = _NETLOC.fullmatch(text)
    if parts is None or "\\" in text:  # a browser reads http://a\@b as host a, RFC 3986 as host b
        return None
    host = _ascii_host(parts[1].lower())
    port = (parts[2] or default_port).lstrip("0") or "0"
    if not host or int(port) > 65535:
        return None
    return host if port == default_port else f"{host}:{port}"


def _ascii_host(host: str) -> str | None:
    try:
        if host.startswith("["):
            return None if "%" in host else f"[{IPv6Address(host[1:-1])}]"
        if not host.isascii():  # the codec's cost grows with the square of the length (CVE-2022-45061)
            host = "" if len(host) > 253 or _DEVIANT.search(host) else host.encode("idna").decode("ascii").lower()
        host = host.removesuffix(".")
        if _NUMBER.search(host):
            return str(IPv4Address(host))
    except ValueError:
        return None
    return host if len(host) <= 253 and _HOST.fullmatch(host) else None


def _settled(text: str) -> str:
    """Write percent-encodings in the one form of RFC 3986 section 6.2.2."""
    text = _UNSAFE.sub(_quoted, text)
    return _ESCAPE.sub(_escape, text) if "%" in text else text


def _escape(match: re.Match[str]) -> str:
    if not match[1]:
        return "%25"
    character = chr(int(match[1], 16))
    return character if character in _UNRESERVED else "%" + match[1].upper()


def _quoted(match: re.Match[str]) -> str:
    return quote(match[0], safe="", errors="surrogatepass")
