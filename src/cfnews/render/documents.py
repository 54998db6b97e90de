"""The formats that are whole documents, each with the module that writes it. A module is imported when it is used."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

DOCUMENTS = {
    "markdown": "as_markdown",
    "html": "as_html",
    "eml": "as_mail",
    "atom": "as_atom",
    "rss": "as_rss",
    "jsonfeed": "as_jsonfeed",
}
"""The modules of `cfnews.render` by the name of their format; each has `write(edition)`."""
FOR_READERS = ("markdown", "html", "eml")
"""Those that a person reads; the others are read by programs."""
PAGES = ("markdown", "html")
"""Those that a single story (`whole_NAME`) and a timeline (`timeline_NAME`) have too."""


def edition_writer(name: str) -> Callable[..., str]:
    """What writes an Edition in this format."""
    return _writer(DOCUMENTS[name])


def story_writer(name: str) -> Callable[..., str]:
    """What writes stories whole in this format of PAGES: stories, the present moment, the reader's zone."""
    return _writer(f"whole_{name}")


def timeline_writer(name: str) -> Callable[..., str]:
    """What writes a Timeline in this format of PAGES: the timeline, and notes to stand above it."""
    return _writer(f"timeline_{name}")


def _writer(module: str) -> Callable[..., str]:
    found: Any = import_module(f"cfnews.render.{module}")
    write: Callable[..., str] = found.write
    return write
