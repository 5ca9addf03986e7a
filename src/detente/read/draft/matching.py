"""Which entry of a newer draft is which of an existing deal file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from detente.deal.model import ROLES
from detente.read.draft.sheet import Card
from detente.read.proposals import Found, Proposal
from detente.read.since.pairing import pairs, plain

_EXACT: Final = (*ROLES, "events", "terms", "sources")


def paired(old: Sequence[Card], new: Sequence[Card]) -> list[tuple[Card | None, Card | None]]:
    """Pair the entries of two files, each at most once and only within one section.

    Actors, events and terms are paired by their names, documents by their sha256, everything else by the words that
    it rests on: the same words first, then the most alike, and then the same clause (see `since.pairing`).

    Returns:
        Pairs in the order of the new file, then for each section what only the old one has.
    """
    before, after = _by_section(old), _by_section(new)
    found: list[tuple[Card | None, Card | None]] = []
    for section in dict.fromkeys([*after, *before]):
        pair = _exactly if section in _EXACT else _by_words
        found += pair(before.get(section, []), after.get(section, []))
    return found


def _by_section(cards: Iterable[Card]) -> Mapping[str, list[Card]]:
    found: defaultdict[str, list[Card]] = defaultdict(list)
    for card in cards:
        found[card.section].append(card)
    return found


def _exactly(old: Sequence[Card], new: Sequence[Card]) -> list[tuple[Card | None, Card | None]]:
    waiting: dict[str, Card] = {}
    for card in old:
        for name in _names(card):
            waiting.setdefault(name, card)
    taken: set[int] = set()
    found: list[tuple[Card | None, Card | None]] = []
    for card in new:
        mate = next((waiting[name] for name in _names(card) if name in waiting), None)
        mate = None if mate is None or id(mate) in taken else mate
        if mate is not None:
            taken.add(id(mate))
        found.append((mate, card))
    return [*found, *((card, None) for card in old if id(card) not in taken)]


def _names(card: Card) -> list[str]:
    """What an entry is known by, the surest first."""
    if card.section == "sources":
        original = card.keys.get("original")
        hashes = (original.get("sha256") if isinstance(original, dict) else None, card.keys.get("sha256"))
        return [one for one in hashes if isinstance(one, str)]
    words = card.keys.get("words" if card.section == "terms" else "name")
    several = words if isinstance(words, list) else [words]
    return [*(plain(one).casefold() for one in several if isinstance(one, str)), f"\0{card.id}"]


def _by_words(old: Sequence[Card], new: Sequence[Card]) -> list[tuple[Card | None, Card | None]]:
    made = pairs(_stand_ins(old), _stand_ins(new))
    return [
        (None if one is None else old[one.start], None if two is None else new[two.start])
        for one, two in made
    ]


def _stand_ins(cards: Sequence[Card]) -> list[Proposal]:
    """Entries as proposals, each at its own number, so that they can be paired as the words of drafts are."""
    return [
        Proposal(card.section, card.quote, at, at, {"does": Found(card.act, at, at)}, clause=card.clause)
        for at, card in enumerate(cards)
    ]
