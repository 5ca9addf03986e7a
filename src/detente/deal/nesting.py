"""Which list a number goes on with, or opens: decided by the order of the numbers, not by their looks alone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final

from detente.deal.numbering import Mark, Style

DEEPEST: Final = 24
"""Lists within lists; a deeper one goes on beside the last."""
_OUTER: Final = ("digit", "LETTER", "ROMAN")  # with a full stop, they count what stands outermost
_GAP: Final = 20  # numbers that may be missing before one that is sure
_LARGE: Final = (
    1_000  # from here on a number may be a year: it is one of a list only where the list has come to it
)
_SPREAD: Final = 3_000  # marks between an item and the next of its list


class Sure(IntEnum):
    """How sure a number is one, by where it stands."""

    INLINE = 0
    """within a sentence"""
    WRAPPED = 1
    """at the head of a line that goes on with a sentence"""
    LINE = 2
    """at the head of a line, where the one before has ended"""
    BLOCK = 3
    """at the head of a paragraph"""
    MADE = 4
    """made by a word processor"""


@dataclass(slots=True)
class Frame:
    """A part that is open: the style and value of its number, or a wall that lists do not reach through.

    `memory` holds the last value of each list that has ended inside a wall, so that numbers may run on.
    """

    style: Style
    value: int = 0
    path: tuple[int, ...] = ()
    is_wall: bool = False
    memory: dict[Style, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fit:
    """Where a number belongs: how many of the open frames stay open, what it counts, and whether it runs on."""

    keep: int
    style: Style
    value: int
    runs_on: bool = False


class Ahead:
    """Where numbers stand further on, so that the first of a list is known by its second.

    Args:
        marks: the numbers in order, with how sure each is.
        walls: places in `marks` (as offsets of text) behind which a list does not go on.
    """

    def __init__(self, marks: Iterable[tuple[Mark, Sure]], walls: Sequence[int] = ()) -> None:
        self._places: dict[tuple[Style, int], list[int]] = {}
        self._order: dict[int, int] = {}
        self._walls = walls
        for order, (mark, sure) in enumerate(marks):
            self._order[mark.own] = order
            for alphabet, value in mark.readings:
                where = "inline" if sure == Sure.INLINE else "head"
                self._places.setdefault(((mark.form + where, alphabet), value), []).append(mark.own)

    def next(self, mark: Mark, style: Style, value: int, *, inline: bool) -> int | None:
        """The place of the next number of a style and value before the next wall, or None."""
        places = self._places.get(((style[0] + ("inline" if inline else "head"), style[1]), value), [])
        at = bisect_right(places, mark.own)
        if at == len(places):
            return None
        wall = bisect_right(self._walls, mark.own)
        if wall < len(self._walls) and self._walls[wall] < places[at]:
            return None
        near = self._order[places[at]] - self._order.get(mark.own, 0) < _SPREAD
        return places[at] if near else None

    def nearest(self, mark: Mark, style: Style, value: int) -> int | None:
        """The place of the next number of a style and value, within a sentence or at a head, or None."""
        found = [self.next(mark, style, value, inline=inline) for inline in (True, False)]
        return min((place for place in found if place is not None), default=None)


class Nesting:
    """The parts that are open at a place of a text, outermost first.

    Attributes:
        frames: the open parts.
    """

    def __init__(self, ahead: Ahead) -> None:
        self.frames: list[Frame] = []
        self._ahead = ahead
        self._root: dict[Style, int] = {}

    @property
    def memory(self) -> dict[Style, int]:
        """What the lists inside the innermost wall have counted to."""
        return next((frame.memory for frame in reversed(self.frames) if frame.is_wall), self._root)

    def cut(self, keep: int) -> None:
        """Close the frames from a depth on."""
        while len(self.frames) > keep:
            frame = self.frames.pop()
            if not frame.is_wall and frame.value:
                self.memory[frame.style] = frame.value

    def open(self, fit: Fit, mark: Mark) -> None:
        """Open the part that a number heads."""
        self.cut(fit.keep)
        self.memory.pop(fit.style, None)
        self.frames.append(Frame(fit.style, fit.value, mark.path))

    def wall(self, keep: int, mark: Mark | None = None, *, shares: bool = False) -> None:
        """Open a part that lists do not reach through, such as an article.

        `shares`: whether numbers may run on through it, as through a heading without a number.
        """
        self.cut(keep)
        memory = self.memory if shares else {}
        value, path = (mark.readings[-1][1], mark.path) if mark is not None else (0, ())
        self.frames.append(Frame(("wall", ""), value, path, is_wall=True, memory=memory))

    def fit(self, mark: Mark, sure: Sure, *, is_open: bool) -> Fit | None:
        """Say where a number belongs, or None where it is none.

        Args:
            mark: the number.
            sure: how sure it is one by its place.
            is_open: whether the words before it end so that a list may follow (`:`, a dash).
        """
        if len(mark.path) > 1 and mark.form != "keyword":
            return self._decimal(mark, sure)
        found = self._going_on(mark)
        opened = self._opening(mark, sure, is_open=is_open)
        if found and opened and found.style != opened.style:
            return self._likelier(mark, found, opened)
        return found or opened or self._out_of_order(mark, sure, is_open=is_open)

    def _going_on(self, mark: Mark) -> Fit | None:
        best: Fit | None = None
        for alphabet, value in mark.readings:
            style = (mark.form, alphabet)
            for depth in self._reach(alphabet):
                frame = self.frames[depth]
                if frame.style == style and value == frame.value + 1:
                    if best is None or depth > best.keep:
                        best = Fit(depth, style, value)
                    break
        return best

    def _reach(self, alphabet: str) -> Iterable[int]:
        """The depths of lists that may go on: inside the innermost wall; lists of capitals through walls."""
        for depth in range(len(self.frames) - 1, -1, -1):
            if self.frames[depth].is_wall:
                if not alphabet.isupper():
                    return
                continue
            yield depth

    def _opening(self, mark: Mark, sure: Sure, *, is_open: bool) -> Fit | None:
        for alphabet, value in reversed(mark.readings):
            if value != 1:
                continue
            style = (mark.form, alphabet)
            if not self._may_open(mark, style, sure, is_open=is_open):
                continue
            same = next((depth for depth in self._reach("a") if self.frames[depth].style == style), None)
            if same is not None and not is_open:
                return Fit(same, style, value)
            outer = mark.form == "dot" and alphabet in _OUTER and not is_open and sure > Sure.INLINE
            return Fit(self._inside() if outer else min(len(self.frames), DEEPEST), style, value)
        return None

    def _may_open(self, mark: Mark, style: Style, sure: Sure, *, is_open: bool) -> bool:
        if sure == Sure.MADE:
            return True
        second = self._ahead.nearest(mark, style, 2) is not None
        weak = mark.is_bare or (mark.form == "dot" and style[1] != "digit") or sure < Sure.LINE
        return second or not (weak or (sure < Sure.BLOCK and not is_open))

    def _likelier(self, mark: Mark, on: Fit, opened: Fit) -> Fit:
        """Of `(i)` after `(h)`: what the next number says."""
        second = self._ahead.nearest(mark, opened.style, 2)
        further = self._ahead.nearest(mark, on.style, on.value + 1)
        if second is None:
            return on
        return opened if further is None or second < further else on

    def _out_of_order(self, mark: Mark, sure: Sure, *, is_open: bool) -> Fit | None:
        if sure < Sure.BLOCK:
            return None
        for alphabet, value in mark.readings:
            style = (mark.form, alphabet)
            if value == self.memory.get(style, -1) + 1:
                return Fit(self._inside(), style, value, runs_on=True)
        for alphabet, value in mark.readings:
            style = (mark.form, alphabet)
            for depth in self._reach("a"):
                frame = self.frames[depth]
                if frame.style == style and self._may_skip(mark, frame, value, sure):
                    return Fit(depth, style, value)
        return self._excerpt(mark, sure, is_open=is_open)

    def _may_skip(self, mark: Mark, frame: Frame, value: int, sure: Sure) -> bool:
        if sure == Sure.MADE:
            return True
        weak = mark.is_bare or (mark.form == "dot" and frame.style[1] != "digit")
        return not weak and value <= frame.value + _GAP

    def _excerpt(self, mark: Mark, sure: Sure, *, is_open: bool) -> Fit | None:
        """A list whose first items are not in the text: only where it goes on."""
        for alphabet, value in mark.readings:
            style = (mark.form, alphabet)
            if value >= _LARGE and sure != Sure.MADE:
                continue
            if alphabet in ("digit", "letter") and not mark.is_bare:
                goes_on = self._ahead.next(mark, style, value + 1, inline=False) is not None
                if goes_on or sure == Sure.MADE:
                    keep = min(len(self.frames), DEEPEST) if is_open else self._inside()
                    return Fit(keep, style, value)
        return None

    def _inside(self) -> int:
        """The depth just inside the innermost wall or division."""
        depth = len(self.frames)
        while depth and not self.frames[depth - 1].is_wall and not _divides(self.frames[depth - 1].style):
            depth -= 1
        return depth

    def _decimal(self, mark: Mark, sure: Sure) -> Fit | None:
        path, style = mark.path, (mark.form, f"decimal{len(mark.path)}")
        value = path[-1]
        if sure < Sure.LINE:
            return None
        for depth in range(len(self.frames) - 1, -1, -1):
            frame = self.frames[depth]
            if frame.path[:-1] == path[:-1] and len(frame.path) == len(path):
                is_next = 0 <= value - frame.value <= 1
                return Fit(depth, style, value) if is_next or sure >= Sure.BLOCK else None
            if frame.path == path[:-1]:
                return Fit(depth + 1, style, value) if value <= 1 or sure >= Sure.BLOCK else None
        return self._loose_decimal(style, mark, sure)

    def _loose_decimal(self, style: Style, mark: Mark, sure: Sure) -> Fit | None:
        value = mark.path[-1]
        if sure < Sure.BLOCK:
            return None
        for depth in self._reach("a"):
            frame = self.frames[depth]
            if frame.style == style and (mark.path[0] < _LARGE or mark.path[0] - frame.path[0] in (0, 1)):
                return Fit(depth, style, value)
        may_be_first = mark.path[0] < _LARGE or sure == Sure.MADE
        return Fit(self._inside(), style, value) if may_be_first else None


def _divides(style: Style) -> bool:
    """Whether a list divides a text: `A.` and `I.`."""
    return style[0] == "dot" and style[1].isupper()
