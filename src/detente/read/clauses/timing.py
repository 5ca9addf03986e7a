"""Which words about time belong to a clause, and not to a condition or to a clause within it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from detente.read.clauses.sentence import Clause
from detente.read.clauses.times import Time, times_in

_RELATIVE: Final = re.compile(
    r"(?<![,;:] )(?<=[\w)\"'] )(?:which|who|that|whose|whom)(?= )[^,;:]{0,400}", re.IGNORECASE
)
_COMPLEMENT: Final = re.compile(
    r"\b(?:ensure|ensures|agree|agrees|agreed|certify|declare|confirm|provided|so|such|understood|determine"
    r"|find|finds"
    r"|consider|considers|possible|practicable|notify|except|fact|prove|show|verify|guarantee|decide"
    r"|undertakes?|require"
    r"|requires|see|see to it|provide|recogni[sz]e) $",
    re.IGNORECASE,
)
_PURPOSE: Final = re.compile(r"(?:in order| so) that", re.IGNORECASE)


def times_of(text: str, clause: Clause, conditions: list[tuple[int, int]]) -> list[Time]:
    """The times of a clause, those in front of its doer first."""
    found: list[Time] = []
    hidden = [*conditions, *clause.hidden]
    for start, end in (*clause.fronts, clause.body):
        for first, last in _gaps(start, end, hidden):
            loose = list(_relatives(text, first, last))
            found += [
                time
                for time in times_in(text, first, last)
                if not (time.is_loose and any(a < time.start < b for a, b in loose))
            ]
    return found


def purpose_in(text: str, clause: Clause) -> tuple[int, int] | None:
    """A time that stands in a clause of purpose: "in order that the Bank may begin a year before the transfer"."""
    for start, end in clause.hidden:
        if _PURPOSE.search(text[max(0, start - 10) : start + 6]):
            dues = [time for time in times_in(text, start, end) if time.name == "due" and not time.is_vague]
            if dues:
                return dues[0].start, dues[0].end
    return None


def _gaps(start: int, end: int, hidden: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for first, last in sorted(hidden):
        if first >= end or last <= start:
            continue
        if first > start:
            yield start, first
        start = max(start, last)
    if start < end:
        yield start, end


def _relatives(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for found in _RELATIVE.finditer(text, start, end):
        if not _COMPLEMENT.search(text[max(start, found.start() - 16) : found.start()]):
            yield found.span()
