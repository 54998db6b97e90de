"""Lines of a page that are no part of its story by their words: invitations, notices, pointers to other stories.

Rules are for whole short lines; a longer one is prose whatever it begins with. English, and Welsh where public bodies
have both. Nothing here knows a site. Rejected: "Notes to editors" and "Contact", which press releases have as text.
"""

import re

from cfnews.normalise.boilerplate import strip_boilerplate

_LONGEST = 220  # characters; longer notices were seen, but so were short paragraphs


def _any_of(lines: str) -> str:
    return "|".join(line.strip() for line in lines.split("\n") if line.strip())


# What a notice begins with, one a line; anything short may follow.
_POINTERS = _any_of(
    """
    (?:read|see|view|watch|listen|hear|find out) (?:more|also|next|on|full (?:story|article))\\b(?! than)
    also read
    you (?:may|might) (?:also )?(?:like|be interested|have missed)
    more (?:on this|from (?:the )?(?:author|section|category|us|news)|stories|news|like this|top)\\b
    related\\W*(?:$|:)
    related (?:\\w+ )?(?:content|links?|articles?|stories|news|topics?|posts?|pages?|reading|items?)\\b
    recommended (?:for|reading|stories)
    most (?:read|popular|viewed|shared)\\b
    (?:trending|top stories|promoted stories)\\b
    latest (?:news|stories|articles|posts)\\b
    (?:elsewhere on|in this section|from (?:around|across|elsewhere on) the)\\b
    popular (?:now|stories|articles|posts)
    editor['’]?s['’]? (?:picks?|choice)
    (?:back|return) to (?:top|the top|news|all|press releases)
    (?:next|previous) (?:article|post|story)\\b
    skip to\\b
    click here\\b
    """
)
_INVITATIONS = _any_of(
    """
    share(?:$| (?:this|on|via|page|article|story|with)\\b|:)
    follow us\\b
    follow .{1,60} on (?:x|twitter|facebook|instagram|linkedin|bluesky|threads|whatsapp|tiktok|youtube)\\b
    (?:sign|log) (?:up|in)\\b
    (?:subscribe|unsubscribe|donate)\\b
    register (?:now|here|today|for free)
    join (?:our|us|the conversation|now|today|(?:over |more than )?[\\d,]+ |thousands )
    already (?:a |have )
    support (?:us|our|the \\#)
    make an? (?:enquiry|donation)
    contact us\\b
    get in touch$
    (?:get|receive) .{1,80} (?:inbox|e-?mails?)\\b
    get (?:e-?mails?|alerts?|the app|our|involved|updates)\\b
    download (?:our|the) app
    leave a (?:comment|reply)
    listen to this
    (?:is|was) this (?:page|article|story|information) (?:useful|helpful)
    (?:rate this|help us improve|report a problem with this|print (?:this|page)\\b)
    view (?:this (?:e-?mail|page)|in (?:your )?browser)
    """
)
_NOTICES = _any_of(
    """
    accept (?:all|additional|cookies)
    (?:we|this (?:site|website|page)) uses? (?:some |only )?(?:essential )?cookies
    (?:manage preferences|cookie (?:settings|policy)|privacy policy|terms (?:and|&) conditions)
    (?:all rights reserved|©|copyright\\b|all content is available under)
    registered (?:charity|in england|office|company)
    (?:advertisements?|advert)$
    sponsored(?: (?:content|editorial))?$
    image (?:source|credit|caption)
    (?:picture|photo|photograph|photo credit|image|credit|main image|stock image) ?:
    (?:web)?site (?:design(?:ed)? )?by
    powered by\\b
    about the author
    (?:tags?|topics?|categor(?:y|ies)) ?:
    (?:filed under|posted (?:in|on|by))\\b
    (?:\\d+ min(?:ute)?s? (?:read|listen)|reading time|estimated reading)
    comments? (?:are|have been) closed
    (?:(?:\\d+|no) )?comments?$
    (?:updates to this page|(?:show|see) all updates)
    (?:pdf|html|ms word|word|excel|csv|ods|odt),? [\\d.]+\\s?[kmg]b
    (?:menu|search|home|close|next|previous)$
    """
)
_WELSH = _any_of(
    """
    rhannu(?:$|(?: ?['’]r| y)? (?:ar|hwn|dudalen))
    (?:darllen (?:mwy|hefyd)|cysylltu â ni|cynnwys cysylltiedig|newyddion diweddaraf|mwy (?:am |o newyddion))
    (?:tanysgrifi|cofrestr(?:wch|u) (?:i|ar)|dilynwch ni)
    (?:hawlfraint|argraffu|yn ôl i|neidio i)
    (?:derbyn (?:y )?cwcis|rydym yn defnyddio cwcis)
    (?:a yw|ai)['’ ]?r? ?dudalen
    """
)
_NOTICE = re.compile(rf"(?:[•»›>▶►→*\-–\s]{{0,5}})(?:{_POINTERS}|{_INVITATIONS}|{_NOTICES}|{_WELSH})", re.IGNORECASE)
# Headings that begin something else, whole.
_ENDING = re.compile(
    _any_of(
        """
        further (?:reading|information|resources)
        (?:useful|external) links
        (?:author|share|tags|comments?|newsletters?|popular|jobs|vacancies)
        (?:other|featured|recent|more|our|all|upcoming|latest) (?:news|stories|posts|articles|events|jobs)
        what to read next
        (?:explore|discover) more
        keep reading
        knowledge (?:&|and) resources
        rhagor
        """
    ),
    re.IGNORECASE,
)
_SHARES = frozenset(("bluesky", "copy", "e-mail", "email", "facebook", "instagram", "link", "linkedin", "pinterest"))
_SHARES |= {"print", "rss", "threads", "twitter", "whatsapp", "x", "youtube"}


def is_notice(text: str) -> bool:
    """Whether a line invites, points elsewhere or speaks of the site, and tells nothing of the story."""
    if len(text) > _LONGEST:
        return False
    return bool(_NOTICE.match(text)) or _SHARES.issuperset(text.lower().split()) or not strip_boilerplate(text)[0]


def is_ending(heading: str) -> bool:
    """Whether a heading begins what is no more the story."""
    return is_notice(heading) or bool(_ENDING.fullmatch(heading.strip(" :.…→»")[:_LONGEST]))
