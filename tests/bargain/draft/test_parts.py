"""Changes of which a part is useless or has to be made, in issues that are linked and in issues that are not."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import pytest

from detente.bargain.domain import Domain
from detente.bargain.draft import draft_of
from detente.bargain.numbers import numbers_of
from detente.bargain.results import Draft
from tests.bargain.domains import domain_of
from tests.bargain.draft.oracle import listed_frontier

# `a` and `b` are linked, for what nobody would choose rules out its like; their changes add up all the same.
LINKED = {
    "a": {"draft": (0, 0), "new": (2, 2), "bad": (-9, -9)},
    "b": {"draft": (0, 0), "new": (1, -1), "bad": (-9, -9)},
    "c": {"draft": (0, 0), "new": (-1, 1)},
}


def linked(
    *, never: Sequence[tuple[str, str, str]] = (), no_deal: Sequence[float | None] | None = None
) -> Domain:
    return domain_of(
        LINKED,
        draft=dict.fromkeys(LINKED, "draft"),
        rules_out=[("a", "bad", "b", "bad")],
        never=never,
        no_deal=no_deal,
    )


def diagnosed(domain: Domain) -> Draft:
    numbers = numbers_of(domain)
    found, _ = draft_of(domain, numbers, listed_frontier(domain, numbers))
    assert found is not None
    return found


def traded(domain: Domain, size: int) -> list[tuple[str, dict[str, float]]]:
    found = diagnosed(domain).trades
    return [("".join(one.changes), dict(one.gains)) for one in found if len(one.changes) == size]


def test_two_linked_issues_and_another_are_no_trade_where_one_alone_gives_as_much() -> None:
    assert traded(linked(), 3) == []  # 2 and 2, as `a` alone
    assert traded(linked(), 2) == [("ab", {"north": 3.0, "south": 1.0})]  # 1 of 21, not of 22


def test_what_has_to_change_is_no_useless_part() -> None:
    domain = linked(never=[("north", "c", "draft")])

    assert traded(domain, 3) == [("abc", {"north": 2.0, "south": 2.0})]  # `a` alone cannot be had
    assert traded(domain, 2) == [("ac", {"north": 1.0, "south": 3.0})]


def test_a_trade_of_linked_issues_comes_up_to_no_deal() -> None:
    assert traded(linked(no_deal=(0, 2)), 2) == [("ac", {"north": 1.0, "south": 3.0})]


@pytest.mark.parametrize("order", list(permutations("abc")))
def test_two_changes_that_are_useless_together_are_no_part_of_a_trade(order: tuple[str, ...]) -> None:
    rows = {"a": (5, 5), "b": (1, -2), "c": (-1, 1)}  # b and c together give north nothing and cost south 1
    tables = {issue: {"draft": (0, 0), "new": rows[issue]} for issue in order}

    assert traded(domain_of(tables, draft=dict.fromkeys(tables, "draft")), 3) == []


@pytest.mark.parametrize("order", list(permutations("abc")))
def test_two_changes_count_together_where_one_of_them_has_to_be_made(order: tuple[str, ...]) -> None:
    rows = {"a": (5, 5), "b": (1, -2), "c": (-1, 1)}
    tables = {issue: {"draft": (0, 0), "new": rows[issue]} for issue in order}
    domain = domain_of(tables, draft=dict.fromkeys(tables, "draft"), never=[("south", "b", "draft")])

    assert traded(domain, 3) == [("".join(order), {"north": 5.0, "south": 4.0})]


def test_nothing_is_better_for_all_if_fewer_changes_give_as_much() -> None:
    rows = {"a": (3, 3), "b": (-1, 0), "c": (4, -1)}
    tables = {issue: {"draft": (0, 0), "new": row} for issue, row in rows.items()}
    found = diagnosed(domain_of(tables, draft=dict.fromkeys(tables, "draft")))

    assert [tuple(one.changes) for one in found.better_for_all] == [
        ("a",),
        ("a", "c"),
    ]  # not a and b: 2 and 3


def test_the_first_package_is_that_of_the_file_also_between_linked_issues() -> None:
    tables = {
        "a": {"draft": (0, 0), "new": (1, 1), "bad": (-9, -9)},
        "b": {"draft": (0, 0), "new": (2, 2)},
        "c": {"draft": (0, 0), "new": (2, 2)},
    }
    domain = domain_of(
        tables,
        draft=dict.fromkeys(tables, "draft"),
        rules_out=[("a", "bad", "c", "new")],
        never=[("north", "a", "draft")],
    )
    found = diagnosed(domain).better_for_all

    assert [tuple(one.changes) for one in found] == [("a",), ("a", "c"), ("a", "b", "c")]
    assert found[1].package.ties == 2
