"""Which stored entry an entry of a document is: the marks they agree in, the strongest first.

Neither id alone nor link alone is a key on real data: GOV.UK gives a page a new id with every touch,
some feeds give every entry one link, others renumber all ids in a night. So an entry is known again by
the first of these that it has in common with a stored one that no other entry has claimed:

    1. its page and title, with its guid, date or text; its key, where that says more than the page
    2. its guid, with its page, title or time of publication
    3. its page and title, or its page alone; but not with another guid and date in a feed that is seen to
       keep its guids: there it is the next of a series
    4. its title and time of publication: id and page have changed
    5. its title, with its path, date or text, if half of the document has moved
    6. its title alone, if it is long, and so much has moved

A mark of 2 to 6 must be one entry's in the document and one's in the store. Precision first: a wrong
"known" loses news, a wrong "new" only shows something twice. Rejected: guid alone (some feeds number by
position); a date without a time of day but in 5 (judgments are dated by the day, and "Re A (A Child)"
is many); title alone but in 6 (columns); a trait learnt and stored for each feed (document and store
say it anew with each reading). Measured by `pytest tests/corpus/test_identity_corpus.py`.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

from cfnews.model import Entry, Known
from cfnews.stories.keys import Identity, names_page
from cfnews.stories.marks import (
    ALIKE,
    DATE_OR_TEXT,
    FORCED,
    STRONG,
    WEAK,
    Mark,
    long_title,
    marks_of_entries,
    marks_of_known,
    page,
    page_and_title,
    title_and_time,
    wording,
)


def known_again(
    entries: Sequence[Entry], keys: Sequence[str], known: Sequence[Known], identity: Identity
) -> dict[int, Known]:
    """The stored entry of each that is known, by its place among `entries`; none of these is another's repeat."""
    comparison = _Comparison(entries, keys, sorted(known, key=lambda one: one.id))
    if identity != "auto":
        comparison.match(FORCED[identity], any_will_do=True)
        comparison.match_keys(pages=True)
        return comparison.found
    comparison.match_own(DATE_OR_TEXT)
    for mark in ALIKE:
        comparison.match(mark, any_will_do=True)
    comparison.match_keys(pages=False)
    for mark in STRONG:
        comparison.match(mark)
    comparison.match_pages(page_and_title)
    comparison.match_pages(page)
    comparison.match_pages(wording, any_will_do=True)
    comparison.match(title_and_time)
    comparison.match_flood(WEAK, fewest=2)
    comparison.match_flood((long_title,), fewest=5)
    return comparison.found


class _Comparison:
    """The entries of a document that are not known yet, and the stored ones that are not claimed yet."""

    def __init__(self, entries: Sequence[Entry], keys: Sequence[str], known: Sequence[Known]) -> None:
        self.found: dict[int, Known] = {}
        self._entries = entries
        self._keys = keys
        self._by_key = {one.key: one for one in known}
        self._marks = marks_of_entries(entries, known)
        self._known = known
        self._stored = {one.id: marks for one, marks in zip(known, marks_of_known(known), strict=True)}
        self._claimed: set[int] = set()

    def match_own(self, marks: Sequence[Mark]) -> None:
        """Those with the key of a stored entry, and one of the marks: of several that look alike, it is that one."""
        for mark in marks:
            for place in self._open():
                one = self._by_key.get(self._keys[place])
                value = mark(self._marks[place])
                if one is not None and one.id not in self._claimed and value and value == mark(self._stored[one.id]):
                    self._claim(place, one)

    def match_keys(self, *, pages: bool) -> None:
        """Those with the key of a stored entry that has not moved since; a page is not enough but for `pages`."""
        for place in self._open():
            one = self._by_key.get(self._keys[place])
            if one is None or one.id in self._claimed or one.link_key != self._entries[place].link_key:
                continue
            if pages or not one.key.startswith("link "):
                self._claim(place, one)

    def match(self, mark: Mark, *, any_will_do: bool = False) -> None:
        """Those that agree in a mark; with the oldest of several that do, or with none."""
        pairs = self._any_pairs(mark) if any_will_do else self._pairs(mark)
        for place, one in pairs:
            self._claim(place, one)

    def match_pages(self, mark: Mark, *, any_will_do: bool = False) -> None:
        """Those that agree in a mark of the page, and are not the next of a series there."""
        kept = self._guids_are_kept()
        for place, one in self._any_pairs(mark) if any_will_do else self._pairs(mark):
            if not (kept and self._is_next(place, one)):
                self._claim(place, one)

    def match_flood(self, marks: Sequence[Mark], fewest: int) -> None:
        """Those with a weak mark, if with them at least half of the document has moved, and no fewer than these."""
        moved = sum(one.link_key != self._entries[place].link_key for place, one in self.found.items())
        weak: dict[int, Known] = {}
        for mark in marks:
            ids = {one.id for one in weak.values()}
            weak |= {place: one for place, one in self._pairs(mark) if place not in weak and one.id not in ids}
        if moved + len(weak) >= max(fewest, len(self._entries) / 2):
            for place, one in weak.items():
                self._claim(place, one)

    def _pairs(self, mark: Mark) -> list[tuple[int, Known]]:
        """Open entries and unclaimed stored ones that alone have this mark in the document and in the store."""
        places = self._open()
        if not places:
            return []
        stored = self._stored_by(mark)
        times = Counter(mark(marks) for marks in self._marks)
        pairs = []
        for place in places:
            value = mark(self._marks[place])
            held = stored.get(value, ())
            if value and times[value] == len(held) == 1 and held[0].id not in self._claimed:
                pairs.append((place, held[0]))
        return pairs

    def _any_pairs(self, mark: Mark) -> list[tuple[int, Known]]:
        """Open entries, each with the oldest stored one left that has its mark."""
        places = self._open()
        stored = {value: held[::-1] for value, held in self._stored_by(mark).items()} if places else {}
        pairs = []
        for place in places:
            held = stored.get(mark(self._marks[place]), [])
            while held and held[-1].id in self._claimed:
                held.pop()
            if held:
                pairs.append((place, held.pop()))
        return pairs

    def _stored_by(self, mark: Mark) -> dict[object, list[Known]]:
        stored: dict[object, list[Known]] = defaultdict(list)
        for one in self._known:
            if value := mark(self._stored[one.id]):
                stored[value].append(one)
        return stored

    def _guids_are_kept(self) -> bool:
        """Whether of those known so far more have kept a guid, if it is more than an address, than have changed it."""
        changed = [self._is_renumbered(place, one) for place, one in self.found.items() if self._has_guid(place, one)]
        return sum(changed) < len(changed) / 2

    def _is_next(self, place: int, one: Known) -> bool:
        """Whether it has another guid than the stored entry on its page, and another date: the next of a series."""
        mine, its = self._marks[place], self._stored[one.id]
        redated = mine.at != its.at and (mine.title != its.title or None not in (mine.at, its.at))
        return redated and self._has_guid(place, one) and self._is_renumbered(place, one)

    def _has_guid(self, place: int, one: Known) -> bool:
        return bool(self._marks[place].guid and one.guid) and not names_page(self._entries[place])

    def _is_renumbered(self, place: int, one: Known) -> bool:
        return self._marks[place].guid != self._stored[one.id].guid

    def _open(self) -> list[int]:
        return [place for place in range(len(self._entries)) if place not in self.found]

    def _claim(self, place: int, one: Known) -> None:
        self.found[place] = one
        self._claimed.add(one.id)
