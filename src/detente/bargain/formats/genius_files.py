"""One file of GENIUS XML: a domain (`negotiation_template`) or a profile (`utility_space`), as it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from detente.bargain.formats.figures import collapsed, number
from detente.bargain.formats.xml import Element, parse_xml
from detente.bargain.numbers import MOST_OPTIONS
from detente.errors import CannotCount, CannotRead
from detente.text.problem import quoted
from detente.text.source import Source

TEMPLATE, PROFILE = "negotiation_template", "utility_space"


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue of one file. `evaluations`: by option, as far as written; of an integer issue what its line gives."""

    number: int
    name: str
    kind: str
    options: tuple[str, ...]
    evaluations: Mapping[str, Fraction]
    weight: Fraction | None
    at: Element


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """A file of GENIUS: its issues by number; a profile has reservation and discount besides (None: not written)."""

    source: Source
    file: Path
    is_template: bool
    issues: Mapping[int, Issue]
    reservation: Fraction | None = None
    discount: Fraction | None = None
    warnings: list[str] = field(default_factory=list)


def read_space(source: Source, file: Path) -> Space | None:
    """One file, or None if it is XML of another kind.

    Raises:
        CannotRead: no XML, no additive utilities, or an issue of a kind that cannot be listed.
        CannotCount: a figure is missing or is no number.
    """
    root = parse_xml(source)
    if root.tag not in (TEMPLATE, PROFILE):
        return None
    _refuse_nonlinear(root, source)
    reading = _Reading(source, file, [])
    issues: dict[int, Issue] = {}
    for issue in reading.issues(root):
        if issue.number in issues:
            raise reading.refused(CannotRead, f"has two issues with the number {issue.number}", issue.at)
        issues[issue.number] = issue
    if not issues:
        raise reading.refused(CannotRead, "has no issues", root)
    _refuse_same_names(issues, reading)
    has_worths = any(one.evaluations or one.weight is not None for one in issues.values())
    return Space(
        source,
        file,
        root.tag == TEMPLATE or not has_worths,
        issues,
        reading.value(root, "reservation"),
        reading.value(root, "discount_factor"),
        reading.warnings,
    )


def _refuse_nonlinear(root: Element, source: Source) -> None:
    spaces = [root, *root.inside(PROFILE)]
    named = next((one for one in spaces if one.attributes.get("type", "any").lower() == "nonlinear"), None)
    found = named or next(root.inside("ufun", "utility", "hyperRectangle", "constraint"), None)
    if found is not None:
        raise CannotRead(
            f"`{source.name}` holds a nonlinear utility space, and only additive ones can be read.",
            file=source.name,
            line=found.line,
            column=found.column,
        )


def _refuse_same_names(issues: Mapping[int, Issue], reading: _Reading) -> None:
    seen: dict[str, Issue] = {}
    for issue in issues.values():
        if issue.name in seen:
            raise reading.refused(
                CannotRead, f"has two issues that are called {quoted(issue.name)}", issue.at
            )
        seen[issue.name] = issue


@dataclass(frozen=True, slots=True)
class _Reading:
    """One file while it is read."""

    source: Source
    file: Path
    warnings: list[str]

    def refused(
        self, kind: type[CannotRead] | type[CannotCount], what: str, at: Element, advice: str | None = None
    ) -> CannotRead | CannotCount:
        name = self.source.name
        return kind(f"`{name}` {what}.", help=advice, file=name, line=at.line, column=at.column)

    def issues(self, level: Element) -> Iterator[Issue]:
        """The issues at a level and below, with the weights that stand beside them."""
        weights: dict[int, Fraction] = {}
        for one in level.all("weight"):
            place, weight = self.whole(one, "index"), self.figure(one, "value", "a weight")
            if weights.setdefault(place, weight) != weight:
                raise self.refused(CannotCount, f"gives issue number {place} two weights", one)
        for one in level.all("issue"):
            yield self.issue(one, weights)
        for tag in (PROFILE, "objective"):
            for child in level.all(tag):
                yield from self.issues(child)

    def issue(self, one: Element, weights: Mapping[int, Fraction]) -> Issue:
        place = self.whole(one, "index")
        name = collapsed(one.attributes.get("name", "")) or f"issue {place}"
        kind = one.attributes.get("type", "discrete").lower()
        if kind == "discrete":
            options, evaluations = self.discrete(one, name)
        elif kind == "integer":
            options, evaluations = self.integer(one, name)
        else:
            raise self.refused(
                CannotRead,
                f"has the issue {quoted(name)} of the kind {quoted(kind)}, whose options cannot be listed",
                one,
                "discrete and integer issues can be read" if kind == "real" else None,
            )
        return Issue(place, name, kind, options, evaluations, weights.get(place), one)

    def discrete(self, one: Element, name: str) -> tuple[tuple[str, ...], dict[str, Fraction]]:
        options: dict[str, None] = {}
        evaluations: dict[str, Fraction] = {}
        for item in one.all("item"):
            option = collapsed(item.attributes.get("value", ""))
            if not option:
                raise self.refused(CannotRead, f"has an option of {quoted(name)} without a value", item)
            written = item.attributes.get("evaluation", "null")
            evaluation = None if written == "null" else self.figure(item, "evaluation", "an evaluation")
            if option in options:
                self.twice(name, option, evaluations.get(option) != evaluation)
            options[option] = None
            if evaluation is not None:
                evaluations[option] = evaluation
        if not options:
            raise self.refused(CannotRead, f"has the issue {quoted(name)} without options", one)
        return tuple(options), evaluations

    def twice(self, name: str, option: str, differ: bool) -> None:
        rest = ", with two evaluations: the last one counts, as in GENIUS" if differ else ""
        self.warnings.append(
            f"{self.file.name}: the option {quoted(option)} of {quoted(name)} is there twice{rest}."
        )

    def integer(self, one: Element, name: str) -> tuple[tuple[str, ...], dict[str, Fraction]]:
        bounds = one if "lowerbound" in one.attributes else next(iter(one.all("range")), one)
        low, high = self.whole(bounds, "lowerbound"), self.whole(bounds, "upperbound")
        if high < low:
            raise self.refused(CannotRead, f"has the issue {quoted(name)} from {low} down to {high}", one)
        if high - low >= MOST_OPTIONS:
            raise self.refused(
                CannotCount,
                f"has the issue {quoted(name)} with {high - low + 1:,} whole numbers, and at most {MOST_OPTIONS:,} "
                "options can be compared",
                one,
            )
        values = range(low, high + 1)
        options = tuple(map(str, values))
        evaluator = next(iter(one.all("evaluator")), None)
        if evaluator is None:
            return options, {}
        if "slope" not in evaluator.attributes or "offset" not in evaluator.attributes:
            raise self.refused(
                CannotRead,
                f"gives the integer issue {quoted(name)} an evaluator without slope and offset: its rule "
                "is not known",
                evaluator,
            )
        slope = self.figure(evaluator, "slope", "a slope")
        offset = self.figure(evaluator, "offset", "an offset")
        found = {
            option: min(Fraction(1), max(Fraction(0), offset + slope * (value - low)))
            for option, value in zip(options, values, strict=True)
        }
        return options, found

    def value(self, root: Element, tag: str) -> Fraction | None:
        """The value of an element that may be anywhere in the file: the last one counts, as in GENIUS."""
        found = [one for one in root.inside(tag) if "value" in one.attributes]
        return self.figure(found[-1], "value", f"the {tag.replace('_', ' ')}") if found else None

    def figure(self, at: Element, key: str, what: str) -> Fraction:
        found = number(at.attributes.get(key))
        if found is None:
            given = at.attributes.get(key)
            said = "is missing" if given is None else f"is {quoted(given)}, no finite number"
            raise self.refused(CannotCount, f"cannot be computed with: {what} {said}", at)
        return found

    def whole(self, at: Element, key: str) -> int:
        found = number(at.attributes.get(key))
        if found is None or found.denominator != 1 or abs(found) > 10**12:
            given = at.attributes.get(key)
            said = "none" if given is None else quoted(given)
            raise self.refused(
                CannotRead, f"needs a whole number as `{key}` of `{at.tag}`, and has {said}", at
            )
        return int(found)
