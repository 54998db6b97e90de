"""A published site in a real browser: the search finds stories, nothing is said on the console, no request leaves.

Needs Chromium, and axe-core as `test_pages_in_browser` does.
"""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from cfnews.site.building import build
from cfnews.site.folder import put
from cfnews.story import Event, Place
from tests.journeys.test_pages_in_browser import _AXE, _BROWSER, _FLAGS, _FRAMES, _SCHEMES, _seen
from tests.loopback import Answer, FeedServer
from tests.unit.render.editions import HOSTILE
from tests.unit.site.sites import hostile, many, material, told

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(_BROWSER is None, reason="there is no Chromium here"),
]
_KINDS = {".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript"}
_LEEDS = told(
    7001,
    title="Gŵyl visitors praise a family hub’s opening",
    places=[Place("E08000035", "leeds", "Leeds")],
    events=[Event("monitoring_visit", "E08000035", None, None, None, "2026-11", 2, "")],
)
_PAGES = (
    "index.html",
    "day/2026-11-19.html",
    "topic/kinship.html",
    "place/leeds.html",
    "days.html",
    "places.html",
    "search.html",
)


@pytest.fixture(scope="module")
def site() -> dict[str, bytes]:
    """A site of plain and of hostile stories."""
    return build(material([_LEEDS, *many(70, days=3), *hostile()])).files


def serve(server: FeedServer, files: dict[str, bytes], *, bare: bool = False) -> None:
    """Serves the site in a folder of its own; `bare` pages have no policy, so that axe may run."""
    for path, body in files.items():
        if bare and path.endswith(".html"):
            body = re.sub(rb'<meta http-equiv="Content-Security-Policy"[^>]*>', b"", body)  # noqa: PLW2901
        kind = _KINDS.get(Path(path).suffix, "application/octet-stream")
        server.answers[f"/news/{path}"] = Answer(body, headers={"Content-Type": kind})


def asked(server: FeedServer) -> set[str]:
    """The paths that the browser asked for."""
    return {request.path.partition("?")[0] for request in server.log}


def searched(query: str, site: dict[str, bytes], server: FeedServer, folder: Path) -> tuple[str, list[str]]:
    """The search page with this query as the browser has it at last, and what it said on the console."""
    serve(server, site)
    path = f"/news/search.html?q={query}"
    server.answers[path] = server.answers["/news/search.html"]
    return _seen(server, path, folder)


@pytest.mark.parametrize("page", _PAGES)
def test_a_page_loads_the_sites_own_files_alone_and_says_nothing(
    page: str, site: dict[str, bytes], server: FeedServer, tmp_path: Path
) -> None:
    serve(server, site)
    shown, said = _seen(server, f"/news/{page}", tmp_path)
    assert "</html>" in shown and said == []
    own = {"/news/style.css", f"/news/{page}"}
    if page == "search.html":
        own |= {f"/news/{path}" for path in site if path.endswith(".js")}
    assert asked(server) == own


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("visitors+hub", 1),
        ("VISITORS+gwyl+leed", 1),
        ("%22family+hubs+opening%22", 1),
        ("%22opening+family%22+visitors", 0),
        ("visitors+-leeds", 0),
        ("nothing-like-it", 0),
        ("courier+place+12", 5),
        ("family+hub", 84),
    ],
)
def test_the_search_finds_a_story_by_its_words(
    query: str, number: int, site: dict[str, bytes], server: FeedServer, tmp_path: Path
) -> None:
    shown, said = searched(query, site, server, tmp_path)
    told_of = re.search(r'<p class="note" id="told" role="status">([^<]*)</p>', shown)
    assert told_of and said == []
    found = int((re.match(r"\d+", told_of[1]) or ["0"])[0])
    assert (found, shown.count("<article>")) == (number, min(number, 50)), told_of[1]
    if number == 1:
        assert 'href="https://courier.example/7001"' in shown and 'href="place/leeds.html"' in shown
        assert 'href="day/2026-11-19_2.html#s-k000007001"' in shown or "#s-k000007001" in shown


@pytest.mark.parametrize(
    "query", ["script+alert", "svg", "link", "%3Cimg+src%3Dx+onerror%3Dalert(1)%3E", "%22%3C%2Fscript%3E"]
)
def test_no_word_of_a_story_or_of_a_query_runs_in_the_search(
    query: str, site: dict[str, bytes], server: FeedServer, tmp_path: Path
) -> None:
    shown, said = searched(query, site, server, tmp_path)
    assert said == [] and not re.search(r"<(svg|img|iframe)\b", shown)
    assert set(re.findall(r"<script([^>]*)>", shown)) == {
        f' src="{path}" defer=""' for path in site if path.endswith(".js")
    }
    assert not re.search(r'href="(?!https?:|data:,|[a-z0-9_./-]+(?:#s-\w+)?"|#main")', shown)


def test_the_search_works_on_a_share_without_a_server(site: dict[str, bytes], tmp_path: Path) -> None:
    put(tmp_path / "site", site)
    assert _BROWSER is not None
    address = f"{(tmp_path / 'site/search.html').as_uri()}?q=visitors"
    command = [_BROWSER, *_FLAGS, f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", address]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True, env=dict(os.environ))
    assert ">1 story.<" in done.stdout and "CONSOLE" not in done.stderr


@pytest.mark.skipif(_AXE is None, reason="axe-core is not here: npm install axe-core")
@pytest.mark.parametrize("scheme", _SCHEMES)
@pytest.mark.parametrize("page", [*_PAGES, "search.html?q=hub"])
def test_axe_finds_nothing_at_the_width_of_a_phone_and_of_a_desk(
    page: str, scheme: str, site: dict[str, bytes], server: FeedServer, tmp_path: Path
) -> None:
    assert _AXE is not None and len(HOSTILE) > 20
    serve(server, site, bare=True)
    server.answers["/axe.js"] = Answer(_AXE.read_bytes(), headers={"Content-Type": "text/javascript"})
    server.answers[f"/news/{page}"] = server.answers[f"/news/{page.partition('?')[0]}"]
    frames = _FRAMES.replace("/bare.html", f"/news/{page}").encode()
    server.answers["/frames.html"] = Answer(frames, headers={"Content-Type": "text/html; charset=utf-8"})
    shown, _ = _seen(server, "/frames.html", tmp_path, scheme)
    found = re.search(r'<pre id="told">(.*?)</pre>', shown, re.DOTALL)
    assert found
    looked = json.loads(found[1].replace("&amp;", "&").replace("&gt;", ">"))
    assert [one["width"] for one in looked] == [390, 1280]
    assert all(one["dark"] == (scheme == "dark") and one["checked"] > 10 for one in looked)
    assert [(one["over"], one["violations"]) for one in looked] == [(0, []), (0, [])]
