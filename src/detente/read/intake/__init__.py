"""Intake: files to documents, each with one canonical text and the way back from it to the original."""

from __future__ import annotations

from detente.read.intake.take import take

__all__ = ["take"]
