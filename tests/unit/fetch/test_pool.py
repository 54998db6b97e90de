"""Many feeds at once: every host its turn, one request in flight for each, and nothing lost on the way."""

import threading
import time
from collections import Counter
from collections.abc import Sequence

import pytest

from cfnews.fetch.addresses import host_key
from cfnews.fetch.pool import HOST_PAUSE, MOST_OF_A_PUBLISHER, Crew, HostQueue, bridges
from cfnews.model import FeedSpec


def specs(*urls: str) -> list[FeedSpec]:
    """A feed for each address."""
    return [FeedSpec(id=f"feed-{number}", name="A feed", url=url) for number, url in enumerate(urls)]


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.gov.uk/a.atom", "www.gov.uk"),
        ("https://WWW.GOV.UK:443/b.atom", "www.gov.uk"),
        ("http://reader:secret@www.gov.uk/", "www.gov.uk"),
        ("http://127.0.0.1:8001/a", "127.0.0.1:8001"),
        ("http://127.0.0.1:8002/a", "127.0.0.1:8002"),
        ("http://localhost:1/a", "localhost:1"),
        ("file:///a/b.xml", "file:///a/b.xml"),
    ],
)
def test_a_server_is_its_host_and_on_this_machine_its_port(url: str, key: str) -> None:
    assert host_key(url) == key


def test_a_host_has_one_request_in_flight_however_many_threads_there_are() -> None:
    feeds = specs(*[f"http://127.0.0.{host}:1/{number}" for host in (1, 2, 3) for number in range(12)])
    at_once: Counter[str] = Counter()
    most: Counter[str] = Counter()
    lock = threading.Lock()

    def work(spec: FeedSpec, _: HostQueue) -> Sequence[str]:
        host = host_key(spec.url)
        with lock:
            at_once[host] += 1
            most[host] = max(most[host], at_once[host])
        time.sleep(0.003)
        with lock:
            at_once[host] -= 1
        return [spec.id]

    done = [one for some in Crew(feeds, 16, work).results(lambda _: True) for one in some]
    assert sorted(done) == sorted(spec.id for spec in feeds)
    assert set(most.values()) == {1}


def test_hosts_are_asked_at_the_same_time() -> None:
    meeting = threading.Barrier(4)

    def work(spec: FeedSpec, _: HostQueue) -> Sequence[str]:
        meeting.wait(10)  # breaks unless all four are under way together
        return [spec.id]

    feeds = specs(*[f"http://127.0.0.{host}:1/" for host in range(1, 5)])
    assert len([one for some in Crew(feeds, 4, work).results(lambda _: True) for one in some]) == 4


def test_a_slow_host_does_not_hold_up_the_others() -> None:
    others = threading.Event()

    def work(spec: FeedSpec, _: HostQueue) -> Sequence[str]:
        if "127.0.0.9" in spec.url:
            assert others.wait(10)
        elif spec.id == "feed-20":
            others.set()
        return [spec.id]

    feeds = specs("http://127.0.0.9:1/", *[f"http://127.0.0.1:1/{number}" for number in range(20)])
    done = [one for some in Crew(feeds, 2, work).results(lambda _: True) for one in some]
    assert len(done) == 21
    assert done[-1] == "feed-0"


def test_a_public_host_has_a_pause_between_two_requests() -> None:
    times: list[float] = []

    def work(spec: FeedSpec, _: HostQueue) -> Sequence[str]:
        times.append(time.monotonic())
        return [spec.id]

    crew = Crew(specs("https://a.example/1", "https://a.example/2"), 4, work)
    assert len([one for some in crew.results(lambda _: True) for one in some]) == 2
    assert times[1] - times[0] >= HOST_PAUSE * 0.9


def test_feeds_of_a_host_that_is_dropped_are_answered_by_the_one_that_dropped_them() -> None:
    asked: list[str] = []

    def work(spec: FeedSpec, hosts: HostQueue) -> Sequence[str]:
        asked.append(spec.id)
        if "127.0.0.1" not in spec.url:
            return [spec.id]
        return [spec.id, *(other.id for other in hosts.drop_host(spec.url))]

    feeds = specs(*[f"http://127.0.0.{host}:1/{number}" for number in range(5) for host in (1, 2)])
    done = [one for some in Crew(feeds, 3, work).results(lambda _: True) for one in some]
    assert sorted(done) == sorted(spec.id for spec in feeds)
    assert len(asked) == 6  # one of the first host, five of the second


def test_a_host_may_be_dropped_twice_and_one_that_is_not_known() -> None:
    hosts = HostQueue(specs("http://127.0.0.1:1/a", "http://127.0.0.1:1/b"))
    assert [spec.id for spec in hosts.drop_host("http://127.0.0.1:1/a")] == ["feed-0", "feed-1"]
    assert hosts.drop_host("http://127.0.0.1:1/a") == []
    assert hosts.drop_host("http://elsewhere.example/") == []
    assert hosts.take() is None


def test_nothing_is_handed_out_after_the_close() -> None:
    hosts = HostQueue(specs("http://127.0.0.1:1/a", "http://127.0.0.2:1/b"))
    assert hosts.take() is not None
    hosts.close()
    assert hosts.take() is None


def test_a_thread_that_waits_for_a_host_ends_with_the_close() -> None:
    hosts = HostQueue(specs("http://127.0.0.1:1/a", "http://127.0.0.1:1/b"))
    hosts.take()
    found: list[FeedSpec | None] = []
    waiting = threading.Thread(target=lambda: found.append(hosts.take()), daemon=True)
    waiting.start()
    hosts.close()
    waiting.join(5)
    assert found == [None]


def test_a_tick_that_says_no_ends_the_waiting() -> None:
    release = threading.Event()

    def work(spec: FeedSpec, _: HostQueue) -> Sequence[str]:
        release.wait(10)
        return [spec.id]

    answers = iter([True, False])
    assert list(Crew(specs("http://127.0.0.1:1/a"), 1, work).results(lambda _: next(answers))) == []
    release.set()


def test_no_feeds_are_no_work() -> None:
    assert [one for some in Crew([], 4, lambda spec, _: [spec.id]).results(lambda _: True) for one in some] == []


def test_a_port_of_this_machine_with_more_feeds_than_a_publisher_has_is_a_bridge() -> None:
    few = [FeedSpec(id=f"a{n}", name="A", url=f"http://127.0.0.1:1000/{n}") for n in range(MOST_OF_A_PUBLISHER)]
    many = [FeedSpec(id=f"b{n}", name="B", url=f"http://127.0.0.1:2000/{n}") for n in range(MOST_OF_A_PUBLISHER + 1)]
    far = [FeedSpec(id=f"c{n}", name="C", url=f"https://c.example/{n}") for n in range(MOST_OF_A_PUBLISHER + 1)]
    assert bridges([*few, *many, *far]) == {"127.0.0.1:2000"}
