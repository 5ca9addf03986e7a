"""The legend of the figure of `hold`: every shape and line in it, and what it means."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from detente.report import svg
from detente.report.figure import GAINS, GOES_ON, HELD, MAY, SIGN_IN_WORDS
from detente.report.hold_axes import EXPOSED, LOOKS
from detente.report.svg import Box

if TYPE_CHECKING:
    from detente.hold.results import Interval
    from detente.report.figure import Spot


def legend(spots: list[Spot]) -> Iterator[tuple[str, str]]:
    """Each sign as SVG, 22 pixels wide around its own height 0, with its meaning; only what is drawn at the spots."""
    if any(spot.gain is not None for spot in spots):
        step = [(0.0, 3.0), (11.0, 3.0), (11.0, -3.0), (22.0, -3.0)]
        yield (
            svg.path(step, svg.BLUE, 2.4),
            _gains_in_words(spots),
        )
        if any(_is_range(spot.gain) for spot in spots):
            shade = svg.rect(Box(0, -6, 22, 12), svg.BLUE, fill_opacity=0.16)
            yield shade, "between the lowest and the highest for the values given"
    own = [spot for spot in spots if spot.point.mover]
    for kind, with_values, without in _KINDS:
        there = [spot for spot in own if spot.kind == kind]
        shape, size, fill, edge = LOOKS[kind]
        mark = svg.marker(shape, 11, 0, size, fill, edge)
        if any(spot.gain is not None for spot in there):
            yield mark, with_values
        if any(spot.point.gain is None for spot in there):
            yield mark, without
    yield from _other_lines(spots)


_KINDS: Final = (
    (
        GAINS,
        "its turn, and it gains by stopping",
        f"its turn: gains {SIGN_IN_WORDS[GAINS]}, if the act costs it anything",
    ),
    (MAY, "its turn: whether it gains by stopping depends", "its turn: it depends on what it values"),
    (HELD, "its turn: a guarantee outweighs the gain", "its turn: held by a guarantee"),
    (GOES_ON, "its turn, and it goes on", f"its turn: gains by stopping {SIGN_IN_WORDS[GOES_ON]}"),
)


def _other_lines(spots: list[Spot]) -> Iterator[tuple[str, str]]:
    if any(spot.exposed is not None for spot in spots):
        shape, size, fill, edge = EXPOSED
        dashes = svg.line((0, 0), (22, 0), svg.INK, 1.4, stroke_dasharray="5 3")
        yield (
            dashes + svg.marker(shape, 11, 0, size, fill, edge),
            "exposed: what it has put in beyond what it has had",
        )
    if any(spot.lost is not None for spot in spots):
        box = Box(0, -6, 22, 12)
        yield (
            svg.rect(box, svg.GREEN, fill_opacity=0.14) + svg.rect(box, "url(#hold-band)"),
            "what it would lose with guarantees that count",
        )
    valueless = [spot for spot in spots if spot.point.gain is None]
    if any(spot.guarantees and spot.point.mover for spot in valueless):
        yield svg.rect(Box(4, -2, 14, 4), svg.GREEN), "a guarantee that counts"
    if valueless:
        yield svg.path([(0, -4), (11, -4), (11, 4), (22, 4)], svg.INK, 1.8), "number of acts still owed to it"
    if any(_is_open(one) for spot in spots for one in (spot.gain, spot.lost, spot.exposed)):
        yield svg.arrow((11, 8), (11, -8), svg.BLUE), "an end that is not known"


def _gains_in_words(spots: list[Spot]) -> str:
    before = ", before guarantees" if any(spot.lost is not None for spot in spots) else ""
    return f"gains by stopping{before}; below zero: by going on"


def _is_range(interval: Interval | None) -> bool:
    return interval is not None and (interval.low != interval.high or interval.low is None)


def _is_open(interval: Interval | None) -> bool:
    return interval is not None and (interval.low is None or interval.high is None)
