"""The clause-to-obligation table: what each cell says, and which cells are empty and how."""

from detente.deal.loader import load_text
from detente.desk.duties import Duty, duties_of, gaps_of

HEAD = """\
detente: 1
parties: {north: Northland, south: Southland}
verifiers: {mission: Joint Mission}
events: {rain: {at: not stated}}
obligations:
"""


def duties(body: str, head: str = HEAD) -> dict[str, Duty]:
    deal = load_text(head + body)
    assert deal.problems == ()
    return {duty.id: duty for duty in duties_of(deal)}


def test_silence_of_the_text_and_nothing_filled_in_are_told_apart() -> None:
    leave = duties(
        "  leave: {by: north, to: not stated, does: leave, due: not stated, verified by: mission}\n"
    )["leave"]
    assert leave.gaps == {
        "to": "not stated",
        "when": "not stated",
        "measure": "not filled in",
        "if_missed": "not filled in",
    }
    assert leave.as_dict()["to"] == "not stated"
    assert leave.as_dict()["if_missed"] is None


def test_a_full_duty_has_no_gap() -> None:
    full = duties(
        "  lists: {by: north, to: south, does: hand over the lists, amount: 3 lists, due: D+3, verified by: mission, "
        "verified how: a signed receipt, verified within: 2 days, if missed: {cure: 48 hours, then: releases}, "
        'clause: ["2.1", "4"]}\n'
    )["lists"]
    assert full.gaps == {}
    assert full.clause == ("2.1", "4")
    assert full.when == (("due", "D+3"),)
    assert full.measure == ("3 lists",)
    assert full.verified_how == ("a signed receipt", "within 2 days")
    assert full.if_missed == "48 hours to make good, then what depends on it is no longer owed"


def test_a_standing_duty_needs_no_measure_but_an_end() -> None:
    calm = duties("  calm: {by: north, to: south, does: keep calm, from: D+0, verified by: mission}\n")[
        "calm"
    ]
    assert calm.is_standing
    assert calm.when == (("from", "D+0"), ("until", None))
    assert calm.gaps == {"when": "not filled in", "if_missed": "not filled in"}


def test_an_act_that_goes_turn_by_turn_needs_no_day_of_its_own() -> None:
    both = duties(
        "  release: {by: south, to: north, does: release, amount: 4 persons, parts: [1 by D+1, 3 by D+7]}\n"
        "  free: {by: north, to: south, does: free, against: release, ratio: 30 for 1, turn: after each part}\n"
    )
    assert both["release"].when == (("1", "D+1"), ("3", "D+7"))
    assert both["free"].when == (("turn", "after each part of `release`"),)
    assert both["free"].conditions == ("in exchange for `release`",)
    assert both["free"].measure == ("30 for 1",)
    assert "when" not in both["free"].gaps


def test_words_that_name_no_time_are_no_day() -> None:
    soon = duties("  go: {by: north, to: south, does: go, due: {words: as soon as possible}}\n")["go"]
    assert soon.when == (("due", "as soon as possible"),)
    assert soon.gaps["when"] == "no day"


def test_conditions_are_said_in_words() -> None:
    made = duties(
        "  calm: {by: north, to: south, from: D+0, until: for good}\n"
        "  hand: {by: north, to: south, due: D+5, after: [calm], while: [calm], not before: [D+2], together: noon}\n"
        "  open: {by: south, to: north, due: D+5, on breach of: [hand], on event: rain, together: noon, "
        "continues: [calm]}\n"
    )
    assert made["hand"].conditions == (
        "after `calm`",
        "not before `D+2`",
        "only while kept: `calm`",
        "at the same moment as `open`",
    )
    assert made["open"].conditions == (
        "only on a breach of `hand`",
        "carries on `calm`",
        "only if `rain` happens",
        "at the same moment as `hand`",
    )


def test_the_general_consequence_fills_the_cell_of_a_duty_without_its_own() -> None:
    head = HEAD.replace("obligations:", "if breached: ends the deal\nobligations:")
    made = duties("  a: {by: north}\n  b: {by: north, if missed: not stated}\n", head)
    assert made["a"].if_missed == "as for every duty: the deal ends"
    assert "if_missed" not in made["a"].gaps
    assert made["b"].gaps["if_missed"] == "not stated"


def test_gaps_are_counted_by_cell_in_the_order_of_the_table() -> None:
    made = duties("  a: {by: north, does: leave}\n  b: {to: south, does: leave, due: D+1}\n")
    assert gaps_of(made.values()) == {
        "by": 1,
        "to": 1,
        "when": 1,
        "measure": 2,
        "verified_by": 2,
        "if_missed": 2,
    }


def test_what_a_duty_hangs_on_is_said_whichever_way_it_is_written() -> None:
    head = "issues: {port: {options: {open: {with: [a]}, shut: {}}}}\n" + HEAD
    made = duties(
        "  a: {by: north, only if: {port: [open, shut]}}\n  b: {by: south, only if: {port: shut}}\n", head
    )
    assert made["a"].conditions == ("only with `port: open`; and `port: open` or `port: shut`",)
    assert made["b"].conditions == ("only with `port: shut`",)
