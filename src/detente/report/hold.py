"""The page of one answer of `hold`: in short, the points, what would change the answer, and what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.report.content import Item, Items, Paragraph, Section
from detente.report.drawing import markdown_of, text_of
from detente.report.heading import title_of
from detente.report.hold_change import change_sections
from detente.report.hold_points import points_section
from detente.report.hold_short import short_section
from detente.report.saying_hold import capital, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.hold.results import Hold
    from detente.report.content import Block


def hold_as_text(found: Hold, width: int, color: bool = False) -> str:
    """The answer in plain text.

    Args:
        found: the answer.
        width: cells of a line; `drawing.NARROWEST` at least.
        color: whether to colour with ANSI codes.
    """
    return text_of(title_of(found.deal), hold_page(found), width, color=color)


def hold_as_markdown(found: Hold) -> str:
    """The answer in Markdown (CommonMark with the tables of GFM)."""
    return markdown_of(title_of(found.deal), hold_page(found))


def hold_page(found: Hold) -> list[Section]:
    """The sections of the page, in order; those that have nothing to say are left out."""
    rests = Section("What this answer rests on", tuple(_rests_on(found)))
    sections = [short_section(found), points_section(found), *change_sections(found), rests]
    return [made for made in sections if made.blocks]


def _rests_on(found: Hold) -> Iterator[Block]:
    if found.assumptions:
        yield Items(tuple(Item(capital(sentence)) for sentence in found.assumptions))
    yield Paragraph(f"Method: {found.method.rstrip('.')}.", "faint")
    asked = dict(found.parameters)
    if asked.get("samples") is None:
        asked.pop("seed", None)
    given = [
        _shown(name.replace("_", " "), value)
        for name, value in asked.items()
        if value is not None and value is not False
    ]
    if given:
        yield Paragraph(f"Asked with: {'; '.join(given)}.", "faint")


def _shown(name: str, value: object) -> str:
    if value is True:
        return name
    if isinstance(value, list | tuple):
        return f"{name} {', '.join(map(str, value))}"
    return f"{name} {number(value) if isinstance(value, float) else value}"
