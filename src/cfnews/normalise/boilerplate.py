"""Publishers' tails and prefixes: what a feed adds to its titles and summaries, taken off.

Works on clean plain text (text.py), one paragraph a line. Rules are narrow: a wrong cut loses
news, a missed one only looks untidy. Nothing here knows markup or changes a title that is shown,
save for the feed's own name behind it.
"""

import re
import unicodedata

_WINDOW = 400  # characters; no tail is longer, and it bounds the work on hostile text
_LOOSE = " \t\n•|[("  # what may be left over in front of a tail

_PIECE = "(?:story|article|post|entry)"
_WHOLE = "(?:full|original|complete|whole|entire|rest of (?:the|this))"
_ALL_OF_IT = f"(?:(?:the )?{_WHOLE}|the|this) {_PIECE}"
_POINTER = r"[\s:.…→»›>\])]*"
_AFTER_SENTENCE = r"(?:^|(?<=[.!?…”’\"')\]|])|(?<=[.!?…”’\"')\]|]\s)|(?<=[\[(]))"
_NOT_A_DAY = "(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"


def _credit(verb: str) -> str:
    return (
        rf"{_AFTER_SENTENCE}(?:The|This) (?:blog |news )?{_PIECE}\b[^\n]{{0,250}}? {verb}"
        rf" (?:on|in|at|by) {_NOT_A_DAY}[A-Z][^\n]{{0,80}}\Z"
    )


# Tails that may stand behind a sentence: a word that must be there (it spares the search), the
# pattern, and whether the publisher broke the text off. Capitals count: within a sentence
# pupils may well "continue reading" or "read more".
_TAILS = tuple(
    (hint, re.compile(pattern, re.MULTILINE), is_cut)
    for hint, pattern, is_cut in (
        ("", r"[\[(]\s*(?:…|\.{2,}|&#8230;|&hellip;|(?i:more)\s*(?:…|\.{2,})?)\s*[\])]\Z", True),
        ("…", r"(?<!…)…+\Z", True),
        ("...", r"(?<!\.)\.{3,}\Z", True),
        ("eading", rf"(?<!\w)(?:Continue|Keep) [Rr]eading{_POINTER}\Z", True),
        ("Click", r"(?<!\w)Click to [Cc]ontinue[^\n]{0,10}\Z", True),
        ("Continue reading", r"(?<!\w)Continue reading [^\n]{0,250}[→»…]\Z", True),
        ("Continue reading", rf"{_AFTER_SENTENCE}Continue reading [^\n]{{0,250}}[”\"’']\Z", True),
        ("Read", rf"(?<!\w)Read [Mm]ore{_POINTER}\Z", True),
        ("Read", rf"{_AFTER_SENTENCE}Read (?i:on|{_ALL_OF_IT}){_POINTER}\Z", True),
        ("appeared", _credit("(?:appeared first|first appeared|originally appeared)"), False),
        ("published", _credit("was (?:first|originally) published"), False),
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
    kept = [line for line in lines if len(line) > _WINDOW or not _NOTICE.fullmatch(line)]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()
    name = _name_key(feed_name or "")
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
    for hint, pattern, is_cut in _TAILS:
        if hint in text and (found := pattern.search(text)):
            return found.start(), is_cut
    line = text[text.rfind("\n") + 1 :]
    if len(line) == _WINDOW:
        return bare, False
    if _CUT_LINE.fullmatch(line):
        return bare - len(line), True
    if _ADDED_LINE.fullmatch(line) or _NOTICE.fullmatch(line) or (name and name == _byline(line)):
        return bare - len(line), False
    return bare, False


def _byline(line: str) -> str:
    return re.sub(r"^(?:source: |by |[–—-] ?)", "", _name_key(line))


def strip_title_tail(title: str, feed_name: str) -> str:
    """`title` without " - Source", " | Source" or " — Source", if Source is the feed's own name.

    The name counts without regard to case or a leading "The"; of "Source: society" and
    "Source (Owner)" also the first part does. A title that would be left empty stays.
    """
    names = {_name_key(feed_name), _name_key(re.split(r": | \(", feed_name)[0])} - {""}
    since = max(len(title) - len(feed_name) - 12, 0)
    for separator in _SEPARATOR.finditer(title, since):
        if separator.start() and _name_key(title[separator.end() :]) in names:
            return title[: separator.start()]
    return title


def _name_key(name: str) -> str:
    return " ".join(name.casefold().split()).removeprefix("the ").rstrip(".")


def title_key(title: str) -> str:
    """What two outlets' titles must share to count as the same title; "" for an empty one.

    Lower case, straight, without the prefixes and marks that name a type or an edition, without
    punctuation except in numbers and citations: "guidance: Children’s homes" and "Children's
    homes [updated]" give "childrens homes". Only for comparing, never shown. Idempotent.
    """
    text = unicodedata.normalize("NFKC", title).casefold()
    text = unicodedata.normalize("NFKC", text).translate(_STRAIGHT)
    text = " ".join(_EDITION.sub(" ", " ".join(text.split())).split())
    while shorter := _PREFIX.match(text):
        text = text[shorter.end() :]
    return " ".join(word.replace("'", "") for word in _KEY_WORD.findall(text)) or text
