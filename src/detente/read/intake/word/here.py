"""Where the reader of a part stands: in which paragraph, in which changes, and in the code of which fields."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from detente.read.intake.word.canonical import Draft, Mark
from detente.read.intake.word.fields import Fields
from detente.read.intake.word.gathered import Gathered
from detente.read.intake.word.names import ID, Element


@dataclass(frozen=True, slots=True)
class Open:
    """The paragraph that is being read: its draft, its number in the part, and its runs with theirs.

    `start` and `words`: how many characters and stretches of words the draft had before it. `hides`: whether its style
    hides its text.
    """

    draft: Draft
    number: int
    runs: dict[Element, int]
    start: int
    words: int
    hides: bool


@dataclass(slots=True)
class Here:
    """A place in a part. `waiting`: a paragraph whose end is gone in this reading, and that the next runs on in."""

    to: Gathered
    fields: Fields
    within: tuple[Mark, ...] = ()
    open: Open | None = None
    waiting: Draft | None = None

    @property
    def is_shown(self) -> bool:
        """Whether what stands here is there in the reading that was asked for."""
        return all(mark.shown for mark in self.within)

    def count(self, what: str, times: int = 1) -> None:
        """Count what is not read."""
        if self.is_shown:
            self.to.tally[what] += times

    def go_into(self, marks: tuple[Mark, ...]) -> Callable[[], None]:
        """Go into changes; what is returned comes out again."""
        outer = self.within

        def leave() -> None:
            self.within = outer

        self.within = (*outer, *marks)
        return leave

    def notice(self, one: Element, *, is_end: bool) -> None:
        """Note that a comment begins or ends here."""
        draft = self.open.draft if self.open is not None else self.waiting
        (draft or self.to.canonical).notice(one.get(ID, ""), is_end=is_end)
