"""Lists of other readers: OPML both ways, newsboat's urls."""

import pytest

from cfnews.catalogue.lists import MOST, read_list
from cfnews.catalogue.opml import write_opml
from cfnews.catalogue.subscriptions import IllFormed, Subscription, one_line, sort_out
from cfnews.digest import SECTION_NAMES
from cfnews.model import FeedSpec

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0"><head><title>x</title></head>\n'


def opml(outlines: str) -> bytes:
    return f"{HEAD}<body>\n{outlines}\n</body></opml>".encode()


def brought(body: bytes, *own: FeedSpec) -> list[FeedSpec]:
    return sort_out(read_list(body, "list"), own, SECTION_NAMES, lambda _: False).feeds


def reasons(body: bytes, *own: FeedSpec) -> list[str]:
    return [
        one.reason for one in sort_out(read_list(body, "list"), own, SECTION_NAMES, lambda url: "10." in url).left_out
    ]


def test_folders_are_sections_where_they_name_one_and_else_tags() -> None:
    body = opml(
        """<outline text="Work"><outline text="Government &amp; regulators"/><outline title="law">
        <outline title="Courts" type="rss" xmlUrl="https://a.example/f" htmlUrl="https://a.example/"
                 category="/x/y,daily"/>
        </outline></outline>
        <outline text="Alone" xmlurl="feed://b.example/f"/>"""
    )
    first, second = brought(body)
    assert first == FeedSpec(
        id="courts",
        name="Courts",
        url="https://a.example/f",
        homepage="https://a.example/",
        section="law",
        tags=("Work", "x/y", "daily"),
    )
    assert (second.name, second.url, second.section) == ("Alone", "http://b.example/f", "news")


def test_what_is_exported_brings_its_sections_and_tags_back() -> None:
    feeds = [
        FeedSpec(
            id="a", name='A & "B" <c>', url="https://a.example/?x=1&y=2", section="parliament", tags=("one", "two")
        ),
        FeedSpec(id="b", name="B", url="https://b.example/", section="nations", homepage="https://b.example/"),
    ]
    text = write_opml(feeds, SECTION_NAMES, "Fri, 20 Nov 2026 07:45:00 +0000", secrets=False)
    again = brought(text.encode())
    assert [(one.name, one.url, one.section, one.tags, one.homepage) for one in again] == [
        (one.name, one.url, one.section, one.tags, one.homepage) for one in feeds
    ]
    assert brought(text.encode(), *feeds) == []


def test_secrets_stay_at_home_and_do_not_come_back_masked() -> None:
    feeds = [FeedSpec(id="a", name="A", url="https://me:word@a.example/f?token=abc")]
    hidden, shown = (write_opml(feeds, SECTION_NAMES, "", secrets=secrets) for secrets in (False, True))
    assert "word" not in hidden and "abc" not in hidden and "me:word@" in shown and "token=abc" in shown
    assert reasons(hidden.encode(), *feeds) == ["it is there already: a"]
    assert reasons(hidden.encode()) == ["its address was exported without what is secret in it"]


def test_what_is_no_feed_to_ask_for_is_left_out_with_its_reason() -> None:
    body = opml(
        """<outline text="a" type="rss"/><outline text="b" xmlUrl="javascript:alert(1)"/>
        <outline text="c" xmlUrl="file:///etc/passwd"/><outline text="d" xmlUrl="http://10.0.0.1/f"/>
        <outline text="off" isComment="true"><outline text="e" xmlUrl="https://e.example/"/></outline>
        <outline text="f" xmlUrl="https://f.example/"/><outline text="f2" xmlUrl="http://www.f.example"/>
        <outline text="link" type="link" url="https://g.example/"/>"""
    )
    assert [spec.name for spec in brought(body)] == ["d", "f"]
    assert reasons(body) == [
        "it has no address",
        "its address is none of http or https",
        "it is a file of one machine: add it by hand",
        "it leads into a private network: --allow-private takes it",
        "it is commented out",
        "it is there already: f-f",
    ]


def test_titles_are_one_line_without_what_cannot_be_seen() -> None:
    assert one_line(" a\n\tb\u202ec\x1b[31m\ud800 ") == "a bc[31m"
    assert len(one_line("x" * 10_000_000)) == 120


def test_newsboats_urls_bring_titles_and_tags() -> None:
    body = b'# mine\r\nhttps://a.example/f "law" "far away" "~A \\"paper\\"" "!"\n\n  https://b.example/f\texec\n'
    assert read_list(body, "urls") == [
        Subscription(2, "https://a.example/f", 'A "paper"', tags=("law", "far away")),
        Subscription(4, "https://b.example/f", tags=("exec",)),
    ]
    assert brought(body)[0].section == "law" and brought(body)[0].tags == ("far away",)


def test_newsboats_programs_are_not_run_and_its_searches_are_no_feeds() -> None:
    body = b'"exec:~/bin/x.py"\nfilter:~/x:https://a.example/\n"query:All:unread = \\"yes\\""\n'
    assert [bool(one.refused) for one in read_list(body, "urls")] == [True] * 3
    assert brought(body) == []


BOMB = '<!DOCTYPE o [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><opml><body><outline text="&b;" xmlUrl="https://a/"/></body></opml>'
OUTSIDE = '<!DOCTYPE o [<!ENTITY a SYSTEM "file:///etc/passwd">]><opml><body><outline text="&a;"/></body></opml>'
DEEP = opml("<outline text='x'>" * 5000 + "</outline>" * 5000)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (BOMB.encode(), "line 1, column .*declares"),
        (OUTSIDE.encode(), "line 1, column .*declares"),
        (b'<!DOCTYPE opml SYSTEM "https://a.example/x.dtd"><opml><body/></opml>', "declares"),
        (DEEP, "line 4, column .*100 outlines"),
        (opml("<outline text='a & b'/>"), "line 4, column 19: "),
        (opml("")[:-5], "line 5, column 8: "),
        (b"<opml version='1.0'><head/></opml>", "no body"),
        (b"<rss><channel/></rss>", "line 1, column 1: it is no OPML"),
        (opml("<outline text='\x00'/>"), "line 4, column "),
        (
            opml("<outline text='\udcff'/>".encode("utf-8", "surrogateescape").decode("latin-1")).replace(
                "ÿ".encode(), b"\xff"
            ),
            "line 4",
        ),
        (b'<?xml version="1.0" encoding="utf-7"?><opml><body/></opml>', "line 1, column"),
        (b'<?xml version="1.0" encoding="no-such"?><opml><body/></opml>', "line 1, column"),
        (b"\n\n  <?xml version='1.0'?>\n<opml><body>&no;</body></opml>", "line 4, column 13"),
        (b"", "line 1, column 1"),
        (b"hello there\n", "line 1, column 1: no address"),
        (b'https://a.example/ "tag\n', "line 1, column 19: a quotation mark"),
        (b"# x\nhttps://a.example/\x00\n", "line 2, column 19: no text"),
        (b"# x\nhttps://a.example/ \xff\n", "line 2, column 20: no UTF-8"),
        (b"x" * (MOST + 1), "larger than 10 MB"),
    ],
)
def test_a_list_that_is_not_well_formed_brings_nothing_and_says_where(body: bytes, words: str) -> None:
    with pytest.raises(IllFormed, match=words) as caught:
        read_list(body, "list")
    assert caught.value.exit_code == 3


def test_five_megabytes_are_read() -> None:
    line = '<outline text="a feed of many" type="rss" xmlUrl="https://a{}.example/feed/"/>\n'
    body = opml("".join(line.format(number) for number in range(60_000)))
    assert len(body) > 4_500_000
    feeds = brought(body)
    assert len({spec.id for spec in feeds}) == 60_000


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_encodings_are_read_as_they_are_declared(encoding: str) -> None:
    declared = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{declared}"?><opml><body><outline text="Café" xmlUrl="https://a.example/"/></body></opml>'
    assert brought(text.encode(encoding))[0].name == "Café"
