"""Places for labels: nothing that must not be covered is, whatever stands close together; the same each time."""

from __future__ import annotations

import math
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.report.bargain_labels import brief_number, label_of, places
from detente.report.placing import Ground, Place, choose, crosses, inside
from detente.report.svg import Box

FRAME = Box(0, 0, 840, 520)
Points = list[tuple[float, float]]
close = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=1, max_size=8, unique=True)


def placed(
    points: Points, dots: Points, lines: list[tuple[tuple[float, float], tuple[float, float]]]
) -> tuple[Ground, list[Place | None]]:
    labels = [label_of(at, [f"Kalai-Smorodinsky and leximin {at}"], "10, 20") for at in points]
    ground = Ground(FRAME, tuple(label.box for label in labels), tuple(lines), tuple(dots))
    return ground, choose([list(places(label, points, FRAME)) for label in labels], ground)


def on_the_way(place: Place) -> Points:
    """Points along a leader."""
    if place.leader is None:
        return []
    (x, y), (to, down) = place.leader
    return [(x + (to - x) * at / 200, y + (down - y) * at / 200) for at in range(201)]


def holds(box: Box, at: tuple[float, float]) -> bool:
    return box.left < at[0] < box.left + box.width and box.top < at[1] < box.top + box.height


def away(at: tuple[float, float], box: Box) -> float:
    """How far a point is from a box, along its sides."""
    across = max(box.left - at[0], 0, at[0] - box.left - box.width)
    down = max(box.top - at[1], 0, at[1] - box.top - box.height)
    return math.sqrt(across * across + down * down)


@settings(max_examples=15, deadline=None)
@given(close, st.sampled_from([3, 12, 40]))
def test_no_label_lies_on_another_or_a_marker_and_no_leader_runs_through_one(
    points: list[tuple[int, int]], step: int
) -> None:
    there = [(150.0 + step * x, 20.0 + step * y) for x, y in points]
    ground, found = placed(there, [(x + 9, y + 9) for x, y in there], [((0, 100), (840, 300))])
    kept = [one for one in found if one is not None]
    assert all(not one.box.meets(other.box) for one, other in combinations(kept, 2))
    assert all(not one.box.meets(marker) for one in kept for marker in ground.markers)
    assert all(FRAME.holds(one.box) for one in kept)
    for one in kept:
        for other in kept:
            assert not any(holds(other.box, at) for at in on_the_way(one))
    assert len(kept) == len(there) or len(there) > 3


@settings(max_examples=15, deadline=None)
@given(close, st.sampled_from([3, 12, 40]))
def test_a_label_without_a_leader_is_nearest_its_own_marker(points: list[tuple[int, int]], step: int) -> None:
    there = [(150.0 + step * x, 20.0 + step * y) for x, y in points]
    _, found = placed(there, [], [])
    for own, place in zip(there, found, strict=True):
        if place is not None and place.leader is None:
            assert all(away(own, place.box) < away(other, place.box) for other in there if other != own)


@given(st.integers(0, 9))
def test_a_label_keeps_off_dots_and_lines_where_there_is_room(seed: int) -> None:
    at = (300.0 + 20 * seed, 250.0)
    dots = [(at[0] + dx, at[1] + dy) for dx in range(-60, 0, 12) for dy in range(-40, 48, 8)]
    _, (place,) = placed([at], dots, [((at[0], 0), (at[0], 520))])
    assert place is not None
    assert place.box.left > at[0]
    assert place.leader is None


@given(
    st.lists(st.tuples(st.floats(0, 840), st.floats(0, 520)), max_size=30),
    st.tuples(st.floats(0, 700), st.floats(0, 460), st.floats(1, 140), st.floats(1, 60)),
)
def test_where_no_dots_are_said_to_be_there_are_none(dots: Points, size: tuple[float, ...]) -> None:
    box = Box(*size)
    if not Ground(FRAME, (), (), tuple(dots)).dots_in(box):
        assert not any(holds(box, dot) for dot in dots)


@given(st.tuples(*[st.integers(-20, 20)] * 4), st.tuples(*[st.integers(-20, 20)] * 2))
def test_what_of_a_segment_lies_in_a_box_is_what_walking_along_it_finds(
    ends: tuple[int, ...], corner: tuple[int, ...]
) -> None:
    box = Box(corner[0], corner[1], 10, 6)
    x, y, to, down = ends
    steps = 500
    hits = sum(
        holds(box, (x + (to - x) * (at + 0.5) / steps, y + (down - y) * (at + 0.5) / steps))
        for at in range(steps)
    )
    long = math.hypot(to - x, down - y)
    assert abs(inside(((x, y), (to, down)), box) - long * hits / steps) <= 4 * long / steps + 1e-9


def test_segments_that_only_touch_do_not_cross() -> None:
    assert crosses(((0, 0), (2, 2)), ((0, 2), (2, 0)))
    assert not crosses(((0, 0), (2, 2)), ((2, 2), (3, 0)))
    assert not crosses(((0, 0), (2, 2)), ((0, 1), (2, 3)))


@given(st.floats(-999, 999).filter(lambda value: abs(value) > 1e-5))
def test_a_number_in_a_label_has_three_digits(value: float) -> None:
    said = brief_number(value)
    digits = said.lstrip("-").replace(".", "").lstrip("0")
    assert len(digits.split("e")[0]) <= 3
    assert abs(float(said) - value) <= abs(value) / 190


def test_whole_numbers_keep_their_digits() -> None:
    assert [brief_number(one) for one in (0.0, 1234.0, 1234.5678, -41.0)] == ["0", "1234", "1235", "-41"]
