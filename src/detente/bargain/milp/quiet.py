"""Silence for a solver that writes to standard output by itself, where an answer in JSON may be on its way."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_STDOUT: Final = 1
_lock = threading.Lock()
_kept: list[int] = []  # the real standard output, while at least one solver is at work
_inside = 0


@contextmanager
def quiet() -> Iterator[None]:
    """What compiled code writes to standard output meanwhile is lost; several threads may be inside at once.

    HiGHS now and then prints a line on its own account, whatever its options are.
    """
    _enter()
    try:
        yield
    finally:
        _leave()


def _enter() -> None:
    global _inside  # noqa: PLW0603 -- one process has one standard output
    with _lock:
        _inside += 1
        if _inside > 1:
            return
        try:
            kept = os.dup(_STDOUT)
        except OSError:
            return  # it is closed: nothing can be written to it
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, _STDOUT)
        os.close(nowhere)
        _kept.append(kept)


def _leave() -> None:
    global _inside  # noqa: PLW0603 -- one process has one standard output
    with _lock:
        _inside -= 1
        if not _inside and _kept:
            kept = _kept.pop()
            os.dup2(kept, _STDOUT)
            os.close(kept)
