"""Pictures as text: the elements of SVG that the figures need, with escaping and fixed numbers.

Only presentation attributes are written, no styles, scripts or fonts from elsewhere, so that a picture can stand in a
page that allows none of these.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from detente.diagnose.excerpt import cells
from detente.report.isolated import clean_around
from detente.report.wrap import clean

# Okabe and Ito, Color Universal Design (2008); told apart with every common form of colour blindness.
BLUE, VERMILLION, ORANGE, GREEN = "#0072B2", "#D55E00", "#E69F00", "#009E73"
INK, FAINT, RULE, PAPER = "#1a1a1a", "#555555", "#e2e2e2", "#ffffff"
FONTS: Final = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', Arial, sans-serif"
_EM: Final = 0.58  # a cell of text is taken to be so wide, in its size: rather too wide than too narrow
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Attributes = dict[str, str | float]
Point = tuple[float, float]


def fixed(value: float) -> str:
    """A coordinate, always written the same way: at most two decimals, no exponent, no negative zero."""
    shown = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


def escape(words: str) -> str:
    """Words inside an element or an attribute; what XML 1.0 cannot hold becomes U+FFFD."""
    safe = _NOT_XML.sub("\ufffd", words)
    for char, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#39;")):
        safe = safe.replace(char, entity)
    return safe


def element(tag: str, attributes: Attributes, *inside: str) -> str:
    """An element; `inside` is already written as SVG."""
    written = "".join(
        f' {name}="{fixed(value) if isinstance(value, float | int) else escape(value)}"'
        for name, value in attributes.items()
    )
    if not inside:
        return f"<{tag}{written}/>"
    return f"<{tag}{written}>{''.join(inside)}</{tag}>"


def group(attributes: Attributes, inside: Iterable[str]) -> str:
    """A group, one element a line."""
    return element("g", attributes, "\n", "\n".join(inside), "\n")


def words(x: float, y: float, said: str, size: float = 12, **more: str | float) -> str:
    """Words on one line, from their own first letter's side in their own direction; `_` in names stands for `-`."""
    attributes: Attributes = {"x": x, "y": y, "font-size": size, "unicode-bidi": "plaintext"}
    attributes |= _named(more)
    return element("text", attributes, escape(clean_around(said)))


def room(said: str, size: float = 12) -> float:
    """About how wide words are, in pixels: no font is known here, so it is rather too much."""
    return cells(clean_around(said)) * size * _EM


def shortened(said: str, most: int) -> str:
    """Words of at most so many cells, the rest cut off with an ellipsis."""
    said = clean(said)
    if cells(said) <= most:
        return said
    while cells(said) >= most:
        said = said[:-1]
    return said.rstrip("-_/. ") + "…"


def line(start: Point, end: Point, colour: str, width: float = 1, **more: str | float) -> str:
    """A straight line."""
    attributes: Attributes = {"x1": start[0], "y1": start[1], "x2": end[0], "y2": end[1]}
    return element("line", attributes | {"stroke": colour, "stroke-width": width} | _named(more))


def rect(box: Box, fill: str, **more: str | float) -> str:
    """A rectangle."""
    size: Attributes = {"x": box.left, "y": box.top, "width": box.width, "height": box.height, "fill": fill}
    return element("rect", size | _named(more))


def path(points: Sequence[Point], colour: str, width: float, **more: str | float) -> str:
    """A line through points, open."""
    drawn = "M" + "L".join(f"{fixed(x)} {fixed(y)}" for x, y in points)
    attributes: Attributes = {"d": drawn, "fill": "none", "stroke": colour, "stroke-width": width}
    return element("path", attributes | _named(more))


def arrow(start: Point, end: Point, colour: str) -> str:
    """An upright arrow with an open head, for an end that is not known."""
    (x, _), (_, tip) = start, end
    back = tip + (6 if tip < start[1] else -6)
    shaft = line(start, end, colour, 1.6, stroke_dasharray="2 2")
    return shaft + path([(x - 4, back), (x, tip), (x + 4, back)], colour, 1.6)


def _named(more: dict[str, str | float]) -> Attributes:
    return {name.strip("_").replace("_", "-"): value for name, value in more.items()}


# --- markers: a shape for each meaning, so that colour is never alone ----------------------------------------------


def marker(shape: str, x: float, y: float, size: float, fill: str, edge: str) -> str:
    """A marker: `circle`, `square`, `diamond` or `triangle`, `size` from its middle to its side."""
    look: Attributes = {"fill": fill, "stroke": edge, "stroke-width": 1.6}
    if shape == "circle":
        at: Attributes = {"cx": x, "cy": y, "r": size}
        return element("circle", at | look)
    if shape == "square":
        at = {"x": x - size, "y": y - size, "width": 2 * size, "height": 2 * size}
        return element("rect", at | look)
    corners = {
        "diamond": [(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)],
        "triangle": [(0, -1.25), (1.25, 1), (-1.25, 1)],
    }[shape]
    drawn = " ".join(f"{fixed(x + size * dx)},{fixed(y + size * dy)}" for dx, dy in corners)
    at = {"points": drawn, "stroke-linejoin": "round"}
    return element("polygon", at | look)


# --- room for labels -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle, in pixels from the top left."""

    left: float
    top: float
    width: float
    height: float

    def meets(self, other: Box) -> float:
        """The area that both cover."""
        across = min(self.left + self.width, other.left + other.width) - max(self.left, other.left)
        down = min(self.top + self.height, other.top + other.height) - max(self.top, other.top)
        return across * down if across > 0 and down > 0 else 0.0

    def holds(self, other: Box) -> bool:
        """Whether another one lies inside."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.left + other.width <= self.left + self.width
            and other.top + other.height <= self.top + self.height
        )


@dataclass(slots=True)
class Placer:
    """Finds room for labels inside a frame: never over another label or a marker, best not over a line."""

    frame: Box
    taken: list[Box] = field(default_factory=list)
    lines: list[Box] = field(default_factory=list)

    def put(self, places: Iterable[Box]) -> Box | None:
        """Take the first of the best places, or None where there is no room for this label."""
        best: Box | None = None
        least = 0.0
        for place in places:
            if not self.frame.holds(place) or any(place.meets(other) for other in self.taken):
                continue
            over = sum(place.meets(other) for other in self.lines)
            if best is None or over < least:
                best, least = place, over
        if best is not None:
            self.taken.append(best)
        return best


def document(
    kind: str,
    title: str,
    described: str,
    size: tuple[float, float],
    drawn: Iterable[str],
    defined: str = "",
) -> str:
    """A whole picture.

    Args:
        kind: begins the ids of its title and description.
        title: what it is called.
        described: what it shows, in words, for those who do not see it.
        size: its width and height.
        drawn: its elements, in the order in which they are painted.
        defined: patterns that they use.
    """
    body = "\n".join(drawn)
    # Two figures on one page need two names; the same figure always has the same.
    name = f"{kind}-{zlib.crc32((title + described + body).encode('utf-8', 'replace')):08x}"
    width, height = size
    root: Attributes = {"xmlns": "http://www.w3.org/2000/svg", "width": width, "height": height}
    root |= {"viewBox": f"0 0 {fixed(width)} {fixed(height)}", "role": "img"}
    root |= {"aria-labelledby": f"{name}-title {name}-desc", "font-family": FONTS}
    inside = [
        element("title", {"id": f"{name}-title"}, escape(clean(title))),
        element("desc", {"id": f"{name}-desc"}, escape(clean(described))),
        *([f"<defs>{defined}</defs>"] if defined else []),
        rect(Box(0, 0, width, height), PAPER),
        body,
    ]
    return element("svg", root, "\n", "\n".join(inside), "\n") + "\n"
