"""SARIF 2.1.0."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from detente.diagnose import rule as rules
from detente.diagnose.diagnostic import Diagnostic, Fix, Related, Remark, Severity
from detente.diagnose.format import finding
from detente.diagnose.render import sarif
from detente.text.edit import Edit, Patch
from detente.text.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def vague(monkeypatch: pytest.MonkeyPatch) -> rules.Rule:
    monkeypatch.setattr(rules, "_RULES", {})

    def vague_time(deal: Source, course: None) -> Iterator[Remark]:
        """A time is not a date.

        What it finds:
            Soon.

        Why it matters:
            When?

        Example:
            due: soon

        Instead:
            due: 2030-01-01

        When to allow:
            Never.
        """
        yield Remark(deal.span(0, 1), "m")

    return rules.rule(code="X001", severity="warning")(vague_time)


def test_a_log(vague: rules.Rule) -> None:
    source = Source("my deals/träger.yaml", "due: 😀 soon\n")
    related = Related("north: tomorrow", source.span(0, 3))
    fix = Fix("write a date", Patch(source, (Edit(7, 11, "D+1"),)), safe=True)
    remark = Remark(source.span(7, 11), "`soon` is no date", help="write a date", related=(related,), fix=fix)
    log = sarif(
        [vague.finding(remark), finding("tab", source.span(0, 0), "A tab.")], rules=[vague], version="1.2.3"
    )
    assert json.loads(json.dumps(log)) == {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "Détente",
                        "semanticVersion": "1.2.3",
                        "rules": [
                            {
                                "id": "F003",
                                "name": "tab",
                                "shortDescription": {"text": "A line is indented with a tab."},
                                "help": {"text": "A line is indented with a tab."},
                                "defaultConfiguration": {"level": "error"},
                            },
                            {
                                "id": "X001",
                                "name": "vague-time",
                                "shortDescription": {"text": "A time is not a date."},
                                "help": {"text": "A time is not a date.", "markdown": vague.page.markdown()},
                                "defaultConfiguration": {"level": "warning"},
                            },
                        ],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [
                    {
                        "ruleId": "X001",
                        "ruleIndex": 1,
                        "level": "warning",
                        "message": {"text": "`soon` is no date\nwrite a date"},
                        "locations": [
                            {
                                "physicalLocation": {
                                    "artifactLocation": {"uri": "my%20deals/tr%C3%A4ger.yaml"},
                                    "region": {
                                        "startLine": 1,
                                        "startColumn": 8,
                                        "endLine": 1,
                                        "endColumn": 12,
                                    },
                                }
                            }
                        ],
                        "relatedLocations": [
                            {
                                "id": 0,
                                "message": {"text": "north: tomorrow"},
                                "physicalLocation": {
                                    "artifactLocation": {"uri": "my%20deals/tr%C3%A4ger.yaml"},
                                    "region": {
                                        "startLine": 1,
                                        "startColumn": 1,
                                        "endLine": 1,
                                        "endColumn": 4,
                                    },
                                },
                            }
                        ],
                        "fixes": [
                            {
                                "description": {"text": "write a date"},
                                "artifactChanges": [
                                    {
                                        "artifactLocation": {"uri": "my%20deals/tr%C3%A4ger.yaml"},
                                        "replacements": [
                                            {
                                                "deletedRegion": {
                                                    "startLine": 1,
                                                    "startColumn": 8,
                                                    "endLine": 1,
                                                    "endColumn": 12,
                                                },
                                                "insertedContent": {"text": "D+1"},
                                            }
                                        ],
                                    }
                                ],
                            }
                        ],
                    },
                    {
                        "ruleId": "F003",
                        "ruleIndex": 0,
                        "level": "error",
                        "message": {"text": "A tab."},
                        "locations": [
                            {
                                "physicalLocation": {
                                    "artifactLocation": {"uri": "my%20deals/tr%C3%A4ger.yaml"},
                                    "region": {
                                        "startLine": 1,
                                        "startColumn": 1,
                                        "endLine": 1,
                                        "endColumn": 1,
                                    },
                                }
                            }
                        ],
                    },
                ],
            }
        ],
    }


def test_a_change_of_what_a_party_owes_is_not_offered_for_applying(vague: rules.Rule) -> None:
    source = Source("deal.yaml", "due: soon\n")
    fix = Fix("write a date", Patch(source, (Edit(5, 9, "D+1"),)), safe=False)
    log = sarif([vague.finding(Remark(source.span(5, 9), "m", fix=fix))], rules=[vague], version="1")
    assert "fixes" not in log["runs"][0]["results"][0]


def test_every_result_names_a_rule_that_is_described(vague: rules.Rule) -> None:
    span = Source("deal.yaml", "x").span(0, 1)
    found = [finding(name, span, "m") for name in ("waiver-unused", "not-yaml", "something-new", "not-yaml")]
    log = sarif([*found, Diagnostic("X001", "vague-time", Severity.note, "m", span)], [vague], "1")
    [run] = log["runs"]
    described = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in described] == ["F000", "F001", "F022", "X001"]
    for result in run["results"]:
        assert described[result["ruleIndex"]]["id"] == result["ruleId"]


def test_nothing_found() -> None:
    assert sarif([], [], "1")["runs"][0]["results"] == []
