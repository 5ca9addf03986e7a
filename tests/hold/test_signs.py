"""What can be said without anybody's values: who would gain for every valuation, for none, or on what it depends."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.deal.loader import load_text
from detente.errors import DetenteError
from detente.hold.results import Hold
from detente.hold.run import hold
from detente.hold.signs import listed
from tests.hold.asking import ENDS, RELEASES, THREE, TWO, asked, at
from tests.strategies import deals

# --- small deals by hand ---


def answers(found: Hold, act: str, party: str) -> tuple[str | None, str]:
    point = at(found, act, party)
    return point.without_values, point.inequality


def test_it_gains_for_every_valuation_if_nothing_owed_to_it_falls_away() -> None:
    text = f"{RELEASES}{TWO}obligations:\n  release: {{by: south, to: north}}\n"
    found = asked(text)
    assert answers(found, "release", "south") == (
        "every",
        "if `release` costs it anything: nothing owed to it falls away, and no guarantee is lost",
    )
    assert found.holds is False
    assert found.method.startswith("By signs")


def test_it_gains_for_none_if_it_has_nothing_left_to_leave_out() -> None:
    found = asked(f"{RELEASES}{TWO}obligations:\n  release: {{by: south, to: north}}\n")
    (north,) = (point for point in found.points if point.party == "north")
    assert (north.next, north.without_values, north.holds) == (None, "none", True)
    assert north.inequality == "it has nothing left to leave out"
    assert north.owed_to_it == ("release",)


TRADE = """obligations:
  release: {by: south, to: north, due: D+1}
  pull-back: {by: north, to: south, due: D+2, after: [release]}
"""


def test_it_depends_on_what_it_values_if_something_owed_to_it_falls_away() -> None:
    found = asked(RELEASES + TWO + TRADE)
    assert answers(found, "release", "south") == (
        "depends",
        "if keeping back `release` is worth more to it than `pull-back`",
    )
    assert answers(found, "pull-back", "north")[0] == "every"
    assert found.holds is False


def test_a_condition_decides_and_the_order_alone_does_not() -> None:
    timing = TRADE.replace("after: [release]", "not before: [release]")
    assert answers(asked(RELEASES + TWO + timing), "release", "south")[0] == "every"
    assert answers(asked(ENDS + TWO + timing), "release", "south")[0] == "depends"


def test_where_the_deal_ends_all_that_must_come_later_falls_away() -> None:
    text = f"""{ENDS}{TWO}
stages:
  one: {{opens: {{at: D+0}}, otherwise: {{then: ends}}}}
  two: {{opens: {{at: D+9}}, otherwise: {{then: ends}}}}
obligations:
  a: {{stage: one, by: north, to: south}}
  b: {{stage: one, by: south, to: north}}
  c: {{stage: two, by: south, to: north}}
  d: {{stage: two, by: north, to: south}}
"""
    found = asked(text)
    # Whether `b` comes before `a` the text does not say; that `c` comes after it, the stages do.
    assert at(found, "a", "north").not_received == ("c",)
    assert at(found, "a", "north").kept_back == ("a", "d")
    assert answers(found, "d", "north")[0] == "every"


def test_a_joint_act_costs_both_and_is_lost_by_both() -> None:
    text = f"""{RELEASES}{TWO}
obligations:
  talks: {{by: [north, south], to: each other, due: D+1}}
  calm: {{by: south, to: north, due: D+2, after: [talks]}}
"""
    found = asked(text)
    assert answers(found, "talks", "north") == (
        "depends",
        "if keeping back its part of `talks` is worth more to it than the other part of `talks` and `calm`",
    )
    assert answers(found, "talks", "south") == (
        "depends",
        "if keeping back its part of `talks` and `calm` is worth more to it than the other part of `talks`",
    )


def test_points_of_a_party_whose_turn_it_is_not_speak_of_its_next_act() -> None:
    found = asked(RELEASES + TWO + TRADE)
    (north,) = (point for point in found.points if point.party == "north" and not point.after)
    assert (north.next, north.mover, north.without_values) == ("pull-back", False, "every")
    assert (north.owed_to_it, north.owes) == (("release",), ("pull-back",))


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        ((), ""),
        (("a",), "`a`"),
        (("a", "b"), "`a` and `b`"),
        (("a", "b", "c"), "`a`, `b` and `c`"),
        (("a", "b", "c", "d", "e", "f"), "`a`, `b`, `c`, `d` and 2 more"),
    ],
)
def test_ids_in_a_sentence(ids: tuple[str, ...], said: str) -> None:
    assert listed(ids) == said


# --- three stages: release in steps, pull-back, talks on what comes after ---

STAGES = f"""{RELEASES}{TWO}guarantors: {{coast: {{name: Coast}}}}
stages:
  one: {{opens: {{at: D+0}}, lasts: 42 days, otherwise: {{then: ends}}}}
  two: {{opens: {{when: [release-first, pull-back-1], by: D+42}}, lasts: 42 days, otherwise: {{then: ends}}}}
  three: {{opens: {{when: [release-rest], by: D+84}}, otherwise: {{then: ends}}}}
obligations:
  pause: {{stage: one, by: north, to: south, from: D+0, until: D+42}}
  release-first:
    stage: one
    by: south
    to: north
    amount: 33 persons
    parts: [3 by D+1, 30 by D+40]
    while: [pause]
  pull-back-1: {{stage: one, by: north, to: south, due: D+10, after: [release-first.1]}}
  talks: {{stage: one, by: [north, south], to: each other, due: D+35}}
  release-rest: {{stage: two, by: south, to: north, due: D+70}}
  pull-back-2: {{stage: two, by: north, to: south, due: D+80, after: [release-rest]}}
  end-of-war: {{stage: three, by: [north, south], to: each other, from: D+84, until: for good}}
"""


def test_three_stages_point_by_point() -> None:
    found = asked(STAGES)
    movers = [(point.party, point.next, point.without_values) for point in found.points if point.mover]
    assert movers == [
        ("north", "pause", "depends"),
        ("south", "release-first.1", "depends"),
        ("north", "pause since release-first.1", "depends"),
        ("north", "pull-back-1", "depends"),
        ("north", "talks", "depends"),
        ("south", "talks", "depends"),
        ("north", "pause since talks", "depends"),
        ("south", "release-first.2", "depends"),
        ("north", "pause since release-first.2", "every"),
        ("south", "release-rest", "depends"),
        ("north", "pull-back-2", "every"),
        ("north", "end-of-war", "depends"),
        ("south", "end-of-war", "depends"),
        ("north", "end-of-war afterwards", "depends"),
        ("south", "end-of-war afterwards", "depends"),
    ]
    assert at(found, "release-rest", "south").not_received == ("pull-back-2", "end-of-war")
    # Once the last are released nothing owed to north hangs on the second pull-back.
    assert at(found, "pull-back-2", "north").owed_to_it == ("end-of-war",)
    assert at(found, "pull-back-2", "north").not_received == ()


@pytest.mark.parametrize(
    ("bond", "answer"),
    [
        ("form: bond", "depends"),
        ("form: bond, signed: no", "every"),
        ("form: assurance", "every"),
    ],
)
def test_a_guarantee_of_the_second_pull_back_makes_it_depend(bond: str, answer: str) -> None:
    guarantees = f"guarantees:\n  bond: {{by: coast, secures: [north], covers: [pull-back-2], {bond}}}\n"
    assert at(asked(STAGES + guarantees), "pull-back-2", "north").without_values == answer


def test_both_parties_are_spoken_of_in_the_same_words() -> None:
    """With the parties in each other's place every sentence is the same, but for their names."""
    swapped = swap(STAGES, "north", "south").replace(swap(TWO, "north", "south"), TWO)
    one, two = asked(STAGES), asked(swapped)
    mine = sorted((p.after, p.party, p.inequality, p.without_values) for p in one.points)
    other = {"north": "south", "south": "north"}
    theirs = sorted((p.after, other[p.party], p.inequality, p.without_values) for p in two.points)
    assert mine == theirs
    assert [swap(line, "Northland", "Southland") for line in one.assumptions] == list(two.assumptions)


def swap(text: str, one: str, two: str) -> str:
    return text.replace(one, "\0").replace(two, one).replace("\0", two)


# --- any deal ---


@st.composite
def valued(draw: st.DrawFn) -> str:
    """A deal of `tests.strategies` with values of one party, both, or neither."""
    text = draw(deals())
    acts = [f"act-{number}" for number in range(5) if f"  act-{number}:" in text]
    lines = ["values:"]
    for party in ("aaaa", "bbbb"):
        if not draw(st.booleans()):
            continue
        lines += [f"  {party}:", "    unit: points"]
        said = draw(st.dictionaries(st.sampled_from(acts), WORTHS)) if acts else {}
        lines += ["    worth:", *(f"      {act}: {worth}" for act, worth in said.items())] if said else []
        walks = draw(
            st.sampled_from(["", "    if it walks: {gets: 0}", "    if it walks: {gets: 1, in stage two: 2}"])
        )
        lines += [walks] if walks else []
    return text + "\n".join(lines) + "\n" if len(lines) > 1 else text


WORTHS = st.sampled_from(["0", "1", "-2", "3.5", "-4..-1", "2..5 likely 3", "unknown", "not stated"])


@given(valued())
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@pytest.mark.slow
def test_any_deal_is_answered_or_refused_in_words_and_swapped_parties_swap_the_answer(text: str) -> None:
    swapped = swap(swap(text, "aaaa", "bbbb"), "Aaaaland", "Bbbbland")
    one, two = answered(text), answered(swapped)
    assert "" not in (one, two)
    if isinstance(one, str) or isinstance(two, str):
        assert (one if isinstance(one, str) else "answered") == (two if isinstance(two, str) else "answered")
        return
    assert one.holds is two.holds
    other = {"aaaa": "bbbb", "bbbb": "aaaa"}
    theirs = {(p.if_breached, p.after, other[p.party]): p for p in two.points}
    assert len(theirs) == len(one.points)
    for point in one.points:
        twin = theirs[point.if_breached, point.after, point.party]
        assert (point.next, point.mover, point.gain, point.holds, point.without_values, point.inequality) == (
            twin.next, twin.mover, twin.gain, twin.holds, twin.without_values, twin.inequality,
        )  # fmt: skip
        assert (point.owed_to_it, point.owes) == (twin.owed_to_it, twin.owes)
        assert (point.not_received, point.kept_back) == (twin.not_received, twin.kept_back)
        assert {other[party]: lost for party, lost in point.exposed.items()} == dict(twin.exposed)


def answered(text: str) -> Hold | str:
    """The answer, or the kind of refusal (the place in its sentence moves with the parties)."""
    try:
        return hold(load_text(text))
    except DetenteError as error:
        return type(error).__name__ if str(error).strip() else ""


def test_three_parties_are_each_looked_at() -> None:
    text = f"""{RELEASES}{THREE}
obligations:
  a: {{by: north, to: south, due: D+1}}
  b: {{by: south, to: west, due: D+2, after: [a]}}
  c: {{by: west, to: north, due: D+3, after: [b]}}
"""
    found = asked(text)
    assert [(p.party, p.next, p.without_values) for p in found.points if p.mover] == [
        ("north", "a", "depends"),
        ("south", "b", "every"),
        ("west", "c", "every"),
    ]


def test_a_duty_still_in_force_is_lost_where_the_deal_ends_for_both_alike() -> None:
    """Each side's calm has begun and not ended when the other leaves out its last act."""
    text = f"""{ENDS}{TWO}
obligations:
  calm: {{by: [north, south], to: each other, each: yes, from: D+0, until: not stated}}
  leave: {{by: north, to: south, due: D+10}}
  release: {{by: south, to: north, due: D+20}}
"""
    found = asked(text)
    last = {point.party: point for point in found.points if point.mover}
    assert {(one.party, one.without_values) for one in last.values()} == {
        ("north", "depends"),
        ("south", "depends"),
    }
    assert {one.party: one.not_received[-1:] for one in last.values()} == {
        "north": ("calm.south",),
        "south": ("calm.north",),
    }
