"""One file of GeniusWeb JSON: a domain (`issuesValues`) or a profile, with the values of each issue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Final, TypeAlias

from detente.bargain.formats.figures import collapsed, decimals, number
from detente.bargain.formats.json import kind
from detente.bargain.numbers import MOST_OPTIONS
from detente.errors import CannotCount, CannotRead
from detente.text.problem import quoted
from detente.text.source import Source

ADDITIVE: Final = "LinearAdditiveUtilitySpace"
Values: TypeAlias = tuple[str, ...] | tuple[Fraction, Fraction, Fraction]
"""The labels of an issue, or low, high and step of a range."""


@dataclass(frozen=True, slots=True, eq=False)
class Web:
    """A file of GeniusWeb: the values of each issue, and of a profile the whole object."""

    source: Source
    file: Path
    title: str
    issues: Mapping[str, Values]
    profile: Mapping[str, Any] | None

    @property
    def is_template(self) -> bool:
        """Whether it is a domain without utilities."""
        return self.profile is None


def read_web(given: Any, source: Source, file: Path) -> Web | None:
    """One file from its JSON, or None if it is JSON of another kind.

    Raises:
        CannotRead: a profile of another kind, or one whose form is not as it should be.
    """
    if not isinstance(given, dict):
        return None
    if "issuesValues" in given:
        return Web(source, file, _text(given.get("name")), _issues(given, source), None)
    if len(given) != 1:
        return None
    ((kind, space),) = given.items()
    if not isinstance(space, dict):
        return None
    if kind != ADDITIVE:
        raise CannotRead(
            f"`{source.name}` holds a profile of the kind {quoted(kind)}, and only `{ADDITIVE}` can be read.",
            file=source.name,
        )
    domain = space.get("domain")
    issues = {} if domain is None else _issues(as_object(domain, "domain", source), source)
    return Web(source, file, _text(space.get("name")), issues, space)


def _text(given: Any) -> str:
    return collapsed(given) if isinstance(given, str) else ""


def as_object(given: Any, what: str, source: Source) -> dict[str, Any]:
    """An object, or a sentence that one is needed there."""
    if not isinstance(given, dict):
        raise CannotRead(f"`{source.name}` needs an object as `{what}`, not {kind(given)}.", file=source.name)
    return given


def _issues(domain: Mapping[str, Any], source: Source) -> dict[str, Values]:
    found: dict[str, Values] = {}
    for written, given in as_object(domain.get("issuesValues"), "issuesValues", source).items():
        name = collapsed(written)
        if not name or name in found:
            what = "an issue without a name" if not name else f"two issues that are called {quoted(name)}"
            raise CannotRead(f"`{source.name}` has {what}.", file=source.name)
        values = as_object(given, written, source)
        found[name] = (
            _range(values["range"], name, source) if "range" in values else _values(values, name, source)
        )
    if not found:
        raise CannotRead(f"`{source.name}` has no issues.", file=source.name)
    return found


def _values(given: Mapping[str, Any], name: str, source: Source) -> tuple[str, ...]:
    values = given.get("values")
    if not isinstance(values, list) or not values:
        raise CannotRead(
            f"`{source.name}` needs a list of values, or a range, for the issue {quoted(name)}.",
            file=source.name,
        )
    labels = tuple(dict.fromkeys(collapsed(str(one)) for one in values))
    if "" in labels or len(labels) < len(values):
        raise CannotRead(
            f"`{source.name}` has a value of {quoted(name)} that is empty or there twice.", file=source.name
        )
    return labels


def _range(given: Any, name: str, source: Source) -> tuple[Fraction, Fraction, Fraction]:
    """Low, high and step."""
    parts = [given.get(key) for key in ("low", "high", "step")] if isinstance(given, dict) else given
    numbers = [number(one) for one in parts] if isinstance(parts, list) and len(parts) == 3 else [None]
    if None in numbers:
        raise CannotRead(
            f"`{source.name}` needs the numbers low, high and step as the range of {quoted(name)}.",
            file=source.name,
        )
    low, high, step = (one for one in numbers if one is not None)
    if step <= 0 or high < low:
        raise CannotRead(
            f"`{source.name}` has a range of {quoted(name)} that has no values: high has to be low or more, and step "
            "above 0.",
            file=source.name,
        )
    if (high - low) / step >= MOST_OPTIONS:
        raise CannotCount(
            f"`{source.name}` has {int((high - low) / step) + 1:,} values of {quoted(name)}, and at most "
            f"{MOST_OPTIONS:,} can be compared.",
            help="take a coarser step",
            file=source.name,
        )
    return low, high, step


def listed(values: Values) -> dict[str, Fraction | None]:
    """The options of an issue, each with its number if it is one of a range."""
    if not isinstance(values[0], Fraction):
        return dict.fromkeys(map(str, values))
    low, high, step = (Fraction(one) for one in values)
    return {decimals(low + at * step): low + at * step for at in range(int((high - low) / step) + 1)}
