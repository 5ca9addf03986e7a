"""The diagnosis of the draft, against the list of every package."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.bargain.domain import Domain
from detente.bargain.draft import draft_of
from detente.bargain.numbers import numbers_of
from detente.bargain.results import Change, Draft
from tests.bargain.domains import accepted, domains, undominated, worths_of
from tests.bargain.draft.dense import dense
from tests.bargain.draft.oracle import Found, Oracle, listed_frontier

SMALL = settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
DENSE = st.integers(0, 2**32 - 1).map(dense)
DOMAINS = st.one_of(domains(most_issues=4, most_options=3, largest=3), DENSE, DENSE)


def diagnosed(domain: Domain, most: int = 3) -> Draft:
    numbers = numbers_of(domain)
    found, notes = draft_of(domain, numbers, listed_frontier(domain, numbers), most=most)
    assert found is not None
    assert notes == ()
    return found


def seen(changes: tuple[Change, ...]) -> Found:
    return [(dict(one.package.options), tuple(one.gains.values())) for one in changes]


@pytest.mark.slow
@SMALL
@given(DOMAINS, st.integers(1, 4))
def test_better_for_all_are_the_nearest_of_all_packages(domain: Domain, most: int) -> None:
    found = diagnosed(domain, most)

    oracle = Oracle(domain)
    expected = oracle.better_for_all()
    assert seen(found.better_for_all) == expected[:most]
    assert found.complete
    as_near = [gain for p, gain in expected if len(oracle.changed(p)) == len(oracle.changed(expected[0][0]))]
    assert found.nearest == len(as_near)
    for one in found.better_for_all:
        assert one.package.ties == oracle.ties(tuple(one.gains.values()))
        assert one.smallest == float(oracle.smallest(tuple(one.gains.values())))
        assert one.changes == {
            issue: (domain.draft[issue], one.package.options[issue])
            for issue in oracle.changed(dict(one.package.options))
        }


@pytest.mark.slow
@SMALL
@given(DOMAINS, st.integers(1, 4))
def test_trades_are_the_best_of_all_real_trades(domain: Domain, most: int) -> None:
    found = diagnosed(domain, most)

    oracle = Oracle(domain)
    expected = [*oracle.singles()[:most], *oracle.trades(2)[:most], *oracle.trades(3)[:most]]
    assert seen(found.trades) == expected
    for size, word in ((2, "two"), (3, "three")):
        tied = len(oracle.trades(size))
        assert (f"{tied:,} trades of {word} issues" in found.note) == (tied > most)


@pytest.mark.slow
@SMALL
@given(DOMAINS, st.integers(1, 4))
def test_what_dominates_is_undominated_and_counted(domain: Domain, most: int) -> None:
    found = diagnosed(domain, most)

    oracle = Oracle(domain)
    above = [
        (packages[0], gain)
        for packages in undominated(replace(domain, no_deal=dict.fromkeys(domain.parties))).values()
        for gain in [oracle.gain(packages[0])]
        if min(gain) >= 0 and max(gain) > 0
    ]
    assert seen(found.dominated_by) == oracle.in_order(above)[:most]
    assert found.count == len(above)
    assert found.accepted == sum(accepted(domain, worths_of(domain, package)) for package, _ in above)
    worths = worths_of(domain, dict(domain.draft))
    if not above and not found.excluded and accepted(domain, worths):
        assert worths in undominated(domain)


@pytest.mark.slow
@SMALL
@given(DOMAINS)
def test_promises_say_what_an_option_alone_would_take(domain: Domain) -> None:
    found = diagnosed(domain)

    oracle = Oracle(domain)
    assert [(one.issue, one.option) for one in found.promises] == [
        (issue, option) for issue, option in domain.choices() if domain.draft[issue] != option
    ]
    for one in found.promises:
        package = {**domain.draft, one.issue: one.option}
        worths = worths_of(domain, package)
        gain = oracle.gain(package)
        assert tuple(one.change.values()) == gain
        assert tuple(one.promise.values()) == tuple(max(0, -by) for by in gain)
        for party, worth in zip(domain.parties, worths, strict=True):
            limit = domain.no_deal[party]
            assert one.to_accept[party] == (None if limit is None else max(0, limit.low - worth))
        assert one.excluded == tuple(str(why) for why in domain.is_excluded(package))
        best = oracle.within((one.issue, one.option))
        assert (one.within and (dict(one.within.options), one.within.ties)) == best
