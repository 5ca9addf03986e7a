"""Adjusted Winner: who wins which item when two parties give points, and which one item is divided.

The procedure of S. J. Brams and A. D. Taylor, Fair Division, Cambridge University Press 1996. All arithmetic is exact.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, Final

from detente.bargain.award import (
    Award,
    Move,
    Number,
    Points,
    checked,
    entitlement_of,
    printed_each,
    scaled,
)
from detente.bargain.domain import Domain
from detente.bargain.numbers import Numbers, numbers_of
from detente.errors import CannotCount

_MOST_SAID: Final = 3
METHOD: Final = "Adjusted Winner (Brams and Taylor 1996)"
ASSUMPTIONS: Final = (
    "Every item can be divided: half of it is worth half its points to each party.",
    "Points add up: what an item is worth does not depend on who wins the others.",
    "The points are honest: neither party shaped its own by what it knows of the other's.",
    "There are two parties only.",
)


@dataclass(frozen=True, slots=True)
class AdjustedWinner:
    """Who wins which item, and how the one that is divided is divided.

    `shares[item][party]`: from 0 to 1, together 1, or both 0 for the items of `unassigned`, which are worth nothing to
    either. `totals[party]`: the points of what it wins, of those in `points[party][item]`. `first[party]`: the points
    that it has before anything moves. `moved`: what moves then, in this order. `split`: the item that is divided, or
    None. `entitlement[party]`: a part of 1; totals are in this proportion if `equitable`, and if not, what one side has
    more is worth nothing to the other. `options[item][party]`: the option that is this party's way, where items are
    issues. `ties`: where other divisions have the same totals. `notes`: what else the reader should know.
    """

    parties: tuple[str, str]
    points: Points
    shares: Points
    totals: Mapping[str, Fraction]
    first: Mapping[str, Fraction]
    moved: tuple[Move, ...]
    split: str | None
    entitlement: Mapping[str, Fraction]
    equitable: bool
    unassigned: tuple[str, ...] = ()
    ties: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ASSUMPTIONS
    options: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    method: str = METHOD

    def as_dict(self) -> dict[str, Any]:
        """The printed form: every fraction as a float and as exact text."""
        return {
            "method": self.method,
            "parties": list(self.parties),
            "entitlement": printed_each(self.entitlement),
            "points": {party: printed_each(points) for party, points in self.points.items()},
            "items": {item: printed_each(shares) for item, shares in self.shares.items()},
            "options": {item: dict(options) for item, options in self.options.items()},
            "first": printed_each(self.first),
            "moved": [one.as_dict() for one in self.moved],
            "split": self.split,
            "totals": printed_each(self.totals),
            "equitable": self.equitable,
            "unassigned": list(self.unassigned),
            "ties": list(self.ties),
            "notes": list(self.notes),
            "assumptions": list(self.assumptions),
        }


def adjusted_winner(
    points: Mapping[str, Mapping[str, Number]],
    *,
    entitlement: Mapping[str, Number] | None = None,
    normalise: bool = False,
) -> AdjustedWinner:
    """Divide items between two parties so that both have the same, neither envies, and nothing is better for both.

    Each item goes first to the party that gives it more points; then the party that is ahead gives up items, those with
    the smallest ratio of its points to the other's first and the last of them in part, until both have the same. Items
    of equal points go first to the party that has less; the totals do not depend on that. An item that is worth 0 to
    one party goes wholly to the other; one that is worth 0 to both goes to nobody.

    Args:
        points: the points of each party for each item, 0 or more and with the same sum (100, say). Floats are taken as
            the decimals that they are written as.
        entitlement: what each party should have in proportion to the other; None for equal.
        normalise: scale points that have different sums to 100 each, and say so, instead of refusing them.

    Raises:
        CannotCount: there are not two parties, an item has no points of one of them, points are negative or no numbers,
            or they have different sums.
        UnknownName: an entitlement names a party that gives no points.

    Source: S. J. Brams and A. D. Taylor, Fair Division, Cambridge University Press 1996.
    """
    given, said = scaled(checked(points), normalise=normalise)
    award = Award(given, entitlement_of(entitlement, given))
    award.give_first()
    first = award.totals()
    award.even_out()
    return AdjustedWinner(
        parties=award.parties,
        points=given,
        shares=award.shares,
        totals=award.totals(),
        first=first,
        moved=tuple(award.moved),
        split=next((item for item, share in award.shares.items() if 0 < share[award.parties[0]] < 1), None),
        entitlement=award.entitled,
        equitable=award.lead() == 0,
        unassigned=award.worthless,
        ties=tuple(award.ties()),
        notes=tuple(award.notes()),
        assumptions=(*ASSUMPTIONS, *said),
    )


def winner_of(domain: Domain) -> tuple[AdjustedWinner | None, str]:
    """Adjusted Winner for a domain whose issues can each be read as an item that either party wins; else the reason.

    That is so for two parties where each issue has two options, the one or the other better for each party (or both as
    good), and where it adds its worth whatever else is chosen. The points for an issue are the worth of the better
    option less that of the other, scaled to 100 where the sums differ, which `assumptions` then says.

    Returns:
        The answer and "", or None and a sentence that says why there is none.
    """
    reason = _why_not(domain)
    if reason:
        return None, reason
    try:
        numbers = numbers_of(domain)
        if numbers.factors:
            return (
                None,
                "Adjusted Winner adds issues up, and some worths here hang on several issues together.",
            )
        ways = {issue: _ways(numbers, place) for place, issue in enumerate(domain.issues)}
        agreed = [issue for issue, way in ways.items() if way is None]
        if agreed:
            return None, f"Both parties do better with the same option of `{agreed[0]}`: neither wins it."
        points = _points(numbers)
        told = adjusted_winner(_by_names(domain, points), normalise=True)  # for its sentences, refusals too
        found = adjusted_winner(points, normalise=True)
    except CannotCount as error:
        return None, error.sentence
    said = ["What the parties have without a deal is not looked at."]
    if any(numbers.rounding):
        said.append("Worths are rounded to the grid that 64 bits hold.")
    options = {
        issue: {
            party: domain.issues[issue][at] for party, at in zip(domain.parties, way or (0, 1), strict=True)
        }
        for issue, way in ways.items()
    }
    return replace(
        found, options=options, ties=told.ties, notes=told.notes, assumptions=(*told.assumptions, *said)
    ), ""


def _why_not(domain: Domain) -> str:
    if len(domain.parties) != 2:
        return f"Adjusted Winner is for two parties; there are {len(domain.parties)} here."
    if not domain.issues:
        return "There is no issue to divide."
    for issue, options in domain.issues.items():
        if len(options) != 2:
            count = "one option" if len(options) == 1 else f"{len(options)} options"
            return f"`{issue}` has {count}; an item that either party wins has two."
    if domain.excluded:
        return f"Adjusted Winner may divide any issue, and {_left_out_by(domain)}."
    return ""


def _left_out_by(domain: Domain) -> str:
    """The statements that leave packages out, those of all parties alike, or how many they are."""
    if len(domain.excluded) > _MOST_SAID:
        return f"{len(domain.excluded):,} statements leave packages out"
    said = "; ".join(map(domain.in_words, domain.excluded))
    return (
        f"{'a statement leaves' if len(domain.excluded) == 1 else 'statements leave'} packages out ({said})"
    )


def _points(numbers: Numbers) -> dict[str, dict[str, Number]]:
    """What each party gains by its own way in each issue, in its unit."""
    return {
        party: {
            issue: abs(int(worth[0][column]) - int(worth[1][column])) * numbers.step[column]
            for issue, worth in zip(numbers.issues, numbers.worth, strict=True)
        }
        for column, party in enumerate(numbers.parties)
    }


def _by_names(
    domain: Domain, points: Mapping[str, Mapping[str, Number]]
) -> Mapping[str, Mapping[str, Number]]:
    """Points by what the parties are called, unless that is one name for both."""
    named = {domain.call(party): row for party, row in points.items()}
    return named if len(named) == len(points) else points


def _ways(numbers: Numbers, place: int) -> tuple[int, int] | None:
    """Which option is each party's way, or None where both have the same.

    Where it is all the same to one party its way is the option that the other does not want.
    """
    one, other = numbers.worth[place].tolist()
    first, second = ((a > b) - (a < b) for a, b in zip(one, other, strict=True))
    if first * second > 0:
        return None
    return (0, 1) if first > 0 or second < 0 or first == second == 0 else (1, 0)
