"""The section on findings: grouped by severity, then in the order of the files; each with its help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from detente.diagnose.diagnostic import Severity
from detente.report.content import Heading, Item, Items, Paragraph, Section, section
from detente.report.saying import place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.check import Check
    from detente.deal.model import Deal
    from detente.diagnose.diagnostic import Diagnostic
    from detente.report.content import Block

TITLE: Final = "Findings"
_MEANING: Final = {
    Severity.error: "Errors: cannot be carried out as written, or leaves unmet what a party stated as a condition",
    Severity.warning: "Warnings: a party can be hurt",
    Severity.note: "Notes: a choice worth recording",
}


def findings_section(found: Check) -> Section:
    """Every finding in one line with its place, and its help where that was not said just above."""
    return section(TITLE, _blocks(found))


def _blocks(found: Check) -> Iterator[Block]:
    if not found.findings:
        yield Paragraph(f"Nothing was found. Rules that were run: {len(found.rules)}.")
    for severity, meaning in _MEANING.items():
        mine = [finding for finding in found.findings if finding.severity is severity]
        if mine:
            yield Heading(f"{meaning} ({len(mine)})")
            yield Items(tuple(_items(found.deal, mine)))


def _items(deal: Deal, findings: Sequence[Diagnostic]) -> Iterator[Item]:
    helped: set[tuple[str, str]] = set()
    for finding in findings:
        help_ = " ".join((finding.help or "").split())
        below = (help_,) if help_ and (finding.code, help_) not in helped else ()
        helped.add((finding.code, help_))
        yield Item(
            f"{finding.message} ({place(deal, finding.span)})", str(finding.severity), finding.code, below
        )


def findings_in_words(found: Check) -> str:
    """One sentence: how many findings of each severity."""
    counts = found.summary
    said = [
        f"{counts[f'{name}s']} {name if counts[f'{name}s'] == 1 else f'{name}s'}"
        for name in ("error", "warning", "note")
        if counts[f"{name}s"]
    ]
    return f"Findings: {', '.join(said)}." if said else "Nothing was found by the rules that were run."
