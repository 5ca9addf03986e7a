"""The JSON schemas that editors complete from, as shipped; `scripts/schemas.py` writes them from the model."""

from __future__ import annotations

from importlib.resources import files
from typing import Final

FILES: Final = ("deal", "positions", "values")


def schema_text(file: str) -> str:
    """The JSON schema (draft 2020-12) of `deal`, `positions` or `values` files, as text.

    Raises:
        ValueError: there is no such kind of file.
    """
    if file not in FILES:
        raise ValueError(f"there is a schema for {', '.join(FILES)} files, not for {file}")
    return files(__name__).joinpath(name_of(file)).read_text(encoding="utf-8")


def name_of(file: str) -> str:
    """The name of the schema's file, such as `deal.schema.json`."""
    return f"{file}.schema.json"
