"""Findings about the form of a file."""

from __future__ import annotations

from detente.diagnose.diagnostic import Severity
from detente.diagnose.format import FORMS, finding, from_problem
from detente.text.nodes import Problem, parse
from detente.text.source import Source


def test_codes_are_never_moved() -> None:
    assert {form.code: form.name for form in FORMS.values()} == {
        "F001": "not-yaml",
        "F002": "duplicate-key",
        "F003": "tab",
        "F004": "alias",
        "F005": "tag",
        "F006": "too-deep",
        "F007": "too-many-values",
        "F008": "comma-in-flow",
        "F009": "empty-file",
        "F010": "several-documents",
        "F011": "key-not-text",
        "F012": "not-a-number",
        "F013": "unknown-key",
        "F014": "unknown-id",
        "F015": "wrong-value",
        "F016": "missing-key",
        "F017": "id-written-twice",
        "F018": "unknown-version",
        "F019": "cannot-read",
        "F020": "waiver-without-reason",
        "F021": "waiver-unknown-rule",
        "F022": "waiver-unused",
        "F023": "wrong-id",
    }


def test_what_the_reader_of_yaml_finds_is_an_error_at_its_place() -> None:
    [problem] = parse(Source("deal.yaml", "title: one\ntitle: two\n")).problems
    diagnostic = from_problem(problem)
    assert (diagnostic.code, diagnostic.name, diagnostic.severity) == (
        "F002",
        "duplicate-key",
        Severity.error,
    )
    assert (diagnostic.span.line, diagnostic.span.text) == (2, "title")
    assert (diagnostic.message, diagnostic.help) == (problem.message, problem.help)


def test_a_problem_without_a_code_of_its_own_is_not_lost() -> None:
    span = Source("deal.yaml", "x").span(0, 1)
    diagnostic = from_problem(Problem(span, "Something new.", None, "something-new"))
    assert (diagnostic.code, diagnostic.name, diagnostic.message) == (
        "F000",
        "something-new",
        "Something new.",
    )


def test_an_unused_waiver_is_a_warning() -> None:
    span = Source("deal.yaml", "x").span(0, 1)
    assert finding("waiver-unused", span, "Unused.").severity is Severity.warning
