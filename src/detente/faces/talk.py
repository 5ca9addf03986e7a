"""Questions and answers in plain text: on a terminal, from a pipe, or from a file with an answer on each line."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from detente.deal.phrases import Amiss
from detente.diagnose.excerpt import cells, shown
from detente.faces.pages import width
from detente.faces.terminal import put
from detente.report.wrap import clean, wrap
from detente.text.source import read_source

if TYPE_CHECKING:
    from collections.abc import Callable

    from detente.bargain.weigh.interview import Interview

T = TypeVar("T")
PROMPT: Final = "> "
_LINE: Final = 100_000  # characters of a line that are read; no answer is as long
_WIDEST: Final = 100
_ECHOED: Final = 200
COMMANDS: Final = (
    "`back` undoes the last answer, `?` explains, `stop` keeps the answers and ends (Ctrl-C too)."
)
_IN_QUOTES: Final = 'A name that is also one of these words: by its number, or in quotes: `"stop"`.'


class Talk:
    """Says lines and takes answers.

    Args:
        answers: a file with an answer on each line; None for standard input.
    """

    def __init__(self, answers: str | None) -> None:
        self._file = _lines(answers) if answers is not None else None
        self._name, self._line = answers, 0
        self._typed = self._file is None and sys.stdin is not None and sys.stdin.isatty()
        self._width = max(20, min(width(), _WIDEST))
        if self._typed:
            with contextlib.suppress(ImportError):
                import readline  # noqa: F401, PLC0415 -- lets people edit the line that they type
        elif self._file is None and hasattr(sys.stdin, "reconfigure"):
            sys.stdin.reconfigure(errors="replace")

    def say(self, *lines: str) -> None:
        """Print lines, no wider than the page; what follows the first line of each stands under it."""
        for line in lines:
            put("\n".join(self._fitted(line)) + "\n")

    def _fitted(self, line: str) -> list[str]:
        bare = line.lstrip(" ")
        indent = len(line) - len(bare)
        if cells(shown(line)) <= self._width:
            return [shown(line)]
        hang = indent + (2 if bare.startswith("- ") or indent else 0)
        first, *others = wrap(clean(bare), self._width - hang)
        return [" " * indent + first, *(" " * hang + other for other in others)]

    @property
    def is_file(self) -> bool:
        """Whether the answers are lines of a file, which nobody can mend on the way."""
        return self._file is not None

    def refuse(self, sentence: str) -> None:
        """Say why an answer is refused; of a file, with the line."""
        said = f"{sentence[:1].upper()}{sentence[1:]}{'' if sentence.endswith(('.', '?', '!')) else '.'}"
        self.say(f"{self._name}:{self._line}: {said}" if self.is_file else said)

    def ask(self) -> str | None:
        """One line of an answer; None at the end of the input."""
        if self._typed:
            try:
                return input(PROMPT)
            except EOFError:
                put("")
                return None
        line = next(self._file, None) if self._file is not None else _from_pipe()
        self._line += 1
        if line is not None:
            put(f"{PROMPT}{shown(line[:_ECHOED])}")
        return line


def _lines(name: str) -> Iterator[str]:
    return (line.rstrip("\n") for line in io.StringIO(read_source(Path(name)).text, newline=None))


def _from_pipe() -> str | None:
    if sys.stdin is None:
        return None
    line = sys.stdin.readline(_LINE)
    while line and not line.endswith("\n") and len(line) >= _LINE:
        rest = sys.stdin.readline(_LINE)
        if len(rest) < _LINE or rest.endswith("\n"):
            break
    return line.rstrip("\r\n") if line else None


def converse(interview: Interview[T], talk: Talk, keep: Callable[[], None]) -> bool:
    """Ask until there is nothing left to ask.

    Args:
        interview: what is asked.
        talk: where it is asked.
        keep: called after each answer.

    Returns:
        Whether it came to its end; False where it was stopped, or where a line of a file was refused.
    """
    asked = None
    while (question := interview.question) is not None:
        if question is not asked:
            talk.say(*interview.notes, "", *question.text)
            asked = question
        text = talk.ask()
        word = (text or "").strip().casefold()
        if text is None or word == "stop":
            return False
        if word == "?":
            talk.say(question.help, COMMANDS, _IN_QUOTES)
        elif word == "back":
            if not interview.back():
                talk.say("There is no answer to undo.")
            keep()
        else:
            taken = _answered(interview, talk, text)
            keep()
            if not taken and talk.is_file:
                return False  # the lines after it would answer other questions than they were written for
    talk.say(*interview.notes)
    return True


def _answered(interview: Interview[T], talk: Talk, text: str) -> bool:
    """Whether an answer was taken whole; of a line of a file that is refused, no part is."""
    before = len(interview.answers)
    try:
        interview.answer(text)
    except Amiss as amiss:
        talk.refuse(amiss.sentence)
        while talk.is_file and len(interview.answers) > before and interview.back():
            pass
        return False
    return True


def agreed(talk: Talk, question: Iterable[str]) -> str | None:
    """`yes`, `no` or `back`; None at the end of the input, at `stop` or where a line of a file is refused."""
    talk.say(*question)
    while (text := talk.ask()) is not None:
        word = text.strip().casefold()
        if word in ("y", "yes"):
            return "yes"
        if word in ("n", "no", "back"):
            return "back" if word == "back" else "no"
        if word == "stop":
            return None
        talk.refuse("write `yes`, `no` or `back`")
        if talk.is_file:
            return None
    return None
