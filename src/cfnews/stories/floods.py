"""One line for a feed whose ids or pages changed all at once: why nothing of it is new.

A publisher that changes its system, or moves to another host, sends everything again under other names.
The reader is not told of it as news, but is told. Says nothing of single entries, nor of ids that change
with each revision, as those of GOV.UK and the BBC do.
"""

from collections.abc import Callable, Sequence

from cfnews.model import Entry, Known
from cfnews.stories.identity import Placed
from cfnews.stories.keys import names_page

_FEWEST = 3
_Change = Callable[[Entry, Known], bool]


def flood_notice(placed: Sequence[Placed]) -> str:
    """A sentence such as "all 30 ids changed; known again by their pages"; "" where nothing of the kind happened."""
    pairs = [(one.entry, one.known) for one in placed if one.known is not None and not one.repeat]
    ids, pages = (_changed(pairs, change) for change in (_other_guid, _other_page))
    if ids and pages:
        return f"{_amount(min(ids, pages), len(pairs))} ids and pages changed; known again by their titles"
    if pages:
        return f"{_amount(pages, len(pairs))} pages moved{_where(pairs)}; known again by their ids or titles"
    return f"{_amount(ids, len(pairs))} ids changed; known again by their pages" if ids else ""


def _changed(pairs: Sequence[tuple[Entry, Known]], change: _Change) -> int:
    """How many entries have changed so, if they are nearly all; else 0."""
    number = sum(change(entry, known) for entry, known in pairs)
    return number if number >= max(_FEWEST, 0.8 * len(pairs)) else 0


def _other_guid(entry: Entry, known: Known) -> bool:
    return bool(entry.guid and known.guid) and entry.guid != known.guid and not _is_revision(entry, known)


def _is_revision(entry: Entry, known: Known) -> bool:
    return names_page(entry) and entry.guid.partition("#")[0] == known.guid.partition("#")[0]


def _other_page(entry: Entry, known: Known) -> bool:
    return bool(entry.link_key and known.link_key) and entry.link_key != known.link_key


def _amount(number: int, of: int) -> str:
    return f"all {number}" if number == of else f"{number} of {of}"


def _where(pairs: Sequence[tuple[Entry, Known]]) -> str:
    """ " to HOST" where all pages stand on one host that none stood on before."""
    hosts = {entry.link_key.partition("/")[0] for entry, _ in pairs if entry.link_key}
    before = {known.link_key.partition("/")[0] for _, known in pairs if known.link_key}
    return f" to {hosts.pop()}" if len(hosts) == 1 and not hosts & before else ""
