"""Searches as people of the sector type them, and headlines (of invented events) that they mean in other words."""

import pytest

from cfnews.store.search import matches
from tests.unit.making import Shelf, raw

MEANT = [
    ("looked after children", "Girl in care told to change school for the fourth time"),
    ("looked after children", "Council fails as corporate parent, report says"),
    ("children in care", "More looked-after teenagers are living far from home"),
    ("LAC", "Number of children looked after falls for first time since 2008"),
    ("care leavers", "Care-experienced students to get free rooms in the holidays"),
    ("care leavers", "Young people leaving care wait months for a flat"),
    ("leaving care", "Who pays the rent at 18? A pathway plan with gaps"),
    ("staying put", "When I Am Ready: Welsh scheme extended to 25"),
    ("IRO", "Reviewing officers say they are not heard"),
    ("independent reviewing officer", "IROs carry 90 children each, union says"),
    ("PEP", "Personal education plans still late in half of schools"),
    ("corporate parenting", "Every department to act as a corporate parent under new duty"),
    ("SGO", "Special guardians left without support, survey finds"),
    ("kinship care", "Grandparents raising children lose appeal over allowance"),
    ("kinship care", "Connected carers to be paid like foster parents"),
    ("family and friends carers", "Kinship allowance trial begins in seven areas"),
    ("FGC", "Family group decision-making offered before proceedings"),
    ("foster carers", "Fostering households down by a tenth in five years"),
    ("IFA", "Independent fostering agencies turn down sibling groups"),
    ("adoption", "Adoptive parents left to cope alone"),
    ("adopters", "Shortage of adoptive families for sibling groups"),
    ("ASGSF", "Therapy fund for adopted children cut by half"),
    ("adoption support fund", "ASGSF closes to new claims in March"),
    ("RAA", "Regional adoption agencies to merge"),
    ("placement order", "Twins were placed for adoption before the appeal was heard"),
    ("children's homes", "Residential childcare provider goes into administration"),
    ("secure home", "Secure accommodation beds empty while children wait"),
    ("secure children's home", "Welfare secure unit to open in the north"),
    ("unregistered placements", "Boy, 14, lived in a caravan under illegal placement"),
    ("unregistered children's home", "Unregulated accommodation used for 12-year-old"),
    ("supported accommodation", "Semi-independent homes for 16-year-olds judged by Ofsted for the first time"),
    ("DoL", "Court authorises deprivation of liberty of girl, 13, in rented flat"),
    ("deprivation of liberty", "DoLS applications for children rise again"),
    ("deprivation of liberty", "Teenager was unlawfully deprived of her liberty, judge rules"),
    ("profit cap", "Ministers threaten to limit profits of children's home firms"),
    ("out of area placements", "Children moved 100 miles from home as beds run out"),
    ("sufficiency", "Shortage of foster placements drives spending"),
    ("reunification", "How one team helps children return home from care"),
    ("section 20", "Voluntary accommodation lasted six years, court hears"),
    ("section 20", "Judge criticises misuse of s.20 agreement"),
    ("section 47", "Child protection enquiries up by a fifth"),
    ("s47", "Section 47 enquiries led to no plan in most cases"),
    ("child in need", "Section 17 support cut to the bone"),
    ("MASH", "Safeguarding hub slow to answer referrals"),
    ("front door", "Multi-agency safeguarding hub praised for its pace"),
    ("ICPC", "Parents shut out of child protection conferences"),
    ("LADO", "Allegations against staff: designated officers see record numbers"),
    ("LSCP", "Safeguarding children partnership names new scrutineer"),
    ("LCSPR", "Serious case review finds agencies missed warning signs"),
    ("serious case review", "Local child safeguarding practice review into death of toddler published"),
    ("serious case review", "Wales: child practice review calls for better recording"),
    ("SCR", "Learning review after death of infant in Fife"),
    ("child death", "Baby's death could have been prevented, coroner says"),
    ("neglect", "Family lived in squalor: neglected brothers were known to services"),
    ("FII", "Fabricated or induced illness: new guidance for paediatricians"),
    ("FGM", "Female genital mutilation protection orders fall"),
    ("CSE", "Sexually exploited girls were treated as offenders"),
    ("grooming gangs", "Group-based exploitation: inquiry chair named"),
    ("CCE", "County lines gangs recruit children outside special schools"),
    ("county lines", "Criminal exploitation: boys of 12 carry drugs"),
    ("criminal exploitation of children", "Drug gangs recruit pupils on Snapchat"),
    ("missing children", "Return home interviews late for most who go missing from care"),
    ("children going missing", "Runaways: police record 60,000 episodes"),
    ("UASC", "Unaccompanied children housed in a hotel for weeks"),
    ("UASC", "Lone child refugees face a two-year wait"),
    ("unaccompanied minors", "UASC grant frozen for third year"),
    ("age assessment", "Boy was wrongly treated as an adult by the Home Office"),
    ("national transfer scheme", "Transfer scheme for lone children falls behind"),
    ("EHCP", "Education, health and care plans: backlog grows"),
    ("EHC plan", "EHCP refusals overturned by tribunal"),
    ("SEND", "Special educational needs reforms delayed to spring"),
    ("SEND", "Additional learning needs system in Wales under strain"),
    ("special needs", "SEND reform: what we know so far"),
    ("ALN", "Additional learning needs coordinators lack time"),
    ("ASN", "Additional support needs teachers cut in Scotland"),
    ("high needs deficit", "Dedicated schools grant overspend reaches £40m"),
    ("safety valve", "DSG deficit deal agreed"),
    ("disabled children", "Short breaks cut for families with severely disabled sons and daughters"),
    ("respite", "Short break centre to close"),
    ("CAMHS", "Children's mental health services turn away one in four"),
    ("CAMHS", "Child and adolescent mental health waits top a year"),
    ("children's mental health", "Self-harm admissions among girls double"),
    ("tier 4", "Psychiatric unit for teenagers shut after inspection"),
    ("youth offending team", "Youth justice service rated outstanding by probation inspectors"),
    ("YOI", "Young offender institution locks boys up for 22 hours"),
    ("youth custody", "Feltham inspection finds violence up"),
    ("strip searching children", "Strip-searches of children by police fall"),
    ("knife crime", "Serious youth violence: public health approach pays off"),
    ("domestic abuse", "IDVAs in hospitals: an evaluation"),
    ("domestic violence", "Coercive control cases up in family courts"),
    ("MARAC", "Multi-agency risk assessment conferences overloaded"),
    ("NQSW", "Newly qualified staff get a protected caseload"),
    ("ASYE", "Assessed and supported year to be replaced"),
    ("agency social workers", "Locums cost county £12m"),
    ("social worker vacancies", "Recruitment and retention crisis deepens in children's teams"),
    ("caseloads", "Unallocated cases at county reach 400"),
    ("DCS", "Director of children's services to leave after a year"),
    ("struck off", "Social worker removed from the register over false records"),
    ("fitness to practise", "Social worker struck off for dishonesty"),
    ("PLO", "Pre-proceedings work delays care applications"),
    ("care proceedings", "Public law cases take 39 weeks"),
    ("ICO", "Interim care order made at birth"),
    ("family courts", "Family Division president wants journalists in hearings"),
    ("transparency", "Open reporting in family courts to be permanent"),
    ("Cafcass", "Children's guardians report heavy workload"),
    ("private law", "Child arrangements cases fall where pathfinder began"),
    ("JTAI", "Joint targeted area inspection looks at neglect"),
    ("ILACS", "Inspectors rate county's children's services good"),
    ("ILACS", "Ofsted: city council requires improvement"),
    ("focused visit", "Ofsted letter: focused visit finds drift"),
    ("inadequate", "Ofsted finds failing children's services left children at risk"),
    ("improvement notice", "DfE lifts statutory direction"),
    ("children's trust", "Council to take services back from Slough Children First"),
    ("ombudsman", "LGSCO finds fault with council over missed education"),
    ("section 114", "City council declares itself effectively bankrupt"),
    ("overspend", "Cost of placements leaves £10m deficit in children's budget"),
    ("family hubs", "Best Start centres to open on Saturdays"),
    ("Sure Start", "Children's centres: what was lost"),
    ("early help", "Team around the family model dropped"),
    ("families first partnership", "Families First programme guide updated"),
    ("child poverty", "Two-child limit ends"),
    ("home education", "Electively home educated pupils reach record"),
    ("EHE", "Parents who home school face register"),
    ("exclusions", "Suspensions for vaping soar"),
    ("school absence", "Persistent absence: fines double"),
    ("NEET", "One in eight young people not in education, employment or training"),
    ("CSAM", "Child sexual abuse material: tech firms fined"),
    ("online safety", "Sextortion of boys: charity warns"),
    ("childminders", "Home-based childcare in decline"),
    ("free childcare", "30 hours: providers say sums do not add up"),
    ("LGR", "Local government reorganisation threatens children's services"),
    ("Children's Wellbeing and Schools Bill", "Children's Wellbeing and Schools Act: what changes in April"),
    ("young carers", "Young carers service saved"),
    ("advocacy", "Children's advocates call for opt-out model"),
    ("FDAC", "Family drug and alcohol court closes"),
    ("hsb", "Harmful sexual behaviour in primary schools"),
    ("radicalisation", "Prevent referrals of under-15s at a record"),
    ("NRM", "Children are the largest group in the National Referral Mechanism"),
    ("SUDI", "Safe sleep advice reaches too few fathers"),
    ("PFD", "Coroner issues prevention of future deaths report"),
    ("private fostering", "Hidden: privately fostered children"),
    ("supervision order", "Supervision orders instead of care orders at home"),
    ("EPO", "Emergency protection order was unlawful"),
    ("DSL", "Designated safeguarding leads in schools want time"),
    ("FASD", "Foetal alcohol spectrum disorder goes unseen"),
    ("SEMH", "Schools for social, emotional and mental health needs"),
    ("AP", "Alternative provision: unsafe and unregistered"),
    ("PRU", "Pupil referral units full by November"),
    ("DBS", "Criminal record checks delay starts"),
    ("IICSA", "Inquiry into child sexual abuse: four years on, what has changed"),
    ("HMCI", "Ofsted chief inspector speaks to directors"),
]
NOT_MEANT = [
    ("SEND", "Councils send families the bill"),
    ("special needs", "Ministers send a letter to all heads"),
    ("MASH", "Bangers and mash at the village fete"),
    ("safeguarding hub", "Bangers and mash at the village fete"),
    ("PEP", "Coach gives youth side a pep talk"),
    ("PACE", "Pace of change is too slow"),
    ("pace of change", "Children held in police custody overnight"),
    ("personal adviser", "PA names a new picture editor"),
    ("care order", "ICO fines a council over lost files"),
    ("domestic abuse", "DA announces a trial date"),
    ("looked after children", "CIC buys the old library"),
    ("foster carers", "Games foster good relations between towns"),
    ("adopters", "Council adopts its local plan"),
    ("missing children", "Missing dog is found in a barn"),
    ("knife crime", "Chefs teach knife skills"),
    ("EHCP", "Special school wins an award"),
    ("staying put", "Care-experienced singers fill the town hall"),
    ("IRO", "Girl in care told to change school for the fourth time"),
    ("Ofsted", "Council praised for its parks"),
    ("DCS", "Washington DC mourns a mayor"),
    ("secure home", "Home security company fined"),
    ("grooming gangs", "Dog groomer opens a second shop"),
    ("strike", "Lightning damages the spire"),
    ("racism in social work", "Social workers win a prize"),
    ("social worker burnout", "Social workers win a prize"),
    ("Harrowmere adoption", "Regional adoption agencies to merge"),
    ("+kinship", "Special guardians left without support, survey finds"),
    ('"kinship care"', "Connected carers to be paid like foster parents"),
    ("kinship* care", "Connected carers to be paid like foster parents"),
]


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    """All the headlines, each a story of its own."""
    made = Shelf()
    titles = dict.fromkeys(title for _, title in MEANT + NOT_MEANT)
    for number, title in enumerate(titles):
        made.take(raw(title, f"https://outlet.example/{number}", hours_ago=number * 24 * 20))
    assert len(made.titles()) == len(titles)
    return made


def found(shelf: Shelf, query: str) -> list[str]:
    """The headlines found, best first."""
    ranks = matches(shelf.db, query)
    titles = {shelf.row(title): title for title in shelf.titles()}
    return [titles[row] for row in sorted(ranks, key=lambda row: ranks[row])]


@pytest.mark.parametrize(("query", "title"), MEANT)
def test_a_headline_is_found_by_what_the_sector_calls_it(shelf: Shelf, query: str, title: str) -> None:
    assert title in found(shelf, query)


@pytest.mark.parametrize(("query", "title"), NOT_MEANT)
def test_a_headline_is_not_found_by_a_word_that_means_something_else(shelf: Shelf, query: str, title: str) -> None:
    assert title not in found(shelf, query)


@pytest.mark.parametrize(
    ("query", "first", "later"),
    [
        ("UASC", "UASC grant frozen for third year", "Unaccompanied children housed in a hotel for weeks"),
        ("SEND", "SEND reform: what we know so far", "Additional learning needs coordinators lack time"),
        ("drug gangs", "Drug gangs recruit pupils on Snapchat", "Criminal exploitation: boys of 12 carry drugs"),
        (
            "care leavers",
            "Young people leaving care wait months for a flat",
            "When I Am Ready: Welsh scheme extended to 25",
        ),
        ("EHCP", "EHCP refusals overturned by tribunal", "Education, health and care plans: backlog grows"),
        ("SEND", "Additional learning needs coordinators lack time", "Education, health and care plans: backlog grows"),
    ],
)
def test_the_words_themselves_come_first_then_other_names_then_what_belongs_to_the_thing(
    shelf: Shelf, query: str, first: str, later: str
) -> None:
    titles = found(shelf, query)
    assert titles.index(first) < titles.index(later)


def test_the_words_apart_come_last() -> None:
    shelf = Shelf()
    for number, title in enumerate(("A hearing on care was in order", "Grandmother wins care order", "ICOs: a guide")):
        shelf.take(raw(title, f"https://outlet.example/{number}", hours_ago=number * 24 * 20))
    ranks = matches(shelf.db, "care order")
    assert ranks[shelf.row("Grandmother wins care order")] < ranks[shelf.row("A hearing on care was in order")]


def test_where_no_story_has_all_the_words_the_rarest_term_is_found(shelf: Shelf) -> None:
    assert found(shelf, "foster carers radicalisation") == ["Prevent referrals of under-15s at a record"]


def test_with_a_thousand_stories_of_the_words_themselves_no_other_names_are_looked_for(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cfnews.store.search._ENOUGH", 1)
    assert found(shelf, "UASC") == ["UASC grant frozen for third year"]
