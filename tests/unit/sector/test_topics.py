"""Topics of invented headlines: the words of every topic, their other senses, and a reader's own topics."""

import pytest

from cfnews.model import TopicSpec
from cfnews.sector.item import Item
from cfnews.sector.topics import TopicFinder, topics

FINDER = TopicFinder()


def told(title: str, summary: str = "", text: str = "", scope: str = "filter") -> list[str]:
    return [found.value for found in FINDER.find(Item(title, summary, text, role="national", scope=scope))]


# Headline, summary, and all the topics that are to be found.
TOLD = [
    ("Second letter says pace has quickened in Halworth", "Ofsted returned in June.", "inspection"),
    ("'We stopped waiting': how one borough lost its inadequate label", "", "inspection"),
    ("Single-word verdicts go: what will replace them for councils", "The four judgements stay.", "inspection"),
    ("Home for four boys closed after an inspector's call", "Staff had no training.", "residential inspection"),
    ("JTAI finds police slow to share reports of harm at home", "", "inspection child_protection"),
    ("Health workers told to look behind the door", "Staff are to notice signs of harm in babies.", "child_protection"),
    ("Ten thousand children subject to a plan", "The rise is steepest for neglect.", "child_protection"),
    ("LADO referrals double after new guidance", "", "child_protection"),
    ("Smacking ban edges closer as ministers order review", "Children would be protected.", "child_protection policy"),
    (
        "Toddler's death: agencies each held a piece",
        "A reviewer lists nine chances to act.",
        "reviews child_protection",
    ),
    ("Panel chair: we read 400 reports", "Serious incidents follow a pattern, says the review body.", "reviews"),
    ("DHRs get a new name and a new form", "", "reviews"),
    ("Boy who died in custody was failed by three agencies, jury finds", "", "reviews youth_justice"),
    ("Children who go missing three times to get a named worker", "Four councils share the cost.", "missing"),
    ("Police called 400 times for children who ran away from placements", "", "missing"),
    ("Concern grows for girl, 14, missing from care home", "", "missing"),
    ("First sentence for 'cuckooing' a teenager's flat", "", "exploitation"),
    ("NRM decisions on children could be made by councils", "", "exploitation"),
    ("Taxi drivers trained to spot girls in trouble", "The licence course covers grooming.", "exploitation"),
    ("Gangs recruit pupils at bus stops, charity warns", "They carry drugs to the coast.", "exploitation"),
    ("PEPs go digital in Rochdale", "Every pupil in care will write part of the plan.", "looked_after"),
    ("LAC reviews by video: children vote no", "", "looked_after"),
    ("Pocket money for children in care frozen for a sixth year", "", "looked_after"),
    ("Keeping the Promise: Scotland 'not on track'", "", "looked_after"),
    ("Council keeps one apprenticeship in ten for care leavers", "", "care_leavers"),
    ("What helps at 18", "Researchers followed people leaving care in Wales.", "care_leavers"),
    ("Personal advisers juggle 40 young people each", "", "care_leavers"),
    ("Foster dad of 90 children awarded medal", "", "fostering"),
    ("Wanted: spare rooms in Powys", "The council needs more families who foster.", "fostering"),
    ("Trusts agree one allowance", "Fostering households will get the same everywhere.", "fostering"),
    ("RAA to leave council and become charity", "", "adoption"),
    ("ASGSF cap leaves families with half the help", "", "adoption"),
    ("Early permanence: half of babies live with their adopters from the start", "", "adoption"),
    ("SGO support plans 'not worth the paper'", "", "kinship"),
    ("Family network meals get cousins round a table", "", "kinship"),
    ("Grandparents bringing up grandchildren 'pushed into debt'", "", "kinship"),
    ("Village hall full as plan for home for five children is heard", "", "residential"),
    ("Secure home opens after five-year delay", "Twelve beds for children with the highest needs.", "residential"),
    ("Illegal homes hold ninety teenagers", "", "unregulated"),
    ("Supported accommodation: half of providers without a decision", "", "unregulated"),
    ("Firm fined for running illegal children's home", "", "unregulated residential"),
    ("DoL orders on children pass 1,500 a year", "", "dols"),
    ("High Court list for locked-up children grows again", "", "dols courts"),
    ("SENDIST hears record number of appeals", "", "send"),
    ("EHCP backlog: families wait 44 weeks", "", "send"),
    ("County's high needs deficit to hit £200m", "", "send funding"),
    ("Parents win nine in ten tribunal hearings over school places", "SEND law is clear, they say.", "send education"),
    ("Dads' group makes a film", "It will be shown in family hubs across the county.", "early_help"),
    ("Health visitors see one in five babies late", "", "early_help"),
    ("Baby banks report record demand", "", "early_help"),
    ("YOI governors told to end long lock-ups", "", "youth_justice"),
    ("Number of children in prison falls below 400", "", "youth_justice"),
    ("Children's hearings panel members recruited", "", "youth_justice"),
    ("UASC numbers fall in Kent", "", "uasc"),
    ("School in a week for lone arrivals", "", "uasc"),
    ("NTS payments to rise for councils that take more", "", "uasc"),
    ("CAMHS waits fall after walk-in clinic", "", "mental_health"),
    ("Self-harm among girls doubles in a decade", "", "mental_health"),
    ("MARAC to hear from children for first time", "", "domestic_abuse"),
    ("Children recognised as victims of coercive control", "", "domestic_abuse"),
    ("I cried in the car park: an ASYE year", "", "workforce"),
    ("Social workers vote to walk out", "", "workforce"),
    ("Cafcass told to hear children sooner", "", "courts"),
    ("Judge writes to boy: 'You did nothing wrong'", "", "courts"),
    ("Re M (Children) [2026] EWCA Civ 77", "", "courts"),
    ("Overspend on children's services eats county's savings", "", "funding delivery"),
    ("Lords add siblings clause to children's bill", "", "policy"),
    ("Two in three childminders plan to stop", "", "early_years"),
    ("Severe absence at record high in coastal towns", "", "education"),
    ("Off-rolling: 'My son was deleted'", "", "education"),
    ("Sextortion: boys blackmailed within minutes", "", "online"),
    ("IWF finds thousands of fake images of real girls", "", "online"),
    ("Together for Children hands back the keys", "", "delivery"),
    ("LGSCO: council took nine months to answer mother", "", "delivery"),
    ("Ten-year-olds kept in police cells", "", "youth_justice"),
    ("Gangs use children to hide their phones", "", "exploitation"),
    ("Children's respite unit to shut", "", "send"),
    ("Nursery funding falls short", "", "early_years"),
    ("Parents who smack: ban goes to a vote", "", "child_protection"),
    ("Twins to stay with their grandparents", "", "kinship"),
]


@pytest.mark.parametrize(("title", "summary", "expected"), TOLD)
def test_a_headline_tells_its_topics_and_no_others(title: str, summary: str, expected: str) -> None:
    assert set(told(title, summary)) == set(expected.split())


def test_every_shipped_topic_is_told_by_some_headline_here() -> None:
    assert {one.id for one in topics()} == {topic for *_, expected in TOLD for topic in expected.split()}


@pytest.mark.parametrize(
    ("title", "summary"),
    [
        ("Council safeguarding historic mill from developers", ""),
        ("Adoption of housing plan may wait until May", ""),
        ("Adoption of AI slows in warehouses", ""),
        ("Puppy adoption day at rescue centre", ""),
        ("Kitten fostering scheme needs volunteers", ""),
        ("Academy fostering young talent sends three to first team", ""),
        ("Architect opens arcade", "He spoke of fostering a sense of place."),
        ("Passport deadline missing for thousands", ""),
        ("Exclusion zone set up around unsafe building", ""),
        ("Bangers and mash potato festival returns", ""),
        ("LAC operon explained", "A revision guide for biology."),
        ("PA to the chief executive wins award", ""),
        ("CPA exam gets shorter", "Bookkeepers are glad."),
        ("Judge samples forty jams", "The village show has a new champion."),
        ("Nursery wins gold for its dahlias", "The plant nursery has been going since 1931."),
        ("Night court for parking fines", "The budget is small."),
        ("sen candidate wins", ""),
        ("Times-table check for nine-year-olds to go online", ""),
        ("Home for sale where author wrote", ""),
        ("", ""),
    ],
)
def test_words_of_the_sector_in_other_senses_tell_no_topic(title: str, summary: str) -> None:
    assert told(title, summary) == []


def test_a_shared_word_counts_in_the_company_of_children() -> None:
    assert told("Judge rules on fines") == []
    assert told("Judge rules on fines for parents of pupils") == ["courts"]


def test_a_feed_of_the_sector_is_company_enough() -> None:
    assert told("Turnover is down again") == []
    assert told("Turnover is down again", scope="sector") == ["workforce"]


def test_a_shared_abbreviation_counts_beside_a_council_or_a_word_of_its_topic() -> None:
    assert told("NTS opens a tea room") == []
    assert told("NTS: councils reply") == ["uasc"]
    assert told("PLO: judge decides") == ["courts"]


def test_case_counts_in_abbreviations_alone() -> None:
    assert told("send in the clowns") == []
    assert told("SEND REFORM") == told("SEND reform") == ["send", "policy"]
    assert told("FOSTER CARERS WANTED") == ["fostering"]


def test_hyphens_apostrophes_and_plurals_do_not_matter() -> None:
    for title in ("Looked-after children", "Looked after child", "LOOKED AFTER CHILDREN’S views"):
        assert told(title) == ["looked_after"]
    assert told("Children’s homes") == told("Children's home") == told("Childrens homes") == ["residential"]


def test_a_possessive_in_a_phrase_must_be_there() -> None:
    assert "residential" not in told("Council brings forty children home")


def test_no_phrase_reaches_across_the_end_of_a_sentence() -> None:
    assert told("They speak of children in. Care costs rise") == told("Care costs rise for children")


def test_the_headline_outweighs_the_summary() -> None:
    assert told("Adopters wait", "Foster carers wait too.") == ["adoption", "fostering"]
    assert told("Foster carers wait", "Adopters wait too.") == ["fostering", "adoption"]


def test_a_shared_word_within_a_longer_phrase_of_another_topic_is_that_topics() -> None:
    assert told("Domestic abuse survivors tell their story") == ["domestic_abuse"]


def test_what_a_bar_touches_is_taken_away_and_nothing_else() -> None:
    assert told("Adoption of new menus pleases adopters") == ["adoption"]
    assert told("Adoption of siblings rises") == ["adoption"]


def test_a_finding_names_its_rule_and_words() -> None:
    found = FINDER.find(Item("Kinship carers to get leave", "A judge in the family court agreed."))
    assert [(one.value, one.rule, one.words) for one in found] == [
        ("kinship", "topic.title", "Kinship"),
        ("courts", "topic.summary", "family court"),
    ]
    shared = FINDER.find(Item("LAC reviews by video: children vote no"))
    assert [(one.rule, one.words) for one in shared] == [("topic.title.shared.abbreviation", "LAC")]


def test_a_full_text_counts_where_it_keeps_coming_back_to_a_topic() -> None:
    often = "Kinship carers met. Kinship care is cheaper. A special guardian spoke, and a kinship worker."
    assert told("A day in June", text="Somebody mentioned kinship.") == []
    assert told("A day in June", text=often) == ["kinship"]
    assert told("Adopters meet", text="One of them mentioned kinship.") == ["adoption"]
    assert told("Adopters meet", text=often) == ["adoption", "kinship"]


def test_a_long_summary_needs_more_than_a_shared_word_in_passing() -> None:
    passing = "Children and parents came to the town hall on a wet afternoon to eat cake and to sing. " * 3
    assert told("Party for families", f"{passing} A judge was there.") == []


def test_a_readers_own_topic_is_found_like_a_shipped_one() -> None:
    own = TopicSpec(id="whales", label="Whales", words=("whale*", "~fin"), abbr=("WDC",), not_=("killer whale",))
    finder = TopicFinder([own])
    assert [found.value for found in finder.find(Item("Whalers return", scope="filter"))] == ["whales"]
    assert [found.value for found in finder.find(Item("Killer whale seen", scope="filter"))] == []
    assert [found.value for found in finder.find(Item("WDC reports", scope="filter"))] == ["whales"]
    assert [found.value for found in finder.find(Item("A fin", scope="filter"))] == []
    assert [found.value for found in finder.find(Item("A fin, said the child", scope="filter"))] == ["whales"]


def test_a_readers_own_topic_may_add_words_to_a_shipped_one() -> None:
    finder = TopicFinder([TopicSpec(id="fostering", label="Fostering", words=("nest builders",))])
    assert [found.value for found in finder.find(Item("Nest builders meet"))] == ["fostering"]


def test_the_shipped_topics_are_the_27_of_the_taxonomy_each_with_words() -> None:
    assert len(topics()) == 27
    assert all(one.label and one.words for one in topics())
    assert topics()[0].id == "inspection"


def test_every_plain_phrase_of_a_shipped_topic_finds_that_topic() -> None:
    for one in topics():
        for phrase in one.words:
            if phrase.replace(" ", "").replace("'", "").isalpha() and "<" not in phrase:
                assert one.id in told(f"{phrase.capitalize()} today"), phrase


@pytest.mark.parametrize(
    "unit", ["care court ", "adoption of ", "children in ", "' ", "a'", "£", "young people ", "17-year-old "]
)
def test_hostile_text_is_read_to_its_limit_and_no_further(unit: str) -> None:
    flood = unit * 100_000
    assert len(told(flood, flood, flood)) <= 27
