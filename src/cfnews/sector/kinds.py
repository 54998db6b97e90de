"""What an item itself is: news, an inspection letter, guidance, a judgment, a job …

`kind` names the form and not the subject: a newspaper's report on an inspection is `news`, the inspectorate's own
letter, report or notice is `inspection`. Forms are asked in turn, the strongest first: the type that a publisher writes
before a colon, a case's name, a post with its terms, the words of the title, the address, the feed. Only who publishes
the thing itself (a ministry, a charity) has guidance or a report: at a newspaper the same words are news of it. What
has none of the forms is news: nine in ten items are, and a wrong "feature" hides more than it tells.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from cfnews.model import Kind
from cfnews.sector import kind_words
from cfnews.sector.item import Found, Item
from cfnews.sector.kind_words import Form
from cfnews.sector.lexicon import read_head
from cfnews.sector.names import plain
from cfnews.sector.phrases import Hit
from cfnews.sector.wording import Words, words_of

_READ = 300  # characters of a title and of an address
_READ_WORDS = 12  # words of a summary: its head
_LONGEST_TYPE = 6  # words
_BARE = 4  # words

_CITATION = re.compile(r"\[(?:19|20)\d\d\] ?(?:EW|UK|CS|NI|SC|HC)[A-Z]")
_CASE = re.compile(r"(?:In )?[Rr]e:? [A-Z]\b|[^\[]{1,150}? v\.? |R \(")
_CASE_NAME = re.compile(r"(?:In re|Re) [A-Z][A-Z, &]{0,12}(?: and [A-Z])? ?\([A-Z]|R \([^)]{1,60}\) v ")
_PARTIES = re.compile(r"[A-Z][\w' ,&-]{1,80} v [A-Z][\w' ,&-]{0,80}$")
_NUMBERED = re.compile(r"\(\d\d[ -]?\d{3}[ -]?\d{3}\)$")
_POST = re.compile(
    r"[,–|(-] ?(?:permanent|part[- ]time|full[- ]time|fixed[- ]term|maternity cover|locum|up to £|£\d\d,?\d{3}|salary)",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"(?:20\d\d(?: to |[-/–])(?:20)?\d\d|year ending[^:]{0,30}"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December) 20\d\d"
    r"|(?:quarterly|annual|midyear|mid-year|monthly) (?:release|update)[^:]{0,40})$"
)
_MARK = re.compile(r"\[[^\]]{1,20}\] ?")
_QUESTIONS = frozenset(("how", "why", "what", "who", "where", "inside", "behind"))
# Forms that a title of the thing itself has, and one about it as well, but with a verb.
_TOLD_ABOUT = frozenset(("inspection", "guidance", "statistics", "report", "consultation", "event", "podcast"))


def find_kind(item: Item) -> Found:
    """The kind of an item, one of `model.Kind`; the rule names what told it, the words are those that did."""
    title = plain(item.title[:_READ])
    if title[:1] == "[":
        title = _MARK.sub("", title, count=1)
    for found in _told(item, title):
        return found
    return Found("news", "kind.none", "")


def _told(item: Item, title: str) -> Iterator[Found]:
    publisher = item.role == "primary" or item.section in ("charity", "research")
    text = _head(item, title)
    yield from _by_type(text)
    yield from _by_case(title, publisher)
    yield from _by_post(title, text)
    yield from _by_words(text, publisher)
    if _PERIOD.search(title) and not _is_told_about(text):
        yield Found("statistics", "kind.title", title)
    if _asks(text):
        yield Found("feature", "kind.title", title)
    yield from _by_address(item.url)
    yield from _by_feed(item)
    if item.role == "blog":
        yield from _by_author(item, text)
    if _is_bare(title, item.summary):
        yield Found("feature", "kind.title", title)


def _head(item: Item, title: str) -> Words:
    """The words of the title, and the first of the summary."""
    marked = item.title[:1] == "["
    text = words_of(title, plain(item.summary[:_READ])) if marked else read_head(item.title, item.summary).text
    return Words(text.words[: text.title_end + _READ_WORDS], text.title_end)


def _by_type(text: Words) -> Iterator[Found]:
    """The type before a colon, or that is the whole title."""
    head = text.words[: _LONGEST_TYPE + 1]
    for end, word in enumerate(head):
        if word == ":" or end == text.title_end - 1:
            said = " ".join(head[:end])
            kind = kind_words.types().get(said.lower())
            if kind is not None:
                yield Found(kind, "kind.type", said)
            return


def _by_case(title: str, publisher: bool) -> Iterator[Found]:
    """A case's name with its citation; of a court itself, without it as well."""
    cited = _CITATION.search(title) if "[" in title else None
    if cited is not None and (publisher or _CASE.match(title)):
        yield Found("judgment", "kind.case", title[cited.start() :])
    elif title.startswith(("Re ", "In re ", "R (")) or (publisher and " v " in title):
        named = _CASE_NAME.match(title) or (publisher and _PARTIES.match(title))
        if named:
            yield Found("judgment", "kind.case", named[0])
    elif title[-1:] == ")" and publisher and (numbered := _NUMBERED.search(title)):
        yield Found("report", "kind.case", numbered[0])


def _by_post(title: str, text: Words) -> Iterator[Found]:
    """A post with its terms: "Team manager, permanent"."""
    terms = _POST.search(title)
    if terms is not None and _has_word(text, "posts") and not _is_told_about(text):
        yield Found("job", "kind.title", terms[0].strip(",–|(- "))


def _by_words(text: Words, publisher: bool) -> Iterator[Found]:
    """The forms of title and summary, in the order of their file."""
    hits = sorted(kind_words.forms().scan(text), key=lambda hit: (hit.start, -hit.end))
    for where in ("head", "title", "publisher", "summary") if publisher else ("head", "title"):
        for hit in hits:
            if hit.value.where == where and _stands(hit, text):
                yield Found(hit.value.kind, f"kind.{where}", text.said(hit.start, hit.end))


def _stands(hit: Hit[Form], text: Words) -> bool:
    """Whether a form stands where it must, in a title that is no news of it."""
    where, kind = hit.value
    if where == "summary":
        return hit.start == text.title_end
    return (hit.start == 0 if where == "head" else hit.start < text.title_end) and not _is_news_of(kind, text)


def _by_address(url: str | None) -> Iterator[Found]:
    if url:
        for step in url[:_READ].lower().split("/")[3:-1]:
            if step in kind_words.steps():
                yield Found(kind_words.steps()[step], "kind.address", step)


def _by_feed(item: Item) -> Iterator[Found]:
    for kind in _kinds_of_feed(item.feed_name, item.feed):
        yield Found(kind, "kind.feed", item.feed_name)


@lru_cache(maxsize=256)  # a feed's entries come one after another, and all ask the same
def _kinds_of_feed(name: str, feed: str) -> tuple[Kind, ...]:
    """The kinds that a feed's name and id tell of."""
    return tuple(hit.value for hit in kind_words.feed_names().scan(words_of(name, feed.replace("-", " "))))


def _by_author(item: Item, text: Words) -> Iterator[Found]:
    """Who writes in their own name writes a blog, unless the title has the form of news."""
    if item.section == "opinion" or _has_word(text, "own"):
        yield Found("blog", "kind.feed", item.feed_name)


def _asks(text: Words) -> bool:
    """Whether a title goes on, behind a colon, with what its writer sets out: "Bedtime: why it matters"."""
    title = text.words[: text.title_end]
    place = title.index(":") + 1 if ":" in title else len(title)
    return place + 2 < len(title) and title[place].lower() in _QUESTIONS and not _has_word(text, "said")


def _is_news_of(kind: Kind, text: Words) -> bool:
    """Whether a title with the form of a kind has a verb that makes it news of one, or of what somebody says."""
    if kind in ("blog", "feature"):
        return _has_word(text, "said")
    return kind in _TOLD_ABOUT and _is_told_about(text)


def _is_told_about(text: Words) -> bool:
    return _has_word(text, "told")


def _has_word(text: Words, sort: str) -> bool:
    return not kind_words.few(sort).isdisjoint(word.lower() for word in text.words[: text.title_end])


def _is_bare(title: str, summary: str) -> bool:
    """Whether a title is a mere phrase over a summary, as a reportage has: a few small words and no verb."""
    words = title.split()
    return (
        1 < len(words) <= _BARE
        and bool(summary)
        and all(word.isalpha() and word.islower() for word in words[1:])
        and words[0].isalpha()
        and not any(word.endswith(("s", "ed")) or word in kind_words.few("told") for word in words)
    )
