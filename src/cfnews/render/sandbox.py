"""The box in which a reader's own template runs: no file, no environment, no code, and an end.

What cannot be bounded here, the time and the memory of the process, whoever calls bounds.
"""

from collections.abc import Iterator
from typing import Any

from jinja2 import StrictUndefined, Template
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

LARGEST = 10_000_000
"""Characters that a template may write, and the longest text or list that one operation may make."""
MOST_NUMBERS = 10_000
"""The longest `range`."""
_LARGEST_POWER = 64
_BITS = 4096  # of a product: far more than any count, and still quick to write


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja2 that changes nothing, loads nothing, and makes nothing large by a short expression."""

    intercepted_binops = frozenset(("*", "**"))

    def __init__(self, *, escaped: bool) -> None:
        super().__init__(autoescape=escaped, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
        self.globals.pop("lipsum")
        self.globals["range"] = _short_range

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """The product or the power, if it is no monster. Raises SecurityError."""
        if operator == "**":
            within = isinstance(right, int) and right <= _LARGEST_POWER and _bits(left) * max(right, 0) <= _BITS
        else:
            within = _product_is_small(left, right)
        if not within:
            raise SecurityError(f"the operation {operator} would make too much")
        return super().call_binop(context, operator, left, right)


def _product_is_small(left: Any, right: Any) -> bool:
    for one, other in ((left, right), (right, left)):
        if isinstance(one, (str, list, tuple)):
            return not isinstance(other, int) or len(one) * other <= LARGEST
    return _bits(left) + _bits(right) <= _BITS


def _bits(value: Any) -> int:
    return value.bit_length() if isinstance(value, int) else 64


def _short_range(*bounds: int) -> range:
    """A `range` of at most MOST_NUMBERS. Raises SecurityError."""
    numbers = range(*bounds)
    if len(numbers) > MOST_NUMBERS:
        raise SecurityError(f"range() may have at most {MOST_NUMBERS:,} numbers")
    return numbers


def pieces(template: Template, values: dict[str, Any]) -> Iterator[str]:
    """What the template writes, piece by piece. Raises SecurityError where it writes too much."""
    written = 0
    for piece in template.generate(values):
        written += len(piece)
        if written > LARGEST:
            raise SecurityError(f"it writes more than {LARGEST:,} characters")
        yield piece
