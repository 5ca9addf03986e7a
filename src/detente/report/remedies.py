"""The section on what follows if something goes wrong: in general, incidents, disputes, ways out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from detente.deal.model import Disputes, Exit, Incidents
from detente.deal.phrases import NOT_STATED
from detente.desk.duties import in_general
from detente.report.content import Line, Section, line, section, table
from detente.report.saying import who

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.model import Deal
    from detente.desk.duties import in_general
from detente.report.content import Cell

TITLE: Final = "If a duty is not carried out: consequences, disputes, ways out"


def remedies_section(deal: Deal) -> Section:
    """What the text says of the general consequence, of incidents, of disputes and of ways out."""
    rows: list[list[Cell]] = [
        [(Line("in general", "strong"),), (_general(deal.frame.if_breached),)],
        [(Line("incidents", "strong"),), tuple(_incidents(deal.frame.incidents))],
        [(Line("disputes and readings", "strong"),), tuple(_disputes(deal.frame.disputes))],
        [(Line("ways out", "strong"),), tuple(_exits(deal))],
        [(Line("how long", "strong"),), tuple(_ends(deal))],
    ]
    return section(TITLE, [table(("question", "what the text says"), rows)])


def _general(consequence: object) -> Line:
    return line(in_general(consequence) if isinstance(consequence, str) else consequence)


def _incidents(incidents: object) -> Cell:
    if not isinstance(incidents, Incidents):
        return (line(incidents),)
    return (_listed("classes:", incidents.classes), _listed("steps:", incidents.steps))


def _listed(before: str, values: object) -> Line:
    return line("; ".join(map(str, values)) if isinstance(values, tuple) else values, before=before)


def _disputes(disputes: object) -> Cell:
    if not isinstance(disputes, Disputes):
        return (line(disputes),)
    return (
        line(disputes.body),
        line(disputes.within, before="within"),
        line(disputes.decides, before="decides"),
    )


def _exits(deal: Deal) -> Iterator[Line]:
    if not deal.exits:
        yield line(NOT_STATED if "exits" in deal.silences else None)
    for label, way in deal.exits.items():
        yield Line(label, "strong")
        yield from _exit(deal, way)


def _exit(deal: Deal, way: Exit) -> Iterator[Line]:
    for before, value in (
        ("open to", who(deal, way.by)),
        ("when", line(way.when)),
        ("notice:", line(way.notice)),
        ("then", line(way.then)),
    ):
        yield Line(f"{before} {value.text}", value.tone)


def _ends(deal: Deal) -> Cell:
    frame = deal.frame
    found = []
    if frame.lasts is not None:
        found.append(line(frame.lasts, before="lasts"))
    if frame.ends is not None:
        found.append(line(frame.ends, before="ends"))
    return tuple(found) or (line(None),)
