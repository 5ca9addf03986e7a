"""The best package for one party where some options exclude each other: branch and bound, issue by issue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from detente.bargain.weigh.judgement import Worths
from detente.bargain.weigh.table import Table
from detente.deal.phrases import Choice

_LIMIT: Final = 20_000  # places looked at


@dataclass(frozen=True, slots=True)
class Best:
    """A package and its worth; `proved` is false where the search was cut short, and then it may be empty."""

    package: Mapping[str, str]
    worth: Decimal
    proved: bool = True


@dataclass(slots=True)
class _Search:
    issues: list[tuple[str, list[tuple[Decimal, str]]]]
    clashes: dict[Choice, set[Choice]]
    above: list[Decimal] = field(default_factory=list)
    best: tuple[Decimal, dict[str, str]] | None = None
    looked: int = 0

    def go(self, at: int, chosen: dict[str, str], worth: Decimal) -> None:
        if at == len(self.issues):
            self.best = (worth, dict(chosen))
            return
        issue, options = self.issues[at]
        for gain, option in options:
            self.looked += 1
            bound = worth + gain + self.above[at + 1]
            if self.looked > _LIMIT or (self.best is not None and bound <= self.best[0]):
                return
            here = Choice(issue, option)
            if not any(chosen.get(other.issue) == other.option for other in self.clashes.get(here, ())):
                chosen[issue] = option
                self.go(at + 1, chosen, worth + gain)
                del chosen[issue]


def best_package(table: Table, worths: Worths, never: Sequence[Choice] = ()) -> Best | None:
    """The package that counts most; the first in the order of the file among equals. None where there is none.

    Args:
        table: what is weighed, with the pairs of options that exclude each other.
        worths: points of each option; 0 where one is not named.
        never: options that are not accepted.
    """
    clashes: dict[Choice, set[Choice]] = {}
    for one, other in table.excluded:
        clashes.setdefault(one, set()).add(other)
        clashes.setdefault(other, set()).add(one)
    issues = [
        (
            issue,
            sorted(
                (
                    (worths.get(Choice(issue, option), Decimal(0)), option)
                    for option in options
                    if Choice(issue, option) not in never
                ),
                key=lambda one: -one[0],
            ),
        )
        for issue, options in table.issues.items()
    ]
    if not all(options for _, options in issues):
        return None
    above = [Decimal(0)]
    for _, options in reversed(issues):
        above.append(above[-1] + options[0][0])
    search = _Search(issues, clashes, above[::-1])
    search.go(0, {}, Decimal(0))
    proved = search.looked <= _LIMIT
    if search.best is None:
        return None if proved else Best({}, Decimal(0), proved)
    return Best(search.best[1], search.best[0], proved)
