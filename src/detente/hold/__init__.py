"""Hold: at which point would a party gain by stopping, and the smallest change that makes the deal hold.

The folder may be called: `detente.hold(deal)`. What it takes and answers: `help(detente.hold.hold)`.
"""

from typing import TYPE_CHECKING, Any

from detente.verb import import_lazily, make_callable

if TYPE_CHECKING:
    from detente.hold.repair import Repair as Repair
    from detente.hold.repair import repairs as repairs
    from detente.hold.results import Hold as Hold
    from detente.hold.results import Point as Point
    from detente.hold.run import hold as hold

_HOMES = {"Hold": "results", "Point": "results", "Repair": "repair", "hold": "run", "repairs": "repair"}
# Imported when first used: the rules of this verb run in every check, and need little of the rest.
__all__ = [*sorted(_HOMES)]  # noqa: PLE0604 -- the names above, sorted


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used."""
    return import_lazily(__name__, _HOMES, name)


make_callable(__name__)
