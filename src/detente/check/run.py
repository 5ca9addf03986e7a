"""Run the rules over a deal; apply the waivers; keep what was found as one record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import detente.check.rules as folder
from detente.deal.course import course_of
from detente.deal.coverage import STATUSES, Coverage, coverage_of
from detente.deal.loader import load
from detente.deal.model import Deal
from detente.diagnose.diagnostic import Diagnostic, Severity
from detente.diagnose.format import from_problem
from detente.diagnose.rule import Rule, discover, find, known_names, names_in_folders
from detente.diagnose.waiver import Waiver, apply, find_waivers

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Check:
    """What a check found.

    `understood` is False where the files could not be read whole; then `findings` says what to mend, and no rule was
    run. `rules` names the rules that were run, by code.
    """

    deal: Deal
    findings: tuple[Diagnostic, ...]
    coverage: Mapping[str, Coverage]
    waivers: tuple[Waiver, ...]
    rules: tuple[str, ...]
    understood: bool

    @property
    def summary(self) -> dict[str, int]:
        """Counts of findings by severity and of demands by status."""
        by_severity = Counter(finding.severity for finding in self.findings)
        by_status = Counter(entry.status for entry in self.coverage.values())
        counts = {
            f"{severity}s": by_severity[Severity(severity)] for severity in ("error", "warning", "note")
        }
        return counts | {status: by_status[status] for status in STATUSES}

    def reaches(self, severity: Severity) -> bool:
        """Say whether anything was found at this severity or above."""
        return any(finding.severity.rank >= severity.rank for finding in self.findings)

    def as_dict(self, version: str) -> dict[str, Any]:
        """The printed form, `format` 1."""
        return {
            "detente": version,
            "format": FORMAT,
            "findings": [finding.as_dict() for finding in self.findings],
            "coverage": {label: entry.as_dict() for label, entry in self.coverage.items()},
            "summary": self.summary,
            "waivers": [waiver.as_dict() for waiver in self.waivers],
        }


def rules() -> tuple[Rule, ...]:
    """Every rule of `check`, by code."""
    return discover(folder)


def check(
    deal: Deal | Path | str, *, only: str | Iterable[str] | None = None, more: Iterable[Rule] = ()
) -> Check:
    """Check a deal.

    Args:
        deal: a deal, or the path of one.
        only: names or codes of the rules to run; all that fit the kind of deal if None.
        more: rules of other verbs, run beside those of `check`.

    Raises:
        CannotRead: there is no deal file at the path.
        UnknownName: `only` names a rule that does not exist.
    """
    deal = deal if isinstance(deal, Deal) else load(deal)
    if deal.problems:
        found = sorted(
            (from_problem(problem) for problem in deal.problems), key=lambda one: _place(deal, one)
        )
        return Check(deal, tuple(found), {}, (), (), understood=False)
    course = course_of(deal)
    kind = deal.frame.kind if isinstance(deal.frame.kind, str) else None
    every = (*rules(), *more)
    wanted = _wanted(only)
    run = [
        rule
        for rule in every
        if rule.applies_to(kind)
        and (wanted is None or rule.name in wanted)
        and (rule.basis == "deal" or deal.clauses)  # a rule on words has nothing to look at without them
    ]
    found = [rule.finding(remark) for rule in run for remark in rule(deal, course)]
    judged = every if wanted is None else run  # a waiver of a rule that nobody asked is not called unused
    kept, waivers = _waived(deal, found, {rule.name for rule in judged})
    kept = sorted(kept, key=lambda finding: _place(deal, finding))
    return Check(
        deal,
        tuple(kept),
        coverage_of(deal, course),
        waivers,
        tuple(rule.code for rule in run),
        understood=True,
    )


def _wanted(only: str | Iterable[str] | None) -> set[str] | None:
    """The names of the rules asked for by name or code; a name that no rule has is refused."""
    if only is None:
        return None
    return {find(asked).name for asked in ([only] if isinstance(only, str) else only)}


def _place(deal: Deal, finding: Diagnostic) -> tuple[int, int, str]:
    """Files in the order in which they were read, whatever they are called: deal, positions by party, text.

    What one rule says at one place stays in the rule's order: a sentence would sort it by the parties' names.
    """
    files = _files(deal)
    place = files.index(finding.span.file) if finding.span.file in files else len(files)
    return (place, finding.span.start, finding.code)


def _files(deal: Deal) -> list[str]:
    owners = {noun.home.file: noun.by for noun in (*deal.demands.values(), *deal.readings, *deal.claims)}
    actors = list(deal.actors)
    others = sorted(
        (name for name in deal.documents if name != deal.file),
        key=lambda name: actors.index(owners[name]) if owners.get(name) in actors else len(actors),
    )
    return [deal.file, *others, *([deal.text.name] if deal.text else [])]


def _waived(
    deal: Deal, found: list[Diagnostic], ran: set[str]
) -> tuple[list[Diagnostic], tuple[Waiver, ...]]:
    # A rule of another verb may be allowed here, and is run elsewhere.
    known = names_in_folders() | known_names()
    sources = [document.source for document in deal.documents.values()]
    if deal.text is not None and deal.text not in sources:
        sources.append(deal.text)
    waivers: list[Waiver] = []
    for source in sources:
        these, amiss = find_waivers(source, known)
        waivers.extend(these)
        found.extend(amiss)
    kept, used = apply(found, waivers, ran=ran)
    return list(kept), tuple(used)
