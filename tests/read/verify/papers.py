"""Documents for the tests of the verifier, made of text alone."""

from detente.read.document import Block, Document
from detente.read.proposals import Proposal, Refusal
from detente.read.verify import Claimed, verify
from detente.text.source import Source


def paper(text: str) -> Document:
    """A document whose paragraphs are set apart by empty lines."""
    blocks, at = [], 0
    for part in text.split("\n\n"):
        blocks.append(Block(at, at + len(part)))
        at += len(part) + 2
    return Document(Source("draft.txt", text), "0" * 64, "txt", "plain", tuple(blocks), ())


def passed(text: str, claimed: Claimed) -> Proposal:
    """The one proposal that a claim becomes."""
    proposals, refusals = verify(paper(text), [claimed])
    assert refusals == []
    return proposals[0]


def refused(text: str, claimed: Claimed | Proposal) -> Refusal:
    """Why a claim is refused."""
    proposals, refusals = verify(paper(text), [claimed])
    assert proposals == []
    return refusals[0]
