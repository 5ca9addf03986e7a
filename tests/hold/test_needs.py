"""The least further guarantee of each party, its size in name, and when it may be released."""

from __future__ import annotations

import pytest

from detente.hold.results import Interval, Need
from detente.hold.run import hold
from tests.hold.asking import ENDS, RELEASES, TWO, asked, read

BANK = "guarantors: {bank: {name: Bank}, fund: {name: Fund}}\n"
TRADE = f"""{ENDS}{TWO}{BANK}
obligations:
  a: {{by: north, to: south, due: D+1}}
  b: {{by: south, to: north, due: D+2}}
values:
  north: {{unit: points, worth: {{a: -1, b: 3}}, if it walks: {{gets: 0}}}}
  south: {{unit: points, worth: {{a: 3, b: -1}}, if it walks: {{gets: 0}}}}
"""


def needs(text: str) -> dict[str, tuple[float | None, float | None]]:
    return {party: (n.least.low, n.least.high) for party, n in asked(text).guarantees.items()}


def test_whoever_moves_last_needs_a_guarantee_of_what_its_act_costs() -> None:
    """The first known answer: in the order a, b the second needs 1; in the order b, a the first does."""
    assert needs(TRADE) == {"north": (0.0, 0.0), "south": (1.0, 1.0)}
    turned = TRADE.replace("due: D+1", "due: D+3")
    assert needs(turned) == {"north": (1.0, 1.0), "south": (0.0, 0.0)}


def test_a_bond_that_is_believed_half_the_time_must_be_twice_as_large() -> None:
    bond = """guarantees:
  bond: {by: bank, secures: [south], covers: [b], form: bond}
"""
    text = TRADE.replace("values:", bond + "values:").replace(
        "b: -1}", "b: -1}, guarantees: {bond: {loses: 0, believed: 0.5}}"
    )
    need = asked(text).guarantees["south"]
    assert need.nominal == {"bank": 2.0, "fund": None}
    assert need.unit == "points"
    unbelieved = asked(text.replace("believed: 0.5", "believed: 0"))
    assert unbelieved.guarantees["south"].nominal == {"bank": None, "fund": None}


def test_a_deal_that_is_not_conditional_does_not_hold_by_the_bond_of_the_last() -> None:
    """Theorem T2: b comes whether or not a does, so that a is left out; one condition cures it."""
    bond = "guarantees:\n  bond: {by: bank, secures: [south], covers: [b], form: bond}\n"
    text = TRADE.replace(ENDS, RELEASES).replace("values:", bond + "values:")
    text = text.replace("b: -1}", "b: -1}, guarantees: {bond: {loses: 1, believed: 1}}")
    assert asked(text).holds is False
    assert needs(text) == {"north": (1.0, 1.0), "south": (0.0, 0.0)}
    cured = text.replace("due: D+2}", "due: D+2, after: [a]}")
    assert asked(cured).holds is True
    assert needs(cured) == {"north": (0.0, 0.0), "south": (0.0, 0.0)}


def test_milestones() -> None:
    """The ninth known answer: the builder gains 10 after pay-1, the client 20 after build-2."""
    text = f"""{ENDS}parties: {{builder: {{}}, client: {{}}}}
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
    found = asked(text)
    assert {p.next for p in found.stopping} == {"build-2", "pay-2"}
    assert needs(text) == {"builder": (10.0, 10.0), "client": (20.0, 20.0)}
    assert found.guarantees["builder"].schedule == ((None, 10.0), ("build-2", 0.0))
    assert found.guarantees["client"].schedule == ((None, 20.0), ("pay-2", 0.0))


def test_what_must_be_held_falls_as_the_acts_are_done() -> None:
    text = f"""{ENDS}{TWO}
obligations:
  a: {{by: north, to: south, due: D+1}}
  b: {{by: north, to: south, due: D+2}}
  c: {{by: south, to: north, due: D+3}}
  d: {{by: north, to: south, due: D+4}}
values:
  north: {{unit: points, worth: {{a: -4, b: -3, c: 1, d: -2}}, if it walks: {{gets: 0}}}}
"""
    # To come for north: -8 before a, -4 before b, -2 before d.
    need = asked(text).guarantees["north"]
    assert need.least == Interval(8.0, 8.0)
    assert need.schedule == ((None, 8.0), ("a", 4.0), ("b", 2.0), ("d", 0.0))


def test_the_need_over_ranges_runs_from_the_best_to_the_worst() -> None:
    text = TRADE.replace("b: -1}", "b: -4..-1}")
    assert needs(text) == {"north": (0.0, 0.0), "south": (1.0, 4.0)}
    assert asked(text).guarantees["south"].schedule[0] == (None, 4.0)


def test_the_need_of_an_unknown_value_has_no_bound() -> None:
    need = asked(TRADE.replace("b: -1}", "b: unknown}")).guarantees["south"]
    assert need.least == Interval(0.0, None)
    assert need.schedule == ((None, None), ("b", 0.0))
    assert need.nominal == {"bank": None, "fund": None}


def test_a_known_need_after_an_unknown_one_is_still_told() -> None:
    text = f"""{ENDS}{TWO}
obligations:
  a: {{by: north, to: south, due: D+1}}
  b: {{by: north, to: south, due: D+2}}
values:
  north: {{unit: points, worth: {{a: unknown, b: -2}}, if it walks: {{gets: 0}}}}
"""
    need = asked(text).guarantees["north"]
    assert need.least == Interval(2.0, None)
    assert need.schedule == ((None, None), ("a", 2.0), ("b", 0.0))


def test_it_comes_on_top_of_the_guarantees_that_count() -> None:
    bond = "guarantees:\n  bond: {by: bank, secures: [south], covers: [b], form: bond}\n"
    text = TRADE.replace("values:", bond + "values:").replace(
        "b: -1}", "b: -4}, guarantees: {bond: {loses: 3, believed: 1}}"
    )
    assert needs(text)["south"] == (1.0, 1.0)


def test_where_the_text_leaves_a_breach_open_the_larger_need_counts() -> None:
    text = TRADE.replace("if breached: ends the deal\n", "")
    # Releasing, north keeps a and is paid all the same: it needs 1; ending the deal, it needs nothing.
    assert needs(text) == {"north": (1.0, 1.0), "south": (1.0, 1.0)}


@pytest.mark.parametrize("times", [1, 3])
def test_with_money_in_between_the_dearest_work_goes_first(times: int) -> None:
    """The second known answer (theorem T-M): works that cost 10, 4 and 1 and are worth 12, 7 and 3.

    Dearest first with payments in between, guarantees of 5 in all are enough; cheapest first, 10 are needed.
    """

    def text(plan: list[tuple[str, str, int, int]]) -> str:
        lines = [ENDS + "parties: {builder: {}, client: {}}", "obligations:"]
        for day, (label, by, _, _) in enumerate(plan):
            to = "client" if by == "builder" else "builder"
            lines.append(f"  {label}: {{by: {by}, to: {to}, due: D+{day}}}")
        lines.append("values:")
        for party, place in (("builder", 2), ("client", 3)):
            worth = ", ".join(f"{act[0]}: {int(str(act[place])) * times}" for act in plan)
            lines.append(f"  {party}: {{unit: points, worth: {{{worth}}}, if it walks: {{gets: 0}}}}")
        return "\n".join(lines) + "\n"

    dear = [
        ("work-10", "builder", -10, 12),
        ("pay-1", "client", 7, -7),
        ("work-4", "builder", -4, 7),
        ("pay-2", "client", 3, -3),
        ("work-1", "builder", -1, 3),
    ]
    cheap = [
        ("work-1", "builder", -1, 3),
        ("pay-1", "client", 3, -3),
        ("work-4", "builder", -4, 7),
        ("pay-2", "client", 4, -4),
        ("work-10", "builder", -10, 12),
    ]
    assert needs(text(dear)) == {"builder": (5.0 * times, 5.0 * times), "client": (0.0, 0.0)}
    assert needs(text(cheap)) == {"builder": (10.0 * times, 10.0 * times), "client": (0.0, 0.0)}


def test_a_party_without_acts_needs_nothing() -> None:
    text = f"{ENDS}{TWO}obligations:\n  a: {{by: north, to: south}}\nvalues:\n  south: {{worth: {{a: 1}}}}\n"
    found = hold(read(text))
    assert found.guarantees == {"south": Need(Interval(0.0, 0.0), {}, ((None, 0.0),), None)}
    assert found.holds is True
