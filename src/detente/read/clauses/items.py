# ruff: noqa: RUF001 -- agreements have dashes and curly quotes
"""Parts with a plain number, a bullet or an ordinal word: opened at the head of a line, or within a sentence."""

from __future__ import annotations

import re
from typing import Final

from detente.deal.nesting import DEEPEST, Fit, Sure
from detente.deal.numbering import Mark
from detente.read.clauses.headings import LONGEST, is_heading, run_in
from detente.read.clauses.lines import Line
from detente.read.clauses.marks import sure_of
from detente.read.clauses.state import State
from detente.read.clauses.tree import NONE, Node

_BULLET: Final = re.compile(r"(?P<sign>[-*+•·‣▪◦●–—])[^\S\r\n]+(?=\S)")
_ORDINAL: Final = re.compile(
    r"(?P<own>(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth)(?:ly)?)(?:,|:|\.|\s[-–—])\s+(?=\S)"
)


def open_items(state: State, at: int) -> bool:
    """Open the parts with a plain number, a bullet or an ordinal word that a line heads; say whether any."""
    line, opened = state.lines[at], False
    current = state.tree.current
    sure = sure_of(state.lines, at)
    for mark in state.marks.heads.get(at, ()):
        begins = current is not None and state.text[current.body : mark.start].strip("*_# \t\r\n") == ""
        least = Sure.BLOCK if begins and sure == Sure.LINE else sure
        if not _item(state, mark, at, Sure.LINE if opened else least):
            break
        opened = True
    if not opened and (line.is_first or line.follows_end):
        return _bullet(state, at) or _ordinal(state, at)
    return opened


def _item(state: State, mark: Mark, at: int, sure: Sure) -> bool:
    """Open the part that a number at the head of a line heads, if it is one."""
    fit = state.fit(mark, sure)
    if fit is None:
        return False
    if _ends_preamble(state, mark, fit):
        state.tree.cut(0)
        fit = state.fit(mark, sure) or Fit(0, fit.style, fit.value)
    node = _numbered(state, mark, at, fit)
    state.tree.item(node, fit, mark)
    _head(state, node, mark, at)
    state.has_seen_number = True
    return True


def _ends_preamble(state: State, mark: Mark, fit: Fit) -> bool:
    """Without articles, the first number ends the preamble; `(1)` under a heading such as Parties does not."""
    if state.layout.has_articles or fit.keep != 1:
        return False
    outermost = state.tree.nodes[state.tree.open[0]]
    return outermost.kind == "preamble" and (mark.form == "dot" or outermost.heading is None)


def _numbered(state: State, mark: Mark, at: int, fit: Fit) -> Node:
    own = (mark.own, mark.own_end)
    node = Node("item", mark.start, mark.after, None, own, mark.label, path=mark.path, is_list=True)
    node.depth = state.layout.depth(at)
    if (
        fit.keep < len(state.tree.open)
        and (beside := state.tree.nodes[state.tree.open[fit.keep]]).style == fit.style
    ):
        node.kind = beside.kind
        return node
    above = state.tree.nodes[state.tree.open[fit.keep - 1]] if fit.keep else None
    is_top = above is None or above.rank != NONE or above.kind == "part"
    if (
        (mark.form == "dot" and fit.style[1] in ("digit", "LETTER", "ROMAN"))
        or fit.style[1].startswith("decimal")
    ) or (is_top and not state.leads(mark.start)):
        node.kind = "clause"
    return node


def _head(state: State, node: Node, mark: Mark, at: int) -> None:
    """Find the heading of a numbered part: its whole line, or words that run into its text."""
    line = state.lines[at]
    whole = state.text[mark.after : line.end]
    alone = (
        line.is_last or at + 1 in state.marks.heads or at + 1 in state.marks.keyed or line.kind == "heading"
    )
    titled = is_heading(whole) or (line.kind == "heading" and len(whole) <= LONGEST)
    if titled and alone and _may_have_title(state, node, mark, line):
        node.heading = state.stripped(mark.after, line.end)
        node.body = line.end
        if mark.form == "dot" and node.style[1] in ("LETTER", "ROMAN"):
            node.kind = "part"
    elif found := run_in(state.text, mark.after, line.end):
        node.heading, node.body = found[:2], found[2]


def _may_have_title(state: State, node: Node, mark: Mark, line: Line) -> bool:
    if line.kind == "heading" or state.text[mark.start] == "#":
        return True
    is_list = node.style[1] in ("letter", "roman", "double") or mark.form in ("paren", "half")
    return not is_list and not state.leads(mark.start) and node.style[1] != "bullet"


def _bullet(state: State, at: int) -> bool:
    line = state.lines[at]
    found = _BULLET.match(state.text, line.start, line.end)
    if found is None:
        return _unmarked(state, at)
    if line.kind != "item" and found["sign"] in "–—-*+" and not state.layout.is_listed(at):
        return False
    return _bulleted(state, at, found.end(), 1)


def _unmarked(state: State, at: int) -> bool:
    """An item by the word of the document alone: nothing stands at its head."""
    line = state.lines[at]
    if (
        line.kind != "item"
        or not line.is_first
        or at in state.marks.heads
        or state.text[line.start] in "(0123456789"
    ):
        return False
    return _bulleted(state, at, line.start, 0)


def _bulleted(state: State, at: int, begin: int, size: int) -> bool:
    line = state.lines[at]
    depth = line.level or state.layout.indent(at)
    keep = len(state.tree.open)
    for place in range(keep - 1, -1, -1):
        node = state.tree.nodes[state.tree.open[place]]
        if node.style[0] != "bullet":
            break
        if node.depth >= depth:
            keep = place
    fit = Fit(min(keep, DEEPEST), ("bullet", ""), 0)
    mark = Mark(line.start, line.start, line.start + size, begin, "bullet", (), "")
    own = (line.start, line.start + size) if size else None
    state.tree.item(Node("item", line.start, begin, None, own, is_list=True, depth=depth), fit, mark)
    return True


def _ordinal(state: State, at: int) -> bool:
    """`First, …` and `Second, …` at the heads of paragraphs: parts without a number, where there are two."""
    line = state.lines[at]
    found = _ORDINAL.match(state.text, line.start, line.end)
    if found is None or not line.is_first or not state.layout.has_ordinal_beside(at, found["own"]):
        return False
    keep = next(
        (place for place, one in enumerate(state.tree.open) if state.tree.nodes[one].style[0] == "word"),
        len(state.tree.open),
    )
    mark = Mark(line.start, line.start, found.end("own"), found.end(), "word", (), "")
    node = Node("item", line.start, found.end(), None, found.span("own"), is_list=True)
    state.tree.item(node, Fit(min(keep, DEEPEST), ("word", ""), 0), mark)
    return True


def open_inline(state: State, mark: Mark, at: int) -> None:
    """Open an item within a sentence, unless the number stands at the head of a later line of the same list."""
    if state.tree.top is not None and mark.own < state.tree.top.body:
        return  # it stands in a heading
    fit = state.fit(mark, Sure.INLINE)
    if fit is None or (state.tree.top is None and fit.value != 1):
        return
    top = state.tree.top
    if top is not None and top.kind == "preamble" and not state.layout.has_articles:
        return
    head = state.tree.ahead.next(mark, fit.style, fit.value, inline=False)
    again = state.tree.ahead.next(mark, fit.style, 1, inline=False) if fit.value > 1 else None
    if head is not None and (again is None or head < again):
        return
    node = _numbered(state, mark, at, fit)
    if node.kind == "clause" and mark.form != "dot":
        node.kind = "item"
    state.tree.item(node, fit, mark)
