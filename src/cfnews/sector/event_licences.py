"""The ways in which a text can give a grade to a council's services, each a rule that answers with a judgement or None.

A rule asks three things: whether the words up to the grade are of its kind (event_grade_words.py), whether their
subject can be judged by an inspectorate, and whether they are told as a fact (event_clauses.py).
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from cfnews.sector import event_grade_words as words
from cfnews.sector.event_clauses import (
    Clause,
    clause_at,
    is_denied,
    is_empty,
    is_foreign,
    is_mere,
    is_service_only,
    is_unreal,
    may_be_judged,
    names_service,
)
from cfnews.sector.event_marks import AREA, Mark


class Judgement(NamedTuple):
    """A grade that a sentence gives: its mark, where the clause that gives it begins, and how it is given.

    `subject` is the words that name what is judged, and `subject_at` where they stand. A `left_behind` grade is the one
    that a move starts from; a `chained` one goes on from the judgement before it in the sentence.
    """

    mark: Mark
    start: int
    subject: str
    subject_at: int
    left_behind: bool = False
    chained: bool = False


class Case(NamedTuple):
    """A word of grade in its surroundings: `left` begins at `offset` in the shape; `before` is the sentence before."""

    shape: str
    mark: Mark
    left: str
    right: str
    offset: int
    before: str
    inspected: bool


def licensed(case: Case) -> Judgement | None:
    """The judgement that the words around a grade make, by the first rule that holds."""
    if words.FROM.search(case.left):
        return _move_start(case)
    rules = (_passive, _active, _moved, _rating, _given, _copula, _verb, _apposed, _label)
    return next((judged for rule in rules if (judged := rule(case)) is not None), None)


def tells_inspection(shape: str) -> bool:
    """Whether the words speak of an inspection or of ratings at all."""
    return words.CONTEXT.search(shape) is not None


def _move_start(case: Case) -> Judgement | None:
    """The first grade of "from good to inadequate": it licenses what follows, when its subject may be judged."""
    found = words.FROM.search(case.left)
    clause = clause_at(case.shape, case.offset + (found.start() if found else 0))
    if not clause.subject and words.TO_ANOTHER.match(case.right):  # "From good to inadequate: how Derby fell"
        clause = Clause(0, case.right, case.mark.at + 1)
    fits = AREA in clause.subject or may_be_judged(clause.subject)
    if is_unreal(case.shape[clause.start : case.mark.at]) or is_foreign(clause.subject) or not fits:
        return None
    return Judgement(case.mark, clause.start, clause.subject, clause.subject_at, left_behind=True)


def _passive(case: Case) -> Judgement | None:
    """ "Derby was judged good": the subject stands before the verb; a verb with other uses needs a plain one."""
    verb = _last(words.PASSIVE_VERB, case.left)
    if verb is None or not words.PASSIVE_FILL.fullmatch(case.left, verb.end()):
        return None
    fits = may_be_judged if words.STRONG.fullmatch(verb.group()) else is_service_only
    of_it = words.SAID_OF_IT.search(case.left[: verb.start()])  # "a home that it rated good"
    return _of_subject(case, case.offset + (of_it or verb).start(), fits)


def _active(case: Case) -> Judgement | None:
    """ "Ofsted rated Derby's services good": the judgement is of the object of the verb."""
    verb = _last(words.ACTIVE_VERB, case.left)
    if verb is None or not is_service_only(case.left[verb.end() :]):
        return None
    clause = clause_at(case.shape, case.offset + verb.start())
    actor = case.shape[clause.start : case.offset + verb.start()]
    if not is_empty(actor) and not words.INSPECTOR.search(actor):
        return None  # "carers rated their support inadequate"
    at = case.offset + verb.end()
    spoken_of = Clause(clause.start, case.shape[at : case.mark.at], at)
    return _told(case, spoken_of) if _means_service(case, spoken_of) else None


def _moved(case: Case) -> Judgement | None:
    """ "Derby rises to good"; what others lift is the object of the verb, as in "raising the council to good"."""
    verb = _last(words.MOVING_VERB, case.left, words.MOVING_FILL)
    if verb is None:
        return None
    at, moved = case.offset + verb.end(), case.left[verb.end() :]
    if words.TRANSITIVE.fullmatch(verb.group()) and names_service(moved):
        return _told(case, Clause(clause_at(case.shape, at).start, moved, at))
    return _of_subject(case, case.offset + verb.start(), may_be_judged)


def _rating(case: Case) -> Judgement | None:
    """ "Derby's 'inadequate' rating", "a rating of good". A rating that a council is said to have, it has."""
    rating = words.RATING_OF.search(case.left) or words.BY_NAME.search(case.left)
    if rating is None and not words.IS_RATING.match(case.right):
        return None
    clause = clause_at(case.shape, case.offset + rating.start() if rating else case.mark.at)
    around = f"{clause.subject}{case.left[rating.start() :] if rating else ''} {case.right[:60]}"
    if is_foreign(around) or not (names_service(around) or case.inspected):
        return None
    if words.OWN.search(case.left) or words.AGAINST.search(case.left[rating.start() - 20 if rating else 0 :]):
        return Judgement(case.mark, clause.start, clause.subject, clause.subject_at)
    return _told(case, clause)


def _given(case: Case) -> Judgement | None:
    verb = _last(words.GIVING_VERB, case.left)
    verbal = case.mark.value == "requires_improvement"  # no adjective
    labelled = verbal or case.left.endswith(("'", '"')) or words.AS_GRADE.match(case.right)
    if (
        verb is None
        or not labelled
        or not (verbal or case.inspected)
        or not words.GIVEN.fullmatch(case.left, verb.end())
    ):
        return None
    receiver = case.left[verb.end() :]
    if names_service(receiver) and is_service_only(receiver):
        at = case.offset + verb.end()
        return _told(case, Clause(clause_at(case.shape, at).start, receiver, at))
    return _of_subject(case, case.offset + verb.start(), may_be_judged)


def _copula(case: Case) -> Judgement | None:
    """ "Derby's services are inadequate", of a plain subject; "Derby stays good" needs no word of an inspection.

    Nor does "have been inadequate since 2018": what has a day on which it began was given.
    """
    verb = words.COPULA.search(case.left)
    if verb is None:
        return None
    at = case.offset + verb.start()
    if words.ONE_OF_HOMES.search(case.shape[:at]):
        return _told(case, Clause(at, case.shape[:at], 0))
    lasting = verb["verb"].startswith(("remain", "stay")) or words.SINCE.match(case.right) is not None
    if not (case.inspected or lasting or words.PLAIN_NAME.search(case.shape[:at])):
        return None
    clause = clause_at(case.shape, at)
    if words.PRONOUN.fullmatch(clause.subject) and not tells_inspection(case.shape):
        return None  # "for some, it is outstanding"
    return _of_subject(case, at, is_service_only)


def _verb(case: Case) -> Judgement | None:
    """ "The council requires improvement to be good": the grade is the verb itself."""
    if case.mark.value != "requires_improvement":
        return None
    bare = words.NAME_ALONE.fullmatch(case.shape)
    if not (case.inspected or "good" in case.mark.words or bare):
        return None
    return _of_subject(case, case.mark.at, is_service_only)


def _apposed(case: Case) -> Judgement | None:
    """ "Derby, an outstanding authority,": not "a good council", which is praise; "Derby, good since 2023,"."""
    name = words.NAME_BEFORE.search(case.left) if words.SINCE.match(case.right) else None
    if name is None and case.mark.value != "good" and words.QUALIFIES.match(case.right):
        name = words.APPOSED.search(case.left)
    if name is None:
        return None
    at = case.offset + name.start()
    return _told(case, Clause(at, name.group(), at))


def _label(case: Case) -> Judgement | None:
    """A grade set as a label: "Leadership: good", "Derby's services 'good'", "Good: that was the grade for Derby"."""
    quoted = case.right[:1] in ("'", '"')
    if _is_listed(case) or words.FORMER.search(case.left):
        return _of_subject(case, case.mark.at, lambda subject: not is_foreign(subject))
    if words.QUOTED_AFTER_NAME.search(case.left) and quoted:
        return _of_subject(case, case.mark.at, may_be_judged)
    ahead = case.shape[case.mark.at + 1 :]
    if is_foreign(ahead):
        return None
    if quoted and words.QUALIFIES.match(case.right):  # "'Inadequate' council Derby"
        return _told(case, Clause(case.mark.at, ahead, case.mark.at + 1))
    if not case.left.strip("'\" ") and words.AFTER_FIRST.match(ahead):
        return Judgement(case.mark, case.mark.at, ahead, case.mark.at + 1)
    return None


def _is_listed(case: Case) -> bool:
    """Whether the grade stands in a list or table, which says in one way or another that it is one."""
    if words.PAIRS.search(case.shape):
        return True
    told = case.inspected or "(" in case.right[:3] or words.AREA_TABLE.search(case.left)
    told = told or words.FIRST_NAME.fullmatch(case.shape, 0, case.mark.at)
    return bool(told and words.TABLE.search(case.left))


def _last(pattern: re.Pattern[str], text: str, fill: re.Pattern[str] | None = None) -> re.Match[str] | None:
    """The last match behind which `fill`, if any, takes up the rest of the text."""
    found = [one for one in pattern.finditer(text) if fill is None or fill.fullmatch(text, one.end())]
    return found[-1] if found else None


def _of_subject(case: Case, at: int, fits: Callable[[str], bool]) -> Judgement | None:
    """A judgement whose subject stands before `at`; behind, where a sentence begins so ("Rated good, Derby ...")."""
    clause = clause_at(case.shape, at)
    if not clause.subject.strip("'\" "):
        ahead = case.right.partition(",")[2].partition(",")[0]
        clause = Clause(clause.start, ahead, case.mark.at + 1)
    if not fits(clause.subject) or not _means_service(case, clause):
        return None
    return _told(case, clause)


def _means_service(case: Case, clause: Clause) -> bool:
    """Whether a mere "it" or "they" can stand for a service: nothing foreign was spoken of before."""
    if words.OF_SERVICE.search(clause.subject):
        return True
    before = case.shape[: clause.start]
    return (before.endswith("since") or not is_mere(before)) and not is_foreign(case.before + before)


def _since_that(shape: str, start: int) -> int:
    """Where the words begin that govern a clause: "denied that" and "hopes that" reach into it."""
    return clause_at(shape, start - 5).start if shape[:start].endswith(" that") else start


def _told(case: Case, clause: Clause) -> Judgement | None:
    """The judgement, if the clause tells it as a fact and an inspectorate's."""
    said = case.shape[_since_that(case.shape, clause.start) : case.mark.at]
    behind = case.right[:60].partition(".")[0].partition(";")[0]
    regulator = words.CARE_REGULATOR.search(case.shape[clause.start : case.mark.at] + behind)
    if is_unreal(said) or is_denied(said) or words.ASIDE.search(said) or regulator:
        return None
    return Judgement(case.mark, clause.start, clause.subject, clause.subject_at)
