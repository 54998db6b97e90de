"""Where tables and values stand in a TOML text."""

import tomllib

import pytest

from cfnews.catalogue.layout import read_layout

TEXT = '''# my list, of all that I read
[[feed]]
id = "one" # the first
url = "https://a.example/#x"

# ---------------
# Councils
# ---------------
# near us
[[ "feed" ]]
id = 'two'
tags = [
  "a]", # not the end ]
  "b",
]
# url = "https://old.example/"

# stands apart

[topics.mine]
words = ["""x "quoted" # no comment
[[feed]]
"""]
label = "y" # z
'''


def pieces(key: str) -> list[str]:
    return [TEXT[one.values[key].start : one.values[key].end] for one in read_layout(TEXT) if key in one.values]


def test_tables_are_named_in_their_order() -> None:
    assert [(one.name, one.listed) for one in read_layout(TEXT)] == [
        ("", False),
        ("feed", True),
        ("feed", True),
        ("topics.mine", False),
    ]


def test_values_are_found_whole_and_without_the_comments_behind_them() -> None:
    assert pieces("id") == ['"one"', "'two'"]
    assert pieces("url") == ['"https://a.example/#x"']
    assert [tomllib.loads(f"x = {one}")["x"] for one in pieces("tags")] == [["a]", "b"]]
    assert [tomllib.loads(f"x = {one}")["x"] for one in pieces("words")] == [['x "quoted" # no comment\n[[feed]]\n']]
    assert pieces("label") == ['"y"']


def test_a_comment_directly_above_a_table_is_its_own_and_a_heading_is_not() -> None:
    second = read_layout(TEXT)[2]
    assert TEXT[second.start : second.end].startswith('# near us\n[[ "feed" ]]')


def test_a_comment_directly_below_the_last_value_is_its_tables_own() -> None:
    second = read_layout(TEXT)[2]
    assert TEXT[second.start : second.end].endswith('# url = "https://old.example/"\n')


def test_what_a_file_begins_with_speaks_of_the_whole_file() -> None:
    assert read_layout(TEXT)[1].start == TEXT.index("[[feed]]")


@pytest.mark.parametrize(
    "value",
    [
        '""',
        "''",
        '"\\""',
        "'''it''s'''",
        '"""a\\"""" ""',
        '""""""',
        '"""a"""""',
        "1",
        "{ a = [1, '}'] }",
        "[[1], [2]]",
        "1979-05-27 07:32:00",
    ],
)
def test_every_kind_of_value_ends_where_it_does(value: str) -> None:
    if value == '"""a\\"""" ""':
        value = '"""a\\""" ""'  # an escaped quote, two plain ones, and so no end: what follows belongs to it
        value += '"""'
    text = f"a = {value} # b\nc = 2\n"
    assert set(tomllib.loads(text)) == {"a", "c"}
    span = read_layout(text)[0].values["a"]
    assert text[span.start : span.end] == value


def test_a_text_of_a_megabyte_is_read_in_one_go() -> None:
    text = "a = '" + "#[" * 300_000 + "'\n" + "# x\n" * 100_000 + "[[feed]]\nid = 'b'\n"
    assert [one.name for one in read_layout(text)] == ["", "feed"]
