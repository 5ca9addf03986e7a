"""Packages that also hold: against the deal written out for each package and asked by itself, and by hand."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.bargain.frontier.eliminate import frontier_of
from detente.bargain.solutions import solutions_of
from detente.deal.loader import load, load_text
from detente.deal.model import Deal
from detente.deal.package import deal_with
from detente.desk import looking as module
from detente.desk.choosing import fits
from detente.desk.held import Best, HeldPackage
from detente.desk.packages import PackagesThatHold, packages_that_hold
from detente.errors import CannotCount, NothingLeft, UnknownName
from detente.hold.play import play_of
from detente.hold.results import Interval
from detente.hold.run import hold
from tests.folders import ROOT

RIDGE = ROOT / "examples" / "ceasefire" / "ridge-and-valley"
HEAD = """\
detente: 1
day zero: 2031-01-01
if breached: releases what depends on it
parties: {north: {name: Northland}, south: {name: Southland}}
"""
PARTIES = ("north", "south")


def read(text: str) -> Deal:
    deal = load_text(text)
    assert deal.problems == (), [problem.message for problem in deal.problems]
    return deal


def labels(one: HeldPackage | None) -> str:
    assert one is not None
    return " ".join(one.package.options.values())


def first(best: Best | None) -> str:
    assert best is not None
    return labels(best.packages[0])


# --- the example, by hand ---


@pytest.fixture(scope="module")
def ridge() -> PackagesThatHold:
    return packages_that_hold(RIDGE, budget=3)


def test_the_worths_and_verdicts_of_the_example(ridge: PackagesThatHold) -> None:
    told = {labels(one): (tuple(one.package.worth.values()), one.holds) for one in ridge.listed or ()}
    assert len(told) == 18
    assert told["closed kept none north"] == ((17, 10), True)
    assert told["inspected returned none shared"] == ((20, 21), False)
    assert told["inspected returned joint shared"] == ((18, 22), True)
    assert told["inspected kept none shared"] == ((11, 25), False)
    assert {tuple(one.package.worth.values()) for one in ridge.listed or () if one.undominated} == {
        *((22, 17), (20, 21), (18, 22)),
        *((14, 23), (11, 25), (7, 26)),
    }
    assert labels(ridge.draft) == "closed kept none north"
    assert ridge.draft is not None
    assert ridge.draft.is_draft
    assert not ridge.draft.undominated


def test_what_each_set_of_obligations_needs(ridge: PackagesThatHold) -> None:
    told = {
        bundle.brings: (bundle.holds, {p: need.high for p, need in bundle.needs.items()}, bundle.stopping)
        for bundle in ridge.bundles
    }
    port = ("admit-inspectors", "open-port")
    assert told == {
        (): (True, {"north": 0, "south": 0}, ()),
        port: (False, {"north": 5, "south": 0}, (("north", "open-port"),)),
        (*port, "hand-back"): (False, {"north": 0, "south": 3}, (("south", "hand-back"),)),
        (*port, "hand-back", "joint-customs"): (True, {"north": 0, "south": 0}, ()),
    }
    assert [bundle.total and bundle.total.high for bundle in ridge.bundles] == [0, 5, 3, 0]
    assert (ridge.asked, ridge.complete, ridge.exact) == (4, True, True)


def test_the_best_within_a_budget(ridge: PackagesThatHold) -> None:
    a, b = "inspected returned none shared", "inspected returned joint shared"
    by_itself = ridge.best_within()
    assert (first(by_itself.best["nash"]), first(by_itself.best["utilitarian"])) == (b, b)
    assert (first(ridge.best.best["nash"]), first(ridge.best.best["utilitarian"])) == (a, a)
    assert ridge.best_within(2.99).as_dict() == {**by_itself.as_dict(), "budget": 2.99}
    assert first(ridge.best_within({"south": 3}).best["nash"]) == a
    assert first(ridge.best_within({"north": 99}).best["nash"]) == b
    assert [by_itself.bundles, ridge.best.bundles, ridge.best_within(5).bundles] == [2, 3, 4]


@pytest.mark.parametrize("needed", [0.3, 0.1, 2.8, 1e22])
def test_a_budget_of_just_what_is_needed_is_enough(ridge: PackagesThatHold, needed: float) -> None:
    """0.3 is nearer to three tenths than its 64 bits say: both are read as they are written."""
    port = replace(ridge.bundles[2], needs={"south": Interval(needed, needed), "north": Interval(0, 0)})
    assert fits(port, needed)
    assert fits(port, {"south": needed})
    assert not fits(port, math.nextafter(needed, 0))


def test_what_guarantees_buy(ridge: PackagesThatHold) -> None:
    steps = ridge.trade_off.steps
    assert [(step.guarantee, step.gain) for step in steps] == [(0, 40), (3, 41)]
    assert [labels(step.package) for step in steps] == [
        "inspected returned joint shared",
        "inspected returned none shared",
    ]
    assert ridge.trade_off.unit == "points"


def test_the_printed_form_is_plain(ridge: PackagesThatHold) -> None:
    plain = json.loads(json.dumps(ridge.as_dict("1.0")))
    assert plain["within"]["best"]["nash"]["package"]["mandate"] == "none"
    assert [len(one["packages"]) for one in plain["bundles"]] == [one["count"] for one in plain["bundles"]]
    assert plain["draft"]["holds"] is True
    assert plain["packages"][0]["package"] == plain["draft"]["package"]


def test_without_a_shared_unit_nothing_is_added() -> None:
    deal = load(RIDGE)
    euro = deal.values["south"].model_copy(update={"unit": "money: million euro"})
    found = packages_that_hold(_with_values(deal, {"south": euro}), budget={"south": 3})
    assert all(bundle.total is None for bundle in found.bundles)
    assert found.best.best["utilitarian"] is None
    assert found.trade_off.unit is None
    # Of best possible gains of 22 and 26: B has 18/22 and needs nothing, A has 21/26 and needs 3/26.
    assert [(step.guarantee, step.gain) for step in found.trade_off.steps] == [(0, 18 / 22)]
    with pytest.raises(CannotCount, match="share no unit"):
        found.best_within(3)
    assert found.best_within(0).bundles == 2


def _with_values(deal: Deal, values: Mapping[str, Any]) -> Deal:
    return replace(deal, values={**deal.values, **values})


# --- against every package written out ---


@dataclass(frozen=True)
class Small:
    """A random deal: acts with what they wait for, options that bring them, worths of both."""

    acts: tuple[tuple[str, str, tuple[str, ...], int, int], ...]  # id, by, after, worth to north, to south
    options: tuple[tuple[str, ...], ...]
    by_any: dict[str, tuple[tuple[str, str], ...]]
    only_if: dict[str, tuple[tuple[str, str], ...]]
    own: dict[tuple[str, str], tuple[int, int]]
    no_deal: tuple[int, int]
    never: tuple[str, str] | None

    @property
    def issues(self) -> dict[str, tuple[str, ...]]:
        return {f"i{n}": options for n, options in enumerate(self.options)}

    def packages(self) -> list[dict[str, str]]:
        every = [dict(zip(self.issues, chosen, strict=True)) for chosen in product(*self.options)]
        return [one for one in every if self.never is None or one[self.never[0]] != self.never[1]]

    def is_in(self, act: str, package: dict[str, str]) -> bool:
        chosen = set(package.items())
        if act in self.by_any and not chosen & set(self.by_any[act]):
            return False
        return all(
            any((i, o) in chosen for i, o in self.only_if[act] if i == issue)
            for issue in {i for i, _ in self.only_if.get(act, ())}
        )

    def text(self, package: dict[str, str] | None = None) -> str:
        """The deal with its issues; or with one package written out and no issue left."""
        kept = [act for act in self.acts if package is None or self.is_in(act[0], package)]
        there = {act[0] for act in kept}
        out = HEAD + "obligations:\n"
        for n, (name, by, after, _, _) in enumerate(kept):
            to = PARTIES[1 - PARTIES.index(by)]
            waits = ", ".join(one for one in after if one in there)
            only = ", ".join(f"{i}: {o}" for i, o in self.only_if.get(name, ()) if package is None)
            due = 1 + [act[0] for act in self.acts].index(name)
            out += f"  {name}: {{by: {by}, to: {to}, does: act {n}, due: D+{due}, after: [{waits}]"
            out += f", only if: [{only}]}}\n"
        if not kept:
            out = HEAD
        if package is None:
            out += "issues:\n"
            for issue, options in self.issues.items():
                said = [
                    f"{o}: {{with: [{', '.join(a for a, by in self.by_any.items() if (issue, o) in by)}]}}"
                    for o in options
                ]
                out += f"  {issue}: {{options: {{{', '.join(said)}}}, draft: {options[0]}}}\n"
        out += "values:\n"
        for at, party in enumerate(PARTIES):
            worths = [f"{act[0]}: {act[3 + at]}" for act in kept]
            if package is None:
                worths += [f'"{i}: {o}": {both[at]}' for (i, o), both in self.own.items()]
            out += f"  {party}: {{unit: points, worth: {{{', '.join(worths)}}}, if it walks: {{gets: 0}}"
            never = (
                f", never: [{self.never[0]}: {self.never[1]}]"
                if self.never and at == 0 and package is None
                else ""
            )
            out += f", no deal: {self.no_deal[at]}{never}}}\n"
        return out

    def worth(self, package: dict[str, str]) -> tuple[int, int]:
        rows = [act[3:] for act in self.acts if self.is_in(act[0], package)]
        rows += [self.own[choice] for choice in package.items()]
        return (sum(row[0] for row in rows), sum(row[1] for row in rows))


@st.composite
def smalls(draw: st.DrawFn) -> Small:
    count = draw(st.integers(1, 5))
    options = tuple(
        tuple(f"o{k}" for k in range(draw(st.integers(1, 3)))) for _ in range(draw(st.integers(1, 3)))
    )
    choices = [(f"i{n}", option) for n, known in enumerate(options) for option in known]
    acts = []
    by_any, only_if = {}, {}
    for n in range(count):
        by = draw(st.sampled_from(PARTIES))
        after = (
            tuple(draw(st.lists(st.sampled_from([f"a{k}" for k in range(n)]), max_size=2, unique=True)))
            if n
            else ()
        )
        cost, gain = draw(st.integers(-6, 1)), draw(st.integers(-1, 8))
        acts.append((f"a{n}", by, after, *((cost, gain) if by == "north" else (gain, cost))))
        how = draw(st.sampled_from(("always", "with", "only if", "both")))
        some = st.lists(st.sampled_from(choices), min_size=1, max_size=2, unique=True)
        if how in ("with", "both"):
            by_any[f"a{n}"] = tuple(draw(some))
        if how in ("only if", "both"):
            only_if[f"a{n}"] = tuple(draw(some))
    own = {choice: draw(st.tuples(st.integers(-3, 3), st.integers(-3, 3))) for choice in choices}
    no_deal = draw(st.tuples(st.integers(-9, 3), st.integers(-9, 3)))
    wide = [choice for choice in choices if len(options[int(choice[0][1:])]) > 1]
    never = draw(st.none() | st.sampled_from(wide)) if wide else None
    return Small(tuple(acts), options, by_any, only_if, own, no_deal, never)


def plain(one: HeldPackage) -> tuple[object, ...]:
    needs = {party: (need.low, need.high) for party, need in one.bundle.needs.items()}
    return dict(one.package.options), tuple(one.package.worth.values()), one.holds, needs


@settings(max_examples=60, deadline=None)
@given(smalls())
def test_every_package_is_what_its_own_text_would_be(small: Small) -> None:
    found = packages_that_hold(read(small.text()))
    expected = []
    for package in small.packages():
        alone = hold(read(small.text(package)))
        needs = {party: (need.least.low, need.least.high) for party, need in alone.guarantees.items()}
        expected.append((package, small.worth(package), alone.holds, needs))
    assert [plain(one) for one in found.listed or ()] == expected
    assert (found.complete, found.exact) == (True, True)
    draft = {issue: options[0] for issue, options in small.issues.items()}
    packages = [*small.packages(), draft]
    sets = {tuple(a[0] for a in small.acts if small.is_in(a[0], one)) for one in packages}
    assert found.asked <= len(sets)


def best_by_hand(
    rows: Sequence[tuple[Sequence[int], object]], no_deal: tuple[int, int], rule: str
) -> Fraction | None:
    gains = [[w - floor for w, floor in zip(worth, no_deal, strict=True)] for worth, _ in rows]
    if rule == "nash":
        positive = [one for one in gains if all(gain > 0 for gain in one)]
        return max((Fraction(one[0] * one[1]) for one in positive), default=None)
    return max((Fraction(sum(one)) for one in gains), default=None)


@settings(max_examples=60, deadline=None)
@given(smalls(), st.integers(0, 8))
def test_the_best_within_a_budget_and_the_trade_off_are_those_of_the_whole_list(
    small: Small, budget: int
) -> None:
    found = packages_that_hold(read(small.text()), budget=budget)
    listed = [
        (tuple(int(w) for w in one.package.worth.values()), dict(one.package.options), one)
        for one in found.listed or ()
        if one.accepted
    ]
    can_gain = [any(row[0][at] > small.no_deal[at] for row in listed) for at in (0, 1)]
    total = {
        id(one): sum(Fraction(n.high) if n.high is not None else 10**9 for n in one.bundle.needs.values())
        for *_, one in listed
    }
    fit = [(worth, options) for worth, options, one in listed if total[id(one)] <= budget]
    rules = ("nash", "utilitarian") if all(can_gain) else ("utilitarian",)
    for rule in rules:
        best = found.best.best[rule]
        expected = best_by_hand(fit, small.no_deal, rule)
        assert (None if best is None else Fraction(best.solution.value)) == expected
        for one in () if best is None else best.packages:
            assert (
                best_by_hand([(small.worth(dict(one.package.options)), {})], small.no_deal, rule) == expected
            )
    pairs = {(total[id(one)], sum(worth) - sum(small.no_deal)) for worth, _, one in listed}
    undominated = [
        pair for pair in pairs if not any(o != pair and o[0] <= pair[0] and o[1] >= pair[1] for o in pairs)
    ]
    assert [(step.guarantee, step.gain) for step in found.trade_off.steps] == sorted(undominated)


@settings(max_examples=60, deadline=None)
@given(smalls())
def test_where_no_unit_is_shared_shares_are_compared(small: Small) -> None:
    text = small.text().replace("south: {unit: points", "south: {unit: euro")
    found = packages_that_hold(read(text))
    accepted = [one for one in found.listed or () if one.accepted]
    gains = [
        [int(w) - floor for w, floor in zip(one.package.worth.values(), small.no_deal, strict=True)]
        for one in accepted
    ]
    most = [max((one[at] for one in gains), default=0) for at in (0, 1)]
    can = [at for at in (0, 1) if most[at] > 0]
    pairs = set()
    for one, gain in zip(accepted, gains, strict=True):
        needs = [one.bundle.needs[party].high for party in PARTIES]
        if can and all(need is not None and (need == 0 or most[at] > 0) for at, need in enumerate(needs)):
            needed = max(Fraction(needs[at] or 0) / most[at] for at in can)
            pairs.add((needed, min(Fraction(gain[at], most[at]) for at in can)))
    undominated = [
        pair for pair in pairs if not any(o != pair and o[0] <= pair[0] and o[1] >= pair[1] for o in pairs)
    ]
    told = [(step.guarantee, step.gain) for step in found.trade_off.steps]
    assert told == [(float(need), float(gain)) for need, gain in sorted(undominated)]


@settings(max_examples=40, deadline=None)
@given(smalls())
def test_with_any_guarantee_it_is_bargain(small: Small) -> None:
    found = packages_that_hold(read(small.text()), budget=10**6)
    numbers = found.choosing.numbers
    whole = frontier_of(numbers)
    everything = found.choosing.everything
    if everything is None:
        assert not len(whole)
        assert found.best.notes == ("No package gives every party at least what it has without a deal.",)
        return
    assert everything.points.tolist() == whole.points.tolist()
    assert list(everything.origins.counts(everything.points)) == list(whole.origins.counts(whole.points))
    assert everything.origins.first(everything.points).tolist() == whole.origins.first(whole.points).tolist()
    for place in range(len(whole)):
        packages = [[list(one.values()) for one in found.packages(place)] for found in (everything, whole)]
        assert sorted(packages[0]) == sorted(packages[1])
    solutions = solutions_of(
        found.domain, whole, reference=found.choosing.reference, ideal=whole.points.max(axis=0).tolist()
    ).as_dict()
    told = {name: None if one is None else one.solution.as_dict() for name, one in found.best.best.items()}
    assert told == solutions


@settings(max_examples=25, deadline=None)
@given(smalls())
def test_a_package_is_worth_what_hold_counts_and_its_options(small: Small) -> None:
    deal = read(small.text())
    for one in packages_that_hold(deal).listed or ():
        play = play_of(deal_with(deal, one.package.options), "releases")
        for at, party in enumerate(PARTIES):
            acts = sum(play.stakes[party].face(act.id).low for act in play.acts)
            own = sum(small.own[choice][at] for choice in one.package.options.items())
            assert acts + own == one.package.worth[party]


@settings(max_examples=25, deadline=None)
@given(smalls())
def test_the_order_of_the_parties_changes_the_order_of_the_answer_only(small: Small) -> None:
    text = small.text()
    swapped = text.replace(
        "parties: {north: {name: Northland}, south: {name: Southland}}",
        "parties: {south: {name: Southland}, north: {name: Northland}}",
    )
    one, two = packages_that_hold(read(text), budget=2), packages_that_hold(read(swapped), budget=2)
    told = [
        [
            (dict(p.package.options), dict(p.package.worth), p.holds, dict(p.bundle.needs), p.undominated)
            for p in found.listed or ()
        ]
        for found in (one, two)
    ]
    assert told[0] == told[1]
    assert [(s.guarantee, s.gain) for s in one.trade_off.steps] == [
        (s.guarantee, s.gain) for s in two.trade_off.steps
    ]
    for name, best in one.best.best.items():
        other = two.best.best[name]
        assert (best is None) == (other is None)
        if best is not None and other is not None:
            assert best.solution.value == other.solution.value
            assert {labels(p) for p in best.packages} == {labels(p) for p in other.packages}


# --- what is kept, and what is asked ---

CHAIN = (
    HEAD
    + """\
obligations:
  give: {by: north, to: south, does: give, due: D+1}
  back: {by: south, to: north, does: give back, due: D+2, after: [give]}
  more: {by: north, to: south, does: give more, due: D+3, after: [back]}
issues:
  swap: {options: {no: {}, go: {with: [give, back]}}, draft: no}
  extra: {options: {no: {}, go: {with: [more], rules out: {swap: no}}}, draft: no}
values:
  north:
    {unit: points, worth: {give: -2, back: 6, more: -1, swap: {no: 0}, extra: {no: 0, go: 1}}, if it walks: {gets: 0}}
  south:
    {unit: points, worth: {give: 4, back: -1, more: 1, swap: {no: 0}, extra: {no: 0, go: 0}}, if it walks: {gets: 0}}
"""
)


def test_a_dominated_package_that_needs_less_is_kept() -> None:
    found = packages_that_hold(read(CHAIN))
    swap = [one for one in found.packages if labels(one) == "go no"]
    assert [one.undominated for one in swap] == [False]
    # `go go` is better for south and as good for north: (4, 4) against (4, 3). South then goes on, north does not.
    assert {labels(one): {p: n.high for p, n in one.bundle.needs.items()} for one in found.packages} == {
        "no no": {"north": 0, "south": 0},
        "go no": {"north": 0, "south": 1},
        "go go": {"north": 1, "south": 0},
    }
    assert first(found.best_within({"south": 1}).best["nash"]) == "go no"
    assert first(found.best_within({"north": 1}).best["nash"]) == "go go"
    assert labels(next(found.that_hold)) == "no no"


def test_a_range_is_counted_at_its_worst() -> None:
    found = packages_that_hold(read(CHAIN.replace("back: -1", "back: -3..-1 likely -2")))
    swap = next(one for one in found.packages if labels(one) == "go no")
    assert (swap.bundle.needs["south"].low, swap.bundle.needs["south"].high) == (1, 3)
    assert swap.package.worth["south"] == 2  # at what is likely
    assert [found.best_within({"south": budget}).bundles for budget in (2, 3)] == [1, 2]


def test_one_set_of_obligations_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def counted(deal: Deal, **options: Any) -> Any:
        asked.append(deal.chosen)
        return hold(deal, **options)

    monkeypatch.setattr(module, "hold", counted)
    plenty = "".join(
        f"  x{n}: {{options: {{{', '.join(f'o{k}: {{}}' for k in range(9))}}}, draft: o0}}\n"
        for n in range(6)
    )
    worths = ", ".join(f"x{n}: {{{', '.join(f'o{k}: {k}' for k in range(9))}}}" for n in range(6))
    others = ", ".join(f"x{n}: {{{', '.join(f'o{k}: {8 - k}' for k in range(9))}}}" for n in range(6))
    text = CHAIN.replace("values:", plenty + "values:").replace("go: 1}", f"go: 1}}, {worths}")
    found = packages_that_hold(read(text.replace("go: 0}", f"go: 0}}, {others}")))
    assert found.domain.packages == 4 * 9**6
    assert found.listed is None
    assert len(asked) == found.asked == 3
    assert sum(package.package.ties for package in found.packages) > 10**5


def test_when_time_is_over_the_draft_comes_first_and_the_answer_says_so() -> None:
    found = packages_that_hold(read(CHAIN.replace("draft: no", "draft: go")), time_limit=0)
    assert not found.complete
    assert not found.exact
    assert [bundle.brings for bundle in found.bundles] == [("give", "back", "more")]
    assert found.notes == (
        "Time was over: 1 of 4 sets of obligations were looked at, that of the draft first.",
    )
    assert labels(found.draft) == "go go"
    assert found.draft is not None
    assert found.draft.undominated is None


def test_what_is_found_dominated_is_so_whatever_was_not_looked_at() -> None:
    """Of the packages that bring what the draft brings one is better than it: that is known at once."""
    found = packages_that_hold(RIDGE, time_limit=0)
    whole = packages_that_hold(RIDGE)
    assert found.listed is not None
    assert whole.listed is not None
    known = {labels(one): one.undominated for one in whole.listed}
    assert {one.undominated for one in found.listed} == {None, False}
    for one in found.listed:
        assert one.undominated is None or one.undominated == known[labels(one)]


def test_nothing_that_holds_among_what_was_looked_at_is_said_to_be_just_that() -> None:
    found = packages_that_hold(read(CHAIN.replace("draft: no", "draft: go")), time_limit=0)
    (note,) = found.best.notes
    assert note.startswith("With no package that was looked at and gives every party")


def test_acts_that_wait_for_each_other_are_said_and_need_more_than_any_guarantee() -> None:
    text = CHAIN.replace("give, due: D+1}", "give, due: D+1, after: [more]}")
    found = packages_that_hold(read(text))
    assert found.notes == (
        "With `give`, `back` and `more` acts wait for each other, and none is ever due: give -> more -> back.",
    )
    assert {labels(one): one.holds for one in found.packages} == {
        "no no": None,
        "go no": False,
        "go go": None,
    }
    assert found.best_within(10**9).bundles == 2


def test_a_guarantee_may_be_brought_by_an_option() -> None:
    text = CHAIN.replace(
        "issues:",
        "guarantors: {coast: {name: Coast Republic, accepted: yes}}\n"
        "guarantees: {bond: {by: coast, secures: south, covers: [back], form: bond, pays: 9 euro, until: D+90}}\n"
        "issues:\n  pledge: {options: {no: {}, coast: {with: [bond]}}, draft: no}",
    ).replace("go: 0}}", "go: 0}, pledge: {no: 0, coast: 0}}, guarantees: {bond: {loses: 5, believed: 1}}")
    text = text.replace("go: 1}", "go: 1}, pledge: {no: 0, coast: 0}")
    found = packages_that_hold(read(text))
    told = {labels(one): one.holds for one in found.listed or ()}
    assert (told["no go no"], told["coast go no"]) == (False, True)


def test_what_is_owed_only_on_a_breach_deters_and_is_worth_nothing_in_itself() -> None:
    text = CHAIN.replace(
        "issues:",
        "  stop: {by: north, to: south, does: stop, on breach of: [back]}\nissues:\n"
        "  answer: {options: {no: {}, firm: {with: [stop]}}, draft: no}",
    ).replace("go: 0}}", "go: 0}, answer: {no: 0, firm: 0}, stop: -2}")
    found = packages_that_hold(read(text.replace("go: 1}", "go: 1}, answer: {no: 0, firm: 0}, stop: 0")))
    told = {labels(one): (one.holds, one.package.worth["south"]) for one in found.listed or ()}
    assert (told["no go no"], told["firm go no"]) == ((False, 3), (True, 3))


def test_what_hangs_on_an_issue_without_options_is_in_no_package() -> None:
    text = CHAIN.replace("due: D+1}", "due: D+1, only if: {road: free}}").replace(
        "issues:", "issues:\n  road: {}"
    )
    found = packages_that_hold(read(text))
    assert found.notes == (
        "In no package, since an issue that it hangs on has no options filled in: `give`.",
    )
    assert {bundle.brings for bundle in found.bundles} == {(), ("back",), ("back", "more")}


@pytest.mark.parametrize("budget", [-1, float("nan"), float("inf"), True, {"north": -1}])
def test_a_budget_is_a_number_from_0(budget: Any) -> None:
    with pytest.raises(CannotCount, match="cannot be given"):
        packages_that_hold(read(CHAIN), budget=budget)


def test_statements_that_leave_no_package_are_named() -> None:
    text = CHAIN.replace(
        "if it walks: {gets: 0}}\n  south", "if it walks: {gets: 0}, never: {swap: [no, go]}}\n  south"
    )
    with pytest.raises(NothingLeft, match="Northland"):
        packages_that_hold(read(text))


def test_names_and_sizes_are_checked() -> None:
    with pytest.raises(UnknownName, match=r"no party with values called `nroth`.*Did you mean `north`"):
        packages_that_hold(read(CHAIN), budget={"nroth": 1})
    with pytest.raises(CannotCount, match="cannot be listed"):
        packages_that_hold(read(CHAIN), most=-1)
    with pytest.raises(CannotCount, match="length of time"):
        packages_that_hold(read(CHAIN), time_limit=float("nan"))
    assert packages_that_hold(read(CHAIN), most=2).listed is None
    assert len(packages_that_hold(read(CHAIN), most=3).listed or ()) == 3
