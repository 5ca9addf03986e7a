"""Fixes: what concerns form only is applied on request; what alters a duty is only printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from detente.check.run import Check
from detente.diagnose.diagnostic import Diagnostic
from detente.errors import CannotRead, EditsOverlap
from detente.text.edit import Patch, merge


def apply_fixes(found: Check) -> Iterator[str]:
    """Write every safe fix into its file, and say what was changed; fixes that overlap wait for the next run.

    Raises:
        CannotRead: a file cannot be written.
    """
    for file, group in _by_file(found, safe=True).items():
        taken: list[Patch] = []
        for finding in group:
            assert finding.fix is not None  # noqa: S101 -- chosen for it
            try:
                merge([*taken, finding.fix.patch])
            except EditsOverlap:
                continue
            taken.append(finding.fix.patch)
            yield f"{file}:{finding.span.line}: {finding.fix.title}"
        _write(_path(found, file), merge(taken).to_bytes())


def proposals(found: Check) -> str:
    """The changes that alter what a party owes, as one unified diff with the finding above each."""
    parts = []
    for group in _by_file(found, safe=False).values():
        for finding in group:
            assert finding.fix is not None  # noqa: S101 -- chosen for it
            parts.append(f"# {finding.code} {finding.name}: {finding.message}\n# {finding.fix.title}\n")
            parts.append(finding.fix.patch.diff())
    return "".join(parts) or "no finding comes with a change to propose\n"


def _by_file(found: Check, *, safe: bool) -> dict[str, list[Diagnostic]]:
    groups: dict[str, list[Diagnostic]] = defaultdict(list)
    for finding in found.findings:
        if finding.fix is not None and finding.fix.safe == safe:
            groups[finding.fix.patch.source.name].append(finding)
    return groups


def _path(found: Check, name: str) -> Path:
    """The file behind a source's name: names are shown from the current folder."""
    folder = found.deal.folder
    near = folder / Path(name).name if folder else Path(name)
    return Path(name) if Path(name).exists() else near


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise CannotRead(f"{path} cannot be written: {error.strerror}", file=str(path)) from error
