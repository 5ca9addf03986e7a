"""The canonical text in the making: paragraph by paragraph, with the places that its characters came from."""

from __future__ import annotations

import time
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from detente.errors import CannotRead
from detente.read.document import Block, Change, InRun, Kind, Limits, Piece
from detente.read.intake.word.names import Element

ChangeKind: TypeAlias = Literal["inserted", "deleted", "moved here", "moved away", "formatted"]

BOXED: Final = "box"
_DEEPEST: Final = 8  # changes in one another that keep their words; two are usual


@dataclass(frozen=True, slots=True)
class Mark:
    """A tracked change that words stand in; `shown`: whether they are there in the reading that was asked for."""

    kind: ChangeKind
    author: str
    date: str
    shown: bool


@dataclass(slots=True)
class _Tracked:
    """The words of one change, while the paragraph is being read: its offsets are those in the paragraph."""

    mark: Mark
    words: list[str]
    start: int
    end: int
    tick: int
    to_line_end: bool = False


@dataclass(slots=True)
class _Stretch:
    """Characters of one run that stand side by side: their offset in the paragraph, and where they came from."""

    offset: int
    size: int
    paragraph: int
    run: int
    start: int


@dataclass(frozen=True, slots=True)
class Boxed:
    """A box that stands in a paragraph and is read after it, and the changes that it stands in."""

    element: Element
    within: tuple[Mark, ...]
    tag: str = BOXED


@dataclass(slots=True)
class Draft:
    """A paragraph while it is being read, or several that a tracked change makes one."""

    words: list[str] = field(default_factory=list)
    size: int = 0
    stretches: list[_Stretch] = field(default_factory=list)
    tracked: list[_Tracked] = field(default_factory=list)
    notices: list[tuple[str, bool, int]] = field(default_factory=list)
    boxes: list[Boxed] = field(default_factory=list)
    _open: dict[Mark, _Tracked] = field(default_factory=dict)
    _tick: int = 0

    def say(self, words: str, place: tuple[int, int, int], marks: tuple[Mark, ...], *, shown: bool) -> None:
        """Add characters of a run: its paragraph, its number and the offset in it."""
        here = self.size
        if shown:
            self.words.append(words)
            self.size += len(words)
            self._stretch(here, len(words), place)
        self._track(words, here, marks)

    def _stretch(self, here: int, size: int, place: tuple[int, int, int]) -> None:
        last = self.stretches[-1] if self.stretches else None
        if last is not None and (last.paragraph, last.run, last.start + last.size) == place:
            last.size += size
            return
        self.stretches.append(_Stretch(here, size, *place))

    def _track(self, words: str, here: int, marks: tuple[Mark, ...]) -> None:
        self._tick += 1
        for mark in marks[-_DEEPEST:]:
            record = self._open.get(mark)
            if record is None or record.tick != self._tick - 1:
                record = self._open[mark] = _Tracked(mark, [], here, here, 0)
                self.tracked.append(record)
            record.words.append(words)
            record.end, record.tick = self.size, self._tick

    def end_line(self, marks: tuple[Mark, ...], *, shown: bool) -> None:
        """Add the end of the paragraph to the changes that it stands in."""
        self._track("\n", self.size, marks)
        for mark in marks[-_DEEPEST:] if shown else ():
            self._open[mark].to_line_end = True

    def formatted(self, mark: Mark, start: int, words: int) -> None:
        """Note that the form of the paragraph was changed, from an offset and a stretch of words of it on."""
        self.tracked.append(_Tracked(mark, self.words[words:], start, self.size, 0))

    def notice(self, comment: str, *, is_end: bool) -> None:
        """Note that a comment begins or ends here."""
        self.notices.append((comment, is_end, self.size))


class Canonical:
    """The canonical text, its blocks and pieces, and the changes and ends of comments in it."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.size = 0
        self.blocks: list[Block] = []
        self.pieces: list[Piece] = []
        self.changes: list[Change] = []
        self.comments: dict[str, list[int | None]] = {}
        self._words: list[str] = []
        self._name = name
        self._limits = limits
        self._until = time.monotonic() + limits.seconds

    def add(
        self,
        draft: Draft,
        part: str,
        *,
        kind: Kind,
        level: int = 0,
        number: str = "",
        joint: str = "",
        cell: tuple[int, int, int] | None = None,
        note: str = "",
        style: str = "",
    ) -> None:
        """Add a paragraph; one without words and number leaves no block."""
        self._check_time()
        words = "".join(draft.words)
        leading = len(words) - len(
            words.lstrip("\n")
        )  # a page often begins with a break before its first words
        words = words.strip("\n")
        if not words.strip() and not number:
            self._settle(draft, self.size, 0, 0)
            return
        start = self._open_line(cell)
        head = number + joint if number and words else number
        self._words += (head, words)
        self.size = start + len(head) + len(words)
        self.blocks.append(Block(start, self.size, kind, level, number, cell, note, style))
        self._settle(draft, start + len(head), leading, len(words))
        self._place(draft, part, start + len(head), leading, len(words))
        self._check_size()

    def _open_line(self, cell: tuple[int, int, int] | None) -> int:
        if not self.blocks:
            return 0
        last = self.blocks[-1].cell
        between = "\n" if cell is not None and last is not None and cell[0] == last[0] else "\n\n"
        self._words.append(between)
        return self.size + len(between)

    def _settle(self, draft: Draft, base: int, leading: int, size: int) -> None:
        """Give the changes and comments of a paragraph their places in the whole text."""

        def at(offset: int) -> int:
            return base + min(max(offset - leading, 0), size)

        for one in draft.tracked:
            end = at(one.end) + (1 if one.to_line_end and size else 0)
            self.changes.append(
                Change(one.mark.kind, "".join(one.words), one.mark.author, one.mark.date, at(one.start), end)
            )
        for comment, is_end, offset in draft.notices:
            self._notice(comment, at(offset), is_end=is_end)

    def _place(self, draft: Draft, part: str, base: int, leading: int, size: int) -> None:
        for one in draft.stretches:
            first, last = max(one.offset - leading, 0), min(one.offset - leading + one.size, size)
            if first < last:
                begin = one.start + first - (one.offset - leading)
                place = InRun(part, one.paragraph, one.run, begin, begin + last - first)
                self.pieces.append(Piece(base + first, base + last, place))

    def _check_size(self) -> None:
        if self.size > self._limits.characters:
            raise CannotRead(
                f"{self._name} has more than {self._limits.characters:,} characters, and no more are read",
                help="split the document",
            )

    def _check_time(self) -> None:
        if time.monotonic() > self._until:
            raise CannotRead(
                f"{self._name} takes more than {self._limits.seconds:g} seconds to read",
                help="split the document",
            )

    def notice(self, comment: str, *, is_end: bool) -> None:
        """Note that a comment begins or ends between two paragraphs."""
        self._notice(comment, self.size, is_end=is_end)

    def change(self, mark: Mark) -> None:
        """Note a change that has no words, such as an empty row."""
        self.changes.append(Change(mark.kind, "", mark.author, mark.date, self.size, self.size))

    def _notice(self, comment: str, at: int, *, is_end: bool) -> None:
        ends = self.comments.setdefault(comment, [None, None])
        if ends[is_end] is None:
            ends[is_end] = at

    def mark(self) -> tuple[int, ...]:
        """Where the text stands, to go back to."""
        return (self.size, len(self.blocks), len(self.pieces), len(self.changes), len(self._words))

    def words_since(self, mark: tuple[int, ...]) -> str:
        """What was added since a mark."""
        return "".join(self._words[mark[4] :]).strip("\n")

    def back_to(self, mark: tuple[int, ...]) -> None:
        """Take away what was added since a mark."""
        self.size = mark[0]
        del self.blocks[mark[1] :], self.pieces[mark[2] :], self.changes[mark[3] :], self._words[mark[4] :]

    def text(self) -> str:
        """The whole text; the last paragraph ends with a line feed like every other."""
        return "".join(self._words) + "\n"

    def all_changes(self) -> tuple[Change, ...]:
        """The tracked changes, in the order of the text."""
        return tuple(sorted(self.changes, key=lambda one: (one.start, one.end)))

    def spans(self) -> dict[str, tuple[int, int]]:
        """The words that each comment is on: from its first character to its last, what was generated left out."""
        starts, ends = [one.start for one in self.pieces], [one.end for one in self.pieces]
        return {
            comment: self._span(first, last, starts, ends) for comment, (first, last) in self.comments.items()
        }

    def _span(
        self, first: int | None, last: int | None, starts: list[int], ends: list[int]
    ) -> tuple[int, int]:
        if first is None or last is None:
            alone = last if first is None else first
            return (alone or 0, alone or 0)
        after, before = bisect_right(ends, first), bisect_left(starts, last) - 1
        if before >= 0 and after < len(starts):
            start, end = max(starts[after], first), min(ends[before], last)
            if start < end:
                return start, end
        return first, first
