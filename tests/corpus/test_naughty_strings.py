"""The big list of naughty strings as titles and texts of every format: no word is lost, no control gets through."""

import json
import os
from pathlib import Path

import pytest

from cfnews.normalise.characters import one_line
from cfnews.render.documents import DOCUMENTS, edition_writer
from tests.unit.render.editions import edition, hostile_story
from tests.unit.render.test_documents import _CONTROL, READ_BACK, _squeezed

SHARED = Path(os.environ.get("CFNEWS_SHARED") or Path(__file__).resolve().parents[2].parent / "shared")
STRINGS = SHARED / "corpora" / "naughty-strings" / "blns.json"

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not STRINGS.is_file(), reason=f"the shared corpora are not at {SHARED} (set CFNEWS_SHARED)"),
]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_string_is_shown_whole_and_tamed(name: str) -> None:
    strings = [text for text in json.loads(STRINGS.read_text("utf-8")) if isinstance(text, str)]
    assert len(strings) > 400
    write, read = edition_writer(name), READ_BACK[name]
    faults = []
    for number, text in enumerate(strings):
        written = write(edition(hostile_story(text, number)))
        if _CONTROL.search(written) or _squeezed(one_line(text)) not in _squeezed(read(written)):
            faults.append(text)
    assert faults == []
