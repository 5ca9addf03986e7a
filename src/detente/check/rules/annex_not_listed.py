"""T012: the text names an annex that the deal file does not list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.check.saying import counted
from detente.diagnose.diagnostic import Related, Remark
from detente.diagnose.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Deal
    from detente.text.source import Span

_ANNEX = re.compile(
    r"\b(Annex|Appendix|Annexe|Anexo|Schedule|annex|appendix|annexe|anexo)\s+([A-Z]{0,2}\d{1,3}|[A-Z]|[IVX]{1,5})\b"
)
# "Annex 1 to the Convention" belongs to another document.
_ELSEWHERE = re.compile(
    r"\s+(?:to|of|à|de|du|del|al)\s+(?!(?:this|the\s+present|the\s+agreement)\b)"
    r"(?:the|la|le|les|el)?\s*[A-ZÀ-Þ]"
)  # fmt: skip


@rule(code="T012", severity="warning", basis="text")
def annex_not_listed(deal: Deal, course: Course) -> Iterator[Remark]:
    """The text names an annex that the deal file does not list.

    What it finds:
        "Annex B", "Appendix 2", "Schedule 1" in the agreement's text, where no entry of `annexes` has B, 2 or 1 as
        its id or at the end of it (`annex-b`). One finding for each annex. An annex "to" another document is left
        out. On five treaty texts of 1949 to 1997 it found 6; of these, one reader judged 6 to deserve the question.

    Why it matters:
        A list or map that is named and not attached is settled by whoever brings one.

    Example:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        text: |
          1. Northland releases the persons in Annex B by day 7.

    Instead:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        annexes:
          B:
            file: annexes/b.csv
            sha256: "64f1922f4cda50e3af041a886c13dfe83c0ef5cce827e327addf7fec8bd99ffe"
        text: |
          1. Northland releases the persons in Annex B by day 7.

    When to allow:
        When the annex belongs to another document that the clause names.
    """
    listed = {label.rpartition("-")[2].casefold() for label in deal.annexes} | {
        label.casefold() for label in deal.annexes
    }
    for name, places in _named(deal).items():
        if name.rpartition(" ")[2].casefold() not in listed:
            where = f"{counted(len(places), 'time')} in the text"
            yield Remark(
                span=places[0],
                message=f"{name} is named {where} and is not listed under `annexes`",
                help="list it with its file and its sha256, or say who makes it by when",
                related=tuple(Related(f"{name} is named here too", span) for span in places[1:4]),
            )


def _named(deal: Deal) -> dict[str, list[Span]]:
    """Where each annex is named, by its name as it first stands."""
    found: dict[str, list[Span]] = {}
    first: dict[str, str] = {}
    for clause in deal.clauses:
        for match in _ANNEX.finditer(clause.text):
            if not _ELSEWHERE.match(clause.text, match.end()):
                name = first.setdefault(match[2].casefold(), f"{match[1].capitalize()} {match[2]}")
                found.setdefault(name, []).append(clause.span(match.start(), match.end()))
    return found
