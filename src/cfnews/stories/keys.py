"""What tells the entries of one feed document apart: from it an entry gets its key, whatever order they stand in.

The page is the key where it tells entries apart, as then two feeds with one page agree. It does not
where several entries of the document share it; then the guid does, or the fragment and the title, or
the date. Looks at one document alone and remembers nothing; the store is asked in `recognise`.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Literal, NamedTuple

from cfnews.model import Entry

Identity = Literal["auto", "guid", "link", "guid+link"]

# GOV.UK writes a page's id as its address and "#2026-11-20T09:30:00Z" (alphagov/collections,
# feed_entry_presenter.rb), the BBC as its address and "#3": the revision, not another entry.
_REVISION = re.compile(r"[0-9][0-9T:+.Z-]*")
_SITE = re.compile(r"https?://(?:www\.)?")


def names_page(entry: Entry) -> bool:
    """Whether the guid is the entry's own address over again, perhaps with a fragment for the revision."""
    address, _, fragment = entry.guid.partition("#")
    if not _SITE.match(address) or (fragment and not _REVISION.fullmatch(fragment)):
        return False
    return _bare(address) in {entry.link_key, _bare(entry.url or "")}


def _bare(address: str) -> str:
    return _SITE.sub("", address.partition("#")[0], count=1).rstrip("/")


class Document:
    """The entries of a document by their pages, and the key of each."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        pages: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            pages[entry.link_key].append(entry)
        self._pages = {page: _page(page, held) for page, held in pages.items() if not page or len(held) > 1}

    def shares_link(self, entry: Entry) -> bool:
        """Whether the entry's page does not tell it apart; so too where there is no page."""
        page = self._pages.get(entry.link_key)
        return page is not None and page.shared

    def key(self, feed_id: str, entry: Entry, identity: Identity) -> str:
        """What identifies an entry, and gives its story an id that is the same on every machine.

        A page's key names the page alone, so that two feeds with one page agree; any other names the feed too.
        """
        if identity == "guid" and entry.guid:
            return f"guid {feed_id} {entry.guid}"
        if identity == "guid+link" and entry.guid:
            return f"both {feed_id} {entry.guid} {entry.link_key}"
        page = self._pages.get(entry.link_key, _ALONE)
        if entry.link_key and (identity == "link" or not page.shared):
            return f"link {entry.link_key}"
        if identity != "link" and entry.guid in page.guids:
            return f"both {feed_id} {entry.guid} {entry.link_key}"
        date = entry.published_raw or entry.content_hash
        if not entry.link_key:
            return f"text {feed_id} {entry.title_key} {date}"
        name = f"page {feed_id} {entry.url} {entry.title_key}"
        return f"{name} {date}" if (entry.url, entry.title_key) in page.series and not names_page(entry) else name


class _Page(NamedTuple):
    """Whether entries share a page; the guids that tell them apart there; what is listed again and again."""

    shared: bool
    guids: frozenset[str]
    series: frozenset[tuple[str | None, str]]


_ALONE = _Page(False, frozenset(), frozenset())


def _page(page: str, entries: Sequence[Entry]) -> _Page:
    if page and not _is_shared(entries):
        return _ALONE
    by_guid: dict[str, list[Entry]] = defaultdict(list)
    by_name: dict[tuple[str | None, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.guid and not names_page(entry):
            by_guid[entry.guid].append(entry)
        by_name[entry.url, entry.title_key].append(entry)
    guids = frozenset(guid for guid, held in by_guid.items() if _titles(held) == 1)
    return _Page(True, guids, frozenset(name for name, held in by_name.items() if _is_series(held)))


def _is_shared(entries: Sequence[Entry]) -> bool:
    """Several titles tell several entries, and so do dates and texts that differ along with the guid or fragment.

    One title with two guids alone may be a page that is listed twice. Two titles with one guid may be an
    entry that was retitled and left in; but then it is shown twice, where else all that bear one guid would be lost.
    """
    if _titles(entries) > 1:
        return True
    by_date = len({entry.published_raw for entry in entries}) > 1
    by_fragment = len({_fragment(entry) for entry in entries}) > 1
    return (by_date or by_fragment) and _texts_differ(entries) and len({_mark(entry) for entry in entries}) > 1


def _titles(entries: Sequence[Entry]) -> int:
    return len({entry.title_key for entry in entries})


def _is_series(entries: Sequence[Entry]) -> bool:
    return len({entry.published_raw for entry in entries}) > 1 and _texts_differ(entries)


def _texts_differ(entries: Sequence[Entry]) -> bool:
    """Whether there are several texts. Where there is none, as in judgments, that they are alike says nothing."""
    return len({entry.content_hash for entry in entries}) > 1 or not any(entry.summary for entry in entries)


def _mark(entry: Entry) -> tuple[str, str]:
    """What an entry says of itself apart from its page, title and text."""
    if names_page(entry):
        return "", _fragment(entry)
    return entry.guid or entry.published_raw or "", _fragment(entry)


def _fragment(entry: Entry) -> str:
    return (entry.url or "").partition("#")[2]
