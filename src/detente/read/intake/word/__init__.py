"""Word files: the package, its numbers and fields, its tracked changes, and comments written back into a copy."""

from __future__ import annotations
