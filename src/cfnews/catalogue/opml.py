"""OPML, the lists that feed readers exchange (opml.org/spec2.opml): read 1.0 to 2.0, written as 2.0.

Reading is safe with files of anybody: no DTD, no entity, no nesting without end, and nothing is fetched. A file that is
not well-formed gives nothing at all.
"""

from collections.abc import Iterable, Mapping, Sequence
from xml.parsers import expat

from cfnews.catalogue.subscriptions import IllFormed, Subscription
from cfnews.masking import without_secrets
from cfnews.model import FeedSpec

_ROOTS = ("opml", "outlinedocument")  # the second is what the format's first element was called before 1.0
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}  # those of xml.sax bring HTTP with them
_DEEPEST = 100  # outlines one inside the other


def read_opml(body: bytes, name: str, skipped: int = 0) -> list[Subscription]:
    """The feeds of an OPML file in its order. Raises IllFormed with line and column.

    `name` is for messages; `skipped` lines of the file stand before the body that is given.
    """
    return _Reader(name, skipped).read(body)


class _Reader:
    """One reading: where in the file it is, and the folders that are open there."""

    def __init__(self, name: str, skipped: int) -> None:
        self._name = name
        self._skipped = skipped
        self._expat = expat.ParserCreate()
        self._expat.buffer_text = True
        self._open: list[str] = []
        self._folders: list[str | None] = []
        self._muted = 0
        self._found: list[Subscription] = []
        self._bodies = 0

    def read(self, body: bytes) -> list[Subscription]:
        parser = self._expat
        parser.StartDoctypeDeclHandler = self._refuse
        parser.EntityDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        try:
            parser.Parse(body, True)
        except expat.ExpatError as error:
            raise self._fault(expat.ErrorString(error.code), error.lineno, error.offset + 1) from error
        except (LookupError, ValueError) as error:  # an encoding that Python has not, or that is none of characters
            raise self._fault(f"its encoding cannot be read: {error}") from error
        if not self._bodies:
            raise self._fault("it has no body", 1, 1)
        return self._found

    def _start(self, tag: str, given: dict[str, str]) -> None:
        name = tag.lower()
        if not self._open and name not in _ROOTS:
            raise self._fault(f"it is no OPML: its first element is <{tag[:40]}>")
        self._open.append(name)
        self._bodies += name == "body" and len(self._open) == 2
        if name == "outline" and "body" in self._open[1:2]:
            self._outline({key.lower(): value.strip() for key, value in given.items()})

    def _outline(self, given: Mapping[str, str]) -> None:
        if len(self._folders) >= _DEEPEST:
            raise self._fault(f"more than {_DEEPEST} outlines stand one inside the other")
        title = given.get("title") or given.get("text", "")
        url = given.get("xmlurl", "")
        commented = given.get("iscomment", "").lower() == "true"
        if url or given.get("type", "").lower() in ("rss", "atom"):
            folders = tuple(folder for folder in self._folders if folder)
            refused = "" if url else "it has no address"
            refused = "it is commented out" if commented or self._muted else refused
            tags = tuple(tag.strip().strip("/") for tag in given.get("category", "").split(","))
            line = self._expat.CurrentLineNumber + self._skipped
            self._found.append(Subscription(line, url, title, given.get("htmlurl", ""), folders, tags, refused))
        self._muted += commented
        # None: a feed is no folder of what stands below it; "!" cannot be a name, as folders are stripped words.
        self._folders.append(None if url else title)
        self._open[-1] = "outline!" if commented else "outline"

    def _end(self, _: str) -> None:
        name = self._open.pop()
        if name.startswith("outline") and "body" in self._open[1:2]:
            self._folders.pop()
            self._muted -= name == "outline!"

    def _refuse(self, *_: object) -> None:
        raise self._fault("it declares a document type or entities, which no list of feeds needs")

    def _fault(self, words: str, line: int = 0, column: int = 0) -> IllFormed:
        line = (line or self._expat.CurrentLineNumber) + self._skipped
        column = column or self._expat.CurrentColumnNumber + 1
        return IllFormed(f"{self._name}, line {line}, column {column}: {words}", "nothing was imported; mend the file")


def write_opml(feeds: Iterable[FeedSpec], labels: Mapping[str, str], when: str, *, secrets: bool) -> str:
    """The feeds as OPML 2.0 under their sections' headings, in the order of `labels`; `when` is the date (RFC 822).

    Without `secrets` what is secret in their addresses is masked.
    """
    by_section: dict[str, list[FeedSpec]] = {section: [] for section in labels}
    for spec in feeds:
        by_section[spec.section].append(spec)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">', "  <head>"]
    lines += ["    <title>Feeds of cfnews</title>", f"    <dateCreated>{when}</dateCreated>", "  </head>", "  <body>"]
    for section, held in by_section.items():
        if held:
            label = _attribute(labels[section])
            lines += [f"    <outline text={label} title={label}>", *(_line(spec, secrets) for spec in held)]
            lines += ["    </outline>"]
    return "\n".join([*lines, "  </body>", "</opml>", ""])


def _line(spec: FeedSpec, secrets: bool) -> str:
    def shown(url: str) -> str:
        return url if secrets else without_secrets(url)

    given = {"type": "rss", "text": spec.name, "title": spec.name, "xmlUrl": shown(spec.url)}
    if spec.homepage:
        given["htmlUrl"] = shown(spec.homepage)
    if spec.tags:
        given["category"] = ",".join(_tags(spec.tags))
    return f"      <outline {' '.join(f'{name}={_attribute(value)}' for name, value in given.items())}/>"


def _tags(tags: Sequence[str]) -> list[str]:
    return [tag.replace(",", " ") for tag in tags]  # a comma parts them


def _attribute(value: str) -> str:
    """A value in quotes, without the characters that XML cannot hold."""
    held = "".join(one for one in value if one >= " " and not "\ud800" <= one <= "\udfff" and one not in "\ufffe\uffff")
    for one, written in _ESCAPES.items():
        held = held.replace(one, written)
    return f'"{held}"'
