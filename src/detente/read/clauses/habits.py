"""How a text speaks: the names in it, and whether "will" lays down duties."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from detente.read.clauses.actors import is_thing
from detente.read.clauses.parts import Structure
from detente.read.document import Document

_WILL: Final = re.compile(r"\bwill\b")
_FIRM: Final = re.compile(r"\b(?:shall|must|undertakes?|agrees? to)\b", re.IGNORECASE)
_COMMON: Final = 0.2
"""The share of sentences with a word of duty above which a numbered text is taken for an agreement."""
_NUMBERED: Final = ("article", "clause", "item")


@dataclass(frozen=True, slots=True)
class Habits:
    """How a text speaks: the names in it, whether "will" lays down duties, and whether that goes without saying."""

    names: frozenset[str]
    will: bool
    will_is_usual: bool


def habits_of(document: Document, structure: Structure) -> Habits:
    """Find how a text speaks."""
    names = {found.words for one in structure.named for found in (one.name, *one.aliases)}
    names |= {one.term.words for one in structure.defined if one.is_alias and not is_thing(one.term.words)}
    texts = [document.text[unit.start : unit.end] for unit in structure.units]
    firm = sum(_FIRM.search(words) is not None for words in texts)
    will = sum(_WILL.search(words) is not None for words in texts)
    is_numbered = any(part.kind in _NUMBERED and part.number for part in structure.parts)
    is_agreement = is_numbered and (
        any(part.kind == "article" for part in structure.parts) or firm + will >= _COMMON * len(texts)
    )
    return Habits(frozenset(names), is_agreement, is_agreement and will > firm)
