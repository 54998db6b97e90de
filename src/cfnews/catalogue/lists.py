"""The list of another reader, whatever its kind: OPML or newsboat's `urls`, told by its first character."""

from cfnews.catalogue.newsboat import read_urls
from cfnews.catalogue.opml import read_opml
from cfnews.catalogue.subscriptions import IllFormed, Subscription

MOST = 10_000_000  # bytes

_XML_BEGINS = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<", b"\xfe\xff\x00<", b"<\x00", b"\x00<")


def read_list(body: bytes, name: str) -> list[Subscription]:
    """The feeds of a list in its order; `name` is for messages. Raises IllFormed with line and column."""
    if len(body) > MOST:
        raise IllFormed(f"{name} is larger than {MOST / 1e6:g} MB", "that is no list of feeds")
    plain = body.lstrip(b" \t\r\n")  # white space before an XML declaration is a fault of many exports
    if plain.startswith(_XML_BEGINS):
        return read_opml(plain, name, body.count(b"\n", 0, len(body) - len(plain)))
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = body[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        raise IllFormed(f"{name}, line {line}, column {column}: no UTF-8 text", "save it as UTF-8") from error
    if not text.strip():
        raise IllFormed(f"{name}, line 1, column 1: it is empty", "nothing was imported")
    if "\x00" in text:
        place = text.index("\x00")
        line, column = text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)
        raise IllFormed(f"{name}, line {line}, column {column}: no text", "give an OPML file or newsboat's urls")
    return read_urls(text, name)
