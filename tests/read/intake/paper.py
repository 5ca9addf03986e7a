"""PDF files written by hand, byte for byte, for the tests that read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

Placed: TypeAlias = tuple[float, float, float, str]
"""Left, base line and size in points, and the words."""

HELVETICA = "/Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding"


def pdf(
    pages: Sequence[Iterable[Placed]],
    *,
    turned: int = 0,
    catalog: str = "",
    trailer: str = "",
    page: str = "",
    paint: str = "",
    font: str = "",
    more: Sequence[str] = (),
) -> bytes:
    """Write a PDF with words at places of its pages.

    Args:
        pages: the words of each page.
        turned: by how many degrees each page is shown turned.
        catalog: more entries of the catalog.
        trailer: more entries of the trailer.
        page: more entries of each page.
        font: more entries of the font.
        paint: operators put before the words of each page.
        more: further objects; the first has the number 4 + 2 * pages.
    """
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects: list[bytes] = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        f"<< {HELVETICA} {font} >>".encode(),
    ]
    for at, placed in enumerate(pages):
        drawn = (paint + "".join(_shown(*words) for words in placed)).encode("cp1252")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Rotate {turned} {page} "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * at} 0 R >>".encode()
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n".encode() + drawn + b"\nendstream")
    objects += [one.encode() for one in more]
    return _file(objects, trailer)


def column(
    lines: Sequence[str], *, left: float = 72, top: float = 700, size: float = 12, step: float = 14
) -> list[Placed]:
    """Set lines one below the other; an empty one leaves a gap."""
    return [(left, top - step * at, size, line) for at, line in enumerate(lines) if line]


def _shown(left: float, base: float, size: float, words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /F1 {size} Tf 1 0 0 1 {left} {base} Tm ({escaped}) Tj ET\n"


def _file(objects: Sequence[bytes], trailer: str) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += (
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    )
    return bytes(out)
