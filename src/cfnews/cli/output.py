"""How results reach the world: stdout, a pager or a file, flushed before anything counts as shown.

stdout carries results alone; what is said beside them goes to stderr. The only home of rich besides render.
"""

import errno
import io
import os
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from cfnews.cli.options import COLOURS, FORMATS
from cfnews.cli.world import World
from cfnews.errors import CfnewsError, WrongUsage
from cfnews.masking import without_secrets
from cfnews.render.documents import DOCUMENTS, PAGES

if TYPE_CHECKING:
    from rich.console import Console

    from cfnews.render.as_terminal import Line

TEMPLATE = "template"
"""The format of what a reader's own template writes; no name that `--format` knows."""
WIDEST = 100  # columns of text: longer lines tire the eye
_PAGERS = ("less", "more")


class Output:
    """Where one command's results go, and in which format; `documents` names the whole documents that it has."""

    def __init__(self, world: World, *, on_pipe: str = "text", documents: Collection[str] = ()) -> None:
        self._world = world
        self._documents = documents
        self.template = Path(world.flag("template") or "").expanduser()
        self.format = self._format(on_pipe)
        self.fields = self._fields()
        target = world.flag("output")
        self._target = Path(target).expanduser() if target and target != "-" else None

    def _format(self, on_pipe: str) -> str:
        world = self._world
        if world.flag("json") and world.flag("format") not in (None, "json"):
            raise WrongUsage(f"--json and --format {world.flag('format')} exclude each other", "give one of them")
        named = "json" if world.flag("json") else world.flag("format")
        if world.flag("template"):
            return self._by_template(named)
        if named is None:
            if self.plain_wanted():
                return "plain"
            return "text" if _is_screen(sys.stdout) and not world.flag("output") else on_pipe
        if named not in FORMATS:
            raise WrongUsage(f"there is no format {named!r}", f"use one of {' '.join(FORMATS)}")
        if named in DOCUMENTS and named not in self._documents:
            others = "digest, list, search, show and timeline" if named in PAGES else "digest, list and search"
            raise WrongUsage(f"there is no format {named!r} here", f"{others} have it")
        return str(named)

    def _by_template(self, named: str | None) -> str:
        if named is not None:
            raise WrongUsage(f"--template and --format {named} exclude each other", "give one of them")
        if TEMPLATE not in self._documents:
            raise WrongUsage("--template has no place here", "it goes with digest, list and search")
        return TEMPLATE

    @property
    def is_document(self) -> bool:
        """Whether the results are written as a whole document, in a format or by a template."""
        return self.format in DOCUMENTS or self.format == TEMPLATE

    def _fields(self) -> list[str] | None:
        named = self._world.flag("fields")
        if named is None:
            return None
        if self.format in ("text", "plain") or self.is_document:
            raise WrongUsage("--fields goes with the formats tsv, csv, json and jsonl", "add --format tsv")
        return [name.strip() for name in named.split(",") if name.strip()]

    def check_fields(self, known: Sequence[str]) -> None:
        """Raises WrongUsage for a field of --fields that is not known."""
        for field in self.fields or ():
            if field not in known:
                from cfnews.catalogue.faults import did_you_mean

                raise WrongUsage(f"there is no field {field!r}", did_you_mean(field, known))

    def settle(self, *, accessible: bool) -> None:
        """Turns styled text into plain sentences for a reader who has asked for them in feeds.toml."""
        if self.format == "text" and accessible:
            self.format = "plain"

    def plain_wanted(self) -> bool:
        """Whether plain sentences are asked for by flag or environment."""
        return self._world.is_set("plain", "CFNEWS_PLAIN")

    @property
    def width(self) -> int | None:
        """Columns of the reader's screen, None where the results go to a pipe or a file."""
        if self._target is not None or not _is_screen(sys.stdout):
            return None
        return max(20, min(WIDEST, _screen().columns))

    def write(self, text: str, *, private: bool = False) -> None:
        """Writes results: to the file whole or not at all, else to stdout, flushed.

        A `private` file is its owner's alone (0600), also where it stands in the place of one that was not.
        """
        if self._world.sample and self.format not in ("text", "plain"):
            from cfnews.render.common import SAMPLE

            self.say(SAMPLE)  # beside a table or JSON: within, it would be no result
        if self._target is not None:
            _write_whole(self._target, text, private=private)
            return
        if sys.stdout is None:  # closed by whoever started us: nothing can be shown, so nothing counts as shown
            raise OSError(errno.EBADF, "there is no standard output")
        # Bytes: JSON is UTF-8 whatever the locale says, and no newline is rewritten.
        sys.stdout.flush()
        rest = memoryview(text.encode("utf-8", "replace"))
        while rest:  # with PYTHONUNBUFFERED a write may take a part alone, as when the reader has gone
            rest = rest[sys.stdout.buffer.write(rest) :]
        sys.stdout.buffer.flush()

    def write_plain(self, lines: Iterable[str]) -> None:
        """Writes plain lines."""
        if self._world.sample:
            from cfnews.render.common import SAMPLE

            lines = [f"{SAMPLE}.", *lines]
        self.write("".join(f"{line}\n" for line in lines))

    def write_lines(self, lines: "Iterable[Line]") -> None:
        """Writes styled lines, fitted to the screen, through a pager where there are too many for it."""
        width = self.width
        if self._world.sample:
            from cfnews.render.as_terminal import SAMPLE_LINE

            lines = [SAMPLE_LINE, *lines]
        if width is None:
            self.write(_on_pipe(lines, self._console(None)))
            return
        text = _on_screen(lines, self._console(width), width)
        pager = self._pager(text)
        if pager is None or not _paged(pager, text):
            self.write(text)

    def _console(self, width: int | None) -> "Console":
        from rich.console import Console

        coloured = self.coloured
        return Console(
            file=io.StringIO(),  # rich wants a file; what it renders is captured
            force_terminal=coloured,
            color_system="auto" if coloured else None,
            no_color=not coloured,
            width=width or 10_000,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
            _environ={} if self._named_colour() == "always" else self._world.environment,
        )

    def _named_colour(self) -> str:
        named = self._world.flag("color") or self._world.environment.get("CFNEWS_COLOR") or "auto"
        if named not in COLOURS:
            raise WrongUsage(f"--color {named!r} is not known", f"use one of {' '.join(COLOURS)}")
        return str(named)

    @property
    def coloured(self) -> bool:
        """Flag, then NO_COLOR, then the two FORCE variables, then whether stdout is a screen (no-color.org)."""
        named, environment = self._named_colour(), self._world.environment
        if named != "auto":
            return named == "always"
        if environment.get("NO_COLOR"):
            return False
        if environment.get("FORCE_COLOR") or environment.get("CLICOLOR_FORCE", "0") != "0":
            return True
        return self.width is not None and environment.get("TERM") != "dumb"

    def _pager(self, text: str) -> list[str] | None:
        if self._world.flag("no_pager") or text.count("\n") < _screen().lines or not _is_screen(sys.stdin):
            return None
        environment = self._world.environment
        named = environment.get("CFNEWS_PAGER", environment.get("PAGER"))
        if named is not None:
            import shlex

            return shlex.split(named) or None
        import shutil

        return next(([name] for name in _PAGERS if shutil.which(name)), None)

    def say(self, message: str) -> None:
        """Says something beside the results, unless --quiet."""
        if not self._world.flag("quiet"):
            tell(message)

    def warn(self, message: str) -> None:
        """Warns beside the results."""
        tell(f"cfnews: {message}")

    @contextmanager
    def progress(self, total: int, doing: str = "Asking the feeds") -> Iterator[Any]:
        """A progress bar on stderr, on a screen only; gives a function that moves it on and names what is done."""
        quiet = self._world.flag("quiet") or self.format in ("json", "jsonl", "plain") or self.plain_wanted()
        if quiet or total < 2 or not _is_screen(sys.stderr):
            yield lambda name, by=1: None  # noqa: ARG005 - as below
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        console = Console(stderr=True, highlight=False, markup=False, emoji=False)
        columns = (TextColumn("{task.description}", markup=False), BarColumn(bar_width=24), MofNCompleteColumn())
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task(doing, total=total)
            yield lambda name, by=1: bar.update(task, advance=by, description=f"{name:<28.28}")


def tell(message: str) -> None:
    """One message on stderr, with nothing secret in its addresses; a stderr that is closed is no reason to fail."""
    try:
        sys.stderr.write(without_secrets(message) + "\n")
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):  # closed, or never opened
        return


def _on_pipe(lines: "Iterable[Line]", console: "Console") -> str:
    with console.capture() as captured:
        for line in lines:
            console.print(" " * line.indent, line.mark or "", line.text, sep="", soft_wrap=True)
    return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def _on_screen(lines: "Iterable[Line]", console: "Console", width: int) -> str:
    from rich.padding import Padding
    from rich.text import Text

    with console.capture() as captured:
        for line in lines:
            indent = min(line.indent, width // 8)
            text = line.text
            if line.mark is not None:
                for number, part in enumerate(text.wrap(console, width - line.mark.cell_len)):
                    console.print(line.mark if not number else " " * line.mark.cell_len, part, sep="")
                continue
            if text.no_wrap:  # an address is one word: where it is too long, the terminal breaks it and knows it whole
                console.print(" " * indent, text, sep="", soft_wrap=True)
                continue
            if line.rule and (room := width - text.cell_len - 1) > 2:
                text = Text.assemble(text, (" " + "─" * room, "dim"))
            # An empty paragraph has no line of its own in rich.
            console.print(Padding(text, (0, 0, 0, indent), expand=False) if text else "")
    return captured.get()


def _paged(pager: list[str], text: str) -> bool:
    """Shows the text in a pager; False if it cannot be started. Leaving it early is no error."""
    import subprocess

    environment = dict(os.environ)
    environment.setdefault("LESS", "FRX")
    try:
        process = subprocess.Popen(pager, stdin=subprocess.PIPE, env=environment)
    except OSError:
        return False
    try:
        process.communicate(text.encode("utf-8", "replace"))
    except BrokenPipeError:
        pass
    except KeyboardInterrupt:
        process.wait()
        raise
    return True


def _is_screen(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()


def _screen() -> os.terminal_size:
    import shutil

    return shutil.get_terminal_size((80, 24))


def _usual_mode(path: Path) -> int:
    """The permissions of the file that is there, else what the umask leaves."""
    if path.exists():
        return path.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


def _write_whole(path: Path, text: str, *, private: bool) -> None:
    import tempfile

    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise CfnewsError(f"{path} cannot be written: {error.strerror}", "check the folder and the disk") from error
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode("utf-8", "replace"))
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o600 if private else _usual_mode(path))
        temporary.replace(path)
    except OSError as error:
        raise CfnewsError(f"{path} cannot be written: {error.strerror}", "check the folder and the disk") from error
    finally:
        temporary.unlink(missing_ok=True)
