"""The words that all faces share: who tells a story, when, and what a digest's head and foot say."""

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo

from cfnews.digest import Digest, Group
from cfnews.health.wording import quiet_for
from cfnews.normalise.characters import one_line
from cfnews.reports import FeedOverview, FeedReport, FetchCounts
from cfnews.story import Piece, Story, Warned
from cfnews.times import long_day, spoken_length, spoken_time

NAMED_COPIES = 4
MATCHES = {
    "lead": "the story's first source",
    "link": "the same page",
    "guid": "the same page",
    "title": "the same headline",
    "text": "the same words",
}
"""By what a source is in its story."""
NATIONS = {
    "england": "England",
    "wales": "Wales",
    "scotland": "Scotland",
    "northern-ireland": "Northern Ireland",
    "uk": "all of the UK",
}
_MOST_NOTES = 5
_TOLD_AGAIN = ("moved for good", "forgiven")
SAMPLE = "SAMPLE: every council, body and event in it is fictional"
SAMPLE_WARNING = Warned(code="sample", feed=None, message=SAMPLE, retryable=False)


def outlets(story: Story) -> list[str]:
    """The names of the outlets that tell a story, the lead first, each once."""
    return list(dict.fromkeys(source.name for source in story.sources))


def watched(story: Story) -> str:
    """The watches that mean a story: "watch: foster carers, Leeds"; "" where none does."""
    if not story.watches:
        return ""
    return f"watch{'es' if len(story.watches) > 1 else ''}: {one_line(', '.join(story.watches))}"


def also_in(story: Story) -> str:
    """ "also in Care Practice Weekly and 2 more", or nothing for a story of one outlet."""
    others = outlets(story)[1:]
    if not others:
        return ""
    named, rest = others[:NAMED_COPIES], len(others) - NAMED_COPIES
    return "also in " + listed([*named, f"{rest} more"] if rest > 0 else named)


def listed(words: Sequence[str]) -> str:
    """Words as a sentence lists them: "a", "a and b", "a, b and c"."""
    return ", ".join(words[:-1]) + " and " + words[-1] if len(words) > 1 else "".join(words)


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 story", "2 stories"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def when(story: Story, digest: Digest, zone: tzinfo) -> str:
    """The story's time in words; a time that the publisher did not give is said to be ours."""
    if story.published_at is None:
        return f"seen {spoken_time(story.first_seen_at, digest.now, zone)}"
    return spoken_time(story.published_at, digest.now, zone)


def headline_counts(digest: Digest, zone: tzinfo) -> str:
    """The header's second line: how many stories, since when, how many copies were folded."""
    count = digest.counts
    what = counted(count.matched, "new story" if digest.new else "story", "new stories" if digest.new else "stories")
    since = f" since {spoken_time(digest.since, digest.now, zone)}" if digest.since else ""
    parts = [what + since if count.matched else f"Nothing new{since}" if digest.new else f"No stories{since}"]
    if count.returned < count.matched:
        parts.append(f"{count.returned} shown")
    if count.folded_duplicates:
        copies = counted(count.folded_duplicates, "copy", "copies")
        parts.append(f"{copies} folded into {'it' if count.matched == 1 else 'them'}")
    if count.hidden:
        parts.append(f"{count.hidden} hidden")
    return " · ".join(parts)


def left_of(group: Group) -> str:
    """How much a group has beside what is shown; what to type for it, the group's `more`, goes behind."""
    return f"and {group.left:,} more:"


def reckoning(digest: Digest) -> str:
    """Where the stories went that are not shown, in a sentence or two that add up; "" where all are shown."""
    count, under = digest.counts, sum(group.left for group in digest.groups)
    beyond = count.matched - count.returned - under
    parts = (
        (count.returned, f"{count.returned:,} {'is' if count.returned == 1 else 'are'} shown"),
        (under, f"{under:,} more {'stands' if under == 1 else 'stand'} under their headings"),
        (beyond, f"{beyond:,} {'is' if beyond == 1 else 'are'} beyond the limit (--limit 0 shows all)"),
    )
    if not under and beyond <= 0:
        return ""
    new = ". What is not shown stays new" if digest.new else ""
    told = listed([words for number, words in parts if number > 0])
    return f"Of {counted(count.matched, 'story', 'stories')} {told}{new}"


def title(digest: Digest, zone: tzinfo) -> str:
    """The header's first line: the day."""
    return long_day(digest.now, zone)


def freshness(digest: Digest) -> str:
    """When the feeds were last asked, if that is worth saying."""
    last = digest.state.last_fetch_at
    if last is None:
        return ""  # said beside the results, and in the last line
    age = digest.now - last
    return f"Feeds last fetched {spoken_length(age)} ago" if age > timedelta(hours=1) else ""


def trouble(digest: Digest) -> str:
    """Which feeds fail and which are silent, in one line."""
    return ". ".join(filter(None, (_failing(digest.failing), silence(digest.silent))))


def silence(silent: Sequence[str]) -> str:
    """Which feeds are unusually quiet; `silent` says of each how long."""
    if not silent:
        return ""
    named = [*silent[:2], f"{len(silent) - 2} more"] if len(silent) > 2 else silent
    return f"{listed(named)} (cfnews feeds list --silent)"


def _failing(failing: Sequence[str]) -> str:
    if not failing:
        return ""
    named = [*failing[:3], f"{len(failing) - 3} more"] if len(failing) > 3 else failing
    verb = "fails" if len(failing) == 1 else "fail"
    return f"{counted(len(failing), 'feed')} {verb}: {listed(named)} (cfnews feeds list)"


def older(digest: Digest, zone: tzinfo) -> str:
    """How many older stories a first look leaves aside, and how to see them."""
    if not digest.older or digest.since is None:
        return ""
    day = digest.since.astimezone(zone).date() - timedelta(days=1)
    return f"{counted(digest.older, 'older story', 'older stories')}: cfnews list --until {day.isoformat()}"


def next_steps(digest: Digest, example: str | None) -> str:
    """The last line: what to type next."""
    prefix = "cfnews demo" if digest.sample else "cfnews"
    if example is None:
        return f"Next: {prefix} list · {prefix} search WORDS" if digest.state.last_fetch_at else f"Next: {prefix} fetch"
    return f"Next: {prefix} show {example} · {prefix} open {example} · {prefix} search WORDS"


def shortened(text: str, limit: int) -> str:
    """The text, cut at a word's end with "…" where it is longer than `limit` characters."""
    if len(text) <= limit:
        return text
    head = text[: max(1, limit - 1)].rpartition(" ")[0] or text[: limit - 1]
    return head.rstrip(" ,;:.-–") + "…"


def brought(counts: FetchCounts, reports: Sequence[FeedReport]) -> list[str]:
    """What a refresh brought: the new stories first, then what else there is to tell."""
    asked = sum(report.status not in ("fresh", "skipped") for report in reports)
    if not asked:
        return ["Nothing to do", f"none of {counted(len(reports), 'feed')} is due"]
    more = (
        (counts.duplicates, f"{counted(counts.duplicates, 'copy', 'copies')} folded"),
        (counts.updated, f"{counts.updated:,} updated"),
        (counts.filtered, f"{counts.filtered:,} filtered: not of the sector"),
        (counts.rejected, f"{counts.rejected:,} empty"),
        (counts.failed, f"{counted(counts.failed, 'feed')} failed"),
    )
    new = counted(counts.new, "new story", "new stories")
    return [new, *(words for number, words in more if number), f"{counted(asked, 'feed')} asked"]


def reckoned(counts: FetchCounts) -> str:
    """Where every entry of a refresh went, "" where none was read: "90 entries = 62 new + 28 folded"."""
    parts = (
        (counts.new, "new"),
        (counts.updated, "updated"),
        (counts.unchanged, "known"),
        (counts.duplicates, "folded"),
        (counts.filtered, "filtered or hidden"),
        (counts.rejected, "empty"),
    )
    sums = " + ".join(f"{number:,} {word}" for number, word in parts if number)
    return f"{counted(counts.entries, 'entry', 'entries')} = {sums}" if sums else ""


def marked(pieces: Sequence[Piece]) -> str:
    """A passage in a line, what was searched for between « and »."""
    return one_line("".join(f"«{piece.text}»" if piece.hit else piece.text for piece in pieces))


def noted(reports: Sequence[FeedReport]) -> list[str]:
    """What is worth telling of single feeds after a refresh: a few in a line each, the rest counted.

    Not of those that failed: why they did is told as a warning. What `feeds list` tells too, that a feed moved or is
    faulty, comes last, so that it is what is left out.
    """
    found = [(report.id, note) for report in reports if report.error is None for note in report.notes]
    found.sort(key=lambda one: one[1].startswith(_TOLD_AGAIN))
    said = [one_line(f"{feed}: {note}") for feed, note in found[:_MOST_NOTES]]
    left = len(found) - _MOST_NOTES
    return [*said, f"and {left} more: cfnews feeds list"] if left > 0 else said


def health(feed: FeedOverview, now: datetime, zone: tzinfo) -> list[str]:
    """A feed's health in a few words each."""
    if not feed.enabled:
        return [feed.section, "off"]
    parts = [feed.section, counted(feed.entries, "entry", "entries")]
    if feed.newest_entry_at:
        parts.append(f"newest {spoken_time(feed.newest_entry_at, now, zone)}")
    if feed.last_success_at:
        parts.append(f"read {spoken_time(feed.last_success_at, now, zone)}")
    if feed.next_fetch_at:
        left = feed.next_fetch_at - now
        parts.append(f"next in {spoken_length(left)}" if left > timedelta(0) else "due")
    return parts if feed.last_attempt_at else [*parts, "never asked"]


def complaints(feed: FeedOverview, now: datetime) -> list[tuple[str, bool]]:
    """What is wrong with a feed, each with whether it costs news."""
    found: list[tuple[str, bool]] = []
    if feed.enabled and feed.error:
        length = now - (feed.failing_since or now)
        since = f" for {spoken_length(length)}" if length >= timedelta(minutes=1) else ""
        found.append((f"fails{since}: {feed.error.message}", True))
    if feed.fault:
        found.append((f"faulty, but read: {feed.fault}", False))
    if feed.moved_to:
        found.append((f"moved for good to {feed.moved_to}", False))
    if feed.silent_since:
        found.append((quiet_for(feed.silent_since, feed.usual_number, now), True))
    if feed.suggestion:
        found.append((f"try: {feed.suggestion}", False))
    return found


def checked(report: FeedReport) -> list[str]:
    """How a feed answered when it was asked, and what to do about it."""
    if report.error is not None:
        return [report.error.message, *report.notes]
    if report.status in ("skipped", "fresh", "gone"):
        return ["not asked", *report.notes]
    seen = report.entries or None
    what = "answers, unchanged" if seen is None else f"answers with {counted(report.entries, 'entry', 'entries')}"
    return [what, f"{report.new} new" if report.new else "nothing new", f"{report.elapsed_ms} ms", *report.notes]
