"""The page of one answer of `bargain`: in short, solution points, the draft, the frontier, what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.report.bargain_acceptable import acceptable_section
from detente.report.bargain_draft import draft_section
from detente.report.bargain_frontier import frontier_section
from detente.report.bargain_rests import rests_section
from detente.report.bargain_saying import PRIVATE
from detente.report.bargain_shares import shares_section
from detente.report.bargain_short import short_section
from detente.report.bargain_solutions import solutions_section
from detente.report.bargain_winner import winner_section
from detente.report.content import Paragraph, Section
from detente.report.drawing import markdown_of, text_of

if TYPE_CHECKING:
    from detente.bargain.answer import Bargain


def bargain_as_text(found: Bargain, width: int, color: bool = False) -> str:
    """The answer in plain text.

    Args:
        found: the answer.
        width: cells of a line; `drawing.NARROWEST` at least.
        color: whether to colour with ANSI codes.
    """
    return text_of(title_of(found), bargain_page(found), width, color=color)


def bargain_as_markdown(found: Bargain) -> str:
    """The answer in Markdown (CommonMark with the tables of GFM)."""
    return markdown_of(title_of(found), bargain_page(found))


def title_of(found: Bargain) -> str:
    """What is on the table."""
    return found.domain.title or "Packages"


def bargain_page(found: Bargain) -> list[Section]:
    """The sections of the page, in order; those that have nothing to say are left out."""
    sections = [
        Section("", (Paragraph(PRIVATE, "strong"),)),
        short_section(found),
        solutions_section(found),
        draft_section(found),
        frontier_section(found),
        acceptable_section(found),
        winner_section(found),
        shares_section(found),
        rests_section(found),
    ]
    return [made for made in sections if made.blocks]
