"""Hold: at which point would a party gain by stopping, and the smallest change that makes the deal hold.

The folder may be called: `detente.hold(deal)`. What it takes and answers: `help(detente.hold.hold)`.
"""

import sys
from importlib import import_module
from inspect import Signature, signature
from types import ModuleType
from typing import TYPE_CHECKING, Any

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
    if name not in _HOMES:
        raise AttributeError(f"detente.hold has no `{name}`; it has {', '.join(sorted(_HOMES))}")
    return getattr(import_module(f"detente.hold.{_HOMES[name]}"), name)


class _Verb(ModuleType):
    """The folder and the function have one name: `detente.hold` may be called however it was imported."""

    @property
    def __signature__(self) -> Signature:
        return signature(import_module("detente.hold.run").hold)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return import_module("detente.hold.run").hold(*args, **kwargs)


sys.modules[__name__].__class__ = _Verb
