"""What a feed of everything holds for the sector: invented headlines of a regional newsroom."""

import pytest

from cfnews.sector.item import Item
from cfnews.sector.relevance import Relevance, judge_relevance
from cfnews.sector.topics import TopicFinder

FINDER = TopicFinder()


def judged(title: str, summary: str = "", **more: object) -> Relevance:
    item = Item(title, summary, role="national", scope="filter")._replace(**more)  # type: ignore[arg-type]
    return judge_relevance(item, FINDER.find(item), (), ())


@pytest.mark.parametrize(
    ("title", "summary"),
    [
        ("Social care staff 'listen to every child'", "Inspectors were told so in four schools."),
        ("Foster dad of 90 children awarded medal", ""),
        ("Teenagers in care living in caravans and barges", ""),
        ("Vulnerable families 'falling through the cracks', charities warn", ""),
        ("Play areas left to rot in poorest towns, children's charity says", ""),
        ("Families in temporary accommodation tell of mould", "Their children are ill."),
        ("Teenage parents get their own house", "A charity will support them."),
        ("Court clears its backlog of family cases", ""),
        ("Taxi bill for disabled pupils rises", ""),
        ("Children wait two years for mental health help", ""),
        ("Police to tell schools about violence at home", ""),
        ("Social workers strike over out-of-hours rota", ""),
        ("Coroner criticises agencies after teenager's death in placement", ""),
        ("Ukrainian teenagers who came alone still have no guardian", ""),
        ("NSPCC calls for calm", ""),
        ("ASN: councils reply", ""),
        ("Adult learners join children's home for a day", ""),
    ],
)
def test_what_concerns_children_in_need_of_others_is_kept(title: str, summary: str) -> None:
    assert judged(title, summary).is_sector


@pytest.mark.parametrize(
    ("title", "summary"),
    [
        ("Keeper scores as United draw", "It was the last kick of the match."),
        ("Girls' football team reaches final", ""),
        ("Boy, 11, breaks chess record", ""),
        ("Girl, 8, swims lake for charity", ""),
        ("Could you foster a donkey this winter?", ""),
        ("Orphan badger finds new family", ""),
        ("Care home for elderly rated inadequate", "Residents waited for food, the watchdog said."),
        ("Adult social care bill passes Lords", ""),
        ("Dementia carers get respite breaks", ""),
        ("GCSE results: schools celebrate", ""),
        ("Ofsted rates Halworth secondary school good", "Pupils are proud of it, inspectors said."),
        ("New timetable angers parents at primary school", ""),
        ("University strike hits lectures", ""),
        ("Los Angeles mayor unveils plan", ""),
        ("Texas court blocks law on foster parents", ""),
        ("Australia's social media ban for under-16s begins", ""),
        ("Judge rules against airline over refunds", ""),
        ("Teenager dies in motorbike crash", ""),
        ("Council budget: parking charges to rise", ""),
        ("Adoption of housing plan may wait until May", ""),
        ("Children's author signs books at library", ""),
        ("Pupils plant trees for jubilee", ""),
        ("Missing walker found by police dog", ""),
        ("Bank chiefs cool on growth before budget", ""),
        ("Road repairs to cost £9m more", ""),
        ("Baby elephant born at zoo", ""),
        ("Prince visits youth hostel", ""),
        ("Family escape house fire", ""),
        ("", ""),
    ],
)
def test_the_rest_of_the_news_is_not(title: str, summary: str) -> None:
    assert not judged(title, summary).is_sector


def test_a_feed_of_the_sector_is_kept_whole() -> None:
    assert judged("Anything at all", scope="sector", feed_name="Practice Weekly") == Relevance(
        True, "relevance.feed", "Practice Weekly"
    )


def test_the_verdict_names_its_rule_and_words() -> None:
    assert judged("Foster carers wanted") == Relevance(True, "relevance.topic", "Foster carers")
    assert judged("Ferry delayed in Sydney") == Relevance(False, "relevance.abroad", "Sydney")
    assert judged("Foster carers march in Peru") == Relevance(False, "relevance.abroad", "Peru")
    assert judged("Cricket club burgled") == Relevance(False, "relevance.sport", "Cricket")
    assert judged("A quiet day") == Relevance(False, "relevance.nothing", "")
    signs = judged("Vulnerable families need help, charities say")
    assert signs.rule == "relevance.signs"
    assert "Vulnerable families" in signs.words


def test_us_is_a_country_and_us_is_not() -> None:
    assert judged("US judges hear plea for foster children").rule == "relevance.abroad"
    assert judged("Join us: foster children need homes").is_sector


def test_what_is_abroad_and_here_is_ours() -> None:
    assert judged("UK looks to Norwegian foster care").is_sector


def test_places_bodies_and_the_trade_tip_the_scales() -> None:
    item = Item("Families asked about mealtimes", "Help is at hand.", role="national", scope="filter")
    topics = FINDER.find(item)
    assert not judge_relevance(item, topics, (), ()).is_sector
    assert judge_relevance(item._replace(role="trade"), topics, ("halworth",), ("Coram",)).is_sector


def test_a_readers_own_topic_is_reason_enough() -> None:
    from cfnews.model import TopicSpec

    finder = TopicFinder([TopicSpec(id="boats", label="Boats", words=("rowing boat",))])
    item = Item("Rowing boat found", role="national", scope="filter")
    assert judge_relevance(item, finder.find(item), (), ()).is_sector
