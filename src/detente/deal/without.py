"""A deal without some of its acts and guarantees: nothing in it refers to them any more.

It is made from the nouns, not from the texts, which stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeVar

from detente.deal.model import Citation, Deal, Guarantee, Noun, Obligation, Stage, Values
from detente.deal.names import FIELDS, OWED, parts_of
from detente.deal.phrases import Choice, Part, Ref, When
from detente.deal.value_names import THING

N = TypeVar("N", bound=Noun)

_LABELLED: Final = (
    "events",
    "terms",
    "stages",
    "obligations",
    "guarantees",
    "exits",
    "issues",
    "elements",
    "demands",
)
_LISTED: Final = ("readings", "concessions", "claims")
_NOTHING: Final = object()


@dataclass(frozen=True, slots=True)
class Removed:
    """A reference that went with what it names: `owner` referred to `ref` under `key`."""

    owner: str
    key: str
    ref: str

    def __str__(self) -> str:
        return f"`{self.owner}` (`{self.key}: {self.ref}`)"


def without(deal: Deal, labels: Iterable[str]) -> tuple[Deal, tuple[Removed, ...]]:
    """Take acts and guarantees out of a deal, with all that refers to them.

    A duty owed only on a breach of what is taken out goes too, and so does a guarantee that covers nothing else. Other
    references go alone: a condition, a gate, an exchange. A time that is counted from an act taken out stays as words.

    Returns:
        The deal, and the references that went from acts, guarantees and stages that stay, in the order of the file.
    """
    gone = _with_what_hangs_on(deal, frozenset(labels))
    if not gone:
        return deal, ()
    first = _Leaving(gone, {}).of(deal)
    counts = {
        label: now for label in first.obligations if (now := parts_of(first, label)) < parts_of(deal, label)
    }
    leaving = _Leaving(gone, counts)
    return leaving.of(deal), tuple(dict.fromkeys(leaving.removed))


def _with_what_hangs_on(deal: Deal, labels: frozenset[str]) -> frozenset[str]:
    gone = set(labels)
    before = -1
    while before < len(gone):
        before = len(gone)
        for label, owed in deal.obligations.items():
            if isinstance(owed.on_breach_of, tuple) and owed.on_breach_of:
                gone |= {label} if all(ref.id in gone for ref in owed.on_breach_of) else set()
    for label, guarantee in deal.guarantees.items():
        if isinstance(guarantee.covers, tuple) and guarantee.covers:
            gone |= {label} if all(ref.id in gone for ref in guarantee.covers) else set()
    return frozenset(gone)


@dataclass
class _Leaving:
    """One walk through a deal. `counts`: how many parts an act has left, where these are fewer than before."""

    gone: frozenset[str]
    counts: Mapping[str, int]
    removed: list[Removed] = field(default_factory=list)

    def of(self, deal: Deal) -> Deal:
        sections: dict[str, Any] = {
            name: {
                label: self.noun(noun, label)
                for label, noun in getattr(deal, name).items()
                if label not in self.gone
            }
            for name in _LABELLED
        }
        listed: dict[str, Any] = {
            name: tuple(self.noun(noun, "") for noun in getattr(deal, name)) for name in _LISTED
        }
        values = {party: self.values(values) for party, values in deal.values.items()}
        return replace(deal, **sections, **listed, frame=self.noun(deal.frame, ""), values=values)

    def noun(self, noun: N, owner: str) -> N:
        changed: dict[str, Any] = {}
        for name, info in type(noun).model_fields.items():
            if name in ("id", "home") or name not in noun.model_fields_set or isinstance(noun, Citation):
                continue
            old = getattr(noun, name)
            new = self.value(old, name, (owner if self._counts(noun) else "", str(info.alias)))
            if new is not old:
                changed[name] = None if new is _NOTHING else new
        if "against" in changed:
            changed |= {"ratio": None, "turn": None}
        return noun.model_copy(update=changed) if changed else noun

    def _counts(self, noun: Noun) -> bool:
        """Whether what the noun says bears on the course."""
        return not noun.id or isinstance(noun, Obligation | Guarantee | Stage)

    def value(self, old: Any, name: str, where: tuple[str, str]) -> Any:
        """The value without what is gone: the same object where nothing is."""
        if isinstance(old, tuple) and not isinstance(old, Choice):
            return self.items(old, name, where)
        if isinstance(old, Noun):
            return self.noun(old, where[0])
        if isinstance(old, dict):
            return self.mapping(old, name, where)
        return self.word(old, name, where)

    def items(self, old: tuple[Any, ...], name: str, where: tuple[str, str]) -> tuple[Any, ...]:
        """A list without what is gone."""
        new = [(item, self.value(item, name, where)) for item in old]
        left = tuple(now for was, now in new if now is not _NOTHING and not _is_lost(was, now, name))
        return old if len(left) == len(old) and all(now is was for was, now in new) else left

    def mapping(self, old: dict[str, Any], name: str, where: tuple[str, str]) -> dict[str, Any]:
        new = {
            key: self.value(item, name, where)
            for key, item in old.items()
            if not (name == "after" and key in self.gone)
        }
        return old if len(new) == len(old) and all(new[key] is old[key] for key in old) else new

    def word(self, old: Any, name: str, where: tuple[str, str]) -> Any:
        if isinstance(old, Ref):
            return self.ref(old, where)
        if isinstance(old, When) and old.anchor is not None:
            return self.when(old, where)
        if isinstance(old, Part) and isinstance(old.due, When):
            due = self.when(old.due, where)
            return old if due is old.due else Part(old.amount, due)
        if isinstance(old, str) and old in self.gone and FIELDS.get(name) in (OWED, THING):
            self.note(old, where)
            return _NOTHING
        return old

    def ref(self, old: Ref, where: tuple[str, str]) -> Any:
        if old.id in self.gone:
            self.note(str(old), where)
            return _NOTHING
        if old.part is not None and old.part > self.counts.get(old.id, old.part):
            return Ref(old.id)  # it was a part of an exchange that is gone; the whole is left
        return old

    def when(self, old: When, where: tuple[str, str]) -> When:
        anchor = old.anchor
        if anchor is None:
            return old
        if anchor.id in self.gone:
            self.note(old.text, where)
            return When("words", old.text)
        new = self.ref(anchor, where)
        return old if new is anchor else replace(old, anchor=new)

    def note(self, ref: str, where: tuple[str, str]) -> None:
        owner, key = where
        if owner:
            self.removed.append(Removed(owner, key, ref))

    def values(self, values: Values) -> Values:
        """Worths of what is gone are taken out; rankings stay, since they are of sizes whatever is chosen."""
        changed: dict[str, Any] = {}
        for name in ("worth", "guarantees", "if_it_walks", "if_others_stop"):
            old = getattr(values, name)
            if isinstance(old, dict):
                new = {key: worth for key, worth in old.items() if not self._names_gone(key)}
                if len(new) < len(old):
                    changed[name] = new
        return values.model_copy(update=changed) if changed else values

    def _names_gone(self, key: str) -> bool:
        name = key.removeprefix("after ").strip()
        return ":" not in name and name.partition(".")[0] in self.gone


def _is_lost(was: Any, now: Any, name: str) -> bool:
    """Whether a bound on time cannot be counted any more, since what it counts from is gone."""
    return name == "not_before" and now is not was and isinstance(now, When) and now.kind == "words"
