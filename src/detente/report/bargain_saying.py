"""What `bargain` found, in words: numbers with their units, counts, and what differs between packages."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from detente.bargain.solutions.saying import WRITTEN_OUT
from detente.deal.model import in_words
from detente.deal.phrases import figure
from detente.diagnose.excerpt import cells
from detente.report.content import Line, words
from detente.report.saying import shortened

if TYPE_CHECKING:
    from detente.bargain.answer import Bargain
    from detente.bargain.domain import Domain
    from detente.bargain.results import Package
    from detente.report.content import Cell

DIGITS: Final = 6  # significant digits of a number with decimals; JSON has them all
COUNTED_ALONE: Final = 10**12  # counts above are given as powers of ten
_SHORT: Final = 9
LONG_NAME: Final = 20  # a longer name stands aside for the label where it would be repeated
MOST_COLUMNS: Final = 4  # so many parties have a column each
MOST_CHANGES: Final = 8  # so many issues that differ are named in a cell
NO_CHANGE: Final = "nothing"
PRIVATE: Final = "Shows what each party would accept: for the mediator only."
NAMED: Final[Mapping[str, str]] = {
    "nash": "Nash",
    "kalai-smorodinsky": "Kalai-Smorodinsky",
    "egalitarian": "egalitarian",
    "utilitarian": "utilitarian",
    "leximin": "leximin",
}


def number(value: float) -> str:
    """A worth in text: `1550000`, `2.5`, `0.333333`, `1.5e+20`; whole numbers have all their digits."""
    size = abs(value)
    if size >= WRITTEN_OUT or 0 < size < 1e-6:
        return f"{value:.{DIGITS}g}"
    digits = max(DIGITS, len(str(int(size))))
    return figure(float(f"{value:.{digits}g}") + 0.0)


def compact(value: float) -> str:
    """A worth where there is little room: `1500`, `2.1e+13`."""
    said = number(value)
    return said if len(said) <= _SHORT else f"{value:.4g}"


def signed(value: float) -> str:
    """A gain with its sign: `+20`, `-5`, `0`."""
    said = number(value)
    return said if said.startswith("-") or said == "0" else f"+{said}"


def count(many: int) -> str:
    """A count: `1,024`, or `1.3 x 10^100`."""
    if many < COUNTED_ALONE:
        return f"{many:,}"
    log = math.log10(many)  # of whole numbers of any length
    power = math.floor(log + 1e-12)
    first = float(f"{10 ** (log - power):.2g}")
    return f"about 10^{power}" if first == 1 else f"about {figure(first)} x 10^{power}"


def counted(many: int, singular: str, plural: str | None = None) -> str:
    """`1 package`, `1,024 packages`."""
    return f"{count(many)} {singular if many == 1 else plural or singular + 's'}"


def between(low: int, high: int, singular: str = "") -> str:
    """`From 3 to 5 packages`; `About 2 x 10^29 packages` where both ends read alike."""
    most = counted(high, singular) if singular else count(high)
    return capital(most) if count(low) == count(high) else f"From {count(low)} to {most}"


def capital(sentence: str) -> str:
    """A sentence with its first letter large."""
    return sentence[:1].upper() + sentence[1:]


def unit_of(domain: Domain, party: str) -> str | None:
    """The unit of a party's worths beside its name: `utility` of `utility of Northland`."""
    unit = domain.unit.get(party)
    return unit and unit.removesuffix(f" of {party}").removesuffix(f" of {domain.call(party)}")


def with_unit(value: float, unit: str | None, *, gain: bool = False) -> str:
    """A worth with its unit: `20 points`, `1 point`; a `gain` with its sign."""
    said = signed(value) if gain else number(value)
    if not unit:
        return said
    return f"{said} {'point' if unit == 'points' and abs(value) == 1 else unit}"


def each(domain: Domain, worth: Mapping[str, float], *, gain: bool = False) -> str:
    """What it is to each party in a sentence: `Northland +5, Southland +20 points`, the unit once if it is shared."""
    shared = domain.shared_unit
    said = [
        f"{domain.call(party)} {with_unit(worth[party], None if shared else unit_of(domain, party), gain=gain)}"
        for party in domain.parties
    ]
    return ", ".join(said) + (f" {shared}" if shared else "")


def headed(domain: Domain, party: str) -> str:
    """A party with its unit at the head of a column."""
    unit = unit_of(domain, party)
    return at_head(domain, party) + (f" ({unit})" if unit else "")


def at_head(domain: Domain, party: str) -> str:
    """What a party is called where a line begins; an id is never written otherwise than it is."""
    name = domain.call(party)
    return name if name == party else capital(name)


def worth_heads(domain: Domain, what: str) -> tuple[str, ...]:
    """The heads of the columns with worths: one a party, or one for all where they are many."""
    if len(domain.parties) <= MOST_COLUMNS:
        return tuple(headed(domain, party) for party in domain.parties)
    return (f"{what} ({domain.shared_unit})" if domain.shared_unit else what,)


def worth_cells(domain: Domain, worth: Mapping[str, float], *, gain: bool = False) -> list[Cell]:
    """Worths under `worth_heads`."""
    if len(domain.parties) <= MOST_COLUMNS:
        return [words(signed(worth[party]) if gain else number(worth[party])) for party in domain.parties]
    shared = domain.shared_unit
    return [
        tuple(
            Line(
                f"{domain.call(party)} "
                f"{with_unit(worth[party], None if shared else unit_of(domain, party), gain=gain)}"
            )
            for party in domain.parties
        )
    ]


@dataclass(frozen=True, slots=True)
class Base:
    """The package that others are compared with, and what it is called; None: packages are shown whole."""

    options: Mapping[str, str] | None
    called: str = ""

    @property
    def head(self) -> str:
        """Over a column of packages."""
        return "package" if self.options is None else f"differs from {self.called} in"

    def cell(self, options: Mapping[str, str], most: int = MOST_CHANGES) -> Cell:
        """A package as what differs, a line each; the rest is counted."""
        differing = self.differing(options)
        if not differing:
            return (Line(f"{NO_CHANGE}: it is {self.called}", "faint"),)
        return tuple(Line(one) for one in shortened(differing, most))

    def differing(self, options: Mapping[str, str]) -> list[str]:
        """`port: open` for each issue that differs."""
        return [
            f"{issue}: {option}"
            for issue, option in options.items()
            if self.options is None or self.options.get(issue) != option
        ]


def base_of(found: Bargain) -> Base:
    """The draft; without one a solution point; few issues are shown whole."""
    if found.draft is not None:
        return Base(found.draft.package.options, "the draft")
    if len(found.domain.issues) <= MOST_COLUMNS:
        return Base(None)
    for name, solution in found.solutions.items():
        if solution is not None:
            called = NAMED.get(name, name)
            sure = is_proved(found, name)
            return Base(
                solution.packages[0].options,
                f"the {called} point" if sure else f"the best found for {called}",
            )
    if found.frontier:
        return Base(found.frontier[0].options, "the package below")
    return Base(None)


def in_full(options: Mapping[str, str]) -> str:
    """A package in a line: `port: open; mandate: none`."""
    return "; ".join(f"{issue}: {option}" for issue, option in options.items())


def changes_in_words(changes: Mapping[str, tuple[str, str]], most: int = MOST_CHANGES) -> str:
    """`port: closed -> open; mandate: full -> none`, the rest counted."""
    return "; ".join(shortened([f"{issue}: {old} -> {new}" for issue, (old, new) in changes.items()], most))


@dataclass(frozen=True, slots=True)
class Spot:
    """Solution points that are one package: their names, the package, and which of them are only the best found."""

    names: tuple[str, ...]
    package: Package
    unproved: frozenset[str] = frozenset()

    @property
    def bare(self) -> str:
        """`Nash and leximin`."""
        return in_words([NAMED.get(name, name) for name in self.names])

    @property
    def is_only_found(self) -> bool:
        """Whether it is proved for none of its points."""
        return self.unproved.issuperset(self.names)

    @property
    def called(self) -> str:
        """`Nash and leximin`; `best found for Nash and leximin`; `Nash and leximin (best found)`."""
        return f"best found for {self.bare}" if self.is_only_found else in_words(self.each_called)

    @property
    def each_called(self) -> list[str]:
        """`Nash`, `leximin (best found)`."""
        return [NAMED.get(name, name) + " (best found)" * (name in self.unproved) for name in self.names]


def is_proved(found: Bargain, name: str) -> bool:
    """Whether no package left out can be better for a formula; rounded worths are told elsewhere."""
    solution, frontier = found.solutions.get(name), found.frontier
    return solution is None or solution.exact or (frontier is not None and frontier.is_whole)


def was_looked_for(found: Bargain) -> bool:
    """Whether solution points were looked for: single ones are not where the extra for it is missing."""
    return found.frontier is not None or bool(found.solutions)


def spots(found: Bargain) -> tuple[Spot, ...]:
    """The solution points with those together that have the same worth for everybody, the first of each point first."""
    by_worth: dict[tuple[float, ...], tuple[Package, list[str]]] = {}
    for name, solution in found.solutions.items():
        for package in () if solution is None else solution.packages:
            key = tuple(package.worth[party] for party in found.domain.parties)
            names = by_worth.setdefault(key, (package, []))[1]
            names.append(name)
    unproved = frozenset(name for name in found.solutions if not is_proved(found, name))
    known = [
        Spot(tuple(dict.fromkeys(names)), package, unproved.intersection(names))
        for package, names in by_worth.values()
    ]
    first = leading(known)
    return (*first, *(one for one in known if one not in first))


def leading(known: Iterable[Spot]) -> list[Spot]:
    """Of packages at solution points the fewest first ones, so that each point is among them."""
    told: set[str] = set()
    first = []
    for one in known:
        if not told.issuperset(one.names):
            first.append(one)
            told.update(one.names)
    return first


def brief(domain: Domain, party: str) -> str:
    """A party where its name is repeated often: its label if the name is long."""
    name = domain.call(party)
    return name if cells(name) <= LONG_NAME else party


def with_name(domain: Domain, statement: str) -> str:
    """What leaves packages out, with the name of the party that says so: `Northland: never `port: open``."""
    for party in domain.parties:
        if statement.startswith(f"{party}: never "):
            return domain.call(party) + statement.removeprefix(party)
    return statement


def names_in_words(domain: Domain, parties: Iterable[str]) -> str:
    """Parties in a sentence."""
    return in_words([domain.call(party) for party in parties])
