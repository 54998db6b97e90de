"""What to type about a feed that is in trouble: one command for each kind of trouble, with nothing secret in it."""

from urllib.parse import urlsplit

from cfnews.reports import FeedOverview

_OFF = "cfnews feeds disable {id}"
_FIND = "cfnews feeds discover {site}"
_EDIT = "cfnews config edit"
_ASK = "cfnews feeds check {id}"
# What is not named here passes by itself, or only the publisher can mend it: asking again shows.
_BY_CODE = {
    "ended": _OFF,
    "gone": _OFF,
    "not_a_feed": _FIND,
    "http_4xx": _FIND,
    "redirect_loop": _FIND,
    "bad_redirect": _FIND,
    "unreachable": _FIND,
    "too_large": _EDIT,
    "deadline": _EDIT,
    "private_address": _EDIT,
    "credentials": _EDIT,
    "refused": _EDIT,
    "file": _EDIT,
    "internal": _ASK + " --debug",
}


def suggested_command(feed: FeedOverview, homepage: str | None = None) -> str | None:
    """The command that may help with what is wrong with a feed that is on; None where nothing is."""
    if not feed.enabled or not (feed.error or feed.moved_to or feed.silent_since):
        return None
    words = _BY_CODE.get(feed.error.code, _ASK) if feed.error else _EDIT if feed.moved_to else _FIND
    site = homepage or _site(feed.url)
    return (words if site else words.replace(_FIND, _ASK)).format(id=feed.id, site=site)


def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/" if parts.scheme in ("http", "https") else ""
