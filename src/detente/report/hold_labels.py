"""The labels in a panel of the figure of `hold`: at its points that matter, wherever there is room for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, TypeAlias

from detente.report import svg
from detente.report.figure import GOES_ON, most_exposed, said
from detente.report.hold_axes import height
from detente.report.svg import Box

if TYPE_CHECKING:
    from detente.report.figure import Panel, Spot
    from detente.report.hold_axes import Plot
    from detente.report.svg import Placer

BAND_INK: Final = "#00563f"
_LONGEST: Final = 24  # cells of a name in a label
_SIZE, _STEP = 11.5, 13.0

Label: TypeAlias = tuple[tuple[str, str, str], ...]  # lines of class, colour, words


def labels(plot: Plot, panel: Panel, placer: Placer) -> list[list[str] | None]:
    """The labels of a panel as SVG, the most important first; None for each that found no room."""
    x = plot.across.x
    found: list[list[str] | None] = []
    for spot in panel.spots:
        if spot.point.mover and spot.kind != GOES_ON and spot.gain is not None:
            value = ("value", svg.INK, said(spot.gain, exact=spot.point.exact))
            beside = ((x(spot.at), height(plot, spot.gain)),)
            both = put(placer, (act_label(spot), value), beside, 9)
            found.append(both or put(placer, (value,), beside, 9))
    for spot, last in _held(panel.spots):
        names = svg.shortened(", ".join(spot.guarantees), _LONGEST)
        lost = (("guarantee", BAND_INK, names), ("value", BAND_INK, said(spot.lost)))
        heights = (height(plot, spot.lost), plot.y(0))
        found.append(put(placer, lost, [(x(at), y) for y in heights for at in range(spot.at, last + 1)], 4))
    for spot in most_exposed(panel.spots):
        exposed = ("value", svg.FAINT, f"exposed {said(spot.exposed)}")
        found.append(put(placer, (exposed,), [(x(spot.at), height(plot, spot.exposed))], 7))
    return found


def act_label(spot: Spot) -> tuple[str, str, str]:
    """The act that is next at a point, as a line of a label."""
    return ("act", svg.INK, f"before {svg.shortened(spot.point.next or '', _LONGEST)}")


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


def above(placer: Placer, label: Label, x: float, y: float, gap: float) -> list[str] | None:
    """A label right above a marker, or None where there is no room."""
    wide, high = _size(label)
    return _written(placer.put([Box(x - wide / 2, y - high - gap, wide, high)]), label)


def _size(label: Label) -> tuple[float, float]:
    return max(svg.room(words, _SIZE) for _, _, words in label) + 4, _STEP * len(label) + 2


def put(placer: Placer, label: Label, beside: Iterable[tuple[float, float]], gap: float) -> list[str] | None:
    """A label near one of some markers: above, below or beside it, wherever there is room.

    Args:
        placer: where there is room.
        label: its lines.
        beside: the middles of markers, the best first.
        gap: from the middle of a marker to the label.

    Returns:
        The label as SVG, or None where there is no room.
    """
    wide, high = _size(label)
    right = placer.frame.left + placer.frame.width - wide
    places = []
    for x, y in beside:
        middle = max(placer.frame.left, min(x - wide / 2, right))
        places += [(middle, y - high - gap), (middle, y + gap)]
        places += [(x + gap, y - high - 2), (x - wide - gap, y - high - 2)]
        places += [(x + gap, y + 2), (x - wide - gap, y + 2)]
        places += [(x + gap, y - high / 2), (x - wide - gap, y - high / 2)]
        places += [(middle, y - high - gap - 14), (middle, y + gap + 14)]
    return _written(placer.put(Box(left, top, wide, high) for left, top in places), label)


def _written(box: Box | None, label: Label) -> list[str] | None:
    if box is None:
        return None
    middle = box.left + box.width / 2
    return [
        svg.words(
            middle, box.top + _STEP * (number + 1) - 2, words, _SIZE, text_anchor="middle", fill=colour,
            class_=kind, font_weight="bold" if kind == "value" else "normal",
            stroke=svg.PAPER, stroke_width=4, paint_order="stroke",
        )
        for number, (kind, colour, words) in enumerate(label)
    ]  # fmt: skip
