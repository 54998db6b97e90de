"""Text of others as Markdown that says the text and nothing more: CommonMark 0.31, and what GitHub adds to it.

Every text is one line when it is written, so that nothing in it begins a block except at the very start.
"""

import re

from cfnews.normalise.characters import one_line

# Emphasis, code, links and images, HTML, entities, tables, strikethrough, mathematics, headings' closing marks.
_MARKUP = re.compile(r"[\\`*_\[\]<>&|~$#]")
# What GitHub and others make a link of: an address with its scheme, `www.`, a mail address, a name.
_LINKS = re.compile(r":(?=//)|(?<=www)\.|@", re.IGNORECASE)
# What begins a list, a heading's underline or a quotation: only at the start of a line.
_START = re.compile(r"(?=[-+=:])|(?<=\d)(?=[.)])")
_NUMBER = re.compile(r"\d{1,9}[.)](?= |$)", re.ASCII)
_ENTITY = re.compile(r"&(?=#?\w+;)")


def inline(text: str) -> str:
    """The text within a line: no character of it is markup."""
    return _LINKS.sub(r"\\\g<0>", _MARKUP.sub(r"\\\g<0>", one_line(text)))


def paragraph(text: str) -> str:
    """The text as a paragraph, or as what follows a mark of a list."""
    words = inline(text)
    return _START.sub(r"\\", words, count=1) if words[:1] in tuple("-+=:") or _NUMBER.match(words) else words


def link(text: str, url: str) -> str:
    """The text as a link to an address that `edition.address` has let pass; as text where it is ""."""
    if not url:
        return inline(text)
    target = _ENTITY.sub("&amp;", url)
    return f"[{inline(text)}]({f'<{target}>' if '(' in target or ')' in target else target})"


def heading(rank: int, words: str) -> str:
    """A heading of words that are Markdown already."""
    return f"{'#' * rank} {words}"


def code(text: str) -> str:
    """A word of our own as code: an id."""
    return f"`{text}`" if re.fullmatch(r"[\w-]+", text) else inline(text)


def command(text: str) -> str:
    """What is to be typed as code, to the letter: in more backticks than stand in it anywhere."""
    words = one_line(text)
    longest = max(map(len, re.findall("`+", words)), default=0)
    fence, room = "`" * (longest + 1), " " if words.startswith("`") or words.endswith("`") else ""
    return f"{fence}{room}{words}{room}{fence}"


def document(blocks: list[str]) -> str:
    """Blocks with an empty line between them and one line end behind the last."""
    return "\n\n".join(filter(None, blocks)) + "\n"


def bullets(items: list[str]) -> str:
    """Lines that are Markdown already as a tight list."""
    return "\n".join(f"- {one}" for one in items if one)
