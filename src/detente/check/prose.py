"""The words of the agreement's clauses as rules look at them: sentences, without what stands in quotation marks."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from detente.check.saying import quoted
from detente.deal.model import Clause, Deal, Languages
from detente.diagnose.diagnostic import Remark
from detente.text.words import WordList, is_duty, load, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.text.source import Span
    from detente.text.words import Hit

# The target of a link, or a quotation in the marks of our languages, closed within its paragraph.
_QUOTED = re.compile(
    r"(?<=\])\([^()\s]{1,400}\)|\"[^\"\n]{1,400}\"|“[^”\n]{1,400}”|«[^»\n]{1,400}»|„[^“”\n]{1,400}[“”]"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a numbered clause.

    Attributes:
        clause: the clause.
        text: the words of the whole clause, with spaces for what stands in quotation marks.
        start: where the sentence begins in them, in code points.
        end: where it ends, not included.
        words: the word list of the language.
        tokens: the words of the sentence, in small letters.
        is_duty: whether it lays down a duty (`words.is_duty`).
    """

    clause: Clause
    text: str
    start: int
    end: int
    words: WordList
    tokens: frozenset[str]
    is_duty: bool

    @property
    def body(self) -> str:
        """The words of the sentence itself."""
        return self.text[self.start : self.end]

    def find(self, group: str) -> Iterator[Hit]:
        """The phrases of a group in it, at offsets in the clause."""
        return (
            self.words.find(group, self.text, self.start, self.end) if _may_stand(self, group) else iter(())
        )

    def has(self, group: str) -> bool:
        """Say whether any phrase of a group stands in it."""
        return _may_stand(self, group) and self.words.has(group, self.text, self.start, self.end)

    def span(self, start: int, end: int) -> Span:
        """The place in the file of two offsets in the clause."""
        return self.clause.span(start, end)

    def said(self, hit: Hit) -> str:
        """`clause 3.2 says "gradually"`."""
        return f"clause {self.clause.number} says {quoted(self.clause.text[hit.start : hit.end])}"


_DUTY_GROUPS = ("duty-modal", "weak-modal", "negative-duty")
_TOKEN = re.compile(r"[^\W_]+")
_FIRST = re.compile(r"[a-z]+(?![^\W_]|[*#'\u0300-\u036f])")


def _may_stand(sentence: Sentence, group: str) -> bool:
    """Say whether the first word of any phrase of a group is among the words of a sentence.

    Looking that up costs far less than searching for the phrases themselves; most sentences have none.
    """
    return _shares_first_word(sentence.tokens, sentence.words, group)


def _shares_first_word(tokens: frozenset[str], words: WordList, group: str) -> bool:
    firsts = _first_words(words, group)
    return firsts is None or not firsts.isdisjoint(tokens)


@functools.cache
def _first_words(words: WordList, group: str) -> frozenset[str] | None:
    """The first word of each phrase of a group; None where one begins with another sign than plain letters."""
    firsts = [_FIRST.match(entry.pattern.casefold()) for entry in words.groups.get(group, ())]
    if words.joined_before or not all(firsts):
        return None
    return frozenset(first[0] for first in firsts if first)


_MADE: WeakKeyDictionary[Deal, tuple[Sentence, ...]] = WeakKeyDictionary()


def sentences_of(deal: Deal) -> tuple[Sentence, ...]:
    """The sentences of the numbered clauses, split once a deal; none where the language has no word list."""
    found = _MADE.get(deal)
    if found is None:
        words = words_of(deal)
        found = _MADE[deal] = () if words is None else tuple(_sentences(deal, words))
    return found


_FEW = 1 / 3
"""A text with words of duty in fewer of its sentences is taken to lay down duties in the present tense."""


def duties_of(deal: Deal) -> Iterator[Sentence]:
    """The sentences that lay down a duty; all of them in a text that does so without words of duty."""
    found = sentences_of(deal)
    is_plain = sum(sentence.is_duty for sentence in found) < _FEW * len(found)
    return (sentence for sentence in found if sentence.is_duty or is_plain)


def _sentences(deal: Deal, words: WordList) -> Iterator[Sentence]:
    for clause in deal.clauses:
        if clause.number:
            text = without_quotations(clause.text)
            for start, end in sentences(text):
                tokens = frozenset(_TOKEN.findall(text[start:end].casefold()))
                may_be = any(_shares_first_word(tokens, words, group) for group in _DUTY_GROUPS)
                duty = may_be and is_duty(text[start:end], words)
                yield Sentence(clause, text, start, end, words, tokens, duty)


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
