"""What a page tells machines of its article: schema.org's words in JSON-LD, and its meta elements.

Reads the page as it came. Where a field is stated twice, the first is taken; nothing is guessed.
"""

import json
from collections.abc import Iterator
from itertools import chain
from typing import Any, NamedTuple

from cfnews.parse.article_page import Node

_ARTICLES = ("article", "posting", "report", "webpage", "statement")  # how the types of schema.org end
_LONGEST_SCRIPT = 400_000  # characters
_LONGEST_FIELD = 1000


class PageData(NamedTuple):
    """The objects of JSON-LD that are articles or pages, and the content of meta elements by lower-case name."""

    objects: tuple[dict[str, Any], ...]
    metas: dict[str, str]

    def text(self, field: str) -> str:
        """The first text under a field; "" for none."""
        found = (one.get(field) for one in self.objects)
        return next((text.strip() for text in found if isinstance(text, str) and text.strip()), "")

    def names(self, field: str, *, people: bool = False) -> list[str]:
        """The names that the first object with such a field gives, without addresses, and bodies where `people`."""
        for one in self.objects:
            found = [_name(each) for each in _listed(one.get(field)) if not (people and _is_body(each))]
            if names := [name for name in found if name and "://" not in name]:
                return names
        return []

    def meta(self, *names: str) -> str:
        """The content of the first of these meta elements that the page has; "" for none."""
        return next((self.metas[name] for name in names if self.metas.get(name)), "")

    def is_free(self) -> bool | None:
        """Whether the article may be read without paying, by the page's own word; None if it does not say."""
        stated = [one["isAccessibleForFree"] for one in self.objects if "isAccessibleForFree" in one]
        return str(stated[0]).lower() not in ("false", "0", "no") if stated else None


def page_data(root: Node) -> PageData:
    """The data of a page."""
    return PageData(tuple(_objects(root)), _metas(root))


def _objects(root: Node) -> Iterator[dict[str, Any]]:
    for script in root.iter("script"):
        text = script.text or ""
        if "ld+json" not in (script.get("type") or "").lower() or len(text) > _LONGEST_SCRIPT:
            continue
        try:
            found = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        for one in chain.from_iterable(map(_with_inner, _listed(found))):
            kinds = [str(kind).lower() for kind in _listed(one.get("@type"))]
            if any(kind.endswith(_ARTICLES) for kind in kinds):
                yield one


def _with_inner(found: Any) -> Iterator[dict[str, Any]]:
    if isinstance(found, dict):
        inner = [found, *_listed(found.get("@graph")), *_listed(found.get("mainEntity"))]
        yield from (one for one in inner if isinstance(one, dict))


def _listed(found: Any) -> list[Any]:
    return found if isinstance(found, list) else [found]


def _name(found: Any) -> str:
    return str((found.get("name") if isinstance(found, dict) else found) or "")[:_LONGEST_FIELD].strip()


def _is_body(found: Any) -> bool:
    return isinstance(found, dict) and str(found.get("@type")).endswith(("Organization", "Corporation", "WebSite"))


def _metas(root: Node) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = (meta.get("content") or "").strip()
        if name and content and len(content) <= _LONGEST_FIELD:
            found.setdefault(name.strip().lower(), content)
    return found
