"""Plain text and Markdown to a document: the canonical text is the text of the file, character for character."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, Literal

from detente.read.document import Document, InFile, Limits
from detente.read.intake.bounds import refuse_long, too_many, wordless
from detente.read.intake.canon import Canon
from detente.read.intake.letters import Letters, letters_of
from detente.read.intake.lines import Lines, blocks_of

_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_MOST_LINES: Final = 1_000_000
_FRONT: Final = (
    "The keys between rulers at the head of the file (front matter) were not read as words of the text."
)


def read(data: bytes, name: str, limits: Limits, *, kind: Literal["md", "txt"]) -> Document:
    """Read a text file.

    Blocks are paragraphs, items and (in Markdown) headings and cells, without bullets and hashes, with the numbers
    that the writer gave them. Pieces are lines with their line ends, empty lines with the line before them.

    Args:
        data: the whole file.
        name: as shown to the user.
        limits: how much is taken on.
        kind: plain text or Markdown; the same characters either way.

    Raises:
        CannotRead: the bytes are no text of a known table, or too many, or without a word.
    """
    letters = letters_of(data, name)
    text = letters.text
    refuse_long(name, len(text), limits)
    canon = Canon()
    lines: Lines = []
    for match in _LINE.finditer(text):
        if match.group():
            lines.append((match.start(), match.end()))
        if len(lines) > _MOST_LINES:
            raise too_many(name, "lines", _MOST_LINES)
    for held, place in _pieces(letters, lines):
        canon.add(held, place)
    canon.blocks.extend(blocks_of(text, lines, markdown=kind == "md"))
    if not canon.blocks:
        raise wordless(name)
    heads = (text[one.start : one.end] for one in canon.blocks if (one.kind, one.level) == ("heading", 1))
    made_by = f"detente text 1, {letters.codec}"
    notes = (*letters.notes, _FRONT) if any(one.kind == "header" for one in canon.blocks) else letters.notes
    return canon.document(data, name, kind, made_by, notes=notes, title=next(heads, ""))


def words_at(data: bytes, place: InFile) -> str:
    """Read the words at a place from the file anew.

    Raises:
        CannotRead: the bytes are no text.
        ValueError: the file has no such place.
    """
    if not 0 <= place.start <= place.end <= len(data):
        raise ValueError(f"the file has {len(data)} bytes, and no place {place.start} to {place.end}")
    return data[place.start : place.end].decode(letters_of(data, "the file").codec)


def _pieces(letters: Letters, lines: Lines) -> Iterator[tuple[str, InFile]]:
    """Yield each line with its end, and with the empty lines after it, and where its bytes are."""
    size = _size(letters.codec)
    at, held, first = letters.mark, 0, 1
    for number, (start, end) in enumerate(lines, 1):
        if start > held and not letters.text[start:end].isspace():
            words = letters.text[held:start]
            yield words, InFile(at, at + size(words), first)
            at, held, first = at + size(words), start, number
    words = letters.text[held:]
    if words:
        yield words, InFile(at, at + size(words), first)


def _size(codec: str) -> Callable[[str], int]:
    if codec == "utf-8":
        return lambda held: len(held) if held.isascii() else len(held.encode())
    return lambda held: len(held.encode(codec))
