"""The parts of a text while they are put together: which are open, and which lies in which."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from detente.deal.nesting import Ahead, Fit, Nesting
from detente.deal.numbering import DIVISIONS, Mark, Style
from detente.read.clauses.parts import PartKind

ANNEX: Final = 0
DIVISION: Final = 1
SECTION: Final = 20
GROUP: Final = 30
ARTICLE: Final = 40
UNDER_ARTICLE: Final = 50
APART: Final = 60  # preamble and signatures: whatever has a keyword ends them
NONE: Final = 99
_GROUPS: Final = {word: DIVISION + at // 3 for at, word in enumerate(DIVISIONS)}


def rank_of_division(keyword: str) -> int:
    """How high a division stands: a book above a title, a title above a part, a part above a chapter."""
    return _GROUPS.get(keyword, DIVISION + len(DIVISIONS))


@dataclass(slots=True)
class Node:
    """A part that is being put together; see `Part` for what the names say.

    `rank`: how high its keyword stands, lower is higher; NONE for a plain number. `depth`: of a heading, its level in
    the document, or 0. `style`, `value`: what its number counts. `runs_on`: its number goes on from another part's.
    """

    kind: PartKind
    start: int
    body: int
    parent: int | None
    own: tuple[int, int] | None = None
    label: str = ""
    keyword: str = ""
    path: tuple[int, ...] = ()
    heading: tuple[int, int] | None = None
    rank: int = NONE
    depth: int = 0
    style: Style = ("", "")
    value: int = 0
    runs_on: bool = False
    children: int = 0
    is_list: bool = False


@dataclass(slots=True)
class Tree:
    """The parts found so far, and those still open: one node for each frame of the nesting."""

    ahead: Ahead
    nodes: list[Node] = field(default_factory=list)
    open: list[int] = field(default_factory=list)
    flush: int | None = None
    nesting: Nesting = field(init=False)

    def __post_init__(self) -> None:
        self.nesting = Nesting(self.ahead)

    @property
    def top(self) -> Node | None:
        """The innermost open part."""
        return self.nodes[self.open[-1]] if self.open else None

    @property
    def current(self) -> Node | None:
        """The part that words now go to."""
        return self.nodes[self.flush] if self.flush is not None else self.top

    def cut(self, keep: int) -> None:
        """Close open parts from a depth on."""
        self.nesting.cut(keep)
        del self.open[keep:]
        self.flush = None

    def add(self, node: Node) -> Node:
        """Put a part in the innermost open one, without opening it."""
        node.parent = self.open[-1] if self.open else None
        if node.parent is not None:
            self.nodes[node.parent].children += 1
        self.nodes.append(node)
        self.flush = None
        return node

    def wall(self, node: Node, keep: int, mark: Mark | None = None, *, shares: bool = False) -> Node:
        """Open a part with a keyword or a heading."""
        self.cut(keep)
        self.nesting.wall(keep, mark, shares=shares)
        self.add(node)
        self.open.append(len(self.nodes) - 1)
        return node

    def item(self, node: Node, fit: Fit, mark: Mark) -> Node:
        """Open a part with a plain number."""
        self.cut(fit.keep)
        self.nesting.open(fit, mark)
        node.style, node.value, node.runs_on = fit.style, fit.value, fit.runs_on
        self.add(node)
        self.open.append(len(self.nodes) - 1)
        return node

    def paragraph(self, start: int) -> Node:
        """Begin a paragraph of its own in the innermost open part."""
        node = self.add(Node("paragraph", start, start, None))
        self.flush = len(self.nodes) - 1
        return node

    def depth_below(self, rank: int) -> int:
        """How many open parts stay open where a part of a rank begins."""
        for depth, at in enumerate(self.open):
            node = self.nodes[at]
            divides = node.kind == "part" and node.heading is not None and node.own is not None
            if node.rank >= rank and not (node.rank == NONE and divides):
                return depth
        return len(self.open)
