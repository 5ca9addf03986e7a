"""How much a reader takes on: its clock, and the sentences with which it stops."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic
from typing import Final

from detente.errors import CannotRead
from detente.read.document import Limits

_SPLIT: Final = "split the document"
_DAMAGED: Final = "open it in the program that made it, and save it anew"


@dataclass(slots=True)
class Clock:
    """Counts the seconds of one reading; `check` is called between parts of the work."""

    name: str
    limits: Limits
    _began: float = field(default_factory=monotonic)

    def check(self) -> None:
        """Stop the reading once its seconds are over.

        Raises:
            CannotRead: they are.
        """
        if monotonic() - self._began > self.limits.seconds:
            raise CannotRead(
                f"{self.name} takes longer to read than {self.limits.seconds:g} seconds", help=_SPLIT
            )


def refuse_long(name: str, characters: int, limits: Limits) -> None:
    """Refuse a text with more characters than the limit.

    Raises:
        CannotRead: it has more.
    """
    if characters > limits.characters:
        raise CannotRead(
            f"{name} has more than {limits.characters:,} characters, and no more are read", help=_SPLIT
        )


def too_many(name: str, what: str, most: int) -> CannotRead:
    """The refusal of a document with more of something, such as `lines`, than is taken on."""
    return CannotRead(f"{name} has more than {most:,} {what}, and no more are read", help=_SPLIT)


def damaged(name: str, what: str) -> CannotRead:
    """The refusal of a document whose bytes are not whole."""
    return CannotRead(f"{name} is damaged: {what}", help=_DAMAGED)


def wordless(name: str) -> CannotRead:
    """The refusal of a document in which no word stands."""
    return CannotRead(f"{name} has no words", help="look into the file: is it the one that you mean?")


def counted(count: int, one: str, many: str) -> str:
    """A number and what it counts: `1 page is`, `2 pages are`."""
    return f"{count:,} {one if count == 1 else many}"


def listed(numbers: list[int], most: int = 12) -> str:
    """Numbers as a person writes them: such as `2, 5 to 9 and 12`, at most so many parts of them."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    said = [f"{run[0]} to {run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    if len(said) > most:
        said = [*said[:most], f"{len(said) - most} more places"]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"
