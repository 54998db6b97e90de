"""Inspections, judgements, directions and changes of trusts that an entry tells, each with the sentence that tells it.

Precision first: a grade that the text does not give is worse than one that is missed. The rules look at one sentence
at a time; a place, and the date of an inspection, may come from the sentence beside it. Nothing here knows what the
true outcome of an inspection was (outcomes.py does).
"""

import re
from collections.abc import Iterator, Sequence

from cfnews.sector.event_list import EventList
from cfnews.sector.event_marks import Marked, Named, PlaceWords, mark_places, mark_sentence
from cfnews.sector.event_measures import dated_measure
from cfnews.sector.event_places import first_places
from cfnews.sector.event_telling import OF_HOMES, Light, grade_shed, tellings
from cfnews.sector.event_text import straight
from cfnews.sector.item import Item
from cfnews.story import Event

_SENTENCES = 120  # of one entry that speak of inspections; more is a document, not news
_LONGEST = 1200  # characters of a sentence
_LOOKED_AT = 4000  # characters of a text that say what it is about
# Without one of these, in lower case, a text tells no event: they spare it the rules.
_HINTS = (
    "inspect", "ofsted", "watchdog", "judged", "rated", "inadequate", "outstanding", "good", "improve", "visit",
    "jtai", "joint targeted", "direction", "directed", "intervention", "oversight", "trust", "company", "in-house",
    "send", "achieving for", "children first", "together for", "estyn", "ciw", "rqia", "hmip", "stripped", "took back",
    "special educational",
    "the notice",
)  # fmt: skip
_OF_INSPECTION = ("ofsted", "inspect", "judg", "rated", "rating", "grade", "watchdog")
_SENTENCE_END = re.compile(
    r"(?<=[.!?])(?<!\b[A-Z]\.)(?<!\b(?:No|St|Mr|Dr|Ms|vs)\.)(?<!\bMrs\.)['\"’”)\]]*\s+(?=['\"‘“(]?[A-Z0-9£•])|\n+"
)
_MERE_GRADE = re.compile(r"['\"‘“]?(?:outstanding|good|inadequate|requires improvement)['\"’”]?[.!]", re.IGNORECASE)


def find_events(item: Item, found: Sequence[Named]) -> list[Event]:
    """The events that an entry tells, past ones too, in the order in which it tells them, each once.

    `found` is the places of the entry with the words that name them. An event's place is a GSS code or the id of a
    reader's own place, None where the text names none; its date is `YYYY-MM` or `YYYY-MM-DD`.
    """
    blocks = (item.title, item.summary, item.text)
    if not any(_may_tell(block) for block in blocks):
        return []
    reader = _Reader(item, found)
    for block in blocks:
        for sentence in _sentences(block):
            reader.read(sentence)
    return reader.events.events()


def _may_tell(text: str) -> bool:
    lower = text.lower()
    for hint in _HINTS:  # noqa: SIM110 - asked of every block and sentence, at half the cost of any()
        if hint in lower:
            return True
    return False


def _sentences(text: str) -> Iterator[str]:
    """The sentences; one that is a mere grade ("Good.") stays with the one that explains it."""
    held = ""
    for piece in _SENTENCE_END.split(text):
        sentence, held = held + piece.strip()[:_LONGEST], ""
        if _MERE_GRADE.fullmatch(sentence):
            held = sentence + " "
        elif sentence:
            yield sentence
    if held:
        yield held


class _Reader:
    """Reads sentence after sentence and remembers of which place they spoke, and when inspectors came."""

    def __init__(self, item: Item, found: Sequence[Named]) -> None:
        whole = straight(f"{item.title} {item.summary} {item.text[:_LOOKED_AT]}").lower()
        self._published = item.published.date() if item.published else None
        self._places = PlaceWords(found)
        self._several = len({one.place.code for one in found}) > 1
        self._light = Light(
            topic=() if self._several or not found else (found[0].place,),
            inspected=any(word in whole for word in _OF_INSPECTION),
            of_homes=" home" in whole and OF_HOMES.search(whole) is not None,
        )
        self._before = ""
        self._left = _SENTENCES
        self.events = EventList(self._published)

    def read(self, words: str) -> None:
        """Take in what a sentence tells."""
        if self._left > 0 and _may_tell(words):
            self._left -= 1
            self._take_in(mark_sentence(words, self._places, self._published))
        elif self._left > 0:
            shape = mark_places(words, self._places) if self._several else None
            topic = (first_places(shape) if shape else ()) or self._light.topic
            self._light = self._light._replace(topic=topic, before=words.lower())
        self._before = words

    def _take_in(self, sentence: Marked) -> None:
        told = tellings(sentence, self._light)
        for one in told:
            self.events.add(sentence.words, one)
        came = next((one for one in told if (one.soft or one.bare) and one.date), None)
        if came and came.date and came.date.value and all(one.soft or one.bare for one in told):
            people = sentence.shape.startswith(("inspectors", "inspection took place", "inspection began"), came.at)
            self.events.date_last(self._before, came.date.value, anywhere=people)
        if measure := dated_measure(sentence):
            self.events.date_measure(*measure)
        self._light = self._light._replace(
            topic=first_places(sentence) or self._light.topic,
            before=sentence.shape,
            shed=grade_shed(sentence),
            came=came.date if came else None,
        )
