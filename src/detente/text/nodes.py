"""YAML 1.2 to plain values, with the place of every key and value.

The text is read once, event by event, by libyaml. Words without quotes are resolved by the core schema of
YAML 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema). Aliases, anchors, tags and merge keys are refused, so
that a deal says in its own place all that it says.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any

from detente.text._builder import Builder
from detente.text.problem import Problem
from detente.text.source import Source, Span

if TYPE_CHECKING:
    from detente.text._places import Entry

__all__ = ["Document", "Path", "Problem", "parse"]

Path = tuple[str | int, ...]
"""The keys, and the places in lists (from 0), that lead from the top of a file to a value."""


class Document:
    """What was understood of a text, and what was not.

    Attributes:
        source: the text.
        value: dicts, lists, text, numbers, True, False and None; an empty dict where nothing was understood.
        problems: what is wrong with the form of the text, in the order of the text.
    """

    __slots__ = ("_root", "problems", "source", "value")

    def __init__(self, source: Source, value: Any, problems: tuple[Problem, ...], root: Entry) -> None:
        self.source = source
        self.value = value
        self.problems = problems
        self._root = root

    def key_span(self, path: Path) -> Span:
        """Return the span of a key, or of a whole item in a list.

        Where there is no such path, it is that of the nearest part of the path that exists.
        """
        entry = self._nearest(path)[0]
        is_item = entry.key_start == entry.start
        return Span(self.source, entry.key_start, entry.end if is_item else entry.key_end)

    def span(self, path: Path) -> Span:
        """Return the span of a value; where there is none, of the nearest part of the path that exists."""
        entry = self._nearest(path)[0]
        return Span(self.source, entry.start, entry.end)

    def raw(self, path: Path) -> str:
        """Return a value as it is written, quotes and all; an empty string where there is none."""
        return self.span(path).text if path in self else ""

    def in_flow(self, path: Path) -> bool:
        """Say whether a key or item stands in ``{}`` or ``[]``, where a comma ends it."""
        container = self._nearest(path[:-1])[0].inner
        return bool(path) and path in self and container is not None and container.flow

    def __contains__(self, path: Path) -> bool:
        return self._nearest(path)[1] == len(path)

    def _nearest(self, path: Path) -> tuple[Entry, int]:
        """Return the entry of the longest part of the path that exists, and how many steps that part has."""
        entry = self._root
        for steps, step in enumerate(path):
            found = entry.inner.entries.get(step) if entry.inner is not None else None
            if found is None:
                return entry, steps
            entry = found
        return entry, len(path)


def parse(source: Source, *, max_depth: int = 100, max_nodes: int = 200_000) -> Document:
    """Read a text as YAML. Never raises: what is wrong becomes a problem, and the rest is kept.

    Args:
        source: the text.
        max_depth: how many lists and mappings may stand inside each other.
        max_nodes: how many keys and values there may be.

    Returns:
        The values, their places, and the problems; nothing is read after the first place that is not YAML.
    """
    collecting = gc.isenabled()
    gc.disable()  # many small records are made and none is dropped: collecting would only cost time
    try:
        builder = Builder(source, max_depth, max_nodes)
        builder.run()
    finally:
        if collecting:
            gc.enable()
    return Document(source, builder.value, tuple(sorted(builder.problems, key=_place)), builder.root)


def _place(problem: Problem) -> tuple[int, int]:
    return problem.span.start, problem.span.end
