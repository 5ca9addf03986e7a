"""The solution points: where each formula is largest, which of them are one package, and their ties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from detente.report.bargain_saying import (
    NAMED,
    Base,
    base_of,
    capital,
    count,
    number,
    spots,
    was_looked_for,
    worth_cells,
    worth_heads,
)
from detente.report.content import Item, Items, Line, Paragraph, section, table, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.bargain.answer import Bargain
    from detente.bargain.results import Solution
    from detente.report.bargain_saying import Spot
    from detente.report.content import Block, Cell, Section

_MOST: Final = 12  # solution points in the table


def solutions_section(found: Bargain) -> Section:
    """The table of points, the package that others are compared with, and the formulas."""
    return section("Solution points", _blocks(found))


def _blocks(found: Bargain) -> Iterator[Block]:
    known = spots(found)
    if not known:
        none = "There is no solution point" if was_looked_for(found) else "No solution point was looked for"
        yield Paragraph(f"{none}; the last section says why.")
        return
    base = base_of(found)
    many = len(known) - _MOST
    ties = any(one.package.ties > 1 for one in known)
    heads = ("point", *worth_heads(found.domain, "worth"), *(["packages"] if ties else []), base.head)
    yield table(heads, [_row(found, base, one, ties=ties) for one in known[:_MOST]])
    if many > 0:
        yield Paragraph(f"{count(many)} more packages reach one of these points; --format json has them.")
    if any(one.unproved for one in known):
        yield Paragraph("Best found: not proved to be the solution point.", "faint")
    if ties:
        yield Paragraph(
            "Packages: how many are worth just this to everybody; the first in the order of the file is shown.",
            "faint",
        )
    if found.draft is None and base.options is not None:
        yield Paragraph(f"{capital(base.called)}, issue by issue:")
        yield full_table(base)
    yield Paragraph("What each point is:")
    yield Items(tuple(_formula(name, one) for name, one in found.solutions.items()))


def full_table(base: Base) -> Block:
    """A package with all its issues."""
    rows = ((words(issue), words(option)) for issue, option in (base.options or {}).items())
    return table(("issue", "option"), rows, dense=True)


def _row(found: Bargain, base: Base, spot: Spot, *, ties: bool) -> list[Cell]:
    names = tuple(Line(capital(called), "strong") for called in spot.each_called)
    tied = [words(count(spot.package.ties))] if ties else []
    return [names, *worth_cells(found.domain, spot.package.worth), *tied, base.cell(spot.package.options)]


def _formula(name: str, solution: Solution | None) -> Item:
    called = f"{capital(NAMED.get(name, name))}:"
    if solution is None:
        return Item("none here; the last section says why.", "strong", called)
    value = f"{number(solution.value)} here"
    if solution.exact:
        value += ", the most that any package reaches"
    else:
        value += f"; no package can reach more than {number(solution.upper_bound)}"
    below = (solution.note,) if solution.note else ()
    return Item(f"{solution.formula}; {value}.", "strong", called, below)
