"""What a person decided of a proposal, and the key by which a decision finds it again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from detente.read.document import Document
    from detente.read.proposals import Proposal

State: TypeAlias = Literal["undecided", "accepted", "rejected", "edited"]
STATES: Final[tuple[State, ...]] = ("undecided", "accepted", "rejected", "edited")


_TELLING: Final = ("modal", "does", "term", "stage", "precedent", "says", "wants", "cue", "words", "name")


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided of one proposal.

    Attributes:
        state: one of `STATES`; an edited proposal is accepted with other words.
        fields: of an edited proposal, the changed fields by name in the person's words; "" empties one.
        by: who decided, or "".
        note: what the person wrote beside it, or "".
    """

    state: State = "undecided"
    fields: Mapping[str, str] = field(default_factory=dict)
    by: str = ""
    note: str = ""

    @property
    def is_taken(self) -> bool:
        """Whether a person accepted it, as it was or with other words."""
        return self.state in ("accepted", "edited")

    def as_dict(self) -> dict[str, Any]:
        """The printed form."""
        return {"state": self.state, "fields": dict(self.fields), "by": self.by, "note": self.note}


UNDECIDED: Final = Decision()


def key_of(document: Document, proposal: Proposal) -> str:
    """The key of a proposal: the same whenever the same file is read the same way, and of no other proposal.

    Returns:
        The SHA-256 in hex of the file's sha256, the kind, the place, the SHA-256 of the quote, and where in it the
        act stands, since one sentence may lay down several.
    """
    quote = hashlib.sha256(proposal.quote.encode("utf-8", "surrogatepass")).hexdigest()
    acts = (proposal.fields.get(name) for name in _TELLING)
    places = ",".join("" if found is None else str(found.start) for found in acts)
    parts = (document.sha256, proposal.kind, str(proposal.start), str(proposal.end), quote, places)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
