"""The closed list of what can go wrong with a feed, each with its own sentence and what to do."""

from cfnews.model import Problem

# code: (sentence, worth trying again, what to do). `{detail}` is filled in by the place that knows.
_SENTENCES: dict[str, tuple[str, bool, str]] = {
    "unreachable": ("the server could not be reached: {detail}", True, "check the address and your network"),
    "no_network": ("there is no network", True, "connect and try again, or read what is stored with --offline"),
    "timeout": ("the server did not answer within {detail}", True, "it may be busy; it will be asked again later"),
    "deadline": ("the answer took longer than {detail} in all", True, "raise total_timeout if the feed is just slow"),
    "tls": ("the connection is not secure: {detail}", True, "the publisher must mend its certificate"),
    "too_large": ("the feed is larger than {detail}", False, "raise max_bytes if you trust it"),
    "garbled": ("the answer is broken: {detail}", True, "it will be asked again later"),
    "not_a_feed": ("{detail}", True, "open the address in a browser: the feed may have moved"),
    "blocked": (
        "the publisher blocks automatic readers ({detail})",
        True,
        "stored stories stay; try from elsewhere",
    ),
    "credentials": (
        "the credentials of this feed cannot be used: {detail}",
        True,
        "see auth in feeds.toml; it is asked as soon as they can be",
    ),
    "refused": ("the server does not let you in: {detail}", True, "see auth in feeds.toml"),
    "rate_limited": ("the server asks to be left alone for {detail}", True, "nothing to do: cfnews waits"),
    "robots": (
        "the site's robots.txt asks programs not to fetch this page",
        False,
        "open it in a browser",
    ),
    "gone": (
        "the publisher has removed this feed for good",
        False,
        "disable it in feeds.toml, or give the new address",
    ),
    "ended": (
        "the publisher has ended this feed: {detail}",
        False,
        "disable it in feeds.toml, or give the new address",
    ),
    "private_address": ("the address leads into a private network ({detail})", True, "allow_private = true allows it"),
    "redirect_loop": ("the address leads from one to the next without end", True, "open it in a browser"),
    "bad_redirect": ("the address leads to {detail}, which is no web page", True, "open it in a browser"),
    "http_4xx": ("the server answered {detail}", True, "check the address in feeds.toml"),
    "http_5xx": ("the server is in trouble: it answered {detail}", True, "it will be asked again later"),
    "unexpected_status": ("the server answered {detail}, which is no feed", True, "it will be asked again later"),
    "file": ("the file cannot be read: {detail}", True, "check the file: address in feeds.toml"),
    "parse": ("the feed cannot be read: {detail}", True, "the publisher must mend it; older stories stay"),
    "parse_budget": ("the feed takes too much time or memory to read", True, "the publisher must mend it"),
    "internal": ("cfnews stumbled over this feed: {detail}", True, "run again with --debug and report it"),
}
CODES = tuple(_SENTENCES)

# Why an article's page gave no story, or not all of it, where it was got: what the page itself shows.
_STOPS = {
    "subscription": "the rest is for subscribers",
    "login": "the site asks for a login",
    "blocked": "the site blocks automatic readers",
    "javascript": "the page shows its text in a browser alone",
    "not_a_page": "the address leads to a file, not to a page",
    "unreadable": "the page cannot be read",
    "empty": "no story was found on the page",
}
_STOPS |= {
    "http_4xx": "the page is not there",
    "gone": "the page is not there any more",
    "too_large": "the page is too large",
    "not_a_feed": "the page is empty",
    "parse_budget": "the page takes too much time or memory to read",
    "parse": "the page cannot be read",
    "private_address": "the address leads into a private network",
    "rate_limited": "the server asks to be left alone for now",
}


def problem(code: str, detail: str = "") -> Problem:
    """The Problem of this code with its sentence; `detail` fills the sentence's gap."""
    sentence, retryable, hint = _SENTENCES[code]
    return Problem(code, sentence.format(detail=detail), retryable, hint)


def why_stopped(word: str) -> str:
    """In words why the story of a page is missing or not whole; `word` is a stop of the page or a problem's code."""
    sentence = _STOPS.get(word) or _SENTENCES[word][0] if word in _STOPS or word in _SENTENCES else word
    return sentence.partition(": {detail}")[0].replace(" ({detail})", "").replace(" within {detail}", " in time")
