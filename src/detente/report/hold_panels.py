"""One panel of the figure of `hold` as SVG: a party with values on its scale, or without values as a strip of signs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from detente.report import svg
from detente.report.figure import GAINS, GOES_ON, HELD, MAY, level, number, said
from detente.report.svg import Box, Placer

if TYPE_CHECKING:
    from detente.hold.results import Interval
    from detente.report.figure import Panel, Scale, Spot

LEFT, RIGHT = 74, 20
HEAD: Final = 24  # the line with the party's name
TALL: Final = 176  # the plot of a party with values
SIGNS, OWED = 50, 66  # the row of signs, and the acts owed below it
BAND_INK: Final = "#00563f"
LOOKS: Final = {
    GAINS: ("triangle", 6.0, svg.VERMILLION, "#7a2e00"),
    MAY: ("diamond", 5.0, svg.ORANGE, "#6b4a00"),
    HELD: ("triangle", 5.5, svg.PAPER, svg.GREEN),
    GOES_ON: ("circle", 4.2, svg.PAPER, svg.BLUE),
}
EXPOSED: Final = ("square", 3.0, svg.PAPER, svg.INK)
_LONGEST: Final = 24

Run: TypeAlias = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Across:
    """Where the places of the course stand from left to right, in pixels."""

    width: float
    places: int

    @property
    def plot(self) -> float:
        """The width of the plot."""
        return self.width - LEFT - RIGHT

    @property
    def pitch(self) -> float:
        """From one place to the next."""
        return self.plot / max(1, self.places)

    def x(self, at: float) -> float:
        """The middle of a place."""
        return LEFT + (at + 0.5) * self.pitch


@dataclass(frozen=True, slots=True)
class Drawn:
    """A panel as SVG, its height, and at how many of its points the label found no room."""

    inside: tuple[str, ...]
    height: float
    unlabelled: int


def panel_svg(panel: Panel, across: Across) -> Drawn:
    """Draw a panel with its own top left as (0, 0): the same wherever it stands on the page."""
    return _valued(panel, across) if panel.valued else _strip(panel, across)


def _head(panel: Panel, across: Across, what: str) -> Iterator[str]:
    right = across.width - RIGHT
    most = max(12, int((right - LEFT - svg.room(what, 11.5) - 20) / svg.room("n", 14)))
    name = svg.shortened(panel.name, most)
    yield svg.words(LEFT, 15, name, 14, font_weight="bold", fill=svg.INK, class_="party")
    yield svg.words(right, 15, what, 11.5, text_anchor="end", fill=svg.FAINT)


# --- with values ---------------------------------------------------------------------------------------------------


def _valued(panel: Panel, across: Across) -> Drawn:
    plot = _Plot(panel.scale, across, HEAD, TALL)
    unit = panel.unit or "in the party's own unit"
    drawn = [*_head(panel, across, f"above zero: gains by stopping · {unit}"), *_ground(plot)]
    for spot in panel.spots:
        drawn += _band(plot, spot)
    for spot in panel.spots:
        drawn += _range(plot, spot)
    y = plot.y(0)
    drawn.append(svg.line((LEFT, y), (LEFT + across.plot, y), svg.INK, 1.8))
    gains = [(spot.at, spot.gain) for spot in panel.spots]
    exposed = [(spot.at, spot.exposed) for spot in panel.spots]
    for run in _runs(plot, exposed):
        drawn.append(svg.path(run, svg.INK, 1.4, stroke_dasharray="5 3"))
    for run in _runs(plot, gains):
        drawn.append(svg.path(run, svg.BLUE, 2.4, stroke_linejoin="round"))
    placer = Placer(Box(LEFT, HEAD, across.plot, TALL))
    placer.lines += [box for run in (*_runs(plot, gains), *_runs(plot, exposed)) for box in _boxes(run)]
    placer.lines.append(Box(LEFT, y - 1, across.plot, 2))
    placer.lines += [_edge(plot, spot) for spot in panel.spots if spot.lost is not None]
    drawn += [_gain_mark(plot, spot, placer) for spot in panel.spots if spot.gain is not None]
    drawn += [_exposure_mark(plot, spot, placer) for spot in panel.spots if spot.exposed is not None]
    labels, missing = _labels(plot, panel, placer)
    return Drawn((*drawn, *labels), HEAD + TALL + 18, missing)


@dataclass(frozen=True, slots=True)
class _Plot:
    scale: Scale
    across: Across
    top: float
    height: float

    def y(self, value: float) -> float:
        share = (self.scale.high - value) / (self.scale.high - self.scale.low)
        return self.top + share * self.height

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def column(self, at: int, low: float | None, high: float | None) -> Box:
        """The box of one place from low to high; to the edge of the plot where an end is not known."""
        top = self.top if high is None else self.y(high)
        bottom = self.bottom if low is None else self.y(low)
        return Box(self.across.x(at - 0.5), top, self.across.pitch, max(0.0, bottom - top))


def _ground(plot: _Plot) -> Iterator[str]:
    across = plot.across
    for tick in plot.scale.ticks:
        y = plot.y(tick)
        yield svg.line((LEFT, y), (LEFT + across.plot, y), svg.RULE)
        weight = "bold" if tick == 0 else "normal"
        yield svg.words(
            LEFT - 8,
            y + 4,
            number(tick),
            11,
            text_anchor="end",
            fill=svg.INK,
            font_weight=weight,
            class_="tick",
        )
    if across.pitch >= 9:
        for at in range(across.places):
            x = across.x(at)
            yield svg.line((x, plot.top), (x, plot.bottom), svg.RULE, 1, stroke_dasharray="1 3")


def _band(plot: _Plot, spot: Spot) -> Iterator[str]:
    """What guarantees take away: sure up to the lower end, open up to the upper one."""
    if spot.lost is None:
        return
    sure = spot.lost.low or 0.0
    box = plot.column(spot.at, 0.0, sure)
    if sure > 0:
        yield svg.rect(box, svg.GREEN, fill_opacity=0.14)
        yield svg.rect(box, "url(#hold-band)")
    top = plot.top if spot.lost.high is None else plot.y(spot.lost.high)
    right = box.left + box.width
    yield svg.line((box.left, top), (right, top), svg.GREEN, 1.6, **({} if spot.lost.high == sure else _DOTS))
    if spot.lost.high is None:
        yield svg.arrow((plot.across.x(spot.at), plot.y(sure)), (plot.across.x(spot.at), plot.top), svg.GREEN)


_DOTS: Final[dict[str, str | float]] = {"stroke-dasharray": "2 3"}


def _range(plot: _Plot, spot: Spot) -> Iterator[str]:
    for drawn, colour in ((spot.gain, svg.BLUE), (spot.exposed, svg.INK)):
        if drawn is None or (drawn.low == drawn.high and drawn.low is not None):
            continue
        x = plot.across.x(spot.at)
        if colour == svg.BLUE:
            yield svg.rect(plot.column(spot.at, drawn.low, drawn.high), svg.BLUE, fill_opacity=0.16)
        elif drawn.low is not None and drawn.high is not None:
            yield svg.line((x, plot.y(drawn.low)), (x, plot.y(drawn.high)), svg.INK, 1.2)
            for end in (drawn.low, drawn.high):
                yield svg.line((x - 4, plot.y(end)), (x + 4, plot.y(end)), svg.INK, 1.2)
        known = next((end for end in (drawn.high, drawn.low) if end is not None), 0.0)
        for end, edge in ((drawn.high, plot.top), (drawn.low, plot.bottom)):
            if end is None:
                yield svg.arrow((x, plot.y(known)), (x, edge), colour)


def _runs(plot: _Plot, row: Sequence[tuple[int, Interval | None]]) -> list[Run]:
    """Steps through the levels of neighbouring places, broken where one is not known."""
    runs: list[Run] = []
    last = -2
    for at, interval in row:
        value = None if interval is None else level(interval)
        if value is None:
            continue
        if at != last + 1:
            runs.append([])
        y = plot.y(value)
        runs[-1] += [(plot.across.x(at - 0.5), y), (plot.across.x(at + 0.5), y)]
        last = at
    return runs


def _boxes(run: Run) -> Iterator[Box]:
    for (x, y), (to, down) in zip(run, run[1:], strict=False):
        yield Box(min(x, to) - 1, min(y, down) - 1, abs(to - x) + 2, abs(down - y) + 2)


def _edge(plot: _Plot, spot: Spot) -> Box:
    box = plot.column(spot.at, None, spot.lost.high if spot.lost else 0.0)
    return Box(box.left, box.top - 1, box.width, 2)


def _height(plot: _Plot, drawn: Interval) -> float:
    known = next((end for end in (drawn.high, drawn.low) if end is not None), 0.0)
    return plot.y(known)


def _exposure_mark(plot: _Plot, spot: Spot, placer: Placer) -> str:
    shape, size, fill, edge = EXPOSED
    x, y = plot.across.x(spot.at), _height(plot, spot.exposed) if spot.exposed else 0.0
    # Where both lines meet, the two markers stand side by side.
    if spot.gain is not None and abs(_height(plot, spot.gain) - y) < 9:
        x += min(9.0, 0.35 * plot.across.pitch)
    placer.taken.append(Box(x - size - 1, y - size - 1, 2 * size + 2, 2 * size + 2))
    return svg.marker(shape, x, y, size, fill, edge)


def _gain_mark(plot: _Plot, spot: Spot, placer: Placer) -> str:
    x, y = plot.across.x(spot.at), _height(plot, spot.gain) if spot.gain else 0.0
    if not spot.point.mover:
        return svg.marker("circle", x, y, 1.8, svg.BLUE, svg.BLUE)
    shape, size, fill, edge = LOOKS[spot.kind]
    placer.taken.append(Box(x - size - 2, y - size - 2, 2 * size + 4, 2 * size + 4))
    return svg.marker(shape, x, y, size, fill, edge)


# --- labels --------------------------------------------------------------------------------------------------------

Label: TypeAlias = tuple[tuple[str, str, str], ...]  # lines of class, colour, words


def _labels(plot: _Plot, panel: Panel, placer: Placer) -> tuple[list[str], int]:
    """The labels for which there is room, and how many have none."""
    x = plot.across.x
    found: list[list[str] | None] = []
    for spot in panel.spots:
        if not spot.point.mover or spot.kind == GOES_ON or spot.gain is None:
            continue
        value = ("value", svg.INK, said(spot.gain, exact=spot.point.exact))
        act = ("act", svg.INK, f"before {svg.shortened(spot.point.next or '', _LONGEST)}")
        beside = ((x(spot.at), _height(plot, spot.gain)),)
        found.append(_put(placer, (act, value), beside, 9) or _put(placer, (value,), beside, 9))
    for spot, last in _held(panel.spots):
        names = svg.shortened(", ".join(spot.guarantees), _LONGEST)
        both = (("guarantee", BAND_INK, names), ("value", BAND_INK, said(spot.lost)))
        heights = (_height(plot, spot.lost), plot.y(0)) if spot.lost else ()
        found.append(_put(placer, both, [(x(at), y) for y in heights for at in range(spot.at, last + 1)], 4))
    for spot in _peak(panel.spots):
        exposed = ("value", svg.FAINT, f"exposed {said(spot.exposed)}")
        heights = (_height(plot, spot.exposed),) if spot.exposed else ()
        found.append(_put(placer, (exposed,), [(x(spot.at), y) for y in heights], 7))
    return [drawn for label in found for drawn in label or ()], found.count(None)


def _peak(spots: Iterable[Spot]) -> list[Spot]:
    """The point at which the party is most exposed, if it is exposed at all."""
    known = [spot for spot in spots if spot.exposed is not None and (level(spot.exposed) or 0.0) > 0]
    return (
        [max(known, key=lambda spot: (level(spot.exposed) or 0.0) if spot.exposed else 0.0)] if known else []
    )


def _held(spots: Iterable[Spot]) -> Iterator[tuple[Spot, int]]:
    """The first place of every stretch with the same band, and its last one."""
    first: Spot | None = None
    last = -1
    for spot in spots:
        if first is not None and (spot.lost != first.lost or spot.guarantees != first.guarantees):
            yield first, last
            first = None
        if first is None and spot.lost is not None:
            first = spot
        last = spot.at
    if first is not None:
        yield first, last


def _put(placer: Placer, label: Label, beside: Iterable[tuple[float, float]], gap: float) -> list[str] | None:
    """A label near one of some markers: above, below or beside it, wherever there is room."""
    size, step = 11.5, 13.0
    wide, high = max(svg.room(words, size) for _, _, words in label) + 4, step * len(label) + 2
    near = [(-wide / 2, -high - gap), (-wide / 2, gap), (gap, -high - 2), (-wide - gap, -high - 2)]
    near += [(gap, 2), (-wide - gap, 2), (gap, -high / 2), (-wide - gap, -high / 2)]
    near += [
        (-wide / 2, -high - gap - 14),
        (-wide / 2, gap + 14),
        (gap, -high - 16),
        (-wide - gap, -high - 16),
    ]
    box = placer.put(Box(x + right, y + down, wide, high) for x, y in beside for right, down in near)
    if box is None:
        return None
    middle = box.left + wide / 2
    return [
        svg.words(
            middle, box.top + step * (number + 1) - 2, words, size, text_anchor="middle", fill=colour,
            class_=kind, font_weight="bold" if kind == "value" else "normal",
            stroke=svg.PAPER, stroke_width=4, paint_order="stroke",
        )
        for number, (kind, colour, words) in enumerate(label)
    ]  # fmt: skip


# --- without values ------------------------------------------------------------------------------------------------


def _strip(panel: Panel, across: Across) -> Drawn:
    plot = _Plot(panel.scale, across, HEAD + SIGNS, OWED)
    drawn = [
        *_head(panel, across, "without values: signs of its own acts, and acts still owed to it"),
        *_ground(plot),
    ]
    row = HEAD + SIGNS - 24
    placer = Placer(Box(LEFT, HEAD - 4, across.plot, SIGNS))
    own = [spot for spot in panel.spots if spot.point.mover]
    for spot in own:
        x = across.x(spot.at)
        shape, size, fill, edge = LOOKS[spot.kind]
        drawn.append(svg.marker(shape, x, row, size, fill, edge))
        placer.taken.append(Box(x - size - 2, row - size - 2, 2 * size + 4, 2 * size + 4))
        if spot.guarantees:
            half = min(7.0, 0.4 * across.pitch)
            drawn.append(svg.rect(Box(x - half, row + 10, 2 * half, 4), svg.GREEN))
    # An act whose name finds no room here has its number and name below the figure.
    for spot in own:
        if spot.kind == GAINS:
            label = (("act", svg.INK, f"before {svg.shortened(spot.point.next or '', _LONGEST)}"),)
            drawn += _put(placer, label, ((across.x(spot.at), row),), 7) or ()
    y = plot.y(0)
    drawn.append(svg.line((LEFT, y), (LEFT + across.plot, y), svg.INK, 1.8))
    counts = [(spot.at, float(spot.owed)) for spot in panel.spots]
    drawn += [svg.path(run, svg.INK, 1.8) for run in _counted(plot, counts)]
    return Drawn(tuple(drawn), HEAD + SIGNS + OWED + 18, 0)


def _counted(plot: _Plot, counts: Sequence[tuple[int, float]]) -> list[Run]:
    x: Callable[[float], float] = plot.across.x
    runs: list[Run] = []
    last = -2
    for at, count in counts:
        if at != last + 1:
            runs.append([])
        runs[-1] += [(x(at - 0.5), plot.y(count)), (x(at + 0.5), plot.y(count))]
        last = at
    return runs
