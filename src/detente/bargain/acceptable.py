"""How many packages would be accepted: thresholds, vetoes and a quorum, for many parties.

With five parties and more nearly every package is undominated, so the frontier says little; how many packages would
pass, and whose consent is the narrow one, says more.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from detente.bargain.domain import Domain
from detente.bargain.exact import fraction_of
from detente.bargain.numbers import Numbers, limited
from detente.bargain.results import Acceptable
from detente.deal.shares import wilson
from detente.errors import CannotCount, UnknownName

if TYPE_CHECKING:
    from detente.bargain.counting import Bar, Tally

MOST_CELLS: Final = 16_000_000
ALWAYS: Final = 20_000
"""So many packages are counted even when time is over: it takes no longer than drawing."""
SAMPLES: Final = 50_000
MOST_SAMPLES: Final = 5_000_000
COUNTED: Final = "Counted: packages that give the same to all are merged, issue by issue."
ESTIMATED: Final = (
    "Estimated, since there are too many different worths to count, or too little time: the share among packages "
    "drawn uniformly, with its interval of 95 % (Wilson 1927)."
)


def acceptable_of(
    numbers: Numbers,
    domain: Domain,
    *,
    at_least: Mapping[str, float | None] | None = None,
    vetoes: Iterable[str] = (),
    quorum: int | None = None,
    samples: int = SAMPLES,
    seed: int = 0,
    most_cells: int = MOST_CELLS,
    deadline: float | None = None,
) -> Acceptable:
    """Count the packages that all of `vetoes` and at least `quorum` parties accept, or estimate how many they are.

    Args:
        numbers: the domain on its grid.
        domain: the domain.
        at_least: the worth, in its unit, from which on a party accepts a package; None for a party that accepts every
            one. A party that is not in it accepts from its no-deal worth on, and everything where that is not given.
        vetoes: parties without which nothing passes.
        quorum: how many parties must accept, those of `vetoes` counted in; all if None.
        samples: how many packages are drawn where they are not counted.
        seed: for these draws.
        most_cells: how many numbers may be held at once for an exact count.
        deadline: a moment of `time.monotonic()` after which no more is counted, only drawn, in a space of more than
            20,000 packages.

    Raises:
        UnknownName: `at_least` or `vetoes` names a party that is not in the domain.
        CannotCount: the quorum or the samples are out of range, or a threshold is no finite number.

    Source: the count is variable elimination that adds up counts (R. Dechter, Bucket elimination: a unifying framework
    for reasoning, Artificial Intelligence 113, 1999), with partial sums as states and cut at the threshold.
    """
    vetoers = _known(vetoes, numbers.parties)
    given = at_least or {}
    least = _thresholds(numbers, domain, given)
    wanted = _quorum(quorum, len(numbers.parties))
    if not 0 < samples <= MOST_SAMPLES:
        raise CannotCount(f"The samples are from 1 to {MOST_SAMPLES:,}, not {samples:,}.")
    asking = _Asking(numbers, _bar(numbers, given, vetoers, wanted), most_cells, deadline)
    found = asking.tally()
    packages = asking.packages()
    alone = {party: asking.alone(at, packages) for at, party in enumerate(numbers.parties)}
    low, high = (
        (found.passing, found.passing)
        if found is not None
        else asking.estimate(samples, seed, packages, [alone[p] for p in _needed(numbers, vetoers, wanted)])
    )
    drawn = found is None
    return Acceptable(
        count=None if found is None else found.passing,
        packages=packages,
        low=low,
        high=high,
        at_least=least,
        vetoes=vetoers,
        quorum=wanted,
        alone=alone,
        blocks={
            party: None if found is None else found.blocked.get(at, 0)
            for at, party in enumerate(numbers.parties)
        },
        method=(ESTIMATED if drawn else COUNTED) + _rounding(numbers),
        samples=samples if drawn else None,
        seed=seed if drawn else None,
    )


class _Asking:
    """The questions that are put to one domain, within one limit."""

    def __init__(self, numbers: Numbers, bar: Bar, most_cells: int, deadline: float | None) -> None:
        self.numbers = numbers
        self.bar = bar
        self.most_cells = most_cells
        self.deadline = None if _combinations(numbers) <= ALWAYS else deadline

    def tally(self, bar: Bar | None = None) -> Tally | None:
        from detente.bargain.counting import tally  # noqa: PLC0415 -- it loads numpy, which is slow

        return tally(self.numbers, bar or self.bar, most_cells=self.most_cells, deadline=self.deadline)

    def packages(self) -> int | None:
        """How many no statement leaves out."""
        if not self.numbers.bans:
            return _combinations(self.numbers)
        return self._passing({}, 0)

    def alone(self, party: int, packages: int | None) -> int | None:
        """How many one party would accept by itself."""
        if party not in self.bar.needs:
            return packages
        return self._passing({party: self.bar.needs[party]}, 1)

    def _passing(self, needs: dict[int, int], quorum: int) -> int | None:
        from detente.bargain.counting import Bar  # noqa: PLC0415 -- it loads numpy, which is slow

        found = self.tally(Bar(needs, frozenset(), quorum))
        return None if found is None else found.passing

    def estimate(
        self, samples: int, seed: int, packages: int | None, caps: Iterable[int | None]
    ) -> tuple[int, int]:
        """Bounds at 95 %, and never above what is known for sure: packages, and what those needed accept alone."""
        from detente.bargain import drawing  # noqa: PLC0415 -- it loads numpy, which is slow

        sure = [cap for cap in (packages, *caps) if cap is not None]
        if 0 in sure:
            return 0, 0
        found = None if packages is None else drawing.drawn_allowed(self.numbers, samples, seed)
        of = packages
        if of is None or found is None:
            of = _combinations(self.numbers)
            found = drawing.drawn_from_all(self.numbers, samples, seed)
        accepts = found.points[:, list(self.bar.needs)] >= list(self.bar.needs.values())
        seen = int((found.allowed & self.bar.passes(accepts)).sum())
        low, high = wilson(seen, samples)
        most = min([math.ceil(Fraction(high) * of), *sure])
        return min(max(math.floor(Fraction(low) * of), min(seen, 1)), most), most


def _combinations(numbers: Numbers) -> int:
    """How many packages there are of options that nothing leaves out by themselves."""
    return math.prod(int(allowed.sum()) for allowed in numbers.allowed)


def _known(vetoes: Iterable[str], parties: tuple[str, ...]) -> tuple[str, ...]:
    """Those with a veto, each once, in the order of the parties."""
    given = [vetoes] if isinstance(vetoes, str) else list(vetoes)
    for party in given:
        if party not in parties:
            raise UnknownName.among("party", party, parties)
    return tuple(party for party in parties if party in given)


def _quorum(quorum: int | None, parties: int) -> int:
    if quorum is None:
        return parties
    if not 1 <= quorum <= parties:
        raise CannotCount(f"The quorum is from 1 to {parties}, the number of parties, not {quorum}.")
    return quorum


def _thresholds(
    numbers: Numbers, domain: Domain, given: Mapping[str, float | None]
) -> dict[str, float | None]:
    """The worth from which on each party accepts, in its unit, or None."""
    for party, worth in given.items():
        if party not in numbers.parties:
            raise UnknownName.among("party", party, numbers.parties)
        if worth is not None and not math.isfinite(worth):
            raise CannotCount(f"The threshold of {domain.call(party)} is not a finite number.")
    own = {party: domain.no_deal.get(party) for party in numbers.parties}
    return {party: given.get(party, None if worth is None else worth.low) for party, worth in own.items()}


def _bar(numbers: Numbers, given: Mapping[str, float | None], vetoes: tuple[str, ...], quorum: int) -> Bar:
    """What has to be reached, on the grid; parties that accept everything count for the quorum, and are not asked."""
    from detente.bargain.counting import Bar  # noqa: PLC0415 -- it loads numpy, which is slow

    needs: dict[int, int] = {}
    for at, party in enumerate(numbers.parties):
        worth, without = given.get(party), numbers.no_deal[at]
        if worth is not None:
            needs[at] = limited(math.ceil(fraction_of(worth) / numbers.step[at]))
        elif party not in given and without is not None:
            needs[at] = without
    vetoing = frozenset(at for at in needs if numbers.parties[at] in vetoes)
    return Bar(needs, vetoing, max(0, quorum - (len(numbers.parties) - len(needs))))


def _needed(numbers: Numbers, vetoes: tuple[str, ...], quorum: int) -> tuple[str, ...]:
    """The parties without which nothing passes."""
    return numbers.parties if quorum == len(numbers.parties) else vetoes


def _rounding(numbers: Numbers) -> str:
    return " Worths are rounded to the grid that 64 bits hold." if any(numbers.rounding) else ""
