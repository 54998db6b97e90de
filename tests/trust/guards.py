"""The guards, each with what it looks like without it, and the tests that must then fail.

A guard is named by the words of its source; where they have changed, the line here is to be written anew.
"""

from typing import NamedTuple


class Guard(NamedTuple):
    """A guard in a file of the package: its words, what stands there when it is gone, and who would notice."""

    name: str
    file: str
    words: str
    without: str
    tests: str  # what pytest is to run, separated by spaces
    chosen: str = ""  # of these, only those whose names have it


_CHARACTERS = "tests/unit/normalise/test_characters.py tests/journeys/test_hostile_feeds.py"

GUARDS = [
    Guard("escape sequences", "normalise/characters.py", '_ESCAPE.sub("", text)', "text", _CHARACTERS),
    Guard("C0 and C1", "normalise/characters.py", '"[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f"', '"["', _CHARACTERS),
    Guard("bidi", "normalise/characters.py", "\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u206f", "", _CHARACTERS),
    Guard("zero width", "normalise/characters.py", "\\u00ad\\u200b\\ufeff\\ufff9-\\ufffc", "\\u00ad", _CHARACTERS),
    Guard("scripts and styles", "normalise/markup.py", "set(_DROPPED)", "set()", "tests/unit/normalise"),
    Guard(
        "javascript: and data:",
        "normalise/url.py",
        "(https?)://([^/?#]*)",
        "([a-z]+):/{0,2}([^/?#]*)",
        "tests/unit/normalise/test_url.py",
    ),
    Guard("a user in an address", "normalise/url.py", "(?:.*@)?(\\[", "(\\[", "tests/unit/normalise/test_url.py"),
    Guard(
        "private peers",
        "fetch/guard.py",
        "if self.private_peer and not",
        "if False and not",
        "tests/unit/fetch tests/journeys",
        "private",
    ),
    Guard(
        "the cap on a body",
        "fetch/guard.py",
        "total > self.max_bytes and not current.enough",
        "False",
        "tests/unit/fetch tests/journeys/test_contract_responses.py",
    ),
    Guard(
        "the cap on what is packed twice",
        "fetch/guard.py",
        "len(plain) > self.max_bytes",
        "False",
        "tests/unit/fetch tests/journeys/test_contract_responses.py",
    ),
    Guard(
        "pages in a feed's place",
        "fetch/guard.py",
        "if sentence := instead_of_a_feed",
        "if sentence := (lambda *_: '')",
        "tests/unit/fetch tests/journeys/test_contract_responses.py",
    ),
    Guard(
        "certificates",
        "fetch/guard.py",
        'conn.cert_reqs = "CERT_REQUIRED"',
        'conn.cert_reqs = "CERT_NONE"',
        "tests/unit/fetch tests/journeys/test_contract_requests.py",
    ),
    Guard(
        "no cookies",
        "fetch/session.py",
        "DefaultCookiePolicy(allowed_domains=[])",
        "DefaultCookiePolicy()",
        "tests/unit/fetch tests/journeys/test_contract_requests.py",
    ),
    Guard(
        "the cache's key",
        "fetch/copies.py",
        "{request.method} {request.url}",
        "{request.method}",
        "tests/unit/fetch tests/journeys",
    ),
    Guard(
        "entities",
        "parse/sax.py",
        "raise xml.sax.SAXParseException(",
        "xml.sax.SAXParseException(",
        "tests/unit/parse tests/journeys/test_parse_budget.py",
    ),
    Guard(
        "authors of a megabyte",
        "parse/preparing.py",
        'or "") <= LONGEST_AUTHOR',
        'or "") >= 0',
        "tests/unit/parse tests/journeys/test_parse_budget.py",
    ),
    Guard(
        "memory of a reading process",
        "update/worker.py",
        "(MEMORY, MEMORY)",
        "(-1, -1)",
        "tests/unit/update tests/journeys/test_parse_budget.py",
    ),
    Guard(
        "Markdown",
        "render/markdown.py",
        '_MARKUP.sub(r"\\\\\\g<0>", one_line(text))',
        "one_line(text)",
        "tests/unit/render",
    ),
    Guard("HTML", "render/page.py", "autoescape=True", "autoescape=False", "tests/unit/render"),
    Guard(
        "formulas in CSV",
        "render/as_table.py",
        "if cell.startswith(_FORMULA) else cell",
        "if False else cell",
        "tests/unit/render",
    ),
    Guard("templates: what they write", "render/sandbox.py", "if written > LARGEST:", "if False:", "tests/unit/render"),
    Guard(
        "SQL that writes",
        "store/querying.py",
        "return sqlite3.SQLITE_DENY",
        "return sqlite3.SQLITE_OK",
        "tests/unit/store tests/journeys/test_store_care.py",
        "sql or quer or ask",
    ),
    Guard(
        "another program's file",
        "store/belonging.py",
        "raise ForeignFile(",
        "ForeignFile(",
        "tests/unit/store/test_db.py",
    ),
    Guard("a newer store", "store/belonging.py", "if version > known:", "if False:", "tests/unit/store/test_db.py"),
    Guard(
        "a store that counts otherwise",
        "store/state.py",
        "return bool(newest[0] == desk[2])",
        "return True",
        "tests/unit/store/test_state.py",
    ),
    Guard(
        "a store written while it was read",
        "store/shared.py",
        "return now is not None and now.inode == self._standing.inode and now != self._standing",
        "return False",
        "tests/unit/store/test_shared.py tests/unit/store/test_state.py",
    ),
    Guard(
        "what is told of is on the disk",
        "store/db.py",
        'PRAGMA synchronous=FULL",',
        'PRAGMA synchronous=OFF",',
        "tests/trust/test_power_cuts.py",
    ),
    Guard(
        "transactions",
        "store/db.py",
        '"ROLLBACK")',
        '"COMMIT")',
        "tests/unit/store/test_db.py tests/journeys/test_interrupted.py",
    ),
    Guard(
        "templates: powers",
        "render/sandbox.py",
        "isinstance(right, int) and right <= _LARGEST_POWER and _bits(left) * max(right, 0) <= _BITS",
        "isinstance(right, int) and right < 10_000_000",
        "tests/unit/render",
    ),
    Guard(
        "secrets in what is shown",
        "masking.py",
        'f"{parameter[1]}={MASK}" if',
        "parameter[0] if",
        "tests/unit/test_masking.py",
    ),
    Guard(
        "credentials: to their own server alone",
        "fetch/exchange.py",
        "credential is not None and origin(url) == credential.origin",
        "credential is not None",
        "tests/journeys/test_private_feeds.py",
    ),
    Guard(
        "credentials: never in the clear",
        "fetch/credentials.py",
        'if not (spec.url.startswith("https:") or is_here(spec.url)):',
        "if False:",
        "tests/journeys/test_private_feeds.py",
        "unencrypted",
    ),
    Guard(
        "credentials: files that others may read",
        "fetch/credentials.py",
        "if found.st_mode & 0o077:",
        "if False:",
        "tests/journeys/test_private_feeds.py",
        "file",
    ),
    Guard(
        "credentials: none for other exchanges",
        "fetch/exchange.py",
        "    current.credential = credential\n",
        "    current.credential = credential or current.credential\n",
        "tests/unit/fetch/test_credentials.py",
    ),
    Guard(
        "credentials: below the cache",
        "fetch/guard.py",
        "            response.request = request  #",
        "            request.headers.update(response.request.headers)  #",
        "tests/unit/fetch/test_credentials.py",
    ),
    Guard(
        "a user in a redirect",
        "fetch/hops.py",
        "without_user(urljoin(address, target))",
        "urljoin(address, target)",
        "tests/journeys/test_private_feeds.py",
        "cannot_say",
    ),
    Guard(
        "private names",
        "fetch/guard.py",
        "        _refuse_private_name(request)\n",
        "",
        "tests/unit/fetch/test_private_networks.py",
    ),
    Guard(
        "IPv4 within IPv6",
        "fetch/addresses.py",
        "within is not None and _is_private(within)",
        "False",
        "tests/unit/fetch/test_private_networks.py",
    ),
    Guard(
        "oddly written numbers",
        "fetch/addresses.py",
        "        return _oddly_written(host)",
        "        return None",
        "tests/unit/fetch/test_private_networks.py",
    ),
    Guard(
        "the cache: what names a reader",
        "fetch/copies.py",
        "copy.headers, copy.cookies, copy.history = _bare(response.headers), RequestsCookieJar(), []",
        "pass",
        "tests/unit/fetch/test_cache_poisoned.py",
    ),
    Guard(
        "the cache: another program's schema",
        "fetch/copies.py",
        "if not set(found) <= _PARTS:",
        "if False:",
        "tests/unit/fetch/test_cache_poisoned.py",
    ),
    Guard(
        "the cache: never fresh",
        "fetch/copies.py",
        "            found.expires = _LONG_AGO\n",
        "",
        "tests/unit/fetch/test_cache_poisoned.py",
    ),
    Guard(
        "the cache: copies that are none of ours",
        "fetch/copies.py",
        "if found is None or not _is_sound(found, max_bytes):",
        "if found is None:",
        "tests/unit/fetch/test_cache_poisoned.py",
    ),
    Guard(
        "the cache: JSON, which runs nothing",
        "fetch/copies.py",
        'serializer="json"',
        'serializer="pickle"',
        "tests/unit/fetch/test_cache_poisoned.py",
    ),
    Guard(
        "random parts of paths",
        "masking.py",
        "any(map(_is_random, re.findall(_RUN, piece[0])))",
        "False",
        "tests/unit/test_masking.py",
    ),
    Guard(
        "secrets in the store",
        "store/feeds.py",
        "    url = without_secrets(spec.url)\n",
        "    url = spec.url\n",
        "tests/journeys/test_secrets.py",
    ),
    Guard(
        "variables that hold secrets",
        "cli/commands/status.py",
        "without_secrets(value) if known else MASK",
        "without_secrets(value)",
        "tests/journeys/test_private_feeds.py tests/journeys/test_secrets.py",
    ),
    Guard(
        "whole files or none",
        "cli/output.py",
        "            _write_whole(self._target, text, private=private)",
        "            self._target.write_text(text)",
        "tests/unit/cli tests/journeys/test_documents.py tests/journeys/test_cursors.py",
    ),
    Guard("slugs", "catalogue/values.py", "not SLUG.fullmatch(value)", "not SLUG.match(value)", "tests/unit/catalogue"),
]
