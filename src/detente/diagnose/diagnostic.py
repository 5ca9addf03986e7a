"""Findings as data: what was found, where, about whom, and what can be done. Nothing here draws."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.text.edit import Patch
    from detente.text.source import Span


class Severity(StrEnum):
    """How much follows from a finding, judged by consequence and never by who is concerned.

    ``error``: cannot be carried out as written, or leaves unmet what a party stated as a condition.
    ``warning``: a party can be hurt. ``note``: a choice worth recording.
    """

    error = "error"
    warning = "warning"
    note = "note"

    @property
    def rank(self) -> int:
        """3 for an error, 2 for a warning, 1 for a note: the larger, the more follows from it."""
        return _RANK[self]


_RANK = {Severity.error: 3, Severity.warning: 2, Severity.note: 1}


@dataclass(frozen=True, slots=True)
class Subjects:
    """The ids in the deal that a finding is about, so that a page or an editor can link them."""

    parties: tuple[str, ...] = ()
    obligations: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    demands: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    guarantees: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, list[str]]:
        """Return the six lists by name, empty ones too."""
        return {field.name: list(getattr(self, field.name)) for field in fields(self)}


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that a finding leans on, with what stands there."""

    message: str
    span: Span


@dataclass(frozen=True, slots=True)
class Fix:
    """A change of the text that would answer a finding.

    ``safe`` means that only the form changes, so it may be applied at once. A change of what a party owes is
    never safe: it is shown and not applied.
    """

    title: str
    patch: Patch
    safe: bool


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule yields: a place and a sentence. The rule adds its code, name and severity.

    ``label`` is the short text under the carets. ``severity`` replaces the rule's own for this remark alone.
    """

    span: Span
    message: str
    help: str | None = None
    label: str | None = None
    related: tuple[Related, ...] = ()
    subjects: Subjects = Subjects()
    severity: Severity | None = None
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding, complete: a remark with the code, name and severity of its rule.

    ``code`` is a subject letter and three digits, never used again for another rule; ``name`` completes
    "detente: allow ...". Both are printed, and both are accepted wherever a rule is named.
    """

    code: str
    name: str
    severity: Severity
    message: str
    span: Span
    label: str | None = None
    related: tuple[Related, ...] = ()
    subjects: Subjects = Subjects()
    help: str | None = None
    fix: Fix | None = None

    @property
    def order(self) -> tuple[str, int, str, str]:
        """The key to sort findings by: file, place in the file, code, message."""
        return (self.span.file, self.span.start, self.code, self.message)

    def as_dict(self) -> dict[str, Any]:
        """Return the finding as plain data for JSON; lines and columns count from 1, in characters."""
        span = self.span
        return {
            "code": self.code,
            "name": self.name,
            "severity": str(self.severity),
            "message": self.message,
            "file": span.file,
            "line": span.line,
            "column": span.column,
            "end_line": span.end_line,
            "end_column": span.end_column,
            "subjects": self.subjects.as_dict(),
            "related": [_related_as_dict(related) for related in self.related],
            "help": self.help,
        }


def _related_as_dict(related: Related) -> dict[str, Any]:
    span = related.span
    return {"message": related.message, "file": span.file, "line": span.line, "column": span.column}


def in_order(diagnostics: list[Diagnostic] | tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Sort findings by file, place, code and message, so that the same input always prints the same."""
    return tuple(sorted(diagnostics, key=lambda diagnostic: diagnostic.order))
