"""T008: an annex, map or list that is named and not attached by its hash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.files import stored
from detente.diagnose.diagnostic import Remark, Severity
from detente.diagnose.rule import rule
from detente.diagnose.saying import lacking_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.course import Course
    from detente.deal.model import Annex, Deal


@rule(code="T008", severity="warning")
def annex_not_pinned(deal: Deal, course: Course) -> Iterator[Remark]:
    """An annex is named and not attached by its hash, or the file is not the one that was pinned.

    What it finds:
        An annex without `file` or without `sha256`: an error where the deal is `signed` or `in force`, else a
        warning. An annex whose file is missing, or has another sha256 than the one that stands in the deal: an error.

    Why it matters:
        "The agreed map" means whichever map a side brings. A hash in the signed text fixes which file it is.

    Example:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        annexes: {map: {file: annexes/map.pdf, sha256: not stated}}

    Instead:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        annexes:
          map:
            file: annexes/map.pdf
            sha256: "64f1922f4cda50e3af041a886c13dfe83c0ef5cce827e327addf7fec8bd99ffe"

    When to allow:
        When the annex is kept under seal by somebody whom the text names, or does not exist yet and the text says who
        makes it by when.
    """
    signed = deal.frame.status in ("signed", "in force")
    for annex in deal.annexes.values():
        lacks = [
            (what, value)
            for what, value in (("its file", annex.file), ("its sha256", annex.sha256))
            if not value
        ]
        if lacks:
            yield Remark(
                span=deal.place(annex),
                message=f"the annex `{annex.id}` is named and not attached: {lacking_all(lacks)}",
                help="write `file` and `sha256` (in quotes), or say who makes it by when",
                severity=Severity.error if signed else None,
            )
        elif isinstance(annex.file, str):
            yield from _compared(deal, annex)


def _compared(deal: Deal, annex: Annex) -> Iterator[Remark]:
    copy = stored(deal, annex)
    if copy.missing:
        yield Remark(
            span=deal.place(annex, "file"),
            message=f"the annex `{annex.id}` is not attached: {copy.missing}",
            help="put the file there, or mend its path (it counts from the deal's folder)",
            severity=Severity.error,
        )
    elif copy.sha256 and isinstance(annex.sha256, str) and copy.sha256 != annex.sha256.strip().lower():
        yield Remark(
            span=deal.place(annex, "sha256"),
            message=f"the annex `{annex.id}` is not the file that was pinned: its sha256 is {copy.sha256}",
            help="put back the file that was pinned, or, if both sides agree to the new one, write its sha256",
            severity=Severity.error,
        )
