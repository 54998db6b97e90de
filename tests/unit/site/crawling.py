"""A site read back as a browser would: every page's links, its anchors, and what it asks of others."""

from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from posixpath import normpath
from urllib.parse import unquote, urlsplit

LOADED = {"src", "srcset", "poster", "data", "action", "formaction", "background", "ping"}


class Seen(HTMLParser):
    """What a page has: ids, links, what it loads, headings, and elements by name."""

    def __init__(self, body: bytes) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ranks: list[int] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(body.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.elements.append((tag, values))
        if "id" in values:
            self.ids.append(values["id"])
        if tag in ("a", "link") and "href" in values:
            self.links.append(values["href"])
        if tag == "link" and values.get("rel") in ("stylesheet", "icon"):
            self.loads.append(values["href"])
        self.loads += [value for name, value in values.items() if name in LOADED]
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.ranks.append(int(tag[1]))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def broken(files: Mapping[str, bytes]) -> Iterator[str]:
    """What is wrong with the links of a site: of each page that leads nowhere, or loads what is elsewhere."""
    pages = {path: Seen(body) for path, body in files.items() if path.endswith(".html")}
    for path, page in pages.items():
        if len(set(page.ids)) != len(page.ids):
            yield f"{path} has an id twice"
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme in ("http", "https") or link == "data:,":
                continue
            to = normpath(f"{path}/../{unquote(parts.path)}") if parts.path else path
            if parts.scheme or parts.netloc or to not in files:
                yield f"{path} leads to {link!r}, which is not there"
            elif parts.fragment and unquote(parts.fragment) not in pages[to].ids:
                yield f"{path} leads to {link!r}, and there is no such place on that page"
        yield from (f"{path} loads {one!r}" for one in page.loads if urlsplit(one).scheme not in ("", "data"))


def unreached(files: Mapping[str, bytes]) -> set[str]:
    """The files to which no way leads from the first page."""
    seen, ahead = set(), ["index.html"]
    while ahead:
        path = ahead.pop()
        if path in seen:
            continue
        seen.add(path)
        if path.endswith(".html"):
            page = Seen(files[path])
            local = [urlsplit(link) for link in (*page.links, *page.loads)]
            ahead += [
                normpath(f"{path}/../{unquote(one.path)}")
                for one in local
                if one.path and not one.scheme and not one.netloc
            ]
    return set(files) - seen
