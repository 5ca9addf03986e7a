"""What a party is asked to weigh: the issues of a deal that have options, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final

from detente.deal.model import Deal, Issue, Option, in_words
from detente.deal.package import brought_by
from detente.deal.phrases import Choice
from detente.deal.worth import Worth
from detente.errors import CannotCount, UnknownName

MOST: Final = 500  # options in all: nobody answers more questions than that
_NAMED: Final = 8  # parties that a sentence names


@dataclass(frozen=True, slots=True)
class Table:
    """What one party weighs, by labels, in the order of the file.

    `says[(issue,)]` and `says[(issue, option)]` are the file's own words. `excluded` are pairs of choices that cannot
    both be in a package. `brings` are the obligations that hang on an option; `apart` are those of them that have a
    worth of their own in the party's file. `left_out` are issues without options.
    """

    party: str
    name: str
    issues: Mapping[str, tuple[str, ...]]
    title: str = ""
    says: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    excluded: tuple[tuple[Choice, Choice], ...] = ()
    brings: Mapping[Choice, tuple[str, ...]] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()

    @property
    def weighed(self) -> tuple[str, ...]:
        """The issues with something to choose: two options or more."""
        return tuple(issue for issue, options in self.issues.items() if len(options) > 1)

    def choices(self) -> Iterator[Choice]:
        """Every option of every issue, in order."""
        for issue, options in self.issues.items():
            for option in options:
                yield Choice(issue, option)


def table_of(deal: Deal, party: str) -> Table:
    """The issues of a deal, to be weighed by one of its parties.

    Raises:
        UnknownName: the deal has no such party.
        CannotCount: no issue has two options or more, or there are too many to ask for one by one.
    """
    if party not in deal.parties:
        raise _unknown(deal, party)
    issues = {
        issue.id: tuple(issue.options)
        for issue in deal.issues.values()
        if isinstance(issue.options, dict) and issue.options
    }
    if not any(len(options) > 1 for options in issues.values()):
        raise CannotCount(
            f"{deal.name}: no issue has two options or more, so there is nothing to weigh.",
            help="write them under `issues:`, such as `port: {options: {closed: {}, open: {}}}`",
        )
    count = sum(map(len, issues.values()))
    if count > MOST:
        raise CannotCount(
            f"{deal.name}: the issues have {count} options, too many to ask for one by one (at most {MOST}).",
            help=f"write what they are worth into values/{party}.yaml yourself",
        )
    return Table(
        party=party,
        name=deal.call(party),
        issues=issues,
        title=deal.frame.title if isinstance(deal.frame.title, str) else deal.name,
        says=dict(_says(deal, issues)),
        excluded=tuple(_excluded(deal, issues)),
        brings=_brings(deal),
        apart=tuple(label for label in brought_by(deal) if label in _worths(deal, party)),
        left_out=tuple(label for label in deal.issues if label not in issues),
    )


def _unknown(deal: Deal, party: str) -> UnknownName:
    """Parties are asked for by their ids: where something like a name was given, the id is told."""
    by_name = {deal.call(label).casefold(): label for label in deal.parties}
    by_id = {label.casefold(): label for label in deal.parties}
    asked = party.casefold()
    near = next(iter(get_close_matches(asked, [*by_id, *by_name], n=1, cutoff=0.6)), None)
    if asked in by_name:
        help_: str | None = f"`{by_name[asked]}` is {deal.call(by_name[asked])}"
    elif near is None:
        named = [f"`{label}` is {deal.call(label)}" for label in deal.parties if deal.call(label) != label]
        help_ = in_words(named) if 0 < len(named) <= _NAMED else None
    elif near in by_id:
        help_ = f"Did you mean `{by_id[near]}`?"
    else:
        help_ = f"Did you mean `{by_name[near]}`, {deal.call(by_name[near])}?"
    return UnknownName(f"There is no party `{party}`.", help=help_)


def _options(issue: Issue) -> dict[str, Option]:
    return issue.options if isinstance(issue.options, dict) else {}


def _says(deal: Deal, issues: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[tuple[str, ...], str]]:
    for label in issues:
        issue = deal.issues[label]
        if isinstance(issue.says, str):
            yield (label,), issue.says
        for name, option in _options(issue).items():
            if isinstance(option, Option) and isinstance(option.says, str):
                yield (label, name), option.says


def _excluded(deal: Deal, issues: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[Choice, Choice]]:
    for label in issues:
        for name, option in _options(deal.issues[label]).items():
            for other, chosen in (option.rules_out or ()) if isinstance(option, Option) else ():
                if chosen in issues.get(other, ()):
                    yield Choice(label, name), Choice(other, chosen)


def _brings(deal: Deal) -> dict[Choice, tuple[str, ...]]:
    found: dict[Choice, list[str]] = {}
    for label, condition in brought_by(deal).items():
        for choice in dict.fromkeys((*condition.by_any, *condition.only_if)):
            found.setdefault(Choice(*choice), []).append(label)
    return {choice: tuple(labels) for choice, labels in found.items()}


def _worths(deal: Deal, party: str) -> dict[str, Worth]:
    values = deal.values.get(party)
    return values.worth if values is not None and isinstance(values.worth, dict) else {}
