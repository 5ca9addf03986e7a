"""Read one document: take it in, ask the readers, and keep only what the verifier lets pass."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from detente.read.claims.claims import claims_of
from detente.read.clauses.duties import duties_of
from detente.read.clauses.parts import Structure
from detente.read.clauses.structural import structural
from detente.read.clauses.structure import structure_of
from detente.read.document import LIMITS, Document, Limits
from detente.read.intake.bounds import counted
from detente.read.intake.take import take
from detente.read.proposals import Proposal, Read, Refusal
from detente.read.verify import verify

SHAPES: Final = ("agreement", "report", "both")
DUTIES: Final = frozenset({"obligation", "prohibition", "power"})
_FEWER: Final = 3  # a text reads as the one where it has so many times fewer of the other
METHOD: Final = (
    "Clauses by numbers, headings and words of duty; claims by words of speech and quotation marks. Every proposal "
    "is an exact part of the document's text, and so is every field of it."
)


@dataclass(frozen=True, slots=True, eq=False)
class Whole:
    """Everything that came of one document: what was read, how it is built, and the bytes themselves."""

    read: Read
    structure: Structure

    @property
    def document(self) -> Document:
        """The document."""
        return self.read.document


def read(
    path: Path | str,
    *,
    shape: str | None = None,
    changes: str = "made",
    parties: Sequence[str] = (),
    pipeline: str | None = None,
    model: str | None = None,
    model_url: str | None = None,
    limits: Limits = LIMITS,
    progress: Callable[[int, int], None] | None = None,
) -> Read:
    """Read a document: its clauses and its attributed claims, each with the exact words that it came from.

    Args:
        path: a .docx, .html, .pdf, .txt or .md file.
        shape: read it as an `agreement` (clauses), a `report` (claims) or `both`; by what it holds if None.
        changes: whether the tracked changes of a Word file are read as `made` or as `not made`.
        parties: names of the parties, where they are known.
        pipeline: name or path of an English pipeline of spaCy for the claims; rules alone if None.
        model: `provider:name` of a language model that is asked too; none is ever asked unless named here.
        model_url: the address of a server of one's own that speaks the protocol of OpenAI.
        limits: how much is taken on.
        progress: told how much of how much is done, by a model.

    Raises:
        CannotRead: the file is missing, damaged, encrypted, of another format, without text, or beyond a limit.
        MissingExtra: a library that this needs is not installed.
        ValueError: `shape` or `changes` is none of the words above.
    """
    return read_whole(
        take(path, changes=changes, limits=limits),
        shape=shape,
        parties=parties,
        pipeline=pipeline,
        model=model,
        model_url=model_url,
        progress=progress,
    ).read


def read_whole(
    document: Document,
    *,
    shape: str | None = None,
    parties: Sequence[str] = (),
    pipeline: str | None = None,
    model: str | None = None,
    model_url: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Whole:
    """Read a document that was taken in; see `read`."""
    if shape is not None and shape not in SHAPES:
        raise ValueError(f"a document is read as {', '.join(SHAPES)}, not as {shape!r}")
    structure = structure_of(document)
    clauses = [*structural(document, structure), *duties_of(document, structure)] if shape != "report" else []
    claims, said = (
        claims_of(document, parties=parties, pipeline=pipeline) if shape != "agreement" else ([], "")
    )
    seen = shape or _shape(clauses, claims)
    proposals = [*(clauses if seen != "report" else ()), *(claims if seen != "agreement" else ())]
    kept, refused = verify(document, proposals)
    asked: list[str] = [said] if said and seen != "agreement" else []
    if model is not None:
        more, not_taken, how = _by_model(document, model, model_url, progress)
        numbered = (replace(one, clause=structure.number_at(one.start)) for one in more)
        kept, refused = [*kept, *numbered], [*refused, *not_taken]
        asked.append(how)
    left_out = _left_out(clauses, claims, seen) if shape is None else ()
    parameters = {
        "read as": seen,
        "asked to be read as": shape,
        "parties": list(parties),
        "pipeline": pipeline,
        "model": model,
        "left out": list(left_out),
    }
    method = " ".join([METHOD, *asked])
    return Whole(Read(document, _in_order(kept), tuple(refused), method, parameters), structure)


def _by_model(
    document: Document, model: str, url: str | None, progress: Callable[[int, int], None] | None
) -> tuple[list[Proposal], list[Refusal], str]:
    from detente.read.model import propose  # noqa: PLC0415 -- never loaded unless a model is named

    claimed, malformed, how = propose(document, model, base_url=url, progress=progress)
    kept, refused = verify(document, claimed)
    return kept, [*malformed, *refused], how


def _shape(clauses: Iterable[Proposal], claims: Iterable[Proposal]) -> str:
    """What a document reads as, by what was found in it."""
    duties = sum(one.kind in DUTIES for one in clauses)
    said = sum(one.speaker is not None for one in claims)
    if duties >= _FEWER * said:
        return "agreement" if duties else "both"
    return "report" if said >= _FEWER * duties else "both"


def _left_out(clauses: Sequence[Proposal], claims: Sequence[Proposal], seen: str) -> tuple[str, ...]:
    """What was found and not shown, because the document reads as something else."""
    if seen == "agreement" and claims:
        return (
            f"it reads as an agreement: {counted(len(claims), 'claim', 'claims')} left out; --as both shows them",
        )
    number = sum(one.kind in DUTIES for one in clauses)
    if seen == "report" and number:
        return (f"it reads as a report: {counted(number, 'duty', 'duties')} left out; --as both shows them",)
    return ()


def _in_order(proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """By place; what begins at one place, the longer first."""
    return tuple(sorted(proposals, key=lambda one: (one.start, -one.end)))
