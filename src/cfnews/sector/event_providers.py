"""Where a sentence tells, without a grade, of the inspection of a children's home or a service with its own rules.

Those are youth justice, fostering agencies, supported accommodation, safeguarding boards, and what other
inspectorates than Ofsted look at in Scotland, Wales and Northern Ireland.
"""

import re

from cfnews.sector.event_clauses import is_foreign
from cfnews.sector.event_marks import BODY, PLACE, Marked, Mention
from cfnews.sector.event_text import any_of

_HOME = (
    r"(?:children's (?:care |residential |secure )?home"
    r"|(?:residential |secure |care )?home for (?:\w+ ){0,2}(?:children|young people|teenagers|boys|girls))"
)
_HOME_TOLD = re.compile(
    rf"\b{_HOME}\b(?: (?:in|near|run|at)\b[^.;]{{0,40}})?,?"
    r" (?:(?:was|has|had|been|being|recently|last|its|licence|registration) )+"
    r"(?:inspected|closed|suspended|restricted|shut)\b"
    r"|\b(?:suspend\w*|clos(?:ed|es)|shut|restrict\w*|cancel\w*|inspected|visited)\b"
    rf"[^.;]{{0,50}} {_HOME}\b"
)
_INSPECTS = re.compile(r"\b(?:inspect(?:ors?|ion|ed|orates?)|ofsted|watchdogs?)\b")
# Services that inspectors judge apart from the council.
_SERVICE = (
    r"\b"
    + any_of("""youth_(?:justice|offending)_(?:service|team|work)s? fostering_(?:agency|services?|provider)
    independent_fostering adoption_services? supported_accommodation local_safeguarding_children'?s?_board lscb
    (?:voluntary_|regional_)?adoption_agency residential_family_centre secure_training_centre""")
    + r"\b"
)
_SERVICE_TOLD = re.compile(
    rf"{_SERVICE}[^.;,]{{0,40}} (?:was|were|been)(?: \w+)? (?:inspected|visited|found by ofsted)\b"
    rf"|\b(?:inspected|inspection of|visited)\b[^.;,]{{0,50}}{_SERVICE}"
    r"|\b(?:inspectors?|inspectorate|ofsted)\b[^.;,]{0,30}"
    rf" (?:praised|criticised|told|asked|judged|rated|graded|gave)\b[^.;]{{0,60}}{_SERVICE}"
)
# The inspectorates of the other nations, and of probation.
_OTHERS = (
    r"\b"
    + any_of(r"""care_inspectorate(?:_wales)? ciw estyn rqia hmip hmi_probation hm_inspectorate_of_probation
    probation_inspector\w* inspectors_of_probation""")
    + r"\b"
)
_OTHERS_TOLD = re.compile(
    rf"{_OTHERS}(?:'s?)?(?: \w+){{0,3}}? "
    + any_of("""visited inspected gave told tells asks? asked found finds praised praises criticised rated judged said
    says reported report letter inspection closes closed orders ordered carried_out conducted completed""")
    + r"\b"
    r"|\b(?:inspected|visited|visit|inspection|report|letter|graded|rated|judged|assessed|praised|criticised|told)\b"
    rf"[^.;,]{{0,30}} (?:by|from) (?:the )?{_OTHERS}"
    r"|\bjoint inspection of (?:child protection|children's services|services for children)\b"
)
_ANY_HINTS = (
    "inspectorate", "ciw", "estyn", "rqia", "hmip", "probation", "youth", "foster", "adoption", "accommodation", "lscb",
    "safeguarding", "family centre", "training centre", "joint inspection",
)  # fmt: skip
_ANY = re.compile(rf"{_OTHERS}|{_SERVICE}|\bjoint inspection of\b")
_NAMED = re.compile(f"[{PLACE}{BODY}]")


def homes(shape: str) -> list[Mention]:
    """The inspection or closing of one children's home."""
    hit = _HOME_TOLD.search(shape) if "home" in shape and _INSPECTS.search(shape) else None
    return [Mention("childrens_home", *hit.span())] if hit else []


def other_services(sentence: Marked) -> list[Mention]:
    """The inspection of a service of an area that is judged by rules of its own."""
    shape = sentence.shape
    hit = (_OTHERS_TOLD.search(shape) or _SERVICE_TOLD.search(shape)) if speaks_of_others(shape) else None
    told = hit and _NAMED.search(shape) and not is_foreign(shape)
    return [Mention("other", *hit.span())] if hit and told else []


def speaks_of_others(shape: str) -> bool:
    """Whether a sentence names another inspectorate, or a service apart from the council."""
    return any(hint in shape for hint in _ANY_HINTS) and _ANY.search(shape) is not None
