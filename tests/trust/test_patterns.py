"""No text makes our patterns work without end: eight times as much of it takes about eight times as long."""

import importlib
import pkgutil
import random
import re
import time
from functools import cache

import cfnews
from cfnews.model import RawEntry
from cfnews.normalise.entry import normalise_entry
from cfnews.update.tagging import Tagger
from tests.trust.scale import LONG, record, times
from tests.unit.making import NOW, spec

_ROOMS = ("cfnews.sector", "cfnews.normalise", "cfnews.parse", "cfnews.stories")
_SIGNS = "aA1<&(['\"/.,-é’£%@#:;|"
_SHAPES = ["a ", "1,", "a. ", "<a ", "&#", "1st ", "£1 ", "“a” ", "(a) ", "A B. ", "<p>a", "<b>", "a\n", "\n", "- "]
_SHAPES += ["http://a.b/ ", "[2026] EWFC 1 ", "s.1 ", "20 May 2026 ", "Aa, ", "Aa Bb ", "aa’s ", ", ", " ,", ",."]
_GROWTH = 24  # times, for eight times the length: a square would be 64
_NOTICED = 0.15  # seconds: below that it hurts nobody, and the clock says little


@cache
def parts() -> list[str]:
    """Words that stand in the patterns themselves, and signs: what leads deepest into them."""
    found = {*_SIGNS, *_SHAPES}
    for module in pkgutil.walk_packages(cfnews.__path__, "cfnews."):
        if module.name.startswith(_ROOMS):
            for value in vars(importlib.import_module(module.name)).values():
                if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                    words = set(re.findall(r"[A-Za-z]{2,}", re.sub(r"\\[A-Za-z]", "", value.pattern)))
                    found |= {shape for word in words for shape in (f"{word} ", f"{word.capitalize()} ", f"{word}, ")}
    return sorted(found)


def seconds(part: str, length: int, where: str) -> float:
    """What cleaning and tagging an entry takes whose title or content is this part over and over."""
    text = (part * (length // len(part) + 1))[:length]
    link = "https://a.example/1"
    raw = RawEntry(link=link, title="A report", content=text) if where == "content" else RawEntry(link=link, title=text)
    began = time.perf_counter()
    entry = normalise_entry(raw, feed_name="Outlet", feed_language="en", base="https://a.example/", now=NOW)
    if entry is not None:
        _tagger().tag(spec(), entry)
    return time.perf_counter() - began


@cache
def _tagger() -> Tagger:
    return Tagger(())


def test_no_repetition_takes_more_than_its_share_of_time() -> None:
    seconds("a ", 100, "content")  # what is loaded once
    tried = parts() if LONG else [*_SIGNS, *random.sample(parts(), times(40, 0))]
    worst = 0.0
    for part in tried:
        for where in ("content", "title"):
            taken = seconds(part, 40_000, where)
            worst = max(worst, taken)
            if taken > _NOTICED:
                short = min(seconds(part, 5_000, where) for _ in range(3))
                again = min(taken, seconds(part, 40_000, where))
                assert again < _GROWTH * short, (
                    f"{part!r} as {where}: {again / short:.0f} times for eight times the length"
                )
    record(
        "No feed can hurt the user",
        f"{len(tried)} parts repeated to 40,000 characters: slowest {worst:.2f} s, none square",
    )
