"""The page of an answer of `hold`: word for word, rows merged, parties treated alike."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.deal.loader import load_text
from detente.diagnose.excerpt import cells
from detente.hold.results import (
    BestOrder,
    BySubgames,
    Flip,
    HeldBy,
    Interval,
    Need,
    Point,
    ShareThatHolds,
)
from detente.report.hold import hold_as_markdown, hold_as_text
from detente.report.hold_points import rows_of
from detente.report.saying import percent
from detente.report.saying_hold import acts_in_words, exposed_in_words, gain_in_words, number, span
from tests.hold.records import DEAL, SIGNS, VALUED, answer, bond, deal, gains, point, term

BY_SIGNS = """\
Valley and coast
════════════════

1. In short
───────────

- By its text alone the deal does not hold: at 1 of 3 points nothing owed to the party whose turn it
  is, and no guarantee, hangs on its act, so that it would gain by stopping if the act costs it
  anything, and at 2 more it depends.
- The first such point of Southland is after `pull-back`: by leaving out `release-rest` it would
  lose nothing that is owed to it, and no guarantee.
- After `pull-back`, nothing that is owed to Southland, and no guarantee, hangs on what it still
  owes (`release-rest`).
- Where it depends, it is on what the acts are worth to the party whose turn it is.
- By the text, an act left out releases only what waits for it.
- Nobody's values were used: from signs alone, an act costs its performer nothing or more, and is
  worth nothing or more to whom it is owed.


2. Point by point: would the party whose turn it is gain by stopping?
─────────────────────────────────────────────────────────────────────

Each row is a party about to act, and whether it would gain by leaving that act out. At none of
these points would it lose anything with a guarantee. For every valuation: if the act costs it
anything, since nothing owed to it falls away.

point                 party      still owed to it  gains by stopping
────────────────────  ─────────  ────────────────  ─────────────────────────────────────────────────
at the start          Southland  pull-back         depends: if keeping back `release-first` and
before release-first                               `release-rest` is worth more to it than
                                                   `pull-back`

after release-first   Northland  release-rest      depends: if keeping back `pull-back` is worth
before pull-back                                   more to it than `release-rest`

after pull-back       Southland  nothing           for every valuation
before release-rest

Guarantees that do not count against stopping:

- `coast-bond`, for Northland: it is not signed by Coast.


3. What this answer rests on
────────────────────────────

- What is released is taken as not done.

Method: by hand.
"""

WITH_VALUES = """\
| point | party | gains by stopping | held by | others exposed |
| --- | --- | --- | --- | --- |
| **at the start**<br>before release-first | **Southland** | nothing (10 to 20 worse off) | nothing | \
Northland nothing |
| **after release-first**<br>before pull-back | **Northland** | from 5 less to 10 more | coast-bond: 4 to 6 | \
Southland 10 to 20 |
| **after pull-back**<br>before release-rest | **Southland** | **7** | nothing | Northland 5 to 15 |
"""


def test_the_page_by_signs_word_for_word() -> None:
    assert hold_as_text(answer(SIGNS, holds=False), 100) == BY_SIGNS


def test_the_table_with_values() -> None:
    page = hold_as_markdown(answer(VALUED, holds=False))
    assert WITH_VALUES in page
    assert "by leaving out `release-rest` it would gain 7 points" in page
    assert "Figures in points." in page
    assert "With the values of Northland and Southland." in page


def unwrapped(text: str) -> str:
    return " ".join(text.split())


def test_a_deal_that_holds_says_so() -> None:
    page = unwrapped(hold_as_text(answer((VALUED[0], replace(VALUED[1], holds=True)), holds=True), 100))
    assert "The deal holds: at no point would a party gain" in page


def test_a_deal_that_holds_as_far_as_some_are_concerned_says_of_whom_nothing_is_known() -> None:
    page = unwrapped(hold_as_text(answer(VALUED[:1], holds=True), 100))
    assert "The deal holds as far as Southland is concerned" in page
    assert "No values are given for Northland, taken to go on." in page
    assert "depends" not in page


def test_it_cannot_be_said_and_why() -> None:
    page = unwrapped(hold_as_text(answer(VALUED[:2], holds=None), 100))
    assert "It cannot be said whether the deal holds: at 1 of 2 points it depends" in page
    assert "on values that are not known, or not known closely enough" in page


def both_forms(second: bool | None) -> tuple[Point, ...]:
    ends = [replace(one, if_breached="ends the deal") for one in SIGNS]
    changed = {True: "none", False: "every", None: "depends"}[second]
    ends[2] = replace(ends[2], holds=second, without_values=changed)
    return (*SIGNS, *ends)


def test_forms_that_agree_are_one_table() -> None:
    page = hold_as_text(answer(both_forms(False), holds=False), 100)
    assert page.count("still owed to it") == 1
    assert "computed as if an act left out releases only what waits for it, and as if" in unwrapped(page)
    assert "By its text alone the deal does not hold: at 1 of 3 points" in unwrapped(page)


def test_forms_that_differ_are_titled_and_the_second_shows_where() -> None:
    page = hold_as_text(answer(both_forms(True), holds=None), 100)
    assert page.count("still owed to it") == 2
    assert "\nIf an act left out ends the deal for everybody\n" in page
    after = page.partition("\nIf an act left out ends the deal for everybody\n")[2]
    assert after.lstrip().startswith("The same as above at 2 points; where it differs:")
    assert "for none" in after
    assert "before pull-back" not in after
    assert "- If an act left out ends the deal for everybody: at 2 of 3 points it depends" in page


def test_a_party_without_values_is_shown_by_signs_and_does_not_count() -> None:
    mixed = (*VALUED[:1], SIGNS[1])
    page = hold_as_markdown(answer(mixed, holds=True))
    assert "For Northland no values are given: taken to go on, and shown by signs." in page
    assert "The deal holds" in page
    assert "depends: if keeping back `pull-back` is worth more to it than `release-rest`" in page


# --- rows ---


def run_of(number_of_points: int, **more: object) -> tuple[Point, ...]:
    return tuple(
        point(" ".join(f"a-{n}" for n in range(at)), "north", f"a-{at}", None, not_received=("b",), **more)
        for at in range(number_of_points)
    )


def kept(party: str, *since: str) -> tuple[Point, ...]:
    """A standing duty of a party at its beginning and after each of some acts."""
    names = ("calm", *(f"calm since {label}" for label in since))
    return tuple(point("", party, name, None, not_received=("b",)) for name in names)


def test_by_signs_the_points_of_one_duty_are_one_row_with_a_count() -> None:
    page = hold_as_markdown(answer(kept("north", "a-1", "a-2")))
    assert "before calm<br>and at 2 later" in page
    assert page.count("depends: if") == 1


def test_another_party_or_another_answer_parts_rows() -> None:
    one, two, three, four, five = kept("north", "a-1", "a-2", "a-3", "a-4")
    points = [one, replace(two, party="south"), three, replace(four, holds=True, without_values="none"), five]
    assert [len(row.points) for row in rows_of(deal(), points)] == [3, 1, 1]


def test_with_values_consecutive_rows_with_the_same_answer_are_merged() -> None:
    points = [replace(one, gain=gains(-3, -1), holds=True) for one in run_of(30)]
    assert "to a-29: 30 points" in hold_as_markdown(answer(tuple(points), holds=True))


def test_merged_rows_with_values_give_the_least_margin() -> None:
    points = tuple(
        replace(one, gain=gains(-at - 9, -at - 2), holds=True, exposed={"south": gains(at, at)})
        for at, one in enumerate(run_of(3))
    )
    page = hold_as_text(answer(points, holds=True), 100)
    assert "nothing (2 or more worse off)" in page
    assert "Southland up to 2" in page


def test_different_gains_are_not_merged() -> None:
    points = [replace(one, gain=gains(at + 1, at + 1), holds=False) for at, one in enumerate(run_of(3))]
    assert [len(row.points) for row in rows_of(deal(), points)] == [1, 1, 1]


def test_long_lists_are_cut() -> None:
    many = tuple(f"x-{n}" for n in range(9))
    one = point("", "north", "a", None, owed_to_it=many, not_received=many, kept_back=("a",))
    page = hold_as_markdown(answer((one,)))
    assert "x-0, x-1, and 7 more" in page
    assert "`x-0`, `x-1` and 7 more" in page


def test_no_list_hides_one_alone() -> None:
    three, few_more = tuple(f"x-{n}" for n in range(3)), tuple(f"act-{n}" for n in range(41))
    one = point("", "north", "a", None, owed_to_it=three, not_received=three, kept_back=("a",))
    page = hold_as_markdown(answer((one,)))
    assert "than `x-0`, `x-1` and `x-2`" in page
    assert acts_in_words(few_more).endswith("`act-39`, `act-40`")
    assert acts_in_words((*few_more, "z")).endswith("`act-39` and 2 more")


def test_guarantees_stand_in_a_column_of_their_own_by_signs() -> None:
    one = point("", "north", "a", None, not_received=("b",), kept_back=("a",), held_by=(bond(),))
    page = hold_as_markdown(answer((one,)))
    assert "| would lose by stopping |" in page
    assert "what it would lose with `coast-bond`" in page


@pytest.mark.parametrize("width", [40, 60, 80, 100, 140])
@pytest.mark.parametrize("points", [SIGNS, VALUED, both_forms(True), run_of(12)])
def test_no_line_is_wider_than_asked(width: int, points: tuple[Point, ...]) -> None:
    page = hold_as_text(answer(points, holds=False), width)
    assert max(map(cells, page.splitlines())) <= width


# --- what would change the answer ---


def test_guarantees_name_size_guarantor_and_schedule() -> None:
    needs = {
        "south": Need(Interval(0, 0), {}, ((None, 0.0),), "points"),
        "north": Need(
            Interval(15, 25),
            {"coast": 50.0, "river": None},
            ((None, 25.0), ("pull-back", None)),
            "money: mark",
        ),
    }
    page = hold_as_markdown(answer(VALUED, holds=False, guarantees=needs))
    rows = [
        line
        for line in page.splitlines()
        if line.startswith(("| **Northland** | 15", "| **Southland** | none"))
    ]
    assert rows == [
        "| **Northland** | 15 to 25 mark | coast: 50 "
        "| from the start: 25<br>after pull-back: no bound is known |",
        "| **Southland** | none |  |  |",
    ], "as the file sorts them"


BELIEVED = DEAL.replace(
    "values:\n  north: {",
    "guarantors: {coast: Coast, river: River, moor: Moor}\nguarantees:\n"
    "  coast-bond: {by: coast, covers: [pull-back], form: bond}\n"
    "  river-bond: {by: river, covers: [pull-back], form: bond}\n"
    "values:\n  north: {guarantees: {coast-bond: {loses: 4, believed: 0}, river-bond: {loses: 4}}, ",
)


@pytest.mark.parametrize(
    ("text", "high", "cell"),
    [
        (BELIEVED, 5, "Coast: none, whatever its size: it is not believed"),
        (BELIEVED.replace("believed: 0}", "believed: 0.5}"), None, "Coast: not known"),
    ],
)
def test_only_a_guarantor_in_whom_belief_is_stated_is_named(text: str, high: float | None, cell: str) -> None:
    held = replace(VALUED[1], held_by=(bond(), HeldBy("river-bond", None, True, "")))
    needs = {"north": Need(Interval(2, high), {"coast": None, "river": None, "moor": None}, ((None, high),))}
    page = hold_as_markdown(answer((held,), guarantees=needs, deal=load_text(text)))
    assert f" | {cell} | " in page
    assert "River" not in page


def test_without_belief_there_is_no_column_of_sizes() -> None:
    needs = {"north": Need(Interval(2, 5), {"coast": None}, ((None, 5.0),))}
    assert "of what size" not in hold_as_markdown(answer(VALUED, guarantees=needs))


def test_nobody_needs_a_guarantee() -> None:
    needs = {party: Need(Interval(0, 0), {}, ((None, 0.0),)) for party in ("north", "south")}
    page = unwrapped(hold_as_text(answer(VALUED[:1], holds=True, guarantees=needs), 100))
    assert "No further guarantee is needed from Northland and Southland." in page


BEST = BestOrder(
    ("a", "b"), ("b", "a"), "least-total", 4.0, 9.0, True, 4.0, {"south": 4.0, "north": 0.0}, "m"
)


def test_a_better_order_is_shown_with_its_proof() -> None:
    page = unwrapped(hold_as_text(answer(order=BEST), 100))
    assert (
        "In the order of play, as it stands in the file, the acts need 9; another order needs 4. "
        "No order needs less; this is proved."
    ) in page
    assert "The order found: `b`, `a`." in page
    assert "In that order each would need: Northland 0, Southland 4." in page


def test_an_order_that_is_not_proved_gives_the_bound() -> None:
    open_ = replace(BEST, best=("a", "b"), value=9.0, proved=False, lower_bound=6.5)
    page = unwrapped(hold_as_text(answer(order=open_), 100))
    assert "In the order of play, as it stands in the file, the acts need 9, and no better one was" in page
    assert "It is not proved that no order needs less; none needs less than 6.5." in page
    assert "The order found" not in page


OPEN = DEAL.replace(", after: [pull-back]", "").replace(", due: D+3", "")
LEAST = "in the order that is least favourable"


def ends(*highs: float) -> tuple[Point, ...]:
    """North and south, once each to move, where an act left out ends the deal."""
    return tuple(
        replace(one, if_breached="ends the deal", gain=gains(0, high))
        for one, high in zip((VALUED[1], VALUED[2]), highs, strict=True)
    )


def guarantees(*highs: float) -> dict[str, Need]:
    return {
        party: Need(Interval(0, high), {}, ((None, high),))
        for party, high in zip(("north", "south"), highs, strict=True)
    }


@pytest.mark.parametrize(
    ("objective", "written", "needed", "gained", "shown"),
    [
        ("least-total", 9.0, (5, 8), (5, 8), "The guarantees above come to 13: the difference is the order"),
        ("least-maximum", 7.0, (5, 8), (5, 8), "The largest of the guarantees above is 8: the difference is"),
        ("least-total", 9.0, (6, 8), (5, 8), "come to 14, 13 of it if an act left out ends the deal for"),
        ("least-total", 13.0, (5, 8), (5, 8), None),
        ("least-total", 13.0, (9, 8), (5, 8), None),
        ("another", 9.0, (5, 8), (5, 8), None),
    ],
)
def test_why_the_order_of_play_needs_less_than_the_guarantees(
    objective: str, written: float, needed: tuple[float, ...], gained: tuple[float, ...], shown: str | None
) -> None:
    best = replace(BEST, objective=objective, value_as_written=written)
    found = answer(ends(*gained), order=best, guarantees=guarantees(*needed), deal=deal(OPEN))
    page = unwrapped(hold_as_text(found, 100))
    assert (shown is None) == ("the order that the text leaves open" not in page)
    assert shown is None or shown in page
    assert LEAST in page


def test_where_the_order_is_given_or_does_not_matter_no_word_of_it() -> None:
    for points, text in ((ends(5, 8), DEAL), (VALUED, OPEN)):
        found = answer(points, order=BEST, guarantees=guarantees(5, 8), deal=deal(text))
        page = unwrapped(hold_as_text(found, 100))
        assert LEAST not in page
        assert "least favourable" not in page
        assert "leaves open" not in page


def test_which_order_gains_and_exposure_are_of() -> None:
    page = unwrapped(hold_as_text(answer(ends(5, 8), deal=deal(OPEN)), 100))
    assert (
        "Gains are those in the order least favourable to the deal; exposed is in the order of play." in page
    )


def test_why_a_standing_duty_has_several_rows() -> None:
    said = "A standing duty can be given up after each act of another party: `calm since a-1` is the time after `a-1`."
    assert said in unwrapped(hold_as_text(answer(kept("north", "a-1")), 100))
    assert "can be given up" not in hold_as_text(answer(kept("north")), 100)


def test_a_share_has_interval_seed_and_count_and_is_no_chance() -> None:
    share = ShareThatHolds(0.632, 0.602, 0.661, 1000, 7, "drawn uniformly")
    page = unwrapped(hold_as_text(answer(share=share), 100))
    assert "63.2 % of 1,000 valuations drawn (95 % interval: 60.2 % to 66.1 %; seed 7)" in page
    assert "not how likely it is" in page
    exact = unwrapped(hold_as_text(answer(share=replace(share, samples=0)), 100))
    assert "63.2 % of the valuations that the files allow; no sample had to be drawn" in exact
    none = hold_as_markdown(answer(share=replace(share, samples=0, holds=0.0)))
    assert "It holds for none of the valuations that the files allow" in none


def test_values_that_decide_are_a_table() -> None:
    flips = (Flip("south", "release-rest", -7.0, 0.0, 1.0), Flip("north", "exit", 0.0, -2.5, None))
    page = hold_as_text(answer(VALUED, holds=False, flips=flips), 100)
    rows = [
        line.split("  ") for line in page.splitlines() if line.startswith(("Southland  re", "Northland  ex"))
    ]
    assert [[cell.strip() for cell in row if cell.strip()] for row in rows] == [
        ["Northland", "exit", "0", "-2.5", "2.5"],
        ["Southland", "release-rest", "-7", "0", "100 %"],
    ]
    assert "point, likely or middle" in page
    assert "in the file" not in page


def test_a_value_at_the_turn_is_said_to_stand_there() -> None:
    for nominal in (0.0, 4.0):
        at_it = Flip("north", "exit", nominal, nominal, 0.0 if nominal else None)
        assert "| it stands exactly at the turn |" in hold_as_markdown(answer(VALUED, flips=(at_it,)))


def test_looking_ahead_says_whether_it_differs() -> None:
    ahead = BySubgames("releases", False, ("a",), ("b",), True, "backward induction")
    page = unwrapped(hold_as_text(answer(by_subgames=(ahead,)), 100))
    assert "Performed: `a`; not performed: `b`. This differs from the answer above." in page


def test_assumptions_and_break_even_are_complete() -> None:
    sentences = tuple(f"Sentence {n} stands here." for n in range(40))
    page = unwrapped(hold_as_text(answer(assumptions=sentences, break_even=sentences[:3]), 100))
    assert [sentence for sentence in sentences if sentence not in page] == []
    assert page.count("Sentence 2 stands here.") == 2


def test_where_the_deal_holds_nothing_is_said_of_from_where_on_it_would() -> None:
    sentences = ("North goes on.",)
    assert "From where on" in hold_as_text(answer(break_even=sentences), 100)
    assert "From where on" not in hold_as_text(answer(break_even=sentences, holds=True), 100)


def test_bullets_begin_with_a_capital_letter() -> None:
    the = deal(DEAL.replace("north: Northland", "north: the North"))
    said = ("the North is taken to go on.", "`x` stays.")
    page = hold_as_text(
        answer(deal=the, holds=False, assumptions=said, break_even=("the North goes on.",)), 100
    )
    bullets = [line for line in page.splitlines() if line.startswith("- ")]
    assert [line for line in bullets if line[2].islower()] == []
    assert {"- The North is taken to go on.", "- `x` stays.", "- The North goes on."} <= set(bullets)


def test_what_was_asked_is_remembered_and_a_seed_only_where_it_matters() -> None:
    asked = {"if_breached": ["releases"], "samples": 100, "seed": 4, "credible": True, "order": None}
    assert "Asked with: if breached releases; samples 100; seed 4; credible." in hold_as_text(
        answer(parameters=asked), 100
    )
    assert "seed" not in hold_as_text(answer(parameters=asked | {"samples": None}), 100)


# --- words ---


@pytest.mark.parametrize("points", [SIGNS, VALUED, both_forms(None)])
@pytest.mark.parametrize("draw", [lambda found: hold_as_text(found, 100), hold_as_markdown])
def test_no_word_lays_blame(points: tuple[Point, ...], draw: object) -> None:
    assert callable(draw)
    page = draw(answer(points, holds=False)).casefold()
    assert [
        word for word in ("tempt", "cheat", "breach by", "hostage", "violat", "betray") if word in page
    ] == []


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (15, 25, "15 to 25 mark"),
        (10, 10, "10 mark"),
        (-10, -5, "nothing (5 to 10 mark worse off)"),
        (-5, -5, "nothing (5 mark worse off)"),
        (0, 0, "nothing (the same either way)"),
        (-3, 0, "nothing (0 to 3 mark worse off)"),
        (None, -2, "nothing (2 mark or more worse off)"),
        (-5, 10, "from 5 mark less to 10 mark more"),
        (5, None, "at least 5 mark"),
        (0, None, "not known, at least 0 mark"),
        (None, 0, "nothing"),
        (-5, None, "not known, from 5 mark less with no upper limit"),
        (None, 5, "not known, at most 5 mark"),
        (None, None, "not known"),
        (0, 4, "0 to 4 mark"),
    ],
)
def test_a_gain_in_words(low: float | None, high: float | None, said: str) -> None:
    assert gain_in_words(Interval(low, high), "mark") == said


def test_one_point_is_one_point() -> None:
    assert gain_in_words(Interval(1, 1), "points") == "1 point"
    assert gain_in_words(Interval(-1, 1), "points") == "from 1 point less to 1 point more"
    assert gain_in_words(Interval(0, 1), "points") == "0 to 1 point"
    assert gain_in_words(Interval(1, None), "points") == "at least 1 point"
    assert exposed_in_words(Interval(-2, 1), "points") == "up to 1 point"
    assert span(1, 11, "points") == "1 to 11 points"


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [(None, None, "not known"), (None, 1, "not known, at most 1"), (3, None, "at least 3")],
)
def test_with_values_the_signs_never_speak(low: float | None, high: float | None, shown: str) -> None:
    sums = (term("kept back", "pull-back", 1, 1), term("not received", "release-rest", low, high))
    open_ = replace(SIGNS[1], gain=Interval(low, high), terms=sums)
    for sign in ("every", "depends"):
        page = hold_as_markdown(answer((replace(open_, without_values=sign),), holds=None))
        assert f"| {shown} |" in page
        assert "depends: if" not in page
        assert "for every valuation" not in page
        assert (
            "What Northland would gain is not known where its file gives no figure: `release-rest`." in page
        )
        assert "`pull-back`." not in page


def test_what_is_missing_is_not_said_where_all_is_known() -> None:
    assert "gives no figure" not in hold_as_markdown(answer(VALUED))


def test_a_bound_is_called_a_bound() -> None:
    assert gain_in_words(Interval(1, 4), exact=False) == "at most 4"
    assert gain_in_words(Interval(1, None), exact=False) == "not known"


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (10, 20, "10 to 20"),
        (-9, -1, "nothing"),
        (-9, 0, "nothing"),
        (-3, 4, "up to 4"),
        (None, 4, "up to 4"),
        (-1, None, "not known"),
        (2, None, "2 or more"),
        (None, None, "not known"),
    ],
)
def test_exposure_in_words(low: float | None, high: float | None, said: str) -> None:
    assert exposed_in_words(Interval(low, high)) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (1 / 3, "0.333333"),
        (1550000.0, "1550000"),
        (0.1 + 0.2, "0.3"),
        (-0.0, "0"),
        (1e-7, "0.0000001"),
        (2.5, "2.5"),
    ],
)
def test_figures_have_six_digits_and_no_exponent(value: float, said: str) -> None:
    assert number(value) == said


def test_ends_that_read_alike_are_given_once() -> None:
    assert span(1.00000001, 1.00000002) == "1"


@pytest.mark.parametrize(
    ("share", "said"),
    [(0, "0 %"), (1, "100 %"), (0.99999, "over 99.9 %"), (0.00001, "under 0.1 %"), (0.5, "50 %")],
)
def test_a_share_is_never_rounded_to_all_or_nothing(share: float, said: str) -> None:
    assert percent(share) == said


def test_markdown_has_the_same_content() -> None:
    made = hold_as_markdown(answer(VALUED, holds=False))
    assert made.startswith("# Valley and coast\n\n## 1. In short\n")
    assert "| after release-first<br>before pull-back" not in made, "the point is set in bold"
    assert "| **after release-first**<br>before pull-back | **Northland** | from 5 less to 10 more |" in made


# --- neutral ---

THREE = "detente: 1\nkind: other\ntitle: T\nparties: {%s}\n"
NAMES = {"north": "Northland", "south": "Southland", "coast": "Coastland"}


@st.composite
def three_sided(draw: st.DrawFn) -> tuple[Point, ...]:
    labels = st.sampled_from(list(NAMES))
    interval = st.tuples(st.integers(-9, 9), st.integers(0, 9)).map(
        lambda two: Interval(two[0], two[0] + two[1])
    )
    points, done = [], ""
    for at in range(draw(st.integers(1, 6))):
        gain = draw(interval)
        holds = True if (gain.high or 0) <= 0 else False if (gain.low or 0) > 0 else None
        party = draw(labels)
        exposed = {other: draw(interval) for other in NAMES if other != party}
        points.append(point(done, party, f"act-{at}", holds, gain=gain, exposed=exposed))
        done += f" act-{at}"
    return tuple(points)


@given(three_sided(), st.permutations(list(NAMES)))
def test_another_order_of_the_parties_changes_the_order_of_lines_only(
    points: tuple[Point, ...], order: list[str]
) -> None:
    def rows(sorting: list[str]) -> list[list[object]]:
        made = load_text(THREE % ", ".join(f"{label}: {NAMES[label]}" for label in sorting))
        page = hold_as_markdown(answer(points, holds=None, deal=made))
        lines = [line for line in page.splitlines() if line.startswith(("| ", "- "))]
        # Within a line the parties stand as the file sorts them.
        return [sorted(re.findall(r"[^ ,|<>.]+", line)) for line in lines]

    as_written, permuted = rows(list(NAMES)), rows(order)
    assert sorted(map(str, as_written)) == sorted(map(str, permuted))
    assert [line for line in as_written if "before" in line] == [
        line for line in permuted if "before" in line
    ]


@given(three_sided(), st.permutations(list(NAMES)))
def test_another_name_for_each_party_is_the_only_difference(
    points: tuple[Point, ...], names: list[str]
) -> None:
    """Who is who plays no part: renaming the parties of the record renames them on the page, and nothing else."""
    new = dict(zip(NAMES, names, strict=True))
    renamed = tuple(
        replace(one, party=new[one.party], exposed={new[who]: lost for who, lost in one.exposed.items()})
        for one in points
    )
    before = load_text(THREE % ", ".join(f"{label}: {label.upper()}X" for label in NAMES))
    after = load_text(THREE % ", ".join(f"{new[label]}: {new[label].upper()}X" for label in NAMES))
    page = hold_as_markdown(answer(points, holds=None, deal=before))
    swapped = re.sub(r"([A-Z]+)X", lambda found: f"{new[found[1].casefold()].upper()}X", page)
    assert swapped == hold_as_markdown(answer(renamed, holds=None, deal=after))
