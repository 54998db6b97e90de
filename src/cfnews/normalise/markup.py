"""Feed HTML stripped to its text, with line breaks for its blocks: one pass for the simple, nh3 for the rest.

nh3 (the ammonia parser) reads broken HTML as browsers do; a pass before it writes the line breaks that stripping would
lose. Most markup of feeds is whole tags and nothing else: there, no parser could read anything but what stands there.
"""

import html
import re
from functools import partial

from cfnews.normalise.characters import is_ordinary

# Stand where structure will be until the tags are gone; clean text holds none of these.
_ITEM, _ITEM_END, _ROW, _CELL = "\x02", "\x03", "\x04", "\x05"

_PARAGRAPHS = (
    "address article aside blockquote caption center details dialog div dl fieldset figure footer"
    " form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre section summary ul"
)
_INLINE = (
    "a abbr acronym area b base bdi bdo big blink body cite code col colgroup data del dfn em embed"
    " font frame frameset head html i img input ins kbd label link map mark marquee meta nobr"
    " optgroup output param picture q rp rt ruby s samp small source span strike strong sub sup"
    " tbody tfoot thead time track tt u var wbr"
)
# What these hold is no text of the article: code, pictures, controls, captions, fallbacks.
_UNREAD = (
    "audio button canvas figcaption iframe math noembed noframes noscript object script select"
    " style svg template textarea title video"
)
_DROPPED = frozenset(_UNREAD.split())
_BREAKS = dict.fromkeys(_PARAGRAPHS.split(), "\n\n") | dict.fromkeys(_INLINE.split(), "")
_BREAKS |= dict.fromkeys(("br", "dt", "dd", "legend", "option"), "\n")
_OPENING = _BREAKS | {"li": _ITEM, "td": _CELL, "th": _CELL, "tr": _ROW, "table": "\n\n" + _ROW}
_CLOSING = _BREAKS | {"li": _ITEM_END, "td": "", "th": "", "tr": _ROW, "table": _ROW + "\n\n"}
# A caption may lack its end tag: the end of its figure, or the next caption, ends it. (Captions
# in captions would also cost ammonia quadratic time.)
_CLOSING["figure"] = "</figcaption>\n\n"
_OPENING["figcaption"] = "</figcaption>"

ELEMENTS = frozenset(_OPENING) | _DROPPED
"""The names whose tags count as markup; any other `<word>` is text."""

# What nh3 shall read instead of a tag's "<name": a void element behind its line break, for
# nested elements would cost ammonia quadratic time; its attributes follow.
_PREPARED = {
    end + name: breaks.get(name, "") + (f"<{end}{name}" if name in _DROPPED else "<wbr")
    for end, breaks in (("", _OPENING), ("/", _CLOSING))
    for name in ELEMENTS
}

# Every "<", with what it may open: a tag, or a comment, CDATA section or instruction.
_OPENER = re.compile(
    r"(?P<more><*)<(?:(?P<tag>/?[a-z][\w:.-]*)(?=[\s/>])"
    r"|(?P<other>!--|!doctype|!\[CDATA\[|\?[a-z]))?",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"\s+[\w:-]+\s*=")
_BLOCK = re.compile(r"<(?:p|br|div|li|tr|h[1-6]|blockquote)[\s/>]", re.IGNORECASE)
_EMPTY_ITEM = re.compile(rf"{_ITEM}\s*{_ITEM_END}")
_ITEM_START = re.compile(rf"{_ITEM}[{_ITEM}\s]*")

# A tag that every reader takes for the same: well formed, and no "<" or ">" in what it holds.
_WHOLE_TAG = re.compile(
    r"<(/?[a-zA-Z][a-zA-Z0-9]*)"
    r"(?:[ \n\t]+[a-zA-Z][\w:.-]*(?:[ \n\t]*=[ \n\t]*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'=<>`]+))?)*[ \n\t]*/?>"
)
_SIMPLE = {
    end + spelt: breaks[name]
    for end, breaks in (("", _OPENING), ("/", _CLOSING | {"figure": "\n\n"}))
    for name in frozenset(_OPENING) - _DROPPED - {"table", "tr", "td", "th"}
    for spelt in (name, name.upper())
}
_PARTING = frozenset(name for name in _SIMPLE if re.fullmatch("p|br|div|li|h[1-6]|blockquote", name, re.IGNORECASE))
# What is left to nh3: numbers that are no ordinary character, which html.unescape reads otherwise.
_ODD_NUMBER = re.compile(
    r"&#(?!(?:3[2-9]|[4-9][0-9]|1[01][0-9]|12[0-6]|1[6-9][0-9]|[2-9][0-9]{2}|[1-9][0-9]{3}|[1-4][0-9]{4}"
    r"|x(?:[2-6][0-9a-f]|7[0-9a-e]|[a-f][0-9a-f]|[1-9a-f][0-9a-f]{2}|[1-9a-c][0-9a-f]{3}));)",
    re.IGNORECASE,
)


def simple_text(text: str, lines_are_space: bool) -> str | None:
    """What `stripped` gives, where `text` is simple: whole tags and no more. None where it is not, or has none."""
    if "\r" in text:
        return None
    line = text
    if lines_are_space:
        line = text.replace("\n", " ") if is_ordinary(text) else " ".join(text.split())
    parts = _WHOLE_TAG.split(line)
    names = parts[1::2]
    if not names or line.count("<") != len(names):
        return None
    if lines_are_space and _PARTING.isdisjoint(names):
        return simple_text(text, False)
    try:
        parts[1::2] = [_SIMPLE[name] for name in names]
    except KeyError:
        return None
    if "&" in line:
        for place in range(0, len(parts), 2):
            if "&" in parts[place]:
                if _ODD_NUMBER.search(parts[place]):
                    return None
                parts[place] = html.unescape(parts[place])
    return _items("".join(parts).replace("\xa0", " "))


def is_markup(text: str) -> bool:
    """Whether anything in `text` is markup: a "<" may be no more than a sign."""
    last = text.rfind(">")
    return any(_opens(opener, last) for opener in _OPENER.finditer(text))


def _opens(opener: re.Match[str], last: int) -> bool:
    """Whether a "<" opens something real; `last` is the place of the last ">" in the text.

    Names with "-" or ":" are elements of somebody's own (Word's o:p). After the last ">" only
    what goes on with an attribute counts: a tag the publisher cut through, and not "a <b c".
    """
    if opener["other"]:
        return True
    tag = (opener["tag"] or "").lower()
    own = ("-" in tag or ":" in tag) and not tag.endswith(":")
    if tag not in _PREPARED and not own:
        return False
    return opener.end() <= last or bool(_ATTRIBUTE.match(opener.string, opener.end()))


def has_blocks(text: str) -> bool:
    """Whether `text` has its paragraphs from its markup, and not from its lines."""
    return _BLOCK.search(text) is not None


def stripped(text: str, lines_are_space: bool) -> str:
    """The text of `text`'s markup, its entities decoded once, with line breaks for blocks."""
    import nh3

    if lines_are_space and has_blocks(text):
        text = " ".join(text.split())
    if "<![CDATA[" in text:
        text = text.replace("]]>", "")
    text = _OPENER.sub(partial(_prepared, last=text.rfind(">")), text)
    text = nh3.clean(text, tags=set(), clean_content_tags=set(_DROPPED), link_rel=None)
    for entity, character in ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&amp;", "&"):
        text = text.replace(entity, character)
    text = _items(text)
    return _rows(text) if _ROW in text or _CELL in text else text


def _prepared(opener: re.Match[str], last: int) -> str:
    """What nh3 shall read for one "<", or for a run of them; `last` as in `_opens`."""
    more, tag, other = opener.groups()
    if tag in _PREPARED and not more and opener.end() <= last:  # nearly all, and the quick way
        return _PREPARED[tag]
    literal = "&lt;" * len(more)
    if not _opens(opener, last):
        return f"{literal}&lt;{opener[0][len(more) + 1 :]}"
    if other:
        return literal + ("" if other.startswith("![") else f"<{other}")
    return literal + _PREPARED.get(tag.lower(), "<wbr")


def _items(text: str) -> str:
    """`text` with its list items as lines that begin with a bullet; empty ones go."""
    if _ITEM in text:
        text = _EMPTY_ITEM.sub("", text)
        text = _ITEM_START.sub("\n• ", text)
    return text.replace(_ITEM_END, "\n")


def _rows(text: str) -> str:
    """`text` with its table rows as lines; a row with one cell that holds text is that text."""
    parts = []
    for part in re.sub(rf"{_ROW}[{_ROW} ]*", _ROW, text).split(_ROW):
        cells = [cell.strip() for cell in part.split(_CELL)]
        filled = [cell for cell in cells if cell]
        if len(cells) == 1 or not filled:
            parts.append(part.replace(_CELL, ""))
        elif len(filled) == 1:
            parts.append(filled[0])
        else:
            parts.append(" | ".join(" ".join(cell.split()) for cell in filled))
    return "\n".join(parts)
