"""The number that sets each part apart in the whole text: `IV.1.a` for item (a) of paragraph 1 of Article IV."""

from __future__ import annotations

from collections.abc import Sequence

from detente.deal import whole_numbers
from detente.deal.whole_numbers import Numbered
from detente.read.clauses.tree import ANNEX, Node


def numbers_of(nodes: Sequence[Node]) -> list[str]:
    """The numbers of parts in order, "" for a part without one; see `detente.deal.whole_numbers`."""
    return whole_numbers.numbers_of([_numbered(node) for node in nodes])


def _numbered(node: Node) -> Numbered:
    return Numbered(
        label=_label(node),
        parent=node.parent,
        path=node.path,
        style=node.style,
        value=node.value,
        divides=node.kind == "part" and bool(node.label),
        within="Preamble" if node.kind == "preamble" else "",
    )


def _label(node: Node) -> str:
    """The number without its signs; with its word where it is no article's or paragraph's (`Annex A`, `Part II`)."""
    if not node.keyword or not (node.rank == ANNEX or (node.kind == "part" and node.label)):
        return node.label
    word = node.keyword.rstrip(".")
    return f"{word[:1].upper()}{word[1:]} {node.label}".strip()
