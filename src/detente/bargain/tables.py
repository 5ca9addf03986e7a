"""A domain from plain tables of worths: issues, options and parties by their labels."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias

from detente.bargain.domain import NEVER, RULES_OUT, Choice, Domain, Exclusion, written
from detente.bargain.exact import worth_of
from detente.bargain.numbers import refuse_options
from detente.deal.phrases import Amiss, kind_of
from detente.deal.worth import Worth, parse_worth
from detente.errors import CannotCount, UnknownName

Tables: TypeAlias = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""What each option of each issue is worth to each party: `{"port": {"open": {"north": 20, "south": "5..8"}}}`."""


def domain_of_tables(
    tables: Tables,
    *,
    no_deal: Mapping[str, Any] | None = None,
    never: Mapping[str, Iterable[Choice]] | None = None,
    rules_out: Iterable[tuple[Choice, Choice]] = (),
    draft: Mapping[str, str] | None = None,
    unit: str | Mapping[str, str] | None = None,
    title: str = "",
) -> Domain:
    """Put plain tables on the table.

    Args:
        tables: worths by issue, option and party; numbers, or ranges as text such as `20..30`.
        no_deal: what each party has without a deal; a party that is left out has none given.
        never: by party, the options (issue, option) that it never accepts.
        rules_out: pairs of options of two issues that exclude each other.
        draft: the option of each issue in the draft.
        unit: of all worths, or by party. Worths of parties are only ever added if they share one.
        title: what to call it.

    Raises:
        CannotCount: fewer than two parties, no issues, an option without a worth, or a worth that is no number.
        UnknownName: an issue, option or party that the tables do not have.
    """
    for name, value in {"no_deal": no_deal, "never": never, "draft": draft}.items():
        if value is not None and not isinstance(value, Mapping):
            raise CannotCount(
                f"`{name}` is told by its names, such as {{...: ...}}, and not by {kind_of(value)}."
            )
    parties = _parties(tables)
    issues = {issue: tuple(options) for issue, options in tables.items()}
    own = {party: dict(_own(tables, party)) for party in parties}
    _known(unit if isinstance(unit, Mapping) else (), "party", parties)
    never = {party: _choices(f"never of {party}", choices) for party, choices in (never or {}).items()}
    no_deal, excluding = no_deal or {}, [_of_two_issues(_choices("rules_out", pair)) for pair in rules_out]
    for given in (never, no_deal):
        _known(given, "party", parties)
    chosen = [
        *(choice for choices in never.values() for choice in choices),
        *(c for pair in excluding for c in pair),
    ]
    for issue, option in (*chosen, *(draft or {}).items()):
        _known([issue], "issue", issues)
        _known([option], f"option of `{issue}`", issues[issue])
    return Domain(
        parties=parties,
        issues=issues,
        own=own,
        no_deal={p: _worth(no_deal[p], f"no deal for {p}") if p in no_deal else None for p in parties},
        excluded=(
            *(Exclusion(NEVER, (choice,), party) for party, choices in never.items() for choice in choices),
            *(Exclusion(RULES_OUT, pair) for pair in excluding),
        ),
        draft=dict(draft or {}),
        unit={p: unit.get(p) if isinstance(unit, Mapping) else unit for p in parties},
        title=title,
        source="tables",
    )


def _parties(tables: Tables) -> tuple[str, ...]:
    """The parties, in the order in which the tables name them first."""
    if not isinstance(tables, Mapping):
        raise CannotCount(
            f"Packages are asked of a deal, its path, a domain or plain tables, and not of {kind_of(tables)}.",
            help='tables: {"port": {"open": {"north": 3, ...}}}',
        )
    if not tables:
        raise CannotCount(
            "There are no issues, and so no package to compare.", help='{"port": {"open": {"north": 3, ...}}}'
        )
    parties: dict[str, None] = {}
    for issue, options in tables.items():
        if not isinstance(options, Mapping) or not options:
            raise CannotCount(f"The issue `{issue}` has no options.")
        refuse_options(issue, len(options))
        for option, worths in options.items():
            if not isinstance(worths, Mapping):
                raise CannotCount(f"`{issue}: {option}` needs a worth for each party, not {kind_of(worths)}.")
            parties.update(dict.fromkeys(worths))
    if len(parties) < 2:
        raise CannotCount(
            f"Packages are compared for two parties or more, and the tables have {len(parties)}"
            f"{''.join(f' (`{party}`)' for party in parties)}."
        )
    return tuple(parties)


def _own(tables: Tables, party: str) -> Iterator[tuple[Choice, Worth]]:
    for issue, options in tables.items():
        for option, worths in options.items():
            named = f"`{written((issue, option))}` for {party}"
            if party not in worths:
                raise CannotCount(f"There is no worth of {named}.", help="give one, 0 if it is nothing to it")
            yield (issue, option), _worth(worths[party], f"the worth of {named}")


def _worth(value: Any, what: str) -> Worth:
    """A number of any kind, a range as text, or a Worth."""
    if isinstance(value, Worth):
        return value
    if isinstance(value, Fraction | Decimal) and math.isfinite(value):
        return worth_of(Fraction(value))
    plain = value.item() if hasattr(value, "item") else value  # a number of numpy
    try:
        return parse_worth(plain)
    except Amiss as amiss:
        raise CannotCount(f"{what[0].upper()}{what[1:]}: {amiss.sentence}.") from None


def _choices(what: str, choices: Iterable[Any]) -> tuple[Choice, ...]:
    """Issues with their options."""
    found = (
        tuple(choices)
        if isinstance(choices, Iterable) and not isinstance(choices, str | Mapping)
        else (choices,)
    )
    for one in found:
        if not (
            isinstance(one, tuple | list) and len(one) == 2 and all(isinstance(name, str) for name in one)
        ):
            raise CannotCount(
                f"{what}: `{one}` is not an issue with its option.", help='write `("port", "open")`'
            )
    return tuple((issue, option) for issue, option in found)


def _of_two_issues(pair: tuple[Choice, ...]) -> tuple[Choice, ...]:
    if len({issue for issue, _ in pair}) < len(pair):
        named = " and ".join(f"`{written(choice)}`" for choice in pair)
        raise CannotCount(
            f"rules_out: {named} are options of one issue, and a package has only one of these anyway."
        )
    return pair


def _known(names: Iterable[str], kind: str, known: Iterable[str]) -> None:
    known = list(known)
    for name in names:
        if name not in known:
            raise UnknownName.among(kind, str(name), map(str, known))
