"""Read one document: take it in, ask the readers, and keep only what the verifier lets pass."""

from __future__ import annotations

from pathlib import Path

from detente.read.document import LIMITS, Limits
from detente.read.intake.take import take
from detente.read.proposals import Read


def read(path: Path | str, *, changes: str = "made", limits: Limits = LIMITS) -> Read:
    """Read a document and propose what it says."""
    document = take(path, changes=changes, limits=limits)
    return Read(document, (), (), "", {})
