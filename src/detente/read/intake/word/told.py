"""What a person must know of how a Word file was read, in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from detente.read.document import Change

_MOST = 20  # authors that are named one by one
_NOUNS: Final = {
    "inserted": ("insertion", "insertions"),
    "deleted": ("deletion", "deletions"),
    "moved here": ("passage moved to its place", "passages moved to their place"),
    "moved away": ("passage moved away", "passages moved away"),
    "formatted": ("change of form", "changes of form"),
}
_PLURALS: Final = {
    "character in the code of fields": "characters in the code of fields",
    "number of a field LISTNUM or AUTONUM": "numbers of fields LISTNUM or AUTONUM",
    "reading aid above a word": "reading aids above words",
    "cell that lies under another": "cells that lie under others",
    "header or footer that no page shows": "headers or footers that no page shows",
}
_MACROS: Final = "vbaProject.bin"


def on_changes(changes: Iterable[Change], reading: str) -> list[str]:
    """Say how many tracked changes there are, of which kind and by whom, and how they were read."""
    counts: dict[str, Counter[str]] = {}
    for change in changes:
        counts.setdefault(change.author, Counter())[change.kind] += 1
    if not counts:
        return []
    said = [_by(author, count) for author, count in list(counts.items())[:_MOST]]
    if more := len(counts) - len(said):
        said.append(f"changes by {more:,} more authors")
    return [f"The file has tracked changes, read as {reading}: {'; '.join(said)}."]


def _by(author: str, count: Counter[str]) -> str:
    kinds = [f"{count[kind]:,} {_NOUNS[kind][count[kind] > 1]}" for kind in _NOUNS if count[kind]]
    last = kinds.pop()
    listed = f"{', '.join(kinds)} and {last}" if kinds else last
    return f"{listed} by {author}" if author else f"{listed} by an author who is not named"


def on_comments(comments: int) -> list[str]:
    """Say how many comments there are."""
    if not comments:
        return []
    return [f"{_many(comments, 'comment', 'comments')} in the file {_are(comments)} kept beside the text."]


def on_left_out(tally: Mapping[str, int]) -> list[str]:
    """Say what was not read, and how many of each."""
    counts = [(what, times) for what, times in sorted(tally.items()) if times]
    return [f"Not read: {_many(times, what, _PLURALS.get(what, what + 's'))}." for what, times in counts]


def on_figures(unknown: Iterable[str]) -> list[str]:
    """Say which kinds of numbers of lists were written as 1, 2, 3."""
    return [f"List numbers of the kind {kind} are given as 1, 2, 3." for kind in sorted(unknown)]


def on_macros(names: Iterable[str]) -> list[str]:
    """Say that macros were not looked at."""
    if not any(name.endswith(_MACROS) for name in names):
        return []
    return ["The file holds macros, which were neither looked at nor run."]


def _many(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
