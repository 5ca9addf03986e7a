"""One namespace over everything that a list may name; unknown ids are reported with the nearest known one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from detente.deal.model import ROLES, Citation, Deal, Noun, Publication
from detente.deal.phrases import EACH_OTHER, Part, Ref, When, did_you_mean
from detente.deal.value_names import ISSUE, STAGE, THING, check_values
from detente.text.nodes import Document, Path, Problem

ACTOR, SOURCE, EVENT, OWED, TERM = "actor", "source", "event", "obligation", "term"

FIELDS: Final[dict[str, str]] = {
    "asked_for_by": ACTOR,
    "by": ACTOR,
    "to": ACTOR,
    "through": ACTOR,
    "verified_by": ACTOR,
    "secures": ACTOR,
    "signs": ACTOR,
    "stage": STAGE,
    "after": THING,
    "while_": OWED,
    "when": THING,
    "on_breach_of": OWED,
    "continues": OWED,
    "continue_": OWED,
    "against": OWED,
    "on_event": EVENT,
    "covers": OWED,
    "used_in": THING,
    "met_by": THING,
    "crossed_by": THING,
    "about": THING,
    "order_of": THING,
    "on": THING,
    "with_": THING,
    "term": TERM,
    "superseded_by": SOURCE,
    "in_": THING,
}
"""Fields that hold ids, and what kind of thing they name."""

_KINDS: Final = {
    "events": EVENT,
    "terms": TERM,
    "stages": STAGE,
    "issues": ISSUE,
    "obligations": OWED,
    **dict.fromkeys(ROLES, ACTOR),
}


class Namespace:
    """Ids met so far, with what they name and where they were first written."""

    def __init__(self) -> None:
        self.kinds: dict[str, str] = {}
        self.sections: dict[str, str] = {}
        self.owners: list[tuple[str, Document, Path]] = []

    def add_all(self, section: str, nouns: Mapping[str, Noun], document: Document) -> Iterator[Problem]:
        """Enter the ids of a section; one id may hold several roles, and name one thing otherwise."""
        if section in ("sources", "elements", "precedents"):
            return
        for label, noun in nouns.items():
            first = self.sections.setdefault(label, section)
            if first == section and label not in self.kinds:
                self.kinds[label] = _KINDS.get(section, THING)
            elif not (first in ROLES and section in ROLES):
                said = f"`{label}` already names one of the {first}, and an id names one thing"
                span = document.key_span(noun.home.path)
                yield Problem(span, said, "give one of them another id", "id-written-twice")

    def add_source(
        self, label: str, new: Publication, known: Mapping[str, Publication], document: Document
    ) -> Iterator[Problem]:
        """A document of `sources` may be listed in several files, if they say the same of it."""
        first = known.get(label)
        if first is not None and _said(first) != _said(new):
            said = f"the source `{label}` is described otherwise in {first.home.file}"
            yield Problem(document.key_span(new.home.path), said, "describe it once", "id-written-twice")

    def known(self, kind: str) -> Iterable[str]:
        """The ids that name this kind of thing."""
        return self.kinds if kind == THING else (label for label, what in self.kinds.items() if what == kind)


def _said(source: Publication) -> dict[str, Any]:
    return {key: value for key, value in source if key != "home"}


def check_references(deal: Deal, names: Namespace) -> Iterator[Problem]:
    """Report every id that names nothing, or names something of another kind."""
    for label, document, path in names.owners:
        if names.kinds.get(label) != ACTOR:
            span = document.span(path) if len(path) == 1 else document.key_span(path)
            yield _unknown(label, ACTOR, names, span)
    for noun in _nouns(deal):
        yield from _of_noun(noun, (), noun.home, deal, names)
    yield from check_values(deal, names.kinds, lambda label, kind, span: _unknown(label, kind, names, span))


def _nouns(deal: Deal) -> Iterator[Noun]:
    yield deal.frame
    for section in (*ROLES, *_LABELLED):
        yield from getattr(deal, section).values()
    yield from deal.readings
    yield from deal.concessions
    yield from deal.claims


_LABELLED: Final = (
    *("events", "annexes", "terms", "stages", "obligations", "guarantees", "exits", "issues"),
    *("elements", "precedents", "sources", "demands"),
)


def _of_noun(noun: Noun, keys: Path, home: Any, deal: Deal, names: Namespace) -> Iterator[Problem]:
    for field in noun.model_fields_set:
        if field in ("id", "home"):
            continue
        value = getattr(noun, field)
        if isinstance(value, str) and field not in ("stage", "against", "term"):
            continue  # prose, such as when an exit is open
        if isinstance(value, tuple | Noun | When | dict) or field in FIELDS:
            alias = str(type(noun).model_fields[field].alias)
            kind = SOURCE if isinstance(noun, Citation) and field == "in_" else FIELDS.get(field)
            yield from _of_value(value, kind, (*keys, alias), home, deal, names)


def _of_value(
    value: Any, kind: str | None, keys: Path, home: Any, deal: Deal, names: Namespace
) -> Iterator[Problem]:
    if isinstance(value, Noun):
        yield from _of_noun(value, keys, home, deal, names)
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from _of_value(item, kind, (*keys, place), home, deal, names)
    elif isinstance(value, dict):
        for key, item in value.items():
            if keys[-1] == "after":
                yield from _of_value(Ref(key), THING, (*keys, key), home, deal, names)
            yield from _of_value(
                item, THING if keys[-1] == "after" else None, (*keys, key), home, deal, names
            )
    elif isinstance(value, Part):
        yield from _of_value(value.due, None, keys, home, deal, names)
    else:
        yield from _of_word(value, kind, keys, home, deal, names)


def _of_word(
    value: Any, kind: str | None, keys: Path, home: Any, deal: Deal, names: Namespace
) -> Iterator[Problem]:
    if isinstance(value, When):
        if value.anchor is None:
            return
        kind = {"stage": STAGE, "stage ends": STAGE, "while": OWED}.get(value.kind, THING)
        value = value.anchor
    if kind is None or value == EACH_OTHER or not isinstance(value, str | Ref):
        return
    label = value.id if isinstance(value, Ref) else value
    if kind == SOURCE:
        if label not in deal.sources:
            yield _unknown(label, kind, names, _span(deal, home, keys), list(deal.sources))
    elif label not in names.kinds or (kind != THING and names.kinds[label] != kind):
        yield _unknown(label, kind, names, _span(deal, home, keys))
    elif isinstance(value, Ref) and (value.part is not None or value.who is not None):
        yield from _of_part(value, deal, _span(deal, home, keys))


def _of_part(ref: Ref, deal: Deal, span: Any) -> Iterator[Problem]:
    owed = deal.obligations.get(ref.id)
    count = parts_of(deal, ref.id)
    if ref.part is not None and ref.part > count:
        has = f"{count} parts" if count else "no parts"
        said, help_ = f"`{ref}`: `{ref.id}` has {has}", "name one of its parts, or the whole"
    elif ref.who is not None and (owed is None or ref.who not in (owed.by or ())):
        said, help_ = (
            f"`{ref}`: `{ref.id}` is not owed by `{ref.who}`",
            "name one of those in its `by`, or the whole",
        )
    else:
        return
    yield Problem(span, said, help_, "unknown-id")


def parts_of(deal: Deal, label: str) -> int:
    """How many parts an act has: its own, or those of the act that it is exchanged for part by part."""
    seen: set[str] = set()
    while label in deal.obligations and label not in seen:
        seen.add(label)
        owed = deal.obligations[label]
        if isinstance(owed.parts, tuple):
            return len(owed.parts)
        if not (isinstance(owed.against, str) and owed.turn):
            return 0
        label = owed.against
    return 0


def _span(deal: Deal, home: Any, keys: Path) -> Any:
    document = deal.documents[home.file]
    path = (*home.path, *keys)
    if path not in document and path[:-1] in document and isinstance(path[-1], int):
        path = path[:-1]  # one item written without a list
    return document.span(path)


def _unknown(label: str, kind: str, names: Namespace, span: Any, known: list[str] | None = None) -> Problem:
    known = list(names.known(kind)) if known is None else known
    guess = did_you_mean(label, known)
    is_other = names.kinds.get(label)
    if is_other and kind not in (THING, SOURCE):
        said = f"`{label}` names one of the {names.sections[label]}, and {_A[kind]} belongs here{guess}"
    else:
        said = (
            f"nothing is called `{label}`{guess}"
            if kind != SOURCE
            else f"no source is called `{label}`{guess}"
        )
    listed = ", ".join(f"`{k}`" for k in known[:12])
    return Problem(span, said, f"{_A[kind]} belongs here: {listed}" if listed else None, "unknown-id")


_A: Final = {
    ACTOR: "an actor",
    STAGE: "a stage",
    THING: "an entry of the deal",
    SOURCE: "a document of `sources`",
    EVENT: "an event",
    OWED: "an obligation",
    TERM: "a term",
    ISSUE: "an issue",
}
