"""The page of packages that also hold: sets of obligations, the best, what guarantees buy, what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.report.bargain_holds_best import best_section, trade_off_section
from detente.report.bargain_holds_sets import sets_section
from detente.report.bargain_holds_short import short_section
from detente.report.bargain_saying import PRIVATE, capital
from detente.report.content import Item, Items, Paragraph, Section, section
from detente.report.drawing import markdown_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.desk.packages import PackagesThatHold
    from detente.report.content import Block


def holds_as_text(found: PackagesThatHold, width: int, color: bool = False) -> str:
    """The answer in plain text.

    Args:
        found: the answer.
        width: cells of a line; `drawing.NARROWEST` at least.
        color: whether to colour with ANSI codes.
    """
    return text_of(title_of(found), holds_page(found), width, color=color)


def holds_as_markdown(found: PackagesThatHold) -> str:
    """The answer in Markdown (CommonMark with the tables of GFM)."""
    return markdown_of(title_of(found), holds_page(found))


def title_of(found: PackagesThatHold) -> str:
    """What is on the table, and what is asked of it."""
    return f"{found.domain.title or 'Packages'}: packages that also hold"


def holds_page(found: PackagesThatHold) -> list[Section]:
    """The sections of the page, in order; those that have nothing to say are left out."""
    sections = [
        Section("", (Paragraph(PRIVATE, "strong"),)),
        short_section(found),
        *([sets_section(found)] if found.bundles else []),
        best_section(found),
        trade_off_section(found),
        section("What this answer rests on", _rests(found)),
    ]
    return [made for made in sections if made.blocks]


def _rests(found: PackagesThatHold) -> Iterator[Block]:
    if found.warnings:
        yield Items(tuple(Item(capital(one), "warning", "Warning:") for one in found.warnings))
    if found.assumptions:
        yield Items(tuple(Item(capital(one)) for one in found.assumptions))
    if found.notes:
        yield Items(tuple(Item(capital(one)) for one in found.notes))
    yield Paragraph(f"Method: {found.method.rstrip('.')}.", "faint")
