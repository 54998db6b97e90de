"""What a refresh tells: one report a feed, and their sums."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from cfnews.masking import without_secrets
from cfnews.model import FeedSpec, FetchResult, FetchStatus, ReadFeed
from cfnews.reports import FeedReport, FetchCounts, FetchError

if TYPE_CHECKING:
    from cfnews.update.telling import Told  # with all the sector's rules, which who tells of a run does not need


class Taken(NamedTuple):
    """What became of a document's entries; they add up to all that it held. `notice` is worth telling, or "".

    `news` holds the publisher's date of each entry that was not there before.
    """

    entries: int
    new: int
    updated: int
    unchanged: int
    duplicates: int
    filtered: int
    rejected: int
    newest: datetime | None
    notice: str = ""
    news: Sequence[datetime | None] = ()


class Answer(NamedTuple):
    """A fetched feed, and its document with the body's fingerprint where that is new, and what its entries tell.

    `held` says that it was not asked, as its host is to be left alone.
    """

    spec: FeedSpec
    result: FetchResult
    feed: ReadFeed | None = None
    fingerprint: bytes | None = None
    told: "Sequence[Told | None]" = ()
    held: bool = False


def report_on(answer: Answer, taken: Taken, next_check: int) -> FeedReport:
    """The report of one feed; `next_check` in seconds since 1970."""
    result, trouble = answer.result, answer.result.problem
    if answer.held and trouble is not None:
        upcoming = datetime.fromtimestamp(next_check, UTC)
        return FeedReport(id=answer.spec.id, status="skipped", next_fetch_at=upcoming, notes=[trouble.message])
    notes = [f"moved for good to {result.moved_to}"] if result.moved_to else []
    if answer.feed and answer.feed.fault:
        notes.append(f"forgiven: {answer.feed.fault}")
    if taken.notice:
        notes.append(taken.notice)
    if trouble is not None and trouble.hint:
        notes.append(trouble.hint)
    return FeedReport(
        id=answer.spec.id,
        status=status_of(answer, taken),
        http_status=result.http_status,
        entries=taken.entries,
        new=taken.new,
        updated=taken.updated,
        unchanged=taken.unchanged,
        duplicates=taken.duplicates,
        filtered=taken.filtered,
        rejected=taken.rejected,
        elapsed_ms=round(result.elapsed * 1000),
        bytes=result.size,
        next_fetch_at=datetime.fromtimestamp(next_check, UTC),
        error=FetchError(trouble.code, without_secrets(trouble.message), trouble.retryable) if trouble else None,
        notes=[without_secrets(note) for note in notes],
    )


def status_of(answer: Answer, taken: Taken) -> FetchStatus:
    """The word for how a feed went."""
    if answer.held:
        return "skipped"
    if answer.result.problem is not None:
        return "gone" if answer.result.problem.code == "gone" else "failed"
    if taken.new:
        return "new"
    if taken.updated or taken.duplicates:
        return "updated"
    return "moved" if answer.result.moved_to else "unchanged"


def add_up(reports: Sequence[FeedReport]) -> FetchCounts:
    """The counts of all feeds together."""
    names = ("entries", "new", "updated", "unchanged", "duplicates", "filtered", "rejected")
    failed = sum(report.error is not None for report in reports)
    return FetchCounts(
        feeds=len(reports),
        ok=len(reports) - failed,
        failed=failed,
        **{name: sum(getattr(report, name) for report in reports) for name in names},
    )
