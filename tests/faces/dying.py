"""Work for the tests of many: a function that ends its worker, as a file that takes all memory would."""

from __future__ import annotations

import os
import time


def twice(number: int, *fatal: int) -> int:
    """Twice a number; a fatal one ends the process."""
    if number in fatal:
        time.sleep(0.05)  # so that others are handed out meanwhile
        os._exit(9)
    return 2 * number
