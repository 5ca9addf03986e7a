"""Sets of obligations: what is chosen for each, whether it holds, what it needs, and the packages that bring it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from detente.bargain.solutions import solutions_of
from detente.desk.choosing import fits
from detente.report.bargain_holds_saying import (
    HOLDS,
    NOT_NEEDED,
    base_of,
    call,
    chosen_for,
    need_in_words,
    needing,
    packages_of,
    sets_of,
    spots_of,
    verdict,
)
from detente.report.bargain_saying import NAMED, capital, counted, worth_cells, worth_heads
from detente.report.content import Line, Paragraph, section, table, words
from detente.report.saying import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from detente.bargain.results import Solution
    from detente.desk.held import Bundle
    from detente.desk.packages import PackagesThatHold
    from detente.report.bargain_saying import Spot
    from detente.report.content import Block, Cell, Section

MOST_SETS: Final = 12
_MOST_WAYS: Final = 4  # lines of options for a set
_MOST_BROUGHT: Final = 8
_MOST_SPOTS: Final = 3  # packages shown of a set


def shown_sets(found: PackagesThatHold) -> list[Bundle]:
    """The sets that the page shows, in the order of the answer: all, or those that matter most."""
    if len(found.bundles) <= MOST_SETS:
        return list(found.bundles)
    drafted = () if found.draft is None else (found.draft.bundle.brings,)
    stepped = [step.package.bundle.brings for step in found.trade_off.steps]

    def rank(bundle: Bundle) -> tuple[bool, ...]:
        return (
            bundle.brings not in drafted,
            bundle.brings not in stepped,
            not fits(bundle, found.best.budget),
            bundle.holds is False,
        )

    kept = {bundle.brings for bundle in sorted(found.bundles, key=rank)[:MOST_SETS]}
    return [bundle for bundle in found.bundles if bundle.brings in kept]


def sets_section(found: PackagesThatHold) -> Section:
    """Two tables: what holds and what it would need; and the best packages of each set."""
    return section("Which sets of obligations hold, and what they would need", _blocks(found))


def _blocks(found: PackagesThatHold) -> Iterator[Block]:
    shown = shown_sets(found)
    chosen = chosen_for(found)
    numbers = sets_of(found)
    unit = found.domain.shared_unit
    yield Paragraph(
        "Packages that bring the same obligations hold or do not hold together. A guarantee is what a party would "
        "further stand to lose if it stopped, on top of those that already count."
    )
    heads = (
        "set",
        "with",
        "brings",
        "holds",
        _stopping_head(found),
        f"further guarantee ({unit})" if unit else "further guarantee",
    )
    yield table(heads, [_row(found, bundle, numbers[bundle.brings], chosen) for bundle in shown])
    left = len(found.bundles) - len(shown)
    if left:
        yield Paragraph(f"{counted(left, 'further set')}: --format json has them.")
    without = _without_values(found)
    if without:
        yield Paragraph(without)
    yield Paragraph("The packages that bring each set, and the solution points among them alone:")
    yield _packages(found, shown)


def _stopping_head(found: PackagesThatHold) -> str:
    for bundle in found.bundles:
        if bundle.stopping and any(need.low != need.high for need in bundle.needs.values()):
            return "gains, or may gain, by stopping"
    unknown = any(bundle.stopping and bundle.holds is None for bundle in found.bundles)
    return "gains, or may gain, by stopping" if unknown else "gains by stopping"


def _row(
    found: PackagesThatHold, bundle: Bundle, number: int, chosen: dict[tuple[str, ...], list[str]]
) -> list[Cell]:
    drafted = found.draft is not None and found.draft.bundle.brings == bundle.brings
    ways = chosen.get(bundle.brings, [])
    brought = shortened([f"`{one}`" for one in bundle.brings], _MOST_BROUGHT)
    holds = words(*HOLDS[verdict(bundle)])
    if bundle.holds is None and verdict(bundle):
        holds = (*holds, Line("nothing can be left out", "faint"))
    return [
        (Line(str(number), "strong"), *([Line("draft", "faint")] if drafted else [])),
        tuple(Line(one) for one in shortened(ways, _MOST_WAYS)) or words("many combinations", "faint"),
        tuple(Line(one) for one in brought) or words("nothing that hangs on options", "faint"),
        holds,
        tuple(_stops(found, party, act) for party, act in bundle.stopping) or words("nobody", "faint"),
        _needs(found, bundle),
    ]


def _stops(found: PackagesThatHold, party: str, act: str) -> Line:
    where = f" at `{act}`" if act else ""
    without = "" if party in found.domain.parties else " (no values given)"
    return Line(f"{capital(call(found, party))}{where}{without}")


def _needs(found: PackagesThatHold, bundle: Bundle) -> Cell:
    """A line a party that needs something, and the total where several share a unit."""
    unit = found.domain.shared_unit
    needs = needing(bundle)
    lines = [
        Line(
            f"{capital(call(found, party))}: "
            f"{need_in_words(need, None if unit else found.domain.unit.get(party))}"
        )
        for party, need in needs.items()
    ]
    if len(lines) > 1 and bundle.total is not None:
        lines.append(Line(f"in all: {need_in_words(bundle.total)}", "strong"))
    return tuple(lines) or words(NOT_NEEDED, "faint")


def _without_values(found: PackagesThatHold) -> str:
    """Who has no values: what it would gain by stopping is not counted."""
    parties = dict.fromkeys(
        party for bundle in found.bundles for party, _ in bundle.stopping if party not in found.domain.parties
    )
    if not parties:
        return ""
    names = ", ".join(call(found, party) for party in parties)
    return f"No values are given for {names}: whether it gains by stopping is left out of what holds here."


# --- the packages of each set ---


def _packages(found: PackagesThatHold, shown: list[Bundle]) -> Block:
    domain = found.domain
    heads = ("set", "undominated", "point", *worth_heads(domain, "worth"), base_of(found).head)
    return table(heads, [row for bundle in shown for row in _rows(found, bundle)])


def _rows(found: PackagesThatHold, bundle: Bundle) -> Iterator[list[Cell]]:
    """A row for each package that is a solution point within the set."""
    domain, base = found.domain, base_of(found)
    number = words(sets_of(found)[bundle.brings], "strong")
    count = words(packages_of(bundle.frontier))
    blank: list[Cell] = [() for _ in worth_heads(domain, "worth")]
    if not len(bundle.frontier):
        yield [number, count, (), *blank, words("none gives every party its no-deal worth", "faint")]
        return
    points = solutions_of(
        domain, bundle.frontier, reference=found.choosing.reference, ideal=found.choosing.ideal
    )
    spots = spots_of(domain, points.solutions)[:_MOST_SPOTS]
    if not spots:
        yield [number, count, (), *blank, words("no solution point", "faint")]
    for spot in spots:
        package = base.cell(spot.package.options)
        yield [
            number,
            count,
            _names(spot, points.solutions),
            *worth_cells(domain, spot.package.worth),
            package,
        ]


def _names(spot: Spot, solutions: Mapping[str, Solution | None]) -> Cell:
    there = [name for name, one in solutions.items() if one is not None]
    if len(there) > 1 and list(spot.names) == there:
        return words("every formula")
    return tuple(Line(capital(NAMED.get(name, name))) for name in spot.names)
