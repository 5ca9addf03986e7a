"""Bargain: better packages for everybody at the table.

The folder may be called: `detente.bargain(deal)`. What it takes and answers: `help(detente.bargain.bargain)`.
"""

from typing import TYPE_CHECKING, Any

from detente.verb import import_lazily, make_callable

if TYPE_CHECKING:
    from detente.bargain.answer import Bargain as Bargain
    from detente.bargain.domain import Domain as Domain
    from detente.bargain.formats.reading import read_domain as read_domain
    from detente.bargain.formats.writing import frontier_csv as frontier_csv
    from detente.bargain.of_deal import domain_of as domain_of
    from detente.bargain.run import bargain as bargain
    from detente.bargain.run import undominated as undominated
    from detente.bargain.tables import domain_of_tables as domain_of_tables
    from detente.bargain.winner import AdjustedWinner as AdjustedWinner
    from detente.bargain.winner import adjusted_winner as adjusted_winner

_HOMES = {
    "AdjustedWinner": "winner",
    "Bargain": "answer",
    "Domain": "domain",
    "adjusted_winner": "winner",
    "bargain": "run",
    "domain_of": "of_deal",
    "domain_of_tables": "tables",
    "frontier_csv": "formats",
    "read_domain": "formats",
    "undominated": "run",
}
# Imported when first used, so that the command line starts at once.
__all__ = [*sorted(_HOMES)]  # noqa: PLE0604 -- the names above, sorted


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used."""
    return import_lazily(__name__, _HOMES, name)


make_callable(__name__)
