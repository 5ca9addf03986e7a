"""One point written out: which point is meant, and sums that can be checked by hand."""

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import UnknownName
from detente.hold.explain import explain, points_at
from detente.hold.results import Interval
from detente.hold.run import hold
from tests.folders import ROOT
from tests.hold.records import DEAL, SIGNS, VALUED, answer, bond, deal, gains, point, term

SUMMED = replace(
    VALUED[1],
    gain=gains(-5, 10),
    walks=True,
    terms=(
        term("kept back", "pull-back", 5, 15),
        term("not received", "release-rest", -8, -4),
        term("released", "patrols", 0.5, 0.5),
        term("lost", "coast-bond", -3, -2),
        term("exit", "pull-back", 0.5, 0.5),
    ),
)

SUM = """\
After `release-first`: Northland, whose turn it is; its next act is `pull-back`.

What Northland gains by leaving out `pull-back` and walking away, by its own values, in points.
A cost that it saves is added; what it does not get, or loses, is taken off.

                                         at least  at most
  not performed by it      pull-back            5       15
  not received by it       release-rest        -8       -4
  not performed by others  patrols            0.5      0.5
  lost with a guarantee    coast-bond          -3       -2
  had instead, walking at  pull-back          0.5      0.5
  --------------------------------------------------------
  gains by stopping                            -5       10

Whether Northland gains by stopping here depends on which of the values given is right.\
"""

BY_SIGNS = """\
After `release-first`: Northland, whose turn it is; its next act is `pull-back`.

No values of Northland are given, so only signs are used: an act costs its performer nothing or
more, and is worth nothing or more to whom it is owed.

If Northland leaves out `pull-back`
  it keeps back:        `pull-back`
  it does not receive:  `release-rest`
  it would lose with:   nothing
  does not count:       `coast-bond`: it is not signed by Coast

Northland gains by stopping here if what it keeps back is worth more to it than what it does not
receive; else it goes on.\
"""


def told(points: tuple[object, ...], *asked: str) -> str:
    return "\n".join(explain(answer(points), *asked))  # type: ignore[arg-type]


def test_a_sum_word_for_word() -> None:
    assert told((SUMMED,), "release-first", "north") == SUM


def test_signs_word_for_word() -> None:
    assert told(SIGNS, "release-first", "north") == BY_SIGNS


def test_for_every_valuation_and_for_none() -> None:
    assert "for every valuation in which `release-rest` costs it anything." in told(
        SIGNS, "pull-back", "south"
    )
    none = point("", "north", "pull-back", True)
    assert "gains by stopping here for no valuation." in told((none,), "start", "north")


def test_a_guarantee_stands_beside_what_is_not_received() -> None:
    one = point("", "north", "a", None, not_received=("b",), kept_back=("a", "c"), held_by=(bond(),))
    lines = told((one,), "start", "north")
    assert "it would lose with:   `coast-bond`" in lines
    assert "what it does not receive, together with what it would lose" in " ".join(lines.split())


def test_all_ids_are_there_however_many_and_no_line_is_wide() -> None:
    many = tuple(f"a-rather-long-act-{n}" for n in range(40))
    one = point("", "north", "a", None, not_received=many, kept_back=many)
    lines = told((one,), "start", "north")
    assert [label for label in many if lines.count(f"`{label}`") != 2] == []
    assert lines.count("its part of `") == lines.count("the other part of `") == 40
    assert max(map(len, lines.splitlines())) <= 100


def test_a_bound_and_other_ends_are_said() -> None:
    inexact = replace(SUMMED, gain=gains(-2, 12), exact=False)
    lines = told((inexact,), "release-first", "north")
    assert "over all of them it gains from -2 to 12." in lines
    assert "a bound that errs on the careful side" in lines


def test_an_end_that_is_not_known_makes_the_sum_not_known() -> None:
    open_ = replace(SUMMED, gain=gains(-5, None), terms=(*SUMMED.terms, term("released", "x", 0, None)))
    rows = [line.split() for line in told((open_,), "release-first", "north").splitlines()]
    assert ["gains", "by", "stopping", "-5", "not", "known"] in rows


@pytest.mark.parametrize(
    ("asked", "party", "after"),
    [
        ("start", "south", ""),
        ("release-first", "north", "release-first"),
        ("pull-back", "north", "release-first"),  # its next act
        ("pull-back", "south", "release-first pull-back"),  # the last act done
        ("release-rest", "south", "release-first pull-back"),
        ("pull-back", "Northland", "release-first"),
    ],
)
def test_a_point_is_named_by_the_last_act_or_the_next_one(asked: str, party: str, after: str) -> None:
    assert [one.after for one in points_at(answer(SIGNS), asked, party)] == [tuple(after.split())]


def test_the_point_at_which_the_party_is_to_move_comes_first() -> None:
    before = point("a", "north", "c", None, mover=False)
    at_turn = point("a b", "north", "c", None)
    assert points_at(answer((before, at_turn)), "c", "north") == (at_turn,)
    assert points_at(answer((before, at_turn)), "a", "north") == (before,)


def test_every_form_is_written_out() -> None:
    both = (SIGNS[1], replace(SIGNS[1], if_breached="ends the deal"))
    lines = told(both, "release-first", "north").splitlines()
    assert "Taken here: an act left out releases only what waits for it." in lines
    assert "Taken here: an act left out ends the deal for everybody." in lines


@pytest.mark.parametrize(
    ("asked", "party", "help_"),
    [
        ("pull-bakc", "north", "Did you mean `pull-back`?"),
        ("star", "north", "Did you mean `start`?"),
        ("start", "noth", "Did you mean `north`?"),
    ],
)
def test_an_unknown_name_gets_the_nearest(asked: str, party: str, help_: str) -> None:
    with pytest.raises(UnknownName) as raised:
        explain(answer(SIGNS), asked, party)
    assert raised.value.help == help_


def test_after_the_last_act_nothing_is_left_and_points_of_the_party_are_named() -> None:
    with pytest.raises(UnknownName) as raised:
        explain(answer(SIGNS), "release-rest", "north")
    assert raised.value.sentence == "Nothing is left to do after `release-rest`."
    assert raised.value.help == "points of Northland: before `pull-back`"


@pytest.mark.parametrize(("count", "shown"), [(5, "`a-0`, `a-1`, `a-2`, `a-3` and `a-4`"), (9, "and 5 more")])
def test_only_a_few_points_are_named(count: int, shown: str) -> None:
    mine = tuple(point("", "north", f"a-{n}", None) for n in range(count))
    with pytest.raises(UnknownName) as raised:
        explain(answer((*mine, point("a", "south", "last", None))), "last", "north")
    assert shown in str(raised.value.help)


def test_a_party_without_an_act_of_its_own_is_said_to_have_none() -> None:
    with pytest.raises(UnknownName) as raised:
        explain(answer((*SIGNS, point("", "coast", None, True, mover=False))), "release-rest", "coast")
    assert raised.value.help == "coast has no act of its own"


def test_the_sum_and_the_sentence_below_show_the_same_figure() -> None:
    third = 1 / 3
    for gain in (Interval(third, third), Interval(third + 1e-15, third - 1e-15)):
        one = replace(SUMMED, terms=(term("kept back", "pull-back", third, third),), gain=gain, holds=False)
        lines = told((one,), "release-first", "north")
        assert lines.count("0.333333333") == 4
        assert "over all of them" not in lines


def test_values_that_are_not_given_are_not_said_to_be() -> None:
    one = replace(SUMMED, terms=(term("kept back", "pull-back", None, None),), gain=Interval(None, None))
    assert "stopping here depends on values that are not known." in told((one,), "release-first", "north")


@pytest.mark.parametrize("holds", [True, False, None])
def test_a_sentence_begins_with_a_capital_letter(holds: bool | None) -> None:
    the = deal(DEAL.replace("north: Northland", "north: the North"))
    for one in (replace(SUMMED, holds=holds), SIGNS[1]):
        lines = explain(answer((one,), deal=the), "release-first", "north")
        starts = [line for before, line in pairwise(("", *lines)) if not before and not line.startswith(" ")]
        assert [line for line in starts if line[0].islower()] == []
        assert " The North" not in "\n".join(lines)


def test_a_party_with_nothing_left() -> None:
    last = point("a", "north", None, True, mover=False, owed_to_it=("b",))
    assert told((last,), "a", "north").splitlines() == [
        "After `a`: Northland, which has nothing left to leave out.",
        "",
        "Still owed to Northland: `b`",
    ]


def test_the_columns_of_the_cold_store_add_up_to_the_gain() -> None:
    found = hold(ROOT / "examples" / "milestone" / "cold-store-build")
    asked = [one for one in found.points if one.mover and one.terms]
    assert asked
    for one in asked:
        last = one.after[-1] if one.after else "start"
        (total, *rows) = read(explain(found, last, one.party))
        assert total == tuple(sum(column) for column in zip(*rows, strict=True))
        assert one.gain is not None
        assert total[1] == Decimal(repr(one.gain.high))


def read(lines: tuple[str, ...]) -> list[tuple[Decimal, ...]]:
    """The two columns of figures as a lawyer reads them, the last line first."""
    found = [re.search(r"(-?[\d.]+) +(-?[\d.]+)$", line) for line in lines if line.startswith("  ")]
    rows = [tuple(map(Decimal, one.groups())) for one in found if one]
    return [rows[-1], *rows[:-1]]


decimals = st.decimals(-1000, 1000, places=3).map(float)


@given(st.lists(st.tuples(decimals, decimals), min_size=1, max_size=9))
def test_the_printed_sum_is_exact(ends: list[tuple[float, float]]) -> None:
    terms = tuple(term("kept back", f"a-{n}", low, high) for n, (low, high) in enumerate(ends))
    low, high = (sum(Fraction(repr(two[at])) for two in ends) for at in (0, 1))
    one = replace(SUMMED, terms=terms, gain=Interval(float(low), float(high)))
    total, *rows = read(explain(answer((one,)), "release-first", "north"))
    assert total == tuple(sum(column) for column in zip(*rows, strict=True))
    assert total == (Decimal(repr(float(low))), Decimal(repr(float(high))))
