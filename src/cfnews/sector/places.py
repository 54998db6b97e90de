"""Places by name: a reader's own `[[place]]` tables, longest name first, whole words, case as written.

"North Harrowmere" is not Harrowmere: a name within a longer one that was found does not count.
"""

import re
from collections.abc import Iterable, Sequence

from cfnews.model import PlaceSpec
from cfnews.story import Place


class PlaceFinder:
    """Finds the places that a text names."""

    def __init__(self, specs: Sequence[PlaceSpec]) -> None:
        self._places: dict[str, list[Place]] = {}
        for spec in specs:
            for name in {spec.name, *spec.aliases}:
                self._places.setdefault(_plain(name), []).append(Place(spec.id, spec.id, spec.name))
        # Longest first: an alternation takes the first that fits, so the longer name wins.
        names = sorted(self._places, key=len, reverse=True)
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)") if names else None

    def find(self, texts: Iterable[str]) -> list[Place]:
        """The places named in any of the texts, in order of appearance, each once."""
        found: dict[str, Place] = {}
        for text in texts:
            for hit in self._pattern.finditer(_plain(text)) if self._pattern else ():
                for place in self._places[hit.group()]:
                    found.setdefault(place.slug, place)
        return list(found.values())


def _plain(text: str) -> str:
    return text.replace("’", "'")
