"""feedparser made ready for hostile feeds, and many of them: our driver, our handler and two guards.

All of it touches feedparser's internals, so its version is pinned and each is tested. The handler is a subclass of
feedparser's own that only does less; a feedparser that it does not know is left to its own, slower one.
"""

from typing import Any

from cfnews.parse.entry import LONGEST_AUTHOR

_DRIVER = "cfnews.parse.sax"
_KNOWN = "6.0."
# What our handler overrides, calls or reads of feedparser's.
_METHODS = """
_add_tag _cdf_common _end_created _end_entry _end_issued _end_item _end_lastbuilddate _end_modified _end_pubdate
_end_published _end_updated _enforce_href _get_attribute _get_context _is_base64 _start_author _start_entry _start_item
_start_link _start_managingeditor _sync_author_detail endElementNS handle_data map_content_type pop push push_content
resolve_uri startElementNS track_namespace
"""
_STATE = """
_matchnamespaces baseuri basestack can_be_relative_uri contentparams decls depth elementstack entries feeddata
hasContent html_types inauthor incontent inentry infeed inimage insource intextinput lang langstack namespacemap
namespaces_in_use svgOK title_depth version
"""


def prepare() -> None:
    """Sets all of it, once."""
    from feedparser import api

    if api.PREFERRED_XML_PARSERS == [_DRIVER]:
        return
    api.PREFERRED_XML_PARSERS[:] = [_DRIVER]
    _guard()
    if is_known(api.StrictFeedParser):
        from cfnews.parse.events import Events

        api.StrictFeedParser = Events


def is_known(handler: Any) -> bool:
    """Whether feedparser's handler has all that ours builds on."""
    import feedparser

    if not feedparser.__version__.startswith(_KNOWN):
        return False
    example = handler("", None, "utf-8")
    return all(hasattr(example, name) for name in (_METHODS + _STATE).split())


def _guard() -> None:
    """Author lines are searched only if they are no longer than a real one, and no reference costs the whole feed."""
    from feedparser import mixin

    original = mixin._FeedParserMixin._sync_author_detail  # noqa: SLF001

    def guarded(self: Any, key: str = "author") -> None:
        if len(self._get_context().get(key) or "") <= LONGEST_AUTHOR:
            original(self, key)

    mixin._FeedParserMixin._sync_author_detail = guarded  # noqa: SLF001
    reference = mixin._FeedParserMixin.handle_charref  # noqa: SLF001

    def lenient(self: Any, ref: str) -> None:
        try:
            reference(self, ref)
        except (ValueError, OverflowError):  # &#xD800; is no character
            reference(self, "xfffd")

    mixin._FeedParserMixin.handle_charref = lenient  # noqa: SLF001
