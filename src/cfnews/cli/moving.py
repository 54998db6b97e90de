"""The reader's own part of a store as a file that another machine understands, and back."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec

from cfnews.errors import CfnewsError
from cfnews.render.care_json import CursorState, EntryMarks, EntryName, MarkState, PairVerdict, StateEnvelope
from cfnews.render.envelope import SCHEMA_VERSION, head
from cfnews.store.cursors import Stood, all_cursors
from cfnews.store.db import Database
from cfnews.store.marks import Said, all_marks, stories_by_name
from cfnews.store.verdicts import Verdict, all_verdicts

_KINDS = ("read", "starred", "hidden")


def state_of(db: Database, now: datetime, *, with_verdicts: bool = True) -> StateEnvelope:
    """All that the reader has decided, as the store has it at one moment; a shared store's verdicts are no reader's."""
    with db.snapshot():
        return StateEnvelope(
            **head("state", now),
            marks=list(_marked(db, all_marks(db))),
            verdicts=[
                PairVerdict(one=_name(one.one), other=_name(one.other), together=one.together, at=_moment(one.at))
                for one in (all_verdicts(db) if with_verdicts else ())
            ],
            cursors=[
                CursorState(name=one.name, moved_at=_moment(one.moved_at), shown=one.shown) for one in all_cursors(db)
            ],
        )


def _marked(db: Database, said: Iterable[Said]) -> Iterator[EntryMarks]:
    by_name: dict[str, dict[str, MarkState]] = {}
    for one in said:
        by_name.setdefault(one.name, {})[one.kind] = MarkState(one.value, _moment(one.at))
    stories = stories_by_name(db)
    for name, marks in by_name.items():
        entry = _name(name)
        known: dict[str, Any] = {kind: marks.get(kind) for kind in _KINDS}
        yield EntryMarks(feed=entry.feed, key=entry.key, story=stories.get(name), **known)


def read_state(text: bytes, named: str) -> StateEnvelope:
    """The state in a file. Raises CfnewsError where it is none, or is written by a newer program."""
    try:
        state = msgspec.json.decode(text, type=StateEnvelope)
    except msgspec.MsgspecError as error:
        raise CfnewsError(
            f"{named} is no state of cfnews: {error}", "write one with: cfnews store export-state"
        ) from error
    if state.schema_version.partition(".")[0] != SCHEMA_VERSION.partition(".")[0]:
        raise CfnewsError(
            f"{named} is of version {state.schema_version}, which this cfnews cannot read", "upgrade cfnews"
        )
    return state


def marks_in(state: StateEnvelope) -> Iterator[Said]:
    """The marks of a state, one by one."""
    for one in state.marks:
        for kind in _KINDS:
            mark: MarkState | None = getattr(one, kind)
            if mark is not None:
                yield Said(f"{one.feed} {one.key}", kind, mark.value, _seconds(mark.at))


def verdicts_in(state: StateEnvelope) -> Iterator[Verdict]:
    """The verdicts of a state; the lesser name comes first, whoever wrote the file."""
    for one in state.verdicts:
        low, high = sorted(f"{name.feed} {name.key}" for name in (one.one, one.other))
        if low != high:
            yield Verdict(low, high, one.together, _seconds(one.at))


def cursors_in(state: StateEnvelope) -> Iterator[Stood]:
    """The cursors of a state."""
    for one in state.cursors:
        yield Stood(one.name, _seconds(one.moved_at), one.shown)


def _name(name: str) -> EntryName:
    feed, _, key = name.partition(" ")
    return EntryName(feed, key)


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _seconds(moment: datetime) -> int:
    return int(moment.replace(tzinfo=moment.tzinfo or UTC).timestamp())
