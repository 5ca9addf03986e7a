"""Acts that wait for each other, in the text and under readings of its order, against brute force."""

import time
from itertools import combinations

import pytest
from hypothesis import given, settings

from detente.deal.course import course_of
from detente.deal.cycles import Cycle
from detente.deal.loader import load_text
from tests.deal.small import Small, small_deals

HEAD = "detente: 1\nkind: ceasefire\nparties: {north: Northland, south: Southland}\nmediators: {lake: Lakeland}\n"


def cycles(body: str) -> tuple[Cycle, ...]:
    deal = load_text(HEAD + body)
    assert deal.problems == ()
    return course_of(deal).cycles


def found(body: str) -> list[tuple[tuple[str, ...], list[str]]]:
    """Each cycle with whose readings it needs."""
    return [(cycle.ids, [reading.by for reading in cycle.readings]) for cycle in cycles(body)]


# --- by hand


@pytest.mark.parametrize(
    ("body", "ids"),
    [
        ("obligations: {a: {by: north, after: [b]}, b: {by: south, after: [a]}}", {"a", "b"}),
        ("obligations: {a: {by: north, after: [a]}}", {"a"}),
        ("obligations: {a: {by: north, not before: [b]}, b: {by: south, after: [a]}}", {"a", "b"}),
        ("obligations: {a: {by: north, due: 3 days after b}, b: {by: south, after: [a]}}", {"a", "b"}),
        (
            "obligations: {a: {by: north, parts: [1, 1], after: [b]}, b: {by: south, after: [a.1]}}",
            {"a.1", "b"},
        ),
        (
            "stages: {two: {opens: {when: [b]}}}\n"
            "obligations: {a: {by: north, stage: two}, b: {by: south, after: [a]}}",
            {"a", "b"},
        ),
        (
            "obligations: {a: {by: north, after: [b]}, b: {by: south, against: a, turn: after each part}}",
            {"a", "b"},
        ),
    ],
    ids=["after", "itself", "not before", "counted from", "part", "gate", "exchange"],
)
def test_acts_that_wait_for_each_other_in_the_text(body: str, ids: set[str]) -> None:
    (cycle,) = cycles(body)
    assert set(cycle.ids) == ids
    assert cycle.readings == ()


@pytest.mark.parametrize(
    "body",
    [
        "obligations: {a: {by: north}, b: {by: south, after: [a]}}",
        "obligations: {a: {by: north, from: D+0, while: [b]}, b: {by: south, from: D+0, while: [a]}}",
        "obligations: {a: {by: north, parts: [1, 1], after: [b]}, b: {by: south}}",
        "obligations: {a: {by: north, parts: [1, 1]}, b: {by: south, after: [a.1], parts: [1, 1]}}",
        "obligations: {a: {by: north, against: b}, b: {by: south, against: a}}",
        "obligations: {a: {by: north, due: 2 days before b}, b: {by: south, after: [a]}}",
        "stages: {two: {opens: {when: [a]}}}\nobligations: {a: {by: north, stage: two}}",
    ],
    ids=["one way", "kept together", "parts", "part for part", "no turn", "days before", "own gate"],
)
def test_what_is_no_cycle(body: str) -> None:
    assert cycles(body) == ()


def test_each_link_says_where_it_stands() -> None:
    (cycle,) = cycles("obligations:\n  a: {by: north, after: [b]}\n  b: {by: south, not before: [a]}\n")
    for waits, waited_for, link in zip(cycle.ids, (*cycle.ids[1:], cycle.ids[0]), cycle.links, strict=True):
        assert (link.after, link.before) == (waits, waited_for)
    assert [(link.why, link.span.line, link.span.text) for link in cycle.links] == [
        ("after", 6, "b"),
        ("not before", 7, "a"),
    ]


MINSK = """
obligations:
  elections: {by: south, does: hold elections}
  border: {by: south, to: north, does: hand over the border}
positions:
  north: {readings: [{order of: [elections, border], after: {elections: [border]}, says: border first}]}
  south: {readings: [{order of: [elections, border], after: {border: [elections]}, says: elections first}]}
"""


def test_a_cycle_that_needs_the_readings_of_two() -> None:
    (cycle,) = cycles(MINSK)
    assert set(cycle.ids) == {"elections", "border"}
    assert sorted(reading.by for reading in cycle.readings) == ["north", "south"]
    assert {link.why for link in cycle.links} == {"reading"}


def test_a_cycle_names_only_the_readings_that_it_needs() -> None:
    body = MINSK.replace("does: hold elections", "after: [border]").replace(
        "positions:",
        "positions:\n  lake: {readings: [{order of: [border], after: {border: [border]}, says: x}]}",
    )
    assert sorted((set(ids), readers) for ids, readers in found(body)) == [
        ({"border"}, ["lake"]),
        ({"border", "elections"}, ["south"]),
    ]


def test_a_reading_may_close_a_second_cycle_beside_one_of_the_text() -> None:
    body = """
obligations:
  a: {by: north, after: [b]}
  b: {by: south, after: [a]}
  c: {by: south, after: [a]}
positions:
  north: {readings: [{order of: [a], after: {a: [c]}, says: c first}]}
"""
    assert [(set(ids), readers) for ids, readers in found(body)] == [
        ({"a", "b"}, []),
        ({"a", "c"}, ["north"]),
    ]


# --- against brute force


def of(small: Small) -> tuple[Cycle, ...]:
    return course_of(load_text(small.text())).cycles


def numbers(small: Small, cycle: Cycle) -> tuple[int, ...]:
    """The readings of a cycle by their places in the small deal."""
    told = [(who, later, before) for who, later, before in small.readings]
    places = []
    for reading in cycle.readings:
        assert isinstance(reading.after, dict)
        ((later, refs),) = reading.after.items()
        places.append(told.index((reading.by, later, tuple(str(ref) for ref in refs))))
    return tuple(places)


@settings(max_examples=200)
@given(small_deals())
def test_a_cycle_is_found_exactly_where_there_is_one(small: Small) -> None:
    cycles = of(small)
    assert bool(cycles) == (small.smallest_readings() is not None)
    if cycles:
        assert min(len(cycle.readings) for cycle in cycles) == small.smallest_readings()


@settings(max_examples=200)
@given(small_deals())
def test_every_cycle_is_one_and_needs_each_of_its_readings(small: Small) -> None:
    for cycle in of(small):
        waits = list(zip((*cycle.ids[1:], cycle.ids[0]), cycle.ids, strict=True))
        needed = numbers(small, cycle)
        assert set(waits) <= set(small.order() + small.read(needed))
        assert len(set(cycle.ids)) == len(cycle.ids)
        for fewer in (needed[:place] + needed[place + 1 :] for place in range(len(needed))):
            assert not set(waits) <= set(small.order() + small.read(fewer))


@settings(max_examples=200)
@given(small_deals())
def test_with_fewer_of_its_readings_the_acts_of_a_cycle_are_in_no_knot(small: Small) -> None:
    for cycle in of(small):
        needed = numbers(small, cycle)
        for fewer in (some for size in range(len(needed)) for some in combinations(needed, size)):
            assert not tied(small.order() + small.read(fewer), cycle.ids)


def tied(edges: list[tuple[str, str]], acts: tuple[str, ...]) -> bool:
    """Whether each of the acts comes both before and after the first of them."""
    first = [after for before, after in edges if before == acts[0]]
    return all(
        any(reaches(edges, after, act) for after in first) and reaches(edges, act, acts[0]) for act in acts
    )


@settings(max_examples=200)
@given(small_deals())
def test_a_knot_that_one_reading_adds_is_found(small: Small) -> None:
    cycles = of(small)
    for number in range(len(small.readings)):
        for before, after in small.read((number,)):
            if reaches(small.order(), after, before) and not reaches(small.order(), before, after):
                knots = [set(cycle.ids) for cycle in cycles if len(cycle.readings) == 1]
                assert any(
                    all(reaches(small.order() + small.read((number,)), after, act) for act in knot)
                    for knot in knots
                )


def reaches(edges: list[tuple[str, str]], start: str, end: str) -> bool:
    reached = {start}
    while more := {after for before, after in edges if before in reached} - reached:
        reached |= more
    return end in reached


@given(small_deals())
def test_with_the_parties_exchanged_the_cycles_are_the_same(small: Small) -> None:
    one = {(frozenset(cycle.ids), len(cycle.readings)) for cycle in of(small)}
    assert one == {(frozenset(cycle.ids), len(cycle.readings)) for cycle in of(small.swapped())}


# --- no deal takes long


@pytest.mark.slow
@pytest.mark.parametrize("readings", [12, 200])
def test_many_acts_and_readings_take_no_long_time(readings: int) -> None:
    acts = "".join(f"  a{n}: {{by: north, after: [a{n - 1}]}}\n" for n in range(1, 1000))
    said = "".join(
        f"    - {{order of: [a{n}], after: {{a{n + 1}: [a{n}]}}, says: x}}\n" for n in range(readings)
    )
    began = time.perf_counter()
    body = f"obligations:\n  a0: {{by: south}}\n{acts}positions:\n  north:\n    readings:\n{said}"
    assert cycles(body) == ()
    assert time.perf_counter() - began < 20
