"""What every envelope begins with."""

from datetime import datetime
from typing import Any

from msgspec import Struct

from cfnews import __version__

SCHEMA_VERSION = "1.0"


class Generator(Struct, frozen=True):
    """The program that wrote the output."""

    name: str
    version: str


def head(name: str, now: datetime) -> dict[str, Any]:
    """The keys with which every envelope begins."""
    return {
        "schema": f"cfnews/{name}",
        "schema_version": SCHEMA_VERSION,
        "generator": Generator("cfnews", __version__),
        "generated_at": now.replace(microsecond=0),
    }
