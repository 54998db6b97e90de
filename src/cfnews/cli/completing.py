"""What may stand where the reader is typing: commands, flags, and the words and names that they take.

Looks at the table of commands, and imports the module of the one that was named, for its own flags. Asks no server.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from cfnews.cli import options
from cfnews.cli.command import CommandSpec, Group, build
from cfnews.cli.offers import FILES, FLAGS, Offer, Offers, argument, startswith
from cfnews.cli.options import Flag
from cfnews.cli.table import COMMANDS
from cfnews.cli.world import World

_Table = Mapping[str, CommandSpec | Group]
_PATHS = ("FILE", "DIR")


class Answer(NamedTuple):
    """What may stand there; `files` says that it is a file's name, which the shell knows best."""

    offers: list[Offer]
    files: bool = False


class _Line:
    """A command line as far as it is written: which command, which flags it has, what the next word is for."""

    def __init__(self) -> None:
        self.table: _Table = COMMANDS
        self.path: list[str] = []
        self.flags: dict[str, Flag] = {}
        self.given: dict[str, str] = {}
        self.awaited: Flag | None = None
        self.arguments: int | None = None  # so many were given; None before the command is named
        self.sample = False
        self._only_arguments = False
        self._add(flag for flag in (*options.GLOBAL, *options.OUTPUT, options.WAIT))

    def read(self, word: str) -> None:
        """Takes in a word that is finished."""
        if self.awaited is not None:
            self.given[self.awaited.key], self.awaited = word, None
        elif word == "--" and not self._only_arguments:
            self._only_arguments = True
        elif self.may_be_flag(word):
            self._read_flag(word)
        elif self.arguments is None:
            self._read_command(word)
        else:
            self.arguments += 1

    def may_be_flag(self, word: str) -> bool:
        """Whether this word is a flag here."""
        return word.startswith("-") and not self._only_arguments

    def _read_flag(self, word: str) -> None:
        name, equals, value = word.partition("=")
        flag = self.flags.get(name)
        if flag is None:
            return
        self.given[flag.key] = value
        if flag.takes and not equals:
            self.awaited = flag

    def _read_command(self, word: str) -> None:
        spec = self.table.get(word)
        if isinstance(spec, CommandSpec) and spec.takes_rest and spec.module == "demo":
            self.sample = True  # what follows is a command line of its own
            return
        self.path.append(word)
        if isinstance(spec, Group):
            self.table = spec.table
            return
        self.arguments = 0
        if spec is not None:
            self._add(_flags_of(build(word, spec)))

    def _add(self, flags: Iterable[Flag]) -> None:
        self.flags |= {name: flag for flag in flags for name in flag.names}


def _flags_of(command: Any) -> Iterator[Flag]:
    """A command's flags, those that it shares and its own."""
    for param in command.params:
        names = [name for name in (*param.opts, *param.secondary_opts) if name.startswith("-")]
        if names:
            takes = "" if param.is_flag else param.metavar or "VALUE"
            yield Flag(tuple(names), param.help or "", takes, param.multiple)


def complete(world: World, words: Sequence[str]) -> Answer:
    """What may stand in place of the last word, which may be empty; the first is the program's name."""
    line = _Line()
    for word in words[1:-1]:
        line.read(word)
    current = words[-1] if len(words) > 1 else ""
    world.flags |= {key: line.given[key] for key in ("store", "state", "feeds") if line.given.get(key)}
    if line.awaited is not None:
        return _values(world, line, line.awaited, current)
    if line.may_be_flag(current):
        name, equals, value = current.partition("=")
        if equals and name in line.flags:
            return _after(f"{name}=", _values(world, line, line.flags[name], value))
        return Answer(list(_flag_offers(line, current)))
    if line.arguments is None:
        known = [Offer(name, (spec.help or "").splitlines()[0]) for name, spec in line.table.items()]
        return Answer(startswith(current, known))
    return _named(world, line, argument(" ".join(line.path), line.arguments), current)


def _values(world: World, line: _Line, flag: Flag, begun: str) -> Answer:
    """What a flag takes."""
    return _named(world, line, FILES if flag.takes in _PATHS else FLAGS.get(flag.key, ""), begun)


def _named(world: World, line: _Line, what: str, begun: str) -> Answer:
    if what == FILES:
        return Answer([], files=True)
    return Answer(Offers(world, stored=not line.sample).of(what, begun))


def _after(before: str, answer: Answer) -> Answer:
    return answer._replace(offers=[offer._replace(value=before + offer.value) for offer in answer.offers])


def _flag_offers(line: _Line, begun: str) -> Iterator[Offer]:
    """The flags that begin so: by their long names, and once, unless they may be given several times."""
    for flag in dict.fromkeys(line.flags.values()):
        if flag.many or flag.key not in line.given:
            name = flag.names[-1] if begun in ("", "-", "--") or begun not in flag.names else begun
            yield from startswith(begun, [Offer(name, flag.help)])
