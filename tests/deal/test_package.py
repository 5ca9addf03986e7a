"""A deal with one option for each issue: what is in it, what goes, and that nothing refers to what went."""

from __future__ import annotations

from dataclasses import fields
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.deal.course import course_of
from detente.deal.files import SECTIONS
from detente.deal.loader import load_text
from detente.deal.model import Deal
from detente.deal.names import Namespace, check_references
from detente.deal.package import as_drafted, brought_by, deal_with, guarantees_brought_by
from detente.deal.reload import reload
from detente.errors import UnknownName

HEAD = """\
detente: 1
day zero: 2031-01-01
if breached: releases what depends on it
parties: {north: Northland, south: Southland}
guarantors: {coast: Coast Republic}
"""
DEAL = (
    HEAD
    + """\
stages:
  one: {opens: {at: D+0}, lasts: 42 days}
  two:
    opens: {when: [hand-over, patrol], by: D+42}
    otherwise: {continue: [patrol], while: [patrol], then: ends}
terms: {harbour: {words: port, used in: [open-port, lists]}}
obligations:
  lists: {stage: one, by: north, to: south, does: hand over the lists, due: D+3}
  open-port: {stage: one, by: north, to: south, does: open the port, amount: 2 gates, parts: [1 by D+5, 1 by D+9]}
  toll: {by: south, to: north, does: pay the toll, against: open-port, turn: after each part}
  patrol: {by: [north, south], to: each other, does: patrol, from: D+0, until: 3 days after open-port,
           only if: [mandate: joint, mandate: wide]}
  hand-over: {by: south, to: north, does: hand over, due: 2 days after open-port.1, after: [open-port, lists, toll.2],
              while: [patrol], not before: [D+2, 1 days after open-port]}
  close-again: {by: south, to: north, does: close, on breach of: [open-port]}
  end-it: {by: north, to: south, does: end it, on breach of: [close-again, patrol]}
  later: {stage: two, by: north, to: south, does: come later, due: D+50, after: [hand-over], continues: [patrol]}
guarantees:
  port-bond: {by: coast, secures: north, covers: [open-port], form: bond, pays: 5 million euro, until: D+90}
  wide-bond: {by: coast, secures: north, covers: [open-port, lists], form: bond, pays: 5 million euro, until: D+90}
  extra: {by: coast, secures: south, covers: [lists], form: bond, pays: 1 million euro, until: D+90}
issues:
  port:
    options: {closed: {}, inspected: {with: [open-port.1]}, open: {with: [open-port, extra]}}
    draft: closed
  mandate: {options: {none: {}, joint: {}, wide: {rules out: {port: closed}}}, draft: joint}
  seat: {options: {a: {}, b: {}}}
elements: {scope: {in: [open-port, lists]}}
positions:
  south:
    demands: {way: {wants: a way, met by: [open-port, extra], crossed by: [patrol]}}
    readings: [{order of: [open-port, lists], says: lists first, after: {open-port: [lists], lists: [patrol]}}]
    claims: [{about: [open-port], says: it is wide}]
values:
  north:
    unit: points
    worth: {open-port: -5, toll: 3, toll.1: 1, lists: -1, patrol: 2, hand-over: 4, later: -1, port: {open: 1}}
    ranking: [open-port > toll]
    guarantees: {port-bond: {loses: 4, believed: 1}, wide-bond: {loses: 2, believed: 0.5}}
    if it walks: {gets: 0, after open-port: 2, after lists: 1}
"""
)


def read(text: str) -> Deal:
    deal = load_text(text)
    assert deal.problems == (), [problem.message for problem in deal.problems]
    return deal


def packages(deal: Deal) -> list[dict[str, str]]:
    options = [tuple(issue.options or ()) for issue in deal.issues.values()]
    return [dict(zip(deal.issues, chosen, strict=True)) for chosen in product(*options)]


def dangling(deal: Deal) -> list[str]:
    """What refers to nothing, as the loader would report it; rankings aside, which keep their names."""
    names = Namespace()
    for section in SECTIONS:
        if section in {one.name for one in fields(Deal)}:
            list(names.add_all(section, getattr(deal, section), deal.documents[deal.file]))
    list(names.add_all("demands", deal.demands, deal.documents[deal.file]))
    return [
        p.message
        for p in check_references(deal, names)
        if "ranking" not in str(p.span.text) and " > " not in p.span.text
    ]


def test_what_hangs_on_options_and_how() -> None:
    found = brought_by(read(DEAL))
    assert list(found) == ["open-port", "patrol"]
    assert found["open-port"].by_any == (("port", "inspected"), ("port", "open"))
    assert found["open-port"].only_if == found["patrol"].by_any == ()
    assert found["patrol"].only_if == (("mandate", "joint"), ("mandate", "wide"))
    assert str(found["open-port"]) == "`port: inspected` or `port: open`"
    assert found["patrol"].issues == ("mandate",)
    assert list(guarantees_brought_by(read(DEAL))) == ["extra"]


def test_several_issues_in_only_if_are_all_needed_and_options_of_one_are_either() -> None:
    deal = read(
        f"{HEAD}obligations: {{a: {{by: north, to: south, only if: {{port: [open, shut], seat: two}}}}}}\n"
        "issues:\n  port: {options: {open: {with: [a]}, shut: {}, none: {}}}\n"
        "  seat: {options: {one: {}, two: {with: [a]}}}\n"
    )
    condition = brought_by(deal)["a"]
    assert {
        p
        for p in product(("open", "shut", "none"), ("one", "two"))
        if condition.is_met(dict(zip(("port", "seat"), p, strict=True)))
    } == {
        ("open", "two"),
        ("shut", "two"),
    }
    assert str(condition) == "`port: open` or `seat: two`; and `port: open` or `port: shut`; and `seat: two`"
    assert not condition.is_met({"seat": "two"})


def test_a_stage_in_with_brings_every_obligation_of_it() -> None:
    deal = read(
        f"{HEAD}stages: {{one: {{opens: {{at: D+0}}}}, two: {{opens: {{at: D+9}}}}}}\n"
        "obligations: {a: {stage: one, by: north, to: south}, b: {stage: two, by: south, to: north}}\n"
        "issues: {more: {options: {no: {}, go: {with: [two]}}}}\n"
    )
    assert brought_by(deal) == {"b": ((("more", "go"),), ())}


def test_the_deal_without_the_port_says_nothing_of_it() -> None:
    deal = read(DEAL)
    less = deal_with(deal, {"port": "closed", "mandate": "joint", "seat": "a"})
    assert list(less.obligations) == ["lists", "toll", "patrol", "hand-over", "end-it", "later"]
    assert list(less.guarantees) == ["wide-bond"]
    toll, over = less.obligations["toll"], less.obligations["hand-over"]
    assert (toll.against, toll.turn, toll.ratio) == (None, None, None)
    assert [str(ref) for ref in over.after or ()] == [
        "lists",
        "toll",
    ]  # toll has no parts without its exchange
    assert [str(when) for when in over.not_before or ()] == ["D+2"]
    assert over.due is not None
    assert (over.due.kind, str(over.due)) == ("words", "2 days after open-port.1")  # type: ignore[union-attr]
    assert [str(ref) for ref in less.obligations["end-it"].on_breach_of or ()] == ["patrol"]
    assert less.obligations["patrol"].is_standing
    assert [str(ref) for ref in less.guarantees["wide-bond"].covers or ()] == ["lists"]
    assert less.demands["way"].met_by == ()
    assert less.readings[0].after == {"lists": deal.readings[0].after["lists"]}  # type: ignore[index]
    assert set(less.values["north"].worth or ()) >= {"lists", "toll", "port: open"}
    assert "open-port" not in (less.values["north"].worth or ())
    assert set(less.values["north"].if_it_walks or ()) == {"gets", "after lists"}
    assert less.problems == ()
    assert less.chosen == {"port": "closed", "mandate": "joint", "seat": "a"}


def test_duties_on_a_breach_of_what_is_gone_go_one_after_the_other() -> None:
    less = deal_with(read(DEAL), {"port": "closed", "mandate": "none", "seat": "a"})
    assert list(less.obligations) == ["lists", "toll", "hand-over", "later"]
    assert less.left_out == (
        "With the options: `port: closed`, `mandate: none`.",
        "Not part of it with these options: `open-port`, `patrol`, `close-again`, `end-it`, `port-bond` and `extra`.",
        "What refers to that is left out too: `two` (`when: patrol`), `two` (`continue: patrol`), "
        "`two` (`while: patrol`), `toll` (`against: open-port`), `hand-over` (`due: 2 days after open-port.1`), "
        "`hand-over` (`after: open-port`) and 4 more.",
    )


def test_with_everything_in_it_only_the_drafts_change() -> None:
    deal = read(DEAL)
    whole = deal_with(deal, {"port": "open", "mandate": "wide", "seat": "b"})
    assert dict(whole.obligations) == dict(deal.obligations)
    assert dict(whole.guarantees) == dict(deal.guarantees)
    assert {label: issue.draft for label, issue in whole.issues.items()} == {
        "port": "open",
        "mandate": "wide",
        "seat": "b",
    }
    assert whole.left_out == ("With the options: `port: open`, `mandate: wide`.",)


@pytest.mark.parametrize("package", packages(read(DEAL)), ids=lambda package: "-".join(package.values()))
def test_nothing_refers_to_what_went_and_the_course_is_that_of_what_is_left(package: dict[str, str]) -> None:
    deal = read(DEAL)
    less = deal_with(deal, package)
    assert dangling(less) == []
    assert less.kept == {}
    steps = course_of(less).steps
    assert {step.obligation for step in steps} == {
        label for label, owed in less.obligations.items() if not owed.on_breach_of
    }
    assert course_of(less).cycles == ()
    assert set(less.obligations) == {
        label
        for label in deal.obligations
        if (label != "open-port" or package["port"] != "closed")
        and (label != "close-again" or package["port"] != "closed")
        and (label != "patrol" or package["mandate"] != "none")
        and (label != "end-it" or package["port"] != "closed" or package["mandate"] != "none")
    }
    again = deal_with(less, package)
    assert dict(again.obligations) == dict(less.obligations)
    assert dict(again.values) == dict(less.values)
    assert [str(deal.place(one)) for one in less.obligations.values()] == [
        str(less.place(one)) for one in less.obligations.values()
    ]


def test_what_a_package_names_is_there() -> None:
    deal = read(DEAL)
    with pytest.raises(UnknownName, match=r"no issue `prot`.*Did you mean `port`"):
        deal_with(deal, {"prot": "open"})
    with pytest.raises(UnknownName, match=r"no option of `port` called `opn`.*Did you mean `open`"):
        deal_with(deal, {"port": "opn"})


def test_a_deal_as_drafted_is_made_once_and_says_what_is_open() -> None:
    deal = read(DEAL)
    drafted = as_drafted(deal)
    assert drafted is as_drafted(deal)
    assert as_drafted(drafted) is drafted
    assert drafted.left_out[0] == "With the draft's options: `port: closed`, `mandate: joint`."
    part = as_drafted(read(DEAL.replace("}, draft: joint", "}")))
    assert part.left_out[:3] == (
        "With the draft's options: `port: closed`.",
        "No option is chosen for `mandate`; what only its options bring is left out.",
        "Not part of it with these options: `open-port`, `patrol`, `close-again`, `end-it`, `port-bond` and `extra`.",
    )
    assert "patrol" not in part.obligations


def test_a_deal_in_which_nothing_hangs_on_an_option_stays_as_it_is() -> None:
    deal = read(
        f"{HEAD}obligations: {{a: {{by: north, to: south}}}}\n"
        "issues: {port: {options: {open: {}}, draft: open}}\n"
    )
    assert as_drafted(deal) is deal
    bad = load_text(
        f"{HEAD}obligations: {{a: {{by: nroth, only if: {{port: open}}}}}}\n"
        "issues: {port: {options: {open: {}}}}\n"
    )
    assert bad.problems
    assert as_drafted(bad) is bad


def test_a_deal_read_again_has_the_same_package() -> None:
    deal = read(DEAL)
    less = deal_with(deal, {"port": "closed", "mandate": "joint", "seat": "a"})
    text = DEAL.replace("due: D+3}", "due: D+4}")
    again = reload(less, {deal.file: text})
    assert again.chosen == less.chosen
    assert list(again.obligations) == list(less.obligations)
    assert str(again.obligations["lists"].due) == "D+4"
    text = DEAL.replace("seat: {", "chair: {").replace("closed", "shut")
    renamed = reload(less, {deal.file: text})
    assert renamed.problems == ()
    assert renamed.chosen == less.chosen
    assert reload(less, {deal.file: "detente: ["}).problems


@given(st.data())
def test_conditions_are_met_as_they_read(data: st.DataObject) -> None:
    options = {
        f"i{n}": [f"o{k}" for k in range(data.draw(st.integers(1, 3)))]
        for n in range(data.draw(st.integers(1, 3)))
    }
    choices = [(issue, option) for issue, known in options.items() for option in known]
    brings = data.draw(st.lists(st.sampled_from(choices), max_size=3, unique=True))
    only_if = data.draw(st.lists(st.sampled_from(choices), max_size=3, unique=True))
    text = f"{HEAD}obligations:\n  a: {{by: north, to: south"
    text += f", only if: [{', '.join(f'{i}: {o}' for i, o in only_if)}]}}\n" if only_if else "}\n"
    text += "issues:\n"
    for issue, known in options.items():
        named = [f"{o}: {{with: [a]}}" if (issue, o) in brings else f"{o}: {{}}" for o in known]
        text += f"  {issue}: {{options: {{{', '.join(named)}}}}}\n"
    deal = read(text)
    for package in packages(deal):
        chosen = set(package.items())
        wanted = {issue for issue, _ in only_if}
        is_in = (not brings or bool(chosen & set(brings))) and all(
            any((issue, option) in chosen for i, option in only_if if i == issue) for issue in wanted
        )
        assert ("a" in deal_with(deal, package).obligations) == is_in
