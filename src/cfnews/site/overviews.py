"""The first page, which has the newest stories, and the lists of all days, topics and places."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from cfnews.digest import Group
from cfnews.render.common import counted
from cfnews.render.edition import moment
from cfnews.render.page import page
from cfnews.sector.topic_labels import topic_label
from cfnews.site.parts import LARGEST, MOST, Section, in_parts
from cfnews.site.plan import Plan, by_section
from cfnews.site.press import Link, Page, Press, label, long

_NAMED = 10  # days, topics and places that the first page names


class Numbered(NamedTuple):
    """A page by its words and address, with how many stories it has."""

    words: str
    url: str
    number: int


class Block(NamedTuple):
    """A few pages of a kind, and where they all are."""

    heading: str
    url: str
    links: list[Numbered]


def list_pages(press: Press) -> Iterator[Page]:
    """All days by month, all topics and all places by name."""
    months: dict[str, list[Numbered]] = {}
    for day, link in zip(press.plan.days, days(press.plan), strict=True):
        months.setdefault(f"{day:%B %Y}", []).append(link)
    kinds = (
        ("Days", list(months.items())),
        ("Topics", [("", topics(press.plan))]),
        ("Places", [("", places(press.plan))]),
    )
    for title, groups in kinds:
        sections = [Section(heading, [_entry(one) for one in links], len(links)) for heading, links in groups if links]
        parts = in_parts(sections, len, most=1000)
        yield from press.pages(
            title.lower(), parts, title=title, is_index=True, whole=True, here=f"{title.lower()}.html"
        )


def _entry(link: Numbered) -> str:
    return page("site_piece.html.j2", **link._asdict())


def days(plan: Plan) -> list[Numbered]:
    """The days, the newest first."""
    return [Numbered(long(day), f"day/{day}.html", len(some)) for day, some in plan.days.items()]


def topics(plan: Plan) -> list[Numbered]:
    """The topics by name."""
    names = plan.topic_names
    return _by_name(
        Numbered(label(topic_label(one)), f"topic/{names[one]}.html", len(some)) for one, some in plan.topics.items()
    )


def places(plan: Plan) -> list[Numbered]:
    """The places by name."""
    names, known = plan.place_names, plan.known
    return _by_name(
        Numbered(label(known[one].name), f"place/{names[one]}.html", len(some)) for one, some in plan.places.items()
    )


def _by_name(links: Iterable[Numbered]) -> list[Numbered]:
    return sorted(links, key=lambda one: (one.words.casefold(), one.url))


def first_page(press: Press) -> Page:
    """The newest stories, and where all the others are."""
    newest, material = press.plan.newest(), press.material
    day = next(iter(newest), None)
    groups = by_section([one for some in newest.values() for one in some], day, material) if day else []
    sections = _chosen(press, groups)
    total = sum(len(group.stories) for group in groups)
    left = total - sum(section.number for section in sections)
    read = f"Feeds last read {moment(material.read_at, material.zone)}." if material.read_at else ""
    return "index.html", press.write(
        [one._replace(pieces=[press.fit(story, "") for story in one.pieces]) for one in sections],
        title=long(day) if day else material.title,
        counts=f"{counted(total, 'story', 'stories')}{_since(list(newest))}",
        notes=[read] if read else [],
        here="index.html",
        with_search=True,
        more=Link(f"{counted(left, 'more story', 'more stories')}: the whole day", f"day/{day}.html") if left else None,
        browse=list(_browse(press.plan)),
    )


def _since(newest: Sequence[date]) -> str:
    return f" since {newest[-1]:%A} {newest[-1].day} {newest[-1]:%B}" if len(newest) > 1 else ""


def _chosen(press: Press, groups: Sequence[Group]) -> list[Section]:
    """As much of each section as has room, the sections by turns, the highest in rank first."""
    longest = max((len(group.stories) for group in groups), default=0)
    turns = [(at, rank) for rank in range(longest) for at, group in enumerate(groups) if rank < len(group.stories)]
    kept, room = [0] * len(groups), LARGEST
    for at, rank in turns[:MOST]:
        room -= press.size(groups[at].stories[rank].id)
        if room < 0:
            break
        kept[at] += 1
    some = [(group, group.stories[:number]) for group, number in zip(groups, kept, strict=True) if number]
    return [Section(group.heading, [one.id for one in stories], len(stories)) for group, stories in some]


def _browse(plan: Plan) -> Iterator[Block]:
    kinds = (("Days", days(plan)[:_NAMED]), ("Topics", _most(topics(plan))), ("Places", _most(places(plan))))
    return (Block(words, f"{words.lower()}.html", links) for words, links in kinds if links)


def _most(links: list[Numbered]) -> list[Numbered]:
    return sorted(links, key=lambda one: -one.number)[:_NAMED]
