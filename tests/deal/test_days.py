"""Moments as days from day zero."""

import pytest

from detente.deal.course import course_of
from detente.deal.loader import load_text

HEAD = "detente: 1\nparties: {north: N, south: S}\n"


def day(body: str, label: str) -> float | None:
    return course_of(load_text(HEAD + body)).day_of(label)


@pytest.mark.parametrize(
    ("due", "wanted"),
    [
        ("D+14", 14.0),
        ("D-2", -2.0),
        ("2031-01-11", 10.0),
        ("stage two", 42.0),
        ("stage two + 7 days", 49.0),
        ("stage two ends", 52.0),
        ("2 weeks after first", 17.0),
        ("1 day before first", 2.0),
        ("first", 3.0),
        ("3 days after split.1", 7.0),
        ("signing", 5.0),
        ("for good", None),
        ("not stated", None),
        ('{words: "as soon as possible"}', None),
        ("2 days after unknown-day", None),
    ],
)
def test_a_moment_in_days(due: str, wanted: float | None) -> None:
    body = f"""
day zero: 2031-01-01
events: {{signing: {{at: 2031-01-06}}, unknown-day: {{at: not stated}}}}
stages: {{one: {{lasts: 42 days}}, two: {{lasts: 10 days}}}}
obligations:
  first: {{by: north, due: D+3}}
  split: {{by: north, parts: [1 by D+4, 2 by D+9]}}
  asked: {{by: south, due: {due}}}
"""
    assert day(body, "asked") == wanted


def test_dates_without_a_zone_take_that_of_the_calendar() -> None:
    body = """
day zero: 2031-01-01 00:00 +02:00
calendar: {zone: "+02:00"}
obligations: {asked: {by: north, due: 2031-01-11}}
"""
    assert day(body, "asked") == 10.0


def test_times_that_count_from_each_other_are_known_by_neither() -> None:
    body = "obligations: {a: {by: north, due: 1 day after b}, b: {by: south, due: 1 day after a}}\n"
    assert (day(body, "a"), day(body, "b")) == (None, None)


def test_a_chain_of_thousands_written_last_first_needs_no_deep_stack() -> None:
    acts = "".join(f"  a{n}: {{by: north, due: 2 days after a{n - 1}}}\n" for n in range(3000, 0, -1))
    assert day(f"obligations:\n{acts}  a0: {{by: north, due: D+0}}\n", "a3000") == 6000.0


def test_a_stage_opens_at_its_stated_time_else_when_the_one_before_ends() -> None:
    deal = load_text(
        HEAD + "day zero: 2031-01-01\nstages:\n  one: {lasts: 42 days}\n"
        "  two: {opens: {when: [], by: D+50}, lasts: 10 days}\n  three: {opens: not stated}\n"
    )
    course = course_of(deal)
    assert [course.stage_opens(stage) for stage in deal.stages] == [0.0, 50.0, 60.0]
