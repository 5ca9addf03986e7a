"""Make long documents for the benchmarks: ``python benchmarks/long_documents.py agreement docx 1000 FILE``.

An invented agreement in numbered articles, or an invented report of talks, between invented parties; a page is 3,000
characters. The same words as plain text, Word file, web page or PDF, written with nothing but the standard library.
"""

from __future__ import annotations

import sys
import textwrap
import zipfile
from collections.abc import Callable, Iterator
from html import escape
from itertools import count
from pathlib import Path
from typing import Final

PAGE: Final = 3_000
PARTIES: Final = ("Northland", "Southland")
BODIES: Final = ("the Joint Mission", "the Harbour Authority", "the Coordination Committee", "the Depositary")
THINGS: Final = (
    "the eastern crossing",
    "the fuel depots",
    "the river barges",
    "the listed vehicles",
    "the archives",
)
PLACES: Final = ("Eastmere", "Westmere", "Lowbridge", "Highbridge", "Oldport", "Newport", "Saltley")
SPEAKERS: Final = (
    *(
        "The Foreign Ministry of Northland",
        "Southland's chief negotiator, Ann Alder,",
        "The Harbour Authority",
    ),
    *("Governor Tom Birch of Oldport", "A spokesman for Southland", "Minister Ida Rowan"),
)

Paragraph = tuple[str, str]  # "heading" or "paragraph", and the words


def paragraphs(kind: str, pages: int) -> list[Paragraph]:
    """As many paragraphs as fill so many pages."""
    made: list[Paragraph] = []
    size = 0
    for paragraph in KINDS[kind]():
        if size >= pages * PAGE:
            return made
        made.append(paragraph)
        size += len(paragraph[1]) + 2
    return made


def agreement() -> Iterator[Paragraph]:
    """Articles without end, each with a lead and items."""
    yield "heading", "Agreement between Northland and Southland on Crossings and Depots"
    yield "paragraph", 'Northland and Southland (hereinafter "the Parties") have agreed as follows:'
    for n in count(1):
        one, other = PARTIES[n % 2], PARTIES[(n + 1) % 2]
        body, thing, place = BODIES[n % 4], THINGS[n % 5], PLACES[n % 7]
        yield "heading", f"Article {n}. On {thing} at {place}"
        yield (
            "paragraph",
            f"1. {one} shall hand over {thing} at {place} to {other} not later than {5 + n % 50} days after "
            f"the entry into force of this Agreement, unless {body} decides otherwise by a vote of its members.",
        )
        yield (
            "paragraph",
            f"2. Within {2 + n % 28} days of the notice referred to in Article {max(1, n - 1)}, paragraph 1, "
            f"{other} shall pay {n % 90 + 10},000 crowns to {one}; the payment shall be verified by {body}.",
        )
        yield "paragraph", f"3. Neither Party shall place arms within {1 + n % 9} kilometres of {place}."
        yield "paragraph", f"4. Upon request of {body}, {one} shall:"
        yield "paragraph", f"(a) grant access to {thing} within {12 + n % 60} hours;"
        yield "paragraph", f"(b) hand over the list of persons who worked at {place} as soon as possible; and"
        yield "paragraph", f"(c) report to {other} once every {2 + n % 6} months, where appropriate."
        yield (
            "paragraph",
            f'5. For the purposes of this Article, "depot number {n}" means any place at {place} that is used to keep '
            f"goods, and {body} may inspect it at any time. Disputes shall be settled by {body}, which will "
            "give its decision in writing, and the Parties agree to carry it out without delay.",
        )


def report() -> Iterator[Paragraph]:
    """News of talks without end, with direct and indirect speech and words of the writer."""
    yield "heading", "Talks on crossings and depots continue"
    for n in count(1):
        one, other = SPEAKERS[n % 6], SPEAKERS[(n + 2) % 6]
        thing, place = THINGS[n % 5], PLACES[n % 7]
        yield (
            "paragraph",
            f"{one} said on day {n} that {thing} at {place} would not be handed over before the {n % 28 + 2} "
            "prisoners had come home, but the talks went on all the same.",
        )
        yield (
            "paragraph",
            f"“We have kept our word in {place},” said Ann Alder. “Nobody else has. We demand {n % 40 + 3} days.”",
        )
        yield (
            "paragraph",
            f"{other} rejected the claim and called for a return of the observers. According to the Harbour "
            f"Wire, lorries number {n} to {n + 7} waited at the gate of {place} for most of the afternoon, "
            f"in the rain.",
        )
        yield (
            "paragraph",
            f"The road to {place} was open on {n % 20 + 3} of the last {n % 20 + 9} days. Shops kept their "
            "usual hours, and fishermen went out before dawn. The next round begins in spring.",
        )
        yield (
            "paragraph",
            f"{one} added that it was ready to accept {n % 12 + 2} stages if {other.removesuffix(',')} agreed "
            "to the date. Asked about guarantees, officials declined to comment, saying only that "
            "“everything is on the table”.",
        )


KINDS: Final[dict[str, Callable[[], Iterator[Paragraph]]]] = {"agreement": agreement, "report": report}


# --- formats ---


def as_text(made: list[Paragraph]) -> bytes:
    """Paragraphs between empty lines."""
    return "\n\n".join(words for _, words in made).encode() + b"\n"


def as_page(made: list[Paragraph]) -> bytes:
    """A web page with one article."""
    tags = {"heading": "h2", "paragraph": "p"}
    body = "\n".join(f"<{tags[kind]}>{escape(words)}</{tags[kind]}>" for kind, words in made)
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>A long document</title></head>\n'
        f"<body><article>\n{body}\n</article></body></html>\n"
    ).encode()


_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATION: Final = "http://schemas.openxmlformats.org/package/2006"
_PARTS: Final = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_RELATION}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_RELATION}/relationships"><Relationship Id="rId1" Target="word/document.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
    ),
}


def write_word(made: list[Paragraph], path: Path) -> None:
    """A Word file with one run a paragraph."""
    body = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(words, quote=False)}</w:t></w:r></w:p>'
        for _, words in made
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, words in _PARTS.items():
            package.writestr(name, head + words)
        package.writestr(
            "word/document.xml", f'{head}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
        )


_WIDTH, _LEFT, _TOP, _SIZE, _STEP = 100, 60, 750, 9, 12


def as_pdf(made: list[Paragraph]) -> bytes:
    """A PDF in Helvetica, a page of 3,000 characters or a little more each."""
    pages = list(_pages(made))
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for at, lines in enumerate(pages):
        drawn = b"".join(_drawn(row, line) for row, line in enumerate(lines) if line)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {5 + 2 * at} 0 R >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
    return _file(objects)


def _pages(made: list[Paragraph]) -> Iterator[list[str]]:
    page: list[str] = []
    size = 0
    for _, words in made:
        lines = textwrap.wrap(words, _WIDTH)
        if size + len(words) > PAGE and page:
            yield page
            page, size = [], 0
        page += [*lines, ""]
        size += len(words) + 2
    if page:
        yield page


def _drawn(row: int, line: str) -> bytes:
    words = line.encode("cp1252")
    for mark in (b"\\", b"(", b")"):
        words = words.replace(mark, b"\\" + mark)
    return b"BT /F1 %d Tf %d %d Td (%s) Tj ET\n" % (_SIZE, _LEFT, _TOP - _STEP * row, words)


def _file(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, held in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, held)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)


def write(kind: str, form: str, pages: int, path: Path) -> None:
    """Write one document: an `agreement` or a `report`, as `txt`, `docx`, `html` or `pdf`."""
    made = paragraphs(kind, pages)
    if form == "docx":
        write_word(made, path)
    else:
        path.write_bytes({"txt": as_text, "html": as_page, "pdf": as_pdf}[form](made))


if __name__ == "__main__":
    write(sys.argv[1], sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]))
