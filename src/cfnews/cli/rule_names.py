"""What a rule of feeds.toml means by the names of places, topics and bodies, as the sector's lists have them.

A rule outlives the day on which it was written, so a reorganised council stands for whoever has its duties.
"""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from cfnews.catalogue.rules import Own, UnknownName

_NAMED = 6  # candidates in one message


class RuleNames:
    """The names; a reader's own place or topic goes before the shipped one."""

    def places(self, name: str, own: Own) -> Sequence[str]:
        """The slugs of a place. Raises UnknownName if it is unknown or fits several."""
        from cfnews.sector.lookup import find_by_name

        wanted = name.strip().casefold()
        for spec in own.places:
            if wanted in map(str.casefold, (spec.id, spec.name, *spec.aliases)):
                return [spec.id]
        found, candidates = find_by_name(name)
        if found:
            slugs = [one.slug for one in found]
            # Stories from before a council was reorganised bear its name of then.
            return slugs if len(slugs) == 1 else [*slugs, *_former(name, slugs)]
        if candidates:
            named = [one.slug for one in candidates[:_NAMED]]
            raise UnknownName(f"{name!r} fits several places", f"write one of {', '.join(named)}")
        raise UnknownName(f"there is no place {name!r}", _near(name, _place_names(own), "cfnews places --all"))

    def topic(self, name: str, own: Own) -> str:
        """The id of a topic, by its id or its label. Raises UnknownName if it is unknown."""
        from cfnews.sector.topic_labels import shipped_topics, topic_label

        labels = {one: topic_label(one) for one in shipped_topics()} | dict(own.topics)
        wanted = _plain(name)
        for topic, label in labels.items():
            if wanted in (_plain(topic), _plain(label)):
                return topic
        raise UnknownName(f"there is no topic {name!r}", _near(name, labels, "cfnews topics"))

    def body(self, name: str) -> str:
        """A body as the sector calls it; one that it does not know as it is written."""
        from cfnews.sector.bodies import find_bodies
        from cfnews.sector.body_names import bodies
        from cfnews.sector.item import Item

        by_name = {one.casefold(): one for one in bodies()}
        if name.casefold() in by_name:
            return by_name[name.casefold()]
        spelled = [one.value for one in find_bodies(Item(title=name)) if one.words == name]
        return spelled[0] if spelled else name

    def neighbours(self, slug: str) -> Sequence[str]:
        """The slugs of a council's statistical neighbours, the nearest first."""
        from cfnews.sector.gazetteer import by_slug, neighbours

        return [one.slug for one in neighbours(slug)] if slug in by_slug() else []


NAMES = RuleNames()


def _former(name: str, slugs: Sequence[str]) -> list[str]:
    from cfnews.sector.gazetteer import by_slug

    slug = _plain(name)
    return [slug] if slug in by_slug() and slug not in slugs else []


def _place_names(own: Own) -> list[str]:
    from cfnews.sector.gazetteer import authorities

    ours = [name for spec in own.places for name in (spec.id, *spec.aliases)]
    return [*ours, *(one.slug for one in authorities())]


def _near(name: str, known: Iterable[str], see: str) -> str:
    spelling = {_plain(one): one for one in known}
    near = get_close_matches(_plain(name), spelling, n=1, cutoff=0.6)
    return f'did you mean "{spelling[near[0]]}"?' if near else f"see: {see}"


def _plain(words: str) -> str:
    return words.strip().casefold().replace("_", "-").replace(" ", "-")
