"""The course of a deal: order of play, what a breach releases, what is open, given and owed."""

import gc
import time
from dataclasses import replace
from weakref import ref

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.deal.course import Course, course_of
from detente.deal.loader import load_text
from tests.deal.small import PARTIES, Small, has_cycle, small_deals

HEAD = "detente: 1\nkind: exchange\nday zero: 2031-01-01\nparties: {north: Northland, south: Southland}\n"
VALLEY = """
stages:
  one: {opens: {at: D+0}, lasts: 42 days}
  two: {opens: {when: [release-first, pull-back-1], by: D+42}, lasts: 42 days}
obligations:
  pause: {stage: one, by: north, to: south, from: D+0, until: stage one ends}
  calm: {stage: one, by: south, to: north, from: D+0, until: stage one ends, while: [pause]}
  release-first: {stage: one, by: south, to: north, parts: [3 by D+1, 4 by D+7, 26 by D+42], while: [pause]}
  prisoners: {stage: one, by: north, to: south, against: release-first, ratio: 30 for 1, turn: after each part}
  pull-back-1: {stage: one, by: north, to: south, due: 2 days after release-first.1, after: [release-first.1]}
  talks: {stage: one, by: [north, south], to: each other, due: D+35}
  release-rest: {stage: two, by: south, to: north, due: stage two + 30 days}
  pull-back-2: {stage: two, by: north, to: south, due: stage two + 42 days, after: [release-rest]}
  repay: {stage: two, by: north, to: south, on breach of: [pull-back-2]}
"""


def course(body: str) -> Course:
    deal = load_text(HEAD + body)
    assert deal.problems == ()
    return course_of(deal)


def played(made: Course) -> list[str]:
    return [step.id for step in made.steps]


def of(small: Small) -> Course:
    deal = load_text(small.text())
    assert deal.problems == ()
    return course_of(deal)


# --- one deal, by hand


def test_the_order_of_play() -> None:
    assert played(course(VALLEY)) == [
        "pause",
        "calm",
        "release-first.1",
        "prisoners.1",
        "pull-back-1",
        "release-first.2",
        "prisoners.2",
        "talks",
        "release-first.3",
        "prisoners.3",
        "release-rest",
        "pull-back-2",
    ]


def test_what_is_owed_only_on_a_breach_is_no_step() -> None:
    assert "repay" not in played(course(VALLEY))


def test_a_step_says_what_it_is() -> None:
    steps = {step.id: step for step in course(VALLEY).steps}
    first = steps["release-first.1"]
    assert (first.obligation, first.part, first.stage, first.by, first.to) == (
        "release-first",
        1,
        "one",
        ("south",),
        ("north",),
    )
    assert (first.day, first.begins, steps["pause"].begins) == (1.0, False, True)
    assert (steps["talks"].to, steps["talks"].part) == (("north", "south"), None)
    assert steps["pull-back-1"].day == 3.0
    assert steps["pull-back-2"].day == 84.0


def test_what_a_breach_releases() -> None:
    made = course(VALLEY)
    in_stage_two = ("release-rest", "pull-back-2", "repay")
    assert made.released_by("pause") == ("calm", "release-first", "prisoners", "pull-back-1", *in_stage_two)
    assert made.released_by("release-rest") == ("pull-back-2",)
    assert made.released_by("talks") == ()
    assert made.released_by("release-first.3") == ("prisoners", *in_stage_two)
    assert made.released_by("pull-back-2") == ()


def test_what_is_open_after_a_step() -> None:
    made = course(VALLEY)
    at = {step.id: made.open_at(place) for place, step in enumerate(made.steps)}
    assert at["pause"] == ("pause",)
    assert at["talks"] == ("pause", "calm")
    assert at["release-rest"] == ()


def test_who_has_given_and_is_owed_what() -> None:
    made = course(VALLEY)
    balance = made.balance(played(made).index("prisoners.1"))
    assert balance["north"].given == ("pause", "prisoners.1")
    assert balance["north"].got == ("calm", "release-first.1")
    assert balance["south"].owes == ("release-first.2", "talks", "release-first.3", "release-rest")
    assert balance["south"].owed == (*("pull-back-1", "prisoners.2", "talks", "prisoners.3", "pull-back-2"),)


def test_the_course_is_made_once() -> None:
    deal = load_text(HEAD)
    assert course_of(deal) is course_of(deal)
    assert course_of(deal).steps == ()


def test_a_course_goes_when_its_deal_goes() -> None:
    deal = load_text(HEAD + VALLEY)
    assert course_of(deal).steps
    seen = ref(deal)
    del deal
    gc.collect()
    assert seen() is None


def test_acts_of_one_moment_know_each_other() -> None:
    made = course(
        "obligations:\n  a: {by: north, due: D+1, together: swap}\n  b: {by: south, due: D+1, together: swap}\n"
        "  c: {by: south, due: D+1}\n"
    )
    assert [step.together for step in made.steps] == [("b",), ("a",), ()]


# --- ties and orders that the text does not give


def test_ties_go_by_day_then_by_the_order_of_the_file() -> None:
    made = course(
        "obligations:\n  a: {by: north, due: D+5}\n  b: {by: south, due: D+2}\n  c: {by: north, due: D+5}\n"
    )
    assert played(made) == ["b", "a", "c"]


def test_an_act_without_a_day_goes_just_before_the_first_that_waits_for_it() -> None:
    made = course(
        "obligations:\n  a: {by: north, due: D+1}\n  b: {by: south}\n  c: {by: north, due: D+9, after: [b]}\n"
        "  d: {by: south, due: D+5}\n  e: {by: north}\n"
    )
    assert played(made) == ["a", "d", "b", "c", "e"]


def test_neighbours_without_an_order_are_reported() -> None:
    made = course("obligations:\n  a: {by: north}\n  b: {by: south}\n")
    assert made.unordered == (("a", "b"),)
    for tied in ("after: [a]", "not before: [a]", "together: x", "due: D+3"):
        other = "together: x" if tied == "together: x" else "due: D+1" if tied == "due: D+3" else "does: x"
        assert (
            course(f"obligations:\n  a: {{by: north, {other}}}\n  b: {{by: south, {tied}}}\n").unordered == ()
        )
    assert course("obligations:\n  a: {by: north}\n  b: {by: north}\n").unordered == ()


TURNS = {
    "after each part": ["lists.1", "pay.1", "lists.2", "pay.2"],
    "before each part": ["pay.1", "lists.1", "pay.2", "lists.2"],
}


@pytest.mark.parametrize("turn", TURNS)
def test_an_exchange_goes_part_by_part(turn: str) -> None:
    made = course(
        "obligations:\n  lists: {by: north, to: south, parts: [1 by D+1, 1 by D+2]}\n"
        f"  pay: {{by: south, to: north, against: lists, turn: {turn}}}\n"
    )
    assert played(made) == TURNS[turn]


@pytest.mark.parametrize("turn", TURNS)
def test_an_exchange_of_unlike_numbers_of_parts_goes_whole_after_whole(turn: str) -> None:
    made = course(
        "obligations:\n  lists: {by: north, to: south, parts: [1, 1, 1]}\n"
        f"  pay: {{by: south, to: north, parts: [1, 1], against: lists, turn: {turn}}}\n"
    )
    lists, pay = ["lists.1", "lists.2", "lists.3"], ["pay.1", "pay.2"]
    assert played(made) == (lists + pay if turn == "after each part" else pay + lists)


def test_a_share_of_an_act_waits_for_the_parts_that_reach_it() -> None:
    body = (
        "obligations:\n  lists: {by: north, parts: [2, 3, 5]}\n  pay: {by: south, after: [lists >= 50 %]}\n"
    )
    made = course(body)
    assert [link.before for link in made.links if link.after == "pay"] == ["lists.1", "lists.2"]
    assert made.released_by("lists.3") == ()
    assert made.released_by("lists.2") == ("pay",)


def test_a_standing_duty_begins_before_what_is_owed_while_it_is_kept() -> None:
    made = course(
        "obligations:\n  a: {by: north, due: D+1, while: [p]}\n  p: {by: south, from: D+9, until: for good}\n"
        "  b: {by: south, due: D+2}\n"
    )
    assert played(made) == ["b", "p", "a"]


def test_duties_kept_while_the_other_is_kept_begin_on_their_day_and_wait_for_nothing() -> None:
    made = course(
        "obligations:\n  a: {by: south, due: D+1, after: [p]}\n  p: {by: north, from: D+5, while: [q]}\n"
        "  q: {by: south, from: D+5, while: [p]}\n  r: {by: north, due: D+9}\n"
    )
    assert played(made) == ["p", "a", "q", "r"], "a is due before q begins, and r after both"
    assert made.cycles == ()


# --- properties


@settings(max_examples=150)
@given(small_deals())
def test_every_step_is_played_once(small: Small) -> None:
    wanted = [piece for label in small.acts for piece in small.pieces(label)]
    assert sorted(played(of(small))) == sorted(wanted)


@settings(max_examples=150)
@given(small_deals(acyclic=True) | small_deals())
def test_the_order_of_play_respects_every_link(small: Small) -> None:
    if has_cycle(small.order()):
        return
    place = {piece: number for number, piece in enumerate(played(of(small)))}
    assert [edge for edge in small.order() if place[edge[0]] >= place[edge[1]]] == []
    if not has_cycle(small.order() + small.standings()):
        assert [edge for edge in small.standings() if place[edge[0]] >= place[edge[1]]] == []


@settings(max_examples=150)
@given(small_deals(), st.sampled_from([None, *PARTIES]))
def test_what_a_breach_releases_is_what_brute_force_finds(small: Small, reader: str | None) -> None:
    made = of(small)
    for label in small.acts:
        for piece in {label, *small.pieces(label)}:
            assert list(made.released_by(piece, reader)) == small.released_by(piece, reader)


@given(small_deals())
def test_what_is_released_releases_in_turn(small: Small) -> None:
    made = of(small)
    released = {label: set(made.released_by(label)) for label in small.acts}
    for label, others in released.items():
        assert all(released[other] - {label} <= others for other in others)


@given(small_deals(), st.data())
def test_another_condition_never_releases_less(small: Small, data: st.DataObject) -> None:
    before, after = (data.draw(st.sampled_from(sorted(small.acts))) for _ in range(2))
    acts = {**small.acts, after: replace(small.acts[after], after=(*small.acts[after].after, before))}
    less, more = of(small), of(Small(acts, small.gate, small.readings))
    for label in acts:
        assert set(less.released_by(label)) <= set(more.released_by(label))
        assert set(less.released_by(label)) <= set(less.released_by(label, "north"))


@given(small_deals())
def test_with_the_parties_exchanged_the_course_is_the_same(small: Small) -> None:
    one, two = of(small), of(small.swapped())
    other = dict(zip(PARTIES, reversed(PARTIES), strict=True))
    assert played(one) == played(two)
    assert [tuple(other[name] for name in step.by) for step in one.steps] == [step.by for step in two.steps]
    assert one.unordered == two.unordered
    for label in small.acts:
        assert one.released_by(label) == two.released_by(label)
        assert one.released_by(label, "north") == two.released_by(label, "south")
    for place in range(len(one.steps)):
        assert one.balance(place)["north"] == two.balance(place)["south"]


@given(small_deals())
def test_what_is_given_and_owed_adds_up(small: Small) -> None:
    made = of(small)
    for place in range(len(made.steps)):
        for name, balance in made.balance(place).items():
            mine = [step.id for step in made.steps if name in step.by]
            assert [*balance.given, *balance.owes] == mine


@pytest.mark.slow
def test_a_long_deal_is_played_quickly() -> None:
    acts = "".join(
        f"  a{n}: {{by: {PARTIES[n % 2]}, due: D+{n}, after: [a{max(n - 7, 0)}], while: [p]}}\n"
        for n in range(1, 3000)
    )
    made = course(
        f"obligations:\n  p: {{by: north, from: D+0, until: for good}}\n  a0: {{by: south}}\n{acts}"
    )
    began = time.perf_counter()
    assert len(made.steps) == 3001
    assert len(made.released_by("p")) == 2999
    assert made.cycles == ()
    assert time.perf_counter() - began < 10
