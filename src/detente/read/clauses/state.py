# ruff: noqa: RUF001 -- agreements have dashes and curly quotes
"""What is known on the way from line to line, for those who open parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from detente.deal.nesting import Ahead, Fit, Sure
from detente.deal.numbering import Mark
from detente.read.clauses.layout import Layout
from detente.read.clauses.lines import Line
from detente.read.clauses.marks import Marks, sure_of
from detente.read.clauses.tree import Tree

_MOST_OPEN: Final = ":—–-"
_SPACE: Final = " \t\r\n*_\u00a0"


@dataclass(slots=True)
class State:
    """A text on the way to its parts.

    `is_signed`: whether the lines now are those of signatures. `has_seen_number`: whether any part with a number has
    been opened. `heads`: the lines with a number at their head.
    """

    text: str
    lines: Sequence[Line]
    marks: Marks
    layout: Layout = field(init=False)
    tree: Tree = field(init=False)
    heads: list[int] = field(init=False)
    is_signed: bool = False
    has_seen_number: bool = False

    def __post_init__(self) -> None:
        self.layout = Layout(self.text, self.lines, self.marks)
        self.tree = Tree(self._ahead())
        self.heads = sorted(self.marks.heads)

    def _ahead(self) -> Ahead:
        order: list[tuple[Mark, Sure]] = []
        for at in range(len(self.lines)):
            sure = sure_of(self.lines, at)
            order += [(mark, sure) for mark in self.marks.heads.get(at, ())]
            order += [(mark, Sure.INLINE) for mark in self.marks.inline.get(at, ())]
        return Ahead(order, [self.marks.keyed[at].own for at in sorted(self.marks.keyed)])

    def fit(self, mark: Mark, sure: Sure) -> Fit | None:
        """Where a number belongs among the open parts, or None where it is none."""
        return self.tree.nesting.fit(mark, sure, is_open=self.leads(mark.start))

    def leads(self, at: int) -> bool:
        """Whether the words before a place end so that a list may follow: with a colon or a dash."""
        before = self.text[max(0, at - 200) : at].rstrip(_SPACE)
        return bool(before) and before[-1] in _MOST_OPEN

    def stripped(self, start: int, end: int) -> tuple[int, int]:
        """Two places without the space between, and without what marks a heading in Markdown."""
        words = self.text[start:end]
        first = len(words) - len(words.lstrip("#" + _SPACE))
        last = len(words.rstrip("#" + _SPACE))
        return (start + first, start + last) if first < last else (start, end)
