"""Findings as data."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from detente.diagnose.diagnostic import Diagnostic, Related, Severity, Subjects, in_order
from detente.text.source import Source, Span


def at(source: Source, words: str) -> Span:
    start = source.text.index(words)
    return source.span(start, start + len(words))


def test_a_finding_as_plain_data() -> None:
    deal = Source("deal.yaml", "terms:\n  calm:\n    words: lasting calm\n")
    north = Source("positions/north.yaml", "readings: [pause]\n")
    diagnostic = Diagnostic(
        code="T004",
        name="term-read-differently",
        severity=Severity.error,
        message="`calm` is read in two ways",
        span=at(deal, "calm"),
        label="used by 1 demand",
        related=(Related("north: a pause", at(north, "pause")),),
        subjects=Subjects(parties=("north", "south"), terms=("calm",)),
        help="settle it",
    )
    assert json.loads(json.dumps(diagnostic.as_dict())) == {
        "code": "T004",
        "name": "term-read-differently",
        "severity": "error",
        "message": "`calm` is read in two ways",
        "file": "deal.yaml",
        "line": 2,
        "column": 3,
        "end_line": 2,
        "end_column": 7,
        "subjects": {
            "parties": ["north", "south"],
            "obligations": [],
            "terms": ["calm"],
            "demands": [],
            "stages": [],
            "guarantees": [],
        },
        "related": [{"message": "north: a pause", "file": "positions/north.yaml", "line": 1, "column": 12}],
        "help": "settle it",
    }


def test_ranks_fall_from_error_to_note() -> None:
    ranked = sorted(Severity, key=lambda severity: -severity.rank)
    assert ranked == [Severity.error, Severity.warning, Severity.note]


def test_findings_sort_by_file_then_place_then_code() -> None:
    first, second = Source("a.yaml", "one two"), Source("b.yaml", "one two")

    def found(code: str, span: Span) -> Diagnostic:
        return Diagnostic(code, "name", Severity.note, "message", span)

    late_file = found("D001", at(second, "one"))
    late_place = found("D001", at(first, "two"))
    late_code = found("X001", at(first, "one"))
    early = found("O001", at(first, "one"))
    assert in_order([late_file, late_place, late_code, early]) == (early, late_code, late_place, late_file)


@given(st.permutations(["a", "b", "c", "d", "e"]))
def test_the_order_of_printing_does_not_hang_on_the_order_of_finding(messages: list[str]) -> None:
    source = Source("deal.yaml", "x")
    found = [
        Diagnostic("X001", "vague-time", Severity.note, message, source.span(0, 1)) for message in messages
    ]
    assert [diagnostic.message for diagnostic in in_order(found)] == ["a", "b", "c", "d", "e"]
