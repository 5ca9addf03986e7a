"""A deal whose obligations hang on open options: what is looked at, and what the answer says of it."""

from __future__ import annotations

from detente.deal.course import course_of
from detente.deal.package import deal_with
from detente.desk.remarks import remarks
from detente.hold.repair import repairs
from detente.hold.run import hold
from tests.hold.asking import RELEASES, TWO, asked, gain, read

TRADE = (
    RELEASES
    + TWO
    + """\
obligations:
  lists: {by: north, to: south, does: hand over the lists, due: D+1}
  open-port: {by: north, to: south, does: open the port, due: D+5, after: [lists]}
  pay: {by: south, to: north, does: pay, due: D+9, after: [open-port, lists]}
  watch: {by: south, to: north, does: watch, due: D+10, only if: {port: inspected}}
issues:
  port: {options: {closed: {}, inspected: {with: [open-port]}, open: {with: [open-port]}}, draft: closed}
  seat: {options: {a: {}, b: {}}}
values:
  north: {worth: {lists: -1, open-port: -5, pay: 4, watch: 3, port: {open: 100}}, if it walks: {gets: 0}}
  south: {worth: {lists: 2, open-port: 6, pay: -3, watch: -1}, if it walks: {gets: 0}}
"""
)


def same_as(text: str, other: str) -> None:
    """Both deals get the same answer, assumptions on options aside."""
    one, two = asked(text), asked(other)
    assert one.holds == two.holds
    assert [point.as_dict() for point in one.points] == [point.as_dict() for point in two.points]
    assert {p: n.as_dict() for p, n in one.guarantees.items()} == {
        p: n.as_dict() for p, n in two.guarantees.items()
    }


def plain(text: str, *gone: str) -> str:
    """The deal without issues, and without the lines of some acts."""
    lines = [line for line in text.split("\n") if not line.strip().startswith(gone)]
    without = "\n".join(line for line in lines if not line.startswith(("issues", "  port", "  seat")))
    for act in (one.rstrip(":") for one in gone):
        without = without.replace(f"[{act}, lists]", "[lists]")
        for worth in ("-5", "4", "3", "6", "-1"):
            without = without.replace(f", {act}: {worth}", "")
    return without.replace(", port: {open: 100}", "").replace(", only if: {port: inspected}", "")


def test_only_what_the_draft_brings_is_looked_at() -> None:
    same_as(TRADE, plain(TRADE, "open-port:", "watch:"))
    same_as(TRADE.replace("draft: closed", "draft: open"), plain(TRADE, "watch:"))
    same_as(TRADE.replace("draft: closed", "draft: inspected"), plain(TRADE))


def test_the_answer_says_with_which_options() -> None:
    assert asked(TRADE).assumptions[:3] == (
        "With the draft's options: `port: closed`.",
        "Not part of it with these options: `open-port` and `watch`.",
        "What refers to that is left out too: `pay` (`after: open-port`).",
    )
    assert asked(TRADE.replace("draft: closed", "draft: inspected")).assumptions[0] == (
        "With the draft's options: `port: inspected`."
    )


def test_without_a_draft_nothing_is_refused_and_what_is_open_is_left_out() -> None:
    found = asked(TRADE.replace(", draft: closed", ""))
    assert found.assumptions[:2] == (
        "No option is chosen for `port`; what only its options bring is left out.",
        "Not part of it with these options: `open-port` and `watch`.",
    )
    same_as(TRADE.replace(", draft: closed", ""), TRADE)


def test_a_deal_in_which_nothing_hangs_on_an_option_says_nothing_of_them() -> None:
    found = asked(TRADE.replace("with: [open-port]", "").replace(", only if: {port: inspected}", ""))
    assert not [line for line in found.assumptions if "option" in line]
    assert {point.next for point in found.points} >= {"open-port", "watch"}


def test_a_package_that_was_chosen_stays_chosen() -> None:
    deal = deal_with(read(TRADE), {"port": "open", "seat": "a"})
    found = hold(deal)
    assert found.assumptions[0] == "With the options: `port: open`."
    assert gain(found, "open-port", "north") == (1, 1)
    assert found.guarantees["north"].least.high == 2.0  # leaving out the lists too: 1 more


def test_repairs_are_judged_with_the_same_options() -> None:
    deal = deal_with(read(TRADE), {"port": "open", "seat": "a"})
    found = hold(deal)
    assert found.holds is False
    made = repairs(found, time_limit=5)
    assert made
    for one in made:
        assert "watch" not in one.title
        assert one.needs_before["north"] == found.guarantees["north"].least.high
    again = repairs(hold(read(TRADE)), time_limit=5)
    assert all("open-port" not in one.title for one in again)


def test_rules_of_hold_look_at_the_draft_and_the_course_at_the_text() -> None:
    looked = {}
    for option in ("closed", "open", "inspected"):
        found = remarks(read(TRADE.replace("draft: closed", f"draft: {option}"))).findings
        looked[option] = {(one.name, one.subjects.obligations) for one in found}
    jump, last = ("exposure-jump", ("open-port",)), "last-act-unsecured"
    assert [option for option, names in looked.items() if jump in names] == ["open", "inspected"]
    assert [option for option, names in looked.items() if (last, ("watch",)) in names] == ["inspected"]
    assert [option for option, names in looked.items() if (last, ("pay",)) in names] == ["closed", "open"]
    assert {step.id for step in course_of(read(TRADE)).steps} == {"lists", "open-port", "pay", "watch"}


def test_acts_that_wait_for_each_other_only_with_other_options_are_no_hindrance() -> None:
    text = TRADE.replace(
        "due: D+10, only if: {port: inspected}}", "due: D+10, after: [pay], only if: {port: inspected}}"
    )
    text = text.replace("after: [open-port, lists]", "after: [open-port, watch]")
    assert course_of(read(text)).cycles
    assert asked(text).holds is not None
