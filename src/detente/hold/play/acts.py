"""The moves of a deal: its acts in the order of play, with standing duties cut into pieces and joint acts kept as one.

A standing duty is cut at the acts of other parties (see `cuts`): after each of them its performer may stop keeping it.
What is carried out at the same moment is one act, which needs everybody's part.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Final

from detente.deal.course import Course, Step
from detente.deal.model import Deal, Obligation, Remedy
from detente.deal.phrases import NOT_STATED, When
from detente.hold.play.cuts import Cut, cuts_of
from detente.hold.play.groups import groups_of, played

RELEASES: Final = "releases"
ENDS: Final = "ends the deal"


@dataclass(frozen=True, slots=True)
class Member:
    """What one act is made of: an obligation, or a part, one performer's part, or a stretch of time of it.

    `share` is what it is of the whole (of `obligation`, or of `obligation.who` where that is given).
    """

    obligation: str
    part: int | None = None
    who: str | None = None
    share: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Act:
    """One move of the deal.

    `by` holds everybody who performs it, parties or not, and `to` everybody to whom it is owed. `free`: any one of
    several may perform it, so that nobody alone can leave it out. `then` is what follows if it is missed:
    `releases`, `ends the deal`, or None where the text does not say. `base` is the id without the stretch of time of a
    standing duty: the same for all its pieces.
    """

    id: str
    members: tuple[Member, ...]
    by: tuple[str, ...]
    to: tuple[str, ...]
    stage: str | None
    day: float | None
    waits_for: tuple[str, ...]
    standing: bool
    free: bool
    then: str | None
    does: str
    base: str

    @property
    def obligations(self) -> tuple[str, ...]:
        """The ids of its obligations."""
        return tuple(dict.fromkeys(member.obligation for member in self.members))


def acts_of(course: Course, split: frozenset[str] | None = None) -> tuple[Act, ...]:
    """The moves of a deal in the order of play.

    Args:
        course: the course of the deal.
        split: the ids of obligations marked `each: yes` whose performers' parts stand apart; all of them if None.
    """
    return _Cutting(course, split).acts()


class _Cutting:
    """One walk along the course: steps become nodes, nodes at one moment become acts."""

    def __init__(self, course: Course, split: frozenset[str] | None) -> None:
        self.course = course
        self.deal: Deal = course.deal
        self.split = split
        self.group = groups_of(course)
        self.steps = played(course)
        self.nodes: dict[str, Act] = {}
        self.of_step: dict[str, list[str]] = {step.id: [] for step in course.steps}
        self.pieces: dict[str, list[tuple[int, str]]] = {}
        self.order: list[str] = []

    def acts(self) -> tuple[Act, ...]:
        after = cuts_of(self.course, self.steps).after
        waiting: dict[str, Cut] = {}
        for place, step in enumerate(self.steps):
            self._begin(step, place)
            for cut in after.get(place, ()):
                waiting.setdefault(cut.duty.id, cut)
            if self.group.get(step.id, (step,))[-1] == step:
                for cut in waiting.values():
                    self._piece(cut, place)
                waiting.clear()
        self._afterwards()
        self._share_time()
        return tuple(self._merged(self._linked()))

    # --- nodes ---

    def _begin(self, step: Step, place: int) -> None:
        owed = self.deal.obligations[step.obligation]
        for who in self._whos(owed):
            member = Member(step.obligation, step.part, who, self._part_share(owed, step.part))
            act = act_of(self.deal, step, owed, member)
            self.nodes[act.id] = act
            self.of_step[step.id].append(act.id)
            self.order.append(act.id)
            if step.begins:
                self.pieces[act.id] = [(place, act.id)]

    def _whos(self, owed: Obligation) -> tuple[str | None, ...]:
        several = isinstance(owed.by, tuple) and len(owed.by) > 1 and owed.each is True
        if several and isinstance(owed.by, tuple) and (self.split is None or owed.id in self.split):
            return owed.by
        return (None,)

    def _part_share(self, owed: Obligation, part: int | None) -> Fraction:
        """What one part is of the whole, by amounts; an exchange part by part goes by the act that it is for."""
        if part is None:
            return Fraction(1)
        seen: set[str] = set()
        while not isinstance(owed.parts, tuple) and isinstance(owed.against, str) and owed.id not in seen:
            seen.add(owed.id)
            owed = self.deal.obligations[owed.against]
        if not isinstance(owed.parts, tuple) or part > len(owed.parts):
            return Fraction(1)
        amounts = [Fraction(repr(one.amount.low)) for one in owed.parts]
        total = sum(amounts)
        return amounts[part - 1] / total if total else Fraction(1, len(amounts))

    # --- standing duties ---

    def _piece(self, cut: Cut, place: int) -> None:
        since = cut.since
        for label in [one for one in self.of_step[cut.duty.id] if one in self.pieces]:
            act = self.nodes[label]
            if cut.hangs or len(act.by) > 1 or set(since.by) - set(act.by):
                self._later_piece(label, f"{label} since {since.id}", place, since.day, since.stage)

    def _later_piece(self, label: str, name: str, place: int, day: float | None, stage: str | None) -> None:
        if name in self.nodes:
            return
        first = self.nodes[label]
        before = self.pieces[label][-1][1]
        self.nodes[name] = replace(first, id=name, day=day, stage=stage, waits_for=(before,))
        self.pieces[label].append((place, name))
        self.order.append(name)

    def _afterwards(self) -> None:
        """A duty `for good` has one last piece, after everything else."""
        steps = self.steps
        for label in list(self.pieces):
            until = self.deal.obligations[self.nodes[label].members[0].obligation].until
            if isinstance(until, When) and until.kind == "for good":
                days = [step.day for step in steps if step.day is not None]
                last = max(days) if days else None
                self._later_piece(label, f"{label} afterwards", len(steps), last, steps[-1].stage)

    def _share_time(self) -> None:
        """The worth of a duty is spread over its pieces by days; equally where a day is not known."""
        for pieces in self.pieces.values():
            acts = [self.nodes[name] for _, name in pieces]
            shares = self._stretches(acts)
            for act, share in zip(acts, shares, strict=True):
                member = replace(act.members[0], share=act.members[0].share * share)
                self.nodes[act.id] = replace(act, members=(member,))

    def _stretches(self, acts: list[Act]) -> list[Fraction]:
        equal = [Fraction(1, len(acts))] * len(acts)
        until = self.deal.obligations[acts[0].members[0].obligation].until
        end = self.course.day(until)
        days = [act.day for act in acts] + [end]
        if len(acts) == 1 or any(day is None for day in days):
            return equal
        known = [Fraction(repr(float(day))) for day in days if day is not None]
        lengths = [later - earlier for earlier, later in pairwise(known)]
        total = sum(lengths)
        return [length / total for length in lengths] if total > 0 and min(lengths) >= 0 else equal

    # --- conditions ---

    def _linked(self) -> dict[str, Act]:
        place = {label: number for number, label in enumerate(self.order)}
        waits: dict[str, dict[str, None]] = {
            label: dict.fromkeys(self.nodes[label].waits_for) for label in place
        }
        for link in self.course.links:
            if not link.releases or link.before not in self.of_step or link.after not in self.of_step:
                continue
            for after in self._afters(link.after, link.why):
                for before in self.of_step[link.before]:
                    held = self._kept_until(before, place, place[after])
                    if held is not None and place[held] < place[after]:
                        waits[after][held] = None
        return {label: replace(self.nodes[label], waits_for=tuple(waits[label])) for label in self.order}

    def _afters(self, step: str, why: str) -> Iterator[str]:
        for label in self.of_step[step]:
            if why == "while" and label in self.pieces:
                yield from (name for _, name in self.pieces[label])
            else:
                yield label

    def _kept_until(self, label: str, place: Mapping[str, int], before: int) -> str | None:
        """What must have been kept: of a standing duty, its last piece before the place; else the act itself."""
        if label not in self.pieces:
            return label
        pieces = self.pieces[label]
        count = bisect_left(pieces, before, key=lambda piece: place[piece[1]])
        return pieces[count - 1][1] if count else None

    # --- acts at one moment ---

    def _merged(self, nodes: Mapping[str, Act]) -> Iterator[Act]:
        """Nodes of steps carried out at the same moment become one act, at the place of the first of them."""
        home: dict[str, str] = {}
        for label in self.order:
            home.setdefault(label, label)
        for steps in {tuple(step.id for step in group) for group in self.group.values()}:
            labels = [label for step in steps for label in self.of_step[step] if label not in self.pieces]
            for label in labels:
                home[label] = labels[0]
        name = self._names(home)
        members: dict[str, list[Act]] = {}
        for label in self.order:
            members.setdefault(home[label], []).append(nodes[label])
        for first, acts in members.items():
            yield _one(name[first], acts, {label: name[home[label]] for label in home})

    def _names(self, home: Mapping[str, str]) -> dict[str, str]:
        names: dict[str, list[str]] = {}
        for label in self.order:
            names.setdefault(home[label], []).append(label)
        return {first: " + ".join(labels) for first, labels in names.items()}


def _one(name: str, acts: list[Act], renamed: Mapping[str, str]) -> Act:
    waits = dict.fromkeys(renamed[other] for act in acts for other in act.waits_for)
    waits.pop(name, None)
    if len(acts) == 1:
        return replace(acts[0], id=name, waits_for=tuple(waits))
    thens = {act.then for act in acts}
    days = [act.day for act in acts if act.day is not None]
    return replace(
        acts[0],
        id=name,
        base=name,
        members=tuple(member for act in acts for member in act.members),
        by=tuple(dict.fromkeys(who for act in acts for who in act.by)),
        to=tuple(dict.fromkeys(who for act in acts for who in act.to)),
        day=max(days) if days else None,
        waits_for=tuple(waits),
        standing=all(act.standing for act in acts),
        free=all(act.free for act in acts),
        then=ENDS if ENDS in thens else None if None in thens else RELEASES,
        does="; ".join(dict.fromkeys(act.does for act in acts)),
    )


def act_of(deal: Deal, step: Step, owed: Obligation, member: Member) -> Act:
    """One step of the course, or one performer's part of it, as a move that waits for nothing yet."""
    who = member.who
    label = step.id if who is None else f"{step.id}.{who}"
    return Act(
        id=label,
        members=(member,),
        by=step.by if who is None else (who,),
        to=step.to if who is None else _others_of(step, who),
        stage=step.stage,
        day=step.day,
        waits_for=(),
        standing=step.begins,
        free=owed.any is True and len(step.by) > 1,
        then=consequence(deal, owed),
        does=owed.does if isinstance(owed.does, str) else step.obligation,
        base=label,
    )


def _others_of(step: Step, who: str) -> tuple[str, ...]:
    """To whom one performer's part is owed: `each other` means the others."""
    if set(step.to) == set(step.by):
        return tuple(other for other in step.to if other != who)
    return step.to


def consequence(deal: Deal, owed: Obligation) -> str | None:
    """What follows if the duty is missed: `releases`, `ends the deal`, or None where the text does not settle it.

    Its own `if missed` goes first; words that are neither leave it to the deal's `if breached`.
    """
    missed = owed.if_missed
    for said in (missed.then if isinstance(missed, Remedy) else None, deal.frame.if_breached):
        if said is None or said is NOT_STATED:
            continue
        if said in (ENDS, "ends"):
            return ENDS
        if said in (RELEASES, "releases what depends on it"):
            return RELEASES
    return None


def released_by(acts: Iterable[Act], label: str, form: str) -> tuple[str, ...]:
    """What is no longer owed if one act is left out while it is due, itself first, in the order of play."""
    every = tuple(acts)
    places = {act.id: place for place, act in enumerate(every)}
    if (every[places[label]].then or form) == ENDS:
        return tuple(act.id for act in every[places[label] :])
    out = {label}
    for act in every[places[label] + 1 :]:
        if not out.isdisjoint(act.waits_for):
            out.add(act.id)
    return tuple(act.id for act in every if act.id in out)
