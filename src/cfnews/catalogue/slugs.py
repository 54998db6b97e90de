"""Ids for feeds that have none: a slug of the title, or of the host where the title says too little. Always unique."""

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import urlsplit

_LONGEST = 40  # characters: it is typed
_WORD = re.compile(r"[a-z0-9]+")
_APOSTROPHES = re.compile("['’ʼ`]")
# Titles that many sites give to their feeds: the host has to go before.
_VAGUE_TITLES = """
news latest-news all-news blog blogs feed rss rss-feed atom atom-feed home homepage home-page articles posts
latest updates press press-releases media newsroom publications events stories untitled comment index en
"""
_VAGUE = frozenset(_VAGUE_TITLES.split())
_TAILS = ("rss", "rss-feed", "feed", "rss-2-0", "atom", "atom-feed", "all-posts")


def slug_of(words: str) -> str:
    """The words as a lower-case slug, cut after a whole word; "" if none is left."""
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", words[:500])).encode("ascii", "ignore").decode()
    slug = ""
    for word in _WORD.findall(plain.lower()):
        longer = f"{slug}-{word}" if slug else word[:_LONGEST]
        if len(longer) > _LONGEST:
            break
        slug = longer
    return slug


def host_slug(url: str) -> str:
    """The slug of an address's host without www. and what comes after the name: `gov-uk`, `example`."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    if host.endswith("gov.uk") or "." not in host or host.replace(".", "").isdigit():
        return slug_of(host)
    name = host.rpartition(".")[0]
    for end in (".co", ".org", ".ac", ".nhs"):
        name = name.removesuffix(end)
    return slug_of(name)


class Ids:
    """The ids that are taken; each that is given out is taken from then on."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._next: dict[str, int] = {}

    def take(self, name: str) -> None:
        """Keeps a name from being given out."""
        self._taken.add(name)

    def give(self, title: str, url: str) -> str:
        """A new id for a feed with this title and address."""
        slug, host = slug_of(title), host_slug(url)
        for tail in _TAILS:
            slug = slug.removesuffix(f"-{tail}")
        if slug in _VAGUE or len(slug) < 3:
            slug = "-".join(part for part in (host, slug) if part)
        return self._unique(slug or "feed")

    def _unique(self, slug: str) -> str:
        number = self._next.get(slug, 1)
        name = slug
        while name in self._taken:
            number += 1
            name = f"{slug}-{number}"
        self._next[slug] = number
        self._taken.add(name)
        return name
