"""The course of a deal: its acts in order of play, what is open, released, given and owed at each point.

The order of play is a topological order (Kahn 1962) of conditions, gates, exchanges and parts; ties by latest day,
then by the order of the file. An act without a day is placed just before the first act that waits for it, else at
the end of its stage.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from detente.deal.cycles import Cycle, cycles_of
from detente.deal.days import Days
from detente.deal.links import Link, links_of, links_of_readings, pieces_of
from detente.deal.model import Deal, Obligation
from detente.deal.order import in_order
from detente.deal.phrases import EACH_OTHER, Ref, When

_LAST = float("inf")


@dataclass(frozen=True, slots=True)
class Step:
    """One move of the course: an act, a part of one, or the beginning of a standing duty.

    `day` is the latest day, counted from day zero, or None where the text gives none.
    """

    id: str
    obligation: str
    part: int | None
    stage: str | None
    by: tuple[str, ...]
    to: tuple[str, ...]
    day: float | None
    begins: bool
    together: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Balance:
    """Where one party stands after a step: what it has given and got, what it still owes and is still owed."""

    given: tuple[str, ...]
    got: tuple[str, ...]
    owes: tuple[str, ...]
    owed: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Course:
    """The course of one deal; everything is computed when first asked for."""

    deal: Deal
    days: Days = field(repr=False)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every link between steps that the text gives."""
        return tuple(links_of(self.deal))

    @cached_property
    def cycles(self) -> tuple[Cycle, ...]:
        """Acts that wait for each other: in the text, and under readings of its order."""
        return cycles_of(self.deal, self.links)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Every step in the order of play; what is owed only on a breach or an event is no step."""
        pieces = {
            piece: label
            for label, owed in self.deal.obligations.items()
            if not (owed.on_breach_of or owed.on_event)
            for piece in pieces_of(self.deal, label)
        }
        return tuple(self._step(piece, pieces[piece]) for piece in self._played(list(pieces)))

    def _step(self, piece: str, label: str) -> Step:
        owed = self.deal.obligations[label]
        tail = piece[len(label) + 1 :]
        by = owed.by if isinstance(owed.by, tuple) else ()
        mates = self._mates.get(owed.together, ()) if isinstance(owed.together, str) else ()
        return Step(
            piece,
            label,
            int(tail) if tail else None,
            owed.stage if isinstance(owed.stage, str) else None,
            by,
            receivers(owed),
            self.day_of(piece),
            owed.is_standing,
            tuple(mate for mate in mates if mate != label),
        )

    @cached_property
    def _mates(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for label, owed in self.deal.obligations.items():
            if isinstance(owed.together, str):
                found.setdefault(owed.together, []).append(label)
        return {word: tuple(labels) for word, labels in found.items()}

    @cached_property
    def _stage_numbers(self) -> dict[str, int]:
        return {stage: number for number, stage in enumerate(self.deal.stages)}

    def _played(self, pieces: list[str]) -> list[str]:
        """The steps in an order that respects every link; see `in_order` for acts that wait for each other."""
        known = set(pieces)
        links = [link for link in self.links if link.before in known and link.after in known]
        nexts: dict[str, list[str]] = {}
        for link in links:
            nexts.setdefault(link.before, []).append(link.after)
        return in_order(self._keys(pieces, nexts), links)

    def _keys(self, pieces: list[str], nexts: dict[str, list[str]]) -> dict[str, tuple[float, float, int]]:
        """Stage, latest day, place in the file.

        An undated act takes the day of its counterpart in an exchange, else of the first act that waits for it.
        """
        partners = self._partners(pieces)
        keys = {}
        for place, piece in enumerate(pieces):
            owed = self.deal.obligations[piece.partition(".")[0]]
            stage = self._stage_numbers.get(owed.stage, 0) if isinstance(owed.stage, str) else 0
            day = self.day_of(piece)
            if day is None:
                near = [partners[piece]] if piece in partners else nexts.get(piece, ())
                days = [d for d in map(self.day_of, near) if d is not None]
                day = min(days) if days else _LAST
            keys[piece] = (float(stage), day, place)
        return keys

    def _partners(self, pieces: list[str]) -> dict[str, str]:
        """Each part of an exchange with the part of the other act that it goes with, where the text gives a turn."""
        found = {}
        for piece in pieces:
            name, _, part = piece.partition(".")
            owed = self.deal.obligations[name]
            if isinstance(owed.against, str) and isinstance(owed.turn, str):
                found[piece] = f"{owed.against}.{part}" if part else owed.against
        return found

    def day(self, when: object) -> float | None:
        """Days from day zero to a moment; None where it cannot be known."""
        return self.days.day(when)

    def day_of(self, label: str) -> float | None:
        """The latest day of an obligation, or of a part of it (`lists.2`)."""
        name, _, part = label.partition(".")
        return self.days.of(Ref(name, int(part) if part.isdecimal() else None))

    def stage_opens(self, stage: str) -> float | None:
        """The latest day on which a stage opens."""
        return self.days.stage_opens(stage)

    def stage_ends(self, stage: str) -> float | None:
        """The day on which a stage ends."""
        return self.days.stage_ends(stage)

    def released_by(self, label: str, readings_of: str | None = None) -> tuple[str, ...]:
        """The obligations that a breach of this one releases, itself left out, in the order of the file.

        Args:
            label: an obligation, or a part of it.
            readings_of: an actor whose readings of the order are added to the text.
        """
        start = {label, *pieces_of(self.deal, label)} if "." not in label else {label}
        todo, met = list(start), set(start)
        while todo:
            for after in self._released_directly(todo.pop(), readings_of):
                if after not in met:
                    met.add(after)
                    todo.append(after)
        names = {piece.partition(".")[0] for piece in met - start}
        own = label.partition(".")[0]
        return tuple(name for name in self.deal.obligations if name in names and name != own)

    def _released_directly(self, piece: str, readings_of: str | None) -> Iterable[str]:
        yield from self._releases.get(piece, ())
        if readings_of is not None:
            yield from self._released_by_reading.get((readings_of, piece), ())

    @cached_property
    def _released_by_reading(self) -> dict[tuple[str, str], tuple[str, ...]]:
        found: dict[tuple[str, str], tuple[str, ...]] = {}
        for link in links_of_readings(self.deal):
            if link.reading is not None:
                key = (link.reading.by, link.before)
                found[key] = (*found.get(key, ()), link.after)
        return found

    @cached_property
    def _releases(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for link in self.links:
            if link.releases:
                found.setdefault(link.before, []).append(link.after)
        return {before: tuple(afters) for before, afters in found.items()}

    def open_at(self, place: int) -> tuple[str, ...]:
        """The standing duties that have begun by the step at this place and have not ended."""
        here = self.steps[place]
        begun = [step for step in self.steps[: place + 1] if step.begins]
        return tuple(step.obligation for step in begun if not self.has_ended(step.obligation, here))

    def has_ended(self, label: str, here: Step) -> bool:
        """Whether a standing duty has ended by the time of a step."""
        until = self.deal.obligations[label].until
        if not isinstance(until, When):
            return False
        if until.kind == "stage ends" and until.anchor and until.offset is None and here.stage is not None:
            return self._stage_numbers.get(here.stage, 0) > self._stage_numbers.get(until.anchor.id, 0)
        end = self.day(until)
        return end is not None and here.day is not None and here.day > end

    def balance(self, place: int) -> dict[str, Balance]:
        """What each party has given, got, owes and is owed after the step at this place."""
        done, left = self.steps[: place + 1], self.steps[place + 1 :]
        return {
            party: Balance(
                tuple(s.id for s in done if party in s.by),
                tuple(s.id for s in done if party in s.to),
                tuple(s.id for s in left if party in s.by),
                tuple(s.id for s in left if party in s.to),
            )
            for party in self.deal.parties
        }

    @cached_property
    def unordered(self) -> tuple[tuple[str, str], ...]:
        """Neighbours in play, of different performers and one stage, whose order the text does not give."""
        linked = {(link.before, link.after) for link in self.links}
        return tuple(
            (one.id, two.id)
            for one, two in zip(self.steps, self.steps[1:], strict=False)
            if not one.begins
            and not two.begins
            and one.stage == two.stage
            and one.by != two.by
            and (one.day is None or two.day is None)
            and (one.id, two.id) not in linked
            and two.obligation not in one.together
        )


def receivers(owed: Obligation) -> tuple[str, ...]:
    """To whom a duty is owed; `each other` means every performer."""
    if not isinstance(owed.to, tuple):
        return ()
    if owed.to == (EACH_OTHER,):
        return owed.by if isinstance(owed.by, tuple) else ()
    return owed.to


def course_of(deal: Deal) -> Course:
    """The course of a deal, made once."""
    if "course" not in deal.kept:
        deal.kept["course"] = Course(deal, Days(deal))
    course: Course = deal.kept["course"]
    return course
