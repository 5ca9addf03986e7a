"""How many packages pass: equal to listing them all, and an honest interval where they are not counted."""

import itertools
import time
from collections.abc import Iterator, Mapping, Sequence
from math import comb, prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.bargain import acceptable
from detente.bargain.acceptable import acceptable_of
from detente.bargain.domain import Domain
from detente.bargain.numbers import numbers_of
from detente.bargain.results import Acceptable
from detente.errors import CannotCount, UnknownName
from tests.bargain.domains import allowed_packages, domain_of, domains, worths_of


def asked(domain: Domain, **how: object) -> Acceptable:
    return acceptable_of(numbers_of(domain), domain, **how)  # type: ignore[arg-type]


def listed(
    domain: Domain,
    least: Mapping[str, float | None],
    vetoes: Sequence[str],
    quorum: int,
    willing: str | None = None,
) -> int:
    """By full enumeration: how many pass, perhaps with a party that accepts everything."""
    return sum(
        sum(accepts.values()) >= quorum and all(accepts[party] for party in vetoes)
        for accepts in acceptances(domain, {**least, **({willing: None} if willing else {})})
    )


def acceptances(domain: Domain, least: Mapping[str, float | None]) -> Iterator[dict[str, bool]]:
    for package in allowed_packages(domain):
        worths = dict(zip(domain.parties, worths_of(domain, package), strict=True))
        yield {p: (bar := least[p]) is None or worths[p] >= bar for p in domain.parties}


@st.composite
def questions(draw: st.DrawFn) -> tuple[Domain, dict[str, float | None], list[str], int]:
    domain = draw(domains())
    least = draw(
        st.dictionaries(
            st.sampled_from(domain.parties), st.none() | st.integers(-20, 20).map(float) | st.just(0.5)
        )
    )
    vetoes = draw(st.lists(st.sampled_from(domain.parties), unique=True))
    return domain, least, vetoes, draw(st.integers(1, len(domain.parties)))


@pytest.mark.slow
@given(questions())
@settings(max_examples=200)
def test_counts_are_those_of_the_list(
    question: tuple[Domain, dict[str, float | None], list[str], int],
) -> None:
    domain, at_least, vetoes, quorum = question
    found = asked(domain, at_least=at_least, vetoes=vetoes, quorum=quorum)
    least = {
        p: at_least[p] if p in at_least else None if (w := domain.no_deal[p]) is None else w.low
        for p in domain.parties
    }
    assert found.at_least == least
    assert found.packages == sum(1 for _ in allowed_packages(domain))
    assert found.count == found.low == found.high == listed(domain, least, vetoes, quorum)
    for party in domain.parties:
        assert found.alone[party] == listed(domain, least, [party], 1)
        more = listed(domain, least, vetoes, quorum, willing=party)
        assert found.blocks[party] == more - found.count


SIX = ("port", "union", "league", "unit", "ports", "governor")


def test_six_parties_five_of_whom_must_accept_and_one_has_a_veto() -> None:
    # Issues and thresholds invented, in the form of published six-party games: five issues, one party that must agree.
    issues = {
        f"issue-{i}": {
            f"o{k}": [(7 * i + 5 * k + 3 * p + i * k * p) % 11 for p in range(6)] for k in range(3 + i % 3)
        }
        for i in range(5)
    }
    domain = domain_of(issues, SIX, no_deal=[24, 22, 25, 20, 23, 21])
    found = asked(domain, vetoes=["port"], quorum=5)
    least = {p: w.low for p in SIX if (w := domain.no_deal[p])}
    assert found.packages == 3 * 4 * 5 * 3 * 4
    assert found.count == listed(domain, least, ["port"], 5)
    assert 0 < found.count < found.packages
    assert found.blocks["port"] == listed(domain, least, ["port"], 5, willing="port") - found.count > 0
    every = asked(domain)
    assert (every.quorum, every.count) == (6, listed(domain, least, (), 6))
    assert found.as_dict()["vetoes"] == ["port"]


def test_more_packages_than_64_bits_hold_are_counted_exactly() -> None:
    # 200 issues of two options: a package passes if north wins at least 100 and south at least 90 of them.
    tables = {f"i{at}": {"yes": (1, 0), "no": (0, 1)} for at in range(200)}
    found = asked(domain_of(tables, no_deal=[100, 90]))
    assert found.packages == 2**200
    assert found.count == sum(comb(200, wins) for wins in range(100, 111))
    assert found.alone["north"] == sum(comb(200, wins) for wins in range(100, 201))


def test_a_chain_of_statements_needs_no_list_of_all_its_choices() -> None:
    # No two neighbours both `on`: Fibonacci numbers, over 60 linked issues.
    tables = {f"i{at}": {"on": (1, 0), "off": (0, 1)} for at in range(60)}
    domain = domain_of(tables, rules_out=[(f"i{at}", "on", f"i{at + 1}", "on") for at in range(59)])
    one, two = 1, 2
    for _ in range(59):
        one, two = two, one + two
    assert asked(domain).packages == two
    # k of 60 places, no two of them neighbours.
    found = asked(domain, at_least={"north": 20})
    assert found.count == sum(comb(61 - k, k) for k in range(20, 31))


def fine(issues: int, options: int = 5, parties: int = 3) -> dict[str, dict[str, list[float]]]:
    """Worths with so many digits that hardly two packages have the same."""
    return {
        f"i{i}": {
            f"o{k}": [
                ((i * 7919 + k * 104729 + p * 1299709) * 2654435761 % 2**32) / 2**32 for p in range(parties)
            ]
            for k in range(options)
        }
        for i in range(issues)
    }


THREE = ("north", "south", "east")


def test_where_there_are_too_many_worths_a_share_is_drawn_and_bounds_are_given() -> None:
    domain = domain_of(fine(7), THREE, no_deal=[3.5, 3.5, 3.5])
    exact = asked(domain)
    found = asked(domain, most_cells=2_000, samples=20_000, seed=3)
    assert exact.count is not None
    assert found.count is None
    assert found.packages == 5**7
    assert 0 < found.low < exact.count < found.high < 5**7
    assert (found.samples, found.seed, exact.samples) == (20_000, 3, None)
    assert found.blocks == dict.fromkeys(THREE)
    assert "Estimated" in found.method
    assert found == asked(domain, most_cells=2_000, samples=20_000, seed=3)


@pytest.mark.parametrize("most_cells", [2_000, 10])
def test_linked_issues_are_drawn_among_allowed_packages_or_among_all_where_these_are_not_counted(
    most_cells: int,
) -> None:
    rules = [(f"i{at}", f"o{k}", f"i{at + 1}", f"o{k}") for at in range(6) for k in range(4)]
    domain = domain_of(fine(7), THREE, no_deal=[3.3, 3.3, 3.3], rules_out=rules)
    exact = asked(domain)
    found = asked(domain, most_cells=most_cells, samples=20_000)
    assert found.count is None
    assert (found.packages is None) == (most_cells == 10)
    assert exact.count is not None
    assert found.low < exact.count < found.high < found.low * 1.5


def test_the_interval_holds_the_count_about_as_often_as_it_says() -> None:
    domain = domain_of(fine(5), THREE, no_deal=[2.6, 2.4, 2.4])
    count = asked(domain).count
    assert count is not None
    held = [
        (f := asked(domain, most_cells=10, samples=400, seed=s)).low <= count <= f.high for s in range(150)
    ]
    assert 0.9 <= sum(held) / 150 <= 0.995


def test_a_small_space_is_counted_even_when_time_is_over() -> None:
    late = time.monotonic() - 1
    never = [("a", "issue-0", "o0")]
    domain = domain_of(
        {f"issue-{at}": {f"o{k}": (k, 2 - k, k * at) for k in range(3)} for at in range(3)},
        THREE,
        no_deal=[2, 2, 2],
        never=never,
        rules_out=[("issue-1", "o0", "issue-2", "o0")],
    )
    assert asked(domain, deadline=late) == asked(domain)
    assert asked(domain, deadline=late).packages == 16


def test_nothing_more_is_counted_once_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acceptable, "ALWAYS", 5**4 - 1)
    domain = domain_of(fine(4), THREE, no_deal=[2, 2, 2])
    found = asked(domain, deadline=time.monotonic() - 1, samples=1_000)
    assert found.count is None
    assert found.packages == 5**4
    assert (
        found.low
        <= sum(all(a.values()) for a in acceptances(domain, dict.fromkeys(THREE, 2.0)))
        <= found.high
    )


def test_what_a_veto_accepts_alone_caps_the_estimate() -> None:
    # Nothing is worth 100 to north, and that is counted although the whole is only drawn.
    domain = domain_of(fine(6), THREE, no_deal=[100, 3, 3])
    assert asked(domain, most_cells=100, samples=100).high == 0


def test_contradicting_statements_leave_nothing_to_accept() -> None:
    domain = domain_of(
        {"a": {"x": (1, 1), "y": (0, 0)}, "b": {"u": (1, 1)}},
        never=[("north", "a", "x")],
        rules_out=[("a", "y", "b", "u")],
    )
    found = asked(domain)
    assert (found.packages, found.count, found.alone) == (0, 0, {"north": 0, "south": 0})
    assert asked(domain_of({"a": {"x": (1, 1)}}, never=[("north", "a", "x")]), most_cells=0).high == 0


def test_thresholds_are_compared_exactly() -> None:
    tables = {f"i{at}": {"yes": (0.1, 0), "no": (0, 0.1)} for at in range(10)}
    # Ten times 0.1 is 1, whatever floats add up to.
    assert asked(domain_of(tables), at_least={"north": 1.0}).count == 1
    assert asked(domain_of(tables), at_least={"north": 0.3}).count == sum(comb(10, k) for k in range(3, 11))
    assert asked(domain_of(tables), at_least={"north": 0.31}).count == sum(comb(10, k) for k in range(4, 11))


def test_far_thresholds_accept_all_or_nothing() -> None:
    domain = domain_of({"a": {"x": (1, 2), "y": (3, 4)}})
    assert asked(domain, at_least={"north": 1e300}).count == 0
    assert asked(domain, at_least={"north": -1e300}).count == 2
    assert asked(domain, at_least={"north": -1e300}, most_cells=0).high == 2


def test_bad_questions_are_refused() -> None:
    domain = domain_of({"a": {"x": (1, 2), "y": (3, 4)}})
    with pytest.raises(UnknownName, match="no party `nort`"):
        asked(domain, vetoes=["nort"])
    with pytest.raises(UnknownName, match="no party `sud`"):
        asked(domain, at_least={"sud": 1})
    for quorum in (0, 3):
        with pytest.raises(CannotCount, match=f"from 1 to 2, the number of parties, not {quorum}"):
            asked(domain, quorum=quorum)
    with pytest.raises(CannotCount, match="not a finite number"):
        asked(domain, at_least={"north": float("nan")})
    with pytest.raises(CannotCount, match="samples are from 1"):
        asked(domain, samples=0)


@given(domains(parties=3))
@settings(max_examples=30)
def test_the_order_of_the_parties_changes_no_count(domain: Domain) -> None:
    found = asked(domain, quorum=2)
    for order in itertools.permutations(domain.parties):
        turned = Domain(
            parties=order,
            issues=domain.issues,
            own=domain.own,
            no_deal=domain.no_deal,
            excluded=domain.excluded,
            brought=domain.brought,
        )
        other = asked(turned, quorum=2)
        assert (other.count, other.alone, other.blocks) == (found.count, found.alone, found.blocks)


def test_a_million_million_packages_of_three_parties_are_counted() -> None:
    tables = {
        f"i{i}": {f"o{k}": [(i * 31 + k * 17 + p * 13) ** 2 % 10 for p in range(3)] for k in range(10)}
        for i in range(12)
    }
    domain = domain_of(tables, THREE, no_deal=[60, 60, 60])
    found = asked(domain)
    drawn = asked(domain, most_cells=10)
    assert found.packages == prod(len(options) for options in tables.values()) == 10**12
    assert found.count is not None
    assert drawn.low < found.count < drawn.high
