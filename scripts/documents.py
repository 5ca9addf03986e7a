"""Write the Word and PDF files of the example documents: ``python scripts/documents.py``.

Their words stand in ``scripts/documents``, and the same words give the same bytes. With ``--check`` nothing is written,
and the exit status is 1 if a file is not what this makes of it.
"""

from __future__ import annotations

import argparse
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from word_file import word_file

ROOT: Final = Path(__file__).parent.parent
WORDS: Final = ROOT / "scripts" / "documents"
MADE: Final = ROOT / "examples" / "documents"
TITLE: Final = "Agreement on a Pause, an Exchange and the Harbour"
DRAFTS: Final = {"harbour-draft-7": "2031-03-04T10:00:00Z", "harbour-draft-8": "2031-03-11T09:30:00Z"}
_WIDE: Final = 84  # characters of a line of the letter, in Helvetica of 11 points
_LEFT, _TOP, _SIZE, _STEP, _BETWEEN = 72, 770, 11, 15, 8


def main() -> int:
    """Write the files, or compare them; the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--check", action="store_true", help="only compare, and fail if one is out of date")
    given = parser.parse_args()
    stale = [(name, data) for name, data in all_files() if not _is(MADE / name, data)]
    for name, data in stale:
        sys.stdout.write(f"{'out of date' if given.check else 'written'}: examples/documents/{name}\n")
        if not given.check:
            MADE.mkdir(parents=True, exist_ok=True)
            (MADE / name).write_bytes(data)
    return 1 if stale and given.check else 0


def _is(path: Path, data: bytes) -> bool:
    return path.exists() and path.read_bytes() == data


def all_files() -> Iterator[tuple[str, bytes]]:
    """Each file that is made: its name and its bytes."""
    for name, date in DRAFTS.items():
        words = (WORDS / f"{name}.txt").read_text(encoding="utf-8")
        yield (
            f"{name}.docx",
            word_file(words, title=TITLE, date=date, creator="Lakeland, secretariat of the talks"),
        )
    yield "harbour-letter.pdf", pdf_of((WORDS / "harbour-letter.txt").read_text(encoding="utf-8"))


def pdf_of(text: str) -> bytes:
    """A page of A4 with these paragraphs, set in Helvetica; lines of a paragraph that end early stay lines."""
    drawn = "".join(_shown(at, line) for at, line in _lines(text)).encode("cp1252")
    font = "/Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        f"<< {font} >>".encode(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
        b"/Contents 5 0 R >>",
        f"<< /Length {len(drawn)} >>\nstream\n".encode() + drawn + b"\nendstream",
        b"<< /Title (Letter of the Coast Republic) /CreationDate (D:20310303120000Z) >>",
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def _lines(text: str) -> Iterator[tuple[float, str]]:
    """Each line with the height of its base line."""
    at: float = _TOP
    for paragraph in text.strip().split("\n\n"):
        for written in paragraph.splitlines():
            for line in textwrap.wrap(written, _WIDE):
                yield at, line
                at -= _STEP
        at -= _BETWEEN


def _shown(at: float, line: str) -> str:
    escaped = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /F1 {_SIZE} Tf 1 0 0 1 {_LEFT} {at:g} Tm ({escaped}) Tj ET\n"


if __name__ == "__main__":
    sys.exit(main())
