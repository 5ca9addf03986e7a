"""The last line of a check."""

from __future__ import annotations

from detente.check import Check
from detente.check.saying import counted


def closing(found: Check) -> str:
    """`1 error, 2 warnings · 3 of 5 demands covered, 1 vague, 1 missing · more: detente rule NAME`."""
    if not found.understood:
        return f"{counted(len(found.findings), 'place')} to mend before the deal can be checked"
    counts = found.summary
    said = [counted(counts[f"{s}s"], s) for s in ("error", "warning", "note") if counts[f"{s}s"]]
    parts = [", ".join(said) if said else "nothing found"]
    if found.coverage:
        rest = [f"{counts[s]} {s}" for s in ("vague", "missing", "crossed") if counts[s]]
        covered = f"{counts['covered']} of {counted(len(found.coverage), 'demand')} covered"
        parts.append(", ".join([covered, *rest]))
    if found.waivers:
        parts.append(f"{counted(len(found.waivers), 'waiver')}: detente check --waivers")
    if found.findings:
        first = max(found.findings, key=lambda finding: finding.severity.rank)
        parts.append(f"more: detente rule {first.name}")
    return " · ".join(parts)
