"""Tidy the form of a YAML file, and never what it says.

Outside words that run over several lines: no blanks at the ends of lines, at most one blank line in a row, one line
end at the end of the file. Comments, indentation and the style of the words stay as they are.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from detente.errors import CannotWrite
from detente.text.edit import Edit, Patch
from detente.text.nodes import Document, Path, parse
from detente.text.source import Source, Span

_LINE_END = re.compile(r"\r\n|\r|\n")
_WORDS = re.compile(r"[^ \t\r\n]")
_BLANKS = " \t"


def tidy(source: Source, *, newlines: bool = False) -> Patch:
    """Find what to change in the form of a file.

    Args:
        source: the text of a deal, positions or values file.
        newlines: also end every line in LF alone; otherwise line ends stay as they are.

    Returns:
        The changes; none where the file is tidy. Made again on the result, there are none.

    Raises:
        CannotWrite: the file is not understood, or would not be read as the same values afterwards.
    """
    document = parse(source)
    if document.problems:
        first = document.problems[0]
        line, column = first.span.line, first.span.column
        raise CannotWrite(
            f"The file is left as it is, because it is not understood: {first.message}",
            help=first.help,
            file=source.name,
            line=line,
            column=column,
        )
    patch = Patch(source, tuple(_edits(source.text, _Kept.of(document), newlines)))
    _prove(document, patch)
    return patch


def _prove(document: Document, patch: Patch) -> None:
    """Read the new text: the same values in the same order, and the same characters but for blanks."""
    new = patch.apply()
    again = parse(Source(document.source.name, new))
    same_words = "".join(new.split()) == "".join(document.source.text.split())
    # The printed form tells 1 from 1.0 and from True, and shows the order of keys.
    if again.problems or not same_words or repr(again.value) != repr(document.value):
        raise CannotWrite(
            "The file is left as it is, because tidying would change what it says.",
            help="please report this file",
            file=document.source.name,
        )


@dataclass(frozen=True, slots=True)
class _Kept:
    """The parts of a text that stay as they are: starts and ends, in order, not overlapping."""

    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, document: Document) -> _Kept:
        found = sorted(set(_kept(document, document.value, ())))
        return cls([start for start, _ in found], [end for _, end in found])

    def touches(self, start: int, end: int) -> bool:
        """Whether a change of the characters from start to end reaches into a part that stays."""
        place = bisect_left(self.starts, end) - 1  # the last part that begins before the end
        return place >= 0 and self.ends[place] > start


def _kept(document: Document, value: Any, path: Path) -> Iterator[tuple[int, int]]:
    """Words that run over several lines: their line ends and blanks may be part of what they say."""
    key = document.key_span(path)
    if path and isinstance(path[-1], str) and _LINE_END.search(key.text):
        yield key.start, key.end
    if isinstance(value, dict | list):
        for step in value if isinstance(value, dict) else range(len(value)):
            yield from _kept(document, value[step], (*path, step))
    elif isinstance(value, str):
        span = document.span(path)
        if span.text.startswith(("|", ">")):
            yield _block(span)
        elif _LINE_END.search(span.text):
            yield span.start, span.end


def _block(span: Span) -> tuple[int, int]:
    """From the end of the line that opens a block to the last line that can be part of its words."""
    text = span.source.text
    first = _line_end(text, span.start)
    header = text[span.start : first].partition("#")[0]
    if span.end <= first:  # no words: the blank lines below set how far in they would stand
        return first, _past_blanks(text, first)
    last = _line_end(text, span.end)
    if "+" in header or not _is_loose(text, last, _indent(text, first, header)):
        last = _past_blanks(text, last)
    # At the end of the file, a line end would become part of the words, unless `-` leaves it out.
    return first, last + (last == len(text) and "-" not in header and text[last - 1] not in "\r\n")


def _indent(text: str, start: int, header: str) -> int:
    """How far the words of a block stand in; 0 where the number is given or cannot be told."""
    if any(char.isdigit() for char in header):
        return 0
    words = _WORDS.search(text, start)
    margin = text[_past_blanks(text, start) : words.start()] if words else ""
    return len(margin) - len(margin.lstrip(" "))


def _is_loose(text: str, at: int, indent: int) -> bool:
    """Whether the blank lines below a block are empty to YAML: no tabs, and no further in than its words."""
    blank = text[at : _past_blanks(text, at)]
    return all(len(line) <= indent and not line.strip(" ") for line in _LINE_END.split(blank))


def _line_end(text: str, at: int) -> int:
    found = _LINE_END.search(text, at)
    return found.start() if found else len(text)


def _past_blanks(text: str, at: int) -> int:
    """The start of the next line with words, or the end of the text."""
    found = _WORDS.search(text, at)
    if found is None:
        return len(text)
    return max(text.rfind("\n", at, found.start()), text.rfind("\r", at, found.start())) + 1


def _edits(text: str, kept: _Kept, newlines: bool) -> Iterator[Edit]:
    last_words = len(text.rstrip(" \t\r\n"))
    blank_before = False
    start = 0
    for found in re.finditer(r"\r\n|\r|\n|\Z", text):
        end, after = found.span()
        words = start + len(text[start:end].rstrip(_BLANKS))
        is_blank = words == start and not kept.touches(start, after)
        if is_blank and (blank_before or start > last_words):
            if after > start:
                yield Edit(start, after, "")
        else:
            yield from _line(text, kept, (start, words, end, after), newlines)
        blank_before = is_blank
        start = after


def _line(text: str, kept: _Kept, ends: tuple[int, int, int, int], newlines: bool) -> Iterator[Edit]:
    start, words, end, after = ends
    if words < end and not kept.touches(words, end):
        yield Edit(words, end, "")
    if after == end:
        if words > start and not kept.touches(end, end):
            yield Edit(end, end, "\n" if newlines else _newline(text))
    elif newlines and text[end:after] != "\n":
        yield Edit(end, after, "\n")


def _newline(text: str) -> str:
    found = _LINE_END.search(text)
    return found[0] if found else "\n"
