"""The best order of the acts of a deal, on whole deals, against every order that the text allows."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings

from detente.hold.results import BestOrder
from detente.hold.run import hold
from tests.hold.asking import ENDS, RELEASES, TWO, asked, read
from tests.hold.deals import Table, tables

TRADE = f"""{ENDS}{TWO}
obligations:
  a: {{by: north, to: south, due: D+1}}
  b: {{by: south, to: north, due: D+2}}
values:
  north: {{unit: points, worth: {{a: -1, b: 3}}, if it walks: {{gets: 0}}}}
  south: {{unit: points, worth: {{a: 5, b: -2}}, if it walks: {{gets: 0}}}}
"""


def best(text: str, objective: str = "least-total") -> BestOrder:
    found = asked(text, order=objective).order
    assert found is not None
    return found


def test_whoever_gives_less_goes_last() -> None:
    """As written south, the last, needs 2; the other way round north needs 1."""
    found = best(TRADE)
    assert (found.as_written, found.best) == (("a", "b"), ("b", "a"))
    assert (found.value_as_written, found.value, found.lower_bound) == (2.0, 1.0, 1.0)
    assert found.proved
    assert dict(found.needs) == {"north": 1.0, "south": 0.0}


MILESTONES = f"""{ENDS}parties: {{builder: {{}}, client: {{}}}}
obligations:
  deposit: {{by: client, to: builder, due: D+1}}
  build-1: {{by: builder, to: client, due: D+2}}
  pay-1: {{by: client, to: builder, due: D+3}}
  build-2: {{by: builder, to: client, due: D+4}}
  pay-2: {{by: client, to: builder, due: D+5}}
values:
  builder:
    unit: points
    worth: {{deposit: 20, build-1: -15, pay-1: 30, build-2: -30, pay-2: 20}}
    if it walks: {{gets: 0}}
  client:
    unit: points
    worth: {{deposit: -20, build-1: 25, pay-1: -30, build-2: 60, pay-2: -20}}
    if it walks: {{gets: 0}}
"""


def test_milestones_in_every_order_need_twenty_at_least() -> None:
    """The ninth known answer: 30 as written; 20 in the best order, which is also the answer with money (T-M)."""
    found = best(MILESTONES)
    assert (found.value_as_written, found.value, found.proved) == (30.0, 20.0, True)
    assert sum(found.needs.values()) == 20.0


def test_not_before_is_kept() -> None:
    text = MILESTONES.replace(
        "build-2: {by: builder, to: client", "build-2: {by: builder, to: client, not before: [build-1]"
    )
    found = best(text)
    assert found.best.index("build-1") < found.best.index("build-2")
    assert found.value == least(text, {"build-1": ["build-2"]})


def least(text: str, before: dict[str, list[str]]) -> float:
    """The least total over all orders, each asked as a deal of its own with its days."""
    acts = ["deposit", "build-1", "pay-1", "build-2", "pay-2"]
    found = []
    for order in permutations(acts):
        if any(order.index(one) > order.index(two) for one, twos in before.items() for two in twos):
            continue
        dated = text
        for day, act in enumerate(acts, start=1):
            dated = dated.replace(f"due: D+{day}}}", f"due: D+#{order.index(act) + 1}}}", 1)
        needs = hold(read(dated.replace("#", ""))).guarantees.values()
        found.append(sum(need.least.high or 0.0 for need in needs))
    return min(found)


@given(tables(most=4, points=True))
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.slow
def test_no_order_that_the_conditions_allow_needs_less(table: Table) -> None:
    """Against asking every order by itself, one day for each act."""
    table = Table(table.parties, table.acts, True, (), table.exits)
    plain = list(table.acts)
    undated = "\n".join(line for line in table.text().split("\n") if "    due:" not in line)
    found = asked(undated, order="least-total").order
    assert found is not None
    totals = {}
    for order in permutations(plain):
        if any(order.index(before) > order.index(act) for act in plain for before in table.acts[act].after):
            continue
        text = undated
        for day, act in enumerate(order):
            text = text.replace(f"  {act}:\n    by", f"  {act}:\n    due: D+{day}\n    by")
        totals[order] = sum(need.least.high or 0.0 for need in hold(read(text)).guarantees.values())
    assert found.value == min(totals.values()) == totals[found.best]
    assert found.proved


def test_leverage_is_counted_where_the_acts_are_moved() -> None:
    text = TRADE.replace(
        "a: 5, b: -2}, if it walks: {gets: 0}", "a: 5, b: -2}, if it walks: {gets: 0, after a: 4}"
    )
    found = best(text)
    # As written south walks before b with 4 more: it needs 6; the other way round it has nothing more to gain.
    assert (found.value_as_written, found.value) == (6.0, 1.0)


def test_each_as_a_share_of_what_is_at_stake_where_units_differ() -> None:
    text = TRADE.replace("{unit: points, worth: {a: 5", "{unit: euro, worth: {a: 5")
    refused = asked(text, order="least-total")
    assert refused.order is None
    assert any("no unit in common" in line for line in refused.assumptions)
    found = best(text, "least-maximum")
    assert found.objective == "least-maximum, each as a share of all that is at stake for the party"
    # South's 2 of 7, or north's 1 of 4.
    assert found.value_as_written == pytest.approx(2 / 7)
    assert found.value == 0.25


def test_the_largest_of_the_guarantees_may_be_made_least() -> None:
    found = best(MILESTONES, "least-maximum")
    assert found.value == max(found.needs.values())
    assert found.value <= 15.0


def test_stages_and_pieces_of_duties_keep_their_places() -> None:
    text = f"""{ENDS}{TWO}
stages:
  one: {{opens: {{at: D+0}}, otherwise: {{then: ends}}}}
  two: {{opens: {{at: D+9}}, otherwise: {{then: ends}}}}
obligations:
  calm: {{stage: one, by: north, to: south, from: D+0, until: for good}}
  b: {{stage: one, by: south, to: north, due: D+2}}
  c: {{stage: two, by: south, to: north}}
  d: {{stage: two, by: north, to: south}}
values:
  north: {{unit: points, worth: {{calm: -3, b: 4, c: 4, d: -2}}, if it walks: {{gets: 0}}}}
  south: {{unit: points, worth: {{calm: 3, b: -2, c: -3, d: 4}}, if it walks: {{gets: 0}}}}
"""
    order = best(text).best
    assert [act for act in order if act.startswith("calm")] == [
        "calm",
        "calm since b",
        "calm since c",
        "calm afterwards",
    ]
    for one, two in (("b", "calm since b"), ("b", "c"), ("b", "d"), ("calm since b", "c")):
        assert order.index(one) < order.index(two)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (TRADE.replace(ENDS, RELEASES), "a breach releases only what depends on it"),
        (TRADE[: TRADE.index("values:")], "without values orders cannot be compared"),
        (TRADE.replace("a: -1", "a: unknown"), "some values have no bound"),
        (TRADE.replace(", if it walks: {gets: 0}", "", 1), "some values have no bound"),
    ],
)
def test_where_no_order_is_looked_for_a_note_says_why(text: str, note: str) -> None:
    found = asked(text, order="least-total")
    assert found.order is None
    assert any(note in line for line in found.assumptions)
