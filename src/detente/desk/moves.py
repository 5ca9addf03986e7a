"""The course of a deal as a table: its steps by stage, what is in force, what is no longer owed if one is missed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from math import inf
from typing import TYPE_CHECKING, Any, Final

from detente.deal.phrases import When
from detente.desk.duties import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from detente.deal.course import Balance, Course, Step
    from detente.deal.cycles import Cycle
    from detente.deal.links import Link
    from detente.deal.model import Deal

_NEVER, _FOR_GOOD = -inf, inf  # a step without a day is after no day; a duty without an end outlasts all days
MOST_RELEASED: Final = 12  # beyond this the obligations are counted and the first ones named


@dataclass(frozen=True, slots=True)
class Move:
    """One step, with the standing duties in force after it.

    `released` counts the obligations that are no longer owed if this step is missed; `released_first` names the first
    `MOST_RELEASED` of them, in the order of the file.
    """

    step: Step
    in_force: tuple[str, ...]
    released: int
    released_first: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leg:
    """A run of moves within one stage, and where each party stands after it.

    `stage` is None in a deal without stages. `in_force` holds the standing duties in force after the last move, and
    `ending` those of them that end with the stage. `kept` holds the standing duties among the ids of `balance`.
    """

    stage: str | None
    moves: tuple[Move, ...]
    in_force: tuple[str, ...]
    ending: tuple[str, ...]
    balance: Mapping[str, Balance]
    kept: frozenset[str]


@dataclass(frozen=True, slots=True)
class CourseTable:
    """The whole course: its legs, the circles in which acts wait for each other, and neighbours without an order."""

    legs: tuple[Leg, ...]
    cycles: tuple[Cycle, ...]
    unordered: tuple[tuple[str, str], ...]

    def as_dict(self) -> dict[str, Any]:
        """The course as plain data."""
        return {
            "legs": [_leg(leg) for leg in self.legs],
            "cycles": [_cycle(cycle) for cycle in self.cycles],
            "order_not_given": [list(pair) for pair in self.unordered],
        }


def moves_of(course: Course) -> CourseTable:
    """Lay the course out by stage.

    A step without a stage stands in the leg in which it falls. A stage that is left and entered again has two legs.
    """
    deal = course.deal
    freed = released_sets(course)
    in_force = list(_in_force(course))
    kept = frozenset(step.id for step in course.steps if step.begins)
    labels = tuple(deal.obligations)
    legs, place = [], 0
    for stage, steps in _runs(course):
        moves = []
        for step in steps:
            count, first = _named(labels, freed.get(step.id, 0))
            moves.append(Move(step, in_force[place], count, first))
            place += 1
        last = moves[-1].in_force
        ending = tuple(label for label in last if _ends_with(deal, label, stage))
        legs.append(Leg(stage, tuple(moves), last, ending, course.balance(place - 1), kept))
    return CourseTable(tuple(legs), course.cycles, course.unordered)


def _ends_with(deal: Deal, label: str, stage: str | None) -> bool:
    until = deal.obligations[label].until
    ends = isinstance(until, When) and until.kind == "stage ends" and until.offset is None
    return ends and isinstance(until, When) and until.anchor is not None and until.anchor.id == stage


def _runs(course: Course) -> Iterator[tuple[str | None, list[Step]]]:
    stages: list[str | None] = []
    for step in course.steps:
        stages.append(step.stage if step.stage is not None else stages[-1] if stages else None)
    # Steps before the first named stage stand with it, unless the deal names no stage at all.
    first = next((stage for stage in stages if stage is not None), None)
    named = [first if stage is None else stage for stage in stages]
    for stage, group in groupby(zip(named, course.steps, strict=True), key=lambda pair: pair[0]):
        yield stage, [step for _, step in group]


def _in_force(course: Course) -> Iterator[tuple[str, ...]]:
    """What `Course.open_at` says at every place, with the end of each duty looked up once."""
    numbers = {stage: number for number, stage in enumerate(course.deal.stages)}
    begun: list[tuple[str, float, float, float]] = []
    for step in course.steps:
        if step.begins:
            begun.append((step.obligation, *_end(course, step.obligation, numbers)))
        today = _NEVER if step.day is None else step.day
        if step.stage is None:
            yield tuple([label for label, _, _, day in begun if today <= day])
        else:
            here = numbers.get(step.stage, 0)
            yield tuple([label for label, last, day, _ in begun if here <= last and today <= day])


def _end(course: Course, label: str, numbers: Mapping[str, int]) -> tuple[float, float, float]:
    """The last stage of a standing duty, its last day at a step of a stage, and at a step of none."""
    until = course.deal.obligations[label].until
    day = course.day(until)
    last = _FOR_GOOD if day is None else day
    if isinstance(until, When) and until.kind == "stage ends" and until.anchor and until.offset is None:
        return numbers.get(until.anchor.id, 0), _FOR_GOOD, last
    return _FOR_GOOD, last, last


def released_sets(course: Course) -> dict[str, int]:
    """For every step, the obligations that `Course.released_by` names, as the bits of one number.

    Bit n stands for the nth obligation of the file. The sets of all steps are found together, from the last act of
    each chain backwards; acts that wait for each other need a few more rounds.
    """
    deal = course.deal
    bit = {label: 1 << place for place, label in enumerate(deal.obligations)}
    nexts: dict[str, list[str]] = {}
    for link in course.links:
        if link.releases:
            nexts.setdefault(link.before, []).append(link.after)
    order = _last_first(nexts)
    found = dict.fromkeys(order, 0)
    changed = True
    while changed:
        changed = False
        for piece in order:
            mask = found[piece]
            for after in nexts.get(piece, ()):
                mask |= found[after] | bit[after.partition(".")[0]]
            if mask != found[piece]:
                found[piece], changed = mask, True
    return {piece: mask & ~bit[piece.partition(".")[0]] for piece, mask in found.items() if mask}


def _last_first(nexts: Mapping[str, list[str]]) -> list[str]:
    """Depth-first, each act after all that wait for it, so that one round is enough where there is no circle."""
    order: list[str] = []
    seen: set[str] = set()
    for root in nexts:
        if root in seen:
            continue
        seen.add(root)
        work = [(root, iter(nexts.get(root, ())))]
        while work:
            piece, afters = work[-1]
            after = next((a for a in afters if a not in seen), None)
            if after is None:
                order.append(piece)
                work.pop()
            else:
                seen.add(after)
                work.append((after, iter(nexts.get(after, ()))))
    return order


def _named(labels: tuple[str, ...], mask: int) -> tuple[int, tuple[str, ...]]:
    first: list[str] = []
    rest = mask
    while rest and len(first) < MOST_RELEASED:
        lowest = rest & -rest
        first.append(labels[lowest.bit_length() - 1])
        rest ^= lowest
    return mask.bit_count(), tuple(first)


def _leg(leg: Leg) -> dict[str, Any]:
    return {
        "stage": leg.stage,
        "in_force": list(leg.in_force),
        "ending": list(leg.ending),
        "steps": [_move(move) for move in leg.moves],
        "after": {
            party: {
                "given": list(stands.given),
                "got": list(stands.got),
                "owes": list(stands.owes),
                "owed": list(stands.owed),
            }
            for party, stands in leg.balance.items()
        },
    }


def _move(move: Move) -> dict[str, Any]:
    step = move.step
    return {
        "id": step.id,
        "by": list(step.by),
        "to": list(step.to),
        "day": step.day,
        "begins": step.begins,
        "together": list(step.together),
        "in_force": list(move.in_force),
        "released": {"count": move.released, "first": list(move.released_first)},
    }


def _cycle(cycle: Cycle) -> dict[str, Any]:
    return {
        "acts": list(cycle.ids),
        "because": [_link(link) for link in cycle.links],
        "readings_needed": [
            {"by": reading.by, "says": plain(reading.says), "said_by": plain(reading.said_by)}
            for reading in cycle.readings
        ],
    }


def _link(link: Link) -> dict[str, Any]:
    span = link.span
    return {
        "waits": link.after,
        "for": link.before,
        "why": link.why,
        "file": span.file,
        "line": span.line,
        "by_reading_of": link.reading.by if link.reading is not None else None,
    }
