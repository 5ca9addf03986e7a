"""Undominated packages: some of them, spread over all, with the ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from detente.bargain.spread import spread
from detente.report.bargain_saying import (
    base_of,
    capital,
    count,
    spots,
    worth_cells,
    worth_heads,
)
from detente.report.bargain_short import MANY_PARTIES, exactness
from detente.report.content import Line, Paragraph, section, table, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.bargain.answer import Bargain
    from detente.bargain.frontier.frontier import Frontier
    from detente.bargain.results import Package
    from detente.report.content import Block, Cell, Section

MOST: Final = 12
TITLE: Final = "Undominated packages"


def frontier_section(found: Bargain) -> Section:
    """At most `MOST` of them, the best for the first party first; for many parties a sentence."""
    if not found.frontier:
        return section(TITLE, [])
    if len(found.domain.parties) >= MANY_PARTIES:
        return section(TITLE, [Paragraph(_too_many(found, found.frontier))])
    return section(TITLE, _blocks(found, found.frontier))


def _too_many(found: Bargain, frontier: Frontier) -> str:
    parties = len(found.domain.parties)
    return (
        f"There are {count(len(frontier))} undominated outcomes. With {parties} parties a list of them says little, "
        "since what is bad for four may still be best for the fifth: see which packages would be accepted, and the "
        "single points above. `--format json` or `--csv FILE` gives all."
    )


def _blocks(found: Bargain, frontier: Frontier) -> Iterator[Block]:
    base = base_of(found)
    places = spread(frontier, MOST)
    shown = frontier.labelled(frontier.points[places])
    yield Paragraph(_how(found, len(shown), len(frontier)))
    ties = any(one.ties > 1 for one in shown)
    named = {_key(found, spot.package): spot.each_called for spot in spots(found)}
    marked = any(_key(found, one) in named for one in shown)
    heads = (
        *worth_heads(found.domain, "worth"),
        *(["packages"] if ties else []),
        *(["point"] if marked else []),
        base.head,
    )
    rows = []
    for one in shown:
        point: Cell = tuple(Line(capital(called)) for called in named.get(_key(found, one), ()))
        rows.append(
            [
                *worth_cells(found.domain, one.worth),
                *([words(count(one.ties))] if ties else []),
                *([point] if marked else []),
                base.cell(one.options),
            ]
        )
    yield table(heads, rows)


def _how(found: Bargain, shown: int, of: int) -> str:
    first = found.domain.call(found.domain.parties[0])
    if shown == of:
        if of == 1:
            said = "There is one" if found.exact else "One was found"
            return f"{said}. {exactness(found)}"
        said = "All of them" if found.exact else "All that were found"
        return f"{said}, {count(of)} in all, the best for {first} first. {exactness(found)}"
    return (
        f"{shown} of {count(of)}, spread over all of them with the best for each party among them; the best for "
        f"{first} first. `--format json` or `--csv FILE` gives all. {exactness(found)}"
    )


def _key(found: Bargain, package: Package) -> tuple[float, ...]:
    return tuple(package.worth[party] for party in found.domain.parties)
