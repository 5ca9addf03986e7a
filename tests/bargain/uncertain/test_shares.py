from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.bargain.domain import RULES_OUT, Domain, Exclusion
from detente.bargain.results import Shares
from detente.bargain.uncertain import Draws, draws, folding, shares, shares_of
from detente.deal.shares import wilson
from detente.deal.worth import Worth
from detente.errors import CannotCount, UnknownName
from tests.bargain.domains import allowed_packages, domains, undominated, worths_of
from tests.bargain.uncertain.told import told, uncertain

WAYS = {"direct": (10**9, 3000), "folded": (-1, 3000), "folded one by one": (-1, 0)}
TWO = {"port": ("open", "closed")}


def set_way(patch: pytest.MonkeyPatch, way: str) -> None:
    few, wide = WAYS[way]
    patch.setattr(shares, "DIRECT", few)
    patch.setattr(folding, "WIDE", wide)


def package_shares(found: Shares) -> dict[tuple[str, ...], tuple[float, float]]:
    return {tuple(one.package.options.values()): (one.undominated[0], one.nash[0]) for one in found.packages}


# --- against full enumeration, valuation by valuation ---


def exactly(domain: Domain, package: dict[str, str]) -> tuple[Fraction, ...]:
    """Worths without rounding: the sum of the numbers as 64 bits hold them."""
    found = []
    for party in domain.parties:
        total = sum((Fraction(domain.own[party][choice].low) for choice in package.items()), Fraction(0))
        total += sum(
            (Fraction(one.worth[party].low) for one in domain.brought if one.is_in(package)), Fraction(0)
        )
        found.append(total)
    return tuple(found)


def judged(domain: Domain, packages: list[dict[str, str]]) -> tuple[list[bool], list[bool]]:
    """For one valuation: who is undominated, and who is a Nash point."""
    every = [exactly(domain, package) for package in allowed_packages(domain)]
    limits = [domain.no_deal[party] for party in domain.parties]
    origin = [
        min((worths[at] for worths in every), default=Fraction(0)) if limit is None else Fraction(limit.low)
        for at, limit in enumerate(limits)
    ]

    def is_dominated(mine: tuple[Fraction, ...]) -> bool:
        return any(one != mine and all(a >= b for a, b in zip(one, mine, strict=True)) for one in every)

    def product(worths: tuple[Fraction, ...]) -> Fraction:
        return math.prod((a - b for a, b in zip(worths, origin, strict=True)), start=Fraction(1))

    def accepted(worths: tuple[Fraction, ...]) -> bool:
        return all(a >= b for a, b in zip(worths, origin, strict=True))

    best = max((product(one) for one in every if accepted(one)), default=None)
    mine = [exactly(domain, package) for package in packages]
    free = [not is_dominated(one) for one in mine]
    nash = [accepted(one) and product(one) == best and ok for one, ok in zip(mine, free, strict=True)]
    return free, nash


@pytest.mark.slow
@given(domain=uncertain(), data=st.data())
@settings(max_examples=60, deadline=None)
def test_equal_to_full_enumeration_of_every_valuation(domain: Domain, data: st.DataObject) -> None:
    every = list(allowed_packages(domain))
    packages = data.draw(st.lists(st.sampled_from(every), min_size=1, max_size=3)) if every else []
    n = 4
    answers = []
    for way in WAYS:
        with pytest.MonkeyPatch.context() as patch:
            set_way(patch, way)
            answers.append(shares_of(domain, packages, samples=n, seed=4))
    found = answers[0]
    for other in answers[1:]:
        assert package_shares(other) == package_shares(found)
        assert other.draft_dominated == found.draft_dominated
        assert other.others == found.others
    made: Draws = draws(domain, n, seed=4)
    by_hand = [judged(made.valuation(place), packages) for place in range(n)]
    for at, one in enumerate(found.packages):
        assert one.undominated[0] == sum(free[at] for free, _ in by_hand) / n
        assert one.nash[0] == sum(nash[at] for _, nash in by_hand) / n
    assert found.others[0] == sum(not any(nash) for _, nash in by_hand) / n
    draft = [judged(made.valuation(place), [dict(domain.draft)])[0][0] for place in range(n)]
    assert found.draft_dominated is not None
    assert found.draft_dominated[0] == draft.count(False) / n


@given(domain=domains())
@settings(max_examples=40, deadline=None)
def test_of_points_only_shares_are_0_or_1_and_exact(domain: Domain) -> None:
    packages = list(allowed_packages(domain))
    found = shares_of(domain, packages, samples=50)
    assert found.samples == 0
    best = undominated(replace(domain, no_deal=dict.fromkeys(domain.parties)))
    for package, one in zip(packages, found.packages, strict=True):
        share = float(worths_of(domain, package) in best)
        assert one.undominated == (share, share, share)
        assert one.package.ties == sum(
            worths_of(domain, package) == worths_of(domain, other) for other in packages
        )
        assert one.nash[0] in (0, 1)


@given(domain=domains())
@settings(max_examples=40, deadline=None)
def test_candidates_are_the_undominated_packages(domain: Domain) -> None:
    best = {tuple(one.values()) for packages in undominated(domain).values() for one in packages}
    found = shares_of(domain)
    listed = {tuple(one.package.options.values()) for one in found.packages}
    assert listed <= best
    assert len(listed) == min(12, len(best))
    assert bool(found.note) == (len(best) > 12)
    assert any(one.nash[0] for one in found.packages) == bool(best)


# --- against what can be worked out by hand ---


def inside(interval: tuple[float, float, float], value: float) -> bool:
    return interval[1] <= value <= interval[2]


@pytest.mark.parametrize("way", list(WAYS))
def test_one_range_and_one_threshold(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    set_way(monkeypatch, way)
    domain = told(
        TWO,
        {"north": {"port: open": "0..10", "port: closed": 4}, "south": {"port: open": 2, "port: closed": 1}},
        no_deal={"north": 0, "south": 0},
        draft={"port": "closed"},
    )
    found = shares_of(domain, [{"port": "open"}, {"port": "closed"}], samples=600, seed=8)
    open_, closed = found.packages
    assert open_.undominated[::2] == (1.0, 1.0)  # south always has more of it
    assert open_.undominated[1] == pytest.approx(0.9936, abs=1e-4)
    assert inside(closed.undominated, 0.4)  # where open is worth less than 4 to north
    assert inside(open_.nash, 0.8)  # where 2 x > 4
    assert inside(closed.nash, 0.2)
    assert found.draft_dominated is not None
    assert inside(found.draft_dominated, 0.6)
    assert open_.package.worth == {"north": 5.0, "south": 2.0}
    assert found.samples == 600


def test_a_triangular_range_and_a_threshold() -> None:
    domain = told(
        TWO,
        {
            "north": {"port: open": "0..10 likely 2", "port: closed": 5},
            "south": {"port: open": 1, "port: closed": 1},
        },
    )
    found = shares_of(domain, [{"port": "open"}], samples=4000)
    assert inside(found.packages[0].undominated, 25 / 80)


def test_a_ranking_leaves_open_which_sum_is_larger() -> None:
    # A chain a > b > c > d of uniform numbers: a + d > b + c where the first gap is larger than the last, in one half.
    domain = told(
        {"port": ("a", "b"), "mandate": ("c", "d")},
        {"north": {}, "south": dict.fromkeys(["port: a", "port: b", "mandate: c", "mandate: d"], 1)},
        rankings={"north": ["port: a > port: b > mandate: c > mandate: d"]},
        excluded=[
            Exclusion(RULES_OUT, (("port", "a"), ("mandate", "c"))),
            Exclusion(RULES_OUT, (("port", "b"), ("mandate", "d"))),
        ],
    )
    found = package_shares(shares_of(domain, samples=4000, seed=2))
    assert set(found) == {("a", "d"), ("b", "c")}
    assert sum(share for share, _ in found.values()) == 1
    low, high = wilson(2000, 4000)
    assert low <= found["a", "d"][0] <= high


def test_opposite_rankings_leave_everything_undominated() -> None:
    options = ("a", "b", "c")
    domain = told(
        {"port": options},
        {"north": {}, "south": {}},
        rankings={"north": ["port: a > port: b > port: c"], "south": ["port: c > port: b > port: a"]},
    )
    found = package_shares(shares_of(domain, samples=900))
    assert {share for share, _ in found.values()} == {1.0}
    # Gains are from the worst: only b gives both something.
    assert found["b",][1] == 1.0


# --- invariance ---


@given(domain=uncertain())
@settings(max_examples=25, deadline=None)
def test_the_order_and_unit_of_parties_change_nothing(domain: Domain) -> None:
    found = shares_of(domain, samples=8, seed=1)
    turned = shares_of(replace(domain, parties=domain.parties[::-1]), samples=8, seed=1)
    assert package_shares(turned) == package_shares(found)
    assert turned.draft_dominated == found.draft_dominated
    scaled = shares_of(times(domain, domain.parties[0], 4), samples=8, seed=1)
    assert package_shares(scaled) == package_shares(found)


def times(domain: Domain, party: str, factor: float) -> Domain:
    def larger(worth: Worth) -> Worth:
        likely = None if worth.likely is None else worth.likely * factor
        return Worth(worth.low * factor, worth.high * factor, likely)

    no_deal = domain.no_deal[party]
    return replace(
        domain,
        own={**domain.own, party: {choice: larger(one) for choice, one in domain.own[party].items()}},
        no_deal={**domain.no_deal, party: None if no_deal is None else larger(no_deal)},
        brought=tuple(
            replace(one, worth={**one.worth, party: larger(one.worth[party])}) for one in domain.brought
        ),
    )


def many(issues: int = 9, options: int = 10, seed: int = 1) -> Domain:
    """10 to the power of the issues; no package can be looked at one by one."""
    rng = np.random.default_rng(seed)
    labels = {f"i{i}": tuple(f"o{k}" for k in range(options)) for i in range(issues)}

    def table() -> dict[str, Any]:
        return {
            f"{issue}: {option}": f"{low}..{low + 20}"
            for issue, row in labels.items()
            for option, low in zip(row, rng.integers(0, 60, options).tolist(), strict=True)
        }

    north, south = table(), table()
    return told(labels, {"north": north, "south": south}, draft=dict.fromkeys(labels, "o0"))


@pytest.mark.slow
def test_a_billion_packages_are_judged_without_listing_them() -> None:
    domain = many()
    found = shares_of(domain, samples=20, seed=3)
    assert found.samples == 20
    assert len(found.packages) == 12
    assert "other packages are undominated in one of the first 20 valuations and not listed." in found.note
    with pytest.MonkeyPatch.context() as patch:
        set_way(patch, "folded one by one")
        chosen = [one.package.options for one in found.packages]
        again = shares_of(domain, chosen, samples=20, seed=3)
    assert package_shares(again) == package_shares(found)
    assert again.draft_dominated == found.draft_dominated


def test_a_deadline_ends_early_and_says_what_was_done() -> None:
    domain = many(issues=6)
    package = [dict(domain.draft)]
    found = shares_of(domain, package, samples=1000, seed=3, deadline=0)
    assert found.samples == 1
    assert found.note == "The time was over after 1 of 1,000 valuations."
    same = shares_of(domain, package, samples=1, seed=3)
    assert same.packages == found.packages


def test_the_same_seed_gives_the_same_answer() -> None:
    domain = many(issues=3, options=4)
    assert shares_of(domain, samples=200, seed=5) == shares_of(domain, samples=200, seed=5)
    assert shares_of(domain, samples=200, seed=5).packages != shares_of(domain, samples=200, seed=6).packages


def test_figures_far_apart_do_not_blur_what_is_close() -> None:
    # On a grid of floats 1e15 + 0.25 and 1e15 + 0.5 would be one step of each other or the same.
    domain = told(
        {"port": ("open", "closed"), "debt": ("paid", "kept")},
        {
            "north": {"port: open": 0.25, "port: closed": 0.5, "debt: paid": 10**15, "debt: kept": "0..1"},
            "south": {"port: open": 1, "port: closed": 1, "debt: paid": 1, "debt: kept": 1},
        },
    )
    found = package_shares(shares_of(domain, [{"port": p, "debt": "paid"} for p in TWO["port"]], samples=10))
    assert found == {("open", "paid"): (0.0, 0.0), ("closed", "paid"): (1.0, 1.0)}


# --- the interval, and what is refused ---


@pytest.mark.parametrize(
    ("hits", "count", "low", "high"),
    # Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17, 1998, table I.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_intervals_of_wilson(hits: int, count: int, low: float, high: float) -> None:
    assert wilson(hits, count) == pytest.approx((low, high), abs=5e-5)
    assert wilson(count - hits, count) == pytest.approx((1 - high, 1 - low), abs=5e-5)


def test_what_is_no_package_is_refused() -> None:
    own = {"port: open": "0..1", "port: closed": 1}
    domain = told(TWO, {"north": own, "south": own}, excluded=[Exclusion(RULES_OUT, (("port", "open"),))])
    with pytest.raises(UnknownName):
        shares_of(domain, [{"harbour": "open"}])
    with pytest.raises(UnknownName):
        shares_of(domain, [{"port": "opened"}])
    with pytest.raises(CannotCount, match="no option for `port`"):
        shares_of(domain, [{}])
    with pytest.raises(CannotCount, match="left out by a statement"):
        shares_of(domain, [{"port": "open"}])
    with pytest.raises(CannotCount):
        shares_of(domain, samples=0)


def test_issues_that_hang_together_too_much_are_refused() -> None:
    domain = many(issues=7)
    pairs = [Exclusion(RULES_OUT, ((f"i{k}", "o1"), (f"i{k + 1}", "o2"))) for k in range(6)]
    with pytest.raises(CannotCount, match=r"7 issues hang together .* with 10,000,000 combinations"):
        shares_of(replace(domain, excluded=tuple(pairs)), samples=1)


def test_nothing_that_can_be_chosen_gives_an_empty_answer() -> None:
    own = {"port: open": "0..1", "port: closed": 1}
    excluded = [Exclusion(RULES_OUT, (("port", option),)) for option in TWO["port"]]
    found = shares_of(told(TWO, {"north": own, "south": own}, excluded=excluded), samples=5)
    assert found.packages == ()
