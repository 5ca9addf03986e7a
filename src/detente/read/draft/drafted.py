"""What a draft is made of: documents as read, with what a person decided of each proposal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from detente.read.draft.decisions import UNDECIDED, Decision, key_of
from detente.read.draft.lines import NOT_YET, Line, Words, source_line
from detente.read.draft.scalars import folded, quoted, shown

if TYPE_CHECKING:
    from detente.read.clauses.parts import Structure
    from detente.read.document import Document
    from detente.read.proposals import Found, Proposal, Read

DUTIES: Final = ("obligation", "prohibition")


@dataclass(frozen=True, slots=True, eq=False)
class Drafted:
    """A document as read, to make a draft of.

    Attributes:
        read: what was read in it.
        structure: how it is built.
        data: the bytes of the file, stored unchanged; empty where they are not to be stored.
        decisions: what a person decided, by `key_of` each proposal; undecided where there is none.
    """

    read: Read
    structure: Structure
    data: bytes = b""
    decisions: Mapping[str, Decision] = field(default_factory=dict)

    @property
    def document(self) -> Document:
        """The document."""
        return self.read.document

    @property
    def duties(self) -> int:
        """How many duties and prohibitions are proposed of it."""
        return sum(one.kind in DUTIES for one in self.read.proposals)


@dataclass(frozen=True, eq=False)
class Item:
    """A proposal of one document, with its decision.

    Attributes:
        drafted: the document as read.
        order: the place of the document among those of the draft, from 0.
        label: its id among the sources.
        proposal: what is proposed.
        decision: what a person decided of it.
        in_text: whether the document is the one whose words stand in text.md.
    """

    drafted: Drafted
    order: int
    label: str
    proposal: Proposal
    decision: Decision
    in_text: bool

    @property
    def kind(self) -> str:
        """The kind of the proposal."""
        return self.proposal.kind

    @property
    def place(self) -> tuple[int, int]:
        """What sorts it as it stands in the documents."""
        return self.order, self.proposal.start

    @cached_property
    def quote(self) -> Words:
        """The quotation that it rests on."""
        return Words(self.proposal.quote, self.label, self.proposal.start, self.proposal.clause)

    def get(self, name: str) -> Words | None:
        """A field as decided: the document's words, or a person's; None where there is none."""
        written = self.decision.fields.get(name) if self.decision.state == "edited" else None
        if written is not None:
            return Words(written, self.label, None) if written.strip() else None
        found = self.proposal.fields.get(name)
        return None if found is None or not found.words.strip() else self.words_of(found)

    def words_of(self, found: Found) -> Words:
        """Words of the document with their place."""
        return Words(found.words, self.label, found.start, self.proposal.clause)

    def between(self, start: int, end: int) -> Words:
        """The document's words from one offset to another."""
        return Words(self.drafted.document.text[start:end], self.label, start, self.proposal.clause)

    def clause_line(self) -> Line:
        """The line that names the clause of text.md, if it stands there."""
        clause, at = self.proposal.clause, f"at {self.proposal.start}"
        if clause and self.in_text:
            return Line("clause", quoted(clause), at)
        return Line("clause", "", f"unknown: {shown(clause)} of {self.label}" if clause else "unknown")

    def source_lines(self) -> Iterator[Line]:
        """The lines that name the source, and what is still to be checked."""
        reader = folded(self.proposal.reader)[:60]
        yield source_line(self.quote, self._decided() or f"proposed by {reader}")
        if not self.decision.is_taken:
            doubts = "; ".join(folded(doubt) for doubt in self.proposal.doubts)[:300]
            yield Line("to be checked", NOT_YET, f"by {reader}{f': {doubts}' if doubts else ''}")

    def _decided(self) -> str:
        if not self.decision.is_taken:
            return ""
        by = f" by {folded(self.decision.by)[:60]}" if self.decision.by else ""
        note = f": {folded(self.decision.note)[:200]}" if self.decision.note else ""
        return f"{self.decision.state}{by}{note}"

    @property
    def said(self) -> str:
        """The proposal in a comment: its kind, its words and their place."""
        return f"{self.kind} of {self.label}: {self.quote.where()}"


def items_of(reads: Sequence[Drafted], labels: Sequence[str], text: int | None) -> list[Item]:
    """All proposals of some documents, as they stand in them.

    Args:
        reads: the documents.
        labels: their ids among the sources.
        text: the place of the document whose words stand in text.md, or None.
    """
    return [
        Item(
            one,
            order,
            labels[order],
            proposal,
            one.decisions.get(key_of(one.document, proposal), UNDECIDED) if one.decisions else UNDECIDED,
            order == text,
        )
        for order, one in enumerate(reads)
        for proposal in sorted(one.read.proposals, key=lambda found: (found.start, -found.end))
    ]


def draft_among(reads: Sequence[Drafted]) -> int | None:
    """The place of the document that is a draft: the one with the most duties; None if none has any."""
    counts = [one.duties for one in reads]
    return counts.index(max(counts)) if any(counts) else None
