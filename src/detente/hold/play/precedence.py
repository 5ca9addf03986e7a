"""Which act must come before which: by conditions and timing, by stage, by day. Other pairs have no given order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise

from detente.hold.masks import bits
from detente.hold.play import Play
from detente.hold.play.acts import Act


class Precedence:
    """The order that the text gives to the acts of a play, as sets of places held in the bits of whole numbers."""

    def __init__(self, play: Play) -> None:
        self.play = play
        self.acts = play.acts

    @cached_property
    def after(self) -> tuple[int, ...]:
        """For each place, the places that must come after it."""
        nexts: list[list[int]] = [[] for _ in self.acts]
        for before, after in self._edges():
            if before < after:
                nexts[before].append(after)
        coarse = self._by_stage_and_day()
        masks = [0] * len(self.acts)
        for place in reversed(range(len(self.acts))):
            mask = coarse[place]
            for later in nexts[place]:
                mask |= 1 << later
            reached = mask
            rest = mask
            while rest:
                lowest = rest & -rest
                reached |= masks[lowest.bit_length() - 1]
                rest = (rest ^ lowest) & ~masks[lowest.bit_length() - 1]
            masks[place] = reached
        return tuple(masks)

    @cached_property
    def before(self) -> tuple[int, ...]:
        """For each place, the places that must come before it."""
        found = [0] * len(self.acts)
        for place, mask in enumerate(self.after):
            for later in bits(mask):
                found[later] |= 1 << place
        return tuple(found)

    def falls(self, place: int) -> int:
        """The places that fall away for certain if the deal ends at this one, itself left out.

        What must come after it; and at a piece of a standing duty, the pieces of others that begin as it does.
        """
        return self.after[place] | self.alongside(place)

    def alongside(self, place: int) -> int:
        """At a piece of a standing duty: pieces of other duties that begin at the same moment, and their later ones.

        Acts that come after those pieces are not among them: they may have been done before.
        """
        start = self._starts[place]
        if start is None:
            return 0
        known = self.after[place] | self.before[place] | 1 << place
        mask = 0
        for other in bits(self._of_start[start] & ~known):
            mask |= 1 << other | self._later_pieces[other]
        return mask & ~known

    @cached_property
    def _later_pieces(self) -> tuple[int, ...]:
        """For each place, the later acts with its base: the later pieces of a standing duty."""
        found, later = [0] * len(self.acts), dict.fromkeys((act.base for act in self.acts), 0)
        for place in reversed(range(len(self.acts))):
            base = self.acts[place].base
            found[place] = later[base]
            later[base] |= 1 << place
        return tuple(found)

    @cached_property
    def _of_start(self) -> dict[tuple[str, object], int]:
        """The places of the pieces that begin at one moment."""
        found: dict[tuple[str, object], int] = {}
        for place, start in enumerate(self._starts):
            if start is not None:
                found[start] = found.get(start, 0) | 1 << place
        return found

    @cached_property
    def _starts(self) -> tuple[tuple[str, object] | None, ...]:
        """When each piece of a standing duty begins: after which act, on which day, or after everything."""
        return tuple(_start(act) for act in self.acts)

    @cached_property
    def lasting(self) -> int:
        """The places of the last pieces of duties `for good`."""
        return sum(
            1 << at for at, act in enumerate(self.acts) if act.standing and act.id.endswith(" afterwards")
        )

    def last(self, places: int) -> tuple[int, ...]:
        """The last of some places: those that must come before no other of them; the rest must come before these."""
        found = []
        while places:
            place = places.bit_length() - 1
            found.append(place)
            places &= ~(self.before[place] | 1 << place)
        return tuple(reversed(found))

    def open_to(self, place: int) -> int:
        """The places whose order with this one is not given, and which do not last as it does."""
        everything = (1 << len(self.acts)) - 1
        return everything & ~(self.falls(place) | self.before[place] | 1 << place)

    def stated(self) -> Iterator[tuple[int, int]]:
        """Pairs of places, the first before the second, that the text states: conditions, timing, stages; no days."""
        yield from self._edges()
        stages = {label: number for number, label in enumerate(self.play.deal.stages)}
        of_stage: dict[int, list[int]] = {}
        for place, act in enumerate(self.acts):
            if act.stage in stages:
                of_stage.setdefault(stages[act.stage], []).append(place)
        for earlier, later in pairwise(sorted(of_stage)):
            yield from ((one, two) for one in of_stage[earlier] for two in of_stage[later])

    def _edges(self) -> Iterator[tuple[int, int]]:
        of_step: dict[str, list[int]] = {}
        edges = list(self._links(of_step))
        yield from edges
        yield from self._cuts(of_step, edges)

    def _links(self, of_step: dict[str, list[int]]) -> Iterator[tuple[int, int]]:
        """Conditions and timing, by the places of acts; `of_step` is filled with the places of each step."""
        number = self.play.place
        for place, act in enumerate(self.acts):
            for other in act.waits_for:
                yield number[other], place
            for name in act.base.split(" + "):
                of_step.setdefault(name, []).append(place)
                of_step.setdefault(_step_of(act, name), []).append(place)
        for link in self.play.course.links:
            for before in of_step.get(link.before, ())[:1]:
                for after in of_step.get(link.after, ())[:1]:
                    yield before, after

    def _cuts(
        self, of_step: dict[str, list[int]], edges: Iterable[tuple[int, int]]
    ) -> Iterator[tuple[int, int]]:
        """A piece of a standing duty comes directly after the act that cuts it, and that act after the piece before."""
        nexts: dict[int, list[int]] = {}
        for before, after in edges:
            nexts.setdefault(before, []).append(after)
        last: dict[str, int] = {}
        for place, act in enumerate(self.acts):
            since = act.id.partition(" since ")[2]
            if since:
                for cut in of_step.get(since, ())[:1]:
                    yield cut, place
                    yield from ((place, after) for after in nexts.get(cut, ()) if after > place)
                    if act.base in last:
                        yield last[act.base], cut
            if act.standing:
                last[act.base] = place

    def _by_stage_and_day(self) -> list[int]:
        """For each place, the later places of a later stage, or of a later day in a stage that is not earlier."""
        stages = {label: number for number, label in enumerate(self.play.deal.stages)}
        number = [stages.get(act.stage) if act.stage is not None else None for act in self.acts]
        # The last piece of a duty `for good` comes after everything but other such pieces.
        last = self.lasting
        found = []
        for place, act in enumerate(self.acts):
            mask, here = 0 if last >> place & 1 else last, number[place]
            for later in range(place + 1, len(self.acts)):
                there, other = number[later], self.acts[later]
                by_stage = here is not None and there is not None and here < there
                by_day = act.day is not None and other.day is not None and act.day < other.day
                if by_stage or by_day:
                    mask |= 1 << later
            found.append(mask)
        return found


def _start(act: Act) -> tuple[str, object] | None:
    """The moment at which a piece begins; None for an act, and where the moment is not known."""
    if not act.standing:
        return None
    since = act.id.partition(" since ")[2]
    if since:
        return ("since", since)
    if act.id.endswith(" afterwards"):
        return ("afterwards", "")
    return None if act.day is None else ("day", (act.stage, act.day))


def _step_of(act: Act, name: str) -> str:
    """The step that a performer's part belongs to."""
    for member in act.members:
        if member.who is not None and name == f"{member.obligation}.{member.who}":
            return member.obligation
    return name
