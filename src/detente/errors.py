# ruff: noqa: N818 -- the names say what happened; that they are errors, their root says
"""The errors that Détente raises on purpose, each a sentence for the person who reads it.

    DetenteError
      CannotRead      a file that is missing, closed to us, too large, or not UTF-8 text
      CannotWrite     a file that is there already, or would not say what it said before
      EditsOverlap    two edits of one patch that touch the same characters
      CannotCount     numbers with which nothing can be computed
      NothingLeft     statements that together leave no package of options
      UnknownName     a rule, a kind or an id that does not exist
      MissingExtra    an optional part that is not installed

What a deal file says wrongly is not raised: it is a problem with a place, kept beside what was understood.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class DetenteError(Exception):
    """The root of the tree: catch it to catch them all.

    Attributes:
        sentence: what is wrong, in one sentence.
        help: what to do about it, or None.
        file: the file that it is about, as shown to the user, or None.
        line: the line in the file, from 1, or None.
        column: the column in the line, from 1, in characters, or None.
    """

    def __init__(
        self,
        sentence: str,
        *,
        help: str | None = None,  # noqa: A002 -- the word that the user sees
        file: str | None = None,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.help = help
        self.file = file
        self.line = line
        self.column = column

    @property
    def place(self) -> str:
        """The place as ``file:line:column``, as far as it is known, or an empty string."""
        if self.file is None:
            return ""
        numbers = [str(number) for number in (self.line, self.column) if number is not None]
        return ":".join([self.file, *numbers])

    def __str__(self) -> str:
        before = f"{self.place}: " if self.place else ""
        after = f" ({self.help})" if self.help else ""
        return f"{before}{self.sentence}{after}"


class CannotRead(DetenteError):
    """A file cannot be read as text."""


class CannotWrite(DetenteError):
    """A file is not written, because something would be lost or could not be read again."""


class EditsOverlap(DetenteError):
    """Two edits of one patch touch the same characters, so that the result would depend on their order."""


class CannotCount(DetenteError):
    """Numbers that a user gave cannot be computed with, or there are too many of them."""


class NothingLeft(DetenteError):
    """Statements of the parties together leave no package; the sentence names them and recommends none of them.

    Attributes:
        statements: each as it is to be read, with its place, in the order of the file.
    """

    _MOST_SAID = 20

    def __init__(self, statements: Iterable[str]) -> None:
        """List the statements."""
        self.statements = tuple(statements)
        said = list(self.statements[: self._MOST_SAID])
        if more := len(self.statements) - len(said):
            said.append(f"and {more:,} more")
        head = "This statement leaves no package"
        tail = "Whether it gives way is for the parties to say."
        if len(self.statements) > 1:
            head = f"These {len(self.statements):,} statements together leave no package"
            tail = "Which of them gives way is for the parties to say."
        super().__init__(f"{head}: {'; '.join(said)}. {tail}")

    def __reduce__(self) -> tuple[type[NothingLeft], tuple[tuple[str, ...]]]:
        return type(self), (self.statements,)


class UnknownName(DetenteError):
    """A name that the user gave does not exist."""

    @classmethod
    def among(cls, kind: str, asked: str, known: Iterable[str]) -> UnknownName:
        """Make the sentence for a name that is not among the known ones.

        Args:
            kind: what is named, such as ``rule`` or ``party``.
            asked: the name as the user wrote it.
            known: the names that exist; the nearest one is offered.
        """
        return cls(f"There is no {kind} `{asked}`.", help=did_you_mean(asked, known))


class MissingExtra(DetenteError):
    """An optional part of Détente is needed and not installed.

    Attributes:
        extra: the name of the extra, as in ``pip install "detente[read]"``.
    """

    def __init__(self, extra: str, needed_to: str) -> None:
        """Name the extra and what it is needed to do, such as ``read Word files``."""
        super().__init__(
            f"To {needed_to}, install the extra `{extra}`.", help=f'pip install "detente[{extra}]"'
        )
        self.extra = extra
        self.needed_to = needed_to

    def __reduce__(self) -> tuple[type[MissingExtra], tuple[str, str]]:
        return type(self), (self.extra, self.needed_to)


def did_you_mean(asked: str, known: Iterable[str]) -> str | None:
    """Return ``Did you mean `name`?`` for the known name nearest to the one asked, or None."""
    by_lower = {name.casefold(): name for name in sorted(known, reverse=True)}
    near = difflib.get_close_matches(asked.casefold(), by_lower, n=1, cutoff=0.6)
    return f"Did you mean `{by_lower[near[0]]}`?" if near else None
