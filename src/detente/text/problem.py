"""What is wrong with the form of a text, with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.text.source import Span


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with the form of a file.

    Attributes:
        span: the characters that it is about.
        message: what is wrong, in one sentence.
        help: what to do about it, or None.
        name: a short slug for the kind of problem, such as ``duplicate-key`` or ``not-yaml``.
    """

    span: Span
    message: str
    help: str | None
    name: str


def quoted(text: str) -> str:
    """Return text as it can stand in a sentence: on one line, cut where it is long, in backquotes."""
    line = "".join(char if char.isprintable() else " " for char in text[:200])
    words = " ".join(line.split())
    mark = '"' if "`" in words else "`"
    return f"{mark}{words}{mark}" if len(words) <= 60 else f"{mark}{words[:57]}...{mark}"
