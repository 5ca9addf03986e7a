"""How an agreement is built: its parts, sentences, terms, pointers, names, and the places that are still open."""

from __future__ import annotations

from collections.abc import Sequence

from detente.read.clauses.building import build
from detente.read.clauses.defined import defined_of
from detente.read.clauses.lines import Line, lines_of
from detente.read.clauses.named import named_of
from detente.read.clauses.numbering import numbers_of
from detente.read.clauses.parts import Part, Structure
from detente.read.clauses.placeholders import placeholders_of
from detente.read.clauses.references import references_of
from detente.read.clauses.tree import Node
from detente.read.clauses.units import units_of
from detente.read.clauses.written import clauses_of_structure, clauses_text
from detente.read.document import Document
from detente.read.proposals import found_in

__all__ = ["clauses_of_structure", "clauses_text", "parts_of", "structure_of"]


def structure_of(document: Document) -> Structure:
    """Find the parts of an agreement by its own numbers and headings, and what its sentences hang on.

    Args:
        document: a document of any format.

    Returns:
        The structure; every span in it is a slice of `document.text`. A text without numbers gives its paragraphs.
    """
    text = document.text
    lines = lines_of(document)
    parts = parts_of(text, lines)
    units = units_of(text, lines, parts, has_comments=document.format == "md")
    defined = defined_of(text, parts, units)
    return Structure(
        parts,
        units,
        defined,
        references_of(text, parts, units),
        named_of(text, parts, units, defined),
        placeholders_of(text),
    )


def parts_of(text: str, lines: Sequence[Line]) -> tuple[Part, ...]:
    """The parts of a text in its order."""
    nodes = build(text, lines)
    ends = _ends(text, nodes)
    levels: list[int] = []
    made = []
    for at, (node, number) in enumerate(zip(nodes, numbers_of(nodes), strict=True)):
        levels.append(1 if node.parent is None else levels[node.parent] + 1)
        own_end = nodes[at + 1].start if at + 1 < len(nodes) and nodes[at + 1].parent == at else ends[at]
        made.append(
            Part(
                place=at,
                kind=node.kind,
                number=number,
                own="" if node.own is None else text[slice(*node.own)],
                heading=None if node.heading is None else found_in(text, *node.heading),
                level=levels[at],
                start=node.start,
                body=_words_from(text, max(node.body, node.start), own_end),
                end=ends[at],
                own_end=own_end,
                parent=node.parent,
            )
        )
    return tuple(made)


def _ends(text: str, nodes: Sequence[Node]) -> list[int]:
    """Where each part ends: where the next part begins that does not lie in it, without the space before."""
    ends = [len(text)] * len(nodes)
    stack: list[int] = []
    for at, node in enumerate(nodes):
        while stack and stack[-1] != node.parent:
            ends[stack.pop()] = node.start
        stack.append(at)
    made = []
    for node, end in zip(nodes, ends, strict=True):
        last = end
        while last > node.start and text[last - 1].isspace():
            last -= 1
        made.append(last)
    return made


def _words_from(text: str, at: int, end: int) -> int:
    """The first place from `at` on that is no space, `end` at most."""
    while at < end and text[at].isspace():
        at += 1
    return min(at, end)
