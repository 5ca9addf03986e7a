"""Moments as days from day zero."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.deal.course import Course, course_of
from detente.deal.days import Days
from detente.deal.loader import load_text
from detente.deal.phrases import parse_when

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


# --- long chains, far dates, circles


def test_stages_and_acts_that_count_from_each_other_in_turn_need_no_deep_stack() -> None:
    many = range(400)
    stages = "".join(f"  s{n}: {{opens: {{at: 1 day after a{n + 1}}}, lasts: 1 day}}\n" for n in many)
    acts = "".join(f"  a{n}: {{by: north, due: stage s{n} + 1 day}}\n" for n in many)
    body = f"day zero: 2031-01-01\nstages:\n{stages}obligations:\n{acts}  a400: {{by: north, due: D+1}}\n"
    assert day(body, "a0") == 801.0


def test_stages_written_last_first_need_no_deep_stack() -> None:
    stages = "".join(f"  s{n}: {{opens: {{at: stage s{n + 1} ends}}, lasts: 1 day}}\n" for n in range(1000))
    deal = load_text(
        f"{HEAD}day zero: 2031-01-01\nstages:\n{stages}  s1000: {{opens: {{at: D+1}}, lasts: 1 day}}\n"
    )
    assert course_of(deal).stage_ends("s0") == 1002.0


@pytest.mark.parametrize("zero", ["2031-01-01T00:00+14:00", "0001-01-01", "9999-12-31T23:59-23:59"])
@pytest.mark.parametrize("due", ["0001-01-01T00:00+23:59", "9999-12-31T23:59-23:59", "9999", "0001-01-01"])
def test_the_first_and_the_last_days_of_the_calendar_are_days(zero: str, due: str) -> None:
    found = day(f"day zero: {zero}\nobligations: {{asked: {{by: north, due: {due}}}}}\n", "asked")
    assert found is not None
    assert abs(found) < 3_652_100


@pytest.mark.parametrize(
    ("due", "wanted"),
    [
        ("2031-01-01T23:00+02:00", 0.0),
        ("2031-01-01T22:30Z", 1.0),
        ("2030-12-31T23:59+02:00", -1.0),
        ("2031-01-02", 1.0),
    ],
)
def test_a_day_ends_at_midnight_in_the_zone_of_day_zero(due: str, wanted: float) -> None:
    body = f"day zero: 2031-01-01T18:00+02:00\nobligations: {{asked: {{by: north, due: {due}}}}}\n"
    assert day(body, "asked") == wanted


def test_a_stage_whose_time_counts_from_itself_opens_at_its_long_stop() -> None:
    body = "day zero: 2031-01-01\nstages:\n  one: {opens: {at: 1 day after a, by: D+42}}\n"
    deal = load_text(f"{HEAD}{body}obligations:\n  a: {{by: north, due: stage one + 1 day}}\n")
    for asked_first in (True, False):
        course = Course(deal, Days(deal))
        if asked_first:
            assert course.day_of("a") is None
        assert course.stage_opens("one") == 42.0
        assert course.day_of("a") is None


TIMES = [
    "D+3",
    "2031-02-01",
    "not stated",
    "2 days after a",
    "1 day before b.1",
    "c",
    "stage one + 1 day",
    "stage two ends",
]
TIME = st.sampled_from(TIMES)


@st.composite
def timed(draw: st.DrawFn) -> str:
    opens = draw(st.lists(st.tuples(TIME, TIME), min_size=2, max_size=2))
    stages = "".join(
        f"  {name}: {{opens: {{at: {at}, by: {by}}}, lasts: 9 days}}\n"
        for name, (at, by) in zip(("one", "two"), opens, strict=True)
    )
    acts = f"  a: {{due: {draw(TIME)}}}\n  b: {{parts: [1 by {draw(TIME)}, 2 by {draw(TIME)}], due: {draw(TIME)}}}\n"
    return f"day zero: 2031-01-01\nevents: {{c: {{at: {draw(TIME)}}}}}\nstages:\n{stages}obligations:\n{acts}"


ASKED = ["a", "b", "b.1", "b.2", "stage one", "stage two", "stage two ends", "c"]


@given(timed(), st.permutations(ASKED))
def test_a_day_does_not_depend_on_what_was_asked_before(body: str, order: list[str]) -> None:
    deal = load_text(HEAD + body)
    assert deal.problems == ()
    one = Days(deal)
    days = {asked: one.day(parse_when(asked)) for asked in order}
    assert days == {asked: Days(deal).day(parse_when(asked)) for asked in order}


@given(timed(), st.integers(-40, 40))
def test_where_day_zero_moves_dates_move_against_it(body: str, by: int) -> None:
    other = date(2031, 1, 1) + timedelta(days=by)
    one, two = load_text(HEAD + body), load_text(HEAD + body.replace("2031-01-01", other.isoformat()))
    for asked in ASKED:
        before, after = Days(one).day(parse_when(asked)), Days(two).day(parse_when(asked))
        assert (before is None) == (after is None)
        if before is not None and "2031-02-01" not in body:
            assert after == before
    assert Days(two).day(parse_when("2031-02-01")) == 31.0 - by
