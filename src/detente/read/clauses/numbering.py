"""The number that sets each part apart in the whole text: `IV.1.a` for item (a) of paragraph 1 of Article IV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.read.clauses.tree import ANNEX, Node


def numbers_of(nodes: Sequence[Node]) -> list[str]:
    """The numbers of parts in order, "" for a part without one.

    A part, chapter or headed letter whose articles or paragraphs are counted on from those of the one before it does
    not enter into their numbers; one in which the counting begins again does.
    """
    entering = _entering(nodes)
    above: list[str] = []  # what the number of each part begins with
    within: list[str] = []  # what the number of a part in it begins with
    made: list[str] = []
    for at, node in enumerate(nodes):
        outer = "" if node.parent is None else within[node.parent]
        base = _base(at, nodes, above) if len(node.path) > 1 else None
        above.append(outer if base is None else base)
        label = _label(node)
        number = f"{above[at]}.{label}" if label and above[at] else label
        made.append(number)
        if not number:
            within.append("Preamble" if node.kind == "preamble" else outer)
        else:
            within.append(outer if _is_division(node) and at not in entering else number)
    return made


def _label(node: Node) -> str:
    """The number without its signs; with its word where it is no article's or paragraph's (`Annex A`, `Part II`)."""
    if not node.keyword or not (node.rank == ANNEX or _is_division(node)):
        return node.label
    word = node.keyword.rstrip(".")
    return f"{word[:1].upper()}{word[1:]} {node.label}".strip()


def _base(at: int, nodes: Sequence[Node], above: Sequence[str]) -> str | None:
    """What stands before a number in figures that carries those of the parts around it: `5.1` in Article 5 is whole."""
    path, base = nodes[at].path, None
    for outer in _numbered_around(at, nodes):
        around = nodes[outer].path
        if not around or len(around) >= len(path) or path[: len(around)] != around:
            break
        path, base = around, above[outer]
    return base


def _numbered_around(at: int, nodes: Sequence[Node]) -> Iterator[int]:
    place = nodes[at].parent
    while place is not None:
        if nodes[place].label:
            yield place
        place = nodes[place].parent


def _is_division(node: Node) -> bool:
    """Whether a part divides what is counted: a part, a chapter, or a headed letter with paragraphs under it."""
    return node.kind == "part" and bool(node.label)


def _entering(nodes: Sequence[Node]) -> set[int]:
    """The divisions whose numbers enter into those of what lies in them."""
    first: dict[int, int] = {}
    for at, node in enumerate(nodes):
        if node.parent is not None and node.label:
            first.setdefault(node.parent, at)
    groups: dict[tuple[int | None, str, str], list[int]] = {}
    for at, node in enumerate(nodes):
        if _is_division(node):
            groups.setdefault((node.parent, *node.style), []).append(at)
    return {
        at
        for key, members in groups.items()
        if _begins_again(key[1], members, nodes, first)
        for at in members
    }


def _begins_again(form: str, members: Sequence[int], nodes: Sequence[Node], first: dict[int, int]) -> bool:
    """Whether the counting begins again in each division but the first; without a sign, only letters enter."""
    inner = [_first_counted(at, nodes, first) for at in members[1:]]
    votes = [1 if nodes[one].value == 1 else -1 for one in inner if one is not None]
    return sum(votes) > 0 if votes else form != "keyword"


def _first_counted(at: int, nodes: Sequence[Node], first: dict[int, int]) -> int | None:
    """The first numbered part in a division that is no division itself."""
    inner = first.get(at)
    while inner is not None and _is_division(nodes[inner]):
        inner = first.get(inner)
    return inner
