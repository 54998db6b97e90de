"""Names and terms that speak of one nation, or of two with one jurisdiction. Words alone, of our own collection."""

import re

BOTH = "england|wales"

# Names with a capital, by the nations that they speak of ("" for those that hold one and speak of none).
NAMES = {
    "england": """
    England|London|Yorkshire|Sussex|East Anglia|Berkshire|Bedfordshire|Cheshire|Merseyside|Tyneside|Teesside|Wearside
    Humberside|Midlands|Black Country|Home Counties|Thames Valley|Tees Valley|Greater Manchester|Oxford|Norwich|Ipswich
    Exeter|Canterbury|Carlisle|Hereford|Cheltenham|Northampton|Kettering|Chelmsford|Colchester|Guildford|Winchester
    Salisbury|Truro|Huddersfield|Burnley|Watford|Stevenage|Basingstoke|Shrewsbury|Tottenham|Brixton|Scotland Yard
    English councils|English local|English regions|English schools|English care|English children|English law
    English courts|English authorities|English universities|EHCP|EHCPs|EHC|SEND|KCSIE|ILACS|JTAI|ASGSF
    Working together to safeguard|Working Together to Safeguard|Keeping children safe in education|Best Start
    Families First Partnership|Children's Wellbeing and Schools|Children and Families Act|Staying Close
    Education Secretary|West Country|NHS England|SCCIF|MACPT|LCSPR|LCSPRs|DSG|ASYE|Families First|Sats|Ofqual|EBacc
    """,
    "wales": """
    Wales|Welsh|Cymru|Senedd|Gwent|Dyfed|Clwyd|Glamorgan|Llanelli|Aberystwyth|Plaid|ALN|Flying Start
    Social Services and Well-being
    """,
    "scotland": """
    Scotland|Scottish|Scots|Holyrood|MSP|MSPs|SNP|Inverness|Ayrshire|Lanarkshire|Lothian|Tayside|Paisley|GIRFEC
    Children's Hearings|Kinross|Dunbartonshire|Crown Office
    """,
    "northern-ireland": """
    Northern Ireland|Northern Irish|Stormont|MLA|MLAs|Ulster|Tyrone|County Antrim|Co Antrim|County Down|Co Down|HSC
    Ballymena|PSNI|Education Authority|NI Assembly|NI Executive|NI trusts|NI children|NI families|NI schools|NI care
    NI social workers
    """,
    "uk": "UK|United Kingdom|Britain|British|Britons|Great Britain|UASC",
    BOTH: "EWFC|EWHC|EWCA|EWCOP|England and Wales|Family Court|Children Act 1989",
    "": """
    Prince of Wales|Princess of Wales|New South Wales|New England|British Columbia|British Museum|British Library
    Cambridge Analytica|City of London|Bank of England|Church of England|New London|British Association|Jimmy Wales
    """,
}
# Names of both nations that hold whatever else is named.
FIRM = frozenset(("EWFC", "EWHC", "EWCA", "EWCOP", "England and Wales"))

# Terms, to be looked for in small letters: nations, pieces of which one must be there (they spare the search), pattern.
TERMS = (
    (
        "england",
        (
            "family hub",
            "care plan",
            "regional",
            "agency social",
            "virtual",
            "valve",
            "academ",
            "review",
            "needs",
            "partners",
        ),
        re.compile(
            r"family hubs?\b|education, health and care plans?|regional (?:care cooperatives?|adoption agenc(?:y|ies))|"
            r"agency social work\w*|virtual school|safety valve|academy trusts?|academies\b|"
            r"independent reviewing officers?|\bhigh needs\b|safeguarding partners|child safeguarding practice reviews?"
        ),
    ),
    ("wales", ("practice review",), re.compile(r"\bchild practice reviews?")),
    ("scotland", ("hearing", "sheriff"), re.compile(r"children's hearings?\b|\bsheriff (?:court|principal|rules)")),
    ("uk", ("nations", "asylum"), re.compile(r"\bfour nations|asylum.seek\w+ child\w*|child asylum.seekers?")),
    (
        BOTH,
        ("court", "liberty", "order", "proceedings", "dol"),
        re.compile(
            r"family courts?\b|deprivation of liberty|\bdols?\b|placement orders?|care (?:orders?|proceedings)|"
            r"special guardianship orders?"
        ),
    ),
)
