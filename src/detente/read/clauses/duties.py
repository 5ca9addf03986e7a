"""What each sentence of an agreement lays down: duties, prohibitions, powers, stages, guarantees, precedents.

The clause reader proposes; it never repairs or completes. It goes by words alone, after the drafting guides that the
word lists of `detente.text.words` name, and nothing in it was learnt from texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from detente.read.clauses.actors import PRONOUN, may_stand_for
from detente.read.clauses.doubts import binds, doubts_of, is_meaning, pattern_of
from detente.read.clauses.foreign import foreign_duties, language_of
from detente.read.clauses.guarantees import guarantee_in, precedent_in
from detente.read.clauses.habits import habits_of
from detente.read.clauses.joined import Joined, join
from detente.read.clauses.owed import Owed, owed_in
from detente.read.clauses.parts import Structure, Unit
from detente.read.clauses.ranks import rank_of
from detente.read.clauses.sentence import Clause, clauses_of
from detente.read.clauses.stages import is_stage, label_of, lasting_in, lasts
from detente.read.clauses.structural import structural
from detente.read.document import Document
from detente.read.proposals import Found, Proposal, found_in

__all__ = ["duties_of", "structural"]

_KINDS: Final = {"duty": "obligation", "ban": "prohibition", "power": "power"}
_WHEREAS: Final = re.compile(
    r"\W{0,3}(?:whereas|considering|recogni[sz]ing|recalling|noting|desiring|mindful)\b", re.IGNORECASE
)
_OF_A_STAGE: Final = ("amount", "due", "from", "until", "for", "after")
_ORDER: Final = (
    *(
        "stage",
        "by",
        "stands for",
        "who",
        "subject",
        "modal",
        "not",
        "does",
        "what",
        "to",
        "amount",
        "amount 2",
        "due",
    ),
    *(
        "due 2",
        "purpose due",
        "from",
        "until",
        "for",
        "every",
        "while",
        "after",
        "if",
        "verified by",
        "through",
    ),
    *("if missed", "security", "precedent"),
)


def duties_of(document: Document, structure: Structure) -> list[Proposal]:
    """Propose what each sentence of an agreement lays down.

    Args:
        document: the document.
        structure: how its text is built; each of its units is read by itself, with the opening words of its list.

    Returns:
        Proposals of the kinds `obligation`, `prohibition`, `power`, `stage`, `guarantee` and `precedent`, in the order
        of the text, each field an exact slice of it.
    """
    reading = _Reading(document, structure)
    made = [proposal for unit in structure.units for proposal in reading.proposals(unit)]
    return sorted(made, key=lambda proposal: (proposal.start, proposal.end))


class _Reading:
    """A text being read, unit by unit: how it speaks, and whom it named last."""

    def __init__(self, document: Document, structure: Structure) -> None:
        self.document, self.structure = document, structure
        self.habits = habits_of(document, structure)
        self.unit = Unit(0, 0, 0)
        self.number = ""
        self.named: tuple[int, Found] | None = None  # the part and the last doer named in it

    def proposals(self, unit: Unit) -> Iterator[Proposal]:
        """What a unit lays down."""
        self.unit, self.number = unit, self.structure.number_at(unit.start)
        language = language_of(self.document.text[unit.start : unit.end])
        if language != "en":
            yield from foreign_duties(self.document, unit, self.number, language)
            return
        if self._is_recital():
            return
        joined = join(self.document.text, unit)
        clauses = clauses_of(joined)
        own = [
            one
            for one in clauses
            if one.modal.start >= joined.own and not is_meaning(joined.text, joined.own, one)
        ]
        governing = [one for one in clauses if one.modal.start < joined.own]
        goes_on = governing and not _stands_alone(joined, own)
        made = list(self._clauses(joined, [governing[-1], *own] if goes_on else own))
        yield from made
        yield from self._others(joined, made)

    def _is_recital(self) -> bool:
        """Whether a sentence of the preamble says why there is an agreement: it lays nothing on anybody."""
        parts = self.structure.parts
        part = parts[self.unit.part]
        if part.kind != "preamble" and not any(one.kind == "preamble" for one in self.structure.within(part)):
            return False
        return part.kind == "item" or _WHEREAS.match(self.document.text, self.unit.start) is not None

    def _clauses(self, joined: Joined, clauses: list[Clause]) -> Iterator[Proposal]:
        before = self.named[1] if self.named is not None and self.named[0] == self.unit.part else None
        for clause in clauses:
            proposal = self._clause(joined, clause, before)
            if proposal is None:
                continue
            by = proposal.fields.get("by")
            if by is not None and not PRONOUN.match(by.words):
                before = by
            yield proposal
        self.named = None if before is None else (self.unit.part, before)

    def _clause(self, joined: Joined, clause: Clause, before: Found | None) -> Proposal | None:
        if clause.modal.form == "will" and not self.habits.will:
            return None
        owed = owed_in(joined, clause, self.habits.names)
        kind = self._kind(joined, clause, owed)
        if kind is None or owed.is_condition or not binds(clause, owed):
            return None
        places = dict(owed.places)
        places["modal"] = (clause.modal.start, clause.modal.words)
        negated = clause.modal.negated or clause.subject.negated
        if negated is not None:
            places["not"] = negated
        if kind == "stage":
            places["stage"] = places.pop("subject", places.pop("by", (0, 0)))
        fields = self._fields(joined, places)
        by = fields.get("by")
        if (
            by is not None
            and before is not None
            and "stands for" not in fields
            and may_stand_for(by.words, before.words)
        ):
            fields["stands for"] = before
        return self._made(
            kind,
            fields,
            doubts_of(kind, clause, owed, fields, self.habits),
            pattern_of(kind, clause, owed, fields),
        )

    def _kind(self, joined: Joined, clause: Clause, owed: Owed) -> str | None:
        subject = joined.text[clause.subject.start : clause.subject.end]
        if owed.act.kind == "force" or lasts(subject, joined.text, owed.act):
            return "stage"
        if is_stage(subject) and owed.act.kind in ("passive", "event", "state") and owed.is_dated:
            return "stage"
        if owed.act.kind in ("none", "state") and clause.modal.form not in ("let", "ban"):
            return None
        if clause.modal.form == "bound" and (clause.subject.negated or clause.modal.force == "ban"):
            return None  # nobody is obliged to: it forbids nothing
        if clause.subject.negated is not None:
            return "prohibition"
        return _KINDS[clause.modal.force]

    def _others(self, joined: Joined, made: list[Proposal]) -> Iterator[Proposal]:
        """What a sentence says beside its duties: a guarantee, an earlier case, a stage."""
        text, start, end = joined.text, joined.own, len(joined.text)
        guarantee = guarantee_in(text, start, end, self.habits.names)
        if guarantee:
            yield self._made("guarantee", self._fields(joined, guarantee), [], "guarantee")
        precedent = precedent_in(text, start, end)
        if precedent is not None:
            yield self._made("precedent", self._fields(joined, {"precedent": precedent}), [], "precedent")
        lasting = lasting_in(text, start, end)
        label = label_of(text, start)
        if lasting:
            yield self._made("stage", self._fields(joined, lasting), [], "stage")
        elif label is not None:
            fields = self._fields(joined, {"stage": label})
            first = made[0].fields if made else {}
            fields |= {name: first[name] for name in _OF_A_STAGE if name in first}
            yield self._made("stage", fields, [], "stage")

    def _fields(self, joined: Joined, places: dict[str, tuple[int, int]]) -> dict[str, Found]:
        made = {}
        for name in sorted(places, key=lambda name: _ORDER.index(name) if name in _ORDER else len(_ORDER)):
            found = joined.found(*places[name])
            if found is not None:
                made[name] = found
        return made

    def _made(self, kind: str, fields: dict[str, Found], doubts: list[str], pattern: str) -> Proposal:
        unit, text = self.unit, self.document.text
        end = min(unit.end, len(text))
        along = unit.lead
        for found in fields.values():
            if not any(
                a <= found.start and found.end <= b
                for a, b in [(unit.start, end), *((one.start, one.end) for one in along)]
            ):
                along = (*along, found_in(text, found.start, found.end))
        return Proposal(
            kind,
            text[unit.start : end],
            unit.start,
            end,
            fields,
            along,
            self.number,
            rank=rank_of(pattern),
            doubts=tuple(dict.fromkeys(doubts)),
        )


def _stands_alone(joined: Joined, own: list[Clause]) -> bool:
    """Whether an item is a sentence of its own, and does not go on with the opening words of its list."""
    for clause in own:
        subject = clause.subject
        head = subject.head if subject.head >= 0 else subject.start
        is_whole = subject.kind == "phrase" and not clause.is_shared and head >= joined.own
        if is_whole and clause.fronts[0][0] <= joined.own + 1:
            return True
    return False
