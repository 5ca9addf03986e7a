"""A bar for long work: how much is done, how fast, and about how long the rest will take. Only on a terminal."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from typing import Final, TextIO

_CELLS: Final = 20
_EVERY: Final = 0.1  # seconds between two drawings
_ERASE: Final = "\r\x1b[2K"


class Progress:
    """Draws on one line of a stream and leaves nothing behind.

    Args:
        total: how much there is to do.
        stream: where to draw; standard error if None. Nothing is drawn if it is no terminal, or a dumb one.
        clock: seconds, for the rate.
    """

    def __init__(
        self, total: int, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.total = total
        self.stream = sys.stderr if stream is None else stream
        self.clock = clock
        self.shown = self.stream.isatty() and os.environ.get("TERM") != "dumb"
        self.begun = clock()
        self.drawn: float | None = None

    def __call__(self, done: int) -> None:
        """Draw it, if there is a terminal and the last drawing is a while ago."""
        now = self.clock()
        if not self.shown or (self.drawn is not None and now - self.drawn < _EVERY and done < self.total):
            return
        self.drawn = now
        self.stream.write(_ERASE + progress_line(done, self.total, now - self.begun))
        self.stream.flush()

    def close(self) -> None:
        """Take the bar away."""
        if self.drawn is not None:
            self.stream.write(_ERASE)
            self.stream.flush()
            self.drawn = None


def progress_line(done: int, total: int, seconds: float) -> str:
    """`[##########----------] 12 of 24, 3.2 a second, about 4 s left`.

    Args:
        done: how much is done.
        total: of how much.
        seconds: since the beginning.
    """
    filled = _CELLS * done // total if total else _CELLS
    said = f"[{'#' * filled}{'-' * (_CELLS - filled)}] {done} of {total}"
    if done and seconds > 0:
        rate = done / seconds
        said += f", {rate:.3g} a second" if rate >= 1 else f", {_time(1 / rate)} each"
        if done < total:
            said += f", {_about((total - done) / rate)} left"
    return said


def _about(seconds: float) -> str:
    said = "under 1 s" if seconds < 1 else _time(seconds)
    return said if said.startswith(("over", "under")) else f"about {said}"


def _time(seconds: float) -> str:
    if round(seconds) < 100:
        return f"{seconds:.2g} s" if seconds < 1 else f"{seconds:.0f} s"
    for unit, name in ((60, "min"), (3600, "h"), (86400, "days")):
        if round(seconds / unit) < 100:
            return f"{seconds / unit:.0f} {name}"
    return "over 100 days"
