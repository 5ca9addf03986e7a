"""What the answer of `bargain` rests on: whose judgement, what is left out and where it is written, the method."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from detente.report.bargain_saying import capital, counted, was_looked_for
from detente.report.bargain_short import SOLVE
from detente.report.content import Item, Items, Paragraph, section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.bargain.answer import Bargain
    from detente.bargain.domain import Domain, Exclusion
    from detente.report.content import Block, Section

_MOST: Final = 20  # statements that leave packages out


def rests_section(found: Bargain) -> Section:
    """Assumptions, warnings, what is left out, notes and the method."""
    return section("What this answer rests on", _blocks(found))


def _blocks(found: Bargain) -> Iterator[Block]:
    if found.warnings:
        yield Items(tuple(Item(capital(one), "warning", "Warning:") for one in found.warnings))
    if found.assumptions:
        yield Items(tuple(Item(capital(one)) for one in found.assumptions))
    excluded = found.domain.excluded
    if excluded:
        yield Paragraph("Packages are left out by:")
        yield Items(tuple(Item(_statement(found.domain, one)) for one in excluded[:_MOST]))
        if len(excluded) > _MOST:
            yield Paragraph(
                f"and {counted(len(excluded) - _MOST, 'further statement')}; --format json has them."
            )
    if found.notes:
        yield Items(tuple(Item(capital(one)) for one in found.notes))
    yield Paragraph(f"Method: {_method(found)}.", "faint")


def _method(found: Bargain) -> str:
    """How it was found; what was not looked for is no method."""
    if was_looked_for(found):
        return found.method.rstrip(".")
    return (
        "statements or obligations link the issues too closely to list the undominated packages, and no single "
        f"solution point was looked for: the extra `solve` finds them ({SOLVE})"
    )


def _statement(domain: Domain, one: Exclusion) -> str:
    said = domain.in_words(one)
    return f"{said} ({one.place})" if one.place else said
