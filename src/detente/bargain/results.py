"""What `bargain` answers: small frozen records that remember their method and parameters.

Worths of different parties stand side by side; they are added only where they share a unit, and the record says so.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Package:
    """One option for each issue, and what it is worth to each party, in its own unit.

    `ties`: how many packages have just these worths; `options` is the first of them in the order of the file.
    """

    options: Mapping[str, str]
    worth: Mapping[str, float]
    ties: int = 1

    def as_dict(self) -> dict[str, Any]:
        """The printed form."""
        return {"package": dict(self.options), "worth": dict(self.worth), "ties": self.ties}


def _finite(value: float) -> float | None:
    """A number as JSON can hold it: None beyond the largest float, as a product of huge gains may be."""
    return value if math.isfinite(value) else None


@dataclass(frozen=True, slots=True)
class Solution:
    """One solution point: where `formula` is largest.

    `packages` holds every point that reaches it (with its tied packages counted), the first in the order of the file
    first. `value` is what the formula gives there; no package can give more than `upper_bound`, and they are equal
    where the point is exact. `note`: what the reader should know, or "".
    """

    name: str
    formula: str
    packages: tuple[Package, ...]
    value: float
    upper_bound: float
    exact: bool
    note: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The printed form."""
        first, *others = self.packages
        return {
            **first.as_dict(),
            "value": _finite(self.value),
            "formula": self.formula,
            "upper_bound": _finite(self.upper_bound),
            "exact": self.exact,
            "also": [one.as_dict() for one in others],
            "note": self.note,
        }


@dataclass(frozen=True, slots=True)
class Change:
    """A package compared with the draft: the issues that change and what each party gains by it, in its own unit.

    `smallest`: the smallest gain of a party as a share of what separates its best from its worst package.
    """

    package: Package
    changes: Mapping[str, tuple[str, str]]
    gains: Mapping[str, float]
    smallest: float

    def as_dict(self) -> dict[str, Any]:
        """The printed form."""
        return {
            **self.package.as_dict(),
            "changes": {issue: {"from": old, "to": new} for issue, (old, new) in self.changes.items()},
            "gains": dict(self.gains),
        }


@dataclass(frozen=True, slots=True)
class Promise:
    """What would have to be promised for one option to be put into the draft, everything else left as it is.

    `change[party]`: what the party gains (or loses, below 0) by it, in its own unit. `promise[party]`: the least that
    it would have to get elsewhere so as not to be worse off than with the draft; `to_accept[party]`: the same against
    its no-deal worth, None where none is given. `within`: the best package with this option in which nobody is worse
    off than with the draft, nor below its no-deal worth, or None. `excluded`: statements that leave this change of the
    draft out.
    """

    issue: str
    option: str
    change: Mapping[str, float]
    promise: Mapping[str, float]
    to_accept: Mapping[str, float | None]
    within: Package | None
    excluded: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The printed form."""
        return {
            "issue": self.issue,
            "option": self.option,
            "change": dict(self.change),
            "promise": dict(self.promise),
            "to_accept": dict(self.to_accept),
            "within": None if self.within is None else self.within.as_dict(),
            "excluded": list(self.excluded),
        }


@dataclass(frozen=True, slots=True)
class Draft:
    """The draft on the table, and what is better.

    `dominated_by`: undominated packages that are worse for nobody and better for somebody (at most `shown`; `count` of
    them in all, None where not counted). Where the draft gives somebody less than its no-deal worth these may do so
    too; `accepted` of them do not. `better_for_all`: packages better for everybody that give every party its no-deal
    worth, those with the fewest changed issues first; `nearest`: how many different outcomes have as few as the first,
    none of which dominates another. `trades`: the best changes of just two issues, and of just three,
    that leave nobody worse off, nor below its no-deal worth, and at least one better. `excluded`: statements that leave
    the draft itself out.
    """

    package: Package
    dominated_by: tuple[Change, ...]
    count: int | None
    accepted: int | None
    better_for_all: tuple[Change, ...]
    nearest: int
    trades: tuple[Change, ...]
    promises: tuple[Promise, ...]
    excluded: tuple[str, ...]
    complete: bool
    note: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The printed form."""
        return {
            **self.package.as_dict(),
            "dominated_by": [one.as_dict() for one in self.dominated_by],
            "dominated_by_count": self.count,
            "dominated_by_accepted": self.accepted,
            "better_for_all": [one.as_dict() for one in self.better_for_all],
            "nearest": self.nearest,
            "trades": [one.as_dict() for one in self.trades],
            "promises": [one.as_dict() for one in self.promises],
            "excluded": list(self.excluded),
            "complete": self.complete,
            "note": self.note,
        }


@dataclass(frozen=True, slots=True)
class Acceptable:
    """How many packages would be accepted, against thresholds, with vetoes and a quorum.

    A package is accepted by a party if it is worth at least `at_least[party]` to it (None: it accepts every package),
    and passes if all of `vetoes` and at least `quorum` parties accept it. `count` of `packages` (those that no
    statement leaves out) pass; where they were not counted one by one, `low` and `high` bound the count, from
    `samples` drawn with `seed` at 95 % confidence. `alone[party]`: how many the party alone would accept; `blocks`: how
    many more would pass if this party accepted everything.
    """

    count: int | None
    packages: int | None
    low: int
    high: int
    at_least: Mapping[str, float | None]
    vetoes: tuple[str, ...]
    quorum: int
    alone: Mapping[str, int | None]
    blocks: Mapping[str, int | None]
    method: str
    samples: int | None = None
    seed: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """The printed form."""
        return {
            "count": self.count,
            "packages": self.packages,
            "low": self.low,
            "high": self.high,
            "at_least": dict(self.at_least),
            "vetoes": list(self.vetoes),
            "quorum": self.quorum,
            "alone": dict(self.alone),
            "blocks": dict(self.blocks),
            "method": self.method,
            "samples": self.samples,
            "seed": self.seed,
        }


def _share(part: tuple[float, float, float]) -> dict[str, float]:
    return dict(zip(("share", "low", "high"), part, strict=True))


@dataclass(frozen=True, slots=True)
class ShareOfPackage:
    """Of all valuations drawn, the share in which a package is undominated, and in which it is the Nash point.

    Each with its 95 % interval (Wilson 1927).
    """

    package: Package
    undominated: tuple[float, float, float]
    nash: tuple[float, float, float]

    def as_dict(self) -> dict[str, Any]:
        """The printed form."""
        parts = {"undominated": self.undominated, "nash": self.nash}
        return {
            **self.package.as_dict(),
            **{name: _share(part) for name, part in parts.items()},
        }


@dataclass(frozen=True, slots=True)
class Shares:
    """What uncertain worths leave open: shares of valuations (stochastic acceptability), with samples and seed.

    `others`: the share in which none of `packages` is a Nash point, with its 95 % interval. `undominated`: of how many
    undominated points at the middle worths `packages` were chosen; None where they were not chosen from these.
    """

    packages: tuple[ShareOfPackage, ...]
    samples: int
    seed: int
    method: str
    others: tuple[float, float, float]
    undominated: int | None = None
    draft_dominated: tuple[float, float, float] | None = None
    note: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The printed form."""
        dominated = None if self.draft_dominated is None else _share(self.draft_dominated)
        return {
            "packages": [one.as_dict() for one in self.packages],
            "samples": self.samples,
            "seed": self.seed,
            "method": self.method,
            "others": _share(self.others),
            "undominated": self.undominated,
            "draft_dominated": dominated,
            "note": self.note,
        }
