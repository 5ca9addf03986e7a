"""Shares with their intervals, words at their places, and tables; shared by the parts of ``read_quality.py``."""

from __future__ import annotations

import hashlib
import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

from detente.deal.shares import wilson

LABELS: Final = Path(__file__).parent / "read_labels"
HALVES: Final = ("tuning", "held-out")
ALIKE: Final = 0.5  # of the words of two stretches, from which they count as the same find
_WORD: Final = re.compile(r"\w+")
_ARTICLES: Final = frozenset(("the", "a", "an"))

Label: TypeAlias = dict[str, Any]
Cell: TypeAlias = "str | int | Share"


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    hits: int
    of: int

    def __str__(self) -> str:
        if not self.of:
            return "-"
        low, high = wilson(self.hits, self.of)
        return f"{self.hits / self.of:.2f} ({self.hits}/{self.of}; {low:.2f} to {high:.2f})"

    def as_dict(self) -> dict[str, float | int | None]:
        """The share with the interval of 95 % (Wilson)."""
        low, high = wilson(self.hits, self.of) if self.of else (None, None)
        share = self.hits / self.of if self.of else None
        return {"hits": self.hits, "of": self.of, "share": share, "low": low, "high": high}


def share_of(right: Iterable[bool]) -> Share:
    """The share of what is right."""
    listed = list(right)
    return Share(sum(listed), len(listed))


def f1_of(precision: Share, recall: Share) -> str:
    """The harmonic mean of both, as a cell."""
    if not precision.of or not recall.of:
        return "-"
    one, two = precision.hits / precision.of, recall.hits / recall.of
    return f"{2 * one * two / (one + two):.2f}" if one + two else "0.00"


@dataclass(frozen=True, slots=True)
class Table:
    """A table as Markdown and as data; `notes` say how it is counted."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()

    def markdown(self) -> str:
        """The table under its title."""
        sides = " | ".join("---" if place == 0 else "---:" for place in range(len(self.columns)))
        lines = [f"### {self.title}", "", *self.notes, *([""] if self.notes else [])]
        lines += [f"| {' | '.join(self.columns)} |", f"| {sides} |"]
        lines += [f"| {' | '.join(_shown(cell) for cell in row)} |" for row in self.rows]
        return "\n".join(lines) + "\n"

    def as_dict(self) -> dict[str, Any]:
        """The same as data, shares with their counts."""
        rows = [
            {
                name: cell.as_dict() if isinstance(cell, Share) else cell
                for name, cell in zip(self.columns, row, strict=True)
            }
            for row in self.rows
        ]
        return {"title": self.title, "notes": list(self.notes), "rows": rows}


def _shown(cell: Cell) -> str:
    return f"{cell:,}" if isinstance(cell, int) else str(cell)


class Words:
    """The words of a text by their places, so that stretches are compared by the words that they hold."""

    def __init__(self, text: str) -> None:
        self.text = text
        spans = [found.span() for found in _WORD.finditer(text)]
        self._starts, self._ends = [start for start, _ in spans], [end for _, end in spans]

    def within(self, start: int, end: int) -> range:
        """The numbers of the words of which a character lies between two offsets."""
        first = bisect_right(self._ends, start)
        return range(first, max(first, bisect_left(self._starts, end)))

    def bare(self, start: int, end: int) -> tuple[str, ...]:
        """The words between two offsets in small letters, without articles."""
        words = (found.group().casefold() for found in _WORD.finditer(self.text[start:end]))
        return tuple(word for word in words if word not in _ARTICLES)


def common(one: range, other: range) -> int:
    """How many words two stretches share."""
    return max(0, min(one.stop, other.stop) - max(one.start, other.start))


def alike(one: range, other: range) -> float:
    """F1 of the words of two stretches, by place: 1 for the same words, 0 for none in common."""
    size = len(one) + len(other)
    return 2 * common(one, other) / size if size else 0.0


def spans(value: Any) -> list[tuple[int, int]]:
    """The right spans of a labelled field: none, one or several."""
    if not value:
        return []
    listed = value if isinstance(value[0], list) else [value]
    return [(start, end) for start, end in listed]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A document with its labels, the text as labelled, and where it lies."""

    name: str
    path: Path
    text: str
    about: dict[str, Any]
    labels: tuple[Label, ...]
    claims: tuple[Label, ...]


def labelled_in(folder: Path) -> tuple[list[Labelled], list[str]]:
    """The documents of a folder that have labels, by SHA-256; and where those that it lacks are offered."""
    paths = dict(_hashed(folder))
    found, missing = [], []
    for file in sorted(LABELS.glob("*.json")):
        data = json.loads(file.read_text(encoding="utf-8"))
        about = data["document"]
        path = paths.get(about["sha256"])
        if path is None:
            missing.append(f"{file.stem}: {about['where']}")
            continue
        text = path.read_bytes().decode("utf-8")
        labels, claims = tuple(data.get("labels", ())), tuple(data.get("claims", ()))
        found.append(Labelled(file.stem, path, text, about, labels, claims))
    return found, missing


def _hashed(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*.txt")):
        yield hashlib.sha256(path.read_bytes()).hexdigest(), path


def greedy(scores: Sequence[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """One to one, the best score first; of equal ones, what comes first in the text."""
    pairs: list[tuple[int, int]] = []
    left: set[int] = set()
    right: set[int] = set()
    for _, one, other in sorted(scores, key=lambda score: (-score[0], score[1], score[2])):
        if one not in left and other not in right:
            pairs.append((one, other))
            left.add(one)
            right.add(other)
    return pairs
