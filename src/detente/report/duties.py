"""The section on duties: the clause-to-obligation table, with its empty cells marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from detente.check.saying import counted
from detente.deal.phrases import NOT_STATED, Silence
from detente.desk.duties import COLUMNS, NO_DAY, SILENT, gaps_of
from detente.report.content import LEGEND, Heading, Line, Paragraph, Section, line, section, table
from detente.report.saying import between, stage_name, who

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.deal.model import Deal
    from detente.desk.duties import Duty
    from detente.report.content import Block, Cell

TITLE: Final = "Who owes what to whom, by when, and who verifies it"
_HEADERS: Final = ("clause, duty", "by, to", "when", "measure", "verified by", "if missed")


def duties_section(deal: Deal, duties: Sequence[Duty]) -> Section:
    """Every duty by stage, in the order of the file, with a count of the cells that are empty."""
    return section(TITLE, _blocks(deal, duties))


def _blocks(deal: Deal, duties: Sequence[Duty]) -> Iterator[Block]:
    if not duties:
        yield Paragraph("No duty is recorded.")
        return
    yield Paragraph(f"{gaps_in_words(duties)} {LEGEND}")
    # The stages in the order of the file, then whatever else the duties say of their stage.
    by_stage: dict[str | Silence | None, list[Duty]] = {label: [] for label in deal.stages}
    for duty in duties:
        by_stage.setdefault(duty.stage, []).append(duty)
    for label, mine in by_stage.items():
        if mine and deal.stages:
            yield Heading(_heading(deal, label))
        yield table(_HEADERS, (_row(deal, duty) for duty in mine))


def _heading(deal: Deal, label: str | Silence | None) -> str:
    if isinstance(label, str):
        return f"Stage {stage_name(deal, label)}"
    return "Stage not stated" if isinstance(label, Silence) else "In no stage"


def _row(deal: Deal, duty: Duty) -> list[Cell]:
    return [
        (Line(" ".join([*duty.clause[:1], duty.id]), "strong"), *_what(duty)),
        _between(deal, duty),
        tuple(_times(duty)),
        _measure(duty),
        _verified(deal, duty),
        (line(duty.if_missed),),
    ]


def _what(duty: Duty) -> Iterator[Line]:
    yield line(duty.does)
    yield from (Line(words) for words in duty.conditions)
    if len(duty.clause) > 1:
        yield Line(f"also clause {', '.join(duty.clause[1:])}", "faint")


def _between(deal: Deal, duty: Duty) -> Cell:
    pair = between(deal, duty.by, duty.to, duty.shared)
    if duty.through is None:
        return pair
    carrier = who(deal, duty.through)
    before = "through" if carrier.tone == "plain" else "through whom:"
    return (*pair, Line(f"{before} {carrier.text}", carrier.tone))


_TIMES: Final = {"due": "", "turn": "", "from": "from", "until": "until", "done by": "done by"}


def _times(duty: Duty) -> Iterator[Line]:
    for what, time in duty.when:
        before = _TIMES.get(what)
        if before is None:
            before = what if what in ("every", "takes") else f"{what} by"
        if not isinstance(time, str):
            yield line(time, before=before)
        elif what in ("due", "from") and duty.gaps.get("when") == NO_DAY:
            yield Line(f"{NO_DAY}: “{time}”", "vague")
        else:
            yield line(time.replace("`", ""), before="" if time == "for good" else before)


def _measure(duty: Duty) -> Cell:
    found = tuple(Line(words) for words in duty.measure)
    if "measure" in duty.gaps:
        return (*found, line(NOT_STATED if duty.gaps["measure"] == SILENT else None))
    return found or (Line("kept all the time", "faint"),)


def _verified(deal: Deal, duty: Duty) -> Cell:
    return (who(deal, duty.verified_by), *(Line(words) for words in duty.verified_how))


def gaps_in_words(duties: Sequence[Duty]) -> str:
    """One sentence: how many duties leave which question open."""
    if not duties:
        return "No duty is recorded."
    gaps = gaps_of(duties)
    said = f"{counted(len(duties), 'duty', 'duties')} recorded"
    if not gaps:
        return f"{said}; each says {', '.join(COLUMNS.values())}."
    each = ", ".join(f"{COLUMNS[name]} ({number})" for name, number in gaps.items())
    return f"{said}. Not said, or not filled in: {each}."
