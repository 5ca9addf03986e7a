"""An agreement's own words as CommonMark with numbered clauses, and as clauses with their places in the document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from detente.deal.model import Clause
from detente.deal.numbering import plain_mark
from detente.read.clauses.lines import Line, lines_of
from detente.read.clauses.parts import Part, Structure
from detente.read.document import Document
from detente.text.source import Source
from detente.text.words.blocks import without_comments

_MOST_SIGNS: Final = 6
_LOOK_AHEAD: Final = 60
_HASHES: Final = re.compile(r"#{1,6}(?=\s)|```|~~~")
_BLANK: Final = "\0"  # no text of a document has it
_BLANKS: Final = re.compile(r"[ \t]?\x00+")
_WORD: Final = re.compile(r"\w")
_SIGN: Final = re.compile(r"[().]")


def clauses_text(document: Document, structure: Structure) -> str:
    """Write the words of a document as CommonMark: headings with hashes, a paragraph for each numbered part.

    No word is changed, added or left out but those of page headers and footers, and of comments in Markdown; lines
    broken by hand are joined. What would read as a number, a heading or a comment without being one has a backslash.

    Args:
        document: the document.
        structure: its structure.

    Returns:
        The text, in which `detente.deal.clauses.clauses_of` finds the numbers of the structure as far as it can:
        all of those in articles, sections and annexes, and of paragraphs in figures elsewhere.
    """
    lines, text = lines_of(document), _shown(document, _BLANK)
    made: list[str] = []
    at = 0
    for part in structure.parts:
        at = _next_line(lines, at, part.start)
        made += _written(text, lines, at, part)
    return "\n\n".join(made) + "\n" if made else ""


def clauses_of_structure(document: Document, structure: Structure) -> tuple[Clause, ...]:
    """Give the parts of a document as clauses of a deal, with their places in its canonical text.

    Args:
        document: the document.
        structure: its structure.

    Returns:
        One clause a numbered part, with its heading, its own words, and the paragraphs without a number that follow;
        titles, headings and other words have the number "". The numbers are those of the structure.
    """
    lines, text = lines_of(document), _shown(document, " ")
    made: list[_Open] = []
    at = 0
    for part in structure.parts:
        at = _next_line(lines, at, part.start)
        if not (part.kind == "paragraph" and made and made[-1].number):
            made.append(_Open(part.number))
        for start, end, fresh in _spans(lines, at, part, with_number=False):
            made[-1].add(text, start, end, fresh=fresh)
    return tuple(one.closed(document.source) for one in made if one.number or one.lines)


def _shown(document: Document, blank: str) -> str:
    """The text, every character in its place, with the comments of a Markdown file blanked: they are no words."""
    return without_comments(document.text, blank) if document.format == "md" else document.text


class _Open:
    """A clause to which lines are still added."""

    def __init__(self, number: str) -> None:
        self.number = number
        self.lines: list[str] = []
        self.offsets: list[tuple[int, int]] = []
        self._at = 0

    def add(self, text: str, start: int, end: int, *, fresh: bool) -> None:
        if fresh and self.lines:
            self._line("", start)
        self._line(text[start:end], start)

    def _line(self, words: str, start: int) -> None:
        self.lines.append(words)
        self.offsets.append((self._at, start))
        self._at += len(words) + 1

    def closed(self, source: Source) -> Clause:
        return Clause(self.number, "\n".join(self.lines), source, tuple(self.offsets) or ((0, 0),))


def _next_line(lines: Sequence[Line], at: int, place: int) -> int:
    """The first line that ends after a place."""
    while at < len(lines) and lines[at].end <= place:
        at += 1
    return at


def _spans(
    lines: Sequence[Line], at: int, part: Part, *, with_number: bool
) -> Iterator[tuple[int, int, bool]]:
    """The lines of a part's heading and own words; whether each begins a paragraph or follows a heading."""
    ranges = [(part.start if with_number else part.body, part.own_end)]
    if part.heading is not None and not with_number:
        ranges.insert(0, (part.heading.start, part.heading.end))
    for begin, close in ranges:
        paragraph = -1
        place = at
        while place < len(lines) and lines[place].start < close:
            line = lines[place]
            start, end = max(line.start, begin), min(line.end, close)
            if start < end:
                yield start, end, paragraph != line.paragraph
                paragraph = line.paragraph
            place += 1


def _written(text: str, lines: Sequence[Line], at: int, part: Part) -> list[str]:
    """The paragraphs of a part: its headings, then its words, the first of them after its number."""
    made = _headings(text, part)
    lead = "" if made else _lead(text, part)
    begin = part.body if made or part.kind == "item" or part.own else part.start
    for number, words in enumerate(_paragraphs(text, lines, at, begin, part.own_end)):
        made.append(f"{lead} {_safe(words)}".strip() if number == 0 and lead else _escaped(words))
    return made if made or not lead else [lead]


def _headings(text: str, part: Part) -> list[str]:
    """The lines of hashes of a part: its heading with its number; two where the heading stands before the number."""
    heading = part.heading
    if heading is None:
        return [f"{_hashes(part)} {_joined(part.own)}"] if _is_keyed(part) else []
    words = _safe(_joined(text[heading.start : heading.end]))
    if not part.own:
        return [f"{_hashes(part)} {words}"]
    if _runs_in(text, part):
        return []
    if _WORD.search(text, part.start, heading.start):
        return [f"{_hashes(part)} {_joined(part.own)} {words}"]
    return [f"{_hashes(part)} {words}", f"{_hashes(part)} {_joined(part.own)}"]


def _is_keyed(part: Part) -> bool:
    return part.kind in ("article", "annex", "part") and bool(part.own)


def _runs_in(text: str, part: Part) -> bool:
    """Whether the heading of a numbered paragraph stands on the line of its words."""
    if part.heading is None or part.kind in ("annex", "part") or part.heading.end < part.start:
        return False
    between = text[part.heading.end : part.body]
    return part.body < part.own_end and "\n" not in between and "\r" not in between and part.kind != "article"


def _hashes(part: Part) -> str:
    return "#" if part.kind == "title" else "#" * min(_MOST_SIGNS, part.level + 1)


def _lead(text: str, part: Part) -> str:
    """What stands before the words of a part: its number or bullet, and a heading that runs into them."""
    if part.kind == "item" and not part.own:
        return "-"
    if part.heading is not None and part.own:
        return f"{_joined(part.own)} {_safe(_joined(text[part.heading.start : part.body]))}"
    return _joined(part.own)


def _paragraphs(text: str, lines: Sequence[Line], at: int, begin: int, close: int) -> Iterator[str]:
    """The paragraphs between two places, the lines of each joined; rows of a table stay lines."""
    joined, paragraph = "", -1
    while at < len(lines) and lines[at].start < close:
        line = lines[at]
        words = text[max(line.start, begin) : min(line.end, close)] if line.end > begin else ""
        words = _BLANKS.sub("", words).strip()
        if line.paragraph != paragraph and joined:
            yield joined
            joined = ""
        if words:
            joined += ("\n" if words.startswith("|") else " ") * bool(joined) + words
            paragraph = line.paragraph
        at += 1
    if joined:
        yield joined


def _joined(words: str) -> str:
    return " ".join(_BLANKS.sub("", words).split())


def _safe(words: str) -> str:
    """Words in which nothing begins a comment of HTML."""
    return words.replace("<!--", "<\\!--")


def _escaped(words: str) -> str:
    """A paragraph at whose head nothing reads as a heading, a fence or a number."""
    words = _safe(words)
    if _HASHES.match(words):
        return f"\\{words}"
    mark = plain_mark(words, 0, min(len(words), _LOOK_AHEAD))
    if mark is None or mark.own > 0:
        return words
    sign = _SIGN.search(words, 0, mark.own_end)
    return words if sign is None else f"{words[: sign.start()]}\\{words[sign.start() :]}"
