"""`hold` on whole deals, as text: against listing everything, and the invariances."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.deal.loader import load_text
from detente.errors import CannotCount
from detente.hold.results import Hold
from detente.hold.run import hold
from tests.hold.deals import Bond, Owed, Table, tables


def asked(table: Table) -> Hold:
    deal = load_text(table.text())
    assert deal.problems == (), [str(problem.message) for problem in deal.problems]
    return hold(deal)


def most(found: Hold, party: str) -> tuple[float | None, float | None]:
    """The largest gains over all points of a party: for the values best and worst for going on."""
    mine = [point.gain for point in found.points if point.party == party and point.next and point.gain]
    lows = [gain.low for gain in mine]
    highs = [gain.high for gain in mine]
    return (
        None if None in lows else max((low for low in lows if low is not None), default=0.0),
        None if None in highs else max((high for high in highs if high is not None), default=0.0),
    )


def walking_pays(table: Table) -> bool:
    """Then the order of acts matters to a walk, even where a breach only releases what depends on it."""
    return not table.ends and any(gets > 0 for gets, _ in table.exits.values())


@given(tables())
@settings(max_examples=150)
def test_no_set_of_acts_in_no_order_gains_more_than_it_says(table: Table) -> None:
    found = asked(table)
    for party in table.parties:
        if not any(party in act.by for act in table.acts.values()):
            continue
        best, worst = table.gain(party, 0), table.gain(party, 1)
        low, high = most(found, party)
        assert low is not None
        assert high is not None
        assert best is not None
        assert worst is not None
        exact = all(point.exact for point in found.points if point.party == party)
        assert high == worst if exact else high >= worst
        # The low end is that of the order of play, where walking pays and another order could be worse for the deal.
        assert low <= best if walking_pays(table) else low == best


@given(tables())
def test_it_holds_if_nobody_gains_for_any_value(table: Table) -> None:
    worst = [table.gain(party, 1) for party in table.parties]
    best = [table.gain(party, 0) for party in table.parties]
    surely = all(gain is None or gain <= 0 for gain in worst)
    never = any(gain is not None and gain > 0 for gain in best)
    found = asked(table)
    assert found.holds is not True or surely
    assert found.holds is not False or never
    if not walking_pays(table):
        assert found.holds is (True if surely else False if never else None)


@given(tables(), st.permutations(["north", "south", "west"]))
def test_other_names_change_the_names_and_nothing_else(table: Table, names: list[str]) -> None:
    new = dict(zip(("north", "south", "west"), names, strict=True))
    plain, other = asked(table), asked(table.renamed(new))
    assert other.holds is plain.holds
    for one, two in zip(plain.points, other.points, strict=True):
        assert (new[one.party], one.next, one.gain, one.holds, one.without_values) == (
            two.party, two.next, two.gain, two.holds, two.without_values,
        )  # fmt: skip
        assert {new[party]: lost for party, lost in one.exposed.items()} == dict(two.exposed)
    assert {new[party]: need.least for party, need in plain.guarantees.items()} == {
        party: need.least for party, need in other.guarantees.items()
    }


@given(tables(), st.permutations(["north", "south", "west"]))
def test_the_order_of_the_parties_in_the_file_changes_no_answer(table: Table, order: list[str]) -> None:
    shuffled = replace(table, parties=tuple(party for party in order if party in table.parties))
    plain, other = asked(table), asked(shuffled)
    assert other.holds is plain.holds
    assert dict(other.guarantees) == dict(plain.guarantees)
    seen = {(point.party, point.after): point.gain for point in plain.points}
    assert {(point.party, point.after): point.gain for point in other.points} == seen


@given(tables(), st.integers(2, 7))
def test_larger_numbers_of_one_party_scale_its_gains_and_change_no_answer(table: Table, times: int) -> None:
    party = table.parties[0]

    def scaled(ends: tuple[int, int]) -> tuple[int, int]:
        return (ends[0] * times, ends[1] * times)

    acts = {
        label: replace(act, worth={**act.worth, party: scaled(act.worth[party])})
        for label, act in table.acts.items()
    }
    bonds = tuple(replace(b, loses=scaled(b.loses)) if b.party == party else b for b in table.bonds)
    larger = replace(table, acts=acts, bonds=bonds, exits={**table.exits, party: scaled(table.exits[party])})
    plain, other = asked(table), asked(larger)
    for one, two in zip(plain.points, other.points, strict=True):
        assert one.holds is two.holds
        assert one.gain is not None
        assert two.gain is not None
        by = times if one.party == party else 1
        assert (two.gain.low, two.gain.high) == (one.gain.low * by, one.gain.high * by)  # type: ignore[operator]


@given(tables(), st.integers(1, 5))
def test_a_larger_guarantee_of_a_party_never_makes_that_party_gain_more(table: Table, more: int) -> None:
    if not table.bonds:
        return
    bond = table.bonds[0]
    larger = replace(bond, loses=(bond.loses[0] + more, bond.loses[1] + more))
    plain, other = asked(table), asked(replace(table, bonds=(larger, *table.bonds[1:])))
    for one, two in zip(plain.points, other.points, strict=True):
        if one.party == bond.party and one.gain is not None and two.gain is not None:
            assert two.gain.high <= one.gain.high  # type: ignore[operator]


@given(tables())
def test_an_act_that_is_worth_nothing_to_anybody_changes_nothing(table: Table) -> None:
    # Where leaving pays by itself, one more act is one more moment to leave; so nobody gets anything for walking here.
    plain_table = replace(table, exits=dict.fromkeys(table.parties, (0, 0)))
    nothing = Owed((table.parties[0],), table.parties[1], dict.fromkeys(table.parties, (0, 0)), (), 99)
    if table.ends and any(act.day is None for act in table.acts.values()):
        return  # without a given order, the deal can be ended at the idle act at any time
    plain = asked(plain_table)
    other = asked(replace(plain_table, acts={**table.acts, "idle": nothing}))
    assert other.holds is plain.holds
    for party in table.parties:
        for before, after in zip(most(plain, party), most(other, party), strict=True):
            assert max(before or 0.0, 0.0) == max(after or 0.0, 0.0)


@given(tables())
def test_ranges_shrunk_to_points_give_the_answer_for_points(table: Table) -> None:
    acts = {
        label: replace(act, worth={party: (ends[0], ends[0]) for party, ends in act.worth.items()})
        for label, act in table.acts.items()
    }
    lows = replace(
        table, acts=acts, bonds=tuple(replace(b, loses=(b.loses[0], b.loses[0])) for b in table.bonds)
    )
    ranged, shrunk = asked(table), asked(lows)
    for one, two in zip(ranged.points, shrunk.points, strict=True):
        assert one.gain is not None
        assert two.gain is not None
        assert two.gain.high == one.gain.high
        if two.exact:
            assert two.gain.low == two.gain.high


@given(tables())
@settings(max_examples=60)
def test_every_sum_can_be_checked_by_hand(table: Table) -> None:
    for point in asked(table).points:
        if point.gain is not None and point.terms and point.exact:
            highs = [
                Fraction(repr(term.gain.high))
                for term in point.terms
                if term.gain and term.gain.high is not None
            ]
            assert float(sum(highs)) == point.gain.high


@given(tables(points=True))
@settings(max_examples=60)
def test_the_least_guarantee_is_enough_and_no_smaller_one_is(table: Table) -> None:
    found = asked(table)
    bare = replace(table, bonds=())
    needs = {party: need.least.high for party, need in asked(bare).guarantees.items()}
    own = {p: tuple(label for label, act in table.acts.items() if p in act.by) for p in table.parties}

    def bonds(short: str | None) -> tuple[Bond, ...]:
        return tuple(
            Bond(p, own[p], (int(need) - (p == short),) * 2) for p, need in needs.items() if need and own[p]
        )

    assert asked(replace(bare, bonds=bonds(None))).holds is True
    for party, need in needs.items():
        if need:
            assert asked(replace(bare, bonds=bonds(party))).holds is False
    assert found.guarantees.keys() == needs.keys()


def test_the_printed_form_is_json_without_infinities() -> None:
    table = Table(
        ("north", "south"),
        {"a0": Owed(("north",), "south", {"north": (-1, -1), "south": (2, 2)})},
        ends=False,
    )
    text = table.text().replace("      a0: -1\n", "      a0: unknown\n")
    printed = json.dumps(hold(load_text(text)).as_dict("x"), allow_nan=False)
    point = json.loads(printed)["points"][0]
    assert point["gain"] == {"low": 0.0, "high": None}
    assert json.loads(printed)["holds"] is None


def test_a_value_that_is_not_given_is_unknown_and_never_nothing() -> None:
    table = Table(
        ("north", "south"),
        {
            "a0": Owed(("north",), "south", {"north": (-1, -1), "south": (2, 2)}),
            "a1": Owed(("south",), "north", {"north": (3, 3), "south": (-1, -1)}, ("a0",)),
        },
        ends=False,
    )
    text = table.text().replace("      a1: 3\n", "")
    found = hold(load_text(text))
    first = found.points[0]
    assert (first.party, first.next) == ("north", "a0")
    assert first.gain is not None
    assert (first.gain.low, first.gain.high) == (None, 1.0)
    assert first.holds is None
    assert any("say nothing of `a1`" in line for line in found.assumptions)


def test_a_deal_that_is_not_understood_is_refused_with_its_place() -> None:
    with pytest.raises(CannotCount, match=r"deal\.yaml:3:.*not understood whole"):
        hold(load_text("detente: 1\nkind: other\nobligation: {}\n"))


def test_acts_that_wait_for_each_other_are_named() -> None:
    acts = "  x: {by: a, to: b, after: [y]}\n  y: {by: b, to: a, after: [x]}\n"
    text = f"detente: 1\nparties: {{a: {{}}, b: {{}}}}\nobligations:\n{acts}"
    with pytest.raises(CannotCount, match="wait for each other"):
        hold(load_text(text))


@given(tables(most=4))
@settings(max_examples=40)
def test_when_time_is_over_what_is_given_is_a_bound(table: Table) -> None:
    deal = load_text(table.text())
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("detente.hold.stopping._GRACE", -1e9)
        rough = hold(deal, time_limit=0)
    full = hold(deal)
    for one, two in zip(rough.points, full.points, strict=True):
        assert one.gain is not None
        assert two.gain is not None
        assert one.gain.high is not None
        assert two.gain.high is not None
        assert one.gain.high >= two.gain.high
        assert one.holds in (None, two.holds)
        assert one.exact is (one.next is None)


def test_a_gain_that_needs_more_than_one_act_left_out_names_them_all() -> None:
    """Leaving out x alone costs 0.5; with z it gains 1.5."""
    text = """
detente: 1
if breached: releases what depends on it
parties: {a: {}, b: {}}
obligations:
  x: {by: a, to: b, due: 2031-01-01}
  y: {by: b, to: a, due: 2031-01-02, after: [x]}
  z: {by: a, to: b, due: 2031-01-03}
values:
  a: {unit: points, worth: {x: -1, y: 1.5, z: -2}, if it walks: {gets: 0}}
"""
    first, _, last = (point for point in hold(load_text(text)).points if point.party == "a")
    assert (first.left_out, first.gain.high if first.gain else None) == (("x", "z"), 1.5)
    assert last.left_out == ("z",)
