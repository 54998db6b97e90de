"""The sector's rules for a run that may need none of them: most entries come told by the reading processes."""

from collections.abc import Sequence

from cfnews.model import Entry, FeedSpec, PlaceSpec, TopicSpec
from cfnews.update.telling import Tagged, Tags


class LateTagger:
    """The sector's rules with a reader's own places and topics, loaded when the first entry is to be told."""

    def __init__(self, places: Sequence[PlaceSpec] = (), topics: Sequence[TopicSpec] = ()) -> None:
        self._places, self._topics = places, topics
        self._tagger: Tags | None = None

    def tag(self, spec: FeedSpec, entry: Entry) -> Tagged:
        """What is found in one entry."""
        if self._tagger is None:
            from cfnews.update.tagging import Tagger

            self._tagger = Tagger(self._places, self._topics)
        return self._tagger.tag(spec, entry)
