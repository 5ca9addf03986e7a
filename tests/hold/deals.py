"""Small deals with values, made at random as data; their text; and what each party gains, worked out by listing.

The oracle knows nothing of `detente.hold`: it plays every set of acts left out, in every order that the text allows.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import chain, combinations, permutations

from hypothesis import strategies as st


@dataclass(frozen=True)
class Owed:
    """One act: who owes it to whom, what it waits for, and what it is worth to each party (low, high)."""

    by: tuple[str, ...]
    to: str
    worth: dict[str, tuple[int, int]]
    after: tuple[str, ...] = ()
    day: int | None = None


@dataclass(frozen=True)
class Bond:
    """One guarantee: what the party would lose (low, high), for which acts."""

    party: str
    covers: tuple[str, ...]
    loses: tuple[int, int]
    per_breach: bool = False


@dataclass(frozen=True)
class Table:
    """A small deal. `exits` is what a party gets if it walks (low, high)."""

    parties: tuple[str, ...]
    acts: dict[str, Owed]
    ends: bool
    bonds: tuple[Bond, ...] = ()
    exits: dict[str, tuple[int, int]] = field(default_factory=dict)

    def text(self) -> str:
        lines = ["detente: 1", "kind: other", "day zero: 2031-01-01"]
        lines.append(f"if breached: {'ends the deal' if self.ends else 'releases what depends on it'}")
        lines.append(f"parties: {{{', '.join(f'{p}: {{name: {p.title()}}}' for p in self.parties)}}}")
        lines.append("guarantors: {bank: {name: Bank}}")
        lines.append("obligations:")
        for label, act in self.acts.items():
            lines += [f"  {label}:", f"    by: [{', '.join(act.by)}]", f"    to: {act.to}"]
            lines += [f"    after: [{', '.join(act.after)}]"] if act.after else []
            lines += [f"    due: D+{act.day}"] if act.day is not None else []
        if self.bonds:
            lines.append("guarantees:")
        for number, bond in enumerate(self.bonds):
            lines += [f"  bond-{number}:", "    by: bank", f"    secures: [{bond.party}]", "    form: bond"]
            lines += [
                f"    covers: [{', '.join(bond.covers)}]",
                f"    per breach: {'yes' if bond.per_breach else 'no'}",
            ]
        lines.append("values:")
        for party in self.parties:
            lines += self._values(party)
        return "\n".join(lines) + "\n"

    def _values(self, party: str) -> list[str]:
        lines = [f"  {party}:", "    judged by: a test", "    unit: points", "    worth:"]
        lines += [f"      {label}: {_range(act.worth[party])}" for label, act in self.acts.items()]
        mine = [(number, bond) for number, bond in enumerate(self.bonds) if bond.party == party]
        if mine:
            lines.append("    guarantees:")
        lines += [
            f"      bond-{number}: {{loses: {_range(bond.loses)}, believed: 1}}" for number, bond in mine
        ]
        lines.append(f"    if it walks: {{gets: {_range(self.exits.get(party, (0, 0)))}}}")
        return lines

    def renamed(self, new: dict[str, str]) -> Table:
        """The same deal with its parties called otherwise, at the same places."""
        acts = {
            label: replace(
                act,
                by=tuple(new[who] for who in act.by),
                to=new[act.to],
                worth={new[party]: worth for party, worth in act.worth.items()},
            )
            for label, act in self.acts.items()
        }
        bonds = tuple(replace(bond, party=new[bond.party]) for bond in self.bonds)
        exits = {new[party]: worth for party, worth in self.exits.items()}
        return Table(tuple(new[party] for party in self.parties), acts, self.ends, bonds, exits)

    def orders(self) -> list[tuple[str, ...]]:
        """Every order that the conditions and the days allow."""

        def fits(order: tuple[str, ...]) -> bool:
            place = {label: at for at, label in enumerate(order)}
            for label, act in self.acts.items():
                if any(place[before] > place[label] for before in act.after):
                    return False
                for other, its in self.acts.items():
                    sooner = act.day is not None and its.day is not None and act.day < its.day
                    if sooner and place[label] > place[other]:
                        return False
            return True

        return [order for order in permutations(self.acts) if fits(order)]

    def gain(self, party: str, end: int) -> int | None:
        """The most that a party gains by any set left out in any order; `end` is 0 where values speak for going on."""
        found = []
        for order in self.orders():
            own = [label for label in order if party in self.acts[label].by]
            for out in chain.from_iterable(combinations(own, size) for size in range(1, len(own) + 1)):
                found.append(self._pays(party, order, set(out), end))
            if not self.ends:
                found += [
                    self._pays(party, order, set(own[at:]) | set(out), end, walks=own[at])
                    for at in range(len(own))
                    for out in _subsets(own[:at])
                ]
        return max(found, default=None)

    def _pays(
        self, party: str, order: tuple[str, ...], out: set[str], end: int, walks: str | None = None
    ) -> int:
        """What the party has by leaving these out, less what it has if everything is performed."""
        done: set[str] = set()
        breaches: list[str] = []
        gets = 0
        for label in order:
            act = self.acts[label]
            if not done.issuperset(act.after):
                continue
            if label in out:
                breaches.append(label)
                if self.ends:
                    break
                continue
            done.add(label)
        if self.ends or (walks is not None and walks in breaches):
            gets = self.exits.get(party, (0, 0))[end]
        worth = [act.worth[party][1 - end] for label, act in self.acts.items() if label not in done]
        lost = 0
        for bond in self.bonds:
            hits = sum(label in bond.covers for label in breaches) if bond.party == party else 0
            lost += bond.loses[1 - end] * (hits if bond.per_breach else min(hits, 1))
        return gets - sum(worth) - lost


def _subsets(items: list[str]) -> list[tuple[str, ...]]:
    return list(chain.from_iterable(combinations(items, size) for size in range(len(items) + 1)))


def _range(ends: tuple[int, int]) -> str:
    return str(ends[0]) if ends[0] == ends[1] else f"{ends[0]}..{ends[1]}"


@st.composite
def tables(draw: st.DrawFn, *, most: int = 5, points: bool = False, normal: bool = False) -> Table:
    """A deal of a few acts between two or three parties."""
    parties = ("north", "south", "west")[: draw(st.integers(2, 3))]
    ends = draw(st.booleans())
    labels = [f"a{number}" for number in range(draw(st.integers(1, most)))]
    dated = draw(st.booleans())
    acts = {}
    for at, label in enumerate(labels):
        by = draw(
            st.lists(
                st.sampled_from(parties), min_size=1, max_size=2 if draw(st.booleans()) else 1, unique=True
            )
        )
        to = draw(st.sampled_from(parties))
        worth = {}
        for party in parties:
            low, high = (-6, 0) if party in by else (0, 9) if party == to else (0, 3)
            if not normal and draw(st.integers(0, 9)) == 0:
                low, high = -5, 5
            ends_of = sorted((draw(st.integers(low, high)), draw(st.integers(low, high))))
            worth[party] = (ends_of[0], ends_of[0] if points else ends_of[1])
        before = draw(st.lists(st.sampled_from(labels[:at]), max_size=2, unique=True)) if at else []
        acts[label] = Owed(tuple(by), to, worth, tuple(before), at + 1 if dated else None)
    bonds = []
    for party in parties:
        own = [label for label, act in acts.items() if party in act.by]
        wanted = draw(st.booleans()) if own else False
        if wanted:
            covers = draw(st.lists(st.sampled_from(own), min_size=1, unique=True))
            size = draw(st.integers(0, 6))
            bonds.append(
                Bond(
                    party,
                    tuple(covers),
                    (size, size if points else size + draw(st.integers(0, 3))),
                    draw(st.booleans()),
                )
            )
    exits = {}
    for party in parties:
        gets = draw(st.integers(-2, 4)) if draw(st.booleans()) else 0
        exits[party] = (gets, gets)
    return Table(parties, acts, ends, tuple(bonds), exits)
