"""The page: its sections, its words, the parties treated alike."""

import re

import pytest
from hypothesis import given, settings

from detente.deal.loader import load, load_text
from detente.desk.review import Review, review, tables_of
from detente.diagnose.excerpt import cells
from detente.errors import UnknownName
from detente.report import TABLES, as_markdown, as_text, tables_as_markdown, tables_as_text
from tests.folders import EXAMPLES
from tests.strategies import deals

DEAL = """\
detente: 1
kind: exchange
title: Lots and lists
status: proposal
about: An invented exchange in two stages.
day zero: 2031-03-03
if breached: releases what depends on it
disputes: {body: a panel of three, within: 7 days, decides: by majority}
exits: {leave: {by: [north, south], when: a day is missed, notice: 3 days, then: nothing is owed}}
guarantees: {bond: {by: coast, secures: [north], covers: [lots], form: bond, pays: 5 million euro, to: north,
  when: {found by: the panel, within: 10 days}, until: D+90, written: yes, signed: no}}
parties: {north: Northland, south: Southland}
guarantors: {coast: {name: Coast Republic, accepted: no, asked for by: north}}
verifiers: {mission: {name: Joint Mission, accepted: yes}}
intermediaries: not stated
terms:
  list: {words: the list, used in: [lists, names], open on purpose: {why: no time, who: mission, revisit by: D+9}}
  lot: {words: lot, used in: [lots], agreed: ten crates}
stages:
  one: {name: lists first, opens: {at: D+0}, lasts: 14 days,
        otherwise: {continue: [calm], while: [calm], at most: 7 days, then: ends}}
  two: {opens: {when: [lists], found by: mission, by: D+14}, otherwise: not stated}
obligations:
  calm: {stage: one, by: [north, south], to: each other, each: yes, does: take nothing back,
         from: D+0, until: stage one ends}
  lists: {stage: one, by: north, to: south, does: hand over the lists, amount: 2 lists,
          parts: [1 by D+2, 1 by D+5], verified by: mission}
  lots: {stage: two, by: south, to: north, does: hand over the lots, due: not stated, after: [lists]}
positions:
  north:
    demands:
      all-lots: {wants: every lot, firmness: stated as a condition, met by: [lots], said by: the head of its delegation,
        speaker class: named official, date: 2031-01-05, source: {in: w1}, label: shared}
    concessions: [{on: [all-lots], says: half of them, said by: its delegation, date: 2031-02-01}]
  south:
    demands:
      names: {wants: every name, firmness: stated as wanted, met by: [lists], label: shared}
      secret: {wants: a road, dropped: 2031-01-09, label: shared}
    readings:
      - {term: list, says: all names, said by: a spokesman, speaker class: unnamed official,
         source: {in: w1}, label: shared}
      - {order of: [lots, lists], says: lots first, after: {lists: [lots]}, said by: a spokesman, label: shared}
    claims: [{about: [lots], says: "there are \\"too few\\" lots", said by: press,
      disputed by: [Northland], label: shared}]
issues: {port: {says: who runs it, options: {open: {says: with inspection}, closed: {}}, draft: closed}}
precedents: {first-time: {agreed: 5 lots, done: 3 lots, held: 9 days, cited by: [north], date: 2029}}
sources: {w1: {publisher: Harbour Wire, date: 2031-01-06, title: a report}, w0: {title: a draft, superseded by: w1}}
"""


def made(text: str = DEAL) -> Review:
    found = review(load_text(text), only=["demand-vague"])
    assert found.check.understood, found.check.findings
    return found


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_page_begins_with_title_facts_about_and_three_lines() -> None:
    text = as_text(made(), 200)
    assert text.startswith(
        "Lots and lists\n══════════════\n\nkind: exchange · status: proposal · day zero: 2031-03-03\n\n"
        "An invented exchange in two stages.\n\n"
        "This page holds 1 statement labelled `sealed`, or without a label: do not pass it on as it stands.\n\n"
        "In short\n\n"
    )
    short = flat(text[text.index("In short") : text.index("1. Who")])
    assert short == (
        "In short "
        "- Demands. Of 2 demands: 1 covered, 1 vague. Of those stated as a condition, not covered: Northland 1 of 1. "
        "- Words and duties. Of 2 terms: 1 open on purpose, 1 agreed. 3 duties recorded. Not said, or not filled in: "
        "by when (1), how one sees that it is done (1), who verifies (2). "
        "- Course and findings. 2 stages, each but the last with what holds if it ends and the next has not opened. "
        "1 circle of acts that wait for each other, only under recorded readings of the order. Findings: 1 warning. "
        "Still on the table: `port`."
    )


@pytest.mark.parametrize(
    ("section", "holds"),
    [
        ("Who takes part", ["Coast Republic (coast) guarantor no Northland", "names no intermediaries"]),
        (
            "What each party asked for, and what the text gives it",
            [
                "Northland 1 0 1 0 0 0 of 1",
                "all-lots stated as a condition vague lots lots: no time, no amount or measure",
                "every lot only if stage two opens",
                "said by: the head of its delegation (named official), 2031-01-05, Harbour Wire [w1]",
                "Given up, as stated: `secret`.",
            ],
        ),
        (
            "How words are read, and what hangs on them",
            [
                "“the list”: open on purpose",
                "Open on purpose: no time. Decided by: Joint Mission. To be looked at again: D+9.",
                "Northland no reading recorded",
                "Southland all names a spokesman (unnamed official) reported 2031-01-06",
                "What rests on it: duties `lists`; demands of Southland `names`.",
                "Agreed to mean: ten crates",
                "lists waits for lots",
            ],
        ),
        (
            "Who owes what to whom, by when, and who verifies it",
            [
                "Stage one: lists first",
                "calm Northland and Southland, each from D+0 kept all the time —",
                "lists Northland 1 by D+2 2 lists Joint Mission as for every duty: what depends on it is no longer",
                "lots Southland not stated — —",
                "after `lists`",
            ],
        ),
        (
            "Guarantees",
            [
                "bond Coast Republic lots pays 5 million euro found by the panel written",
                "secures Northland to Northland",
            ],
        ),
        (
            "Stages",
            ["one at D+0 14 days these go on: calm", "then everything ends", "when these are there: lists"],
        ),
        (
            "The course of the deal, step by step",
            [
                "2 lists.1 Northland 2031-03-05 (D+2) lots",
                "After the last of these steps: in force `calm`; `calm` ends with the stage.",
                "By the reading of Southland, and not by the text alone, none of",
                "so read by Southland (deal.yaml, line",
            ],
        ),
        (
            "If a duty is not carried out",
            ["a panel of three", "open to Northland and Southland", "incidents —"],
        ),
        ("Findings", ["Warnings: a party can be hurt (1)", "- D002 Northland's demand `all-lots`"]),
        ("Open points", ["For the deal as a whole: intermediaries.", "port open: with inspection closed"]),
        (
            "What was said about the deal",
            ["Northland half of them", "disputed by Northland", "first-time 5 lots"],
        ),
        ("Sources", ["w1 Harbour Wire a report 2031-01-06 2 entries", "replaced by w1"]),
        (
            "How this page was made",
            ["Kahn 1962", "Rules that were run: 1. Nobody's private values were used."],
        ),
    ],
)
def test_what_stands_in_each_section(section: str, holds: list[str]) -> None:
    text = as_text(made(), 200)
    parts = re.split(r"^\d+\. (.+)\n[─]+\n", text, flags=re.MULTILINE)
    bodies = {title: flat(body) for title, body in zip(parts[1::2], parts[2::2], strict=True)}
    (body,) = [body for title, body in bodies.items() if title.startswith(section)]
    missing = [words for words in holds if words not in body]
    assert not missing, body


def test_markdown_has_the_same_sections_in_the_same_order() -> None:
    titles = re.findall(r"^\d+\. .+$", as_text(made(), 200), flags=re.MULTILINE)
    assert [
        title.removeprefix("## ")
        for title in re.findall(r"^## \d.+$", as_markdown(made()), flags=re.MULTILINE)
    ] == titles
    assert len(titles) == 13


def test_a_text_that_states_no_guarantee_and_one_where_none_is_filled_in() -> None:
    head = "detente: 1\nparties: {north: Northland}\n"
    silent = tables_as_text(tables_of(load_text(head + "guarantees: not stated\n")), ["guarantees"], 80)
    absent = tables_as_text(tables_of(load_text(head)), ["guarantees"], 80)
    assert "The text was looked at and states no guarantee." in silent
    assert "No guarantee is filled in." in absent


def test_single_tables_are_named() -> None:
    tables = tables_of(load_text(DEAL))
    assert tables_as_markdown(tables, ["stages"]).startswith("# Lots and lists\n\n## 1. Stages\n")
    with pytest.raises(UnknownName, match=r"no table `stage`.*Did you mean `stages`"):
        tables_as_text(tables, ["stage"], 80)


def test_days_are_dates_where_day_zero_is_one() -> None:
    text = DEAL.replace("day zero: 2031-03-03", "day zero: 2031-03-03T00:00+02:00")
    assert "2031-03-05 (D+2)" in as_text(made(text), 200)
    assert "2031-04-01 (D+29)" in as_text(made(text.replace("1 by D+2,", "1 by 2031-04-01,")), 200)
    assert "2031-03-03 12:00 (D+0.5)" in as_text(
        made(text.replace("1 by D+2,", "1 by 12 hours after D+0,")), 200
    )
    assert "2031-04-02 (D+30)" in as_text(made(text.replace("1 by D+2,", "1 by 1 months after D+0,")), 200)
    far = DEAL.replace("day zero: 2031-03-03", "day zero: 2031-03-03T00:00+13:00")
    assert "2031-12-31 (D+303)" in as_text(made(far.replace("1 by D+2,", "1 by 2031-12-31,")), 200)
    assert " D+2 " in as_text(made(DEAL.replace("day zero: 2031-03-03\n", "")), 200)


def test_private_values_are_not_on_the_page() -> None:
    text = DEAL + "values: {north: {unit: points, judged by: an analyst, worth: {lots: 77123}}}\n"
    assert as_text(made(text), 100) == as_text(made(), 100)
    assert as_markdown(made(text)) == as_markdown(made())


OTHER = {"aaaa": "bbbb", "bbbb": "aaaa", "Aaaa": "Bbbb", "Bbbb": "Aaaa"}


def swapped(text: str) -> str:
    return re.sub("|".join(OTHER), lambda hit: OTHER[hit[0]], text)


@settings(max_examples=80, deadline=None)
@given(deals())
def test_swapping_the_parties_swaps_the_page_and_nothing_else(text: str) -> None:
    # Names of one length: a longer name may wrap elsewhere, and that is all it may do.
    pages = [as_text(review(load_text(one)), 80) for one in (text, swapped(text))]
    assert swapped(pages[1]) == pages[0]


@settings(max_examples=40, deadline=None)
@given(deals())
def test_no_line_is_too_wide_at_any_width(text: str) -> None:
    tables = tables_of(load_text(text))
    for width in (30, 47, 80, 161):
        lines = tables_as_text(tables, TABLES, width).splitlines()
        assert max(map(cells, lines)) <= width


JARGON = re.compile(
    r"\b(nodes?|graph|vertex|None|null|Silence|frozenset|tuple|violat\w+|tempt\w+|claimed|admitted)\b"
)


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_the_examples_fit_and_speak_plainly(folder: object) -> None:
    deal = load(str(folder))
    found = review(deal)
    for width in (80, 100, 160):
        text = as_text(found, width)
        assert max(map(cells, text.splitlines())) <= width
        assert not any(line != line.rstrip() for line in text.splitlines())
    ours = tables_as_text(found.tables, ["duties", "stages", "course"], 100)
    assert not JARGON.search(ours)
    for party in deal.parties:
        assert deal.call(party) in as_markdown(found)
