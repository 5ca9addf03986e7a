"""Which act must come before which, by the text, and which pairs it leaves open."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings

from detente.hold.masks import bits
from detente.hold.play import play_of
from detente.hold.play.acts import ENDS as ENDS_IT
from detente.hold.play.precedence import Precedence
from tests.hold.asking import ENDS, THREE, TWO, asked, at, gain, read
from tests.hold.deals import Table, tables


def after(text: str) -> dict[str, set[str]]:
    """For each act, the acts that must come after it."""
    precedence = Precedence(play_of(read(text), ENDS_IT))
    acts = precedence.acts
    return {
        act.id: {acts[later].id for later in bits(precedence.after[place])} for place, act in enumerate(acts)
    }


def open_pairs(text: str) -> set[frozenset[str]]:
    precedence = Precedence(play_of(read(text), ENDS_IT))
    acts = precedence.acts
    return {
        frozenset((act.id, acts[other].id))
        for place, act in enumerate(acts)
        for other in bits(precedence.open_to(place))
    }


def test_places_in_a_set() -> None:
    assert list(bits(0)) == []
    assert list(bits(0b100101)) == [0, 2, 5]


@pytest.mark.parametrize(
    ("second", "ordered"),
    [
        ("{by: south, to: north}", False),
        ("{by: south, to: north, after: [a]}", True),
        ("{by: south, to: north, not before: [a]}", True),
        ("{by: south, to: north, due: 3 days after a}", True),
        ("{by: south, to: north, due: 3 days before a}", False),
        ("{by: south, to: north, not before: [2031-05-01]}", False),
    ],
)
def test_conditions_and_timing_give_an_order(second: str, ordered: bool) -> None:
    text = f"{ENDS}{TWO}obligations:\n  a: {{by: north, to: south}}\n  b: {second}\n"
    assert after(text)["a"] == ({"b"} if ordered else set())
    assert open_pairs(text) == (set() if ordered else {frozenset("ab")})


def test_days_and_stages_give_an_order_and_one_day_gives_none() -> None:
    text = f"""{ENDS}{TWO}
stages:
  one: {{opens: {{at: D+0}}, otherwise: {{then: ends}}}}
  two: {{opens: {{at: D+9}}, otherwise: {{then: ends}}}}
obligations:
  a: {{stage: one, by: north, to: south, due: D+3}}
  b: {{stage: one, by: south, to: north, due: D+3}}
  c: {{stage: one, by: south, to: north, due: D+5}}
  d: {{stage: one, by: south, to: north}}
  e: {{stage: two, by: south, to: north}}
  f: {{by: south, to: north}}
"""
    assert after(text)["a"] == {"c", "e"}
    assert open_pairs(text) == {
        frozenset(pair) for pair in ("ab", "ad", "bd", "cd", "af", "bf", "cf", "df", "ef")
    }


def test_what_follows_from_two_steps_follows() -> None:
    text = f"""{ENDS}{TWO}
obligations:
  a: {{by: north, to: south}}
  b: {{by: south, to: north, after: [a]}}
  c: {{by: north, to: south, not before: [b]}}
"""
    assert after(text)["a"] == {"b", "c"}


def test_acts_at_one_moment_come_where_either_must() -> None:
    text = f"""{ENDS}{TWO}
obligations:
  a: {{by: north, to: south}}
  b: {{by: south, to: north, after: [a], together: x}}
  c: {{by: north, to: south, together: x}}
  d: {{by: south, to: north, not before: [c]}}
"""
    assert after(text) == {"a": {"b + c", "d"}, "b + c": {"d"}, "d": set()}


def test_parts_and_performers_parts_keep_their_order() -> None:
    text = f"""{ENDS}{TWO}
obligations:
  a: {{by: north, to: south, amount: 2 t, parts: [1 t by not stated, 1 t by not stated]}}
  talks: {{by: [north, south], to: each other, each: yes, not before: [a]}}
  b: {{by: south, to: north, after: [talks.north]}}
"""
    text = text.replace("1 t by not stated, 1 t by not stated", "1 t by D+1, 1 t by D+2")
    found = after(text)
    assert "a.2" in found["a.1"]
    assert "b" in found["talks.north"]


def test_a_piece_of_a_duty_comes_after_the_act_that_cuts_it_and_before_the_next() -> None:
    text = f"""{ENDS}{TWO}
obligations:
  calm: {{by: north, to: south, from: D+0, until: for good}}
  a: {{by: south, to: north, not before: [calm]}}
  b: {{by: south, to: north, after: [a]}}
"""
    found = after(text)
    assert found == {
        "calm": {"a", "calm since a", "b", "calm afterwards"},
        "a": {"calm since a", "b", "calm afterwards"},
        "calm since a": {"b", "calm afterwards"},
        "b": {"calm afterwards"},
        "calm afterwards": set(),
    }


def test_pieces_of_several_duties_that_last_alike_fall_together() -> None:
    text = f"""{ENDS}{THREE}
obligations:
  calm: {{by: north, to: south, from: D+0, until: for good}}
  pause: {{by: west, to: south, from: D+0, until: for good}}
  a: {{by: south, to: north, not before: [calm, pause]}}
  b: {{by: south, to: north, not before: [a]}}
"""
    assert open_pairs(text) == set()
    found = Precedence(play_of(read(text), ENDS_IT))
    labels = [act.id for act in found.acts]
    falls = {label: {labels[one] for one in bits(found.falls(at))} for at, label in enumerate(labels)}
    assert falls["calm afterwards"] == {"pause afterwards"}
    assert falls["pause since a"] == {"calm since a", "b", "calm afterwards", "pause afterwards"}
    assert falls["b"] == {"calm afterwards", "pause afterwards"}


@given(tables(most=5))
@settings(max_examples=60)
def test_it_is_the_order_common_to_all_orders_that_the_text_allows(table: Table) -> None:
    """Against every permutation that the conditions and the days allow."""
    text = table.text()
    allowed = table.orders()
    for act, later in after(text).items():
        always = {
            other for other in table.acts if all(order.index(act) < order.index(other) for order in allowed)
        }
        assert later == always


def test_orders_are_what_the_oracle_means() -> None:
    """The oracle of the test above lists what it should: three acts, one condition, three orders of six."""
    text = f"""{ENDS}{TWO}
obligations:
  a: {{by: north, to: south}}
  b: {{by: south, to: north, after: [a]}}
  c: {{by: north, to: south}}
"""
    orders = [
        o for o in permutations("abc") if all(o.index(x) < o.index(y) for x in o for y in after(text)[x])
    ]
    assert orders == [("a", "b", "c"), ("a", "c", "b"), ("c", "a", "b")]


def test_in_the_form_that_ends_the_deal_an_open_order_is_taken_at_its_least_favourable() -> None:
    """Deposits of 5 each, worth 8 to the other, in any order: each may stop before its own and after the other's."""
    text = f"""{ENDS}{TWO}
obligations:
  a: {{by: north, to: south}}
  b: {{by: south, to: north}}
values:
  north: {{unit: points, worth: {{a: -5, b: 8}}, if it walks: {{gets: 0}}}}
  south: {{unit: points, worth: {{a: 8, b: -5}}, if it walks: {{gets: 0}}}}
"""
    found = asked(text)
    assert gain(found, "a", "north") == (5.0, 5.0)
    assert gain(found, "b", "south") == (5.0, 5.0)
    assert any("least favourable to the deal" in line for line in found.assumptions)
    # In a given order the first has its own act and the other's before it.
    ordered = asked(text.replace("b: {by: south, to: north}", "b: {by: south, to: north, not before: [a]}"))
    assert gain(ordered, "a", "north") == (-3.0, -3.0)
    assert at(ordered, "b", "south").holds is False
    assert not any("least favourable to the deal" in line for line in ordered.assumptions)
    # At one moment neither can have what it is owed first.
    at_once = text.replace("south}\n", "south, together: x}\n", 1).replace(
        "north}\n", "north, together: x}\n", 1
    )
    assert asked(at_once).holds is True


def test_duties_for_good_fall_together_if_the_deal_ends_at_one_of_them() -> None:
    text = f"""{ENDS}{TWO}
obligations:
  calm: {{by: [north, south], to: each other, each: yes, from: D+0, until: for good}}
values:
  north: {{unit: points, if it walks: {{gets: 0}}, worth: {{calm.north: -4, calm.south: 6}}}}
  south: {{unit: points, if it walks: {{gets: 0}}, worth: {{calm.north: 6, calm.south: -4}}}}
"""
    found = asked(text)
    last = [point for point in found.points if point.mover and (point.next or "").endswith("afterwards")]
    assert {(point.party, point.without_values, point.not_received) for point in last} == {
        ("north", "depends", ("calm.south",)),
        ("south", "depends", ("calm.north",)),
    }
    # Each half of the time is worth 2 more received than kept.
    assert {point.gain.high for point in last if point.gain} == {-1.0}
    assert found.holds is True
