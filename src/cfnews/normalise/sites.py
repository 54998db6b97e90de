"""What single sites, and systems that many sites run, do to the addresses of their pages: hosts, paths, wrappers.

Each rule has its source beside it. Precision first: a rule that could make one page of two has no
place here. Works on hosts and paths that are settled already; knows nothing of queries but a wrapper's.
"""

import re
from urllib.parse import unquote

# m., amp. and mobile. name the same site, unless what is left is a registry (mobile.org.uk) or a
# place where every name is another writer (m.wordpress.com).
_PREFIX = re.compile(
    r"(?:www\.|(?:m|amp|mobile)\.(?!(?:(?:ac|com?|gov|ltd|me|net|nhs|org|plc|police|sch)\.[a-z]{2}"
    r"|(?:blogspot|substack|tumblr|wordpress)\.com|github\.io|blog\.gov\.uk)$))(?=[^.]+\.[^.])"
)
_PORT = re.compile(r":(?:80|443)?$")
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
    "localgovernmentlawyer.co.uk": ((re.compile(r"^.*/[0-9]+-[^/]+/([0-9]+)-[^/]+$"), r"/*/\1"),),
}
# A Java server writes the session behind the page, ASP.NET before it, as "/(X(1)S(...24 characters))"
# ("cookieless"; council meetings' systems use it). Rules of the Wayback Machine's canonicaliser.
_SESSION = re.compile(
    r";jsessionid=[^/;]*|(?<=/)\((?:(?:[a-z]\([0-9a-z_-]{1,500}\)){1,5}|[0-9a-z]{24})\)/", re.IGNORECASE
)
_TAILS = ("/index.html", "/index.htm", "/index.php")

# Links by way of another site, which names the page in a parameter: Google Alerts and Bing News put
# nothing else into their feeds (automatisch issue 1230; feedjira pull 424), with a token that is
# another each time. As ClearURLs' "redirections", for those that feeds hold.
_WRAPPING = re.compile(r"(?:^|\.)(?:google\.[a-z.]{2,6}|(?:bing|facebook|youtube)\.com|ampproject\.org)$")
_WRAPPERS = (
    (re.compile(r"(?:www\.)?google\.[a-z.]{2,6}/url"), ("url", "q")),
    (re.compile(r"(?:www\.)?bing\.com/news/apiclick\.aspx"), ("url",)),
    (re.compile(r"(?:www\.)?youtube\.com/redirect"), ("q",)),
    (re.compile(r"lm?\.facebook\.com/l\.php"), ("u",)),
)
# AMP pages that Google serves: the page's own address follows, after "/s" for https.
_AMP = re.compile(
    r"(?:(?:www\.)?google\.[a-z.]{2,6}/amp|[a-z0-9-]+\.cdn\.ampproject\.org/[a-z])(/s)?/([^/]+\.[^/]+(?:/.*)?)"
)


def key_host(host: str, path: str) -> str:
    """The one host of all that name a site; without user and the usual ports."""
    host = _PORT.sub("", host.rpartition("@")[2])
    while prefix := _PREFIX.match(host):
        host = host[prefix.end() :]
    if host == "feeds.bbci.co.uk" and path.startswith("/news/articles/"):
        return "bbc.co.uk"  # mirrors of article pages seen in stored copies (FEEDS.md)
    return _SAME_SITE.get(host, host)


def key_path(host: str, path: str) -> str:
    """The one path of all its spellings on this `key_host`; "" for the root."""
    before = None
    while path != before:  # one rule may bare a tail for another: /a/amp/index.html
        before = path
        path = _without_tail(_SESSION.sub("", path))
        if "//" in path or "/." in path:
            path = _resolved(path)
        for rule, form in _SITE_PATHS.get(host, ()):
            path = rule.sub(form, path)
    return path


def wrapped_address(host: str, path: str, query: str) -> str | None:
    """The address that a wrapper leads to, as it stands there; None for any other page."""
    if not _WRAPPING.search(host):
        return None
    if amp := _AMP.fullmatch(host + path):
        return f"http{'s' if amp[1] else ''}://{amp[2]}" + (f"?{query}" if query else "")
    names: tuple[str, ...] = next((names for shape, names in _WRAPPERS if shape.fullmatch(host + path)), ())
    values = dict(piece.partition("=")[::2] for piece in query.split("&"))
    found = (unquote(values[name]) for name in names if name in values)
    return next((address for address in found if address.startswith(("http://", "https://"))), None)


def _without_tail(path: str) -> str:
    """Without what a page's address may end in or not; "/amp" is a page of its own where nothing is before it."""
    before = None
    while path != before:
        before = path
        path = path.rstrip("/")
        for tail in _TAILS:
            path = path.removesuffix(tail)
        if path[-5:-4] not in ("", "/"):
            path = path.removesuffix("/amp")
    return path


def _resolved(path: str) -> str:
    """Without dot segments (RFC 3986 section 5.2.4), and then without empty ones."""
    kept: list[str] = []
    for segment in path.split("/")[1:]:
        if segment == "..":
            kept[-1:] = []
        elif segment != ".":
            kept.append(segment)
    return "".join(f"/{segment}" for segment in kept if segment)
