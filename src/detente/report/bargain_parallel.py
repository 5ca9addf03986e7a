"""The figure of `bargain` for three parties and more: an axis for each, from its worst to its best package."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from detente.diagnose.excerpt import cells
from detente.report import svg
from detente.report.bargain_cloud import extremes_of, frontier_worths
from detente.report.bargain_labels import brief_number
from detente.report.bargain_looks import marks_of
from detente.report.bargain_plane import Drawn
from detente.report.bargain_saying import at_head, count, unit_of
from detente.report.isolated import evenly, isolated
from detente.report.wrap import clean, longest_word, wrap

if TYPE_CHECKING:
    from detente.bargain.answer import Bargain
    from detente.bargain.domain import Domain
    from detente.report.bargain_looks import Mark
    from detente.report.svg import Point

HEAD, TALL, BELOW = 32.0, 400.0, 40.0
LINES: Final = 200  # undominated points up to which each is a line
_SIDE: Final = 74.0  # left of the first axis
_LABELS: Final = 200.0  # right of the last axis
_NAME: Final = 12.0
_ROWS: Final = 4  # lines of a name
_STEP: Final = 15.0


@dataclass(frozen=True, slots=True)
class Axis:
    """One party: where its axis stands, where it begins, and what is at its ends."""

    party: str
    x: float
    top: float
    low: float
    high: float

    @property
    def bottom(self) -> float:
        """Its lower end."""
        return self.top + TALL

    def y(self, worth: float) -> float:
        """The height of a worth; in the middle where every package is worth the same."""
        span = self.high / 2 - self.low / 2
        share = 0.5 if span <= 0 else (worth / 2 - self.low / 2) / span
        return self.top + (1 - min(max(share, -0.02), 1.02)) * TALL


def parallel_svg(found: Bargain, width: float) -> Drawn:
    """Draw it with its own top left as (0, 0)."""
    parties = found.domain.parties
    pitch = (width - _SIDE - _LABELS) / max(1, len(parties) - 1)
    heads = {party: _head(found.domain, party, pitch) for party in parties}
    tallest = max(len(head.rows) + len(head.units) for head in heads.values())
    axes = _axes(found, HEAD + tallest * (_NAME + 1.5), pitch)
    marks, frontier = marks_of(found), frontier_worths(found)
    is_few = 0 < len(frontier) <= LINES
    drawn = [
        svg.path(_through(axes, worth), svg.BLUE, 1, stroke_opacity=0.16, class_="frontier")
        for worth in frontier
        if is_few
    ]
    drawn += [piece for axis in axes for piece in _axis(found, axis, heads[axis.party], pitch)]
    drawn += [piece for mark in reversed(marks) for piece in _line(axes, mark)]
    drawn += _ends(axes, marks)
    has_floor = any(worth is not None for worth in found.domain.no_deal.values())
    shown = (*(["lines"] if is_few else []), *(["tick"] if has_floor else []))
    notes = list(_notes(found.domain, heads))
    if len(frontier) > LINES:
        notes.append(f"{count(len(frontier))} undominated outcomes are too many to be drawn as lines.")
    return Drawn(tuple(drawn), axes[0].bottom + BELOW, shown, tuple(notes))


def _notes(domain: Domain, heads: Mapping[str, Head]) -> Iterator[str]:
    """The names that labels stand for, and the units that were too long."""
    ids = [f"{party}: {isolated(domain.call(party))}" for party, head in heads.items() if head.is_label]
    if ids:
        yield f"{'; '.join(ids)}."
    units = [
        f"{isolated(domain.call(party))}: {unit_of(domain, party)}" for party in heads if heads[party].is_cut
    ]
    if domain.shared_unit and units:
        yield f"Unit: {domain.shared_unit}."
    elif units:
        yield f"Units: {'; '.join(units)}."


def _axes(found: Bargain, top: float, pitch: float) -> list[Axis]:
    ends = extremes_of(found)
    axes = []
    for at, party in enumerate(found.domain.parties):
        low, high = ends[party]
        if found.draft is not None:  # a draft that a statement leaves out may lie outside
            drafted = found.draft.package.worth[party]
            low, high = min(low, drafted), max(high, drafted)
        axes.append(Axis(party, _SIDE + at * pitch, top, low, high))
    return axes


def _through(axes: Sequence[Axis], worth: Sequence[float]) -> list[Point]:
    return [(axis.x, axis.y(one)) for axis, one in zip(axes, worth, strict=True)]


@dataclass(frozen=True, slots=True)
class Head:
    """The lines above an axis: the party's name, or its label where there is no room for the name; and its unit."""

    rows: tuple[str, ...]
    units: tuple[str, ...]
    is_label: bool
    is_cut: bool


def _head(domain: Domain, party: str, pitch: float) -> Head:
    most = _most(pitch)
    name = clean(at_head(domain, party))
    rows = wrap(name, most)
    is_label = (len(rows) > _ROWS or longest_word(name) > most) and cells(party) < cells(name)
    if is_label:
        rows = wrap(clean(party), most)
    if len(rows) > _ROWS:
        rows = [*rows[: _ROWS - 1], svg.shortened(" ".join(rows[_ROWS - 1 :]), most)]
    unit = unit_of(domain, party)
    units = evenly(unit, most) if unit else []
    is_cut = len(units) > _ROWS
    if is_cut:
        units = [*units[: _ROWS - 1], svg.shortened(" ".join(units[_ROWS - 1 :]), most)]
    return Head(tuple(rows), tuple(units), is_label, is_cut)


def _most(pitch: float) -> int:
    """The cells that a line above an axis may have."""
    return max(6, int((min(pitch, 2 * _SIDE) - 6) / (_NAME * 0.58)))


def _axis(found: Bargain, axis: Axis, head: Head, pitch: float) -> Iterator[str]:
    """The line with its name and unit above, and the best and the worst worth at its ends."""
    yield svg.line((axis.x, axis.top), (axis.x, axis.bottom), svg.INK, 1.4, class_="axis")
    for up, said in enumerate(reversed((*head.rows, *head.units))):
        is_unit = up < len(head.units)
        yield svg.words(
            axis.x,
            axis.top - 30 - up * (_NAME + 1.5),
            said,
            _NAME - 1 if is_unit else _NAME,
            text_anchor="middle",
            fill=svg.FAINT if is_unit else svg.INK,
            font_weight="normal" if is_unit else "bold",
            class_="unit" if is_unit else "party",
        )
    for worth, y in ((axis.high, axis.top - 13), (axis.low, axis.bottom + 22)):
        said = svg.shortened(brief_number(worth), max(8, _most(pitch)))
        yield svg.words(axis.x, y, said, 11, text_anchor="middle", fill=svg.INK, class_="end")
    no_deal = found.domain.no_deal.get(axis.party)
    if no_deal is not None:
        yield from _no_deal(axis, no_deal.low, pitch)


def _no_deal(axis: Axis, worth: float, pitch: float) -> Iterator[str]:
    """A thick tick where a party stands without a deal; an arrow where that is beyond its packages."""
    said = brief_number(worth)
    if worth < axis.low or worth > axis.high:
        above = worth > axis.high
        start, tip = (axis.top + 26, axis.top + 6) if above else (axis.bottom - 26, axis.bottom - 6)
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


def _ends(axes: Sequence[Axis], marks: Sequence[Mark]) -> Iterator[str]:
    """The names of the lines at their right ends, moved apart, with a line to each."""
    last = axes[-1]
    most = int((_LABELS - 46) / (11.5 * 0.58))
    labels = [_rows(mark.called, most) for mark in marks]
    wanted = {at: last.y(mark.worth[last.party]) for at, mark in enumerate(marks)}
    order = sorted(wanted, key=lambda at: (wanted[at], at))
    tall = {at: _STEP * len(labels[at]) for at in order}
    for at, top in _apart(order, wanted, tall, last.top - 8, last.bottom + BELOW - 4).items():
        x, middle = last.x + 34, top + tall[at] / 2
        colour = marks[at].look.colour
        yield svg.path([(last.x + 7, wanted[at]), (last.x + 22, middle), (x - 3, middle)], colour, 1)
        for row, said in enumerate(labels[at]):
            yield svg.words(x, top + _STEP * (row + 1) - 3.5, said, 11.5, fill=svg.INK, class_="label")


def _rows(called: str, most: int) -> list[str]:
    rows = wrap(clean(called), most)
    return rows if len(rows) <= 3 else [*rows[:2], svg.shortened(" ".join(rows[2:]), most)]


def _apart(
    order: Sequence[int], wanted: Mapping[int, float], tall: Mapping[int, float], floor: float, ceiling: float
) -> dict[int, float]:
    """The top of each label: near its line's end, none over another, all within the panel."""
    tops: dict[int, float] = {}
    for at in order:
        tops[at] = max(floor, wanted[at] - tall[at] / 2)
        floor = tops[at] + tall[at] + 3
    for at in reversed(order):
        tops[at] = min(tops[at], ceiling - tall[at])
        ceiling = tops[at] - 3
    return tops
