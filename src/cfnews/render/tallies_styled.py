"""The counts of `stats` for a screen: each number, and a bar beside it that says the same once more."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from cfnews.render import tallies as words
from cfnews.render.as_terminal import Line
from cfnews.tally.counts import Rise, Table, is_period

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_LEVELS = "▁▂▃▄▅▆▇█"
_LONGEST = 36  # columns of a name
_BAR = 30  # columns of the longest bar
_NUMBERS = 15  # columns of an indent, a number, a share and the gaps between
_HEADING, _META, _BAR_STYLE = "bold cyan", "dim", "cyan"


def page_lines(page: words.Page, width: int | None) -> Iterator[Line]:
    """The whole page; `width` in columns, None where nothing is to be fitted to a screen."""
    yield Line(Text.assemble(("cfnews", _HEADING), "  ", (words.headline(page), "bold")), rule=True)
    yield Line(Text(" · ".join(words.sums(page))))
    if page.rises:
        yield Line(Text())
        yield Line(Text("Rising", _HEADING), rule=True)
        yield from _rise_lines(page.rises, page.last_week)
    for table in page.tables:
        if table.rows:
            yield Line(Text())
            yield from _table_lines(table, page.program, width or words_width())


def words_width() -> int:
    """The columns of a page that nobody's screen limits."""
    return 1 + _LONGEST + _NUMBERS + _BAR


def _rise_lines(rises: Sequence[Rise], last_week: str) -> Iterator[Line]:
    for rise in rises:
        told = (f"  {words.rise_words(rise, last_week)}  ", "")
        yield Line(Text.assemble((rise.name, "bold"), told, (sparkline([*rise.weeks, rise.stories]), _BAR_STYLE)), 2)


def _table_lines(table: Table, program: str, width: int) -> Iterator[Line]:
    yield Line(Text(words.HEADINGS[table.by], _HEADING), rule=True)
    bar = max(4, min(_BAR, width // 3))
    room = max(8, min(_LONGEST, width - bar - _NUMBERS - 1, max(cell_len(row.name) for row in table.rows)))
    most = max(row.stories for row in table.rows)
    for row in table.rows:
        share = "" if is_period(table.by) else words.percent(row.share)
        line = Text.assemble(
            set_cell_size(row.name, room) if cell_len(row.name) <= room else f"{set_cell_size(row.name, room - 1)}…",
            (f" {row.stories:>6,}", "bold" if row.stories else _META),
            (f" {share:>4}", _META),
            (f"  {drawn(row.stories, most, bar)}", _BAR_STYLE),
        )
        line.no_wrap = True
        line.rstrip()
        yield Line(line, 2)
    if left := words.left_words(table, program):
        yield Line(Text(left, _META), 2)


def drawn(number: int, most: int, columns: int) -> str:
    """A bar as long as its number, in eighths of a column; what is there is never nothing."""
    if not number:
        return ""
    eighths = max(1, round(number / most * columns * 8))
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


def sparkline(numbers: Sequence[int]) -> str:
    """One block a number, as high as it is."""
    most = max(numbers) or 1
    return "".join(_LEVELS[round(number / most * (len(_LEVELS) - 1))] for number in numbers)
