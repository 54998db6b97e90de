"""Feeds in the lists of other readers, and what of them a catalogue has not yet. Reads no format and writes nothing."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, cast, get_args

from cfnews.catalogue.addresses import address_key, is_address, is_masked, typed_address
from cfnews.catalogue.slugs import Ids, slug_of
from cfnews.errors import InvalidCatalogue
from cfnews.masking import without_secrets
from cfnews.model import FeedSpec, Section

_SECTIONS: tuple[str, ...] = get_args(Section)
_LONGEST_NAME = 120
_LONGEST_TAG = 60
_MOST_TAGS = 20
_SPACE = re.compile(r"\s+")


class IllFormed(InvalidCatalogue):
    """A list of another reader that cannot be read whole; nothing of it is imported."""

    code = "invalid_import"


class Subscription(NamedTuple):
    """One feed of a list: the line that it stands in, and the folders (outermost first) and tags that it is in."""

    line: int
    url: str
    title: str = ""
    homepage: str = ""
    folders: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    refused: str = ""


class LeftOut(NamedTuple):
    """A feed of a list that is not imported, and why."""

    line: int
    url: str
    title: str
    reason: str


class Sorted(NamedTuple):
    """What a list brings: feeds to be added, and those left out."""

    feeds: list[FeedSpec]
    left_out: list[LeftOut]


def sort_out(
    found: Sequence[Subscription],
    feeds: Iterable[FeedSpec],
    labels: dict[str, str],
    is_private: Callable[[str], bool],
) -> Sorted:
    """What of the list is new to a catalogue with these feeds; `labels` are the headings of the sections.

    `is_private` says of an address that it leads into a private network, where a list from elsewhere has no business.
    """
    known: dict[str, str] = {}
    ids = Ids()
    for spec in feeds:
        ids.take(spec.id)
        known |= {address_key(spec.url): spec.id, address_key(without_secrets(spec.url)): spec.id}
    words = {slug_of(label): name for name, label in labels.items()} | {name: name for name in _SECTIONS}
    new = Sorted([], [])
    for one in found:
        title, url = one_line(one.title), typed_address(one.url)
        reason = one.refused or _refusal(url, known, is_private)
        if reason or url is None:
            new.left_out.append(LeftOut(one.line, one_line(one.url), title, reason))
            continue
        spec = _spec(one, url, title, ids, words)
        known |= {address_key(url): spec.id}
        new.feeds.append(spec)
    return new


def _refusal(url: str | None, known: dict[str, str], is_private: Callable[[str], bool]) -> str:
    if url is None:
        return "its address is none of http or https"
    if address_key(url) in known:
        return f"it is there already: {known[address_key(url)]}"
    if url.startswith("file:"):
        return "it is a file of one machine: add it by hand"
    if is_masked(url):
        return "its address was exported without what is secret in it"
    return "it leads into a private network: --allow-private takes it" if is_private(url) else ""


def _spec(one: Subscription, url: str, title: str, ids: Ids, words: dict[str, str]) -> FeedSpec:
    named = [words.get(slug_of(folder)) for folder in (*one.folders, *one.tags)]
    folders = [section for section in named[: len(one.folders)] if section]
    section = folders[-1] if folders else next((tag for tag in named[len(one.folders) :] if tag), "news")
    others = [one_line(name, _LONGEST_TAG) for name, of in zip((*one.folders, *one.tags), named, strict=True) if not of]
    homepage = one.homepage if one.homepage.startswith(("http://", "https://")) and is_address(one.homepage) else None
    identifier = ids.give(title, url)
    return FeedSpec(
        id=identifier,
        name=title or identifier,
        url=url,
        homepage=homepage,
        section=cast("Section", section),
        tags=tuple(dict.fromkeys(tag for tag in others if tag))[:_MOST_TAGS],
    )


def one_line(words: str, longest: int = _LONGEST_NAME) -> str:
    """A text of others as one short line without controls, marks of direction and other unseen characters."""
    plain = _SPACE.sub(" ", words[: 20 * longest])
    kept = "".join(
        one for one in plain if one == " " or unicodedata.category(one) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    kept = kept.strip()
    return kept if len(kept) <= longest else kept[: longest - 1].rstrip() + "…"
