"""Names of files: safe everywhere, no two alike, and no way out of the folder."""

import re

import pytest

from cfnews.site.naming import anchor, file_names, part
from tests.unit.render.editions import HOSTILE
from tests.unit.site.sites import NAMES


def test_a_name_that_is_a_slug_already_is_the_name_of_its_file() -> None:
    assert file_names(["leeds", "early_help"]) == {"leeds": "leeds", "early_help": "early-help"}


def test_whatever_a_place_is_called_its_file_has_small_letters_digits_and_hyphens() -> None:
    found = file_names([*NAMES, *HOSTILE])
    assert all(re.fullmatch(r"[a-z0-9-]{1,70}", name) and not name.startswith("-") for name in found.values())
    assert len(set(found.values())) == len({*NAMES, *HOSTILE})


@pytest.mark.parametrize("name", ["con", "nul", "com1", "LPT9"])
def test_a_device_of_windows_is_no_file(name: str) -> None:
    assert file_names([name])[name] != name.lower()


def test_two_names_that_look_alike_as_files_have_one_each_and_keep_it() -> None:
    assert file_names(["a b", "a-b"])["a-b"] == "a-b" != file_names(["a b", "a-b"])["a b"]
    assert file_names(["a b", "a-b"]) == file_names(["a-b", "a b"])


def test_the_second_part_of_one_page_is_not_another_page() -> None:
    others = file_names(["section-2", "section_2"]).values()
    assert part("section", 2) not in [part(one, 1) for one in others]
    assert [part("day/2026-11-20", number) for number in (1, 2)] == ["day/2026-11-20.html", "day/2026-11-20_2.html"]


def test_an_anchor_is_a_name_whatever_the_id() -> None:
    assert anchor("k7q3") == "s-k7q3"
    assert all(re.fullmatch(r"s-[A-Za-z0-9]+", anchor(text)) for text in HOSTILE)
