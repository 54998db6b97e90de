"""Which bodies an item names. Every event told here is invented."""

import pytest

from cfnews.model import Nation
from cfnews.sector.bodies import find_bodies
from cfnews.sector.body_names import bodies, small_spellings
from cfnews.sector.item import Found, Item


def found(title: str, summary: str = "", nation: Nation | None = None) -> str:
    return " | ".join(one.value for one in find_bodies(Item(title, summary, nation=nation)))


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Ofsted and the CQC visit together", "Ofsted | Care Quality Commission"),
        (
            "DfE and MHCLG write to councils",
            "Department for Education | Ministry of Housing, Communities and Local Government",
        ),
        (
            "DHSC answers the Department for Education",
            "Department of Health and Social Care | Department for Education",
        ),
        ("Care Inspectorate Wales writes a letter", "Care Inspectorate Wales"),
        ("WLGA and ADSS Cymru warn", "Welsh Local Government Association | ADSS Cymru"),
        ("COSLA backs reform", "COSLA"),
        ("Cafcass Cymru chief to retire", "Cafcass Cymru"),
        ("Cafcass cuts its backlog", "Cafcass"),
        ("The Children’s Society: happiness falls", "The Children's Society"),
        ("Childline calls double", "NSPCC"),
        ("Barnardos opens a shop", "Barnardo's"),
        ("CoramBAAF welcomes a grant", "Coram"),
        ("Who Cares? Scotland marches", "Who Cares? Scotland"),
        ("Re C [2026] EWCA Civ 44", "Court of Appeal"),
        ("Appeal court restores contact", "Court of Appeal"),
        ("Inner House rejects an appeal", "Court of Session"),
        ("Children's reporter sees a rise", "Scottish Children's Reporter Administration"),
        ("SEND tribunal appeals rise", "SEND tribunal"),
        ("Domestic abuse commissioner: children left out", "Domestic Abuse Commissioner"),
        ("Bradford Children and Families Trust pays more", "Bradford Children and Families Trust"),
        ("Southern Health and Social Care Trust moves", "Southern Health and Social Care Trust"),
        ("Kent County Council and Kent Police disagree", ""),  # councils and forces are none
        ("ofsted", ""),
        ("Ofsteded", ""),
    ],
)
def test_a_body_is_found_by_its_names(title: str, names: str) -> None:
    assert found(title) == names


@pytest.mark.parametrize(
    ("title", "summary", "names"),
    [
        ("ICO fines a council over lost files", "The data regulator spoke.", "Information Commissioner's Office"),
        ("Judge makes an ICO on day two", "The interim care order was opposed.", ""),
        ("CPA to start within a panel", "The Child Protection Authority will be small.", "Child Protection Authority"),
        ("CPA exams move online", "Chartered accountants cheer.", ""),
        ("PAC: no grip on spending", "MPs on the committee reported.", "Public Accounts Committee"),
        ("Super PAC money floods a race", "", ""),
        ("DBS checks to go digital", "", "Disclosure and Barring Service"),
        ("DBS bank posts a record in Singapore", "", ""),
        ("NCT to be reviewed", "Councils in Northamptonshire asked.", "Northamptonshire Children's Trust"),
        ("NCT classes for new parents", "The antenatal charity charges less.", ""),
        ("NCA arrests forty over abuse images", "", "National Crime Agency"),
        ("SWE fees to rise", "The social work regulator consulted.", "Social Work England"),
        (
            "Panel calls for better plans",
            "Its national review took a year.",
            "Child Safeguarding Practice Review Panel",
        ),
        ("Panel beaters seek apprentices", "", ""),
        ("Adoption panel chairs wanted", "", ""),
        ("Ombudsman: council left a boy without lessons", "", "Local Government and Social Care Ombudsman"),
        ("Legal Ombudsman takes complaints about a council", "", ""),
        ("Supreme Court to hear an appeal", "", "Supreme Court"),
        ("US Supreme Court hears an adoption case", "", ""),
        ("Education Committee calls directors", "", "Education Committee"),
        ("Senedd's Education Committee visits a home", "", ""),
        ("Parish wins in the Court of Appeal", "", "Court of Appeal"),
    ],
)
def test_a_short_name_counts_only_in_its_own_sense(title: str, summary: str, names: str) -> None:
    assert found(title, summary) == names


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Become a foster carer this autumn", ""),
        ("Become says care leavers need guarantors", "Become"),
        ("Young people supported by Become write a letter", "Become"),
        ("Kinship carers to get an allowance", ""),
        ("Kinship warns of gaps", "Kinship"),
        ("Charity Kinship names a chief", "Kinship"),
        ("The National Kinship Care Strategy", ""),
        ("Foundations for life: a strategy", ""),
        ("New guide from Foundations on meetings", "Foundations"),
        ("Resolution at last for a family", ""),
        ("Resolution Foundation: poverty to rise", ""),
        ("Family lawyers' group Resolution backs mediation", "Resolution"),
        ("Solace Women's Aid opens a refuge", ""),
        ("Article 39 of the convention explained", ""),
        ("Article 39 loses its appeal", "Article 39"),
        ("Missing people: risk levels change", ""),
        ("Missing People says interviews come late", "Missing People"),
        ("Children in Wales wait longer", ""),
        ("Children in Wales says rights come first", "Children in Wales"),
        ("Voices in unison: a choir", ""),
        ("Unison members vote", "UNISON"),
    ],
)
def test_a_charity_whose_name_is_a_word_must_speak_or_be_called_one(title: str, names: str) -> None:
    assert found(title) == names


@pytest.mark.parametrize(
    ("title", "summary", "nation", "name"),
    [
        ("Children's Commissioner: beds for teenagers", "", None, "Children's Commissioner for England"),
        (
            "Beds for teenagers",
            "The children's commissioner is angry.",
            "england",
            "Children's Commissioner for England",
        ),
        ("Children's commissioner on homes", "", "wales", "Children's Commissioner for Wales"),
        ("Children's commissioner on homes in England", "", "wales", "Children's Commissioner for England"),
        ("Scotland's children's commissioner on homes", "", None, "Children and Young People's Commissioner Scotland"),
        (
            "Children's commissioner on homes",
            "Stormont will debate it.",
            None,
            "Northern Ireland Commissioner for Children and Young People",
        ),
        ("Care Inspectorate on homes", "", None, "Care Inspectorate"),
        ("Care Inspectorate on homes", "", "wales", "Care Inspectorate Wales"),
        ("Department of Health on homes", "", "northern-ireland", "Department of Health (Northern Ireland)"),
        ("Department of Health on homes", "", "england", ""),
        ("Northern Trust on homes", "", "northern-ireland", "Northern Health and Social Care Trust"),
        ("Northern Trust on bonds", "The bank spoke in Chicago.", None, ""),
    ],
)
def test_an_office_that_nations_share_is_the_one_of_the_items_nation(
    title: str, summary: str, nation: Nation | None, name: str
) -> None:
    assert found(title, summary, nation) == name


def test_each_body_is_given_once_with_the_rule_and_the_words() -> None:
    assert find_bodies(Item("CQC tells all", "The Care Quality Commission and Ofsted spoke. CQC again.")) == [
        Found("Care Quality Commission", "body.spelling", "CQC"),
        Found("Ofsted", "body.name", "Ofsted"),
    ]


def test_the_tables_name_only_bodies_and_nations_that_there_are() -> None:
    nations = {"england", "wales", "scotland", "northern-ireland", "uk"}
    assert all(set(body.nations) <= nations for body in bodies().values())
    known = {*bodies(), "Children's Commissioner"}
    assert {spelling.name for spelling in small_spellings()[1].values()} <= known


@pytest.mark.parametrize("piece", ["ICO ", "Panel ", "ombudsman ", "children's commissioner ", "Become ", "’"])
def test_a_hostile_text_of_names_is_read_in_one_go(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    assert len(find_bodies(Item(text, text))) <= 1
