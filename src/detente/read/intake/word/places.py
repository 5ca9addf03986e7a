"""Places of a Word file found again: the words at a place, read anew from the original."""

from __future__ import annotations

from detente.read.document import LIMITS, InRun, Limits
from detente.read.intake.word.characters import paragraphs_of, run_text, runs_of
from detente.read.intake.word.names import Element
from detente.read.intake.word.package import Package


class Original:
    """A Word file in which places are looked up; each part is parsed once."""

    def __init__(self, data: bytes, name: str = "the file", limits: Limits = LIMITS) -> None:
        """Open the file.

        Raises:
            CannotRead: it is damaged, or beyond the limits.
        """
        self._package = Package(data, name, limits)
        self._paragraphs: dict[str, list[Element]] = {}

    def words_at(self, place: InRun) -> str:
        """The words at a place.

        Raises:
            CannotRead: the part of the place is missing or damaged.
            ValueError: the part has no such place.
        """
        if place.part not in self._paragraphs:
            self._paragraphs[place.part] = paragraphs_of(self._package.parse(place.part))
        try:
            run = runs_of(self._paragraphs[place.part][place.paragraph])[place.run]
        except IndexError:
            raise ValueError(f"{place.part} has no run {place.run} in paragraph {place.paragraph}") from None
        words = run_text(run)
        if not 0 <= place.start <= place.end <= len(words):
            raise ValueError(
                f"the run has {len(words)} characters, and none from {place.start} to {place.end}"
            )
        return words[place.start : place.end]


def words_at(data: bytes, place: InRun) -> str:
    """Read the words at a place of a Word file from the file itself; see `Original` for many places of one file.

    Raises:
        CannotRead: the file is damaged.
        ValueError: it has no such place.
    """
    return Original(data).words_at(place)
