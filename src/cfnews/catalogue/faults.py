"""Faults of feeds.toml: every one is collected with its place and a suggestion, none is raised alone."""

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

from cfnews.errors import InvalidCatalogue


class Faults:
    """A list of faults of one file; `table` names the part that is being read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.table = ""
        self.lines: list[str] = []

    def add(self, key: str, message: str, suggestion: str = "") -> None:
        """Notes one fault: where (`table`, key), what, and what to write instead."""
        where = f"{self.table} {key}".strip()
        tail = f" ({suggestion})" if suggestion else ""
        self.lines.append(f"{self.path}: {where}: {message}{tail}" if where else f"{self.path}: {message}{tail}")

    def unknown_keys(self, keys: Iterable[str], known: Iterable[str]) -> None:
        """Notes every key that is not known, with the nearest known one."""
        known = sorted(known)
        for key in sorted(set(keys) - set(known)):
            self.add(key, "unknown key", did_you_mean(key, known))

    def raise_any(self) -> None:
        """Raises InvalidCatalogue with every fault, if there is one."""
        if self.lines:
            count = len(self.lines)
            head = f"{count} fault{'' if count == 1 else 's'} in the feeds file:"
            raise InvalidCatalogue(
                "\n".join([head, *(f"  {line}" for line in self.lines)]),
                "mend the file and try again; nothing was fetched and the store is untouched",
            )


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A suggestion for a misspelt word: the nearest known one, or all of them if none is near."""
    known = list(known)
    near = get_close_matches(word.lower().replace("_", "-"), known, n=1, cutoff=0.6)
    near = near or get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    return f'did you mean "{near[0]}"?' if near else f"known: {', '.join(known)}"
