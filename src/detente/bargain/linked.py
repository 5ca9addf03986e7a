"""Which issues statements or obligations link, and what choices on some issues are worth: for many choices at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.bargain.numbers import Numbers

    Choices = NDArray[np.int64]


def scopes_of(numbers: Numbers) -> Iterator[tuple[int, ...]]:
    """The issues that something hangs on together: each worth of several issues, and each ban."""
    yield from (factor.scope for factor in numbers.factors)
    yield from (issues for issues, _ in numbers.bans)


def links_of(numbers: Numbers) -> dict[int, frozenset[int]]:
    """For each issue that a statement or an obligation links with others, these others."""
    found: dict[int, set[int]] = {}
    for scope in scopes_of(numbers):
        for issue in scope:
            found.setdefault(issue, set()).update(scope)
    return {issue: frozenset(others - {issue}) for issue, others in found.items()}


def groups_of(numbers: Numbers) -> list[tuple[int, ...]]:
    """Issues that are linked, directly or through others, together; groups and issues in the order of the file."""
    group = list(range(len(numbers.issues)))
    for scope in scopes_of(numbers):
        joined = {group[issue] for issue in scope}
        group = [min(joined) if one in joined else one for one in group]
    return [tuple(i for i, one in enumerate(group) if one == first) for first in sorted(set(group))]


def every_choice(options: Sequence[NDArray[np.intp]]) -> Choices:
    """All ways to take one of the options of each of some issues: int64, shape (ways, issues), the first slowest."""
    if not options:
        return np.zeros((1, 0), np.int64)
    grid = np.meshgrid(*options, indexing="ij")
    return np.stack([one.ravel() for one in grid], axis=1).astype(np.int64)


def are_allowed(numbers: Numbers, issues: Sequence[int], choices: Choices) -> NDArray[np.bool_]:
    """Whether nothing leaves them out: choices on whole groups of linked issues, shape (n, issues); shape (n,)."""
    allowed = np.ones(len(choices), np.bool_)
    column = {issue: at for at, issue in enumerate(issues)}
    for issue, at in column.items():
        allowed &= numbers.allowed[issue][choices[:, at]]
    for scope, options in numbers.bans:
        if scope[0] in column:
            columns = [column[issue] for issue in scope]
            allowed &= (choices[:, columns] != np.array(options)).any(axis=1)
    return allowed


def worth_of(numbers: Numbers, issues: Sequence[int], choices: Choices) -> NDArray[np.int64]:
    """What choices on whole groups of linked issues, shape (n, issues), are worth on the grid, shape (n, parties)."""
    worth = np.zeros((len(choices), len(numbers.parties)), np.int64)
    column = {issue: at for at, issue in enumerate(issues)}
    for issue, at in column.items():
        worth += numbers.worth[issue][choices[:, at]]
    for factor in numbers.factors:
        if factor.scope[0] in column:
            worth += factor.worth[tuple(choices[:, column[issue]] for issue in factor.scope)]
    return worth
