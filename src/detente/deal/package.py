"""A deal with one option chosen for each of its issues: which obligations are in it, and the deal as it would be.

An obligation hangs on issues if an option has it in `with`, or if it says `only if` itself; all others are in every
package. Where an option names a part of an act, or one performer's, the whole is meant; where it names a stage, every
obligation of that stage.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final, NamedTuple

from detente.deal.model import Deal, Option, in_words
from detente.deal.phrases import Choice, are_chosen
from detente.deal.without import Removed, without
from detente.errors import UnknownName

_MOST: Final = 6
_WORDS: Final = "With the options"


class Condition(NamedTuple):
    """When an obligation is part of a package: with any of `by_any` (or that is empty), and with all of `only_if`.

    In `only_if` several options of one issue mean any of them.
    """

    by_any: tuple[Choice, ...]
    only_if: tuple[Choice, ...]

    @property
    def issues(self) -> tuple[str, ...]:
        """The issues that it hangs on, each once."""
        return tuple(dict.fromkeys(choice.issue for choice in (*self.by_any, *self.only_if)))

    def is_met(self, package: Mapping[str, str]) -> bool:
        """Whether it is met by a package; an issue that the package leaves out meets nothing."""
        return are_chosen(self.by_any, self.only_if, package)

    def __str__(self) -> str:
        """`port: open` or `port: inspected`; and `mandate: joint`."""
        wanted: dict[str, list[Choice]] = {}
        for choice in self.only_if:
            wanted.setdefault(choice.issue, []).append(choice)
        groups = [list(self.by_any), *wanted.values()]
        return "; and ".join(" or ".join(f"`{choice}`" for choice in group) for group in groups if group)


def brought_by(deal: Deal) -> dict[str, Condition]:
    """The obligations that are part of some packages only, in the order of the file, each with its condition."""
    by_any = _with(deal)
    found = {}
    for label, owed in deal.obligations.items():
        only_if = owed.only_if if isinstance(owed.only_if, tuple) else ()
        stage = by_any.get(owed.stage, ()) if isinstance(owed.stage, str) else ()
        condition = Condition(tuple(dict.fromkeys((*by_any.get(label, ()), *stage))), only_if)
        if condition.issues:
            found[label] = condition
    return found


def guarantees_brought_by(deal: Deal) -> dict[str, Condition]:
    """The guarantees that are part of some packages only, because an option has them in `with`."""
    by_any = _with(deal)
    return {label: Condition(tuple(by_any[label]), ()) for label in deal.guarantees if label in by_any}


def _with(deal: Deal) -> dict[str, list[Choice]]:
    """What options name in `with`, each with the options that do."""
    found: dict[str, list[Choice]] = {}
    for issue in deal.issues.values():
        for label, option in issue.options.items() if isinstance(issue.options, dict) else ():
            refs = option.with_ if isinstance(option, Option) else ()
            for ref in refs or ():
                found.setdefault(ref.id, []).append(Choice(issue.id, label))
    return {name: list(dict.fromkeys(choices)) for name, choices in found.items()}


def deal_with(deal: Deal, package: Mapping[str, str]) -> Deal:
    """The deal as it would be with a package: `chosen` is the package, and its issues have these options as drafts.

    What the package does not bring is taken out, with all that refers to it (see `without`); `left_out` says so. The
    texts, and the places that nouns point at, stay those of the deal.

    Args:
        deal: a deal that was understood whole.
        package: an option for each issue. What hangs on an issue that is left out is not part of it.

    Raises:
        UnknownName: there is no such issue, or it has no such option.
    """
    _refuse(deal, package)
    return _chosen(deal, dict(package), _WORDS)


def chosen_again(deal: Deal, package: Mapping[str, str]) -> Deal:
    """The same as `deal_with` for a deal whose text has changed: choices that there are no more stand for nothing."""
    return _chosen(deal, dict(package), _WORDS)


def as_drafted(deal: Deal) -> Deal:
    """The deal with the options of its draft, made once: what is owed if the draft is signed as it stands.

    A deal in which nothing hangs on an option, or for which a package was chosen, is returned as it is, and so is one
    that was not understood whole. Where an issue has no draft, what only its options bring is taken out.
    """
    if deal.chosen is not None or deal.problems or not _conditions(deal):
        return deal
    if "as drafted" not in deal.kept:
        draft = {issue.id: issue.draft for issue in deal.issues.values() if isinstance(issue.draft, str)}
        deal.kept["as drafted"] = _chosen(deal, draft, "With the draft's options")
    drafted: Deal = deal.kept["as drafted"]
    return drafted


def _conditions(deal: Deal) -> dict[str, Condition]:
    return brought_by(deal) | guarantees_brought_by(deal)


def _refuse(deal: Deal, package: Mapping[str, str]) -> None:
    for issue, option in package.items():
        if issue not in deal.issues:
            raise UnknownName.among("issue", issue, deal.issues)
        options = deal.issues[issue].options
        if isinstance(options, dict) and option not in options:
            raise UnknownName.among(f"option of `{issue}` called", option, options)


def _chosen(deal: Deal, package: dict[str, str], words: str) -> Deal:
    conditions = _conditions(deal)
    out = [label for label, condition in conditions.items() if not condition.is_met(package)]
    made, removed = without(deal, out)
    issues = {
        label: issue.model_copy(update={"draft": package[label]}) if label in package else issue
        for label, issue in made.issues.items()
    }
    gone = [label for label in (*deal.obligations, *deal.guarantees) if not _is_in(made, label)]
    said = tuple(_said(deal, package, words, gone, removed))
    return replace(made, issues=issues, chosen=package, left_out=said)


def _is_in(deal: Deal, label: str) -> bool:
    return label in deal.obligations or label in deal.guarantees


def _said(
    deal: Deal, package: Mapping[str, str], words: str, gone: list[str], removed: tuple[Removed, ...]
) -> Iterator[str]:
    issues = {issue for condition in _conditions(deal).values() for issue in condition.issues}
    known = [f"`{issue}: {package[issue]}`" for issue in deal.issues if issue in issues and issue in package]
    unknown = [f"`{issue}`" for issue in deal.issues if issue in issues and issue not in package]
    if known:
        yield f"{words}: {', '.join(known)}."
    if unknown:
        yield f"No option is chosen for {in_words(unknown)}; what only its options bring is left out."
    if gone:
        yield f"Not part of it with these options: {_few(f'`{label}`' for label in gone)}."
    if removed:
        yield f"What refers to that is left out too: {_few(str(one) for one in removed)}."


def _few(items: Iterable[str]) -> str:
    every = list(items)
    if len(every) <= _MOST + 1:
        return in_words(every)
    return f"{', '.join(every[:_MOST])} and {len(every) - _MOST} more"
