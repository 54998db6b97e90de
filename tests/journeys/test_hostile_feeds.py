"""Feeds that attack the reader: nothing of what they send moves a cursor, changes a colour or runs anywhere."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.loopback import Answer, FeedServer, item, raw_server, rss
from tests.running import Home

MARKS = "[red]marked[/red] [/b] [link=https://evil.example/]here[/link] :bomb: [@click=quit()]"
ATTACKS = {
    "csi": "\x1b[31mred\x1b[2J\x1b[1;1H",
    "title": "\x1b]0;owned\x07",
    "link": "\x1b]8;;https://evil.example/\x1b\\here\x1b]8;;\x1b\\",
    "clipboard": "\x1b]52;c;cm0gLXJm\x07",
    "device": "\x1bP$q q\x1b\\ \x1b_application\x1b\\ \x1bc \x1b#8",
    "c1": "\x9b31m \x9d0;own\x9c \x90q\x9c \x85",
    "bidi": "\u202egnp.exe \u2066 \u2069 \u200f \u061c",
    "invisible": "\u200b\u00ad\ufeff\u2060",
    "basic": "back\x08\x08\x08\x08 ring\x07 null\x00 \rover\x0b\x0c\x7f",
    "separators": "one\u2028two\u2029three",
    "tags": "\U000e0041\U000e0042",
    "surrogate": "\ud83d",
    "marks": MARKS,
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>",
}
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u00ad\ufeff\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
EVIL = ("evil.example", "javascript:", "owned", "cm0gLXJm", "<script", "onerror")


def json_feed() -> bytes:
    """A JSON Feed with every attack in every place, as JSON can carry any character."""
    items = [
        {
            "id": f"id {attack} {name}",
            "url": f"https://a.example/{name}",
            "title": f"Attack by {name}: {attack} in the headline",
            "summary": f"It came by {name}: {attack} in the summary.",
            "content_html": f'<p>Text {attack}</p><a href="javascript:alert(1)">x</a><script>alert(1)</script>',
            "authors": [{"name": f"Author {attack}"}],
            "tags": [f"tag {attack}"],
            "language": f"en{attack}",
            "date_published": f"2026-11-20T06:00:00Z{attack if name == 'csi' else ''}",
        }
        for name, attack in ATTACKS.items()
    ]
    items.append({"id": "script", "url": "javascript:alert(1)", "title": "A story whose page is a script"})
    items.append(
        {"id": "data", "url": "data:text/html,<script>alert(1)</script>", "title": "A story whose page is data"}
    )
    items.append({"id": "file", "url": "file:///etc/passwd", "title": "A story whose page is a file of yours"})
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"Feed {''.join(ATTACKS.values())}",
        "home_page_url": "javascript:alert(1)",
        "items": items,
    }
    return json.dumps(feed).encode()


def rss_feed() -> bytes:
    """An RSS feed with the attacks raw, as references, and as HTML within XML."""
    raw = "".join(
        f"<item><title>Raw {name} {attack.replace('<', '&lt;')}</title><link>https://b.example/{name}</link></item>"
        for name, attack in ATTACKS.items()
        if name != "surrogate"
    )
    references = (
        "<item><title>Once &#27;[31m &#155;31m &#8238; &#x1b;]0;owned&#7;</title><link>https://b.example/x</link></item>"
        "<item><title>Twice &amp;#27;[31m &amp;#155;31m &amp;#8238; &amp;#x202E;</title>"
        "<description>&lt;b&gt;bold&lt;/b&gt; &amp;#27;[31m &lt;a href=&quot;javascript:alert(1)&quot;&gt;x&lt;/a&gt;"
        "</description><link>javascript:alert(1)</link><guid>javascript:alert(2)</guid></item>"
    )
    head = "<title>\x1b]0;owned\x07 \u202e feed</title><link>javascript:alert(1)</link>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{raw}{references}</channel></rss>'.encode()


@pytest.fixture
def attacked(home: Home, server: FeedServer) -> Iterator[Home]:
    """A store filled by hostile feeds; others move and fail with hostile answers."""
    server.answers["/json"] = Answer(json_feed(), headers={"Content-Type": "application/feed+json"})
    server.answers["/rss"] = Answer(rss_feed(), headers={"Content-Type": "text/xml"})
    charset = b"text/xml; charset=\x1b[31mred\x9b31m"
    body = rss([item("An honest story under a hostile label", "https://a.example/label")])
    moved = server.feed("/moved", [item("An honest story that has moved", "https://a.example/moved")])
    moved_to = moved.encode() + b"#\x1b[31m\xc2\x9b31m\xe2\x80\xae"
    with (
        raw_server(b"HTTP/1.1 500 \x1b[31mred\x9b31m\x1b]0;owned\x07\r\n\r\n") as bad,
        raw_server(b"HTTP/1.1 200 OK\r\nContent-Type: " + charset + b"\r\nConnection: close\r\n\r\n" + body) as label,
        raw_server(b"HTTP/1.1 301 Moved\r\nLocation: " + moved_to + b"\r\nContent-Length: 0\r\n\r\n") as away,
        raw_server(b"HTTP/1.1 301 Moved\r\nLocation: \x1b\x9b31m:\x1b[31m\r\nContent-Length: 0\r\n\r\n") as astray,
    ):
        home.write_feeds(
            {"id": "json", "url": server.url("/json")},
            {"id": "rss", "url": server.url("/rss")},
            {"id": "bad", "url": bad},
            {"id": "label", "url": label},
            {"id": "away", "url": away},
            {"id": "astray", "url": astray},
        )
        fetched = home.spawn("fetch", "--json")
        assert fetched.code == 4
        check_json(fetched.out)
        check(fetched.err)
        assert {feed["id"]: feed["status"] for feed in fetched.json["feeds"]} == {
            "json": "new",
            "rss": "new",
            "bad": "failed",
            "label": "new",
            "away": "new",
            "astray": "failed",
        }
        assert fetched.json["counts"]["new"] >= 2 * len(ATTACKS)
        check(home.spawn("fetch", "--force").out + home.spawn("fetch", "--force", "--plain").out)
        yield home


def check(text: str) -> None:
    """No control, direction or invisible character, and nothing of what the attacks carry."""
    found = FORBIDDEN.search(text)
    assert found is None, repr(text[max(0, found.start() - 60) : found.start() + 20])
    for evil in EVIL:
        assert evil not in text.replace("[link=https://evil.example/]", ""), evil


def check_json(text: str) -> None:
    """The same for every string within."""
    check(text)
    for line in text.splitlines() if text.startswith('{"') else [text]:
        for string in strings(json.loads(line)):
            check(string)


def strings(value: Any) -> Iterator[str]:
    """Every string in a JSON value, keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)


READING = [
    ["digest", "--since", "2000-01-01", "--limit", "0"],
    ["digest", "--since", "2000-01-01", "--limit", "0", "--group-by", "feed"],
    ["list", "--limit", "0"],
    ["search", "attack", "--limit", "0"],
    ["feeds", "list"],
    ["status"],
]
TABLES = [["list", "--limit", "0"], ["search", "attack", "--limit", "0"]]


def ids(home: Home) -> list[str]:
    """Every story's id."""
    return [story["id"] for story in home.run("list", "--json", "--limit", "0").json["stories"]]


def test_nothing_of_it_reaches_text_and_plain_outputs(attacked: Home) -> None:
    for arguments in [*READING, ["show", *ids(attacked)]]:
        for face in ("text", "plain"):
            result = attacked.run(*arguments, "--format", face)
            assert result.code == 0, (arguments, result.err)
            assert result.out
            check(result.out)
            check(result.err)


def test_nothing_of_it_reaches_json(attacked: Home) -> None:
    for arguments in [*READING, ["show", *ids(attacked)]]:
        for face in ("json", "jsonl"):
            result = attacked.run(*arguments, "--format", face)
            assert result.code == 0, (arguments, result.err)
            check_json(result.out)


def test_nothing_of_it_reaches_tables_and_each_story_is_one_line(attacked: Home) -> None:
    for arguments in TABLES:
        for face in ("tsv", "csv"):
            result = attacked.run(*arguments, "--format", face)
            assert result.code == 0
            check(result.out.replace("\r\n", "\n"))
        lines = attacked.run(*arguments, "--format", "tsv").out.splitlines()
        assert len({line.count("\t") for line in lines}) == 1


def test_a_screen_gets_only_what_cfnews_itself_sends(attacked: Home) -> None:
    # Colours, and links to web pages, are ours; everything else would be theirs.
    ours = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^;\x1b\x07]*;(?:https?://[ab]\.example/[!-~]*)?\x1b\\|\r(?=\n)")
    for arguments in [*READING, ["show", *ids(attacked)], ["fetch", "--force"]]:
        result = attacked.on_screen(*arguments, "--no-pager")
        assert result.code == (4 if arguments[0] == "fetch" else 0), result
        assert "\x1b[" in result.out or arguments[0] in ("status", "fetch")
        check(ours.sub("", result.out))
        check(ours.sub("", result.err).replace("\r", "\n"))


def test_markup_of_the_terminal_library_is_shown_as_it_was_written(attacked: Home) -> None:
    for face in ("text", "plain", "tsv"):
        assert "[red]marked[/red] [/b]" in attacked.run("list", "--limit", "0", "-f", face).out
    (story,) = [
        one for one in attacked.run("list", "--json", "--limit", "0").json["stories"] if "by marks" in one["title"]
    ]
    assert MARKS in story["title"]


def test_pages_that_are_no_web_pages_have_no_address(attacked: Home) -> None:
    stories = attacked.run("list", "--json", "--limit", "0").json["stories"]
    without = {story["title"] for story in stories if story["url"] is None}
    assert without >= {
        "A story whose page is a script",
        "A story whose page is data",
        "A story whose page is a file of yours",
    }
    for story in stories:
        assert story["url"] is None or story["url"].startswith(("http://", "https://"))


def test_the_store_itself_holds_none_of_it(attacked: Home) -> None:
    """The store is an interface too: what other programs read of it is as clean."""
    import sqlite3

    with sqlite3.connect(attacked.folder / "cfnews.db") as db:
        for (table,) in db.execute(
            "SELECT name FROM sqlite_master WHERE name IN ('feed', 'entry', 'story')"
        ).fetchall():
            for row in db.execute(f"SELECT * FROM {table}"):  # noqa: S608 - one of three names of our own
                for value in row:
                    if isinstance(value, str):
                        found = FORBIDDEN.search(value)
                        assert found is None, (table, value)
    db.close()


def test_a_feed_of_three_megabytes_is_read_whole(home: Home, server: FeedServer) -> None:
    words = "Inspectors praised the pace of change, but said that more needs to be done. " * 12
    items = [
        item(f"Story number {number} of a very long feed", f"https://a.example/{number}", summary=words)
        for number in range(2800)
    ]
    body = rss(items)
    assert len(body) > 3_000_000
    home.write_feeds({"id": "a", "url": server.feed("/a", body)})
    report = home.run("fetch", "--json").json["feeds"][0]
    assert (report["entries"], report["new"], report["bytes"]) == (2800, 2800, len(body))


@pytest.mark.parametrize("label", ["utf-8", "iso-8859-1", "windows-1252", "us-ascii", ""])
def test_windows_1252_under_whatever_label_is_read_as_it_was_written(
    home: Home, server: FeedServer, label: str
) -> None:
    declaration = f'<?xml version="1.0" encoding="{label}"?>' if label else '<?xml version="1.0"?>'
    text = "The council’s “children’s café” – now open"
    body = f"<item><title>{text}</title><link>https://a.example/1</link></item>"
    document = f'{declaration}<rss version="2.0"><channel><title>t</title>{body}</channel></rss>'
    home.write_feeds({"id": "a", "url": server.feed("/a", document.encode("windows-1252"))})
    home.run("fetch")
    (story,) = home.run("list", "--json").json["stories"]
    assert story["title"] == text


@pytest.mark.parametrize(
    "date",
    [
        "Fri, 31 Feb 2026 07:00:00 GMT",
        "Fri, 20 Nov 9999 07:00:00 GMT",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "0000-00-00T00:00:00Z",
        "the day after tomorrow",
        "2029-11-20T07:00:00Z",
        "9" * 300,
        "",
    ],
)
def test_a_date_that_cannot_be_is_estimated_and_the_story_is_kept(home: Home, server: FeedServer, date: str) -> None:
    entry = f"<item><title>A story of no date</title><link>https://a.example/1</link><pubDate>{date}</pubDate></item>"
    home.write_feeds({"id": "a", "url": server.feed("/a", [entry])})
    assert home.run("fetch", "--json").json["counts"]["new"] == 1
    (story,) = home.run("digest", "--json").json["stories"]
    assert story["published_estimated"] is True
    assert story["first_seen_at"] == "2026-11-20T07:45:00Z"
    assert home.run("digest").code == 0
    assert home.run("list").code == 0
