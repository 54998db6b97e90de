"""feedparser's handling of elements, called by expat itself: what an element's name means is found out once.

feedparser looks for the method of every element anew, through six calls and a dozen look-ups. Here a common element
goes to it by one look-up; what is rare (markup within content, links declared as XLink, names that cannot be) goes
the way that it always went. Either way the same methods are called, in the same order, and find the same state.
No name here begins with `_start_` or `_end_`: feedparser would take it for the method of an element.
"""

from typing import Any, NamedTuple
from xml.sax.expatreader import ExpatParser

from feedparser.urls import _urljoin, make_safe_absolute_uri

from cfnews.parse.values import XHTML, Values

_DRIVER: Any = ExpatParser
_USERLAND = "http://backend.userland.com/rss"
_ROOTS = ("feed", "rss", "rdf:RDF")
_IN_TEXTINPUT = ("title", "link", "description", "name")
_IN_IMAGE = ("title", "link", "description", "url", "href", "width", "height")


class _Opening(NamedTuple):
    """What the start of an element means: its method, or else the key of its value, and what it ends."""

    method: Any
    key: str
    leaves_textinput: bool
    leaves_image: bool
    is_root: bool


class _Closing(NamedTuple):
    tag: str
    key: str
    method: Any


class Events(Values):
    """The handler of a well-formed document, whose `on_start`, `on_end` and `on_text` expat may call."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._openings: dict[str, _Opening] = {}
        self._closings: dict[str, _Closing] = {}
        self._attributes: dict[str, tuple[str, str]] = {}
        self._bases: dict[tuple[str, str], str] = {}

    @property
    def _cont_handler(self) -> "Events":
        return self  # the driver's own functions are called with us in its place, and ask for this

    def track_namespace(self, prefix: str | None, uri: str) -> None:
        """Notes a declaration; where it changes anything, names must be learnt anew."""
        before = self._meaning(prefix, uri)
        super().track_namespace(prefix, uri)
        if before != self._meaning(prefix, uri):
            self._openings.clear()
            self._closings.clear()

    def _meaning(self, prefix: str | None, uri: str) -> list[str | None]:
        names = (prefix or "", self._matchnamespaces.get(uri.lower(), ""))
        return [self.namespacemap.get(prefix), *map(self.namespaces_in_use.get, names)]

    def on_start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins. `name` is its namespace, name and prefix with spaces between, as far as it has them."""
        opening = self._openings.get(name) or self._learn_opening(name)
        written = "\n".join(attributes) if attributes else ""
        names = written.lower()
        if opening is None or self.incontent or self.decls or "xmlns" in names:
            _DRIVER.start_element_ns(self, name, attributes)
            return
        method, key, leaves_textinput, leaves_image, is_root = opening
        if names:
            attributes = self._normalised(attributes, is_plain=names == written and " " not in names)
        self.depth += 1
        if is_root or self.baseuri or "base" in names or "lang" in names:
            self._begin(attributes, is_root)
        self.basestack.append(self.baseuri)
        self.langstack.append(self.lang)
        if leaves_textinput:
            self.intextinput = 0
        if leaves_image:
            self.inimage = 0
        if method is None:
            self._meet_unknown(key, attributes)
            return
        try:
            method(self, attributes)
        except AttributeError:  # something is not as its method thought: feedparser takes it for unknown then
            self._meet_unknown(key, attributes)

    def on_end(self, name: str) -> None:
        """An element ends; `name` as it began."""
        closing = self._closings.get(name) or self._learn_closing(name)
        if closing is None or self.svgOK:
            _DRIVER.end_element_ns(self, name)
            return
        tag, key, method = closing
        if method is None:
            self.pop(key)
        else:
            try:
                method(self)
            except AttributeError:
                self.pop(key)
        if self.incontent and self._is_left_out(tag):
            return
        if self.basestack:
            self.basestack.pop()
            if self.basestack and self.basestack[-1]:
                self.baseuri = self.basestack[-1]
        if self.langstack:
            self.langstack.pop()
            if self.langstack:
                self.lang = self.langstack[-1]
        self.depth -= 1

    def on_text(self, text: str) -> None:
        """Text within an element."""
        if self.elementstack:
            if self.contentparams and self.contentparams.get("type") == XHTML:
                self.handle_data(text)
            else:
                self.elementstack[-1][2].append(text)

    def _begin(self, attributes: dict[str, str], is_root: bool) -> None:
        """Where relative addresses start from in this element, and its language."""
        base = attributes.get("xml:base", attributes.get("base")) or self.baseuri
        if base:
            self.baseuri = self._absolute(base) or self.baseuri
        language = attributes.get("xml:lang", attributes.get("lang"))
        if language is not None:
            self.lang = language or None
        if self.lang and is_root:
            self.feeddata["language"] = self.lang.replace("_", "-")

    def _absolute(self, base: str) -> str:
        key = self.baseuri, base
        if key not in self._bases:
            self._bases[key] = make_safe_absolute_uri(*key) if self.baseuri else _urljoin(*key)
        return self._bases[key]

    def _meet_unknown(self, key: str, attributes: dict[str, str]) -> None:
        if attributes:
            self._get_context()[key] = attributes
        else:
            self.push(key, 1)

    def _is_left_out(self, tag: str) -> bool:
        """Keeps the end of an element in content that is markup itself, but for a div that wraps all."""
        if not self.contentparams.get("type", "xml").endswith("xml"):
            if tag in ("xhtml:div", "div"):
                return True
            self.contentparams["type"] = XHTML
        if self.contentparams.get("type") == XHTML:
            self.handle_data(f"</{tag.rpartition(':')[2]}>", escape=0)
        return False

    def _normalised(self, attributes: dict[str, str], *, is_plain: bool) -> dict[str, str]:
        """The attributes under feedparser's names for them: where they are plain, as they are."""
        if not is_plain:
            pairs = [(self._attribute(name), value) for name, value in attributes.items()]
            attributes = {name: value for (name, _), value in pairs}
            attributes.update({name: value for (_, name), value in pairs})
        if "type" in attributes:
            attributes["type"] = attributes["type"].lower()
        if "rel" in attributes:
            attributes["rel"] = attributes["rel"].lower()
        return attributes

    def _attribute(self, name: str) -> tuple[str, str]:
        """The two names of an attribute: with the usual prefix of its namespace, and with its own."""
        if name not in self._attributes:
            parts = name.split()
            prefix = parts.pop() if len(parts) == 3 else ""
            uri, local = parts if len(parts) > 1 else ("", name)  # more are an error, as for the driver
            usual = self._matchnamespaces.get(uri.lower(), "") if uri else ""
            self._attributes[name] = _joined(usual, local), _joined(prefix, local)
        return self._attributes[name]

    def _learn_opening(self, name: str) -> _Opening | None:
        """What an element's start means. None for names that are not as they should be, or mean more than a name."""
        uri, local = _parts(name)
        if not local or local.lower() in ("svg", "math"):
            return None
        if _USERLAND.removeprefix("http://") in uri.lower():
            uri = _USERLAND
        tag = self._tag(uri, local)
        key, is_plain = self._key(tag)
        self._openings[name] = opening = _Opening(
            method=getattr(type(self), f"_start_{key}", None),
            key=key,
            leaves_textinput=is_plain and tag not in _IN_TEXTINPUT,
            leaves_image=is_plain and tag not in _IN_IMAGE,
            is_root=tag in _ROOTS,
        )
        return opening

    def _learn_closing(self, name: str) -> _Closing | None:
        uri, local = _parts(name)
        if not local:
            return None
        tag = self._tag(uri, local)
        key, _ = self._key(tag)
        self._closings[name] = closing = _Closing(tag, key, getattr(type(self), f"_end_{key}", None))
        return closing

    def _tag(self, uri: str, local: str) -> str:
        """The name with the usual prefix of its namespace; if it is not a known one, with the first declared."""
        prefix = self._matchnamespaces.get(uri.lower())
        if not prefix and uri:
            prefix = next((name for name, value in self.namespaces_in_use.items() if name and value == uri), "")
        return _joined(prefix or "", local)

    def _key(self, tag: str) -> tuple[str, bool]:
        """What methods and values of an element are called, and whether that is without a prefix."""
        prefix, colon, suffix = tag.partition(":")
        if not colon:
            return tag, True
        prefix = self.namespacemap.get(prefix, prefix)
        return (f"{prefix}_{suffix}", False) if prefix else (suffix, True)


def _parts(name: str) -> tuple[str, str]:
    """Namespace and name of what expat calls a name; no name for what is none."""
    parts = name.split()
    if len(parts) == 1:
        return "", name
    return (parts[0], parts[1]) if len(parts) <= 3 else ("", "")


def _joined(prefix: str, local: str) -> str:
    return f"{prefix}:{local}".lower() if prefix else local.lower()
