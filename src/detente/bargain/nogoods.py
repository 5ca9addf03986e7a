"""Whether one option can be chosen for each issue so that no forbidden combination is whole: an exact search.

Nothing is enumerated: options that nothing forbids are taken first, what is left falls apart into pieces that share no
combination, and each piece is searched by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

from detente.errors import CannotCount

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from detente.bargain.domain import Domain

Nogood: TypeAlias = tuple[tuple[int, int], ...]
"""Places of issues and of options that cannot all be chosen; each issue once."""

Ban: TypeAlias = tuple[tuple[int, ...], tuple[int, ...]]
"""A nogood of two issues or more: the places of the issues, and of the options."""

MOST_STEPS: Final = 100_000


def nogoods_of(domain: Domain) -> dict[Nogood, list[int]]:
    """What statements leave out, each once, with the places of the statements that do, in the order of the file."""
    place = {
        (issue, option): (at, where)
        for at, (issue, options) in enumerate(domain.issues.items())
        for where, option in enumerate(options)
    }
    found: dict[Nogood, list[int]] = {}
    for at, one in enumerate(domain.excluded):
        choices = sorted({place[choice] for choice in one.choices})
        if len({issue for issue, _ in choices}) == len(choices):  # two options of one issue never meet anyway
            found.setdefault(tuple(choices), []).append(at)
    return found


def masks_of(
    sizes: Iterable[int], nogoods: Iterable[Nogood]
) -> tuple[tuple[NDArray[np.bool_], ...], tuple[Ban, ...]]:
    """For each issue the options that are not left out by themselves, bool, shape (options,); and all other nogoods."""
    import numpy as np  # noqa: PLC0415 -- slow to import, and wanted only when something is computed

    allowed = tuple(np.ones(size, np.bool_) for size in sizes)
    bans: dict[Nogood, None] = {}
    for one in nogoods:
        if len(one) == 1:
            allowed[one[0][0]][one[0][1]] = False
        else:
            bans[one] = None
    return allowed, tuple((tuple(i for i, _ in one), tuple(option for _, option in one)) for one in bans)


@dataclass(slots=True)
class Steps:
    """So many steps are left, for one search or several: counted, not timed, so that answers are the same each time."""

    left: int = MOST_STEPS

    def one(self) -> None:
        """Take one.

        Raises:
            CannotCount: there is none left.
        """
        if not self.left:
            raise CannotCount(
                "Whether the statements leave any package was not decided: too many of them are linked too closely.",
                help="let fewer options rule each other out",
            )
        self.left -= 1


def knot(sizes: Sequence[int], nogoods: Sequence[Nogood], steps: Steps) -> list[int] | None:
    """None if some choice avoids all of them, else the places of some that cannot be avoided together.

    Args:
        sizes: how many options each issue has.
        nogoods: what must not be chosen.
        steps: how long to search; the question is NP-complete.

    Raises:
        CannotCount: it was not decided in so many steps.
    """
    never: dict[int, dict[int, int]] = {}
    for at, one in enumerate(nogoods):
        if len(one) == 1:
            never.setdefault(one[0][0], {}).setdefault(one[0][1], at)
    for issue in sorted(never):
        if len(never[issue]) == sizes[issue]:
            return sorted(never[issue].values())
    options = {
        issue: [option for option in range(sizes[issue]) if option not in never.get(issue, ())]
        for issue in sorted({issue for one in nogoods if len(one) > 1 for issue, _ in one})
    }
    for issues, inside in _pieces(options, _without_free(options, nogoods, never), nogoods):
        search = _Search({issue: options[issue] for issue in issues}, [nogoods[at] for at in inside], steps)
        if not search.finds():
            return sorted([*inside, *(at for issue in issues for at in never.get(issue, {}).values())])
    return None


def _without_free(
    options: Mapping[int, Sequence[int]], nogoods: Sequence[Nogood], never: Mapping[int, Collection[int]]
) -> list[int]:
    """The nogoods that are left after each issue with an option in none of them has taken it."""
    left = {
        at
        for at, one in enumerate(nogoods)
        if len(one) > 1 and not any(option in never.get(issue, ()) for issue, option in one)
    }
    uses: dict[int, dict[int, set[int]]] = {
        issue: {option: set() for option in of} for issue, of in options.items()
    }
    for at in left:
        for issue, option in nogoods[at]:
            uses[issue][option].add(at)
    todo = [issue for issue in options if not all(uses[issue].values())]
    while todo:
        for at in set().union(*uses[todo.pop()].values()):
            left.discard(at)
            for issue, option in nogoods[at]:
                uses[issue][option].discard(at)
                if not uses[issue][option] and any(uses[issue].values()):
                    todo.append(issue)
    return sorted(left)


def _pieces(
    options: Mapping[int, Sequence[int]], left: Sequence[int], nogoods: Sequence[Nogood]
) -> list[tuple[list[int], list[int]]]:
    """Issues and nogoods that hang together, in order."""
    head = {issue: issue for issue in options}

    def of(issue: int) -> int:
        while head[issue] != issue:
            head[issue] = head[head[issue]]
            issue = head[issue]
        return issue

    for at in left:
        first, *others = (of(issue) for issue, _ in nogoods[at])
        for other in others:
            head[of(other)] = of(first)
    pieces: dict[int, tuple[set[int], list[int]]] = {}
    for at in left:
        issues, inside = pieces.setdefault(of(nogoods[at][0][0]), (set(), []))
        issues.update(issue for issue, _ in nogoods[at])
        inside.append(at)
    return [(sorted(issues), inside) for issues, inside in pieces.values()]


@dataclass(slots=True)
class _Search:
    """Depth first with forward checking, the issue with the fewest options left for its conflicts so far first.

    Haralick & Elliott 1980, Artificial Intelligence 14, 263-313; weights by conflicts: Boussemart, Hemery, Lecoutre and
    Sais 2004, ECAI, 146-150.
    """

    options: Mapping[int, Sequence[int]]
    nogoods: Sequence[Nogood]
    steps: Steps
    left: dict[int, dict[int, None]] = field(default_factory=dict)
    taken: dict[int, int] = field(default_factory=dict)
    uses: dict[tuple[int, int], list[int]] = field(default_factory=dict)
    matched: list[int] = field(default_factory=list)
    weight: dict[int, int] = field(default_factory=dict)
    undo: list[tuple[int, int]] = field(default_factory=list)
    order: list[int] = field(default_factory=list)

    def finds(self) -> bool:
        """Whether there is a choice."""
        self.left = {issue: dict.fromkeys(of) for issue, of in self.options.items()}
        self.weight = dict.fromkeys(self.options, 1)
        self.matched = [0] * len(self.nogoods)
        for at, one in enumerate(self.nogoods):
            for pair in one:
                self.uses.setdefault(pair, []).append(at)
        stack: list[tuple[int, list[int], int, int]] = []
        while len(self.taken) < len(self.options):
            issue = min(
                (issue for issue in self.options if issue not in self.taken),
                key=lambda issue: (len(self.left[issue]) / self.weight[issue], issue),
            )
            ways = sorted(self.left[issue], key=lambda option: -len(self.uses.get((issue, option), ())))
            stack.append((issue, ways, len(self.undo), len(self.order)))
            if not self._next(stack):
                return False
        return True

    def _next(self, stack: list[tuple[int, list[int], int, int]]) -> bool:
        """Take the next option of the last issue, or of one before it, that is not seen to fail."""
        while stack:
            self.steps.one()
            issue, ways, removed, took = stack[-1]
            self._back(removed, took)
            if not ways:
                stack.pop()
            elif self._take(issue, ways.pop()):
                return True
        return False

    def _back(self, removed: int, took: int) -> None:
        """Undo down to a mark."""
        while len(self.order) > took:
            issue = self.order.pop()
            for at in self.uses.get((issue, self.taken.pop(issue)), ()):
                self.matched[at] -= 1
        while len(self.undo) > removed:
            issue, option = self.undo.pop()
            self.left[issue][option] = None

    def _take(self, issue: int, option: int) -> bool:
        """Take an option and all that follows; False where an issue has none left."""
        todo = [(issue, option)]
        while todo:
            issue, option = todo.pop()
            if issue in self.taken:
                continue  # it was asked for twice, and has one option left
            self.taken[issue] = option
            self.order.append(issue)
            touched = self.uses.get((issue, option), ())
            for at in touched:
                self.matched[at] += 1
            for at in touched:
                if self.matched[at] >= len(self.nogoods[at]) - 1 and not self._remove(at, todo):
                    return False
        return True

    def _remove(self, at: int, todo: list[tuple[int, int]]) -> bool:
        """All but one of the choices of a nogood are taken: the last may not be."""
        for issue, option in self.nogoods[at]:
            if self.taken.get(issue) == option:
                continue
            if issue in self.taken or option not in self.left[issue]:
                return True
            del self.left[issue][option]
            self.undo.append((issue, option))
            if len(self.left[issue]) == 1:
                todo.append((issue, next(iter(self.left[issue]))))
            if self.left[issue]:
                return True
            break
        for issue, _ in self.nogoods[at]:
            self.weight[issue] += 1
        return False
