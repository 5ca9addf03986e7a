"""A document checked as it is: it is read, the rules look at what was read, and findings stand in the document."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from detente.check import Check
from detente.deal.loader import load_text
from detente.deal.model import Deal
from detente.desk.remarks import remarks, rules
from detente.diagnose.diagnostic import Diagnostic, Remark, Severity
from detente.diagnose.rule import Rule, find
from detente.read.clauses.structure import clauses_of_structure
from detente.read.document import LIMITS, Limits
from detente.read.intake.take import take
from detente.read.proposals import Proposal
from detente.read.run import Whole, read_whole
from detente.read.saying import act_of, clause_called
from detente.read.since import Changed, changes_between
from detente.text.source import Span

_NOT_FOR_DOCUMENTS: Final = ("clause-without-obligation", "annex-not-listed")
_OF_CLAUSES: Final = ("placeholder-left", "clause-number-twice")
_NOWHERE: Final = "clause-reference-to-nowhere"
_PERFORMER: Final = "obligation-without-performer"
_DEADLINE: Final = "obligation-without-deadline"
_VERIFIER: Final = "obligation-without-verifier"
_DOER: Final = "duty-without-doer"
_TIMES: Final = ("due", "from", "until", "for", "every", "after")


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


OFF: Final[Mapping[str, str]] = {
    "escape-clause": "3 of 6",
    "obligation-without-deadline": "34 of 93",
    "duty-without-doer": "16 of 46",
    "joint-doer": "1 of 5",
    "vague-amount": "1 of 9",
    "obligation-without-verifier": "1 of 186",
}
"""Rules that are off for documents unless they are asked for: fewer than six in ten of their findings were right.

Measured on held-out clauses that were labelled by hand: `python benchmarks/read_quality.py FOLDER --only rules`.
"""


def rules_for_documents() -> tuple[Rule, ...]:
    """The rules that can look at a document: those on words, on its numbers, and on what a duty leaves unsaid."""
    by_name = {made.name: made for made in rules()}
    of_words = [
        made for made in by_name.values() if made.basis == "text" and made.name not in _NOT_FOR_DOCUMENTS
    ]
    others = (*_OF_CLAUSES, _NOWHERE, _PERFORMER, _DEADLINE, _VERIFIER)
    return (*of_words, *(by_name[name] for name in others))


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
    rules_for_documents()  # they are known by name only once they were read
    asked = None if only is None else [find(name).name for name in only]
    return check_whole(read_whole(take(path, changes=changes, limits=limits), shape="agreement"), only=asked)


def check_whole(whole: Whole, *, only: Iterable[str] | None = None) -> CheckedDocument:
    """Check a document that was read; see `check_document`."""
    able = {made.name for made in rules_for_documents()}
    asked = {find(name).name for name in only} if only is not None else able - set(OFF)
    run = asked & able
    found = remarks(_words_of(whole), only=sorted(run - {_NOWHERE, _PERFORMER, _DEADLINE, _VERIFIER}))
    findings = list(found.findings)
    findings += [find(name).finding(one) for name, one in _of_reading(whole, found.findings) if name in run]
    findings.sort(key=lambda one: (one.span.start, one.span.end, one.code))
    ran = tuple(sorted(find(name).code for name in run))
    check = replace(found, findings=tuple(findings), coverage={}, rules=ran, understood=True)
    return CheckedDocument(check, whole, tuple(sorted(set(OFF) - asked)))


def _words_of(whole: Whole) -> Deal:
    """A deal that has nothing but the document's own words as its text, for the rules that look at words."""
    deal = load_text("detente: 1\n", whole.document.file)
    clauses = clauses_of_structure(whole.document, whole.structure)
    return replace(deal, text=whole.document.source, clauses=clauses, problems=())


def _of_reading(whole: Whole, found: Iterable[Diagnostic]) -> Iterator[tuple[str, Remark]]:
    """What the proposals themselves show, by the name of the rule.

    Args:
        whole: the document as read.
        found: what the rules on words found; what they say of a doer is not said twice.
    """
    yield from ((_NOWHERE, one) for one in _nowhere(whole))
    told = sorted(one.span.start for one in found if one.name == _DOER)
    verifiers = _verifiers(whole)
    seen: set[tuple[str, Span]] = set()
    for one in whole.read.proposals:
        if one.kind not in ("obligation", "prohibition"):
            continue
        span = whole.document.span(*act_of(one))
        for name, said, advice, severity in _unsaid(one):
            by_itself = name == _VERIFIER and _bare(one.words("by")) in verifiers
            before = name == _PERFORMER and _any_between(told, span.start, span.end)
            if not (by_itself or before or (name, span) in seen):
                seen.add((name, span))
                message = f"{clause_called(one.clause)} {said}"
                yield name, Remark(span=span, message=message, help=advice, severity=severity)


def _unsaid(one: Proposal) -> Iterator[tuple[str, str, str, Severity]]:
    """What a duty leaves unsaid in its own sentence: the rule, the sentence, what to do, and how much follows."""
    if not ("by" in one.fields or "subject" in one.fields):
        yield _PERFORMER, "does not say who has to do this", "name who carries it out", Severity.warning
    if one.kind == "obligation" and not any(name in one.fields for name in _TIMES):
        advice = "write a last day, or a period and the day from which it is counted"
        yield _DEADLINE, "does not say by when", advice, Severity.warning
    if "verified by" not in one.fields:
        advice = "name who verifies it, unless another clause does"
        yield _VERIFIER, "does not say who verifies this", advice, Severity.note


def _verifiers(whole: Whole) -> frozenset[str]:
    """The names of those who verify; that what they owe is verified by somebody else is not asked."""
    named = [one for one in whole.structure.named if one.role == "verifier"]
    return frozenset(_bare(found.words) for one in named for found in (one.name, *one.aliases))


def _bare(name: str) -> str:
    """A name without its article."""
    return " ".join(name.split()).casefold().removeprefix("the ")


def _any_between(places: Sequence[int], start: int, end: int) -> bool:
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


def _nowhere(whole: Whole) -> Iterator[Remark]:
    """References to parts that the document does not have."""
    for reference in whole.structure.references:
        if reference.to is None and not reference.elsewhere:
            words = reference.words
            here = clause_called(whole.structure.number_at(words.start))
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
