"""The best order against every order, and the cases that were worked by hand."""

from collections.abc import Mapping
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import UnknownName
from detente.hold.orders.order import CannotOrder, Objective, Ordering, best_order, needs, schedule

OBJECTIVES: tuple[Objective, ...] = ("least-maximum", "least-total")


def two(a: Mapping[str, int], b: Mapping[str, int], by: Mapping[str, str]) -> Ordering:
    """Two parties, one performer for each act."""
    return Ordering(("A", "B"), tuple(by), {act: (who,) for act, who in by.items()}, {"A": a, "B": b})


def asked(ordering: Ordering, order: tuple[str, ...]) -> dict[str, int]:
    """The needs by the definition alone: at each own act, the exit against the sum of all that is left."""
    found = dict.fromkeys(ordering.players, 0)
    for player in ordering.players:
        for place, act in enumerate(order):
            if player in ordering.by.get(act, ()):
                left = sum(ordering.worth.get(player, {}).get(later, 0) for later in order[place:])
                found[player] = max(found[player], ordering.exits.get(player, 0) - left)
    return found


def value_of(ordering: Ordering, order: tuple[str, ...], objective: str, weights: Mapping[str, int]) -> int:
    weighted = [need * weights.get(player, 1) for player, need in asked(ordering, order).items()]
    return sum(weighted) if objective == "least-total" else max(weighted)


def possible(ordering: Ordering) -> list[tuple[str, ...]]:
    return [
        order
        for order in permutations(ordering.acts)
        if all(order.index(one) < order.index(other) for one, other in ordering.before)
    ]


@st.composite
def orderings(draw: st.DrawFn, most: int = 6, zero_weights: bool = True) -> tuple[Ordering, dict[str, int]]:
    """Any signs, several performers or none, exits, conditions along a hidden order, weights."""
    players = tuple("PQRS"[: draw(st.integers(2, 4))])
    acts = tuple("abcdefg"[: draw(st.integers(1, most))])
    hidden = draw(st.permutations(acts))
    pairs = st.tuples(st.sampled_from(range(len(acts))), st.sampled_from(range(len(acts))))
    before = {(hidden[i], hidden[j]) for i, j in draw(st.lists(pairs, max_size=4)) if i < j}
    who = st.lists(st.sampled_from(players), max_size=2, unique=True).map(tuple)
    number = st.integers(-9, 9)
    return (
        Ordering(
            players,
            acts,
            {act: draw(who) for act in acts},
            {player: {act: draw(number) for act in acts} for player in players},
            {player: draw(number) for player in players if draw(st.booleans())},
            frozenset(before),
        ),
        {player: draw(st.integers(0 if zero_weights else 1, 3)) for player in players},
    )


@pytest.mark.slow
@pytest.mark.parametrize("objective", OBJECTIVES)
@settings(max_examples=120, deadline=None)
@given(drawn=orderings())
def test_no_order_is_better(objective: Objective, drawn: tuple[Ordering, dict[str, int]]) -> None:
    ordering, weights = drawn
    best = best_order(ordering, objective=objective, weights=weights)
    orders = possible(ordering)
    assert best.order in orders
    assert best.needs == asked(ordering, best.order)
    assert best.value == value_of(ordering, best.order, objective, weights)
    assert best.value == min(value_of(ordering, order, objective, weights) for order in orders)
    assert best.proved
    assert best.lower_bound == best.value


@settings(max_examples=60, deadline=None)
@given(drawn=orderings())
def test_of_the_best_orders_the_first_in_the_order_given(drawn: tuple[Ordering, dict[str, int]]) -> None:
    ordering, weights = drawn
    best = best_order(ordering, weights=weights)
    first = next(  # permutations come in the order given
        order
        for order in possible(ordering)
        if value_of(ordering, order, "least-maximum", weights) == best.value
    )
    assert best.order == first


@pytest.mark.parametrize("objective", OBJECTIVES)
@settings(max_examples=60, deadline=None)
@given(drawn=orderings(), data=st.data())
def test_players_in_another_order_have_the_same_answer(
    objective: Objective, drawn: tuple[Ordering, dict[str, int]], data: st.DataObject
) -> None:
    ordering, weights = drawn
    players = tuple(data.draw(st.permutations(ordering.players)))
    turned = Ordering(players, ordering.acts, ordering.by, ordering.worth, ordering.exits, ordering.before)
    one = best_order(ordering, objective=objective, weights=weights)
    other = best_order(turned, objective=objective, weights=weights)
    assert other == one


@pytest.mark.parametrize("objective", OBJECTIVES)
@settings(max_examples=40, deadline=None)
@given(drawn=orderings(), k=st.integers(2, 10**25))
def test_numbers_k_times_as_large_need_k_times_as_much(
    objective: Objective, drawn: tuple[Ordering, dict[str, int]], k: int
) -> None:
    ordering, weights = drawn
    worth = {player: {act: k * u for act, u in row.items()} for player, row in ordering.worth.items()}
    exits = {player: k * exit_ for player, exit_ in ordering.exits.items()}
    times = Ordering(ordering.players, ordering.acts, ordering.by, worth, exits, ordering.before)
    one = best_order(ordering, objective=objective, weights=weights)
    other = best_order(times, objective=objective, weights=weights)
    assert (other.order, other.value) == (one.order, k * one.value)


def test_who_performs_last_needs_the_guarantee() -> None:
    deal = two({"a": -1, "b": 3}, {"a": 3, "b": -1}, {"a": "A", "b": "B"})
    assert needs(deal, ("a", "b")) == {"A": 0, "B": 1}
    assert needs(deal, ("b", "a")) == {"A": 1, "B": 0}
    assert best_order(deal).order == ("a", "b")
    assert best_order(deal, weights={"B": 5}).order == ("b", "a")


@pytest.mark.parametrize(("sizes", "least"), [((6, 7, 7, 8, 6, 6), 20), ((6, 6, 6, 6, 7, 9), 21)])
def test_three_partition(sizes: tuple[int, ...], least: int) -> None:
    small = {f"a{number}": size for number, size in enumerate(sizes)}
    large = {"b0": 20, "b1": 20}
    deal = two(
        {**{act: -size for act, size in small.items()}, **large},
        {**small, **{act: -size for act, size in large.items()}},
        {**dict.fromkeys(small, "A"), **dict.fromkeys(large, "B")},
    )
    assert best_order(deal, objective="least-total").value == least


def milestones() -> Ordering:
    return Ordering(
        ("client", "builder"),
        ("deposit", "build-1", "pay-1", "build-2", "pay-2"),
        {
            "deposit": ("client",),
            "build-1": ("builder",),
            "pay-1": ("client",),
            "build-2": ("builder",),
            "pay-2": ("client",),
        },
        {
            "client": {"deposit": -20, "build-1": 25, "pay-1": -30, "build-2": 60, "pay-2": -20},
            "builder": {"deposit": 20, "build-1": -15, "pay-1": 30, "build-2": -30, "pay-2": 20},
        },
    )


def test_milestones_in_the_order_written() -> None:
    deal = milestones()
    assert needs(deal, deal.acts) == {"builder": 10, "client": 20}
    assert schedule(deal, deal.acts) == {
        "client": ((None, 20), ("pay-2", 0)),
        "builder": ((None, 10), ("build-2", 0)),
    }
    other = ("deposit", "pay-2", "build-2", "pay-1", "build-1")
    assert needs(deal, other) == {"builder": 15, "client": 5}
    assert schedule(deal, other)["builder"] == ((None, 15), ("build-1", 0))


def test_milestones_in_the_best_order() -> None:
    best = best_order(milestones(), objective="least-total")
    assert (best.value, best.proved, best.lower_bound) == (20, True, 20)
    assert sum(best.needs.values()) == 20


@settings(max_examples=60, deadline=None)
@given(drawn=orderings())
def test_what_is_held_is_the_most_that_is_still_to_come(drawn: tuple[Ordering, dict[str, int]]) -> None:
    ordering, _ = drawn
    told = schedule(ordering, ordering.acts)
    for player, pairs in told.items():
        holds = dict(pairs)
        hold = holds[None]
        for done in range(len(ordering.acts) + 1):
            if done:
                hold = holds.get(ordering.acts[done - 1], hold)
            rest = Ordering(
                ordering.players, ordering.acts[done:], _only(ordering.by, ordering.acts[done:]),
                {p: _only(row, ordering.acts[done:]) for p, row in ordering.worth.items()}, ordering.exits,
            )  # fmt: skip
            assert hold == asked(rest, rest.acts)[player]


def _only(row: Mapping, acts: tuple[str, ...]) -> dict:  # type: ignore[type-arg]
    return {act: row[act] for act in acts if act in row}


def test_acts_in_a_circle_are_named() -> None:
    with pytest.raises(CannotOrder, match="`a` before `c` before `b` before `a`"):
        Ordering(("A",), ("d", "a", "b", "c"), {}, {}, {}, frozenset({("a", "c"), ("c", "b"), ("b", "a")}))
    with pytest.raises(CannotOrder, match="`a` before `a`"):
        Ordering(("A",), ("a",), {}, {}, {}, frozenset({("a", "a")}))


@pytest.mark.parametrize(
    ("by", "worth", "exits", "before"),
    [
        ({"z": ("A",)}, {}, {}, frozenset()),
        ({"a": ("Z",)}, {}, {}, frozenset()),
        ({}, {"Z": {}}, {}, frozenset()),
        ({}, {"A": {"z": 1}}, {}, frozenset()),
        ({}, {}, {"Z": 1}, frozenset()),
        ({}, {}, {}, frozenset({("a", "z")})),
    ],
)
def test_a_name_that_does_not_exist(by: dict, worth: dict, exits: dict, before: frozenset) -> None:  # type: ignore[type-arg]
    with pytest.raises(UnknownName):
        Ordering(("A",), ("a",), by, worth, exits, before)


def test_what_is_asked_wrongly() -> None:
    deal = milestones()
    with pytest.raises(ValueError, match="every act once"):
        needs(deal, deal.acts[1:])
    with pytest.raises(ValueError, match="negative"):
        best_order(deal, weights={"client": -1})
    with pytest.raises(UnknownName, match="clyent"):
        best_order(deal, weights={"clyent": 1})
    with pytest.raises(UnknownName, match="least-total"):
        best_order(deal, objective="least-totals")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="twice"):
        Ordering(("A", "A"), ("a",), {}, {})


def test_nothing_to_put_in_order() -> None:
    for objective in OBJECTIVES:
        assert best_order(Ordering(("A",), (), {}, {}), objective=objective).order == ()
        nobody = Ordering((), ("a", "b"), {}, {}, {}, frozenset({("b", "a")}))
        assert best_order(nobody, objective=objective).order == ("b", "a")


def test_a_small_deal_does_without_numpy() -> None:
    import subprocess
    import sys

    code = (
        "import sys\n"
        "from detente.hold.orders.order import Ordering, best_order\n"
        "acts = tuple('abcdefghij')\n"
        "best_order(Ordering(('A',), acts, {a: ('A',) for a in acts}, {'A': {a: ord(a) - 99 for a in acts}}))\n"
        "print([name for name in ('numpy', 'numba', 'ortools') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
