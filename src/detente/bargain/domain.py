"""What is on the table: issues with options, what each package is worth to each party, and what cannot be chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from detente.deal.phrases import are_chosen
from detente.deal.worth import Ranking, Worth

Choice: TypeAlias = tuple[str, str]
"""An issue and one of its options, by their labels."""

NEVER, RULES_OUT, DEMANDED = "never", "rules out", "demanded"
NOTHING: Final = Worth(0.0, 0.0)


def written(choice: Choice) -> str:
    """`port: open`, as values files name an option."""
    return f"{choice[0]}: {choice[1]}"


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A statement that leaves packages out: the choices that cannot all be in one package.

    `kind`: `never` (one choice that `party` never accepts) or `rules out` (two choices that exclude each other).
    `place`: file, line and column where it is written, or "".
    """

    kind: str
    choices: tuple[Choice, ...]
    party: str | None = None
    place: str = ""

    def __str__(self) -> str:
        if self.kind == NEVER:
            return f"{self.party}: never `{written(self.choices[0])}`"
        first, *others = (f"`{written(choice)}`" for choice in self.choices)
        return f"{first} rules out {' with '.join(others)}"


@dataclass(frozen=True, slots=True)
class Brought:
    """An obligation that is part of a package only with some choices, and what it is worth to each party.

    It is there when one of `by_any` is chosen (or `by_any` is empty) and all of `only_if` are. In `only_if` several
    options of one issue mean any of them.
    """

    obligation: str
    by_any: tuple[Choice, ...]
    only_if: tuple[Choice, ...]
    worth: Mapping[str, Worth]

    @property
    def issues(self) -> tuple[str, ...]:
        """The issues that it hangs on, each once."""
        return tuple(dict.fromkeys(issue for issue, _ in (*self.by_any, *self.only_if)))

    def is_in(self, package: Mapping[str, str]) -> bool:
        """Whether it is part of a package; choices on its own issues are enough."""
        return are_chosen(self.by_any, self.only_if, package)


@dataclass(frozen=True, slots=True, eq=False)
class Domain:
    """What is on the table, by labels, in the order of the file.

    `own[party][(issue, option)]` is an option's own worth, without what it brings. `rest[party]` is what the rest of
    the deal is worth in every package. `no_deal[party]` is None where nothing is given. `draft` may leave issues out.
    `unit[party]` is None where none is given. `assumptions` are sentences that every output shows; `warnings` are what
    the reader should look at before relying on the answer.
    """

    parties: tuple[str, ...]
    issues: Mapping[str, tuple[str, ...]]
    own: Mapping[str, Mapping[Choice, Worth]]
    no_deal: Mapping[str, Worth | None]
    excluded: tuple[Exclusion, ...] = ()
    brought: tuple[Brought, ...] = ()
    rest: Mapping[str, Worth] = field(default_factory=dict)
    draft: Mapping[str, str] = field(default_factory=dict)
    unit: Mapping[str, str | None] = field(default_factory=dict)
    rankings: Mapping[str, tuple[Ranking, ...]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    source: str = ""
    assumptions: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    def call(self, party: str) -> str:
        """What a party is called in a sentence."""
        return self.names.get(party, party)

    def in_words(self, one: Exclusion) -> str:
        """What leaves packages out, in a sentence."""
        if one.kind == NEVER and one.party is not None:
            return f"{self.call(one.party)}: never `{written(one.choices[0])}`"
        return str(one)

    def choices(self) -> Iterator[Choice]:
        """Every option of every issue, in order."""
        for issue, options in self.issues.items():
            for option in options:
                yield issue, option

    @property
    def packages(self) -> int:
        """How many packages there are, before any is left out."""
        count = 1
        for options in self.issues.values():
            count *= len(options)
        return count

    @property
    def shared_unit(self) -> str | None:
        """The unit that all parties share, or None: only then are their worths added."""
        units = {self.unit.get(party) for party in self.parties}
        return units.pop() if len(units) == 1 else None

    def is_excluded(self, package: Mapping[str, str]) -> tuple[Exclusion, ...]:
        """The statements that leave a package out."""
        return tuple(
            one for one in self.excluded if all(package.get(issue) == option for issue, option in one.choices)
        )

    def worth(self, party: str, package: Mapping[str, str]) -> Worth:
        """What a whole package is worth to a party: options, what they bring, and the rest of the deal."""
        own = self.own[party]
        found = self.rest.get(party, NOTHING)
        for choice in package.items():
            found += own.get(choice, NOTHING)
        for one in self.brought:
            if one.is_in(package):
                found += one.worth.get(party, NOTHING)
        return found
