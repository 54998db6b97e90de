"""The events that a sentence tells without a grade, and whether each of them has happened.

A visit that is due, a notice that is called for and inspections in general are no events.
"""

import re

from cfnews.sector.event_clauses import clause_at, is_foreign, is_question, is_unreal
from cfnews.sector.event_marks import BODY, PLACE, Marked, Mention
from cfnews.sector.event_measures import measures
from cfnews.sector.event_providers import homes, other_services, speaks_of_others
from cfnews.sector.event_visits import comings, full_inspections, send_inspection, visit_on_progress, visits

_NAMED = re.compile(f"[{PLACE}{BODY}]")
_AHEAD = re.compile(
    r"s?(?: (?:of|to|at|in|for|by|on) [^.,;]{1,40}?)?(?: (?:is|are|was|were))?(?: now)?"
    r" (?:due|expected|planned|scheduled|to (?:take place|follow|begin)|will|would|could|may|might|should|must"
    r"|can|likely|imminent|awaited|never)\b"
)
_GENERAL = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|many|most|all|some|other|more|fewer"
    r"|dozens of|number of|latest|new|no|every|any|each|such|what|how|future|next|upcoming"
    r"|forthcoming)\s(?:\w+\s){0,3}?$"
)
# "An improvement notice is no penalty": what such a thing is, not one that has been.
_IN_GENERAL = re.compile(
    r"['\"(]*(?:(?:an?|such an?|any|every) (?:[\w-]+ ){0,4}?(?:notice|direction|visit|inspection|jtai|trust)"
    r"|(?:[\w-]+ ){0,3}(?:notices|directions|visits|inspections|jtais))"
    r" (?:(?:only|usually|normally|never|always|alone|itself|generally) )?"
    r"(?:is (?:an?|the|one|not|no|usually|normally|never|meant)|are|means?|gives?|carr(?:y|ies)|do(?:es)? not"
    r"|can|cannot|may|comes?|happens?|takes? place)\b"
)
_REFUSED = re.compile(
    r"\b(?:no|not|never|without|avoid(?:s|ed|ing)?|escap\w+|instead of|rather than|neither|nor|threat\w*|call(?:s"
    r"|ed)? for|stop(?:s|ped)? short of|spared|unlike)\b|n't\b"
)


def mentions_in(sentence: Marked) -> list[Mention]:
    """The events told, in order of their words, with the soft and bare ones that only date a judgement."""
    shape = sentence.shape
    if _IN_GENERAL.match(shape) and not _NAMED.search(shape):
        return []
    found = visits(sentence) + measures(shape)
    if not found:
        found = send_inspection(sentence) or homes(shape) or other_services(sentence) or visit_on_progress(sentence)
    real = [one for one in found if _is_told(shape, one)]
    whole = full_inspections(shape) if "inspect" in shape else []
    if whole and not is_foreign(shape) and not speaks_of_others(shape) and "home" not in shape:
        real += [one for one in whole if _is_told(shape, one)]
    return sorted(real + comings(shape, real), key=lambda one: one.at)


def _is_told(shape: str, mention: Mention) -> bool:
    """Whether the mention is of one event that has happened: not of what is due, of visits in general or of none."""
    clause = clause_at(shape, mention.at)
    before, behind = shape[clause.start : mention.at], shape[mention.end : mention.end + 80]
    if mention.type.startswith("trust_"):
        before += shape[mention.at : mention.end]
    unreal = is_unreal(before) and not before.endswith("under ")  # "must work under a direction" has one
    if unreal or _REFUSED.search(before) or _AHEAD.match(behind) or is_question(shape):
        return False
    plural = mention.type.endswith("visit") and shape[: mention.end].endswith("s")  # "focused visits look at"
    return _NAMED.search(shape) is not None or not (plural or _GENERAL.search(before))
