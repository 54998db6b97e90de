"""Edits of a feeds.toml: text in, text out, with every comment, order and line ending kept. Writes no file.

Each edit is held against what it should mean: the new text, read by tomllib, must be the old data with the change and
nothing else, and a catalogue without faults. If it is not, InvalidCatalogue is raised and there is no new text.
"""

import json
import tomllib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from cfnews.catalogue.layout import Span, Table, read_layout, strings_in
from cfnews.catalogue.read import parse_catalogue
from cfnews.errors import InvalidCatalogue
from cfnews.model import FeedSpec

_PLAIN = FeedSpec(id="", name="", url="")
_ALWAYS = ("id", "name", "url", "section", "role", "enabled")
_KEY = {"feed": "id"}  # by which a table is named, where it is not by `name`
_NAMING = ("watch", "hide")  # tables whose `feeds` name feeds by their ids
_Data = dict[str, Any]


def add_feeds(text: str, feeds: Sequence[FeedSpec], path: Path) -> str:
    """The text with these feeds after those that it has, in order; what is as by default is not written."""
    tables = [_written(spec) for spec in feeds]
    return _placed(text, [_block("feed", table) for table in tables], path)


def add_table(text: str, other: str, feed_id: str, path: Path) -> str:
    """The text with a feed as it stands in another feeds.toml, its comments with it, and switched on."""
    feed = _feed(read_layout(other), other, feed_id)
    words = set_enabled(other, [feed_id], path, enabled=True)
    feed = _feed(read_layout(words), words, feed_id)
    return _placed(text, [words[feed.start : feed.end]], path)


def remove_feeds(text: str, ids: Collection[str], path: Path) -> str:
    """The text without these feeds and without the comments that are theirs alone."""
    return _without(text, "feed", ids, path)


def _without(text: str, kind: str, names: Collection[str], path: Path) -> str:
    """The text without the tables of these names; for feeds they are ids."""
    changes = []
    layout = read_layout(text)
    for name in names:
        feed = _named_table(layout, text, kind, name)
        end = feed.end
        while (line := text[end : text.find("\n", end) + 1]) and not line.strip():  # the empty lines below it
            end += len(line)
        changes.append((Span(feed.start, end), ""))

    def meant(data: _Data) -> None:
        data[kind] = [one for one in data[kind] if one[_KEY.get(kind, "name")] not in names]
        if not data[kind]:
            del data[kind]

    return _checked(text, _changed(text, changes), meant, path)


def set_enabled(text: str, ids: Collection[str], path: Path, *, enabled: bool) -> str:
    """The text with these feeds switched on or off."""
    layout = read_layout(text)
    changes = [_set(text, _feed(layout, text, name), "enabled", "true" if enabled else "false") for name in ids]

    def meant(data: _Data) -> None:
        for feed in data.get("feed", []):
            if feed["id"] in ids:
                feed["enabled"] = enabled

    return _checked(text, _changed(text, changes), meant, path)


def rename_feed(text: str, old: str, new: str, path: Path) -> str:
    """The text with another id for a feed, also where watches and rules to hide name it."""
    layout = read_layout(text)
    changes = [_set(text, _feed(layout, text, old), "id", quoted(new))]
    for table in layout:
        named = table.values.get("feeds") if table.name in _NAMING else None
        changes += [(span, quoted(new)) for span, name in strings_in(text, named) if name == old] if named else []

    def meant(data: _Data) -> None:
        for feed in data.get("feed", []):
            feed["id"] = new if feed["id"] == old else feed["id"]
        for table in (table for name in _NAMING for table in data.get(name, []) if "feeds" in table):
            table["feeds"] = [new if one == old else one for one in table["feeds"]]

    return _checked(text, _changed(text, changes), meant, path)


def add_rule(text: str, kind: str, table: Mapping[str, Any], path: Path) -> str:
    """The text with a watch or a rule to hide (`kind` is "watch" or "hide") after those that it has."""
    return _placed(text, [_block(kind, table)], path, kind)


def replace_rule(text: str, kind: str, table: Mapping[str, Any], path: Path) -> str:
    """The text with the rule of this name written anew in its place; the comments above it stay."""
    old = _named_table(read_layout(text), text, kind, table["name"])
    words = _in_style(text, _block(kind, table))
    if not text[: old.end].endswith("\n"):
        words = words.rstrip("\r\n")

    def meant(data: _Data) -> None:
        data[kind] = [dict(table) if one["name"] == table["name"] else one for one in data[kind]]

    return _checked(text, _changed(text, [(Span(old.header, old.end), words)]), meant, path)


def remove_rules(text: str, kind: str, names: Collection[str], path: Path) -> str:
    """The text without the rules of these names and without the comments that are theirs alone."""
    return _without(text, kind, names, path)


def named_by(text: str, feed_id: str) -> list[str]:
    """The names of watches and rules to hide that name a feed."""
    data = tomllib.loads(text)
    return [table["name"] for kind in _NAMING for table in data.get(kind, []) if feed_id in table.get("feeds", [])]


def quoted(value: str) -> str:
    """A text as TOML has it in double quotes; JSON writes it so too, but for one character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _written(spec: FeedSpec) -> _Data:
    """The keys of a feed that are worth writing down."""
    values = {name: getattr(spec, name) for name in spec.__struct_fields__}
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in values.items()
        if name in _ALWAYS or value != getattr(_PLAIN, name)
    }


def _lines(table: Mapping[str, Any]) -> Iterable[str]:
    for key, value in table.items():
        if isinstance(value, list):
            yield f"{key} = [{', '.join(map(quoted, value))}]"
        else:
            yield f"{key} = {str(value).lower() if isinstance(value, bool) else quoted(value)}"


def _block(kind: str, table: Mapping[str, Any]) -> str:
    return "".join(f"{line}\n" for line in [f"[[{kind}]]", *_lines(table)])


def _placed(text: str, blocks: Sequence[str], path: Path, kind: str = "feed") -> str:
    """The text with these tables of one kind after its last one of that kind; at its end if it has none."""
    feeds = [table for table in read_layout(text) if table.name == kind]
    if any(not table.listed for table in feeds) or any(table.values.get(kind) for table in read_layout(text)[:1]):
        raise _not_in_tables(path, kind)
    place = feeds[-1].end if feeds else len(text)
    before, after = text[:place], text[place:]
    tables = "\n".join(block if block.endswith("\n") else block + "\n" for block in blocks).replace("\r\n", "\n")
    words = ("\n" if before and not before.endswith("\n") else "") + ("\n" if before.strip() else "") + tables
    if after and not after.startswith(("\n", "\r\n")):
        words += "\n"
    added = tomllib.loads(tables).get(kind, [])

    def meant(data: _Data) -> None:
        data[kind] = [*data.get(kind, []), *added]

    return _checked(text, before + _in_style(text, words) + after, meant, path)


def _in_style(text: str, words: str) -> str:
    """Words with the line endings that the text has."""
    return words.replace("\n", "\r\n") if "\r\n" in text else words


def _feed(layout: Sequence[Table], text: str, name: str) -> Table:
    """The [[feed]] of this id. Raises InvalidCatalogue where feeds are not written as tables."""
    return _named_table(layout, text, "feed", name)


def _named_table(layout: Sequence[Table], text: str, kind: str, name: str) -> Table:
    """The table of this kind and name. Raises InvalidCatalogue where such are not written as tables."""
    for table in layout:
        span = table.values.get(_KEY.get(kind, "name")) if table.name == kind and table.listed else None
        if span and tomllib.loads(f"x = {text[span.start : span.end]}")["x"] == name:
            return table
    raise _not_in_tables(None, kind)


def _not_in_tables(path: Path | None, kind: str) -> InvalidCatalogue:
    where = f" of {path}" if path else ""
    what = {"feed": "feeds", "watch": "watches", "hide": "rules to hide"}[kind]
    return InvalidCatalogue(f"the {what}{where} are not written as [[{kind}]] tables", "edit the file by hand")


def _set(text: str, table: Table, key: str, value: str) -> tuple[Span, str]:
    """The change that gives a key of a table this value, where the key stands or below the table's last value."""
    span = table.values.get(key)
    if span is not None:
        return span, value
    last = max(one.end for one in table.values.values())
    end = text.find("\n", last)
    place = len(text) if end < 0 else end + 1
    start = "" if end >= 0 else "\n"
    return Span(place, place), _in_style(text, f"{start}{key} = {value}\n")


def _changed(text: str, changes: Iterable[tuple[Span, str]]) -> str:
    for span, words in sorted(changes, reverse=True):
        text = text[: span.start] + words + text[span.end :]
    return text


def _checked(old: str, new: str, meant: Callable[[_Data], None], path: Path) -> str:
    data = tomllib.loads(old)
    meant(data)
    try:
        as_meant = tomllib.loads(new) == data
    except tomllib.TOMLDecodeError:
        as_meant = False
    if not as_meant:
        raise InvalidCatalogue(f"{path} is written in a way that cannot be edited safely", "edit it by hand")
    parse_catalogue(new, path)
    return new
