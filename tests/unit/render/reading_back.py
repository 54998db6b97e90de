"""Documents read back as their readers do: HTML by its elements, Markdown by its tokens."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

_VOID = {"meta", "link", "br", "img", "input", "hr", "base"}


class Element(NamedTuple):
    """One element: its name, its attributes, and the text within."""

    name: str
    attributes: dict[str, str]
    text: str


class Page(HTMLParser):
    """A page's elements in the order in which they end, `text` all that is shown; fails where elements cross."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.text = ""
        self._open: list[tuple[str, dict[str, str], list[str]]] = []
        self.feed(html)
        self.close()
        assert not self._open, f"never closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens an element."""
        attributes = {name: value or "" for name, value in attrs}
        assert len(attributes) == len(attrs), f"an attribute twice in {tag}"
        if tag in _VOID:
            self.elements.append(Element(tag, attributes, ""))
        else:
            self._open.append((tag, attributes, []))

    def handle_endtag(self, tag: str) -> None:
        """Closes the element that was opened last."""
        name, attributes, text = self._open.pop()
        assert name == tag, f"</{tag}> where </{name}> should be"
        self.elements.append(Element(name, attributes, "".join(text)))

    def handle_data(self, data: str) -> None:
        """Text belongs to all elements that are open."""
        for _, _, text in self._open:
            text.append(data)
        if not any(name in ("style", "title", "script") for name, _, _ in self._open):
            self.text += data

    def named(self, *names: str) -> list[Element]:
        """The elements of these names."""
        return [one for one in self.elements if one.name in names]


_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def tokens(markdown: str) -> Iterator[Token]:
    """Every token of a CommonMark text with tables and strikethrough, those within lines included."""
    for token in _MARKDOWN.parse(markdown):
        yield token
        yield from token.children or ()


def shown(markdown: str) -> str:
    """What a reader of the Markdown sees: all its text, without the markup."""
    return " ".join(token.content for token in tokens(markdown) if token.type in ("text", "code_inline"))


def links(markdown: str) -> list[str]:
    """Where the links of a Markdown text lead, in order."""
    return [str(token.attrs["href"]) for token in tokens(markdown) if token.type == "link_open"]
