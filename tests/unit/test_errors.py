"""The errors a user can meet: one exit code and one word for scripts each."""

import re

import pytest

from cfnews import errors
from cfnews.errors import CfnewsError

KINDS = CfnewsError.__subclasses__()


@pytest.mark.parametrize(
    ("kind", "exit_code", "code"),
    [
        (errors.CfnewsError, 1, "error"),
        (errors.WrongUsage, 2, "usage"),
        (errors.InvalidCatalogue, 3, "invalid_feeds_file"),
        (errors.NothingReachable, 5, "nothing_reachable"),
        (errors.NothingMatched, 6, "nothing_matched"),
        (errors.StoreBusy, 7, "store_busy"),
        (errors.StoreUnusable, 8, "store_unusable"),
        (errors.Terminated, 143, "terminated"),
    ],
)
def test_each_error_has_the_exit_code_and_the_word_that_scripts_rely_on(
    kind: type[CfnewsError], exit_code: int, code: str
) -> None:
    assert (kind.exit_code, kind.code) == (exit_code, code)


def test_no_two_errors_share_an_exit_code_or_a_word() -> None:
    assert len({kind.exit_code for kind in KINDS}) == len({kind.code for kind in KINDS}) == len(KINDS)


def test_the_tree_in_the_docstring_is_the_tree() -> None:
    drawn = re.findall(r"[├└]── (\w+) +(\d+)", errors.__doc__ or "")
    assert drawn == [(kind.__name__, str(kind.exit_code)) for kind in KINDS]


def test_an_error_carries_what_happened_and_what_to_do() -> None:
    error = errors.StoreBusy("another cfnews is writing", "wait for it")
    assert (str(error), error.message, error.hint) == ("another cfnews is writing",) * 2 + ("wait for it",)
