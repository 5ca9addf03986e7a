"""The figure of `bargain` for three parties and more: an axis for each, from its worst to its best package."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from detente.report import svg
from detente.report.bargain_cloud import extremes_of, frontier_worths
from detente.report.bargain_looks import marks_of
from detente.report.bargain_plane import Drawn
from detente.report.bargain_saying import capital, number
from detente.report.wrap import clean, wrap

if TYPE_CHECKING:
    from detente.bargain.answer import Bargain
    from detente.report.bargain_looks import Mark
    from detente.report.svg import Point

HEAD, TALL, BELOW = 84.0, 400.0, 34.0
LINES: Final = 200  # undominated points up to which each is a line
_SIDE: Final = 56.0  # left of the first axis
_LABELS: Final = 200.0  # right of the last axis
_NAME: Final = 12.0
_ROWS: Final = 4  # lines of a name
_STEP: Final = 15.0


@dataclass(frozen=True, slots=True)
class Axis:
    """One party: where its axis stands, and what is at its ends."""

    party: str
    x: float
    low: float
    high: float

    def y(self, worth: float) -> float:
        """The height of a worth; in the middle where every package is worth the same."""
        span = self.high / 2 - self.low / 2
        share = 0.5 if span <= 0 else (worth / 2 - self.low / 2) / span
        return HEAD + (1 - min(max(share, -0.02), 1.02)) * TALL


def parallel_svg(found: Bargain, width: float) -> Drawn:
    """Draw it with its own top left as (0, 0)."""
    axes = _axes(found, width)
    marks = marks_of(found)
    frontier = frontier_worths(found)
    drawn: list[str] = []
    if 0 < len(frontier) <= LINES:
        drawn += [
            svg.path(_through(axes, worth), svg.BLUE, 1, stroke_opacity=0.16, class_="frontier")
            for worth in frontier
        ]
    pitch = _pitch(axes, width)
    drawn += [piece for axis in axes for piece in _axis(found, axis, pitch)]
    drawn += [piece for mark in reversed(marks) for piece in _line(axes, mark)]
    drawn += _ends(axes, marks, width)
    shown = ["lines"] if 0 < len(frontier) <= LINES else []
    shown += ["tick"] if any(worth is not None for worth in found.domain.no_deal.values()) else []
    return Drawn(tuple(drawn), HEAD + TALL + BELOW, tuple(shown))


def _axes(found: Bargain, width: float) -> list[Axis]:
    parties = found.domain.parties
    ends = extremes_of(found)
    pitch = (width - _SIDE - _LABELS) / max(1, len(parties) - 1)
    axes = []
    for at, party in enumerate(parties):
        low, high = ends[party]
        if found.draft is not None:  # a draft that a statement leaves out may lie outside
            drafted = found.draft.package.worth[party]
            low, high = min(low, drafted), max(high, drafted)
        axes.append(Axis(party, _SIDE + at * pitch, low, high))
    return axes


def _pitch(axes: Sequence[Axis], width: float) -> float:
    return axes[1].x - axes[0].x if len(axes) > 1 else width


def _through(axes: Sequence[Axis], worth: Sequence[float]) -> list[Point]:
    return [(axis.x, axis.y(one)) for axis, one in zip(axes, worth, strict=True)]


def _axis(found: Bargain, axis: Axis, pitch: float) -> Iterator[str]:
    """The line with its name and unit above, and the best and the worst worth at its ends."""
    domain = found.domain
    yield svg.line((axis.x, HEAD), (axis.x, HEAD + TALL), svg.INK, 1.4, class_="axis")
    size = _NAME if pitch >= 76 else 10.5
    most = max(6, int((pitch - 6) / (size * 0.58)))
    rows = _named(capital(domain.call(axis.party)), domain.unit.get(axis.party), most)
    for row, (said, strong) in enumerate(reversed(rows)):
        yield svg.words(
            axis.x,
            HEAD - 24 - row * (size + 1.5),
            said,
            size if strong else size - 1,
            text_anchor="middle",
            fill=svg.INK if strong else svg.FAINT,
            font_weight="bold" if strong else "normal",
            class_="party" if strong else "unit",
        )
    for worth, y in ((axis.high, HEAD - 7), (axis.low, HEAD + TALL + 16)):
        said = svg.shortened(number(worth), most)
        yield svg.words(axis.x, y, said, 11, text_anchor="middle", fill=svg.INK, class_="end")
    no_deal = domain.no_deal.get(axis.party)
    if no_deal is not None:
        yield from _no_deal(axis, no_deal.low, pitch)


def _named(name: str, unit: str | None, most: int) -> list[tuple[str, bool]]:
    """The lines of a name, and its unit."""
    rows = wrap(clean(name), most)
    room = _ROWS - 1 if unit else _ROWS
    if len(rows) > room:
        rows = [*rows[: room - 1], svg.shortened(" ".join(rows[room - 1 :]), most)]
    named = [(row, True) for row in rows]
    return [*named, (svg.shortened(unit, most), False)] if unit else named


def _no_deal(axis: Axis, worth: float, pitch: float) -> Iterator[str]:
    """A thick tick where a party stands without a deal; an arrow where that is beyond its packages."""
    said = number(worth)
    if worth < axis.low or worth > axis.high:
        above = worth > axis.high
        start, tip = (HEAD + 26, HEAD + 6) if above else (HEAD + TALL - 26, HEAD + TALL - 6)
        yield svg.arrow((axis.x - 9, start), (axis.x - 9, tip), svg.INK)
        y = start + 10 if above else start - 4
    else:
        y = axis.y(worth)
        yield svg.line((axis.x - 9, y), (axis.x + 9, y), svg.INK, 3.2, class_="no-deal")
        y += 4
    if svg.room(said, 10.5) < pitch - 24:
        yield svg.words(axis.x - 12, y, said, 10.5, text_anchor="end", fill=svg.FAINT, class_="no-deal")


def _line(axes: Sequence[Axis], mark: Mark) -> Iterator[str]:
    look = mark.look
    points = _through(axes, [mark.worth[axis.party] for axis in axes])
    yield svg.path(
        points, look.colour, 2.4, stroke_dasharray=look.dashes, stroke_linejoin="round", class_="mark"
    )
    for x, y in points:
        yield svg.marker(look.shape, x, y, look.size * 0.75, look.fill, look.edge)


def _ends(axes: Sequence[Axis], marks: Sequence[Mark], width: float) -> Iterator[str]:
    """The names of the lines at their right ends, moved apart, with a line to each."""
    last = axes[-1]
    most = int((_LABELS - 46) / (11.5 * 0.58))
    labels = [_rows(mark.called, most) for mark in marks]
    wanted = {at: last.y(mark.worth[last.party]) for at, mark in enumerate(marks)}
    order = sorted(wanted, key=lambda at: (wanted[at], at))
    tall = {at: _STEP * len(labels[at]) for at in order}
    for at, top in _apart(order, wanted, tall).items():
        x, middle = last.x + 34, top + tall[at] / 2
        colour = marks[at].look.colour
        yield svg.path([(last.x + 7, wanted[at]), (last.x + 22, middle), (x - 3, middle)], colour, 1)
        for row, said in enumerate(labels[at]):
            yield svg.words(x, top + _STEP * (row + 1) - 3.5, said, 11.5, fill=svg.INK, class_="label")


def _rows(called: str, most: int) -> list[str]:
    rows = wrap(clean(called), most)
    return rows if len(rows) <= 3 else [*rows[:2], svg.shortened(" ".join(rows[2:]), most)]


def _apart(order: Sequence[int], wanted: Mapping[int, float], tall: Mapping[int, float]) -> dict[int, float]:
    """The top of each label: near its line's end, none over another, all within the panel."""
    tops: dict[int, float] = {}
    floor = 8.0
    for at in order:
        tops[at] = max(floor, wanted[at] - tall[at] / 2)
        floor = tops[at] + tall[at] + 3
    ceiling = HEAD + TALL + BELOW - 4
    for at in reversed(order):
        tops[at] = min(tops[at], ceiling - tall[at])
        ceiling = tops[at] - 3
    return tops
