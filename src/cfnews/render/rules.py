"""Watches and rules to hide in words: what a rule means, what it found, and why."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, tzinfo

from cfnews.model import Rule
from cfnews.normalise.characters import one_line
from cfnews.render.common import counted
from cfnews.render.reasons import Said
from cfnews.render.timeline import kind as event_name
from cfnews.reports import RuleHit, RuleMatch, RuleOverview
from cfnews.sector.topic_labels import topic_label
from cfnews.times import spoken_time

_KEYS = {
    "words": "words",
    "places": "place",
    "near": "neighbour",
    "topics": "topic",
    "bodies": "body",
    "kinds": "kind",
    "events": "event",
    "feeds": "feed",
    "sections": "section",
    "nations": "nation",
}


def in_words(rule: Rule, own: Mapping[str, str]) -> str:
    """What a rule means: "place Leeds or a neighbour; words “kinship”; not “football”".

    `own` has the names of the reader's own places and topics.
    """
    said = [
        f"{word} {_any([value_name(key, one, own) for one in getattr(rule, key)])}"
        + (" or a neighbour" if key == "places" and rule.neighbours else "")
        for key, word in _KEYS.items()
        if key != "near" and getattr(rule, key)
    ]
    if rule.exclude:
        said.append(f"not {_any([f'“{one_line(words)}”' for words in rule.exclude])}")
    return "; ".join(said)


def value_name(key: str, value: str, own: Mapping[str, str]) -> str:
    """What a value of a rule is called: of a place or a topic its name, words in quotes."""
    if key == "words":
        return f"“{one_line(value)}”"
    if key in ("places", "near"):
        from cfnews.sector.gazetteer import by_slug

        return own.get(value) or (by_slug()[value].name if value in by_slug() else value)
    if key == "topics":
        return own.get(value) or topic_label(value)
    return event_name(value) if key == "events" else one_line(value)


def _any(values: Sequence[str]) -> str:
    return " or ".join(filter(None, (", ".join(values[:-1]), values[-1])))


def overview_in_words(rules: Sequence[RuleOverview], *, hides: bool) -> Iterator[Said]:
    """Each rule, what it means and how many stories that are."""
    for rule in rules:
        yield Said(0, rule.name)
        yield Said(1, rule.said or "nothing")
        verb = "hides" if hides else "means"
        numbers = f"{rule.last_7_days:,} in 7 days, {rule.last_30_days:,} in 30 days, {rule.stories:,} in all"
        yield Said(1, f"It {verb} {numbers}" + ("" if rule.new is None else f"; {rule.new:,} new to you"))


def matches_in_words(
    said: str, window: str, stories: Sequence[RuleMatch], matched: int, now: datetime, zone: tzinfo, *, hides: bool
) -> Iterator[Said]:
    """The stories that a rule means, each with why."""
    verb = "would hide" if hides else "means"
    yield Said(0, f"It {verb} {counted(matched, 'story', 'stories')} {window}")
    yield Said(1, said)
    for story in stories:
        yield Said(0, one_line(story.title))
        yield Said(1, f"{story.id}, {one_line(story.source)}, {spoken_time(story.published_at, now, zone)}")
        yield from (Said(1, words) for words in map(hit_in_words, story.hits))
        if story.spared:
            yield Said(1, f"It stays in sight all the same: {story.spared}")
    if matched > len(stories):
        yield Said(0, f"{matched - len(stories):,} more: --limit 0 shows all")


def hit_in_words(hit: RuleHit) -> str:
    """Why a story is meant: "words “kinship care”: … support for «kinship carers» in …"."""
    return f"{_KEYS[hit.key]} {hit.name}" + (f": {one_line(hit.text)}" if hit.text else "")
