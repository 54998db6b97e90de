"""Which places an item is about. Every event told here is invented; councils are named, as their names are the trap."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from cfnews.model import PlaceSpec, Role
from cfnews.sector.item import Item
from cfnews.sector.places import FoundPlace, PlaceFinder
from cfnews.story import Place

SPECS = (
    PlaceSpec(id="harrowmere", name="Harrowmere"),
    PlaceSpec(id="north", name="North Harrowmere", aliases=("NH Trust",)),
    PlaceSpec(id="trust", name="Harrowmere Trust"),
    PlaceSpec(id="kings", name="King's Meadow"),
    PlaceSpec(id="one", name="St. Mary (East)", aliases=("C++ School",)),
)
COUNCILS = PlaceFinder(())


def own(text: str, specs: Sequence[PlaceSpec] = SPECS) -> list[str]:
    return [found.place.slug for found in PlaceFinder(specs).find(Item(text))]


def found(title: str, summary: str = "", text: str = "", role: Role = "trade") -> str:
    """The slugs of the councils that an item from a feed of mixed content is about."""
    places = COUNCILS.find(Item(title, summary, text, role=role, scope="filter"))
    return " ".join(one.place.slug for one in places)


# --- a reader's own places --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("Harrowmere opens a hub", ["harrowmere"]),
        ("In Harrowmere, in Harrowmere again", ["harrowmere"]),
        ("North Harrowmere opens a hub", ["north"]),  # not Harrowmere
        ("North Harrowmere and Harrowmere differ", ["north", "harrowmere"]),
        ("Harrowmere, then North Harrowmere", ["harrowmere", "north"]),
        ("Harrowmere Trust is rated", ["trust"]),
        ("NH Trust rated good", ["north"]),
        ("King’s Meadow and King's Meadow", ["kings"]),
        ("(Harrowmere)", ["harrowmere"]),
        ("Harrowmere's homes", ["harrowmere"]),
        ("St. Mary (East) is open", ["one"]),
        ("C++ School is open", ["one"]),
        ("StX Mary (East)", []),  # names are no expressions
        ("harrowmere", []),  # case as written
        ("Harrowmeres", []),  # whole words
        ("NewHarrowmere", []),
        ("North  Harrowmere", ["harrowmere"]),
        ("", []),
    ],
)
def test_a_text_names_a_readers_own_places(text: str, slugs: list[str]) -> None:
    assert own(text) == slugs


def test_title_summary_and_text_give_each_place_once_in_order_of_appearance() -> None:
    places = PlaceFinder(SPECS).find(Item("Harrowmere", "NH Trust", "King's Meadow and Harrowmere"))
    assert [one.place.slug for one in places] == ["harrowmere", "north", "kings"]
    assert places[0] == FoundPlace(Place("harrowmere", "harrowmere", "Harrowmere"), "place.own", "Harrowmere")


def test_a_name_that_two_places_share_names_both() -> None:
    specs = (PlaceSpec(id="a", name="Ashmere"), PlaceSpec(id="b", name="B", aliases=("Ashmere",)))
    assert own("Ashmere", specs) == ["a", "b"]


def test_without_places_of_a_readers_own_there_are_still_the_councils() -> None:
    assert own("Harrowmere", ()) == []
    assert own("Leeds agrees a budget", ()) == ["leeds"]


def test_of_an_own_place_and_a_council_the_longer_name_counts_and_of_equal_ones_both() -> None:
    specs = (PlaceSpec(id="team", name="Leeds North Team"), PlaceSpec(id="mine", name="Somerset"))
    assert own("Leeds North Team moves", specs) == ["team"]
    assert own("North Somerset agrees a budget", specs) == ["north-somerset"]
    assert own("Somerset agrees a budget", specs) == ["mine", "somerset"]


# --- councils ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "slugs"),
    [
        ("Devon under notice to improve", "devon"),
        ("Leeds judged outstanding again", "leeds"),
        ("In Wolverhampton, a new deal for lone children", "wolverhampton"),
        ("Manchester City Council to build its own children's homes", "manchester"),
        ("Royal Borough of Greenwich wins a fostering award", "greenwich"),
        ("London Borough of Barnet v A Mother [2026] EWFC 12", "barnet"),
        ("LB Croydon v A Father [2026] EWHC 201 (Fam)", "croydon"),
        ("R (on the application of TK) v Kent CC", "kent"),
        ("Essex County Council (25 019 117)", "essex"),
        ("St. Helens children's services no longer inadequate", "st-helens"),
        ("Southend on Sea agrees a short breaks deal", "southend-on-sea"),
        ("Kingston-upon-Hull's youth justice team praised", "kingston-upon-hull"),
        ("Brighton & Hove ends its contract with an agency", "brighton-and-hove"),
        ("Telford & Wrekin cabinet backs a new home", "telford-and-wrekin"),
        ("BCP Council faces a deficit of £90m", "bournemouth-christchurch-and-poole"),
        ("RBKC settles with a care leaver", "kensington-and-chelsea"),
        ("B&NES youth centre saved", "bath-and-north-east-somerset"),
        ("Northants youth workers honoured", "north-northamptonshire west-northamptonshire"),
        ("Three councils sign up: Calderdale, Kirklees and Wakefield", "calderdale kirklees wakefield"),
        ("Nottingham and Nottinghamshire split over a joint board", "nottingham nottinghamshire"),
        ("North Somerset and Somerset sign an adoption deal", "north-somerset somerset"),
        ("Gloucestershire and South Gloucestershire part ways", "gloucestershire south-gloucestershire"),
        ("North East Lincolnshire leaves intervention", "north-east-lincolnshire"),
        ("Fife social workers ballot for a strike", "fife"),
        ("Perth and Kinross Council names its chief social worker", "perth-and-kinross"),
        ("Scottish Borders Council backs the promise", "the-scottish-borders"),
        ("Vale of Glamorgan Council sued by a former resident", "the-vale-of-glamorgan"),
        ("Rhondda Cynon Taf cuts its use of private homes", "rhondda-cynon-taff"),
        ("Ynys Môn yn chwilio am ofalwyr maeth", "isle-of-anglesey"),
        ("Newry, Mourne and Down council backs breakfast clubs", "newry-mourne-and-down"),
        ("Derry mother wins the right to see her file", "derry-city-and-strabane"),
    ],
)
def test_a_council_is_named_in_many_ways(title: str, slugs: str) -> None:
    assert found(title) == slugs


@pytest.mark.parametrize(
    ("title", "slugs"),
    [
        ("Birmingham's children's trust overspends by £9m", "birmingham"),
        ("Northamptonshire Children's Trust names a chief", "north-northamptonshire west-northamptonshire"),
        ("Achieving for Children to pay more", "kingston-upon-thames richmond-upon-thames windsor-and-maidenhead"),
        ("Slough Children’s Services Trust: the first of its kind", "slough"),
        ("Together for Children to stay until 2030", "sunderland"),
        ("Cumbria care leavers' fund shared out", "cumberland westmorland-and-furness"),
        ("Poole foster carers' group turns fifty", "bournemouth-christchurch-and-poole"),
    ],
)
def test_a_trust_and_a_former_council_stand_for_those_who_have_the_duties(title: str, slugs: str) -> None:
    assert found(title) == slugs


def test_surrey_is_two_councils_from_april_2027() -> None:
    late = Item("Surrey to close a home", published=datetime(2027, 4, 2, tzinfo=UTC))
    assert [one.place.slug for one in COUNCILS.find(late)] == ["east-surrey", "west-surrey"]
    assert found("East Surrey and West Surrey name children's directors") == "surrey"


@pytest.mark.parametrize(
    ("title", "slugs"),
    [
        ("Reading agrees to buy two homes for children in care", "reading"),
        ("Reading's fostering team doubles in size", "reading"),
        ("Reading rated inadequate for its support of care leavers", "reading"),
        ("Families in Reading wait a year for school plans", "reading"),
        ("Bracknell Forest, Reading and Slough share a home", "bracknell-forest reading slough"),
        ("Reading for pleasure falls among teenagers", ""),
        ("Reading aloud to babies helps their speech", ""),
        ("Reading children's books together strengthens bonds", ""),
        ("Reading tests show a fall", ""),
        ("Guided Reading for Foster Carers: A Toolkit", ""),
        ("The joy of Reading: schools try silent half-hours", ""),
        ("Second Reading of the care bill put off", ""),
        ("Bury foster carers get a council tax cut", "bury"),
        ("Bury, Rochdale and Oldham to share an adoption panel", "bury rochdale oldham"),
        ("Bury the hatchet: parents and social workers learn to talk", ""),
        ("Parents forced to bury a baby without an inquest", ""),
        ("Hull to pay foster carers more", "kingston-upon-hull"),
        ("Crew trapped under the hull of a fishing boat", ""),
        ("Stoke parents win a fight over school transport", "stoke-on-trent"),
        ("Stoke fears: why violence rises when youth clubs shut", ""),
        ("Slough loses its fourth children's director", "slough"),
        ("Slough off the stress: tips for managers", ""),
        ("Children's homes in Derby all rated good", "derby"),
        ("Derby day ends in red cards", ""),
        ("Bath council reviews its school transport", "bath-and-north-east-somerset"),
        ("Bath time routines for toddlers in foster care", ""),
        ("Barking up the wrong tree: thresholds again", ""),
        ("Westminster's foster carers offered parking permits", "westminster"),
        ("Pupils in Westminster wait for therapy", "westminster"),
        ("Camden and Westminster share a youth justice team", "camden westminster"),
        ("Ministers in Westminster dodge questions on care costs", ""),
        ("Westminster Hall debate: kinship care", ""),
        ("City of London Corporation praised for its work with lone children", "city-of-london"),
        ("City of London traders return to their offices", ""),
    ],
)
def test_a_name_that_is_also_a_word_needs_a_sign(title: str, slugs: str) -> None:
    assert found(title) == slugs


@pytest.mark.parametrize(
    "title",
    [
        "Kent Police search for a missing boy",
        "Surrey police chief defends an inquiry into child abuse",
        "Devon and Cornwall Police sorry over a child's case",
        "Hertfordshire Constabulary's missing children unit grows",
        "Manchester United give tickets to young carers",
        "AFC Bournemouth women's team promoted",
        "Hull KR reach the final",
        "Sheffield Wednesday takeover agreed",
        "Derby County sign a goalkeeper",
        "Nottingham Forest pay tribute to a fan, 9",
        "Coventry Blaze lose to Sheffield Steelers",
        "Durham University tracks care leavers",
        "University of Kent researchers meet foster families",
        "Queen's University Belfast follows pupils in care",
        "Cardiff Met study on kinship",
        "Leeds Teaching Hospitals NHS Trust says sorry to a family",
        "University Hospitals Birmingham apologises to parents",
        "Bristol Children's Hospital sorry for delays",
        "Sandwell and West Birmingham NHS trust cuts waits for children",
        "Swansea Bay health board faces a backlog of children",
        "Belfast Trust sorry for delays in adoption",
        "Birmingham Crown Court hears of a child's last hours",
        "Kent Fire and Rescue Service opens its doors to schools",
        "Sutton Trust finds a gap between schools",
        "Richmond Fellowship names a trustee for children",
        "Lambeth Palace hosts an adoption charity",
        "Harrow School fees reach £60,000",
        "Kent Road children's home closed after a fire",
        "Manchester Evening News wins an award for its care series",
        "Blackpool Tower ballroom opens to care leavers",
        "Devon cream tea for young carers",
        "Staffordshire bull terrier attack: boy, 6, in hospital",
        "Essex lorry deaths: families speak",
        "Leeds-based charity for children grows",
        "Judge Kent rules on the placement of twins",
        "Mr Justice Bury refuses a transfer of children",
        "Dr Hannah Kent on why play matters",
        "Cllr James Bolton to chair the children's panel",
        "A talk by Amara Barnet on play for children",
        "Duke of York visits a school",
        "Duchess of Cornwall opens a refuge for mothers",
        "Archbishop of York calls for an end to child poverty",
        "Angus Robertson calls for powers over care",
        "HMP Leicester governor suspended over a boy's death",
        "River Medway rescue: girl pulled out",
        "New York's foster carers go to court",
        "Richmond, Virginia, bans phones in schools",
        "Birmingham, Alabama, honours a teacher",
        "Perth, Western Australia: foster crisis deepens",
        "Durham mother wins case against her state in North Carolina",
        "Newcastle-under-Lyme nursery fined",
        "Bury St Edmunds school wins a garden prize",
        "Windsor Framework talks resume",
        "South Yorkshire mayor launches a pass for care leavers",
    ],
)
def test_a_rival_of_the_name_is_not_the_council(title: str) -> None:
    assert found(title) == ""


@pytest.mark.parametrize(
    ("title", "summary", "slugs"),
    [
        ("Former Leeds director to lead Devon improvement", "", "devon"),
        ("New chief for a children's charity", "She joined from Suffolk, where she led early help.", ""),
        ("Harrow appoints a new DCS from Hertfordshire", "", "harrow"),
        ("Directors call for calm on children's care", "They will gather in Salford on Friday.", ""),
        ("Training on care: signs of safety, Birmingham, 4 June", "", ""),
        ("Villages near Solihull fear for their school", "", ""),
        ("A review backs Harrow's neighbour, Brent", "", "brent"),
        ("Bus to take pupils home", "The route to Bournemouth will open for schools.", ""),
    ],
)
def test_where_somebody_comes_from_goes_to_or_meets_is_not_what_an_item_is_about(
    title: str, summary: str, slugs: str
) -> None:
    assert found(title, summary) == slugs


def test_where_a_rival_speaks_its_bare_name_is_its_beat_and_the_council_is_still_the_council() -> None:
    assert found("Kent Police find a girl", "She had been missing in Kent for a week.") == ""
    assert found("Kent Police find a girl", "Kent County Council had reported her missing.") == "kent"


@pytest.mark.parametrize(
    ("title", "summary", "slugs"),
    [
        ("Free football for children in care in Wigan", "", "wigan"),
        ("Floodlights go out after an hour", "The match in Bolton was stopped.", ""),
        ("Bakery chain grows", "Its investors like the store in Oldham.", ""),
        ("Detectives search a park in Wigan", "", ""),
        ("Teenager stabbed in Croydon", "The boy, 15, is in hospital.", "croydon"),
        ("Crash closes the motorway in Somerset", "", ""),
        ("Redcar steelworks site sold", "", ""),
        ("Redcar girls open a youth club", "", "redcar-and-cleveland"),
    ],
)
def test_a_bare_name_counts_by_what_the_item_is_about(title: str, summary: str, slugs: str) -> None:
    assert found(title, summary) == slugs


@pytest.mark.parametrize(
    ("title", "slugs"),
    [
        ("Cornwall tops a list of holiday spots", ""),
        ("Wiltshire crop circle puzzles its finder", ""),
        ("Dorset agrees its local plan", "dorset"),
        ("Potholes shut a road in Swindon", "swindon"),
        ("Havering says nothing is settled", "havering"),
        ("Kirklees is sold on tea", "kirklees"),  # nobody else is called so
        ("MASH under strain in Swindon", "swindon"),
    ],
)
def test_in_a_feed_of_everything_silence_counts_against_a_bare_name(title: str, slugs: str) -> None:
    assert found(title, role="national") == slugs


def test_a_full_text_counts_only_where_the_head_names_no_council() -> None:
    text = "The visit to Gateshead Council was short. Leeds City Council lent two managers."
    assert found("Inspectors find progress", "", text) == "gateshead leeds"
    assert found("Inspectors find progress in Bolton", "", text) == "bolton"


def test_a_full_text_counts_councils_named_as_such_or_twice_if_they_are_few() -> None:
    assert found("A visit", "", "It was a long way from Fife. Children liked Torbay. Torbay liked them.") == "torbay"
    survey = ", ".join(f"{name} Council" for name in ("Kent", "Leeds", "Bolton", "Essex", "Devon"))
    assert found("A survey", "", f"Asked were {survey}.") == ""


def test_each_place_is_given_with_its_code_the_rule_and_the_words() -> None:
    (one,) = COUNCILS.find(Item("Judges back Bolton Council's plan"))
    assert one == FoundPlace(Place("E08000001", "bolton", "Bolton"), "place.council", "Bolton Council")
    rules = {
        "Leeds's foster carers meet": ("place.services", "Leeds's foster"),
        "Inspectors return to Leeds": ("place.name", "Leeds"),
        "Sandwell Children's Trust moves": ("place.trust", "Sandwell Children's Trust"),
        "Camden and Westminster": ("place.list", "Camden and Westminster"),
    }
    for title, (rule, words) in rules.items():
        last = COUNCILS.find(Item(title))[-1]
        assert (last.rule, last.words) == (rule, words)


@pytest.mark.parametrize("piece", ["Kent ", "Kent And ", "Birmingham ", "Reading, ", "North ", "Aa-", "’", "Kent's "])
def test_a_hostile_text_of_names_is_read_in_one_go(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    finder = PlaceFinder((PlaceSpec(id="a", name="Kent"), PlaceSpec(id="b", name="North Kent")))
    slugs = [one.place.slug for one in finder.find(Item(text, text, text, role="national", scope="filter"))]
    assert len(slugs) == len(set(slugs)) <= 2
