"""The words of the agreement's clauses as rules look at them: sentences, without what stands in quotation marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.check.words import is_duty, load, sentences
from detente.deal.model import Languages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.check.words import WordList
    from detente.deal.model import Clause, Deal

# A quotation in the marks of our languages, closed within its paragraph.
_QUOTED = re.compile(r"\"[^\"\n]{1,400}\"|“[^”\n]{1,400}”|«[^»\n]{1,400}»|„[^“”\n]{1,400}[“”]")


def words_of(deal: Deal) -> WordList | None:
    """The word list of the agreement's first language, English where none is given; None where there is no list."""
    languages = deal.frame.languages
    texts = languages.texts if isinstance(languages, Languages) and isinstance(languages.texts, tuple) else ()
    return load(texts[0] if texts else "en")


def without_quotations(text: str) -> str:
    """The text with spaces for what stands in quotation marks, so that every other character keeps its place."""
    return _QUOTED.sub(lambda found: " " * len(found[0]), text)


def numbered(deal: Deal) -> Iterator[Clause]:
    """The clauses that have a number: what stands outside them lays down nothing."""
    return (clause for clause in deal.clauses if clause.number)


def first_duty(clause: Clause, words: WordList) -> tuple[int, int] | None:
    """The place of the first sentence of a clause that lays down a duty."""
    text = without_quotations(clause.text)
    return next(((start, end) for start, end in sentences(text) if is_duty(text[start:end], words)), None)
