"""The rules of all verbs in one check: names, waivers, private values, and the same for either party."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings

from detente.check import check
from detente.deal.loader import load_text
from detente.desk.remarks import remarks, rules
from detente.desk.review import review
from detente.errors import UnknownName
from detente.report.page import as_markdown
from tests.strategies import deals

DEAL = """detente: 1
kind: other
if breached: releases what depends on it
day zero: 2031-01-01
parties: {north: Northland, south: Southland}
guarantors: {coast: {name: Coast Republic, accepted: yes}}
obligations:
  pay: {by: north, to: south, does: pay, due: D+5}
  build: {by: south, to: north, does: build, due: D+9, after: [pay]}
guarantees:
  bond: {by: coast, secures: south, covers: [build], form: bond, pays: 5 euro, to: north, until: D+60, signed: yes}
"""
VALUES = """values:
  south:
    unit: points
    judged by: an analyst
    worth: {pay: 7712, build: -7713}
    guarantees: {bond: {loses: 7714, believed: 0.5}}
"""
OTHER = {"aaaa": "bbbb", "bbbb": "aaaa", "Aaaa": "Bbbb", "Bbbb": "Aaaa"}


def swapped(text: str) -> str:
    return re.sub("|".join(OTHER), lambda hit: OTHER[hit[0]], text)


def names(text: str, **asked: object) -> set[str]:
    return {finding.name for finding in remarks(load_text(text), **asked).findings}  # type: ignore[arg-type]


def test_the_rules_of_check_and_of_hold_stand_side_by_side_by_code() -> None:
    codes = [made.code for made in rules()]
    assert codes == sorted(set(codes))
    assert {"Q006", "Q007", "G004", "G008"} <= set(codes)


def test_check_itself_has_its_own_rules_alone() -> None:
    assert "last-act-unsecured" in names(DEAL.partition("guarantees:")[0])
    assert "Q015" not in check(load_text(DEAL)).rules
    assert "Q015" in remarks(load_text(DEAL)).rules


@pytest.mark.parametrize("asked", ["last-act-unsecured", "Q015", "q015"])
def test_only_one_rule_of_hold(asked: str) -> None:
    assert names(DEAL.partition("guarantees:")[0], only=asked) == {"last-act-unsecured"}


def test_a_rule_that_nobody_has() -> None:
    with pytest.raises(UnknownName):
        remarks(load_text(DEAL), only="last-act")


def test_a_rule_of_hold_may_be_allowed() -> None:
    bare = DEAL.partition("guarantees:")[0]
    comment = "  # detente: allow last-act-unsecured -- they trade every year (both)\n"
    text = bare.replace("  build:", comment + "  build:")
    found = remarks(load_text(text))
    assert "last-act-unsecured" not in {finding.name for finding in found.findings}
    assert [(waiver.rule, waiver.used) for waiver in found.waivers] == [("last-act-unsecured", True)]
    # `check` alone does not run the rule: it calls the comment neither unknown nor unused.
    assert not [one for one in check(load_text(text)).findings if one.code.startswith("F")]


def test_a_comment_that_allows_nothing_is_told_of() -> None:
    comment = "  # detente: allow last-act-unsecured -- they trade every year (both)\n"
    assert "waiver-unused" in names(DEAL.replace("  build:", comment + "  build:"))


def test_an_unknown_rule_is_still_unknown_where_nothing_of_hold_was_read() -> None:
    code = (
        "from detente.deal.loader import load_text\nfrom detente.check import check\nimport sys\n"
        "text = 'detente: 1\\n# detente: allow RULE -- why (who)\\nkind: other\\n'\n"
        "for rule in ('last-act-unsecured', 'no-such-rule'):\n"
        "    print([f.name for f in check(load_text(text.replace('RULE', rule))).findings if f.code[0] == 'F'])\n"
        "print([name for name in sys.modules if name.startswith('detente.hold')])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["[]", "['waiver-unknown-rule']", "[]"]


def test_private_values_are_used_by_check_and_never_by_a_review() -> None:
    text = DEAL + VALUES
    assert "guarantee-below-gain" in names(text)
    assert "7713" in json.dumps(remarks(load_text(text)).as_dict("x"))
    made = review(load_text(text))
    assert not re.search(r"77\d\d|385\d", json.dumps(made.as_dict("x")))
    assert made.deal.values
    assert made.check.deal is made.deal
    plain = {finding.name for finding in made.check.findings}
    assert plain == names(DEAL)


def test_a_check_loads_no_heavy_library(tmp_path: Path) -> None:
    (tmp_path / "deal.yaml").write_text(DEAL + VALUES)
    code = (
        "import sys\nfrom detente.desk.remarks import remarks\nremarks(sys.argv[1])\n"
        "print([name for name in ('numpy', 'numba', 'ortools', 'rich') if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_command_line_knows_the_rules_of_hold(tmp_path: Path) -> None:
    bare = DEAL.partition("guarantees:")[0]
    for name, text in (("old", bare.replace(", after: [pay]", "")), ("new", bare)):
        (tmp_path / f"{name}.yaml").write_text(text)
    asked = ("--only", "duty-not-conditional", "--only", "Q015")
    told = ran("check", "new.yaml", "--since", "old.yaml", *asked, "--format", "concise", cwd=tmp_path)
    assert "Findings gone:\n  1 x Q014 duty-not-conditional" in told
    assert "0 new, 1 gone, 1 the same" in told
    assert "Q007  stage-worth-leaving" in ran("rules", cwd=tmp_path)
    assert "# `stage-worth-leaving` (Q007)" in ran("rule", "q007", cwd=tmp_path)


def ran(*words: str, cwd: Path) -> str:
    code = "from detente.faces.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, *words], cwd=cwd, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    return done.stdout


@settings(max_examples=80, deadline=None)
@given(deals())
def test_swapping_the_parties_swaps_the_remarks_and_nothing_else(text: str) -> None:
    printed = [
        json.dumps(remarks(load_text(one)).as_dict("x"), ensure_ascii=False) for one in (text, swapped(text))
    ]
    assert json.loads(swapped(printed[1])) == json.loads(printed[0])


@settings(max_examples=40, deadline=None)
@given(deals())
def test_a_review_says_what_the_rules_of_both_say(text: str) -> None:
    deal = load_text(text)
    said = [finding.message for finding in remarks(deal).findings]
    made = review(deal)
    assert [finding.message for finding in made.check.findings] == said
    assert as_markdown(made)
