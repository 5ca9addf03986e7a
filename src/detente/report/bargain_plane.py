"""The figure of `bargain` for two parties: worth to the one across, to the other up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from detente.report import svg
from detente.report.bargain_beside import DOTS, LEFT, TALL, TICK, Plane, Under, holds, hull_of, labels_svg
from detente.report.bargain_cloud import cloud_of, frontier_worths
from detente.report.bargain_looks import CLOUD, marks_of
from detente.report.bargain_saying import compact, unit_of, with_unit
from detente.report.bargain_scale import scale_of
from detente.report.bargain_titles import is_cut, titles
from detente.report.isolated import isolated
from detente.report.svg import Box

if TYPE_CHECKING:
    from detente.bargain.answer import Bargain
    from detente.report.bargain_looks import Mark
    from detente.report.placing import Segment
    from detente.report.svg import Point

BELOW: Final = 58.0
FEW: Final = 300  # packages up to which their dots are larger
OUTSIDE: Final = "#6b6b6b"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A panel: its parts, its height, what is in it for the legend, and sentences below it."""

    inside: tuple[str, ...]
    height: float
    shown: tuple[str, ...]
    notes: tuple[str, ...] = ()


def plane_svg(found: Bargain, width: float) -> Drawn:
    """Draw it with its own top left as (0, 0)."""
    one, other = found.domain.parties
    cloud, frontier, marks = cloud_of(found), frontier_worths(found), marks_of(found)
    pairs = [*cloud, *frontier, *((mark.worth[one], mark.worth[other]) for mark in marks)]
    floors = [found.domain.no_deal.get(party) for party in (one, other)]
    lows = [None if floor is None else floor.low for floor in floors]
    scales = [
        scale_of([pair[at] for pair in pairs] or [0.0], [low] if (low := lows[at]) is not None else ())
        for at in (0, 1)
    ]
    plane = Plane(scales[0], scales[1], width)
    drawn = [
        *_ground(plane),
        *_outside(plane, lows),
        *_better(plane, found),
        *_dots(plane, cloud, CLOUD, 3.2 if len(cloud) > FEW else 4.4, "cloud"),
        *_frontier(plane, frontier),
        *_to_nearest(plane, marks, (one, other)),
        *_floors(plane, lows),
        *titles(plane.frame, _title(found, one), _title(found, other)),
    ]
    lines = [*_lines(plane, frontier, marks, (one, other)), *_edges(plane, found, lows)]
    points = () if len(frontier) > DOTS else frontier
    under = Under([*map(plane.at, cloud)], [*map(plane.at, points)], lines, lows)
    labels = labels_svg(plane, marks, (one, other), under)
    there = {
        "cloud": bool(cloud),
        "frontier": 0 < len(frontier) <= DOTS,
        "stairs": len(frontier) > DOTS,
        "hull": 1 < len(frontier) <= DOTS,
        "better": found.draft is not None,
        "outside": any(holds(plane, at, low) for at, low in enumerate(lows)),
    }
    shown = tuple(name for name, is_there in there.items() if is_there)
    return Drawn((*drawn, *labels), TALL + BELOW, shown, (*_far(found, plane, lows), *_units(found, plane)))


def _far(found: Bargain, plane: Plane, lows: Sequence[float | None]) -> Iterator[str]:
    """Worths without a deal that lie outside of the figure."""
    domain = found.domain
    for at, (party, low) in enumerate(zip(domain.parties, lows, strict=True)):
        if low is not None and not holds(plane, at, low):
            has = with_unit(low, isolated(unit_of(domain, party) or "") or None)
            yield f"Without a deal {isolated(domain.call(party))} has {has}, outside of the figure."


def _units(found: Bargain, plane: Plane) -> Iterator[str]:
    """Units too long for their axis."""
    domain, frame = found.domain, plane.frame
    for party, long in zip(domain.parties, (frame.width, frame.height), strict=True):
        unit = unit_of(domain, party) or ""
        if is_cut(unit, long):
            yield f"Unit of {isolated(domain.call(party))}: {isolated(unit)}."


# --- what labels had better not cover ---


def _lines(
    plane: Plane, frontier: Sequence[Sequence[float]], marks: Sequence[Mark], parties: tuple[str, str]
) -> Iterator[Segment]:
    """The line of the undominated ones, and that from the draft, which counts twice."""
    if len(frontier) > DOTS:
        yield from pairwise(_stairs(plane, frontier))
    else:
        yield from pairwise([*map(plane.at, hull_of(frontier))])
    yield from 2 * [*pairwise(_draft_to_nearest(plane, marks, parties))]


def _edges(plane: Plane, found: Bargain, lows: Sequence[float | None]) -> Iterator[Segment]:
    """The edges of what is better than the draft, and the worths without a deal."""
    frame = plane.frame
    right = frame.left + frame.width
    if found.draft is not None:
        x, y = plane.at([found.draft.package.worth[party] for party in found.domain.parties])
        yield from (((x, 0.0), (x, y)), ((x, y), (right, y)))
    for at, low in enumerate(lows):
        if low is not None and holds(plane, at, low):
            x, y = plane.at((low, plane.up.low) if at == 0 else (plane.across.low, low))
            yield ((x, 0.0), (x, frame.height)) if at == 0 else ((frame.left, y), (right, y))


# --- the ground ---


def _ground(plane: Plane) -> Iterator[str]:
    frame = plane.frame
    yield svg.rect(frame, svg.PAPER, stroke=svg.RULE)
    last = -1e9
    for tick in plane.across.ticks:
        x = plane.at((tick, plane.up.low))[0]
        yield svg.line((x, frame.top), (x, frame.top + frame.height), svg.RULE)
        said = compact(tick)
        if x - svg.room(said, TICK) / 2 > last:
            last = x + svg.room(said, TICK) / 2 + 6
            yield svg.words(
                x, frame.height + 17, said, TICK, text_anchor="middle", fill=svg.INK, class_="tick"
            )
    for tick in plane.up.ticks:
        y = plane.at((plane.across.low, tick))[1]
        yield svg.line((frame.left, y), (frame.left + frame.width, y), svg.RULE)
        yield svg.words(LEFT - 8, y + 4, compact(tick), TICK, text_anchor="end", fill=svg.INK, class_="tick")


def _title(found: Bargain, party: str) -> tuple[str, str, str]:
    return "Worth to", found.domain.call(party), unit_of(found.domain, party) or ""


def _outside(plane: Plane, lows: Sequence[float | None]) -> Iterator[str]:
    """What leaves a party less than it has without a deal."""
    frame = plane.frame
    x, y = _edge(plane, lows)
    if x > frame.left:
        yield svg.rect(Box(frame.left, 0, x - frame.left, frame.height), OUTSIDE, fill_opacity=0.13)
    if y < frame.height:
        beside = Box(x, y, frame.left + frame.width - x, frame.height - y)
        yield svg.rect(beside, OUTSIDE, fill_opacity=0.13)


def _edge(plane: Plane, lows: Sequence[float | None]) -> Point:
    """The lower left corner of what both would accept, within the plot."""
    frame = plane.frame
    low = [
        scale.low if limit is None else min(max(limit, scale.low), scale.high)
        for limit, scale in zip(lows, (plane.across, plane.up), strict=True)
    ]
    x, y = plane.at(low)
    return min(max(x, frame.left), frame.left + frame.width), min(max(y, 0.0), frame.height)


def _floors(plane: Plane, lows: Sequence[float | None]) -> Iterator[str]:
    """The worths without a deal as lines."""
    frame = plane.frame
    if lows[0] is not None and plane.across.holds(lows[0]):
        x = plane.at((lows[0], plane.up.low))[0]
        yield svg.line((x, 0), (x, frame.height), svg.INK, 1.4, stroke_dasharray="6 4", class_="no-deal")
    if lows[1] is not None and plane.up.holds(lows[1]):
        y = plane.at((plane.across.low, lows[1]))[1]
        yield svg.line(
            (frame.left, y),
            (frame.left + frame.width, y),
            svg.INK,
            1.4,
            stroke_dasharray="6 4",
            class_="no-deal",
        )


def _better(plane: Plane, found: Bargain) -> Iterator[str]:
    """What is at least as good as the draft for both."""
    if found.draft is None:
        return
    frame = plane.frame
    x, y = plane.at([found.draft.package.worth[party] for party in found.domain.parties])
    box = Box(x, 0, frame.left + frame.width - x, y)
    yield svg.rect(box, svg.GREEN, fill_opacity=0.13, class_="better")
    yield svg.path([(x, 0), (x, y), (frame.left + frame.width, y)], svg.GREEN, 1, stroke_dasharray="3 3")


# --- points ---


def _dots(
    plane: Plane, worths: Iterable[Sequence[float]], colour: str, wide: float, kind: str
) -> Iterator[str]:
    """Round dots, all in one path; those that would lie on each other once."""
    places = dict.fromkeys(f"M{svg.fixed(x)} {svg.fixed(y)}h.01" for x, y in map(plane.at, worths))
    if places:
        yield svg.element(
            "path",
            {
                "d": "".join(places),
                "stroke": colour,
                "stroke-width": wide,
                "stroke-linecap": "round",
                "fill": "none",
                "class": kind,
            },
        )


def _frontier(plane: Plane, worths: Sequence[Sequence[float]]) -> Iterator[str]:
    """Dots with the hull; where they are many, a line of steps."""
    if len(worths) > DOTS:
        yield svg.path(_stairs(plane, worths), svg.BLUE, 2.2, stroke_linejoin="round", class_="stairs")
        return
    if len(worths) > 1:
        hull = [plane.at(worth) for worth in hull_of(worths)]
        yield svg.path(hull, svg.BLUE, 1.2, stroke_dasharray="5 3", class_="hull")
    yield from _dots(plane, worths, svg.BLUE, 6.0, "frontier")


def _stairs(plane: Plane, worths: Sequence[Sequence[float]]) -> list[Point]:
    """Through the points from the left to the right: down first, then across; only where pixels differ."""
    points = dict.fromkeys((round(x, 1), round(y, 1)) for x, y in map(plane.at, reversed(worths)))
    places = list(points)
    steps = [places[0]]
    for (x, _), (to, down) in pairwise(places):
        steps += [(x, down), (to, down)]
    return steps


def _to_nearest(plane: Plane, marks: Sequence[Mark], parties: tuple[str, str]) -> Iterator[str]:
    """A line from the draft to the nearest package that is better for both."""
    ends = _draft_to_nearest(plane, marks, parties)
    if ends:
        yield svg.path(ends, svg.GREEN, 1.8, stroke_dasharray="7 3", class_="nearest")


def _draft_to_nearest(plane: Plane, marks: Sequence[Mark], parties: tuple[str, str]) -> list[Point]:
    if len(marks) > 1 and marks[0].called == "Draft" and marks[1].called.startswith("Nearest"):
        return [plane.at([mark.worth[party] for party in parties]) for mark in marks[:2]]
    return []
