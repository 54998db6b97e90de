"""How often common words stand in the sector's news: a rough prior, until the store has counts of its own.

Our own estimate, in three bands, of the share of items that hold a word. It keeps the first days of a
store from taking "council" for a rare word, and gives the same stories whatever came first. General
frequencies were rejected: "Ofsted" and "inspectors" are rare in them, and common here.
"""

from functools import cache

UNKNOWN = 0.001  # the share for a word that is in no band
WEIGHT = 500  # how many items' experience the prior is worth

_BANDS = {
    0.12: "child children council service care social young people",
    0.05: """
        authority court day department director england family find government help home inspection inspector judge
        law local make minister month national need ofsted plan public report review school staff support team two
        first week work worker year call warn""",
    0.02: """
        abuse accommodation across act action adopter adoption against american announce announced apology appeal
        appoint appointed april area around ask attack august baby back begin big bill board borough boy british
        britain budget case cent change charity chief child's city close come commissioner committee community concern
        consultation cost councillor country county crime crisis cut data death december decision delay demand
        disability early education eight end english even event evidence executive expert exploitation face fail
        failed failure fall family fault february figure five foster fostering four friday fund funding get girl give
        go good great group guidance harm health hear hearing high hold house hundred improve improvement inadequate
        include increase issue january job join judgment july june keep kill know last late launch lead leader leave
        leaver letter life live london long look lose low man manager many march may meet mental million missing
        monday monitoring mother move mp near neglect new news next nine northern november number october ombudsman
        open order outstanding pace parent part party pay per placement police policy pound practice practitioner
        president pressure problem process professional professor programme progress project protection publish
        published publishes pupil put quicken rate rating reform republican research residential rise risk role run
        safeguarding saturday scheme scotland scottish second see senate september send set seven shooting shortage
        show side since six small special state statistics still strategy strike study sunday survey system take
        teacher team teenager tell ten test think third thousand three thursday time today told top town training
        tribunal trump trust tuesday uk union university urge urged us use used video violence visit vote vacancy wait
        wales want warning watch way wednesday welsh well white win within without woman women men world election
        democrat educational already best former ireland more father requires""",
}


_CALENDAR = """january february march april may june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday christmas easter"""


@cache
def calendar() -> frozenset[str]:
    """The stems of months and days: always written with a capital, and the name of nobody."""
    from cfnews.stories.words import stem

    return frozenset(stem(word) for word in _CALENDAR.split())


@cache
def prior() -> dict[str, float]:
    """Each common word's stem and the share of items that hold it."""
    from cfnews.stories.words import stem

    return {stem(word): share for share, words in sorted(_BANDS.items()) for word in words.split()}
