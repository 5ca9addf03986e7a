"""Places that a draft leaves open: brackets, blanks, question marks, "to be determined"."""

from __future__ import annotations

from detente.text.placeholders import placeholders

__all__ = ["placeholders"]
