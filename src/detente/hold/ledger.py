"""What each party still owes and is still owed along the course, and what hangs on what, read off the text alone.

Rules that go by signs ask the ledger. Standing duties stay whole in it, so that it grows with the conditions of a deal
and not with the number of its acts times the number of its duties.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from detente.deal.course import Course, Step, course_of
from detente.deal.package import as_drafted
from detente.hold.play.acts import ENDS, Act, Member, act_of
from detente.hold.play.groups import groups_of, played

if TYPE_CHECKING:
    from detente.deal.model import Deal, Obligation
    from detente.deal.phrases import Ref
    from detente.hold.play.pledges import Bearing


@dataclass(frozen=True, slots=True)
class Edge:
    """What falls away with an act: the place of the other, and whether it is owed only `while` the act is kept."""

    to: int
    lasting: bool


@dataclass(frozen=True, eq=False)
class Ledger:
    """The acts of one deal in the order of play, one for each performer who owes a separate part of it.

    Places count from 0 in `acts`. An act is *owed by* a party that performs it and that it is not owed to as well; what
    several do for each other in one act (`by: [a, b]`, `to: each other`) is nobody's alone.
    """

    course: Course = field(repr=False)

    @property
    def deal(self) -> Deal:
        """The deal."""
        return self.course.deal

    @cached_property
    def _played(self) -> tuple[tuple[Act, Step], ...]:
        found: list[tuple[Act, Step]] = []
        for step in played(self.course):
            owed = self.deal.obligations[step.obligation]
            for who in _performers(owed):
                member = Member(step.obligation, step.part, who)
                found.append((act_of(self.deal, step, owed, member), step))
        return tuple(found)

    @cached_property
    def acts(self) -> tuple[Act, ...]:
        """The acts in the order of play; standing duties are not cut."""
        return tuple(act for act, _ in self._played)

    # --- who owes what to whom ---

    def owed_by(self, party: str) -> tuple[int, ...]:
        """The places of what a party owes and may leave out by itself."""
        return self._owed_by.get(party, ())

    def owed_to(self, party: str) -> tuple[int, ...]:
        """The places of what others owe to a party, what it does together with them included."""
        return self._owed_to.get(party, ())

    @cached_property
    def _owed_by(self) -> dict[str, tuple[int, ...]]:
        found: dict[str, list[int]] = {party: [] for party in self.deal.parties}
        for place, act in enumerate(self.acts):
            for who in act.by if not act.free else ():
                if who in found and who not in act.to:
                    found[who].append(place)
        return {party: tuple(places) for party, places in found.items()}

    @cached_property
    def _owed_to(self) -> dict[str, tuple[int, ...]]:
        found: dict[str, list[int]] = {party: [] for party in self.deal.parties}
        for place, act in enumerate(self.acts):
            for who in act.to:
                if who in found and act.by != (who,):
                    found[who].append(place)
        return {party: tuple(places) for party, places in found.items()}

    @cached_property
    def _of_step(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for place, (_, step) in enumerate(self._played):
            found.setdefault(step.id, []).append(place)
        return found

    # --- what hangs on what ---

    @cached_property
    def releases(self) -> tuple[tuple[Edge, ...], ...]:
        """For each place, what is directly released if that act is left out."""
        found: list[dict[Edge, None]] = [{} for _ in self.acts]
        for link in self.course.links:
            if not link.releases:
                continue
            for before in self._of_step.get(link.before, ()):
                for after in self._of_step.get(link.after, ()):
                    # Only what comes later in play can fall, or a duty that runs on although it began earlier.
                    runs_on = link.why == "while" and self.acts[after].standing
                    if before < after or (runs_on and before != after):
                        found[before][Edge(after, runs_on)] = None
        for group in {tuple(step.id for step in steps) for steps in groups_of(self.course).values()}:
            self._at_one_moment(group, found)
        return tuple(tuple(edges) for edges in found)

    def _at_one_moment(self, group: tuple[str, ...], found: list[dict[Edge, None]]) -> None:
        """What is carried out at one moment needs everybody's part: a ring through the group says so."""
        places = [p for step in group for p in self._of_step[step] if not self.acts[p].standing]
        for one, other in zip(places, [*places[1:], *places[:1]], strict=True):
            if one != other:
                found[one][Edge(other, lasting=False)] = None

    def falls(self, left_out: Iterable[int], since: int) -> Iterator[int]:
        """What falls away, itself left out, if acts are left out when those before the place `since` are done."""
        todo = list(left_out)
        met = set(todo)
        while todo:
            for edge in self.releases[todo.pop()]:
                there = edge.to >= since or (edge.lasting and self.lasts(edge.to, since))
                if there and edge.to not in met:
                    met.add(edge.to)
                    todo.append(edge.to)
                    yield edge.to

    def lasts(self, place: int, since: int) -> bool:
        """Whether a standing duty has begun before the place `since` and has not ended there."""
        act = self.acts[place]
        if not act.standing or place >= since:
            return False
        here = self._played[min(since, len(self.acts) - 1)][1]
        return not self.course.has_ended(act.members[0].obligation, here)

    @cached_property
    def hanging(self) -> tuple[int, ...]:
        """For each place, who is owed what by whom that falls away with it: bits of `pair`."""
        pairs = [self._pairs(act) for act in self.acts]
        found = [0] * len(self.acts)
        moved = True
        while moved:  # once, and once more where acts wait for each other
            moved = False
            for place in reversed(range(len(found))):
                mask = found[place]
                for edge in self.releases[place]:
                    mask |= found[edge.to] | pairs[edge.to]
                if mask != found[place]:
                    found[place] = mask
                    moved = True
        return tuple(found)

    @cached_property
    def waiting(self) -> tuple[int, ...]:
        """For each place, on whose acts it hangs: a bit for each party, in the order of the file."""
        own = [sum(1 << self._number[who] for who in act.by if who in self._number) for act in self.acts]
        found = [0] * len(self.acts)
        moved = True
        while moved:
            moved = False
            for place, edges in enumerate(self.releases):
                for edge in edges:
                    mask = found[edge.to] | found[place] | own[place]
                    if mask != found[edge.to]:
                        found[edge.to] = mask
                        moved = True
        return tuple(found)

    @cached_property
    def _number(self) -> dict[str, int]:
        return {party: number for number, party in enumerate(self.deal.parties)}

    def pair(self, by: str | None, to: str) -> int:
        """The bit for what is owed to a party by another, or by anybody who is no party (None)."""
        performer = len(self._number) if by is None else self._number[by]
        return 1 << (self._number[to] * (len(self._number) + 1) + performer)

    def _pairs(self, act: Act) -> int:
        found = 0
        for to in act.to:
            if to in self._number:
                for by in act.by or (None,):
                    if by != to:
                        found |= self.pair(by if by in self._number else None, to)
        return found

    def waits_for(self, place: int, party: str) -> bool:
        """Whether an act hangs, directly or not, on an act of the party."""
        return bool(self.waiting[place] >> self._number[party] & 1)

    def anything_for(self, party: str) -> int:
        """The bits of `pair` for all that is owed to a party, by whomever."""
        return sum(self.pair(by, party) for by in (None, *self._number))

    def comes_before(self, place: int) -> set[int]:
        """The places that come before an act by the text: by conditions, timing, stages and days."""
        return _Earlier(self).than(place)

    @cached_property
    def stage_number(self) -> tuple[int | None, ...]:
        """For each place, the number of its stage in the order of the file; None without one."""
        numbers = {stage: number for number, stage in enumerate(self.deal.stages)}
        return tuple(None if act.stage is None else numbers.get(act.stage) for act in self.acts)

    # --- guarantees ---

    def covered_by(self, guarantee: str, party: str) -> tuple[int, ...]:
        """The places of a party's own acts that a guarantee covers while it lasts, whether or not it counts."""
        bearing = self._bearings.get(party, {}).get(guarantee)
        return () if bearing is None else tuple(sorted(self._place[label] for label in bearing.covers))

    def held_by(self, party: str) -> frozenset[int]:
        """The places of a party's acts that a guarantee covers and counts for."""
        bearings = self._bearings.get(party, {}).values()
        return frozenset(self._place[label] for one in bearings if one.counts for label in one.covers)

    @cached_property
    def _place(self) -> dict[str, int]:
        return {act.id: place for place, act in enumerate(self.acts)}

    @cached_property
    def _bearings(self) -> dict[str, dict[str, Bearing]]:
        """What bears on each party by the text alone, asked only of the acts that it names."""
        named = {ref.id for refs in _covering(self.deal) for ref in refs}
        acts = [act for act in self.acts if act.members[0].obligation in named]
        if not acts:
            return {}
        from detente.hold.play.pledges import bearings_of  # noqa: PLC0415 -- most deals of thousands of acts have none

        course = self.course
        if self.deal.values:
            course = Course(replace(self.deal, values={}), course.days)
        return {
            party: {one.guarantee: one for one in bearings_of(course, party, acts)}
            for party in self.deal.parties
        }


def _covering(deal: Deal) -> Iterator[tuple[Ref, ...]]:
    """What guarantees cover, and what others react to."""
    for guarantee in deal.guarantees.values():
        if isinstance(guarantee.covers, tuple):
            yield guarantee.covers
    for owed in deal.obligations.values():
        if isinstance(owed.on_breach_of, tuple):
            yield owed.on_breach_of


class _Earlier:
    """Looks back from one act along everything that gives an order."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.numbers = ledger.stage_number

    def than(self, place: int) -> set[int]:
        backwards = self._backwards()
        found: set[int] = set()
        fresh = [place]
        while fresh:
            todo = fresh
            while todo:
                for before in backwards.get(todo.pop(), ()):
                    if before not in found:
                        found.add(before)
                        todo.append(before)
            fresh = [p for p in self._by_time((*found, place)) if p not in found]
            found.update(fresh)
        return found - {place}

    def _backwards(self) -> dict[int, list[int]]:
        of_step = self.ledger._of_step
        found: dict[int, list[int]] = {}
        for link in self.ledger.course.links:
            for after in of_step.get(link.after, ()):
                found.setdefault(after, []).extend(p for p in of_step.get(link.before, ()) if p < after)
        return found

    def _by_time(self, places: tuple[int, ...]) -> list[int]:
        """What stands in an earlier stage than one of these, or has an earlier day."""
        acts, numbers = self.ledger.acts, self.numbers
        stage = max((n for n in (numbers[p] for p in places) if n is not None), default=-1)
        day = max((d for d in (acts[p].day for p in places) if d is not None), default=float("-inf"))
        found = []
        for place, act in enumerate(acts):
            number = numbers[place]
            if (number is not None and number < stage) or (act.day is not None and act.day < day):
                found.append(place)
        return found


def _performers(owed: Obligation) -> tuple[str | None, ...]:
    """Those who each owe a part of their own; one nameless part otherwise."""
    if owed.each is True and isinstance(owed.by, tuple) and len(owed.by) > 1:
        return owed.by
    return (None,)


def ledger_of(course: Course) -> Ledger:
    """The ledger of a deal with the options of its draft (see `as_drafted`), made once."""
    kept = course.deal.kept
    if "ledger" not in kept:
        kept["ledger"] = Ledger(course_of(as_drafted(course.deal)))
    ledger: Ledger = kept["ledger"]
    return ledger


def ends_the_deal(act: Act) -> bool:
    """Whether, by the text, leaving the act out ends the deal."""
    return act.then == ENDS
