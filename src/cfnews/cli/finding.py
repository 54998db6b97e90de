"""Finding feeds as commands do it: what may be asked, what is said of what was found, and errors with exit codes."""

import shlex
from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

import msgspec

from cfnews.catalogue.addresses import is_masked, typed_address
from cfnews.cli.world import World
from cfnews.errors import CfnewsError, NothingMatched, NothingReachable, WrongUsage
from cfnews.masking import without_secrets
from cfnews.reports import Candidate
from cfnews.times import spoken_time

if TYPE_CHECKING:
    from cfnews.model import Problem
    from cfnews.update.discovering import Discovered

_UNREACHED = ("unreachable", "no_network", "timeout", "deadline", "tls")


def address_of(words: str, *, private_allowed: bool) -> str:
    """The address that a reader typed. Raises WrongUsage if it is none, or leads into a private network unasked."""
    from cfnews.fetch.addresses import names_private

    url = typed_address(words)
    if url is None:
        raise WrongUsage(f"{words!r} is no address of a feed or a page", "such as https://www.example.org/news/")
    if is_masked(url):
        raise WrongUsage(f"{url} lacks what is secret in it", "give the whole address, as its publisher wrote it")
    if not private_allowed and not url.startswith("file:") and names_private(url):
        raise WrongUsage(f"{url} leads into a private network", "add --allow-private if that is what you want")
    return url


def find(world: World, url: str, *, private_allowed: bool) -> "Discovered":
    """What an address leads to. Raises NothingReachable if no server answers, NothingMatched if there is no feed."""
    from cfnews.cli.refreshing import catalogue_with_flags, listen_for_the_end
    from cfnews.update.discovering import discover

    listen_for_the_end()
    found = discover(url, catalogue_with_flags(world).settings, world.now, private_allowed=private_allowed)
    if not found.candidates:
        raise _nothing(url, found.problem)
    return found


def _nothing(url: str, trouble: "Problem | None") -> CfnewsError:
    if trouble is None or trouble.code == "not_a_feed":
        return NothingMatched(f"no feed was found at {url}", "look on the site for the word RSS, and give that address")
    if trouble.code in _UNREACHED:
        return NothingReachable(f"{url}: {trouble.message}", "try again, or add it unasked with --offline")
    return NothingMatched(f"{url}: {trouble.message}", trouble.hint)


def without_secret(one: Candidate) -> Candidate:
    """A feed that was found, as it may be shown."""
    error = one.error and msgspec.structs.replace(one.error, message=without_secrets(one.error.message))
    return msgspec.structs.replace(one, url=without_secrets(one.url), error=error)


def candidate_lines(candidates: Iterable[Candidate], now: datetime, zone: tzinfo) -> Iterator[str]:
    """Each candidate with its title, its newest item and the command that adds it."""
    for one in candidates:
        yield one.title or "(no title)"
        if one.error is not None:
            yield f"  it does not answer as a feed: {one.error.message}"
        elif one.newest_title is not None:
            when = f", {spoken_time(one.newest_at, now, zone)}" if one.newest_at else ""
            yield f"  newest: {one.newest_title}{when}"
        elif one.entries == 0:
            yield "  nothing is in it yet"
        yield f"  cfnews feeds add {shlex.quote(one.url)}"
