"""Bargain: better packages for everybody at the table.

The folder may be called: `detente.bargain(deal)`. What it takes and answers: `help(detente.bargain.bargain)`.
"""

import sys
from importlib import import_module
from inspect import Signature, signature
from types import ModuleType
from typing import TYPE_CHECKING, Any

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
    if name not in _HOMES:
        raise AttributeError(f"detente.bargain has no `{name}`; it has {', '.join(sorted(_HOMES))}")
    return getattr(import_module(f"detente.bargain.{_HOMES[name]}"), name)


class _Verb(ModuleType):
    """The folder and the function have one name: `detente.bargain` may be called however it was imported."""

    @property
    def __signature__(self) -> Signature:
        return signature(import_module("detente.bargain.run").bargain)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return import_module("detente.bargain.run").bargain(*args, **kwargs)


sys.modules[__name__].__class__ = _Verb
