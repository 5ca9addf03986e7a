"""References to clauses inside the words of an agreement, such as "clause 9.4" or "Articles 3 and 5"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from detente.deal.model import Clause, Deal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.text.source import Span

_NUMBER = r"\d{1,4}(?:\.\d{1,4})*"
_JOINER = r"\s*(?:,\s*(?:and|or|et|ou|y|o)?|;|-|–|\b(?:and|or|to|et|ou|à|y|o|a)\b)\s*"  # noqa: RUF001 -- an en dash joins numbers
_REFERENCE = re.compile(
    r"\b(?:clauses?|articles?|sections?|cláusulas?|artículos?|secciones|sección|artigos?)"
    rf"\s+({_NUMBER}(?:{_JOINER}{_NUMBER})*)(?![\w%])",
    re.IGNORECASE,
)
# What follows a reference to another document: "of the Charter", "de la Convention". "Of this agreement" is at home.
_ELSEWHERE = re.compile(
    r"(?:\s*\([^()]{1,8}\))*,?\s*"
    r"(?:of|in|to|under|du|de|des|del|common\s+to)\b\s*"
    r"(?!(?:this|these|the\s+present|the\s+agreement|présent|la\s+présente|presente|este|esta|l'accord|acuerdo)\b)"
    r"(?:the|la|le|les|el|los|las|that|each|l')?\s*[\"'\u201c\u2018\u00ab]?[A-ZÀ-ÞА-Я]"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reference:
    """A clause number that the words of a clause refer to, with its place in them."""

    number: str
    clause: Clause
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The place of the number in the file."""
        return self.clause.span(self.start, self.end)


def references(clause: Clause) -> Iterator[Reference]:
    """The numbers that a clause refers to; references to other documents are left out."""
    for found in _REFERENCE.finditer(clause.text):
        if not _ELSEWHERE.match(clause.text, found.end()):
            for number in re.finditer(_NUMBER, found[1]):
                start = found.start(1) + number.start()
                yield Reference(number[0], clause, start, start + len(number[0]))


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers that the clauses of an agreement have: each with its clauses, and all that stand above one."""

    clauses: dict[str, list[Clause]]
    above: frozenset[str]

    def has(self, number: str) -> bool:
        """Say whether there is a clause of this number, or one below it (`9.1` for `9`)."""
        return number in self.clauses or number in self.above


_MADE: WeakKeyDictionary[Deal, Numbers] = WeakKeyDictionary()


def numbers_of(deal: Deal) -> Numbers:
    """The numbers of the clauses of an agreement, read once."""
    found = _MADE.get(deal)
    if found is None:
        clauses: dict[str, list[Clause]] = {}
        for clause in deal.clauses:
            if clause.number:
                clauses.setdefault(clause.number, []).append(clause)
        above = {number[:at] for number in clauses for at, char in enumerate(number) if char == "."}
        found = _MADE[deal] = Numbers(clauses, frozenset(above))
    return found
