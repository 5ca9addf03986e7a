"""What a reader proposes, each with the exact words that it came from; and what was refused, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from detente.read.document import Document

KINDS: Final = (
    *("claim", "demand", "refusal", "concession", "reading"),
    *("obligation", "power", "prohibition", "definition", "reference", "stage", "guarantee", "precedent"),
    *("coverage", "heading", "party", "placeholder"),
)
FORMS: Final = ("direct", "indirect", "mixed", "none")
FORMAT: Final = 1
AROUND: Final = 32  # characters of an anchor's prefix and suffix

Form: TypeAlias = Literal["direct", "indirect", "mixed", "none"]


@dataclass(frozen=True, slots=True)
class Found:
    """Words of the canonical text at offsets in code points, the end not included."""

    words: str
    start: int
    end: int

    def as_dict(self) -> dict[str, Any]:
        """The printed form."""
        return {"words": self.words, "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class Anchor:
    """A quote that can be found again where offsets have moved: its words, and those before and after it.

    Source: TextQuoteSelector of the Web Annotation Data Model (W3C Recommendation, 23 February 2017), section 4.2.4.
    """

    exact: str
    prefix: str
    suffix: str

    def as_dict(self) -> dict[str, str]:
        """The keys of the recommendation."""
        return {
            "type": "TextQuoteSelector",
            "exact": self.exact,
            "prefix": self.prefix,
            "suffix": self.suffix,
        }


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something that a document says, for a person to accept, edit or reject.

    Attributes:
        kind: one of `KINDS`.
        quote: the words themselves, at `start` to `end` of the canonical text.
        start: where they begin, in code points.
        end: where they end, not included.
        fields: parts of it by name, each with its own words and place. They stand in the quote, or in `along`.
        along: words elsewhere that the quote leans on, such as the opening words of its list.
        clause: the number of the clause that it stands in, or "".
        speaker: who said it, in the words of the document, or None.
        speaker_class: one of `detente.deal.model.SPEAKERS`.
        form: direct speech, indirect, both, or none (the text's own words).
        reader: what proposed it, such as `clause rules` or `claim rules`.
        rank: from 0 to 1, to sort by: how often such a pattern was right where it was measured; 0.5 if not measured.
        doubts: what a person should look at, in sentences.
    """

    kind: str
    quote: str
    start: int
    end: int
    fields: Mapping[str, Found] = field(default_factory=dict)
    along: tuple[Found, ...] = ()
    clause: str = ""
    speaker: Found | None = None
    speaker_class: str = "unattributed"
    form: Form = "none"
    reader: str = "clause rules"
    rank: float = 0.5
    doubts: tuple[str, ...] = ()

    def words(self, name: str) -> str:
        """The words of a field, or ""."""
        found = self.fields.get(name)
        return found.words if found is not None else ""

    def as_dict(self, document: Document) -> dict[str, Any]:
        """The printed form."""
        return {
            "kind": self.kind,
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "speaker": None if self.speaker is None else self.speaker.words,
            "speaker_class": self.speaker_class,
            "form": self.form,
            "clause": self.clause,
            "fields": {name: found.as_dict() for name, found in self.fields.items()},
            "along": [found.as_dict() for found in self.along],
            "anchor": anchor_of(document.text, self.start, self.end).as_dict(),
            "speaker_at": None if self.speaker is None else [self.speaker.start, self.speaker.end],
            "reader": self.reader,
            "rank": self.rank,
            "doubts": list(self.doubts),
        }


@dataclass(frozen=True, slots=True)
class Refusal:
    """A proposal that the verifier refused: its quote, a code, and why in a sentence."""

    quote: str
    code: str
    why: str

    def as_dict(self) -> dict[str, str]:
        """The printed form."""
        return {"quote": self.quote, "code": self.code, "why": self.why}


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """What was read in one document.

    Attributes:
        document: the document, with its canonical text.
        proposals: in the order of the text.
        refused: what did not pass the verifier.
        method: how it was read.
        parameters: what was asked: readers, tracked changes, limits.
    """

    document: Document
    proposals: tuple[Proposal, ...]
    refused: tuple[Refusal, ...]
    method: str
    parameters: Mapping[str, Any]

    def as_dict(self, version: str) -> dict[str, Any]:
        """The printed form, `format` 1."""
        return {
            "detente": version,
            "format": FORMAT,
            "document": self.document.as_dict(),
            "proposals": [proposal.as_dict(self.document) for proposal in self.proposals],
            "refused": [refusal.as_dict() for refusal in self.refused],
            "method": self.method,
            "parameters": dict(self.parameters),
        }


def found_in(text: str, start: int, end: int) -> Found:
    """The words of a text from one offset to another."""
    return Found(text[start:end], start, end)


def anchor_of(text: str, start: int, end: int) -> Anchor:
    """The anchor of a place in a text."""
    return Anchor(text[start:end], text[max(0, start - AROUND) : start], text[end : end + AROUND])
