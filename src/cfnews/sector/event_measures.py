"""Where a sentence tells what ministers do with a council: notices, directions, a trust made or ended.

The landlord's improvement notice, the right direction and an NHS trust are no such thing.
"""

import re

from cfnews.sector.event_marks import BODY, DATE, PLACE, Marked, Mention

_NAME = f"[{PLACE}{BODY}]"
_NOTICE = re.compile(r"\bimprovement notices?\b|\bnotice to improve\b")
_NOTICE_OF_OTHERS = re.compile(
    r"\b(?:hse|health and safety|fire|hygiene|landlord|tenants?|waste|planning|restaurant|building|food"
    r"|academ\w+|colleges?|nhs|hospitals?)\b"
)
_DIRECTION = re.compile(
    r"\b(?:statutory|ministerial|(?:government|dfe|department)(?:'s)?|education secretary's|secretary of state's"
    r"|ministers?'s?) directions?\b"
    rf"|(?:{_NAME}'s|\b(?:an?|the|its|new|revised|second|third|fresh|that|this|further|of|old|updated))"
    r" directions?\b(?! of travel)"
)
_DIRECTS = re.compile(
    r"\b(?:statutory|ministers?|ministerial|education secretary|secretary of state|department for education|dfe"
    r"|government"
    r"|commissioner|issued|lifted|revoked|withdrawn|served|improvement adviser|intervention|published|497a|revised)\b"
)
_NO_DIRECTION = re.compile(
    r"\b(?:right|wrong|sense of|change of|same|clear|strategic|positive|overall|artistic) direction"
    r"|under (?:the|his|her) direction of\b"
)
_MINISTER = r"(?:secretary of state|ministers?|education secretary|dfe|department for education|government)"
_STATE = r"(?:government|statutory|dfe|formal|ministerial)"
_INTERVENTION = re.compile(
    rf"\b{_MINISTER} (?:has |have )?directed\b"
    rf"|\b{_MINISTER} (?:has |have )?(?:end|lift)(?:s|ed)? (?:their|its|the) (?:intervention|oversight)\b"
    r"|\b(?:leav(?:es?|ing)|left|exit(?:s|ed|ing)?|out of|released from|removed from|end(?:s|ed)?|freed? (?:of"
    r"|from)|emerge[sd]? from)"
    rf"(?: \w+){{0,4}}? {_STATE} (?:intervention|oversight|control|supervision)\b"
    rf"|\b{_STATE} (?:intervention|oversight) (?:\w+ ){{0,5}}?(?:ended|ends|lifted|is over|came to an end)\b"
    r"|\bstripped of (?:control of )?(?:its |the )?(?:children's services|control)\b"
)

_BODY_OF = r"(?:children's )?(?:services )?(?:trust|company)"
_TRUST = (
    rf"(?:{BODY}|{_NAME}(?:'s)? (?:new )?(?:independent )?{_BODY_OF}"
    r"|(?:its|the|an?|new|council's|borough's|county's|city's|children's)"
    rf" (?:(?:new|independent|standalone|not-for-profit|arm's-length) )*{_BODY_OF})(?: (?:in|for) {_NAME})?"
)
_DID = r"(?: (?:formally|officially|finally|now|also|then|legally|itself|first|was|were|has|have|had|been|is|being))*"
_WHEN = rf"(?=\s?(?:$|[.,;:){DATE}]|\s(?:in|on|at|from|after|when|and|as|by|to take|to run|following|this|last)\b))"
_CREATED = re.compile(
    rf"{_TRUST},?{_DID} (?:launch(?:ed|es)|created|set up|established|formed|founded|began|begins|started|starts"
    rf"|open(?:ed|s)|opened its doors|went live|goes live|c[ao]mes? into being|became operational){_WHEN}"
    rf"|{_TRUST}{_DID} (?:began|begins|started|starts) (?:work|operating|operations|running|trading|life)\b"
    rf"|{_TRUST}{_DID} (?:took|takes|taken|taking) (?:over|charge|on|control|responsibility)\b"
    rf"|\b(?:sets? up|setting up|creat(?:ed|es|ing)|establish(?:ed|es)|launch(?:ed|es)|formed) {_TRUST}"
    rf"|\b(?:creation|launch|establishment|birth|start|formation) of {_TRUST}"
    r"|\b(?:placed|mov(?:ed?|es)|transfer(?:red)?|handed|passed|went|los(?:t|es|ing)|put|spun out|outsourced)\b"
    rf"[^.;,]{{0,30}} (?:in|into|to) {_TRUST}"
)
_BACK = rf"(?:in-?house|(?:to|under|into) (?:the )?(?:direct )?(?:council|{PLACE}|local authority)(?:'s)?)"
_WOUND_UP = "(?:wound up|shut|closed|dissolved|disbanded|abolished|scrapped|ended|folded|axed|absorbed)"
_ENDED = re.compile(
    rf"{_TRUST}{_DID} (?:{_WOUND_UP}|ceased|ceases|closes|shut down|brought back|brought in-?house|taken back"
    rf"|ends|folds)\b|{_TRUST}[^.;]{{0,40}} and (?P<later>(?:was |has been )?{_WOUND_UP})\b"
    rf"|\b(?:{_WOUND_UP}|winds up|scraps|dissolves|abolishes|winding up|closure of|end of|demise of|axes|closes"
    rf"|ended (?:its|the) contract with) {_TRUST}"
    r"|\b(?:bring(?:s|ing)?|brought|took|tak(?:es?|en|ing)|com(?:es?|ing)|came|go(?:es)?|went|mov(?:es?|ed|ing)"
    r"|hand(?:ed|s)"
    rf"|transfer\w*)\b(?: [^\s.;]+){{0,6}}? (?:back {_BACK}|in-?house)"
    r"|\b(?:took back|takes back|taken back|regain(?:s|ed)|retook) (?:control|charge|responsibility)\b"
)
_RETURNED = re.compile(rf"\b(?:return(?:s|ed|ing)?|transferr?ed)\b(?: [^\s.;]+){{0,6}}? {_BACK}")
_OF_SERVICES = re.compile(r"children's (?:social care|services)")
_NOT_FOR_CHILDREN = re.compile(
    r"\b(?:nhs|hospital|academy|multi-academy|wildlife|national|housing|bus|water|energy|land"
    r"|foundation) (?:trust|company)\b"
)


_DATED = re.compile(
    r"(?:the|this) (?P<what>notice|direction),? (?:(?:was|is|has been|which) ){0,2}(?:dated|of|issued|served|made|given"
    rf"|signed|published|withdrawn|lifted|revoked|runs|took effect)(?: (?:on|in|from))? {DATE}"
)


def dated_measure(sentence: Marked) -> tuple[str, str] | None:
    """The type and the date of a measure that was told before: "The notice, dated 3 May, asks for a plan"."""
    found = _DATED.match(sentence.shape)
    if found is None:
        return None
    when = sentence.of(DATE)[0].value
    kind = "improvement_notice" if found["what"] == "notice" else "statutory_direction"
    return (kind, when) if when else None


def measures(shape: str) -> list[Mention]:
    """Improvement notices, statutory directions, and trusts that began or ended."""
    return _notices(shape) + _directions(shape) + _trusts(shape)


def _notices(shape: str) -> list[Mention]:
    if "notice" not in shape or _NOTICE_OF_OTHERS.search(shape):
        return []
    return [Mention("improvement_notice", *hit.span()) for hit in _NOTICE.finditer(shape)]


def _directions(shape: str) -> list[Mention]:
    """Directions by name, else a council's leaving of intervention, which lifts one."""
    if "direction" in shape and _DIRECTS.search(shape) and not _NO_DIRECTION.search(shape):
        found = [Mention("statutory_direction", *hit.span()) for hit in _DIRECTION.finditer(shape)]
        if found:
            return found
    if not any(hint in shape for hint in ("directed", "interv", "oversight", "control", "supervision")):
        return []
    return [Mention("statutory_direction", *hit.span()) for hit in _INTERVENTION.finditer(shape)][:1]


def _trusts(shape: str) -> list[Mention]:
    of_trust = BODY in shape or "trust" in shape or "company" in shape
    if not (of_trust or "in-house" in shape or "back" in shape) or _NOT_FOR_CHILDREN.search(shape):
        return []
    of_services = of_trust or _OF_SERVICES.search(shape)
    hit = (_ENDED.search(shape) if of_services else None) or (_RETURNED.search(shape) if of_trust else None)
    ended = [Mention("trust_ended", *hit.span("later" if hit.groupdict().get("later") else 0))] if hit else []
    created = [Mention("trust_created", *hit.span()) for hit in _CREATED.finditer(shape)][:1] if of_trust else []
    return ended + [one for one in created if not hit or "created" in shape or one.end <= ended[0].at]
