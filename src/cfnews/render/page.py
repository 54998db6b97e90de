"""HTML pages from the templates beside this module. The home of jinja2, with `sandbox`.

Every value is escaped where it is put in; a page loads nothing from elsewhere and runs nothing.
"""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cfnews import __version__

if TYPE_CHECKING:
    from jinja2 import Environment


def page(template: str, **values: Any) -> str:
    """The page that this template makes of the values, with one line end behind it."""
    return _environment().get_template(template).render(version=__version__, **values).strip() + "\n"


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
