"""Adjusted Winner: published answers, its rules, and that its division is equitable, envy-free and efficient."""

import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from detente.bargain.domain import Brought, Domain
from detente.bargain.winner import AdjustedWinner, adjusted_winner, winner_of
from detente.deal.worth import Worth
from detente.errors import CannotCount, UnknownName
from tests.bargain.domains import Tables, domain_of

F = Fraction


def points(text: str) -> dict[str, dict[str, int]]:
    """A table: the first line names the parties, each other line an item and its points."""
    head, *rows = (line.split() for line in text.strip().splitlines())
    return {party: {row[0]: int(row[at + 1]) for row in rows} for at, party in enumerate(head)}


PANAMA = """
    us  panama
    us-defence-rights 22 9
    use-rights 22 15
    land-and-water 15 15
    expansion-rights 14 3
    duration 11 15
    expansion-routes 6 5
    compensation 4 11
    jurisdiction 2 7
    us-military-rights 2 7
    defence-role-of-panama 2 13
"""


def test_panama_canal_is_66_each_and_the_united_states_keeps_two_fifteenths_of_land_and_water() -> None:
    # Published: pages.nyu.edu/adjustedwinner/panama.htm, with the table of Raiffa 1982.
    found = adjusted_winner(points(PANAMA))
    assert found.totals == {"us": 66, "panama": 66}
    assert found.split == "land-and-water"
    assert found.shares["land-and-water"] == {"us": F(2, 15), "panama": F(13, 15)}
    won = {item for item, share in found.shares.items() if share["us"] == 1}
    assert won == {"us-defence-rights", "use-rights", "expansion-rights", "expansion-routes"}
    assert found.as_dict()["items"]["land-and-water"]["us"] == {"value": 2 / 15, "exact": "2/15"}


def test_a_divorce_with_a_tie_is_170_thirds_each_and_a_sixth_of_the_retirement_account_moves() -> None:
    # A textbook example in the manner of Brams and Taylor, with its answer 56.67 each.
    found = adjusted_winner(
        points("""
            carol bob
            retirement 50 40
            home 20 30
            cottage 15 10
            investments 10 10
            other 5 10
        """)
    )
    assert found.totals == {"carol": F(170, 3), "bob": F(170, 3)}
    assert found.shares["retirement"] == {"carol": F(5, 6), "bob": F(1, 6)}
    assert "`investments` has the same points from both parties" in found.ties[0]


def test_several_items_move_before_one_is_divided() -> None:
    # The points are published (For All Practical Purposes, 10th edition, exercise 13.32); the answer is ours.
    found = adjusted_winner(
        points("""
            calvin hobbes
            cannon 10 5
            anchor 10 20
            chest 15 20
            doubloon 11 14
            figurehead 20 30
            sword 15 6
            ball 5 1
            leg 2 1
            flag 10 2
            nest 2 1
        """)
    )
    assert found.first == {"calvin": 44, "hobbes": 84}
    assert [(m.item, m.giver, m.share, m.ratio) for m in found.moved] == [
        ("doubloon", "hobbes", 1, F(14, 11)),
        ("chest", "hobbes", F(3, 7), F(20, 15)),
    ]
    assert found.totals == {"calvin": F(430, 7), "hobbes": F(430, 7)}


def test_what_is_worth_nothing_to_one_side_goes_wholly_to_the_other() -> None:
    found = adjusted_winner({"north": {"a": 60, "b": 40, "c": 0}, "south": {"a": 70, "b": 0, "c": 30}})
    assert found.shares["b"] == {"north": 1, "south": 0}
    assert found.shares["c"] == {"north": 0, "south": 1}
    # 70 + 30 against 40: x of `a` moves, 100 - 70 x = 40 + 60 x.
    assert found.shares["a"] == {"north": F(6, 13), "south": F(7, 13)}
    assert [m.item for m in found.moved] == ["a"]


def test_what_is_worth_nothing_to_both_goes_to_nobody_and_that_is_said() -> None:
    found = adjusted_winner({"north": {"a": 6, "b": 4, "c": 0}, "south": {"a": 4, "b": 6, "c": 0}})
    assert found.unassigned == ("c",)
    assert found.shares["c"] == {"north": 0, "south": 0}
    assert found.notes == ("`c` is worth nothing to either party and is left unassigned.",)
    assert found.totals == {"north": 6, "south": 6}
    assert (found.moved, found.split, found.ties) == ((), None, ())


def test_several_divisions_of_tied_items_are_said_to_be_possible() -> None:
    same = {"a": 40, "b": 30, "c": 30}
    found = adjusted_winner({"north": same, "south": same})
    assert found.totals == {"north": 50, "south": 50}
    assert found.ties == (
        "`a`, `b` and `c` have the same points from both parties, so either could have had them first; "
        "the totals are the same either way.",
        "`a`, `b` and `c` stand in the same ratio of points, so several divisions of them have these totals; "
        "this one takes them in the order given.",
    )


def test_items_in_one_ratio_away_from_equal_points_are_said_to_be_open_too() -> None:
    found = adjusted_winner({"north": {"a": 40, "b": 40, "c": 20}, "south": {"a": 20, "b": 20, "c": 60}})
    # north has 80, south 60: 80 - 40 x = 60 + 20 x, and `a` or `b` could be the one that is divided.
    assert found.shares["a"] == {"north": F(2, 3), "south": F(1, 3)}
    assert [text for text in found.ties if "`a` and `b` stand in the same ratio" in text]


def test_nothing_is_open_where_the_items_of_one_ratio_all_stay_or_all_go() -> None:
    found = adjusted_winner({"north": {"a": 3, "b": 3, "c": 4}, "south": {"a": 2, "b": 2, "c": 6}})
    assert found.totals == {"north": 6, "south": 6}
    assert found.ties == ()


def test_entitlements_put_the_totals_in_proportion() -> None:
    found = adjusted_winner(
        {"north": {"a": 60, "b": 40}, "south": {"a": 30, "b": 70}}, entitlement={"north": 2, "south": 1}
    )
    # 60 + 40 x = 2 (70 - 70 x), so x = 80/180.
    assert found.shares["b"] == {"north": F(4, 9), "south": F(5, 9)}
    assert found.totals["north"] == 2 * found.totals["south"] == F(700, 9)
    assert found.entitlement == {"north": F(2, 3), "south": F(1, 3)}


def test_where_the_rest_is_worth_nothing_to_the_other_side_the_totals_stay_out_of_proportion() -> None:
    found = adjusted_winner(
        {"north": {"a": 100, "b": 0}, "south": {"a": 0, "b": 100}}, entitlement={"north": 3, "south": 1}
    )
    assert found.totals == {"north": 100, "south": 100}
    assert not found.equitable
    assert found.notes == (
        "south has more than its entitlement asks for: nothing that it has is worth anything to north, "
        "who has everything that it gives points to.",
    )


def test_floats_are_taken_as_they_are_written() -> None:
    tenth = {"a": 0.1, "b": 0.2, "c": 0.7}
    found = adjusted_winner({"north": tenth, "south": {"a": Decimal("0.7"), "b": 0.2, "c": F(1, 10)}})
    assert found.totals == {"north": F(4, 5), "south": F(4, 5)}
    assert found.shares["b"] == {"north": F(1, 2), "south": F(1, 2)}


@pytest.mark.parametrize(
    ("given_points", "said"),
    [
        ({"north": {"a": 1}}, "two parties; points are given for 1"),
        ({"n": {"a": 1}, "s": {"a": 1}, "e": {"a": 1}}, "two parties; points are given for 3"),
        (
            {"north": {"a": 60, "b": 40}, "south": {"a": 50, "b": 40}},
            "sums are 100 for north and 90 for south",
        ),
        ({"north": {"a": 60, "b": 40}, "south": {"a": 100}}, "south gives no points to `b`"),
        ({"north": {"a": 110, "b": -10}, "south": {"a": 50, "b": 50}}, "north gives `b` -10 points"),
        ({"north": {"a": 0}, "south": {"a": 0}}, "north and south give no points to anything"),
        ({"north": {}, "south": {}}, "north and south give no points to anything"),
        ({"north": {"a": float("nan")}, "south": {"a": 1}}, "not a finite number"),
        ({"north": {"a": True}, "south": {"a": 1}}, "is no number"),
    ],
)
def test_points_that_cannot_be_compared_are_refused(
    given_points: dict[str, dict[str, float]], said: str
) -> None:
    with pytest.raises(CannotCount, match=said):
        adjusted_winner(given_points)


def test_other_sums_are_scaled_when_asked_for_and_that_is_said() -> None:
    found = adjusted_winner({"north": {"a": 3, "b": 1}, "south": {"a": 10, "b": 10}}, normalise=True)
    assert found.points == {"north": {"a": 75, "b": 25}, "south": {"a": 50, "b": 50}}
    assert (
        found.assumptions[-1]
        == "Points were scaled to 100 each; before that the sums were 4 for north and 20 for south."
    )
    # north 75, south 50: 75 - 75 x = 50 + 50 x.
    assert found.totals == {"north": 60, "south": 60}


def test_entitlements_are_checked() -> None:
    table = {"north": {"a": 1}, "south": {"a": 1}}
    with pytest.raises(UnknownName, match="no party `nort`"):
        adjusted_winner(table, entitlement={"nort": 1, "south": 1})
    with pytest.raises(CannotCount, match="No entitlement is given for south"):
        adjusted_winner(table, entitlement={"north": 1})
    with pytest.raises(CannotCount, match="No entitlement is given for north and south"):
        adjusted_winner(table, entitlement={})
    with pytest.raises(CannotCount, match="entitlement of south is 0"):
        adjusted_winner(table, entitlement={"north": 1, "south": 0})


@st.composite
def tables(draw: st.DrawFn) -> dict[str, dict[str, Fraction]]:
    """Points of two parties with the same sum, with many zeros and ties."""
    size = draw(st.integers(1, 6))
    row = st.lists(st.integers(0, 6), min_size=size, max_size=size).filter(any)
    found = {}
    for party in ("north", "south"):
        numbers = draw(row)
        found[party] = {f"i{at}": F(number, sum(numbers)) for at, number in enumerate(numbers)}
    return found


def swapped(table: dict[str, dict[str, Fraction]]) -> dict[str, dict[str, Fraction]]:
    return dict(reversed(table.items()))


@given(tables())
def test_both_have_the_same_and_each_at_least_half_with_one_item_divided_at_most(
    table: dict[str, dict[str, Fraction]],
) -> None:
    found = adjusted_winner(table)
    assert found.equitable
    assert found.totals["north"] == found.totals["south"] >= F(1, 2)
    divided = [i for i, share in found.shares.items() if share["north"] not in (0, 1)]
    assert divided == ([found.split] if found.split else [])
    for item, share in found.shares.items():
        assert sum(share.values()) == (0 if item in found.unassigned else 1)
    for party in table:
        assert found.totals[party] == sum(table[party][i] * share[party] for i, share in found.shares.items())


@given(tables(), st.integers(1, 5), st.integers(1, 5))
def test_each_has_at_least_what_it_is_entitled_to(
    table: dict[str, dict[str, Fraction]], north: int, south: int
) -> None:
    found = adjusted_winner(table, entitlement={"north": north, "south": south})
    assert found.totals["north"] >= F(north, north + south)
    assert found.totals["south"] >= F(south, north + south)
    assert found.equitable == (found.totals["north"] * south == found.totals["south"] * north)


@given(tables(), st.integers(1, 5), st.integers(1, 5))
def test_the_order_of_the_parties_makes_no_difference(
    table: dict[str, dict[str, Fraction]], north: int, south: int
) -> None:
    entitlement = {"north": north, "south": south}
    one, other = (adjusted_winner(t, entitlement=entitlement) for t in (table, swapped(table)))
    assert (one.totals, one.shares, one.moved) == (other.totals, other.shares, other.moved)


@given(tables(), st.integers(1, 5), st.integers(1, 5), st.randoms(use_true_random=False))
def test_neither_the_names_of_the_parties_nor_the_order_of_the_items_changes_the_totals(
    table: dict[str, dict[str, Fraction]], north: int, south: int, random: Random
) -> None:
    one = adjusted_winner(table, entitlement={"north": north, "south": south})
    items = list(table["north"])
    random.shuffle(items)
    renamed = {name: {i: table[party][i] for i in items} for name, party in (("z", "north"), ("a", "south"))}
    other = adjusted_winner(renamed, entitlement={"z": north, "a": south})
    assert (other.totals["z"], other.totals["a"]) == (one.totals["north"], one.totals["south"])


def most_for(first: str, found: AdjustedWinner) -> float:
    """By linear programming: the most that one party can have if the other has no less than here."""
    other = next(party for party in found.parties if party != first)
    mine, theirs = ([float(n) for n in found.points[party].values()] for party in (first, other))
    solved = linprog(
        [-n for n in mine],
        A_ub=[theirs],
        b_ub=[sum(theirs) - float(found.totals[other])],
        bounds=[(0, 1)] * len(mine),
        method="highs",
    )
    return -float(solved.fun)


@settings(max_examples=60)
@given(tables(), st.integers(1, 5), st.integers(1, 5))
def test_no_division_is_better_for_one_and_no_worse_for_the_other(
    table: dict[str, dict[str, Fraction]], north: int, south: int
) -> None:
    found = adjusted_winner(table, entitlement={"north": north, "south": south})
    for party in found.parties:
        assert most_for(party, found) == pytest.approx(float(found.totals[party]), abs=1e-9)


def test_issues_with_a_way_for_each_party_are_items() -> None:
    domain = domain_of(
        {
            issue: {"us": (us, 0), "panama": (0, panama)}
            for (issue, us), panama in zip(
                points(PANAMA)["us"].items(), points(PANAMA)["panama"].values(), strict=True
            )
        },
        ("us", "panama"),
    )
    found, reason = winner_of(domain)
    assert found is not None
    assert reason == ""
    assert found.totals == {"us": 66, "panama": 66}
    assert found.shares["land-and-water"]["us"] == F(2, 15)
    assert found.options["use-rights"] == {"us": "us", "panama": "panama"}
    assert not [text for text in found.assumptions if "scaled" in text]
    json.dumps(found.as_dict())


def test_points_are_what_the_better_option_is_worth_more_and_sums_that_differ_are_scaled() -> None:
    tables_of_worths: Tables = {
        "port": {"open": (10, -2), "shut": (4, 4)},
        "fee": {"low": (3, 5), "high": (3, 7.5)},
        "flag": {"old": (0, 9), "new": (2, 9)},
    }
    found, _ = winner_of(domain_of(tables_of_worths))
    assert found is not None
    # 6, 0, 2 and 6, 2.5, 0.
    assert found.points["north"] == {"port": 75, "fee": 0, "flag": 25}
    assert found.points["south"] == {"port": F(1200, 17), "fee": F(500, 17), "flag": 0}
    assert found.options == {
        "port": {"north": "open", "south": "shut"},
        "fee": {"north": "low", "south": "high"},
        "flag": {"north": "new", "south": "old"},
    }
    assert any("scaled" in text for text in found.assumptions)


OPPOSED = {"a": {"x": (1, 0), "y": (0, 1)}, "b": {"x": (1, 0), "y": (0, 1)}}


@pytest.mark.parametrize(
    ("domain", "said"),
    [
        (domain_of({"a": {"x": (1, 0, 0), "y": (0, 1, 1)}}, ("n", "s", "e")), "there are 3 here"),
        (domain_of({}), "no issue to divide"),
        (domain_of({"a": {"x": (1, 0), "y": (0, 1), "z": (1, 1)}}), "`a` has 3 options"),
        (domain_of({"a": {"x": (1, 0)}}), "`a` has one option"),
        (domain_of({"a": {"x": (1, 1), "y": (0, 0)}}), "same option of `a`"),
        (domain_of({"a": {"x": (1, 1), "y": (1, 1)}}), "north and south give no points to anything"),
        (domain_of(OPPOSED, never=[("north", "a", "y")]), "north: never `a: y`"),
        (
            domain_of(OPPOSED, never=[("north", "a", "y"), ("south", "b", "x")]),
            "statements leave packages out (north: never `a: y`; south: never `b: x`)",
        ),
        (
            domain_of(
                OPPOSED,
                never=[("north", "a", "y"), ("south", "b", "x")],
                rules_out=[("a", "x", "b", "y"), ("a", "y", "b", "x")],
            ),
            "4 statements leave packages out",
        ),
        (domain_of(OPPOSED, rules_out=[("a", "x", "b", "y")]), "`a: x` rules out `b: y`"),
        (
            domain_of(
                OPPOSED, brought=[Brought("duty", (("a", "x"),), (("b", "y"),), {"north": Worth(1, 1)})]
            ),
            "hang on several issues together",
        ),
        (domain_of({"a": {"x": (float("nan"), 0), "y": (0, 1)}}), "is not a finite number"),
    ],
)
def test_where_issues_are_not_such_items_the_reason_is_said(domain: Domain, said: str) -> None:
    found, reason = winner_of(domain)
    assert found is None
    assert said in reason


def named(domain: Domain, **names: str) -> Domain:
    return replace(domain, names=names)


def test_sentences_call_the_parties_by_their_names() -> None:
    nothing = domain_of({"a": {"x": (1, 1), "y": (1, 1)}})
    _, why = winner_of(named(nothing, north="Northland", south="Southland"))
    assert why.startswith("Northland and Southland give no points to anything")
    assert winner_of(named(nothing, north="Same", south="Same"))[1].startswith(
        "north and south give no points"
    )
    scaled, _ = winner_of(
        named(domain_of({"a": {"x": (3, 0), "y": (0, 1)}}), north="Northland", south="Southland")
    )
    assert scaled is not None
    assert any("the sums were 3 for Northland and 1 for Southland" in one for one in scaled.assumptions)
    assert scaled.parties == ("north", "south")
    assert set(scaled.totals) == {"north", "south"}
