"""Feed markup to plain text: paragraphs, one-line titles and short summaries.

nh3 (the ammonia parser) does the stripping, as browsers read broken HTML; a pass before it
writes the line breaks that stripping would lose. Nothing here fetches, renders or stores.
"""

import html
import re
import unicodedata
from functools import partial
from html.entities import html5

from cfnews.normalise.boilerplate import strip_boilerplate
from cfnews.normalise.characters import clean_characters, one_line, repair_mojibake

SUMMARY_LIMIT = 600  # characters: three or four sentences, some six lines of a terminal
_ROUNDS = 6  # text escaped twice is common, three times was seen; more is an attack

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
_GAP = re.compile(r"\n{3,}")
_ATTRIBUTE = re.compile(r"\s+[\w:-]+\s*=")
_BLOCK = re.compile(r"<(?:p|br|div|li|tr|h[1-6]|blockquote)[\s/>]", re.IGNORECASE)
_ENTITY = re.compile(r"&((?:amp;|#0*38;|#[xX]0*26;)*)(#\d{1,12}|#[xX][\da-fA-F]{1,9}|\w{2,31});")
# A full stop behind one letter or a title ends no sentence: U.S., Mr.
_SENTENCE_END = re.compile(r"[.!?](?<!\b\w.)(?<!\b[MD][rs].)(?<!\bSt.)(?<!\bNo.)(?<!\bMrs.)[”’\"')\]]*(?= [^a-z])")


def html_to_text(markup: str) -> str:
    """Clean plain text of feed HTML, or of plain text that only looks like it.

    Paragraphs stand one blank line apart, list items begin with "• ", table rows are lines with
    " | " between the cells. Entities are decoded as often as they were escaped. A "<" that opens
    no HTML element stays. Addresses, alternative texts, captions, scripts and comments go.
    Never raises; idempotent; linear in the length of `markup`.
    """
    return _without_markup(markup)


def title_text(raw: str) -> str:
    """One clean line from a title that may hold markup, entities and controls; "" if empty.

    A title in capitals throughout becomes sentence case. Idempotent.
    """
    line = one_line(repair_mojibake(raw))
    if "<" in line or "&" in line or repair_mojibake(line) != line:
        line = one_line(_without_markup(line))
    return line if _LOWER_CASE.search(line) else one_line(_calm(line))


def summary_text(raw: str, limit: int = SUMMARY_LIMIT, feed_name: str | None = None) -> tuple[str, bool]:
    """One paragraph of at most `limit` characters, and whether it is less than the whole.

    It is cut at the end of a sentence, or else of a word, and then ends with "…". The second
    value is also true where the publisher's own text broke off ("[…]", "Continue reading").
    """
    return excerpt(*strip_boilerplate(html_to_text(raw), feed_name), limit)


def excerpt(text: str, cut: bool, limit: int = SUMMARY_LIMIT) -> tuple[str, bool]:
    """The same from plain paragraphs; `cut` says that their publisher had cut them."""
    text = _run_on(text)
    if len(text) > limit:
        return _shortened(text, limit), True
    if cut and text and text[-1] not in ".!?…”’\"')" and len(text) < limit:
        text = text.rstrip(" ,;:–—-") + "…"
    return text, cut


def _run_on(text: str) -> str:
    """The paragraphs of `text` as one.

    A standfirst or a heading ends without a full stop: its line break was one.
    """
    paragraphs = text.split("\n\n")
    for place, following in enumerate(paragraphs[1:]):
        one = paragraphs[place]
        ends = one[-1:].isalnum() or one[-1:] in "”’\"')"
        if one and ends and one[0] != "•" and (following[:1].isupper() or following[:1] in "“‘\"'"):
            paragraphs[place] += "."
    return " ".join(" ".join(paragraphs).split())


def _without_markup(text: str) -> str:
    """`text` cleaned, stripped and decoded until nothing of it changes any more."""
    lines_are_space = True  # in HTML, but no more once it has been stripped
    for _ in range(_ROUNDS):
        before = text
        text = clean_characters(repair_mojibake(text))
        if "<" in text and _is_markup(text):
            text = _stripped(text, lines_are_space and bool(_BLOCK.search(text)))
            lines_are_space = False
            if "<" not in text and "&" not in text:  # as nearly always: what is left to do is the last round's
                return _tidy(clean_characters(repair_mojibake(text)))
        elif "&" in text:
            text = _ENTITY.sub(_decoded, text)
        text = _tidy(text)
        if text == before:
            return text
    return _tidy(clean_characters(text.replace("<", " ").replace("&", " ")))


def _tidy(text: str) -> str:
    """The lines of `text`, single-spaced, with at most one blank line between them."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    text = "\n".join("" if line == "•" else line for line in lines)
    if "\n\n\n" in text:
        text = _GAP.sub("\n\n", text)
    return text.strip("\n")


def _is_markup(text: str) -> bool:
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


def _stripped(text: str, lines_are_space: bool) -> str:
    """The text of `text`'s markup, its entities decoded once, with line breaks for blocks."""
    import nh3

    if lines_are_space:
        text = " ".join(text.split())
    if "<![CDATA[" in text:
        text = text.replace("]]>", "")
    text = _OPENER.sub(partial(_prepared, last=text.rfind(">")), text)
    text = nh3.clean(text, tags=set(), clean_content_tags=set(_DROPPED), link_rel=None)
    for entity, character in ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&amp;", "&"):
        text = text.replace(entity, character)
    if _ITEM in text:
        text = re.sub(rf"{_ITEM}\s*{_ITEM_END}", "", text)
        text = re.sub(rf"{_ITEM}[{_ITEM}\s]*", "\n• ", text)
    text = text.replace(_ITEM_END, "\n")
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


def _decoded(entity: re.Match[str]) -> str:
    """The character of an entity, or the entity itself if there is none of that name."""
    name = entity[2]
    if name.startswith("#"):
        # html.unescape drops controls alone; as characters, whole escape sequences can go.
        code = int(f"0{name[1:]}", 0) if name[1] in "xX" else int(name[1:])
        return chr(code) if code < 0x20 else html.unescape(f"&{name};")
    # Lower case too, for capitals made by a content system: &NBSP; &RSQUO;
    found = html5.get(f"{name};") or html5.get(f"{name.lower()};")
    return found or (f"&{name};" if entity[1] else entity[0])


def _shortened(text: str, limit: int) -> str:
    """The beginning of `text`, at most `limit` characters with the "…" that ends it."""
    room = text[: max(limit - 1, 0)]
    ends = [found.end() for found in _SENTENCE_END.finditer(room)]
    if ends and ends[-1] >= limit * 0.6:
        return f"{room[: ends[-1]]} …"
    kept = room.rpartition(" ")[0] if not text[len(room)].isspace() else room
    if len(kept) < limit // 2:  # one endless word: cut it, but no mark from its letter
        kept = room
        while kept and (unicodedata.combining(text[len(kept)]) or kept[-1] == "\u200d"):
            kept = kept[:-1]
    return kept.rstrip(" ,;:–—-") + "…"


# Names cannot be known here ("LEEDS" becomes "leeds"), so only whole titles that shout
# are touched, and words that are surely written otherwise keep their form.
_SHOUTED = 0.9
_KEPT = (
    "A&E ADCS ADHD AI BASW BBC BCP CAMHS CCE CQC CSA CSE DfE DHSC DoL DoLS EHC EHCP EHCPs EU EWCA"
    " EWCOP EWFC EWHC FGM GP GPs HMCTS HMI HMICFRS HMIP I ILACS IICSA IRO ITV JTAI KCSIE LADO LGA"
    " LGSCO MASH MHCLG MoJ MP MPs MSP MSPs NAO NCA NCB NEET NHS NI NICCY NSPCC PEP PLO PRU RQIA"
    " SEN SENCO SEND SGO TUC TV UASC UK UKSC UN USA VAWG YJB YOI YOT Ofsted Cafcass Barnardo's"
    " Parliament Westminster Whitehall Senedd Stormont Holyrood England English Wales Welsh"
    " Scotland Scottish Ireland Irish Britain British London Monday Tuesday Wednesday Thursday"
    " Friday Saturday Sunday January February April June July August September October November"
    " December Christmas Easter"
)
_AS_WRITTEN = {word.upper(): word for word in _KEPT.split()}
_LOWER_CASE = re.compile("[a-z]{4}")  # soon found in a title that does not shout
_WORD = re.compile(r"(?<!\w)[^\W\d_](?:[\w&]|[.'’](?=\w))*")
_START = re.compile(r"(?:^|(?<!\b\w)[.!?] )\W{0,3}[^\W\d_]")
_NAMES = re.compile(r"\d (?:may|march)\b|\b(?:may|march)(?= \d)|\bnorthern(?= Ireland)")


def _calm(title: str) -> str:
    """`title` in sentence case if it shouts: four words, twenty letters, nine in ten capitals."""
    letters = [character for character in title if character.isalpha()]
    if len(title.split()) < 4 or len(letters) < 20:
        return title
    if sum(letter.isupper() for letter in letters) <= _SHOUTED * len(letters):
        return title
    calm = _NAMES.sub(lambda found: found[0].title(), _WORD.sub(_lowered, title))
    return _START.sub(lambda found: found[0][:-1] + found[0][-1].upper(), calm)


def _lowered(word: re.Match[str]) -> str:
    """A capital word as it is written within a sentence; one with a digit or a dot as it is."""
    shouted = word[0].replace("’", "'")
    stem, apostrophe, ending = shouted.partition("'")
    if "." in shouted or any(character.isdigit() for character in shouted):
        return word[0]
    if shouted in _AS_WRITTEN:
        return _AS_WRITTEN[shouted]
    if stem not in _AS_WRITTEN:
        return word[0].lower()
    return _AS_WRITTEN[stem] + word[0][len(stem) : len(stem) + len(apostrophe)] + ending.lower()
