"""The terminal's face: lines of styled text with an indent each, legible at any width and without colour.

Feed text reaches rich only as Text, so that no markup in it is obeyed; links are http(s) by then.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, tzinfo
from types import MappingProxyType
from typing import NamedTuple

from rich.style import Style
from rich.text import Text

from cfnews.digest import Digest, Group
from cfnews.render import common
from cfnews.render.reasons import Said
from cfnews.reports import FeedOverview, FeedReport, FetchCounts
from cfnews.story import Piece, Story
from cfnews.times import spoken_time

_FULL_EXCERPT = 320
_HEADING, _TITLE, _META, _ID, _BAD, _FOUND = "bold cyan", "bold", "dim", "cyan", "red", "bold underline"
_DOT = " · "


class Line(NamedTuple):
    """One paragraph of output: its text and how far it is indented, in columns.

    `rule` fills the rest of its line; a `mark` stands before it, and the text hangs beside the mark.
    """

    text: Text
    indent: int = 0
    rule: bool = False
    mark: Text | None = None


_EMPTY = Line(Text())
SAMPLE_LINE = Line(Text(common.SAMPLE, "bold yellow"))


def digest_lines(digest: Digest, short: Mapping[str, str], zone: tzinfo, width: int | None) -> Iterator[Line]:
    """The digest; `width` in columns, None where nothing is to be fitted to a screen."""
    yield Line(Text.assemble(("cfnews", "bold cyan"), "  ", (common.title(digest, zone), "bold")), rule=True)
    yield Line(Text(common.headline_counts(digest, zone)))
    for words in (common.trouble(digest), common.freshness(digest)):
        if words:
            yield Line(Text(words, "yellow"))
    for group in digest.groups:
        yield _EMPTY
        yield from group_line(group)
        for place, story in enumerate(group.stories):
            if place:
                yield _EMPTY
            yield from _digest_story(story, digest, short, zone, width)
        if group.left:
            yield _EMPTY
            yield from _left_lines(group, width)
    yield _EMPTY
    if sums := common.reckoning(digest):
        yield Line(Text(sums, _META))
    if older := common.older(digest, zone):
        yield Line(Text(older, _META))
    first = next((story for group in digest.groups for story in group.stories), None)
    yield Line(Text(common.next_steps(digest, short[first.id] if first else None), _META))


def _left_lines(group: Group, width: int | None) -> Iterator[Line]:
    """What a group has beside what is shown; a command that is wider than the screen stays one line to copy."""
    words = common.left_of(group)
    if width is None or len(words) + len(group.more) + 2 <= width:
        yield Line(Text.assemble((f"{words} ", _META), group.more), 1)
    else:
        yield Line(Text(words, _META), 1)
        yield Line(Text(group.more, no_wrap=True), 1)


def group_line(group: Group) -> Iterator[Line]:
    """The heading of a group with its count, where it has one."""
    if group.heading:
        yield Line(Text.assemble((group.heading, _HEADING), (f"  {group.number}", _META)), rule=True)


def _digest_story(
    story: Story, digest: Digest, short: Mapping[str, str], zone: tzinfo, width: int | None
) -> Iterator[Line]:
    yield Line(headline(story), 1)
    if story.summary:
        # About two lines of the screen: the eye decides by them whether to read on.
        room = 2 * (width - 4) - 6 if width else _FULL_EXCERPT
        yield Line(Text(common.shortened(story.summary, max(40, room))), 3)
    parts = [
        common.outlets(story)[0],
        common.also_in(story),
        common.when(story, digest, zone),
        common.watched(story),
    ]
    meta = Text(_DOT.join(filter(None, parts)) + _DOT, _META)
    yield Line(meta.append(short[story.id], _ID), 3)


def headline(story: Story) -> Text:
    """A story's headline, with its star and its tick; a link to its page."""
    line = Text.assemble(("★ " if story.starred else "", "yellow"), ("✓ " if story.read else "", _META))
    style = Style.parse("dim" if story.read else _TITLE)
    return line.append(story.title, style + Style(link=story.url) if story.url else style)


def list_lines(
    stories: Sequence[Story],
    short: Mapping[str, str],
    now: datetime,
    zone: tzinfo,
    passages: Mapping[str, Sequence[Piece]] = MappingProxyType({}),
    *,
    by_style: bool = True,
) -> Iterator[Line]:
    """One line a story: id, headline, outlet, time; below it the passage that a search found, its hits marked."""
    longest = max((len(short[story.id]) for story in stories), default=4)
    for story in stories:
        others = len(common.outlets(story)) - 1
        at = spoken_time(story.published_at or story.first_seen_at, now, zone)
        outlet = common.outlets(story)[0] + (f" +{others}" if others else "")
        mark = Text(f"{short[story.id]:<{longest}} ", _ID)
        meta = _DOT.join(filter(None, (outlet, at, common.watched(story))))
        yield Line(headline(story).append(f"  {meta}", _META), mark=mark)
        if story.id in passages:
            yield Line(_passage(passages[story.id], by_style=by_style), longest + 1)


def _passage(pieces: Sequence[Piece], *, by_style: bool) -> Text:
    """A passage, what was searched for marked: by style where there is any, else between « and »."""
    if not by_style:
        return Text(common.marked(pieces), _META)
    return Text.assemble(*((piece.text, _FOUND if piece.hit else _META) for piece in pieces))


def fetch_lines(counts: FetchCounts, reports: Sequence[FeedReport]) -> Iterator[Line]:
    """What a refresh brought, in a line, and below it what is worth telling of single feeds."""
    first, *rest = common.brought(counts, reports)
    yield Line(Text(first, "bold").append("".join(_DOT + words for words in rest), _META))
    if sums := common.reckoned(counts):
        yield Line(Text(sums, _META))
    yield from (Line(Text(words, _META), 2) for words in common.noted(reports))


def feed_lines(feeds: Sequence[FeedOverview], now: datetime, zone: tzinfo) -> Iterator[Line]:
    """The catalogue with its health: two lines a feed, a third where something is wrong."""
    for feed in feeds:
        sign, style = _sign(feed)
        yield Line(Text.assemble((f"{sign} ", style), (feed.id, "bold"), f"  {feed.name}"))
        yield Line(Text(_DOT.join(common.health(feed, now, zone)), _META), 2)
        for words, bad in common.complaints(feed, now):
            yield Line(Text(words, _BAD if bad else "yellow"), 2)


def _sign(feed: FeedOverview) -> tuple[str, str]:
    if not feed.enabled:
        return "-", "dim"
    if feed.error or feed.silent_since:
        return "!", _BAD
    return ("+", "green") if feed.last_success_at else ("?", "yellow")


def check_lines(reports: Sequence[FeedReport]) -> Iterator[Line]:
    """How each feed answered: a line where all is well, a second where something is to be done."""
    for report in reports:
        first, *rest = common.checked(report)
        sign, style = ("!", _BAD) if report.error else ("+", "green")
        head = Text.assemble((f"{sign} ", style), (report.id, "bold"), "  ", (first, _BAD if report.error else ""))
        if report.error:
            yield Line(head)
            yield from (Line(Text(words, _META), 2) for words in rest)
        else:
            yield Line(head.append("".join(_DOT + words for words in rest), _META))


def pair_lines(pairs: Sequence[tuple[str, str]]) -> Iterator[Line]:
    """Names and values, the names in one column."""
    longest = max(len(name) for name, _ in pairs)
    for name, value in pairs:
        yield Line(Text.assemble((f"{name:<{longest}}  ", _META), value))


def said_lines(said: Sequence[Said]) -> Iterator[Line]:
    """Reasons: each heading with a line before it, what belongs to it indented below."""
    for place, (depth, words) in enumerate(said):
        if place and not depth:
            yield _EMPTY
        yield Line(Text(words, "" if depth == 1 else _META if depth else _TITLE), 2 * depth)
