"""The section on stages: what opens each, how long it lasts, what holds if it ends and the next has not opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from detente.deal.model import Gate, Otherwise, in_words
from detente.report.content import Line, Paragraph, Section, line, section, table
from detente.report.saying import on_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal, Stage
    from detente.report.content import Block, Cell

TITLE: Final = "Stages"


def stages_section(deal: Deal, course: Course) -> Section:
    """Every stage, in the order of the file."""
    return section(TITLE, _blocks(deal, course))


def _blocks(deal: Deal, course: Course) -> Iterator[Block]:
    if not deal.stages:
        silent = "stages" in deal.silences
        yield Paragraph("The text was looked at and states no stage." if silent else "No stage is filled in.")
        return
    yield table(
        ("stage", "opens", "lasts", "if it ends and the next has not opened"),
        (_row(deal, course, stage) for stage in deal.stages.values()),
    )


def _row(deal: Deal, course: Course, stage: Stage) -> list[Cell]:
    return [
        tuple(_name(stage)),
        tuple(_opens(deal, stage)),
        tuple(_lasts(course, stage)),
        tuple(_otherwise(deal, stage)),
    ]


def _name(stage: Stage) -> Iterator[Line]:
    yield Line(stage.id, "strong")
    if isinstance(stage.name, str):
        yield Line(stage.name)
    if isinstance(stage.clause, tuple):
        yield Line(f"clause {', '.join(stage.clause)}", "faint")


def _opens(deal: Deal, stage: Stage) -> Iterator[Line]:
    gate = stage.opens
    if not isinstance(gate, Gate):
        yield line(gate)
        return
    if isinstance(gate.words, str):
        yield Line(gate.words)
    if gate.at is not None:
        yield line(gate.at, before="at")
    if isinstance(gate.when, tuple):
        yield Line(f"when these are there: {', '.join(map(str, gate.when))}")
    elif gate.when is not None:
        yield line(gate.when, before="when")
    # An opening that waits for something needs a finder and a last day; a fixed time needs neither.
    if gate.when or gate.found_by is not None:
        yield _found_by(deal, gate)
    if gate.when or gate.by is not None:
        yield line(gate.by, before="at the latest")
    if isinstance(gate.may_be_waived_by, str):
        yield Line(f"may be waived by {deal.call(gate.may_be_waived_by)}")


def _found_by(deal: Deal, gate: Gate) -> Line:
    if isinstance(gate.found_by, tuple):
        return Line(f"found by {in_words([deal.call(one) for one in gate.found_by])}")
    return line(gate.found_by, before="found by")


def _lasts(course: Course, stage: Stage) -> Iterator[Line]:
    yield line(stage.lasts)
    opens, ends = course.stage_opens(stage.id), course.stage_ends(stage.id)
    if opens is not None and ends is not None:
        yield Line(f"{on_day(course, opens)} to {on_day(course, ends)} at the latest", "faint")


def _otherwise(deal: Deal, stage: Stage) -> Iterator[Line]:
    holds = stage.otherwise
    if not isinstance(holds, Otherwise):
        yield line(holds)
        return
    if isinstance(holds.continue_, tuple):
        yield Line(f"these go on: {', '.join(map(str, holds.continue_))}")
    elif holds.continue_ is not None:
        yield line(holds.continue_, before="what goes on:")
    if isinstance(holds.while_, tuple):
        yield Line(f"while these last: {', '.join(map(str, holds.while_))}")
    if holds.at_most is not None:
        yield line(holds.at_most, before="at most")
    if holds.then is not None:
        then = "everything ends" if holds.then == "ends" else holds.then
        yield line(then, before="then")
    if isinstance(holds.decided_by, tuple):
        yield Line(f"found by {in_words([deal.call(one) for one in holds.decided_by])}")
    elif holds.decided_by is not None:
        yield line(holds.decided_by, before="found by")


def stages_in_words(deal: Deal) -> str:
    """One sentence: at the end of which stages nothing is said of what holds."""
    if not deal.stages:
        return ""
    number = len(deal.stages)
    followed = list(deal.stages.items())[:-1]  # after the last stage there is none that could fail to open
    silent = [label for label, stage in followed if not stage.otherwise]
    said = f"{number} stages" if number > 1 else "1 stage"
    if not followed:
        return f"{said}."
    if not silent:
        return f"{said}, each but the last with what holds if it ends and the next has not opened."
    named = in_words([f"`{label}`" for label in silent[:5]]) + (" and others" if len(silent) > 5 else "")
    which = "stage" if len(silent) == 1 else "stages"
    return f"{said}; not said what holds at the end of {which} {named} if the next has not opened."
