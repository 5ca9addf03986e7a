# ruff: noqa: RUF001 -- agreements have dashes and curly quotes
"""Words without a number: of the part that is open, or a paragraph of their own around a list that has ended."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from detente.deal.numbering import Mark
from detente.read.clauses.state import State
from detente.read.clauses.tree import Node

_CONTINUES: Final = re.compile(r"[\"'(“‘]?[a-zà-ÿ]")


def add_words(state: State, at: int) -> None:
    """Give the words of a line without a number to the part that they belong to."""
    line = state.lines[at]
    current = state.tree.current
    if state.is_signed and current is not None:
        return
    if current is None:
        state.tree.paragraph(line.start)
    elif line.is_first and line.kind != "cell":
        if state.tree.flush is not None and state.tree.top is None:
            state.tree.paragraph(line.start)
        elif state.tree.top is not None:
            _paragraph(state, at, state.tree.top)


def _paragraph(state: State, at: int, top: Node) -> None:
    """A new paragraph without a number: of the part that is open, or of the one around its list."""
    line = state.lines[at]
    before = state.text[max(0, line.start - 200) : line.start].rstrip()
    goes_on = _CONTINUES.match(state.text, line.start) is not None
    if goes_on and before[-1:] not in ".:;,!?" and state.tree.flush is None:
        return
    keep = _list_around(state, at, goes_on=goes_on)
    if keep < len(state.tree.open):
        state.tree.cut(keep)
    if state.tree.top is None or state.tree.top.children:
        state.tree.paragraph(line.start)


def _list_around(state: State, at: int, *, goes_on: bool) -> int:
    """How many parts stay open for a paragraph without a number: those whose lists go on after it."""
    mark = _next_head(state, at)
    if mark is not None:
        styles: dict[tuple[str, str], int] = {
            (mark.form, alphabet): value for alphabet, value in mark.readings
        }
        for depth in range(len(state.tree.open) - 1, -1, -1):
            frame = state.tree.nesting.frames[depth]
            if frame.is_wall:
                break
            if styles.get(frame.style) == frame.value + 1 and not goes_on:
                return depth + 1
    keep = len(state.tree.open)
    while keep:
        node = state.tree.nodes[state.tree.open[keep - 1]]
        if not node.is_list or (node.kind == "clause" and (mark is None or not goes_on)):
            return keep
        keep -= 1
        if goes_on:
            return keep
    return keep


def _next_head(state: State, at: int) -> Mark | None:
    place = bisect_right(state.heads, at)
    if place == len(state.heads):
        return None
    head = state.heads[place]
    walls = state.layout.keyed_lines
    wall = bisect_right(walls, at)
    if wall < len(walls) and walls[wall] < head:
        return None
    return state.marks.heads[head][0]
