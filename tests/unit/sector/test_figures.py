"""Key figures: what is read as one, and what is let alone. Every sentence is invented."""

from datetime import UTC, datetime

import pytest

from cfnews.sector.figures import MOST, find_figures
from cfnews.story import Comparison, Figure


def told(figure: Figure) -> str:
    """A figure on one line: value, unit and period, and behind "<" what it is held against."""
    words = [str(figure.value), figure.unit, figure.period]
    if figure.comparison:
        words += ["<", str(figure.comparison.value), figure.comparison.period]
    return " ".join(word for word in words if word)


def all_told(text: str, published: datetime | None = None) -> str:
    return " | ".join(told(figure) for figure in find_figures(text, published))


FIGURES = [
    (
        "There were 81,770 children looked after by local authorities in England at 31 March 2025, down 2% on 2024.",
        "81770 count 2025-03-31 | 2 percent 2025-03-31",
    ),
    (
        "The number of children in need fell to 399,500 at 31 March 2026, a rate of 332 per 10,000 children.",
        "399500 count 2026-03-31 | 332 rate_per_10000 2026-03-31",
    ),
    ("The rate rose from 62.1 per 10,000 in 2020 to 70.3 per 10,000 in 2025.", "70.3 rate_per_10000 2025 < 62.1 2020"),
    ("In the year ending March 2026, 49,900 children became the subject of a protection plan.", "49900 count 2025/26"),
    (
        "In the year to 31 March 2026 there were 2,980 adoptions, up from 2,790 in the previous year.",
        "2980 count 2025/26 < 2790 2024/25",
    ),
    ("Agency workers made up 16.2% of the workforce, compared with 17.8% a year earlier.", "16.2 percent < 17.8"),
    (
        "The vacancy rate was 17.3% at 30 September 2025, down from 18.9% in 2024.",
        "17.3 percent 2025-09-30 < 18.9 2024",
    ),
    ("Average caseloads dropped to 15.4, from 16.0 the year before.", "15.4 count < 16"),
    ("Turnover stood at 13.8 per cent in 2024/25.", "13.8 percent 2024/25"),
    ("Some 7% of those leaving care at 18 went to university in 2024-25.", "7 percent 2024/25"),
    ("Two thirds of children in residential care (66%) were placed outside their home area.", "66 percent"),
    ("One in eight reviews was late.", "1:8 ratio"),
    ("Nearly nine in ten families said that they felt heard.", "9:10 ratio"),
    ("Almost a quarter of homes had no registered manager.", "1:4 ratio"),
    ("A third of the inspections took place in the second half of 2025.", "1:3 ratio 2025"),
    ("Referrals rose by a fifth in 2025/26.", "1:5 ratio 2025/26"),
    ("Referrals were up 12% on last year.", "12 percent"),
    ("Between April and June 2026 the service received 1,870 contacts.", "1870 count 2026-Q2"),
    (
        "Fixed penalty notices reached 487,344 in 2023/24, a rise of 22% on the previous year.",
        "487344 count 2023/24 | 22 percent 2023/24",
    ),
    (
        "The cost of placements grew from £3.1bn in 2015-16 to £7.4 billion in 2024-25.",
        "7400000000 gbp 2024/25 < 3100000000 2015/16",
    ),
    ("The council faces an overspend of £12.6 million on children's services this year.", "12600000 gbp"),
    ("A placement can cost £10,000 a week.", "10000 gbp"),
    ("It will spend £1.5m on twelve new homes.", "1500000 gbp | 12 count"),
    ("Weekly fees range from £4,500 to £11,200.", "4500 gbp | 11200 gbp"),
    ("The budget is £240k for 2026/27.", "240000 gbp 2026/27"),
    (
        "The dedicated schools grant deficit has reached £48m and could rise to £90m by 2028.",
        "48000000 gbp | 90000000 gbp 2028",
    ),
    ("Members approved a 4.99% rise in council tax.", "4.99 percent"),
    ("The director, 52, leaves after 11 years.", "11 years"),
    ("Harrowmere has 412 foster carers and needs 60 more.", "412 count"),
    ("Eleven councils bid for the money; seven were successful.", "11 count | 7 count"),
    ("More than 1,000 people signed the petition.", "1000 count"),
    ("About 50 parents protested outside the town hall.", "50 count"),
    ("The contract runs for five years.", "5 years"),
    ("The 10-year plan has three priorities.", "3 count"),
    ("Inspectors looked at 38 case files and spoke to 22 social workers.", "38 count | 22 count"),
    (
        "Only 54% of return home interviews were completed within 72 hours, compared with 70% in March.",
        "54 percent < 70 | 72 hours",
    ),
    ("In September 2026, 88% of visits were on time, against all in June.", "88 percent 2026-09 < 100 2026-06"),
    ("Three of the six recommendations have been met.", "3 count"),
    ("The home cares for up to four children aged 8 to 17.", "4 count"),
    ("Four out of five homes were rated good or outstanding at 31 August 2026.", "4:5 ratio 2026-08-31"),
    ("The children's home, URN 2712345, is for six young people.", "6 count"),
    (
        "Key stage 2 results: 61 per cent reached the expected standard in 2026, 59 per cent in 2025.",
        "61 percent 2026 | 59 percent 2025",
    ),
    ("Waiting times for Tier 4 beds average 47 days.", "47 days"),
    ("Assessments take 52 days on average against a target of 45.", "52 days < 45"),
    ("Most assessments were finished within 45 working days.", "45 days"),
    ("Seventy five of 91 staff are permanent.", "75 count | 91 count"),
    ("Between 30 and 40 children go missing each month.", "30 count | 40 count"),
    ("Completion rates ranged from 30% to 95%.", "30 percent | 95 percent"),
    ("Some 20-30% of calls go unanswered.", "20 percent | 30 percent"),
    (
        "The NAO found that spending on residential care had more than doubled to £3.1 billion in 2023-24.",
        "3100000000 gbp 2023/24",
    ),
    (
        "ADCS research shows 70 per cent of authorities overspent in 2025/26, up from 58 per cent in 2023/24.",
        "70 percent 2025/26 < 58 2023/24",
    ),
    ("The survey of 2,048 adults was carried out in May 2026.", "2048 count 2026-05"),
    ("Of the 153 local authorities, 121 replied.", "153 count | 121 count"),
    ("We interviewed 14 practitioners and 9 parents in three sites.", "14 count | 9 count | 3 count"),
    ("The study followed 600 families for seven years.", "600 count | 7 years"),
    (
        "There were 4.2 million children in relative poverty in 2024/25, 30 per cent of all children.",
        "4200000 count 2024/25 | 30 percent 2024/25",
    ),
    ("Around 1.1 million pounds was returned.", "1100000 gbp"),
    ("Half of the teenagers had moved three times or more.", "1:2 ratio | 3 count"),
    ("One in 10 girls and one in 25 boys had self-harmed.", "1:10 ratio | 1:25 ratio"),
    ("A staffing ratio of 1:3 is required.", "1:3 ratio"),
    ("The 17-year-old had been moved 11 times in 18 months.", "11 count"),
    ("The sisters, aged seven and nine, were placed with two different families.", "2 count"),
    ("The judge sentenced him to 12 years in prison.", "12 years"),
    ("United won 3-1 in front of 20,000 fans.", "20000 count"),
    ("The M6 was closed for six hours.", "6 hours"),
    ("The charity, founded in 1884, has 3,200 volunteers.", "3200 count"),
    ("BBC Radio 4's File on 4 has spoken to 12 families.", "12 count"),
    ("More than 500 children a day were referred to CAMHS in 2025.", "500 count 2025"),
    ("Ministers pledged £500m over three years.", "500000000 gbp | 3 years"),
    ("The £500m fund will pay for 1,000 family hubs by 2028.", "500000000 gbp | 1000 count 2028"),
    ("Poll: 6 in 10 parents back a social media ban for under-16s.", "6:10 ratio"),
    ("The 2021 Census counted 12.7 million children.", "12700000 count 2021"),
    ("Catch22 and Place2Be welcomed the £2m grant.", "2000000 gbp"),
    ("The offer covers 30 hours of free childcare.", "30 hours"),
    ("He worked 60 hours a week.", "60 hours"),
    ("She was paid £11.44 an hour.", "11.44 gbp"),
    ("He repaid £3,000 of the £10,000.", "3000 gbp | 10000 gbp"),
    ("The fine was cut from £40,000 to £25,000 on appeal.", "25000 gbp < 40000"),
    ("The panel reviewed 330 serious incidents, of which 136 involved a death.", "330 count | 136 count"),
    ("Deaths fell from nine to four.", "4 count < 9"),
    ("Knife crime offences by children: 3,400 in 2025, 3,700 in 2024.", "3400 count 2025 | 3700 count 2024"),
    ("Custody numbers hit a record low of 393 in May 2025.", "393 count 2025-05"),
    ("At least 18 children died.", "18 count"),
    ("The waiting list has 2,300 names; the longest wait is 4.5 years.", "2300 count | 4.5 years"),
    ("An 84-page report, 12 chapters long, was published on Monday.", "12 count"),
    ("More than half (53 per cent) of staff plan to leave within five years.", "53 percent"),
    (
        "Absence was 7.1% in secondary schools and 5.2% in primary schools in 2025/26.",
        "7.1 percent 2025/26 | 5.2 percent 2025/26",
    ),
    ("Fewer than one per cent of cases went to court.", "1 percent"),
    ("Ninety per cent of plans were on time in Q2 2026/27.", "90 percent 2026/27-Q2"),
    ("In the third quarter of 2025, 5,210 care applications were made.", "5210 count 2025-Q3"),
    ("Cafcass received 1,288 new applications in August.", "1288 count"),
    (
        "The council looked after 640 children in 2023, 655 in 2024 and 702 in 2025.",
        "640 count 2023 | 655 count 2024 | 702 count 2025",
    ),
    ("In 2024 the council had 30 homes; in 2026 it has 45.", "30 count 2024"),
    ("The inquiry cost £186.6m and made 20 recommendations.", "186600000 gbp | 20 count"),
    ("Payments of up to £2,000 were made.", "2000 gbp"),
    ("The ombudsman told the council to pay £500 to the mother and £250 to her son.", "500 gbp | 250 gbp"),
    ("Section 114 notices were issued by three councils.", "3 count"),
    ("The court heard 45 applications under section 31.", "45 count"),
    ("Twenty-two children's homes closed in 2026, against 14 in 2025.", "22 count 2026 < 14 2025"),
    ("Thirty-one per cent of carers are over 60.", "31 percent"),
    ("Children under 5 make up 19% of the total.", "19 percent"),
    ("The service for 0-25 year olds supports 320 families.", "320 count"),
    ("16 and 17-year-olds made up 38 per cent.", "38 percent"),
    ("Two-year-olds are offered 15 hours.", "15 hours"),
    ("Some 100-plus families attended.", "100 count"),
    ("The ratio of social workers to children is one to 16.", "1:16 ratio"),
    ("The service saw a 40% increase in demand and a 15 per cent cut in staff.", "40 percent | 15 percent"),
    ("Demand is up by more than 40 per cent since 2019.", "40 percent"),
    ("Exclusions rose 3 percentage points.", "3 percent"),
    ("The gap narrowed from 12 to nine percentage points.", "9 percent < 12"),
    ("Just three per cent of the 88 homes were outstanding.", "3 percent | 88 count"),
    ("Compared with 38% in 2023, 45% of care leavers were in work in 2026.", "45 percent 2026 < 38 2023"),
    ("The proportion placed out of area increased to 45% in 2025 from 41% in 2020.", "45 percent 2025 < 41 2020"),
    ("Sixty children, some as young as 10, were found in unregistered homes.", "60 count"),
    ("Judges made 1,280 deprivation of liberty orders last year.", "1280 count"),
    ("Twelve per cent said no, 80 per cent said yes.", "12 percent | 80 percent"),
    ("Staff sickness averaged 11.2 days in 2025/26.", "11.2 days 2025/26"),
    ("The child was seen after 3 days.", "3 days"),
    ("In 12 months, 26 staff left.", "26 count"),
    (
        "The tribunal heard 18,000 appeals in 2023/24; 98 per cent were decided in favour of families.",
        "18000 count 2023/24 | 98 percent 2023/24",
    ),
    ("EHC plans now number 482,640, a 10.8% rise on January 2024.", "482640 count | 10.8 percent"),
    ("The Bill passed by 312 votes to 245.", "312 count"),
    ("The group has eight members from six parties.", "8 count | 6 count"),
    ("Kent has 1,900 unaccompanied children, a third of the national total.", "1900 count | 1:3 ratio"),
    ("Around 2000 children are affected.", "2000 count"),
    ("Adoption orders: 2,180 (2023: 2,310).", "2180 count < 2310 2023"),
    ("Some £750,000 was lost.", "750000 gbp"),
    ("The share rose by five percentage points to 42 per cent.", "42 percent"),
    ("Reviews are held every 20 days.", "20 days"),
    (
        "About 62 per cent of parents said in 2026 that they had been heard, against 49 per cent in 2021.",
        "62 percent 2026 < 49 2021",
    ),
    ("Each of the 7 girls had run away.", "7 count"),
    ("At least 30 beds are needed in the north.", "30 count"),
    ("The charge is £12 per visit and has not changed since 2019.", "12 gbp"),
    ("Zero appeals were lodged in the spring term of 2025.", "0 count 2025"),
    ("Just under half were girls.", "1:2 ratio"),
    ("Fifty-eight per cent of plans were late in March 2026.", "58 percent 2026-03"),
    ("Young people waited up to 26 hours in A&E.", "26 hours"),
    ("He has chaired the board for nine years.", "9 years"),
    ("Just 0.4 per cent of homes failed.", "0.4 percent"),
    ("The county looked after 904 children on 31 March 2026, 40 more than a year before.", "904 count 2026-03-31"),
    ("Four fifths of referrals were screened within 24 hours.", "4:5 ratio | 24 hours"),
    ("In year 9, 6 of the 31 pupils were absent.", "6 count | 31 count"),
    ("Each place costs £310,000 a year, £20,000 more than in 2023.", "310000 gbp | 20000 gbp"),
    ("Salaries begin at £31,500.", "31500 gbp"),
    ("The watchdog ordered a payment of £600.", "600 gbp"),
    ("A service of 240 staff lost 32 of them.", "240 count | 32 count"),
    ("There were 14 more homes in the region at the end of June.", "14 count"),
    ("The trust's 6-week inquiry heard 44 witnesses.", "44 count"),
    (
        "The tribunal allowed 19 appeals in May 2026, seven of them against one council.",
        "19 count 2026-05 | 7 count 2026-05",
    ),
    ("One in six pupils in the trust has a plan.", "1:6 ratio"),
    ("Children in need: 388,000 (2024: 399,000).", "388000 count < 399000 2024"),
    ("The board must find £4.4m by 2027, £1.3m of it from transport.", "4400000 gbp 2027 | 1300000 gbp 2027"),
    ("Caseloads averaged 19.", "19 count"),
    ("The 45-day limit was met in 73 per cent of cases in 2026.", "73 percent 2026"),
    ("Class sizes rose to 31.", "31 count"),
    ("The Act has 74 sections and 5 schedules.", "74 count | 5 count"),
    ("The report runs to 212 pages.", "212 count"),
    ("On 14 November, 26 children were moved.", "26 count"),
    ("During 2025 15 homes closed.", "15 count 2025"),
    ("Requests doubled from 200 to 400 a month.", "400 count < 200"),
    ("Half-term clubs ran for five days.", "5 days"),
    ("A dozen councils and three trusts took part.", "12 count | 3 count"),
    ("The average stay was 212 days.", "212 days"),
    ("Social work vacancies stood at 8,200 on 30 September 2025.", "8200 count 2025-09-30"),
    ("Foster carers get £170-£299 a week.", "170 gbp | 299 gbp"),
    ("Costs of £5-6m were reported.", "5000000 gbp | 6000000 gbp"),
    ("It spent £18m on placements, against a budget of £12m.", "18000000 gbp < 12000000"),
    ("One per cent of pupils were excluded.", "1 percent"),
    ("Two hundred families replied.", "200 count"),
    ("Half a million children live there.", "500000 count"),
    ("The offer is worth £1.3bn over four years.", "1300000000 gbp | 4 years"),
    ("Only 3 in 10 leavers (31%) were in work.", "31 percent"),
    ("A four-day week will be tried by 60 staff.", "60 count"),
    ("Stage 3 complaints rose to 51.", "51 count"),
    ("The 30 per cent cut will take 18 posts.", "30 percent | 18 count"),
    ("Of 40 cases, 12 had drifted.", "40 count | 12 count"),
    ("The percentage of visits on time was 84 in June 2026.", "84 percent 2026-06"),
    ("It affected 8 to 10 families.", "8 count | 10 count"),
    ("Numbers went from 50 to 75.", "75 count < 50"),
    ("Staff worked 7 days without a break.", "7 days"),
    ("The home has had six managers in two years.", "6 count | 2 years"),
    ("The number of placements rose by 14 to 96.", "96 count"),
    ("Her caseload of 27 is too high.", "27 count"),
    ("The duty starts on 1 September 2026 and affects 22,000 schools.", "22000 count"),
    ("All but one of the 16 homes passed.", "16 count"),
    ("The levy is £90 per home, frozen since 2020.", "90 gbp"),
    ("Nil returns came from four councils.", "4 count"),
    ("Sixty-four per cent of reviews were on time in May 2026.", "64 percent 2026-05"),
    ("In Q4 of 2025 there were 2,760 orders, 95 fewer than in Q4 of 2024.", "2760 count 2025-Q4"),
    ("Barely 2.3 per cent of staff are from agencies.", "2.3 percent"),
    ("The trust ran 14 homes on 1 April 2026.", "14 count 2026-04-01"),
    ("Three in four carers have no spare room; a decade ago it was two in four.", "3:4 ratio < 2:4"),
    ("The tribunal saw 40 claims in May 2026, nine of them new.", "40 count 2026-05 | 9 count 2026-05"),
    ("A deficit of £17 million is forecast for 2027.", "17000000 gbp 2027"),
    ("Of the £6m, £2.5m has been spent.", "6000000 gbp | 2500000 gbp"),
    ("Class sizes average 28.", "28 count"),
    ("The 26-week limit was met in 38 per cent of cases in 2025.", "38 percent 2025"),
    ("Year 6 pupils and Key Stage 3 staff met 12 inspectors.", "12 count"),
    ("The rate of re-referral is 21.8 per cent.", "21.8 percent"),
    ("The home was fined £5,500 and told to pay costs of £2,040.", "5500 gbp | 2040 gbp"),
    ("Thirty hours' training is required.", "30 hours"),
    ("Seven years after the review, 12 of its 60 actions are open.", "12 count | 60 count"),
    ("In Lot 2, 3 bidders remain.", "3 count"),
    ("The post is graded PO4 and pays £48,710 to £51,802.", "48710 gbp | 51802 gbp"),
    ("The two-day inquest heard from 9 witnesses.", "9 count"),
    ("A report by 3 peers found 8 failings in 2 homes.", "3 count | 8 count | 2 count"),
    ("Places in secure homes fell 8%, to 190.", "8 percent | 190 count"),
    ("The group of eight boys ran away twice.", "8 count"),
    ("A quarter of a million pounds was spent on lawyers.", "250000 gbp"),
    ("Ofsted's 2026 report names 17 councils.", "17 count"),
    ("The bill rose 30% to £4.5m.", "30 percent | 4500000 gbp"),
    ("It has gone up from £300 to £450 a night.", "450 gbp < 300"),
    ("Around 1,400 children, or 1 in 8, were placed over 50 miles away.", "1400 count | 1:8 ratio"),
    ("Profit margins averaged 22.6 per cent.", "22.6 percent"),
    ("More than 4 in 5 (82%) agreed.", "82 percent"),
    ("The committee meets four times a year.", "4 count"),
    ("The median caseload is 18 and the highest 43.", "18 count"),
    ("Reoffending: 32.5% in 2023/24 (31.8% in 2022/23).", "32.5 percent 2023/24 < 31.8 2022/23"),
    ("The three-year-old was one of nine siblings.", "9 count"),
    ("An average of 4.3 children go missing each day.", "4.3 count"),
    ("Some 60-70 staff went on strike on 3 June 2026.", "60 count 2026-06-03 | 70 count 2026-06-03"),
    ("By March 2026, 94 per cent of plans had been reviewed.", "94 percent 2026-03"),
    ("It will cut 1 in 4 jobs by April.", "1:4 ratio"),
    ("£2m is for fostering and £3m for adoption.", "2000000 gbp | 3000000 gbp"),
    ("One hundred and eleven homes are unregistered.", "111 count"),
    (
        "The LGSCO upheld 84% of the 1,100 complaints it investigated in 2025-26, compared with 81% the year before.",
        "84 percent 2025/26 < 81 2024/25 | 1100 count 2025/26",
    ),
    (
        "In England, 6.4 per cent of children have a plan; in Wales, 3.9 per cent; in Scotland, 0.4.",
        "6.4 percent | 3.9 percent",
    ),
    ("Between them they have 80 years of experience.", "80 years"),
    ("In years 7 and 8, 60 pupils were absent.", "60 count"),
    ("Pupils in years 7, 8 and 9 sent 40 letters.", "40 count"),
]


@pytest.mark.parametrize(("text", "expected"), FIGURES)
def test_a_figure_has_its_value_unit_period_and_comparison(text: str, expected: str) -> None:
    assert all_told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The suspension rate was 11.31 in the autumn term 2025.",
        "The cabinet will meet at 10am in Room 4 on Tuesday 2 December.",
        "Report 14 on the agenda recommends that the service moves to Unit 7.",
        "Contact the team on 01632 960123 or 0800 555 0100.",
        "Call 999 in an emergency or 101 at other times.",
        "Papers: item 9, pages 31 to 58, appendix 2.",
        "Hundreds of parents marched.",
        "It is the first time in ten years that the council has been rated good.",
        "Three years ago the same team was in special measures.",
        "A four-bed home will open at 14 Orchard Close.",
        "Regulation 44 visits and regulation 45 reports were late.",
        "This was the third monitoring visit since the council was judged inadequate in 2024.",
        "None of the plans was up to date.",
        "The Year 7 pupil and two Year 9 pupils were suspended.",
        "The odds were 2.3 times higher.",
        "The effect was small (d = 0.12, p < 0.05).",
        "A 14-year-old boy was found 200 miles from home.",
        "A boy, 15, and a girl, 13, were moved to a hotel.",
        "5 things we learned from the white paper.",
        "Ten Downing Street declined to comment.",
        "No 10 declined to comment.",
        "On the one hand, costs rise; on the other, two sides disagree.",
        "She is one of the best-known voices in the sector.",
        "The Big Five providers own most homes.",
        "It happened in the 1990s and again in the 2000s.",
        "Covid-19 closed the centre in March 2020.",
        "The helpline is open 24 hours a day, seven days a week.",
        "The line is open 24/7.",
        "Public law cases took 38 weeks on average between July and September 2026.",
        "Complaint no. 24 003 112 and case reference HC-2026-00123.",
        "Her flat in SW1A 2AA is on floor 3.",
        "The bus, number 42, stops at the home.",
        "Part 3, chapter 2, paragraph 14.",
        "Over 16s can apply; under fives cannot.",
        "Post-16 provision and the 11-18 school were inspected.",
        "He waited 90 minutes and drove 40 miles.",
        "It costs 50p.",
        "The grant was worth €3m.",
        "1. Check the plan. 2. Ask the child.",
        "Notice must be given 28 days before the hearing.",
        "Two days later she was moved.",
        "Nine Elms Primary is 2 km away.",
        "In 2024 children waited longer.",
        "The figures for 2019, 2020 and 2021 are missing.",
        "SI 2018/48 and SI 2021/161 amend it.",
        "See Chapter 4 and pages 88 to 91.",
        "From 1 April 2027 every home must register.",
        "Nobody was hurt.",
        "The trial lasted six weeks.",
        "A 10p charge was dropped.",
        "Case 4021/26 was closed.",
        "Ofsted URN 1234567.",
        "She left care at 16 and returned at 17.",
        "He was 11 when it began and 15 when it ended.",
        "The mortality rate is 3.9 per 100,000 children.",
        "Working Together 2023 was replaced in 2026.",
        "The team trebled in size.",
        "Ring 020 7946 0999 or email us.",
        "The age of criminal responsibility rose from 8 to 12.",
        "Leeds 2, Hull 1.",
        "The judge gave two reasons.",
        "Five years on, little has changed.",
        "The average age was 14.",
        "He got 40 marks out of 50.",
        "Eight-week-old twins were removed.",
        "Group 4 staff and Band 6 nurses took part.",
        "Level 7 apprenticeships were cut.",
        "Route 11 links the homes.",
        "It was 10 to 15 years before anyone listened.",
        "Bill 3909 became law.",
        "Visits happen every eight weeks, not every four.",
        "Neither of the two plans was signed.",
        "An under-16s' ban begins in December.",
        "Office 12, 8 High Street, is shut.",
        "In 2025 Wales had 27 per 1,000 children on plans.",
        "She ruled in [2024] EWFC 301 (B) at paragraphs 8 to 11.",
        "Eleven-plus results are due on 12 October.",
        "The Promise turns five in 2025.",
        "It is 35 years since the Act.",
        "Every 10 minutes a child goes missing.",
        "In 2019 it was one in 20; now it is one in nine.",
        "Each visit lasts 45 minutes.",
        "Numbers are at a ten-year high.",
        "The waiting time fell from 14 weeks to 9 weeks.",
    ],
)
def test_other_numbers_are_no_figures(text: str) -> None:
    assert all_told(text) == ""


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("Only 54% of return interviews were on time.", ["return interviews were on time"]),
        ("Turnover stood at 13.8 per cent in 2024/25.", ["Turnover"]),
        ("Spending on taxis fell from £2m in 2024 to £1m in 2025.", ["Spending on taxis"]),
        ("Interviews were held for 12 of the 30 children.", ["Interviews were held children", "children"]),
        ("It affected 8 to 10 families.", ["families", "families"]),
        ("Its workforce of 2,140 makes it a large employer.", ["workforce makes it a large employer"]),
        ("The court heard 40 claims, nine of them new.", ["claims", "court heard claims of them new"]),
        ("Young people waited up to 26 hours for a bed.", ["Young people waited for a bed"]),
        ("Some 68% of carers (n=204) agreed.", ["carers", "people surveyed"]),
        ("We read 40 files and met 12 carers.", ["files", "carers"]),
        ("In 2025-26 the council spent £4m on agency staff.", ["council spent on agency staff"]),
    ],
)
def test_the_subject_is_in_the_words_of_the_sentence(text: str, subjects: list[str]) -> None:
    assert [figure.subject for figure in find_figures(text)] == subjects


def test_the_quote_is_the_sentence_as_it_was_written() -> None:
    text = "The home’s plan is late. Only 7% of “visits” were on time – in May 2026. More will follow."
    (figure,) = find_figures(text)
    assert figure.quote == "Only 7% of “visits” were on time – in May 2026."


def test_this_compares_with_is_the_other_side_of_the_sentence_before() -> None:
    text = (
        "In June 2026, 70% of children were seen and 40% were seen alone. This compares with March 2026, "
        "when all children were seen and 55% were seen alone."
    )
    assert all_told(text) == "70 percent 2026-06 < 100 2026-03 | 40 percent 2026-06 < 55 2026-03"


def test_a_sentence_without_figures_may_stand_between_the_two_sides() -> None:
    between = "Families notice. "
    text = "In June 2026, 70% of visits were on time. {}This is down from 80% in May."
    assert all_told(text.format(between * 2)) == "70 percent 2026-06 < 80 2026-05"
    assert all_told(text.format(between * 3)) == "70 percent 2026-06 | 80 percent"  # too far


def test_all_and_none_are_numbers_only_in_a_comparison() -> None:
    assert all_told("All children were seen, and none waited.") == ""
    assert find_figures("Of the visits 80% were late, against none in 2024.")[0].comparison == Comparison(0, "2024")


def test_a_summary_and_its_text_tell_a_figure_once() -> None:
    text = "Fees rose to £900.\n\nThe panel met. Fees rose to £900 in 2026, said a report on 900 placements."
    assert all_told(text) == "900 gbp | 900 count 2026"


def test_small_counts_of_different_things_are_two_figures() -> None:
    assert all_told("Three homes closed. Three schools opened. Three homes closed.") == "3 count | 3 count"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Orders rose 9% last year.", "9 percent 2025"),
        ("Some 310 children arrived in July.", "310 count 2026-07"),
        ("Some 310 children arrived in December.", "310 count 2025-12"),
        ("Visits fell to 61% last month, from 70% in April.", "61 percent 2026-10 < 70 2026-04"),
        ("This year 14 homes closed.", "14 count 2026"),
    ],
)
def test_words_for_a_time_are_resolved_by_the_day_of_publication(text: str, expected: str) -> None:
    assert all_told(text, datetime(2026, 11, 20, tzinfo=UTC)) == expected


@pytest.mark.parametrize(
    "text", ["", "\n", "No number at all.", "½", "£", "%", "5", "one", "five", "a", "half", "2025"]
)
def test_a_text_without_figures_has_none(text: str) -> None:
    assert find_figures(text) == []


def test_no_text_has_more_figures_than_a_reader_wants() -> None:
    text = " ".join(f"In {year}, {year * 7:,} children were seen." for year in range(1901, 2099))
    assert len(find_figures(text)) == MOST


@pytest.mark.parametrize(
    "piece",
    [
        "1,",
        "5 (",
        "from 5 to 6 ",
        "one hundred and ",
        "5-",
        "July to ",
        "compared with 5% ",
        "half ",
        "£",
        "a" * 40,
        ". ",
    ],
)
def test_hostile_text_is_read_to_its_end(piece: str) -> None:
    assert len(find_figures(piece * 20_000)) <= MOST


def test_figures_behind_the_longest_text_are_not_read() -> None:
    assert find_figures("word " * 20_000 + "312 children were seen.") == []
