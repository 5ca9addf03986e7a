"""T007: brackets, blanks or "to be determined" left in the agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente.check.placeholders import placeholders
from detente.check.saying import quoted
from detente.diagnose.diagnostic import Remark, Severity
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal
    from detente.text.nodes import Document, Path
    from detente.text.source import Span


@rule(code="T007", severity="note")
def placeholder_left(deal: Deal, course: Course) -> Iterator[Remark]:
    """A place is still open: a bracket, a blank, or words such as "to be determined".

    What it finds:
        In the clauses of the text and in the values of the deal file: square brackets around words or numbers, rows
        of underscores or dots, `??`, TBD, XX, "N days", "to be determined" and the like in French and Spanish. It is
        an error where the deal is `signed` or `in force`, and a note while it is being negotiated. What parties said,
        notes and sources are left out.

    Why it matters:
        A bracket that is signed has no meaning, and each side can fill it.

    Example:
        detente: 1
        kind: other
        status: signed
        parties: {north: Northland, south: Southland}
        text: |
          1. Northland leaves the road within [30] days.

    Instead:
        detente: 1
        kind: other
        status: signed
        parties: {north: Northland, south: Southland}
        text: |
          1. Northland leaves the road within 30 days.

    When to allow:
        When the brackets are part of a name or a formula, and open nothing.
    """
    severity = Severity.error if deal.frame.status in ("signed", "in force") else None
    for where, words, span in (*_in_clauses(deal), *_in_values(deal)):
        yield Remark(
            span=span,
            message=f"{where} leaves a place open: {quoted(words)}",
            help="settle it, or take it out and say in a clause who settles it by when",
            severity=severity,
        )


def _in_clauses(deal: Deal) -> Iterator[tuple[str, str, Span]]:
    for clause in deal.clauses:
        where = f"clause {clause.number}" if clause.number else "the text"
        for start, end in placeholders(clause.text):
            yield where, clause.text[start:end], clause.span(start, end)


_NOT_SIGNED = (
    "positions",
    "values",
    "sources",
    "text",
    "note",
    "to be checked",
    "quote",
    "precedents",
    "source",
    "about",
)


def _in_values(deal: Deal) -> Iterator[tuple[str, str, Span]]:
    document = deal.documents[deal.file]
    for path, words in _texts(document.value, ()):
        first = next(placeholders(words), None)
        if first is not None:
            yield (
                f"`{_entry(path)}`",
                words[first[0] : first[1]],
                _span(document, path, words[first[0] : first[1]]),
            )


def _span(document: Document, path: Path, words: str) -> Span:
    """The place of the words in a value, where the value is written as it reads; else the value."""
    whole = document.span(path)
    at = whole.text.find(words)
    return whole if at < 0 else whole.source.span(whole.start + at, whole.start + at + len(words))


def _entry(path: Path) -> str:
    """The id of the entry, or the key at the top of the file, that a value stands in."""
    return str(path[1] if len(path) > 2 else path[0])


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in _NOT_SIGNED:
                yield from _texts(inner, (*path, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _texts(inner, (*path, place))
