"""Détente: plain-text agreements between parties who do not trust each other.

>>> import detente
>>> deal = detente.load("examples/ceasefire/three-stages-2024-reported")  # doctest: +SKIP
>>> detente.check(deal).summary["errors"]  # doctest: +SKIP
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.bargain.answer import Bargain as Bargain
    from detente.bargain.domain import Domain as Domain
    from detente.bargain.run import bargain as bargain
    from detente.check import Check as Check
    from detente.check import check as check
    from detente.check.since import Since as Since
    from detente.check.since import compare as compare
    from detente.deal.course import Course as Course
    from detente.deal.course import course_of as course_of
    from detente.deal.coverage import Coverage as Coverage
    from detente.deal.coverage import coverage_of as coverage_of
    from detente.deal.loader import load as load
    from detente.deal.loader import load_text as load_text
    from detente.deal.model import Deal as Deal
    from detente.desk.documents import CheckedDocument as CheckedDocument
    from detente.desk.documents import DocumentsSince as DocumentsSince
    from detente.desk.documents import check_document as check_document
    from detente.desk.documents import compare_documents as compare_documents
    from detente.desk.packages import PackagesThatHold as PackagesThatHold
    from detente.desk.packages import packages_that_hold as packages_that_hold
    from detente.desk.review import Review as Review
    from detente.desk.review import review as review
    from detente.errors import CannotCount as CannotCount
    from detente.errors import CannotRead as CannotRead
    from detente.errors import DetenteError as DetenteError
    from detente.errors import MissingExtra as MissingExtra
    from detente.errors import NothingLeft as NothingLeft
    from detente.hold.results import Hold as Hold
    from detente.hold.run import hold as hold
    from detente.read.document import Document as Document
    from detente.read.proposals import Proposal as Proposal
    from detente.read.proposals import Read as Read
    from detente.read.run import read as read

    __version__: str

_HOMES = {
    "Bargain": "bargain.answer",
    "CannotCount": "errors",
    "CannotRead": "errors",
    "Check": "check",
    "CheckedDocument": "desk.documents",
    "Course": "deal.course",
    "Coverage": "deal.coverage",
    "Deal": "deal.model",
    "DetenteError": "errors",
    "Document": "read.document",
    "DocumentsSince": "desk.documents",
    "Domain": "bargain.domain",
    "Hold": "hold.results",
    "MissingExtra": "errors",
    "NothingLeft": "errors",
    "PackagesThatHold": "desk.packages",
    "Proposal": "read.proposals",
    "Read": "read.proposals",
    "Review": "desk.review",
    "Since": "check.since",
    "bargain": "bargain.run",
    "check": "check",
    "check_document": "desk.documents",
    "compare": "check.since",
    "compare_documents": "desk.documents",
    "course_of": "deal.course",
    "coverage_of": "deal.coverage",
    "hold": "hold.run",
    "load": "deal.loader",
    "load_text": "deal.loader",
    "packages_that_hold": "desk.packages",
    "read": "read.run",
    "review": "desk.review",
}
"""Where each public name lives. They are imported when first used, so that the command line starts at once."""

__all__ = [  # noqa: PLE0604 -- the names above, sorted
    *sorted(_HOMES),
]


def __dir__() -> list[str]:
    """The public names, whether or not they have been used."""
    return sorted([*_HOMES, "__version__", "__doc__"])


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used."""
    if name == "__version__":
        return import_module("detente.version").VERSION
    if name not in _HOMES:
        raise AttributeError(f"detente has no `{name}`; it has {', '.join(sorted(_HOMES))}")
    if name in ("bargain", "hold", "read"):
        return import_module(f"detente.{name}")  # a folder that may be called, and has more in it
    found = getattr(import_module(f"detente.{_HOMES[name]}"), name)
    globals()[name] = found
    return found
