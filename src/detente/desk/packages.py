"""Packages that also hold: what each brings, the guarantee that it would need, and the best within a budget.

Above `bargain` (which packages are better for everybody) and `hold` (who would gain by stopping, and by how much).
`hold` looks at obligations only, so that packages that bring the same get one answer: it is asked once for each set of
obligations, and within each set `bargain` gives the undominated packages.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from detente.bargain.contradictions import refuse_nothing_left
from detente.bargain.of_deal import domain_of
from detente.bargain.uncertain import nominal
from detente.deal.loader import load
from detente.deal.model import Deal
from detente.desk.choosing import Budget, Choosing, fits, may_fit
from detente.desk.held import BestWithin, Bundle, HeldPackage, TradeOff
from detente.desk.looking import Asking
from detente.errors import CannotCount
from detente.text.source import shown

if TYPE_CHECKING:
    from detente.bargain.domain import Domain

FORMAT: Final = 1
METHOD: Final = (
    "For each set of obligations that a package can bring, `hold` is asked once of the deal with it, and the "
    "undominated packages that bring it are found as by `bargain`. A dominated package is left out only for one that "
    "brings the same, since it may need less guarantee than those that bring something else."
)
RESTS_ON: Final = (
    "What an option is worth by itself is had whether anybody stops or not; only obligations can be left out.",
    "A guarantee is what a party would further lose if it stopped, on top of the guarantees that already count, at the "
    "worst of its values.",
)


@dataclass(frozen=True, eq=False)
class PackagesThatHold:
    """Which packages hold, and what guarantee each would need.

    `bundles`: the sets of obligations that some package brings which gives every party its no-deal worth; those of the
    draft and of what is listed too. `listed`: every package that no statement leaves out, in the order of the file,
    where these are at most `most`; else None (see `packages`). `draft` is None where the draft does not name every
    issue. `best` is `best_within` of the budget that was asked for. `complete`: every set of obligations was looked at.
    `exact`: no undominated package is missing. `asked`: how often `hold` was asked. `reference`: what the gains of each
    party are measured from, in its unit.
    """

    deal: Deal = field(repr=False)
    domain: Domain = field(repr=False)
    bundles: tuple[Bundle, ...] = field(repr=False)
    listed: tuple[HeldPackage, ...] | None = field(repr=False)
    draft: HeldPackage | None
    best: BestWithin
    complete: bool
    exact: bool
    asked: int
    reference: Mapping[str, float]
    method: str
    assumptions: tuple[str, ...]
    warnings: tuple[str, ...]
    notes: tuple[str, ...]
    parameters: Mapping[str, Any]
    choosing: Choosing = field(repr=False)

    @property
    def packages(self) -> Iterator[HeldPackage]:
        """The undominated packages of every bundle; of those with the same worths the first in the file's order."""
        for bundle in self.bundles:
            for package in bundle.frontier:
                yield self.choosing.held(package, bundle)

    @property
    def that_hold(self) -> Iterator[HeldPackage]:
        """Those of `packages` with which the deal holds without a further guarantee."""
        return (one for one in self.packages if fits(one.bundle, 0.0))

    @property
    def some_hold(self) -> bool | None:
        """Whether the deal holds, within the budget asked for, with a package that gives every party its no-deal worth.

        None where it cannot be said: it hangs on values that are not known, or not everything was looked at.
        """
        budget = self.best.budget
        if any(len(one.frontier) and fits(one, budget) for one in self.bundles):
            return True
        if not self.complete or not all(one.frontier.exact for one in self.bundles):
            return None
        return None if any(len(one.frontier) and may_fit(one, budget) for one in self.bundles) else False

    def best_within(self, budget: Budget = 0.0) -> BestWithin:
        """The best packages with which the deal holds if further guarantees within a budget are given.

        Args:
            budget: the total of all parties, where they share a unit; or by party, each in its own unit, 0 for those
                left out. What a package needs is counted at the worst of the values given.

        Returns:
            The solution points of `bargain` among the packages that fit. Shares are those of the best possible gain
            among all packages, whether they fit or not, so that they can be compared between budgets.

        Raises:
            CannotCount: a budget below 0, or one number where the parties share no unit.
            UnknownName: a party that has no values.
        """
        return self.choosing.best(budget)

    @cached_property
    def trade_off(self) -> TradeOff:
        """What further guarantees buy in joint gain.

        Where all parties share a unit: the sum of the least guarantees against the largest sum of gains. Else the
        largest least guarantee of a party, as a share of its best possible gain, against the largest smallest share of
        the best possible gains (Kalai and Smorodinsky 1975), so that no two units are added.
        """
        return self.choosing.trade_off()

    def as_dict(self, version: str) -> dict[str, Any]:
        """The printed form; of each bundle at most `most` packages, with how many there are."""
        most = int(self.parameters["most"])
        return {
            "detente": version,
            "format": FORMAT,
            "title": self.domain.title,
            "method": self.method,
            "complete": self.complete,
            "exact": self.exact,
            "asked": self.asked,
            "some_hold": self.some_hold,
            "gains_from": dict(self.reference),
            "units": dict(self.domain.unit),
            "bundles": [self._bundle(bundle, most) for bundle in self.bundles],
            "packages": None if self.listed is None else [one.as_dict() for one in self.listed],
            "draft": None if self.draft is None else self.draft.as_dict(),
            "within": self.best.as_dict(),
            "trade_off": self.trade_off.as_dict(),
            "assumptions": list(self.assumptions),
            "warnings": list(self.warnings),
            "notes": list(self.notes),
            "parameters": dict(self.parameters),
        }

    def _bundle(self, bundle: Bundle, most: int) -> dict[str, Any]:
        packages = [self.choosing.held(one, bundle) for one in bundle.frontier[:most]]
        return {
            **bundle.as_dict(),
            "count": len(bundle.frontier),
            "packages": [
                {**one.package.as_dict(), "undominated": one.undominated, "draft": one.is_draft}
                for one in packages
            ],
        }


def packages_that_hold(
    deal: Deal | Path | str,
    *,
    values: Path | str | None = None,
    budget: Budget = 0.0,
    most: int = 200,
    time_limit: float | None = None,
) -> PackagesThatHold:
    """Say of packages whether they hold, and what guarantee each would need.

    Args:
        deal: a deal, or the path of one.
        values: for a path: a folder of values files to use in place of those beside the deal.
        budget: further guarantees that can be given: see `PackagesThatHold.best_within`.
        most: so many packages are listed one by one, where there are no more.
        time_limit: seconds after which no further set of obligations is looked at, and the answer says so.

    Raises:
        CannotRead: there is no deal file at the path.
        CannotCount: the deal was not understood whole, worths are missing or cannot be computed with, statements link
            too many issues, or the budget cannot be used.
        NothingLeft: statements together leave no package.
        UnknownName: the budget names a party that has no values.
    """
    if most < 0:
        raise CannotCount(f"{most} packages cannot be listed.", help="0 or more")
    if time_limit is not None and not time_limit >= 0:
        raise CannotCount(f"{time_limit} is not a length of time in seconds.", help="0 or more")
    deadline = None if time_limit is None else time.monotonic() + time_limit
    deal = deal if isinstance(deal, Deal) else load(deal, values=values)
    given = domain_of(deal)
    refuse_nothing_left(given)
    asking = Asking(deal, nominal(given), most, deadline)
    choosing = asking.choosing
    choosing.best(budget)  # refuses a budget before anything is searched for
    looked = asking.looked()
    choosing = replace(choosing, bundles=looked.bundles, complete=looked.complete)
    return PackagesThatHold(
        deal=deal,
        domain=asking.domain,
        bundles=looked.bundles,
        listed=asking.listed_with(choosing),
        draft=asking.draft_with(choosing),
        best=choosing.best(budget),
        complete=looked.complete,
        exact=looked.complete and all(bundle.frontier.exact for bundle in looked.bundles),
        asked=len(looked.bundles),
        reference=asking.numbers.in_units(asking.reference),
        method=METHOD,
        assumptions=(*asking.domain.assumptions, *asking.measured_from, *RESTS_ON),
        warnings=asking.domain.warnings,
        notes=tuple(dict.fromkeys(looked.notes)),
        parameters={
            "values": None if values is None else shown(Path(values)),
            "budget": dict(budget) if isinstance(budget, Mapping) else budget,
            "most": most,
            "time_limit": time_limit,
        },
        choosing=choosing,
    )
