"""Files that are one party's alone: written whole or not at all, and closed to other users of the machine."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path


def write_private(path: Path, data: bytes) -> None:
    """Put a file in place at once, so that a stop half-way loses nothing; a new one is open to its owner alone.

    Raises:
        OSError: it cannot be written; the error names the file.
    """
    target = path.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-")
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(path)) from None
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
        if target.exists():
            shutil.copymode(target, name)
        Path(name).replace(target)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror or str(error), str(path)) from None
