"""Open points: what the text does not state, what is undecided, what is to be checked, and what was allowed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from detente.check.saying import statement_name
from detente.deal.model import Noun, Statement
from detente.deal.phrases import NOT_STATED
from detente.desk.readings import AGREED, ON_PURPOSE, TermReadings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.deal.model import Deal
    from detente.diagnose.waiver import Waiver

QUESTIONS: Final = {
    "stage": "in which stage",
    "by": "by whom",
    "to": "to whom",
    "does": "what is to be done",
    "due": "by when",
    "from": "from when",
    "until": "until when",
    "at": "when it happens",
    "found by": "who finds that it has happened",
    "amount": "how much or how many",
    "measure": "how one sees that it is done",
    "ratio": "at what ratio",
    "turn": "in what turn",
    "starting count": "what there is on day zero",
    "through": "through whom",
    "verified by": "who verifies",
    "verified how": "how it is verified",
    "verified within": "within what time it is verified",
    "if missed": "what follows if it is missed",
    "reversible": "whether it can be undone",
    "opens": "what opens the stage",
    "opens: found by": "who finds that the stage may open",
    "opens: by": "the last day for the stage to open",
    "opens: at": "when the stage opens",
    "opens: may be waived by": "who may waive what opens the stage",
    "lasts": "how long it lasts",
    "otherwise": "what holds if the stage ends and the next has not opened",
    "accepted": "whether the role is accepted",
    "access": "where the verifier may go",
    "safety": "who answers for the verifier's safety",
    "secures": "whom it secures",
    "covers": "what it covers",
    "form": "in what form",
    "pays": "what is paid",
    "when": "on whose finding the guarantor acts",
    "when: found by": "who finds that the guarantor has to act",
    "when: within": "within what time the guarantor acts",
    "written": "whether it is written",
    "signed": "whether it is signed",
    "sha256": "which copy of the list or map is meant",
    "file": "the list or map itself",
    "day zero": "from when days are counted",
    "calendar": "how days are counted",
    "calendar: zone": "in which time zone",
    "calendar: first day": "whether day zero counts",
    "calendar: days": "calendar days or working days",
    "if breached": "what follows, in general, if a duty is not carried out",
    "signs": "who signs",
    "languages": "in which languages, and which prevails",
    "languages: prevails": "which language prevails",
    "disputes": "who decides disputes and readings",
    "disputes: within": "within what time disputes are decided",
    "disputes: decides": "how the body for disputes decides",
    "incidents": "what follows an incident",
    "ends": "when the deal ends",
}
"""Keys of the deal file as questions; a key that is not here is shown as it is written."""

_ENTRIES: Final = ("events", "annexes", "stages", "obligations", "guarantees", "exits")
_ACTORS: Final = ("guarantors", "verifiers", "intermediaries", "mediators")
_SECTIONS: Final = {
    "events": "events",
    "annexes": "annexes",
    "mediators": "mediators",
    "guarantors": "guarantors",
    "verifiers": "verifiers",
    "intermediaries": "intermediaries",
    "guarantees": "guarantees",
    "stages": "stages",
    "terms": "defined terms",
    "exits": "ways out of the deal",
}


@dataclass(frozen=True, slots=True)
class Silent:
    """One question that the text leaves open, and the entries for which it does; () for the deal as a whole."""

    key: str
    question: str
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToCheck:
    """An entry that somebody marked to be checked, and why."""

    entry: str
    why: str


@dataclass(frozen=True, slots=True)
class OpenPoints:
    """The open points of a deal.

    `silent` is what the text does not state; `undecided` the terms neither agreed nor open on purpose, with more than
    one reading or none; `issues` the ids of questions still on the table; `unstated_elements` what is expected of this
    kind of deal and not in the text.
    """

    silent: tuple[Silent, ...]
    unstated_elements: tuple[str, ...]
    undecided: tuple[TermReadings, ...]
    issues: tuple[str, ...]
    to_check: tuple[ToCheck, ...]
    waivers: tuple[Waiver, ...]

    def as_dict(self) -> dict[str, Any]:
        """The open points as plain data."""
        return {
            "not_stated": [
                {"key": silent.key, "question": silent.question, "entries": list(silent.entries)}
                for silent in self.silent
            ],
            "elements_not_stated": list(self.unstated_elements),
            "undecided_terms": [entry.term.id for entry in self.undecided],
            "issues": list(self.issues),
            "to_be_checked": [{"entry": entry.entry, "why": entry.why} for entry in self.to_check],
            "waivers": [waiver.as_dict() for waiver in self.waivers],
        }


def points_of(deal: Deal, terms: Iterable[TermReadings], waivers: Iterable[Waiver]) -> OpenPoints:
    """Gather the open points, each list in the order of the file."""
    return OpenPoints(
        silent=tuple(_silent(deal)),
        unstated_elements=tuple(
            label for label, element in deal.elements.items() if element.in_ is NOT_STATED
        ),
        undecided=tuple(entry for entry in terms if entry.standing not in (AGREED, ON_PURPOSE)),
        issues=tuple(deal.issues),
        to_check=tuple(_to_check(deal)),
        waivers=tuple(waivers),
    )


def _silent(deal: Deal) -> Iterator[Silent]:
    for key in _keys(deal.frame):
        yield Silent(key, QUESTIONS.get(key, key), ())
    for section, words in _SECTIONS.items():
        if section in deal.silences:
            yield Silent(section, words, ())
    found: dict[str, list[str]] = {}
    for section in (*_ACTORS, *_ENTRIES):
        for label, entry in getattr(deal, section).items():
            for key in _keys(entry):
                found.setdefault(key, []).append(label)
    order = {key: place for place, key in enumerate(QUESTIONS)}
    for key in sorted(found, key=lambda key: order.get(key, len(order))):
        yield Silent(key, QUESTIONS.get(key, key), tuple(dict.fromkeys(found[key])))


# Where a report comes from is no silence of the text.
_ASIDE: Final = frozenset({"source", "note", "lang", "to be checked", "clause", "name"})


def _keys(noun: Noun, before: str = "") -> Iterator[str]:
    for name in type(noun).model_fields:
        value = getattr(noun, name)
        key = name.rstrip("_").replace("_", " ")
        if key in _ASIDE:
            continue
        if value is NOT_STATED:
            yield before + key
        elif isinstance(value, Noun):
            yield from _keys(value, f"{before}{key}: ")


def _to_check(deal: Deal) -> Iterator[ToCheck]:
    for section in _CHECKED:
        for label, entry in getattr(deal, section).items():
            if isinstance(entry.to_be_checked, str):
                yield ToCheck(f"`{label}`", entry.to_be_checked)
    for statement in (*deal.readings, *deal.concessions, *deal.claims):
        if isinstance(statement.to_be_checked, str):
            yield ToCheck(_statement(deal, statement), statement.to_be_checked)
    # Private values are never shown, so neither is what is to be checked in them.


_CHECKED: Final = (
    *("parties", "mediators", "guarantors", "verifiers", "intermediaries", "others", "events", "annexes"),
    *("terms", "stages", "obligations", "guarantees", "exits", "issues", "precedents", "demands"),
)


def _statement(deal: Deal, statement: Statement) -> str:
    return f"{statement_name(statement)}, {deal.call(statement.by)}"
