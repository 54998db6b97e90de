"""An edition as one HTML page that needs nothing else: for a browser, for print, and as a mail's HTML part."""

from typing import NamedTuple

from cfnews.render.common import counted, left_of
from cfnews.render.edition import Edition
from cfnews.render.items import Item, item
from cfnews.render.page import page


class Part(NamedTuple):
    """Items under a heading, "" for none; `number` is how many, in words. `rest` says what is left, `more` lists it."""

    heading: str
    number: str
    items: list[Item]
    rest: str = ""
    more: str = ""


def write(edition: Edition) -> str:
    """The edition as HTML."""
    parts = [
        Part(
            group.heading,
            counted(group.number, "story", "stories"),
            [item(one, edition.zone) for one in group.stories],
            left_of(group) if group.left else "",
            group.more,
        )
        for group in edition.digest.groups
    ]
    return page(
        "edition.html.j2",
        title=edition.title,
        counts=edition.counts(),
        notes=edition.notes(),
        parts=parts,
        is_sample=edition.digest.sample,
    )
