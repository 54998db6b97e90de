"""The names of a site's files: what a topic or a place is called becomes a name that is safe on every server and share.

Nothing of a feed's or a reader's words reaches a path but small letters of ASCII, digits and hyphens.
"""

import hashlib
import re
from collections.abc import Iterable

_OTHERS = re.compile(r"[^a-z0-9]+")
_LONGEST = 60
# Devices of old, which a share of Windows has under every name that begins so.
_DEVICES = frozenset(("con", "prn", "aux", "nul", *(f"{name}{one}" for name in ("com", "lpt") for one in range(10))))


def file_names(names: Iterable[str]) -> dict[str, str]:
    """For each name its file's, without an ending: the same for ever, and no two alike."""
    wanted = sorted(set(names))
    plain = {name: _OTHERS.sub("-", name.lower()).strip("-") for name in wanted}
    owner = {slug: name for name, slug in plain.items() if name == slug}  # who is called so exactly keeps the name
    found: dict[str, str] = {}
    for name, slug in plain.items():
        fits = slug and len(slug) <= _LONGEST and slug not in _DEVICES and owner.setdefault(slug, name) == name
        found[name] = slug if fits else f"{slug[:_LONGEST] or 'x'}-{_mark(name)}"
    return found


def part(path: str, number: int) -> str:
    """The file of a page's part, from 1; no slug has the low line that tells parts."""
    return f"{path}.html" if number == 1 else f"{path}_{number}.html"


def anchor(story_id: str) -> str:
    """By which a story is found on a page."""
    return f"s-{story_id}" if re.fullmatch(r"[A-Za-z0-9]+", story_id) else f"s-{_mark(story_id)}"


def _mark(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
