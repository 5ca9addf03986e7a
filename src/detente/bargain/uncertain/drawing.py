"""Valuations of every party, drawn from what it tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detente.bargain.domain import Brought, Domain, written
from detente.bargain.uncertain.known import NO_DEAL, REST, Known, known_of
from detente.bargain.uncertain.region import Region, region_of
from detente.deal.worth import Worth
from detente.errors import CannotCount

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from detente.bargain.uncertain.sampling import Sampler


@dataclass(frozen=True, slots=True, eq=False)
class Draws:
    """Valuations drawn: what each worth is, by its name, in each of them.

    `names[party]`: `port: open` for an option's own worth, the label of an obligation that options bring, `the rest of
    the deal`, `no deal`. `values[party]`: float64, shape (n, names of the party), in its unit. Parties are independent.
    `method` says how it was drawn.
    """

    domain: Domain
    names: Mapping[str, tuple[str, ...]]
    values: Mapping[str, NDArray[np.float64]]
    n: int
    seed: int
    method: str

    def of(self, party: str, name: str) -> NDArray[np.float64]:
        """One worth in all valuations, shape (n,)."""
        return self.values[party][:, self.names[party].index(name)]

    def valuation(self, place: int) -> Domain:
        """The domain as one valuation has it: every worth is a point."""
        return with_worths(
            self.domain,
            {
                party: dict(zip(self.names[party], self.values[party][place].tolist(), strict=True))
                for party in self.domain.parties
            },
        )


def draws(domain: Domain, n: int, seed: int = 0) -> Draws:
    """Draw valuations of every party: independent ones, and within a party independent but for its rankings.

    A plain range is uniform, a range with a likely value triangular. Worths that are only ranked are uniform on all
    figures that agree with the rankings and with the figures beside them, from 0 to 1 where the party gives no figures.

    Args:
        domain: what is on the table.
        n: how many valuations, 1 or more.
        seed: the same seed gives the same valuations, whatever the order of the parties; the first ones of a longer
            series are those of a shorter one.

    Raises:
        CannotCount: a worth is missing, or rankings contradict each other or the figures; see `known_of`, `region_of`.
    """
    import numpy as np  # noqa: PLC0415 -- slow to import, and wanted only when something is computed

    if n < 1:
        raise CannotCount(f"At least one valuation has to be drawn, not {n}.")
    sources = sources_of(domain)
    values = {}
    for party, source in sources.items():
        blocks = [source.block(seed, block) for block in range(-(-n // source.size))]
        values[party] = np.concatenate(blocks)[:n]
    return Draws(
        domain,
        {party: source.names for party, source in sources.items()},
        values,
        n,
        seed,
        method_of(sources),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """Draws the worths of one party, block by block."""

    region: Region
    names: tuple[str, ...]
    samplers: tuple[Sampler, ...]
    size: int

    @property
    def known(self) -> Known:
        """What the party tells."""
        return self.region.known

    def block(self, seed: int, block: int) -> NDArray[np.float64]:
        """One block of valuations, shape (size, names)."""
        import numpy as np  # noqa: PLC0415 -- slow to import, and wanted only when something is computed

        column = {name: at for at, name in enumerate(self.names)}
        found = np.empty((self.size, len(self.names)))
        for name, figure in self.region.fixed.items():
            found[:, column[name]] = float(figure)
        for sampler in self.samplers:
            found[:, [column[name] for name in sampler.names]] = sampler.draw(seed, block)
        return found


def source_of(region: Region) -> Source:
    """What draws the worths of one party."""
    from detente.bargain.uncertain import sampling  # noqa: PLC0415 -- it needs numpy, which is slow to import

    known = region.known
    samplers = tuple(sampling.sampler_of(known.party, piece) for piece in region.pieces)
    return Source(region, tuple(known.given), samplers, sampling.BLOCK)


def sources_of(domain: Domain) -> dict[str, Source]:
    """What draws each party's worths."""
    return {party: source_of(region_of(known_of(domain, party))) for party in domain.parties}


def method_of(sources: Mapping[str, Source]) -> str:
    """In words, what is drawn and how."""
    ways: dict[str, None] = {}
    for source in sources.values():
        ranked = set(source.known.only_ranked)
        for sampler in source.samplers:
            told = not ranked.isdisjoint(sampler.names)
            what = (
                "ranked worths uniform on all figures that agree"
                if told
                else "worths drawn from their ranges"
            )
            ways[f"{what}, by {sampler.way}" if sampler.way else what] = None
    return "; ".join(ways) if ways else "every worth is one number"


def with_worths(domain: Domain, figures: Mapping[str, Mapping[str, float]]) -> Domain:
    """The same domain with one number for every worth, by party and name; names without a number have no worth."""
    parties = domain.parties
    own = {
        party: {
            choice: Worth(figures[party][name], figures[party][name])
            for choice in domain.choices()
            if (name := written(choice)) in figures[party]
        }
        for party in parties
    }
    return replace(
        domain,
        own=own,
        brought=tuple(_with_points(one, figures) for one in domain.brought),
        rest=points_of(figures, REST),
        no_deal={party: points_of(figures, NO_DEAL).get(party) for party in parties},
    )


def points_of(figures: Mapping[str, Mapping[str, float]], name: str) -> dict[str, Worth]:
    """One name's number for each party that has one."""
    return {party: Worth(mine[name], mine[name]) for party, mine in figures.items() if name in mine}


def _with_points(one: Brought, figures: Mapping[str, Mapping[str, float]]) -> Brought:
    return replace(one, worth=points_of(figures, one.obligation))
