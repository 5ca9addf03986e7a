"""Names inside a sentence of the other direction: isolated, so that numbers stay beside the name they belong to.

Unicode Standard Annex 9 (bidirectional algorithm), first strong isolate and pop directional isolate.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from detente.diagnose.excerpt import cells
from detente.report.wrap import clean, wrap

_OPEN, _CLOSE = "\u2068", "\u2069"
_KEPT: Final = "\ue000"  # for private use: a space where no line is to end
_SHORT: Final = 28
_BALANCED: Final = re.compile(f"({_OPEN}[^{_OPEN}{_CLOSE}]*{_CLOSE})")


def isolated(name: str) -> str:
    """A name that can stand in any sentence; one without right-to-left letters stays as it is."""
    name = clean(name)
    if name.isascii() or not any(unicodedata.bidirectional(char) in ("R", "AL", "AN") for char in name):
        return name
    return f"{_OPEN}{name}{_CLOSE}"


def together(name: str, *after: str) -> str:
    """A name with its number, and its unit if any, that are not parted by the end of a line (nor is a short name)."""
    said = isolated(name)
    if cells(said) <= _SHORT:
        said = said.replace(" ", _KEPT)
    return _KEPT.join([said, *filter(None, after)])


def clean_around(said: str) -> str:
    """Text on one line, safe to print; balanced isolates stay, every other hidden reordering is shown."""
    if said.isascii():
        return clean(said)
    said = " ".join(said.split())
    return "".join(
        f"{_OPEN}{_kept(part[1:-1])}{_CLOSE}" if _BALANCED.fullmatch(part) else _kept(part)
        for part in _BALANCED.split(said)
    )


def _kept(part: str) -> str:
    """Cleaned, with the spaces at its ends."""
    start, end = " " * part.startswith(" "), " " * (len(part) > 1 and part.endswith(" "))
    return f"{start}{clean(part)}{end}"


def wrapped(said: str, width: int) -> list[str]:
    """Lines of at most `width` cells; an isolate that goes on in the next line is closed and opened again."""
    lines = []
    inside = False
    for line in wrap(clean_around(said), width):
        begun = _OPEN + line if inside else line
        inside = begun.count(_OPEN) > begun.count(_CLOSE)
        lines.append(begun + _CLOSE if inside else begun)
    return [line.replace(_KEPT, " ") for line in lines]


def evenly(said: str, most: int) -> list[str]:
    """Lines of at most so many cells, as few as can be, and about equally long."""
    lines = wrapped(said, most)
    if len(lines) == 1:
        return lines
    for narrower in range(most // 2, most):
        even = wrapped(said, narrower)
        if len(even) == len(lines):
            return even
    return lines
