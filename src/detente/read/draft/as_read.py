"""The lines of a deal file as the reader first wrote them, so that a person's lines can be told from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from detente.read.draft.matching import paired
from detente.read.draft.sheet import Card, Sheet


@dataclass(frozen=True, slots=True)
class AsRead:
    """An entry as the reader first wrote it, under the ids that the deal file has by now."""

    card: Card
    ids: Mapping[str, str]
    labels: Mapping[str, str]

    @property
    def keys(self) -> Mapping[str, Any]:
        """The keys that it had."""
        return self.card.keys

    def line(self, key: str) -> str:
        """The line that it had for a key, with its comment; "" where there was none."""
        return self.card.renamed(key, self.ids, self.labels).rstrip() if key in self.card.keys else ""


class Readings:
    """What the reader first wrote, found again for each entry of the deal file as it is."""

    def __init__(self, sheet: Sheet, here: Sequence[Card], frame: Card) -> None:
        cards = list(sheet.cards())
        self._cards = cards
        self._found = _found(here, cards)
        self._ids = {base.id: card.id for card, base in self._pairs(here) if card.section != "sources"}
        self._labels = {base.id: card.id for card, base in self._pairs(here) if card.section == "sources"}
        self._frame = sheet.frame()
        self._here = frame

    def _pairs(self, here: Iterable[Card]) -> list[tuple[Card, Card]]:
        return [(card, self._found[id(card)]) for card in here if id(card) in self._found]

    def of(self, card: Card) -> AsRead | None:
        """An entry of the deal file as it was first written; None where a person added it."""
        base = self._frame if card.path == self._here.path else self._found.get(id(card))
        return None if base is None else AsRead(base, self._ids, self._labels)

    def taken_out(self, new: Sequence[Card]) -> set[int]:
        """Which entries of a newer draft stood here (by `id`), and were taken out by a person."""
        kept = {id(base) for base in self._found.values()}
        return {
            id(card)
            for base, card in paired(self._cards, new)
            if base is not None and card is not None and id(base) not in kept
        }


def _found(here: Sequence[Card], cards: Sequence[Card]) -> dict[int, Card]:
    """For each entry of a deal file the one that was first written: same id and words, then words, then id."""
    found: dict[int, Card] = {}
    by_both = {(card.section, card.id, card.quote): card for card in cards if card.id}
    _take(found, ((card, by_both.get((card.section, card.id, card.quote))) for card in here))
    rest = _without(cards, found.values())
    _take(found, ((one, two) for one, two in paired(_lacking(here, found), rest) if one is not None))
    by_id = {(card.section, card.id): card for card in _without(cards, found.values())}
    _take(found, ((card, by_id.get((card.section, card.id))) for card in _lacking(here, found)))
    return found


def _take(found: dict[int, Card], pairs: Iterable[tuple[Card, Card | None]]) -> None:
    for card, base in list(pairs):
        if base is not None:
            found[id(card)] = base


def _lacking(here: Sequence[Card], found: Mapping[int, Card]) -> list[Card]:
    return [card for card in here if id(card) not in found]


def _without(cards: Sequence[Card], taken: Iterable[Card]) -> list[Card]:
    known = {id(card) for card in taken}
    return [card for card in cards if id(card) not in known]
