"""Adjusted Winner: who wins which item, which one is divided, and what that rests on."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from detente.report.bargain_saying import at_head, number
from detente.report.content import Item, Items, Line, Paragraph, section, table, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from detente.bargain.answer import Bargain
    from detente.bargain.award import Move
    from detente.bargain.domain import Domain
    from detente.bargain.winner import AdjustedWinner
    from detente.report.content import Block, Cell, Section


def winner_section(found: Bargain) -> Section:
    """Nothing where there is none."""
    if found.winner is None:
        return section("Adjusted Winner", [])
    return section("Adjusted Winner: who wins which issue", _blocks(found.domain, found.winner))


def _blocks(domain: Domain, winner: AdjustedWinner) -> Iterator[Block]:
    names = [at_head(domain, party) for party in winner.parties]
    heads = ("issue", *(f"{name}: points" for name in names), *(f"{name} has" for name in names))
    rows = [_row(winner, item) for item in winner.shares]
    yield table(heads, [*rows, _totals(winner)], dense=True)
    yield Items(tuple(Item(one) for one in _said(domain, winner)))
    yield Paragraph("What Adjusted Winner assumes:")
    yield Items(tuple(Item(one) for one in winner.assumptions))
    yield Paragraph(f"Method: {winner.method}.", "faint")


def _row(winner: AdjustedWinner, item: str) -> list[Cell]:
    options = winner.options.get(item, {})
    return [
        words(item),
        *(words(fraction(winner.points[party][item])) for party in winner.parties),
        *(_share(winner.shares[item][party], options.get(party)) for party in winner.parties),
    ]


def _share(share: Fraction, option: str | None) -> Cell:
    """All of it with the option that comes with it, a part of it, or nothing."""
    if not share:
        return ()
    if share == 1:
        return words(f"all: {option}" if option else "all")
    return words(f"{share}", "strong")


def _totals(winner: AdjustedWinner) -> list[Cell]:
    return [
        (Line("in all", "strong"),),
        *(
            words(fraction(sum(winner.points[party].values(), Fraction(0))), "strong")
            for party in winner.parties
        ),
        *(words(f"{fraction(winner.totals[party])} points", "strong") for party in winner.parties),
    ]


def fraction(value: Fraction) -> str:
    """`66`, `170/3 (56.6667)`; long fractions as decimals."""
    if value.denominator == 1:
        return number(float(value))
    exact = str(value)
    return f"{exact} ({number(float(value))})" if len(exact) <= 12 else number(float(value))


def _said(domain: Domain, winner: AdjustedWinner) -> Iterator[str]:
    entitled = set(winner.entitlement.values())
    if len(entitled) > 1:
        yield f"Entitled: {_each(domain, winner.entitlement)} of the whole."
    if winner.moved:
        yield f"At first, each issue with the party that gives it more points: {_each(domain, winner.first)} points."
        yield f"Then moves: {'; '.join(_move(domain, one) for one in winner.moved)}."
    if winner.unassigned:
        yield f"Won by nobody: {', '.join(f'`{item}`' for item in winner.unassigned)}."
    yield from winner.ties
    yield from winner.notes


def _each(domain: Domain, numbers: Mapping[str, Fraction]) -> str:
    return ", ".join(f"{domain.call(party)} {fraction(value)}" for party, value in numbers.items())


def _move(domain: Domain, move: Move) -> str:
    part = "all" if move.share == 1 else str(move.share)
    giver, receiver = domain.call(move.giver), domain.call(move.receiver)
    return f"{part} of `{move.item}` from {giver} to {receiver} (points in the ratio {fraction(move.ratio)})"
