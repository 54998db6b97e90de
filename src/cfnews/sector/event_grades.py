"""Which words of grade in a sentence are judgements of a council's services.

"Good" is mostly no grade. A word counts only where the words around it make it one (event_licences.py): a verb of
judging whose subject is a council, a service or an area of judgement; a move from grade to grade; a rating so called;
the phrase "requires improvement to be good". An adjective, a hope, a denial and a school's grade never count.
Rejected: "good" or "inadequate" with a council in the same sentence (two in three of them are adjectives).
"""

from collections.abc import Set

from cfnews.sector import event_grade_words as words
from cfnews.sector.event_clauses import is_denied, is_question
from cfnews.sector.event_licences import Case, Judgement, licensed
from cfnews.sector.event_marks import AREA, GRADE, Marked

_MOST = 16  # grades of one sentence
_WINDOW = 220  # characters before a grade that may make it a judgement


def judgements_in(sentence: Marked, before: str, *, inspected: bool) -> list[Judgement]:
    """The judgements of a sentence, in order.

    `before` is the shape of the sentence before it, which says what "it" is; `inspected`, that the text around speaks
    of an inspection.
    """
    found: list[Judgement] = []
    shape = sentence.shape
    if GRADE not in shape or is_question(shape):
        return found
    overall = {mark.at for mark in sentence.of(AREA) if mark.value == "overall"}
    for mark in sentence.of(GRADE)[:_MOST]:
        left, right = shape[max(0, mark.at - _WINDOW) : mark.at], shape[mark.at + 1 : mark.at + 140]
        if words.ADVERB.search(left[-20:]) or not _may_be_grade(right, mark.at + 1, overall):
            continue
        case = Case(shape, mark, left, right, mark.at - len(left), before, inspected)
        judged = _judgement(case, found[-1] if found else None)
        if judged is not None:
            found.append(judged)
    return [] if found and words.OTHERS_SCALE.search(shape) else found


def _may_be_grade(right: str, at: int, overall: Set[int]) -> bool:
    """Whether what stands behind a word of grade lets it be one: "good overall" does, "good leadership" does not."""
    if words.BEHIND.match(right) or words.QUALIFIES.match(right):
        return True
    gap = len(right) - len(right.lstrip("'\" "))
    return right[gap : gap + 1] == AREA and at + gap in overall


def _judgement(case: Case, last: Judgement | None) -> Judgement | None:
    """A judgement that goes on from the last one ("good, and inadequate for ..."), or one in its own right."""
    if last is not None:
        between = case.shape[last.mark.at + 1 : case.mark.at]
        if words.LINKS.fullmatch(between) and not is_denied(between):
            left_behind = words.FROM.search(case.left) is not None
            return Judgement(case.mark, last.mark.at + 1, last.subject, last.subject_at, left_behind, chained=True)
    return licensed(case)
