"""What a model or a person says that a document says: plain words, without places, nothing of it believed yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

MOST_QUOTE: Final = 5_000
"""The most characters of a quote."""
MOST_FIELD: Final = 2_000
"""The most characters of a field, of words named along, and of a speaker."""
MOST_FIELDS: Final = 40
"""The most fields, and the most words named along."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A proposal whose parts are words and not places yet.

    Attributes:
        kind: one of `detente.read.proposals.KINDS`.
        quote: the words that are said to stand in the document.
        fields: parts of it by name, each in words that are said to stand in the quote or in `along`.
        along: words elsewhere that the quote leans on.
        speaker: who is said to have said it, in words of the document, or None.
        speaker_class: one of `detente.deal.model.SPEAKERS`.
        form: one of `detente.read.proposals.FORMS`.
        near: an offset that the quote is near to, where it stands at several places.
        prefix: words just before it, likewise.
        suffix: words just after it, likewise.
        within: the stretch of the text that it was read in, start and end; the quote must stand in it.
        clause: the number of its clause, or "".
        reader: what claims it.
        rank: from 0 to 1, as of a proposal.
        doubts: what a person should look at, in sentences.
    """

    kind: str
    quote: str
    fields: Mapping[str, str] = field(default_factory=dict)
    along: tuple[str, ...] = ()
    speaker: str | None = None
    speaker_class: str = "unattributed"
    form: str = "none"
    near: int | None = None
    prefix: str = ""
    suffix: str = ""
    within: tuple[int, int] | None = None
    clause: str = ""
    reader: str = "model"
    rank: float = 0.5
    doubts: tuple[str, ...] = ()
