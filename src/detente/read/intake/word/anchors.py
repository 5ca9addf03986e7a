"""Where in the body of a Word file a comment on a span of the canonical text can be tied."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from detente.read.document import Block, Document, InRun, Piece
from detente.read.intake.word.characters import paragraphs_of, runs_of
from detente.read.intake.word.names import ENDNOTE, FOOTNOTE, ID, Element, P, R, W
from detente.read.intake.word.package import Package

_SDT: Final = W + "sdt"
_FILLED: Final = tuple(
    W + one for one in ("dataBinding", "text", "date", "dropDownList", "comboBox", "citation", "bibliography")
)
_POINTERS: Final = {FOOTNOTE: W + "footnoteReference", ENDNOTE: W + "endnoteReference"}


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """An end of a comment: the paragraph, the run, and a character of it; `is_whole`: the run cannot be cut."""

    paragraph: int
    run: int
    offset: int
    is_whole: bool


class Anchors:
    """The body of a Word file in which spans of the canonical text are found."""

    def __init__(self, package: Package, document: Document, root: Element, part: str) -> None:
        self._package, self._document, self._part = package, document, part
        self._paragraphs = paragraphs_of(root)
        self._numbers = {one: at for at, one in enumerate(self._paragraphs)}
        self._runs: dict[int, list[Element]] = {}
        self._notes: dict[str, list[Element]] = {}
        self._pointers = {
            (tag, one.get(ID, "")): one
            for tag in _POINTERS.values()
            for one in reversed(list(root.iter(tag)))
        }
        self._ends = [block.end for block in document.blocks]

    def runs(self, paragraph: int) -> list[Element]:
        """The runs of a paragraph, as they were before anything was cut."""
        if paragraph not in self._runs:
            self._runs[paragraph] = runs_of(self._paragraphs[paragraph])
        return self._runs[paragraph]

    def host(self, tie: Tie) -> Element:
        """What the ends of a comment stand beside where a run is tied to as a whole."""
        return _host(self.runs(tie.paragraph)[tie.run])

    def ties(self, start: int, end: int) -> tuple[Tie, Tie] | None:
        """The two ends of a span in the body, or None where nothing near it may carry a comment.

        A span in a footnote or endnote is tied to the mark of the note; one in what the word processor made, to the
        words of the same paragraph; one in a header or footer to nothing.
        """
        pieces = list(self._document.pieces_of(start, max(end, start + 1))) or self._near(start)
        found = [two for piece in pieces[:1] + pieces[-1:] for two in self._of(piece.place)]
        return (min(found), max(found)) if found else None

    def _near(self, start: int) -> list[Piece]:
        at = bisect_left(self._ends, start)
        blocks: Iterable[Block] = self._document.blocks[at : at + 1] or self._document.blocks[-1:]
        return [piece for block in blocks for piece in self._document.pieces_of(block.start, block.end)]

    def _of(self, place: object) -> list[Tie]:
        if not isinstance(place, InRun):
            return []
        if place.part != self._part:
            pointer = self._pointer(place)
            return [] if pointer is None else self._around(pointer)
        run = self.runs(place.paragraph)[place.run]
        if _host(run) is not run:
            return self._around(run)
        return [Tie(place.paragraph, place.run, offset, False) for offset in (place.start, place.end)]

    def _around(self, element: Element) -> list[Tie]:
        """Tie to the outermost run around an element: what lies in a box is in a run of another paragraph."""
        run = [element, *element.iterancestors()]
        run = [one for one in run if one.tag == R][-1:]
        paragraph = next(run[0].iterancestors(P), None) if run else None
        if paragraph is None:
            return []
        number = self._numbers[paragraph]
        at = self.runs(number).index(run[0])
        return [Tie(number, at, 0, True)] * 2

    def _pointer(self, place: InRun) -> Element | None:
        if place.part not in self._notes:
            self._notes[place.part] = paragraphs_of(self._package.parse(place.part))
        paragraph = self._notes[place.part][place.paragraph]
        note = next(paragraph.iterancestors(FOOTNOTE, ENDNOTE), None)
        return None if note is None else self._pointers.get((_POINTERS[note.tag], note.get(ID, "")))


def _host(run: Element) -> Element:
    """The run itself, or what lies around it and is filled anew by the word processor, or is no place for a mark."""
    host = run
    for one in run.iterancestors():
        if one.tag == R or (one.tag == W + "fldSimple") or _is_filled(one):
            host = one
    return host


def _is_filled(one: Element) -> bool:
    if one.tag != _SDT or next(one.iterancestors(P), None) is None:
        return False
    properties = one.find(W + "sdtPr")
    return properties is not None and any(properties.find(tag) is not None for tag in _FILLED)
