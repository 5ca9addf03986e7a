"""SARIF 2.1.0, the form in which tools exchange findings (OASIS Standard, 27 March 2020)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from detente.diagnose.format import form_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.diagnose.diagnostic import Diagnostic, Fix, Related, Severity
    from detente.diagnose.rule import Rule
    from detente.text.source import Span

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif(diagnostics: Iterable[Diagnostic], rules: Iterable[Rule], version: str) -> dict[str, Any]:
    """Make a SARIF log of findings, in the order given.

    Args:
        diagnostics: the findings.
        rules: the rules that were run; their pages are the help. Findings of form bring their own.
        version: the version of Détente.

    Returns:
        The log as plain data for JSON. Columns count code points from 1; only safe fixes are in it.
    """
    found = list(diagnostics)
    described = _described(found, rules)
    index = {code: at for at, code in enumerate(described)}
    driver = {"name": "Détente", "semanticVersion": version, "rules": list(described.values())}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(diagnostic, index[diagnostic.code]) for diagnostic in found],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _described(found: list[Diagnostic], rules: Iterable[Rule]) -> dict[str, dict[str, Any]]:
    described = {
        rule.code: _rule(
            rule.code, rule.name, rule.severity, rule.page.headline, markdown=rule.page.markdown()
        )
        for rule in rules
    }
    for diagnostic in found:
        if diagnostic.code not in described:
            form = form_of(diagnostic.name)
            described[diagnostic.code] = _rule(diagnostic.code, diagnostic.name, form.severity, form.headline)
    return dict(sorted(described.items()))


def _rule(
    code: str, name: str, severity: Severity, headline: str, markdown: str | None = None
) -> dict[str, Any]:
    text = {"text": headline}
    return {
        "id": code,
        "name": name,
        "shortDescription": text,
        "help": text | ({"markdown": markdown} if markdown else {}),
        "defaultConfiguration": {"level": str(severity)},
    }


def _result(diagnostic: Diagnostic, index: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": str(diagnostic.severity),
        "message": {"text": "\n".join([diagnostic.message, *(diagnostic.help or "").splitlines()])},
        "locations": [_location(diagnostic.span)],
    }
    if diagnostic.related:
        result["relatedLocations"] = [_related(at, other) for at, other in enumerate(diagnostic.related)]
    if diagnostic.fix and diagnostic.fix.safe and diagnostic.fix.patch.edits:
        result["fixes"] = [_fix(diagnostic.fix)]
    return result


def _related(at: int, other: Related) -> dict[str, Any]:
    return {"id": at, "message": {"text": other.message}, **_location(other.span)}


def _location(span: Span) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": _artifact(span.file), "region": _region(span)}}


def _artifact(file: str) -> dict[str, str]:
    # A file name may hold characters that an address may not.
    return {"uri": quote(file, errors="replace")}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _fix(fix: Fix) -> dict[str, Any]:
    source = fix.patch.source
    replacements = [
        {
            "deletedRegion": _region(source.span(edit.start, edit.end)),
            "insertedContent": {"text": edit.new},
        }
        for edit in fix.patch.edits
    ]
    change = {"artifactLocation": _artifact(source.name), "replacements": replacements}
    return {"description": {"text": fix.title}, "artifactChanges": [change]}
