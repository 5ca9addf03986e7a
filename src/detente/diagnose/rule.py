"""Rules: one file, one function, one page. The folder is scanned; there is no central table."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.diagnose import page as pages
from detente.diagnose.diagnostic import Diagnostic, Remark, Severity
from detente.errors import UnknownName, did_you_mean

if TYPE_CHECKING:
    from types import ModuleType

SUBJECT_LETTERS = {
    "S": "sources",
    "D": "demands and coverage",
    "T": "terms and consistency",
    "O": "obligations",
    "G": "guarantees",
    "Q": "sequence and stages",
    "V": "verification",
    "X": "text clarity",
    "F": "the format of the file",
}

ALL = ("all",)
"""The kinds of a rule that looks at every kind of deal."""

Check = Callable[..., Iterable[Remark]]
"""A rule's function: it takes the deal and its course, and yields remarks."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what `rule` makes of a function. Calling it calls the function."""

    code: str
    name: str
    severity: Severity
    kinds: tuple[str, ...]
    basis: str
    page: pages.Page
    func: Check

    def __call__(self, *args: Any, **kwargs: Any) -> Iterator[Remark]:
        """Yield the remarks of the rule's function."""
        return iter(self.func(*args, **kwargs))

    def applies_to(self, kind: str | None) -> bool:
        """Say whether the rule looks at this kind of deal; a kind that is not stated is looked at by all."""
        return kind is None or self.kinds == ALL or kind in self.kinds

    @property
    def allow(self) -> str:
        """The comment that records a decision to leave the text as it is."""
        return f"# detente: allow {self.name} -- WHY (WHO)"

    def finding(self, remark: Remark) -> Diagnostic:
        """Make a remark of this rule into a diagnostic: code, name and severity are added."""
        return Diagnostic(
            code=self.code,
            name=self.name,
            severity=remark.severity or self.severity,
            message=remark.message,
            span=remark.span,
            label=remark.label,
            related=remark.related,
            subjects=remark.subjects,
            help=remark.help,
            fix=remark.fix,
        )


_RULES: dict[str, Rule] = {}  # by name


def rule(
    *, code: str, severity: str, kinds: tuple[str, ...] = ALL, basis: str = "deal"
) -> Callable[[Check], Rule]:
    """Make a rule of a generator function and enter it in the registry.

    The function's name, with - for _, is the rule's name; its docstring, with five headings, is its page.

    Args:
        code: a subject letter and three digits, never used before.
        severity: ``error``, ``warning`` or ``note``.
        kinds: the kinds of deal that it looks at, or `ALL`.
        basis: ``deal`` for exact checks on the deal file, ``text`` for patterns on the words.

    Raises:
        ValueError: the rule is not well made; the sentence names it and says what is missing.
    """

    def make(func: Check) -> Rule:
        name = func.__name__.replace("_", "-")
        try:
            _refuse_bad_arguments(code, severity, kinds, basis)
            made = _make(func, name, code, Severity(severity), kinds, basis)
            _refuse_twins(made)
        except ValueError as error:
            raise ValueError(f"The rule `{name}` ({code}) cannot be used: {error}.") from None
        _RULES[name] = made
        return made

    return make


def _refuse_bad_arguments(code: str, severity: str, kinds: tuple[str, ...], basis: str) -> None:
    letters = "".join(letter for letter in SUBJECT_LETTERS if letter != "F")
    if not re.fullmatch(rf"[{letters}][0-9]{{3}}", code):
        raise ValueError(f"its code must be one of the letters {letters} and three digits")
    if severity not in Severity.__members__:
        raise ValueError(f"its severity must be error, warning or note, not {severity!r}")
    if isinstance(kinds, str) or not kinds:
        raise ValueError("its kinds must be ALL or a tuple of kinds of deal")
    if basis not in ("deal", "text"):
        raise ValueError(f"its basis must be deal or text, not {basis!r}")


def _make(func: Check, name: str, code: str, severity: Severity, kinds: tuple[str, ...], basis: str) -> Rule:
    headline, bodies = pages.parse(func.__doc__)
    page = pages.Page(
        code, name, str(severity), kinds, basis, headline, *(bodies[heading] for heading in pages.HEADINGS)
    )
    return Rule(code, name, severity, kinds, basis, page, func)


def _refuse_twins(made: Rule) -> None:
    for other in _RULES.values():
        # The same function read a second time (a reload) replaces itself.
        if _place(other) == _place(made):
            continue
        if other.name == made.name:
            raise ValueError(f"{other.func.__module__} already has a rule of that name")
        if other.code == made.code:
            raise ValueError(f"its code is already that of `{other.name}`")


def _place(made: Rule) -> tuple[str, str]:
    return (made.func.__module__, made.func.__qualname__)


def discover(package: ModuleType | str) -> tuple[Rule, ...]:
    """Import every module of a folder of rules, in the order of their names.

    Args:
        package: the folder, as a package or its dotted name.

    Returns:
        The rules found in it, by code.

    Raises:
        ValueError: a rule is not well made, or two share a code or a name.
    """
    folder = importlib.import_module(package) if isinstance(package, str) else package
    for name in sorted(module.name for module in pkgutil.iter_modules(folder.__path__)):
        importlib.import_module(f"{folder.__name__}.{name}")
    return rules_of(folder.__name__)


def rules_of(*packages: str) -> tuple[Rule, ...]:
    """Return the rules read so far, by code: those of the named packages, or all of them."""
    chosen = [
        made
        for made in _RULES.values()
        if not packages or any(f"{made.func.__module__}.".startswith(f"{name}.") for name in packages)
    ]
    return tuple(sorted(chosen, key=lambda made: made.code))


def known_names() -> dict[str, str]:
    """Map every code and every name of the rules read so far to the rule's name."""
    names = {made.name: made.name for made in _RULES.values()}
    return names | {made.code: made.name for made in _RULES.values()}


def names_in_folders() -> dict[str, str]:
    """Map the name of every rule of every verb to itself, read or not: each is the name of a file."""
    files = Path(__file__).parent.parent.glob("*/rules/[a-z]*.py")
    return {name: name for name in sorted(path.stem.replace("_", "-") for path in files)}


def find(name_or_code: str) -> Rule:
    """Return the rule of this name or code, in capitals or not.

    Raises:
        UnknownName: no rule has it; the sentence offers the nearest.
    """
    asked = name_or_code.strip()
    for made in _RULES.values():
        if asked.lower() in (made.name, made.code.lower()):
            return made
    nearest = did_you_mean(asked, known_names())
    raise UnknownName(f"There is no rule `{asked}`.", help=nearest or "`detente rules` lists them all.")
