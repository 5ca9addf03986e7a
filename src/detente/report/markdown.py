"""The words of a page as Markdown (CommonMark with the tables of GFM): what could be read as markup is escaped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from detente.report.wrap import clean

if TYPE_CHECKING:
    from detente.report.content import Line

_CODE: Final = re.compile(r"(`[^`]+`)")
_ACTIVE: Final = re.compile(r"([\\*_\[\]<>~`])")
_START: Final = re.compile(r"^(\s*)([#+>=-]|\d+(?=[.)]))")
_QUIET: Final = ("plain", "faint")


def escaped(text: str) -> str:
    """Text as it reads, in a table or elsewhere; an id between backticks stays so."""
    parts = _CODE.split(clean(text).replace("&", "&amp;"))
    return "".join(_code(part) if part.startswith("`") and len(part) > 2 else _plain(part) for part in parts)


def _code(part: str) -> str:
    # Between backticks nothing is read as markup, but for the pipe of a table.
    return part.replace("&amp;", "&").replace("|", "\\|")


def _plain(part: str) -> str:
    return _ACTIVE.sub(r"\\\1", part).replace("|", "\\|")


def paragraph(text: str, tone: str = "plain") -> str:
    """Text as a paragraph of its own."""
    return _START.sub(_harmless, toned(text, tone))


def _harmless(found: re.Match[str]) -> str:
    # `1.` would begin a list, and so would `-`; the number keeps its place with the stop escaped.
    space, sign = found.groups()
    return f"{space}{sign}\\" if sign.isdigit() else f"{space}\\{sign}"


def toned(text: str, tone: str) -> str:
    """Text in bold type if its tone asks for it."""
    made = escaped(text)
    return made if tone in _QUIET or not made else f"**{made}**"


def cell(lines: tuple[Line, ...]) -> str:
    """A cell of a table, its lines parted by `<br>`."""
    return "<br>".join(toned(text, tone) for text, tone in lines)
