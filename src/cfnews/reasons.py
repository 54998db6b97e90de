"""Why things are as they are: the shapes in which `why` tells it, whose field names are its JSON keys."""

from msgspec import Struct


class Told(Struct, frozen=True):
    """A source as the reasons name it."""

    feed: str
    title: str
    url: str | None


class Pair(Struct, frozen=True, kw_only=True):
    """How alike two sources are, and why; `needed` is what makes one story, `decided` the reader's own word."""

    one: Told
    other: Told
    score: float
    needed: float
    cosine: float
    days_between: float
    rule: str
    names_in_common: list[str]
    names_in_conflict: list[str]
    decided: str | None


class Found(Struct, frozen=True, kw_only=True):
    """One thing that the sector's rules found: what it is, the rule, and the words of the text that led there."""

    label: str
    value: str
    rule: str
    words: str


class Because(Struct, frozen=True, kw_only=True):
    """Why one source is in its story: how it was matched, with what score, and its nearest neighbour there."""

    source: Told
    match: str
    score: float
    nearest: Pair | None
    next_story: str | None
    margin: float | None


class Ranked(Struct, frozen=True):
    """One part of a story's rank in a digest, and what it counts."""

    reason: str
    points: float


class RuleFound(Struct, frozen=True):
    """A watch or a rule to hide of the reader's that means a story, and the parts of it that hit, in words."""

    name: str
    because: list[str]


class Reasons(Struct, frozen=True, kw_only=True):
    """Why a story is as it is, and where in a digest.

    `rules` is the version of the rules that tagged its lead when it was last tagged; `rank` is the sum of the
    parts of `ranked_by`. `watches` and `hides` are the reader's rules that mean it, whether one hides it or not.
    """

    id: str
    title: str
    follows: str | None
    hidden_because: str | None
    rules: int
    rank: float
    ranked_by: list[Ranked]
    watches: list[RuleFound]
    hides: list[RuleFound]
    sources: list[Because]
    tags: list[Found]
