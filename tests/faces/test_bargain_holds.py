"""`detente bargain --holds`, as a user meets it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import click
import pytest

import detente
from detente.errors import CannotCount, CannotRead, UnknownName
from tests.bargain.formats.files import genius
from tests.faces.test_bargain import called, error_of, flat
from tests.faces.test_cli import run
from tests.folders import ROOT

RIDGE = str(ROOT / "examples" / "ceasefire" / "ridge-and-valley")
ONE_ACT = """\
detente: 1
day zero: 2031-01-01
title: A road
if breached: releases what depends on it
parties: {north: {name: Northland}, south: {name: Southland}}
obligations:
  leave: {by: north, to: south, does: leave the road, due: D+1}
issues: {road: {options: {wide: {}, narrow: {}}, draft: wide}}
values:
  north: {unit: points, worth: {leave: LEAVE, road: {wide: 9, narrow: 1}}, if it walks: {gets: 0}, no deal: 0}
  south: {unit: points, worth: {leave: 5, road: {wide: 0, narrow: 3}}, if it walks: {gets: 0}, no deal: 0}
"""


def written(folder: Path, text: str) -> str:
    (folder / "deal.yaml").write_text(text, encoding="utf-8")
    return str(folder)


def weaker_bond(folder: Path) -> str:
    """The example with a bond of which Northland would lose 1: alone it does not hold `pull-back`, which saves 6."""
    for path in Path(RIDGE).rglob("*.yaml"):
        target = folder / path.relative_to(RIDGE)
        target.parent.mkdir(exist_ok=True)
        text = path.read_text(encoding="utf-8").replace("loses: 20, believed: 0.5", "loses: 2, believed: 0.5")
        target.write_text(text, encoding="utf-8")
    return str(folder)


# --- exit status ---


@pytest.mark.parametrize(
    ("leave", "budget", "status"),
    [
        ("-4", "0", 1),  # Northland saves 4 and nothing is owed to it
        ("-4", "3.9", 1),
        ("-4", "4", 0),
        ("-0.3", "0.3", 0),  # as decimals: 0.3 is no binary fraction
        ("-0.3", "0.29999", 1),
        ("-0.3", "north=0.3", 0),
        ("-4", "north=4", 0),
        ("-4", "south=4", 1),
        ("-5..-3", "2", 1),
        ("-5..-3", "3", 3),  # enough at the best of its values only
        ("-5..-3", "5", 0),
        ("-4..1", "0", 3),
        ("1", "0", 0),
    ],
)
def test_the_exit_status_says_whether_some_package_holds(
    tmp_path: Path, leave: str, budget: str, status: int
) -> None:
    path = written(tmp_path, ONE_ACT.replace("LEAVE", leave))
    done = called(path, "--holds", "--budget", budget)
    assert done.exception is None
    assert done.return_value == status
    cannot = (
        "Whether the deal holds within this budget with a package that gives every party its no-deal worth"
    )
    assert (f"{cannot} cannot be said" in flat(done.output)) == (status == 3)
    made = json.loads(called(path, "--holds", "--budget", budget, "--format", "json").output)
    assert made["some_hold"] is {0: True, 1: False, 3: None}[status]


def test_time_that_is_over_is_a_partial_answer(tmp_path: Path) -> None:
    """The draft, which is looked at first, needs 5 with the weaker bond; what comes later holds."""
    path = weaker_bond(tmp_path)
    done = called(path, "--holds", "--time-limit", "0")
    assert done.return_value == 3
    assert "Not every set of obligations was looked at" in flat(done.output)
    within = called(path, "--holds", "--time-limit", "0", "--budget", "5")
    assert within.return_value == 0  # one that holds was found
    assert called(path, "--holds").return_value == 0


# --- what cannot be asked ---


@pytest.mark.parametrize("budget", ["nan", "-1", "inf", "much", "north=nan", "north=-1", "=3", "north="])
def test_a_budget_that_is_no_number_is_refused(budget: str) -> None:
    error = error_of(called(RIDGE, "--holds", f"--budget={budget}"))
    assert isinstance(error, click.BadParameter)
    assert "write a number from 0, such as 20, or PARTY=N" in str(error)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--budget", "3"), "--budget is for packages that hold: add --holds."),
        (("--holds", "--budget", "3", "--budget", "4"), "the total of all parties: give it once"),
        (("--holds", "--budget", "3", "--budget", "north=4"), "not both"),
        (("--holds", "--budget", "north=3", "--budget", "north=4"), "twice for one party"),
        (("--holds", "--samples", "9"), "--samples has no effect with --holds."),
        (("--holds", "--seed", "0"), "--seed has no effect with --holds."),
        (("--holds", "--csv", "f.csv"), "--csv has no effect with --holds."),
        (("--holds", "--at-least", "north=3"), "--at-least has no effect with --holds."),
    ],
)
def test_options_that_do_not_go_together(args: tuple[str, ...], said: str) -> None:
    error = error_of(called(RIDGE, *args))
    assert isinstance(error, click.UsageError)
    assert said in str(error)


def test_a_party_that_is_not_there_is_named() -> None:
    error = error_of(called(RIDGE, "--holds", "--budget", "nort=3"))
    assert isinstance(error, UnknownName)
    assert "Did you mean `north`?" in str(error)


def test_one_number_is_not_for_unlike_units(tmp_path: Path) -> None:
    path = written(
        tmp_path, ONE_ACT.replace("LEAVE", "-4").replace("south: {unit: points", "south: {unit: euro")
    )
    done = run("bargain", path, "--holds", "--budget", "4", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == (
        "error: The parties share no unit, so that one budget cannot be divided between them. "
        "(give a budget by party, each in its own unit)\n"
    )
    assert called(path, "--holds").return_value == 1
    assert called(path, "--holds", "--budget", "north=4").return_value == 0


def test_domains_of_researchers_have_nothing_that_could_hold(tmp_path: Path) -> None:
    error = error_of(called(str(genius(tmp_path)), "--holds"))
    assert isinstance(error, click.UsageError)
    assert "--holds is for a deal" in str(error)


def test_a_deal_without_issues_or_values(tmp_path: Path) -> None:
    text = ONE_ACT.replace("LEAVE", "1")
    no_values = text.partition("values:")[0]
    no_issues = re.sub(r"^issues.*\n", "", text, flags=re.M)
    no_issues = re.sub(r", road: \{.*?\}", "", no_issues)
    for one in (no_values, no_issues):
        assert isinstance(error_of(called(written(tmp_path, one), "--holds")), CannotCount)
    assert isinstance(error_of(called(str(tmp_path / "nowhere"), "--holds")), CannotRead)


def test_a_file_not_understood_whole_is_answered_as_by_check(tmp_path: Path) -> None:
    done = called(written(tmp_path, "detente: 1\nobligations: {lots: {by: nobody}}\n"), "--holds")
    assert done.return_value == 2
    assert "1 place to mend" in done.output


# --- forms and files ---


def test_json_is_the_printed_form() -> None:
    done = called(RIDGE, "--holds", "--budget", "south=3", "--format", "json")
    made = json.loads(done.output)
    found = detente.packages_that_hold(RIDGE, budget={"south": 3})
    assert isinstance(found, detente.PackagesThatHold)
    assert made == json.loads(json.dumps(found.as_dict(made["detente"])))
    assert made["within"]["budget"] == {"south": 3}
    assert made["within"]["best"]["nash"]["worth"] == {"north": 20, "south": 21}


def test_the_page_and_the_figure_are_written(tmp_path: Path) -> None:
    page, figure = tmp_path / "page.md", tmp_path / "figure.svg"
    done = called(RIDGE, "--holds", "--output", str(page), "--svg", str(figure))
    assert done.return_value == 0
    assert page.read_text(encoding="utf-8").startswith("# Ridge and valley: packages that also hold\n")
    root = ET.fromstring(figure.read_text(encoding="utf-8"))  # noqa: S314 -- made here
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert f"written: {page}" in done.output
    assert f"written: {figure}" in done.output


def test_a_page_never_replaces_the_deal(tmp_path: Path) -> None:
    text = ONE_ACT.replace("LEAVE", "1")
    path = written(tmp_path, text)
    assert isinstance(error_of(called(path, "--holds", "--output", str(tmp_path / "deal.yaml"))), CannotRead)
    assert (tmp_path / "deal.yaml").read_text(encoding="utf-8") == text


def test_other_values_may_be_used(tmp_path: Path) -> None:
    for party in ("north", "south"):
        text = (Path(RIDGE) / "values" / f"{party}.yaml").read_text(encoding="utf-8")
        (tmp_path / f"{party}.yaml").write_text(
            text.replace("hand-back: -3", "hand-back: -2"), encoding="utf-8"
        )
    args = (RIDGE, "--values", str(tmp_path), "--holds", "--budget", "2", "--format", "json")
    made = json.loads(called(*args).output)
    assert made["bundles"][2]["needs"]["south"] == {"low": 2, "high": 2}
    assert made["parameters"]["values"] == str(tmp_path)
    assert made["within"]["bundles"] == 3


def test_without_the_option_nothing_changes() -> None:
    assert "packages that also hold" not in called(RIDGE).output
    assert called(RIDGE).return_value == 1


def test_the_public_names_are_there() -> None:
    assert {"PackagesThatHold", "packages_that_hold"} <= set(dir(detente))
