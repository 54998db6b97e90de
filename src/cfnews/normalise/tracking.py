"""The query parameters and fragments that only say how a reader came to a page.

Precision first: a name stands here only if its owner documents it as tracking or public cleaning
lists remove it; `ref`, `source`, `id`, `p` and `page_id` can choose the page and are never here.
Names are facts, checked against ClearURLs data.min.json (2025-07-29), Brave's query-filter.json
(2026-08-21), LegitimateURLShortener.txt (2026-08-22) and the unit tests of Miniflux's URL cleaner.
"""

import re
from urllib.parse import unquote

# Google Analytics; Matomo; Piano (AT Internet: every link in a BBC feed); comScore; ASP's session.
_PREFIXES = ("utm_", "mtm_", "at_", "ns_", "aspsessionid")
# In turn: click identifiers (Facebook, Google, Microsoft, TikTok, X, Yandex, Impact, Instagram, Pinterest ...);
# analytics (Google, HubSpot, Adobe, Webtrends, AT Internet, Echobox, Branch, Yahoo, old Matomo);
# newsletters (Mailchimp, Marketo, Salesforce, MailerLite, Vero, beehiiv, Drip, Klaviyo, Omeda, dotdigital,
# Eloqua, Listrak ...), and all else that Brave removes everywhere; a newspaper's social desk, links made by X
# and AMP, WordPress's "related posts"; ocid is Microsoft's and the BBC's; sessions of PHP, Java and ColdFusion,
# as the Wayback Machine's canonicaliser drops them (iipc/urlcanon).
_NAME_LIST = """
fbclid fb_action_ids fb_action_types fb_comment_id fb_ref fb_source action_object_map
action_ref_map action_type_map gclid gclsrc dclid gbraid wbraid srsltid gs_l msclkid ttclid
twclid yclid ysclid ymclid syclid _openstat irclickid irgwc igshid igsh gad_source gad_campaignid
mibextid hc_ref hc_location sfnsn epik ef_id s_kwcid unicorn_click_id

_ga _gl _gac _gid ga_source ga_medium ga_campaign ga_content ga_term __hsfp __hssc __hstc _hsenc _hsmi
hsctatracking hss_channel s_cid adobe_mc adobe_mc_ref adobe_mc_sdid wt.mc_id wt_mc wt_zmc wtrid xtor echobox
_branch_match_id _branch_referrer guce_referrer guce_referrer_sig cmpid intcmp pk_campaign pk_kwd
pk_keyword pk_cid pk_source pk_medium pk_content itm_campaign itm_medium itm_source sp_source sp_medium
sp_campaign hmb_campaign hmb_medium hmb_source os_ehash

mc_cid mc_eid mc_tc mkt_tok sfmc_id sfmc_activityid et_rid ml_subscriber ml_subscriber_hash
vero_id vero_conv _bhlid __s _kx ss_email_id spmailingid spuserid spjobid spreportid wickedid
oly_anon_id oly_enc_id rb_clickid bbeml bsft_clkid bsft_uid li_source li_medium dm_i elqtrack trk_contact
trk_msg trk_module trk_sid vgo_ee oft_c oft_ck oft_d oft_id oft_ids oft_k oft_lk oft_sk sc_customer sc_eh
sc_uid sms_click sms_source sms_uph

ocid smid ref_src ref_url ref_source ref_medium ref_campaign __twitter_impression tracking_source
amp_gsa is_pocket relatedposts_hit relatedposts_origin relatedposts_position

phpsessid jsessionid cfid cftoken
"""
_NAMES = frozenset(_NAME_LIST.split())
# Names that are tracking on one site only: the site (and all under it) and its names.
_SITE_NAMES = {
    "bbc.co.uk": frozenset({"pinned_post_locator", "pinned_post_asset_id", "pinned_post_type", "src_origin"}),
    "bbc.com": frozenset({"pinned_post_locator", "pinned_post_asset_id", "pinned_post_type", "src_origin"}),
    "theguardian.com": frozenset({"cmp"}),  # ClearURLs: theguardian.com; elsewhere it may be "company"
    "dailymail.co.uk": frozenset({"ito", "ico", "mrn_rm"}),  # LegitimateURLShortener; ClearURLs: metro.co.uk
    "metro.co.uk": frozenset({"ito", "ico"}),
    "inews.co.uk": frozenset({"ito", "ico"}),
    "thetimes.co.uk": frozenset({"sharetoken"}),  # ClearURLs: thetimes.co.uk
    "thetimes.com": frozenset({"sharetoken"}),
    "reuters.com": frozenset({"taid"}),  # ClearURLs: reuters.com
    "medium.com": frozenset({"source"}),  # ClearURLs: medium.com
    "gov.uk": frozenset({"step-by-step-nav"}),  # which journey's sidebar to draw beside the same page (alphagov RFC)
    "youtube.com": frozenset({"feature", "si", "pp"}),  # ClearURLs: youtube
    "youtu.be": frozenset({"feature", "si", "pp"}),
    "twitter.com": frozenset({"s", "t", "cn"}),  # ClearURLs: twitter
    "x.com": frozenset({"s", "t", "cn"}),
    "linkedin.com": frozenset({"trk", "trackingid", "refid"}),  # ClearURLs: LinkedIn
}
# "ref" and its like can choose the page, but not where they say "rss" (New York Times, Medium, local papers);
# "sid" may be a story's number, but 32 hexadecimal digits are a session.
_FEED_MARK = re.compile(r"(?:ref|source|src|from|partner|emc)=rss|sid=[0-9a-f]{32}", re.IGNORECASE)
# "#xtor=RSS-1" and "#Echobox=1700000000" (AT Internet, Echobox), "#storylink=rss" (McClatchy),
# "#ref=rss". A bare "#ref" may be a page's list of references and stays.
_FRAGMENT = re.compile(r"(?:xtor|echobox|utm_[a-z_]+|mtm_[a-z_]+|at_[a-z_]+|storylink|ref)=|echobox$", re.IGNORECASE)
_BBC_REVISION = re.compile(r"[0-9]$")


def without_tracking(query: str, host: str) -> list[str]:
    """Split a query (no "?") into its pieces, as written and in order, less the tracking ones."""
    if not query:
        return []
    local = _names_of(host)
    return [piece for piece in query.split("&") if piece and not _is_tracking(piece, local)]


def is_tracking_fragment(fragment: str, host: str) -> bool:
    """Tell whether a fragment (no "#") only says where the reader came from.

    The BBC's feeds end a guid in "#0" to "#9", one number for each revision of the same page
    (feed samples of July 2026).
    """
    if _FRAGMENT.match(fragment):
        return True
    return _is_under(host, "bbc.co.uk", "bbc.com") and _BBC_REVISION.match(fragment) is not None


def _is_tracking(piece: str, local: frozenset[str]) -> bool:
    name = piece.partition("=")[0]
    if "%" in name:
        name = unquote(name)
    # "&amp;utm_source" and "??utm_source" are a feed's double escape and a careless template.
    name = name.lower().removeprefix("amp;").lstrip("?")
    return name.startswith(_PREFIXES) or name in _NAMES or name in local or _FEED_MARK.fullmatch(piece) is not None


def _names_of(host: str) -> frozenset[str]:
    for site, names in _SITE_NAMES.items():
        if _is_under(host, site):
            return names
    return frozenset()


def _is_under(host: str, *sites: str) -> bool:
    return any(host == site or host.endswith("." + site) for site in sites)
