"""How hard to try: a short version with every run of the suite, the long one with `make trust`, which keeps figures."""

import json
import os
from pathlib import Path

LONG = os.environ.get("CFNEWS_TRUST") == "long"
_FIGURES = os.environ.get("CFNEWS_TRUST_FIGURES")


def times(short: int, long: int) -> int:
    """How often to try."""
    return long if LONG else short


def record(promise: str, figure: str) -> None:
    """Keeps what a test has measured, for the table that `make trust` prints."""
    if _FIGURES:
        with Path(_FIGURES).open("a", encoding="utf-8") as file:
            file.write(json.dumps({"promise": promise, "figure": figure}) + "\n")
