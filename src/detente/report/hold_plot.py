"""The figure of `hold` on a terminal: the same panels, places and numbers as the SVG, in characters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from detente.diagnose.excerpt import cells
from detente.report.drawing import NARROWEST, in_colour
from detente.report.figure import (
    GAINS,
    GOES_ON,
    HELD,
    MAY,
    SIGN_IN_WORDS,
    Figure,
    every,
    figures,
    most_exposed,
    said,
)
from detente.report.heading import title_of
from detente.report.hold_canvas import BAND, EXPOSED, GAIN, LINE, MARKS, RANGE, WHISKER, Canvas
from detente.report.saying_hold import breach_in_words, number
from detente.report.tables import Paint, unpainted
from detente.report.wrap import clean, guarded, padded, wrap

if TYPE_CHECKING:
    from detente.hold.results import Hold
    from detente.report.figure import Panel, Scale, Spot

_MARGIN: Final = 2  # between the numbers of the scale and the plot
_WIDEST: Final = 8  # cells from one place to the next, at most
_LEAST: Final = 3  # and at least; a longer course goes on in the next rows of panels


def hold_plot(found: Hold, width: int, color: bool) -> str:
    """The figure in plain text.

    Args:
        found: the answer.
        width: cells of a line; `drawing.NARROWEST` at least.
        color: whether to colour with ANSI codes; nothing is told by colour alone.

    Returns:
        Lines, the last one with its end.
    """
    drawing = _Drawing(max(width, NARROWEST), in_colour if color else unpainted)
    blocks = figures(found)
    lines = drawing.said(title_of(found.deal), "strong")
    for block in blocks:
        lines += ["", *drawing.block(block)]
    lines += ["", *drawing.legend([s for block in blocks for panel in block.panels for s in panel.spots])]
    return "".join(f"{line.rstrip()}\n" for line in lines)


@dataclass(frozen=True, slots=True)
class _Drawing:
    width: int
    paint: Paint

    def said(self, words: str, tone: str = "plain", indent: int = 0) -> list[str]:
        """A paragraph, wrapped."""
        lines = wrap(clean(words), self.width - indent)
        return [" " * indent + self.paint(guarded(line), tone) for line in lines]

    def block(self, block: Figure) -> list[str]:
        """One form of breach: panels for as much of the course as fits, then for the rest."""
        lines = self.said(f"If {breach_in_words(block.form)}", "strong")
        margin = _MARGIN + max(
            (cells(text) for panel in block.panels for text in _ticks(panel.scale)), default=1
        )
        room = self.width - margin
        pitch = max(_LEAST, min(_WIDEST, room // max(1, len(block.places))))
        most = max(1, room // pitch)
        for first in range(0, len(block.places), most):
            shown = range(first, min(first + most, len(block.places)))
            for panel in block.panels:
                lines += ["", *self.panel(panel, shown, margin, pitch)]
            lines.append(self.places(shown, margin, pitch))
        return [*lines, *self.key(block)]

    def panel(self, panel: Panel, shown: range, margin: int, pitch: int) -> Iterator[str]:
        """A party's name, its plot or strip, and the points that matter in words."""
        unit = f" ({panel.unit})" if panel.unit else ""
        yield from self.said(f"{panel.name}{unit}", "strong")
        spots = [spot for spot in panel.spots if spot.at in shown]
        canvas = Canvas(panel.scale, len(shown), pitch, self.paint)
        if panel.valued:
            for spot in spots:
                canvas.values(spot, spot.at - shown.start)
            ticks = {canvas.row(tick): number(tick) for tick in panel.scale.ticks}
            for row in range(canvas.rows):
                yield f"{ticks.get(row, ''):>{margin - _MARGIN}}{' ' * _MARGIN}{canvas.line(row)}"
            yield from self.points(spots)
            for spot in most_exposed(panel.spots):
                if spot.at in shown:
                    yield from self.said(f"{EXPOSED} {spot.at}: exposed {said(spot.exposed)}", indent=2)
        else:
            signs = {spot.at: self.paint(*_mark(spot)) for spot in spots if spot.point.mover}
            held = {spot.at for spot in spots if spot.point.mover and spot.guarantees}
            yield " " * margin + self.cells(shown, pitch, signs, dict.fromkeys(held, LINE))
            owed = {spot.at: str(spot.owed) for spot in spots}
            yield f"{'':>{margin}}" + "".join(f"{owed.get(at, ''):<{pitch}}" for at in shown)

    def cells(self, shown: range, pitch: int, signs: dict[int, str], held: dict[int, str]) -> str:
        """One cell for a sign at each place, and beside it one for a guarantee."""
        return "".join(signs.get(at, " ") + held.get(at, " ") + " " * (pitch - 2) for at in shown)

    def places(self, shown: range, margin: int, pitch: int) -> str:
        """The numbers of the places, each under its own, as many as there is room for."""
        step = every(len(shown), len(shown) * pitch // (len(str(shown.stop)) + 1))
        numbers = [str(at) if at % step == 0 else "" for at in shown]
        drawn = ""
        for at, text in enumerate(numbers):
            if text and len(drawn) <= at * pitch:
                drawn = f"{drawn:<{at * pitch}}{text}"
        return " " * margin + self.paint(drawn, "faint")

    def points(self, spots: list[Spot]) -> Iterator[str]:
        """The points at which a party gains, or may gain, each on its line."""
        for spot in spots:
            if spot.point.mover and spot.kind != GOES_ON and spot.gain is not None:
                gain = said(spot.gain, exact=spot.point.exact)
                lost = f" before guarantees; would lose {said(spot.lost)}" if spot.lost is not None else ""
                words = f"{MARKS[spot.kind][0]} {spot.at}: before {spot.point.next}, {gain}{lost}"
                yield from self.said(words, indent=2)

    def key(self, block: Figure) -> list[str]:
        """The names of the places by their numbers, in columns."""
        entries = [f"{at} {guarded(name)}" for at, name in enumerate(block.places)]
        widest = min(max(map(cells, entries)), self.width - 2)
        columns = max(1, (self.width - 2) // (widest + 2))
        rows = -(-len(entries) // columns)
        lines = []
        for row in range(rows):
            there = entries[row::rows]
            if columns == 1:
                lines += self.said(there[0], "faint", 2)
            else:
                lines.append(
                    "  " + "".join(self.paint(padded(entry, widest + 2), "faint") for entry in there)
                )
        return ["", *self.said("After which act:", "faint"), *lines]

    def legend(self, spots: list[Spot]) -> Iterator[str]:
        """What each character means; only what is drawn."""
        for sign, meaning in _legend(spots):
            first, *rest = wrap(meaning, self.width - 4)
            yield f"{self.paint(*sign)}   {first}"
            yield from (f"    {line}" for line in rest)


def _ticks(scale: Scale) -> list[str]:
    return [number(tick) for tick in scale.ticks]


def _mark(spot: Spot) -> tuple[str, str]:
    return MARKS[spot.kind]


def _legend(spots: list[Spot]) -> Iterator[tuple[tuple[str, str], str]]:
    own = [spot for spot in spots if spot.point.mover]
    for kind, meaning in _MEANS.items():
        if any(spot.kind == kind and spot.gain is not None for spot in own):
            yield MARKS[kind], f"its turn: {meaning}"
        if any(spot.kind == kind and spot.point.gain is None for spot in own):
            costly = ", if the act costs it anything" if kind == GAINS else ""
            yield MARKS[kind], f"its turn, gains by stopping: {SIGN_IN_WORDS[kind]}{costly}"
    yield from _lines(spots)


_MEANS: Final = {
    GAINS: "it gains by stopping",
    MAY: "whether it gains by stopping depends",
    HELD: "a guarantee outweighs what it would gain by stopping",
    GOES_ON: "it goes on",
}


def _lines(spots: list[Spot]) -> Iterator[tuple[tuple[str, str], str]]:
    drawn = [one for spot in spots for one in (spot.gain, spot.exposed, spot.lost) if one is not None]
    if any(spot.gain is not None for spot in spots):
        yield (GAIN, "note"), "what it gains by stopping, before guarantees; below zero, by going on"
    if any(spot.gain is not None and spot.gain.low != spot.gain.high for spot in spots):
        yield (RANGE, "note"), "from the lowest to the highest for the values given"
    if any(spot.exposed is not None for spot in spots):
        yield (EXPOSED, "plain"), "exposed: what it has put in beyond what it has had, if things stop here"
    if any(spot.exposed is not None and spot.exposed.low != spot.exposed.high for spot in spots):
        yield (WHISKER, "plain"), "from the least to the most exposed for the values given"
    if any(spot.lost is not None for spot in spots):
        yield (BAND, "covered"), "what it would lose with guarantees that count"
    if any(one.low is None or one.high is None for one in drawn):
        yield ("↕", "note"), "an arrow at the edge: the end is not known"
    if any(spot.point.gain is None for spot in spots):
        yield ("n", "plain"), "a number below the signs: acts still owed to it"
        if any(spot.guarantees for spot in spots):
            yield (LINE, "covered"), "a guarantee that counts stands beside the sign"
