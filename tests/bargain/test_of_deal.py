"""What a deal puts on the table."""

from __future__ import annotations

import pytest

from detente.bargain.domain import Brought
from detente.bargain.of_deal import domain_of
from detente.deal.loader import load_text
from detente.deal.worth import Worth
from detente.errors import CannotCount

DEAL = """\
detente: 1
kind: other
title: Ridge
parties: {north: Northland, south: Southland, east: Eastland}
obligations:
  calm: {by: north, to: south, does: keep calm, due: D+1}
  open-port: {by: north, to: south, does: open the port, due: D+2}
  patrol: {by: south, to: north, does: patrol, due: D+3, only if: {port: open}, parts: [1 by D+3, 2 by D+4]}
  make-good: {by: south, to: north, does: make good, on breach of: calm, due: D+9}
issues:
  port: {options: {shut: {}, open: {with: [open-port], rules out: {mandate: none}}}, draft: shut}
  mandate: {options: {none: {}, joint: {}}, draft: joint}
  later: {says: all the rest}
values:
  north:
    judged by: an analyst
    on: 2031-03-02
    unit: points
    worth: {port: {shut: 5}, mandate: {none: 0, joint: 2..4}, calm: -1, open-port: -10, patrol.1: 3, patrol.2: 4}
    never: [mandate: none]
    ranking: ["port: shut > mandate: none", "open-port > port: shut"]
    no deal: 0
    discount: 0.99 per month
  south:
    unit: points
    worth: {port: {shut: 0, open: 2}, mandate: {none: 1, joint: 0}, open-port: 20, patrol: -5, make-good: -50}
"""


def test_options_bring_obligations_and_the_rest_is_in_every_package() -> None:
    domain = domain_of(load_text(DEAL))
    assert domain.parties == ("north", "south")
    assert domain.issues == {"port": ("shut", "open"), "mandate": ("none", "joint")}
    assert domain.own["north"] == {
        ("port", "shut"): Worth(5, 5),
        ("mandate", "none"): Worth(0, 0),
        ("mandate", "joint"): Worth(2, 4),
    }
    assert list(domain.brought) == [
        Brought("open-port", (("port", "open"),), (), {"north": Worth(-10, -10), "south": Worth(20, 20)}),
        Brought("patrol", (), (("port", "open"),), {"north": Worth(7, 7, 7), "south": Worth(-5, -5)}),
    ]
    assert {party: str(rest) for party, rest in domain.rest.items()} == {"north": "-1", "south": "0"}
    package = {"port": "open", "mandate": "joint"}
    assert str(domain.worth("north", package)) == "-2..0"
    assert str(domain.worth("south", package)) == "17"
    assert [str(one) for one in domain.rankings["north"]] == ["port: shut > mandate: none"]
    assert domain.draft == {"port": "shut", "mandate": "joint"}
    assert domain.no_deal == {"north": Worth(0, 0), "south": None}


def test_statements_that_leave_packages_out_have_their_place() -> None:
    told = [(str(one), one.place) for one in domain_of(load_text(DEAL)).excluded]
    assert [what for what, _ in told] == [
        "north: never `mandate: none`",
        "`port: open` rules out `mandate: none`",
    ]
    assert [DEAL.splitlines()[int(place.split(":")[-2]) - 1].strip()[:5] for _, place in told] == [
        "never",
        "port:",
    ]


def test_what_the_reader_should_know_is_said() -> None:
    domain = domain_of(load_text(DEAL))
    assert domain.assumptions == (
        "Values of Northland: judged by an analyst, on 2031-03-02, in points.",
        "Values of Southland: not said whose judgement, in points.",
        "No values file for Eastland: packages are compared for the others only.",
        "Without options filled in, and so left out: `later`.",
        "Later days count alike here; the discount of Northland is not applied.",
        "Northland: the ranking `open-port > port: shut` is of sizes of obligations, and is not used here.",
        "In every package Northland has what the rest of the deal is worth to it, -1.",
        "What the rest of the deal is worth to Southland is not given and not counted; it is in every package.",
    )
    assert domain.warnings == (
        "Southland: `port: open` and `open-port`, which it brings, both have a worth. Both are counted, so the "
        "option's own worth must leave out what it brings.",
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("port: {options", "port: {optons", "not understood whole"),
        ("issues:", "terms:", "not understood whole"),
        (DEAL[DEAL.index("  south:\n    unit") :], "", "only Northland has a values file"),
        (DEAL[DEAL.index("values:") :], "", "no party has a values file"),
        (DEAL[DEAL.index("issues:") : DEAL.index("values:")], "", "not understood whole"),
    ],
)
def test_what_cannot_be_compared_is_refused(old: str, new: str, told: str) -> None:
    with pytest.raises(CannotCount, match=told):
        domain_of(load_text(DEAL.replace(old, new)))


def test_a_deal_without_issues_says_how_to_write_one() -> None:
    text = "detente: 1\nkind: other\nparties: {north: Northland, south: Southland}\n"
    with pytest.raises(
        CannotCount, match=r"no issue with options is on the table.*write them under `issues:`"
    ):
        domain_of(load_text(text))


def test_a_unit_of_money_is_the_money() -> None:
    units = domain_of(load_text(DEAL.replace("unit: points", "unit: 'money: million euro'"))).unit
    assert units == {"north": "million euro", "south": "million euro"}


def test_an_option_may_rule_out_several_of_one_issue() -> None:
    text = DEAL.replace("rules out: {mandate: none}", "rules out: {mandate: [none, joint]}")
    told = [str(one) for one in domain_of(load_text(text)).excluded if one.party is None]
    assert told == ["`port: open` rules out `mandate: none`", "`port: open` rules out `mandate: joint`"]
