"""A verb's folder and its function have one name: `detente.hold` may be called, and has more in it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from inspect import Signature, signature
from types import ModuleType
from typing import Any


class Verb(ModuleType):
    """The module of a verb: calling it calls the function of that name in its `run`."""

    @property
    def __signature__(self) -> Signature:
        return signature(self._function)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the function of the verb."""
        return self._function(*args, **kwargs)

    @property
    def _function(self) -> Callable[..., Any]:
        found: Callable[..., Any] = getattr(
            import_module(f"{self.__name__}.run"), self.__name__.split(".")[-1]
        )
        return found


def make_callable(name: str) -> None:
    """Let the folder `name`, which is being imported, be called however it was imported."""
    sys.modules[name].__class__ = Verb


def import_lazily(name: str, homes: Mapping[str, str], wanted: str) -> Any:
    """A public name of the folder `name`, imported when it is first used.

    Args:
        name: the folder, such as `detente.hold`.
        homes: where each public name lives in it.
        wanted: the name.

    Raises:
        AttributeError: the folder has no such public name.
    """
    if wanted not in homes:
        raise AttributeError(f"{name} has no `{wanted}`; it has {', '.join(sorted(homes))}")
    return getattr(import_module(f"{name}.{homes[wanted]}"), wanted)
