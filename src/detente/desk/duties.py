"""The clause-to-obligation table: what the text says of each duty, and which cells it leaves empty."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from detente.deal.coverage import has_measure, has_time
from detente.deal.model import Remedy, in_words
from detente.deal.package import brought_by
from detente.deal.phrases import NOT_STATED, Silence, When

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from detente.deal.model import Deal, Obligation
    from detente.deal.package import Condition

Said: TypeAlias = str | Silence | None
"""Words; NOT_STATED where the text is silent; None where nobody has filled it in."""
Labels: TypeAlias = tuple[str, ...] | Silence | None

COLUMNS: Final = {
    "by": "by whom",
    "to": "to whom",
    "does": "what",
    "when": "by when",
    "measure": "how one sees that it is done",
    "verified_by": "who verifies",
    "if_missed": "what follows if it is missed",
}
"""The cells that every duty needs, and the question that each answers."""

SILENT: Final = "not stated"
NOT_FILLED_IN: Final = "not filled in"
NO_DAY: Final = "no day"
RELEASES: Final = "what depends on it is no longer owed"
_THEN: Final = {
    "releases": RELEASES,
    "releases what depends on it": RELEASES,
    "ends the deal": "the deal ends",
    "the other side may suspend": "the other side may suspend",
}


@dataclass(frozen=True, slots=True)
class Duty:
    """One row of the table.

    `when` holds pairs of what a time is for (`due`, `from`, `until`, a part such as `3 persons`) and the time as
    written. `conditions`, `measure` and `verified_how` are lines in words. `gaps` names the cells of `COLUMNS` that
    are empty, each with `not stated`, `not filled in`, or `no day` where the text has words
    that name no time.
    """

    id: str
    stage: Said
    clause: tuple[str, ...]
    is_standing: bool
    by: Labels
    shared: str | None
    to: Labels
    through: Labels
    does: Said
    when: tuple[tuple[str, Said], ...]
    conditions: tuple[str, ...]
    measure: tuple[str, ...]
    verified_by: Labels
    verified_how: tuple[str, ...]
    if_missed: Said
    gaps: Mapping[str, str]

    def as_dict(self) -> dict[str, Any]:
        """The row as plain data: `"not stated"` where the text is silent, null where nothing is filled in."""
        return {
            "stage": plain(self.stage),
            "clause": list(self.clause),
            "standing": self.is_standing,
            "by": plain(self.by),
            "shared": self.shared,
            "to": plain(self.to),
            "through": plain(self.through),
            "does": plain(self.does),
            "when": [{"for": what, "time": plain(time)} for what, time in self.when],
            "conditions": list(self.conditions),
            "measure": list(self.measure),
            "verified_by": plain(self.verified_by),
            "verified_how": list(self.verified_how),
            "if_missed": plain(self.if_missed),
            "empty": dict(self.gaps),
        }


def duties_of(deal: Deal) -> tuple[Duty, ...]:
    """A row for each obligation, in the order of the file."""
    at_once: dict[str, list[str]] = {}
    for label, owed in deal.obligations.items():
        if isinstance(owed.together, str):
            at_once.setdefault(owed.together, []).append(label)
    hangs = brought_by(deal)
    return tuple(_duty(deal, owed, at_once, hangs.get(owed.id)) for owed in deal.obligations.values())


def gaps_of(duties: Iterable[Duty]) -> dict[str, int]:
    """How many duties leave each cell of `COLUMNS` empty; cells that no duty leaves empty are left out."""
    counts = Counter(name for duty in duties for name in duty.gaps)
    return {name: counts[name] for name in COLUMNS if counts[name]}


def plain(value: Any) -> Any:
    """A value as JSON has it: `"not stated"`, null, a list, or text."""
    if value is NOT_STATED:
        return SILENT
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value if value is None or isinstance(value, bool | int | float) else str(value)


def clauses(value: object) -> tuple[str, ...]:
    """The clause numbers of an entry; () where there are none."""
    return tuple(str(number) for number in value) if isinstance(value, tuple) else ()


def _duty(
    deal: Deal, owed: Obligation, at_once: Mapping[str, list[str]], condition: Condition | None
) -> Duty:
    if_missed = _if_missed(deal, owed)
    return Duty(
        id=owed.id,
        stage=owed.stage,
        clause=clauses(owed.clause),
        is_standing=owed.is_standing,
        by=owed.by,
        shared="each" if owed.each is True else "either" if owed.any is True else None,
        to=owed.to,
        through=owed.through,
        does=owed.does,
        when=tuple(_when(owed)),
        conditions=tuple(_conditions(owed, at_once, condition)),
        measure=tuple(_measure(owed)),
        verified_by=owed.verified_by,
        verified_how=tuple(_verified_how(owed)),
        if_missed=if_missed,
        gaps=dict(_gaps(owed, if_missed)),
    )


def _gaps(owed: Obligation, if_missed: Said) -> Iterator[tuple[str, str]]:
    for name in ("by", "to", "does"):
        if not getattr(owed, name):
            yield name, _gap(getattr(owed, name))
    if not has_time(owed):
        when = owed.from_ if owed.is_standing else owed.due
        yield "when", NO_DAY if isinstance(when, When) else _gap(when)
    elif owed.is_standing and not owed.until:
        yield "when", _gap(owed.until)
    # A standing duty is seen to be kept by whoever verifies it; that cell is counted by itself.
    if not has_measure(owed) and (not owed.is_standing or NOT_STATED in (owed.amount, owed.measure)):
        yield "measure", _gap(owed.measure, owed.amount)
    if not owed.verified_by:
        yield "verified_by", _gap(owed.verified_by)
    if not if_missed:
        yield "if_missed", _gap(if_missed)


def _gap(*values: object) -> str:
    return SILENT if NOT_STATED in values else NOT_FILLED_IN


def _when(owed: Obligation) -> Iterator[tuple[str, Said]]:
    parts = owed.parts if isinstance(owed.parts, tuple) else ()
    if owed.is_standing:
        yield "from", _said(owed.from_)
        yield "until", _said(owed.until)
        if owed.due:
            yield "done by", _said(owed.due)
    elif any(part.due for part in parts):
        yield from ((str(part.amount), _said(part.due)) for part in parts)
    elif owed.due or not (owed.against and owed.turn):
        yield "due", _said(owed.due)
    if owed.against and owed.turn:
        yield "turn", f"{owed.turn} of {_tick(owed.against)}"
    if owed.every:
        yield "every", str(owed.every)
    if owed.takes:
        yield "takes", str(owed.takes)


def _said(value: object) -> Said:
    return value if value is None or isinstance(value, Silence) else str(value)


def _conditions(
    owed: Obligation, at_once: Mapping[str, list[str]], condition: Condition | None
) -> Iterator[str]:
    for words, refs in (
        ("after", owed.after),
        ("not before", owed.not_before),
        ("only on a breach of", owed.on_breach_of),
        ("only while kept:", owed.while_),
        ("carries on", owed.continues),
    ):
        if isinstance(refs, tuple) and refs:
            yield f"{words} {in_words([_tick(ref) for ref in refs])}"
        elif refs is NOT_STATED:
            yield f"{words} (not stated)"
    if isinstance(owed.on_event, tuple):
        yield f"only if {in_words([_tick(event) for event in owed.on_event])} happens"
    if condition is not None:
        yield f"only with {condition}"
    if isinstance(owed.against, str):
        yield f"in exchange for {_tick(owed.against)}"
    if isinstance(owed.together, str):
        mates = [label for label in at_once[owed.together] if label != owed.id]
        yield f"at the same moment as {in_words([_tick(mate) for mate in mates]) or owed.together}"


def _tick(ref: object) -> str:
    return f"`{ref}`"


def _measure(owed: Obligation) -> Iterator[str]:
    if owed.amount:
        yield str(owed.amount)
    if isinstance(owed.of_which, tuple):
        yield f"of which {in_words([str(part) for part in owed.of_which])}"
    if isinstance(owed.parts, tuple) and owed.parts:
        yield f"in {len(owed.parts)} parts"
    if isinstance(owed.ratio, tuple):
        yield in_words([str(ratio) for ratio in owed.ratio])
    if isinstance(owed.measure, str):
        yield owed.measure
    if isinstance(owed.starting_count, str):
        yield f"counted from {owed.starting_count}"


def in_general(consequence: str) -> str:
    """What follows if a duty is missed, in words: `releases` as *what depends on it is no longer owed*."""
    return _THEN.get(consequence, consequence)


def _verified_how(owed: Obligation) -> Iterator[str]:
    if isinstance(owed.verified_how, str):
        yield owed.verified_how
    if owed.verified_within:
        yield f"within {owed.verified_within}"


def _if_missed(deal: Deal, owed: Obligation) -> Said:
    missed = owed.if_missed
    if isinstance(missed, Remedy):
        said = [f"{missed.cure} to make good"] if missed.cure else []
        if isinstance(missed.then, str):
            said.append(f"then {in_general(missed.then)}")
        return ", ".join(said) or missed.then
    if missed is None and isinstance(deal.frame.if_breached, str):
        return f"as for every duty: {in_general(deal.frame.if_breached)}"
    return missed
