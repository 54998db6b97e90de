"""Which entries of a feed are entries that we know already: the same page is the same entry, whatever its id.

Neither id alone nor link alone is a key on real data: GOV.UK gives a page a new id with every touch,
some feeds give every entry one link, others renumber all ids in a night. So an entry is known again
by the first of these that holds, and is new if none does (precision first: a wrong "known" loses news):

    1. its guid and its link are those of one stored entry
    2. its link is, and the link tells entries apart: one stored entry has it, and no other entry of
       this document with another title
    3. its guid is, and so is its title or its date: the page has moved
    4. its title and its date are, and the stored entry's page is no longer in the document: both changed

Rejected: guid alone (some feeds number their entries by position); link alone where several entries
share it; a moved entry by title alone (weekly columns bear one title).
"""

from collections import defaultdict
from collections.abc import Sequence, Set
from typing import Literal, NamedTuple

from cfnews.model import Entry, Known

Identity = Literal["auto", "guid", "link", "guid+link"]
_SHORTEST_TITLE = 12  # characters of a title that can tell one entry from another, with its date


class Placed(NamedTuple):
    """An entry with its key; `known` is the stored entry that it is, `repeat` says it was in this document before."""

    entry: Entry
    key: str
    known: Known | None
    repeat: bool


def place_entries(feed_id: str, entries: Sequence[Entry], known: Sequence[Known], identity: Identity) -> list[Placed]:
    """Each entry of a document with the stored entry of its feed that it is, if any. Order is kept.

    Guids claim first, over the whole document: where a page has moved, another may stand at its old address.
    """
    memory, document = _Memory(known), _Document(entries)
    claims = [memory.by_guid(entry, document) if identity == "auto" else None for entry in entries]
    pairs = zip(entries, claims, strict=True)
    moved = {claim.id for entry, claim in pairs if claim is not None and claim.link_key != entry.link_key}
    placed: list[Placed] = []
    taken: set[int] = set()
    keys: set[str] = set()
    for entry, claim in zip(entries, claims, strict=True):
        key = entry_key(feed_id, entry, identity, shared=document.shares_link(entry))
        found = claim or memory.by_page(entry, key, document, identity, moved)
        repeat = key in keys or (found is not None and found.id in taken)
        keys.add(key)
        placed.append(Placed(entry, key if found else memory.free_key(key, entry), found, repeat))
        if found is not None:
            taken.add(found.id)
    return placed


def entry_keys(feed_id: str, entries: Sequence[Entry], identity: Identity) -> list[str]:
    """The key of each entry of a document, to look for in the store."""
    document = _Document(entries)
    return [entry_key(feed_id, entry, identity, shared=document.shares_link(entry)) for entry in entries]


def entry_key(feed_id: str, entry: Entry, identity: Identity, *, shared: bool) -> str:
    """What identifies an entry, and gives its story an id that is the same on every machine.

    A page's key names the page alone, so that two feeds with one page agree; any other names the feed too.
    """
    guid = "" if identity == "link" or (identity == "auto" and _repeats_link(entry)) else entry.guid
    if identity == "guid" and guid:
        return f"guid {feed_id} {guid}"
    if identity == "guid+link" and guid:
        return f"both {feed_id} {guid} {entry.link_key}"
    if entry.link_key and not shared:
        return f"link {entry.link_key}"
    if guid:
        return f"both {feed_id} {guid} {entry.link_key}"
    if entry.link_key and identity != "link":
        return f"page {feed_id} {entry.url} {entry.title_key}"
    return f"text {feed_id} {entry.title_key} {entry.published_raw or entry.content_hash}"


def _repeats_link(entry: Entry) -> bool:
    """Whether the guid is the link over again, perhaps with a fragment for the revision (GOV.UK, BBC)."""
    page, named = ((one or "").partition("#")[0].rstrip("/") for one in (entry.url, entry.guid))
    return bool(page) and page == named


class _Document:
    """What a feed document says of its links as a whole."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._titles: dict[str, set[str]] = defaultdict(set)
        self._guids: dict[str, int] = defaultdict(int)
        for entry in entries:
            self._titles[entry.link_key].add(entry.title_key)
            self._guids[entry.guid] += 1

    def shares_link(self, entry: Entry) -> bool:
        return len(self._titles[entry.link_key]) > 1

    def has_link(self, link_key: str) -> bool:
        return link_key in self._titles

    def repeats_guid(self, guid: str) -> bool:
        return self._guids[guid] > 1


class _Memory:
    """The stored entries of the feed, by what they can be known again by."""

    def __init__(self, known: Sequence[Known]) -> None:
        self._by_key = {one.key: one for one in known}
        self._by_link: dict[str, list[Known]] = defaultdict(list)
        self._by_guid: dict[str, list[Known]] = defaultdict(list)
        self._by_title: dict[str, list[Known]] = defaultdict(list)
        for one in known:
            self._by_link[one.link_key].append(one)
            self._by_guid[one.guid].append(one)
            self._by_title[one.title_key].append(one)

    def by_guid(self, entry: Entry, document: _Document) -> Known | None:
        """Rules 1 and 3: the stored entry with its guid, on the same page or moved from there."""
        same_guid = self._by_guid.get(entry.guid, []) if entry.guid else []
        on_its_page = _only([one for one in same_guid if one.link_key == entry.link_key])
        if on_its_page is not None or document.repeats_guid(entry.guid):
            return on_its_page
        return _only([one for one in same_guid if one.title_key == entry.title_key or _same_date(one, entry)])

    def by_page(self, entry: Entry, key: str, document: _Document, identity: Identity, moved: Set[int]) -> Known | None:
        """Rules 2 and 4 among those that have not `moved`; with a forced identity, the one with the same key."""
        same_key = self._by_key.get(key)
        if identity != "auto":
            return same_key
        if same_key is not None and same_key.link_key == entry.link_key and same_key.id not in moved:
            return same_key
        found = self._by_its_link(entry, document) or self._moved(entry, document)
        return found if found is not None and found.id not in moved else None

    def free_key(self, key: str, entry: Entry) -> str:
        """The key of a new entry: an entry that has moved keeps its key, and another may now be where it was."""
        return f"{key} {entry.guid or entry.content_hash}" if key in self._by_key else key

    def _by_its_link(self, entry: Entry, document: _Document) -> Known | None:
        same_link = self._by_link.get(entry.link_key, []) if entry.link_key else []
        if document.shares_link(entry) or len(same_link) > 1:
            same_link = [one for one in same_link if one.title_key == entry.title_key]
        return _only(same_link)

    def _moved(self, entry: Entry, document: _Document) -> Known | None:
        if len(entry.title_key) < _SHORTEST_TITLE:
            return None
        return _only(
            [
                one
                for one in self._by_title.get(entry.title_key, [])
                if _same_date(one, entry) and not document.has_link(one.link_key)
            ]
        )


def _only(candidates: list[Known]) -> Known | None:
    return candidates[0] if len(candidates) == 1 else None


def _same_date(known: Known, entry: Entry) -> bool:
    return entry.published_at is not None and known.published_at == int(entry.published_at.timestamp())
