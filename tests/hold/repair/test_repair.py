"""Repairs whose answers are known by hand: each patch is applied to the text and `hold` is asked again."""

from __future__ import annotations

import pytest

from detente.check import check
from detente.deal.loader import load_text
from detente.errors import CannotCount
from detente.hold.repair import Repair, repairs
from detente.hold.repair.proposal import cut_short
from detente.hold.run import hold
from tests.hold.patching import patched

ESCROW = "guarantees: {escrow: {by: bank, secures: [owner], covers: [pay-4], form: escrow, pays: 1.5 million euro}}"


def cold_store(
    pays: tuple[float, float, float, float] = (4, 1.5, 3, 1.5),
    *,
    escrow: bool = False,
    divisible: str = "yes",
) -> str:
    """The cold store with point values: four works, each followed by its payment (shared/cases, sections 2 to 7)."""
    costs, adds = (1.0, 2.8, 3.0, 1.2), (0.3, 2.2, 4.5, 6.0)
    lines, owner, contractor, last = [], [], [], ""
    for stage, (pay, cost, add) in enumerate(zip(pays, costs, adds, strict=True), start=1):
        before = f", after: [{last}]" if last else ""
        lines += [
            f"  build-{stage}: {{by: contractor, to: owner, does: build{before}}}",
            f"  pay-{stage}:",
            "    by: owner",
            "    to: contractor",
            "    does: pay",
            f"    after: [build-{stage}]   # on the certificate",
            f"    amount: {pay} million euro",
            *([f"    divisible: {divisible}"] if divisible else []),
        ]
        owner.append(f"build-{stage}: {add}, pay-{stage}: -{pay}")
        contractor.append(f"build-{stage}: -{cost}, pay-{stage}: {pay}")
        last = f"pay-{stage}"
    held = "    guarantees: {escrow: {loses: 1.5, believed: 1}}\n" if escrow else ""
    return (
        "detente: 1\nkind: milestone\nday zero: 2031-03-03\nif breached: ends the deal\n"
        "parties: {owner: {name: Northquay}, contractor: {name: Brightwater}}\nothers: {bank: Harbour Mutual}\n"
        "obligations:\n" + "\n".join(lines) + "\n" + (f"{ESCROW}\n" if escrow else "") + "values:\n"
        f'  owner:\n    unit: "money: million euro"\n    worth: {{{", ".join(owner)}}}\n'
        f"    if it walks: {{gets: 0}}\n{held}"
        f'  contractor:\n    unit: "money: million euro"\n    worth: {{{", ".join(contractor)}}}\n'
        "    if it walks: {gets: 0}\n"
    )


def of(text: str, kind: str, **wish: object) -> list[Repair]:
    """The repairs of one kind; each is applied, and must say what `hold` then says."""
    found = hold(load_text(text))
    made = [one for one in repairs(found, **wish) if one.kind == kind]  # type: ignore[arg-type]
    for one in made:
        again = hold(load_text(after(text, one)))
        assert again.holds is one.after
        assert {party: need.least.high for party, need in again.guarantees.items()} == one.needs_after
        assert one.before is found.holds
    return made


def after(text: str, repair: Repair) -> str:
    """The text with the patch applied; it reads without problems, and nothing is amiss that was not before."""
    changed = patched(repair.patch, {"deal.yaml": text})["deal.yaml"]
    assert not load_text(changed).problems
    assert errors(changed) <= errors(text)
    return changed


def errors(text: str) -> set[str]:
    """The rules that find an error."""
    return {finding.name for finding in check(load_text(text)).findings if finding.severity == "error"}


def only(made: list[Repair]) -> Repair:
    assert len(made) == 1
    return made[0]


# --- guarantees (theorem T3, cases 1 and 11) ---


@pytest.mark.parametrize(
    ("believed", "sizes"), [(1.0, ("1", "1.5")), (0.8, ("1.25", "1.875")), (0.5, ("2", "3"))]
)
def test_the_bonds_of_the_cold_store(believed: float, sizes: tuple[str, str]) -> None:
    made = only(of(cold_store(), "guarantee", believed=believed))
    assert (made.before, made.after) == (False, True)
    assert made.needs_before == {"owner": 1.5, "contractor": 1.0}
    assert made.needs_after == {"owner": 0.0, "contractor": 0.0}
    deal = load_text(after(cold_store(), made))
    bonds = [deal.guarantees[f"bond-of-{party}"] for party in ("contractor", "owner")]
    assert [str(bond.pays) for bond in bonds] == [f"{size} million euro" for size in sizes]
    assert [[str(ref) for ref in bond.covers or ()] for bond in bonds] == [["build-2"], ["pay-4"]]
    assert made.private == ("deal.yaml",)
    assert "Private" in made.title


def test_a_bond_is_no_larger_than_it_has_to_be() -> None:
    text = after(cold_store(), only(of(cold_store(), "guarantee")))
    for size, less in (("loses: 1,", "loses: 0.999,"), ("loses: 1.5,", "loses: 1.499,")):
        assert size in text
        assert hold(load_text(text.replace(size, less))).holds is False


def test_the_cure_at_one_point_opens_another_and_the_bond_lasts_until_then() -> None:
    text = cold_store((4, 2, 2.5, 1.5))
    deal = load_text(after(text, only(of(text, "guarantee"))))
    bond = deal.guarantees["bond-of-contractor"]
    assert [str(ref) for ref in bond.covers or ()] == ["build-2", "build-3"]
    assert bond.note == "proposed; to be held at least: 1 from the start; 0.2 after build-2; 0 after build-3"


def test_a_guarantor_that_is_believed_in_part_gives_the_bond() -> None:
    text = cold_store().replace("others: {bank: Harbour Mutual}", "guarantors: {bank: Harbour Mutual}")
    text = text.replace(
        "values:\n", "guarantees: {other: {by: bank, secures: [owner], covers: [pay-1]}}\nvalues:\n"
    )
    text = text.replace(
        "    if it walks: {gets: 0}\n  contractor",
        "    if it walks: {gets: 0}\n    guarantees: {other: {loses: 1, believed: 0.6}}\n  contractor",
    )
    deal = load_text(after(text, only(of(text, "guarantee"))))
    assert str(deal.guarantees["bond-of-owner"].pays) == "2.5 million euro"  # 1.5 / 0.6
    assert deal.guarantees["bond-of-owner"].by == ("bank",)


TWO = """detente: 1
kind: exchange
day zero: 2031-01-01
if breached: ends the deal
parties: {a: Aland, b: Bland}
obligations:
  x: {by: a, to: b, does: deliver}
  y: {by: b, to: a, does: deliver, after: [x]}
values:
  a: {unit: points, worth: {x: -1, y: 3}, if it walks: {gets: 0}}
  b: {unit: points, worth: {x: 3, y: -1}, if it walks: {gets: 0}}
"""


@pytest.mark.parametrize(("first", "second"), [("x", "y"), ("y", "x")])
def test_the_last_to_act_needs_a_guarantee(first: str, second: str) -> None:
    text = TWO.replace(", after: [x]", "").replace(f"  {second}: {{", f"  {second}: {{after: [{first}], ")
    made = only(of(text, "guarantee", believed=0.5))
    assert made.needs_before == {"a": float(second == "x"), "b": float(second == "y")}
    assert f"bond of 2 (points), believed 0.5, which it loses if it leaves out `{second}`" in made.title
    assert not of(text, "order")  # the text fixes the order


# --- payments (section 7) ---


def amounts(text: str) -> tuple[float, ...]:
    owed = load_text(text).obligations
    return tuple(owed[f"pay-{stage}"].amount.low for stage in range(1, 5))  # type: ignore[union-attr]


@pytest.mark.parametrize(("margin", "expected"), [(0, (3.0, 2.5, 3.0, 1.5)), (0.2, (2.8, 2.7, 3.0, 1.5))])
def test_the_payments_of_the_cold_store_split_anew(margin: float, expected: tuple[float, ...]) -> None:
    made = only(of(cold_store(escrow=True), "payments", margin=margin))
    assert amounts(after(cold_store(escrow=True), made)) == expected
    assert (made.before, made.after) == (False, True)
    assert "Exact" in made.method


def test_without_the_escrow_the_least_that_any_payments_leave_is_left() -> None:
    made = only(of(cold_store(), "payments"))
    # At the last work and its payment one side or the other has 1.2 to lose (theorem T-M).
    assert sum(need or 0 for need in made.needs_after.values()) == pytest.approx(1.2)
    assert made.after is False
    assert "leave less than 1.2 in all" in made.method


def test_payments_that_may_not_be_divided_stay() -> None:
    assert not of(cold_store(escrow=True, divisible="no"), "payments")
    assert not of(cold_store(escrow=True, divisible="not stated"), "payments")
    made = only(of(cold_store(escrow=True, divisible=""), "payments"))
    assert "whether `pay-1`, `pay-2`, `pay-3` and `pay-4` may be divided is not filled in" in made.title


def test_everything_but_the_changed_lines_stays() -> None:
    text = cold_store(escrow=True)
    made = only(of(text, "payments"))
    lines = [line for line in made.patch.split("\n") if line[:1] in "+-" and line[:3] not in ("---", "+++")]
    assert [line.strip() for line in lines[:4]] == [
        "-    amount: 4 million euro",
        "+    amount: 3 million euro",
        "-    amount: 1.5 million euro",
        "+    amount: 2.5 million euro",
    ]
    assert after(text, made).count("# on the certificate") == 4


# --- order (cases 1 and 9) ---

MILESTONES = """detente: 1
kind: milestone
day zero: 2031-01-01
if breached: ends the deal
parties: {client: Client, builder: Builder}
obligations:
  deposit: {by: client, to: builder, does: pay, amount: 20 euro, due: D+1}
  build-1: {by: builder, to: client, does: build, due: D+2}
  pay-1: {by: client, to: builder, does: pay, amount: 30 euro, due: D+3}
  build-2: {by: builder, to: client, does: build, due: D+4}   # the second part
  pay-2: {by: client, to: builder, does: pay, amount: 20 euro, due: D+5}
values:
  client:
    unit: "money: euro"
    worth: {deposit: -20, build-1: 25, pay-1: -30, build-2: 60, pay-2: -20}
    if it walks: {gets: 0}
  builder:
    unit: "money: euro"
    worth: {deposit: 20, build-1: -15, pay-1: 30, build-2: -30, pay-2: 20}
    if it walks: {gets: 0}
"""


def test_another_order_of_milestones_needs_twenty() -> None:
    made = only(of(MILESTONES, "order"))
    assert made.needs_before == {"client": 20.0, "builder": 10.0}
    assert sum(need or 0 for need in made.needs_after.values()) == 20
    assert "proved best" in made.method
    assert "change places" in made.title
    together = only(of(MILESTONES, "joint"))
    assert together.after is True
    assert "order" in together.method


def test_a_title_names_a_few_of_many() -> None:
    assert cut_short([f"a{n}" for n in range(60)]) == "a0, a1, a2, a3, a4, a5 and 54 more"
    assert cut_short([f"a{n}" for n in range(7)]) == "a0, a1, a2, a3, a4, a5, a6"


def test_another_order_respects_not_before() -> None:
    text = MILESTONES.replace("does: build, due: D+4", "does: build, not before: [build-1], due: D+4")
    for made in of(text, "order"):
        order = made.title.partition("In full: ")[2].split(", ")
        assert order.index("build-1") < order.index("build-2")
        assert sum(need or 0 for need in made.needs_after.values()) > 20


def test_an_order_that_is_not_given_is_given() -> None:
    # Either may come first, so that both gain by stopping; once one waits for the other, only the last one does.
    text = TWO.replace(", after: [x]", "")
    assert hold(load_text(text)).guarantees["a"].least.high == 1
    assert hold(load_text(text)).guarantees["b"].least.high == 1
    for made in of(text, "order"):
        assert sum(need or 0 for need in made.needs_after.values()) == 1


# --- conditions (theorem T2) ---

T2 = (
    TWO.replace("ends the deal", "releases what depends on it")
    .replace(", after: [x]", "")
    .replace(
        "if it walks: {gets: 0}}\n", "if it walks: {gets: 0}, guarantees: {g: {loses: 1, believed: 1}}}\n"
    )
    .replace("values:\n", "guarantees: {g: {secures: [b], covers: [y], form: bond, pays: 1 euro}}\nvalues:\n")
    .replace(
        "y: 3}, if it walks: {gets: 0}, guarantees: {g: {loses: 1, believed: 1}}}",
        "y: 3}, if it walks: {gets: 0}}",
    )
)


def test_what_is_not_conditional_is_cured_by_one_condition() -> None:
    made = only(of(T2, "condition"))
    assert made.needs_before == {"a": 1.0, "b": 0.0}
    assert made.after is True
    assert made.title == "If `y` waited for `x`, Aland would lose `y` by leaving out `x`"
    changed = load_text(after(T2, made))
    assert [str(ref) for ref in changed.obligations["y"].after or ()] == ["x"]


def test_two_conditions_where_one_is_not_enough() -> None:
    text = """detente: 1
kind: exchange
day zero: 2031-01-01
if breached: releases what depends on it
parties: {a: Aland, b: Bland}
obligations:
  x-1: {by: a, to: b, does: deliver, due: D+1}
  y-1: {by: b, to: a, does: deliver, due: D+2}
  x-2: {by: a, to: b, does: deliver, due: D+3}
  y-2: {by: b, to: a, does: deliver, due: D+4}
  end: {by: a, to: b, does: deliver, due: D+5, after: [y-2]}
values:
  a: {unit: points, worth: {x-1: -2, y-1: 3, x-2: -2, y-2: 3, end: 0}, if it walks: {gets: 0}}
  b: {unit: points, worth: {x-1: 3, y-1: -1, x-2: 3, y-2: -1, end: 9}, if it walks: {gets: 0}}
"""
    made = of(text, "condition")
    left = [sum(need or 0 for need in one.needs_after.values()) for one in made]
    assert " and " in made[-1].title.partition(",")[0]
    assert left[-1] < min(left[:-1])


# --- signs alone ---

SIGNS = """detente: 1
kind: ceasefire
day zero: 2031-01-01
if breached: releases what depends on it
parties: {a: Aland, b: Bland}
obligations:
  leave: {by: a, to: b, does: leave the road, due: D+1}
  free: {by: b, to: a, does: let people go, due: D+2}
  calm: {by: a, to: b, does: keep calm, from: D+0, until: for good}
"""


def test_by_signs_a_condition_turns_every_into_depends() -> None:
    titles = {one.title: one for one in of(SIGNS, "condition")}
    made = titles["If `free` waited for `leave`, Aland would lose `free` by leaving out `leave`"]
    assert made.every_after == made.every_before - 1
    assert made.needs_before == made.needs_after == {}
    assert made.private == ()
    assert [str(ref) for ref in load_text(after(SIGNS, made)).obligations["free"].after or ()] == ["leave"]


def test_by_signs_a_guarantee_covers_what_nothing_holds() -> None:
    made = only(of(SIGNS, "guarantee"))
    assert (made.before, made.after) == (False, None)
    assert made.every_after == 0
    bond = load_text(after(SIGNS, made)).guarantees["bond-of-a"]
    assert [str(ref) for ref in bond.covers or ()] == ["leave", "calm"] or [
        str(ref) for ref in bond.covers or ()
    ] == ["calm", "leave"]


def test_by_signs_nothing_else_is_offered() -> None:
    kinds = {one.kind for one in repairs(hold(load_text(SIGNS)))}
    assert kinds == {"condition", "guarantee"}


# --- parts (theorem T-C, case 5) ---

EXCHANGE = """detente: 1
kind: exchange
day zero: 2031-01-01
if breached: BREACH
parties: {a: Aland, b: Bland}
obligations:
  goods: {by: a, to: b, does: deliver, amount: 30 tons}
  money:
    by: b
    to: a
    does: pay
    after: [goods]
    amount: 10 euro   # in all
    divisible: yes
guarantees:
  g: {by: not stated, secures: [b], covers: [money], form: bond, written: yes, signed: yes, pays: 0.1 euro}
values:
  a: {unit: points, worth: {goods: -1, money: 1.5}, if it walks: {gets: 0}}
  b: {unit: points, worth: {goods: 3, money: -1}, if it walks: {gets: 0}, guarantees: {g: {loses: 0.1, believed: 1}}}
"""


@pytest.mark.parametrize("breach", ["releases what depends on it", "ends the deal"])
def test_ten_equal_parts_or_three_that_shrink(breach: str) -> None:
    text = EXCHANGE.replace("BREACH", breach)
    equal, shrinking = of(text, "parts")
    for made, count in ((equal, 10), (shrinking, 3)):
        assert made.after is True
        deal = load_text(after(text, made))
        assert len(tuple(deal.obligations["goods"].parts or ())) == count
        assert len(tuple(deal.obligations["money"].parts or ())) == count
        assert deal.obligations["money"].against == "goods"
        assert deal.obligations["money"].turn == "after each part"
    assert "shrinking" in shrinking.method
    assert (
        sum(part.amount.low for part in load_text(after(text, shrinking)).obligations["goods"].parts or ())
        == 30
    )


def test_two_shrinking_parts_would_not_do() -> None:
    # With 3 parts of 10 in return, 21 and 9: before its first payment b has 7 to keep and 9 tons (0.9) to come.
    text = after(
        EXCHANGE.replace("BREACH", "ends the deal"),
        of(EXCHANGE.replace("BREACH", "ends the deal"), "parts")[1],
    )
    two = text.replace("[21 tons, 7 tons, 2 tons]", "[21 tons, 9 tons]").replace(
        "[7 euro, 2 euro, 1 euro]", "[7 euro, 3 euro]"
    )
    assert two != text
    assert hold(load_text(two)).holds is False


def test_the_last_stage_in_halves_needs_half_the_security() -> None:
    text = cold_store((3, 2.5, 3, 1.5)).replace(
        "build-4: {by: contractor, to: owner, does: build,",
        "build-4: {by: contractor, to: owner, does: build, divisible: yes,",
    )
    assert hold(load_text(text)).guarantees["owner"].least.high == 1.5
    made = next(one for one in of(text, "parts") if "`pay-4`" in one.title)
    assert made.needs_after == {"owner": 0.75, "contractor": 0.0}
    assert made.after is False
    deal = load_text(after(text, made))
    assert [str(part) for part in deal.obligations["build-4"].parts or ()] == ["50 %", "50 %"]


# --- joint ---


def test_payments_and_a_guarantee_together() -> None:
    made = only(of(cold_store(), "joint"))
    assert made.after is True
    assert made.needs_after == {"owner": 0.0, "contractor": 0.0}
    assert "least-total" in made.objective
    assert "changes of the text tried" in made.method


# --- what is asked ---


def test_nothing_where_the_deal_holds() -> None:
    text = after(cold_store(), only(of(cold_store(), "guarantee")))
    assert repairs(hold(load_text(text))) == ()


@pytest.mark.parametrize(
    "wish",
    [
        {"objective": "fairest"},
        {"margin": -1},
        {"margin": float("nan")},
        {"believed": 0},
        {"believed": 1.5},
        {"weights": {"owner": -1}},
        {"weights": {"owner": float("inf")}},
        {"time_limit": -1},
        {"time_limit": float("nan")},
    ],
)
def test_what_cannot_be_computed_with_is_refused(wish: dict[str, object]) -> None:
    with pytest.raises(CannotCount):
        repairs(hold(load_text(cold_store())), **wish)  # type: ignore[arg-type]


def test_without_time_what_needs_no_search_is_still_offered() -> None:
    made = repairs(hold(load_text(cold_store())), time_limit=0)
    assert [one.kind for one in made if one.kind == "guarantee"] == ["guarantee"]
    assert next(one for one in made if one.kind == "guarantee").after is True


def test_units_that_differ_are_not_added() -> None:
    text = TWO.replace("b: {unit: points", 'b: {unit: "money: euro"')
    made = only(of(text, "guarantee"))
    assert "share of all that is at stake" in made.objective


def test_the_record_prints() -> None:
    found = only(of(cold_store(), "guarantee")).as_dict()
    assert found["kind"] == "guarantee"
    assert found["needs_before"] == {"owner": 1.5, "contractor": 1.0}


# --- objectives ---


def test_the_largest_need_may_be_made_least_in_place_of_the_sum() -> None:
    # The last work costs 30 and one of both has to trust the other for it: 30 in all, or 15 each.
    made = only(of(MILESTONES, "payments", objective="least-maximum"))
    assert made.needs_after == {"client": 15.0, "builder": 15.0}
    assert made.objective == "least-maximum"
    assert not of(MILESTONES, "payments", objective="least-total")


def test_weights_say_whose_need_counts_more() -> None:
    made = only(of(MILESTONES, "order", weights={"client": 10}))
    # The client pays nothing after the last work: then it needs nothing.
    assert made.needs_after["client"] == 0
    assert made.objective == "least-total, weighted"
    assert only(of(MILESTONES, "order")).needs_after["client"] == 5
    # The builder needs nothing if the second work comes first: what is still owed to it then is 50 for 45 of work.
    assert only(of(MILESTONES, "order", weights={"builder": 10})).needs_after["builder"] == 0
