"""Two drafts compared by what they lay down, not by their lines."""

from detente.read.since.changes import Changed, FieldChange, changes_between

__all__ = ["Changed", "FieldChange", "changes_between"]
