"""Texts by grammars, then damaged: nearly right more often than random bytes are, and so deeper in the code."""

import random
from collections.abc import Callable, Mapping, Sequence

Rules = Mapping[str, Sequence[str]]

# What has broken readers of feeds, dates and addresses before: controls, marks of direction, halves of pairs, quotes.
NASTY = [
    "\x00",
    "\x1b[31m",
    "\x9b2J",
    "\x07",
    "\x7f",
    "\x85",
    "\u202e",
    "\u2066",
    "\u200b",
    "\u00ad",
    "\ufeff",
    "\ud800",
    "\udfff",
    "\u0130",
    "\u017f",
    "\U0001f468\u200d\U0001f469",
    "e\u0301" * 3,
    "'",
    '"',
    "\\",
    "%00",
    "&#x0;",
    "&#27;",
    "&amp;lt;",
    "<",
    ">",
    "]]>",
    "<!--",
    "-->",
    "{{",
    "{%",
    "[/red]",
    "\r\n",
    "\n\n",
    "\t",
    "-",
    "*",
    "(",
    ")",
    ":",
    "^",
    "NEAR(",
    "AND",
    "OR",
    "NOT",
    "0",
    "-1",
    "1e309",
    "99999999999999999999",
    "٣",
    "²",
    "Ⅷ",
    " ",
    "  ",
]


def write(rules: Rules, dice: random.Random, start: str = "start", depth: int = 0) -> str:
    """A text of a grammar: `<name>` in a rule stands for one of the rules of that name, `<<` for a `<`."""
    choices = rules[start]
    rule = dice.choice(choices) if depth < 24 else min(choices, key=len)
    parts = []
    for number, part in enumerate(rule.split("⟨")):
        name, closed, rest = part.partition("⟩")
        parts.append((write(rules, dice, name, depth + 1) + rest) if number and closed else part)
    return "".join(parts)


def damaged(text: str, dice: random.Random) -> str:
    """The text as it is in one of three cases, else with up to four faults."""
    for _ in range(dice.choice((0, 1, 1, 2, 4, 0))):
        text = dice.choice(_FAULTS)(text, dice)
    return text


def _inserted(text: str, dice: random.Random) -> str:
    place = dice.randrange(len(text) + 1)
    return text[:place] + dice.choice(NASTY) + text[place:]


def _cut(text: str, dice: random.Random) -> str:
    place = dice.randrange(len(text) + 1)
    return text[:place] + text[place + dice.randrange(1, 12) :]


def _doubled(text: str, dice: random.Random) -> str:
    first = dice.randrange(len(text) + 1)
    part = text[first : first + dice.randrange(1, 30)]
    return text[:first] + part * dice.choice((2, 2, 3, 40)) + text[first:]


def _swapped(text: str, dice: random.Random) -> str:
    if not text:
        return text
    place = dice.randrange(len(text))
    return text[:place] + chr(dice.choice((dice.randrange(32, 127), dice.randrange(0xD7FF)))) + text[place + 1 :]


def _shortened(text: str, dice: random.Random) -> str:
    return text[: dice.randrange(len(text) + 1)]


_FAULTS: Sequence[Callable[[str, random.Random], str]] = (_inserted, _inserted, _cut, _doubled, _swapped, _shortened)

TIMES: Rules = {
    "start": ["⟨length⟩", "⟨day⟩", "⟨day⟩T⟨clock⟩", "⟨day⟩ ⟨clock⟩⟨zone⟩", "⟨name⟩", "last ⟨name⟩", "⟨number⟩"],
    "length": ["⟨number⟩⟨unit⟩", "⟨number⟩ ⟨unit⟩", "⟨number⟩⟨unit⟩⟨number⟩⟨unit⟩"],
    "number": ["0", "1", "7", "24", "400", "⟨digit⟩⟨digit⟩⟨digit⟩", "-3", "1.5", "00012", "9999999"],
    "digit": list("0123456789"),
    "unit": ["h", "d", "w", "m", "y", "min", "hours", "days", "weeks", "s", "H", "fortnight"],
    "day": [
        "2026-11-20",
        "2026-02-29",
        "2028-02-29",
        "⟨digit⟩⟨digit⟩⟨digit⟩⟨digit⟩-⟨digit⟩⟨digit⟩-⟨digit⟩⟨digit⟩",
        "20/11/2026",
        "9999-12-31",
        "0001-01-01",
    ],
    "clock": ["09:00", "24:00", "23:59:60", "⟨digit⟩⟨digit⟩:⟨digit⟩⟨digit⟩", "09:00:00.5"],
    "zone": ["", "Z", "+01:00", "-12:00", "+99:99", " BST"],
    "name": ["today", "yesterday", "monday", "TUESDAY", "sun", "friday", "last", "tomorrow", "now", "noon"],
}

QUERIES: Rules = {
    "start": ["⟨term⟩", "⟨term⟩ ⟨start⟩", "⟨term⟩ ⟨term⟩ ⟨term⟩"],
    "term": [
        "⟨word⟩",
        '"⟨word⟩ ⟨word⟩"',
        "-⟨word⟩",
        '-"⟨word⟩ ⟨word⟩"',
        "⟨word⟩*",
        "⟨field⟩:⟨word⟩",
        '⟨field⟩:"⟨word⟩ ⟨word⟩"',
        "⟨law⟩",
        '"',
        "-",
        "*",
        "⟨sign⟩",
    ],
    "word": [
        "foster",
        "SEND",
        "children",
        "s.47",
        "C++",
        "Ofsted's",
        "inadequate",
        "a",
        "the",
        "NEAR",
        "and",
        "family",
        "hub",
        "é",
        "ofsted",
        "kinship",
        "1989",
        "40%",
    ],
    "field": ["topic", "place", "feed", "cite", "title", "Topic", "summary", "rowid", "search"],
    "law": ["[2026] EWFC 12", "[2026] EWCA Civ 1⟨digit⟩", "s.47", "section 20", "[2026]"],
    "digit": list("0123456789"),
    "sign": ["(", ")", "^", "+", "NEAR(a b, 3)", "AND", "OR NOT", "{a b}:", ":", "||", ";--", "%"],
}

CATALOGUES: Rules = {
    "start": ["⟨tables⟩", "⟨settings⟩⟨tables⟩"],
    "settings": ["[settings]\n⟨setting⟩⟨setting⟩"],
    "setting": [
        "timezone = ⟨value⟩\n",
        "refresh_after = ⟨value⟩\n",
        "jobs = ⟨value⟩\n",
        "max_bytes = ⟨value⟩\n",
        "contact = ⟨value⟩\n",
        "⟨key⟩ = ⟨value⟩\n",
    ],
    "tables": ["⟨table⟩", "⟨table⟩⟨tables⟩"],
    "table": [
        "[[feed]]\n⟨line⟩⟨line⟩⟨line⟩⟨line⟩",
        '[[feed]]\nid = "a"\nname = "A"\nurl = "https://a.example/"\n⟨line⟩',
        "[[place]]\n⟨line⟩⟨line⟩",
        "[[watch]]\n⟨line⟩⟨line⟩",
        "[[hide]]\n⟨line⟩⟨line⟩",
        "[topics.⟨key⟩]\n⟨line⟩⟨line⟩",
        "[⟨key⟩]\n⟨line⟩",
        "# ⟨text⟩\n",
    ],
    "line": ["⟨key⟩ = ⟨value⟩\n", "id = ⟨value⟩\n", "name = ⟨value⟩\n", "url = ⟨value⟩\n", "words = ⟨value⟩\n"],
    "key": [
        "id",
        "name",
        "url",
        "section",
        "role",
        "scope",
        "enabled",
        "identity",
        "tags",
        "aliases",
        "words",
        "places",
        "topics",
        "not",
        "abbr",
        "Name",
        "sectoin",
        '"a b"',
        "feed",
    ],
    "value": [
        '"⟨text⟩"',
        "true",
        "17",
        "1.5",
        "[]",
        '["⟨text⟩", "⟨text⟩"]',
        "[⟨value⟩, 3]",
        "{a = ⟨value⟩}",
        "2026-11-20",
        '"https://⟨text⟩"',
        '"1h"',
        '"10MB"',
        "inf",
        "0x1F",
        "'''⟨text⟩'''",
    ],
    "text": [
        "a",
        "news",
        "primary",
        "filter",
        "Community Care",
        "a-b",
        "Europe/London",
        "../../etc/passwd",
        "a.example/feed",
        "user:pw@a.example/",
        "1h",
        "",
        "é",
        "\\u202e",
        "\\\\",
    ],
}

TEXTS: Rules = {
    "start": ["⟨part⟩", "⟨part⟩ ⟨start⟩", "⟨open⟩⟨start⟩⟨close⟩", "⟨part⟩⟨start⟩⟨part⟩"],
    "part": [
        "Ofsted finds progress",
        "Rotherham&rsquo;s",
        "&amp;amp;",
        "&#8217;",
        "&#x1F600;",
        "<br>",
        "<br/>",
        "61&nbsp;%",
        "£1,200",
        "caf\u00c3\u00a9",
        "<img src=x onerror=alert(1)>",
        "<script>⟨part⟩</script>",
        "<style>p{}</style>",
        "<![CDATA[⟨part⟩]]>",
        "Read more",
        "…",
        "https://a.example/?utm_source=x&id=3#c",
        "javascript:alert(1)",
        "[link](https://a.example)",
        "a < b > c",
        "Mon, 20 Nov 2026 07:45:00 GMT",
        "22/11/2026 09:00",
        "2026-11-20T07:45:00+01:00",
    ],
    "open": ["<p>", "<div class='a'>", "<ul><li>", "<a href='⟨part⟩'>", "<b>", "<table><tr><td>", "<blockquote>"],
    "close": ["</p>", "</div>", "</li></ul>", "</a>", "", "</b", "</td></tr></table>"],
}

FEEDS: Rules = {
    "start": ["⟨rss⟩", "⟨atom⟩", "⟨object⟩", "⟨rdf⟩"],
    "rss": ['<?xml version="1.0"?><rss version="2.0"⟨names⟩><channel>⟨head⟩⟨items⟩</channel></rss>'],
    "atom": ['<feed xmlns="http://www.w3.org/2005/Atom">⟨head⟩⟨entries⟩</feed>'],
    "object": ['{"version": "https://jsonfeed.org/version/1.1", "title": ⟨quoted⟩, "items": [⟨jsons⟩]}'],
    "rdf": ['<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" ⟨of-rss⟩>⟨items⟩</rdf:RDF>'],
    "of-rss": ['xmlns="http://purl.org/rss/1.0/"'],
    "names": [
        "",
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"',
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"',
    ],
    "head": [
        "<title>⟨text⟩</title>",
        "<title>⟨text⟩</title><ttl>⟨text⟩</ttl><skipHours><hour>3</hour></skipHours>",
        "",
    ],
    "items": ["⟨item⟩", "⟨item⟩⟨items⟩", ""],
    "item": [
        "<item>⟨field⟩⟨field⟩⟨field⟩⟨field⟩</item>",
        "<item><title>⟨text⟩</title><link>⟨link⟩</link>⟨field⟩</item>",
    ],
    "field": [
        "<title>⟨text⟩</title>",
        "<link>⟨link⟩</link>",
        "<guid>⟨link⟩</guid>",
        "<description>⟨text⟩</description>",
        "<pubDate>⟨date⟩</pubDate>",
        "<content:encoded><![CDATA[⟨markup⟩]]></content:encoded>",
        "<dc:date>⟨date⟩</dc:date>",
        "<author>⟨text⟩</author>",
        "<category>⟨text⟩</category>",
        '<enclosure url="⟨link⟩"/>',
    ],
    "entries": ["⟨entry⟩", "⟨entry⟩⟨entries⟩"],
    "entry": ["<entry>⟨called⟩<id>⟨link⟩</id>⟨at⟩<updated>⟨date⟩</updated><summary>⟨text⟩</summary></entry>"],
    "called": ['<title type="html">⟨text⟩</title>', "<title>⟨text⟩</title>"],
    "at": ['<link href="⟨link⟩"/>', '<link rel="self" href="⟨link⟩"/>'],
    "jsons": ["⟨json⟩", "⟨json⟩, ⟨jsons⟩"],
    "json": ['{"id": ⟨quoted⟩, "url": "⟨link⟩", "title": ⟨quoted⟩, ⟨more⟩}', "null", "[]"],
    "more": ['"content_html": ⟨quoted⟩, "date_published": "⟨date⟩"'],
    "quoted": ['"⟨text⟩"', "null", "3", "{}"],
    "text": [
        "Ofsted finds progress at Rotherham",
        "a &amp; b",
        "&lt;b&gt;bold&lt;/b&gt;",
        "&#8217;",
        "&bogus;",
        "x",
        "",
    ],
    "markup": ["<p>⟨text⟩</p>", "<script>1</script>", "<a href='⟨link⟩'>⟨text⟩</a>"],
    "link": [
        "https://a.example/1",
        "/relative",
        "javascript:1",
        "https://a.example/?id=⟨digit⟩",
        "",
        "tag:a,2026:1",
        "http://[::1]/",
        "https://b\u00fccher.example/",
    ],
    "digit": list("0123456789"),
    "date": [
        "Fri, 20 Nov 2026 07:45:00 GMT",
        "2026-11-20T07:45:00Z",
        "22/11/2026 09:00",
        "yesterday",
        "0000-00-00",
        "3200-01-01",
        "Fri, 32 Nov 2026 07:45:00 XYZ",
        "",
    ],
}
