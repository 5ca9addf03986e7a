"""Drafts whose diagnosis can be followed by hand, and what is said where not everything is looked at."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.bargain.domain import Brought, Domain
from detente.bargain.draft import blocks, draft_of, nearest, promises, ties, trades
from detente.bargain.frontier.eliminate import frontier_of
from detente.bargain.lookup import Lookup
from detente.bargain.numbers import numbers_of
from detente.bargain.results import Change, Draft
from detente.deal.worth import Worth
from tests.bargain.domains import allowed_packages, domain_of, domains
from tests.bargain.draft.oracle import Oracle, listed_frontier

SMALL = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)

# Each side gives way where it costs little: the port is worth more to the south, the road more to the north.
LOGROLLING = {
    "port": {"closed": (4, 0), "open": (0, 9)},
    "road": {"two lanes": (0, 3), "four lanes": (8, 0)},
    "flag": {"plain": (1, 1), "striped": (0, 2)},
}
DRAFT = {"port": "closed", "road": "two lanes", "flag": "plain"}


def diagnosed(domain: Domain) -> Draft:
    numbers = numbers_of(domain)
    found, _ = draft_of(domain, numbers, listed_frontier(domain, numbers))
    assert found is not None
    return found


def told(changes: tuple[Change, ...]) -> list[tuple[dict[str, tuple[str, str]], dict[str, float]]]:
    return [(dict(one.changes), dict(one.gains)) for one in changes]


def test_a_draft_below_a_no_deal_worth_is_dominated_by_packages_that_are_so_too() -> None:
    tables = {"a": {"d": (0, 0), "e": (1, 1), "f": (10, -5)}}
    found = diagnosed(domain_of(tables, no_deal=(5, -10), draft={"a": "d"}))

    assert told(found.dominated_by) == [({"a": ("d", "e")}, {"north": 1.0, "south": 1.0})]
    assert (found.count, found.accepted) == (1, 0)
    assert found.better_for_all == found.trades == ()
    assert found.complete
    assert found.note == (
        "With the draft north has 0, less than the 5 that it has without a deal. 1 undominated outcome dominates the "
        "draft, and it does not give every party what it has without a deal."
    )


def test_what_is_better_for_all_is_kept_although_the_search_for_it_is_cut(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(nearest, "WORK", 1)
    found = diagnosed(domain_of(LOGROLLING, draft=DRAFT))

    swap = {"port": ("closed", "open"), "road": ("two lanes", "four lanes")}
    assert not found.complete
    assert told(found.better_for_all)[0] == (swap, {"north": 4.0, "south": 6.0})


def test_logrolling_gives_each_what_it_values_more() -> None:
    found = diagnosed(domain_of(LOGROLLING, draft=DRAFT))

    swap = {"port": ("closed", "open"), "road": ("two lanes", "four lanes")}
    assert told(found.trades) == [
        (swap, {"north": 4.0, "south": 6.0}),
        ({**swap, "flag": ("plain", "striped")}, {"north": 3.0, "south": 7.0}),
    ]
    # north: 4 of (4 + 8 + 1); south: 6 of (9 + 3 + 1)
    assert found.trades[0].smallest == pytest.approx(4 / 13)
    assert told(found.better_for_all)[0] == (swap, {"north": 4.0, "south": 6.0})
    assert [len(one.changes) for one in found.better_for_all] == [2, 3]
    assert found.count == 2  # both are undominated
    assert found.excluded == ()
    assert found.note == ""


def test_what_the_open_port_alone_would_take() -> None:
    found = diagnosed(domain_of(LOGROLLING, draft=DRAFT, no_deal=(3, None)))

    port = found.promises[0]
    assert (port.issue, port.option) == ("port", "open")
    assert port.change == {"north": -4.0, "south": 9.0}
    assert port.promise == {"north": 4.0, "south": 0.0}
    assert port.to_accept == {"north": 2.0, "south": None}  # it would have 1, and has 3 without a deal
    assert port.within is not None
    assert port.within.options == {"port": "open", "road": "four lanes", "flag": "plain"}
    assert port.within.worth == {"north": 9.0, "south": 10.0}


def test_a_change_that_hurts_nobody_is_listed_before_trades() -> None:
    tables = {**LOGROLLING, "name": {"old": (0, 0), "new": (0, 2)}}
    found = diagnosed(domain_of(tables, draft={**DRAFT, "name": "old"}))

    assert told(found.trades)[0] == ({"name": ("old", "new")}, {"north": 0.0, "south": 2.0})


def test_a_three_issue_trade_that_no_two_of_its_issues_bring() -> None:
    tables = {
        "a": {"draft": (0, 0), "new": (-2, 3)},
        "b": {"draft": (0, 0), "new": (-2, 3)},
        "c": {"draft": (0, 0), "new": (5, -5)},
    }
    found = diagnosed(domain_of(tables, draft=dict.fromkeys(tables, "draft")))

    assert told(found.trades) == [
        (dict.fromkeys(tables, ("draft", "new")), {"north": 1.0, "south": 1.0}),
    ]


def test_equally_good_trades_are_all_listed() -> None:
    tables = {
        name: {"draft": (0, 0), "new": row}
        for name, row in {"a": (3, -1), "b": (-1, 3), "c": (-1, 3)}.items()
    }
    found = diagnosed(domain_of(tables, draft=dict.fromkeys(tables, "draft")))

    assert [set(one.changes) for one in found.trades] == [{"a", "c"}, {"a", "b"}, {"a", "b", "c"}]
    assert found.trades[0].package.ties == 2


def test_an_undominated_draft_has_nothing_better() -> None:
    draft = {"port": "open", "road": "four lanes", "flag": "plain"}
    found = diagnosed(domain_of(LOGROLLING, draft=draft))

    assert (found.dominated_by, found.better_for_all, found.trades, found.count) == ((), (), (), 0)
    assert found.complete
    assert all(one.within is None for one in found.promises)


def test_gains_that_cancel_out_under_some_weights_are_not_lost_to_rounding() -> None:
    """5 of a span of 5 and -1 of a span of 1 add up to nothing, and in floats to a little less."""
    tables = {"a": {"only": (1, -2)}, "b": {"draft": (0, 0), "worse": (-1, 0), "better": (4, 1)}}
    found = diagnosed(domain_of(tables, draft={"a": "only", "b": "draft"}))

    assert [one.within and one.within.worth for one in found.promises] == [
        None,
        {"north": 5.0, "south": -1.0},
    ]


def test_a_draft_that_statements_leave_out_is_compared_all_the_same() -> None:
    domain = domain_of(LOGROLLING, draft=DRAFT, never=[("south", "port", "closed")])
    found = diagnosed(domain)

    assert found.excluded == ("south: never `port: closed`",)
    assert all(one.package.options["port"] == "open" for one in (*found.better_for_all, *found.trades))
    assert found.package.ties == 1
    assert [one.within is None for one in found.promises] == [False, False, False]


def test_statements_that_forbid_the_swap_are_kept_to() -> None:
    domain = domain_of(LOGROLLING, draft=DRAFT, rules_out=[("port", "open", "road", "four lanes")])
    found = diagnosed(domain)

    assert found.trades == ()
    assert found.better_for_all == ()


def test_what_a_draft_below_no_deal_needs_is_more_than_a_gain() -> None:
    domain = domain_of(LOGROLLING, draft=DRAFT, no_deal=(9, 0))
    found = diagnosed(domain)

    assert found.note == (
        "With the draft north has 5, less than the 9 that it has without a deal. 2 undominated outcomes dominate the "
        "draft, and 1 of them gives every party what it has without a deal."
    )
    assert [one.package.worth["north"] for one in found.better_for_all] == [9.0]
    assert [one.package.worth["north"] for one in found.trades] == [9.0]


def test_what_options_bring_counts_in_trades() -> None:
    toll = Brought(
        "toll", (("road", "four lanes"),), (("port", "open"),), {"south": Worth(-7, -7), "north": Worth(0, 0)}
    )
    found = diagnosed(domain_of(LOGROLLING, draft=DRAFT, brought=[toll]))

    # The swap would give south 6 - 7; with the flag it gives 7 - 7, and leaves it no worse off.
    assert told(found.trades) == [
        (
            {"port": ("closed", "open"), "road": ("two lanes", "four lanes"), "flag": ("plain", "striped")},
            {"north": 3.0, "south": 0.0},
        )
    ]


def test_issues_without_a_draft_are_named() -> None:
    domain = domain_of(LOGROLLING, draft={"road": "two lanes", "flag": "dotted"})
    numbers = numbers_of(domain)

    assert draft_of(domain, numbers, listed_frontier(domain, numbers)) == (None, ("port", "flag"))


def test_at_least_one_is_shown() -> None:
    domain = domain_of(LOGROLLING, draft=DRAFT)
    numbers = numbers_of(domain)

    with pytest.raises(ValueError, match="at least one"):
        draft_of(domain, numbers, listed_frontier(domain, numbers), most=0)


def test_the_printed_form_has_names_and_numbers() -> None:
    printed = diagnosed(domain_of(LOGROLLING, draft=DRAFT)).as_dict()

    assert printed["package"] == DRAFT
    assert printed["better_for_all"][0]["changes"]["port"] == {"from": "closed", "to": "open"}
    assert printed["promises"][0]["promise"] == {"north": 4.0, "south": 0.0}


def _turned(domain: Domain, order: tuple[str, ...]) -> Domain:
    return replace(domain, parties=order)


def _packages(found: Draft) -> list[object]:
    listed = [
        [dict(one.package.options) for one in some] for some in (found.dominated_by, found.better_for_all)
    ]
    more = [dict(one.package.options) for one in found.trades]
    within = [one.within and dict(one.within.options) for one in found.promises]
    return [*listed, more, within, found.count, found.complete]


@SMALL
@given(domains(parties=3, most_issues=4, most_options=3, largest=4))
def test_the_order_of_the_parties_changes_nothing(domain: Domain) -> None:
    expected = _packages(diagnosed(domain))

    for order in list(permutations(domain.parties))[1:4]:
        assert _packages(diagnosed(_turned(domain, order))) == expected


@SMALL
@given(
    domains(most_issues=4, most_options=3, largest=4),
    st.sampled_from([0.001, 0.25, 3.0, 1e9]),
    st.integers(-50, 50),
)
def test_other_units_and_another_start_change_no_package(domain: Domain, factor: float, more: int) -> None:
    """One party's worths times a factor, and a constant on all its options of the first issue."""
    party, first = domain.parties[0], next(iter(domain.issues))

    def other(worth: Worth, extra: int = 0) -> Worth:
        return Worth((worth.low + extra) * factor, (worth.low + extra) * factor)

    no_deal = domain.no_deal[party]
    changed = replace(
        domain,
        own={
            **domain.own,
            party: {
                choice: other(worth, more if choice[0] == first else 0)
                for choice, worth in domain.own[party].items()
            },
        },
        no_deal={**domain.no_deal, party: no_deal if no_deal is None else other(no_deal, more)},
        brought=tuple(
            replace(one, worth={**one.worth, party: other(one.worth[party])}) for one in domain.brought
        ),
    )
    if factor == 0.001:  # so that the decimals are those that a person would write
        changed = _rounded(changed)
    assert _packages(diagnosed(changed)) == _packages(diagnosed(domain))


def _rounded(domain: Domain) -> Domain:
    def near(worth: Worth) -> Worth:
        return Worth(round(worth.low, 6), round(worth.low, 6))

    return replace(
        domain,
        own={party: {c: near(w) for c, w in own.items()} for party, own in domain.own.items()},
        no_deal={party: None if w is None else near(w) for party, w in domain.no_deal.items()},
        brought=tuple(
            replace(one, worth={p: near(w) for p, w in one.worth.items()}) for one in domain.brought
        ),
    )


@SMALL
@given(domains(most_issues=4, most_options=3, largest=4))
def test_where_too_many_issues_are_linked_only_small_changes_are_looked_at(
    monkeypatch: pytest.MonkeyPatch, domain: Domain
) -> None:
    whole = diagnosed(domain)
    with monkeypatch.context() as patch:
        patch.setattr(blocks, "MOST_CHOICES", 4)
        found = diagnosed(domain)

    oracle = Oracle(domain)
    assert _packages(found)[2] == _packages(whole)[2]  # trades have three issues at most
    near = [
        package
        for package, _ in oracle.better_for_all()
        if found.complete or len(oracle.changed(package)) <= 3
    ]
    listed = [dict(one.package.options) for one in found.better_for_all]
    assert listed[: len(near)] == near[:3]
    if found.complete:
        assert len(listed) == len(near[:3])
    else:  # then others may follow that were found on the way
        assert found.note
        assert all(gain > 0 for one in found.better_for_all for gain in one.gains.values())
        assert all(package in list(allowed_packages(domain)) for package in listed)


def test_what_a_limit_leaves_out_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    domain = domain_of(LOGROLLING, draft=DRAFT)
    monkeypatch.setattr(nearest, "WORK", 0)
    monkeypatch.setattr(promises, "WORK", 0)
    monkeypatch.setattr(trades, "MOST_SUMS", 0)
    monkeypatch.setattr(ties, "MOST_SUMS", 0)
    found = diagnosed(domain)

    assert not found.complete
    assert "only packages with up to 0 changed issues were looked at" in found.note
    assert "Not every trade of two issues was looked at." in found.note
    assert "Not every trade of three issues was looked at." in found.note
    assert "Not for every option" in found.note
    assert "`ties` is 1" in found.note


def test_after_the_deadline_what_is_known_is_told() -> None:
    domain = domain_of(LOGROLLING, draft=DRAFT)
    numbers = numbers_of(domain)
    found, _ = draft_of(domain, numbers, listed_frontier(domain, numbers), deadline=time.monotonic() - 1)

    assert found is not None
    assert not found.complete
    assert found.count == 2  # known from the frontier


def test_a_frontier_that_is_not_exact_is_said_and_not_relied_on() -> None:
    domain = domain_of(LOGROLLING, draft=DRAFT)
    numbers = numbers_of(domain)
    frontier = listed_frontier(domain, numbers, exact=False)
    found, _ = draft_of(
        domain, numbers, replace(frontier, points=frontier.points[:1], bounds=frontier.points)
    )

    assert found is not None
    assert not found.complete
    assert "not whole" in found.note
    assert found.dominated_by == ()  # the one point that is left is worse for south
    assert [len(one.changes) for one in found.better_for_all] == [2, 3]


def test_trades_of_many_issues_are_those_found_one_by_one() -> None:
    """14 issues and three parties: too many packages to list, few enough trades to add up one after the other."""
    domain = _many(14, 4, 3, seed=5)
    found, _ = draft_of(domain, numbers_of(domain), frontier_of(numbers_of(domain)))

    assert found is not None
    for size in (2, 3):
        best = _best_smallest(domain, size)
        assert max(one.smallest for one in found.trades if len(one.changes) == size) == pytest.approx(best)


def _many(issues: int, options: int, parties: int, seed: int) -> Domain:
    rng = np.random.default_rng(seed)
    tables = {
        f"issue-{i}": {f"o{k}": tuple(rng.integers(0, 100, parties).tolist()) for k in range(options)}
        for i in range(issues)
    }
    draft = {issue: f"o{rng.integers(options)}" for issue in tables}
    return domain_of(tables, ["north", "south", "east"][:parties], draft=draft)


def _best_smallest(domain: Domain, size: int) -> float:
    """Without asking whether a part is as good: such a part would have as large a smallest share."""
    from itertools import combinations, product

    gains = {
        issue: [
            [
                domain.own[p][issue, o].low - domain.own[p][issue, domain.draft[issue]].low
                for p in domain.parties
            ]
            for o in options
            if o != domain.draft[issue]
        ]
        for issue, options in domain.issues.items()
    }
    spans = np.array(
        [
            sum(
                max(own[issue, o].low for o in options) - min(own[issue, o].low for o in options)
                for issue, options in domain.issues.items()
            )
            for own in domain.own.values()
        ]
    )
    best = -1.0
    for issues in combinations(gains, size):
        for rows in product(*(gains[issue] for issue in issues)):
            real = all(max(sum(r[p] for r in rows) - q[p] for p in range(len(spans))) > 0 for q in rows)
            total = np.array(rows).sum(axis=0)
            if real and all(max(row) > 0 for row in rows):
                best = max(best, float((total / spans).min()))
    return best


@given(st.lists(st.tuples(*[st.integers(-3, 3)] * 2), min_size=1, max_size=20, unique=True))
def test_rows_are_found_where_they_stand(rows: list[tuple[int, int]]) -> None:
    table = np.array(rows, np.int64)
    wanted = np.array([(a, b) for a in range(-4, 5) for b in range(-4, 5)], np.int64)

    found = Lookup(table).find(wanted)

    assert found.tolist() == [
        rows.index(pair) if pair in rows else -1 for pair in map(tuple, wanted.tolist())
    ]


@pytest.mark.slow
def test_a_hundred_issues_are_diagnosed() -> None:
    domain = _many(100, 4, 2, seed=2)
    found, _ = draft_of(domain, numbers_of(domain), frontier_of(numbers_of(domain)))

    assert found is not None
    assert found.complete
    assert len(found.better_for_all) == 3
    assert all(min(one.gains.values()) > 0 for one in found.better_for_all)
    for one in found.promises:
        assert one.within is not None
        assert one.within.options[one.issue] == one.option
        assert all(one.within.worth[party] >= found.package.worth[party] for party in domain.parties)
