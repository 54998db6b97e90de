"""Which pages a site allows: its robots.txt is asked for once a run, believed for a day, and what its failure means."""

import gzip
import threading

import pytest
import requests

from cfnews.fetch.permission import RobotsFile
from tests.journeys.contract import resolve_examples
from tests.loopback import Answer, FeedServer, Request, raw_server
from tests.unit.fetch.visiting import CLOSED, NOW, STORY, Visitor, moved, page, paths, site


def test_a_page_that_the_site_closes_is_not_asked_for(visitor: Visitor, server: FeedServer) -> None:
    server.answers["/robots.txt"] = CLOSED
    found = visitor.get(page(server, "/closed"))
    assert found.problem is not None
    assert (found.problem.code, found.problem.retryable, found.reached) == ("robots", False, True)
    assert "robots.txt" in found.problem.message
    assert paths(server) == ["/robots.txt"]


def test_rules_for_us_by_name_go_before_those_for_all(visitor: Visitor, server: FeedServer) -> None:
    server.answers["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /\n\nUser-agent: cfnews\nDisallow: /drafts/\n")
    assert visitor.get(page(server, "/story")).body == STORY
    assert visitor.code(page(server, "/drafts/1")) == "robots"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_a_site_without_a_file_closes_nothing(visitor: Visitor, server: FeedServer, status: int) -> None:
    server.answers["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /\n", status)
    assert visitor.get(page(server, "/story")).body == STORY
    assert visitor.robots.fetched() == [RobotsFile(site(server), NOW, status, b"")]


@pytest.mark.parametrize(("status", "code"), [(500, "http_5xx"), (503, "http_5xx"), (429, "rate_limited")])
def test_a_site_that_fails_allows_nothing_for_now_and_says_for_how_long(
    visitor: Visitor, server: FeedServer, status: int, code: str
) -> None:
    server.answers["/robots.txt"] = Answer(status=status, headers={"Retry-After": "90"})
    found = visitor.get(page(server, "/story"))
    assert found.problem is not None
    assert (found.problem.code, found.problem.retryable, found.retry_after) == (code, True, 90.0)
    assert paths(server) == ["/robots.txt"]
    assert visitor.robots.fetched() == [RobotsFile(site(server), NOW, status, b"")]


def test_a_site_whose_file_does_not_come_allows_nothing_for_now(server: FeedServer) -> None:
    visitor = Visitor(timeout=0.3)
    server.answers["/robots.txt"] = Answer(silent=1.0)
    url = page(server, "/story")
    assert [visitor.code(url), visitor.code(url)] == ["timeout", "timeout"]
    assert paths(server) == ["/robots.txt"]
    assert visitor.robots.fetched() == [RobotsFile(site(server), NOW, None, b"")]


def test_a_file_that_drips_is_left_after_the_time_of_one_answer(server: FeedServer) -> None:
    visitor = Visitor(timeout=0.5, total_timeout=20.0)
    server.answers["/robots.txt"] = Answer(b"#" * 100, drip=0.1)
    found = visitor.get(page(server, "/story"))
    assert found.problem is not None
    assert found.problem.code == "timeout"
    assert found.elapsed < 8  # the drops last ten seconds


def test_a_page_whose_own_time_runs_out_says_nothing_of_the_site(server: FeedServer) -> None:
    visitor = Visitor(timeout=3.0, total_timeout=0.3)
    server.answers["/robots.txt"] = Answer(silent=1.0)
    assert visitor.code(page(server, "/story")) == "deadline"
    assert visitor.robots.fetched() == []


def test_the_time_of_the_page_runs_on_while_the_site_is_asked(server: FeedServer) -> None:
    visitor = Visitor(timeout=2.0, total_timeout=1.0)
    server.answers["/robots.txt"] = Answer(silent=0.7)
    server.answers["/story"] = Answer(STORY, silent=0.7)
    assert visitor.code(server.url("/story")) == "deadline"
    assert paths(server) == ["/robots.txt", "/story"]


def test_a_file_with_an_early_answer_before_it_is_as_none() -> None:
    with raw_server(
        b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
    ) as url:
        assert Visitor().code(url) == "unreachable"


def test_a_file_behind_redirects_counts_for_the_site_that_was_asked(
    visitor: Visitor, server: FeedServer, other: FeedServer
) -> None:
    moved(server, "/robots.txt", "/r", 301)
    moved(server, "/r", other.url("/robots.txt"))
    other.answers["/robots.txt"] = CLOSED
    assert visitor.code(page(server, "/closed")) == "robots"
    assert visitor.get(page(server, "/open")).body == STORY
    assert visitor.code(page(other, "/closed")) == "robots"
    assert (len(server.asked("/robots.txt")), len(other.asked("/robots.txt"))) == (1, 1)
    assert {file.host: file.body for file in visitor.robots.fetched()} == dict.fromkeys(
        (site(server), site(other)), CLOSED.body
    )


def test_a_file_elsewhere_than_at_its_usual_place_counts_only_for_the_site_that_leads_there(
    visitor: Visitor, server: FeedServer, other: FeedServer
) -> None:
    moved(server, "/robots.txt", other.url("/rules"))
    other.answers["/rules"] = CLOSED
    assert visitor.code(page(server, "/closed")) == "robots"
    assert visitor.get(page(other, "/closed")).body == STORY


@pytest.mark.parametrize("target", ["/robots.txt", "ftp://127.0.0.1/robots.txt"])
def test_redirects_without_end_or_to_no_web_page_are_as_no_file(
    visitor: Visitor, server: FeedServer, target: str
) -> None:
    moved(server, "/robots.txt", target)
    assert visitor.get(page(server, "/story")).body == STORY
    assert len(server.asked("/robots.txt")) == (6 if target == "/robots.txt" else 1)


def test_five_redirects_of_the_file_are_followed(visitor: Visitor, server: FeedServer) -> None:
    moved(server, "/robots.txt", "/r1")
    for hop in range(1, 5):
        moved(server, f"/r{hop}", f"/r{hop + 1}")
    server.answers["/r5"] = CLOSED
    assert visitor.code(page(server, "/closed")) == "robots"


def test_a_site_is_asked_once_for_all_its_pages(visitor: Visitor, server: FeedServer) -> None:
    server.answers["/robots.txt"] = CLOSED
    for number in range(5):
        assert visitor.get(page(server, f"/{number}")).body == STORY
    assert len(server.asked("/robots.txt")) == 1
    assert visitor.robots.fetched() == [RobotsFile(site(server), NOW, 200, CLOSED.body)]


def test_a_site_is_asked_once_by_all_threads(visitor: Visitor, server: FeedServer) -> None:
    server.answers["/robots.txt"] = Answer(CLOSED.body, silent=0.2)
    urls = [page(server, f"/{number}") for number in range(8)]
    codes: list[str] = []
    threads = [threading.Thread(target=lambda url=url: codes.append(visitor.code(url))) for url in urls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert codes == [""] * 8
    assert len(server.asked("/robots.txt")) == 1


def test_a_file_of_the_day_is_believed_and_an_older_one_is_not(server: FeedServer) -> None:
    url = page(server, "/closed")
    for age, code, asked in ((60, "robots", 0), (86_399, "robots", 0), (86_400, "", 1), (-60, "", 1)):
        server.log.clear()
        visitor = Visitor(RobotsFile(site(server), NOW - age, 200, CLOSED.body))
        assert (visitor.code(url), len(server.asked("/robots.txt"))) == (code, asked), age
        assert len(visitor.robots.fetched()) == asked


@pytest.mark.parametrize(("status", "code"), [(None, "unreachable"), (503, "http_5xx"), (429, "rate_limited")])
def test_a_failure_is_believed_for_an_hour(server: FeedServer, status: int | None, code: str) -> None:
    url = page(server, "/story")
    assert Visitor(RobotsFile(site(server), NOW - 3599, status, b"")).code(url) == code
    assert server.log == []
    assert Visitor(RobotsFile(site(server), NOW - 3600, status, b"")).get(url).body == STORY


def test_of_a_long_file_the_beginning_counts_up_to_its_last_whole_line(visitor: Visitor, server: FeedServer) -> None:
    head = b"User-agent: *\nDisallow: /closed\n"
    line = b"Disallow: /abcdefghijklmnopqrstuvwxyz/\n"
    server.answers["/robots.txt"] = Answer(head + line * 50_000, headers={"Content-Type": "text/plain"})
    assert visitor.code(page(server, "/closed")) == "robots"
    assert visitor.get(page(server, "/abc")).body == STORY
    [file] = visitor.robots.fetched()
    assert file.status == 200
    assert file.body.endswith(line.removesuffix(b"\n"))
    assert 500 * 1024 - len(line) <= len(file.body) <= 500 * 1024


def test_a_packed_file_is_unpacked_and_no_further_than_it_is_read(visitor: Visitor, server: FeedServer) -> None:
    bomb = gzip.compress(CLOSED.body + b"#\n" * 10_000_000)
    server.answers["/robots.txt"] = Answer(bomb, headers={"Content-Encoding": "gzip"})
    assert visitor.code(page(server, "/closed")) == "robots"
    assert len(visitor.robots.fetched()[0].body) <= 500 * 1024


def test_a_page_in_the_place_of_the_file_closes_nothing(visitor: Visitor, server: FeedServer) -> None:
    page(server, "/robots.txt")
    assert visitor.get(page(server, "/story")).body == STORY


@pytest.mark.parametrize(("words", "seconds"), [("5", 5.0), ("0.5", 0.5), ("3600", 30.0), ("soon", 0.0), ("-1", 0.0)])
def test_the_delay_that_a_site_asks_for_is_told_up_to_half_a_minute(
    visitor: Visitor, server: FeedServer, words: str, seconds: float
) -> None:
    server.answers["/robots.txt"] = Answer(f"User-agent: *\nCrawl-delay: {words}\n".encode())
    url = page(server, "/story")
    assert visitor.robots.delay(url) == 0.0  # not known yet, and not asked for
    assert server.log == []
    visitor.get(url)
    assert visitor.robots.delay(url) == seconds


@pytest.mark.parametrize("url", ["http://[::1", "http://127.0.0.1:999999/", "ftp://127.0.0.1/", ""])
def test_what_is_no_address_has_asked_for_nothing(visitor: Visitor, url: str) -> None:
    assert (visitor.robots.delay(url), visitor.robots.retry_after(url)) == (0.0, None)


def test_two_names_of_one_machine_are_two_sites(
    visitor: Visitor, server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolve_examples(monkeypatch)

    def by_name(request: Request) -> Answer:
        return CLOSED if request.headers["host"].startswith("shut.example") else Answer(status=404)

    server.answers["/robots.txt"] = by_name
    page(server, "/closed")
    codes = [visitor.code(server.url("/closed", name)) for name in ("shut.example", "open.example", "SHUT.example")]
    assert codes == ["robots", "", "robots"]
    assert [file.host for file in visitor.robots.fetched()] == [
        f"http://{name}.example:{server.port}" for name in ("shut", "open")
    ]


def test_a_site_is_named_with_its_port_in_the_store_and_asked_without_the_usual_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def answer(_: object, address: str, __: object) -> object:
        asked.append(address)
        raise requests.ConnectionError("refused")

    monkeypatch.setattr("cfnews.fetch.permission.ask_once", answer)
    visitor = Visitor()
    for url in ("https://a.example/1", "https://a.example:443/2", "http://a.example/3", "http://[2001:db8::1]:8080/4"):
        assert visitor.code(url) == "unreachable"
    assert asked == [
        "https://a.example/robots.txt",
        "http://a.example/robots.txt",
        "http://[2001:db8::1]:8080/robots.txt",
    ]
    assert [file.host for file in visitor.robots.fetched()] == [
        "https://a.example:443",
        "http://a.example:80",
        "http://[2001:db8::1]:8080",
    ]
