"""The labels of topics, for a page that names a few of them: without reading all of their words."""

import re
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data" / "topics.toml"
_LABEL = re.compile(r'^\[(\w+)\]\nlabel = "([^"\n]*)"$', re.MULTILINE)


def topic_label(topic: str) -> str:
    """What people call a topic, by its id; a reader's own topic is called by its id, as words."""
    return _labels().get(topic) or topic.replace("_", " ").replace("-", " ")


def shipped_topics() -> list[str]:
    """The ids of our topics."""
    return list(_labels())


def is_shipped(topic: str) -> bool:
    """Whether a topic is one of ours."""
    return topic in _labels()


@cache
def _labels() -> dict[str, str]:
    # To parse the file as TOML takes a hundred times as long, and to import what does so longer still.
    return dict(_LABEL.findall(_DATA.read_text(encoding="utf-8")))
