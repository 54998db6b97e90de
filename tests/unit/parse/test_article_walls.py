"""Why a page stops: what is a wall, and what only speaks of one."""

import pytest

from cfnews.parse.article import read_article

SHORT = "<h1>A family hub opens</h1><p>The hub opened on Monday in the old library.</p><p>Ten families came.</p>"
LONG = "<h1>A family hub opens</h1>" + "<p>The hub opened on Monday in the old library, and ten families came.</p>" * 60


def wall(body: str, head: str = "") -> str | None:
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    return read_article(page.encode(), "text/html", "https://outlet.example/hub").paywall


NOT_FREE = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": "False"}</script>'


@pytest.mark.parametrize(
    ("body", "head", "reason"),
    [
        (SHORT, "", None),
        (SHORT, NOT_FREE, "subscription"),
        (SHORT + "<div><p>Subscribe to continue reading this story.</p></div>", "", "subscription"),
        (SHORT + "<p>This article is for subscribers only.</p>", "", "subscription"),
        (SHORT + "<div class='paywall'><b>Members read on</b></div>", "", "subscription"),
        (SHORT + "<div><p>Please log in to read the full article.</p></div>", "", "login"),
        (SHORT + "<div><p>Register for free to continue reading.</p></div>", "", "login"),
        ("<p>Subscribe to read more</p>" + SHORT, "", None),
        (SHORT + "<footer><a>Subscribe</a> <a>Log in</a></footer>", "", None),
        (f"<div class='paywall'>{SHORT}</div>", "", None),
        (LONG + "<p>Subscribe to continue reading this story.</p>", "", None),
        (LONG, NOT_FREE, None),
        (
            "<h1>Access Denied</h1><p>You don't have permission to access this server.</p>",
            "<title>Access Denied</title>",
            "blocked",
        ),
        (
            "<h1>Sorry</h1><p>Please complete the CAPTCHA.</p>",
            "<title>Attention Required! | Cloudflare</title>",
            "blocked",
        ),
        (SHORT, "<title>Access denied to disabled children, inspectors find</title>", None),
        ("<div id='root'></div><script src='a.js'></script>", "", "javascript"),
        ("<noscript>Please enable JavaScript.</noscript><div></div>", "", "javascript"),
        ("<div></div>", "", "empty"),
    ],
)
def test_a_page_says_why_it_stops(body: str, head: str, reason: str | None) -> None:
    assert wall(body, head) == reason
