"""What may be published: nothing of the reader's own state, nothing that only the reader may read."""

from datetime import timedelta

import msgspec

from cfnews.site.material import fit_to_publish
from cfnews.story import Report
from tests.unit.render.editions import AT, story
from tests.unit.site.sites import told


def test_what_the_reader_did_with_a_story_is_left_out() -> None:
    found = fit_to_publish([story(read=True, starred=True, watches=["secret plan"])], ())
    assert [(one.read, one.starred, one.watches) for one in found] == [(False, False, [])]


def test_a_hidden_story_is_left_out() -> None:
    assert fit_to_publish([story(hidden=True, hidden_because="hidden by you")], ()) == []


def test_a_story_that_a_private_feed_leads_is_left_out() -> None:
    assert fit_to_publish([story()], {"courier"}) == []


def test_a_private_feed_is_no_source_of_a_story_that_another_leads() -> None:
    found = fit_to_publish([story()], {"weekly"})
    assert [source.feed for source in found[0].sources] == ["courier"]


def test_an_address_with_a_password_or_beyond_all_measure_leads_nowhere() -> None:
    secret, long = "https://ann:word@a.example/1", "https://a.example/" + "&" * 900
    source = msgspec.structs.replace(story().sources[0], url=secret)
    found = fit_to_publish([story(url=long, sources=[source], reports=[Report("The plan", secret)])], ())[0]
    assert (found.url, found.sources[0].url, found.reports[0].url) == (None, None, "")
    assert fit_to_publish([story(url="https://[broken")], ())[0].url is None


def test_the_newest_are_first_and_equals_always_in_the_same_order() -> None:
    stories = [told(1), told(3, AT + timedelta(hours=1)), told(2), told(4, published_at=None)]
    found = [one.id[-1] for one in fit_to_publish(stories, ())]
    assert found == ["3", "1", "2", "4"]
    assert found == [one.id[-1] for one in fit_to_publish(stories[::-1], ())]
