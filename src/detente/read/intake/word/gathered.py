"""What is gathered while the parts of a Word file are read, one after the other."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final, Literal

from detente.read.document import Limits
from detente.read.intake.word.canonical import Canonical, Mark
from detente.read.intake.word.names import R_ID as RELATED_ID
from detente.read.intake.word.names import Element, W, is_on, number, value_of
from detente.read.intake.word.numbering import Numbering
from detente.read.intake.word.package import Package, first_of
from detente.read.intake.word.styles import Styles

NOTES: Final[tuple[Literal["footnote", "endnote"], ...]] = ("footnote", "endnote")


@dataclass(frozen=True, slots=True)
class Pointed:
    """A footnote or endnote that the text points to: its id, its own mark or "", and the changes it stands in."""

    kind: str
    identity: str
    own_mark: str
    within: tuple[Mark, ...]


@dataclass(slots=True)
class Gathered:
    """What the parts share: styles, lists and their counters, the text in the making, and what is to be told.

    `tally` counts what is not read, by the words for it. `margins` are the headers and footers that are shown, each
    with the id that its section uses. `note_figures`: how footnotes and endnotes are counted, and from where.
    """

    package: Package
    main: str
    made: bool
    canonical: Canonical
    styles: Styles
    numbering: Numbering
    even_pages: bool
    tally: Counter[str] = field(default_factory=Counter)
    pointed: dict[tuple[str, str], Pointed] = field(default_factory=dict)
    margins: dict[str, str] = field(default_factory=dict)
    note_figures: dict[str, tuple[str, int]] = field(default_factory=dict)
    tables: int = 0

    @classmethod
    def of(cls, package: Package, limits: Limits, *, made: bool) -> Gathered:
        """Read what the text leans on: styles, lists and settings."""
        main = package.main()
        related = package.relations(main)
        styles = Styles(package.parse_if(first_of(related, "styles")))
        numbering = Numbering.of(package.parse_if(first_of(related, "numbering")), styles)
        settings = package.parse_if(first_of(related, "settings"))
        even = bool(is_on(settings, W + "evenAndOddHeaders"))
        made_of = cls(package, main, made, Canonical(package.name, limits), styles, numbering, even)
        made_of._figures(settings)
        return made_of

    def _figures(self, properties: Element | None) -> None:
        for kind in NOTES:
            one = None if properties is None else properties.find(f"{W}{kind}Pr")
            figures, start = value_of(one, W + "numFmt"), value_of(one, W + "numStart")
            before = self.note_figures.get(kind, ("decimal" if kind == "footnote" else "lowerRoman", 1))
            self.note_figures[kind] = (figures or before[0], number(start, before[1]))

    def point(self, kind: str, identity: str, own_mark: str, within: tuple[Mark, ...]) -> None:
        """Note that the text points to a footnote or endnote; the first time counts."""
        self.pointed.setdefault((kind, identity), Pointed(kind, identity, own_mark, within))

    def section(self, properties: Element | None) -> None:
        """Note the headers and footers that a section shows."""
        if properties is None:
            return
        self._figures(properties)
        for one in properties:
            kind = {W + "headerReference": "header", W + "footerReference": "footer"}.get(one.tag)
            if kind is None:
                continue
            pages = one.get(W + "type", "default")
            first = pages == "first" and not is_on(properties, W + "titlePg")
            if first or (pages == "even" and not self.even_pages):
                self.tally["header or footer that no page shows"] += 1
            else:
                self.margins.setdefault(one.get(RELATED_ID, ""), kind)
