"""What a council's name means where it stands: the council or its area, somebody else of that name, or a mere word.

Principle: the words next to a name decide. "Council" or a service behind it make it a place; a club, force, university,
hospital, court, newspaper, street or surname makes it a rival, whatever the item is about. A name with neither is taken
for the place, unless the item speaks of sport, trade, arts or crime and of nothing that concerns children or a council,
or, in a feed that tells of everything, of nothing that councils run.
Exceptions: names that are also words (Reading, Bury) need a sign of their own at the head of a sentence, where their
capital tells nothing; Westminster and the City of London need one everywhere; the name of a part of an area
(Redcar, Derry) needs an item about children; names that only councils made (Kirklees) need nothing.
Rejected: the item's subject alone (football in the title also hits "free football for children in care in Wigan"), and
lists of clubs (the next league table is another). Measured by tests/corpus/test_sector_places.py.
"""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from cfnews.sector import beside, cues
from cfnews.sector.names import Hit, NameIndex

Sense = Literal["place", "rival", "abroad", "word", "aside"]
Form = Literal["council", "trust", "area", "name", "part", "rival"]
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)?")
_LIST = frozenset((", ", " and ", ", and ", " & ", "/", " or "))


class Alias(NamedTuple):
    """What a listed name stands for: authorities by slug, or, for a rival, none and the nation it speaks of."""

    slugs: tuple[str, ...]
    form: Form
    nation: str


class Mention(NamedTuple):
    """A listed name in a text, with its sense, the rule that judged it, and the words that show it."""

    start: int
    end: int
    alias: Alias
    sense: Sense
    rule: str
    words: str


class Subject(NamedTuple):
    """What an item speaks of.

    `ours`: children or a council. `aside`: what only happens to happen somewhere, and nothing of ours.
    `silent`: neither, nor anything that councils run, in a feed that tells of everything.
    """

    ours: bool
    aside: bool
    silent: bool


def mentions(texts: Sequence[str], index: NameIndex[Alias], *, general: bool) -> list[list[Mention]]:
    """Every listed name of each of an item's plain texts, judged, from left to right.

    `general`: the item comes from a feed that tells of everything, so that its silence counts.
    """
    hits = [list(index.scan(text)) for text in texts]
    if not any(hits):
        return [[] for _ in texts]
    subject = _subject_of(" ".join(texts), general=general)
    return [_judge_all(text, found, subject) if found else [] for text, found in zip(texts, hits, strict=True)]


def _subject_of(text: str, *, general: bool) -> Subject:
    words = set(_WORD.findall(text.lower()))
    ours = "SEND" in text or "MASH" in text or not words.isdisjoint(cues.CONCERNS)
    return Subject(
        ours,
        aside=not ours and not words.isdisjoint(cues.ASIDE),
        silent=not ours and general and words.isdisjoint(cues.PUBLIC),
    )


def _judge_all(text: str, hits: Sequence[Hit[Alias]], subject: Subject) -> list[Mention]:
    shouts = _is_title_case(text)
    judged = [_judged(text, hit, subject, shouts) for hit in hits]
    return [_in_list(text, judged, number) if one.sense == "word" else one for number, one in enumerate(judged)]


def _judged(text: str, hit: Hit[Alias], subject: Subject, shouts: bool) -> Mention:
    form = hit.value.form
    if form == "rival":
        return _mention(text, hit, hit.end, "rival" if hit.value.nation else "abroad", "phrase")
    sign = beside.council_sign(text, hit.end)
    if sign is not None or form in ("council", "trust"):
        return _mention(text, hit, sign or hit.end, "place", "trust" if form == "trust" else "council")
    rival = beside.rival_sign(text, hit.start, hit.end, shouts=shouts)
    if rival is not None:
        return _mention(text, hit, rival.end, rival.sense, rival.rule)
    sign = beside.service_sign(text, hit.end)
    if sign is not None:
        return _mention(text, hit, sign, "place", "services")
    sense, rule = _bare_sense(text, hit, subject, shouts)
    return _mention(text, hit, hit.end, sense, rule)


def _bare_sense(text: str, hit: Hit[Alias], subject: Subject, shouts: bool) -> tuple[Sense, str]:
    """The sense of a name that nothing beside it tells."""
    if beside.is_mere_word(text, hit.start, hit.end, shouts=shouts):
        return "word", "word"
    return ("aside", "subject") if _is_beside_the_point(text, hit, subject) else ("place", "name")


def _is_beside_the_point(text: str, hit: Hit[Alias], subject: Subject) -> bool:
    """Whether an item that names an area without a sign beside it is not about the area."""
    if hit.value.form == "part" and not subject.ours:
        return not beside.is_among_locals(text, hit.start)
    silent = subject.silent and hit.value.form == "name" and not beside.acts_soberly(text, hit.end)
    return subject.aside or silent


def _in_list(text: str, judged: Sequence[Mention], number: int) -> Mention:
    """A mere word that stands in a row with a place is one too: "Bracknell Forest, Reading and Slough"."""
    one = judged[number]
    for left, right in ((number - 1, number), (number, number + 1)):
        if left >= 0 and right < len(judged) and text[judged[left].end : judged[right].start] in _LIST:
            other = judged[left if right == number else right]
            if other.sense == "place":
                words = text[judged[left].start : judged[right].end]
                return one._replace(sense="place", rule="list", words=words)
    return one


def _is_title_case(text: str) -> bool:
    """Whether capitals tell nothing, as Each Word of the Line Has One."""
    words = [word for word in text.split() if len(word) > 3]
    return len(words) > 3 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _mention(text: str, hit: Hit[Alias], end: int, sense: Sense, rule: str) -> Mention:
    return Mention(hit.start, hit.end, hit.value, sense, rule, text[hit.start : end])
