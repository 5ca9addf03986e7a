"""Which statements together leave no package, against brute force."""

from __future__ import annotations

import builtins
import itertools
import pickle
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.bargain.contradictions import Contradiction, below_no_deal, left_out, refuse_nothing_left
from detente.bargain.domain import NEVER, RULES_OUT, Domain, Exclusion
from detente.bargain.nogoods import Steps, knot
from detente.bargain.numbers import numbers_of
from detente.deal.worth import Worth
from detente.errors import CannotCount, DetenteError, NothingLeft
from tests.bargain.domains import accepted, allowed_packages, domain_of, domains, worths_of

many = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def is_left(domain: Domain, statements: Sequence[Exclusion]) -> bool:
    return next(allowed_packages(replace(domain, excluded=tuple(statements))), None) is not None


def accepted_by(domain: Domain, statements: Sequence[Exclusion], parties: Sequence[str]) -> bool:
    limits = {party: domain.no_deal[party] if party in parties else None for party in domain.parties}
    some = replace(domain, excluded=tuple(statements), no_deal=limits)
    return any(accepted(some, worths_of(some, package)) for package in allowed_packages(some))


def groups(statements: Sequence[Exclusion]) -> list[list[Exclusion]]:
    """Statements that say the same, together."""
    found: dict[frozenset[Any], list[Exclusion]] = {}
    for one in statements:
        found.setdefault(frozenset(one.choices), []).append(one)
    return list(found.values())


def check_minimal(domain: Domain, found: Contradiction) -> None:
    """Together they leave nothing; without any one, or all that say what it says, something is left."""
    assert found.statements
    assert found.minimal
    assert not is_left(domain, found.statements)
    for same in groups(found.statements):
        assert is_left(domain, [one for one in found.statements if one not in same])
        twins = [one for one in domain.excluded if set(one.choices) == set(same[0].choices)]
        assert len(twins) == len(same)  # nobody is named alone for what others say too
    order = [domain.excluded.index(one) for one in found.statements]
    assert order == sorted(order)


@st.composite
def tight(draw: st.DrawFn) -> Domain:
    """Few options and many statements: about half of these leave nothing."""
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=5))
    issues = {f"i{at}": {f"o{k}": [0, 0] for k in range(size)} for at, size in enumerate(sizes)}
    choices = [(issue, option) for issue, options in issues.items() for option in options]
    statements = []
    for at in range(draw(st.integers(1, 16))):
        some = draw(st.lists(st.sampled_from(choices), min_size=1, max_size=3))
        kind, party = (
            (NEVER, draw(st.sampled_from(["north", "south"]))) if len(some) == 1 else (RULES_OUT, None)
        )
        statements.append(Exclusion(kind, tuple(some), party, f"deal.yaml:{at + 1}:1"))
    return replace(domain_of(issues), excluded=tuple(statements))


@many
@given(tight())
def test_what_is_left_and_the_smallest_set_are_those_of_brute_force(domain: Domain) -> None:
    found = left_out(domain)
    assert (found is None) == is_left(domain, domain.excluded)
    if found is not None:
        check_minimal(domain, found)
        assert found.places == tuple(one.place for one in found.statements)
        with pytest.raises(NothingLeft) as raised:
            refuse_nothing_left(domain)
        assert raised.value.statements == found.said
    else:
        refuse_nothing_left(domain)


@many
@given(tight())
def test_renaming_parties_renames_only_parties(domain: Domain) -> None:
    names = {"north": "south", "south": "north", None: None}
    swapped = replace(
        domain,
        parties=("south", "north"),
        excluded=tuple(replace(one, party=names[one.party]) for one in domain.excluded),
    )
    found, other = left_out(domain), left_out(swapped)
    assert (found is None) == (other is None)
    if found is not None and other is not None:
        assert found.places == other.places
        assert [names[one.party] for one in found.statements] == [one.party for one in other.statements]


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(domains(most_issues=3, most_options=3))
def test_no_deal_worths_that_leave_nothing_are_those_of_brute_force(domain: Domain) -> None:
    # Everybody wants nearly its best: often nothing is left.
    high = {
        party: Worth(worth, worth)
        for at, party in enumerate(domain.parties)
        for worth in [max((worths_of(domain, one)[at] for one in allowed_packages(domain)), default=0.0) - 2]
    }
    domain = replace(domain, no_deal=high)
    found = below_no_deal(domain, numbers_of(domain))
    everybody = domain.parties
    assert (found is None) == accepted_by(domain, domain.excluded, everybody)
    if found is None:
        return
    if not is_left(domain, domain.excluded):
        check_minimal(domain, found)
        return
    assert found.minimal
    assert found.no_deal
    if found.alone:
        assert not found.statements
        assert all(not accepted_by(domain, (), [party]) for party in found.no_deal)
        return
    assert not accepted_by(domain, found.statements, found.no_deal)
    for party in found.no_deal:
        assert accepted_by(domain, found.statements, [one for one in found.no_deal if one != party])
    for same in groups(found.statements):
        assert accepted_by(domain, [one for one in found.statements if one not in same], found.no_deal)


def statements_of(found: Contradiction | None) -> list[str]:
    assert found is not None
    return [str(one) for one in found.statements]


def test_an_option_that_rules_itself_out_is_left_out_alone() -> None:
    domain = domain_of({"a": {"x": [0, 0]}, "b": {"y": [0, 0]}}, rules_out=[("a", "x", "a", "x")])
    assert statements_of(left_out(domain)) == ["`a: x` rules out `a: x`"]
    assert left_out(replace(domain, issues={"a": ("x", "z"), "b": ("y",)})) is None


def test_two_options_of_one_issue_never_meet_anyway() -> None:
    assert left_out(domain_of({"a": {"x": [0, 0], "y": [0, 0]}}, rules_out=[("a", "x", "a", "y")])) is None


def test_an_issue_that_nobody_leaves_an_option_names_all_who_say_so() -> None:
    domain = domain_of(
        {"a": {"x": [0, 0], "y": [0, 0]}, "b": {"x": [0, 0], "y": [0, 0]}},
        never=[("north", "b", "x"), ("north", "a", "x"), ("south", "a", "x"), ("south", "a", "y")],
    )
    found = left_out(domain)
    assert statements_of(found) == ["north: never `a: x`", "south: never `a: x`", "south: never `a: y`"]


def test_a_chain_over_three_issues() -> None:
    issues = {name: {"x": [0, 0], "y": [0, 0]} for name in "abcd"}
    domain = domain_of(
        issues,
        rules_out=[("d", "x", "c", "y"), ("a", "x", "b", "x"), ("b", "y", "c", "x"), ("a", "x", "c", "y")],
        never=[("south", "a", "y")],
    )
    assert statements_of(left_out(domain)) == [
        "south: never `a: y`",
        "`a: x` rules out `b: x`",
        "`b: y` rules out `c: x`",
        "`a: x` rules out `c: y`",
    ]


@pytest.mark.parametrize("length", [3, 5, 9])
def test_an_odd_cycle_of_unlike_neighbours_leaves_nothing_and_an_even_one_something(length: int) -> None:
    def ring(size: int) -> Domain:
        issues = {f"i{at}": {"x": [0, 0], "y": [0, 0]} for at in range(size)}
        pairs = [(f"i{at}", o, f"i{(at + 1) % size}", o) for at in range(size) for o in "xy"]
        return domain_of(issues, rules_out=pairs)

    found = left_out(ring(length))
    assert found is not None
    assert len(found.statements) == 2 * length
    assert left_out(ring(length + 1)) is None


def test_a_hundred_issues_with_one_knot_among_them() -> None:
    draw = random.Random(3)  # noqa: S311 -- a domain that is the same every time
    issues = {f"i{at}": {f"o{k}": [0, 0] for k in range(5)} for at in range(100)}
    loose = [
        (f"i{a}", f"o{draw.randrange(5)}", f"i{b}", f"o{draw.randrange(5)}")
        for a, b in (draw.sample(range(100), 2) for _ in range(300))
    ]
    # Six issues pairwise unlike, with five options: one too many.
    knots = [
        (f"i{a}", f"o{k}", f"i{b}", f"o{k}")
        for a, b in itertools.combinations(range(40, 46), 2)
        for k in range(5)
    ]
    start = time.perf_counter()
    assert left_out(domain_of(issues, rules_out=loose)) is None
    found = left_out(domain_of(issues, rules_out=[*loose, *knots]))
    assert time.perf_counter() - start < 10
    assert found is not None
    assert {issue for one in found.statements for issue, _ in one.choices} == {
        f"i{at}" for at in range(40, 46)
    }
    assert len(groups(found.statements)) == 75


def unlike(issues: int, options: int) -> Domain:
    """All issues pairwise unlike: nothing is left where there are more issues than options, and that is hard to see."""
    tables = {f"i{at}": {f"o{k}": [0, 0] for k in range(options)} for at in range(issues)}
    pairs = itertools.combinations(tables, 2)
    return domain_of(tables, rules_out=[(a, o, b, o) for a, b in pairs for o in tables["i0"]])


@pytest.mark.slow
def test_a_hard_knot_is_given_up_in_counted_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    domain = unlike(8, 7)
    whole = left_out(domain)
    assert whole is not None
    assert whole.minimal
    assert len(whole.statements) == 28 * 7
    spare = replace(domain, excluded=(*domain.excluded, Exclusion(RULES_OUT, (("i0", "o0"), ("i1", "o1")))))
    monkeypatch.setattr(Steps, "one", limited(20_000))
    some = left_out(spare)
    assert some is not None
    assert not some.minimal
    assert set(whole.statements) <= set(some.statements)
    monkeypatch.setattr(Steps, "one", limited(100))
    with pytest.raises(CannotCount, match="not decided"):
        left_out(domain)
    refuse_nothing_left(domain)


def limited(most: int) -> Callable[[Steps], None]:
    """Steps that end after so many."""
    real = Steps.one

    def one(steps: Steps) -> None:
        steps.left = min(steps.left, most)
        real(steps)

    return one


def test_a_hundred_linked_issues_are_decided_and_the_choice_is_real() -> None:
    """Colouring with a planted answer: something is left, however tight."""
    draw = random.Random(5)  # noqa: S311 -- a domain that is the same every time
    planted = [draw.randrange(3) for _ in range(100)]
    pairs = [pair for pair in itertools.combinations(range(100), 2) if planted[pair[0]] != planted[pair[1]]]
    nogoods = [((a, k), (b, k)) for a, b in draw.sample(pairs, 230) for k in range(3)]
    assert knot([3] * 100, nogoods, Steps()) is None
    # One more issue that has to be unlike three issues of three different colours, and these colours are forced.
    three = [planted.index(colour) for colour in range(3)]
    forced = [((issue, k),) for issue in three for k in range(3) if k != planted[issue]]
    extra = [((issue, k), (100, k)) for issue in three for k in range(3)]
    assert knot([3] * 101, [*nogoods, *forced, *extra], Steps()) is not None


def test_the_sentence_lists_statements_with_places_and_recommends_none() -> None:
    domain = replace(
        domain_of({"port": {"open": [0, 0], "shut": [0, 0]}}),
        excluded=(
            Exclusion(NEVER, (("port", "open"),), "north", "north.yaml:4:3"),
            Exclusion(NEVER, (("port", "shut"),), "south"),
        ),
        names={"north": "Northland", "south": "Southland"},
    )
    with pytest.raises(NothingLeft) as raised:
        refuse_nothing_left(domain)
    error = raised.value
    assert isinstance(error, DetenteError)
    assert error.statements == (
        "Northland: never `port: open` (north.yaml:4:3)",
        "Southland: never `port: shut`",
    )
    assert error.sentence == (
        "These 2 statements together leave no package: Northland: never `port: open` (north.yaml:4:3); "
        "Southland: never `port: shut`. Which of them gives way is for the parties to say."
    )
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 -- our own
    assert (again.sentence, again.statements) == (error.sentence, error.statements)


def test_one_statement_and_very_many_are_said_too() -> None:
    assert NothingLeft(["north: never `a: x`"]).sentence == (
        "This statement leaves no package: north: never `a: x`. Whether it gives way is for the parties to say."
    )
    assert "; and 1,000 more." in NothingLeft(str(at) for at in range(1020)).sentence


SPLIT = {"a": {"x": [3, 0], "y": [0, 3]}, "b": {"x": [2, 0], "y": [0, 2]}}


def test_no_deal_worths_that_exclude_each_other() -> None:
    domain = domain_of(SPLIT, no_deal=[4, 3])
    found = below_no_deal(domain, numbers_of(domain))
    assert found is not None
    assert (found.no_deal, found.statements, found.alone) == (("north", "south"), (), False)
    assert found.sentence == "No package gives north and south at once what they have without a deal."


def test_a_no_deal_worth_out_of_reach_is_found_without_scipy(monkeypatch: pytest.MonkeyPatch) -> None:
    without_scipy(monkeypatch)
    domain = domain_of(SPLIT, no_deal=[6, 6])
    found = below_no_deal(domain, numbers_of(domain))
    assert found is not None
    assert (found.no_deal, found.alone, found.minimal) == (("north", "south"), True, True)
    assert found.sentence == "No package gives north and south, each taken alone, what it has without a deal."


def test_a_statement_and_a_no_deal_worth_together() -> None:
    domain = domain_of(SPLIT, no_deal=[3, None], never=[("south", "b", "y"), ("south", "a", "x")])
    found = below_no_deal(domain, numbers_of(domain))
    assert found is not None
    assert found.no_deal == ("north",)
    assert found.sentence == (
        "With this statement, no package gives north what it has without a deal: south: never `a: x`. "
        "What of it gives way is for the parties to say."
    )


def without_scipy(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def imported(name: str, *args: Any, **more: Any) -> Any:
        if name.partition(".")[0] == "scipy":
            raise ImportError(name)
        return real(name, *args, **more)

    monkeypatch.setattr(builtins, "__import__", imported)


def test_without_time_only_that_nothing_is_left_is_said() -> None:
    domain = domain_of(SPLIT, no_deal=[4, 3])
    found = below_no_deal(domain, numbers_of(domain), empty=True, time_limit=0)
    assert found is not None
    assert not found.minimal
    assert found.sentence == "No package that is left gives every party at least what it has without a deal."


def test_without_scipy_undominated_packages_are_listed_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    domain = domain_of(SPLIT, no_deal=[4, 3])
    numbers = numbers_of(domain)
    found = below_no_deal(domain, numbers)
    without_scipy(monkeypatch)
    assert below_no_deal(domain, numbers) == found
    assert found is not None
    assert found.minimal
    possible = domain_of(SPLIT, no_deal=[1, 1])
    assert below_no_deal(possible, numbers_of(possible)) is None


def test_all_whom_the_statements_leave_too_little_are_named_alike() -> None:
    tables = {"port": {"open": (9, 9, 0), "shut": (1, 1, 0)}, "road": {"open": (1, 1, 1), "shut": (0, 0, 0)}}
    domain = domain_of(
        tables, ("north", "south", "east"), no_deal=(5, 5, 0), never=[("east", "port", "open")]
    )
    found = below_no_deal(domain, numbers_of(domain))
    assert found is not None
    assert found.no_deal == ("north", "south")
    assert found.sentence == (
        "With this statement, no package gives north and south, each taken alone, what it has without a deal: "
        "east: never `port: open`. What of it gives way is for the parties to say."
    )
