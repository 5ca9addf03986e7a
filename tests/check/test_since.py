"""What changed in meaning between two drafts."""

from detente.check import check
from detente.check.since import compare
from detente.deal.loader import load_text

OLD = """
detente: 1
kind: exchange
parties: {north: Northland, south: Southland}
verifiers: {mission: Joint Mission}
obligations:
  leave: {by: north, to: south, does: leave the valley, measure: the line on map A, due: D+10, verified by: mission}
  list: {by: south, to: north, does: hand over the list}
day zero: 2031-01-01
positions:
  south:
    demands:
      valley: {wants: the valley, firmness: stated as a condition, met by: [leave]}
"""


def sentences(new: str) -> list[str]:
    told = compare(check(load_text(OLD, "old.yaml")), check(load_text(new, "new.yaml")))
    return [change.sentence for change in told.changes]


def test_the_same_text_says_the_same() -> None:
    told = compare(check(load_text(OLD)), check(load_text(OLD)))
    assert (told.changes, told.appeared, told.gone) == ((), (), ())
    assert "The deal says the same." in told.in_words()


def test_a_deadline_moved_and_a_verifier_removed() -> None:
    new = OLD.replace("due: D+10, verified by: mission", "due: D+20, verified by: not stated")
    assert sentences(new) == [
        "`leave` `due`: D+10 → D+20",
        "`leave` `verified by`: mission → not stated",
    ]


def test_an_act_that_hangs_on_an_option() -> None:
    issues = "issues: {port: {options: {open: {}, shut: {}, none: {}}}}\n"
    new = OLD.replace("list}\n", "list, only if: [port: open, port: shut]}\n") + issues
    assert sentences(new) == ["`list` `only if`: not filled in → port: open, port: shut"]


def test_a_demand_that_lost_its_answer() -> None:
    new = OLD.replace("met by: [leave]", "met by: []")
    assert sentences(new) == [
        "`valley` (Southland: the valley) was covered, is missing: nothing in the text answers it"
    ]


def test_duties_that_came_and_went() -> None:
    new = OLD.replace(
        "  list: {by: south, to: north, does: hand over the list}", "  map: {by: north, does: draw the map}"
    )
    assert sentences(new) == [
        "`list` is no longer there: Southland: hand over the list",
        "`map` is new: Northland: draw the map",
    ]


def test_findings_are_matched_by_rule_and_subject_and_not_by_line() -> None:
    told = compare(check(load_text(OLD)), check(load_text("\n\n# moved\n" + OLD)))
    assert (told.appeared, told.gone) == ((), ())
    assert told.same > 0
