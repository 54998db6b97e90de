"""What a refresh needs to know, and the words by which it knows that nobody was reached."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from cfnews.model import Catalogue, FeedSpec
from cfnews.update.schedule import Ask

UNREACHED = ("unreachable", "no_network")


class Job(NamedTuple):
    """The catalogue, the feeds chosen from it, and how they are to be asked; `environment` may hold credentials."""

    catalogue: Catalogue
    chosen: Sequence[FeedSpec]
    ask: Ask
    now: datetime
    cache: Path
    dry_run: bool = False
    environment: Mapping[str, str] = MappingProxyType({})
