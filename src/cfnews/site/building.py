"""All files of a site from what is published: the same material gives the same bytes."""

from pathlib import Path
from typing import NamedTuple

from cfnews.site.articles import article
from cfnews.site.day_pages import cut, day_pages
from cfnews.site.feeds import feed_files
from cfnews.site.material import Material
from cfnews.site.overviews import first_page, list_pages
from cfnews.site.plan import Plan, plan
from cfnews.site.press import Press
from cfnews.site.search_data import search_files
from cfnews.site.subject_pages import place_pages, topic_pages

_TEMPLATES = Path(__file__).parents[1] / "render" / "templates"


class Site(NamedTuple):
    """The files of a site by path, in the order in which they are to be put in place: what leads to others last."""

    plan: Plan
    files: dict[str, bytes]


def build(material: Material) -> Site:
    """The site."""
    made = plan(material)
    press = Press(material, made, {one.id: article(one, made, material) for one in material.stories})
    days = cut(press)
    data = search_files(press)
    files = {"style.css": _read("style.css") + _read("site.css"), "search.js": _read("site.js"), **data}
    for pages in (day_pages(press, days), topic_pages(press), place_pages(press), list_pages(press)):
        files |= dict(pages)
    files |= feed_files(material, made)
    files |= dict([press.search(list(data)), first_page(press)])
    return Site(made, {path: text.encode("utf-8", "replace") for path, text in files.items()})


def _read(name: str) -> str:
    return (_TEMPLATES / name).read_text("utf-8")
