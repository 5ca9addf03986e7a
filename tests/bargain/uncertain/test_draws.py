from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings

from detente.bargain.domain import Domain
from detente.bargain.uncertain import Draws, draws, sampling
from detente.errors import CannotCount
from tests.bargain.uncertain.told import told, uncertain

FIVE = {"port": ("open", "inspected", "closed"), "mandate": ("none", "two")}
SURE = {"port: open": 1, "port: inspected": 2, "port: closed": 3, "mandate: none": 0, "mandate: two": 4}
N = 20_000


def drawn(own: dict[str, object], ranking: list[str], n: int = N) -> tuple[Draws, dict[str, np.ndarray]]:
    made = draws(told(FIVE, {"north": own, "south": SURE}, rankings={"north": ranking}), n, seed=3)
    return made, {name: made.of("north", name) for name in made.names["north"]}


def agrees(sample: np.ndarray, oracle: np.ndarray) -> bool:
    """Two samples of one distribution differ by no more than this (Smirnov's test at about 1 in 10,000)."""
    places = np.sort(np.concatenate([sample, oracle]))
    gap = np.searchsorted(np.sort(sample), places, "right") / len(sample)
    gap -= np.searchsorted(np.sort(oracle), places, "right") / len(oracle)
    return bool(np.abs(gap).max() < 2.23 * ((len(sample) + len(oracle)) / (len(sample) * len(oracle))) ** 0.5)


def test_ranges_are_uniform_or_triangular_and_points_stay() -> None:
    made, values = drawn(SURE | {"port: open": "20..30", "port: inspected": "10..20 likely 12"}, [])
    assert made.values["north"].shape == (N, 5)
    assert made.values["north"].dtype == np.float64
    rng = np.random.default_rng(9)
    assert agrees(values["port: open"], rng.uniform(20, 30, N))
    assert agrees(values["port: inspected"], rng.triangular(10, 12, 20, N))
    assert set(values["port: closed"]) == {3.0}
    assert abs(np.corrcoef(values["port: open"], values["port: inspected"])[0, 1]) < 0.03
    assert made.method == "worths drawn from their ranges"


def test_a_chain_is_sorted_uniform_numbers() -> None:
    _, values = drawn({}, ["mandate: two > port: open > port: closed > port: inspected > mandate: none"])
    oracle = np.sort(np.random.default_rng(4).random((N, 5)), axis=1)
    rising = ["mandate: none", "port: inspected", "port: closed", "port: open", "mandate: two"]
    for place, name in enumerate(rising):
        assert agrees(values[name], oracle[:, place])
    assert all((values[a] < values[b]).all() for a, b in pairwise(rising))


CASES: dict[str, tuple[dict[str, object], list[str]]] = {
    "a partial order": (
        {},
        [
            f"{one} > mandate: none"
            for one in ("port: open > port: closed", "port: inspected", "mandate: two")
        ],
    ),
    "a sum": (
        {},
        ["port: open > port: closed + port: inspected", "mandate: two > mandate: none > port: inspected"],
    ),
    "ranges beside": (
        {"port: open": "4..9", "port: closed": "1..6 likely 5", "mandate: none": 2, "mandate: two": "0..3"},
        ["port: open > port: inspected > port: closed", "port: closed > mandate: none > mandate: two"],
    ),
    "a sum of ranges": (
        SURE
        | {
            "port: open": "4..9 likely 5",
            "port: closed": "1..6",
            "port: inspected": "0..4",
            "mandate: two": 0,
        },
        ["port: open > port: inspected + port: closed + mandate: none"],
    ),
}


def by_trial(own: dict[str, object], rankings: list[str]) -> dict[str, np.ndarray]:
    """Figures drawn from a box until they agree, by what the words say: an oracle of its own."""
    rng = np.random.default_rng(11)
    names = ["port: open", "port: inspected", "port: closed", "mandate: none", "mandate: two"]
    figures = {}
    for name in names:
        words = str(own.get(name, "0..9" if own else "0..1")).replace("likely", "..").split("..")
        low, high = float(words[0]), float(words[min(1, len(words) - 1)])
        if len(words) == 3:
            figures[name] = rng.triangular(low, float(words[2]), high, 40 * N)
        else:
            figures[name] = rng.uniform(low, high, 40 * N)
    ok = np.ones(40 * N, np.bool_)
    for ranking in rankings:
        sums = [sum(figures[item.strip()] for item in place.split("+")) for place in ranking.split(">")]
        for above, below in pairwise(sums):
            ok &= above > below
    return {name: column[ok] for name, column in figures.items()}


@pytest.mark.parametrize("case", list(CASES))
@pytest.mark.parametrize("way", ["as it is", "walks"])
def test_ranked_worths_are_uniform_on_what_agrees(
    case: str, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if way == "walks":
        monkeypatch.setattr(sampling, "ENOUGH", 2.0)
        monkeypatch.setattr(sampling, "orders_of", lambda *_: None)
    own, ranking = CASES[case]
    made, values = drawn(own, ranking, N if way == "as it is" else 8 * sampling.BLOCK)
    assert ("hit-and-run" in made.method) == (way == "walks")
    for name, oracle in by_trial(own, ranking).items():
        if str(own.get(name, "..")).count(".."):
            assert agrees(values[name], oracle), name


def test_where_hardly_any_draw_would_agree_walks_are_taken() -> None:
    options = tuple(f"o{k}" for k in range(9))
    sums = [f"port: o{k + 2} > port: o{k + 1} + port: o{k}" for k in range(7)]
    domain = told(
        {"port": options},
        {"north": {}, "south": {f"port: {one}": 1 for one in options}},
        rankings={"north": [*sums, "port: o1 > port: o0"]},
    )
    made = draws(domain, 500, seed=1)
    assert "hit-and-run walks of 810 steps" in made.method
    figures = made.values["north"]
    assert (figures > 0).all()
    assert (figures < 1).all()
    assert (figures[:, 2:] > figures[:, 1:-1] + figures[:, :-2]).all()
    assert len(np.unique(figures[:, 0])) == 500


def test_a_seed_gives_the_same_valuations_and_the_first_of_a_longer_series() -> None:
    domain = told(
        FIVE, {"north": {}, "south": SURE | {"port: open": "0..9"}}, rankings={"north": CASES["a sum"][1]}
    )
    long, short, other = draws(domain, 3000, seed=5), draws(domain, 1100, seed=5), draws(domain, 1100, seed=6)
    for party in domain.parties:
        assert (long.values[party][:1100] == short.values[party]).all()
        assert (short.values[party] != other.values[party]).any()


@given(uncertain(constrained=True))
@settings(max_examples=25, deadline=None)
def test_who_sits_beside_a_party_does_not_change_its_draws(domain: Domain) -> None:
    turned = replace(domain, parties=domain.parties[::-1])
    one, other = draws(domain, 5, seed=2), draws(turned, 5, seed=2)
    for party in domain.parties:
        assert (one.values[party] == other.values[party]).all()


def test_parties_that_tell_the_same_are_drawn_apart() -> None:
    own = SURE | {"port: open": "0..9"}
    made = draws(told(FIVE, {"north": own, "south": own}), 4000)
    together = np.corrcoef(made.of("north", "port: open"), made.of("south", "port: open"))[0, 1]
    assert abs(together) < 0.07


def test_a_valuation_is_a_domain_of_points() -> None:
    domain = told(
        FIVE,
        {"north": {}, "south": SURE},
        rankings={"north": CASES["a partial order"][1]},
        no_deal={"south": "1..2"},
    )
    made = draws(domain, 7, seed=1)
    for place in range(7):
        one = made.valuation(place)
        assert one.own["north"]["port", "open"].low == made.of("north", "port: open")[place]
        assert one.no_deal["south"] is not None
        assert one.no_deal["south"].low == made.of("south", "no deal")[place]
        assert one.no_deal["north"] is None


def test_no_valuations_are_refused() -> None:
    with pytest.raises(CannotCount):
        draws(told(FIVE, {"north": SURE, "south": SURE}), 0)
