"""What is known of a place or a topic, on one card each: the values alone (`card_index` fills them)."""

from msgspec import Struct

from cfnews.sector.chronicle import Step


class PlaceCard(Struct, frozen=True, kw_only=True):
    """A council or a reader's own place; what is not known is None or empty.

    `delivery` names the trusts and companies that run its children's services, or did; `population_0_25` counts people
    aged 0 to 25; `neighbours` are slugs, the statistically nearest first; `outcomes` the shipped ones, latest first.
    """

    code: str
    slug: str
    name: str
    official_name: str
    type: str
    region: str | None
    nation: str | None
    own: bool
    former_codes: list[str]
    dfe_code: str | None
    ofsted_urn: str | None
    delivery: list[str]
    aliases: list[str]
    population_0_25: int | None
    neighbours: list[str]
    outcomes: list[Step]
    stories: int


class TopicCard(Struct, frozen=True, kw_only=True):
    """A topic with its phrases, in the notation of topics.toml, and whether it is the reader's own.

    `exclude` are the phrases that take words of the topic away, `not` in feeds.toml.
    """

    id: str
    label: str
    own: bool
    words: list[str]
    abbr: list[str]
    exclude: list[str]
    stories: int
