"""Addresses: the one to show and open, and the key that says which page it is.

`clean_address` makes a feed's link safe and tidy; `link_key` names the page behind it, for
identity only, and is never shown or opened. Neither asks the network, follows a redirect or
raises. Precision first: a rule that could give two pages one key has no place here.
"""

import posixpath
import re
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import quote, urljoin

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
_LINE_BREAKS = re.compile(r"[\t\n\r]+")  # the WHATWG URL standard deletes them wherever they stand
# All but the ASCII characters that are harmless in a terminal, a shell's quotes and HTML.
_UNSAFE = re.compile(r"[^!#$%&()*+,\-./0-9:;=?@A-Z\[\]_a-z~]+")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})?")
_UNRESERVED = frozenset("-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
# ß, final sigma and the joiners are other names in IDNA 2003 (the codec) than in 2008 (browsers).
_DEVIANT = re.compile("[ßς\u200c\u200d]")

# m., amp. and mobile. name the same site, unless what is left is a registry (mobile.org.uk) or a
# place where every name is another writer (m.wordpress.com).
_PREFIX = re.compile(
    r"(?:www\.|(?:m|amp|mobile)\.(?!(?:(?:ac|com?|gov|ltd|me|net|nhs|org|plc|police|sch)\.[a-z]{2}"
    r"|(?:blogspot|substack|tumblr|wordpress)\.com|github\.io|blog\.gov\.uk)$))(?=[^.]+\.[^.])"
)
_SAME_SITE = {
    "bbc.com": "bbc.co.uk",  # one newsroom, one path, two domains by the reader's country
    "guardian.co.uk": "theguardian.com",  # moved in July 2013, paths kept
    "j5.localgovernmentlawyer.co.uk": "localgovernmentlawyer.co.uk",  # the Joomla 5 mirror (FEEDS.md)
}
# Find Case Law gives a judgment as /id/..., the page itself, data.xml and data.pdf (its
# public_api.yml); legislation.gov.uk redirects /id/... to the page (its developer guide, "URIs").
# Joomla at Local Government Lawyer writes /section/392-category/99155-slug: the article's number is
# stable, its slug and section are not (FEEDS.md). Categories have numbers of their own, hence both
# segments; "*" stands in no real path of theirs.
_ID = (re.compile(r"^/id(?=/[a-z])"), "")
_SITE_PATHS = {
    "caselaw.nationalarchives.gov.uk": (_ID, (re.compile(r"(?<=[0-9])/data\.(?:xml|pdf)$"), "")),
    "legislation.gov.uk": (_ID,),
    "localgovernmentlawyer.co.uk": ((re.compile(r".*/[0-9]+-[^/]+/([0-9]+)-[^/]+$"), r"/*/\1"),),
}
_SESSION = re.compile(r";jsessionid=[^/;]*", re.IGNORECASE)
_TAIL = re.compile(r"(?:(?<=[^/])/amp|/index\.(?:html?|php)|/)+$")
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
    spaces, quotes, controls and everything beyond ASCII gain one. None when there is no host, for
    any other scheme, for a host or port that cannot be, and beyond 2,000 characters.
    """
    if len(raw) > LONGEST:
        return None
    text = _LINE_BREAKS.sub("", raw.strip(_EDGES))
    parts = _ADDRESS.fullmatch(text) or _resolved(text, base)
    if parts is None:
        return None
    scheme = parts[1].lower()
    host = _netloc(parts[2], "443" if scheme == "https" else "80")
    if host is None:
        return None
    name = host_of(host)
    query = "&".join(without_tracking(parts[4] or "", name))
    fragment = "" if is_tracking_fragment(parts[5] or "", name) else parts[5]
    tail = (parts[3] or "/") + ("?" + query if query else "") + ("#" + fragment if fragment else "")
    return f"{scheme}://{host}{_UNSAFE.sub(_quoted, tail)}"


def link_key(address: str) -> str:
    """Name the page behind an address: "host/path?query", the same for all its usual spellings.

    Takes what `clean_address` returned, or a key (a key's key is itself). Scheme, www., known
    mirrors, tracking, order of parameters, index.html, /amp and fragments make no difference;
    fragments that are routes ("#!/page") do.
    """
    netloc, path, query, fragment = map(_settled, _split(address))
    host = _key_host(netloc.lower(), path)
    pieces = sorted(without_tracking(query, host), key=lambda piece: piece.partition("=")[0])
    key = host + (_site_path(host, path) or "/")
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
        return _ADDRESS.fullmatch(urljoin(base, text))
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


def _key_host(host: str, path: str) -> str:
    host = re.sub(r":(?:80|443)?$", "", host.rpartition("@")[2])
    while prefix := _PREFIX.match(host):
        host = host[prefix.end() :]
    if host == "feeds.bbci.co.uk" and path.startswith("/news/articles/"):
        return "bbc.co.uk"  # mirrors of article pages seen in stored copies (FEEDS.md)
    return _SAME_SITE.get(host, host)


def _site_path(host: str, path: str) -> str:
    """Bring a path to the one form all spellings of it end in."""
    before = None
    while path != before:  # one rule may bare a tail for another: /a/amp/index.html
        before = path
        path = _TAIL.sub("", _SESSION.sub("", path))
        if "//" in path or "/." in path:
            path = posixpath.normpath("/" + path.lstrip("/")).removesuffix("/")
        for rule, form in _SITE_PATHS.get(host, ()):
            path = rule.sub(form, path)
    return path


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
