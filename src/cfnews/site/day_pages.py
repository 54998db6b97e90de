"""A page a day, under the headings of a digest, in each the highest in rank first: where a story has its address."""

from collections.abc import Iterator
from datetime import date

from cfnews.render.common import counted
from cfnews.site.naming import anchor, part
from cfnews.site.parts import Section, in_parts
from cfnews.site.plan import by_section
from cfnews.site.press import Link, Page, Press, long

Cut = dict[date, list[list[Section]]]


def cut(press: Press) -> Cut:
    """The parts of each day's page; tells the press where each story is."""
    found: Cut = {}
    for day, stories in press.plan.days.items():
        groups = by_section(stories, day, press.material)
        sections = [Section(one.heading, [story.id for story in one.stories], len(one.stories)) for one in groups]
        found[day] = in_parts(sections, press.size)
        for number, some in enumerate(found[day], 1):
            path = part(f"day/{day}", number)
            press.where |= {one: f"{path}#{anchor(one)}" for section in some for one in section.pieces}
    return found


def day_pages(press: Press, days: Cut) -> Iterator[Page]:
    """The pages, each with the days beside it."""
    order = list(days)
    for at, day in enumerate(order):
        yield from press.stories(
            f"day/{day}",
            days[day],
            title=long(day),
            counts=counted(len(press.plan.days[day]), "story", "stories"),
            above=Link("Days", "days.html"),
            newer=_link(order[at - 1]) if at else None,
            older=_link(order[at + 1]) if at + 1 < len(order) else None,
        )


def _link(day: date) -> Link:
    return Link(long(day), f"day/{day}.html")
