"""The section on what was said about the deal: concessions, claims, and earlier deals that are pointed at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from detente.report.content import Heading, Line, Section, line, section, table, words
from detente.report.saying import few, said_by, sourced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.model import Deal, Precedent, Statement
    from detente.report.content import Block, Cell

TITLE: Final = "What was said about the deal"


def statements_section(deal: Deal) -> Section | None:
    """Concessions, claims and precedents, each with who said it; None where none is recorded."""
    made = section(TITLE, _blocks(deal))
    return made if made.blocks else None


def _blocks(deal: Deal) -> Iterator[Block]:
    if deal.concessions:
        yield Heading("Moves that parties made")
        yield table(
            ("who", "what was said", "on", "said by", "when and where"),
            (_row(deal, said, said.says, said.on) for said in deal.concessions),
        )
    if deal.claims:
        yield Heading("Statements")
        yield table(
            ("recorded under", "what was said", "about", "said by", "when and where"),
            (_row(deal, said, said.says, said.about) for said in deal.claims),
        )
    if deal.precedents:
        yield Heading("Earlier deals that are pointed at")
        yield table(
            ("deal", "what was agreed", "what was done", "held", "pointed at by"),
            (_precedent(deal, earlier) for earlier in deal.precedents.values()),
        )


def _row(deal: Deal, said: Statement, says: object, on: object) -> list[Cell]:
    disputed = (
        [Line(f"disputed by {', '.join(said.disputed_by)}")] if isinstance(said.disputed_by, tuple) else []
    )
    return [
        words(deal.call(said.by), "strong"),
        (line(says), *disputed),
        (line(few(on) if isinstance(on, tuple) else on),),
        (said_by(said),),
        sourced(deal, said),
    ]


def _precedent(deal: Deal, earlier: Precedent) -> list[Cell]:
    date = [line(earlier.date)] if earlier.date is not None else []
    cited_by = earlier.cited_by
    return [
        (Line(earlier.id, "strong"), *date),
        (line(earlier.agreed),),
        (line(earlier.done),),
        (line(earlier.held),),
        (line(deal.call_all(cited_by) if isinstance(cited_by, tuple) else cited_by),),
    ]
