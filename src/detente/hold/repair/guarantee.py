"""Repairs by guarantees: who would have to stand to lose how much, covering exactly the acts at which it would gain.

The sizes are those of theorem T3 (the least further guarantee of each party for the order as written); the size in name
is the need divided by how far the party believes that the guarantee would be called.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from detente.deal.model import PledgeView, in_words
from detente.hold.guarantee import declining
from detente.hold.repair.draft import Draft, Value
from detente.hold.repair.judged import Judged, every_of
from detente.hold.repair.proposal import Proposal, Wish, money_of, refs_of, said, up
from detente.hold.signs import listed

BY_NEED = (
    "The least that each party must stand to lose once, at its worst for the values given (theorem T3), divided by "
    "how far it believes that the guarantee would be called."
)
BY_COVERAGE = (
    "By signs: a guarantee that covers every act at which a party gains by stopping for every valuation."
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A guarantee to be written: of one party, for acts of its own, with its size in name where that is known."""

    party: str
    id: str
    acts: tuple[str, ...]
    size: Fraction | None
    believed: float
    by: str | None
    schedule: tuple[tuple[str | None, Fraction], ...]


def guarantees(judged: Judged, wish: Wish) -> Iterator[Proposal]:
    """One proposal with a guarantee of each party that needs one."""
    entries = tuple(_entries(judged, wish))
    if entries:
        draft = Draft(judged.deal)
        for entry in entries:
            _write(judged, draft, entry)
        method = BY_NEED if judged.deal.values else BY_COVERAGE
        yield Proposal("guarantee", _title(judged, entries), draft, method)


def _entries(judged: Judged, wish: Wish) -> Iterator[Entry]:
    for party, acts in _needed(judged).items():
        need = judged.needs.get(party)
        by, believed = _guarantor(judged, party, wish)
        size = (
            None
            if need is None or party not in judged.needs
            else up((need + wish.margin) / Fraction(repr(believed)))
        )
        yield Entry(
            party,
            _label(judged, party),
            acts,
            size,
            believed,
            by,
            _schedule(judged, party, acts, wish, believed),
        )


def _needed(judged: Judged) -> Mapping[str, tuple[str, ...]]:
    """By party, the acts that a guarantee has to cover."""
    if judged.deal.values:
        found = {party: judged.stopping_at(party) for party in judged.play.choosers}
    else:
        found = {}
        for stopping in judged.asked.values():
            for party, acts in every_of(stopping.play).items():
                found[party] = tuple(dict.fromkeys((*found.get(party, ()), *acts)))
    return {party: acts for party, acts in found.items() if acts}


def _guarantor(judged: Judged, party: str, wish: Wish) -> tuple[str | None, float]:
    """The guarantor of the deal that the party believes most, and how far; nobody where there is none to choose."""
    deal = judged.deal
    beliefs: dict[str, float] = {}
    for label, view in _views(judged, party).items():
        guarantee = deal.guarantees.get(label)
        if guarantee is not None and isinstance(view.believed, float):
            for who in guarantee.by or ():
                beliefs[who] = max(beliefs.get(who, 0.0), view.believed)
    known = {who: belief for who, belief in beliefs.items() if belief > 0 and who in deal.guarantors}
    if known:
        best = max(known, key=known.__getitem__)
        return best, known[best]
    only = [who for who in deal.guarantors if who not in beliefs]
    return (only[0] if len(deal.guarantors) == 1 and only else None), wish.believed


def _views(judged: Judged, party: str) -> Mapping[str, PledgeView]:
    values = judged.deal.values.get(party)
    return values.guarantees if values is not None and isinstance(values.guarantees, dict) else {}


def _label(judged: Judged, party: str) -> str:
    deal = judged.deal
    taken = (
        {
            label
            for name in (
                "obligations",
                "guarantees",
                "terms",
                "stages",
                "events",
                "issues",
                "annexes",
                "exits",
            )
            for label in getattr(deal, name)
        }
        | set(deal.actors)
        | set(deal.demands)
    )
    label, number = f"bond-of-{party}", 1
    while label in taken:
        number += 1
        label = f"bond-of-{party}-{number}"
    return label


def _schedule(
    judged: Judged, party: str, acts: tuple[str, ...], wish: Wish, believed: float
) -> tuple[tuple[str | None, Fraction], ...]:
    """After which act how much is enough, as sizes in name."""
    if judged.needs.get(party) is None:
        return ()
    sizes: dict[str, Fraction] = {}
    for act in acts:
        most = max((form[party][act].bound or Fraction(0)) for form in judged.stops.values())
        sizes[act] = up((most + wish.margin) / Fraction(repr(believed)))
    grid = 10**6  # sizes are rounded to so many decimals
    steps = [act.id for act in judged.play.acts]
    counted = [(act, int(size * grid)) for act, size in sizes.items()]
    return tuple((after, Fraction(hold, grid)) for after, hold in declining(counted, steps))


def _write(judged: Judged, draft: Draft, entry: Entry) -> None:
    draft.add(judged.deal.file, ("guarantees", entry.id), _keys(judged, entry))
    values = judged.deal.values.get(entry.party)
    if values is not None and entry.size is not None:
        view: Value = {"loses": said(entry.size), "believed": said(Fraction(repr(entry.believed)))}
        draft.put(values, ("guarantees", entry.id), view)


def _keys(judged: Judged, entry: Entry) -> dict[str, Value]:
    acts = {act.id: act for act in judged.play.acts}
    covers = dict.fromkeys(ref for act in entry.acts for ref in refs_of(acts[act], entry.party))
    owed_to = dict.fromkeys(
        who for act in entry.acts for who in acts[act].to if who != entry.party and who in judged.deal.parties
    )
    money = money_of(judged.play.stakes[entry.party].unit) if entry.party in judged.play.stakes else None
    pays = f"{said(entry.size)} {money}" if entry.size is not None and money else "not stated"
    last = refs_of(acts[entry.acts[-1]], entry.party)
    return {
        "by": entry.by or "not stated",
        "secures": [entry.party],
        "covers": list(covers),
        "form": "bond",
        "pays": pays,
        "to": list(owed_to) or "not stated",
        "when": "not stated",
        "until": "not stated",
        "released when": f"{in_words(list(last))} {'are' if len(last) > 1 else 'is'} verified",
        "written": "not stated",
        "signed": "not stated",
        "note": _note(entry),
    }


def _note(entry: Entry) -> str:
    if not entry.schedule:
        return "proposed; its size is not known"
    held = [
        f"{said(hold)} {'from the start' if after is None else f'after {after}'}"
        for after, hold in entry.schedule
    ]
    return f"proposed; to be held at least: {'; '.join(held)}"


def _title(judged: Judged, entries: Iterable[Entry]) -> str:
    parts = []
    for entry in entries:
        size = (
            "guarantee (its size hangs on values)" if entry.size is None else f"bond {_size(judged, entry)}"
        )
        names = {act.id: act.base for act in judged.play.acts}
        duties = tuple(dict.fromkeys(names.get(act, act) for act in entry.acts))
        by = f" given by {judged.deal.call(entry.by)}" if entry.by else ""
        parts.append(
            f"{judged.deal.call(entry.party)}: a {size}{by}, which it loses if it leaves out {listed(duties)}"
        )
    return "; ".join(parts)


def _size(judged: Judged, entry: Entry) -> str:
    assert entry.size is not None  # noqa: S101 -- the caller has looked
    unit = judged.play.stakes[entry.party].unit
    money = money_of(unit)
    size = f"{said(entry.size)} {money}" if money else f"{said(entry.size)}{f' ({unit})' if unit else ''}"
    return f"of {size}, believed {said(Fraction(repr(entry.believed)))}"
