"""One panel of the figure of `hold` as SVG: a party with values on its scale, or without values as a strip of signs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from detente.hold.results import Interval
from detente.report import svg
from detente.report.figure import GAINS
from detente.report.hold_axes import (
    EXPOSED,
    HEAD,
    LEFT,
    LOOKS,
    OWED,
    SIGNS,
    TALL,
    Plot,
    boxes,
    ground,
    head,
    height,
    steps,
    zero,
)
from detente.report.hold_labels import above, act_label, labels
from detente.report.svg import Box, Placer

if TYPE_CHECKING:
    from detente.report.figure import Panel, Spot
    from detente.report.hold_axes import Across, Run

_DASHES: Final = "5 3"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A panel as SVG, its height, and at how many of its points the label found no room."""

    inside: tuple[str, ...]
    height: float
    unlabelled: int


def panel_svg(panel: Panel, across: Across) -> Drawn:
    """Draw a panel with its own top left as (0, 0): the same wherever it stands on the page."""
    return _valued(panel, across) if panel.valued else _strip(panel, across)


# --- with values ---------------------------------------------------------------------------------------------------


def _valued(panel: Panel, across: Across) -> Drawn:
    plot = Plot(panel.scale, across, HEAD, TALL)
    gains = steps(plot, [(spot.at, spot.gain) for spot in panel.spots])
    exposed = steps(plot, [(spot.at, spot.exposed) for spot in panel.spots])
    placer = _placer(plot, panel, [*gains, *exposed])
    unit = panel.unit or "in the party's own unit"
    before = ", before guarantees" if any(spot.lost is not None for spot in panel.spots) else ""
    drawn = [
        *head(panel, across, f"above zero: gains by stopping{before} · {unit}", unit),
        *ground(plot),
        *(piece for spot in panel.spots for piece in _band(plot, spot)),
        *(piece for spot in panel.spots for piece in _ranges(plot, spot)),
        zero(plot),
        *(svg.path(run, svg.INK, 1.4, stroke_dasharray=_DASHES) for run in exposed),
        *(svg.path(run, svg.BLUE, 2.4, stroke_linejoin="round") for run in gains),
        *(_gain_mark(plot, spot, placer) for spot in panel.spots if spot.gain is not None),
        *(_exposure_mark(plot, spot, placer) for spot in panel.spots if spot.exposed is not None),
    ]
    found = labels(plot, panel, placer)
    written = [piece for label in found for piece in label or ()]
    return Drawn((*drawn, *written), HEAD + TALL + 18, found.count(None))


def _placer(plot: Plot, panel: Panel, runs: list[Run]) -> Placer:
    placer = Placer(Box(LEFT, HEAD, plot.across.plot, TALL))
    placer.lines += [box for run in runs for box in boxes(run)]
    placer.lines.append(Box(LEFT, plot.y(0) - 1, plot.across.plot, 2))
    placer.lines += [_edge(plot, spot) for spot in panel.spots if spot.lost is not None]
    return placer


def _edge(plot: Plot, spot: Spot) -> Box:
    box = plot.column(spot.at, None, spot.lost.high if spot.lost else 0.0)
    return Box(box.left, box.top - 1, box.width, 2)


def _band(plot: Plot, spot: Spot) -> Iterator[str]:
    """What guarantees take away: hatched up to the lower end, open up to the upper one."""
    if spot.lost is None:
        return
    sure, most, x = spot.lost.low or 0.0, spot.lost.high, plot.across.x(spot.at)
    box = plot.column(spot.at, 0.0, sure)
    if sure > 0:
        yield svg.rect(box, svg.GREEN, fill_opacity=0.14)
        yield svg.rect(box, "url(#hold-band)")
    if most is None:
        yield svg.arrow((x, plot.y(sure)), (x, plot.top), svg.GREEN)
        return
    ends = (box.left, plot.y(most)), (box.left + box.width, plot.y(most))
    yield svg.line(*ends, svg.GREEN, 1.6, stroke_dasharray="none" if most == sure else "2 3")


def _ranges(plot: Plot, spot: Spot) -> Iterator[str]:
    """From the lowest to the highest: shaded for what is gained, a whisker for what is exposed."""
    x = plot.across.x(spot.at)
    if spot.gain is not None and spot.gain != Interval(spot.gain.high, spot.gain.high):
        yield svg.rect(plot.column(spot.at, spot.gain.low, spot.gain.high), svg.BLUE, fill_opacity=0.16)
    if spot.exposed is not None and spot.exposed.low is not None and spot.exposed.high is not None:
        low, high = plot.y(spot.exposed.low), plot.y(spot.exposed.high)
        if low != high:
            yield svg.path(
                [(x - 4, low), (x + 4, low), (x, low), (x, high), (x - 4, high), (x + 4, high)], svg.INK, 1.2
            )
    for drawn, colour in ((spot.gain, svg.BLUE), (spot.exposed, svg.INK)):
        if drawn is not None and drawn.high is None:
            yield svg.arrow((x, height(plot, drawn)), (x, plot.top), colour)
        if drawn is not None and drawn.low is None:
            yield svg.arrow((x, height(plot, drawn)), (x, plot.bottom), colour)


def _exposure_mark(plot: Plot, spot: Spot, placer: Placer) -> str:
    shape, size, fill, edge = EXPOSED
    x, y = plot.across.x(spot.at), height(plot, spot.exposed)
    # Where both lines meet, the two markers stand side by side.
    if spot.gain is not None and abs(height(plot, spot.gain) - y) < 9:
        x += min(9.0, 0.35 * plot.across.pitch)
    placer.taken.append(Box(x - size - 1, y - size - 1, 2 * size + 2, 2 * size + 2))
    return svg.marker(shape, x, y, size, fill, edge)


def _gain_mark(plot: Plot, spot: Spot, placer: Placer) -> str:
    x, y = plot.across.x(spot.at), height(plot, spot.gain)
    if not spot.point.mover:
        return svg.marker("circle", x, y, 1.8, svg.BLUE, svg.BLUE)
    shape, size, fill, edge = LOOKS[spot.kind]
    placer.taken.append(Box(x - size - 2, y - size - 2, 2 * size + 4, 2 * size + 4))
    return svg.marker(shape, x, y, size, fill, edge)


# --- without values ------------------------------------------------------------------------------------------------


def _strip(panel: Panel, across: Across) -> Drawn:
    own = [spot for spot in panel.spots if spot.point.mover]
    if not own and not any(spot.owed for spot in panel.spots):
        nothing = "no act of its own in this course, and none owed to it"
        return Drawn(tuple(head(panel, across, nothing)), HEAD + 18, 0)
    plot = Plot(panel.scale, across, HEAD + SIGNS, OWED)
    row = HEAD + SIGNS - 24
    placer = Placer(Box(LEFT, HEAD - 4, across.plot, SIGNS))
    counts = [(spot.at, Interval(float(spot.owed), float(spot.owed))) for spot in panel.spots]
    drawn = (
        *head(
            panel,
            across,
            "without values: signs at its own acts, and the number of acts still owed to it",
            "without values",
        ),
        *ground(plot),
        *(piece for spot in own for piece in _sign(spot, across, row, placer)),
        zero(plot),
        *(svg.path(run, svg.INK, 1.8) for run in steps(plot, counts)),
    )
    return Drawn((*drawn, *_named(own, across, row, placer)), HEAD + SIGNS + OWED + 18, 0)


def _named(own: list[Spot], across: Across, row: float, placer: Placer) -> list[str]:
    """The acts with which the party gains for every valuation by name, if there is room for all of these names."""
    gains = [spot for spot in own if spot.kind == GAINS]
    found = [above(placer, (act_label(spot),), across.x(spot.at), row, 9) for spot in gains]
    return [] if None in found else [piece for label in found for piece in label or ()]


def _sign(spot: Spot, across: Across, row: float, placer: Placer) -> Iterator[str]:
    x = across.x(spot.at)
    shape, size, fill, edge = LOOKS[spot.kind]
    yield svg.marker(shape, x, row, size, fill, edge)
    placer.taken.append(Box(x - size - 2, row - size - 2, 2 * size + 4, 2 * size + 4))
    if spot.guarantees:
        half = min(7.0, 0.4 * across.pitch)
        yield svg.rect(Box(x - half, row + 10, 2 * half, 4), svg.GREEN)
