"""What the text gives of each demand: covered, vague, missing or crossed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.deal.course import course_of
from detente.deal.coverage import (
    STATUSES,
    Coverage,
    coverage_of,
    is_unsettled,
    lacking,
    readings_of,
    terms_of,
)
from detente.deal.loader import load_text
from detente.deal.model import Deal
from tests.strategies import deals

HEAD = "detente: 1\nkind: other\nparties: {north: Northland, south: Southland}\nverifiers: {mission: Joint Mission}\n"
WHOLE = "by: north, to: south, due: D+3, amount: 3 persons"
KEPT = "by: north, to: south, from: D+0, until: for good, verified by: mission"


def deal_of(body: str) -> Deal:
    deal = load_text(HEAD + body)
    assert deal.problems == ()
    return deal


def covered(body: str, demand: str = "met by: [leave]") -> Coverage:
    deal = deal_of(f"{body}\npositions: {{south: {{demands: {{wish: {{wants: calm, {demand}}}}}}}}}\n")
    return coverage_of(deal, course_of(deal))["wish"]


def of_duty(keys: str, demand: str = "met by: [leave]") -> Coverage:
    return covered(f"obligations: {{leave: {{{keys}}}}}", demand)


# --- one duty


@pytest.mark.parametrize(
    "keys",
    [
        WHOLE,
        WHOLE.replace("amount: 3 persons", "measure: the road is empty"),
        WHOLE.replace("amount: 3 persons", "parts: [1, 2]"),
        "by: north, to: south, parts: [1 by D+1, 2 by D+3]",
        KEPT,
        KEPT.replace("verified by: mission", "measure: no shot is fired"),
        "by: [north, south], to: each other, due: D+3, measure: x",
    ],
)
def test_a_duty_that_says_all_covers(keys: str) -> None:
    found = of_duty(keys)
    assert (found.status, found.lacks, found.met_by) == ("covered", (), ("leave",))


@pytest.mark.parametrize(
    ("missing", "lacks"),
    [
        ("by: north", "`leave` has nobody named to do it"),
        ("to: south", "`leave` has nobody named to receive it"),
        ("due: D+3", "`leave` has no time"),
        ("amount: 3 persons", "`leave` has no amount or measure"),
    ],
)
@pytest.mark.parametrize("silence", ["", ": not stated"])
def test_a_duty_that_leaves_one_thing_out_is_vague(missing: str, lacks: str, silence: str) -> None:
    put = f"{missing.partition(':')[0]}{silence}" if silence else ""
    keys = ", ".join(part for part in WHOLE.replace(missing, put).split(", ") if part)
    found = of_duty(keys)
    assert (found.status, found.lacks) == ("vague", (lacks,))


def test_words_that_are_no_time_are_no_time() -> None:
    assert of_duty(WHOLE.replace("D+3", '{words: "soon"}')).lacks == ("`leave` has no time",)


@pytest.mark.parametrize(
    ("old", "new", "lacks"),
    [
        (", verified by: mission", "", "`leave` has no verifier"),
        (", until: for good", "", "`leave` has no end"),
        (", until: for good", ", until: not stated", "`leave` has no end"),
        ("from: D+0", "from: not stated", "`leave` has no time"),
    ],
)
def test_a_standing_duty_needs_a_beginning_an_end_and_a_verifier(old: str, new: str, lacks: str) -> None:
    found = of_duty(KEPT.replace(old, new))
    assert (found.status, found.lacks) == ("vague", (lacks,))


def test_an_act_in_turn_with_another_needs_no_day_of_its_own() -> None:
    body = f"obligations: {{other: {{{WHOLE}}}, leave: {{by: south, to: north, against: other, ratio: 3 for 1}}}}"
    assert covered(body).lacks == ("`leave` has no time",)
    assert (
        covered(body.replace("against: other", "against: other, turn: after each part")).status == "covered"
    )


# --- missing, crossed, dropped


@pytest.mark.parametrize("demand", ["met by: []", "met by: not stated", "firmness: not stated"])
def test_a_demand_that_nothing_answers_is_missing(demand: str) -> None:
    found = of_duty(WHOLE, demand)
    assert (found.status, found.lacks, found.met_by) == ("missing", ("nothing in the text answers it",), ())


def test_a_demand_that_something_stands_against_is_crossed() -> None:
    found = of_duty(WHOLE, "met by: [leave], crossed by: [leave]")
    assert found.status == "crossed"
    assert found.lacks == ("`leave` stands against it",)
    assert of_duty(WHOLE, "met by: [leave], crossed by: []").status == "covered"


def test_a_demand_that_was_given_up_is_left_out() -> None:
    deal = deal_of("positions: {south: {demands: {wish: {wants: calm, dropped: 2031-01-01}}}}\n")
    assert coverage_of(deal, course_of(deal)) == {}


def test_who_demands_and_how_firmly() -> None:
    found = of_duty(WHOLE, "met by: [leave], firmness: stated as a condition")
    assert (found.demand, found.by, found.firmness) == ("wish", "south", "stated as a condition")
    assert of_duty(WHOLE).firmness is None
    assert found.as_dict() == {
        "by": "south",
        "status": "covered",
        "firmness": "stated as a condition",
        "met_by": ["leave"],
    }


def test_only_if_the_stage_opens() -> None:
    body = f"stages: {{one: {{}}, two: {{}}}}\nobligations: {{leave: {{stage: two, {WHOLE}}}}}"
    assert covered(body).only_if == ("stage two opens",)
    assert covered(body.replace("stage: two", "stage: one")).only_if == ()


# --- guarantees and terms


GUARANTEE = "by: mission, covers: [leave], pays: 3 million euro, until: D+90"


@pytest.mark.parametrize(
    ("without", "lacks"),
    [
        ("", ()),
        ("by: mission, ", ("`bond` has no guarantor",)),
        (", pays: 3 million euro", ("`bond` has no act owed by the guarantor",)),
        ("covers: [leave], ", ("`bond` has nothing that it covers",)),
        (", until: D+90", ("`bond` has no end",)),
    ],
)
def test_a_guarantee_covers_if_it_says_all(without: str, lacks: tuple[str, ...]) -> None:
    keys = GUARANTEE.replace(without, "") if without else GUARANTEE
    body = f"obligations: {{leave: {{{WHOLE}}}}}\nguarantees: {{bond: {{{keys}}}}}"
    found = covered(body, "met by: [bond]")
    assert (found.status, found.lacks) == ("vague" if lacks else "covered", lacks)


TERM = """
obligations: {leave: {by: north, to: south, due: D+3, amount: 3 persons}}
terms: {calm: {words: lasting calm, used in: [leave]%s}}
positions:
  north: {readings: [{term: calm, says: %s}]}
  south: {readings: [{term: calm, says: the end of the war}], demands: {wish: {wants: calm, met by: [leave]}}}
"""


@pytest.mark.parametrize(
    ("settled", "says", "status"),
    [
        ("", "a pause", "vague"),
        ("", "the end of the war", "covered"),
        (", agreed: the end of the war", "a pause", "covered"),
        (", agreed: not stated", "a pause", "vague"),
        (", open on purpose: {why: x, who: mission}", "a pause", "covered"),
        (", open on purpose: not stated", "a pause", "vague"),
    ],
)
def test_a_term_that_two_read_differently_keeps_a_demand_vague(settled: str, says: str, status: str) -> None:
    deal = deal_of(TERM % (settled, says))
    found = coverage_of(deal, course_of(deal))["wish"]
    assert found.status == status
    assert is_unsettled(deal, deal.terms["calm"]) == (status == "vague")
    assert found.lacks == (
        ("it rests on the term `calm`, which is read in more than one way",) if status == "vague" else ()
    )
    assert terms_of(deal, "leave") == ("calm",)
    assert [reading.by for reading in readings_of(deal, "calm")] == ["north", "south"]


def test_one_who_reads_a_term_in_two_ways_alone_unsettles_nothing() -> None:
    deal = deal_of(
        "terms: {calm: {}}\npositions: {north: {readings: [{term: calm, says: x}, {term: calm, says: y}]}}\n"
    )
    assert not is_unsettled(deal, deal.terms["calm"])


# --- properties


@given(deals())
def test_every_demand_has_one_status_and_its_reasons(text: str) -> None:
    deal = load_text(text)
    found = coverage_of(deal, course_of(deal))
    assert found.keys() == deal.demands.keys()
    for label, one in found.items():
        assert one.status in STATUSES
        assert (one.status == "covered") == (not one.lacks)
        assert (one.status == "missing") == (not one.met_by)
        linked = {str(ref) for ref in deal.demands[label].met_by or ()}
        assert set(one.met_by) <= linked
        if one.status == "covered":
            assert all(not list(lacking(deal.obligations[ref])) for ref in one.met_by)


@given(deals(), st.data())
def test_saying_more_never_takes_coverage_away(text: str, data: st.DataObject) -> None:
    deal = load_text(text)
    if not deal.obligations:
        return
    label = data.draw(st.sampled_from(sorted(deal.obligations)))
    more = load_text(text.replace(f"  {label}:\n", f"  {label}:\n    measure: the third column of list A\n"))
    before, after = coverage_of(deal, course_of(deal)), coverage_of(more, course_of(more))
    for demand in before:
        assert set(after[demand].lacks) <= set(before[demand].lacks)
        assert STATUSES.index(after[demand].status) <= STATUSES.index(before[demand].status)


@given(deals())
def test_taking_the_link_away_makes_a_demand_missing(text: str) -> None:
    deal = load_text(
        "\n".join("        met by: []" if "met by:" in line else line for line in text.split("\n"))
    )
    assert {one.status for one in coverage_of(deal, course_of(deal)).values()} <= {"missing"}
