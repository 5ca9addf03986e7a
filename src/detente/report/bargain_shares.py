"""What uncertain worths leave open: in which share of valuations a package is undominated, or the Nash point."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.report.bargain_saying import base_of, capital, counted, worth_cells, worth_heads
from detente.report.content import Line, Paragraph, section, table
from detente.report.saying import percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.bargain.answer import Bargain
    from detente.bargain.results import Shares
    from detente.report.content import Block, Cell, Section


def shares_section(found: Bargain) -> Section:
    """Nothing where they were not asked for."""
    if found.shares is None:
        return section("Shares of valuations", [])
    return section("How sure it is: shares of valuations", _blocks(found, found.shares))


def _blocks(found: Bargain, shares: Shares) -> Iterator[Block]:
    drawn = f"{counted(shares.samples, 'valuation')} drawn, seed {shares.seed}; " if shares.samples else ""
    single = "Every worth is one number: nothing is drawn."
    yield Paragraph(f"{drawn}in brackets the 95 % interval." if drawn else single)
    if shares.draft_dominated is not None:
        yield Paragraph(f"The draft is dominated in {_interval(shares.draft_dominated)} of valuations.")
    if shares.undominated is not None:
        yield Paragraph(_which(len(shares.packages), shares.undominated))
    base = base_of(found)
    heads = (*worth_heads(found.domain, "worth"), "undominated", "Nash point", base.head)
    yield table(
        heads,
        (
            [
                *worth_cells(found.domain, one.package.worth),
                _cell(one.undominated),
                _cell(one.nash),
                base.cell(one.package.options),
            ]
            for one in shares.packages
        ),
    )
    if shares.packages:
        none = "it is not" if len(shares.packages) == 1 else "none of these is"
        yield Paragraph(f"Other packages: in {_interval(shares.others)} of valuations {none} a Nash point.")
    yield from (Paragraph(said, "faint") for said in (shares.note, capital(shares.method)) if said)


def _which(listed: int, of: int) -> str:
    if listed >= of:
        return f"Listed: what is undominated at the middle of what is told, {counted(listed, 'outcome')}."
    return (
        f"Listed: {listed} of {counted(of, 'outcome')} that are undominated at the middle of what is told: the "
        "solution points, and others spread over all."
    )


def _cell(interval: tuple[float, float, float]) -> Cell:
    share, low, high = interval
    if low == share == high:
        return (Line(percent(share)),)
    return (Line(percent(share)), Line(f"({percent(low)} to {percent(high)})", "faint"))


def _interval(interval: tuple[float, float, float]) -> str:
    share, low, high = interval
    return percent(share) if low == share == high else f"{percent(share)} ({percent(low)} to {percent(high)})"
