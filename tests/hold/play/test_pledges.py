"""What bears on a party that stops: guarantees, what others do on a breach, and whether these would act at all."""

from __future__ import annotations

import math

import pytest

from detente.deal.worth import Worth
from detente.errors import CannotCount
from detente.hold.play import play_of
from detente.hold.play.acts import RELEASES as RELEASES_IT
from detente.hold.play.pledges import Bearing
from detente.hold.results import HeldBy
from tests.hold.asking import ENDS, RELEASES, TWO, asked, at, ends, gain, read

HEAD = RELEASES + TWO + "guarantors: {coast: {name: Coast}, lake: {name: Lake}}\n"
ACTS = """obligations:
  release: {by: south, to: north, due: D+1}
  pull-back: {by: north, to: south, due: D+20, after: [release]}
  thanks: {by: north, to: south, due: D+30, after: [release]}
"""
BOND = "guarantees:\n  bond: {by: coast, secures: [north], covers: [pull-back], form: bond}\n"
VALUES = """values:
  north:
    unit: points
    worth: {release: 9, pull-back: -6, thanks: -2}
    guarantees: {bond: {loses: 10, believed: 0.5}}
"""


def bearing(text: str, party: str = "north", label: str = "bond") -> Bearing:
    (found,) = (one for one in play_of(read(text), RELEASES_IT).bearings[party] if one.guarantee == label)
    return found


def held(text: str, act: str = "pull-back", party: str = "north") -> HeldBy:
    (found,) = at(asked(text), act, party).held_by
    return found


# --- guarantees ---


def test_a_guarantee_is_lost_once_as_far_as_it_is_believed() -> None:
    found = asked(HEAD + ACTS + BOND + VALUES)
    assert held(HEAD + ACTS + BOND + VALUES).loses is not None
    assert ends(held(HEAD + ACTS + BOND + VALUES).loses) == (5.0, 5.0)
    # It keeps 6, and 2 more for free, and loses 5.
    assert gain(found, "pull-back", "north") == (3.0, 3.0)
    assert gain(found, "thanks", "north") == (2.0, 2.0)


@pytest.mark.parametrize(
    ("guarantee", "why"),
    [
        ("form: bond", "the text does not state whom it secures"),
        ("secures: not stated, covers: not stated, form: bond", "the text does not state whom it secures"),
        ("secures: [north], form: bond", "the text does not state what it covers"),
        ("secures: [north], covers: not stated, form: bond", "the text does not state what it covers"),
        ("secures: [north], covers: [release], form: bond", "it covers no act of this party while it lasts"),
        (
            "secures: [north], covers: [pull-back], form: bond, until: D+10",
            "it covers no act of this party while it lasts",
        ),
        ("secures: [north], covers: [pull-back], form: bond, written: no", "it is not written"),
        ("secures: [north], covers: [pull-back], form: bond, signed: no", "it is not signed by Coast"),
        (
            "secures: [north], covers: [pull-back], form: assurance",
            "it is an assurance, and takes nothing from the party that stops",
        ),
        ("secures: [north], covers: [pull-back]", "the text does not state what is owed under it"),
        (
            "secures: [north], covers: [pull-back], form: not stated",
            "the text does not state what is owed under it",
        ),
    ],
)
def test_a_guarantee_that_does_not_count_says_why(guarantee: str, why: str) -> None:
    text = f"{HEAD}{ACTS}guarantees:\n  bond: {{by: coast, {guarantee}}}\n"
    assert held(text) == HeldBy("bond", None, False, why)
    assert at(asked(text), "pull-back", "north").without_values == "every"


@pytest.mark.parametrize(
    "guarantee",
    [
        *(f"form: {form}" for form in ("bond", "penalty", "escrow", "collateral", "sanction")),
        "pays: 20 million euro, to: south",
        "does: close the border",
        "form: bond, written: not stated, signed: not stated",
        "form: bond, until: D+20",
        "form: bond, until: not stated",
    ],
)
def test_a_guarantee_that_counts_leaves_it_to_the_values(guarantee: str) -> None:
    text = f"{HEAD}{ACTS}guarantees:\n  bond: {{by: coast, secures: [north], covers: [pull-back], {guarantee}}}\n"
    assert held(text) == HeldBy("bond", None, True, "")
    assert at(asked(text), "pull-back", "north").without_values == "depends"
    assert at(asked(text), "thanks", "north").without_values == "every"


def test_what_a_party_itself_says_it_would_lose_counts_even_if_it_is_not_signed() -> None:
    unsigned = BOND.replace("form: bond", "form: assurance, written: no, signed: no")
    assert held(HEAD + ACTS + unsigned + VALUES).counts
    assert gain(asked(HEAD + ACTS + unsigned + VALUES), "pull-back", "north") == (3.0, 3.0)


def test_it_covers_the_acts_that_are_due_while_it_lasts() -> None:
    text = (
        HEAD
        + ACTS
        + BOND.replace("[pull-back]", "[pull-back, thanks]").replace("form: bond", "form: bond, until: D+25")
    )
    assert bearing(text).covers == {"pull-back"}
    assert bearing(text.replace("until: D+25", "until: D+30")).covers == {"pull-back", "thanks"}


@pytest.mark.parametrize(
    ("said", "low", "high"),
    [
        ("{loses: 10, believed: 1}", 10.0, 10.0),
        ("{loses: 10, believed: 0}", 0.0, 0.0),
        ("{loses: 10..20 likely 12, believed: 0.5}", 5.0, 10.0),
        ("{loses: 10}", 0.0, 10.0),
        ("{loses: 10..20, believed: not stated}", 0.0, 20.0),
        ("{loses: unknown, believed: 0.5}", 0.0, math.inf),
        ("{loses: unknown, believed: 0}", 0.0, 0.0),
        ("{believed: 0.5}", 0.0, math.inf),
        ("{believed: 0}", 0.0, 0.0),
        ("{loses: 0, believed: 1}", 0.0, 0.0),
    ],
)
def test_what_is_lost_is_the_loss_times_the_belief(said: str, low: float, high: float) -> None:
    text = HEAD + ACTS + BOND + VALUES.replace("{loses: 10, believed: 0.5}", said)
    loses = bearing(text).loses
    assert loses is not None
    assert (loses.low, loses.high) == (low, high)
    worst = 8.0 - low
    best = max(2.0, 8.0 - high) if math.isfinite(high) else None
    found = at(asked(text), "pull-back", "north").gain
    assert found is not None
    assert found.high == worst
    assert found.low == (None if best is None else 8.0 - high)


def test_a_file_that_does_not_speak_of_a_guarantee_leaves_open_what_is_lost() -> None:
    text = HEAD + ACTS + BOND + VALUES.replace("    guarantees: {bond: {loses: 10, believed: 0.5}}\n", "")
    found = asked(text)
    assert gain(found, "pull-back", "north") == (None, 8.0)
    assert at(found, "pull-back", "north").holds is None
    assert "How far Northland believes in `bond` is not filled in: anything from 0 to 1." in found.assumptions


def test_what_is_lost_is_never_less_than_nothing() -> None:
    text = HEAD + ACTS + BOND + VALUES.replace("loses: 10", "loses: -3..5")
    with pytest.raises(CannotCount, match=r"a loss is written as 0 or more") as caught:
        asked(text)
    assert caught.value.line == 16


def test_a_loss_too_large_to_count_with_is_refused_with_its_place() -> None:
    with pytest.raises(CannotCount, match="more than 100 digits") as caught:
        asked(HEAD + ACTS + BOND + VALUES.replace("loses: 10", "loses: 1" + "0" * 200))
    assert caught.value.line == 16


@pytest.mark.parametrize(("word", "worst"), [("yes", -2.0), ("no", 2.0)])
def test_per_breach_it_is_lost_at_each_act_left_out(word: str, worst: float) -> None:
    """Keeps 6 and 6; believes in a loss of 10 or of 10 for each; leaving out only one gains -4."""
    text = HEAD + ACTS + BOND + VALUES
    text = text.replace("[pull-back], form", f"[pull-back, thanks], per breach: {word}, form")
    text = text.replace("thanks: -2", "thanks: -6").replace("believed: 0.5", "believed: 1")
    text = text.replace("loses: 10", "loses: 8" if word == "yes" else "loses: 10")
    assert gain(asked(text), "pull-back", "north") == (worst, worst)
    assert asked(text).holds is (worst <= 0)


PARTS = f"""{RELEASES}{TWO}guarantors: {{coast: {{}}}}
obligations:
  release: {{by: north, to: south, amount: 4 persons, parts: [1 by D+1, 3 by D+2]}}
  talks: {{by: [north, south], to: each other, each: yes, due: D+3}}
guarantees:
  bond: {{by: coast, secures: [north, south], covers: [COVERED], form: bond}}
"""


@pytest.mark.parametrize(
    ("covered", "north", "south"),
    [
        ("release", {"release.1", "release.2"}, set()),
        ("release.2", {"release.2"}, set()),
        ("talks", {"talks.north"}, {"talks.south"}),
        ("talks.north", {"talks.north"}, set()),
        ("talks.south, release.1", {"release.1"}, {"talks.south"}),
    ],
)
def test_parts_and_performers_parts_can_be_covered(covered: str, north: set[str], south: set[str]) -> None:
    text = PARTS.replace("COVERED", covered)
    assert bearing(text).covers == north
    assert bearing(text, "south").covers == south


def test_a_standing_duty_is_covered_in_all_its_pieces() -> None:
    text = f"""{RELEASES}{TWO}guarantors: {{coast: {{}}}}
obligations:
  calm: {{by: north, to: south, from: D+0, until: D+30}}
  release: {{by: south, to: north, due: D+10}}
guarantees:
  bond: {{by: coast, secures: [north], covers: [calm], form: bond, until: D+5}}
"""
    assert bearing(text).covers == {"calm"}
    assert bearing(text.replace(", until: D+5", "")).covers == {"calm", "calm since release"}


# --- what others do on a breach ---

SUSPEND = """  suspend: {by: south, to: west, does: suspend deliveries, on breach of: [pull-back]}
"""
WEST = "others: {west: {name: Westland}}\n"
REACTS = HEAD + WEST + ACTS + SUSPEND


def reacting(worth: str, more: str = "") -> str:
    return (
        REACTS
        + f"values:\n  north:\n    unit: points\n    worth: {{release: 9, pull-back: -6, thanks: -2{worth}}}\n{more}"
    )


def test_by_signs_what_others_do_on_a_breach_may_hold_a_party() -> None:
    found = asked(REACTS)
    point = at(found, "pull-back", "north")
    assert point.held_by == (HeldBy("suspend", None, True, ""),)
    assert point.without_values == "depends"
    assert point.inequality.endswith("more to it than what it would lose with `suspend`")
    assert at(found, "thanks", "north").without_values == "every"
    said = " ".join(found.assumptions)
    assert "If `pull-back` is not carried out, Southland is taken to do `suspend`" in said
    assert "it is taken to cost that party nothing or more" in said


def test_what_others_do_on_a_breach_costs_the_party_what_its_file_says() -> None:
    found = asked(reacting(", suspend: -5"))
    assert gain(found, "pull-back", "north") == (3.0, 3.0)
    lost = [term for term in at(found, "pull-back", "north").terms if term.kind == "lost"]
    assert [(term.id, ends(term.gain)) for term in lost] == [("suspend", (-5.0, -5.0))]
    assert at(asked(reacting(", suspend: -8")), "pull-back", "north").holds is True
    assert gain(asked(reacting(", suspend: -7..-4")), "pull-back", "north") == (1.0, 4.0)


def test_a_ranking_may_name_what_others_do_on_a_breach() -> None:
    text = REACTS.replace("  thanks: {by: north, to: south, due: D+30, after: [release]}\n", "")
    values = "values:\n  north: {unit: points, ranking: [suspend > pull-back]}\n"
    assert asked(text + values).holds is True
    assert asked(text + values.replace("suspend > pull-back", "pull-back > suspend")).holds is False


def test_its_file_may_say_what_it_would_lose_and_how_far_it_believes_so() -> None:
    more = "    guarantees: {suspend: {loses: 10, believed: 0.3}}\n"
    assert gain(asked(reacting("", more)), "pull-back", "north") == (5.0, 5.0)


def test_without_a_worth_in_its_file_it_loses_nothing_or_more() -> None:
    found = asked(reacting(""))
    assert gain(found, "pull-back", "north") == (None, 8.0)
    assert found.points[1].holds is None


def test_what_is_owed_to_the_party_itself_is_by_signs_worth_nothing_or_more() -> None:
    text = REACTS.replace("to: west", "to: north")
    assert held(text) == HeldBy(
        "suspend",
        None,
        False,
        "it is owed to Northland, and by signs what is owed to a party is worth nothing or more to it",
    )
    given = reacting(", suspend: -5").replace("to: west", "to: north")
    assert gain(asked(given), "pull-back", "north") == (3.0, 3.0)


def test_what_the_party_would_have_to_do_itself_does_not_hold_it() -> None:
    text = REACTS.replace("suspend: {by: south", "suspend: {by: north")
    assert held(text).why == "Northland itself would have to do it"
    assert at(asked(text), "pull-back", "north").without_values == "every"
    both = reacting(", suspend: -5").replace("suspend: {by: south", "suspend: {by: [north, south]")
    assert gain(asked(both), "pull-back", "north") == (8.0, 8.0)


def test_what_is_worth_something_to_the_party_is_one_more_reason_to_stop() -> None:
    found = asked(reacting(", suspend: 2"))
    assert gain(found, "pull-back", "north") == (10.0, 10.0)
    assert gain(asked(reacting(", suspend: -3..2")), "pull-back", "north") == (5.0, 10.0)


def test_it_is_owed_only_while_it_lasts_and_only_on_what_it_names() -> None:
    text = reacting(", suspend: -5").replace(
        "on breach of: [pull-back]", "on breach of: [pull-back], until: D+10"
    )
    assert gain(asked(text), "pull-back", "north") == (8.0, 8.0)
    other = reacting(", suspend: -5").replace("on breach of: [pull-back]", "on breach of: [release]")
    assert gain(asked(other), "pull-back", "north") == (8.0, 8.0)
    both = reacting(", suspend: -5").replace("[pull-back]}", "[pull-back, thanks]}")
    assert gain(asked(both), "pull-back", "north") == (3.0, 3.0)
    assert gain(asked(both), "thanks", "north") == (-3.0, -3.0)


def test_it_counts_where_the_deal_ends_as_well() -> None:
    text = reacting(", suspend: -5", "    if it walks: {gets: 0}\n").replace(RELEASES, ENDS)
    assert gain(asked(text), "pull-back", "north") == (3.0, 3.0)


def test_it_counts_at_the_time_of_the_breach() -> None:
    text = reacting(", suspend: -4", "    discount: 0.5 per day\n").replace("D+30", "D+21")
    assert gain(asked(text), "pull-back", "north") == (3.0, 3.0)


# --- whoever is asked to act, and has values ---


@pytest.mark.parametrize(
    ("south", "counts", "why"),
    [
        ("suspend: 1", True, ""),
        ("suspend: 0", True, ""),
        ("release: -3", True, ""),
        (
            "suspend: -3",
            False,
            "by the values of Southland, doing it costs more than leaving it undone",
        ),
        (
            "suspend: -3..1",
            True,
            "whether it is done hangs on the values of Southland, which leave it open",
        ),
        (
            "suspend: unknown",
            True,
            "whether it is done hangs on the values of Southland, which leave it open",
        ),
    ],
)
def test_a_party_that_would_have_to_react_does_so_if_its_own_file_says_so(
    south: str, counts: bool, why: str
) -> None:
    text = reacting(", suspend: -5") + f"  south: {{unit: points, worth: {{{south}}}}}\n"
    one = held(text)
    assert (one.counts, one.why) == (counts, why)
    worst = 3.0 if counts and not why else 8.0
    best = 3.0 if counts else 8.0
    assert gain(asked(text), "pull-back", "north") == (best, worst)


COUNTER = """  counter: {by: lake, secures: [coast], covers: [pull-back], form: penalty}
"""


def guarantor(values: str) -> str:
    return HEAD + ACTS + BOND + COUNTER + VALUES + f"  coast:\n    unit: points\n{values}"


@pytest.mark.parametrize(
    ("values", "best", "worst"),
    [
        # Honouring costs 6, and not honouring 0, 6 or 5.
        ("    worth: {bond: -6}\n    guarantees: {counter: {loses: 0, believed: 1}}\n", 8.0, 8.0),
        ("    worth: {bond: -6}\n    guarantees: {counter: {loses: 6, believed: 1}}\n", 3.0, 3.0),
        ("    worth: {bond: -6}\n    guarantees: {counter: {loses: 10, believed: 0.5}}\n", 8.0, 8.0),
        # Honouring costs 4 to 6, not honouring 5: it is left open.
        ("    worth: {bond: -6..-4}\n    guarantees: {counter: {loses: 10, believed: 0.5}}\n", 3.0, 8.0),
        ("    worth: {bond: -6}\n    guarantees: {counter: {loses: 10}}\n", 3.0, 8.0),
        ("    worth: {bond: -6}\n", 3.0, 8.0),
        # What it gets if it walks counts against honouring.
        (
            "    worth: {bond: -6}\n    guarantees: {counter: {loses: 7, believed: 1}}\n    if it walks: {gets: 1}\n",
            3.0,
            3.0,
        ),
        (
            "    worth: {bond: -6}\n    guarantees: {counter: {loses: 7, believed: 1}}\n    if it walks: {gets: 2}\n",
            8.0,
            8.0,
        ),
        (
            "    worth: {bond: -6}\n    guarantees: {counter: {loses: 7, believed: 1}}\n"
            "    if it walks: {gets: 0, after release: 2}\n",
            8.0,
            8.0,
        ),
        (
            "    worth: {bond: -6}\n    guarantees: {counter: {loses: 7, believed: 1}}\n"
            "    if it walks: {gets: 0, after thanks: 2}\n",
            3.0,
            3.0,
        ),
        # What it says under the very guarantee counts too.
        (
            "    worth: {bond: -6}\n"
            "    guarantees: {bond: {loses: 6, believed: 1}, counter: {loses: 0, believed: 1}}\n",
            3.0,
            3.0,
        ),
        (
            "    worth: {bond: -6}\n"
            "    guarantees: {bond: {loses: 3, believed: 1}, counter: {loses: 4, believed: 0.5}}\n",
            8.0,
            8.0,
        ),
        # A file that does not name what it has to do says nothing of it.
        ("    worth: {release: 1}\n", 3.0, 3.0),
    ],
)
def test_a_guarantor_with_values_is_tested_where_it_is_called(values: str, best: float, worst: float) -> None:
    found = asked(guarantor(values))
    assert gain(found, "pull-back", "north") == (best, worst)
    one = at(found, "pull-back", "north").held_by[0]
    assert one.counts is (best == 3.0)
    if worst == 8.0:
        assert "Coast" in one.why


def test_a_guarantor_may_honour_one_act_and_not_another() -> None:
    """Once the thanks are done it has 4 by walking: then it no longer pays 6 rather than lose 7."""
    text = guarantor(
        "    worth: {bond: -6}\n    guarantees: {counter: {loses: 7, believed: 1}}\n"
        "    if it walks: {gets: 0, after pull-back: 4}\n"
    ).replace("covers: [pull-back]", "covers: [pull-back, thanks]")
    assert bearing(text).covers == {"pull-back"}


def test_guarantors_without_values_are_taken_to_act() -> None:
    assert held(HEAD + ACTS + BOND + VALUES).why == ""


def test_all_who_are_asked_must_act() -> None:
    text = HEAD + ACTS + BOND.replace("by: coast", "by: [coast, lake]") + VALUES
    one = text + "  coast: {unit: points, worth: {bond: 0}}\n  lake: {unit: points, worth: {bond: -1}}\n"
    assert not held(one).counts
    assert held(one).why.startswith("by the values of Lake,")


def test_a_share_is_not_given_where_a_guarantor_leaves_it_open() -> None:
    text = guarantor("    worth: {bond: -6..-4}\n    guarantees: {counter: {loses: 10, believed: 0.5}}\n")
    text = text.replace("thanks: -2", "thanks: 0").replace("pull-back: -6", "pull-back: -4")
    found = asked(text, samples=200)
    assert found.share is None
    assert any(line.startswith("No share is given.") for line in found.assumptions)


def test_a_party_may_stand_for_itself() -> None:
    text = (
        HEAD
        + ACTS
        + BOND.replace("by: coast", "by: north")
        + VALUES.replace("thanks: -2", "thanks: -2, bond: -10")
    )
    assert gain(asked(text), "pull-back", "north") == (3.0, 3.0)


def test_a_guarantor_that_would_not_pay_leaves_bare_what_it_stands_for() -> None:
    def values(coast: str) -> Worth | None:
        return bearing(guarantor(coast)).loses

    assert values("    worth: {bond: 0}\n") == Worth(5.0, 5.0)
    assert values("    worth: {bond: unknown}\n") == Worth(0.0, 5.0, 0.0)
    assert values("    worth: {bond: -6..-4}\n    guarantees: {counter: {loses: 5, believed: 1}}\n") == Worth(
        0.0, 5.0, 5.0
    )
