"""The review as one record: what it holds, its printed form, and what may never be in it."""

import json

from hypothesis import given, settings

from detente.deal.loader import load_text
from detente.desk.review import review, tables_of
from tests.strategies import deals

DEAL = """\
detente: 1
kind: exchange
title: Lots and lists
status: proposal
about: An invented exchange.
day zero: 2031-03-03
exits: not stated
parties: {north: Northland, south: Southland}
verifiers: {mission: {name: Joint Mission, accepted: not stated}}
events: {rain: {at: not stated, found by: not stated}}
terms: {list: {words: the list, used in: [lists]}}
obligations:
  # detente: allow obligation-without-measure -- the annex says it (the mediator)
  lists: {by: north, to: south, does: hand over the lists, due: not stated, verified by: not stated}
  lots: {by: south, to: north, does: hand over the lots, amount: 5 lots, due: D+3, after: [lists],
         verified by: mission, to be checked: the number}
issues: {port: {options: {open: {}, closed: {}}, draft: closed}}
positions:
  north: {demands: {five: {wants: five lots, firmness: stated as a condition, met by: [lots]}}}
  south:
    demands: {names: {wants: names, met by: []}}
    readings: [{term: list, says: every name, to be checked: the day}]
values:
  north: {unit: points, judged by: an analyst, worth: {lots: 77123}, to be checked: "77124"}
"""


def made() -> dict[str, object]:
    plain: dict[str, object] = json.loads(json.dumps(review(load_text(DEAL)).as_dict("0.9")))
    return plain


def test_the_printed_form_holds_the_check_and_every_table() -> None:
    plain = made()
    assert list(plain) == [
        *("detente", "format", "findings", "coverage", "summary", "waivers", "review_format", "deal"),
        *(
            "readings",
            "duties",
            "guarantees",
            "stages",
            "course",
            "open_points",
            "sources",
            "method",
            "parameters",
        ),
    ]
    assert plain["deal"] == {
        "name": "deal",
        "title": "Lots and lists",
        "kind": "exchange",
        "status": "proposal",
        "about": "An invented exchange.",
        "day_zero": "2031-03-03",
        "if_breached": None,
        "signs": None,
        "parties": {"north": "Northland", "south": "Southland"},
        "others": {"mission": "Joint Mission"},
    }
    assert plain["coverage"] == {
        "five": {
            "by": "north",
            "status": "covered",
            "firmness": "stated as a condition",
            "met_by": ["lots"],
            "lacks": [],
            "only_if": [],
        },
        "names": {
            "by": "south",
            "status": "missing",
            "firmness": None,
            "met_by": [],
            "lacks": ["nothing in the text answers it"],
            "only_if": [],
        },
    }


def test_the_open_points_are_gathered() -> None:
    points = made()["open_points"]
    assert isinstance(points, dict)
    assert points["not_stated"] == [
        {"key": "exits", "question": "ways out of the deal", "entries": []},
        {"key": "due", "question": "by when", "entries": ["lists"]},
        {"key": "at", "question": "when it happens", "entries": ["rain"]},
        {"key": "found by", "question": "who finds that it has happened", "entries": ["rain"]},
        {"key": "verified by", "question": "who verifies", "entries": ["lists"]},
        {"key": "accepted", "question": "whether the role is accepted", "entries": ["mission"]},
    ]
    assert points["undecided_terms"] == ["list"]
    assert points["issues"] == ["port"]
    assert points["to_be_checked"] == [
        {"entry": "`lots`", "why": "the number"},
        {"entry": "reading of `list`, Southland", "why": "the day"},
    ]
    assert [(waiver["rule"], waiver["who"]) for waiver in points["waivers"]] == [
        ("obligation-without-measure", "the mediator")
    ]


def test_private_values_are_nowhere_in_it() -> None:
    assert "7712" not in json.dumps(made())


def test_it_remembers_its_method_and_parameters() -> None:
    some = review(load_text(DEAL), only=["demand-missing"])
    assert some.parameters == {"rules": ["D001"], "only": ["demand-missing"]}
    assert {finding.name for finding in some.check.findings} == {"demand-missing"}
    assert "Kahn 1962" in some.method


def test_a_file_that_is_not_understood_whole_is_reviewed_as_far_as_it_is() -> None:
    broken = review(load_text("detente: 1\nparties: {a: A}\nobligations: {x: {by: a}, y: {by: nobody}}\n"))
    assert not broken.check.understood
    assert [duty.id for duty in broken.tables.duties] == ["x", "y"]
    assert broken.check.findings


@settings(max_examples=60, deadline=None)
@given(deals())
def test_every_duty_and_every_demand_stands_in_its_table_once(text: str) -> None:
    deal = load_text(text)
    tables = tables_of(deal)
    assert [duty.id for duty in tables.duties] == list(deal.obligations)
    assert list(tables.coverage) == list(deal.demands)
    steps = {move.step.obligation for leg in tables.moves.legs for move in leg.moves}
    assert steps == set(deal.obligations)
    json.dumps(tables.as_dict())
