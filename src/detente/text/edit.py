"""Change a text by span. What no edit names stays as it is, byte for byte."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from detente.errors import EditsOverlap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.text.source import Source


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `new` in place of the characters from `start` to `end`, not included (code points)."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Patch:
    """Edits of one source, sorted by place. Insertions at the same place keep the order they were given in.

    Raises:
        EditsOverlap: two edits touch the same characters.
        ValueError: an edit lies outside the text.
    """

    source: Source
    edits: tuple[Edit, ...]

    def __post_init__(self) -> None:
        edits = tuple(sorted(self.edits, key=lambda edit: (edit.start, edit.end)))
        for edit in edits:
            self.source.span(edit.start, edit.end)  # refuses what is outside the text
        for first, second in pairwise(edits):
            if second.start < first.end:
                raise _overlap(self.source, first, second)
        object.__setattr__(self, "edits", edits)

    def apply(self) -> str:
        """Return the text with every edit made."""
        parts = []
        at = 0
        for edit in self.edits:
            parts += [self.source.text[at : edit.start], edit.new]
            at = edit.end
        return "".join([*parts, self.source.text[at:]])

    def to_bytes(self) -> bytes:
        """Return the patched text as bytes: UTF-8, with the byte order mark that the file had."""
        return self.source.encode(self.apply())

    def diff(self, context: int = 3) -> str:
        """Return the change as a unified diff for ``patch`` or ``git apply``; empty if nothing changes.

        Args:
            context: the number of unchanged lines to show before and after each change.
        """
        old = _lines(self.source.text)
        hunks = list(_hunks(list(_changes(self)), len(old), context))
        if not hunks:
            return ""
        out = [f"--- a/{self.source.name}\n", f"+++ b/{self.source.name}\n"]
        shift = 0
        for hunk in hunks:
            shift += _write_hunk(out, hunk, old, context, shift)
        return "".join(out)


def merge(patches: Iterable[Patch]) -> Patch:
    """Make one patch of several of the same source; a replacement that several make alike is made once.

    Raises:
        EditsOverlap: two of them touch the same characters in different ways.
        ValueError: there is no patch, or they are not of the same text.
    """
    given = list(patches)
    if not given:
        raise ValueError("there is no patch to merge")
    source = given[0].source
    edits: list[Edit] = []
    replaced: set[Edit] = set()
    for patch in given:
        if patch.source is not source and patch.source.text != source.text:
            raise ValueError(f"the patches are of two texts: {source.name} and {patch.source.name}")
        for edit in patch.edits:
            if edit not in replaced:
                edits.append(edit)
            if edit.start < edit.end:
                replaced.add(edit)
    return Patch(source, tuple(edits))


def _overlap(source: Source, first: Edit, second: Edit) -> EditsOverlap:
    line, column = source.position(second.start)
    other = source.position(first.start)
    return EditsOverlap(
        f"Two changes touch the same characters: one begins at line {other[0]}, column {other[1]}, "
        f"the other at line {line}, column {column}.",
        help="Make one of them, read the file again, then make the other.",
        file=source.name,
        line=line,
        column=column,
    )


@dataclass(frozen=True, slots=True)
class _Change:
    """Lines `first` to `last` (not included, from 0) of the old text, and the lines in their place."""

    first: int
    last: int
    new: list[str]


def _lines(text: str) -> list[str]:
    """Split at line feeds alone, which is what ``patch`` does."""
    lines = text.split("\n")
    return [line + "\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def _changes(patch: Patch) -> Iterator[_Change]:
    """Yield what changes as whole lines; edits that share a line make one change."""
    text = patch.source.text
    group: list[Edit] = []
    start = end = line = counted = 0
    for edit in patch.edits:
        if group and edit.start >= end:
            yield from _change(text, group, start, end, line)
            group = []
        if not group:
            start = text.rfind("\n", 0, edit.start) + 1
            line += text.count("\n", counted, start)
            counted = start
        group.append(edit)
        # An edit that ends just before a line also owns that line: its first words may move up.
        found = text.find("\n", edit.end)
        end = len(text) + 1 if found < 0 else found + 1
    if group:
        yield from _change(text, group, start, end, line)


def _change(text: str, group: list[Edit], start: int, end: int, line: int) -> Iterator[_Change]:
    parts, at = [], start
    for edit in group:
        parts += [text[at : edit.start], edit.new]
        at = edit.end
    old, new = _lines(text[start:end]), _lines("".join([*parts, text[at:end]]))
    before = _common(old, new)
    after = _common(old[before:][::-1], new[before:][::-1])
    first, last = before, len(old) - after
    if first < last or before < len(new) - after:
        yield _Change(line + first, line + last, new[before : len(new) - after])


def _common(one: list[str], two: list[str]) -> int:
    count = 0
    for left, right in zip(one, two, strict=False):
        if left != right:
            break
        count += 1
    return count


def _hunks(changes: list[_Change], lines: int, context: int) -> Iterator[list[_Change]]:
    """Group changes whose context would touch."""
    hunk: list[_Change] = []
    for change in changes:
        if hunk and change.first - hunk[-1].last > 2 * context:
            yield hunk
            hunk = []
        hunk.append(change)
    if hunk:
        yield hunk


def _write_hunk(out: list[str], hunk: list[_Change], old: list[str], context: int, shift: int) -> int:
    """Write one hunk and return by how many lines the text grows in it."""
    start = max(hunk[0].first - context, 0)
    end = min(hunk[-1].last + context, len(old))
    growth = sum(len(change.new) - (change.last - change.first) for change in hunk)
    head = f"@@ -{_range(start, end - start)} +{_range(start + shift, end - start + growth)} @@\n"
    out.append(head)
    at = start
    for change in hunk:
        out += [_marked(" ", line) for line in old[at : change.first]]
        out += [_marked("-", line) for line in old[change.first : change.last]]
        out += [_marked("+", line) for line in change.new]
        at = change.last
    out += [_marked(" ", line) for line in old[at:end]]
    return growth


def _marked(sign: str, line: str) -> str:
    return f"{sign}{line}" if line.endswith("\n") else f"{sign}{line}\n\\ No newline at end of file\n"


def _range(start: int, length: int) -> str:
    # The format counts lines from 1, leaves out a length of one, and names the line before an empty range.
    if length == 1:
        return str(start + 1)
    return f"{start + 1 if length else start},{length}"
