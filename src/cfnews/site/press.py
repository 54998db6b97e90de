"""Writes pages of a site by its templates: what stands around every page, and a long one in parts.

Addresses within the site are relative, so that it works wherever it lies, also as files on a share.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from cfnews.normalise.characters import one_line
from cfnews.render.common import counted
from cfnews.render.page import page
from cfnews.site.articles import Article, fitted
from cfnews.site.chronicles import Chronicle
from cfnews.site.material import Material
from cfnews.site.naming import part
from cfnews.site.parts import Section
from cfnews.site.plan import Plan

ROOMS = (
    ("Latest", "index.html"),
    ("Days", "days.html"),
    ("Topics", "topics.html"),
    ("Places", "places.html"),
    ("Search", "search.html"),
)
Page = tuple[str, str]
"""The path of a page from the site's root, and its HTML."""
_PLAIN: dict[str, Any] = {
    "root": "",
    "what": "stories",
    "here": "",
    "above": None,
    "number": 1,
    "counts": "",
    "notes": (),
    "facts": (),
    "chronicle": (),
    "own_feed": "",
    "before": None,
    "after": None,
    "more": None,
    "browse": (),
    "is_index": False,
    "whole": False,
    "with_search": False,
}


class Link(NamedTuple):
    """Words, and the page of the site to which they lead, from its root."""

    words: str
    url: str


class Press:
    """What pages are written with. `where` has the address of each story, on the page of its day."""

    def __init__(self, material: Material, plan: Plan, articles: Mapping[str, Article]) -> None:
        self.material = material
        self.plan = plan
        self.articles = articles
        self.where: dict[str, str] = {}
        self.site = {
            "title": material.title,
            "rooms": ROOMS,
            "indexed": material.indexed,
            "is_sample": material.is_sample,
        }

    def size(self, story_id: str) -> int:
        """The bytes of a story's article, but for the addresses that differ by page."""
        return len(self.articles[story_id].html.encode())

    def fit(self, story_id: str, root: str) -> str:
        """A story's article for a page from which the site's root is `root`."""
        return fitted(self.articles[story_id].html, root, self.where[story_id])

    def stories(
        self,
        name: str,
        parts: Sequence[Sequence[Section]],
        *,
        newer: Link | None = None,
        older: Link | None = None,
        told: Chronicle | None = None,
        **values: Any,
    ) -> Iterator[Page]:
        """A page of stories, whose ids are in the parts; `newer` and `older` are beside it."""
        root = "../" * name.count("/")

        def write(story_id: str) -> str:
            return self.fit(story_id, root)

        more = {} if told is None else {"facts": told.facts, "chronicle": told.steps}
        yield from self.pages(name, parts, write, ends=(newer, older), on_first=more, root=root, **values)

    def pages(
        self,
        name: str,
        parts: Sequence[Sequence[Section]],
        write: Callable[[str], str] = str,
        *,
        ends: tuple[Link | None, Link | None] = (None, None),
        on_first: Mapping[str, Any] | None = None,
        **values: Any,
    ) -> Iterator[Page]:
        """The parts of a page, each leading to the next; `write` makes HTML of a piece."""
        for number, sections in enumerate(parts, 1):
            first, last = number == 1, number == len(parts)
            yield (
                part(name, number),
                self.write(
                    [section._replace(pieces=[write(one) for one in section.pieces]) for section in sections],
                    number=number,
                    before=ends[0] if first else Link(f"Page {number - 1}", part(name, number - 1)),
                    after=ends[1] if last else Link(f"Page {number + 1}", part(name, number + 1)),
                    **values | dict(on_first or {}) if first else values,
                ),
            )

    def write(self, sections: Sequence[Section], **values: Any) -> str:
        """One page of sections, whose pieces are HTML."""
        one = "day" if values.get("is_index") else "story"
        shown = [
            section._asdict() | {"said": counted(section.number, one, "days" if one == "day" else "stories")}
            for section in sections
        ]
        return page("site_list.html.j2", site=self.site, sections=shown, **_PLAIN | values)

    def search(self, data: Sequence[str]) -> Page:
        """The page that searches what these files hold."""
        values = _PLAIN | {"what": "results", "title": "Search", "here": "search.html", "whole": True, "data": data}
        return "search.html", page("site_search.html.j2", site=self.site, **values)


def long(day: date) -> str:
    """A day as a heading: "Friday 20 November 2026"."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def label(words: str) -> str:
    """A name as a heading."""
    return one_line(words)[:200] or "?"
