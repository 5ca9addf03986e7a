"""The course as a table: legs, what is in force, what is no longer owed, circles."""

import pytest
from hypothesis import given, settings

from detente.deal.course import Course, course_of
from detente.deal.loader import load, load_text
from detente.desk.moves import MOST_RELEASED, CourseTable, moves_of, released_sets
from tests.folders import EXAMPLES
from tests.strategies import deals

TWO_STAGES = """\
detente: 1
day zero: 2031-03-03
parties: {north: Northland, south: Southland}
stages:
  one: {opens: {at: D+0}, lasts: 42 days}
  two: {opens: {when: [release]}, lasts: 10 days}
obligations:
  pause: {stage: one, by: north, to: south, from: D+0, until: stage one ends}
  talks: {stage: one, by: [north, south], to: each other, from: D+16, until: D+46}
  release: {stage: one, by: south, to: north, due: D+7, while: [pause]}
  leave: {stage: two, by: north, to: south, due: stage two + 3 days}
  report: {stage: two, by: south, to: north, after: [leave]}
"""


def course(text: str) -> Course:
    deal = load_text(text)
    assert deal.problems == ()
    return course_of(deal)


def table(text: str) -> CourseTable:
    return moves_of(course(text))


def test_moves_stand_by_stage_with_what_is_in_force_and_what_waits() -> None:
    one, two = table(TWO_STAGES).legs
    assert (one.stage, two.stage) == ("one", "two")
    assert [(m.step.id, m.in_force, m.released_first) for m in one.moves] == [
        ("pause", ("pause",), ("release", "leave", "report")),
        ("release", ("pause",), ("leave", "report")),
        ("talks", ("pause", "talks"), ()),
    ]
    assert [(m.step.id, m.in_force) for m in two.moves] == [("leave", ("talks",)), ("report", ("talks",))]


def test_what_ends_with_the_stage_is_named() -> None:
    one, two = table(TWO_STAGES).legs
    assert (one.in_force, one.ending) == (("pause", "talks"), ("pause",))
    assert two.ending == ()


def test_each_party_after_each_stage() -> None:
    one, two = table(TWO_STAGES).legs
    assert one.balance["south"].given == ("release", "talks")
    assert one.balance["north"].owes == ("leave",)
    assert one.balance["north"].owed == ("report",)
    assert two.balance["north"].owes == ()
    assert one.kept == {"pause", "talks"}


def test_steps_without_a_stage_stand_where_they_fall_and_stages_may_come_back() -> None:
    text = (
        "detente: 1\nday zero: 2031-03-03\nparties: {n: N, s: S}\nstages: {one: {}, two: {}}\nobligations:\n"
        "  free: {by: n, due: D+1}\n"
        "  a: {stage: one, by: n, due: D+2}\n"
        "  b: {stage: two, by: n, due: D+3}\n"
        "  c: {stage: one, by: n, after: [b]}\n"
    )
    assert [(leg.stage, [m.step.id for m in leg.moves]) for leg in table(text).legs] == [
        ("one", ["free", "a"]),
        ("two", ["b"]),
        ("one", ["c"]),
    ]


def test_a_deal_without_stages_is_one_leg_and_without_duties_none() -> None:
    (leg,) = table("detente: 1\nparties: {n: N}\nobligations: {a: {by: n}}\n").legs
    assert leg.stage is None
    assert table("detente: 1\nparties: {n: N}\n").legs == ()


def test_many_released_duties_are_counted_and_the_first_named() -> None:
    acts = "".join(f"  a{n}: {{by: n, after: [a{n - 1}]}}\n" for n in range(1, 40))
    made = table(f"detente: 1\nparties: {{n: N}}\nobligations:\n  a0: {{by: n}}\n{acts}")
    first = made.legs[0].moves[0]
    assert first.released == 39
    assert first.released_first == tuple(f"a{n}" for n in range(1, MOST_RELEASED + 1))


def test_a_circle_under_a_reading_names_the_reading() -> None:
    text = TWO_STAGES + (
        "positions:\n  south:\n    readings:\n"
        "      - {order of: [leave, release], says: first they leave, after: {release: [leave]}, "
        "said by: a spokesman}\n"
    )
    (cycle,) = table(text).as_dict()["cycles"]
    assert set(cycle["acts"]) == {"leave", "release"}
    assert cycle["readings_needed"] == [{"by": "south", "says": "first they leave", "said_by": "a spokesman"}]
    assert [because["by_reading_of"] for because in cycle["because"]].count("south") == 1


def same_as_the_course(made: Course) -> None:
    moves = [move for leg in moves_of(made).legs for move in leg.moves]
    assert [move.step for move in moves] == list(made.steps)
    for place, move in enumerate(moves):
        assert move.in_force == made.open_at(place)
        released = made.released_by(move.step.id)
        assert move.released == len(released)
        assert move.released_first == released[:MOST_RELEASED]


@settings(max_examples=80, deadline=None)
@given(deals())
def test_the_table_says_what_the_course_says(text: str) -> None:
    same_as_the_course(course(text))


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_the_table_says_what_the_course_says_of_the_examples(folder: object) -> None:
    same_as_the_course(course_of(load(str(folder))))


def test_released_sets_do_not_depend_on_the_order_of_the_file_where_acts_wait_in_circles() -> None:
    forwards = course(
        "detente: 1\nobligations: {a: {after: [c]}, b: {after: [a]}, c: {after: [b]}, d: {after: [c]}}\n"
    )
    for label in "abc":
        assert released_sets(forwards)[label].bit_count() == 3
    assert "d" not in released_sets(forwards)
