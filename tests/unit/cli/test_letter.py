"""Who a mail is from and to: one line each, and an address in it."""

import pytest

from cfnews.cli.publishing import is_address, letter
from cfnews.errors import WrongUsage
from cfnews.render.edition import Letter


@pytest.mark.parametrize("words", ["a@b.example", "A Desk <a.b+c@d-e.example>", "root@localhost", "Zoë <z@b.example>"])
def test_a_plain_address_with_a_name_or_without_is_one(words: str) -> None:
    assert is_address(words)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "a",
        "@b",
        "a@",
        "a@b\nBcc: c@d",
        "<a@b",
        "A a@b",
        "a@b>",
        "a@b, c@d",
        "A\r\n <a@b>",
        "a b@c",
        "a@b..c",
        "ü@b.example",
    ],
)
def test_anything_else_is_none(words: str) -> None:
    assert not is_address(words)


def test_flags_go_before_the_contact_of_the_settings() -> None:
    flags = {"to": "a@b.example, C <c@d.example>", "from": "e@f.example"}
    assert letter(flags, "g@h.example") == Letter("e@f.example", "a@b.example, C <c@d.example>")
    assert letter({}, "g@h.example") == Letter("g@h.example", "g@h.example")
    assert letter({}, "https://h.example/contact") == Letter()


@pytest.mark.parametrize("key", ["to", "from"])
def test_what_is_no_address_is_wrong_usage(key: str) -> None:
    with pytest.raises(WrongUsage, match=f"--{key}"):
        letter({key: "a@b.example\nBcc: c@d.example"}, "")
