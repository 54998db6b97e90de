"""A chronicle for a screen: years as headings, days in a column, judgements in colour and in words."""

from collections.abc import Iterator, Mapping

from rich.style import Style
from rich.text import Text

from cfnews.render import timeline as words
from cfnews.render.as_terminal import Line
from cfnews.render.common import shortened
from cfnews.sector.chronicle import Step, Timeline, span

GRADE_STYLES = {
    "outstanding": "bold green",
    "good": "green",
    "requires_improvement": "yellow",
    "inadequate": "bold red",
}
SEND_STYLES = {1: "green", 2: "yellow", 3: "bold red"}
_DAY = 6  # columns: "15 May"
_QUOTE = 200
_DOT = " · "


def graded(grades: Mapping[str, str]) -> Text:
    """A judgement: each area with its grade, in words and colour."""
    line = Text()
    for name, grade in words.in_order(grades):
        said = (words.GRADES.get(grade, grade), GRADE_STYLES.get(grade, "bold"))
        if name == "overall":
            part = Text.assemble(said, " overall")
        else:
            part = Text.assemble((f"{words.area(name)} ", "dim"), said)
        line.append_text(Text.assemble((_DOT, "dim") if line else "", part))
    return line


def timeline_lines(timeline: Timeline, short: Mapping[str, str], program: str = "cfnews") -> Iterator[Line]:
    """The chronicle, its head first; `program` is what to type before a command."""
    yield Line(Text.assemble(("cfnews", "bold cyan"), "  ", (timeline.subject.name, "bold")), rule=True)
    for name, value in words.heads(timeline):
        mark = Text(f"{name:<15}  ", "dim")
        yield Line(_judged(timeline, value) if name == "Last judgement" else Text(value), mark=mark)
    year = 0
    for step in timeline.steps:
        first = span(step.date).first
        if first.year != year:
            year = first.year
            yield Line(Text())
            yield Line(Text(str(year), "bold cyan"), rule=True)
        yield from _step(step, short, several=len(timeline.subject.places) != 1)
    yield Line(Text())
    yield Line(Text(f"Next: {_DOT.join(_next(timeline, short, program))}", "dim"))


def _judged(timeline: Timeline, value: str) -> Text:
    """The last judgement with its grades in colour, and when it was."""
    since = timeline.last_judgement
    grades = since.grades if since else {}
    return graded(grades).append(value.removeprefix(words.graded(grades)))


def _step(step: Step, short: Mapping[str, str], *, several: bool) -> Iterator[Line]:
    first, last = span(step.date)
    day = f"{first.day} {first:%b}" if first == last else f"{first:%b}"
    is_story = step.type == "story"
    mark = Text.assemble((f"{day:>{_DAY}} ", "dim"), ("· ", "dim") if is_story else ("● ", _colour(step)))
    blank = Text(" " * mark.cell_len)
    head = Text(words.headline(step), "" if is_story else "bold")
    if step.url:
        head.stylize(Style(link=step.url))
    if several and step.places:
        head.append(f"  {words.where(step)}", "cyan")
    yield Line(head, mark=mark)
    for line in _story(step, short) if is_story else _happened(step, short):
        yield Line(line, mark=blank)


def _story(step: Step, short: Mapping[str, str]) -> Iterator[Text]:
    for event in step.undated:
        style = GRADE_STYLES.get(event.grade or "", "")
        yield Text.assemble((words.told(event, step.places), style), (", no date given", "dim"))
    yield Text(f"{step.source}{_DOT}", "dim").append(short[step.told_by[0].id], "cyan")


def _happened(step: Step, short: Mapping[str, str]) -> Iterator[Text]:
    if step.grades:
        yield graded(step.grades)
    if step.send_outcome is not None:
        yield Text(words.SEND_OUTCOMES[step.send_outcome], SEND_STYLES[step.send_outcome])
    if step.as_of is None and step.told_by and step.told_by[0].quote:
        yield Text(f"“{shortened(step.told_by[0].quote, _QUOTE)}”", "italic")
    foot = [words.period(step), words.source(step)] if step.as_of else [step.source]
    line = Text(_DOT.join(foot), "dim")
    if step.told_by:
        line.append(f"{_DOT}told in ", "dim").append(", ".join(words.tellers(step, short)), "cyan")
    yield line


def _colour(step: Step) -> str:
    """The colour of what was found: the overall grade's, else that of the gravest."""
    if step.send_outcome is not None:
        return SEND_STYLES[step.send_outcome]
    for grade in (step.grades.get("overall"), "inadequate", "requires_improvement", "good", "outstanding"):
        if grade in step.grades.values():
            return GRADE_STYLES.get(grade or "", "cyan")
    return "cyan"


def _next(timeline: Timeline, short: Mapping[str, str], program: str) -> list[str]:
    """What to type next."""
    subject = timeline.subject
    stories = [one for one in timeline.steps if one.type == "story"]
    steps = [f"{program} show {short[stories[-1].told_by[0].id]}"] if stories else []
    label = f'"{subject.labels[0]}"' if " " in subject.labels[0] else subject.labels[0]
    if timeline.stories:
        steps.append(f"{program} list --{subject.kind} {label}")
    if timeline.outcomes_as_of is not None:
        steps.append(f"{program} places --neighbours {label}")
    return steps or [f"{program} search WORDS"]
