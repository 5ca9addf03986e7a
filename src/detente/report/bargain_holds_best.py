"""The best packages within a budget of further guarantees, and what guarantees buy in joint gain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from detente.bargain.solutions import solutions_of
from detente.report.bargain_holds_saying import (
    amount_in_words,
    base_of,
    budget_in_words,
    needs_in_words,
    sets_of,
    spots_of,
)
from detente.report.bargain_saying import NAMED, capital, count, counted, number, worth_cells, worth_heads
from detente.report.content import Item, Items, Line, Paragraph, section, table, words
from detente.report.saying import percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.bargain.results import Solution
    from detente.desk.held import Best, HeldPackage
    from detente.desk.packages import PackagesThatHold
    from detente.report.bargain_saying import Spot
    from detente.report.content import Block, Cell, Section

_MOST: Final = 12  # packages in a table
_CANNOT: Final = (
    "What guarantees buy cannot be said: of no set of obligations is it known what it needs, or no package that brings "
    "it gives every party at least what gains are measured from."
)


def has_budget(found: PackagesThatHold) -> bool:
    """Whether any further guarantee can be given."""
    budget = found.best.budget
    return any(budget.values()) if isinstance(budget, Mapping) else bool(budget)


# --- within the budget ---


def best_section(found: PackagesThatHold) -> Section:
    """The solution points among the packages that hold within the budget."""
    title = "The best within the budget" if has_budget(found) else "The best that hold as it stands"
    return section(title, _best(found))


def _best(found: PackagesThatHold) -> Iterator[Block]:
    said = capital(budget_in_words(found.domain, found.best.budget))
    sets = counted(len(found.bundles), "set")
    looked = "" if found.complete else " looked at"
    yield Paragraph(
        f"{said} the deal holds with {count(found.best.bundles)} of {sets} of obligations{looked}."
    )
    best = {name: one for name, one in found.best.best.items() if one is not None}
    if not best:
        yield Items(tuple(Item(capital(one)) for one in found.best.notes))
        return
    spots = spots_of(found.domain, {name: one.solution for name, one in best.items()})
    ties = any(spot.package.ties > 1 for spot in spots)
    heads = ("point", *worth_heads(found.domain, "worth"), *(["packages"] if ties else []))
    heads += ("set", *(["further guarantee"] if has_budget(found) else []), base_of(found).head)
    yield table(heads, [_row(found, spot, best, ties=ties) for spot in spots[:_MOST]])
    if len(spots) > _MOST:
        yield Paragraph(f"{counted(len(spots) - _MOST, 'more package')}: --format json has them.")
    if ties:
        yield Paragraph(
            "Packages: how many are worth just this to everybody; the first in the order of the file is shown.",
            "faint",
        )
    yield Paragraph(f"What each point is, and what it gives {_among(found)}, whether they hold or not:")
    yield Items(tuple(_formulas(found)))
    if found.best.notes:
        yield Items(tuple(Item(capital(one)) for one in found.best.notes))


def _among(found: PackagesThatHold) -> str:
    """What is compared; where not everything was looked at, that is all that can be."""
    if found.complete:
        return "among all packages"
    return "among all packages looked at, which are also those that the best possible gain is of"


def _row(found: PackagesThatHold, spot: Spot, best: Mapping[str, Best], *, ties: bool) -> list[Cell]:
    held = _held(spot, best)
    names: Cell = tuple(Line(capital(NAMED.get(name, name)), "strong") for name in spot.names)
    tied = [words(count(spot.package.ties))] if ties else []
    needs = [words(needs_in_words(found, held.bundle))] if has_budget(found) else []
    package = base_of(found).cell(spot.package.options)
    number = words(sets_of(found)[held.bundle.brings])
    return [names, *worth_cells(found.domain, spot.package.worth), *tied, number, *needs, package]


def _held(spot: Spot, best: Mapping[str, Best]) -> HeldPackage:
    """The package of a point with what it brings."""
    wanted = dict(spot.package.options)
    packages = best[spot.names[0]].packages
    return next((one for one in packages if dict(one.package.options) == wanted), packages[0])


def _formulas(found: PackagesThatHold) -> Iterator[Item]:
    among = _among_all(found)
    for name, one in found.best.best.items():
        called = f"{capital(NAMED.get(name, name))}:"
        if one is None:
            yield Item("none here.", "strong", called)
            continue
        point = one.solution
        said = f"{number(point.value)} here"
        if not point.exact:
            said += f" (no more than {number(point.upper_bound)})"
        every = among.get(name)
        if every is not None:
            said += f", {number(every.value)} among {'all' if found.complete else 'those looked at'}"
        yield Item(f"{point.formula}; {said}.", "strong", called, (point.note,) if point.note else ())


def _among_all(found: PackagesThatHold) -> Mapping[str, Solution | None]:
    choosing = found.choosing
    if choosing.everything is None:
        return {}
    every = solutions_of(
        found.domain, choosing.everything, reference=choosing.reference, ideal=choosing.ideal
    )
    return every.solutions


# --- what guarantees buy ---


def trade_off_section(found: PackagesThatHold) -> Section:
    """The steps: less guarantee or more joint gain, nothing in between."""
    return section("What further guarantees buy", _trade_off(found))


def _trade_off(found: PackagesThatHold) -> Iterator[Block]:
    trade = found.trade_off
    if not trade.steps:
        yield Paragraph(_CANNOT)
        return
    unit = trade.unit
    base, numbers = base_of(found), sets_of(found)
    inside = f" ({unit})" if unit else ""
    heads = (f"further guarantee{inside}", f"joint gain{inside}", "set", "from whom", base.head)

    def said(amount: float) -> str:
        return number(amount) if unit else percent(amount)

    rows = [
        [
            words(said(step.guarantee)),
            words(said(step.gain)),
            words(numbers[step.package.bundle.brings]),
            words(needs_in_words(found, step.package.bundle)),
            base.cell(step.package.package.options),
        ]
        for step in trade.steps[:_MOST]
    ]
    yield table(heads, rows)
    left = len(trade.steps) - _MOST
    if left > 0:
        yield Paragraph(f"{counted(left, 'further step')}: --format json has them.")
    yield Paragraph(f"Further guarantee: {trade.guarantee}. Joint gain: {trade.gain}.")
    yield Paragraph(beyond(found))


def beyond(found: PackagesThatHold) -> str:
    """Whether more guarantee than that of the last step buys anything."""
    last = found.trade_off.steps[-1].guarantee
    unit = found.trade_off.unit
    more = (
        f"More than {amount_in_words(last, unit)} buys nothing" if last else "Further guarantees buy nothing"
    )
    unknown = [one for one in found.bundles if len(one.frontier) and found.choosing.step_of(one) is None]
    if unknown:
        return f"{more} that is known; what {counted(len(unknown), 'set')} would need is not."
    return (
        f"{more}."
        if found.complete and found.exact
        else f"{more} that was found; not everything was looked at."
    )
