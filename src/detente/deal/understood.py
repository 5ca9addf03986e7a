"""A deal that was not understood whole is laid out as far as it goes, but not judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.errors import CannotCount

if TYPE_CHECKING:
    from detente.deal.model import Deal


def refuse_problems(deal: Deal) -> None:
    """Refuse to judge a deal that was not understood whole.

    Raises:
        CannotCount: at the place of the first problem.
    """
    if deal.problems:
        first = deal.problems[0]
        count = len(deal.problems)
        raise CannotCount(
            f"the deal is not understood whole ({count} problem{'s' if count > 1 else ''}): {first.message}",
            help=first.help or "`detente check` lists them",
            file=first.span.file,
            line=first.span.line,
            column=first.span.column,
        )
