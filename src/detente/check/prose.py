"""The words of the agreement's clauses as rules look at them: sentences, without what stands in quotation marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from detente.check.saying import quoted
from detente.check.words import WordList, is_duty, load, sentences
from detente.deal.model import Clause, Deal, Languages
from detente.diagnose.diagnostic import Remark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.check.words import Hit
    from detente.text.source import Span

# A quotation in the marks of our languages, closed within its paragraph.
_QUOTED = re.compile(r"\"[^\"\n]{1,400}\"|“[^”\n]{1,400}”|«[^»\n]{1,400}»|„[^“”\n]{1,400}[“”]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a numbered clause.

    Attributes:
        clause: the clause.
        text: the words of the whole clause, with spaces for what stands in quotation marks.
        start: where the sentence begins in them, in code points.
        end: where it ends, not included.
        words: the word list of the language.
        is_duty: whether it lays down a duty (`words.is_duty`).
    """

    clause: Clause
    text: str
    start: int
    end: int
    words: WordList
    is_duty: bool

    @property
    def body(self) -> str:
        """The words of the sentence itself."""
        return self.text[self.start : self.end]

    def find(self, group: str) -> Iterator[Hit]:
        """The phrases of a group in it, at offsets in the clause."""
        return self.words.find(group, self.text, self.start, self.end)

    def has(self, group: str) -> bool:
        """Say whether any phrase of a group stands in it."""
        return self.words.has(group, self.text, self.start, self.end)

    def span(self, start: int, end: int) -> Span:
        """The place in the file of two offsets in the clause."""
        return self.clause.span(start, end)

    def said(self, hit: Hit) -> str:
        """`clause 3.2 says "gradually"`."""
        return f"clause {self.clause.number} says {quoted(self.clause.text[hit.start : hit.end])}"


_MADE: WeakKeyDictionary[Deal, tuple[Sentence, ...]] = WeakKeyDictionary()


def sentences_of(deal: Deal) -> tuple[Sentence, ...]:
    """The sentences of the numbered clauses, split once a deal; none where the language has no word list."""
    found = _MADE.get(deal)
    if found is None:
        words = words_of(deal)
        found = _MADE[deal] = () if words is None else tuple(_sentences(deal, words))
    return found


def _sentences(deal: Deal, words: WordList) -> Iterator[Sentence]:
    for clause in deal.clauses:
        if clause.number:
            text = without_quotations(clause.text)
            for start, end in sentences(text):
                yield Sentence(clause, text, start, end, words, is_duty(text[start:end], words))


def words_of(deal: Deal) -> WordList | None:
    """The word list of the agreement's first language, English where none is given; None where there is no list."""
    languages = deal.frame.languages
    texts = languages.texts if isinstance(languages, Languages) and isinstance(languages.texts, tuple) else ()
    return load(texts[0] if texts else "en")


def without_quotations(text: str) -> str:
    """The text with spaces for what stands in quotation marks, so that every other character keeps its place."""
    return _QUOTED.sub(lambda found: " " * len(found[0]), text)


def question(sentence: Sentence, hit: Hit, message: str) -> Remark:
    """A remark on a phrase, with the question that the word list asks of it."""
    ask = f"ask: {hit.entry.ask}" if hit.entry.ask else None
    return Remark(span=sentence.span(hit.start, hit.end), message=message, help=ask)
