"""The parts of one clause as places in its sentence: act, times, conditions, amounts and those who take part."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Final

from detente.read.clauses.actors import PRONOUN, is_actor
from detente.read.clauses.acts import Act, act_of, trimmed_end, verb_at
from detente.read.clauses.amounts import amounts_in
from detente.read.clauses.conditions import conditions_in, missed_in
from detente.read.clauses.doers import without_article
from detente.read.clauses.joined import Joined
from detente.read.clauses.sentence import Clause
from detente.read.clauses.times import Time, times_in
from detente.read.clauses.verifiers import agents_in, channels_in, receivers_in, verifiers_in

_RELATIVE: Final = re.compile(
    r"(?<![,;:] )(?<=[\w)\"'] )(?:which|who|that|whose|whom)(?= )[^,;:]{0,400}", re.IGNORECASE
)
_COMPLEMENT: Final = re.compile(
    r"\b(?:ensure|ensures|agree|agrees|agreed|certify|declare|confirm|provided|so|such|understood|determine|find|finds|consider|considers"
    r"|possible|practicable|notify|except|fact|prove|show|verify|guarantee|decide|undertakes?|require|requires|see|see to it|provide|recogni[sz]e) $",
    re.IGNORECASE,
)
_BARE: Final = re.compile(
    r"(?:if|when|where|unless|except|provided,?(?: however,?)? that|on (?:the )?condition that|in the event that|to the extent that) ?",
    re.IGNORECASE,
)
_WHOSE: Final = re.compile(
    r"[ ,]*(?:(?i:if|where|when|whenever|after|once|should) )(?:(?:a|an|any|the|either|each) )?(?P<who>(?:[A-Z][\w'-]{0,30} ?){1,5}(?<! ))(?= [a-z])"
)
_WEAK: Final = re.compile(
    r"(?:subject|as|at|to the extent|upon|(?:if|where|when) (?:any|necessary|possible|appropriate))\b",
    re.IGNORECASE,
)
_DIGIT: Final = re.compile(r"\d")
_PURPOSE: Final = re.compile(r"(?:in order| so) that", re.IGNORECASE)
_GUARDED: Final = re.compile(r"(?:an?|any|each|every|no|all|those|such) ", re.IGNORECASE)
TIMES: Final = ("due", "from", "until", "for", "every", "after", "while")


@dataclass(slots=True)
class Owed:
    """What one clause lays down, as places in the sentence.

    `places`: the fields by name. `doubts`: what a person should look at. `act`: what is to be done.
    `is_somebody`: whether the subject can act; None if that is not known. `is_dated`: whether a time goes with it.
    """

    act: Act
    is_somebody: bool | None
    is_dated: bool
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)


def owed_in(joined: Joined, clause: Clause, names: Collection[str]) -> Owed:
    """Read a clause.

    Args:
        joined: its sentence.
        clause: the clause.
        names: the names that the text gives to those who have a part in it.
    """
    text, own = joined.text, joined.own
    edges = [end for _, end, _ in joined.pieces[:-1]]
    conditions = sorted(_conditions(text, clause, edges), key=lambda place: (_is_weak(text, place), place))
    times = _times(text, clause, conditions)
    taken = [*conditions, *((time.start, time.end) for time in times)]
    low, high = clause.body
    verb = verb_at(text, low, high, [place for place in taken if place[0] >= low])
    subject = clause.subject
    words = text[subject.start : subject.end]
    is_somebody = None if PRONOUN.match(words) or not words else is_actor(words, names)
    is_dated = any(time.name in ("due", "after", "until", "from", "every") for time in times)
    act = act_of(
        text, verb, high, is_ban=clause.modal.negated is not None, is_somebody=is_somebody, is_dated=is_dated
    )
    owed = Owed(act, is_somebody, is_dated)
    if verb < own:
        times = [
            time
            for time in times
            if not time.is_loose or time.start < own or _DIGIT.search(text, time.start, time.end)
        ]
    _fill_times(owed, times, conditions)
    _fill_purpose(text, owed, clause)
    checks = list(verifiers_in(text, verb, high, names))
    channels = list(channels_in(text, verb, high, names))
    agents = [
        one for one in agents_in(text, verb, high, names) if one not in checks and not _inside(one, taken)
    ]
    _first(owed, "verified by", checks, text)
    _first(owed, "through", channels, text)
    missed = missed_in(text, verb, high)
    if missed is not None:
        owed.places["if missed"] = missed
    tail = [*taken, *_widened(text, checks), *([missed] if missed else [])]
    if act.kind == "passive":
        tail += [(text.rfind(" by ", 0, first), last) for first, last in agents]
    _fill_act(joined, owed, clause, verb, tail)
    _fill_people(text, owed, clause, taken, names, agents, [*checks, *channels])
    _fill_amount(text, owed, clause, taken)
    return owed


def _conditions(text: str, clause: Clause, edges: Collection[int]) -> Iterator[tuple[int, int]]:
    for front in clause.fronts:
        yield from conditions_in(text, *front, is_fronted=True)
    yield from conditions_in(text, *clause.body, edges=edges)


def _is_weak(text: str, place: tuple[int, int]) -> bool:
    """Whether a condition is one that others come before: "subject to this Part", "if any", "as necessary"."""
    return _WEAK.match(text, place[0]) is not None


def _times(text: str, clause: Clause, conditions: list[tuple[int, int]]) -> list[Time]:
    found: list[Time] = []
    for start, end in (*clause.fronts, clause.body):
        hidden = [*conditions, *clause.hidden]
        for first, last in _gaps(start, end, hidden):
            loose = list(_relatives(text, first, last))
            found += [
                time
                for time in times_in(text, first, last)
                if not (time.is_loose and any(a < time.start < b for a, b in loose))
            ]
    return found


def _gaps(start: int, end: int, hidden: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for first, last in sorted(hidden):
        if first >= end or last <= start:
            continue
        if first > start:
            yield start, first
        start = max(start, last)
    if start < end:
        yield start, end


def _relatives(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for found in _RELATIVE.finditer(text, start, end):
        if not _COMPLEMENT.search(text[max(start, found.start() - 16) : found.start()]):
            yield found.span()


def _first(owed: Owed, name: str, places: list[tuple[int, int]], text: str | None = None) -> None:
    if places:
        owed.places[name] = places[0] if text is None else without_article(text, *places[0])


def _widened(text: str, places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The words that lead to a verifier too: "under the supervision of"."""
    made = []
    for start, end in places:
        at = max(
            text.rfind(word, max(0, start - 60), start)
            for word in (" under ", " verified ", " to the ", " certified ", " subject ")
        )
        made.append((at if at >= 0 else start, end))
    return made


def _fill_times(owed: Owed, times: list[Time], conditions: list[tuple[int, int]]) -> None:
    for name in TIMES:
        of_it = [time for time in times if time.name == name]
        sure = [time for time in of_it if not time.is_vague]
        if of_it:
            chosen = (sure or of_it)[0]
            owed.places[name] = (chosen.start, chosen.end)
            if chosen.is_vague:
                owed.doubts.append("It names no measurable time.")
        if name == "due" and len(sure) > 1:
            owed.doubts.append("It names more than one time.")
    _first(owed, "if", conditions)
    if len(conditions) > 1:
        owed.doubts.append("It has more than one condition.")


def _fill_purpose(text: str, owed: Owed, clause: Clause) -> None:
    """A time that stands in a clause of purpose: "in order that the Bank may begin a year before the transfer"."""
    for start, end in clause.hidden:
        dues = [time for time in times_in(text, start, end) if time.name == "due" and not time.is_vague]
        if dues and "due" not in owed.places and _PURPOSE.search(text[max(0, start - 10) : start + 6]):
            owed.places["due"] = (dues[0].start, dues[0].end)
            owed.doubts.append("The time stands in a clause of purpose.")


def _fill_act(joined: Joined, owed: Owed, clause: Clause, verb: int, tail: list[tuple[int, int]]) -> None:
    text, own, high = joined.text, joined.own, clause.body[1]
    if verb < own < high:
        stop = next(end for _, end, _ in joined.pieces if verb < end)
        end = trimmed_end(text, verb, stop, tail)
        owed.places["does"] = (verb, end if end > verb else stop)
        owed.places["what"] = (own, high)
        bare = owed.places.get("if")
        if bare is not None and bare[1] <= own and _BARE.fullmatch(text, *bare):
            owed.places["if"] = (own, high)
    else:
        owed.places["does"] = (verb, max(trimmed_end(text, verb, high, tail), min(verb + 1, high)))


def _fill_people(
    text: str,
    owed: Owed,
    clause: Clause,
    taken: list[tuple[int, int]],
    names: Collection[str],
    agents: list[tuple[int, int]],
    others: list[tuple[int, int]],
) -> None:
    low, high = owed.act.start, clause.body[1]
    subject = clause.subject
    place = (subject.start, subject.end)
    if owed.act.kind == "passive" or owed.is_somebody is False:
        if place[0] < place[1]:
            owed.places["subject"] = place
        _first(owed, "by", agents if owed.act.kind == "passive" else [], text)
    elif place[0] < place[1]:
        owed.places["by"] = place
    receivers = [one for one in receivers_in(text, low, high, names) if not _inside(one, [*taken, *others])]
    _first(owed, "to", receivers, text)
    if PRONOUN.match(text[place[0] : place[1]]):
        whose = _WHOSE.match(text, *clause.fronts[0])
        if whose is not None:
            owed.places["stands for"] = whose.span("who")
    if (
        subject.narrowed is not None
        and "if" not in owed.places
        and _GUARDED.match(text, max(subject.head, 0))
    ):
        owed.places["if"] = subject.narrowed


def _inside(place: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(first <= place[0] < last for first, last in others)


def _fill_amount(text: str, owed: Owed, clause: Clause, taken: list[tuple[int, int]]) -> None:
    found = list(amounts_in(text, owed.act.start, clause.body[1], taken))
    if owed.act.kind in ("passive", "event", "content"):
        found = [*amounts_in(text, *_subject_of(clause), ()), *found]
    _first(owed, "amount", found)
    if len(found) > 1:
        owed.doubts.append("It names more than one amount.")


def _subject_of(clause: Clause) -> tuple[int, int]:
    return clause.subject.start, clause.subject.end
