"""The page of an answer of `bargain`: what it says, that it fits, and that it treats parties alike."""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from detente.bargain.answer import Bargain
from detente.bargain.domain import Domain
from detente.bargain.run import bargain
from detente.bargain.spread import spread
from detente.deal.worth import Worth
from detente.diagnose.excerpt import cells
from detente.errors import NothingLeft
from detente.report.bargain import bargain_as_markdown, bargain_as_text
from detente.report.bargain_saying import count, number, signed, spots
from detente.report.bargain_svg import bargain_svg
from tests.bargain.domains import domain_of, domains

HARBOUR = {
    "port": {"closed": (30, 0), "open": (25, 20)},
    "mandate": {"full": (0, 14), "none": (12, 0)},
    "prisoners": {"half": (3, 4), "all": (9, 9)},
}
DRAFT = {"port": "closed", "mandate": "full", "prisoners": "half"}
ROUND = """\
1. In short
───────────

- 3 issues make 8 packages. 2 of them are undominated (no other is better for somebody and worse for
  nobody) and give each party at least what it has without a deal. That is exact.
- The draft is dominated: 2 undominated outcomes are worse for nobody and better for somebody.
- Nearest package that is better for everybody: prisoners: half -> all (Northland +6, Southland +5
  points).
"""


def harbour(**more: object) -> Domain:
    domain = domain_of(HARBOUR, no_deal=[20, 12], draft=DRAFT)
    return replace(domain, names={"north": "Northland", "south": "Southland"}, title="A harbour", **more)  # type: ignore[arg-type]


def answered(domain: Domain) -> Bargain:
    """The answer, for domains that leave a package."""
    try:
        return bargain(domain)
    except NothingLeft:
        assume(False)
        raise


def flat(text: str) -> str:
    return " ".join(text.split())


# --- what it says ---


def test_shares_say_of_how_many_packages_they_are_given_and_what_falls_on_others() -> None:
    tables = {f"i{at}": {"a": (2**at, 0), "b": (0, 3**at)} for at in range(5)}
    domain = domain_of(tables)
    own = {**domain.own["north"], ("i0", "a"): Worth(0, 200)}
    found = bargain(replace(domain, own={**domain.own, "north": own}), samples=500)
    page = flat(bargain_as_text(found, 100))
    assert found.frontier is not None
    assert f"Listed: 12 of {len(found.frontier)} outcomes that are undominated at the middle" in page
    assert found.shares is not None
    share = found.shares.others[0]
    assert 0 < share < 1
    assert f"Other packages: in {100 * share:.4g} %" in page
    assert "of valuations none of these is a Nash point." in page


def test_a_mediator_reads_first_whether_the_draft_can_be_better() -> None:
    page = bargain_as_text(bargain(harbour()), 100)
    assert page.startswith(
        "A harbour\n═════════\n\nShows what each party would accept: for the mediator only.\n"
    )
    assert ROUND in page


BELOW = {
    "d": (0, 0),
    "e": (1, 1),
    "f": (10, -5),
}


@pytest.mark.parametrize(
    ("options", "dominated", "nearest"),
    [
        (
            {},
            "1 undominated outcome is worse for nobody and better for somebody; it gives somebody less than it has "
            "without a deal.",
            "No package is better for everybody and gives every party what it has without a deal; better than the "
            "draft for everybody, but less than somebody has without a deal: a: d -> e (north +1, south +1 points).",
        ),
        (
            {"g": (6, 0)},
            "2 undominated outcomes are worse for nobody and better for somebody; 1 of them gives every party what it "
            "has without a deal.",
            "No package is better for everybody; worse for nobody and better for somebody: a: d -> g (north +6, south "
            "0 points).",
        ),
        (
            {"g": (6, 1)},
            "1 undominated outcome is worse for nobody and better for somebody.",
            "Nearest package that is better for everybody: a: d -> g (north +6, south +1 points).",
        ),
    ],
)
def test_a_draft_that_gives_less_than_no_deal_is_not_called_undominated(
    options: dict[str, tuple[int, int]], dominated: str, nearest: str
) -> None:
    found = bargain(domain_of({"a": BELOW | options}, no_deal=(5, -10), draft={"a": "d"}))
    page = flat(bargain_as_text(found, 100))
    assert found.can_be_better
    assert f"The draft is dominated: {dominated}" in page
    assert "With the draft north has 0, less than the 5 points that it has without a deal." in page
    assert nearest in page
    assert "so and nobody has less than without a deal." in page
    assert f"The draft is dominated: {dominated}".split(";", maxsplit=1)[0] in flat(bargain_svg(found))


def test_what_was_found_before_time_was_over_is_said_for_what_it_is() -> None:
    found = bargain(harbour(), time_limit=0)
    page = flat(bargain_as_text(found, 100))
    assert found.draft is not None
    assert not found.draft.complete
    assert "Nearest package found that is better for everybody: port: closed -> open; prisoners:" in page
    assert "Better for everybody of what was looked at, the fewest changes first" in page
    assert "None was found" not in page
    assert any("diagnosis of the draft is not complete" in note for note in found.notes)
    assert "6 of 8 packages" in page


def test_packages_that_are_equally_near_stand_beside_each_other() -> None:
    """Each is the better one for one party: naming one of them alone would take sides."""
    near = {"d": (0, 0), "x": (3, 1), "y": (1, 3)}
    page = flat(bargain_as_text(bargain(domain_of({"a": near}, draft={"a": "d"})), 100))
    assert (
        "Nearest packages that are better for everybody, with 1 changed issue: a: d -> x (north +3, south +1 points). "
        "Or a: d -> y (north +1, south +3 points)." in page
    )
    more = near | {"u": (2, 2), "v": (4, 0.5), "w": (0.5, 4)}
    found = bargain(domain_of({"a": more}, draft={"a": "d"}))
    assert ". 2 others are as near." in flat(bargain_as_text(found, 100))
    assert "Nearest better for everybody, 1 of 5" in bargain_svg(found)


def test_what_leaves_the_draft_out_is_said_once_and_by_name() -> None:
    never = harbour()
    left = domain_of(
        HARBOUR,
        draft=DRAFT,
        never=[("north", "port", "closed"), ("south", "mandate", "none")],
    )
    page = flat(bargain_as_text(bargain(replace(never, excluded=left.excluded)), 120))
    said = "Northland: never `port: closed`"
    assert f"The draft itself is left out by what is written: {said}." in page
    assert f"a change of it is left out too, unless its row says otherwise: {said}." in page
    table = page.partition("unless its row")[2].partition("4. Undominated")[0]
    assert table.count("left out: Southland: never") == 1
    assert table.count("no longer left out: Northland: never") == 1
    assert "north: never" not in page


def test_one_package_is_spoken_of_in_the_singular() -> None:
    page = flat(bargain_as_text(bargain(domain_of({"a": {"x": (4, 2)}})), 100))
    assert "1 issue makes 1 package. It is undominated (no other is better" in page
    assert "There is one. That is exact." in page


def test_other_outcomes_at_a_solution_point_are_said_of_that_point() -> None:
    tables = {"a": {"x": (4, 2), "y": (2, 4), "z": (0, 0)}}
    page = flat(bargain_as_text(bargain(domain_of(tables)), 100))
    assert "; 1 other outcome reaches each of these too." in page


def test_a_draft_on_an_exact_frontier_is_undominated_whatever_else_was_looked_at() -> None:
    best = {"port": "open", "mandate": "none", "prisoners": "all"}
    found = bargain(replace(harbour(), draft=best), time_limit=0)
    assert found.exact
    assert found.draft is not None
    assert not found.draft.complete
    assert found.is_undominated
    assert "The draft is undominated: no package is worse" in flat(bargain_as_text(found, 100))


def test_each_change_says_what_it_is_to_whom() -> None:
    page = flat(bargain_as_text(bargain(harbour()), 100))
    assert "port: closed -> open (Northland -5, Southland +20)" in page
    assert "mandate: full -> none (Northland +12, Southland -14)" in page


def test_changes_of_linked_issues_are_not_given_one_by_one() -> None:
    """Where two options together bring something, what each is worth alone does not add up to the whole."""
    from detente.bargain.domain import Brought

    both = Brought("escort", (), (("port", "open"), ("mandate", "none")), {"north": Worth(40, 40)})
    page = flat(bargain_as_text(bargain(harbour(brought=(both,))), 100))
    assert re.search(r"port: closed -> open \+47 \+6 mandate: full -> none", page)
    assert "mandate: full -> none (" not in page


def test_points_that_are_one_package_stand_in_one_row() -> None:
    found = bargain(harbour())
    known = spots(found)
    keys = [tuple(one.package.worth.values()) for one in known]
    assert len(set(keys)) == len(keys)
    assert {name for one in known for name in one.names} == set(found.solutions)


def test_promises_name_what_is_missing() -> None:
    page = bargain_as_markdown(bargain(harbour()))
    assert "| mandate: none | +12 | -14 | Southland 14 | Southland 8 |" in page
    assert "| prisoners: all | +6 | +5 | nothing |" in page


def test_without_a_draft_packages_are_compared_with_a_point() -> None:
    tables = {f"issue-{at}": {"yes": (at + 1, 0), "no": (0, 6 - at)} for at in range(6)}
    page = flat(bargain_as_text(bargain(domain_of(tables)), 100))
    assert "There is no draft with an option for every issue" in page
    assert "differs from the Nash point in" in page
    assert "The Nash point, issue by issue:" in page


def test_few_issues_are_shown_whole() -> None:
    page = bargain_as_markdown(bargain(replace(harbour(), draft={})))
    assert "port: open<br>mandate: none<br>prisoners: all" in page


def test_many_parties_get_no_list() -> None:
    tables = {
        f"issue-{at}": {f"o{k}": tuple((at * 7 + k * 3 + p * 5) % 11 for p in range(5)) for k in range(3)}
        for at in range(4)
    }
    found = bargain(domain_of(tables, ["n", "s", "e", "w", "c"], no_deal=[5] * 5))
    page = flat(bargain_as_text(found, 100))
    assert "With 5 parties a list of them says little" in page
    assert "A package passes if every party accepts it." in page


def test_statements_are_named_with_their_place() -> None:
    excluded = domain_of(HARBOUR, never=[("north", "port", "open")]).excluded
    placed = tuple(replace(one, place="values/north.yaml:7:3") for one in excluded)
    page = flat(bargain_as_text(bargain(harbour(excluded=placed)), 100))
    assert "Northland: never `port: open` (values/north.yaml:7:3)" in page


def test_an_answer_without_a_list_says_so() -> None:
    found = replace(bargain(harbour()), frontier=None, exact=False, eps={"north": None, "south": None})
    page = flat(bargain_as_text(found, 100))
    assert "The undominated ones could not be listed, only single points found." in page
    assert "That is exact" not in page


def test_an_inexact_list_says_by_how_much() -> None:
    tables = {f"issue-{at}": {"a": (3**at, 0), "b": (0, 5 + 2**at)} for at in range(8)}
    found = bargain(domain_of(tables), most_points=4)
    assert not found.exact
    page = flat(bargain_as_text(found, 100))
    assert "That is not exact:" in page
    assert all(f"{number(eps)} points for {party}" in page for party, eps in found.eps.items() if eps)


def test_a_point_that_is_not_exact_has_its_bound() -> None:
    found = bargain(harbour())
    nash = found.solutions["nash"]
    assert nash is not None
    loose = replace(nash, exact=False, upper_bound=nash.value + 58)
    page = flat(bargain_as_text(replace(found, solutions={"nash": loose}), 100))
    assert "442 here; no package can reach more than 500." in page


def test_warnings_are_announced_at_the_top() -> None:
    found = replace(bargain(harbour()), warnings=("both are counted",))
    page = flat(bargain_as_text(found, 100))
    assert "Before relying on it, look at the warnings in the last section." in page
    assert "Warning: Both are counted" in page


def test_adjusted_winner_has_fractions() -> None:
    tables = {
        "retirement": {"to-c": (50, 0), "to-b": (0, 40)},
        "home": {"to-c": (20, 0), "to-b": (0, 30)},
        "cottage": {"to-c": (15, 0), "to-b": (0, 10)},
        "investments": {"to-c": (10, 0), "to-b": (0, 10)},
        "other": {"to-c": (5, 0), "to-b": (0, 10)},
    }
    page = flat(bargain_as_text(bargain(domain_of(tables, ["carol", "bob"])), 100))
    assert "By Adjusted Winner each side has 56.6667 of 100 points; `retirement` is divided" in page
    assert "170/3 (56.6667) points" in page


# --- that it fits ---


@pytest.mark.parametrize("width", [60, 100])
def test_no_line_is_too_long(width: int) -> None:
    tables = {
        f"issue-{at}": {f"option-{k}": (at * k % 7, at * (3 - k) % 5) for k in range(3)} for at in range(30)
    }
    domain = domain_of(tables, no_deal=[20, 20], draft=dict.fromkeys(tables, "option-0"))
    named = replace(domain, names={"north": "The Provisional Government of the Northern Highlands"})
    for line in bargain_as_text(bargain(named), width).splitlines():
        assert cells(line) <= width


@settings(max_examples=25, deadline=None)
@given(domains(), st.sampled_from([30, 60, 100]))
def test_every_answer_can_be_shown(domain: Domain, width: int) -> None:
    found = answered(domain)
    text, marked = bargain_as_text(found, width), bargain_as_markdown(found)
    assert all(cells(line) <= width for line in text.splitlines())
    tables = re.findall(r"(?:^\|.*\|\n)+", marked, re.M)
    for table in tables:
        assert len({row.replace("\\|", "").count("|") for row in table.splitlines()}) == 1


# --- parties alike ---


@settings(max_examples=25, deadline=None)
@given(domains(parties=2))
def test_swapping_names_swaps_names_only(domain: Domain) -> None:
    one = replace(domain, names={"north": "Aland", "south": "Bland"})
    other = replace(domain, names={"north": "Bland", "south": "Aland"})
    swapped = {"Aland": "Bland", "Bland": "Aland"}
    page = bargain_as_text(answered(other), 100)
    assert bargain_as_text(answered(one), 100) == re.sub("Aland|Bland", lambda name: swapped[name[0]], page)


@settings(max_examples=25, deadline=None)
@given(domains(parties=2))
def test_swapping_parties_moves_columns_and_names_only(domain: Domain) -> None:
    swapped = replace(domain, parties=domain.parties[::-1])
    # Notes come from elsewhere; some name the first of several parties of which they are true.
    answers = [replace(answered(one), notes=()) for one in (domain, swapped)]
    pages = [bargain_as_text(one, 400) for one in answers]
    # Which party is best first in the list of undominated packages is the one thing that order decides.
    said = [
        Counter(re.findall(r"[\w+/-]+(?:\.\w+)*", re.sub(r"the best for \w+ first", "", page)))
        for page in pages
    ]
    assert said[0] == said[1]


def test_nobody_is_blamed() -> None:
    page = bargain_as_text(bargain(harbour()), 100).lower()
    assert not re.search(r"\b(tempt|greed|cheat|fault|refus|stubborn|unreasonable|enemy|should|must)", page)


# --- pieces ---


@settings(max_examples=25, deadline=None)
@given(domains(constrained=False, largest=30, with_no_deal=False), st.integers(4, 12))
def test_some_points_have_the_ends_and_no_order_of_parties_matters(domain: Domain, most: int) -> None:
    found = answered(domain)
    assert found.frontier is not None
    places = spread(found.frontier, most)
    shown = [found.frontier[place] for place in places]
    assert len(shown) == min(most, len(found.frontier))
    for party in domain.parties:
        assert max(one.worth[party] for one in shown) == max(one.worth[party] for one in found.frontier)
    other = answered(replace(domain, parties=domain.parties[::-1]))
    assert other.frontier is not None
    again = [other.frontier[place] for place in spread(other.frontier, most)]
    assert {tuple(one.options.items()) for one in shown} == {tuple(one.options.items()) for one in again}


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "0"),
        (-0.0, "0"),
        (20, "20"),
        (1 / 3, "0.333333"),
        (1234567.89, "1234568"),
        (1e14, "100000000000000"),
        (1.5e20, "1.5e+20"),
        (-2.5, "-2.5"),
        (1e-9, "1e-09"),
    ],
)
def test_numbers(value: float, said: str) -> None:
    assert number(value) == said


def test_signs_and_counts() -> None:
    assert [signed(value) for value in (5, 0, -5)] == ["+5", "0", "-5"]
    assert count(1024) == "1,024"
    assert count(10**100) == "about 10^100"
    assert count(13 * 10**99) == "about 1.3 x 10^100"
    assert count(7**6000).startswith("about ")


@pytest.mark.parametrize("at", range(8))
def test_what_is_better_for_all_on_the_page_is_so(at: int) -> None:
    """The sentence on the nearest package, read back and worked out again from the tables."""
    draft = dict(zip(HARBOUR, list(product(*HARBOUR.values()))[at], strict=True))
    found = bargain(replace(harbour(), draft=draft, no_deal={"north": None, "south": None}))
    page = flat(bargain_as_text(found, 100))
    said = re.search(r"Nearest package that is better for everybody: (.*?) \((.*?) points\)", page)
    worth = {}
    for options in product(*HARBOUR.values()):
        rows = [HARBOUR[issue][option] for issue, option in zip(HARBOUR, options, strict=True)]
        worth[options] = (sum(row[0] for row in rows), sum(row[1] for row in rows))
    mine = worth[tuple(draft.values())]
    better = {options for options, one in worth.items() if one[0] > mine[0] and one[1] > mine[1]}
    assert (said is None) == (not better)
    if said is not None:
        changed = dict(draft) | {
            issue: change.split(" -> ")[1]
            for issue, change in (one.split(": ") for one in said[1].split("; "))
        }
        assert tuple(changed.values()) in better
        gains = [int(float(gain)) for gain in re.findall(r"[+-][\d.]+", said[2])]
        assert gains == [new - old for new, old in zip(worth[tuple(changed.values())], mine, strict=True)]


def test_a_point_that_many_packages_reach_hides_no_other() -> None:
    tables = {f"i{at}": {"a": (2**at, 0), "b": (0, 2**at)} for at in range(6)}
    found = bargain(domain_of(tables, no_deal=[5, 9]))
    assert len(found.solutions["utilitarian"].packages) > 12  # type: ignore[union-attr]
    page = bargain_as_text(found, 100)
    table = page.partition("2. Solution points")[2].partition("What each point is")[0]
    assert all(
        name in table for name in ("Nash", "Kalai-Smorodinsky", "Egalitarian", "Utilitarian", "Leximin")
    )
    assert re.search(r"1 other outcome reaches .* too, \d+ more reach utilitarian too\.", flat(page))


def test_a_unit_that_names_its_party_is_shown_beside_the_name() -> None:
    domain = replace(harbour(), unit={"north": "utility of Northland", "south": "utility of south"})
    page = flat(bargain_as_text(bargain(domain), 100))
    assert "Northland +6 utility, Southland +5 utility" in page
    assert "Northland (utility) Southland (utility)" in page


# --- what is only the best found ---

THINNED = {"x": {"p": (1, 3), "q": (3, 1)}, "y": {"r": (4, 0), "s": (0, 4)}}


def without_scipy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy", None)
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    monkeypatch.setitem(sys.modules, "scipy.sparse", None)


def thinned() -> Bargain:
    domain = domain_of(THINNED, no_deal=[0, 0], draft={"x": "p", "y": "r"})
    return bargain(domain, most_points=1)


def test_thinned_points_are_only_the_best_found(monkeypatch: pytest.MonkeyPatch) -> None:
    without_scipy(monkeypatch)
    found = thinned()
    assert found.frontier is not None
    assert not found.frontier.is_whole
    text = flat(bargain_as_text(found, 110))
    assert "Best found for Nash, Kalai-Smorodinsky, egalitarian" in text
    assert "not proved to be the solution points." in text
    assert "Solution points: " not in text
    assert "Nash (best found)" in text
    assert "Best found: not proved to be the solution point." in text
    frontier = text[text.index("Undominated packages") :]
    assert "Nash (best found)" in frontier
    assert "Best found for Nash" in bargain_svg(found)


def test_points_of_a_whole_list_are_not_hedged() -> None:
    found = bargain(domain_of(THINNED, no_deal=[0, 0], draft={"x": "p", "y": "r"}))
    assert "est found" not in bargain_as_text(found, 110) + bargain_svg(found)


def test_points_proved_beside_a_thinned_list_are_not_hedged() -> None:
    pytest.importorskip("scipy")
    found = thinned()
    assert all(one is not None and one.exact for one in found.solutions.values() if one is not None)
    assert "est found" not in bargain_as_text(found, 110)


def test_a_best_gain_that_is_only_bounded_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    without_scipy(monkeypatch)
    found = thinned()
    one = found.solutions["kalai-smorodinsky"]
    assert one is not None
    best = {"north": 7, "south": 7}  # by hand: q, r and p, s
    said = re.findall(r"\((\w+) - 0\) / (?:\(at most (\d+)\)|(\d+))", one.formula)
    assert {party for party, *_ in said} == set(best)
    for party, most, just in said:
        assert int(most) > best[party] if most else int(just) == best[party]
    assert any(most for _, most, _ in said)
    assert "known only from above" in one.note
    assert "largest smallest share" in one.formula


def test_without_the_extra_no_single_point_is_said_to_be_found() -> None:
    found = bargain(domain_of(THINNED, no_deal=[0, 0]))
    alone = replace(found, frontier=None, exact=False, eps={}, solutions={}, method="single points are found")
    text = flat(bargain_as_text(alone, 110))
    assert "only single points found" not in text
    assert "single points are found" not in text
    assert (
        text.count(
            'no single solution point was looked for: the extra `solve` finds them (pip install "detente[solve]")'
        )
        == 2
    )
    assert "No solution point was looked for; the last section says why." in text
    none = replace(alone, solutions=dict.fromkeys(found.solutions))
    assert "and no single solution point was found." in flat(bargain_as_text(none, 110))
    some = replace(alone, solutions=found.solutions)
    assert "only single points found" in flat(bargain_as_text(some, 110))


def test_ends_that_read_alike_are_one_number() -> None:
    found = bargain(domain_of(THINNED, no_deal=[0, 0]))
    near = replace(
        found.acceptable, count=None, low=2 * 10**29, high=2 * 10**29 + 1, packages=10**30, samples=9
    )
    text = flat(bargain_as_text(replace(found, acceptable=near), 110))
    assert "About 2 x 10^29 packages would pass (drawn, at 95 %)." in text
    assert "About 2 x 10^29 of about 10^30 packages pass" in text
    assert "From" not in text
    apart = replace(near, low=3, high=5, packages=8)
    text = flat(bargain_as_text(replace(found, acceptable=apart), 110))
    assert "From 3 to 5 packages would pass" in text
    assert "From 3 to 5 of 8 packages pass" in text


def test_more_outcomes_are_counted_beside_those_told_already() -> None:
    # All four add up to 6; the two in the middle have the largest product and the largest smallest gain.
    found = bargain(domain_of({"x": {"a": (1, 5), "b": (2, 4), "c": (4, 2), "d": (5, 1)}}, no_deal=[0, 0]))
    text = flat(bargain_as_text(found, 110))
    assert "; 1 other outcome reaches each of these too, 2 more reach utilitarian too." in text


def test_best_undominated_is_not_below_the_draft_where_points_are_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    without_scipy(monkeypatch)
    for x, y in product("pq", "rs"):
        domain = domain_of(THINNED, no_deal=[0, 0], draft={"x": x, "y": y})
        text = bargain_as_text(bargain(domain, most_points=1), 110)
        rows = [line for line in text.splitlines() if re.match(r"\s*(north|south)\b.*\d\s+0\s+", line)]
        assert len(rows) == 2
        for row in rows:
            with_draft, _, best = re.findall(r"\d+", row)
            assert "at least" in row
            assert int(with_draft) <= int(best) <= 7
