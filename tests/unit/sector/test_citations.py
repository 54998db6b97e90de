"""Legal references, and what only looks like one. Every sentence is invented."""

import pytest

from cfnews.sector.citations import LONGEST, Citation, find_citations, normalise_citation


def normals(text: str) -> list[str]:
    return [citation.normal for citation in find_citations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "[2025] EWFC 79 (B), [2024] EWCA Civ 649 and [2019] UKSC 1",
            ["[2025] EWFC 79 (B)", "[2024] EWCA Civ 649", "[2019] UKSC 1"],
        ),
        ("2025 EWFC 79 (B)", ["[2025] EWFC 79 (B)"]),
        ("[2025]EWFC79(B)", ["[2025] EWFC 79 (B)"]),
        ("[2024] EWHC 1234 Fam", ["[2024] EWHC 1234 (Fam)"]),
        (
            "[2024] CSIH 12; [2023] CSOH 45; [2022] NIFam 3; [2022] NICA 9",
            ["[2024] CSIH 12", "[2023] CSOH 45", "[2022] NIFam 3", "[2022] NICA 9"],
        ),
        ("[2024] EWCOP 44 (T3) and [2024] UKUT 326 (AAC)", ["[2024] EWCOP 44 (T3)", "[2024] UKUT 326 (AAC)"]),
        ("[2025] UKFTT 1104 (HESC)", ["[2025] UKFTT 1104 (HESC)"]),
        ("SI 2010/959; S.I. 2010 No. 960; SSI 2009/210", ["SI 2010/959", "SI 2010/960", "SSI 2009/210"]),
        ("Re C [2026] EWCA Civ 88 at [34]", ["[2026] EWCA Civ 88"]),
        ("R (on the application of K) v Leeds [2025] EWHC 12 (Admin)", ["[2025] EWHC 12 (Admin)"]),
        ("S.I. 2013 No 706 (W. 100)", ["SI 2013/706"]),
        ("[2026] EWFC 12 and [2026] EWFC 12", ["[2026] EWFC 12"]),
    ],
)
def test_judgments_and_instruments_have_one_form(text: str, expected: list[str]) -> None:
    assert normals(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Children are accommodated under section 20 of the Children Act 1989.", ["Children Act 1989 s.20"]),
        ("He was held under s 25 Children Act 1989.", ["Children Act 1989 s.25"]),
        (
            "She made orders under ss 31 and 38 of the Children Act 1989.",
            ["Children Act 1989 s.31", "Children Act 1989 s.38"],
        ),
        (
            "Sections 17, 20 and 47 of the Children Act 1989 apply.",
            ["Children Act 1989 s.17", "Children Act 1989 s.20", "Children Act 1989 s.47"],
        ),
        ("sections 22A to 22F of the Children Act 1989", ["Children Act 1989 s.22A", "Children Act 1989 s.22F"]),
        ("The threshold in s.31(2)(a) and (b) of the Children Act 1989 was met.", ["Children Act 1989 s.31(2)(a)"]),
        ("Children Act 1989, s 1(3)(a)", ["Children Act 1989 s.1(3)(a)"]),
        ("the welfare checklist (Children Act 1989, section 1(3))", ["Children Act 1989 s.1(3)"]),
        ("under the Children Act 1989 (s.17)", ["Children Act 1989 s.17"]),
        ("Paragraph 19 of Schedule 2 to the Children Act 1989 allows it.", ["Children Act 1989 sch.2 para.19"]),
        ("Schedule 2, paragraph 19 of the Children Act 1989", ["Children Act 1989 sch.2 para.19"]),
        ("Children Act 1989, sch 2, para 19", ["Children Act 1989 sch.2 para.19"]),
        ("Part III of the Children Act 1989", ["Children Act 1989 pt.III"]),
        ("Part 3 of the Children and Families Act 2014 covers SEND.", ["Children and Families Act 2014 pt.3"]),
        ("A section 47 enquiry was opened.", ["s.47"]),
        ("Section 47 enquiries rose by 4%.", ["s.47"]),
        ("The s47 was closed.", ["s.47"]),
        ("S.47 enquiries and S20 agreements", ["s.47", "s.20"]),
        ("She asked for a section 7 report and a section 37 direction.", ["s.7", "s.37"]),
        ("A section 114 notice was issued.", ["s.114"]),
        ("A section 8 order", ["s.8"]),
        ("Section 11 audits are due.", ["s.11"]),
        ("In Wales, section 76 accommodation is used.", ["s.76"]),
        ("section 20 of the 1989 Act", ["Children Act 1989 s.20"]),
        (
            "The Children Act 1989 is clear: section 31 of the Act sets the threshold.",
            ["Children Act 1989", "Children Act 1989 s.31"],
        ),
        ("Section 31 of that Act is old.", ["s.31"]),
        ("s.20 CA 1989 and s 38(6) CA 1989", ["Children Act 1989 s.20", "Children Act 1989 s.38(6)"]),
        ("section 21 ACA 2002", ["Adoption and Children Act 2002 s.21"]),
        ("section 16 MCA 2005", ["Mental Capacity Act 2005 s.16"]),
        (
            "the Adoption and Children Act 2002 and the Children Act 2004",
            ["Adoption and Children Act 2002", "Children Act 2004"],
        ),
        (
            "Children Act 1989 and Adoption and Children Act 2002",
            ["Children Act 1989", "Adoption and Children Act 2002"],
        ),
        ("section 10 of the Children Act", ["Children Act 1989 s.10"]),
        (
            "The Police, Crime, Sentencing and Courts Act 2022 changed it.",
            ["Police, Crime, Sentencing and Courts Act 2022"],
        ),
        (
            "The Domestic Violence, Crime and Victims Act 2004 and s 5 of it.",
            ["Domestic Violence, Crime and Victims Act 2004 s.5"],
        ),
        (
            "Under the Social Services and Well-being (Wales) Act 2014, section 76, councils",
            ["Social Services and Well-being (Wales) Act 2014 s.76"],
        ),
        ("Children (Scotland) Act 1995, s 17", ["Children (Scotland) Act 1995 s.17"]),
        ("Article 50 of the Children (Northern Ireland) Order 1995", ["Children (Northern Ireland) Order 1995 art.50"]),
        ("the Children (Northern Ireland) Order 1995", ["Children (Northern Ireland) Order 1995"]),
        (
            "Rights of Children and Young Persons (Wales) Measure 2011",
            ["Rights of Children and Young Persons (Wales) Measure 2011"],
        ),
        ("Article 8 of the European Convention on Human Rights", ["European Convention on Human Rights art.8"]),
        (
            "Articles 6 and 8 ECHR were engaged.",
            ["European Convention on Human Rights art.6", "European Convention on Human Rights art.8"],
        ),
        ("Article 12 UNCRC", ["UN Convention on the Rights of the Child art.12"]),
        (
            "regulation 44 of the Children's Homes (England) Regulations 2015",
            ["Children's Homes (England) Regulations 2015 reg.44"],
        ),
        (
            "The Care Planning, Placement and Case Review (England) Regulations 2010, reg 24",
            ["Care Planning, Placement and Case Review (England) Regulations 2010 reg.24"],
        ),
        (
            "Supported Accommodation (England) Regulations 2023 (SI 2023/416)",
            ["Supported Accommodation (England) Regulations 2023", "SI 2023/416"],
        ),
        ("rule 27.11 of the Family Procedure Rules 2010", ["Family Procedure Rules 2010 r.27.11"]),
        ("FPR 2010 r 16.4", ["Family Procedure Rules 2010 r.16.4"]),
        (
            "The Children’s Wellbeing and Schools Act 2026 received assent.",
            ["Children's Wellbeing and Schools Act 2026"],
        ),
        ("An Act of 2026 and the Mental Health Act 1983.", ["Mental Health Act 1983"]),
        (
            "He was detained under section 2 of the Mental Health Act 1983 and then section 3.",
            ["Mental Health Act 1983 s.2"],
        ),
        ("Breach of Children Act 1989 duties", ["Children Act 1989"]),
        ("In Leeds, Children and Families Act 2014 duties", ["Children and Families Act 2014"]),
        ("Regulation 44 visits were late.", ["reg.44"]),
        ("Section 17 and section 47 work", ["s.17", "s.47"]),
        ("section 17 or 47", ["s.17"]),
        (
            "Section 22(3)(a) of the Children Act 1989 and Schedule 2 to that Act",
            ["Children Act 1989 s.22(3)(a)", "Children Act 1989 sch.2"],
        ),
        ("Section 31 and Schedule 3 of the Children Act 1989", ["Children Act 1989 s.31", "Children Act 1989 sch.3"]),
        ("s.31 orders under the Children Act 1989", ["s.31", "Children Act 1989"]),
        (
            "Human Rights Act 1998, s.6, and Equality Act 2010, s.149",
            ["Human Rights Act 1998 s.6", "Equality Act 2010 s.149"],
        ),
        ("the public sector equality duty (section 149 Equality Act 2010)", ["Equality Act 2010 s.149"]),
        ("section 66A of the Sexual Offences Act 2003", ["Sexual Offences Act 2003 s.66A"]),
        ("the Offences against the Person Act 1861", ["Offences against the Person Act 1861"]),
        ("CHILDREN ACT 1989", ["Children Act 1989"]),
        ("section 1 Care Act", ["Care Act 2014 s.1"]),
        (
            "The Education (Independent School Standards) Regulations 2014 apply.",
            ["Education (Independent School Standards) Regulations 2014"],
        ),
        (
            "The Children and Young People (Scotland) Act 2014, Part 9",
            ["Children and Young People (Scotland) Act 2014 pt.9"],
        ),
        ("Children’s Hearings (Scotland) Act 2011, section 67(2)", ["Children's Hearings (Scotland) Act 2011 s.67(2)"]),
        ("Ofsted cited the Childcare Act 2006.", ["Childcare Act 2006"]),
        ("It said Section 23ZZA of the Children Act 1989 was ignored", ["Children Act 1989 s.23ZZA"]),
        ("The Adoption Agencies Regulations 2005, regulation 17", ["Adoption Agencies Regulations 2005 reg.17"]),
        ("section 51A of the Adoption and Children Act 2002", ["Adoption and Children Act 2002 s.51A"]),
        ("section 214A of the Online Safety Act", ["Online Safety Act 2023 s.214A"]),
        (
            "The Fostering Services (England) Regulations 2011 and the Care Standards Act 2000",
            ["Fostering Services (England) Regulations 2011", "Care Standards Act 2000"],
        ),
        ("s. 47 inquiry", ["s.47"]),
        ("Section 47(1)(b) inquiries", ["s.47(1)(b)"]),
        ("the Children Acts 1989 and 2004", ["Children Act 1989", "Children Act 2004"]),
        (
            "the United Nations Convention on the Rights of the Child (Incorporation) (Scotland) Act 2024",
            ["United Nations Convention on the Rights of the Child (Incorporation) (Scotland) Act 2024"],
        ),
        ("s17/s47 work", ["s.17", "s.47"]),
        ("Their Article 8 rights were breached.", ["European Convention on Human Rights art.8"]),
        ("Section 31 Children's Act 1989", ["Children Act 1989 s.31"]),
        ("section 31, Children Act 1989", ["Children Act 1989 s.31"]),
        ("s.31 (care orders) of the Children Act 1989", ["Children Act 1989 s.31"]),
        ("Adoption & Children Act 2002", ["Adoption and Children Act 2002"]),
        ("Article 15 of the 1996 Hague Convention", ["Hague Convention 1996 art.15"]),
        (
            "The Looked After Children (Scotland) Regulations 2009 apply.",
            ["Looked After Children (Scotland) Regulations 2009"],
        ),
        ("Age of Criminal Responsibility (Scotland) Act 2019", ["Age of Criminal Responsibility (Scotland) Act 2019"]),
        ("sections 31 and 38 of that Act, the Children Act 1989, matter", ["s.31", "s.38", "Children Act 1989"]),
        (
            "The Children (Scotland) Act 1995 (the 1995 Act). Section 25 of the 1995 Act",
            ["Children (Scotland) Act 1995", "Children (Scotland) Act 1995 s.25"],
        ),
        ("Section 85 of the Children Act, 1989", ["Children Act 1989 s.85"]),
        (
            "the Children Act 1989 s.8, s.31 and s.47",
            ["Children Act 1989 s.8", "Children Act 1989 s.31", "Children Act 1989 s.47"],
        ),
        (
            "Section 175 of the Education Act 2002 and section 11 of the Children Act 2004",
            ["Education Act 2002 s.175", "Children Act 2004 s.11"],
        ),
        ("Sections 10 and 11 Children Act 2004", ["Children Act 2004 s.10", "Children Act 2004 s.11"]),
        (
            "Section 3 of the Adoption and Children Act (Northern Ireland) 2022",
            ["Adoption and Children Act (Northern Ireland) 2022 s.3"],
        ),
        (
            "the Children's Services Co-operation Act (Northern Ireland) 2015",
            ["Children's Services Co-operation Act (Northern Ireland) 2015"],
        ),
        ("Mental Capacity Act (NI) 2016", ["Mental Capacity Act (Northern Ireland) 2016"]),
        (
            "Violence against Women, Domestic Abuse and Sexual Violence (Wales) Act 2015",
            ["Violence against Women, Domestic Abuse and Sexual Violence (Wales) Act 2015"],
        ),
        ("The Children Act 1989 (as amended), s.47", ["Children Act 1989 s.47"]),
        ("the Children Act 1989 (the Act), section 31(2)", ["Children Act 1989", "Children Act 1989 s.31(2)"]),
    ],
)
def test_laws_and_their_parts_have_one_form(text: str, expected: list[str]) -> None:
    assert normals(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Working Together to Safeguard Children 2026 is out.", ["Working Together to Safeguard Children 2026"]),
        ("Working together to safeguard children (2023) says so.", ["Working Together to Safeguard Children 2023"]),
        ("Working Together 2023 requires it.", ["Working Together to Safeguard Children 2023"]),
        ("The guidance, Working Together, is statutory.", ["Working Together to Safeguard Children"]),
        (
            "KCSIE 2026 and Keeping children safe in education 2025",
            ["Keeping children safe in education 2026", "Keeping children safe in education 2025"],
        ),
        ("Keeping Children Safe in Education (KCSIE)", ["Keeping children safe in education"]),
        ("the SEND Code of Practice 2015", ["SEND code of practice 2015"]),
        (
            "Children Act 1989 guidance and regulations, volume 2: care planning",
            ["Children Act 1989 guidance and regulations volume 2"],
        ),
        (
            "Promoting the education of looked-after children",
            ["Promoting the education of looked-after children and previously looked-after children"],
        ),
        ("the 2025 edition of Keeping children safe in education", ["Keeping children safe in education 2025"]),
        ("SEND code of practice (January 2015)", ["SEND code of practice 2015"]),
    ],
)
def test_guidance_is_cited_by_its_title_and_edition(text: str, expected: list[str]) -> None:
    assert normals(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "See section 3 of the report.",
        "Section 4 of the form asks for a name.",
        "Fans in section 20 of the ground sang.",
        "Section 12 below explains.",
        "Part 8 reviews and Chapter 3.",
        "The Children Act generation has grown up.",
        "Article 39 said the rules were weak.",
        "Agencies are working together to safeguard children.",
        "Working together to safeguard children is hard.",
        "Working Together for Change launched in 2024.",
        "[2003] 1 FLR 1169; [2013] 1 WLR 1911",
        "The Children's Wellbeing and Schools Bill was read.",
        "Section 5 of the Bill",
        "Act Two, Scene 3; the Act 1 finale",
        "Route 33 and Regulation 12 boots",
        "The 33 Regulations 2015 booklet",
        "S3 pupils and S4C viewers",
        "Page s20 and files 47",
        "in 2024 eat 12 apples; 2024 SC 1",
        "Rule 34 of the internet",
        "Order 66, Rule 10",
        "Act 3, scene 2",
        "EWFC 12 of 2026",
        "Section 8 housing",
        "Clause 12 of the Bill",
    ],
)
def test_what_only_looks_like_a_reference_is_none(text: str) -> None:
    assert normals(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[2026] EWFC 7", "neutral_citation"),
        ("the Care Act 2014", "act"),
        ("section 1 of the Care Act 2014", "act_section"),
        ("Schedule 2 to the Care Act 2014", "act_section"),
        ("the Family Procedure Rules 2010", "regulation"),
        ("rule 3.1 of the Family Procedure Rules 2010", "regulation"),
        ("SI 2020/445", "si"),
        ("KCSIE 2026", "guidance"),
        ("a section 47 enquiry", "act_section"),
    ],
)
def test_a_citation_has_its_type(text: str, kind: str) -> None:
    assert [citation.type for citation in find_citations(text)] == [kind]


def test_a_citation_keeps_the_words_that_led_to_it() -> None:
    text = "It rests on s 20(3) of the Children’s Wellbeing and Schools Act 2026, not on [2026]EWFC7(B)."
    assert find_citations(text) == [
        Citation(
            "act_section",
            "Children's Wellbeing and Schools Act 2026 s.20(3)",
            "s 20(3) of the Children’s Wellbeing and Schools Act 2026",
        ),
        Citation("neutral_citation", "[2026] EWFC 7 (B)", "[2026]EWFC7(B)"),
    ]


def test_one_reference_told_twice_is_one_citation() -> None:
    assert normals("[2026] EWFC 7; see 2026 EWFC 7. Section 47, s.47 and s47 enquiries.") == ["[2026] EWFC 7", "s.47"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2026 ewfc 12", "[2026] EWFC 12"),
        ("[2026]EWFC12(B)", "[2026] EWFC 12 (B)"),
        (" [2026]  EWFC 12 ", "[2026] EWFC 12"),
        ("s47", "s.47"),
        ("section 47", "s.47"),
        ("section 8", "s.8"),
        ("children act 1989", "Children Act 1989"),
        ("section 31(2) children act 1989", "Children Act 1989 s.31(2)"),
        ("Children Act 1989 s.31(2)", "Children Act 1989 s.31(2)"),
        ("s 31 ca 1989", "Children Act 1989 s.31"),
        ("si 2010/959", "SI 2010/959"),
        ("kcsie", "Keeping children safe in education"),
        ("working together 2023", "Working Together to Safeguard Children 2023"),
        ("no  reference", "no reference"),
        ("", ""),
    ],
)
def test_a_reference_as_a_reader_types_it_gets_its_normal_form(typed: str, expected: str) -> None:
    assert normalise_citation(typed) == expected


@pytest.mark.parametrize(
    "text",
    [
        "[2025] EWFC 79 (B)",
        "Children Act 1989 s.31(2)",
        "Children Act 1989 sch.2 para.19",
        "Children Act 1989 pt.III",
        "UN Convention on the Rights of the Child art.3",
        "Children's Homes (England) Regulations 2015 reg.44",
        "Family Procedure Rules 2010 r.27.11",
        "Keeping children safe in education 2026",
        "Children Act 1989 guidance and regulations volume 2",
        "SSI 2009/210",
        "s.47",
        "reg.44",
    ],
)
def test_a_normal_form_is_its_own_normal_form(text: str) -> None:
    assert normalise_citation(text) == text


@pytest.mark.parametrize(
    "piece",
    [
        "s 1 ",
        "Act 1989 ",
        "(A",
        "Children And ",
        "2026 ",
        "s.31(2)(a)",
        "the Act ",
        "section 5 of the Act ",
        "S.S.I. 2010 ",
    ],
)
def test_hostile_text_is_read_to_its_end(piece: str) -> None:
    assert len(find_citations(piece * 20_000)) <= 2


def test_citations_behind_the_longest_text_are_not_read() -> None:
    assert normals(" " * LONGEST + "[2026] EWFC 12") == []
