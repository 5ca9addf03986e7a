"""The sizes that rankings allow, as positive combinations of rays: one ray for each name that is ranked.

Of the sums that are above 0, each name gets one that bounds it alone from below (`b` in `b > c + d`; `d` in `d > 0`).
These span a cone with one ray a name. If sizes are independent exponentials, divided by their sum they are uniform on
the simplex (L. Devroye, Non-Uniform Random Variate Generation, 1986, chapter 5); on the cone, so are the coordinates
along its rays. For one chain of single names that is Rényi's form of sorted exponentials (A. Rényi, On the theory of
order statistics, 1953). What the rankings say beyond the cone is left as sums over the coordinates.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from detente.deal.worth import Ranking
from detente.hold.shares.valuations import Linear, orders


@dataclass(frozen=True, slots=True)
class Cone:
    """`parts[name][ray]`: how much of the size of a name comes from one unit along a ray; each ray's sizes sum to 1.

    `extra`: sums over the rays that have to be above 0 besides. `accepted`: the share of draws for which they are.
    """

    parts: Mapping[str, Linear]
    extra: tuple[Linear, ...]
    accepted: float

    def along(self, sums: Linear) -> dict[str, Fraction]:
        """A sum over sizes as a sum over the coordinates along the rays, without what is 0."""
        found: dict[str, Fraction] = {}
        for name, number in sums.items():
            for ray, part in self.parts[name].items():
                found[ray] = found.get(ray, Fraction(0)) + number * part
        return {ray: number for ray, number in found.items() if number}


def cone_of(rankings: Sequence[Ranking]) -> Cone:
    """The cone for rankings that do not contradict each other; of several, one that loses few draws."""
    sums = list(dict.fromkeys(tuple(one.items()) for ranking in rankings for one in orders(ranking)))
    names = dict.fromkeys(name for ranking in rankings for place in ranking.places for name in place)
    options: dict[str, list[Linear]] = {name: [] for name in names}
    for one in sums:
        above = [(name, number) for name, number in one if number > 0]
        if len(above) == 1:
            name, number = above[0]
            options[name].append({other: -part / number for other, part in one if other != name})
    choice = {name: lows[0] for name, lows in options.items() if lows}
    best = _built(names, choice, sums)
    for name, lows in options.items():
        for low in lows[1:]:
            other = _built(names, {**choice, name: low}, sums)
            if other.accepted > best.accepted:
                best, choice = other, {**choice, name: low}
    return best


def _built(
    names: Mapping[str, None], lows: Mapping[str, Linear], sums: Sequence[tuple[tuple[str, Fraction], ...]]
) -> Cone:
    raw: dict[str, dict[str, Fraction]] = {}

    def parts(name: str) -> dict[str, Fraction]:
        if name not in raw:
            raw[name] = {name: Fraction(1)}
            for lower, number in lows.get(name, {}).items():
                for ray, part in parts(lower).items():
                    raw[name][ray] = raw[name].get(ray, Fraction(0)) + number * part
        return raw[name]

    whole = dict.fromkeys(names, Fraction(0))
    for name in names:
        for ray, part in parts(name).items():
            whole[ray] += part
    scaled = {name: {ray: part / whole[ray] for ray, part in parts(name).items()} for name in names}
    cone = Cone(scaled, (), 1.0)
    along = [cone.along(dict(one)) for one in sums]
    extra = tuple(one for one in along if any(number < 0 for number in one.values()))
    return Cone(scaled, extra, _accepted(tuple(names), extra)) if extra else cone


def _accepted(names: Sequence[str], extra: Sequence[Linear]) -> float:
    """The share of draws in the cone that the extra sums accept, from one block with a seed of its own."""
    from detente.hold.shares import _sampling  # noqa: PLC0415 -- it needs numpy, which takes a while to import

    rays = [name for name in names if any(name in one for one in extra)]
    keys = [_sampling.key(0, "pilot", name) for name in rays]
    return _sampling.accepted(
        _sampling.ranked_plan(keys, [[float(one.get(ray, 0)) for ray in rays] for one in extra])
    )
