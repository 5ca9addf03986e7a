"""What `hold` answers: small frozen records that remember their method and parameters.

Where a bound is not known it is None (null in JSON), never an infinite number. Worths of different parties stand side
by side and are never added, unless they share a unit and the record says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from detente.deal.model import Deal

FORMAT: Final = 1
EVERY, NONE, DEPENDS = "every", "none", "depends"


@dataclass(frozen=True, slots=True)
class Interval:
    """From low to high, in the unit of the party's own file; None where no bound is known."""

    low: float | None
    high: float | None

    def as_dict(self) -> dict[str, float | None]:
        """The printed form."""
        return {"low": self.low, "high": self.high}


@dataclass(frozen=True, slots=True)
class HeldBy:
    """A guarantee beside a point: what the party would lose with it (None without values), whether it counts, why."""

    guarantee: str
    loses: Interval | None
    counts: bool
    why: str

    def as_dict(self) -> dict[str, Any]:
        """The printed form."""
        loses = None if self.loses is None else self.loses.as_dict()
        return {"guarantee": self.guarantee, "loses": loses, "counts": self.counts, "why": self.why}


@dataclass(frozen=True, slots=True)
class Term:
    """One line of a sum: what falls away, or is lost, or is had instead, and by how much (gain low to high).

    `kind`: `kept back` (an own act not performed), `not received` (an act owed to the party that falls away),
    `released` (any other act that falls away), `lost` (a guarantee), `exit` (what the party has instead).
    """

    kind: str
    id: str
    gain: Interval | None


@dataclass(frozen=True, slots=True)
class Point:
    """One party at one point of the course.

    `after` holds the acts done, in order of play; `next` the party's next own act, or None if it has none left.
    `gain` is what it gains by leaving that act out, with the best of its other own acts (None without values); `terms`
    is that sum written out, at its worst for the deal. `without_values`: whether it gains by stopping for `every`
    valuation, for `none`, or it `depends`; `inequality` says on what, in words. `owed_to_it` and `owes` is all that is
    still to come; `not_received` and `kept_back` what falls away if it leaves out `next` alone. `exposed`: what each
    other party has put in beyond what it has had, if things stop here. `if_breached` names the form. `mover`: the next
    act of the deal is this party's. `exact`: the high end of the gain is exact; else it is an upper bound, on the
    careful side. `left_out`: the acts that it leaves out, `next` first, for the gain at its worst.
    """

    if_breached: str
    after: tuple[str, ...]
    party: str
    next: str | None
    mover: bool
    gain: Interval | None
    terms: tuple[Term, ...]
    walks: bool
    without_values: str | None
    inequality: str
    owed_to_it: tuple[str, ...]
    owes: tuple[str, ...]
    not_received: tuple[str, ...]
    kept_back: tuple[str, ...]
    held_by: tuple[HeldBy, ...]
    holds: bool | None
    exposed: Mapping[str, Interval]
    exact: bool = True
    left_out: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The printed form."""
        return {
            "if_breached": self.if_breached,
            "after": list(self.after),
            "party": self.party,
            "next": self.next,
            "mover": self.mover,
            "gain": None if self.gain is None else self.gain.as_dict(),
            "walks": self.walks,
            "without_values": self.without_values,
            "inequality": self.inequality,
            "owed_to_it": list(self.owed_to_it),
            "owes": list(self.owes),
            "not_received": list(self.not_received),
            "kept_back": list(self.kept_back),
            "held_by": [guarantee.as_dict() for guarantee in self.held_by],
            "holds": self.holds,
            "exposed": {party: lost.as_dict() for party, lost in self.exposed.items()},
            "exact": self.exact,
            "left_out": list(self.left_out),
        }


@dataclass(frozen=True, slots=True)
class Need:
    """The least further guarantee of one party for the order as written, on top of those that already count.

    `least`: at its best and at its worst for the values given. `nominal`: the size of it by guarantor, from one that
    the party believes as far as its file says; None for belief 0 or none stated. `schedule`: after which act how much
    has to be held at least, for every value given; the first entry, after None, is from the start. An act stands there
    for itself and all that comes before it in the order of play: where the text leaves their order open, what is held
    may be lowered only when all of them are done.
    """

    least: Interval
    nominal: Mapping[str, float | None]
    schedule: tuple[tuple[str | None, float | None], ...]
    unit: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """The printed form."""
        return {
            "least": self.least.as_dict(),
            "nominal": dict(self.nominal),
            "schedule": [{"after": after, "hold": hold} for after, hold in self.schedule],
            "unit": self.unit,
        }


@dataclass(frozen=True, slots=True)
class Instalment:
    """One payment made before an act (None: after the last), in the shared unit."""

    before: str | None
    payer: str
    receiver: str
    amount: float

    def as_dict(self) -> dict[str, Any]:
        """The printed form."""
        return {
            "before": self.before,
            "payer": self.payer,
            "receiver": self.receiver,
            "amount": self.amount,
        }


@dataclass(frozen=True, slots=True)
class WithMoney:
    """The best order if the payments that may be divided come in instalments between the other acts.

    `value`: the least total guarantee that this needs, split in any way. `instalments`: one schedule at the agreed
    prices that needs no more, or () where there is none at these prices, for which `method` says why.
    """

    order: tuple[str, ...]
    value: float
    proved: bool
    lower_bound: float
    instalments: tuple[Instalment, ...]
    method: str

    def as_dict(self) -> dict[str, Any]:
        """The printed form."""
        return {
            "order": list(self.order),
            "value": self.value,
            "proved": self.proved,
            "lower_bound": self.lower_bound,
            "instalments": [one.as_dict() for one in self.instalments],
            "method": self.method,
        }


@dataclass(frozen=True, slots=True)
class BestOrder:
    """The best order of the acts found, with what it needs, and how far it is proved.

    `with_money`: the same with instalments between the acts, where payments may be divided; else None.
    """

    as_written: tuple[str, ...]
    best: tuple[str, ...]
    objective: str
    value: float
    value_as_written: float
    proved: bool
    lower_bound: float
    needs: Mapping[str, float]
    method: str
    with_money: WithMoney | None = None

    def as_dict(self) -> dict[str, Any]:
        """The printed form."""
        return {
            "as_written": list(self.as_written),
            "best": list(self.best),
            "objective": self.objective,
            "value": self.value,
            "value_as_written": self.value_as_written,
            "proved": self.proved,
            "lower_bound": self.lower_bound,
            "needs": dict(self.needs),
            "method": self.method,
            "with_money": None if self.with_money is None else self.with_money.as_dict(),
        }


@dataclass(frozen=True, slots=True)
class ShareThatHolds:
    """The share of sampled valuations under which the deal holds, with its 95 % interval, seed and count."""

    holds: float
    low: float
    high: float
    samples: int
    seed: int
    method: str

    def as_dict(self) -> dict[str, Any]:
        """The printed form."""
        return {
            "holds": self.holds,
            "low": self.low,
            "high": self.high,
            "samples": self.samples,
            "seed": self.seed,
            "method": self.method,
        }


@dataclass(frozen=True, slots=True)
class Flip:
    """A value that decides: by how much one must be wrong about it for the party's verdict to turn.

    `relative` is the distance as a share of the nominal value, None where that is 0. `goes_on`: the verdict after the
    turn, at `point`. `within`: whether the turn lies within the range that the file gives.
    """

    party: str
    value: str
    nominal: float
    turns_at: float
    relative: float | None
    goes_on: bool = False
    point: str = ""
    within: bool = False

    def as_dict(self) -> dict[str, Any]:
        """The printed form."""
        return {
            "party": self.party,
            "value": self.value,
            "nominal": self.nominal,
            "turns_at": self.turns_at,
            "relative": self.relative,
            "goes_on": self.goes_on,
            "point": self.point,
            "within": self.within,
        }


@dataclass(frozen=True, slots=True)
class BySubgames:
    """The subgame-perfect answer beside the default one, for the order of play: what is played, and what it pays."""

    if_breached: str
    holds: bool
    plays: tuple[str, ...]
    left_out: tuple[str, ...]
    differs: bool
    method: str

    def as_dict(self) -> dict[str, Any]:
        """The printed form."""
        return {
            "if_breached": self.if_breached,
            "holds": self.holds,
            "plays": list(self.plays),
            "left_out": list(self.left_out),
            "differs": self.differs,
            "method": self.method,
        }


@dataclass(frozen=True)
class Hold:
    """Whether a deal holds: at which points which party would gain by stopping, and the least that would change that.

    `holds` is None where it cannot be said: it depends on values that are not known, or on what the text leaves open.
    """

    deal: Deal = field(repr=False)
    holds: bool | None
    method: str
    points: tuple[Point, ...] = field(repr=False)
    guarantees: Mapping[str, Need]
    order: BestOrder | None
    share: ShareThatHolds | None
    flips: tuple[Flip, ...]
    by_subgames: tuple[BySubgames, ...]
    break_even: tuple[str, ...]
    assumptions: tuple[str, ...]
    parameters: Mapping[str, Any]

    @property
    def with_values(self) -> bool:
        """Whether any party has values."""
        return any(point.gain is not None for point in self.points)

    @property
    def stopping(self) -> tuple[Point, ...]:
        """The points at which the mover gains, or may gain, by stopping, in the order of play."""
        return tuple(point for point in self.points if point.mover and point.holds is not True)

    def as_dict(self, version: str) -> dict[str, Any]:
        """The printed form, `format` 1."""
        return {
            "detente": version,
            "format": FORMAT,
            "holds": self.holds,
            "method": self.method,
            "points": [point.as_dict() for point in self.points],
            "guarantees": {party: need.as_dict() for party, need in self.guarantees.items()},
            "order": None if self.order is None else self.order.as_dict(),
            "share": None if self.share is None else self.share.as_dict(),
            "flips": [flip.as_dict() for flip in self.flips],
            "by_subgames": [one.as_dict() for one in self.by_subgames],
            "break_even": list(self.break_even),
            "assumptions": list(self.assumptions),
            "parameters": dict(self.parameters),
        }
