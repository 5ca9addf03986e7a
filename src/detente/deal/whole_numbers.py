"""The number that sets a part apart in a whole text: `IV.1.a` for item (a) of paragraph 1 of Article IV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from detente.deal.numbering import Style


@dataclass(frozen=True, slots=True)
class Numbered:
    """A part as far as its number goes.

    Attributes:
        label: its number without signs, with its word where it is no article's or paragraph's (`Annex A`); "" without.
        parent: the place of the part that it lies in, or None.
        path: of a number in figures, or of a Roman one, its parts: (1, 2) for `1.2`, (4,) for `IV`.
        style: how it is written and what it counts in.
        value: what it counts.
        divides: whether it may stand above parts that are counted on through it, as a chapter above articles.
        within: what stands before the numbers inside a part without one, such as `Preamble`.
    """

    label: str
    parent: int | None
    path: tuple[int, ...] = ()
    style: Style = ("", "")
    value: int = 0
    divides: bool = False
    within: str = ""


def numbers_of(parts: Sequence[Numbered]) -> list[str]:
    """The whole numbers of parts in order, "" for a part without one.

    A part, chapter or headed letter whose articles or paragraphs are counted on from those of the one before it does
    not enter into their numbers; one in which the counting begins again does. A number in figures that carries that
    of the part around it (`5.1` in Article 5) is whole.
    """
    entering = _entering(parts)
    above: list[str] = []  # what the number of each part begins with
    within: list[str] = []  # what the number of a part in it begins with
    made: list[str] = []
    for at, part in enumerate(parts):
        outer = "" if part.parent is None else within[part.parent]
        base = _carried(part.path, ((parts[one].path, above[one]) for one in _around(at, parts)))
        above.append(outer if base is None else base)
        number = f"{above[at]}.{part.label}" if part.label and above[at] else part.label
        made.append(number)
        if not number:
            within.append(part.within or outer)
        else:
            within.append(outer if part.divides and at not in entering else number)
    return made


def _around(at: int, parts: Sequence[Numbered]) -> Iterator[int]:
    """The numbered parts that a part lies in, innermost first."""
    place = parts[at].parent
    while place is not None:
        if parts[place].label:
            yield place
        place = parts[place].parent


def _carried(path: tuple[int, ...], around: Iterable[tuple[tuple[int, ...], str]]) -> str | None:
    """What stands before a number in figures that carries those of the parts around it, or None."""
    base = None
    if len(path) > 1:
        for outer, before in around:
            if not outer or len(outer) >= len(path) or path[: len(outer)] != outer:
                break
            path, base = outer, before
    return base


def _entering(parts: Sequence[Numbered]) -> set[int]:
    """The divisions whose numbers enter into those of what lies in them."""
    first: dict[int, int] = {}
    groups: dict[tuple[int | None, Style], list[int]] = {}
    counted: set[int | None] = set()  # parts in which something is counted outside a division so far
    follows: set[int] = set()  # divisions behind such
    for at, part in enumerate(parts):
        around = part.parent if part.label else None
        while around is not None:
            first.setdefault(around, at)
            around = None if parts[around].label else parts[around].parent
        if part.divides and part.label:
            groups.setdefault((part.parent, part.style), []).append(at)
            if part.parent in counted:
                follows.add(at)
        elif part.label:
            counted.add(part.parent)
    return {
        at
        for (_, style), members in groups.items()
        if _begins_again(style[0], members, parts, first, follows=members[0] in follows)
        for at in members
    }


def _begins_again(
    form: str, members: Sequence[int], parts: Sequence[Numbered], first: dict[int, int], *, follows: bool
) -> bool:
    """Whether the counting begins again in each division but the first; where nothing tells, only letters enter.

    The first tells too where it `follows` what was counted before it, as a part behind the last article does.
    """
    inner = [_first_counted(at, parts, first) for at in members[0 if follows else 1 :]]
    votes = [1 if parts[one].value == 1 else -1 for one in inner if one is not None]
    return sum(votes) > 0 if votes else form != "keyword"


def _first_counted(at: int, parts: Sequence[Numbered], first: dict[int, int]) -> int | None:
    """The first numbered part in a division that is no division itself."""
    inner = first.get(at)
    while inner is not None and parts[inner].divides:
        inner = first.get(inner)
    return inner
