"""How a proposal is spoken of: the words of its act, and the number of its clause."""

from __future__ import annotations

from detente.read.proposals import Proposal


def act_of(proposal: Proposal) -> tuple[int, int]:
    """Where the act of a duty stands: from the word of duty to its end; the whole quotation where no act was found."""
    modal, does = proposal.fields.get("modal"), proposal.fields.get("does")
    if does is None or does.start < proposal.start or does.end > proposal.end:
        return proposal.start, proposal.end
    before = modal is not None and proposal.start <= modal.start and modal.end <= does.start
    return (modal.start if modal is not None and before else does.start), does.end


def clause_called(number: str) -> str:
    """`clause 2.1`, `Annex A`; `the text` where there is no number."""
    if not number:
        return "the text"
    return number if number[:1].isalpha() and " " in number else f"clause {number}"
