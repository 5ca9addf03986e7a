"""The verifier: everything that is proposed of a document passes through it, and nothing is repaired."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from detente.read.proposals import Proposal, Refusal
from detente.read.verify.own import refused
from detente.read.verify.paragraphs import Paragraphs
from detente.read.verify.trial import Ground, tried

if TYPE_CHECKING:
    from detente.read.document import Document
    from detente.read.verify.claimed import Claimed

CODES: Final = (
    *("not-in-text", "ambiguous", "inside-a-word", "empty", "number-not-in-quote", "date-not-in-quote"),
    *("name-not-in-quote", "negation-differs", "field-not-in-quote", "speaker-not-in-text"),
    *("unknown-kind", "unknown-class", "malformed", "too-long"),
)
"""Why a proposal may be refused."""


def verify(
    document: Document, proposals: Iterable[Proposal | Claimed]
) -> tuple[list[Proposal], list[Refusal]]:
    """Let pass what stands in the document word for word, and refuse the rest with a code and a sentence.

    A `Proposal` of our own readers must hold exact slices of the text: its quote, fields, `along` and speaker. The
    parts of a `Claimed`, from a model or a person, are looked for: the quote at one place of the text, exactly or up
    to the ladder (`detente.read.verify.ladder`), the fields in the quote or in `along`, the speaker in the paragraph of
    the quote or the one before or after it. What passes keeps the document's own words; the step of the ladder stands
    in `doubts`.

    Whether a word of the quote is in the right field, and whether the speaker named nearby is the one who spoke, is
    for a person to see.

    Args:
        document: the document.
        proposals: what is proposed of it.

    Returns:
        What passed, and what was refused, each in the order given.
    """
    passed: list[Proposal] = []
    refusals: list[Refusal] = []
    paragraphs = Paragraphs(document)
    ground: Ground | None = None
    for proposal in proposals:
        if isinstance(proposal, Proposal):
            why = refused(document.text, paragraphs, proposal)
            outcome: Proposal | Refusal = proposal if why is None else why
        else:
            ground = ground or Ground.of(document, paragraphs)
            outcome = tried(ground, proposal)
        if isinstance(outcome, Proposal):
            passed.append(outcome)
        else:
            refusals.append(outcome)
    return passed, refusals
