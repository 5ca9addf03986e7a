"""The verb as a whole: one call from tables or a deal to an answer."""

from __future__ import annotations

import contextlib
import inspect
import json
import random
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import detente
from detente.bargain.answer import Bargain
from detente.bargain.domain import Domain
from detente.bargain.run import bargain, undominated
from detente.deal.loader import load_text
from detente.deal.worth import Worth
from detente.errors import CannotCount, CannotRead, DetenteError, NothingLeft, UnknownName
from tests.bargain import domains as listing
from tests.bargain.domains import domain_of, domains

TABLES = {
    "port": {"shut": {"north": 10, "south": 0}, "open": {"north": 0, "south": 25}},
    "mandate": {"none": {"north": 0, "south": 8}, "joint": {"north": 20, "south": 0}},
    "road": {"shut": {"north": 3, "south": 0}, "open": {"north": 0, "south": 2}},
}
DRAFT = {"port": "shut", "mandate": "none", "road": "shut"}


def swapped(domain: Domain, order: list[str]) -> Domain:
    """The same domain with its parties in another order."""
    return replace(
        domain,
        parties=tuple(order),
        own={party: domain.own[party] for party in order},
        no_deal={party: domain.no_deal[party] for party in order},
    )


def by_party(value: Any) -> Any:
    """A printed answer without any order of parties."""
    if isinstance(value, Mapping):
        return {key: by_party(one) for key, one in sorted(value.items())}
    return [by_party(one) for one in value] if isinstance(value, list) else value


def test_a_draft_that_trades_nothing_is_worse_for_both() -> None:
    found = bargain(TABLES, draft=DRAFT, unit="points", no_deal={"north": 5, "south": 5})
    assert found.exact
    assert found.can_be_better
    draft = found.draft
    assert draft is not None
    assert draft.package.worth == {"north": 13, "south": 8}
    nearest = draft.better_for_all[0]
    assert nearest.changes == {"port": ("shut", "open"), "mandate": ("none", "joint")}
    assert nearest.gains == {"north": 10, "south": 17}
    nash = found.solutions["nash"]
    assert nash is not None
    assert nash.packages[0].options == {"port": "open", "mandate": "joint", "road": "shut"}
    assert nash.value == (23 - 5) * (25 - 5)


def test_the_printed_form_has_the_keys_that_are_promised() -> None:
    printed = json.loads(
        json.dumps(bargain(TABLES, draft=DRAFT, unit="points").as_dict("1.0"), allow_nan=False)
    )
    assert printed["detente"] == "1.0"
    assert printed["exact"] is True
    assert printed["eps"] == {"north": 0, "south": 0}
    assert {"package", "worth", "ties"} <= set(printed["frontier"][0])
    assert list(printed["solutions"]) == [
        "nash",
        "kalai-smorodinsky",
        "egalitarian",
        "utilitarian",
        "leximin",
    ]
    assert {"package", "worth", "formula", "upper_bound"} <= set(printed["solutions"]["nash"])
    assert {"package", "worth", "dominated_by", "better_for_all", "trades"} <= set(printed["draft"])
    assert printed["acceptable"]["count"] == 8
    assert printed["shares"] is None


@settings(max_examples=60)
@given(domains(most_issues=3, most_options=3), st.randoms(use_true_random=False))
def test_the_order_of_the_parties_changes_nothing_else(domain: Domain, rng: random.Random) -> None:
    order = list(domain.parties)
    rng.shuffle(order)
    answers = []
    for one in (domain, swapped(domain, order)):
        try:
            answers.append(bargain(one).as_dict("1"))
        except NothingLeft as error:
            answers.append({"error": str(error)})
    first, second = (dict(one) for one in answers)
    if "error" in first or "error" in second:
        assert first == second
        return
    for printed in (first, second):
        printed["frontier"].sort(key=lambda one: json.dumps(one, sort_keys=True))
        for kept in ("assumptions", "notes", "winner", "method"):
            printed.pop(kept)  # sentences name the parties in the order of the file
        for solution in printed["solutions"].values():
            if solution is not None:
                solution.pop("formula")
                solution.pop("note")
        if printed["draft"] is not None:
            printed["draft"].pop("note")
    assert by_party(first) == by_party(second)


@settings(max_examples=60)
@given(domains(most_issues=4, most_options=3))
def test_what_is_said_of_the_draft_is_what_listing_says(domain: Domain) -> None:
    try:
        found = bargain(domain)
    except NothingLeft:
        assert not any(True for _ in listing.allowed_packages(domain))
        return
    assert found.draft is not None
    has = listing.worths_of(domain, domain.draft)
    better = [
        worths
        for worths in (listing.worths_of(domain, package) for package in listing.allowed_packages(domain))
        if worths != has and all(a >= b for a, b in zip(worths, has, strict=True))
    ]
    assert found.can_be_better == bool(better)
    accepted = [worths for worths in better if listing.accepted(domain, worths)]
    assert bool(found.draft.accepted) == bool(accepted)
    for_all = [worths for worths in accepted if all(a > b for a, b in zip(worths, has, strict=True))]
    assert bool(found.draft.better_for_all) == bool(for_all)


def test_the_frontier_alone_is_the_same() -> None:
    alone = undominated(TABLES, no_deal={"north": 5})
    assert list(alone) == list(bargain(TABLES, no_deal={"north": 5}).frontier or ())


def test_a_limit_gives_an_answer_that_says_how_far_it_is_off() -> None:
    rng = random.Random(3)  # noqa: S311 -- figures for a test
    tables = {
        f"i{at}": {f"o{k}": {"north": rng.randint(0, 100), "south": rng.randint(0, 100)} for k in range(6)}
        for at in range(12)
    }
    whole = bargain(tables, promises=False)
    part = bargain(tables, promises=False, most_points=20)
    assert whole.exact
    assert not part.exact
    assert all(eps is not None and eps > 0 for eps in part.eps.values())
    for name, solution in part.solutions.items():
        true = whole.solutions[name]
        if solution is not None and true is not None:
            assert solution.value <= true.value <= solution.upper_bound * (1 + 1e-12)


def test_time_that_is_over_gives_an_answer_all_the_same() -> None:
    tables = {
        f"i{at}": {
            f"o{k}": {p: ((at + 3) * k * (j + 7)) % 101 for j, p in enumerate("abc")} for k in range(10)
        }
        for at in range(30)
    }
    found = bargain(tables, draft={f"i{at}": "o0" for at in range(30)}, time_limit=0.01)
    assert not found.exact
    assert found.frontier is not None
    assert len(found.frontier) > 0


def test_issues_that_are_linked_too_closely_still_have_solution_points() -> None:
    tables = {f"i{at}": {f"o{k}": {"a": k, "b": 9 - k} for k in range(10)} for at in range(12)}
    rules_out = [
        ((f"i{at}", f"o{at % 10}"), (f"i{other}", f"o{(3 * other) % 10}"))
        for at in range(12)
        for other in range(at)
    ]
    found = bargain(tables, rules_out=rules_out, time_limit=5, promises=False)
    assert found.frontier is None
    assert not found.exact
    assert found.eps == {"a": None, "b": None}
    assert any("link" in note for note in found.notes)
    assert found.solutions["utilitarian"] is None
    assert any("There is no utilitarian point" in note for note in found.notes)
    smallest = found.solutions["kalai-smorodinsky"]
    assert smallest is not None
    assert smallest.packages[0].options.keys() == tables.keys()


def test_nothing_that_gives_everybody_its_no_deal_worth_is_an_answer_and_says_why() -> None:
    found = bargain(TABLES, no_deal={"north": 30, "south": 30})
    assert len(found.frontier or ()) == 0
    assert found.exact
    assert set(found.solutions.values()) == {None}
    assert any("north" in note and "south" in note for note in found.notes)


def test_ranges_are_taken_in_the_middle_and_said_and_shares_are_drawn_from_them() -> None:
    tables: dict[str, Any] = {
        "port": {"shut": {"north": "0..10", "south": 0}, "open": {"north": 2, "south": 1}},
    }
    found = bargain(tables, samples=2000, seed=4)
    assert found.domain.own["north"]["port", "shut"] == Worth(5, 5)
    assert any("range" in sentence for sentence in found.assumptions)
    assert found.shares is not None
    assert found.shares.samples == 2000
    of_shut = next(one for one in found.shares.packages if one.package.options == {"port": "shut"})
    assert (
        of_shut.undominated[1] <= 0.8 <= of_shut.undominated[2]
    )  # it is while it is worth more than 2 to north


def many_points() -> Domain:
    """Two parties, opposed in seven issues: 128 packages, all undominated and all with other worths."""
    tables = {f"i{at}": {"a": (2**at, 0), "b": (0, 3**at)} for at in range(7)}
    draft = {issue: "ab"[at % 2] for at, issue in enumerate(tables)}
    return domain_of(tables, no_deal=(20, 20), draft=draft)


def test_of_many_undominated_packages_shares_are_given_for_those_that_matter_to_all() -> None:
    domain = many_points()
    found = bargain(domain, samples=10)
    assert found.shares is not None
    assert len(found.shares.packages) == 12
    assert found.shares.undominated == len(found.frontier or ()) > 50
    listed = [one.package.options for one in found.shares.packages]
    points = [one.packages[0].options for one in found.solutions.values() if one is not None]
    assert domain.draft in listed
    assert all(one in listed for one in points)
    for at, party in enumerate(domain.parties):
        worths = [one.package.worth[party] for one in found.shares.packages]
        frontier = found.frontier
        assert frontier is not None
        assert max(worths) == frontier.points[:, at].max() * float(frontier.numbers.step[at])
    turned = bargain(swapped(domain, ["south", "north"]), samples=10)
    assert turned.shares is not None
    assert [one.package.options for one in turned.shares.packages] == listed[::-1]


DEAL = """\
detente: 1
kind: other
parties: {north: Northland, south: Southland}
issues:
  port: {options: {shut: {}, open: {rules out: {mandate: none}}}, draft: shut}
  mandate: {options: {none: {}, joint: {}}, draft: none}
values:
  north: {unit: points, worth: {port: {shut: 10, open: 0}, mandate: {none: 0, joint: 20}}}
  south:
    unit: points
    worth: {port: {shut: 0, open: 25}, mandate: {none: 8, joint: 0}}
    never: [port: shut, mandate: joint]
"""


def test_statements_that_leave_nothing_are_named_with_their_place_and_none_is_recommended() -> None:
    with pytest.raises(NothingLeft) as left:
        bargain(load_text(DEAL))
    said = str(left.value)
    assert len(left.value.statements) == 3
    for part in ("never `port: shut`", "never `mandate: joint`", "`port: open` rules out `mandate: none`"):
        assert part in said
    assert "deal.yaml:5:" in said
    assert "should" not in said


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"samples": 0}, "0 valuations"),
        ({"time_limit": -1}, "-1 is not a length of time"),
        ({"time_limit": float("nan")}, "nan is not a length of time"),
        ({"most_points": 0}, "0 points"),
        ({"memory_limit": 0}, "0 MiB"),
        ({"vetoes": ["nrth"]}, "nrth"),
        ({"vetoes": "north"}, "`vetoes` is a list of parties"),
        ({"samples": 2.5}, "`samples` is a whole number, and 2.5 is none"),
        ({"samples": True}, "`samples` is a whole number"),
        ({"seed": 1.5}, "`seed` is a whole number"),
        ({"quorum": "2"}, "`quorum` is a whole number"),
        ({"at_least": {"north": "x"}}, "`at_least of north` is a number"),
        ({"time_limit": "1"}, "`time_limit` is a number"),
        ({"no_deal": 5}, "`no_deal` is told by its names"),
        ({"draft": "x"}, "`draft` is told by its names"),
        ({"values": "here"}, "`values` is a folder for the path of a deal"),
        ({"rules_out": [(("port", "open"), ("port", "shut"))]}, "are options of one issue"),
        ({"quorum": 3}, "3"),
        ({"at_least": {"west": 1}}, "west"),
        ({"at_least": {"north": float("nan")}}, "nan|number"),
    ],
)
def test_wrong_parameters_are_refused_in_words(given: Any, told: str) -> None:
    with pytest.raises((CannotCount, UnknownName), match=told):
        bargain(TABLES, **given)


def test_a_path_that_is_not_there() -> None:
    with pytest.raises(CannotRead):
        bargain("no/such/deal")


@settings(max_examples=60)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=3),
        lambda inner: st.dictionaries(st.text(max_size=3), inner, max_size=3),
        max_leaves=12,
    )
)
def test_whatever_is_given_is_answered_or_refused_with_a_sentence(tables: Any) -> None:
    if isinstance(tables, Mapping):
        with contextlib.suppress(DetenteError):
            assert isinstance(bargain(tables), Bargain)


def test_one_package_is_a_domain_too() -> None:
    found = bargain(domain_of({"port": {"open": (3, 4)}}, no_deal=(1, 1)))
    assert [one.options for one in found.frontier or ()] == [{"port": "open"}]
    nash = found.solutions["nash"]
    assert nash is not None
    assert nash.value == 6


@pytest.mark.parametrize("given", [{"no_deal": {"north": 6}}, {"draft": DRAFT}, {"unit": "euro"}])
def test_what_a_deal_brings_itself_cannot_be_given_besides(given: Any) -> None:
    for ask in (bargain, undominated) if "no_deal" in given else (bargain,):
        for on in (load_text(DEAL), domain_of({"port": {"open": (3, 4)}})):
            with pytest.raises(CannotCount, match="cannot be given besides"):
                ask(on, **given)


@pytest.mark.parametrize("on", [5, None, [1]])
def test_what_is_no_deal_and_no_tables_is_told(on: Any) -> None:
    with pytest.raises(CannotCount, match="Packages are asked of a deal, its path, a domain or plain tables"):
        bargain(on)


def test_time_that_is_over_while_linked_issues_are_looked_at() -> None:
    tables = {
        f"i{at}": {f"o{k}": {p: (at * 7 + k * 31 + j) % 97 for j, p in enumerate("abc")} for k in range(4)}
        for at in range(14)
    }
    others = [(at, (at * step + 3) % 14) for at in range(14) for step in (5, 9)]
    rules_out = [
        ((f"i{at}", f"o{at % 4}"), (f"i{other}", f"o{other % 4}")) for at, other in others if at != other
    ]
    begun = time.monotonic()
    found = bargain(tables, rules_out=rules_out, time_limit=0.2, promises=False)
    assert time.monotonic() - begun < 20
    assert found.frontier is not None or any("Time was over" in note for note in found.notes)


def test_a_draft_that_is_left_out_is_not_called_undominated() -> None:
    found = bargain(TABLES, draft=DRAFT, never={"north": [("port", "shut")]})
    assert found.draft is not None
    assert found.draft.excluded
    assert found.is_undominated is False


def test_the_verb_shows_what_it_takes() -> None:
    assert "no_deal" in inspect.signature(detente.bargain).parameters
    assert "help(detente.bargain.bargain)" in (detente.bargain.__doc__ or "")
