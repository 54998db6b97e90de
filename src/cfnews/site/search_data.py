"""What the search looks through, as JavaScript files that hold data alone: a page opened as a file can load no JSON.

A file a month, so that those of months gone by stay as they are; a month of more than a megabyte has several.
"""

from collections.abc import Iterator

import msgspec

from cfnews.site.naming import anchor
from cfnews.site.press import Press
from cfnews.story import Story

LARGEST = 900_000
"""Bytes of one file."""
# JSON is JavaScript but for two line ends, and in a page no "<" of a text may begin a tag.
_ESCAPED = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def search_files(press: Press) -> dict[str, str]:
    """The files by path, those with the newest stories first."""
    found: dict[str, str] = {}
    for month, rows in _months(press):
        for number, some in enumerate(_cut(rows), 1):
            path = f"search/{month}.js" if number == 1 else f"search/{month}_{number}.js"
            found[path] = "(window.cfnews = window.cfnews || []).push([\n" + ",\n".join(some) + "\n]);\n"
    return found


def _months(press: Press) -> Iterator[tuple[str, list[str]]]:
    months: dict[str, list[Story]] = {}
    for story in press.material.stories:
        months.setdefault(f"{press.material.day_of(story):%Y-%m}", []).append(story)
    for month, stories in months.items():
        yield month, [_row(press, story) for story in stories]


def _cut(rows: list[str]) -> Iterator[list[str]]:
    some: list[str] = []
    room = LARGEST
    for row in rows:
        room -= len(row.encode())
        if some and room < 0:
            yield some
            some, room = [], LARGEST - len(row.encode())
        some.append(row)
    yield some


def _row(press: Press, story: Story) -> str:
    one = press.articles[story.id]
    day = press.where[story.id].removeprefix("day/").partition(".html")[0]
    labels = [(words, url) for words, url in one.labels]
    told = (day, anchor(story.id), one.title, one.url, one.summary, one.source, one.when, one.language, labels)
    return msgspec.json.encode(told).decode().translate(_ESCAPED)
