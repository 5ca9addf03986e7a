"""What the clauses of a draft point at, by the numbers that the clauses have in the newer draft."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping

from detente.read.clauses.parts import Reference, Structure
from detente.read.proposals import Found


class Pointers:
    """The references of a draft to its own parts.

    Args:
        structure: how the draft is built.
        moved: the number that a clause has in the newer draft, by its number here; the same where there is none.
    """

    def __init__(self, structure: Structure, moved: Mapping[str, str]) -> None:
        own = (one for one in structure.references if one.number and not one.elsewhere)
        self._references = sorted(own, key=lambda one: one.words.start)
        self._starts = [one.words.start for one in self._references]
        self._moved = moved

    def pointing(self, start: int, end: int) -> Iterator[tuple[str, str]]:
        """The number of each reference between two offsets, and the number that is meant."""
        return ((one.number, self._moved.get(one.number, one.number)) for one in self._between(start, end))

    def numbers(self, start: int, end: int) -> Iterator[str]:
        """The numbers as they are written."""
        return (number for number, _ in self.pointing(start, end))

    def targets(self, start: int, end: int) -> Iterator[str]:
        """The numbers that are meant."""
        return (target for _, target in self.pointing(start, end))

    def meant(self, found: Found) -> str:
        """The words with the number that is meant in the place of each reference."""
        made, at = [], found.start
        for one in self._between(found.start, found.end):
            if at <= one.words.start and one.words.end <= found.end:
                made += [found.words[at - found.start : one.words.start - found.start]]
                made += [f"\u2192 {self._moved.get(one.number, one.number)}"]
                at = one.words.end
        return "".join([*made, found.words[at - found.start :]])

    def _between(self, start: int, end: int) -> Iterator[Reference]:
        for place in range(bisect_left(self._starts, start), len(self._references)):
            if self._starts[place] >= end:
                return
            yield self._references[place]
