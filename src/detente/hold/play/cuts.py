"""Where standing duties are cut: after each act of another party while they last, and with the duties they hang on.

An act is done once: where another duty begins, none is cut, because that one lasts and can be given up in its turn. A
duty that is owed only `while` another is kept is cut with it: if the other is given up there, the rest of this one is
no longer owed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from detente.deal.course import Course, Step
from detente.deal.phrases import When

MOST_PIECES: Final = 500
"""About so many pieces are made of all standing duties together; beyond, each is cut at fewer acts, evenly spread."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One standing duty is cut after one step; `hangs`: because a duty on which it hangs is cut there."""

    duty: Step
    since: Step
    hangs: bool


@dataclass(frozen=True, slots=True)
class Cuts:
    """The cuts after each place of the order of play, duties that hang on others last; and how many were left out."""

    after: dict[int, tuple[Cut, ...]]
    left_out: int


def cuts_of(course: Course, steps: Sequence[Step]) -> Cuts:
    """Where the standing duties are cut.

    Args:
        course: the course of the deal.
        steps: its steps in the order in which they are played.
    """
    return _Finding(course, steps).cuts()


class _Finding:
    def __init__(self, course: Course, steps: Sequence[Step]) -> None:
        self.course, self.steps = course, steps
        self.parties = course.deal.parties
        self.begun = {step.id: place for place, step in enumerate(steps) if step.begins}
        self.until = {
            step.id: self._last_place(step, place) for place, step in enumerate(steps) if step.begins
        }

    def cuts(self) -> Cuts:
        places = {label: list(self._places(self.steps[at])) for label, at in self.begun.items()}
        kept, left_out = self._thinned({label: found for label, found in places.items() if found})
        here: dict[int, dict[str, bool]] = {}
        for label, found in kept.items():
            for place in found:
                here.setdefault(place, {})[label] = False
        left_out += self._hang(here)
        return Cuts(
            {place: tuple(self._at(place, labels)) for place, labels in sorted(here.items())}, left_out
        )

    def _at(self, place: int, labels: dict[str, bool]) -> Iterator[Cut]:
        for label in sorted(labels, key=lambda one: (labels[one], self.begun[one])):
            yield Cut(self.steps[self.begun[label]], self.steps[place], labels[label])

    def _last_place(self, duty: Step, begins: int) -> int:
        """The last place at which the duty has not ended."""
        last = begins
        while last + 1 < len(self.steps) and not self.course.has_ended(duty.obligation, self.steps[last + 1]):
            last += 1
        return last

    def _places(self, duty: Step) -> Iterator[int]:
        mine = {who for who in duty.by if who in self.parties}
        if not mine:
            return
        for place in range(self.begun[duty.id] + 1, self.until[duty.id] + 1):
            here = self.steps[place]
            theirs = {who for who in here.by if who in self.parties}
            if theirs and not here.begins and (len(mine) > 1 or theirs - mine) and self._goes_on(duty, place):
                yield place

    def _goes_on(self, duty: Step, place: int) -> bool:
        """After the last act of all a duty that has time left can be given up too; one `for good` has its own piece."""
        if place + 1 < len(self.steps):
            return True
        until = self.course.deal.obligations[duty.obligation].until
        if isinstance(until, When) and until.kind == "for good":
            return False
        end, day = self.course.day(until), self.steps[place].day
        return end is None or day is None or end > day

    def _thinned(self, places: dict[str, list[int]]) -> tuple[dict[str, list[int]], int]:
        total = sum(len(found) * self._parts(label) for label, found in places.items())
        if total <= MOST_PIECES:
            return places, 0
        each = max(1, MOST_PIECES // sum(self._parts(label) for label in places))
        kept = {label: _spread(found, each) for label, found in places.items()}
        return kept, sum(len(found) - len(kept[label]) for label, found in places.items())

    def _parts(self, label: str) -> int:
        """How many pieces one cut makes: one for each performer whose part stands apart."""
        owed = self.course.deal.obligations[self.steps[self.begun[label]].obligation]
        return len(owed.by) if owed.each is True and isinstance(owed.by, tuple) else 1

    def _hang(self, here: dict[int, dict[str, bool]]) -> int:
        """Add the duties that hang on those that are cut; say how many of these cuts were left out."""
        hanging: dict[str, list[str]] = {}
        for link in self.course.links:
            if link.why == "while" and link.before in self.begun and link.after in self.begun:
                hanging.setdefault(link.before, []).append(link.after)
        count, left_out = sum(map(len, here.values())), 0
        for place, labels in here.items() if hanging else ():
            todo = list(labels)
            while todo:
                for label in hanging.get(todo.pop(), ()):
                    if label in labels or not self.begun[label] < place <= self.until[label]:
                        continue
                    if not self._goes_on(self.steps[self.begun[label]], place):
                        continue
                    if count >= 2 * MOST_PIECES:
                        left_out += 1
                        continue
                    labels[label] = True
                    count += 1
                    todo.append(label)
        return left_out


def _spread(places: list[int], most: int) -> list[int]:
    """At most so many of the places, evenly spread, the last among them."""
    if len(places) <= most:
        return places
    return [places[(number + 1) * len(places) // most - 1] for number in range(most)]
