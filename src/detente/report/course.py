"""The section on the course: the steps in order, where each party stands after each stage, and acts that wait."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from detente.check.saying import counted
from detente.deal.phrases import When
from detente.desk.duties import in_general
from detente.report.content import Heading, Item, Items, Line, Paragraph, Section, line, section, table
from detente.report.saying import between, on_day, place, shortened, stage_name, ticks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.deal.course import Balance, Course, Step
    from detente.deal.cycles import Cycle
    from detente.deal.links import Link
    from detente.deal.model import Deal
    from detente.desk.moves import CourseTable, Leg, Move
    from detente.report.content import Block, Cell, Table

TITLE: Final = "The course of the deal, step by step"
_BY_READINGS: Final = "only under recorded readings of the order"
_MOST_PAIRS: Final = 12
_HOW: Final = (
    "Steps stand in the order that the text gives; where it gives none, by their latest day, then as they stand in the "
    "file."
)
_WAITING: Final = (
    "The last column says what nobody owes any longer if the step is missed, because it waits for it."
)
_NOBODY_WAITS: Final = (
    "In this text no duty waits for another: if one is missed, all others are owed as before."
)


def course_section(deal: Deal, course: Course, moves: CourseTable) -> Section:
    """The steps by stage, each party's position after each stage, circles, and neighbours without an order."""
    return section(TITLE, _blocks(deal, course, moves))


def _blocks(deal: Deal, course: Course, moves: CourseTable) -> Iterator[Block]:
    if not moves.legs:
        yield Paragraph("No step is recorded.")
        return
    waiting = any(move.released for leg in moves.legs for move in leg.moves)
    yield Paragraph(f"{_HOW} {_WAITING if waiting else _NOBODY_WAITS}{_in_general(deal)}", "faint")
    number, met = 0, set[str]()
    for leg in moves.legs:
        if leg.stage is not None:
            again = ", continued" if leg.stage in met else ""
            met.add(leg.stage)
            yield Heading(f"Stage {stage_name(deal, leg.stage)}{again}")
        yield _steps(deal, course, leg, number, waiting=waiting)
        number += len(leg.moves)
        yield Paragraph(_after(leg))
        yield _stands(deal, leg)
    yield from _circles(deal, moves.cycles)
    yield from _unordered(moves.unordered)
    yield from _only_then(deal)


def _in_general(deal: Deal) -> str:
    general = deal.frame.if_breached
    return f" By the text, in general: {in_general(general)}." if isinstance(general, str) else ""


def _after(leg: Leg) -> str:
    kept = f"in force {ticks(leg.in_force)}" if leg.in_force else "no standing duty in force"
    ending = ""
    if leg.ending:
        ends = "ends" if len(leg.ending) == 1 else "end"
        ending = f"; {ticks(leg.ending)} {ends} with the stage"
    return f"After the last of these steps: {kept}{ending}."


def _steps(deal: Deal, course: Course, leg: Leg, number: int, *, waiting: bool) -> Table:
    headers = ("no.", "step", "by, to", "latest day", "then in force", "no longer owed if missed")
    befores = [None, *leg.moves]
    rows = [
        _row(deal, course, move, number + place, changes=before is None or move.in_force != before.in_force)
        for place, (move, before) in enumerate(zip(leg.moves, befores, strict=False), 1)
    ]
    return table(headers, rows) if waiting else table(headers[:-1], (row[:-1] for row in rows))


def _row(deal: Deal, course: Course, move: Move, number: int, *, changes: bool) -> list[Cell]:
    """One step; what is in force is said where it changes, and where a stage begins."""
    step = move.step
    in_force = [Line(label) for label in shortened(move.in_force, 4)] or [Line("nothing")]
    return [
        (Line(str(number)),),
        tuple(_what(deal, step)),
        between(deal, step.by, deal.obligations[step.obligation].to),
        (_day(deal, course, step),),
        tuple(in_force) if changes else (),
        (Line(_released(move)),),
    ]


def _what(deal: Deal, step: Step) -> Iterator[Line]:
    owed = deal.obligations[step.obligation]
    yield Line(f"begins: {step.id}" if step.begins else step.id, "strong")
    if step.part is not None and isinstance(owed.parts, tuple) and step.part <= len(owed.parts):
        yield Line(str(owed.parts[step.part - 1].amount))
    if step.together:
        yield Line(f"at the same moment as {', '.join(step.together)}")


def _day(deal: Deal, course: Course, step: Step) -> Line:
    if step.day is not None:
        return Line(on_day(course, step.day))
    owed = deal.obligations[step.obligation]
    parts = owed.parts if isinstance(owed.parts, tuple) else ()
    when = parts[step.part - 1].due if step.part is not None and step.part <= len(parts) else owed.due
    when = owed.from_ if step.begins else when
    if isinstance(when, When):
        return Line(f"no day: “{when}”", "silent")
    if when is None and owed.against and owed.turn:
        return Line(f"{owed.turn} of {owed.against}")
    return line(when)


def _released(move: Move) -> str:
    if move.released <= 4:
        return ", ".join(move.released_first)
    return f"{move.released} duties: {', '.join(move.released_first[:2])}, ..."


def _stands(deal: Deal, leg: Leg) -> Table:
    return table(
        ("party", "will have given", "will have got", "will still owe", "will still be owed"),
        (
            [(Line(deal.call(party), "strong"),), *(tuple(cell) for cell in _balance(leg, stands))]
            for party, stands in leg.balance.items()
        ),
    )


def _balance(leg: Leg, stands: Balance) -> Iterator[Iterator[Line]]:
    """Acts given and got; acts and standing duties still to come. What is in force is said above the table."""
    yield _acts(leg, stands.given)
    yield _acts(leg, stands.got)
    yield _to_come(leg, stands.owes)
    yield _to_come(leg, stands.owed)


def _acts(leg: Leg, labels: Sequence[str]) -> Iterator[Line]:
    yield from _each([label for label in labels if label not in leg.kept]) or [Line("nothing")]


def _to_come(leg: Leg, labels: Sequence[str]) -> Iterator[Line]:
    acts = [label for label in labels if label not in leg.kept]
    duties = [label for label in labels if label in leg.kept]
    yield from _each(acts) if acts or duties else [Line("nothing")]
    if duties:
        yield Line("to be kept:")
        yield from _each(duties)


def _each(labels: Sequence[str]) -> list[Line]:
    return [Line(label) for label in shortened(labels)]


def _circles(deal: Deal, cycles: Sequence[Cycle]) -> Iterator[Block]:
    yield Heading("Acts that wait for each other")
    if not cycles:
        yield Paragraph("There are none, in the text or under the readings of the order that are recorded.")
    for cycle in cycles:
        items = [Item(_wait(deal, link)) for link in cycle.links]
        yield Paragraph(f"{_needs(deal, cycle)} {_knotted(cycle.ids)}:")
        yield Items(tuple(items))


def _knotted(ids: Sequence[str]) -> str:
    return f"none of {ticks(ids)} can come first" if len(ids) > 1 else f"{ticks(ids)} waits for itself"


def _needs(deal: Deal, cycle: Cycle) -> str:
    if not cycle.readings:
        return "By the text as it stands"
    names = dict.fromkeys(deal.call(reading.by) for reading in cycle.readings)
    together = "the readings of " if len(names) > 1 else "the reading of "
    return f"By {together}{' and '.join(names)}, and not by the text alone,"


_WHY: Final = {
    "after": "it is a condition",
    "gate": "its stage opens only then",
    "against": "they are exchanged in turns",
    "parts": "parts follow each other",
    "not before": "its time counts from it",
    "while": "it is owed only while that is kept",
}


def _wait(deal: Deal, link: Link) -> str:
    why = _WHY.get(link.why, link.why) if link.reading is None else f"so read by {deal.call(link.reading.by)}"
    return f"`{link.after}` waits for `{link.before}`: {why} ({place(deal, link.span)})"


def _unordered(pairs: Sequence[tuple[str, str]]) -> Iterator[Block]:
    if not pairs:
        return
    yield Heading("Steps next to each other whose order the text does not give")
    shown = [f"`{one}` and `{two}`" for one, two in pairs[:_MOST_PAIRS]]
    more = f"; and {len(pairs) - _MOST_PAIRS} more pairs" if len(pairs) > _MOST_PAIRS else ""
    yield Paragraph(f"{'; '.join(shown)}{more}.")


def _only_then(deal: Deal) -> Iterator[Block]:
    later = [label for label, owed in deal.obligations.items() if owed.on_breach_of or owed.on_event]
    if later:
        yield Paragraph(f"Owed only if something happens, and so no step above: {ticks(later)}.")


def circles_in_words(cycles: Sequence[Cycle]) -> str:
    """One sentence on acts that wait for each other."""
    in_text = sum(not cycle.readings for cycle in cycles)
    by_reading = len(cycles) - in_text
    if not cycles:
        return "No acts wait for each other."
    circles = counted(in_text or by_reading, "circle")
    said = f"{circles} of acts that wait for each other, {'in the text' if in_text else _BY_READINGS}"
    return f"{said}, and {by_reading} more {_BY_READINGS}." if in_text and by_reading else f"{said}."
