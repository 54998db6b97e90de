"""Rows of any columns: what feeds wrote is cleaned, columns are told apart, and a screen shows them side by side."""

from cfnews.render import rows
from cfnews.render.rows_styled import row_lines

HOSTILE = "Hub\x1b]0;title\x07 opens\n\u202etoday\x9b2J"


def test_columns_of_one_name_are_told_apart() -> None:
    assert rows.distinct(["id", "id", "id_2", "id"]) == ["id", "id_2", "id_2_2", "id_3"]
    assert rows.distinct(["a\x1b[31mb", "a\nb"]) == ["ab", "a b"]


def test_what_feeds_wrote_is_cleaned_for_people_and_kept_for_programs() -> None:
    assert rows.shown(HOSTILE) == "Hub opens today"
    assert list(rows.sentences(["a", "b"], [(HOSTILE, None)])) == ["a: Hub opens today; b: nothing"]
    assert rows.table(["a", "b"], [(HOSTILE, 2.5)], None, "tsv") == "Hub opens today\t2.5\n"
    assert rows.table(["a"], [("=cmd()",)], None, "csv").splitlines() == ["a", "'=cmd()"]
    assert rows.objects(["a", "b"], [(HOSTILE, b"\xa5")]) == [{"a": HOSTILE, "b": "a5"}]
    assert rows.in_lines(["a", "b"], [(1, None), (2, "x")], ["b"]) == '{"b":null}\n{"b":"x"}\n'


def shown(columns: list[str], values: list[tuple[object, ...]]) -> list[str]:
    return [line.text.plain for line in row_lines(columns, values)]


def test_columns_stand_side_by_side_with_numbers_to_the_right() -> None:
    assert shown(["name", "n"], [("Hub", 7), ("Ponies", 1234), (None, None)]) == [
        "name       n",
        "Hub        7",
        "Ponies  1234",
        "",
    ]
    assert shown(["name"], []) == ["name"]


def test_wide_letters_and_long_texts_keep_their_columns() -> None:
    assert shown(["a", "b"], [("教育", "x"), ("hub", "y")]) == ["a     b", "教育  x", "hub   y"]
    (_, line) = shown(["a", "b"], [("word " * 100, "end")])
    assert len(line) <= 65 and line.endswith("…  end")
