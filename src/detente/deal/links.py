"""What waits for what: the links between the acts of a deal, each with the place that says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from detente.deal.model import Deal, Gate, Noun, Obligation, Reading
from detente.deal.names import parts_of
from detente.deal.phrases import Ref, When
from detente.text.source import Span


@dataclass(frozen=True, slots=True)
class Link:
    """`after` waits for `before`. `releases`: a breach of `before` releases `after`.

    `why` is `after`, `gate`, `while`, `against`, `parts`, `not before` or `reading`. Ids are those of steps.
    """

    before: str
    after: str
    why: str
    releases: bool
    noun: Noun
    keys: tuple[str | int, ...]
    deal: Deal = field(repr=False)
    reading: Reading | None = None

    @property
    def span(self) -> Span:
        """The place that says so."""
        return self.deal.place(self.noun, *self.keys)


def pieces_of(deal: Deal, label: str) -> tuple[str, ...]:
    """The steps of an obligation: its parts, or itself."""
    name, _, part = label.partition(".")
    if part:
        return (label,)
    count = parts_of(deal, name)
    return tuple(f"{name}.{place}" for place in range(1, count + 1)) or (name,)


def pieces_of_ref(deal: Deal, ref: Ref) -> tuple[str, ...]:
    """The steps that a reference waits for; a share of an act (`>= 50 %`) waits for the parts that reach it."""
    if ref.id not in deal.obligations:
        return ()
    pieces = pieces_of(deal, ref.id)
    if ref.part is not None:
        return pieces[ref.part - 1 : ref.part]
    if ref.at_least is None or len(pieces) == 1:
        return pieces
    return _share(deal, ref, pieces)


def _share(deal: Deal, ref: Ref, pieces: tuple[str, ...]) -> tuple[str, ...]:
    parts = deal.obligations[ref.id].parts
    assert ref.at_least is not None  # noqa: S101 -- the caller has looked
    if not isinstance(parts, tuple):
        return pieces
    total = sum(part.amount.low for part in parts)
    wanted = total * ref.at_least.low / 100 if ref.at_least.unit == "%" else ref.at_least.low
    reached = 0.0
    for place, part in enumerate(parts):
        reached += part.amount.low
        if reached >= wanted:
            return pieces[: place + 1]
    return pieces


def links_of(deal: Deal) -> Iterator[Link]:
    """Every link that the text gives, in the order of the file."""
    gates = {label: _gate(deal, label) for label in deal.stages}
    for label, owed in deal.obligations.items():
        pieces = pieces_of(deal, label)
        yield from _conditions(deal, owed, pieces)
        yield from _parts(deal, owed, pieces)
        yield from _exchange(deal, owed, pieces)
        if isinstance(owed.stage, str) and owed.stage in gates:
            yield from _gated(deal, owed, pieces, gates[owed.stage])


def _conditions(deal: Deal, owed: Obligation, pieces: tuple[str, ...]) -> Iterator[Link]:
    first = pieces[0]
    for key, refs, releases in (("after", owed.after, True), ("while", owed.while_, True)):
        for place, ref in enumerate(refs if isinstance(refs, tuple) else ()):
            for before in pieces_of_ref(deal, ref):
                for after in pieces if key == "while" else (first,):
                    yield Link(before, after, key, releases, owed, (key, place), deal)
    for place, when in enumerate(owed.not_before if isinstance(owed.not_before, tuple) else ()):
        if isinstance(when, When) and when.kind == "entry" and when.anchor:
            for before in pieces_of_ref(deal, when.anchor):
                yield Link(before, first, "not before", False, owed, ("not before", place), deal)
    yield from _counted_from(deal, owed, first)


def _counted_from(deal: Deal, owed: Obligation, first: str) -> Iterator[Link]:
    """`due: 14 days after certificate` orders, but releases nothing by itself."""
    for key, when in (("due", owed.due), ("from", owed.from_)):
        if isinstance(when, When) and when.kind == "entry" and when.anchor:
            if when.offset is not None and when.offset.number < 0:
                continue
            for before in pieces_of_ref(deal, when.anchor):
                yield Link(before, first, "not before", False, owed, (key,), deal)


def _parts(deal: Deal, owed: Obligation, pieces: tuple[str, ...]) -> Iterator[Link]:
    for before, after in pairwise(pieces):
        key = "parts" if isinstance(owed.parts, tuple) else "turn"
        yield Link(before, after, "parts", True, owed, (key,), deal)


def _exchange(deal: Deal, owed: Obligation, pieces: tuple[str, ...]) -> Iterator[Link]:
    if not isinstance(owed.against, str) or owed.against not in deal.obligations:
        return
    others = pieces_of(deal, owed.against)
    if owed.turn not in ("before each part", "after each part"):
        return  # at the same moment, or the text gives no turn
    first, then = (pieces, others) if owed.turn == "before each part" else (others, pieces)
    # Where the numbers of parts differ, the whole of one goes before the whole of the other.
    pairs = zip(first, then, strict=True) if len(first) == len(then) else ((first[-1], then[0]),)
    for before, after in pairs:
        yield Link(before, after, "against", True, owed, ("turn",), deal)


def _gate(deal: Deal, stage: str) -> list[tuple[Ref, int]]:
    opens = deal.stages[stage].opens
    refs = opens.when if isinstance(opens, Gate) and isinstance(opens.when, tuple) else ()
    return [(ref, place) for place, ref in enumerate(refs)]


def _gated(
    deal: Deal, owed: Obligation, pieces: tuple[str, ...], gate: list[tuple[Ref, int]]
) -> Iterator[Link]:
    assert isinstance(owed.stage, str)  # noqa: S101 -- the caller has looked
    for ref, place in gate:
        for before in pieces_of_ref(deal, ref):
            if before.partition(".")[0] != owed.id:
                stage = deal.stages[owed.stage]
                yield Link(before, pieces[0], "gate", True, stage, ("opens", "when", place), deal)


def links_of_readings(deal: Deal) -> Iterator[Link]:
    """The links that readings of the order add."""
    for reading in deal.readings:
        if not isinstance(reading.after, dict):
            continue
        for later, refs in reading.after.items():
            if later not in deal.obligations:
                continue
            after = pieces_of(deal, later)[0]
            for place, ref in enumerate(refs):
                for before in pieces_of_ref(deal, ref):
                    yield Link(
                        before, after, "reading", True, reading, ("after", later, place), deal, reading
                    )
