"""Packages that also hold, in words: sets of obligations by number, guarantees, budgets, solution points."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from detente.deal.model import in_words
from detente.desk.choosing import fits
from detente.report.bargain_saying import Base, Spot, count, number, with_unit
from detente.report.saying import percent

if TYPE_CHECKING:
    from detente.bargain.domain import Domain
    from detente.bargain.frontier.frontier import Frontier
    from detente.bargain.results import Package, Solution
    from detente.desk.choosing import Budget
    from detente.desk.held import Bundle
    from detente.desk.packages import PackagesThatHold
    from detente.hold.results import Interval

NO_BOUND: Final = "no bound is known"
NOT_NEEDED: Final = "none"
HOLDS: Final = {True: ("yes", "covered"), False: ("no", "missing"), None: ("cannot be said", "vague")}
_MOST_COUNTED: Final = 5_000  # points whose tied packages are counted


def sets_of(found: PackagesThatHold) -> dict[tuple[str, ...], int]:
    """The number of each set of obligations, from 1 in the order of the answer."""
    return {bundle.brings: at for at, bundle in enumerate(found.bundles, start=1)}


def base_of(found: PackagesThatHold) -> Base:
    """The draft, with which packages are compared; without one they are shown whole."""
    if found.draft is None:
        return Base(None)
    return Base(found.draft.package.options, "the draft")


def call(found: PackagesThatHold, party: str) -> str:
    """A party in a sentence, whether it has values or not."""
    return found.domain.call(party) if party in found.domain.parties else found.deal.call(party)


def verdict(bundle: Bundle) -> bool | None:
    """Whether the deal holds as it stands; it does where nobody could leave anything out."""
    return True if fits(bundle, 0.0) else bundle.holds


# --- guarantees ---


def need_in_words(need: Interval, unit: str | None = None) -> str:
    """`none`, `5 points`, `3 to 5 points`, `3 points or more, no upper bound is known`."""
    low, high = need.low, need.high
    if high is None:
        return f"{with_unit(low, unit)} or more, no upper bound is known" if low else NO_BOUND
    if low is None:
        return f"{with_unit(high, unit)} or less"
    if number(low) == number(high):
        return with_unit(high, unit) if high else NOT_NEEDED
    return f"{number(low)} to {with_unit(high, unit)}"


def needing(bundle: Bundle) -> dict[str, Interval]:
    """The parties that need, or may need, a further guarantee."""
    return {party: need for party, need in bundle.needs.items() if need.high != 0}


def needs_in_words(found: PackagesThatHold, bundle: Bundle) -> str:
    """In a sentence: `Southland 3 points`; `none`."""
    needs = needing(bundle)
    unit = found.domain.unit
    return (
        in_words(
            [f"{call(found, party)} {need_in_words(need, unit.get(party))}" for party, need in needs.items()]
        )
        or NOT_NEEDED
    )


def amount_in_words(amount: float, unit: str | None) -> str:
    """A step of the trade-off: in the shared unit, or as a share."""
    return with_unit(amount, unit) if unit is not None else percent(amount)


def budget_in_words(domain: Domain, budget: Budget) -> str:
    """`without a further guarantee`, `with further guarantees of at most 3 points in all`."""
    if not isinstance(budget, Mapping):
        if not budget:
            return "without a further guarantee"
        return f"with further guarantees of at most {with_unit(budget, domain.shared_unit)} in all"
    given = [
        f"{with_unit(budget[party], domain.unit.get(party))} from {domain.call(party)}"
        for party in domain.parties
        if budget.get(party)
    ]
    if not given:
        return "without a further guarantee"
    others = "" if len(given) == len(domain.parties) else " and none from anybody else"
    return f"with further guarantees of at most {in_words(given)}{others}"


# --- packages ---


def packages_of(frontier: Frontier) -> str:
    """How many undominated packages there are, those with the same worths counted where this can be done at once."""
    if len(frontier) > _MOST_COUNTED:
        return f"{count(len(frontier))} or more"
    counted = sum(int(one) for one in frontier.origins.counts(frontier.points))
    return count(counted) + ("" if frontier.exact else " or more")


def spots_of(domain: Domain, solutions: Mapping[str, Solution | None]) -> tuple[Spot, ...]:
    """Solution points with those together that have the same worth for everybody, in the order of the answer."""
    found: dict[tuple[float, ...], tuple[Package, dict[str, None]]] = {}
    for name, solution in solutions.items():
        for package in () if solution is None else solution.packages:
            key = tuple(package.worth[party] for party in domain.parties)
            found.setdefault(key, (package, {}))[1][name] = None
    return tuple(Spot(tuple(names), package) for package, names in found.values())


# --- which options bring a set ---

_MOST_COMBINED: Final = 5_000  # combinations of options that are looked through
Combined = tuple[frozenset[str], ...]


def chosen_for(found: PackagesThatHold) -> dict[tuple[str, ...], list[str]]:
    """By set of obligations: the options with which it comes, `port: inspected; customs: kept`, a line for each way.

    Only issues whose options bring something are named, and of these only those where it matters for the set.
    """
    choosing, numbers = found.choosing, found.choosing.numbers
    named = {issue for condition in choosing.conditions.values() for issue in condition.issues}
    issues = tuple(issue for issue in found.domain.issues if issue in named)
    if math.prod(len(found.domain.issues[issue]) for issue in issues) > _MOST_COMBINED:
        return {}
    ways: dict[tuple[str, ...], list[Combined]] = {}
    # Where not every set was looked at, the options of the others are there all the same.
    there = {issue: set() if found.complete else set(found.domain.issues[issue]) for issue in issues}
    for places in _combined(found, issues):
        package = {
            issue: numbers.options[numbers.issues.index(issue)][place] for issue, place in places.items()
        }
        bundle = choosing.bundle_of(package)
        if bundle is not None:
            ways.setdefault(bundle.brings, []).append(tuple(frozenset((package[issue],)) for issue in issues))
            for issue, option in package.items():
                there[issue].add(option)
    return {
        brings: [_in_line(found.domain, issues, there, one) for one in merged(combined)]
        for brings, combined in ways.items()
    }


def _combined(found: PackagesThatHold, issues: tuple[str, ...]) -> Iterator[dict[str, int]]:
    """Places of options of these issues that no statement on these issues alone leaves out."""
    numbers = found.choosing.numbers
    ats = [numbers.issues.index(issue) for issue in issues]
    among = set(ats)
    bans = [ban for ban in numbers.bans if among.issuperset(ban[0])]

    def further(at: int, chosen: dict[int, int]) -> Iterator[dict[str, int]]:
        if at == len(ats):
            if not any(all(chosen[i] == o for i, o in zip(*ban, strict=True)) for ban in bans):
                yield {numbers.issues[place]: option for place, option in chosen.items()}
            return
        for option, allowed in enumerate(numbers.allowed[ats[at]]):
            if allowed:
                yield from further(at + 1, {**chosen, ats[at]: option})

    yield from further(0, {})


def merged(ways: list[Combined]) -> list[Combined]:
    """The same combinations in fewer lines: those that differ in one issue only are put together, issue by issue."""
    found = ways
    for at in range(len(ways[0])):
        groups: dict[Combined, frozenset[str]] = {}
        for way in found:
            rest = (*way[:at], frozenset[str](), *way[at + 1 :])
            groups[rest] = groups.get(rest, frozenset()) | way[at]
        found = [(*rest[:at], options, *rest[at + 1 :]) for rest, options in groups.items()]
    return found


def _in_line(domain: Domain, issues: tuple[str, ...], there: Mapping[str, set[str]], way: Combined) -> str:
    said = [
        f"{issue}: {' or '.join(option for option in domain.issues[issue] if option in options)}"
        for issue, options in zip(issues, way, strict=True)
        if options != there[issue]
    ]
    return "; ".join(said) or "any options"
