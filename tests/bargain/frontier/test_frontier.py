"""The frontier against full enumeration, with its ties, under every kind of statement."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.bargain.domain import Brought, Domain
from detente.bargain.frontier.eliminate import Limits, frontier_of
from detente.bargain.frontier.listing import choices_of
from detente.bargain.frontier.parts import TooLinked, extremes
from detente.bargain.linked import groups_of
from detente.bargain.numbers import Numbers, numbers_of
from detente.deal.worth import Worth
from tests.bargain.domains import accepted, allowed_packages, domain_of, domains, undominated, worths_of


@given(domains())
def test_it_is_what_listing_all_packages_gives(domain: Domain) -> None:
    frontier = frontier_of(numbers_of(domain))
    listed = undominated(domain)
    assert frontier.exact
    assert [tuple(one.worth.values()) for one in frontier] == sorted(listed, reverse=True)
    for place, one in enumerate(frontier):
        packages = listed[tuple(one.worth.values())]
        assert one.ties == len(packages)
        assert one.options == packages[0]  # the first in the order of the file
        found = list(frontier.packages(place))
        assert sorted(found, key=repr) == sorted(packages, key=repr)


@given(domains(parties=2, most_issues=5, most_options=3, largest=2))
def test_it_finds_every_tie(domain: Domain) -> None:
    frontier = frontier_of(numbers_of(domain))
    assert sum(one.ties for one in frontier) == sum(len(same) for same in undominated(domain).values())


@given(domains(parties=5, most_issues=3, most_options=3))
def test_five_parties(domain: Domain) -> None:
    frontier = frontier_of(numbers_of(domain))
    assert {tuple(one.worth.values()) for one in frontier} == set(undominated(domain))


@given(domains(most_issues=4), st.integers(1, 6))
def test_a_thinned_frontier_keeps_its_word(domain: Domain, most: int) -> None:
    frontier = frontier_of(numbers_of(domain), Limits(most_points=most))
    shown = [tuple(one.worth.values()) for one in frontier]
    real = undominated(domain)
    packages = {worths_of(domain, package) for package in allowed_packages(domain)}
    assert set(shown) <= {worths for worths in packages if accepted(domain, worths)}
    eps = frontier.eps
    if frontier.exact:
        assert set(shown) == set(real)
    above = (frontier.above.astype(object) * np.array(frontier.numbers.step)).tolist()
    for worths in real:
        assert any(all(b >= w for b, w in zip(bound, worths, strict=True)) for bound in above)
        limits = [domain.no_deal[party] for party in domain.parties]
        clear = all(
            limit is None or Fraction(w) >= Fraction(limit.low) + e
            for w, limit, e in zip(worths, limits, eps, strict=True)
        )
        if clear:
            assert any(
                all(Fraction(s) >= Fraction(w) - e for s, w, e in zip(one, worths, eps, strict=True))
                for one in shown
            )


@given(domains(with_no_deal=False))
def test_the_worst_and_the_best_of_each_party(domain: Domain) -> None:
    worths = [worths_of(domain, package) for package in allowed_packages(domain)]
    if worths:
        numbers = numbers_of(domain)
        low, high = extremes(numbers)
        columns = list(zip(*worths, strict=True))
        told = numbers.in_units(low), numbers.in_units(high)
        assert list(told[0].values()) == [min(column) for column in columns]
        assert list(told[1].values()) == [max(column) for column in columns]


def test_what_nothing_links_stands_alone() -> None:
    table = {name: {"x": (1, 0), "y": (0, 1)} for name in "abcde"}
    domain = domain_of(table, rules_out=[("a", "x", "c", "y"), ("c", "x", "e", "x")])
    assert groups_of(numbers_of(domain)) == [(0, 2, 4), (1,), (3,)]


def test_ten_to_the_thirty_packages_with_their_ties() -> None:
    domain = domain_of({f"issue-{i}": {f"o{k}": (k, 9 - k) for k in range(10)} for i in range(30)})
    frontier = frontier_of(numbers_of(domain))
    assert len(frontier) == 271
    assert frontier[0].ties == 1
    assert sum(one.ties for one in frontier) == 10**30  # all of them are undominated


def test_a_long_path_of_statements() -> None:
    table = {f"issue-{i}": {"x": (1, 0), "y": (0, 1)} for i in range(120)}
    rules_out = [(f"issue-{i}", "x", f"issue-{i + 1}", "x") for i in range(119)]
    frontier = frontier_of(numbers_of(domain_of(table, rules_out=rules_out)))
    assert [tuple(one.worth.values()) for one in frontier] == [(60 - i, 60 + i) for i in range(61)]
    assert frontier[60].ties == 1  # no x at all
    assert frontier[0].ties == 61  # 60 of 120, never two side by side


def test_too_many_links_are_said_with_their_issues() -> None:
    table = {f"issue-{i}": {f"o{k}": (k, 9 - k) for k in range(10)} for i in range(12)}
    rules_out = [
        (f"issue-{i}", f"o{i % 10}", f"issue-{j}", f"o{(3 * j) % 10}") for i in range(12) for j in range(i)
    ]
    with pytest.raises(TooLinked, match=r"`issue-0`, `issue-1`.* so closely that 1,000,000,000,000 choices"):
        frontier_of(numbers_of(domain_of(table, rules_out=rules_out)))


def test_a_duty_that_two_issues_bring_is_counted_once() -> None:
    worth = {"north": Worth(5, 5), "south": Worth(-1, -1)}
    table = {"port": {"open": (0, 0), "closed": (0, 0)}, "road": {"open": (0, 0), "closed": (0, 0)}}
    bring = Brought("customs", (("port", "open"), ("road", "open")), (), worth)
    frontier = frontier_of(numbers_of(domain_of(table, brought=[bring])))
    assert [(tuple(one.worth.values()), one.ties) for one in frontier] == [((5, -1), 3), ((0, 0), 1)]


def test_worths_with_many_decimals_are_ties_as_written() -> None:
    table = {"a": {"x": (0.1, 0.2), "y": (0.3, 0.0)}, "b": {"x": (0.2, 0.1), "y": (0.0, 0.3)}}
    frontier = frontier_of(numbers_of(domain_of(table)))
    assert [(tuple(one.worth.values()), one.ties) for one in frontier] == [
        ((0.5, 0.1), 1),
        ((0.3, 0.3), 2),
        ((0.1, 0.5), 1),
    ]


@settings(max_examples=60)
@given(domains(most_issues=4, most_options=3))
def test_listing_linked_choices_gives_what_eliminating_gives(domain: Domain) -> None:
    numbers = numbers_of(domain)
    for group in groups_of(numbers):
        found = choices_of(numbers, group) if len(group) > 1 else None
        if found is not None:
            ways = product(*(range(len(numbers.options[issue])) for issue in group))
            alone = [dict(zip(group, way, strict=True)) for way in ways]
            inside = [ban for ban in numbers.bans if set(ban[0]) <= set(group)]
            allowed = [
                way
                for way in alone
                if all(numbers.allowed[i][o] for i, o in way.items())
                and not any(all(way[i] == o for i, o in zip(*ban, strict=True)) for ban in inside)
            ]
            assert found.packages == len(allowed)
            told = [way for place in range(len(found.points)) for way in found.all_of(place)]
            assert sorted(told) == sorted(
                tuple(way.values()) for way in allowed if not _is_worse(numbers, way, allowed, group)
            )
            assert [tuple(row) for row in found.first(np.arange(len(found.points)))] == [
                min(found.all_of(place)) for place in range(len(found.points))
            ]


def _is_worse(
    numbers: Numbers, way: dict[int, int], others: list[dict[int, int]], group: tuple[int, ...]
) -> bool:
    def worth(one: dict[int, int]) -> list[int]:
        total = sum(numbers.worth[i][o] for i, o in one.items())
        for factor in numbers.factors:
            if set(factor.scope) <= set(group):
                total = total + factor.worth[tuple(one[i] for i in factor.scope)]
        return [int(number) for number in total]

    mine = worth(way)
    return any(
        worth(one) != mine and all(a >= b for a, b in zip(worth(one), mine, strict=True)) for one in others
    )


def test_few_choices_that_are_linked_closely_are_listed() -> None:
    table = {f"issue-{i}": {f"o{k}": (k, 9 - k) for k in range(10)} for i in range(12)}
    # any two issues may only take the same option, or neighbours of it
    rules_out = [
        (f"issue-{i}", f"o{a}", f"issue-{j}", f"o{b}")
        for i in range(12)
        for j in range(i)
        for a in range(10)
        for b in range(10)
        if abs(a - b) > 1
    ]
    frontier = frontier_of(numbers_of(domain_of(table, rules_out=rules_out)))
    assert frontier.exact
    assert [tuple(one.worth.values()) for one in frontier] == [(108 - i, i) for i in range(109)]
    assert sum(one.ties for one in frontier) == 10 + 9 * (2**12 - 2)
