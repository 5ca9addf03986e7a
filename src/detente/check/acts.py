"""Small questions about obligations that several rules ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.check.silence import given
from detente.deal.model import KINDS, Otherwise, in_words
from detente.deal.phrases import EACH_OTHER, Ref, When

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.deal.model import Deal, Gate, Obligation, Stage

NAMED_KINDS = tuple(kind for kind in KINDS if kind != "other")
"""The kinds of deal whose practice is known; `other` is none of them."""

_NAMED = 3
_SHARES = ("%", "percent", "per cent")


def performers(act: Obligation) -> tuple[str, ...]:
    """Who carries it out; empty where that is not said."""
    return given(act.by) or ()


def owed_to(act: Obligation) -> tuple[str, ...]:
    """To whom it is owed; `each other` is all who carry it out."""
    to = given(act.to) or ()
    return performers(act) if EACH_OTHER in to else to


def named(deal: Deal, act: Obligation) -> str:
    """An obligation in a sentence, with who carries it out: `pull-back` (Northland)."""
    return f"`{act.id}`{in_brackets(deal, act)}"


def in_brackets(deal: Deal, act: Obligation) -> str:
    """Who carries an obligation out, in brackets after a space; of many, the first two and how many more."""
    names = [deal.call(label) for label in performers(act)]
    if len(names) > _NAMED:
        names = [*names[: _NAMED - 1], f"{len(names) - _NAMED + 1} more"]
    return f" ({in_words(names)})" if names else ""


def is_time(value: object) -> bool:
    """Say whether a value is a time, and not a phrase that the text has in its place."""
    return isinstance(value, When) and value.kind != "words"


def gate_of(stage: Stage) -> Gate | None:
    """What opens a stage, where that is said."""
    return given(stage.opens)


def otherwise_of(stage: Stage) -> Otherwise | None:
    """What holds when a stage ends and the next has not opened, where it is said in keys."""
    return stage.otherwise if isinstance(stage.otherwise, Otherwise) else None


def refs_of(*lists: object) -> Iterator[str]:
    """The ids in several lists of references; a list that is missing has none."""
    for refs in lists:
        if isinstance(refs, tuple):
            yield from (ref.id for ref in refs if isinstance(ref, Ref))


def counted_from(when: object) -> str | None:
    """The id of the event or obligation that a time is counted from, if it is."""
    return when.anchor.id if isinstance(when, When) and when.kind == "entry" and when.anchor else None


def waiting(deal: Deal) -> dict[str, list[Obligation]]:
    """For each id, the obligations that wait for it, are tied to it, or count their time from it."""
    found: dict[str, list[Obligation]] = {}
    for act in deal.obligations.values():
        for label in dict.fromkeys(_waited_for(act)):
            found.setdefault(label, []).append(act)
    return found


def _waited_for(act: Obligation) -> Iterator[str]:
    yield from refs_of(act.after, act.while_, act.on_breach_of)
    parts = (part.due for part in given(act.parts) or ())
    times = (act.due, act.from_, *(given(act.not_before) or ()), *parts)
    for label in (given(act.against), *(given(act.on_event) or ()), *map(counted_from, times)):
        if label:
            yield label


def opening(deal: Deal) -> dict[str, list[Stage]]:
    """For each id, the stages whose opening waits for it."""
    found: dict[str, list[Stage]] = {}
    for stage in deal.stages.values():
        gate = gate_of(stage)
        if gate is None:
            continue
        for label in dict.fromkeys((*refs_of(gate.when), counted_from(gate.at))):
            if label:
                found.setdefault(label, []).append(stage)
    return found


def is_share(unit: str | None) -> bool:
    """Say whether a unit is a share of something: `%`, `% of the launchers`, `per cent`."""
    return (unit or "").strip().casefold().startswith(_SHARES)
