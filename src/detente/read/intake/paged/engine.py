"""The library that opens PDF files, or the name of the extra that installs it."""

from __future__ import annotations

from detente.errors import MissingExtra

try:
    import pypdfium2
    import pypdfium2.raw as pdfium
except ImportError:
    raise MissingExtra("read", "read PDF files") from None

__all__ = ["pdfium", "pypdfium2"]
