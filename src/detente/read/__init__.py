"""Read: from a draft or a report to clauses, attributed claims and a first deal file, each with its exact words.

The folder may be called: `detente.read("draft.docx")`. What it takes and answers: `help(detente.read.read)`.
"""

from typing import TYPE_CHECKING, Any

from detente.verb import import_lazily, make_callable

if TYPE_CHECKING:
    from detente.read.document import Document as Document
    from detente.read.intake.take import take as take
    from detente.read.proposals import Proposal as Proposal
    from detente.read.proposals import Read as Read
    from detente.read.run import read as read

_HOMES = {
    "Document": "document",
    "Proposal": "proposals",
    "Read": "proposals",
    "read": "run",
    "take": "intake.take",
}
# Imported when first used, so that the command line starts at once.
__all__ = [*sorted(_HOMES)]  # noqa: PLE0604 -- the names above, sorted


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used."""
    return import_lazily(__name__, _HOMES, name)


make_callable(__name__)
