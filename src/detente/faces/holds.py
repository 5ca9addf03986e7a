"""`detente bargain PATH --holds`: packages that also hold, their page, and the exit status."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import click
from click.core import ParameterSource

from detente.faces.pages import width
from detente.faces.terminal import json_of
from detente.version import VERSION

if TYPE_CHECKING:
    from detente.deal.model import Deal
    from detente.desk.packages import PackagesThatHold

HOLDS, NONE_HOLDS, CANNOT_BE_SAID = 0, 1, 3
NOT_WITH: Final = (
    *("at_least", "veto", "quorum", "samples", "seed", "most_points", "memory_limit", "no_promises", "csv"),
)
"""Options of `bargain` that ask for something else."""

Amount = tuple[str | None, float]


class Guarantees(click.ParamType[Amount]):
    """`N`, or `PARTY=N`."""

    name = "[PARTY=]N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Amount:
        """Read it."""
        if isinstance(value, tuple):
            return value
        party, equals, written = str(value).rpartition("=")
        try:
            number = float(written)
        except ValueError:
            number = math.nan
        if not 0 <= number < math.inf or (equals and not party.strip()):
            self.fail(
                f"{value!r} is no budget: write a number from 0, such as 20, or PARTY=N, such as north=20.",
                param,
                ctx,
            )
        return (party.strip() if equals else None), number


def refuse_other_options(ctx: click.Context) -> None:
    """Refuse `--budget` without `--holds`, and with it what would have no effect.

    Raises:
        click.UsageError: names the options.
    """
    given = {name for name in ctx.params if ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE}
    if "holds" not in given:
        if "budget" in given:
            raise click.UsageError("--budget is for packages that hold: add --holds.")
        return
    for name in NOT_WITH:
        if name in given:
            raise click.UsageError(f"--{name.replace('_', '-')} has no effect with --holds.")


def budget_of(given: tuple[Amount, ...]) -> float | Mapping[str, float]:
    """One number, or numbers by party; 0 where none is given.

    Raises:
        click.UsageError: both, or two for the same.
    """
    by_party = {party: amount for party, amount in given if party is not None}
    if len(by_party) == len(given):
        return by_party or 0.0
    if len(given) > 1 and not by_party:
        raise click.UsageError("--budget N is the total of all parties: give it once.")
    if by_party and any(party is None for party, _ in given):
        raise click.UsageError("--budget is one number in all, or PARTY=N for each party: not both.")
    if by_party:
        raise click.UsageError("--budget PARTY=N was given twice for one party.")
    return given[0][1]


def asked(deal: Deal, options: Mapping[str, Any]) -> PackagesThatHold:
    """The answer for a deal that was understood whole."""
    from detente.desk.packages import packages_that_hold  # noqa: PLC0415 -- it takes a while to import

    return packages_that_hold(
        deal,
        values=options["values"],
        budget=budget_of(options["budget"]),
        time_limit=options["time_limit"],
    )


def page_of(found: PackagesThatHold, form: str, *, color: bool) -> str:
    """The page in one of the forms."""
    if form == "json":
        return json_of(found.as_dict(VERSION))
    from detente.report.bargain_holds import (  # noqa: PLC0415 -- wanted only for people
        holds_as_markdown,
        holds_as_text,
    )

    return holds_as_markdown(found) if form == "markdown" else holds_as_text(found, width(), color)


def figure_of(found: PackagesThatHold) -> str:
    """The figure as SVG."""
    from detente.report.bargain_holds_svg import holds_svg  # noqa: PLC0415 -- wanted only on demand

    return holds_svg(found)


def status_of(found: PackagesThatHold) -> int:
    """The exit status; that some package holds can be said before all is looked at, that none does only after it."""
    if found.some_hold is False:
        return NONE_HOLDS if found.complete else CANNOT_BE_SAID
    return CANNOT_BE_SAID if found.some_hold is None else HOLDS
