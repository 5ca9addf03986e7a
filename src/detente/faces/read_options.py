"""The options of `detente read` as the readers take them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def asked_of(options: Mapping[str, Any]) -> dict[str, Any]:
    """The options as `detente.read` takes them."""
    return {
        "shape": options["shape"],
        "parties": names_of(options["parties"]),
        "pipeline": options["spacy"],
        "model": options["model"],
        "model_url": options["model_url"],
    }


def names_of(written: str | None) -> tuple[str, ...]:
    """Names written with commas between them."""
    return tuple(name.strip() for name in (written or "").split(",") if name.strip())
