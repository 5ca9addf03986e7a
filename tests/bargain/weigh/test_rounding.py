"""Figures as they are written: few decimals, in the same order, alike where they were alike, and 100 in all."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.bargain.weigh.judgement import scaled
from detente.bargain.weigh.rounding import is_plain, parts_of_issue, points_of_issues

FIGURES = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 100), min_size=1).filter(
    lambda given: any(given.values())
)


def sizes(figures: dict[str, int]) -> dict[str, Fraction]:
    return scaled({label: Fraction(figure) for label, figure in figures.items()})


@given(FIGURES)
def test_points_keep_their_order_their_ties_and_their_total(figures: dict[str, int]) -> None:
    found = points_of_issues(sizes(figures))
    for one, other in combinations(figures, 2):
        assert (found[one] > found[other]) == (figures[one] > figures[other])
        assert (found[one] == found[other]) == (figures[one] == figures[other])
    assert all(bool(found[label]) == bool(figure) for label, figure in figures.items())
    assert is_plain(found.values())
    counts = [list(figures.values()).count(figure) for figure in figures.values() if figure]
    if set(counts) == {1}:
        assert sum(found.values()) == 100


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 12), min_size=1))
def test_the_total_is_missed_only_where_ties_forbid_it(figures: dict[str, int]) -> None:
    """Every way to round each level that does not end up or down, at one and at two decimals."""
    given_ = sizes(figures)
    found = points_of_issues(given_)
    levels = sorted(set(given_.values()))
    can_be = False
    for scale in (10, 100):
        for ups in product(*((0, 1) if (level * scale).denominator > 1 else (0,) for level in levels)):
            made = {
                level: Fraction(level * scale // 1 + up, scale) for level, up in zip(levels, ups, strict=True)
            }
            whole = sum(made[size] for size in given_.values()) == 100
            can_be |= (
                whole
                and sorted(made.values()) == list(made.values())
                and len(set(made.values())) == len(made)
            )
    if sum(found.values()) != 100:
        assert not can_be or not is_plain(found.values())
    elif not is_plain(given_.values()):
        assert can_be


@given(FIGURES, st.randoms())
def test_the_order_of_issues_changes_no_figure(figures: dict[str, int], random: object) -> None:
    turned = list(figures.items())
    random.shuffle(turned)  # type: ignore[attr-defined]
    assert points_of_issues(sizes(dict(turned))) == points_of_issues(sizes(figures))


@given(st.integers(1, 1000), st.lists(st.integers(0, 100), max_size=8))
def test_options_keep_their_order_and_their_ties(tenths: int, percents: list[int]) -> None:
    whole = Fraction(tenths, 10)
    shares = [Fraction(percent, 100) for percent in percents]
    found = parts_of_issue(whole, shares)
    ladder = [found[share] for share in sorted({*shares, Fraction(0), Fraction(1)})]
    assert ladder == sorted(set(ladder))
    assert ladder[0] == 0
    assert ladder[-1] == whole
    for share in shares:
        assert abs(found[share] - whole * share) <= Fraction(1, 20)


def test_what_people_gave_stays_as_it_is() -> None:
    as_given = {"a": Fraction("12.25"), "b": Fraction("87.75")}
    assert points_of_issues(as_given) == as_given
    assert parts_of_issue(Fraction(5), [Fraction(1, 4)])[Fraction(1, 4)] == Fraction("1.25")


def test_more_decimals_only_where_two_would_become_one() -> None:
    assert parts_of_issue(Fraction("63.3"), [Fraction(33, 100)])[Fraction(33, 100)] == Fraction("20.9")
    near = parts_of_issue(Fraction("6.7"), [Fraction(33, 100), Fraction(34, 100)])
    assert [float(near[Fraction(part, 100)]) for part in (33, 34)] == [2.2, 2.3]
    nearer = parts_of_issue(Fraction("3.3"), [Fraction(33, 100), Fraction(34, 100)])
    assert [float(nearer[Fraction(part, 100)]) for part in (33, 34)] == [1.09, 1.12]
