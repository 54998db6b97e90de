"""What shows that a council's name means the council or its area, and what an item is about when it does not.

Words alone; `beside` and `mentions` say what follows from them. All of our own collection.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Directly behind the name, perhaps after "'s": the council itself.
COUNCIL = (
    "(?:(?:[Cc]ity|[Cc]ounty|[Bb]orough|[Mm]etropolitan|[Uu]nitary|[Tt]own) )*"
    "(?:[Cc]ouncils?|[Cc]ouncillors?|[Bb]orough|Corporation|MBC|MDC|BC|CC|LBC|[Tt]own [Hh]all|[Cc]ounty [Hh]all|"
    "[Ll]ocal [Aa]uthorit(?:y|ies)|authority|[Cc]hildren's (?:[Ss]ervices|[Ss]ocial|[Tt]rust)|"
    "[Cc]hildren and [Ff]amilies|(?:[Aa]rea )?SEND (?:[Ii]nspection|[Pp]artnership|services?)|"
    "[Ss]afeguarding [Cc]hildren)"
)
# Directly behind it: what a council does, runs or answers for, and who lives there.
SERVICES = (
    r"children(?!'s (?:books?|author|literature|stories))|young people|famil(?:y|ies)|foster\w*|adopt(?:ion|ers?|ive)|"
    r"kinship|social work\w*|social care|care leavers?|care homes?|care|carers?|safeguarding|virtual school|youth|SEND|"
    r"special needs|schools?|pupils?|parents?|mothers?|fathers?|mums?|dads?|teen\w*|bab(?:y|ies)|toddlers?|nurser\w+|"
    "residents|early help|early years|education|front door|girls?|boys?|inspectors|inspection|Ofsted|DCS|"
    "chief executive|lead member|cabinet|mayor|hub|placements?|MPs?|grooming|homes? for|budget|libraries|library|city|"
    "town|county|MASH|LSCP|director(?! of football|'s cut)"
)
# Directly behind it: what a council does in a headline.
ACTS = (
    "is|was|has|had|will|must|may|could|should|says|said|tells|told|asks|agrees|approves|extends|plans|opens|closes|"
    "launches|signs|votes|cuts|seeks|appoints|hires|pays|loses|wins|rejects|apologises|admits|faces|sets|backs|consults|"
    "keeps|scraps|brings|moves|puts|offers|leads|joins|ends|starts|begins|spends|recruits|halves|doubles|takes|gets|"
    "gives|goes|leaves|remains|stays|improves|reports|reviews|trials|pilots|tests|expands|merges|shares|sells|buys|"
    "builds|stops|drops|raises|lowers|freezes|warns|blames|praises|pledges|promises|pauses|delays|rethinks|makes|"
    "celebrates|welcomes|finds|needs|wants|judged|rated|praised|criticised|downgraded|fined|ordered|urged|"
    "branded|named|chosen|placed|stripped|among|one of|no longer|first (?:council|borough|area|in)"
)
# Those that no parliament and no bank does.
CLEAR_ACTS = (
    "judged|rated|downgraded|praised for|opens|to open|closes|to close|recruits|to recruit|apologises|told to improve|"
    "children and families|pays (?:kinship|foster)|agrees plan|is judged|is rated|no longer"
)
# Those that only a council does, where no club and no parliament is in play.
SOBER_ACTS = "says|said|agrees|approves|consults|votes|scraps|admits|apologises|pledges|backs plan"
# Those that are nouns or state something of reading itself: after "Reading", "Bury" and "Stoke" they decide nothing.
NO_ACTS = (
    r"is(?! (?:judged|rated|told|to|one of|among)\b)|was(?! (?:judged|rated|told)\b)|has|had|will|must|may|could|"
    "should|plans|cuts|starts|ends|takes|gets|gives|makes|brings|improves|raises|remains|helps|reports|reviews|trials|pilots|"
    "tests|shares|stops|drops|moves|needs|wants|goes|leaves|stays|sets|delays|puts|offers|finds|promises|first"
)
# "to" and one of these: a headline's future.
INTENTS = (
    "open|close|cut|pay|buy|build|set|launch|run|lose|get|spend|offer|merge|keep|bring|take|end|trial|pilot|review|"
    "recruit|join|share|hire|consult|give|move|become|sell|invest|expand|scrap|work|host|lead|appeal|apologise|face|"
    "raise|fund|receive|start|stop|hand|return|replace|double|halve|train|create|introduce|house"
)
# "of" before a name that is also a word: "the people of Reading", but not "the joy of Reading".
OF_PLACES = _words(
    """
    town city borough people children families parents streets outskirts suburb suburbs north south east west centre
    part parts most much all mayor council district area university estates schools rest
    """
)

# Who or what stands shortly before the area of a council: "pupils in Westminster", but not "ministers in Westminster".
LOCALS = _words(
    """
    children boys girls families pupils teenagers parents carers workers services schools homes leavers residents
    babies youngsters ofsted inspectors judge notice placements nurseries mothers fathers inspection visit
    """
)
# Capitals that only open a sentence before a name.
PLACE_OPENERS = _words("In From Across Inside Outside Ofsted")
OPENERS = PLACE_OPENERS | _words("How Why When As Can Will Should Could After Before")

# Somebody is on the way, or the council is only the scene or the measure of something else.
COMINGS = _words(
    """
    joins joined travel travels travelled comes came arrives arrived hails imported borrowed director dcs chief head
    executive
    """
)
WAYS = _words(
    """
    route routes train trains flight flights bus buses line trip trips road ferry drive drives travel travels link
    links relocates relocating
    """
)
GATHERINGS = _words(
    """
    meet meets met meeting gather gathers gathered conference conferences summit convention exhibition concert
    filmed event workshop workshops roadshow seminar set
    """
)
BESIDE = _words("near nearby")
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
CHIEFS = "(?:children's |council |finance |city )?(?:director|chief|head|leader|boss|commissioner|DCS)"

# An item that has one of these is about children or a council: it concerns the area that it names.
CONCERNS = _words(
    """
    child children childhood childrens boy boys girl girls baby babies infant infants toddler toddlers teen teens
    teenager teenagers teenage pupil pupils school schools teacher teachers nursery nurseries kinship foster
    fostering fostered adopters adopted adoptive care carer carers safeguarding ofsted parents parent mother mothers
    father fathers family families kids youngsters youngster council councils councillor councillors inspectors
    orphans siblings guardians youths autism autistic ehcp ehcps special-needs headteacher headteachers childminders
    camhs uasc lscp
    nannies placements grooming
    """
)
# So does one that is about what councils run or decide, if it has none of the words below.
PUBLIC = _words(
    """
    planning plan plans underpass roads road potholes pothole bins bin recycling waste libraries library housing
    homes homeless homelessness tenants budget budgets overspend deficit tax parking lighting services service local
    residents jtai overall direction focused graded oversight levy licence licensing licences regeneration social
    workers worker staff union strike vacancies caseloads borough county authority authorities mayor cabinet
    ombudsman director commissioner inspection inspected judged rated inadequate outstanding report review inquiry
    consultation cuts savings grants grant youth young refugees asylum pavements cycling buses bus toilets cemetery
    allotments playground playgrounds parks leisure pools pool centre hub hubs town city villages walkers cyclists
    bridge crossing crossings poverty foodbank disabled by-election adoption short-break breaks respite notice
    intervention grade grades practice abuse abused survivor survivors victims partnership board improve improves
    improved improvement progress judge assessment assessments team teams centres secure monitoring attainment
    contract emergency officer officers chief strip-search ward teachers election elections devolution
    reorganisation unitary merger bills charges fees permits landlords flats
    """
)
# One of these, and none of the others: sport, trade, the arts, crime, roads or weather, which happen to be there.
ASIDE = _words(
    """
    striker strikers coach fans match goal goals goalkeeper league premier championship cup kick-off kickoff cricket
    wicket wickets innings bowler batsman rugby football footballer midfielder defender winger substitute defeat
    defeats relegation relegated promoted play-off play-offs stadium tournament racing racecourse jockey marathon
    boxer boxing snooker darts olympic olympics athlete medal supporters scored thrash thrashed beat beaten bank
    banks investors investor accountants accountancy solicitors restaurant restaurants hotel brewery pub pubs
    airline airport flights retailer supermarket startup profits forecasts factory shoppers store stores chef menu
    bakery film films movie novel album concert band orchestra exhibition theatre museum actor actress singer
    comedian paintings sculpture festival sitcom biopic celebrity gig gigs premiere musical opera murder murdered
    stabbing stabbed robbery burglary burglars cannabis detectives shooting gunman lorry crash motorway rail
    collision gales gale flooding floods heatwave forecasters timetable trains tram trams cruise ships lifeboat
    harbour ferry ship sausage recipe pizza beer wine cathedral dinosaur fossil archaeologists treasure
    holidaymakers palace ghost ufo
    """
)
