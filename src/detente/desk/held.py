"""What is answered of packages that also hold: small frozen records that remember their method and parameters.

A guarantee here is what a party would further stand to lose if it stopped, on top of the guarantees that already count,
in the unit of the party's own file and at the worst of its values. Guarantees of several parties are added only where
all share a unit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.bargain.frontier.frontier import Frontier
    from detente.bargain.results import Package, Solution
    from detente.hold.results import Interval


@dataclass(frozen=True, slots=True, eq=False)
class Bundle:
    """What some packages bring, and whether the deal with just this holds.

    `brings`: the obligations and guarantees that hang on options and are in it, in the order of the file. `holds`: as
    `hold` answers it; None where it cannot be said, and where nobody could leave anything out. `needs`: by party with
    values, the least further guarantee with which it would hold, at the best and at the worst of its values (None: no
    bound is known). `total`: their sum, only where all parties share a unit. `stopping`: which party gains, or may
    gain, by leaving out which act of the course. `frontier`: the packages that bring just this, give every party its
    no-deal worth, and of which none is worse for somebody and better for nobody than another of them.
    """

    brings: tuple[str, ...]
    holds: bool | None
    needs: Mapping[str, Interval]
    total: Interval | None
    stopping: tuple[tuple[str, str], ...]
    frontier: Frontier = field(repr=False)

    def as_dict(self) -> dict[str, Any]:
        """The printed form."""
        return {
            "brings": list(self.brings),
            "holds": self.holds,
            "needs": {party: need.as_dict() for party, need in self.needs.items()},
            "total": None if self.total is None else self.total.as_dict(),
            "stopping": [{"party": party, "act": act} for party, act in self.stopping],
        }


@dataclass(frozen=True, slots=True, eq=False)
class HeldPackage:
    """One package, what it brings, and whether it holds.

    `accepted`: it gives every party its no-deal worth. `undominated`: it is on the frontier of `bargain`; None where
    not everything was looked at and nothing was found that dominates it. `is_draft`: it is the draft itself.
    """

    package: Package
    bundle: Bundle
    accepted: bool
    undominated: bool | None
    is_draft: bool = False

    @property
    def holds(self) -> bool | None:
        """Whether the deal with it holds; None where it cannot be said."""
        return self.bundle.holds

    def as_dict(self) -> dict[str, Any]:
        """The printed form."""
        return {
            **self.package.as_dict(),
            **self.bundle.as_dict(),
            "accepted": self.accepted,
            "undominated": self.undominated,
            "draft": self.is_draft,
        }


@dataclass(frozen=True, slots=True, eq=False)
class Best:
    """One solution point among the packages that fit a budget, with what its packages bring, in the same order."""

    solution: Solution
    packages: tuple[HeldPackage, ...]

    def as_dict(self) -> dict[str, Any]:
        """The printed form: the first package whole, the others under `also`."""
        first, *others = self.packages
        found = self.solution
        return {
            **first.as_dict(),
            "value": found.value,
            "formula": found.formula,
            "upper_bound": found.upper_bound,
            "also": [one.as_dict() for one in others],
            "note": found.note,
        }


@dataclass(frozen=True, slots=True, eq=False)
class BestWithin:
    """The best packages of which the deal holds with further guarantees within a budget.

    `budget`: the total in the shared unit, or by party (0 for one that is left out). `best`: by the name of each
    formula, None where it gives nothing. `bundles`: with so many of the sets of obligations the deal fits the budget.
    """

    budget: float | Mapping[str, float]
    best: Mapping[str, Best | None]
    bundles: int
    notes: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """The printed form."""
        budget = dict(self.budget) if isinstance(self.budget, Mapping) else self.budget
        return {
            "budget": budget,
            "best": {name: None if one is None else one.as_dict() for name, one in self.best.items()},
            "bundles": self.bundles,
            "notes": list(self.notes),
        }


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One step of the trade-off: with further guarantees of `guarantee` the largest joint gain is `gain`."""

    guarantee: float
    gain: float
    package: HeldPackage

    def as_dict(self) -> dict[str, Any]:
        """The printed form."""
        return {"guarantee": self.guarantee, "gain": self.gain, **self.package.as_dict()}


@dataclass(frozen=True, slots=True, eq=False)
class TradeOff:
    """What further guarantees buy: of no two steps is one at least as good in both.

    `guarantee` and `gain` say in words what is counted. `unit` is that of both, None where they are shares.
    """

    steps: tuple[Step, ...]
    guarantee: str
    gain: str
    unit: str | None

    def as_dict(self) -> dict[str, Any]:
        """The printed form."""
        return {
            "guarantee": self.guarantee,
            "gain": self.gain,
            "unit": self.unit,
            "steps": [step.as_dict() for step in self.steps],
        }
