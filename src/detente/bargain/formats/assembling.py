"""From profiles that were read, whatever their format, to a domain."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final

from detente.bargain.domain import Choice, Domain
from detente.bargain.exact import worth_of
from detente.bargain.formats.figures import collapsed
from detente.bargain.numbers import MOST
from detente.deal.model import in_words
from detente.errors import CannotCount

MOST_DECIMALS: Final = 15
OWN_SCALES: Final = (
    "Utilities of different parties are each on a scale of their own and share no unit: they are never added up here, "
    "so that no utilitarian point (the largest social welfare) is given."
)

NAMING: Final = "from Python, `read_domain(path, *profiles)` takes the profiles that are named"
_ALMOST: Final = Fraction(1, 10**9)


@dataclass(frozen=True, slots=True, eq=False)
class Mine:
    """What one party's profile says: the utility of each choice, and without a deal (None: not given)."""

    name: str
    utilities: Mapping[Choice, Fraction]
    no_deal: Fraction | None


def assembled(
    profiles: Sequence[Mine],
    issues: Mapping[str, tuple[str, ...]],
    *,
    title: str,
    source: str,
    assumptions: Iterable[str],
    warnings: Iterable[str],
) -> Domain:
    """The domain: worths are the utilities as fractions, or rounded where a grid of 64 bits would not hold them.

    Raises:
        CannotCount: fewer than two profiles.
    """
    if len(profiles) < 2:
        raise CannotCount(
            f"Packages are compared for two parties or more, and {source} has {len(profiles) or 'no'} "
            f"profile{'s' * (len(profiles) != 1)}.",
            help="put a profile for each party beside the domain file, and give the folder or the domain file as the "
            f"path; {NAMING}",
        )
    rounded: dict[str, int] = {}
    fitted = []
    for one in profiles:
        mine, digits = _fitted(one, issues)
        fitted.append(mine)
        if digits is not None:
            rounded[one.name] = digits
    parties = tuple(one.name for one in fitted)
    return Domain(
        parties=parties,
        issues=dict(issues),
        own={
            one.name: {choice: worth_of(utility) for choice, utility in one.utilities.items()}
            for one in fitted
        },
        no_deal={one.name: None if one.no_deal is None else worth_of(one.no_deal) for one in fitted},
        unit={party: f"utility of {party}" for party in parties},
        title=title,
        source=source,
        assumptions=(*assumptions, *_rounding(rounded), OWN_SCALES),
        warnings=tuple(dict.fromkeys(warnings)),
    )


def scale_of(profiles: Iterable[Mine]) -> str:
    """What may be said of everybody's scale: ` from 0 to 1` where no utility and no reservation is beyond."""
    return " from 0 to 1" if all(_is_within(one) for one in profiles) else ""


def _is_within(one: Mine) -> bool:
    by_issue: dict[str, list[Fraction]] = {}
    for (issue, _), utility in one.utilities.items():
        by_issue.setdefault(issue, []).append(utility)
    least = sum(map(min, by_issue.values()), Fraction(0))
    most = sum(map(max, by_issue.values()), Fraction(0))
    ends = [least, most, *([] if one.no_deal is None else [one.no_deal])]
    return all(-_ALMOST <= end <= 1 + _ALMOST for end in ends)


def _fitted(one: Mine, issues: Mapping[str, tuple[str, ...]]) -> tuple[Mine, int | None]:
    """The same utilities if whole numbers of 64 bits can hold them, else rounded to the decimals that are told."""
    numbers = [*one.utilities.values(), *([] if one.no_deal is None else [one.no_deal])]
    largest = sum(
        (max(abs(one.utilities[issue, option]) for option in options) for issue, options in issues.items()),
        Fraction(0),
    )
    if largest * math.lcm(*(number.denominator for number in numbers)) <= MOST:
        return one, None
    digits = min(MOST_DECIMALS, math.floor(math.log10(MOST / max(largest, Fraction(1)))))
    utilities = {choice: round(utility, digits) for choice, utility in one.utilities.items()}
    no_deal = None if one.no_deal is None else round(one.no_deal, digits)
    return Mine(one.name, utilities, no_deal), digits


def _rounding(rounded: Mapping[str, int]) -> Iterable[str]:
    for digits in sorted(set(rounded.values()), reverse=True):
        names = in_words([name for name, own in rounded.items() if own == digits])
        yield (
            f"{names}: the products of weights and evaluations are rounded to {digits} decimals, "
            "which is about what the formats' own programs tell apart."
        )


def names_of(files: Sequence[Path], given: Sequence[str] = ()) -> list[str]:
    """A name for each profile: the one it gives itself, or that of its file; with more of the path where two agree."""
    own = [collapsed(name) for name in given] or [""] * len(files)
    stems = [collapsed(file.stem) or "profile" for file in files]
    found = [name or stem for name, stem in zip(own, stems, strict=True)]
    for longer in (stems, [collapsed(file.with_suffix("").as_posix()) for file in files]):
        twice = {name for name, count in Counter(found).items() if count > 1}
        found = [more if name in twice else name for name, more in zip(found, longer, strict=True)]
    seen: Counter[str] = Counter()
    for at, name in enumerate(found):
        seen[name] += 1
        if seen[name] > 1:
            found[at] = f"{name} ({seen[name]})"
    return found
