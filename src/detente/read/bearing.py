"""Of several documents read together: which duties of a draft may bear on which demand, for a person to look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from detente.read.coverage import Clauses
from detente.read.proposals import Proposal
from detente.read.run import Whole

READER: Final = "words in common"
_OWED: Final = ("obligation", "prohibition", "stage", "guarantee")
_SHOWN: Final = 6  # words in common that are told
_QUOTED: Final = 100  # characters of the demand that are told


def with_coverage(wholes: Sequence[Whole]) -> list[Whole]:
    """Add to each document what in it may bear on a demand of another, as proposals of the kind `coverage`.

    Their quotation is the sentence of the draft; the demand, and the words in common, stand in `doubts`. Likeness of
    words decides nothing (see `detente.read.coverage`).

    Args:
        wholes: the documents.

    Returns:
        The same documents in the same order.
    """
    demands = [(whole, one) for whole in wholes for one in whole.read.proposals if one.kind == "demand"]
    return [_with(whole, [(other, one) for other, one in demands if other is not whole]) for whole in wholes]


def _with(whole: Whole, demands: Sequence[tuple[Whole, Proposal]]) -> Whole:
    owed = list({(one.start, one.end): one for one in whole.read.proposals if one.kind in _OWED}.values())
    if not (owed and demands):
        return whole
    found = list(_bearing(owed, demands))
    proposals = sorted([*whole.read.proposals, *found], key=lambda one: (one.start, -one.end))
    return replace(whole, read=replace(whole.read, proposals=tuple(proposals)))


def _bearing(owed: Sequence[Proposal], demands: Sequence[tuple[Whole, Proposal]]) -> Iterator[Proposal]:
    clauses = Clauses([one.quote for one in owed])
    for whole, demand in demands:
        wanted = demand.words("wants") or demand.quote
        for candidate in clauses.candidates(wanted):
            one = owed[candidate.place]
            said = " ".join(wanted.split())
            short = said if len(said) <= _QUOTED else f"{said[:_QUOTED].rstrip()} …"
            shared = ", ".join(candidate.shared[:_SHOWN])
            doubt = (
                f'May bear on the demand "{short}" in {whole.document.file}, at {demand.start}; '
                f"words in common: {shared}. Whether it answers it is for a person to say."
            )
            yield Proposal(
                "coverage", one.quote, one.start, one.end, clause=one.clause, reader=READER, doubts=(doubt,)
            )
