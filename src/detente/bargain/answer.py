"""The whole answer of `bargain`, and its printed form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from detente.bargain.results import FORMAT, Acceptable, Draft, Shares, Solution

if TYPE_CHECKING:
    from detente.bargain.domain import Domain
    from detente.bargain.frontier.frontier import Frontier
    from detente.bargain.winner import AdjustedWinner


@dataclass(frozen=True, slots=True, eq=False)
class Bargain:
    """Better packages for everybody at the table.

    `domain` is what was given; `frontier` the undominated packages that give each party its no-deal worth (None where
    they could not be found: `notes` says why). `exact`: nothing is left out and nothing is rounded. `eps`: by how much,
    for each party in its unit, a package may be better than one listed here; None where that is not known.
    `reference`: what gains are measured from. `solutions`: by name, None where the formula gives none.
    `draft` is None where the deal has none for each issue. `winner`: Adjusted Winner, for two parties where each issue
    is an item to win. `assumptions` and `warnings` belong under every output.
    """

    domain: Domain
    frontier: Frontier | None
    exact: bool
    eps: Mapping[str, float | None]
    reference: Mapping[str, float]
    solutions: Mapping[str, Solution | None]
    draft: Draft | None
    acceptable: Acceptable
    winner: AdjustedWinner | None
    shares: Shares | None
    method: str
    assumptions: tuple[str, ...]
    warnings: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def can_be_better(self) -> bool | None:
        """Whether some package is worse for nobody and better for somebody than the draft.

        None without a draft, and where none was found but not everything was looked at.
        """
        if self.draft is None:
            return None
        return self._is_worse or (False if self._all_was_looked_at else None)

    @property
    def _is_worse(self) -> bool:
        draft = self.draft
        return draft is not None and bool(draft.dominated_by or draft.better_for_all or draft.trades)

    @property
    def _all_was_looked_at(self) -> bool:
        # On a whole frontier is all that dominates a draft, unless the draft gives somebody less than no deal.
        listed = self.frontier is not None and self.frontier.is_whole
        return self.draft is not None and (self.draft.complete or (listed and not self.below_no_deal))

    @property
    def is_undominated(self) -> bool | None:
        """Whether it is known that nothing dominates the draft; None without a draft."""
        if self.draft is None:
            return None
        return self._all_was_looked_at and not self._is_worse and not self.draft.excluded

    @property
    def below_no_deal(self) -> tuple[str, ...]:
        """The parties that have less with the draft than without a deal."""
        if self.draft is None:
            return ()
        worth, no_deal = self.draft.package.worth, self.domain.no_deal
        return tuple(
            party
            for party in self.domain.parties
            if (least := no_deal.get(party)) is not None and worth[party] < least.low
        )

    def as_dict(self, version: str) -> dict[str, Any]:
        """The printed form, whole: every undominated package is in it."""
        domain = self.domain
        return {
            "detente": version,
            "format": FORMAT,
            "title": domain.title,
            "method": self.method,
            "exact": self.exact,
            "eps": dict(self.eps),
            "parties": {party: self._party(party) for party in domain.parties},
            "issues": {issue: list(options) for issue, options in domain.issues.items()},
            "packages": domain.packages,
            "frontier": [one.as_dict() for one in self.frontier or ()],
            "solutions": {
                name: None if one is None else one.as_dict() for name, one in self.solutions.items()
            },
            "draft": None if self.draft is None else self.draft.as_dict(),
            "acceptable": self.acceptable.as_dict(),
            "winner": None if self.winner is None else self.winner.as_dict(),
            "shares": None if self.shares is None else self.shares.as_dict(),
            "excluded": [str(one) for one in domain.excluded],
            "assumptions": list(self.assumptions),
            "warnings": list(self.warnings),
            "notes": list(self.notes),
        }

    def _party(self, party: str) -> dict[str, Any]:
        no_deal = self.domain.no_deal.get(party)
        return {
            "name": self.domain.call(party),
            "unit": self.domain.unit.get(party),
            "no_deal": None if no_deal is None else str(no_deal),
            "gains_from": self.reference[party],
        }
