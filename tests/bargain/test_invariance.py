"""What a solution point must not depend on: the order and the units of parties, issues and options.

Each change of a domain must change what its formula says it changes, and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.bargain.domain import Choice, Domain
from detente.bargain.results import Package, Solution
from detente.bargain.solutions import Solutions
from detente.deal.worth import Worth
from tests.bargain.domains import domain_of, domains
from tests.bargain.frontiers import solved

SCALE_FREE = ("nash", "kalai-smorodinsky", "leximin")
SCALED = ("egalitarian", "utilitarian")

Shown = Mapping[str, set[tuple[frozenset[tuple[str, str]], int]] | None]
few = settings(max_examples=40)


def shown(solutions: Solutions, names: Sequence[str] = (*SCALE_FREE, *SCALED), *, ties: bool = True) -> Shown:
    """The packages of each point, with how many are equally good, whatever their order."""
    return {
        name: None
        if (one := solutions.solutions[name]) is None
        else {(frozenset(p.options.items()), p.ties if ties else 1) for p in one.packages}
        for name in names
    }


def values(solutions: Solutions) -> dict[str, float | None]:
    return {name: None if one is None else one.value for name, one in solutions.solutions.items()}


def by_worth(solution: Solution | None) -> set[tuple[frozenset[tuple[str, float]], int]] | None:
    """The points of a solution by what they are worth to whom: free of which of several equal packages is shown."""
    return None if solution is None else {(frozenset(p.worth.items()), p.ties) for p in solution.packages}


def times(domain: Domain, factors: Mapping[str, float]) -> Domain:
    """Parties' worths in smaller or larger units, no-deal worths and all."""

    def scaled(worth: Worth, party: str) -> Worth:
        number = round(worth.low * factors.get(party, 1), 9)  # the decimal, not what floats make of it
        return Worth(number, number)

    return replace(
        domain,
        own={party: {c: scaled(w, party) for c, w in own.items()} for party, own in domain.own.items()},
        no_deal={p: None if w is None else scaled(w, p) for p, w in domain.no_deal.items()},
        brought=tuple(
            replace(one, worth={p: scaled(w, p) for p, w in one.worth.items()}) for one in domain.brought
        ),
    )


def plus(domain: Domain, party: str, issue: str, more: float, *, no_deal: float) -> Domain:
    """All options of an issue worth more to a party, and its no-deal worth higher where it has one."""
    extra = Worth(more, more)
    own: dict[Choice, Worth] = {
        choice: worth + extra if choice[0] == issue else worth for choice, worth in domain.own[party].items()
    }
    limit = domain.no_deal[party]
    moved = None if limit is None else limit + Worth(no_deal, no_deal)
    return replace(domain, own={**domain.own, party: own}, no_deal={**domain.no_deal, party: moved})


def with_no_deal(domain: Domain) -> Domain:
    """No-deal worths for all, so that gains are measured from the same worths whatever packages there are."""
    return replace(domain, no_deal={p: w or Worth(-9, -9) for p, w in domain.no_deal.items()})


@given(domains(), st.data())
@few
def test_the_order_of_parties_does_not_matter(domain: Domain, data: st.DataObject) -> None:
    parties = data.draw(st.permutations(domain.parties))
    before, after = solved(domain), solved(replace(domain, parties=tuple(parties)))
    assert shown(after) == shown(before)
    assert values(after) == values(before)
    for name, one in after.solutions.items():
        assert by_worth(one) == by_worth(before.solutions[name])
        if one is not None:
            assert [list(p.worth) for p in one.packages] == [parties] * len(one.packages)


@given(
    domains(),
    st.dictionaries(st.sampled_from(["north", "south", "east"]), st.sampled_from([0.1, 0.5, 3, 1000])),
)
@few
def test_scaling_a_party_moves_no_scale_free_point(domain: Domain, factors: dict[str, float]) -> None:
    """Nash's product grows by the factors; shares of the best possible gain do not change at all."""
    before, after = solved(domain), solved(times(domain, factors))
    assert shown(after, SCALE_FREE) == shown(before, SCALE_FREE)
    for name in ("kalai-smorodinsky", "leximin"):
        assert values(after)[name] == values(before)[name]
    nash = before.solutions["nash"]
    if nash is not None:
        grown = nash.value
        for party, factor in factors.items():
            grown *= factor if f"({party} - " in nash.formula else 1
        assert values(after)["nash"] == pytest.approx(grown)


@given(domains(), st.sampled_from([0.5, 3.0, 1000.0]))
@few
def test_scaling_all_parties_moves_nothing_and_scales_values(domain: Domain, factor: float) -> None:
    before, after = solved(domain), solved(times(domain, dict.fromkeys(domain.parties, factor)))
    assert shown(after) == shown(before)
    for name in SCALED:
        value = values(before)[name]
        assert values(after)[name] == (None if value is None else pytest.approx(factor * value))


def test_scaling_one_party_may_move_egalitarian_and_utilitarian() -> None:
    """North counts in tens: where it had little to gain it now has most, and the sum follows it."""
    domain = domain_of({"port": {"open": (10, 4), "shared": (6, 6), "shut": (2, 12)}}, no_deal=[0, 0])
    larger = times(domain, {"north": 10})
    before, after = (shown(solved(one), ties=False) for one in (domain, larger))

    def only(option: str) -> set[tuple[frozenset[tuple[str, str]], int]]:
        return {(frozenset({("port", option)}), 1)}

    assert before["egalitarian"] == only("shared")
    assert after["egalitarian"] == only("shut")
    assert before["utilitarian"] == {*only("open"), *only("shut")}
    assert after["utilitarian"] == only("open")
    for name in SCALE_FREE:
        assert after[name] == before[name]


@given(domains(), st.data())
@few
def test_a_constant_on_an_issue_and_on_no_deal_moves_nothing(domain: Domain, data: st.DataObject) -> None:
    party = data.draw(st.sampled_from(domain.parties))
    issue = data.draw(st.sampled_from(list(domain.issues)))
    more = data.draw(st.integers(-9, 9))
    before, after = solved(domain), solved(plus(domain, party, issue, more, no_deal=more))
    assert shown(after) == shown(before)
    assert values(after) == values(before)


@given(domains(with_no_deal=False), st.data())
@few
def test_a_constant_moves_nothing_where_gains_are_from_the_worst_package(
    domain: Domain, data: st.DataObject
) -> None:
    party = data.draw(st.sampled_from(domain.parties))
    issue = data.draw(st.sampled_from(list(domain.issues)))
    more = data.draw(st.integers(-9, 9))
    before, after = solved(domain), solved(plus(domain, party, issue, more, no_deal=0))
    assert shown(after) == shown(before)
    assert values(after) == values(before)


def test_a_constant_without_the_no_deal_worth_does_move() -> None:
    """It must: the party now gains that much in every package."""
    domain = domain_of({"port": {"open": (9, 1), "shared": (5, 4), "shut": (1, 9)}}, no_deal=[0, 0])
    after = solved(plus(domain, "north", "port", 20, no_deal=0))
    assert by_worth(solved(domain).solutions["nash"]) == {(frozenset({("north", 5.0), ("south", 4.0)}), 1)}
    assert by_worth(after.solutions["nash"]) == {(frozenset({("north", 21.0), ("south", 9.0)}), 1)}


@given(domains(), st.data())
@few
def test_the_order_of_issues_and_options_changes_only_the_order(domain: Domain, data: st.DataObject) -> None:
    issues = data.draw(st.permutations(list(domain.issues)))
    turned = replace(
        domain,
        issues={issue: tuple(data.draw(st.permutations(domain.issues[issue]))) for issue in issues},
    )
    before, after = solved(domain), solved(turned)
    assert values(after) == values(before)
    for name, one in after.solutions.items():
        assert by_worth(one) == by_worth(before.solutions[name])
        if one is not None:
            assert [list(package.options) for package in one.packages] == [issues] * len(one.packages)
            places = [_place(turned, package) for package in one.packages]
            assert places == sorted(places)


def _place(domain: Domain, package: Package) -> tuple[int, ...]:
    return tuple(options.index(package.options[issue]) for issue, options in domain.issues.items())


@given(domains(constrained=False), st.data())
@few
def test_a_dominated_option_changes_nothing(domain: Domain, data: st.DataObject) -> None:
    """Worse for all than an option there is."""
    domain = with_no_deal(domain)
    issue = data.draw(st.sampled_from(list(domain.issues)))
    model = data.draw(st.sampled_from(domain.issues[issue]))
    less = data.draw(st.integers(1, 5))
    worse = replace(
        domain,
        issues={**domain.issues, issue: (*domain.issues[issue], "worse")},
        own={
            party: {**own, (issue, "worse"): own[issue, model] + Worth(-less, -less)}
            for party, own in domain.own.items()
        },
    )
    before, after = solved(domain), solved(worse)
    assert shown(after) == shown(before)
    assert values(after) == values(before)


@given(domains(constrained=False), st.data())
@few
def test_options_that_are_not_in_the_nash_point_may_go(domain: Domain, data: st.DataObject) -> None:
    """Independence of irrelevant alternatives (Nash 1950): options that are not in it may go."""
    domain = with_no_deal(domain)
    whole = solved(domain).solutions["nash"]
    if whole is None:
        return
    issue = data.draw(st.sampled_from(list(domain.issues)))
    chosen = {package.options[issue] for package in whole.packages}
    kept = tuple(option for option in domain.issues[issue] if option in chosen)
    after = solved(replace(domain, issues={**domain.issues, issue: kept})).solutions["nash"]
    assert after is not None
    assert after.value == whole.value
    assert {frozenset(p.worth.items()) for p in after.packages} == {
        frozenset(p.worth.items()) for p in whole.packages
    }


def test_kalai_smorodinsky_is_not_independent_of_them() -> None:
    """With south's dream package gone, its share of the best it could get is another."""
    rows = {"dream": (0, 100), "half": (4, 50), "fair": (6, 30), "far": (10, 0)}
    whole = solved(domain_of({"port": rows}, no_deal=[0, 0]))
    fewer = solved(domain_of({"port": {o: w for o, w in rows.items() if o != "dream"}}, no_deal=[0, 0]))
    ks = "kalai-smorodinsky"
    assert by_worth(whole.solutions[ks]) == {(frozenset({("north", 4.0), ("south", 50.0)}), 1)}
    assert by_worth(fewer.solutions[ks]) == {(frozenset({("north", 6.0), ("south", 30.0)}), 1)}
    assert by_worth(whole.solutions["nash"]) == by_worth(fewer.solutions["nash"])
