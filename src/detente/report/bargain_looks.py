"""What is marked in the figure of `bargain`: the draft, a package better for all, the solution points; and their looks.

A shape and a pattern of dashes for each, so that colour is never alone. Colours: Okabe and Ito, Color Universal Design
(2008).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from detente.report import svg
from detente.report.bargain_saying import NAMED, capital, count, is_proved, spots

if TYPE_CHECKING:
    from detente.bargain.answer import Bargain

PURPLE, SKY = "#AA4499", "#56B4E9"
CLOUD: Final = "#a0a0a0"
EDGE: Final = "#1a1a1a"
MOST_POINTS: Final = 6
_MANY: Final = 3  # different outcomes that reach one solution point


@dataclass(frozen=True, slots=True)
class Look:
    """The shape of a marker, its size, its fill, its edge, and the dashes of its line."""

    shape: str
    size: float
    fill: str
    edge: str
    dashes: str

    @property
    def colour(self) -> str:
        """Of a line."""
        return self.edge if self.fill == svg.PAPER else self.fill


@dataclass(frozen=True, slots=True)
class Mark:
    """A package that is marked: what it is called, what it is worth to each party, how it looks."""

    called: str
    worth: Mapping[str, float]
    look: Look


DRAFT: Final = Look("square", 6.0, svg.VERMILLION, EDGE, "none")
NEAREST: Final = Look("circle", 6.0, svg.PAPER, svg.GREEN, "7 3")
_POINTS: Final = (
    Look("diamond", 6.0, svg.ORANGE, EDGE, "2 3"),
    Look("triangle", 6.0, PURPLE, EDGE, "9 3 2 3"),
    Look("circle", 6.0, SKY, EDGE, "12 4"),
    Look("square", 5.0, svg.PAPER, svg.BLUE, "4 2"),
    Look("diamond", 6.0, svg.PAPER, PURPLE, "1 4"),
    Look("triangle", 6.0, svg.PAPER, "#8a5f00", "6 2 1 2 1 2"),
)


def _reached(found: Bargain) -> dict[str, int]:
    """How many different outcomes reach each solution point."""
    return {name: len(one.packages) for name, one in found.solutions.items() if one is not None}


def unmarked(found: Bargain) -> tuple[str, ...]:
    """A sentence for each solution point that too many outcomes reach for them to be marked."""
    return tuple(
        f"{capital(NAMED.get(name, name))}: {count(many)} different outcomes "
        f"{'reach it' if is_proved(found, name) else 'are the best found for it'}."
        for name, many in _reached(found).items()
        if many > _MANY
    )


def marks_of(found: Bargain) -> list[Mark]:
    """The draft first, then the nearest package that is better for everybody, then the solution points."""
    marks = []
    if found.draft is not None:
        marks.append(Mark("Draft", found.draft.package.worth, DRAFT))
        if found.draft.better_for_all:
            nearest = found.draft.better_for_all[0]
            of = f", 1 of {count(found.draft.nearest)}" if found.draft.nearest > 1 else ""
            marks.append(Mark(f"Nearest better for everybody{of}", nearest.package.worth, NEAREST))
    reached = _reached(found)
    # A point that many packages reach is no mark: the first few of them would say nothing.
    known = [spot for spot in spots(found) if any(reached[name] <= _MANY for name in spot.names)][
        :MOST_POINTS
    ]
    marks += [
        Mark(capital(spot.called), spot.package.worth, look)
        for spot, look in zip(known, _POINTS, strict=False)
    ]
    return marks
