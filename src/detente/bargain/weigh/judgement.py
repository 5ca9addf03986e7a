"""What came out of the answers: weights and shares, worths in points, orders, and what was said beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final, TypeAlias

from detente.bargain.weigh.reading import figure_of
from detente.bargain.weigh.rounding import parts_of_issue, points_of_issues
from detente.bargain.weigh.table import Table
from detente.deal.phrases import Choice

Worths: TypeAlias = Mapping[Choice, Decimal]
Places: TypeAlias = tuple[tuple[str, ...], ...]
"""Labels from the first place to the last; those in one place count alike."""

TOTAL: Final = 100  # points in all
_NOTHING: Final = Fraction(
    1, 20_000
)  # points: what weights found by least squares are off by themselves is less


@dataclass(frozen=True, slots=True)
class Weights:
    """Points of each issue, and of each option the share of them that it brings, from 0 to 1.

    Issues and options that are not named count 0.
    """

    issues: Mapping[str, Fraction]
    shares: Mapping[Choice, Fraction]

    def worths(self, table: Table) -> dict[Choice, Decimal]:
        """Points of each option as they are written: what is equal stays equal, and nothing depends on the order."""
        whole = points_of_issues(self.issues)
        found: dict[Choice, Decimal] = {}
        for issue, options in table.issues.items():
            shares = [self.shares.get(Choice(issue, option), Fraction(0)) for option in options]
            points = whole.get(issue, Fraction(0))
            parts = parts_of_issue(points, shares, as_given=points == self.issues.get(issue, 0))
            found |= {
                Choice(issue, option): Decimal(figure_of(parts[share]))
                for option, share in zip(options, shares, strict=True)
            }
        return found

    def is_rounded(self, worths: Worths) -> bool:
        """Whether points as they are written differ from what the answers give."""
        meant = {
            choice: self.issues.get(choice.issue, Fraction(0)) * self.shares.get(choice, Fraction(0))
            for choice in worths
        }
        return any(abs(Fraction(worth) - meant[choice]) > _NOTHING for choice, worth in worths.items())


@dataclass(frozen=True, slots=True)
class Orders:
    """Only orders: of the issues by what lies between their worst and best options, and of the options of each."""

    issues: Places
    options: Mapping[str, Places]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One party's judgement, by one method.

    `worths` is empty where only orders were asked for; `rounded`: they are not just what the answers give. `as_good`
    is the package that no deal was said to be as good as, or None.
    """

    method: str
    worths: Worths = field(default_factory=dict)
    rounded: bool = False
    orders: Orders | None = None
    never: tuple[Choice, ...] = ()
    no_deal: Decimal | None = None
    as_good: Mapping[str, str] | None = None
    judged_by: str | None = None
    on: date | None = None


def scaled(figures: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Figures in proportion, so that they add to 100; all 0 where they are all 0."""
    total = sum(figures.values(), Fraction(0))
    return {label: figure * TOTAL / total if total else Fraction(0) for label, figure in figures.items()}
