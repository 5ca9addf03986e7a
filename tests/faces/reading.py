"""What the tests of `detente read` share: documents about invented parties, and the command as a user meets it."""

from __future__ import annotations

import gc
import io
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import docx
import pytest

from detente.faces.cli import main
from tests.read.intake import paper

CLAUSES = (
    "Agreement on the Ferry",
    'This Agreement is made between the Republic of Northland ("Northland") and the Council of Southland '
    '("Southland"), with the Joint Mission as verifier.',
    "1. Northland shall release 33 captives to the Joint Mission within 14 days after signature.",
    "2. Southland shall not enter the Ferry House before 1 May 2031.",
    "3. The Joint Mission shall watch the ferry and shall report to both Parties as soon as possible.",
    "4. Southland may inspect a ship under clause 9.",
)
DRAFT = "\n\n".join(CLAUSES) + "\n"
NEWS = (
    "Talks on the ferry go on",
    "Northland demanded that the toll be lifted at once. Southland rejected this on Monday.",
    '"We will not lift the toll before the captives are home," said Per Lind, the head of Southland\'s delegation.',
    "A Northland official said that the talks might end on Friday.",
)
REPORT = "\n\n".join(NEWS) + "\n"


@dataclass(frozen=True, slots=True)
class Done:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str


def detente(*args: str | Path, typed: str = "", terminal: bool = False) -> Done:
    """Run a command in this process, from the arguments to the exit status."""
    out, err = io.StringIO(), io.StringIO()
    if terminal:
        out.isatty = err.isatty = lambda: True  # type: ignore[method-assign]
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setattr("sys.argv", ["detente", *map(str, args)])
        patch.setattr("sys.stdin", io.StringIO(typed))
        patch.setenv("COLUMNS", "100")
        try:
            main()
        except SystemExit as stopped:
            status = stopped.code
        finally:
            gc.enable()  # a command turns it off, since it ends soon
    assert isinstance(status, int)
    return Done(status, out.getvalue(), err.getvalue())


def word_file(path: Path, paragraphs: tuple[str, ...] = CLAUSES) -> Path:
    """A Word file with a paragraph each."""
    made = docx.Document()
    for words in paragraphs:
        made.add_paragraph(words)
    made.save(str(path))
    return path


def pdf_file(path: Path, paragraphs: tuple[str, ...] = CLAUSES) -> Path:
    """A PDF with a page of short lines."""
    lines = [line for words in paragraphs for line in [*_lines(words), ""]]
    path.write_bytes(paper.pdf([paper.column(lines)]))
    return path


def _lines(words: str) -> list[str]:
    lines = [""]
    for word in words.split():
        if len(lines[-1]) + len(word) > 70:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def page_file(path: Path, paragraphs: tuple[str, ...] = NEWS) -> Path:
    """A web page with an article."""
    body = "".join(f"<p>{words}</p>" for words in paragraphs[1:])
    path.write_text(
        f"<html><head><title>{paragraphs[0]}</title></head><body><article><h1>{paragraphs[0]}</h1>{body}</article>",
        encoding="utf-8",
    )
    return path


def written(path: Path, text: str) -> Path:
    """A text file."""
    path.write_text(text, encoding="utf-8")
    return path


def swapped(text: str) -> str:
    """The text with the names of the two parties exchanged, in any case of letters."""
    for one, two in (("Northland", "Southland"), ("northland", "southland")):
        text = text.replace(one, "\0").replace(two, one).replace("\0", two)
    return text
