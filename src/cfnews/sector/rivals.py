"""Who else bears a council's name: clubs, forces, universities, hospitals, persons, streets, dishes and towns abroad.

Words alone; `beside` says what follows from them. General words stand before single names: a list of
"Leeds United, Hull City" would miss the next club, the words "United" and "City" do not. Single names stand
in PHRASES only where nothing beside them gives them away. All of our own collection.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Whole names that hold a council's, by the nation that they speak of ("" for a place abroad or none).
PHRASES = {
    "england": """
    Greater Manchester|Greater London|South Yorkshire|West Yorkshire|West Midlands|Sutton Coldfield|Sutton-in-Ashfield
    Sutton in Ashfield|Sutton Hoo|Sutton Trust|Bury St Edmunds|Newcastle-under-Lyme|Newcastle under Lyme|Newport Pagnell
    Newport, Shropshire|Newport, Isle of Wight|Richmond, North Yorkshire|Stoke Newington|Stoke Mandeville|Stoke Poges
    Westminster School|London Bridge|Harrow School|Harrow International|Lambeth Conference|Old Trafford|Trafford Centre
    Brent Cross|Surrey Quays|Essex Court|Norfolk Broads|Avon and Somerset|Avon & Somerset|Greenwich Mean Time
    Bath & Wells|Bath and Wells|Bradford & Bingley|Durham Miners|Merton College|Blackpool Pleasure Beach|MK Dons
    Born in Bradford|Made in Chelsea|Barking Riverside|Suffolk Punch|Grand Old Duke of York|Birmingham Six
    Yorkshire Ripper|Bedford Row|Sent to Coventry
    """,
    "scotland": """
    Highland Spring|Highlands and Islands|Highlands & Islands|Stirling Prize|Falkirk Wheel|Moray Firth|Aberdeen Angus
    Edinburgh International|Port Glasgow|Glasgow Coma Scale
    """,
    "wales": "Swansea Bay|Cardiff Bay|Conwy Valley|Port Talbot",
    "northern-ireland": "Derry Girls|Belfast Trust|Belfast Agreement|Windsor Framework|Apprentice Boys of Derry",
    "": """
    New York|New Hampshire|New England|New Jersey|New London|New South Wales|Norfolk Island|Kent State|Kentucky Derby
    Epsom Derby|Wells Fargo|Cambridge Analytica|Bristol Myers|Bristol-Myers|Bristol Bay|Royal Enfield|Clark Kent
    Stirling engine|Stirling Moss|Somerset Maugham|Brent crude|Brent Crude|Greenwich Village|Plymouth Brethren
    Plymouth Rock|Perth Glory|Perth Scorchers|Cumberland River|Cumberland County|Cumberland Gap|Devon Rex|Devon Energy
    Newport News|Dudley Moore|Durham, N.C.|Stockton, Calif|Manchester by the Sea|Bath Iron Works
    """,
}

# The end of another body's name, in capitals; up to five words of that name may stand between.
BODY_ENDS = (
    "Police|Constabulary|NHS|ICB|Integrated Care|Health Board|Health and Social Care|Hospitals?|Infirmary|Hospice|"
    "University|Universities|Polytechnic|Institute of|College|Conservatoire|Cathedral|Minster|Airport|"
    "Fire (?:and|&) Rescue|Fire Brigade|Fire Service|Ambulance|Building Society|Diocese|Wildlife Trust|"
    "Chamber of Commerce|Crown Court|Magistrates|Family Court|County Court|Combined Court|Sheriff Court|"
    "Coroner's Court|Youth Court|Philharmonic|Symphony|Racecourse|Cricket|Rugby|Football|Water|Theatre|Playhouse"
)
# What follows at once, in capitals: teams and societies, ...
CLUBS = (
    "FC|AFC|CFC|RFC|RLFC|CCC|KR|United|Rovers|Wanderers|Wednesday|Athletic|Albion|Argyle|Forest|Hotspur|Dons|Orient|"
    "Rhinos|Warriors|Wolves|Saints|Bulls|Giants|Falcons|Sharks|Bears|Eagles|Harriers|Alexandra|Stanley|Rangers|"
    "Celtic|Thistle|Harlequins|Raiders|Red Devils|Tigers|Women|Ladies|Town|Storm|Phoenix|Stags|Blaze|Steelers|"
    "Panthers|Devils|Flyers|Ravens|Lions|Knights|Rockets|Lightning|Thunder|Pirates|Jets|Hurricanes|Met|Trust|Foundation|Fellowship|Society|Institute|"
    r"City(?! (?:[Cc]ouncil|[Hh]all|[Rr]egion|[Cc]entre|of\b|Corporation))|"
    "County(?! (?:[Cc]ouncil|[Hh]all|Councillor))"
)
# ... streets, newspapers, buildings and shows.
SIGHTS = (
    "Road|Street|Avenue|Lane|Way|Square|Crescent|Terrace|Bridge|Canal|Moors?|Station|Castle|Palace|Abbey|Tower|Pier|"
    "Park|Zoo|Safari|Botanic|Arena|Stadium|Coliseum|Observatory|Hippodrome|Gardens|Festival|Fringe|Museum|Gallery|"
    "Prison|Docks?|Dockyard|Marathon|Half Marathon|Games|Cup|Stakes|Carnival|Hills|Spa|Hoard|House|ONE|Opera|"
    "Biennial|Pride|Evening|Post(?! Office)|Echo|Mail|Gazette|Chronicle|Express|Argus|Mercury|Recorder|Observer|"
    "Courier|Journal|Herald|Times|Telegraph|News|Live|Star|Advertiser"
)
# What follows at once in small letters: other bodies of the place, ...
BODIES = (
    "police|constabulary|detectives|coroner(?:'s)?|university|universities|college|academics|scientists|hospitals?|"
    "infirmary|surgeons|doctors|medics|nurses|maternity|ambulance|health (?:trust|board)|hospital trust|"
    "mental health trust|nhs|airport|station|prison|jail|cathedral|castle|abbey|festival|crown court|family courts?|"
    r"magistrates|courts?|football\w*|rugby|cricket\w*|fans?|supporters|striker|keeper|goalkeeper|midfielder|defender|"
    "winger|coach|captain|squad|racecourse|races|marathon|derby|half.marathon|lorry|bombings?|bomb|bomber|arena|riots?|"
    "trams?|restaurants?|pubs?|brewery|hotels?|band|orchestra|theatre|museum|gallery|zoo|shopping|offices?|firms?|"
    "factory|developer|retailer|manufacturer|start-?ups?|tech|solicitors"
)
# ... and things and people that only bear its name.
THINGS = (
    "sausages?|pudding|pasty|pasties|hotpot|sauce|crude|oil|tart|cheese|cream|biscuits?|cakes?|beef|lamb|cattle|cows?|"
    "pony|ponies|bull|terriers?|carriages?|banks?|bankers|traders|financiers|spa|businessm[ae]n|millionaire|tycoon|"
    "novelist|poet|artist|painter|singer|actor|rapper|comedian|comedy|comedies|biopic|crater|syndrome|accent"
)

# What stands before: whoever bears a title, a given name or a rank is a person or a dignity.
TITLES = _words(
    """
    Mr Mrs Ms Miss Dr Sir Dame Lord Lady Judge Baroness Baron Viscount Professor Prof Cllr Councillor Rev Reverend
    PC Sgt Captain Colonel Sergeant President Actor Actress Singer Author Novelist River HMP HMYOI HMS RAF Mount
    Lake Fort Cape
    """
)
RANKS = _words(
    """
    Duke Duchess Earl Countess Archbishop Bishop Dean University Universities Diocese Archdiocese Marquess Prince
    Princess Baron Baroness House Battle Treaty Bank Port Sheriff Siege Provost College
    """
)
# A body's name may end in its place: "University Hospitals Birmingham".
BODIES_BEFORE = _words("Hospital Hospitals University College NHS Police Airport Royal")
GIVEN_NAMES = _words(
    """
    Adam Ahmed Aileen Aisha Alan Albert Alex Alexander Alfie Ali Alice Alison Amanda Amara Amber Amina Amy Andrea
    Andrew Andy Angela Anil Ann Anna Anne Annie Anthony Archie Arthur Barbara Ben Benjamin Bernard Beth Bill Billy
    Bob Bobby Brendan Brian Bronwen Bruce Burt Callum Cameron Carl Caroline Carys Catherine Catriona Charles Charlie
    Charlotte Chidi Chloe Chris Christine Christopher Claire Clare Clive Colin Connor Craig Dafydd Damian Daniel
    Danny Darren Dave David Dean Debbie Deborah Declan Dennis Derek Desmond Diana Diane Dominic Donald Dorothy
    Duncan Dylan Ed Eddie Edward Eilidh Eleanor Elizabeth Ella Ellen Elliot Emily Emma Emyr Eric Ethan Euan Farah
    Fatima Femi Fergus Ffion Finn Fiona Frances Francis Frank Fred Freddie Frederick Freya Gareth Gary Gavin Gemma
    Geoffrey George Geraint Gerald Gerard Gillian Glenn Glyn Gordon Grace Graham Gwen Hamish Hannah Harriet Harry
    Harvey Hassan Heather Helen Henry Howard Hugh Huw Iain Ian Idris Ifan Imran Iolo Isla Ivan Jack Jacob Jade Jake
    James Jamie Jane Janet Jason Jay Jean Jeff Jennifer Jenny Jeremy Jessica Jill Jim Joan Joanna Joanne Joe Joel
    John Jon Jonathan Joseph Josh Joshua Judith Julia Julian Julie Justin Karen Kate Katherine Kathleen Katie Keith
    Kelly Ken Kenneth Kenny Kerry Kevin Khadija Kieran Kim Kirsty Kwame Kyle Laura Lauren Layla Leanne Lee Leila Leo
    Leon Leonard Leslie Liam Lily Linda Lindsay Lisa Lloyd Lorraine Louise Lucy Luke Lynn Lynne Mairi Malcolm Marcus
    Margaret Maria Marie Mark Martin Mary Matt Matthew Maureen Maurice Max Maya Meera Megan Michael Michelle Mick
    Mike Mohammed Moira Morag Nadia Natalie Nathan Ned Neil Ngozi Nia Niamh Nicholas Nick Nicola Nigel Nina Noah
    Noel Norman Oliver Olivia Ollie Omar Orla Oscar Owen Padraig Pamela Patricia Patrick Paul Paula Pauline Penny
    Pete Peter Phil Philip Pippa Poppy Priya Rachel Raheem Raj Ralph Ravi Ray Raymond Rebecca Reece Rhian Rhys
    Richard Rick Ricky Rita Rob Robert Robin Roger Roisin Ronald Rory Rosa Rosemary Rosie Ross Roy Ruby Rupert
    Russell Ruth Ryan Sally Sam Samantha Samuel Sandra Sanjay Sara Sarah Scott Seamus Sean Sebastian Sharon Shaun
    Sheena Sheila Shirley Sian Sidney Simon Siobhan Sofia Sophie Stacey Stan Stella Stephanie Stephen Steve Steven
    Stewart Stuart Sue Sunita Susan Sylvia Tamsin Tanya Ted Terry Tessa Theo Theresa Thomas Tim Timothy Tina Toby
    Tom Tony Tracey Tracy Trevor Tunde Tyler Una Ursula Valerie Vanessa Vera Veronica Vicky Victor Victoria Vincent
    Wayne Wendy William Yusuf Yvonne Zainab Zara Zoe
    """
)
# Who may stand before a council's name with a capital of their own, and make it no surname.
PARTNERS = _words(
    """
    The Ofsted Labour Conservative Tory Reform Liberal Green UNISON Unison CQC Inner Outer Greater Healthwatch
    """
)
# Councils' names that are also given names: with a surname behind, a person.
NAMESAKES = frozenset(("Angus", "Brent", "Kent", "Devon", "Bradford", "Camden", "Kingston"))

# Where British names live on.
ABROAD = (
    "Alabama|Alaska|Arizona|Arkansas|California|Calif|Colorado|Connecticut|Delaware|Florida|Georgia|Idaho|Illinois|"
    "Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|"
    "Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|"
    "Pennsylvania|Rhode Island|South Carolina|Tennessee|Texas|Utah|Vermont|Virginia|Wisconsin|Wyoming|Ontario|"
    "British Columbia|Alberta|Nova Scotia|New Brunswick|New South Wales|NSW|Queensland|Tasmania|Western Australia|"
    r"South Australia|Australia|New Zealand|Jamaica|South Africa|Canada|Bermuda|Barbados|US state|USA|U\.S\."
)
# Those of them that readers know; the others need the country right behind the name.
TWINS_ABROAD = _words(
    """
    Birmingham Richmond Kingston Newcastle Perth Durham Manchester Plymouth Portsmouth Newport Cumberland Essex Kent
    Suffolk Norfolk Bristol Bedford Stockton Surrey Reading Bath York Sheffield Stirling Aberdeen Derby Brighton
    Bradford Camden Somerset Hampshire Southampton Sunderland Leicester Oldham Dudley Glasgow
    """
)
