"""S002: a quote that its stored source does not have, or a stored source that was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.entries import entries, name_of
from detente.check.files import Stored, stored, stored_original
from detente.check.saying import cited, flat, quoted, ticked
from detente.deal.model import Citation, Original
from detente.diagnose.diagnostic import Fix, Remark, Severity
from detente.diagnose.rule import rule
from detente.text.edit import Edit, Patch

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from detente.deal.course import Course
    from detente.deal.model import Deal, Noun, Publication


@rule(code="S002", severity="error")
def quote_not_in_source(deal: Deal, course: Course) -> Iterator[Remark]:
    """A quote does not stand in its stored source, or the stored source is not the one that was pinned.

    What it finds:
        A `quote` that none of the plain-text documents named by `in` holds, word for word (spaces, curly quotes,
        dashes and soft hyphens aside); a quote that does not stand at the offset `at`; a stored copy, or the stored
        `original` that it was taken from, whose sha256 is not the one given, or that is not there. A source without
        a stored copy, and one that is no plain text (.txt, .md), is not searched.

    Why it matters:
        A quote that was changed by a word puts the new word in somebody's mouth.

    Example:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        sources: {wire-0301: {publisher: Harbour Wire, text: "Southland said the war should end soon."}}
        positions:
          south:
            claims: [{says: the war has to end, source: {in: wire-0301, quote: the war must end}}]

    Instead:
        detente: 1
        kind: other
        parties: {north: Northland, south: Southland}
        sources: {wire-0301: {publisher: Harbour Wire, text: "Southland said the war should end soon."}}
        positions:
          south:
            claims: [{says: the war has to end, source: {in: wire-0301, quote: the war should end}}]

    When to allow:
        When the quote is a translation: then say so in `says`, and quote the words of the original.
    """
    copies = {label: stored(deal, publication) for label, publication in deal.sources.items()}
    for label, publication in deal.sources.items():
        yield from _changed(deal, publication, copies[label])
    texts = {label: flat(copy.text) for label, copy in copies.items() if copy.text is not None}
    for entry in entries(deal):
        source = getattr(entry, "source", None)
        if isinstance(source, Citation) and isinstance(source.quote, str):
            yield from _quote(deal, entry, source, copies, texts)


def _changed(deal: Deal, publication: Publication, copy: Stored) -> Iterator[Remark]:
    yield from _compared(deal, publication, (), copy, publication.sha256)
    original = publication.original
    if isinstance(original, Original):
        found = stored_original(deal, publication)
        yield from _compared(deal, publication, ("original",), found, original.sha256)


def _compared(
    deal: Deal, publication: Publication, keys: tuple[str, ...], copy: Stored, pinned: object
) -> Iterator[Remark]:
    """A stored copy beside its sha256; `keys` leads to the copy within the source."""
    what = "original" if keys else "copy"
    if copy.missing:
        named = f"the original of `{publication.id}`" if keys else f"the source `{publication.id}`"
        yield Remark(
            span=deal.place(publication, *keys, "file"),
            message=f"{named} cannot be looked at: {copy.missing}",
            help="put the file there, or mend its path (it counts from the folder of this file)",
            severity=Severity.warning,
        )
    elif copy.sha256 and isinstance(pinned, str) and copy.sha256 != pinned.strip().lower():
        yield Remark(
            span=deal.place(publication, *keys, "sha256"),
            message=f"the stored {what} of `{publication.id}` is not the one that was pinned: sha256 {copy.sha256}",
            help=f"put back the {what} that was pinned, or look at every quote from it again and write the new sha256",
        )


def _quote(
    deal: Deal, entry: Noun, source: Citation, copies: Mapping[str, Stored], texts: Mapping[str, str]
) -> Iterator[Remark]:
    labels = [label for label in cited(entry) if label in copies]
    searched = [label for label in labels if label in texts]
    # A document that cannot be searched may be the one that holds the quote.
    if not labels or len(searched) < len(labels) or not isinstance(source.quote, str):
        return
    plain = flat(source.quote)
    # Exactly as well: a quote may end within what composes to one letter.
    holding = [
        label for label in searched if plain in texts[label] or source.quote in (copies[label].text or "")
    ]
    if not holding:
        yield Remark(
            span=deal.place(entry, "source", "quote"),
            message=f"{name_of(entry)} quotes {quoted(source.quote)}, which does not stand in {ticked(searched)}",
            help="copy the words from the document, or name the document that has them",
        )
    elif isinstance(source.at, int) and len(holding) == 1:
        yield from _offset(deal, entry, source, holding[0], copies[holding[0]].text or "")


def _offset(deal: Deal, entry: Noun, source: Citation, label: str, text: str) -> Iterator[Remark]:
    quote, at = str(source.quote), source.at
    if not isinstance(at, int) or text.startswith(quote, at) or quote not in text:
        return
    found = text.find(quote)
    span = deal.place(entry, "source", "at")
    again = text.find(quote, found + 1) >= 0
    patch = Patch(span.source, (Edit(span.start, span.end, str(found)),))
    yield Remark(
        span=span,
        message=f"{name_of(entry)} quotes `{label}` at {at}, and the words stand at {found}",
        help=f"write `at: {found}`"
        if not again
        else "the words stand there more than once: write which place is meant",
        severity=Severity.warning,
        fix=None if again else Fix(f"write `at: {found}`", patch, safe=True),
    )
