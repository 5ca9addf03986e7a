"""What can be said without anybody's values, from signs alone.

Own acts cost nothing or more, and acts received are worth nothing or more. So a party that leaves out an act gains for
every valuation if nothing owed to it falls away and no guarantee is lost, for none if it has nothing left to leave out,
and otherwise it depends on what it values.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from detente.deal.course import Step
from detente.hold.masks import bits
from detente.hold.play import Play
from detente.hold.play.acts import Act
from detente.hold.play.pledges import Bearing
from detente.hold.play.precedence import Precedence
from detente.hold.results import DEPENDS, EVERY, NONE


@dataclass(frozen=True, slots=True)
class Signs:
    """One party before its next act, by signs.

    `owed_to_it` and `owes`: what is still to come, by the ids of the duties. `not_received` and `kept_back`: what falls
    away if the next act is left out. `lost`: guarantees that count and cover the next act.
    """

    party: str
    next: str | None
    owed_to_it: tuple[str, ...]
    owes: tuple[str, ...]
    not_received: tuple[str, ...]
    kept_back: tuple[str, ...]
    lost: tuple[str, ...]

    @property
    def answer(self) -> str:
        """`every`, `none` or `depends`."""
        if self.next is None:
            return NONE
        return DEPENDS if self.not_received or self.lost else EVERY

    @property
    def inequality(self) -> str:
        """On what it depends, in words."""
        if self.next is None:
            return "it has nothing left to leave out"
        both = set(self.kept_back) & set(self.not_received)
        kept = listed(self.kept_back or (self.next,), both, "its part of ")
        if self.answer == EVERY:
            return f"if {kept} costs it anything: nothing owed to it falls away, and no guarantee is lost"
        against = [listed(self.not_received, both, "the other part of ")] if self.not_received else []
        against += [f"what it would lose with {listed(self.lost)}"] if self.lost else []
        return f"if keeping back {kept} is worth more to it than {' and '.join(against)}"


def listed(ids: tuple[str, ...], marked: Collection[str] = (), mark: str = "", most: int = 4) -> str:
    """Ids in a sentence: `a`, `b` and 3 more; those that are marked have words before them."""
    most = most + 1 if len(ids) == most + 1 else most  # nothing is hidden for the sake of one
    shown = [f"{mark if label in marked else ''}`{label}`" for label in ids[:most]]
    if len(ids) > most:
        return f"{', '.join(shown)} and {len(ids) - most} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


class Reading:
    """Reads the signs off one play; what falls away is worked out once for each act."""

    def __init__(self, play: Play, precedence: Precedence | None = None) -> None:
        self.play = play
        self.precedence = precedence or Precedence(play)
        self._released = self._conditions()
        self._steps = {step.id: step for step in play.course.steps}

    def _conditions(self) -> list[int]:
        """For each place, itself and what waits for it, directly or not."""
        place = self.play.place
        nexts: list[list[int]] = [[] for _ in self.play.acts]
        for at, act in enumerate(self.play.acts):
            for other in act.waits_for:
                nexts[place[other]].append(at)
        masks = [0] * len(self.play.acts)
        for at in reversed(range(len(masks))):
            masks[at] = 1 << at
            for later in nexts[at]:
                masks[at] |= masks[later]
        return masks

    def released(self, place: int) -> int:
        """The places that fall away for certain if the act at this place is left out, itself among them."""
        if self.play.ends(self.play.acts[place]):
            return self.precedence.falls(place) | 1 << place
        return self._released[place]

    def signs(self, party: str, done: int) -> Signs:
        """The signs of a party when the first `done` acts of the order of play are done."""
        acts = self.play.acts
        own = [place for place in range(done, len(acts)) if party in acts[place].by and not acts[place].free]
        coming = [place for place in range(done, len(acts)) if party in acts[place].to]
        if not own:
            return Signs(party, None, self._names(coming), (), (), (), ())
        # Also duties that began earlier in the order of play, and are still in force if the deal ends here.
        gone = sorted({*bits(self.released(own[0])), *self._in_force(own[0], party)})
        coming = sorted({*coming, *(place for place in gone if party in acts[place].to)})
        return Signs(
            party,
            acts[own[0]].id,
            self._names(coming),
            self._names(own),
            self._names(place for place in gone if party in acts[place].to),
            self._names(place for place in gone if party in acts[place].by and not acts[place].free),
            tuple(one.guarantee for one in self._lost(party, acts[own[0]].id)),
        )

    def _in_force(self, place: int, party: str) -> list[int]:
        """Standing duties of others that have begun and not ended, where leaving out this act ends the deal."""
        acts, course = self.play.acts, self.play.course
        here = self._step(acts[place])
        if here is None or not self.play.ends(acts[place]):
            return []
        last = {act.base: at for at, act in enumerate(acts) if act.standing}
        return [
            at
            for at in last.values()
            if at < place
            and party not in acts[at].by
            and not any(course.has_ended(label, here) for label in acts[at].obligations)
        ]

    def _step(self, act: Act) -> Step | None:
        """The step of the course at which an act, or a piece of a duty, begins; the last for what comes after all."""
        since = act.id.partition(" since ")[2]
        names = [since] if since else act.base.split(" + ")
        steps = self._steps
        if act.id.endswith(" afterwards") and self.play.course.steps:
            return self.play.course.steps[-1]
        found = [steps[name] for name in (*names, *act.obligations) if name in steps]
        return found[0] if found else None

    def _lost(self, party: str, act: str) -> list[Bearing]:
        return [one for one in self.play.bearings[party] if one.counts and act in one.covers]

    def _names(self, places: Iterable[int]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.play.acts[place].base for place in places))
