"""What is recognised as series-parallel is what holds no N, and the construction gives back the same precedence."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.hold.money.series_parallel import Pairs, fold

Built = tuple[frozenset[int], frozenset[tuple[int, int]]]


def closure(pairs: Pairs) -> set[tuple[int, int]]:
    found = set(pairs)
    while more := {(a, d) for a, b in found for c, d in found if b == c} - found:
        found |= more
    return found


def holds_an_n(count: int, pairs: Pairs) -> bool:
    """Four jobs a < c, b < c, b < d with no other relation among them."""
    less = closure(pairs)
    return any(
        {(x, y) for x, y in less if x in (a, b, c, d) and y in (a, b, c, d)} == {(a, c), (b, c), (b, d)}
        for a, b, c, d in permutations(range(count), 4)
    )


def built(count: int, pairs: Pairs) -> Built | None:
    """All jobs and all relations, made along the construction."""

    def series(one: Built, two: Built) -> Built:
        return one[0] | two[0], one[1] | two[1] | {(x, y) for x in one[0] for y in two[0]}

    def parallel(one: Built, two: Built) -> Built:
        return one[0] | two[0], one[1] | two[1]

    return fold(count, pairs, lambda job: (frozenset([job]), frozenset()), series, parallel)


@st.composite
def precedences(draw: st.DrawFn) -> tuple[int, list[tuple[int, int]]]:
    count = draw(st.integers(1, 7))
    names = draw(st.permutations(range(count)))
    pairs = [(a, b) for place, a in enumerate(names) for b in names[place + 1 :]]
    return count, draw(st.lists(st.sampled_from(pairs), max_size=14)) if pairs else []


@given(precedences())
def test_series_parallel_is_free_of_n(precedence: tuple[int, list[tuple[int, int]]]) -> None:
    count, pairs = precedence
    found = built(count, pairs)
    assert (found is None) == holds_an_n(count, pairs)
    if found is not None:
        assert found == (frozenset(range(count)), frozenset(closure(pairs)))


def test_the_n_itself() -> None:
    assert built(4, [(0, 2), (1, 2), (1, 3)]) is None
    assert built(4, [(0, 2), (1, 2), (1, 3), (0, 3)]) is not None


def test_a_long_chain_with_all_that_follows_from_it() -> None:
    pairs = [(a, b) for b in range(120) for a in range(b)]
    found = built(120, pairs)
    assert found is not None
    assert found[1] == frozenset(pairs)


def test_a_circle_is_refused() -> None:
    with pytest.raises(ValueError, match="circle"):
        built(3, [(0, 1), (1, 2), (2, 0)])
