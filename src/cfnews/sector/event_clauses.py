"""Clauses and their subjects in the shape of a sentence (event_marks.py): of what is something said, and is it a fact.

What is hoped for, feared, denied, planned or conditional has not happened. What is said of a school, a hospital,
staff or a plan is not said of a council.
"""

import re
from typing import NamedTuple

from cfnews.sector.event_marks import AREA, BODY, DATE, GRADE, PLACE
from cfnews.sector.event_text import any_of

_FURTHEST = 5  # clauses back in which the subject of a verb may stand

_BOUNDARY = re.compile(
    r"[;:(),]|\s-\s|\b"
    + any_of("""but while whilst whereas yet although though because since after before when where that who which and
    following said says say concluded ruled despite""")
    + r"\b"
)
# Words that tell nothing of whom a clause speaks: where it holds no others, the subject stands in a clause before.
_EMPTY = re.compile(
    rf"(?:[\s'\".;:(),{DATE}{GRADE}-]|\b"
    + any_of("""is are was were be been being has have had also now again still first once twice overall currently
    officially recently previously already formally just both all formerly subsequently then later only eventually
    finally since in on at for by as to from up down into the an? time second third last who which that and but while
    after when before following where with although though most this these its their of yet because respectively fully
    says? said clearly itself years? week month ago further promptly duly there every""")
    + r"\b)*"
)
_SUBJECT = re.compile(
    rf"[{PLACE}{BODY}{AREA}]|\b"
    + any_of("""council county authority borough services? social_care department directorate children's trust company
    (?:all_(?:three|four|five)|every|each)_areas? homes? it they them we agency partnership provision region city town
    board""")
    + r"\b"
)
# An aside between commas: what is judged stands before it.
_INTERPOSED = re.compile(
    r"\s*"
    + any_of("""run based owned operated managed from in near at part led for with next just not_far about which who
    where home_to an? the one_of""")
    + r"\b"
)
_FOREIGN = re.compile(
    r"\b"
    + any_of(r"""schools? academ(?:y|ies) colleges? nurser(?:y|ies) pre-?schools? primary secondary infants?'? juniors?
    playgroups? childmind(?:ers?|ing) universit\w+ hospitals? surger(?:y|ies) gps? nursing_homes? adult adults'
    prisons? maternity sixth[_-]forms? headteachers? pupil_referral ambulance police fire hospices? home_care
    domiciliary wards? nhs probation_service restaurants? takeaways? hotels? food hygiene leisure librar(?:y|ies)
    museums? parks? clubs? bus buses rail roads? housing teachers? pupils? students? early_years wraparound
    after-school landlords? tenants? jails? courts? kindergarten creche apprenticeships? training_provider grammar""")
    + r"\b|(?<!children's )(?<!residential )\bcare homes?\b(?! for (?:children|young|teenagers|boys|girls|vulnerable))"
)
_NOT_A_SERVICE = re.compile(
    r"\b"
    + any_of(r"""practice supervision staff staffing social_workers? responses? handling audits? files? cases? records?
    recording communication assessments? plans? planning decisions? training funding behaviour teaching education
    lessons attendance curriculum evidence repairs? management oversight morale results? weather placements? feedback
    relationships? (?<!monitoring_)(?<!focused_)visits? budgets? buildings?
    news vacancies investigations? apolog(?:y|ies) complaints?
    peer_(?:review|challenge)\w* self-(?:assess|evaluat)\w* auditors? mock surveys? residents parents polls? voters
    per_cent proportion percentage number_of nationally ombudsman coroner judge checks? polic(?:y|ies) transport
    equipment conditions facilities notes? information caseloads? letters? meetings? referrals? thresholds? adopters
    carers contracts? finances? accounts?""")
    + r"\b|%|\b(?<!all )"
    + any_of(r"many most several \d+ two three four five six seven eight nine ten eleven twelve dozens?")
    + r" (?:\w+ ){0,3}(?:councils|authorities|homes|providers|services|areas|departments)\b"
)
# "St Anne's in Derby": what stands before the place must itself be a service.
_SITED = re.compile(rf"(?P<head>.*?)\b(?:in|at|near|from|outside|on|for)\s(?:the\s)?[{PLACE}{BODY}]")
_HEAD = re.compile(
    rf"[{PLACE}{BODY}{AREA}]|\b"
    + any_of("""council county authority borough services? care department directorate children's trust company homes?
    it they we agency partnership provision board support help work performance effectiveness judge?ments? grades?
    ratings? offer fostering""")
    + r"\b"
)
_ONE_OF = re.compile(r"\bone of (?:\w+ ){0,4}(?:councils|authorities|areas|departments|services)\b")
# All words that the subject of a weak verb ("was inadequate") may consist of: "Kent's response was" is no judgement.
_SERVICE_ONLY = re.compile(
    rf"(?:[\s'\".,;:()&-]|[{PLACE}{BODY}](?:'?s)?|[{AREA}{DATE}]|\b"
    + any_of(r"""the its an? both local authority council county city borough metropolitan district unitary royal london
    child children children's young people people's services? social care department directorate provision support help
    work offer for of in at by to run and overall effectiveness performance impact quality experiences progress
    arrangements judgements? out homes? residential trust company with areas? agency fostering it they them we which who
    that s is are was were be been being has have now still also already again currently though but while since after
    when then meanwhile as region our safeguarding directorate's authority's council's service's families family said
    all every each says told found ofsted inspectors? pleased delighted proud disappointed today however although where
    whereas yet this time same team because last neighbouring
    youth justice offending board older one two three four five six \w+-bed(?:room|ded)? third second other another new
    small private inspected visited supported_accommodation(?:_providers?)? council-run independent secure""")
    + r"\b)*"
)
_UNREAL = re.compile(
    r"\b"
    + any_of(r"""hop(?:es?|ed|ing) aim(?:s|ed|ing)? want(?:s|ed|ing)? expect(?:s|ed|ing)? will would could should may
    might can must cannot shall if unless whether until plan(?:s|ned)?_to bid target\w* ambition\w* on_(?:course|track)
    towards? aspir\w+ striv\w+ path journey predict\w* risk(?:s|ed)? brac(?:es?|ed|ing) await\w* anticipat\w+ threat\w*
    fear(?:s|ed)? likely set_to due calls?_for deserv\w+ vow\w* pledg\w* promis\w* confident determined next_time
    seek(?:s|ing)? sought try tries trying need(?:s|ed)?_to ha(?:s|ve)_to suppose imagine in_case prepar(?:es?|ing)
    ready_to hopeful goal imminent what_would going_to suggests?
    (?<!pleased_)(?<!delighted_)(?<!proud_)(?<!disappointed_)to_(?:improve|move|rise|get|go|become|reach|achieve|return|remain|stay|secure|retain|earn|gain|receive|win|attain)
    to_make""")
    + r"\b|'ll\b|'d be\b"
)
_DENIED = re.compile(
    r"\b"
    + any_of(r"""not never no_longer avoid(?:s|ed|ing)? escap(?:es?|ed|ing) rather_than instead_of without
    den(?:y|ies|ied) neither nor far_from miss(?:es|ed)? fail(?:s|ed|ing)?_to short_of none nobody nothing nowhere
    no_(?:council|authority|area|service|part|aspect|judgement|one) ceas(?:es?|ed)_to wrongly refus\w+ reject\w*
    overturn\w* anything_but hardly scarcely barely""")
    + r"\b|n't\b"
)


class Clause(NamedTuple):
    """The clause about a place in the shape: where it begins, the words that name its subject, and where they stand."""

    start: int
    subject: str
    subject_at: int


def clause_at(shape: str, at: int) -> Clause:
    """The clause up to `at`; where it names no subject, that of the clauses before, asides included."""
    starts = [0] + [found.end() for found in _BOUNDARY.finditer(shape, 0, at)]
    start = begin = starts[-1]
    if not _EMPTY.fullmatch(shape, start, at):
        return Clause(start, shape[start:at], start)
    for begin in reversed(starts[-_FURTHEST:-1]):
        words = shape[begin:at]
        if _SUBJECT.search(words) and not (shape[begin - 1 : begin] == "," and _INTERPOSED.match(words)):
            break
    return Clause(start, shape[begin:at], begin)


def is_empty(words: str) -> bool:
    """Whether the words name nobody and nothing."""
    return _EMPTY.fullmatch(words) is not None


def is_denied(words: str) -> bool:
    """Whether the words deny what they lead up to."""
    return _DENIED.search(words) is not None


def is_unreal(words: str) -> bool:
    """Whether the words only hope for, fear, plan or suppose what they lead up to."""
    return _UNREAL.search(words) is not None


def is_question(shape: str) -> bool:
    """Whether the sentence asks."""
    return shape.rstrip("'\" ").endswith("?")


def is_foreign(words: str) -> bool:
    """Whether the words name an institution that is judged on its own: a school, a hospital, adults' care."""
    return _FOREIGN.search(words) is not None


def is_mere(words: str) -> bool:
    """Whether the words name something that is no service: staff, a plan, a response."""
    return _NOT_A_SERVICE.search(words) is not None


def names_service(words: str) -> bool:
    """Whether the words name a place, a council or a service at all."""
    return _SUBJECT.search(words) is not None


def may_be_judged(subject: str) -> bool:
    """Whether these words can be the subject of "was judged": a place, a council, a service; not staff or practice."""
    alone = _ONE_OF.sub("council", subject)
    sited = _SITED.match(alone)
    if sited and not is_empty(sited["head"]) and not _HEAD.search(sited["head"]):
        return False
    return names_service(alone) and not is_foreign(alone) and not is_mere(alone)


def is_service_only(subject: str) -> bool:
    """Whether the words name nothing but a council or its services, as a subject of "was inadequate" must."""
    return names_service(subject) and _SERVICE_ONLY.fullmatch(subject) is not None
