"""Values that are only ranked: whether rankings agree with each other and with figures, and what follows from them.

A ranking such as `a > b > c + d` orders sizes, largest first; the sign of each value comes from who performs the act.
A ranked size is above 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from detente.deal.worth import Ranking
from detente.errors import DetenteError
from detente.hold.shares._linear import Program
from detente.hold.shares._settled import Settled
from detente.hold.shares.valuations import Bound, Linear, Tests, Value, orders

ZERO, ONE = Fraction(0), Fraction(1)
MARGIN = "\0margin"
FEW = 10  # rankings, up to which the smallest contradiction is looked for among all sets of them


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Rankings of one party that cannot all be true, none of which can be left out; with them, the figures needed."""

    party: str
    rankings: tuple[Ranking, ...]
    values: tuple[Value, ...]

    def __str__(self) -> str:
        told = _joined([f"`{ranking}`" for ranking in self.rankings])
        one = len(self.rankings) == 1
        subject = f"{self.party}: the ranking {told}" if one else f"{self.party}: the rankings {told}"
        if not self.values:
            return f"{subject} {'contradicts itself' if one else 'cannot all be true'}."
        figures = _joined([f"`{value.name}: {value.worth}`" for value in self.values])
        return f"{subject} {'does' if one else 'do'} not agree with {figures}."


class ContradictoryRankings(DetenteError):  # noqa: N818 -- the name says what happened, as in `errors`
    """A party's rankings contradict each other or the figures beside them.

    Attributes:
        contradiction: a smallest set of rankings, and the figures, that cannot all be true.
    """

    def __init__(self, sentence: str, contradiction: Contradiction | None = None) -> None:
        super().__init__(sentence, help="Correct one of them." if contradiction else None)
        self.contradiction = contradiction


def check_rankings(tests: Tests) -> None:
    """Raise where the rankings of a party cannot all be true.

    Raises:
        ContradictoryRankings: with a smallest set that cannot.
    """
    found = contradiction(tests)
    if found:
        raise ContradictoryRankings(str(found), found)


def contradiction(tests: Tests) -> Contradiction | None:
    """A smallest set of rankings that cannot all be true: by themselves, or else with the figures; None if all can.

    Decided exactly: sizes are looked for that satisfy every ranking with a margin as large as possible. Of more than
    10 rankings the set found is one from which none can be left out, though there may be a smaller one.
    """
    figures = {value.name: value for value in tests.values if not value.worth.is_unknown}
    if not _possible(tests.rankings, {}):
        return Contradiction(tests.party, _smallest(tests.rankings, {}), ())
    if figures and not _possible(tests.rankings, figures):
        few = _smallest(tests.rankings, figures)
        kept = dict(figures)
        for name in figures:
            less = {other: value for other, value in kept.items() if other != name}
            if not _possible(few, less):
                kept = less
        return Contradiction(tests.party, few, tuple(kept.values()))
    return None


def verdict_by_ranking(tests: Tests) -> bool | None:
    """Whether a party goes on at every point, for every valuation that agrees with its rankings and bounds.

    Exact, by linear programs. A value that is not known and not ranked is bounded by its sign alone.

    Returns:
        True if it does for every valuation, False if it does for none, None if it depends on the valuation.

    Raises:
        ContradictoryRankings: no valuation agrees with the rankings.
    """
    check_rankings(tests)
    settled = Settled(tests, strictly=True)
    if settled.always():
        return True
    return False if settled.never() else None


def _smallest(rankings: Sequence[Ranking], figures: dict[str, Value]) -> tuple[Ranking, ...]:
    """A smallest impossible subset of impossible rankings."""
    if len(rankings) <= FEW:
        sets = (few for size in range(1, len(rankings)) for few in combinations(rankings, size))
        return next((few for few in sets if not _possible(few, figures)), tuple(rankings))
    kept = list(rankings)
    for ranking in rankings:
        less = [other for other in kept if other is not ranking]
        if not _possible(less, figures):
            kept = less
    return tuple(kept)


def _possible(rankings: Sequence[Ranking], figures: dict[str, Value]) -> bool:
    """Whether some sizes satisfy all rankings strictly; the sizes of figures lie between their bounds."""
    sums = [one for ranking in rankings for one in orders(ranking)]
    names = dict.fromkeys(name for ranking in rankings for place in ranking.places for name in place)
    bounds: dict[str, Bound] = {
        name: _size(figures[name]) if name in figures else (ZERO, None) for name in names
    }
    bounds[MARGIN] = (ZERO, ONE)
    sums += [{name: ONE} for name in names if name not in figures]
    rows: list[tuple[Linear, Fraction]] = [
        ({**{name: -number for name, number in one.items()}, MARGIN: ONE}, ZERO) for one in sums
    ]
    best = Program(bounds, rows).most({MARGIN: ONE})
    return best is not None and best[0] > 0


def _size(value: Value) -> Bound:
    low, high = value.bounds
    if low is None or high is None:
        return ZERO, None
    least = ZERO if low <= 0 <= high else min(abs(low), abs(high))
    return least, max(abs(low), abs(high))


def _joined(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
