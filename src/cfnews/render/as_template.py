"""An edition by a reader's own Jinja2 template; its values have the names and forms of the JSON output.

A fault of the template is wrong usage, told with the file and the line. The template sees the stories and nothing else.
"""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

import msgspec

from cfnews.errors import WrongUsage
from cfnews.normalise.characters import one_line
from cfnews.render import markdown
from cfnews.render.as_json import asked
from cfnews.render.edition import Edition, address, moment

_ESCAPED = (".html", ".htm", ".xhtml", ".xml", ".atom", ".rss", ".svg")
_OWN_ENDINGS = (".j2", ".jinja", ".jinja2")
_MOST = 1_000_000  # bytes of a template
_HINT = "see: docs/how-to/templates.md"


def write(edition: Edition, path: Path) -> str:
    """The edition by the template in a file. Raises WrongUsage for whatever is wrong with the template."""
    from jinja2.exceptions import TemplateSyntaxError

    from cfnews.render.sandbox import Sandbox, pieces

    source = _read(path)
    box = Sandbox(escaped=is_escaped(path))
    box.filters.update(_filters(edition))
    try:
        compiled = box.compile(source, path.name, str(path))
        template = box.template_class.from_code(box, compiled, box.make_globals(None))
        return "".join(pieces(template, values(edition)))
    except TemplateSyntaxError as error:
        raise WrongUsage(f"{path}, line {error.lineno}: {one_line(error.message or '')}", _HINT) from error
    except Exception as error:  # noqa: BLE001 - a template can go wrong in any way that an expression can
        _explain(path, error)


def _read(path: Path) -> str:
    try:
        data = path.read_bytes()
        if len(data) > _MOST:
            raise WrongUsage(f"{path} is no template: it has more than {_MOST:,} bytes", _HINT)
        return data.decode("utf-8")
    except OSError as error:
        raise WrongUsage(f"{path} cannot be read: {error.strerror}", "check --template") from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise WrongUsage(f"{path}, line {line}: this is no UTF-8", _HINT) from error


def is_escaped(path: Path) -> bool:
    """Whether what is put in is escaped for HTML and XML: by the file's ending, a `.j2` behind it left aside."""
    name = path.name.lower()
    for ending in _OWN_ENDINGS:
        name = name.removesuffix(ending)
    return name.endswith(_ESCAPED)


def _explain(path: Path, error: Exception) -> NoReturn:
    """Says where in the template the error arose: the innermost line of it that was being run."""
    line, trace = 0, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == str(path):
            line = trace.tb_lineno
        trace = trace.tb_next
    where = f"{path}, line {line}" if line else str(path)
    said = "it goes too deep" if isinstance(error, RecursionError) else one_line(str(error)) or type(error).__name__
    raise WrongUsage(f"{where}: {said}", _HINT) from error


def values(edition: Edition) -> dict[str, Any]:
    """What a template can use: values of JSON alone, each text a single clean line."""
    plain = {
        "stories": list(edition.stories),
        "groups": edition.digest.groups,
        "counts": edition.digest.counts,
        "query": asked(edition.selection),
        "generated_at": edition.digest.now.replace(microsecond=0),
        "now": edition.digest.now.replace(microsecond=0),
        "timezone": edition.zone_name,
        "store": edition.digest.state,
        "warnings": list(edition.warnings),
    }
    cleaned = _clean(msgspec.to_builtins(plain))
    assert isinstance(cleaned, dict)  # noqa: S101 - as it went in
    return cleaned


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, list):
        return [_clean(one) for one in value]
    return {name: _clean(one) for name, one in value.items()} if isinstance(value, dict) else value


def _filters(edition: Edition) -> Mapping[str, Any]:
    return {
        "moment": lambda text: moment(datetime.fromisoformat(text), edition.zone),
        "markdown": markdown.inline,
        "link": lambda text, url: markdown.link(text, address(url)),
    }
