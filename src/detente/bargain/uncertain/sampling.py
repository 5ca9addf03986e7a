"""Figures drawn block by block from the pieces of a party.

Every block of a name or piece has a stream of its own, made from the seed, the party's label and the names: so the
draws of a party do not depend on who else is at the table, in which order parties are written, or in which unit a
party counts, and the first valuations are the same however many are asked for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from detente.bargain.uncertain.orders import Orders, orders_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from detente.bargain.uncertain.region import Piece

    Floats = NDArray[np.float64]

BLOCK: Final = 1024
"""Valuations drawn at a time."""
WALK: Final = 10
"""Steps of a walk, times the square of the number of names."""
ENOUGH: Final = 1 / 500
"""The least share of accepted draws at which drawing again is quicker than a walk."""
_PILOT: Final = 20_000
_PROPOSED: Final = 16 * BLOCK


@dataclass(frozen=True, slots=True)
class Sampler:
    """Draws one piece: `draw(seed, block)` has shape (BLOCK, names of the piece). `way`: in words, or "" if exact."""

    names: tuple[str, ...]
    draw: Callable[[int, int], Floats]
    way: str


def sampler_of(party: str, piece: Piece) -> Sampler:
    """The way that suits a piece.

    Single names in the same bounds are put into a uniform order and sorted, exactly. Else names are drawn each from
    its own distribution until they agree with the rankings (rejection); where fewer than 1 in 500 do, every valuation
    is the end of a walk of its own, of 10 steps times the square of the number of names (R. L. Smith, Efficient Monte
    Carlo procedures for generating points uniformly distributed over bounded regions, Operations Research 32, 1984).
    """
    shape = _Shape(piece)
    if piece.is_alone:
        return Sampler(
            piece.names, lambda seed, block: shape.free(_stream(seed, party, piece, block), BLOCK), ""
        )
    orders = orders_of(len(piece.names), piece.pairs) if piece.is_order else None
    if orders is not None:
        return Sampler(
            piece.names, lambda seed, block: _sorted(shape, orders, _stream(seed, party, piece, block)), ""
        )
    pilot = shape.free(_stream(0, "pilot", piece, 0), _PILOT)
    if shape.agree(pilot).mean() >= ENOUGH:
        return Sampler(
            piece.names, lambda seed, block: _rejected(shape, _stream(seed, party, piece, block)), "rejection"
        )
    steps = WALK * len(piece.names) ** 2
    return Sampler(
        piece.names,
        lambda seed, block: _walked(shape, steps, _stream(seed, party, piece, block)),
        f"hit-and-run walks of {steps:,} steps",
    )


def _stream(seed: int, party: str, piece: Piece, block: int) -> np.random.Generator:
    text = repr((seed, party, piece.names, block)).encode()
    key = int.from_bytes(hashlib.blake2b(text, digest_size=16).digest(), "little")
    return np.random.Generator(np.random.Philox(key=key))


class _Shape:
    """A piece as arrays: bounds, modes, and rows of which each times the figures is above its limit."""

    def __init__(self, piece: Piece) -> None:
        self.low = np.array([float(one) for one in piece.low])
        self.high = np.array([float(one) for one in piece.high])
        self.start = np.array([float(one) for one in piece.start])
        self.triangles = [
            (worth.low, worth.likely, worth.high) if worth is not None and worth.likely is not None else None
            for worth in piece.worth
        ]
        place = {name: at for at, name in enumerate(piece.names)}
        self.rows = np.zeros((len(piece.pairs) + len(piece.sums), len(piece.names)))
        self.limits = np.zeros(len(self.rows))
        for at, (larger, smaller) in enumerate(piece.pairs):
            self.rows[at, larger], self.rows[at, smaller] = 1.0, -1.0
        for at, (sums, limit) in enumerate(piece.sums, len(piece.pairs)):
            self.limits[at] = float(limit)
            for name, number in sums.items():
                self.rows[at, place[name]] = float(number)

    def agree(self, figures: Floats) -> NDArray[np.bool_]:
        agreed: NDArray[np.bool_] = np.all(figures @ self.rows.T > self.limits, axis=1)
        return agreed

    def free(self, stream: np.random.Generator, count: int) -> Floats:
        """Each name from its own distribution within its bounds."""
        figures: Floats = stream.random((count, len(self.low)))
        for column, triangle in enumerate(self.triangles):
            low, high = self.low[column], self.high[column]
            if triangle is None:
                figures[:, column] = low + figures[:, column] * (high - low)
                continue
            first, last = (_below(end, *triangle) for end in (low, high))
            drawn = _inverse(first + figures[:, column] * (last - first), *triangle)
            figures[:, column] = np.clip(drawn, low, high)
        return figures

    def density(self, figures: Floats) -> Floats:
        """In proportion to the density of triangular names; shape (n,)."""
        found = np.ones(len(figures))
        for column, triangle in enumerate(self.triangles):
            if triangle is not None:
                found *= _height(figures[:, column], *triangle)
        return found


def _below(x: float, low: float, likely: float, high: float) -> float:
    """The share of a triangular distribution below x."""
    if x <= likely:
        return 0.0 if likely == low else (x - low) ** 2 / ((high - low) * (likely - low))
    return 1.0 - (high - x) ** 2 / ((high - low) * (high - likely))


def _inverse(share: Floats, low: float, likely: float, high: float) -> Floats:
    mode = (likely - low) / (high - low)
    rising = low + (high - low) * np.sqrt(share * mode)
    falling = high - (high - low) * np.sqrt((1.0 - share) * (1.0 - mode))
    return np.where(share < mode, rising, falling)


def _height(x: Floats, low: float, likely: float, high: float) -> Floats:
    """The density of a triangular distribution, 1 at its mode."""
    rising = (x - low) / (likely - low) if likely > low else np.ones_like(x)
    falling = (high - x) / (high - likely) if high > likely else np.ones_like(x)
    return np.clip(np.where(x < likely, rising, falling), 0.0, 1.0)


def _sorted(shape: _Shape, orders: Orders, stream: np.random.Generator) -> Floats:
    count = len(shape.low)
    rising = np.sort(stream.random((BLOCK, count)), axis=1)
    rising = shape.low[0] + rising * (shape.high[0] - shape.low[0])
    figures: Floats = np.empty_like(rising)
    np.put_along_axis(figures, orders.drawn(stream.random((BLOCK, count))), rising, axis=1)
    return figures


def _rejected(shape: _Shape, stream: np.random.Generator) -> Floats:
    found = np.empty((0, len(shape.low)))
    while len(found) < BLOCK:
        proposed = shape.free(stream, _PROPOSED)
        found = np.concatenate([found, proposed[shape.agree(proposed)]])
    return found[:BLOCK]


def _walked(shape: _Shape, steps: int, stream: np.random.Generator) -> Floats:
    """The ends of walks: a direction, a uniform place on the chord along it, taken by the ratio of densities."""
    count = len(shape.low)
    width = shape.high - shape.low
    bounds = np.concatenate([shape.rows, np.eye(count), -np.eye(count)])
    limits = np.concatenate([shape.limits, shape.low, -shape.high])
    figures = np.repeat(shape.start[None, :], BLOCK, axis=0)
    height = shape.density(figures)
    for _ in range(steps):
        way = stream.standard_normal((BLOCK, count)) * width
        slope = way @ bounds.T
        with np.errstate(divide="ignore", invalid="ignore"):
            reach = (limits - figures @ bounds.T) / slope
        low = np.where(slope > 0, reach, -np.inf).max(axis=1)
        high = np.where(slope < 0, reach, np.inf).min(axis=1)
        at = low + stream.random(BLOCK) * (high - low)
        there = figures + at[:, None] * way
        reached = shape.density(there)
        taken = (stream.random(BLOCK) * height < reached) & (bounds @ there.T >= limits[:, None]).all(axis=0)
        figures[taken], height[taken] = there[taken], reached[taken]
    return figures
