"""How often a package is undominated, and how often it is the Nash point, over all that the parties' worths may be.

Stochastic multicriteria acceptability (R. Lahdelma, J. Hokkanen, P. Salminen, SMAA - stochastic multiobjective
acceptability analysis, European Journal of Operational Research 106, 1998), with worths in the place of weights.
"""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from detente.bargain.domain import Domain
from detente.bargain.numbers import Numbers, numbers_of
from detente.bargain.results import Package, ShareOfPackage, Shares
from detente.bargain.uncertain.drawing import Source, method_of, sources_of
from detente.bargain.uncertain.nominal import nominal
from detente.deal.shares import wilson
from detente.errors import CannotCount, UnknownName

if TYPE_CHECKING:
    from detente.bargain.uncertain.direct import Direct
    from detente.bargain.uncertain.folding import Folding
    from detente.bargain.uncertain.valuations import Tables, Template

"""The normal quantile of 97.5 %."""
SHOWN: Final = 12
FIRST: Final = 64
"""Valuations in which candidates are looked for."""
DIRECT: Final = 5_000
"""Packages up to which all are compared in every valuation."""
_LOOKING: Final = 0.3
"""Share of the time that may go into looking for candidates."""
Places = tuple[int, ...]
Interval = tuple[float, float, float]


def shares_of(
    domain: Domain,
    packages: Sequence[Mapping[str, str]] | None = None,
    *,
    samples: int = 1000,
    seed: int = 0,
    deadline: float | None = None,
) -> Shares:
    """For each package, the share of valuations in which it is undominated, and in which it is a Nash point.

    Undominated is meant among all packages that no statement leaves out, exactly in each valuation drawn. A Nash
    point is a package that gives everybody its no-deal worth and has the largest product of gains over it; where a
    party has no no-deal worth, gains are measured from its worst allowed package. Where the largest product is 0,
    every undominated package that gives everybody its no-deal worth counts. Ties count for each package that ties.

    Args:
        domain: what is on the table; worths may be points, ranges, or only ranked (see `draws`).
        packages: allowed packages, an option for every issue. None: those that are undominated and give everybody its
            no-deal worth in one of the first 64 valuations, at most 12: the 6 that are most often Nash points, then
            those most often undominated. `note` says how many others there were.
        samples: valuations to draw, 1 or more.
        seed: the same seed gives the same shares, whatever the order of the parties.
        deadline: seconds from now after which no further valuation is begun; at least one is judged. `samples` of the
            answer is the count really judged, and asking for that count gives the same answer again.

    Returns:
        The shares with their 95 % intervals (E. B. Wilson, Probable inference, the law of succession, and statistical
        inference, Journal of the American Statistical Association 22, 1927). Worths of a package are those of
        `nominal`; its `ties` are the allowed packages with just these worths (in a space of more than 5,000, those
        that have them in every group of issues that hang together). Where every worth is one number, nothing is drawn:
        `samples` is 0 and the shares are exact. `draft_dominated` is None where there is no whole draft.

    Raises:
        CannotCount: a worth is missing, rankings contradict each other or the figures, a package leaves issues out or
            is itself left out by a statement, or issues that hang together have more than 200,000 combinations.
        UnknownName: a package has an issue or option that there is not.
    """
    if samples < 1:
        raise CannotCount(f"At least one valuation has to be drawn, not {samples}.")
    work = _Work(domain, samples, seed, math.inf if deadline is None else time.monotonic() + deadline)
    listed = None if packages is None else [_places(domain, work.numbers, package) for package in packages]
    note = ""
    if listed is None:
        listed, note = work.candidates(
            math.inf if deadline is None else time.monotonic() + _LOOKING * deadline
        )
    return work.shares(listed, note)


def _places(domain: Domain, numbers: Numbers, package: Mapping[str, str]) -> Places:
    for issue, option in package.items():
        if issue not in domain.issues:
            raise UnknownName.among("issue", issue, domain.issues)
        if option not in domain.issues[issue]:
            raise UnknownName.among(f"option of `{issue}`", option, domain.issues[issue])
    missing = [issue for issue in domain.issues if issue not in package]
    if missing:
        raise CannotCount(f"The package has no option for `{missing[0]}`.", help="choose one for every issue")
    excluded = domain.is_excluded(package)
    if excluded:
        by = "a statement" if len(excluded) == 1 else f"{len(excluded)} statements"
        said = "; ".join(map(domain.in_words, excluded))
        raise CannotCount(f"The package is left out by {by}: {said}.", help="take an allowed one")
    return numbers.places(package)


@dataclass(slots=True)
class _Counts:
    undominated: list[int]
    nash: list[int]
    others: int = 0
    draft: int = 0
    done: int = 0


class _Work:
    """What is needed to judge valuations block by block."""

    def __init__(self, domain: Domain, samples: int, seed: int, until: float) -> None:
        from detente.bargain.uncertain.valuations import Template  # noqa: PLC0415 -- it needs numpy

        self.domain, self.seed, self.until = domain, seed, until
        self.sources: Mapping[str, Source] = sources_of(domain)
        self.is_exact = not any(source.samplers for source in self.sources.values())
        self.samples = 1 if self.is_exact else samples
        self.nominal = nominal(domain)
        self.numbers = numbers_of(self.nominal)
        self.template: Template = Template(domain, self.numbers, self.sources)
        self.judge = _judge_of(self.numbers)
        whole = all(issue in domain.draft for issue in domain.issues)
        self.draft = self.numbers.places(domain.draft) if whole else None

    def block(self, place: int) -> Tables:
        """One block of valuations, cut to those asked for."""
        blocks = [source.block(self.seed, place) for source in self.sources.values()]
        left = self.samples - place * len(blocks[0])
        return self.template.tables([block[:left] for block in blocks])

    def candidates(self, until: float) -> tuple[list[Places], str]:
        """The packages most often undominated in the first valuations, and how many were left out."""
        tables = self.block(0)
        often: Counter[Places] = Counter()
        won: Counter[Places] = Counter()
        looked = 0
        for at in range(min(FIRST, len(tables))):
            if looked and time.monotonic() >= until:
                break
            for packages, winners in self.judge.found(tables.cut(slice(at, at + 1))):
                often.update(packages)
                won.update(winners)
            looked += 1
        by_wins = sorted(won, key=lambda one: (-won[one], -often[one], one))[: SHOWN // 2]
        by_both = sorted(often, key=lambda one: (-often[one], -won[one], one))
        shown = list(dict.fromkeys([*by_wins, *by_both]))[:SHOWN]
        left = len(often) - len(shown)
        if not left:
            return shown, ""
        others = "1 other package is" if left == 1 else f"{left:,} other packages are"
        when = (
            ""
            if self.is_exact
            else f" in one of the first {looked} valuations"
            if looked > 1
            else " in the first valuation"
        )
        return shown, f"{others} undominated{when} and not listed."

    def shares(self, listed: Sequence[Places], note: str) -> Shares:
        """Judge valuations until all are done or the time is over."""
        counts = self._counted(listed)

        def interval(hits: int) -> Interval:
            share = hits / counts.done
            return (share, share, share) if self.is_exact else (share, *wilson(hits, counts.done))

        notes = [note] if note else []
        if counts.done < self.samples:
            notes.append(f"The time was over after {counts.done:,} of {self.samples:,} valuations.")
        return Shares(
            packages=tuple(
                ShareOfPackage(package, interval(counts.undominated[at]), interval(counts.nash[at]))
                for at, package in enumerate(self._packages(listed))
            ),
            samples=0 if self.is_exact else counts.done,
            seed=self.seed,
            method=f"{method_of(self.sources)}; {self.judge.name}",
            others=interval(counts.others),
            draft_dominated=None if self.draft is None else interval(counts.draft),
            note=" ".join(notes),
        )

    def _counted(self, listed: Sequence[Places]) -> _Counts:
        every, at_draft = list(listed), None
        if self.draft is not None and self.numbers.is_allowed(self.draft):
            at_draft = every.index(self.draft) if self.draft in every else len(every)
            every = [*every, self.draft] if at_draft == len(every) else every
        counts = _Counts([0] * len(every), [0] * len(every))
        chunk = self.judge.chunk(len(self.domain.parties))
        place = 0
        while counts.done < self.samples:
            tables = self.block(place)
            for start in range(0, len(tables), chunk):
                if counts.done and time.monotonic() >= self.until:
                    return counts
                part = tables.cut(slice(start, start + chunk))
                free, nash = self.judge.judge(part, every)
                for column in range(len(every)):
                    counts.undominated[column] += int(free[:, column].sum())
                    counts.nash[column] += int(nash[:, column].sum())
                counts.others += len(part) - int(nash[:, : len(listed)].any(axis=1).sum())
                if at_draft is not None:
                    counts.draft += len(part) - int(free[:, at_draft].sum())
                elif self.draft is not None:
                    counts.draft += int(self.judge.dominated(part, self.draft).sum())
                counts.done += len(part)
            place += 1
        return counts

    def _packages(self, listed: Sequence[Places]) -> list[Package]:
        from detente.bargain.uncertain.valuations import tables_of  # noqa: PLC0415 -- it needs numpy

        tables = tables_of(self.numbers)
        return [
            Package(
                self.numbers.package(chosen),
                self.numbers.in_units(self.numbers.point(chosen)),
                self.judge.ties(tables, chosen),
            )
            for chosen in listed
        ]


def _judge_of(numbers: Numbers) -> Direct | Folding:
    """All packages at once where they are few, else groups of issues folded."""
    from detente.bargain.uncertain.direct import Direct  # noqa: PLC0415 -- it needs numpy
    from detente.bargain.uncertain.folding import Folding  # noqa: PLC0415 -- it needs numpy
    from detente.bargain.uncertain.valuations import joints  # noqa: PLC0415 -- it needs numpy

    count = math.prod(int(allowed.sum()) for allowed in numbers.allowed)
    groups = joints(numbers, whole=count <= DIRECT)
    return Direct(groups[0]) if count <= DIRECT else Folding(groups)
