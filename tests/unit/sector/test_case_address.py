"""Citations in the addresses of judgments."""

import pytest

from cfnews.sector.case_address import citation_at
from cfnews.sector.citations import normalise_citation

HOST = "https://judgments.example"


@pytest.mark.parametrize(
    ("path", "citation"),
    [
        ("/ewfc/2026/12", "[2026] EWFC 12"),
        ("/ewfc/b/2026/309", "[2026] EWFC 309 (B)"),
        ("/ewhc/fam/2026/2711", "[2026] EWHC 2711 (Fam)"),
        ("/ewhc/admin/2026/8?query=care#p4", "[2026] EWHC 8 (Admin)"),
        ("/ewca/civ/2026/44/", "[2026] EWCA Civ 44"),
        ("/uksc/2026/3", "[2026] UKSC 3"),
        ("/ewcop/t3/2026/7", "[2026] EWCOP 7 (T3)"),
    ],
)
def test_an_address_holds_its_citation_in_normal_form(path: str, citation: str) -> None:
    assert citation_at(HOST + path) == citation == normalise_citation(citation)


@pytest.mark.parametrize(
    "path", ["", "/", "/news/2026/12", "/ewfc/2026", "/ewca/2026/4", "/d-3f2a", "/ewfc/2026/12/press"]
)
def test_other_addresses_hold_none(path: str) -> None:
    assert citation_at(HOST + path) == ""


def test_no_address_holds_none() -> None:
    assert citation_at(None) == ""
