"""What values and issues name: entries of the deal, issues, and options of issues."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from detente.deal.model import Deal, Issue, Noun, Obligation, Option, Values
from detente.deal.phrases import SLUG, did_you_mean
from detente.text.nodes import Path, Problem
from detente.text.source import Span

Unknown = Callable[[str, str, Span], Problem]
"""Makes the problem of an id that names nothing of a kind, at a place."""

THING, STAGE, ISSUE = "thing", "stage", "issue"
_MOVES: Final = re.compile(rf"(?:gets|after\s+({SLUG})(?:\.{SLUG})?|in stage\s+({SLUG}))\Z")


def check_values(deal: Deal, kinds: dict[str, str], unknown: Unknown) -> Iterator[Problem]:
    """Report every id in values, and in the options of issues, that names nothing.

    Args:
        deal: the deal, with its values.
        kinds: what each id of the deal names.
        unknown: makes the problem of an id that is not known.
    """
    for values in deal.values.values():
        names = _Names(deal, values, kinds, unknown)
        yield from names.of_values(values)
    for issue in deal.issues.values():
        yield from _Names(deal, issue, kinds, unknown).of_issue(issue)
    for owed in deal.obligations.values():
        if isinstance(owed.only_if, tuple):
            yield from _Names(deal, owed, kinds, unknown).of_obligation(owed)


class _Names:
    """Looks up the ids of one entry."""

    def __init__(self, deal: Deal, noun: Noun, kinds: dict[str, str], unknown: Unknown) -> None:
        self.deal = deal
        self.document = deal.documents[noun.home.file]
        self.home = noun.home.path
        self.kinds = kinds
        self.unknown = unknown

    def of_values(self, values: Values) -> Iterator[Problem]:
        for key, labels in (("worth", values.worth), ("guarantees", values.guarantees)):
            for label in labels or ():
                yield from self.thing(label, self.key(self.written(key, label)))
                if key == "worth" and label in self.deal.issues:
                    yield self.whole_issue(label)
        for place, ranking in enumerate(values.ranking or ()):
            for label in (label for places in ranking.places for label in places):
                yield from self.thing(label, self.value(("ranking", place)))
        for (issue, option), span in zip(values.never or (), self.places("never"), strict=False):
            yield from self.option(issue, option, span)
        for key, moves in (("if it walks", values.if_it_walks), ("if others stop", values.if_others_stop)):
            for move in moves or ():
                yield from self.move(move, self.key(self.written(key, move)))

    def of_issue(self, issue: Issue) -> Iterator[Problem]:
        options = issue.options if isinstance(issue.options, dict) else {}
        if isinstance(issue.draft, str) and options:
            yield from self.option(issue.id, issue.draft, self.value(("draft",)))
        for label, option in options.items():
            ruled_out = option.rules_out if isinstance(option, Option) else None
            spans = self.places("options", label, "rules out") if ruled_out else ()
            for (other, chosen), span in zip(ruled_out or (), spans, strict=False):
                yield from self.option(other, chosen, span)
                if other == issue.id:
                    said = f"`{other}` is the issue of `{label}` itself, and only one of its options is chosen anyway"
                    yield Problem(span, said, "name options of other issues", "wrong-value")

    def of_obligation(self, owed: Obligation) -> Iterator[Problem]:
        for (issue, option), span in zip(owed.only_if or (), self.places("only if"), strict=False):
            yield from self.option(issue, option, span)

    def places(self, *keys: str) -> Iterator[Span]:
        """Where each of the options under a key is written: `port: open`, alone or in lists."""
        written: Any = self.document.value
        for step in (*self.home, *keys):
            written = written[step]
        for path, item in _items(written, keys):
            for issue, options in item.items():
                yield from (self.value(at) for at, _ in _items(options, (*path, issue)))

    def thing(self, written: str, span: Span) -> Iterator[Problem]:
        """An id, a part of an act, or an option of an issue."""
        label, colon, option = written.partition(":")
        if colon:
            yield from self.option(label.strip(), option.strip(), span)
        elif re.split(r"[.\s]", label)[0] not in self.kinds:
            yield self.unknown(label, THING, span)

    def whole_issue(self, issue: str) -> Problem:
        """A worth of an issue, where only its options can have one."""
        options = self.deal.issues[issue].options
        first = next(iter(options), "open") if isinstance(options, dict) else "open"
        said = f"`{issue}` is an issue, and what is worth something is each of its options"
        return Problem(
            self.key(("worth", issue)), said, f"write `{issue}: {{{first}: 5, ...}}`", "wrong-value"
        )

    def option(self, issue: str, option: str, span: Span) -> Iterator[Problem]:
        """An issue and one of its options; where the options are not filled in, any."""
        if issue not in self.deal.issues:
            yield self.unknown(issue, ISSUE, span)
            return
        options = self.deal.issues[issue].options
        if isinstance(options, dict) and options and option not in options:
            said = f"`{issue}` has no option `{option}`{did_you_mean(option, options)}"
            listed = ", ".join(f"`{known}`" for known in options)
            yield Problem(span, said, f"its options are {listed}", "unknown-id")

    def move(self, written: str, span: Span) -> Iterator[Problem]:
        """`gets`, `after ID` or `in stage ID`."""
        found = _MOVES.match(written)
        if found is None:
            guess = did_you_mean(written, ("gets",))
            said = f"`{written}` is none of `gets`, `after ID` and `in stage ID`{guess}"
            yield Problem(span, said, "write one of them", "unknown-key")
        elif found[1] and found[1] not in self.kinds:
            yield self.unknown(found[1], THING, span)
        elif found[2] and self.kinds.get(found[2]) != STAGE:
            yield self.unknown(found[2], STAGE, span)

    def written(self, key: str, label: str) -> Path:
        """Where a worth is written: under its own name, or as an option under its issue."""
        issue, _, option = (part.strip() for part in label.partition(":"))
        forms: tuple[Path, ...] = ((key, label), (key, issue, option), (key, f"{issue}:{option}"))
        return next((form for form in forms if (*self.home, *form) in self.document), (key,))

    def key(self, path: Path) -> Span:
        return self.document.key_span((*self.home, *path))

    def value(self, path: Path) -> Span:
        return self.document.span((*self.home, *path))


def _items(written: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """The items of a list with their places, or the one thing that is written without a list."""
    if isinstance(written, list):
        yield from (((*path, place), item) for place, item in enumerate(written))
    else:
        yield path, written
