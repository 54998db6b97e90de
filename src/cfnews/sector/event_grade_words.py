"""The words that make a word of grade a judgement, as patterns over the shape of a sentence (event_marks.py).

Each looks at what stands before a grade, up to it, or behind it. Fillers are single words and signs, so that a pattern
has one way to match and stays linear.
"""

import re

from cfnews.sector.event_marks import AREA, BODY, DATE, GRADE, PLACE
from cfnews.sector.event_text import any_of

NAME = f"[{PLACE}{BODY}]"
_END = r"[\s'\"]*$"
_GAP = r"[\s'\",]+"


def _fill(words: str, signs: str = "", gap: str = _GAP) -> str:
    """Any number of these words and signs."""
    return f"(?:{gap}{any_of(words, signs)})*"


# What may stand behind a grade. Any other word makes it an adjective: "good lawyer", "inadequate funding".
BEHIND = re.compile(
    r"['\"]*(?:$|\s*[.,;:!?(){}\]|/…]|\s-|-rated\b|\s"
    + any_of(
        r"""and or but while whilst whereas with overall by last this since after following from when across because
        under within over inside despite though although again twice during before until up down previously then now
        both too also who which where is was were just only says? said has have had will looked found focus\w+ examined
        considered show(?:s|ed) saw reviewed concluded noted ofsted verdict ratings? judge?ments? grade status outcome
        mark tag label \w+_times as(?!_(?:it|they|that|we|any|ever|the_rest)) at_(?:\w+_){1,3}inspection
        in_(?:\w+_){1,4}(?:years?|months?) (?:it|they)_(?:was|were|had|got|received|has)
        for_(?:a|the)_(?:\w+_)?(?:time|year|decade|inspection) for_(?:everything|the_rest|the_other)
        in_(?:(?:the|an?|its|their|our)_)?(?:\w+_){0,2}(?:inspection|report|judge?ment|areas?|categor\w+|one|two|three)""",
        rf"(?:{AREA}|ofsted) (?:rating|judge?ment|grade)",
        rf"to (?:an? )?['\"]?{GRADE}",
        rf"in (?:(?:the|an?|its|their|our) )?(?:\w+ ){{0,2}}[{DATE}{AREA}]",
        rf"in {NAME}(?:'s? (?:\w+ ){{0,2}}(?:report|inspection))?",
        rf"on (?:\w+ ){{0,3}}[{AREA}{DATE}]",
        rf"for (?:\w+ ){{0,6}}[{AREA}{PLACE}{BODY}{DATE}]",
        DATE,
    )
    + r"(?![\w-]))"
)
ADVERB = re.compile(
    r"\b"
    + any_of("very really so too pretty fairly how more most any some much every no generally broadly feels? looks?")
    + r"['\" ]*$"
)

# The verb, with its subject before it, and nothing but these words up to the grade: "was judged by Ofsted to be good".
STRONG = re.compile(r"(?:re-?)?graded|judged|rated|upgraded|downgraded")
PASSIVE_VERB = re.compile(
    r"\b"
    + any_of("""judged rated (?:re-?)?graded upgraded downgraded deemed found branded labelled declared assessed
    considered classed ranked described called pronounced regarded dubbed marked scored classified""")
    + r"\b"
)
_UP_TO_GRADE = """to be have been as being an? the overall both all only just once twice again still merely jointly in
    on by ofsted inspectors watchdog inspectorate for also now already simply or its their first straight at least
    consistently no better than and which lowest highest grade rating"""
PASSIVE_FILL = re.compile(_fill(_UP_TO_GRADE, f"[{DATE}{AREA}{GRADE}]") + _END)
ACTIVE_VERB = re.compile(
    r"\b"
    + any_of("""judged? judges rate[sd]? (?:re-?)?grade[sd]? upgrade[sd]? downgrade[sd]? deemed found finds? branded
    brands declare[sd]? labels labelled call(?:s|ed) pronounced assessed described made""")
    + r"\b"
)
INSPECTOR = re.compile(
    r"\b(?:ofsted(?:'s)?|inspect\w+|watchdog|reports?|letter|judge?ment|reviewers|hmi|it|they|he|she|we|regulator)\b"
)
SAID_OF_IT = re.compile(r"\b(?:that|which)\s(?:it|they|ofsted|inspectors|the watchdog)\s$")
COPULA = re.compile(
    r"\b(?P<verb>is|are|was|were|remain(?:s|ed|ing)?|stay(?:s|ed|ing)?|(?:has|have|had) been|becomes?|became|still|now"
    r"|already|again)"
    + _fill("also now again still already overall all both once officially currently only just an? as at in formally",
            f"[{DATE}]", r"[\s'\"]+")
    + _END
)  # fmt: skip
# A subject so plain that "is good" can only be a grade, without a word of an inspection.
PLAIN_NAME = re.compile(
    rf"(?:{NAME}|{AREA}(?:'s?)?(?: services?)?|\bchildren's services (?:in|at|for) {NAME}"
    rf"|{AREA} (?:of|in|for) {NAME}(?:'s services)?|(?:\bits|{NAME}'s?|\bcouncil's) children's services)\s$"
)
OF_SERVICE = re.compile(rf"{NAME}|{AREA}|\b(?:council|authority|services?|children's|borough|county)\b")
PRONOUN = re.compile(r"[\s'\"]*(?:it|they|we)[\s'\"]*")
ONE_OF_HOMES = re.compile(
    r"^(?!.*\bcare homes).*\bhomes\b.*\binspected\b.*\b(?:one|the other|another|both|two|three)\s$"
)

GIVING_VERB = re.compile(
    r"\b"
    + any_of("""given gave gives? awarded awards? receiv(?:es?|ed|ing) handed hands earn(?:s|ed)? got gets?
    secur(?:es?|ed) achiev(?:es?|ed|ing) won wins? scor(?:es?|ed) retain(?:s|ed|ing)? kept keeps? keeping
    maintain(?:s|ed|ing)? held holds? holding obtain(?:s|ed) lands? landed issued has had celebrat(?:es?|ed|ing) slapped
    hit""")
    + r"\b"
)
GIVEN = re.compile(r"[^.;:,]{0,80}")
AS_GRADE = re.compile(
    rf"['\"]*\sfor\s(?:\w+\s){{0,5}}{AREA}|['\"]*\s{AREA}|['\"]*\s?[,:-]?\s?(?:by|from|says|say|said)?\s?(?:the )?"
    r"(?:ofsted|inspectors|watchdog|in (?:all|every|each)|ratings?\b|grades?\b|judge?ments?\b)"
)
MOVING_VERB = re.compile(
    r"\b"
    + any_of(r"""improv\w+ ris(?:es?|ing|en) rose climb\w* mov(?:es?|ed|ing) jump\w* upgrad\w+ downgrad\w+ drop\w*
    fall\w* fell slip\w* slid\w* declin\w+ plung\w+ step\w* lift\w* rais\w+ return\w* went gone goes going advanc\w+
    progress(?:es|ed) demot\w+ promot\w+ crash\w* tumbl\w* leap\w* up down back turned sank sunk slump\w* deteriorat\w+
    chang\w+ relegat\w+ bump\w* shot taken took cut revised switch\w* transform\w*""")
    + r"\b"
)
TRANSITIVE = re.compile(r"(?:lift|rais|upgrad|downgrad|demot|promot|bump)\w*")
MOVING_FILL = re.compile(
    _fill("""its their the children's services? social care ofsted rating grade judgement overall up down back straight
    again one two three grades? notch notches all way in for from an? council of being where it was rated by several
    places borough county city town""", rf"{NAME}(?:'s?)?|[{DATE}{AREA}{GRADE}]\)?", r"[\s'\",(]+")
    + rf"{_GAP}(?:to|into|through|via)(?:\s(?:an?|overall|being|be|rated|the))*{_END}"
)  # fmt: skip
FROM = re.compile(
    r"\b(?:from|shed(?:s|ding)?|los[te]s?|losing|out of|used to be|stripped of|replac(?:es|ed|ing)|leaves? behind)"
    + _fill("""an? its their the being overall rated judged previous last ofsted rating grade of children's services?
    earlier been""", "", r"[\s'\"]+")
    + _END
)  # fmt: skip
TO_ANOTHER = re.compile(rf"['\"]* to ['\"]*{GRADE}.*{NAME}")

FORMER = re.compile(
    r"\b(?:previous(?:ly)?|former(?:ly)?|then|once|old|last)"
    rf"(?:\s(?:an?|overall|rated|judged|ofsted|rating|grade|of|been))*{_END}"
)
IS_RATING = re.compile(
    rf"['\"]*(?:-rated\b|\s(?:{AREA}\s|ofsted\s)*"
    r"(?:ratings?|judge?ments?|grades?|verdict|outcome|status|mark|tag|label)\b)"
)
RATING_OF = re.compile(
    r"\b(?:ratings?|judge?ments?|grades?|verdict|outcome|effectiveness|result)"
    + _fill("""of unchanged at still again was is were are as remains? remained for on an? now overall to be from
    inspectors the its their services? service's children's social care council work with in by possible came back""",
            rf"{NAME}(?:'s?)?|[{AREA}{DATE}](?:'s?)?")
    + rf"\s?[:,-]?{_END}"
)  # fmt: skip
BY_NAME = re.compile(rf"\bofsted(?:\s(?:says?|said|verdict))?\s?[:,-]{_END}")
OWN = re.compile(
    rf"(?:\b(?:its|their|our|whose)|{NAME}'s?|\b(?:council|authority|service|borough|county|services)'s?)"
    rf"(?:\s(?:overall|current|present|existing|own|latest|coveted|hard-won|ofsted))*{_END}"
)
AGAINST = re.compile(
    r"\b(?:appeal\w* against|challeng\w+|disput\w+|contest\w*|accept\w*|despite|because of|due to)\s(?:the|an?)"
    rf"(?:\s(?:grade|rating|judgement)\sof)?{_END}"
)

TABLE = re.compile(
    rf"(?:{AREA}(?:\s(?:in|at|for)\s{NAME})?|{NAME}|\b(?:home|council|services?|authority))['\"]?\s?(?::|\||\s-)\s?(?:{AREA}\s?)?{_END}"
    rf"|(?:\b(?:judge?ments?|grades?|ratings?)\b[^.]{{0,80}}|[:;]\s){AREA},{_END}"
)
AREA_TABLE = re.compile(rf"{AREA}(?:\s(?:in|at|for)\s{NAME})?\s?:{_END}")
FIRST_NAME = re.compile(rf"{NAME}\s?:\s['\"]?")
PAIRS = re.compile(rf"{AREA}\s['\"]?{GRADE}['\"]?[,;]?\s(?:and\s)?(?:the\s|its\s)?{AREA}\s['\"]?{GRADE}")
QUOTED_AFTER_NAME = re.compile(
    rf"(?:{NAME}(?:'s)?|\b(?:children's services|social care|council))"
    r"(?:\s(?:council|county|city|borough|children's|social|care|services?|council's|authority|department))*,?\s['\"]$"
)
QUALIFIES = re.compile(
    r"['\"]?\s(?:ofsted-rated\s)?"
    r"(?:children's (?:services|social care|department)|(?:county |city |borough )?council|(?:local )?authority)\b"
)
NAME_ALONE = re.compile(rf"{NAME}\s{GRADE}['\"]?[.!]?")
NAME_BEFORE = re.compile(rf"{NAME},\s['\"]?$")
SINCE = re.compile(rf"['\"]?\ssince\s{DATE}")
APPOSED = re.compile(rf"{NAME},\san?\s['\"]?$")
AFTER_FIRST = re.compile(
    rf"['\"]\sfor\s{NAME}(?:\W|'s)"
    rf"|['\"]?(?:\s(?:in|for)\s[{DATE}])?"
    r"(?:\s?[.:!,-].*\b(?:grade|judge?ment|rating|verdict|ofsted|inspectors)\b"
    rf"|,\s{GRADE}\sin\s{DATE}[:,].*{NAME}"
    r"|\s(?:is|was)\s(?:how|what|the)\s.*(?:inspectors|ofsted|watchdog|grade|verdict|judge?ment))"
)
LINKS = re.compile(
    rf"(?:[\s'\",;:()-]|{NAME}(?:'s?)?|[{AREA}{DATE}{GRADE}](?:'s?)?|\b"
    + any_of(r"""and but or with while whilst whereas then later now though although overall for in on the its their of
    was were is are also judged rated graded as to be found both being again subsequently before until from up down
    improv\w+ children's services? council county city borough support work help care performance experiences progress
    rising falling dropping fell quality effectiveness impact only just already still how it they an? areas? all four
    other three two one years? after at previous last inspection dropped where ratings? grades? judgements? each when
    than arrangements children people young rest this time yet even meanwhile so remain(?:s|ed)? stayed came out got
    that those social practice families every go(?:es)? into through first second third fourth fifth categor(?:y|ies)
    slip(?:s|ped)""")
    + r"\b)*"
)

CONTEXT = re.compile(r"\b(?:ofsted|inspect\w*|judg\w+|rated|ratings?|grad(?:es?|ed)|watchdog)\b")
# Inspectorates with another scale, and school report cards.
OTHERS_SCALE = re.compile(
    r"\b(?:care inspectorate|ciw|estyn|rqia|education scotland|report cards?|exceptional|strong standard"
    r"|expected standard|needs attention)\b"
)
CARE_REGULATOR = re.compile(r"\b(?:cqc|care quality commission)\b")
# Who may say "good" and is no inspector.
ASIDE = re.compile(
    r"\b"
    + any_of(r"""peer_(?:review|challenge) self-(?:assess|evaluat)\w* mock union parents councillors? ombudsman coroner
    judge tribunal campaigners? charity opposition survey auditors? audits? serious_case_review
    (?:safeguarding|practice)_review residents""")
    + r"\b"
)
