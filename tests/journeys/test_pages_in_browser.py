"""Pages in a real browser: axe finds nothing, nothing is said on the console, and no request leaves the page.

Needs Chromium, and axe-core in node_modules of this checkout or of npm's own folder: npm install axe-core.
"""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from cfnews.render import as_html, timeline_html, whole_html
from tests.loopback import Answer, FeedServer
from tests.unit.render.editions import HOSTILE, LONDON, NOW, detail, edition, hostile_story, story
from tests.unit.render.test_pages import _timeline

_BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_ROOTS = (Path(__file__).resolve().parents[2] / "node_modules", Path("/usr/local/lib/node_modules"))
_NAMED = os.environ.get("AXE_CORE")
_AXE = next(
    (
        path
        for path in (*([Path(_NAMED)] if _NAMED else []), *(root / "axe-core/axe.min.js" for root in _ROOTS))
        if path.is_file()
    ),
    None,
)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(_BROWSER is None, reason="there is no Chromium here"),
]
_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-logging=stderr",
    "--v=0",
    "--virtual-time-budget=20000",
]
_SCHEMES = {"light": "1", "dark": "0"}
_FRAMES = """<!DOCTYPE html><html lang="en"><title>t</title><body><pre id="told">waiting</pre><script>
async function look(width) {
  const frame = document.createElement("iframe");
  frame.width = width; frame.height = 800; frame.src = "/bare.html";
  document.body.append(frame);
  await new Promise(done => frame.onload = done);
  const page = frame.contentDocument, script = page.createElement("script");
  script.src = "/axe.js";
  page.head.append(script);
  await new Promise(done => script.onload = done);
  const found = await frame.contentWindow.axe.run(page);
  const dark = frame.contentWindow.matchMedia("(prefers-color-scheme: dark)").matches;
  const root = page.documentElement;
  return {width, dark, over: root.scrollWidth - root.clientWidth, checked: found.passes.length,
          violations: found.violations.map(one => one.id + ": " + one.nodes[0].html)};
}
(async () => {
  const told = [];
  try { for (const width of [390, 1280]) told.push(await look(width)); } catch (error) { told.push(String(error)); }
  document.getElementById("told").textContent = JSON.stringify(told).replaceAll("<", "(");
})();
</script></body></html>"""

PAGES: dict[str, Callable[[], str]] = {
    "digest": lambda: as_html.write(
        edition(*(hostile_story(text, at) for at, text in enumerate(HOSTILE)), story(section="law"))
    ),
    "search": lambda: as_html.write(edition(story(), by="none", name="search")),
    "story": lambda: whole_html.write([detail(story())], NOW, LONDON, ["A note."]),
    "timeline": lambda: timeline_html.write(_timeline(), ["A note."]),
}


def _seen(server: FeedServer, path: str, folder: Path, scheme: str = "light") -> tuple[str, list[str]]:
    """The page as the browser has it at last, and what it said on the console."""
    assert _BROWSER is not None
    settings = f"--blink-settings=preferredColorScheme={_SCHEMES[scheme]}"
    command = [_BROWSER, *_FLAGS, settings, f"--user-data-dir={folder / 'profile'}", "--dump-dom", server.url(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True, env=dict(os.environ))
    return done.stdout, re.findall(r"^.*CONSOLE.*$", done.stderr, re.MULTILINE)


def _serve(server: FeedServer, path: str, body: str, kind: str = "text/html; charset=utf-8") -> None:
    server.answers[path] = Answer(body.encode(), headers={"Content-Type": kind})


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_for_nothing_and_says_nothing(name: str, server: FeedServer, tmp_path: Path) -> None:
    _serve(server, "/page.html", PAGES[name]())
    shown, said = _seen(server, "/page.html", tmp_path)
    assert "</html>" in shown
    assert said == []
    assert [request.path for request in server.log] == ["/page.html"]


@pytest.mark.skipif(_AXE is None, reason="axe-core is not here: npm install axe-core")
@pytest.mark.parametrize("scheme", _SCHEMES)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_at_the_width_of_a_phone_and_of_a_desk(
    name: str, scheme: str, server: FeedServer, tmp_path: Path
) -> None:
    assert _AXE is not None
    bare = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", PAGES[name]())  # so that axe may run
    _serve(server, "/bare.html", bare)
    _serve(server, "/axe.js", _AXE.read_text("utf-8"), "text/javascript")
    _serve(server, "/frames.html", _FRAMES)
    shown, _ = _seen(server, "/frames.html", tmp_path, scheme)
    found = re.search(r'<pre id="told">(.*?)</pre>', shown, re.DOTALL)
    assert found
    told = json.loads(found[1].replace("&amp;", "&").replace("&gt;", ">"))
    assert [one["width"] for one in told] == [390, 1280]
    assert all(one["dark"] == (scheme == "dark") and one["checked"] > 10 for one in told)
    assert [(one["over"], one["violations"]) for one in told] == [(0, []), (0, [])]
