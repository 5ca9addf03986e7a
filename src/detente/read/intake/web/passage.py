"""One block of a page under way: its characters with their places, white space collapsed as a browser shows it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from detente.read.document import Kind
from detente.read.intake.web.tree import Words

# Words set apart by one plain space each: characters that map one to one. Other white space ends such a stretch.
_STRETCH: Final = re.compile(r"[^ \t\n\r\f]+(?: [^ \t\n\r\f]+)*")


@dataclass(slots=True)
class Stretch:
    """Characters of a passage; without a path, the reader's own, else from `start` in a text node."""

    text: str
    path: str = ""
    node: int = 0
    start: int = 0


@dataclass(slots=True)
class Passage:
    """A block under way.

    Attributes:
        kind, level, number, cell, note, style: as in `Block`.
        stretches: its characters.
        linked: how many of them stand in links.
        verbatim: whether white space was kept, so that empty lines within set paragraphs apart.
    """

    kind: Kind = "paragraph"
    level: int = 0
    number: str = ""
    cell: tuple[int, int, int] | None = None
    note: str = ""
    style: str = ""
    stretches: list[Stretch] = field(default_factory=list)
    linked: int = 0
    verbatim: bool = False
    _gap: bool = False  # white space is due before the next word
    _gap_at: Stretch | None = None  # the stretch that a plain space follows, which can stand for it

    def take(self, words: Words, *, link: bool) -> None:
        """Take in a text node, its runs of white space as one space each."""
        at = 0
        for match in _STRETCH.finditer(words.text):
            start = match.start()
            if start > at:
                self._space()
            text = match.group()
            if self._gap and self.stretches and not self._broken():
                if start > at and words.text[start - 1] == " ":
                    start, text = start - 1, " " + text
                elif self._gap_at:
                    self._gap_at.text += " "
                else:
                    self.stretches.append(Stretch(" "))
            self._gap, self._gap_at = False, None
            self.stretches.append(Stretch(text, words.path, words.node, start))
            self.linked += len(text) if link else 0
            at = match.end()
        if at < len(words.text):
            self._space()
            if at and words.text[at] == " ":
                self._gap_at = self.stretches[-1]

    def take_verbatim(self, words: Words, *, link: bool) -> None:
        """Take in a text node with its white space as it is."""
        if self.verbatim or words.text.strip():
            self.verbatim = True
            self._settle()
            self.stretches.append(Stretch(words.text, words.path, words.node, 0))
            self.linked += len(words.text) if link else 0

    def say(self, text: str) -> None:
        """Put in characters of the reader's own."""
        self._settle()
        self.stretches.append(Stretch(text))

    def break_line(self) -> None:
        """Begin a new line within the block."""
        self._gap, self._gap_at = False, None
        if self.stretches:
            self.stretches.append(Stretch("\n"))

    def last(self) -> str:
        """The last character so far, white space that is due included, or ""."""
        if self._gap:
            return " "
        return self.stretches[-1].text[-1:] if self.stretches else ""

    def words(self) -> str:
        """The characters from the page, without white space: what a passage is known by."""
        return "".join("".join(one.text.split()) for one in self.stretches if one.path)

    def trimmed(self) -> list[Stretch]:
        """The characters without white space at either end."""
        held = list(self.stretches)
        while held and not held[-1].text.strip():
            held.pop()
        if held:
            held[-1].text = held[-1].text.rstrip()
        while held and not held[0].text.strip():
            held.pop(0)
        if held and held[0].text[0].isspace():
            bare = held[0].text.lstrip()
            held[0].start += len(held[0].text) - len(bare)
            held[0].text = bare
        return held

    def _space(self) -> None:
        if not self._gap:
            self._gap, self._gap_at = True, None

    def _broken(self) -> bool:
        return self.stretches[-1].text.endswith("\n") and not self.stretches[-1].path

    def _settle(self) -> None:
        """Put in the space that is due."""
        if self._gap and self.stretches and not self._broken():
            if self._gap_at:
                self._gap_at.text += " "
            else:
                self.stretches.append(Stretch(" "))
        self._gap, self._gap_at = False, None
