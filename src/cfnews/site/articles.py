"""A story as every page of a site shows it: written once, and fitted to each page that has it.

Of what others wrote there is a headline and a bounded summary, and where they lead; never an article or a quotation.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from cfnews.normalise.characters import one_line
from cfnews.render.common import shortened
from cfnews.render.items import Item, Link, item
from cfnews.render.page import page
from cfnews.sector.topic_labels import topic_label
from cfnews.site.material import Material
from cfnews.site.naming import anchor
from cfnews.site.plan import Plan
from cfnews.story import Story
from cfnews.times import rfc3339

# Stand in an article for what differs by page; no text of a story has a control character when it is one line.
_ROOT, _HERE = "\x01", "\x02"
_HEADLINE, _NAME, _FACT = 300, 80, 200  # characters at most
_LABELS = 6


class Article(NamedTuple):
    """A story's HTML, in which `fitted` fills in where it stands, and what the search tells of it."""

    html: str
    title: str
    url: str
    summary: str
    source: str
    when: str
    language: str
    labels: list[Link]


def article(story: Story, plan: Plan, material: Material) -> Article:
    """The story written; the addresses of its labels begin at the site's root."""
    shown = item(story, material.zone)
    labels = _labels(story, plan)
    title, source = shortened(shown.title, _HEADLINE), shortened(one_line(shown.lead.name), _NAME)
    html = page("site_story.html.j2", anchor=anchor(story.id), one=_values(shown, title, source, labels))
    return Article(html, title, shown.url, shown.summary, source, shown.when, shown.language, labels)


def _values(shown: Item, title: str, source: str, labels: list[Link]) -> Mapping[str, Any]:
    return {
        "title": title,
        "url": shown.url,
        "language": shown.language,
        "summary": shown.summary,
        "facts": [shortened(words, _FACT) for words in (*shown.events, *shown.figures)],
        "labels": [Link(label.words, _ROOT + label.url) for label in labels],
        "lead": shown.lead._replace(name=source),
        "here": _HERE,
        "at": rfc3339(shown.at),
        "when": shown.when,
        "also": [Link(shortened(one_line(told.name), _NAME), told.url) for told in shown.also],
        "more": shown.more,
        "reports": shown.reports,
    }


def _labels(story: Story, plan: Plan) -> list[Link]:
    """The places and topics of a story, each leading to its page."""
    places = [Link(place.name, f"place/{plan.place_names[place.slug]}.html") for place in story.places]
    topics = [Link(topic_label(topic), f"topic/{plan.topic_names[topic]}.html") for topic in story.topics]
    found = {one.url: Link(shortened(one_line(one.words), _NAME) or "?", one.url) for one in (*places, *topics)}
    return list(found.values())[:_LABELS]


def fitted(html: str, root: str, where: str) -> str:
    """The article on a page from which the site's root is `root`; `where` is the page of its day, from the root."""
    return html.replace(_HERE, root + where).replace(_ROOT, root)
