"""Parts with a keyword or a heading, annexes and signatures."""

from __future__ import annotations

import re
from typing import Final

from detente.deal.nesting import DEEPEST
from detente.deal.numbering import Mark
from detente.read.clauses.headings import is_heading, is_signature, run_in, signs_for, stands_apart
from detente.read.clauses.items import open_inline
from detente.read.clauses.marks import class_of
from detente.read.clauses.parts import PartKind
from detente.read.clauses.state import State
from detente.read.clauses.tree import (
    ANNEX,
    APART,
    ARTICLE,
    GROUP,
    NONE,
    UNDER_ARTICLE,
    Node,
    rank_of_division,
)

PREAMBLE: Final = re.compile(
    r"\W{0,4}(?:preamble|recitals?|background|whereas|(?:by\s+and\s+)?between|(?:the\s+)?parties|preámbulo|préambule)\W{0,4}",
    re.IGNORECASE,
)


def open_keyed(state: State, at: int) -> int:
    """Open the part whose number has a keyword (`Article 5`), with its heading; returns the next line to read."""
    mark, line = state.marks.keyed[at], state.lines[at]
    rank = _rank_of(state, mark.keyword)
    kind: PartKind = "annex" if rank == ANNEX else "article" if rank in (ARTICLE, UNDER_ARTICLE) else "part"
    node = Node(
        kind, mark.start, mark.after, None, (mark.own, mark.own_end), mark.label, mark.keyword, mark.path, rank=rank,
        depth=state.layout.depth(at), style=("keyword", mark.keyword), value=mark.readings[-1][1],
    )  # fmt: skip
    state.is_signed, state.has_seen_number = False, True
    heading = state.layout.heading_before(at)
    state.tree.wall(node, state.tree.depth_below(rank if heading is None else min(rank, GROUP)), mark)
    if heading is not None:
        node.heading, node.start = state.stripped(*heading), heading[0]
    after = _keyed_heading(state, node, mark, at)
    if node.body < line.end and after == at + 1:
        for one in state.marks.inline.get(at, ()):
            open_inline(state, one, at)
    return after


def _rank_of(state: State, keyword: str) -> int:
    kind = class_of(keyword)
    if kind == "division":
        return rank_of_division(keyword)
    return {"annex": ANNEX, "section": state.layout.section_rank}.get(kind, ARTICLE)


def _keyed_heading(state: State, node: Node, mark: Mark, at: int) -> int:
    """Find the heading of a part with a keyword on its line or after it; returns the next line to read."""
    line = state.lines[at]
    rest = state.text[mark.after : line.end]
    if rest.strip("*_ "):
        if is_heading(rest, may_close=True) or line.kind == "heading":
            last = state.layout.heading_end(at)
            node.heading = state.stripped(mark.after, state.lines[last].end)
            node.body = state.lines[last].end
            return last + 1
        if found := run_in(state.text, mark.after, line.end):
            node.heading, node.body = found[:2], found[2]
        return at + 1
    if node.heading is None and state.layout.has_heading_after(at):
        last = state.layout.title_end(at + 1)
        node.heading = state.stripped(state.lines[at + 1].start, state.lines[last].end)
        node.body = state.lines[last].end
        return last + 1
    return at + 1


def open_heading(state: State, at: int) -> int:
    """A heading without a number: of the article after it, of a group of articles, or within what is open."""
    after = state.layout.heading_close(at)
    if after in state.marks.keyed and state.layout.heading_before(after) is not None:
        return after
    start, end = state.lines[at].start, state.lines[after - 1].end
    words = state.text[start:end].strip("*_# ")
    depth = state.layout.depth(at)
    node = Node("part", start, end, None, rank=GROUP, depth=depth)
    node.heading = state.stripped(start, end)
    node.body = end
    if PREAMBLE.fullmatch(words) and not _has_main_number(state):
        node.kind, node.rank = "preamble", APART
        state.tree.wall(node, 0)
        return after
    apart = stands_apart(words)
    if apart and _may_stand_apart(state, at, depth, words):
        node.kind, node.keyword, node.rank = "annex", apart.lower(), ANNEX
        state.is_signed = False
        state.tree.wall(node, 0)
        return after
    in_group = after in state.marks.keyed and class_of(state.marks.keyed[after].keyword) in (
        "article",
        "section",
    )
    keep = state.tree.depth_below(GROUP) if in_group else _depth_of_heading(state, depth)
    state.is_signed = False
    state.tree.wall(node, keep, shares=True)
    return after


def _has_main_number(state: State) -> bool:
    return any(node.own and node.parent is None for node in state.tree.nodes)


def _may_stand_apart(state: State, at: int, depth: int, words: str) -> bool:
    if not state.has_seen_number:
        return False
    return (
        state.is_signed
        or len(words.split()) == 1
        or (depth == 1 and state.lines[at].kind == "heading")
        or (words.isupper() and not state.layout.is_inner(at))
    )


def _depth_of_heading(state: State, depth: int) -> int:
    keep = len(state.tree.open)
    while keep:
        node = state.tree.nodes[state.tree.open[keep - 1]]
        if node.kind == "preamble" and not state.layout.has_articles:
            keep -= 1
            continue
        if depth:
            stays = (
                node.style[0] != "bullet"
                and node.depth < depth
                and (node.depth > 0 or node.rank not in (GROUP, NONE, APART))
            )
        else:
            stays = (
                node.rank != NONE
                and (node.rank not in (GROUP, APART) or node.depth > 0 or node.kind == "preamble")
            ) or (node.kind == "part" and node.rank == NONE)
        if stays:
            break
        keep -= 1
    return min(keep, DEEPEST)


def leaves_signatures(state: State, at: int) -> bool:
    """Whether a heading among signatures is one of a part after them."""
    line = state.lines[at]
    words = state.text[line.start : line.end]
    return line.kind == "heading" or words.startswith("#") or bool(stands_apart(words))


def open_signatures(state: State, at: int) -> bool:
    """Open the signatures at a line that begins them."""
    line = state.lines[at]
    words = state.text[line.start : line.end]
    if (
        state.is_signed
        or not (line.is_first or line.follows_end)
        or not state.has_seen_number
        or line.kind == "cell"
    ):
        return False
    if not (is_signature(words) or (signs_for(words) and state.layout.is_signed_near(at))):
        return False
    if at in state.marks.heads or state.leads(line.start):
        return False
    keep = next(
        (depth + 1 for depth, one in enumerate(state.tree.open) if state.tree.nodes[one].rank == ANNEX), 0
    )
    state.tree.wall(Node("signatures", line.start, line.start, None, rank=APART), keep)
    state.is_signed = True
    return True
