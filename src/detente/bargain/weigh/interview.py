"""An interview: questions one after the other, as a script says; each answer kept by the key of its question.

A script is a generator: it yields notes and questions and is sent what each answer means. It is run again from its
start to undo an answer or to go on from answers that were kept, so that going on gives what going through would have.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

from detente.deal.phrases import Amiss

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer:
    """What an answer means (`value`), and `text`, which always reads as the same; `then` answers what comes next."""

    value: Any
    text: str
    then: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A line that is shown: what follows from the answers so far."""

    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        key: what it is about, by labels; the same in any order of issues and options.
        text: the lines that ask it.
        help: what `?` says.
        read: what a text means as an answer; raises `Amiss` with what to write instead.
        fleeting: it looks back at other answers, and says nothing once the deal has changed.
    """

    key: tuple[str, ...]
    text: tuple[str, ...]
    help: str
    read: Callable[[str], Answer]
    fleeting: bool = False


class Kept(NamedTuple):
    """An answer that was given: the key of its question, the how-many-eth time it was asked (from 0), the text."""

    key: tuple[str, ...]
    time: int
    text: str
    fleeting: bool = False


Script: TypeAlias = Generator[Note | Question, Any, T]


class Interview(Generic[T]):
    """A script on its way.

    Attributes:
        question: what is asked now; None at the end.
        result: what the script made of the answers, at the end.
        notes: what was said since the last answer.
        answers: the answers so far, in the order of the questions.
        refused: kept answers that no longer read.
    """

    def __init__(self, script: Callable[[], Script[T]], kept: Iterable[Kept] = ()) -> None:
        self._make = script
        self.refused: list[Kept] = []
        self._start(kept)

    def _start(self, kept: Iterable[Kept]) -> None:
        self.question: Question | None = None
        self.result: T | None = None
        self.notes: list[str] = []
        self.answers: list[Kept] = []
        self._waiting = {(one.key, one.time): one for one in kept}
        self._asked: Counter[tuple[str, ...]] = Counter()
        self._script = self._make()
        self._go(None)

    @property
    def unused(self) -> tuple[Kept, ...]:
        """Kept answers to questions that have not come yet."""
        return tuple(self._waiting.values())

    def answer(self, text: str) -> None:
        """Answer the question that is asked now.

        Raises:
            Amiss: it cannot be read as an answer; the question stands. Where the first part of an answer is read and
                the rest is not, the first part is taken.
        """
        texts = [text]
        while texts and self.question is not None:
            read = self.question.read(texts.pop(0))
            texts = [*read.then, *texts]
            self._take(self.question, read.text)
            self._go(read.value)

    def back(self) -> bool:
        """Undo the last answer; False where there is none."""
        if not self.answers:
            return False
        waiting = self._waiting.values()
        self._start([*self.answers[:-1], *waiting])
        return True

    def _take(self, question: Question, text: str) -> None:
        time = self._asked[question.key]
        self._asked[question.key] += 1
        self.answers.append(Kept(question.key, time, text, question.fleeting))
        self.notes = []

    def _go(self, value: Any) -> None:
        """Run to the next question that has no answer yet."""
        while True:
            try:
                step = self._script.send(value)
            except StopIteration as end:
                self.question, self.result = None, end.value
                return
            value = None
            if isinstance(step, Note):
                self.notes.append(step.text)
                continue
            kept = self._waiting.pop((step.key, self._asked[step.key]), None)
            try:
                read = step.read(kept.text) if kept is not None else None
            except Amiss:
                read = None
                self.refused.extend([kept] if kept is not None else [])
            if read is None:
                self.question = step
                return
            self._take(step, read.text)
            value = read.value
