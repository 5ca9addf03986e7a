"""The options of `detente read` as the readers take them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from detente.read.run import Whole


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


def narrowed(whole: Whole, only: tuple[str, ...]) -> Whole:
    """What was read, of these kinds alone; all of it where none is named.

    Raises:
        click.BadParameter: there is no such kind.
    """
    from detente.read.proposals import KINDS  # noqa: PLC0415 -- `--help` is quick

    for kind in only:
        if kind not in KINDS:
            raise click.BadParameter(f"`{kind}` is none of {', '.join(KINDS)}.", param_hint="--only")
    if not only:
        return whole
    kept = tuple(one for one in whole.read.proposals if one.kind in only)
    return replace(whole, read=replace(whole.read, proposals=kept))
