"""Repairs of random deals: every patch does what its record says, and the names of the parties do not matter."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.check import check
from detente.deal.loader import load, load_text
from detente.deal.reload import reload
from detente.errors import CannotCount
from detente.hold.repair import Repair, repairs
from detente.hold.run import hold
from tests import strategies
from tests.folders import EXAMPLES
from tests.hold.patching import patched

PARTIES = ("aaaa", "bbbb")


@st.composite
def valued(draw: st.DrawFn) -> str:
    """A deal of two parties with values, whose text is the same with the parties' names swapped but for those."""
    count = draw(st.integers(2, 5))
    ends = draw(st.sampled_from(["ends the deal", "releases what depends on it", "not stated"]))
    acts: list[str] = []
    worth: dict[str, list[str]] = {party: [] for party in PARTIES}
    for number in range(count):
        by = draw(st.sampled_from(PARTIES))
        to = PARTIES[by == PARTIES[0]]
        after = [f"act-{one}" for one in range(number) if draw(st.booleans())]
        pays = draw(st.booleans())
        amount = draw(st.integers(1, 6))
        lines = [f"    by: {by}", f"    to: {to}", f"    does: hand over lot {number}   # lot {number}"]
        lines += [f"    due: D+{number + 1}"] if draw(st.booleans()) else []
        lines += [f"    after: [{', '.join(after)}]"] if after else []
        lines += [f"    amount: {amount} euro"] + (["    divisible: yes"] if draw(st.booleans()) else [])
        acts.append(f"  act-{number}:\n" + "\n".join(lines) + "\n")
        worth[by].append(f"act-{number}: -{amount}")
        worth[to].append(f"act-{number}: {amount if pays else draw(st.integers(0, 12))}")
    values = "".join(
        f'  {party}:\n    unit: "money: euro"\n    worth: {{{", ".join(worth[party])}}}\n    if it walks: {{gets: 0}}\n'
        for party in PARTIES
    )
    return (
        f"detente: 1\nkind: exchange\nday zero: 2031-01-01\nif breached: {ends}\n"
        f"parties:\n  aaaa: Land of aaaa\n  bbbb: Land of bbbb\n"
        f"obligations:\n{''.join(acts)}values:\n{values}"
    )


def swapped(text: str) -> str:
    return text.replace("aaaa", "cccc").replace("bbbb", "aaaa").replace("cccc", "bbbb")


def with_parties_turned(text: str) -> str:
    """The same deal, with the parties listed the other way round."""
    first, second = "  aaaa: Land of aaaa\n", "  bbbb: Land of bbbb\n"
    return text.replace(first + second, second + first)


def made(text: str) -> tuple[Repair, ...]:
    return repairs(hold(load_text(text)))


@given(valued())
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.slow
def test_each_patch_does_what_it_says(text: str) -> None:
    before = hold(load_text(text))
    for one in repairs(before):
        changed = patched(one.patch, {"deal.yaml": text})["deal.yaml"]
        deal = load_text(changed)
        assert not deal.problems
        again = hold(deal)
        assert again.holds is one.after
        assert {party: need.least.high for party, need in again.guarantees.items()} == one.needs_after
        left, was = (
            sum(need or 0 for need in needs.values()) for needs in (one.needs_after, one.needs_before)
        )
        assert left < was or (one.after is True and before.holds is not True)
        if one.kind in ("guarantee", "joint"):
            assert one.after is True
        # Comments and everything that no repair names stay.
        assert changed.count("# lot") == text.count("# lot")


@given(valued())
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.slow
def test_swapping_the_parties_swaps_the_repairs(text: str) -> None:
    ours, theirs = made(text), made(swapped(text))
    assert [one.kind for one in ours] == [one.kind for one in theirs]
    for one, two in zip(ours, theirs, strict=True):
        assert two.patch == swapped(one.patch)
        assert two.title == swapped(one.title)
        assert two.needs_after == {swapped(party): need for party, need in one.needs_after.items()}


@given(valued())
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.slow
def test_it_does_not_matter_which_party_is_listed_first(text: str) -> None:
    ours, theirs = made(text), made(with_parties_turned(text))
    assert [(one.kind, one.after, dict(one.needs_after)) for one in ours] == [
        (one.kind, one.after, dict(one.needs_after)) for one in theirs
    ]


@given(strategies.deals())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.slow
def test_by_signs_fewer_points_are_left(text: str) -> None:
    try:
        found = hold(load_text(text))
    except CannotCount:
        return
    for one in repairs(found):
        changed = load_text(patched(one.patch, {"deal.yaml": text})["deal.yaml"])
        assert not changed.problems
        assert hold(changed).holds is one.after
        assert one.every_after < one.every_before
        assert one.kind in ("condition", "guarantee")


@pytest.mark.slow
@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_the_examples_stay_readable_and_no_new_error_appears(folder: Path) -> None:
    deal = load(folder)
    texts = {name: document.source.text for name, document in deal.documents.items()}
    known = {
        (finding.name, finding.span.text) for finding in check(deal).findings if finding.severity == "error"
    }
    for one in repairs(hold(deal), time_limit=1):
        assert patched(one.patch, texts) != texts
        assert "`" in one.title
        again = check(reload(deal, patched(one.patch, texts)))
        new = {
            (finding.name, finding.span.text) for finding in again.findings if finding.severity == "error"
        } - known
        assert {name for name, _ in new} <= {"clause-says-otherwise"}, new


@st.composite
def works_and_payments(draw: st.DrawFn) -> tuple[list[tuple[int, int]], list[int]]:
    """Works (what each costs and what it is worth), and the payment after each; whole numbers."""
    count = draw(st.integers(2, 3))
    works = [(draw(st.integers(0, 4)), draw(st.integers(0, 6))) for _ in range(count)]
    return works, [draw(st.integers(0, 4)) for _ in range(count)]


def in_turn(works: list[tuple[int, int]], pays: list[int]) -> str:
    """The client pays after each work; everything waits for what is before it."""
    acts, last = [], ""
    worth: dict[str, list[str]] = {"client": [], "builder": []}
    for number, ((cost, gain), pay) in enumerate(zip(works, pays, strict=True)):
        after = f", after: [{last}]" if last else ""
        acts.append(f"  work-{number}: {{by: builder, to: client, does: build{after}}}\n")
        acts.append(
            f"  pay-{number}: {{by: client, to: builder, does: pay, after: [work-{number}], amount: {pay} euro}}\n"
        )
        worth["client"] += [f"work-{number}: {gain}", f"pay-{number}: {-pay}"]
        worth["builder"] += [f"work-{number}: {-cost}", f"pay-{number}: {pay}"]
        last = f"pay-{number}"
    values = "".join(
        f'  {party}: {{unit: "money: euro", worth: {{{", ".join(mine)}}}, if it walks: {{gets: 0}}}}\n'
        for party, mine in worth.items()
    )
    return (
        "detente: 1\nkind: milestone\nday zero: 2031-01-01\nif breached: ends the deal\n"
        f"parties: {{client: Client, builder: Builder}}\nobligations:\n{''.join(acts)}values:\n{values}"
    )


def left_in_all(text: str) -> float:
    return sum(need.least.high or 0 for need in hold(load_text(text)).guarantees.values())


@given(works_and_payments())
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.slow
def test_no_other_split_leaves_less_and_none_that_leaves_as_little_moves_less(
    problem: tuple[list[tuple[int, int]], list[int]],
) -> None:
    works, pays = problem
    written = left_in_all(in_turn(works, pays))
    splits = [s for s in product(range(sum(pays) + 1), repeat=len(pays)) if sum(s) == sum(pays)]
    every = {split: left_in_all(in_turn(works, list(split))) for split in splits}
    least = min(every.values())
    found = [one for one in made(in_turn(works, pays)) if one.kind == "payments"]
    if least == written:
        assert not found
        return
    changed = load_text(patched(found[0].patch, {"deal.yaml": in_turn(works, pays)})["deal.yaml"])
    split = tuple(int(changed.obligations[f"pay-{n}"].amount.low) for n in range(len(pays)))  # type: ignore[union-attr]
    assert every[split] == least

    def moved(other: tuple[int, ...]) -> int:
        return sum(abs(now - then) for now, then in zip(other, pays, strict=True))

    assert moved(split) == min(moved(other) for other, left in every.items() if left == least)
