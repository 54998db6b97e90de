"""The characters of a page: whose word on its encoding counts."""

import pytest

from cfnews.parse.article_page import open_page, page_text


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("Gŵyl".encode(), ""),
        ("Gŵyl".encode(), "text/html; charset=utf-8"),
        (b"\xef\xbb\xbf" + "Gŵyl".encode(), "text/html; charset=iso-8859-1"),
        ("Gŵyl".encode("utf-16"), ""),
        ("Gŵyl".encode("iso-8859-14"), "text/html; charset=iso-8859-14"),
        (b'<meta charset="iso-8859-14">' + "Gŵyl".encode("iso-8859-14"), "text/html"),
        ("Gŵyl".encode(), "text/html; charset=klingon"),
        (b'<meta charset="utf-16">' + "Gŵyl".encode(), ""),
    ],
)
def test_a_page_is_decoded_by_what_it_and_its_server_say(body: bytes, content_type: str) -> None:
    assert page_text(body, content_type).endswith("Gŵyl")


def test_a_page_without_a_word_on_it_that_is_not_utf_8_is_windows_1252() -> None:
    assert page_text(b"\x93baby\x92s\x94", "") == "“baby’s”"
    assert page_text(b"\x93baby\x92s\x94", "text/html; charset=latin1") == "“baby’s”"


def test_what_has_no_element_or_far_too_many_is_no_tree() -> None:
    assert open_page(b"", "") is None
    assert open_page(b"<!-- only this -->", "") is None
    assert open_page(b"<b>" * 200_000, "") is None
    assert open_page(b"<?xml version='1.0' encoding='utf-8'?><html><p>x</p></html>", "") is not None
