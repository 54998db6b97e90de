"""The cards of places and topics in words and on a screen: grades by name and colour, numbers in columns."""

from cfnews.model import PlaceSpec, TopicSpec
from cfnews.render import cards as words
from cfnews.render.cards_styled import card_lines, list_lines, topic_list_lines
from cfnews.sector.card_index import own_place_card, place_card, topic_cards
from cfnews.sector.gazetteer import by_slug

SINCE = "since 13 Nov"


def page(*slugs: str, of: str | None = None, known: int = 0) -> words.Page:
    cards = [place_card(by_slug()[slug], {"leeds": 1234}) for slug in slugs]
    return words.Page(cards, known, SINCE, place_card(by_slug()[of], {}) if of else None)


def shown(found: words.Page) -> list[str]:
    return [f"{line.mark.plain if line.mark else ''}{line.text.plain}" for line in list_lines(found)]


def test_a_list_of_places_has_columns_and_says_what_it_leaves_out() -> None:
    lines = shown(page("leeds", "bristol", "cardiff", known=218))
    assert lines[1:5] == [
        "Stories  Place    Overall judgement     Report",
        "  1,234  Leeds    outstanding           Aug 2025",
        "      0  Bristol  requires improvement  Mar 2023",
        "      0  Cardiff  no outcome shipped  ",
    ]
    assert lines[-1] == "215 more places are known: cfnews places --all"


def test_neighbours_are_numbered_below_the_place_itself() -> None:
    lines = shown(page("bristol", of="leeds"))
    assert lines[2].startswith("          0  Leeds ")
    assert lines[3].startswith("  1       0  Bristol")


def test_where_there_is_no_overall_judgement_the_areas_are_named() -> None:
    (line,) = [line for line in shown(page("brent")) if "Brent" in line]
    assert "leadership good · help and protection good" in line
    assert "overall" not in line


def test_the_source_of_judgements_is_said_and_the_day_they_hold_for() -> None:
    said = "Judgements of children's services: Ofsted, as of 29 June 2026"
    assert said in shown(page("leeds"))
    assert said not in shown(page("cardiff"))
    assert f"{said}." in list(words.plain_list(page("leeds")))


def test_a_list_without_places_says_so() -> None:
    assert "None." in shown(page(known=218))
    assert list(words.plain_list(page(known=218)))[-1] == "218 places are known: cfnews places --all."


def test_a_grade_has_its_colour_beside_its_word() -> None:
    rows = [line.text for line in list_lines(page("leeds", "bristol"))]
    styles = {row.plain[part.start : part.end].strip(): str(part.style) for row in rows for part in row.spans}
    assert (styles["outstanding"], styles["requires improvement"]) == ("bold green", "yellow")


def test_a_card_tells_codes_trusts_neighbours_and_every_outcome() -> None:
    card = place_card(by_slug()["worcestershire"], {"worcestershire": 3})
    facts = dict(words.place_facts(card, SINCE))
    assert facts["Codes"] == "GSS E10000034, DfE 885, Ofsted 80584"
    assert facts["Delivery"] == "Worcestershire Children First"
    assert facts["Neighbours"].startswith("Somerset, Gloucestershire")
    assert facts["Stories"] == "3 since 13 Nov"
    text = "\n".join(line.text.plain for line in card_lines(card, SINCE))
    assert "widespread or systemic failings" in text
    assert "Next: cfnews timeline worcestershire" in text


def test_a_recoded_council_tells_its_former_code() -> None:
    facts = dict(words.place_facts(place_card(by_slug()["barnsley"], {}), SINCE))
    assert facts["Codes"].endswith("before E08000016")


def test_a_place_of_the_reader_has_a_card_without_codes() -> None:
    card = own_place_card(PlaceSpec(id="north-team", name="North Team", aliases=("Northerners",)), {})
    assert list(words.plain_card(card, SINCE)) == [
        "North Team.",
        "Place: a place of your own feeds.toml.",
        "Also: Northerners.",
        "Stories: 0 since 13 Nov.",
    ]


def test_a_topic_of_the_reader_is_marked() -> None:
    cards = topic_cards(
        [], [TopicSpec(id="ponies", label="Ponies", words=("pony",), not_=("pony club",))], {"ponies": 1}
    )
    assert [line.text.plain for line in topic_list_lines(cards, SINCE)][-1] == "ponies  Ponies  your own"
    assert list(words.plain_topics(cards, SINCE))[-1] == "ponies, Ponies: 1 story, your own."
    assert dict(words.topic_facts(cards[0], SINCE))["But not"] == "pony club"
