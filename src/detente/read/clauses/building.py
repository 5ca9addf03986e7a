"""Lines and numbers to parts: line by line, each to the part that it opens or goes on with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from detente.read.clauses.flow import add_words
from detente.read.clauses.headings import LONGEST, is_closing, is_heading
from detente.read.clauses.items import open_inline, open_items
from detente.read.clauses.lines import Line
from detente.read.clauses.marks import marks_of
from detente.read.clauses.openings import (
    PREAMBLE,
    leaves_signatures,
    open_heading,
    open_keyed,
    open_signatures,
)
from detente.read.clauses.state import State
from detente.read.clauses.tree import APART, Node

_TITLE_VERB: Final = re.compile(r"\b(?:shall|must|will|agrees?)\b")


def build(text: str, lines: Sequence[Line]) -> list[Node]:
    """The parts of a text in its order, each with the place of the one that it lies in.

    Args:
        text: the canonical text.
        lines: its lines, without page headers and footers.
    """
    state = State(text, lines, marks_of(text, lines))
    at = _front(state)
    while at < len(lines):
        at = _line(state, at)
    return state.tree.nodes


def _front(state: State) -> int:
    """Read the title, and open the preamble."""
    if not state.lines:
        return 0
    at = _title(state)
    numbered = bool(state.marks.keyed or state.marks.heads)
    if numbered and at < len(state.lines) and not _opens_part(state, at):
        line = state.lines[at]
        node = Node("preamble", line.start, line.start, None, rank=APART)
        state.tree.wall(node, 0)
        if PREAMBLE.fullmatch(state.text[line.start : line.end]):
            node.heading, node.body = state.stripped(line.start, line.end), line.end
            return at + 1
    return at


def _title(state: State) -> int:
    end = state.layout.paragraph_end(0)
    start, last = state.lines[0].start, state.lines[end - 1].end
    words = state.text[start:last]
    marked = any(one in state.marks.keyed or one in state.marks.heads for one in range(end))
    if end == len(state.lines) or marked or len(words) > 2 * LONGEST or PREAMBLE.fullmatch(words):
        return 0
    if not (state.lines[0].kind == "heading" or words.startswith("#") or _may_be_title(words)):
        return 0
    node = state.tree.add(Node("title", start, last, None))
    node.heading = state.stripped(start, last)
    return end


def _may_be_title(words: str) -> bool:
    if words.rstrip()[-1:] in ".:;,!?" or _TITLE_VERB.search(words):
        return False
    words = " ".join(words.split())
    return is_heading(words) or (len(words) > LONGEST and is_heading(words[:LONGEST].rsplit(",", 1)[0]))


def _opens_part(state: State, at: int) -> bool:
    """Whether the first part of the text itself begins at a line, so that there is no preamble."""
    if at in state.marks.keyed or at in state.marks.heads:
        return True
    if not state.layout.is_heading(at):
        return False
    after = state.layout.heading_close(at)
    return after in state.marks.keyed or after in state.marks.heads


def _line(state: State, at: int) -> int:
    line = state.lines[at]
    if line.note:
        return _note(state, at)
    if at in state.marks.keyed:
        return open_keyed(state, at)
    if state.layout.is_heading(at) and (not state.is_signed or leaves_signatures(state, at)):
        return open_heading(state, at)
    if open_signatures(state, at):
        return at + 1
    if is_closing(state.text[line.start : line.end]) and line.is_first:
        state.tree.cut(0)
        state.tree.paragraph(line.start)
        state.is_signed = False
        return at + 1
    _words(state, at)
    return at + 1


def _note(state: State, at: int) -> int:
    """A note at the end of the text is a part of its own; one within it belongs to the part around it."""
    line = state.lines[at]
    if line.is_first and state.layout.only_notes_from(at):
        state.tree.cut(0)
        state.tree.paragraph(line.start)
    return at + 1


def _words(state: State, at: int) -> None:
    opened = not state.is_signed and open_items(state, at)
    if not opened:
        add_words(state, at)
    if not state.is_signed:
        for mark in state.marks.inline.get(at, ()):
            open_inline(state, mark, at)
