"""Why a page stops short of its story: a subscription, a login, a page that blocks, a page that only scripts fill.

Looks at the page's own words and data; never tries to get past a wall.
"""

import re
from itertools import islice
from typing import Literal, NamedTuple

from cfnews.parse.article_names import name_words
from cfnews.parse.article_page import Node

Wall = Literal["subscription", "login", "blocked", "javascript"]

_SHORT = 2000  # characters: a teaser and its notice are shorter, and so is many a whole story
_BARE = 120  # characters: less is no story
_NEAR = 800  # characters behind the text, in which a wall says that it is one
_MOST = 400_000  # characters of a page that are looked at

_READING = (
    r"(?:(?:keep|continue|finish) reading|read (?:on|more|this|the (?:full|whole|rest|entire))|access|view this"
    r"|see (?:this|the)|unlock)"
)
_SUBSCRIBER = r"(?:subscri(?:be|ption|ber)s?|membership|members|premium|free trial)"
_SUBSCRIPTION = re.compile(
    rf"\b{_SUBSCRIBER}\b[^.!?]{{0,80}}\b{_READING}|\b{_READING}\b[^.!?]{{0,80}}\b{_SUBSCRIBER}\b"
    r"|(?:article|content|story|page) is (?:only |exclusively )?(?:available |open )?(?:for|to) (?:our )?"
    r"(?:premium |paying |registered )?(?:subscribers|members)|subscribers? only|subscriber[- ]exclusive"
    r"|members?[- ]only|already a (?:subscriber|member)\b"
    r"|you(?:['’]ve| have) (?:read|reached|used)[^.!?]{0,50}\b(?:free|limit|monthly)",
    re.IGNORECASE,
)
_ENTERING = r"(?:log ?in|sign ?in|register|create (?:an|a free) account)"
_LOGIN = re.compile(
    rf"\b{_ENTERING}\b[^.!?]{{0,60}}\b{_READING}|\b{_READING}\b[^.!?]{{0,60}}\b{_ENTERING}\b"
    r"|you must (?:be logged in|log in|sign in|register)|please (?:log|sign) in",
    re.IGNORECASE,
)
# Whole titles, but for a name behind a bar: "Access denied to disabled children" is a headline.
_BLOCK_TITLE = re.compile(
    r"\s*(?:just a moment|attention required|access (?:to this page has been )?denied|are you (?:a )?(?:robot|human)"
    r"|pardon our interruption|request (?:unsuccessful|rejected|blocked)|security check|ddos protection"
    r"|human verification|verify(?:ing)? (?:that )?you are (?:a )?human|one more step|(?:sorry, )?you have been blocked"
    r"|(?:error )?40[13](?:\W+(?:forbidden|unauthori[sz]ed|error))?|forbidden|(?:429\W+)?too many requests"
    r"|error 10\d\d|checking your browser|bot (?:check|verification)|validate user)\W*(?:[|–-].{0,40})?",
    re.IGNORECASE,
)
_BLOCK_WORDS = re.compile(
    r"verify(?:ing)? (?:that )?you are (?:a |not a )?(?:human|robot)|checking (?:if the site connection is secure"
    r"|your browser)|enable javascript and cookies to continue|incapsula incident|cloudflare ray id"
    r"|unusual (?:traffic|activity) from your|why have i been blocked|complete the captcha",
    re.IGNORECASE,
)
_SCRIPTS = re.compile(
    r"(?:enabled?|requires?|needs?|needed|turn on|activate|without|support) java ?script"
    r"|java ?script (?:is )?(?:required|disabled|to be enabled|must be enabled|enabled to)",
    re.IGNORECASE,
)
_NAMES = frozenset(("paywall", "regwall", "subscriberwall"))
_ASKS = re.compile(r"subscri|register|log ?in|sign ?in|member", re.IGNORECASE)  # and is no wrapper of a free story


class Signs(NamedTuple):
    """What a page as it came shows: its visible words, and whether it names a wall or has scripts."""

    title: str
    words: str
    named: bool
    scripted: bool


def signs_of(root: Node) -> Signs:
    """The signs of a page, before anything of it is taken out. Linear."""
    pieces = root.xpath("//body//text()[not(parent::script or parent::style)]")
    return Signs(
        title=(root.findtext(".//title") or "")[:300],
        words=" ".join(" ".join(pieces)[:_MOST].split()),
        named=any(map(_is_named, root.iter("div", "section", "aside", "p"))),
        scripted=next(root.iter("script"), None) is not None,
    )


def wall_of(signs: Signs, text: list[str], free: bool | None) -> Wall | None:
    """Why the paragraphs that were read stop; None where nothing says that they do.

    `free` is the page's own word on whether it may be read without paying. Words, which many a page has in its
    margin, count only behind a short text, and close to it.
    """
    length = sum(map(len, text))
    if length < _SHORT and (_BLOCK_TITLE.fullmatch(signs.title) or _BLOCK_WORDS.search(signs.words[: 2 * _SHORT])):
        return "blocked"
    if free is False and length < 2 * _SHORT:
        return "subscription"
    if length >= _SHORT:
        return None
    near = _near(signs.words, text[-1] if text else "")
    if signs.named or _SUBSCRIPTION.search(near):
        return "subscription"
    if _LOGIN.search(near):
        return "login"
    return "javascript" if length < _BARE and _is_for_scripts(signs) else None


def _is_named(element: Node) -> bool:
    if _NAMES.isdisjoint(name_words(element)):
        return False
    words = " ".join(islice(element.itertext(), 40))[:_NEAR]
    return bool(_ASKS.search(words))


def _near(words: str, last: str) -> str:
    """The words of the page behind the text's last paragraph; all of them without one."""
    end = words.rfind(last[-60:]) if last else -1
    return words[end : end + len(last) + _NEAR] if end >= 0 else words[: 4 * _NEAR]


def _is_for_scripts(signs: Signs) -> bool:
    return bool(_SCRIPTS.search(signs.words)) or (signs.scripted and len(signs.words) < 4 * _BARE)
