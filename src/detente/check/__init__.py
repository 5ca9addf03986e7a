"""Check: diagnostics that read like a good editor's remarks."""

import sys
from types import ModuleType
from typing import Any

from detente.check.run import Check, check, rules

__all__ = ["Check", "check", "rules"]


class _Verb(ModuleType):
    """The folder and the function have one name: `detente.check` may be called however it was imported."""

    def __call__(self, *args: Any, **kwargs: Any) -> Check:
        return check(*args, **kwargs)


sys.modules[__name__].__class__ = _Verb
