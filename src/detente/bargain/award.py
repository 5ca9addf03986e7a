"""How Adjusted Winner goes: items go to the side that gives them more, then move until both sides have the same.

S. J. Brams and A. D. Taylor, Fair Division, Cambridge University Press 1996. All arithmetic is exact.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, TypeAlias

from detente.bargain.exact import fraction_of
from detente.deal.model import in_words
from detente.deal.phrases import figure
from detente.errors import CannotCount, UnknownName

Number: TypeAlias = int | float | Fraction | Decimal
Points: TypeAlias = Mapping[str, Mapping[str, Fraction]]

BUDGET: Final = 100
"""What points are scaled to where they are scaled."""


@dataclass(frozen=True, slots=True)
class Move:
    """What moves from the party that is ahead to the other, until both have the same.

    `share`: the part of the item that moves, 1 for all of it. `ratio`: the giver's points over the receiver's, at
    least 1; the smallest moves first.
    """

    item: str
    giver: str
    receiver: str
    share: Fraction
    ratio: Fraction

    def as_dict(self) -> dict[str, Any]:
        """The printed form."""
        return {
            "item": self.item,
            "from": self.giver,
            "to": self.receiver,
            "share": printed(self.share),
            "ratio": printed(self.ratio),
        }


class Award:
    """A division under way: `points[party][item]`, and `entitled[party]`, the part of 1 that each should have."""

    def __init__(self, points: Points, entitled: Mapping[str, Fraction]) -> None:
        first, second = points
        self.parties: Final = (first, second)
        self.points: Final = points
        self.entitled: Final = entitled
        self.items: Final = tuple(points[first])
        self.shares = {item: {first: Fraction(0), second: Fraction(0)} for item in self.items}
        self.worthless: Final = tuple(i for i in self.items if not (points[first][i] or points[second][i]))
        self.level: Final = tuple(i for i in self.items if 0 < points[first][i] == points[second][i])
        self.moved: list[Move] = []

    def totals(self) -> dict[str, Fraction]:
        """The points of what each party has."""
        return {
            party: sum((self.points[party][i] * self.shares[i][party] for i in self.items), Fraction(0))
            for party in self.parties
        }

    def lead(self) -> Fraction:
        """How far the first party is ahead, for what each is entitled to; below 0, the second is."""
        totals = self.totals()
        one, other = (totals[party] / self.entitled[party] for party in self.parties)
        return one - other

    def give_first(self) -> None:
        """Each item goes to the party that gives it more points; then those of equal points to whoever has less."""
        first, second = self.parties
        for item in self.items:
            one, other = self.points[first][item], self.points[second][item]
            if one != other:
                self.shares[item][first if one > other else second] = Fraction(1)
        for item in self.level:
            lead = self.lead()
            # Where neither has less, names decide and not the order of the parties: the totals are the same either way.
            to = min(self.parties) if lead == 0 else second if lead > 0 else first
            self.shares[item][to] = Fraction(1)

    def even_out(self) -> None:
        """Move items from the party that is ahead, the smallest ratio first, and the last in part."""
        first, second = self.parties
        lead = self.lead()
        giver, receiver = (first, second) if lead > 0 else (second, first)
        held = [i for i in self.items if self.shares[i][giver] and self.points[receiver][i]]
        for item in sorted(held, key=lambda item: self.points[giver][item] / self.points[receiver][item]):
            if not lead:
                return
            given, taken = self.points[giver][item], self.points[receiver][item]
            # What one gives up and the other takes, each for what it is entitled to, close the lead together.
            share = min(
                Fraction(1), abs(lead) / (given / self.entitled[giver] + taken / self.entitled[receiver])
            )
            self.shares[item].update({giver: 1 - share, receiver: share})
            self.moved.append(Move(item, giver, receiver, share, given / taken))
            lead = self.lead()

    def ties(self) -> Iterator[str]:
        """Where another division has the same totals."""
        if self.level:
            has, it = ("has", "it") if len(self.level) == 1 else ("have", "them")
            yield (
                f"{listed(self.level)} {has} the same points from both parties, so either could have had {it} first; "
                f"the totals are the same either way."
            )
        edge = self._edge()
        held = sum(self.shares[item][self.parties[0]] * self.points[self.parties[0]][item] for item in edge)
        if len(edge) > 1 and 0 < held < sum(self.points[self.parties[0]][item] for item in edge):
            yield (
                f"{listed(edge)} stand in the same ratio of points, so several divisions of them have these totals; "
                f"this one takes them in the order given."
            )

    def _edge(self) -> tuple[str, ...]:
        """The items in whose ratio of points the division ends."""
        if not self.moved:
            return self.level
        first, second = self.parties
        last = self.moved[-1].item
        one, other = self.points[first][last], self.points[second][last]
        return tuple(
            i for i in self.items if 0 < self.points[first][i] * other == one * self.points[second][i]
        )

    def notes(self) -> Iterator[str]:
        """What is left over, and why the totals are not in proportion where they are not."""
        if self.worthless:
            are = "is" if len(self.worthless) == 1 else "are"
            yield f"{listed(self.worthless)} {are} worth nothing to either party and {are} left unassigned."
        lead = self.lead()
        if lead:
            ahead, behind = self.parties if lead > 0 else self.parties[::-1]
            yield (
                f"{ahead} has more than its entitlement asks for: nothing that it has is worth anything to {behind}, "
                f"who has everything that it gives points to."
            )


def checked(points: Mapping[str, Mapping[str, Number]]) -> Points:
    """The points as exact numbers, the items of both parties in the order of the first.

    Raises:
        CannotCount: there are not two parties, or points are missing, negative or no numbers.
    """
    if len(points) != 2:
        raise CannotCount(f"Adjusted Winner is for two parties; points are given for {len(points)}.")
    first, second = points
    for party, other in ((first, second), (second, first)):
        missing = [item for item in points[other] if item not in points[party]]
        if missing:
            raise CannotCount(
                f"{party} gives no points to {listed(missing)}.", help="0 is a number of points too"
            )
    found = {
        party: {item: _exact(points[party][item], party, item) for item in points[first]} for party in points
    }
    for party, row in found.items():
        for item, number in row.items():
            if number < 0:
                raise CannotCount(
                    f"{party} gives `{item}` {figure(float(number))} points, and points are 0 or more.",
                    help="for something that a party wants to avoid, let the item be to have it avoided",
                )
    return found


def entitlement_of(given: Mapping[str, Number] | None, parties: Iterable[str]) -> dict[str, Fraction]:
    """What each party should have, as a part of 1.

    Raises:
        CannotCount: a party is missing, or its entitlement is not above 0.
        UnknownName: an entitlement is given for somebody who gives no points.
    """
    names = list(parties)
    if given is None:
        return dict.fromkeys(names, Fraction(1, 2))
    for party in given:
        if party not in names:
            raise UnknownName.among("party", party, names)
    missing = [party for party in names if party not in given]
    if missing:
        raise CannotCount(
            f"No entitlement is given for {in_words(missing)}.", help="give one to both parties, or to none"
        )
    exact = {party: _exact(given[party], party, "its entitlement") for party in names}
    for party, number in exact.items():
        if number <= 0:
            raise CannotCount(
                f"The entitlement of {party} is {figure(float(number))}, and has to be above 0."
            )
    return {party: number / sum(exact.values()) for party, number in exact.items()}


def scaled(points: Points, *, normalise: bool) -> tuple[Points, tuple[str, ...]]:
    """Points with the same sum for both parties, and what was done about it.

    Raises:
        CannotCount: a party gives no points at all, or the sums differ and are not to be scaled.
    """
    sums = {party: sum(row.values(), Fraction(0)) for party, row in points.items()}
    nothing = [party for party, total in sums.items() if not total]
    if nothing:
        gives = "gives" if len(nothing) == 1 else "give"
        raise CannotCount(
            f"{in_words(nothing)} {gives} no points to anything, so there is nothing to compare."
        )
    said = " and ".join(f"{figure(float(total))} for {party}" for party, total in sums.items())
    if len(set(sums.values())) == 1:
        return points, ()
    if not normalise:
        raise CannotCount(
            f"Adjusted Winner needs the same sum of points from both parties; the sums are {said}.",
            help=f"give points that add up to {BUDGET} each, or ask for them to be scaled (normalise=True)",
        )
    row = {p: {i: number * BUDGET / sums[p] for i, number in row.items()} for p, row in points.items()}
    return row, (f"Points were scaled to {BUDGET} each; before that the sums were {said}.",)


def _exact(number: Number, party: str, item: str) -> Fraction:
    """A number as it is written."""
    if isinstance(number, bool) or not isinstance(number, int | float | Fraction | Decimal):
        raise CannotCount(f"{party}: what is given for {item} is no number.")
    if not math.isfinite(number):
        raise CannotCount(f"{party}: what is given for {item} is not a finite number.")
    return fraction_of(number) if isinstance(number, float) else Fraction(number)


def listed(labels: Iterable[str]) -> str:
    """`a`, `b` and `c`."""
    return in_words([f"`{label}`" for label in labels])


def printed(number: Fraction) -> dict[str, Any]:
    """A fraction as a float, for programs, and exact, for people."""
    return {"value": float(number), "exact": str(number)}


def printed_each(numbers: Mapping[str, Fraction]) -> dict[str, Any]:
    """Fractions by label."""
    return {label: printed(number) for label, number in numbers.items()}
