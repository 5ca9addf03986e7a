"""The cold store (examples/milestone/cold-store-build): every number that was worked out by hand.

Values are the likely ones unless a test says otherwise; million euro, no discounting.
"""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from detente.deal.loader import load
from detente.hold.results import Hold, Interval
from detente.hold.run import hold
from tests.hold.asking import at, gain, sums_agree

FOLDER = Path(__file__).parents[2] / "examples" / "milestone" / "cold-store-build"
LIKELY = {
    "contractor": {"build-2: -3.4..-2.4 likely -2.8": "build-2: -2.8"},
    "owner": {
        "build-3: 4.0..5.5 likely 4.5": "build-3: 4.5",
        "build-4: 4.0..7.5 likely 6.0": "build-4: 6.0",
    },
}
BOND = """
guarantees:
  bond: {by: bank, secures: [contractor], covers: [build-2], form: bond, clause: "1.1"}
  escrow: {by: escrow-agent, secures: [owner], covers: [pay-4], form: escrow, clause: "3.4"}
"""


class Store:
    """The example with its text and values edited; every edit must be found where it is made."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.deal = (FOLDER / "deal.yaml").read_text()
        self.values = {
            party: (FOLDER / "values" / f"{party}.yaml").read_text() for party in ("contractor", "owner")
        }

    def text(self, old: str, new: str) -> Store:
        assert self.deal.count(old) == 1, old
        self.deal = self.deal.replace(old, new)
        return self

    def value(self, party: str, old: str, new: str) -> Store:
        assert self.values[party].count(old) == 1, old
        self.values[party] = self.values[party].replace(old, new)
        return self

    def likely(self) -> Store:
        for party, edits in LIKELY.items():
            for old, new in edits.items():
                self.value(party, old, new)
        return self

    def prices(self, *numbers: float) -> Store:
        """Other payments for the four stages."""
        written = {1: ("4.0", "pay-1"), 2: ("1.5", "pay-2"), 3: ("3.0", "pay-3"), 4: ("1.5", "release-4")}
        for stage, number in enumerate(numbers, start=1):
            was, received = written[stage]
            self.value("contractor", f"{received}: {was}\n", f"{received}: {number}\n")
            self.value("owner", f"pay-{stage}: -{was}\n", f"pay-{stage}: -{number}\n")
        return self

    def bonds(self, loses: str, believed: float, escrow: float | None = 1.5) -> Store:
        self.text("guarantees: not stated", BOND + "# not stated before:")
        self.value(
            "contractor",
            "if it walks:",
            f"guarantees: {{bond: {{loses: {loses}, believed: {believed}}}}}\nif it walks:",
        )
        if escrow is not None:
            self.value(
                "owner",
                "if it walks:",
                f"guarantees: {{escrow: {{loses: {escrow}, believed: 1}}}}\nif it walks:",
            )
        else:
            self.value("owner", "if it walks:", "guarantees: {escrow: {loses: 0, believed: 0}}\nif it walks:")
        return self

    def hold(self, credible: bool = False) -> Hold:
        copytree(FOLDER, self.folder, dirs_exist_ok=True)
        (self.folder / "deal.yaml").write_text(self.deal)
        for party, values in self.values.items():
            (self.folder / "values" / f"{party}.yaml").write_text(values)
        deal = load(self.folder / "deal.yaml")
        assert deal.problems == (), [problem.message for problem in deal.problems]
        found = hold(deal, credible=credible)
        sums_agree(found)
        return found


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def margins(found: Hold) -> dict[str, float | None]:
    """What each mover still has by going on, less what it has if it stops: the differences of the case."""
    told = {}
    for point in found.points:
        if point.mover and point.next and point.next.startswith(("build", "pay")):
            assert point.gain is not None
            assert point.gain.low == point.gain.high
            told[point.next] = None if point.gain.high is None else -point.gain.high
    return told


AS_WRITTEN = {
    "build-1": 2.0,
    "pay-1": 2.7,
    "build-2": -1.0,
    "pay-2": 4.5,
    "build-3": 0.3,
    "pay-3": 1.5,
    "build-4": 0.3,
    "pay-4": -1.5,
}


def test_the_example_itself_gives_the_ranges_of_the_case() -> None:
    found = hold(FOLDER)
    sums_agree(found)
    assert {point.next for point in found.stopping if point.gain} == {"build-2", "pay-3", "pay-4"}
    assert gain(found, "build-2", "contractor") == (0.6, 1.6)
    assert gain(found, "pay-3", "owner") == (-3.0, 0.5)
    assert gain(found, "pay-4", "owner") == (1.5, 1.5)
    assert [at(found, act, party).holds for act, party in (
        ("build-2", "contractor"), ("pay-3", "owner"), ("pay-4", "owner"), ("build-3", "contractor"),
    )] == [False, None, False, True]  # fmt: skip
    assert found.holds is False
    assert found.guarantees["contractor"].least == Interval(0.6, 1.6)
    assert found.guarantees["owner"].least == Interval(1.5, 1.5)


def test_the_plan_as_written(store: Store) -> None:
    """Section 4: what remains at each node; two points at which a party gains by stopping."""
    found = store.likely().hold()
    assert margins(found) == AS_WRITTEN
    assert {point.next for point in found.stopping} == {"build-2", "pay-4"}
    assert (found.guarantees["contractor"].least.high, found.guarantees["owner"].least.high) == (1.0, 1.5)


def test_foreseen_from_the_end_nothing_is_done(store: Store) -> None:
    """Section 5: backward induction without a guarantee."""
    (subgames,) = store.likely().hold(credible=True).by_subgames
    assert subgames.holds is False
    assert not [act for act in subgames.plays if act.startswith(("build", "pay"))]


def test_with_a_bond_of_one_and_an_escrow_of_one_and_a_half_it_holds(store: Store) -> None:
    """Section 6: the smallest guarantees; everything is then done."""
    found = store.likely().bonds("1.0", 1.0).hold(credible=True)
    assert found.holds is True
    assert margins(found) == AS_WRITTEN | {"build-2": 0.0, "pay-4": 0.0}
    assert found.by_subgames[0].holds is True
    assert found.by_subgames[0].left_out == ()


@pytest.mark.parametrize(("bond", "escrow", "stops"), [
    ("0.9", 1.5, {"build-2"}),
    ("1.0", 1.4, {"pay-4"}),
    ("1.0", None, {"pay-4"}),
])  # fmt: skip
def test_less_is_not_enough(store: Store, bond: str, escrow: float | None, stops: set[str]) -> None:
    found = store.likely().bonds(bond, 1.0, escrow).hold()
    assert {point.next for point in found.stopping} == stops


@pytest.mark.parametrize(("believed", "size"), [(0.8, "1.25"), (0.5, "2.00")])
def test_a_bond_that_is_believed_in_part_must_be_larger(store: Store, believed: float, size: str) -> None:
    found = store.likely().bonds(size, believed).hold()
    assert found.holds is True
    assert margins(found)["build-2"] == 0.0


def test_its_size_in_name_follows_from_the_belief(store: Store) -> None:
    found = store.text("others:\n", "guarantors: {bank: {name: Harbour Mutual}}\nothers:\n").likely()
    told = (
        found.text("  bank:\n    name: Harbour Mutual\n", "  nobody:\n    name: Nobody\n")
        .bonds("0", 0.8)
        .hold()
    )
    assert told.guarantees["contractor"].nominal == {"bank": 1.25}


def test_a_promise_of_the_owner_that_is_believed_at_0_6_would_have_to_be_2_5(store: Store) -> None:
    found = store.likely().bonds("1.0", 1.0)
    found.value("owner", "loses: 1.5, believed: 1", "loses: 2.5, believed: 0.6")
    assert found.hold().holds is True
    assert margins(found.hold())["pay-4"] == 0.0
    found.value("owner", "loses: 2.5", "loses: 2.4")
    assert found.hold().holds is False


def test_the_escrow_as_an_act_of_its_own(store: Store) -> None:
    """Section 6: funded by the owner after pay-3 and before build-4, released on the certificate."""
    pay = store.deal[store.deal.index("  pay-4:\n") : store.deal.index("  release-4:\n")]
    fund = pay.replace("due: 14 days after certificate-4", "due: 2032-05-01").replace(
        "after: [certificate-4]", "after: [pay-3]"
    )
    store.text(pay, "").text("  build-4:\n", fund + "  build-4:\n")
    store.text(
        "due: 3 days after pay-4\n    after: [pay-4, certificate-4]",
        "due: 3 days after certificate-4\n    after: [certificate-4]",
    )
    store.text("due: 2032-07-03\n    after: [pay-3]", "due: 2032-07-03\n    after: [pay-4]")
    found = store.likely().hold()
    assert margins(found) == {
        "build-1": 2.0,
        "pay-1": 2.7,
        "build-2": -1.0,
        "pay-2": 4.5,
        "build-3": 0.3,
        "pay-3": 1.5,
        "pay-4": 4.5,
        "build-4": 0.3,
    }
    assert {point.next for point in found.stopping} == {"build-2"}


@pytest.mark.parametrize(
    ("prices", "other"),
    [
        ((3.0, 2.5, 3.0, 1.5), {"build-2": 0.0, "pay-2": 3.5}),
        ((2.8, 2.7, 3.0, 1.5), {"build-2": 0.2, "pay-2": 3.3}),
        ((4.0, 2.0, 2.5, 1.5), {"build-3": -0.2, "pay-3": 2.0}),
    ],
)
def test_other_payments_instead_of_the_bond(
    store: Store, prices: tuple[float, ...], other: dict[str, float]
) -> None:
    """Section 7, and the cure of pay-3 in section 8, which opens build-3."""
    found = store.likely().prices(*prices).hold()
    assert margins(found) == AS_WRITTEN | other


def test_the_cure_of_the_third_payment_holds_for_every_value_and_opens_the_third_stage(store: Store) -> None:
    found = store.prices(4.0, 2.0, 2.5, 1.5).hold()
    assert gain(found, "pay-3", "owner") == (-3.5, 0.0)
    assert at(found, "pay-3", "owner").holds is True
    assert gain(found, "build-3", "contractor") == (0.2, 0.2)
    # A bond must cover build-3 as well, to the amount of 0.2 after build-2.
    need = found.guarantees["contractor"]
    assert need.schedule == ((None, 1.6), ("build-2", 0.2), ("build-3", 0.0))


def test_the_last_stage_in_two_halves_halves_what_the_owner_must_secure(store: Store) -> None:
    """Section 7: 0.6 of works and 0.75 paid each, worth 9.5 to the owner after the first half."""
    halves = """  build-4-first:
    stage: four
    by: contractor
    to: owner
    does: the first half
    due: 2032-05-03
    after: [pay-3]
    if missed: {cure: 14 days, then: ends the deal}
  pay-4-first:
    stage: four
    by: owner
    to: contractor
    does: pay for the first half
    due: 2032-05-17
    after: [build-4-first]
    if missed: {cure: 14 days, then: ends the deal}
"""
    store.text("  build-4:\n", halves + "  build-4:\n").likely()
    store.text("due: 2032-07-03\n    after: [pay-3]", "due: 2032-07-03\n    after: [pay-4-first]")
    store.value("contractor", "build-4: -1.2", "build-4: -0.6\n  build-4-first: -0.6\n  pay-4-first: 0.75")
    store.value("contractor", "release-4: 1.5", "release-4: 0.75")
    store.value("owner", "build-4: 6.0", "build-4: 3.5\n  build-4-first: 2.5\n  pay-4-first: -0.75")
    store.value("owner", "pay-4: -1.5", "pay-4: -0.75")
    found = store.hold()
    told = margins(found)
    assert (told["pay-4"], told["pay-4-first"]) == (-0.75, 2.0)
    assert (told["pay-3"], told["build-2"]) == (1.5, -1.0)
    assert found.guarantees["owner"].least == Interval(0.75, 0.75)


@pytest.mark.parametrize(("bond", "believed"), [("1.6", 1.0), ("2.0", 0.8)])
def test_a_bond_for_every_cost_in_the_range(store: Store, bond: str, believed: float) -> None:
    """Section 8: with 0.5 more of the owner at pay-3, and the escrow, it holds for every value."""
    store.bonds(bond, believed)
    store.text(
        "  escrow: {by", "  deposit: {by: bank, secures: [owner], covers: [pay-3], form: bond}\n  escrow: {by"
    )
    store.value("owner", "{escrow: {", "{deposit: {loses: 0.5, believed: 1}, escrow: {")
    found = store.hold()
    assert found.holds is True
    assert gain(found, "build-2", "contractor") == (-1.0, 0.0)
    assert gain(found, "pay-3", "owner") == (-3.5, 0.0)


def test_a_smaller_bond_leaves_it_open_over_the_range(store: Store) -> None:
    found = store.bonds("1.5", 1.0).hold()
    assert gain(found, "build-2", "contractor") == (-0.9, 0.1)
    assert at(found, "build-2", "contractor").holds is None


def test_what_each_side_has_put_in_after_each_move(store: Store) -> None:
    """Section 9, row by row: what is paid out less what is received, at the likely values."""
    found = store.likely().hold()
    after = {
        "B1": "certificate-1",
        "N1": "pay-1",
        "B2": "certificate-2",
        "N2": "pay-2",
        "B3": "certificate-3",
        "N3": "pay-3",
        "B4": "certificate-4",
        "N4": "release-4",
    }
    told = {}
    for row, act in after.items():
        here = [point for point in found.points if point.after and point.after[-1] == act]
        put_in = {party: lost for point in here for party, lost in point.exposed.items()}
        assert all(lost.low == lost.high for lost in put_in.values())
        told[row] = (put_in["contractor"].high, put_in["owner"].high)
    assert told == {
        "B1": (1.0, -0.3),
        "N1": (-3.0, 3.7),
        "B2": (-0.2, 1.5),
        "N2": (-1.7, 3.0),
        "B3": (1.3, -1.5),
        "N3": (-1.7, 1.5),
        "B4": (-0.5, -4.5),
        "N4": (-2.0, -3.0),
    }
    # The most that the contractor has put in is at a point where the owner goes on all the same.
    assert at(found, "pay-3", "owner").holds is True


def test_only_what_the_party_itself_would_lose_holds_it(store: Store) -> None:
    """The bond goes to the owner: that changes nothing at the owner's own acts."""
    plain = margins(store.likely().hold())
    bonded = margins(store.bonds("1.0", 1.0, None).hold())
    assert {act: one for act, one in bonded.items() if act.startswith("pay")} == {
        act: one for act, one in plain.items() if act.startswith("pay")
    }


def test_it_is_said_that_the_engineer_and_the_agent_are_taken_to_perform() -> None:
    said = hold(FOLDER).assumptions
    assert any(line.startswith("Tidewell is taken to perform `certificate-1`") for line in said)
    assert any(line.startswith("Quay Escrow is taken to perform `release-4`") for line in said)
    assert any("Values of Northquay: judged by: invented for the example" in line for line in said)
