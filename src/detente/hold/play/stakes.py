"""What the acts of a deal are worth to one party, by its values file: each act as a sum of named values.

A value that the file does not give is unknown, with the sign that `by` and `to` give it; it never becomes zero.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, TypeAlias

from detente.deal.model import Deal, Values
from detente.deal.worth import UNKNOWN, Ranking, Worth
from detente.hold.play.acts import Act, Member
from detente.hold.play.discount import counts_for, discount_of, refuse_large

GETS: Final = "gets"
Ends: TypeAlias = Fraction | float
"""One end of a range: exact, or an infinite float where no bound is known."""


@dataclass(frozen=True, slots=True)
class Stake:
    """One named value of a party's file, as far as it is known.

    `sign`: -1 for what costs the party (nothing or more), 1 for what it receives, 0 where it may be either. `given`:
    whether the file has a worth for it. `for_stopping`: a higher value speaks for stopping. `choice`: whether it is had
    at all is somebody else's choice, so that no value of the range is more likely than another.
    """

    name: str
    worth: Worth
    sign: int
    given: bool
    for_stopping: bool = False
    choice: bool = False


@dataclass(frozen=True)
class Stakes:
    """What is at stake for one party.

    `of[act]` maps names of stakes to the share of each that the act is worth (discounted to day zero). `exit_`,
    `exit_adds[act]` and `exit_in[stage]` do the same for what it gets if it walks: what it has anyway, what rests on an
    act that was performed before, what is added while it walks in that stage; `exit_` is None where the file says
    nothing of walking. `stopped`, `stopped_adds` and `stopped_in` are what it gets if others stop. `weight[act]` is
    what one unit lost at the time of the act counts for at day zero.
    """

    party: str
    values: Values
    stakes: Mapping[str, Stake]
    of: Mapping[str, Mapping[str, Fraction]]
    exit_: Mapping[str, Fraction] | None
    exit_adds: Mapping[str, Mapping[str, Fraction]]
    exit_in: Mapping[str, Mapping[str, Fraction]]
    weight: Mapping[str, Fraction]
    rankings: tuple[Ranking, ...]
    stopped: Worth | None
    stopped_adds: Mapping[str, Worth]
    stopped_in: Mapping[str, Worth]

    @property
    def unit(self) -> str | None:
        """The unit of the values, as the file has it."""
        return self.values.unit if isinstance(self.values.unit, str) else None

    def worth(self, act: str) -> Worth:
        """The worth of an act to the party, discounted to day zero."""
        return total(self.stakes, self.of[act])

    def face(self, act: str) -> Worth:
        """The worth of an act to the party on its own day, without discount."""
        return total(self.stakes, {name: share / self.weight[act] for name, share in self.of[act].items()})


def total(stakes: Mapping[str, Stake], shares: Mapping[str, Fraction]) -> Worth:
    """A sum of shares of stakes, as an interval; exact decimals stay exact to the last digit shown."""
    low: Fraction | float = Fraction(0)
    high: Fraction | float = Fraction(0)
    for name, share in shares.items():
        ends = scaled(stakes[name].worth, share)
        low, high = plus(low, ends[0]), plus(high, ends[1])
    return Worth(float(low), float(high))


def scaled(worth: Worth, share: Fraction) -> tuple[Ends, Ends]:
    """Both ends of a share of a worth; an end that is not known stays infinite."""
    if not share:
        return Fraction(0), Fraction(0)
    low, high = exact(worth.low), exact(worth.high)
    ends = (_times(low, share), _times(high, share))
    return ends if share > 0 else (ends[1], ends[0])


def exact(number: float) -> Fraction | float:
    """The number as it is written in decimals; infinite ones as they are."""
    return number if math.isinf(number) else Fraction(repr(float(number)))


def _times(number: Fraction | float, share: Fraction) -> Fraction | float:
    if isinstance(number, float):
        return number if share > 0 else -number
    return number * share


def plus(one: Ends, two: Ends) -> Ends:
    """A sum in which what has no bound stays without one."""
    return one + two if not isinstance(one, float) and not isinstance(two, float) else float(one) + float(two)


def split_of(deal: Deal) -> frozenset[str]:
    """The duties marked `each: yes` whose performers' parts can stand apart: no file values them only as a whole."""
    found = set()
    for label, owed in deal.obligations.items():
        if owed.each is True and isinstance(owed.by, tuple):
            parts = [f"{label}.{who}" for who in owed.by]
            named = [_named(values) for values in deal.values.values()]
            if not any(label in names and not names.intersection(parts) for names in named):
                found.add(label)
    return frozenset(found)


def _named(values: Values) -> set[str]:
    names = set(values.worth) if isinstance(values.worth, dict) else set()
    for ranking in values.ranking or ():
        names.update(name for place in ranking.places for name in place)
    return names


def stakes_of(deal: Deal, party: str, acts: Iterable[Act], *, ended: bool = False) -> Stakes:
    """Gather what is at stake for one party.

    Args:
        deal: the deal, with its values.
        party: a party with a values file.
        acts: the moves of the deal.
        ended: whether a breach may end the deal, so that what the party gets then is wanted.

    Raises:
        CannotCount: the file's discount cannot be read.
    """
    return _Gathering(deal, party, tuple(acts)).stakes(ended)


class _Gathering:
    def __init__(self, deal: Deal, party: str, acts: tuple[Act, ...]) -> None:
        self.deal, self.party, self.acts = deal, party, acts
        self.values = deal.values[party]
        self.worths: dict[str, Worth] = self.values.worth if isinstance(self.values.worth, dict) else {}
        self.rankings = self.values.ranking if isinstance(self.values.ranking, tuple) else ()
        self.known = _named(self.values)
        self.found: dict[str, Stake] = {}
        _refuse_large(deal, self.values)
        self.per_day = discount_of(deal, self.values)

    def stakes(self, ended: bool) -> Stakes:
        weight = self._weights()
        of = {act.id: self._of(act, weight[act.id]) for act in self.acts}
        walks = self.values.if_it_walks if isinstance(self.values.if_it_walks, dict) else None
        gets = None if walks is None and not ended else self._exit(GETS, (walks or {}).get(GETS))
        adds: dict[str, dict[str, Fraction]] = {}
        for key, act, worth in self._moves(walks or {}, "after"):
            adds[act] = adds.get(act, {}) | self._exit(key, worth)
        inside = {stage: self._exit(key, worth) for key, stage, worth in self._moves(walks or {}, "in stage")}
        others = self.values.if_others_stop if isinstance(self.values.if_others_stop, dict) else {}
        return Stakes(
            party=self.party,
            values=self.values,
            stakes=self.found,
            of=of,
            exit_=gets,
            exit_adds=adds,
            exit_in=inside,
            weight=weight,
            rankings=self.rankings,
            stopped=others.get(GETS),
            stopped_adds=self._together(others, "after"),
            stopped_in=self._together(others, "in stage"),
        )

    def _moves(self, walks: Mapping[str, Worth], word: str) -> Iterator[tuple[str, str, Worth]]:
        """What is added `after ID` (by the act with which it is done) or `in stage ID`, with its key."""
        for key, worth in walks.items():
            if key.startswith(word):
                name = key.removeprefix(word).strip()
                place = self._last(name) if word == "after" else name
                if place is not None:
                    yield key, place, worth

    def _together(self, walks: Mapping[str, Worth], word: str) -> dict[str, Worth]:
        found: dict[str, Worth] = {}
        for _, place, worth in self._moves(walks, word):
            one = found.get(place, Worth(0.0, 0.0))
            ends = (plus(exact(a), exact(b)) for a, b in ((one.low, worth.low), (one.high, worth.high)))
            found[place] = Worth(*map(float, ends))
        return found

    def _weights(self) -> dict[str, Fraction]:
        """Day by day; an act without a day counts as the one before it in the order of play."""
        found, last = {}, 0.0
        for act in self.acts:
            last = last if act.day is None else act.day
            if self.per_day == 1.0:
                found[act.id] = Fraction(1)
            else:
                found[act.id] = counts_for(self.deal, self.values, self.per_day, last)
        return found

    def _of(self, act: Act, weight: Fraction) -> dict[str, Fraction]:
        found: dict[str, Fraction] = {}
        for member in act.members:
            name, share = self._value(member)
            if name not in self.found:
                self._enter(name, self._sign(member))
            found[name] = found.get(name, Fraction(0)) + share * weight
        return found

    def _value(self, member: Member) -> tuple[str, Fraction]:
        """The most particular name that the file has; a part that has none of its own is a share of the whole."""
        whole = member.obligation if member.who is None else f"{member.obligation}.{member.who}"
        if member.part is not None and f"{member.obligation}.{member.part}" in self.known:
            return f"{member.obligation}.{member.part}", Fraction(1)
        return whole, member.share

    def _sign(self, member: Member) -> int:
        owed = self.deal.obligations[member.obligation]
        by = (member.who,) if member.who else owed.by if isinstance(owed.by, tuple) else ()
        to = owed.to if isinstance(owed.to, tuple) else ()
        every = owed.by if isinstance(owed.by, tuple) else ()
        mine = self.party in by
        to_me = self.party in to or (to == ("each other",) and not mine and self.party in every)
        return (
            0 if mine == to_me or (mine and to == ("each other",) and not member.who) else -1 if mine else 1
        )

    def _enter(self, name: str, sign: int) -> None:
        given = self.worths.get(name)
        if given is None or given.is_unknown:
            bounds = {-1: Worth(-math.inf, 0.0), 0: UNKNOWN, 1: Worth(0.0, math.inf)}
            self.found[name] = Stake(name, bounds[sign], sign, given is not None)
        else:
            self.found[name] = Stake(name, given, sign, True)

    def _exit(self, key: str, worth: Worth | None) -> dict[str, Fraction]:
        name = f"if it walks: {key}"
        self.found[name] = Stake(
            name, UNKNOWN if worth is None else worth, 0, worth is not None, for_stopping=True
        )
        return {name: Fraction(1)}

    def _last(self, label: str) -> str | None:
        """The act with which an obligation, or a part of it, is done."""
        name, _, part = label.partition(".")
        found = None
        for act in self.acts:
            for member in act.members:
                if member.obligation == name and part in ("", str(member.part), member.who):
                    found = act.id
        return found


def _refuse_large(deal: Deal, values: Values) -> None:
    for key, worths in (
        ("worth", values.worth),
        ("if it walks", values.if_it_walks),
        ("if others stop", values.if_others_stop),
    ):
        for name, worth in worths.items() if isinstance(worths, dict) else ():
            refuse_large(deal, values, worth, (key, name))
