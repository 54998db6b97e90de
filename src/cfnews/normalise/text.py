"""Feed markup to plain text: paragraphs, one-line titles and short summaries.

nh3 (the ammonia parser) does the stripping, as browsers read broken HTML; a pass before it
writes the line breaks that stripping would lose. Nothing here fetches, renders or stores.
"""

import html
import re
import unicodedata
from html.entities import html5

from cfnews.normalise.boilerplate import strip_boilerplate
from cfnews.normalise.characters import clean_characters, is_ordinary, one_line, repair_mojibake
from cfnews.normalise.markup import is_markup, simple_text, stripped

SUMMARY_LIMIT = 600  # characters: three or four sentences, some six lines of a terminal
_ROUNDS = 6  # text escaped twice is common, three times was seen; more is an attack

_GAP = re.compile(r"\n{3,}")
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
    text = _run_on(text, limit)
    if len(text) > limit:
        return _shortened(text, limit), True
    if cut and text and text[-1] not in ".!?…”’\"')" and len(text) < limit:
        text = text.rstrip(" ,;:–—-") + "…"
    return text, cut


def _run_on(text: str, limit: int) -> str:
    """The paragraphs of `text` as one, as far as `limit` reaches and a little more.

    A standfirst or a heading ends without a full stop: its line break was one.
    """
    paragraphs = text.split("\n\n")
    parts: list[str] = []
    length = 0
    for place, one in enumerate(paragraphs, 1):
        part = " ".join(one.split())
        if place < len(paragraphs) and _is_heading(one, paragraphs[place]):
            part += "."
        if part:
            parts.append(part)
            length += len(part) + 1
        if length > limit + 2:
            break
    return " ".join(parts)


def _is_heading(one: str, following: str) -> bool:
    ends = one[-1:].isalnum() or one[-1:] in "”’\"')"
    return bool(one) and ends and one[0] != "•" and (following[:1].isupper() or following[:1] in "“‘\"'")


def _without_markup(text: str) -> str:
    """`text` cleaned, stripped and decoded until nothing of it changes any more."""
    lines_are_space = True  # in HTML, but no more once it has been stripped
    for _ in range(_ROUNDS):
        before = text
        text = clean_characters(repair_mojibake(text))
        plain = _plain(text, lines_are_space) if "<" in text else None
        if plain is not None:
            text, lines_are_space = plain, False
            if "<" not in text and "&" not in text:  # as nearly always: what is left to do is the last round's
                return _tidy(clean_characters(repair_mojibake(text)))
        elif "&" in text:
            text = _ENTITY.sub(_decoded, text)
        text = _tidy(text)
        if text == before:
            return text
    return _tidy(clean_characters(text.replace("<", " ").replace("&", " ")))


def _plain(text: str, lines_are_space: bool) -> str | None:
    """`text` without its markup; None if it has none."""
    plain = simple_text(text, lines_are_space)
    if plain is None and is_markup(text):
        return stripped(text, lines_are_space)
    return plain


def _tidy(text: str) -> str:
    """The lines of `text`, single-spaced, with at most one blank line between them."""
    if is_ordinary(text):
        text = "\n".join([line.strip(" ") for line in text.split("\n")])
        while "  " in text:
            text = text.replace("  ", " ")
    else:
        text = "\n".join([" ".join(line.split()) for line in text.splitlines()])
    if "•" in text:
        text = "\n".join(["" if line == "•" else line for line in text.split("\n")])
    if "\n\n\n" in text:
        text = _GAP.sub("\n\n", text)
    return text.strip("\n")


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
