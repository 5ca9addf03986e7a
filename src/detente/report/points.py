"""The section on open points: not stated, undecided, to be checked, allowed on purpose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from detente.report.content import Heading, Item, Items, Line, Paragraph, Section, line, section, table
from detente.report.saying import few, place, ticks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.model import Deal, Issue
    from detente.desk.points import OpenPoints
    from detente.report.content import Block, Cell

TITLE: Final = "Open points"
_MOST: Final = 12


def points_section(deal: Deal, points: OpenPoints) -> Section:
    """Every open point, by kind."""
    made = section(TITLE, _blocks(deal, points))
    return made if made.blocks else Section(TITLE, (Paragraph("None is recorded."),))


def _blocks(deal: Deal, points: OpenPoints) -> Iterator[Block]:
    yield from _silent(points)
    if points.undecided:
        yield Heading("Terms that are not decided")
        yield Items(tuple(Item(f"`{entry.term.id}`: {entry.standing}") for entry in points.undecided))
    if points.issues:
        yield Heading("Issues still on the table")
        yield table(
            ("issue", "options", "in the draft"), (_issue(deal.issues[label]) for label in points.issues)
        )
    if points.to_check:
        yield Heading("Marked to be checked before anybody relies on it")
        yield Items(tuple(Item(f"{entry.entry}: {entry.why}") for entry in points.to_check))
    if points.waivers:
        yield Heading("Findings allowed on purpose")
        yield table(
            ("rule", "why", "who decided", "where"),
            (
                [
                    (Line(waiver.rule, "strong"), *(() if waiver.used else (Line("allows nothing now"),))),
                    (Line(waiver.why),),
                    (Line(waiver.who),),
                    (Line(place(deal, waiver.span)),),
                ]
                for waiver in points.waivers
            ),
        )


def _silent(points: OpenPoints) -> Iterator[Block]:
    whole = [silent.question for silent in points.silent if not silent.entries]
    rest = [silent for silent in points.silent if silent.entries]
    if whole or rest or points.unstated_elements:
        yield Heading("What the text does not state")
    if whole:
        yield Paragraph(f"For the deal as a whole: {'; '.join(whole)}.")
    if points.unstated_elements:
        expected = ", ".join(label.replace("-", " ") for label in points.unstated_elements)
        yield Paragraph(f"Expected in a deal of this kind, and not stated: {expected}.")
    yield table(
        ("question", "of", "not stated for"),
        (
            [(Line(silent.question),), (Line(str(len(silent.entries))),), (Line(few(silent.entries, _MOST)),)]
            for silent in rest
        ),
        dense=True,
    )


def _issue(issue: Issue) -> list[Cell]:
    options = tuple(
        Line(f"{name}: {option.says}" if isinstance(option.says, str) else name)
        for name, option in (issue.options.items() if isinstance(issue.options, dict) else ())
    )
    says = [Line(issue.says)] if isinstance(issue.says, str) else []
    return [(Line(issue.id, "strong"), *says), options or (line(issue.options),), (line(issue.draft),)]


def points_in_words(points: OpenPoints) -> str:
    """One sentence on open points other than silences: issues, and what is to be checked."""
    parts = []
    if points.issues:
        parts.append(
            f"still on the table: {ticks(points.issues[:4])}{', ...' if len(points.issues) > 4 else ''}"
        )
    if points.to_check:
        parts.append(f"marked to be checked: {len(points.to_check)}")
    if points.waivers:
        parts.append(f"allowed on purpose: {len(points.waivers)}")
    return f"{'; '.join(parts)[:1].upper()}{'; '.join(parts)[1:]}." if parts else ""
