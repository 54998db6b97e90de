"""Characters of feed text: what may reach a terminal, a page or the store, and what may not.

Feed text is hostile until it has been here. Nothing here knows markup or entities (see
text.py), and nothing here guesses a meaning: a character is kept, mapped by a published table
or removed.
"""

import re
import unicodedata

MARKS_KEPT = 8  # no script needs more on one letter; "zalgo" text uses dozens

# ECMA-48 escape sequences, whole: CSI with its final byte, OSC and the other strings up to BEL
# or ST, then the short ones, then a bare ESC. The C1 introducers are taken only where what
# follows is plainly a sequence: in badly labelled windows-1252 text 0x9B is a quotation mark,
# and in UTF-8 read as latin-1 the byte 0x9D ends every closing quote.
_ESCAPE = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]?"
    r"|\x9b(?:[0-?]+[ -/]*[@-~]|[@-~](?!\w))"
    r"|(?:\x1b[\]P^_X]|\x9d(?=\d+;))[^\x07\x1b\x9c\x9d]*(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[\]P^_X](?:\d+;)?"
    r"|\x1b[ -/]*[0-~]?"
)
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # C0, DEL and C1; tab, CR and LF are the caller's
    "\u2028\u2029"  # line and paragraph separators
    "\u061c\u200e\u200f\u202a-\u202e\u2060-\u206f"  # direction and invisible operators
    "\u00ad\u200b\ufeff\ufff9-\ufffc"  # soft hyphen, zero width, interlinear, object
    "\U000e0000-\U000e007f\ud800-\udfff" + _NONCHARACTERS + "]"
)
_JOINERS = re.compile("([\u200c\u200d])[\u200c\u200d]+")
# Marks are neither words nor spaces for `re`, so nine such characters in a row are worth a look.
_MARKS = re.compile(rf"[^\x00-\u02ff\w\s]{{{MARKS_KEPT + 1},}}")
_UNENCODED = b"?" * (MARKS_KEPT + 1)  # nine characters in a row that latin-1 has not, or question marks
_ASCII_SHOWN = bytes(range(0x20, 0x7F)) + b"\n"


# The C1 block is read as windows-1252, as every browser reads it (WHATWG HTML, "numeric
# character reference end state"): so U+0085 is an ellipsis here, and never "next line".
_WINDOWS_1252 = {chr(code): bytes([code]).decode("windows-1252", errors="ignore") for code in range(0x80, 0xA0)}
_INSTEAD = _WINDOWS_1252 | dict.fromkeys("\x0b\x0c\u2028\u2029", "\n")

# How UTF-8 looks when it was read as windows-1252 (or latin-1, which leaves C1 characters):
# a lead byte, then as many continuation bytes (0x80 to 0xBF) as it announces. A capital before
# a curly quote proves nothing: it may be the last word of a quotation.
_TO_BYTES = str.maketrans({shown: byte for byte, shown in _WINDOWS_1252.items() if shown})
_NEXT = "[\x80-\xbf" + "".join(_WINDOWS_1252.values()) + "]"
_MOJIBAKE = re.compile(f"[ÂÃÅ](?![‘’“”]){_NEXT}|â{_NEXT}{{2}}")


def clean_characters(text: str) -> str:
    """`text` in NFC without control, direction or invisible characters.

    Tab, CR and LF stay; other line separators become LF. Escape sequences go as a whole. C1
    characters become what windows-1252 means by them. Joiners stay, for emoji and scripts
    need them, but never two in a row; a letter keeps at most eight marks. Idempotent, linear.
    """
    if not is_ordinary(text):
        text = _ESCAPE.sub("", text)
        text = _FORBIDDEN.sub(lambda found: _INSTEAD.get(found[0], ""), text)
        text = _JOINERS.sub(r"\1", text)
    if text.isascii():
        return text
    # Before composing, as sorting a long run of marks is quadratic; and after, as some single
    # marks decompose into two.
    if _may_hold_marks(text):
        text = _MARKS.sub(_thinned, text)
    composed = unicodedata.normalize("NFC", text)
    if composed is text or not _may_hold_marks(composed):
        return composed
    return unicodedata.normalize("NFC", _MARKS.sub(_thinned, composed))


def is_ordinary(text: str) -> bool:
    """Whether all that cannot be seen in `text` is ordinary spaces and line feeds: most is, and it is quick."""
    if text.isascii():
        return not text.encode().translate(None, _ASCII_SHOWN)
    return text.replace("\n", " ").isprintable()


def _may_hold_marks(text: str) -> bool:
    """Whether `_MARKS` could match: seven times as quick as it is to say no, which is nearly always."""
    return _UNENCODED in text.encode("latin-1", "replace")


def _thinned(run: re.Match[str]) -> str:
    """A run of symbols and marks with at most `MARKS_KEPT` marks one after the other."""
    kept, marks = [], 0
    for character in run[0]:
        marks = marks + 1 if unicodedata.category(character)[0] == "M" else 0
        if marks <= MARKS_KEPT:
            kept.append(character)
    return "".join(kept)


def one_line(text: str) -> str:
    """`text` cleaned, every run of white space one space, none at the ends. Idempotent."""
    return " ".join(clean_characters(text).split())


def repair_mojibake(text: str) -> str:
    """`text` as its author wrote it, if it is UTF-8 that somebody read as windows-1252.

    Precision first: it must hold a typical sequence, and all of it must be such text, or it is
    returned unchanged. A lone Ã (Portuguese) or Â (Welsh, French) is no such sequence. Call it
    before `clean_characters`, which drops bytes that windows-1252 leaves undefined.
    """
    if text.isascii() or not ("â" in text or "Ã" in text or "Â" in text or "Å" in text):
        return text
    while _MOJIBAKE.search(text):
        try:
            text = text.translate(_TO_BYTES).encode("latin-1").decode("utf-8")
        except UnicodeError:
            break
    return text
