"""Publishers' tails and prefixes: what a feed adds to its titles and summaries, taken off.

Works on clean plain text (text.py), one paragraph a line. Rules are narrow: a wrong cut loses
news, a missed one only looks untidy. Nothing here knows markup or changes a title that is shown,
save for the feed's own name behind it.
"""

import re
import unicodedata
from functools import lru_cache

_WINDOW = 400  # characters; no tail is longer, and it bounds the work on hostile text
_LOOSE = " \t\n•|[("  # what may be left over in front of a tail

_PIECE = "(?:story|article|post|entry)"
_WHOLE = "(?:full|original|complete|whole|entire|rest of (?:the|this))"
_ALL_OF_IT = f"(?:(?:the )?{_WHOLE}|the|this) {_PIECE}"
_POINTER = r"[\s:.…→»›>\])]*"
_NOT_A_DAY = "(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"


def _behind_sentence(letter: str) -> str:
    """A first letter that begins a line, or stands behind a sentence or a bracket.

    What is in front is looked at behind the letter: the search then stops at that letter alone.
    """
    ends = "[.!?…”’\"')\\]|]"
    return rf"{letter}(?:(?<=^{letter})|(?<={ends}{letter})|(?<={ends}\s{letter})|(?<=[\[(]{letter}))"


def _credit(verb: str) -> str:
    return (
        rf"{_behind_sentence('T')}(?:he|his) (?:blog |news )?{_PIECE}\b[^\n]{{0,250}}? {verb}"
        rf" (?:on|in|at|by) {_NOT_A_DAY}[A-Z][^\n]{{0,80}}\Z"
    )


# Tails that may stand behind a sentence: a word that must be there (it spares the search), the
# pattern, and whether the publisher broke the text off. Capitals count: within a sentence
# pupils may well "continue reading" or "read more". Some have an end that must be there instead.
_TAILS = tuple(
    (hint, ends, re.compile(pattern, re.MULTILINE), is_cut)
    for hint, ends, pattern, is_cut in (
        ("", ("]", ")"), r"[\[(]\s*(?:…|\.{2,}|&#8230;|&hellip;|(?i:more)\s*(?:…|\.{2,})?)\s*[\])]\Z", True),
        ("", "…", r"(?<!…)…+\Z", True),
        ("", "...", r"(?<!\.)\.{3,}\Z", True),
        ("eading", "", rf"(?<!\w)(?:Continue|Keep) [Rr]eading{_POINTER}\Z", True),
        ("Click", "", r"(?<!\w)Click to [Cc]ontinue[^\n]{0,10}\Z", True),
        ("Continue reading", "", r"(?<!\w)Continue reading [^\n]{0,250}[→»…]\Z", True),
        ("Continue reading", "", rf"{_behind_sentence('C')}ontinue reading [^\n]{{0,250}}[”\"’']\Z", True),
        ("Read", "", rf"(?<!\w)Read [Mm]ore{_POINTER}\Z", True),
        ("Read", "", rf"{_behind_sentence('R')}ead (?i:on|{_ALL_OF_IT}){_POINTER}\Z", True),
        ("appeared", "", _credit("(?:appeared first|first appeared|originally appeared)"), False),
        ("published", "", _credit("was (?:first|originally) published"), False),
    )
)
# Last lines of the same kinds.
_CUT_LINE = re.compile(
    rf"(?i:continue reading.*|read more{_POINTER}|{_WHOLE} {_PIECE}{_POINTER}"
    rf"|(?:view|see|click here)\b.{{0,20}}\b{_PIECE}{_POINTER})"
)
_ADDED_LINE = re.compile(
    r"(?i:(?:(?:\d+|no|leave a|view all|add a) )?comments?(?: \(\d+\))?)"
    r"|Permalink|Source|Email this|Print|Tweet|Facebook|Twitter|LinkedIn|WhatsApp"
)
# Lines that are no part of the text, wherever they stand.
_NOTICE = re.compile(
    r"""(?:•\ )?(?:
    advertisements?|sponsored(?:\ content)?
    |related(?:\ (?:articles?|stor(?:y|ies)|content|posts?|links?|news|reading))?:.*
    |(?:read\ more|see\ also|more\ on\ this\ story):\ .*
    |share\ (?:this|on|via)\b.{0,60}
    |(?:follow|like)\ us\ on\ .{0,80}
    |(?:sign\ up|subscribe|register)\ (?:to|for|here|now|today)\b
      (?:.{0,40}|.*\b(?:newsletters?|e-?mails?|alerts?|bulletins?|briefings?|inbox)\b.*)
    |get\ (?:our|the)\b.*\b(?:newsletter|bulletin)\b.*
    |this\ (?:article|post|story)\ (?:is|was)\ (?:re|first\ |originally\ )?published\ .*
    |read\ the\ original\ article\.?
    )""",
    re.VERBOSE | re.IGNORECASE,
)

_NOTICE_STARTS = frozenset("ASRMFLGTasrmflgtſ•")  # the long s is an s, where case does not count
_BY = re.compile(r"^(?:source: |by |[–—-] ?)")
_GAP = re.compile(r"\n{3,}")

_SEPARATOR = re.compile(r"\s+[-–—|·•»:]+\s+")
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "&": " and "})
# Display types as GOV.UK writes them before a title, and the press's own flags.
_TYPES = (
    "news story|news article|press release|press notice|speech|authored article|oral statement"
    "|(?:written |oral )?statement to parliament|written statement|government response"
    "|guidance|detailed guide|guide|statutory guidance|regulation|manual|standard|form|notice"
    "|(?:accredited )?official statistics(?: announcement| in development)?|national statistics"
    "|research briefing|statistical data set|ad hoc statistics|statistics|research(?: and analysis)?"
    "|independent report|corporate report|policy paper|impact assessment|international treaty"
    "|transparency data|foi release|correspondence|collection|case study|promotional material"
    "|(?:open |closed )?consultation(?: outcome)?|(?:open |closed )?call for evidence(?: outcome)?"
    "|exclusive|updated?|watch|live|video|listen|breaking(?: news)?"
)
_PREFIX = re.compile(rf"(?:{_TYPES})\s?:\s+(?=\S)")
_EDITION = re.compile(r"[\[(](?:updated|exclusive|video|live)[\])]|\s[-–—] updated$")
_KEY_WORD = re.compile(
    r"\[\d{4}\] (?:[a-z]+ ){1,3}\d+(?: \([a-z]+\))?"  # a neutral citation, whole
    r"|[£$€]?\d+(?:[.,:/]\d+)*(?:%|\w+)?"  # a number or an amount
    r"|\w+(?:'\w+)*"
)


def strip_boilerplate(text: str, feed_name: str | None = None) -> tuple[str, bool]:
    """`text` without its publisher's tails and notices, and whether the publisher cut it.

    With `feed_name`, a last line that only names the feed goes too. Idempotent.
    """
    lines = text.split("\n")
    kept = [line for line in lines if not _is_notice(line)]
    if len(kept) < len(lines):
        text = "\n".join(kept)
    if "\n\n\n" in text:
        text = _GAP.sub("\n\n", text)
    text = text.strip()
    name = _name_key(feed_name) if feed_name else ""
    end, cut = len(text), False
    while end:
        window = text[max(end - _WINDOW, 0) : end]
        length, is_cut = _without_tail(window, name)
        if length == len(window):
            break
        end, cut = end - len(window) + length, cut or is_cut
    return text[:end], cut


def _without_tail(text: str, name: str) -> tuple[int, bool]:
    """The length of `text` without the first tail found, and whether that tail means a cut."""
    bare = len(text.rstrip(_LOOSE))
    if bare < len(text):
        return bare, False
    for hint, ends, pattern, is_cut in _TAILS:
        if hint in text and text.endswith(ends) and (found := pattern.search(text)):
            return found.start(), is_cut
    line = text[text.rfind("\n") + 1 :]
    if len(line) == _WINDOW:
        return bare, False
    if _CUT_LINE.fullmatch(line):
        return bare - len(line), True
    if _ADDED_LINE.fullmatch(line) or _is_notice(line) or (name and _names(line, name)):
        return bare - len(line), False
    return bare, False


def _is_notice(line: str) -> bool:
    return line[:1] in _NOTICE_STARTS and len(line) <= _WINDOW and _NOTICE.fullmatch(line) is not None


def _names(line: str, name: str) -> bool:
    """Whether a line says no more than a name, or who wrote it."""
    if name.partition(" ")[0] not in line.casefold():
        return False
    return _BY.sub("", _name_key(line)) == name


def strip_title_tail(title: str, feed_name: str) -> str:
    """`title` without " - Source", " | Source" or " — Source", if Source is the feed's own name.

    The name counts without regard to case or a leading "The"; of "Source: society" and
    "Source (Owner)" also the first part does. A title that would be left empty stays.
    """
    names = _names_of(feed_name)
    since = max(len(title) - len(feed_name) - 12, 0)
    for separator in _SEPARATOR.finditer(title, since):
        if separator.start() and _name_key(title[separator.end() :]) in names:
            return title[: separator.start()]
    return title


@lru_cache(maxsize=64)
def _names_of(feed_name: str) -> frozenset[str]:
    """What the tail of a title may call a feed."""
    return frozenset({_name_key(feed_name), _name_key(re.split(r": | \(", feed_name)[0])} - {""})


def _name_key(name: str) -> str:
    return " ".join(name.casefold().split()).removeprefix("the ").rstrip(".")


def title_key(title: str) -> str:
    """What two outlets' titles must share to count as the same title; "" for an empty one.

    Lower case, straight, without the prefixes and marks that name a type or an edition, without
    punctuation except in numbers and citations: "guidance: Children’s homes" and "Children's
    homes [updated]" give "childrens homes". Only for comparing, never shown. Idempotent.
    """
    text = unicodedata.normalize("NFKC", title).casefold()
    text = unicodedata.normalize("NFKC", text)
    if not text.isascii() or "&" in text or "`" in text:
        text = text.translate(_STRAIGHT)
    text = " ".join(text.split())
    if "updated" in text or "[" in text or "(" in text:
        text = " ".join(_EDITION.sub(" ", text).split())
    while ":" in text and (shorter := _PREFIX.match(text)):
        text = text[shorter.end() :]
    return " ".join(_KEY_WORD.findall(text)).replace("'", "") or text
