"""One story in words, for every face: its facts, its text, and how much of its text there is.

An excerpt is never passed off as the whole. Knows no layout and no colour.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo
from typing import Any, NamedTuple

import msgspec

from cfnews.normalise.characters import clean_characters, one_line
from cfnews.render.common import MATCHES, NATIONS, listed, shortened, watched
from cfnews.sector.topic_labels import topic_label
from cfnews.story import Source, StoryDetail
from cfnews.times import spoken_time

ITEM = "• "
_NATION_OF_CODE = {"E": "england", "W": "wales", "S": "scotland", "N": "northern-ireland"}
_TELL_NOTHING = frozenset(("news", "other"))  # kinds
_SHOWN_OF_CHANGE = 200
_KEPT_BEFORE_CHANGE = 40  # characters of what a text still says, in front of what it says no more


class Block(NamedTuple):
    """A paragraph of a text, or one item of a list."""

    words: str
    is_item: bool


def cleaned(story: StoryDetail) -> StoryDetail:
    """The story without a character that could move a cursor, and with line breaks in its text alone.

    What is stored is clean. But the store is a file that other programs may write to, and this is the page that
    shows most of it.
    """
    whole = msgspec.to_builtins(story, builtin_types=(datetime,))
    return msgspec.convert(_clean(whole), StoryDetail)


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, list):
        return [_clean(one) for one in value]
    if isinstance(value, dict):
        return {name: clean_characters(one) if name == "text" else _clean(one) for name, one in value.items()}
    return value


# --- facts ------------------------------------------------------------------------------------------


def facts(story: StoryDetail, now: datetime, zone: tzinfo) -> Iterator[tuple[str, str]]:
    """What is known of a story, names and values; what tells nothing is left out."""
    yield "Published", _published(story, now, zone)
    if story.author:
        yield "By", story.author
    if story.kind not in _TELL_NOTHING:
        yield "Kind", story.kind
    if story.places:
        yield "Places", listed([place.name for place in story.places])
    if story.topics:
        yield "Topics", "; ".join(topic_label(topic) for topic in story.topics)
    if story.bodies:
        yield "Bodies", ", ".join(story.bodies)
    if nations := telling_nations(story):
        yield "Nations", listed([NATIONS.get(nation, nation) for nation in nations])
    yield from _its_course(story, now, zone)
    if marks := _marks(story):
        yield "Marked", marks
    if story.watches:
        yield "Watched", watched(story)
    yield "Id", story.id


def _published(story: StoryDetail, now: datetime, zone: tzinfo) -> str:
    if story.published_at is None:
        return f"no time given by the publisher, seen {spoken_time(story.first_seen_at, now, zone)}"
    return spoken_time(story.published_at, now, zone)


def telling_nations(story: StoryDetail) -> Sequence[str]:
    """The nations of a story where its places do not say them, and where they are not England alone.

    England is what a reader takes for granted; of Cardiff nobody needs to be told that it is in Wales.
    """
    implied = {_NATION_OF_CODE.get(place.code[:1]) for place in story.places} | {"england"}
    return story.nations if set(story.nations) - implied else ()


def _its_course(story: StoryDetail, now: datetime, zone: tzinfo) -> Iterator[tuple[str, str]]:
    if story.follows:
        yield "Follows", f"{story.follows.title} ({story.follows.id})"
    for later in story.followed_by:
        yield "Goes on", f"{later.title} ({later.id})"
    if story.updated_at:
        yield "Changed", spoken_time(story.updated_at, now, zone)


def _marks(story: StoryDetail) -> str:
    marks = [word for word, on in (("starred", story.starred), ("read", story.read), ("hidden", story.hidden)) if on]
    return listed(marks) + (f" ({story.hidden_because})" if story.hidden_because else "")


# --- text -------------------------------------------------------------------------------------------


def blocks(story: StoryDetail) -> Iterator[Block]:
    """The text in paragraphs and items, without empty lines."""
    for line in (story.text or story.summary).split("\n"):
        words = " ".join(line.split())
        if words and words != ITEM.strip():
            is_item = words.startswith(ITEM)
            yield Block(words.removeprefix(ITEM), is_item)


def origin(story: StoryDetail) -> str:
    """Where the text is from."""
    return "from the story’s page" if story.text_from == "page" else "from the feed"


def what_is_missing(story: StoryDetail, program: str = "cfnews") -> tuple[str, ...]:
    """What is to be said after a text that is not whole: that it is not, why, and how to see the rest.

    Nothing where it is whole. `program` is what to type before a command. Where the story's page was tried already,
    to fetch it again is no advice; what is left is a browser.
    """
    if story.text_whole:
        return ()
    has_text = bool(story.text or story.summary)
    giver = "page" if story.text_from == "page" else "feed"
    said = f"The {giver} gives {'only the beginning' if has_text else 'no text'}"
    if story.text_stopped is not None:
        said += f": {story.text_stopped}" if giver == "page" else f", and its page no more: {story.text_stopped}"
    if story.url is None:
        return (f"{said}.",)
    is_untried = giver == "feed" and story.text_stopped is None
    step = f"Whole: {program} show --full {story.id}" if is_untried else f"In the browser: {program} open {story.id}"
    return (f"{said}.", step)


def findings_beside(story: StoryDetail) -> list[str]:
    """The findings that the text as shown does not hold.

    Decided: findings are items of a list in some source's text, most often in the very text that is shown. There they
    stand in their place, with the words that lead to them, and to repeat them under a heading would only make the page
    longer. They are listed where the shown text is another source's. Quotations always stand in the text that they were
    found in, so no page repeats them; they are for JSON.
    """
    shown = {block.words for block in blocks(story) if block.is_item}
    return [finding for finding in story.findings if " ".join(finding.split()) not in shown]


# --- sources and changes ----------------------------------------------------------------------------


def source_facts(source: Source, now: datetime, zone: tzinfo) -> list[str]:
    """A source's role, its time, and by what it is in the story; nothing of that for the one that leads."""
    when = spoken_time(source.published_at, now, zone) if source.published_at else "no time given"
    match = "" if source.match == "lead" else MATCHES[source.match]
    return list(filter(None, (source.role, when, match)))


def difference(before: str, after: str) -> tuple[str, str]:
    """Two versions of a text, each from a little before where they part, and shortened."""
    same = next((at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), None)
    same = min(len(before), len(after)) if same is None else same
    start = before.rfind(" ", 0, max(0, same - _KEPT_BEFORE_CHANGE)) + 1
    return _from(before, start), _from(after, start)


def _from(text: str, start: int) -> str:
    rest = shortened(text[start:], _SHOWN_OF_CHANGE)
    return f"…{rest}" if start else rest or "nothing"
