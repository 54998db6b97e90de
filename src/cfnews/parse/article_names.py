"""The words that builders of sites put into class, id and test names, and what they say of an element.

Collected from the themes of WordPress, Drupal, Joomla and Jadu, the GOV.UK design system and pages of the press; words
of a trade, never a site's own.
"""

import re
from itertools import pairwise

from cfnews.parse.article_page import Node

_LONGEST = 400  # characters of one attribute; utility classes make long ones
_LABEL = 40  # characters of an aria-label, which may be a whole sentence


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _pairs(text: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(pair.split("-")) for pair in text.split())


# One such word is enough for a box that is no part of a story.
_BOX_WORDS = _words(
    """
    addthis addtoany ads adslot advert advertisement advertising adverts banner breadcrumb breadcrumbs ccpa commentlist
    comments consent cookie cookies cta disqus donate donation feedback form gdpr instagram invisible jobs login
    mailchimp masthead megamenu menu modal mostpopular mostread mpu nav navbar navigation newsletter newsletters
    noprint onetrust optin outbrain overlay pager pagination popup popular promo promos promoted promotion rail
    recirculation recommendation recommendations recommended register related relatedposts respond screenreader share
    sharebar sharedaddy sharethis sharing sidebar signin signup skip skiplink skiplinks social socials sponsor
    sponsored sponsors submenu subscribe survey taboola teaser teasers tiktok toc toolbar trending tweet twitter
    vacancies widgetarea
    """
)
# Two in a row, of which neither alone would do.
_BOX_PAIRS = _pairs(
    """
    about-author above-footer ad-container ad-slot ad-unit ad-wrapper author-bio author-block author-box author-card
    author-details author-info author-profile back-top below-content call-action contact-us element-invisible
    email-alerts email-signup follow-us further-reading get-emails how-contact image-credit image-source in-section
    in-this join-us keep-reading latest-news links-block link-list list-links log-in more-from more-like more-news
    more-on more-stories most-popular most-read most-viewed next-article next-post next-up page-useful post-navigation
    prev-next read-also read-more read-next reader-only reader-text see-also side-bar sign-in sign-up site-footer
    site-header skip-link sr-only support-us tag-cloud tag-list tags-list top-ad top-bar top-stories topic-list
    topics-list up-next useful-links utility-bar visually-hidden was-helpful you-like you-may
    """
)
# What holds the story, whatever else it is called: `class="article-body" id="subscription-content"`.
_BODY_PAIRS = _pairs(
    """
    article-body article-content article-text body-content body-text content-body entry-content field-body main-content
    name-body page-content post-body post-content rich-text rte-content story-body story-content story-text
    """
)
# A line about the piece, unless what stands there is prose.
_LINE_WORDS = _words(
    """
    author authors byline bylines caption captions categories category contributor contributors copyright credit credits
    date dateline dates datetime label meta metadata print published pubdate rate rating readtime tag tags timestamp
    topics updated useful
    """
)
_READER_WORDS = _words("commentlist comments disqus respond")
_NOT = _words("has hide is js no not with without")  # `has-sidebar` names a page with one, not the sidebar
_WORD = re.compile(r"[a-z]+|[A-Z](?:[a-z]+|[A-Z]*(?![a-z]))")


def name_words(element: Node) -> list[str]:
    """The words of an element's names and of a short label, in small letters and in order, with "" between names."""
    words: list[str] = []
    for attribute in ("id", "class", "data-component", "data-testid"):
        for name in (element.get(attribute) or "")[:_LONGEST].split():
            found = [word.lower() for word in _WORD.findall(name)]
            if _NOT.isdisjoint(found):
                words += [*found, ""]
    label = element.get("aria-label") or ""
    return words + (label.lower().split() if len(label) <= _LABEL else [])


def names_box(words: list[str]) -> bool:
    """Whether the words name a box that is no part of a story."""
    return not _BOX_WORDS.isdisjoint(words) or not _BOX_PAIRS.isdisjoint(pairwise(words))


def names_body(words: list[str]) -> bool:
    """Whether they name what holds the story."""
    return not _BODY_PAIRS.isdisjoint(pairwise(words))


def names_line(words: list[str]) -> bool:
    """Whether they name a line about the piece: its author, its date, its tags."""
    return not _LINE_WORDS.isdisjoint(words)


def names_readers(words: list[str]) -> bool:
    """Whether they name what readers wrote, which alone may be longer than the story."""
    return not _READER_WORDS.isdisjoint(words)
