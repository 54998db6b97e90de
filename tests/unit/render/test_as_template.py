"""A reader's own template sees the stories and nothing else, and what is wrong with it is told by its line."""

from pathlib import Path

import pytest

from cfnews.errors import WrongUsage
from cfnews.render import as_template
from cfnews.render.sandbox import LARGEST
from tests.unit.render.editions import HOSTILE, edition, hostile_story, story
from tests.unit.render.reading_back import Page


@pytest.fixture(name="write")
def _write(tmp_path: Path) -> "Writer":
    return Writer(tmp_path)


class Writer:
    """Writes the plain edition by a template with this text."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, text: str, name: str = "mine.txt", title: str = "Council opens a family hub") -> str:
        """What the template writes."""
        path = self.folder / name
        path.write_text(text, "utf-8")
        return as_template.write(edition(story(title)), path)

    def fault(self, text: str) -> str:
        """What is said of a template that is wrong, without the folder."""
        with pytest.raises(WrongUsage) as caught:
            self(text)
        assert caught.value.exit_code == 2
        return caught.value.message.replace(f"{self.folder}/", "")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("{{ counts.matched }} {{ query.new }} {{ timezone }} {{ warnings | length }}", "1 True Europe/London 0"),
        ("{{ now }} {{ generated_at | moment }}", "2026-11-20T07:45:00Z 20 November 2026, 07:45"),
        ("{% for group in groups %}{{ group.heading }}{% endfor %}", "News"),
        ("{% for s in stories %}{{ s.id }} {{ s.places[0].name }}{% endfor %}", "abcdefghij Dunmoor"),
        ("{{ stories[0].title | link(stories[0].url) }}", "[Council opens a family hub](https://courier.example/1)"),
        ("{{ '*a*' | markdown }} {{ 'x' | link('javascript:y') }}", "\\*a\\* x"),
        ("{{ store.feeds_total * 2 }} {{ 'ab' * 2 }} {{ 2 ** 8 }} {{ range(3) | list }}", "4 abab 256 [0, 1, 2]"),
    ],
)
def test_values_have_the_names_and_forms_of_the_json_output(write: Writer, text: str, written: str) -> None:
    assert write(text) == written


@pytest.mark.parametrize("name", ["a.html", "a.htm.j2", "A.HTML", "a.xml.jinja"])
def test_values_are_escaped_in_html_and_xml(write: Writer, name: str) -> None:
    assert write("<b>{{ stories[0].title }}</b>", name, "<i> & co") == "<b>&lt;i&gt; &amp; co</b>"


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a", "a.j2"])
def test_values_are_as_they_are_elsewhere(write: Writer, name: str) -> None:
    assert write("{{ stories[0].title }}", name, "<i> & co") == "<i> & co"


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_title_makes_no_element_and_no_template_of_itself(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.html"
    path.write_text("<p>{{ stories[0].title }}</p>", "utf-8")
    written = as_template.write(edition(hostile_story(text)), path)
    assert [one.name for one in Page(written).elements] == ["p"]
    assert "\x1b" not in written


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("fine\n{% for %}", "mine.txt, line 2: Expected"),
        ("fine\n\n{{ storeis }}", "mine.txt, line 3: 'storeis' is undefined"),
        ("{% for s in stories %}\n{{ s.headline }}\n{% endfor %}", "mine.txt, line 2: 'dict object' has no attribute"),
        ("{{ 1 / 0 }}", "mine.txt, line 1: division by zero"),
        ("{{ 'x' | shout }}", "mine.txt, line 1: No filter named 'shout'"),
        ("{{ 'x' | moment }}", "mine.txt, line 1: Invalid isoformat string"),
    ],
)
def test_a_fault_is_told_with_file_and_line(write: Writer, text: str, fault: str) -> None:
    assert write.fault(text).startswith(fault)


@pytest.mark.parametrize(
    "text",
    [
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{% extends 'a' %}",
        "{{ ''.__class__.__mro__ }}",
        "{{ stories.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os.environ }}",
        "{{ range.__globals__ }}",
        "{{ lipsum }}",
        "{{ environ }}",
        "{{ self._TemplateReference__context }}",
        "{{ '{0.__class__}'.format(1) }}",
        "{{ (moment | default(1)).__globals__ }}",
        "{% do stories.append(1) %}",
        "{{ stories.append(1) }}",
        "{{ counts.update({'matched': 1}) }}",
        "{{ now | attr('__class__') }}",
        "{% set x = namespace() %}{{ x.__init__.__globals__ }}",
    ],
)
def test_neither_files_nor_environment_nor_python_can_be_reached(write: Writer, text: str) -> None:
    assert write.fault(text).startswith("mine.txt, line 1: ")


@pytest.mark.parametrize(
    "text",
    [
        "{{ range(100000) | list }}",
        "{{ 'x' * 100000000 }}",
        "{{ 100000000 * 'x' }}",
        "{{ 10 ** 1000000 }}",
        "{{ 10 ** 60 ** 60 }}",
        "{{ 2 ** 60 ** 60 * 2 ** 4096 * 2 ** 4096 }}",
        "{{ stories * 100000000 }}",
        "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
        "{% for a in range(10000) %}{% for b in range(10000) %}" + "x" * 100 + "{% endfor %}{% endfor %}",
    ],
)
def test_a_runaway_template_is_ended(write: Writer, text: str) -> None:
    assert write.fault(text).startswith("mine.txt")


def test_a_long_list_is_within_the_bounds(write: Writer) -> None:
    assert len(write("{% for a in range(1000) %}" + "x" * 1000 + "{% endfor %}")) == 1_000_000 < LARGEST


def test_a_template_that_cannot_be_read_is_wrong_usage(tmp_path: Path, write: Writer) -> None:
    with pytest.raises(WrongUsage, match="cannot be read"):
        as_template.write(edition(), tmp_path / "nowhere.txt")
    (tmp_path / "latin.txt").write_bytes(b"fine\ncaf\xe9")
    with pytest.raises(WrongUsage, match="line 2: this is no UTF-8"):
        as_template.write(edition(), tmp_path / "latin.txt")
    with pytest.raises(WrongUsage, match="no template"):
        write("x" * 1_000_001)
