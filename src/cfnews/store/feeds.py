"""What is remembered of each feed: the catalogue's last word, how its requests went, when it may be asked."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec

from cfnews.health.silence import is_silent
from cfnews.masking import holds_secret, mark_of, without_secrets
from cfnews.model import Catalogue, FeedSpec, Problem, Rhythm
from cfnews.reports import FeedOverview, FetchError
from cfnews.store.db import Database
from cfnews.store.hiding import put_in_force
from cfnews.store.settings import remember_catalogue, remembered_settings


class FeedState(msgspec.Struct, frozen=True, kw_only=True):
    """A feed's memory, for deciding when and how to ask; times in seconds since 1970."""

    id: str
    last_attempt_at: int | None
    last_success_at: int | None
    next_check_at: int | None
    failures: int
    gone_at: int | None
    moved_to: str | None
    moved_at: int | None
    parsed_sha256: bytes | None
    last_full_at: int | None
    marks: bytes | None = None
    error_code: str | None = None
    rhythm: Rhythm = Rhythm()


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """How one request went, as it is to be remembered. `at_home`: nothing at all could be reached."""

    status: str
    http_status: int | None
    problem: Problem | None
    fault: str
    title: str
    parsed_sha256: bytes | None
    moved_to: str | None
    next_check_at: int
    newest_entry_at: int | None
    rhythm: Rhythm | None = None
    at_home: bool = False
    marks: bytes | None = None


_SAME = "url = excluded.url AND url_mark = excluded.url_mark"
_TOLD_TO_RULES = ("id", "name", "url", "section", "role", "nation", "scope")
_TAKEN_AS_THEY_ARE = ["status", "http_status", "next_check_at", "fault", "title", "parsed_sha256", "moved_to", "marks"]


def list_feeds(db: Database, catalogue: Catalogue, signature: str) -> None:
    """Takes over the catalogue: names, sections, order, rules to hide. Feeds no longer listed stay, marked so."""
    put_in_force(db, catalogue.hides, signature)
    if remembered_settings(db, signature) is not None:
        return  # the same file as last time
    with db.transaction():
        db.run("UPDATE feed SET listed = 0")
        db.run_many(
            f"""INSERT INTO feed (id, name, url, url_mark, section, role, nation, scope, enabled, position)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
               ON CONFLICT (id) DO UPDATE SET name = excluded.name, section = excluded.section, role = excluded.role,
                   nation = excluded.nation, scope = excluded.scope, enabled = excluded.enabled,
                   position = excluded.position, listed = 1,
                   -- another address is another source: what was learnt of the old one says nothing of it
                   parsed_sha256 = CASE WHEN {_SAME} THEN parsed_sha256 END,
                   next_check_at = CASE WHEN {_SAME} THEN next_check_at END,
                   last_attempt_at = CASE WHEN {_SAME} THEN last_attempt_at END,
                   gone_at = CASE WHEN {_SAME} THEN gone_at END,
                   moved_to = CASE WHEN {_SAME} THEN moved_to END,
                   url = excluded.url, url_mark = excluded.url_mark""",
            (_feed_row(spec, position) for position, spec in enumerate(catalogue.feeds)),
        )
        remember_catalogue(db, catalogue, signature)


def _feed_row(spec: FeedSpec, position: int) -> tuple[object, ...]:
    url = without_secrets(spec.url)
    mark = mark_of(spec.url, url) if url != spec.url else ""
    return (spec.id, spec.name, url, mark, spec.section, spec.role, spec.nation, spec.scope, spec.enabled, position)


def specs(db: Database) -> dict[str, FeedSpec]:
    """Every feed ever seen, by id, as the catalogue last had it: what the sector's rules need to know of a feed."""
    rows = db.rows(f"SELECT {', '.join(_TOLD_TO_RULES)} FROM feed")
    return {row["id"]: FeedSpec(**{name: row[name] for name in _TOLD_TO_RULES}) for row in rows}


def states(db: Database) -> dict[str, FeedState]:
    """The memory of every feed, by id."""
    return {row["id"]: _state(row) for row in db.rows(f"SELECT {', '.join(FeedState.__struct_fields__)} FROM feed")}


def _state(row: Any) -> FeedState:
    rhythm = msgspec.json.decode(row["rhythm"], type=Rhythm) if row["rhythm"] else Rhythm()
    return FeedState(**{name: row[name] for name in FeedState.__struct_fields__} | {"rhythm": rhythm})


def note_attempts(db: Database, ids: Iterable[str], now: int) -> None:
    """Remembers that these feeds are about to be asked, before they are: a crash must not lead to a storm."""
    set_attempts(db, ((one, now) for one in ids))


def set_attempts(db: Database, moments: Iterable[tuple[str, int | None]]) -> None:
    """Sets when each feed was last asked."""
    with db.transaction():
        db.run_many("UPDATE feed SET last_attempt_at = ? WHERE id = ?", ((moment, one) for one, moment in moments))


def record(db: Database, feed_id: str, outcome: Outcome, now: int) -> None:
    """Remembers how a request went. A failure keeps what the last success taught.

    An address with a secret in it is no place to move to: it is followed each time, and not remembered.
    """
    if outcome.moved_to and holds_secret(outcome.moved_to):
        outcome = msgspec.structs.replace(outcome, moved_to=None)
    failed = outcome.problem is not None
    db.run(
        """UPDATE feed SET status = :status, http_status = :http_status, next_check_at = :next_check_at,
               error_code = :code, error_message = :message,
               failures = CASE WHEN :at_home THEN failures WHEN :failed THEN failures + 1 ELSE 0 END,
               failing_since = CASE WHEN :at_home THEN failing_since
                                    WHEN :failed THEN coalesce(failing_since, :now) END,
               gone_at = CASE WHEN :code = 'gone' THEN coalesce(gone_at, :now) WHEN :failed THEN gone_at END,
               last_success_at = CASE WHEN :failed THEN last_success_at ELSE :now END,
               fault = CASE WHEN :failed THEN fault ELSE nullif(:fault, '') END,
               title = coalesce(nullif(:title, ''), title),
               parsed_sha256 = coalesce(:parsed_sha256, parsed_sha256), marks = coalesce(:marks, marks),
               moved_to = CASE WHEN :failed THEN moved_to ELSE :moved_to END,
               moved_at = CASE WHEN :failed THEN moved_at
                               WHEN moved_to = :moved_to THEN coalesce(moved_at, :now)
                               WHEN :moved_to IS NOT NULL THEN :now END,
               rhythm = coalesce(:rhythm, rhythm),
               last_full_at = CASE WHEN :http_status = 200 AND NOT :failed THEN :now ELSE last_full_at END,
               newest_entry_at = max(coalesce(newest_entry_at, :newest), coalesce(:newest, newest_entry_at))
           WHERE id = :id""",
        {
            "id": feed_id,
            "now": now,
            "failed": failed,
            "at_home": outcome.at_home,
            "code": outcome.problem.code if outcome.problem else None,
            "message": without_secrets(outcome.problem.message) if outcome.problem else None,
            "newest": outcome.newest_entry_at,
            "rhythm": msgspec.json.encode(outcome.rhythm).decode() if outcome.rhythm else None,
            **{
                name: getattr(outcome, name)
                for name in (
                    "status",
                    "http_status",
                    "next_check_at",
                    "fault",
                    "title",
                    "parsed_sha256",
                    "moved_to",
                    "marks",
                )
            },
        },
    )


def failing_since(db: Database) -> dict[str, int]:
    """The feeds that fail, by id: since when, in seconds since 1970; 0 for one that never worked."""
    rows = db.rows("SELECT id, last_success_at, failing_since FROM feed WHERE failures")
    return {row["id"]: row["failing_since"] or 0 if row["last_success_at"] else 0 for row in rows}


def last_success(db: Database) -> int | None:
    """When any feed was last read, in seconds since 1970."""
    moment: int | None = db.value("SELECT max(last_success_at) FROM feed")
    return moment


def holds(db: Database, now: int) -> Mapping[str, int]:
    """Hosts that asked to be left alone, and until when."""
    return {row["host"]: row["until_at"] for row in db.rows("SELECT * FROM host_hold WHERE until_at > ?", (now,))}


def hold(db: Database, host: str, until: int) -> None:
    """Remembers that a host is to be left alone until then."""
    db.run(
        """INSERT INTO host_hold VALUES (?, ?)
           ON CONFLICT (host) DO UPDATE SET until_at =
               -- one that is a week later was set by a clock that was wrong
               CASE WHEN until_at > excluded.until_at + 604800 THEN excluded.until_at
                    ELSE max(until_at, excluded.until_at) END""",
        (host, until),
    )


def overview(db: Database) -> list[FeedOverview]:
    """Every listed feed with its health, in the catalogue's order."""
    rows = db.rows(
        """SELECT f.*, (SELECT count(*) FROM entry WHERE feed_id = f.id) AS entries
           FROM feed f WHERE listed ORDER BY position"""
    )
    return [_overview(row) for row in rows]


def _overview(row: Any) -> FeedOverview:
    plain = ("id", "name", "url", "section", "role", "nation", "status", "http_status", "fault", "failures", "moved_to")
    times = ("failing_since", "last_attempt_at", "last_success_at", "newest_entry_at", "news_at")
    values: dict[str, Any] = {name: row[name] for name in plain} | {name: _moment(row[name]) for name in times}
    error = None
    if row["error_code"]:
        error = FetchError(row["error_code"], row["error_message"], row["error_code"] not in ("gone", "ended"))
    return FeedOverview(
        enabled=bool(row["enabled"]),
        error=error,
        next_fetch_at=_moment(row["next_check_at"]),
        entries=row["entries"],
        usual_number=row["usual_number"],
        usual_gap_hours=row["usual_gap"] and round(24 * row["usual_gap"]),
        silent_since=values["news_at"] if is_silent(row["silent_from"], row["last_success_at"]) else None,
        **values,
    )


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def fingerprint(body: bytes) -> bytes:
    """The SHA-256 of a body, by which an unchanged feed is known."""
    import hashlib

    return hashlib.sha256(body).digest()
