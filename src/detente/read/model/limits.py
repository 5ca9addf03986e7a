"""How much of a document a model is asked about, and how long it is waited for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ModelLimits:
    """Limits of what a model is asked.

    Attributes:
        characters: of one stretch of the document, at most.
        overlap: characters that a stretch may share with the one before it, so that nothing is cut in two.
        stretches: asked about at most; the rest of the document is left out, and that is said.
        items: taken of one answer, at most.
        seconds: to wait for one answer.
        total: seconds for all of them.
        retries: how often one stretch is asked about again, where an answer fails or is not in the form asked for.
        at_once: stretches asked about at the same time; a server named by its address is asked about one by one.
        failures: after so many stretches in a row without an answer, no more is asked.
    """

    characters: int = 12_000
    overlap: int = 1_000
    stretches: int = 500
    items: int = 200
    seconds: float = 120.0
    total: float = 3_600.0
    retries: int = 1
    at_once: int = 4
    failures: int = 3


MODEL_LIMITS = ModelLimits()
