"""The page: a review in plain text or Markdown; and single tables of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from detente.errors import UnknownName
from detente.report.content import Paragraph, Section
from detente.report.course import course_section
from detente.report.coverage import coverage_section
from detente.report.drawing import markdown_of, text_of
from detente.report.duties import duties_section
from detente.report.findings import findings_section
from detente.report.guarantees import guarantees_section
from detente.report.heading import heading_section, title_of, who_section
from detente.report.points import points_section
from detente.report.readings import readings_section
from detente.report.remedies import remedies_section
from detente.report.sources import sources_section
from detente.report.stages import stages_section
from detente.report.statements import statements_section

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.desk.review import Review, Tables

_NO_VALUES: Final = "Nobody's private values were used. Names of parties play no part in any rule."
TABLES: Final = ("coverage", "readings", "duties", "guarantees", "stages", "course")
"""The tables that can be shown by themselves, in the order of the page."""


def as_text(review: Review, width: int, color: bool = False) -> str:
    """The whole review in plain text.

    Args:
        review: the review.
        width: cells of a line; `drawing.NARROWEST` at least.
        color: whether to colour with ANSI codes.
    """
    return text_of(title_of(review.deal), page(review), width, color=color)


def as_markdown(review: Review) -> str:
    """The whole review in Markdown (CommonMark with the tables of GFM)."""
    return markdown_of(title_of(review.deal), page(review))


def tables_as_text(tables: Tables, names: Iterable[str], width: int, color: bool = False) -> str:
    """Single tables of a deal in plain text; see `tables_shown` for the names and what is raised."""
    return text_of(title_of(tables.deal), tables_shown(tables, names), width, color=color)


def tables_as_markdown(tables: Tables, names: Iterable[str]) -> str:
    """Single tables of a deal in Markdown; see `tables_shown` for the names and what is raised."""
    return markdown_of(title_of(tables.deal), tables_shown(tables, names))


def page(review: Review) -> list[Section]:
    """The sections of the page, in order; the first one has no title and stands above the numbered ones."""
    deal = review.deal
    sections = [
        heading_section(review),
        who_section(deal),
        *tables_shown(review.tables, TABLES),
        remedies_section(deal),
        findings_section(review.check),
        points_section(deal, review.points),
        statements_section(deal),
        sources_section(deal),
        method_section(review),
    ]
    return [made for made in sections if made is not None]


def method_section(review: Review) -> Section:
    """How the page was made, so that it can be made again."""
    ran = len(review.check.rules)
    rules = f"Rules that were run: {ran}." if review.check.understood else "No rule was run."
    return Section("How this page was made", (Paragraph(review.method), Paragraph(f"{rules} {_NO_VALUES}")))


def tables_shown(tables: Tables, names: Iterable[str]) -> list[Section]:
    """Single tables of a deal, by their names in `TABLES`.

    Raises:
        UnknownName: there is no table of this name.
    """
    return [_table(tables, name) for name in names]


def _table(tables: Tables, name: str) -> Section:
    deal = tables.deal
    match name:
        case "coverage":
            return coverage_section(deal, tables.coverage)
        case "readings":
            return readings_section(deal, tables.terms, tables.orders)
        case "duties":
            return duties_section(deal, tables.duties)
        case "guarantees":
            return guarantees_section(deal)
        case "stages":
            return stages_section(deal, tables.course)
        case "course":
            return course_section(deal, tables.course, tables.moves)
    raise UnknownName.among("table", name, TABLES)
