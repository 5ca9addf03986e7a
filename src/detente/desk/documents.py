"""A document checked as it is: it is read, the rules look at what was read, and findings stand in the document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from detente.check import Check
from detente.deal.loader import load_text
from detente.deal.model import Citation, Deal
from detente.desk.remarks import remarks, rules
from detente.diagnose.diagnostic import Diagnostic, Related, Remark, Severity, Subjects
from detente.diagnose.rule import Rule, find
from detente.read.clauses.structure import clauses_of_structure
from detente.read.document import LIMITS, Limits
from detente.read.draft.files import Drafted, draft_of
from detente.read.intake.take import take
from detente.read.run import Whole, read_whole
from detente.read.since import Changed, changes_between
from detente.text.source import Span

_NOWHERE: Final = "clause-reference-to-nowhere"
_STRUCTURE: Final = ("placeholder-left", "clause-number-twice", _NOWHERE)
_DUTIES: Final = (
    "obligation-without-deadline",
    "obligation-without-performer",
    "obligation-without-verifier",
)


@dataclass(frozen=True, slots=True, eq=False)
class CheckedDocument:
    """What the rules say of a document; every finding stands in its canonical text.

    `not_run` names the rules that look at documents and were left out, because where they were measured fewer than
    six in ten of their findings were right (see the page on how well `read` reads).
    """

    check: Check
    whole: Whole
    not_run: tuple[str, ...]

    def as_dict(self, version: str) -> dict[str, Any]:
        """The printed form: that of a check, with the document and the offsets of each finding."""
        made = self.check.as_dict(version)
        for printed, finding in zip(made["findings"], self.check.findings, strict=True):
            printed |= {"start": finding.span.start, "end": finding.span.end, "quote": finding.span.text}
        return made | {"document": self.whole.document.as_dict(), "rules_not_run": list(self.not_run)}


OFF: Final[Mapping[str, float]] = {}
"""Rules that are off for documents, with the share of their findings that were right where it was measured."""


def rules_for_documents() -> tuple[Rule, ...]:
    """The rules that can look at a document: those on words, on its numbers, and on what a duty leaves unsaid."""
    by_name = {made.name: made for made in rules()}
    needs_a_deal = {"clause-without-obligation", "annex-not-listed"}
    of_words = [made for made in by_name.values() if made.basis == "text" and made.name not in needs_a_deal]
    return (*of_words, *(by_name[name] for name in (*_STRUCTURE, *_DUTIES)))


def check_document(
    path: Path | str, *, only: Iterable[str] | None = None, changes: str = "made", limits: Limits = LIMITS
) -> CheckedDocument:
    """Read a document and check its words, its numbers, and what its duties leave unsaid.

    Args:
        path: a .docx, .html, .pdf, .txt or .md file.
        only: names or codes of the rules to run; those that are on for documents if None.
        changes: whether the tracked changes of a Word file are read as `made` or as `not made`.
        limits: how much is taken on.

    Raises:
        CannotRead: the document cannot be read; see `detente.read`.
        UnknownName: `only` names a rule that does not exist.
    """
    return check_whole(read_whole(take(path, changes=changes, limits=limits), shape="agreement"), only=only)


def check_whole(whole: Whole, *, only: Iterable[str] | None = None) -> CheckedDocument:
    """Check a document that was read; see `check_document`."""
    able = {made.name for made in rules_for_documents()}
    asked = {find(name).name for name in only} if only is not None else able - set(OFF)
    deal = deal_of(whole)
    run = sorted(asked & able - {_NOWHERE})
    found = remarks(deal, only=run)
    placing = _Placing(deal, whole)
    findings = [placing.moved(finding) for finding in found.findings]
    if _NOWHERE in asked:
        findings += map(find(_NOWHERE).finding, _nowhere(whole))
    findings = sorted(dict.fromkeys(findings), key=lambda one: (one.span.start, one.span.end, one.code))
    ran = tuple(sorted(find(name).code for name in asked & able))
    check = replace(found, findings=tuple(findings), coverage={}, rules=ran, understood=True)
    return CheckedDocument(check, whole, tuple(sorted(set(OFF) - asked)))


def deal_of(whole: Whole) -> Deal:
    """The first deal file of a document, in memory, with the document's own words as its text."""
    files = draft_of([Drafted(whole.read, whole.structure)])
    deal = load_text(str(files["deal.yaml"]), f"{whole.document.file}: deal.yaml")
    clauses = clauses_of_structure(whole.document, whole.structure)
    return replace(deal, text=whole.document.source, clauses=clauses, problems=())


class _Placing:
    """Turns places in the made deal file into places in the document, and its ids into numbers of clauses."""

    def __init__(self, deal: Deal, whole: Whole) -> None:
        self.whole = whole
        self.file = deal.file
        entries = (
            *deal.obligations.values(),
            *deal.guarantees.values(),
            *deal.stages.values(),
            *deal.terms.values(),
        )
        cited = [(deal.place(entry).start, entry) for entry in entries if isinstance(entry.source, Citation)]
        cited.sort(key=lambda pair: pair[0])
        self.starts = [start for start, _ in cited]
        self.spans = [self._span(entry.source) for _, entry in cited]
        self.called = {entry.id: self._called(entry) for _, entry in cited}
        ids = "|".join(sorted(map(re.escape, self.called), key=len, reverse=True))
        self.ids = re.compile(f"`({ids})`") if ids else None

    def _span(self, source: Any) -> Span:
        at = source.at if isinstance(source.at, int) else 0
        length = len(source.quote) if isinstance(source.quote, str) else 0
        return self.whole.document.span(at, min(at + length, len(self.whole.document.text)))

    def _called(self, entry: Any) -> str:
        numbers = entry.clause if isinstance(entry.clause, tuple) else ()
        words = " ".join(self._span(entry.source).text.split())
        quoted = f'"{words}"' if len(words) <= 60 else f'"{words[:60].rstrip()} …"'  # enough to know it by
        return f"clause {numbers[0]} ({quoted})" if numbers else quoted

    def moved(self, finding: Diagnostic) -> Diagnostic:
        """The finding in the document."""
        related = tuple(Related(self._said(one.message), self._place(one.span)) for one in finding.related)
        return replace(
            finding,
            span=self._place(finding.span),
            message=self._said(finding.message),
            related=related,
            subjects=Subjects(),
            help=None if finding.span.file == self.file else finding.help,
            label=None,
            fix=None,
        )

    def _place(self, span: Span) -> Span:
        if span.file != self.file:
            return span
        at = bisect_right(self.starts, span.start) - 1
        return self.spans[at] if at >= 0 else self.whole.document.span(0, 0)

    def _said(self, message: str) -> str:
        return self.ids.sub(lambda found: self.called[found[1]], message) if self.ids is not None else message


def _nowhere(whole: Whole) -> Iterator[Remark]:
    """References to parts that the document does not have."""
    for reference in whole.structure.references:
        if reference.to is None and not reference.elsewhere:
            words = reference.words
            number = whole.structure.number_at(words.start)
            here = f"clause {number}" if number else "the text"
            yield Remark(
                span=whole.document.span(words.start, words.end),
                message=f'{here} refers to "{" ".join(words.words.split())}", which the document does not have',
                help="write the number that it has now",
                severity=Severity.warning,
            )


# --- two drafts ---


@dataclass(frozen=True, slots=True, eq=False)
class DocumentsSince:
    """What a newer draft lays down otherwise, and which findings are new or gone.

    Findings are matched by rule and by the words that they stand on.
    """

    old: CheckedDocument
    new: CheckedDocument
    changes: tuple[Changed, ...]
    appeared: tuple[Diagnostic, ...]
    gone: tuple[Diagnostic, ...]
    same: int

    def as_dict(self) -> dict[str, Any]:
        """The printed form."""
        return {
            "old": self.old.whole.document.as_dict(),
            "changes": [change.as_dict() for change in self.changes],
            "new": [finding.as_dict() for finding in self.appeared],
            "gone": [finding.as_dict() for finding in self.gone],
            "same": self.same,
        }


def compare_documents(old: CheckedDocument, new: CheckedDocument) -> DocumentsSince:
    """Compare two drafts by what they lay down, wherever it stands, and by what the rules say of them."""
    before, after = _by_words(old.check.findings), _by_words(new.check.findings)
    appeared = tuple(finding for key, found in after.items() for finding in found[len(before.get(key, ())) :])
    gone = tuple(finding for key, found in before.items() for finding in found[len(after.get(key, ())) :])
    same = sum(min(len(found), len(after.get(key, ()))) for key, found in before.items())
    changes = changes_between(old.whole, new.whole)
    return DocumentsSince(old, new, changes, appeared, gone, same)


def _by_words(findings: Iterable[Diagnostic]) -> dict[tuple[str, str], list[Diagnostic]]:
    found: dict[tuple[str, str], list[Diagnostic]] = {}
    for finding in findings:
        found.setdefault((finding.name, " ".join(finding.span.text.split())), []).append(finding)
    return found
