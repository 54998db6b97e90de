"""An edition as a mail: both parts say the same, its lines are short, and nobody smuggles a header in."""

import email
import email.policy
from email.message import EmailMessage
from typing import cast

import msgspec
import pytest

from cfnews.render import as_html, as_mail
from cfnews.render.edition import Edition, Letter
from tests.unit.render.editions import HOSTILE, edition, hostile_story, story


def _read(one: Edition) -> EmailMessage:
    return email.message_from_string(as_mail.write(one), policy=email.policy.default)


def test_the_subject_says_how_many_stories_and_the_day() -> None:
    assert _read(edition(story(), story()))["Subject"] == "cfnews: 2 new stories, Friday 20 November 2026"


def test_a_mail_has_a_date_an_id_and_no_defect() -> None:
    mail = _read(edition())
    assert mail["Date"] == "Fri, 20 Nov 2026 07:45:00 +0000"
    assert mail["Message-ID"].startswith("<") and mail["Message-ID"].endswith("@cfnews.invalid>")
    assert mail["MIME-Version"] == "1.0" and mail["Auto-Submitted"] == "auto-generated"
    assert [part.defects for part in mail.walk()] == [[], [], []]


def test_the_parts_are_plain_sentences_and_then_the_page() -> None:
    one = edition(story("Pâté ‘for’ all"))
    mail = _read(one)
    assert mail.get_content_type() == "multipart/alternative"
    text, html = cast("list[EmailMessage]", list(mail.iter_parts()))
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert "1. Pâté ‘for’ all\n" in text.get_content()
    assert html.get_content() == as_html.write(one)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_mail_is_short_lines_of_ascii_with_line_feeds(text: str) -> None:
    written = as_mail.write(edition(hostile_story(text)))
    assert written.isascii() and "\r" not in written
    assert max(map(len, written.split("\n"))) <= 78


def test_two_mails_of_the_same_have_the_same_id_and_of_another_day_another() -> None:
    later = edition()
    later = msgspec.structs.replace(
        later, digest=msgspec.structs.replace(later.digest, now=later.digest.now.replace(day=21))
    )
    assert as_mail.write(edition()) == as_mail.write(edition())
    assert _read(edition())["Message-ID"] != _read(later)["Message-ID"]


def test_without_addresses_a_mail_is_to_nobody_by_name() -> None:
    mail = _read(edition())
    assert (mail["To"], mail["From"]) == ("undisclosed-recipients:;", "cfnews <cfnews@localhost>")


def test_without_a_sender_a_mail_is_from_the_first_whom_it_is_to() -> None:
    mail = _read(edition(letter=Letter(to="Desk <desk@a.example>, other@a.example")))
    assert (mail["To"], mail["From"]) == ("Desk <desk@a.example>, other@a.example", "Desk <desk@a.example>")


@pytest.mark.parametrize("text", HOSTILE)
def test_words_of_a_search_make_no_header(text: str) -> None:
    one = edition(name="search")
    one = msgspec.structs.replace(one, selection=msgspec.structs.replace(one.selection, text=text))
    mail = _read(one)
    assert "Bcc" not in mail
    assert sorted(mail.keys()) == sorted(set(mail.keys()))
