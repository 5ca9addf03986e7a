"""A figure from top to bottom: words, panels, a legend in columns; and the document around them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from detente.report import svg
from detente.report.isolated import evenly, wrapped

MARGIN: Final = 24.0
LEFT_TO_RIGHT: Final = {
    "direction": "ltr",
    "unicode_bidi": "isolate",
}  # a sentence of ours, whatever it begins with
_COLUMN: Final = 400  # an entry of the legend is at least so wide where there are two columns


class Page:
    """Draws from top to bottom; `y` is where the next thing stands."""

    def __init__(self, width: float) -> None:
        self.width = width
        self.y = 10.0
        self.drawn: list[str] = []

    def say(self, words: str, size: float, **more: str | float) -> None:
        """A paragraph, wrapped."""
        most = int((self.width - 2 * MARGIN) / (size * 0.54))
        for line in wrapped(words, most):
            self.y += round(size * 1.4)
            self.drawn.append(svg.words(MARGIN, self.y, line, size, **more))

    def panel(self, inside: Iterable[str], height: float) -> None:
        """A panel, moved to its place."""
        self.y += 18
        place: svg.Attributes = {"class": "panel", "transform": f"translate(0,{svg.fixed(self.y)})"}
        self.drawn.append(svg.group(place, inside))
        self.y += height

    def entries(self, entries: Sequence[tuple[str, str]]) -> None:
        """A legend: signs, each with what it means; in two columns where there is room."""
        columns = 2 if self.width >= 2 * _COLUMN else 1
        wide = (self.width - 2 * MARGIN) / columns
        half = -(-len(entries) // columns)
        top = bottom = self.y + 2
        for column in range(columns):
            y = top
            for sign, said in entries[column * half : (column + 1) * half]:
                y = self._entry(MARGIN + column * wide, y, wide - 44, sign, said)
            bottom = max(bottom, y)
        self.y = bottom

    def _entry(self, x: float, y: float, wide: float, sign: str, said: str) -> float:
        place: svg.Attributes = {"transform": f"translate({svg.fixed(x)},{svg.fixed(y + 14)})"}
        self.drawn.append(svg.element("g", place, sign))
        for line in evenly(said, int(wide / (12 * 0.54))):
            y += 17
            look = {"fill": svg.INK, "class_": "legend", **LEFT_TO_RIGHT}
            self.drawn.append(svg.words(x + 36, y + 1, line, 12, **look))
        return y + 4

    def document(self, kind: str, title: str, described: str) -> str:
        """The whole picture; `kind` begins the ids of its title and description."""
        return svg.document(kind, title, described, (self.width, self.y), self.drawn)
