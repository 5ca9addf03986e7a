"""The draft on the table: what is wrong with it, and what would be better for everybody."""

from detente.bargain.draft.diagnosis import draft_of

__all__ = ["draft_of"]
