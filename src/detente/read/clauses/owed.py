"""The parts of one clause as places in its sentence: act, times, conditions, amounts and those who take part."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from detente.read.clauses.actors import PRONOUN, is_actor
from detente.read.clauses.acts import Act, act_of, trimmed_end, verb_at
from detente.read.clauses.amounts import amounts_in
from detente.read.clauses.conditions import conditions_in, is_bare, is_weak, missed_in
from detente.read.clauses.joined import Joined
from detente.read.clauses.sentence import Clause
from detente.read.clauses.subject import without_article
from detente.read.clauses.timing import purpose_in, times_of
from detente.read.clauses.verifiers import agents_in, channels_in, receivers_in, verifiers_in

Place: TypeAlias = tuple[int, int]
TIMES: Final = ("due", "from", "until", "for", "every", "after", "while")
_DATING: Final = ("due", "after", "until", "from", "every")
_WHOSE: Final = re.compile(
    r"[ ,]*(?:(?i:if|where|when|whenever|after|once|should) )(?:(?:a|an|any|the|either|each) )?"
    r"(?P<who>(?:[A-Z][\w'-]{0,30} ?){1,5}(?<! ))(?= [a-z])"
)
_TASK: Final = re.compile(
    r"(?:\w{1,20} )?(?:task|duty|obligation|responsibility|function)s? of (?:the )?(?P<who>[A-Z][^,;]{1,80})$"
)
_SERVED: Final = re.compile(
    r"be (?:\w{2,20}ly )?(?:consulted|notified|informed|invited|reimbursed|warned|advised|told|asked)\b"
)
_NARROWED: Final = re.compile(r"(?:^|[.;,:] )(?P<who>[^.;,:]{1,80}?),? (?:who|which|that)[ :,]*$")
_IN_WORDS: Final = re.compile(r" ?\((?:say,? |i\.e\.,? )?")
_CONDITION: Final = re.compile(r"(?:whether|if|when|where|unless|in case|in the event)\b", re.IGNORECASE)
_BE: Final = re.compile(r"be ")
_LED_BY: Final = ("to ", "through ", "via ", "with ", "by ", "between ")
_CHECKED_BY: Final = (" under ", " verified ", " to the ", " certified ", " subject ", " in the presence ")


@dataclass(slots=True)
class Owed:
    """What one clause lays down, as places in the sentence.

    `act`: what is to be done. `is_somebody`: whether the subject can act; None if that is not known. `is_dated`:
    whether a time goes with it. `is_condition`: whether the item of the list is a condition of the act.
    `places`: the fields by name. `doubts`: what a person should look at.
    """

    act: Act
    is_somebody: bool | None
    is_dated: bool
    is_condition: bool = False
    places: dict[str, Place] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)


def owed_in(joined: Joined, clause: Clause, names: Collection[str]) -> Owed:
    """Read a clause.

    Args:
        joined: its sentence.
        clause: the clause.
        names: the names that the text gives to those who have a part in it.
    """
    return _Filling(joined, clause, names).owed()


class _Filling:
    """One clause being read."""

    def __init__(self, joined: Joined, clause: Clause, names: Collection[str]) -> None:
        self.joined, self.text, self.clause, self.names = joined, joined.text, clause, names
        self.high = clause.body[1]
        self.edges = [*(end for _, end, _ in joined.pieces[:-1]), self.high]
        self.conditions = sorted(self._conditions(), key=lambda place: (is_weak(self.text, place), place))
        self.times = times_of(self.text, clause, self.conditions)
        self.taken = [*self.conditions, *((time.start, time.end) for time in self.times)]
        self.verb = verb_at(
            self.text, *clause.body, [place for place in self.taken if place[0] >= clause.body[0]]
        )
        self.others: list[Place] = []  # those who verify, and those through whom it goes

    def owed(self) -> Owed:
        words = self.text[slice(*self._subject)]
        is_somebody = None if not words or PRONOUN.match(words) else is_actor(words, self.names)
        is_dated = any(time.name in _DATING for time in self.times)
        is_ban = self.clause.modal.negated is not None
        act = act_of(
            self.text, self.verb, self.high, is_ban=is_ban, is_somebody=is_somebody, is_dated=is_dated
        )
        owed = Owed(act, is_somebody, is_dated)
        self._fill_times(owed)
        self._fill_others(owed)
        self._fill_people(owed)
        self._fill_act(owed)
        self._fill_amount(owed)
        return owed

    @property
    def _subject(self) -> Place:
        start, end, own = self.clause.subject.start, self.clause.subject.end, self.joined.own
        narrowed = _NARROWED.search(self.text, 0, own) if own and start == own else None
        if (
            narrowed is not None
        ):  # "A worker who: works two shifts shall be paid": the doer stands before "who"
            return without_article(self.text, *narrowed.span("who"))
        return start, end

    def _conditions(self) -> Iterator[Place]:
        for front in self.clause.fronts:
            yield from conditions_in(self.text, *front, is_fronted=True)
        yield from conditions_in(self.text, *self.clause.body, edges=self.edges)

    def _fill_times(self, owed: Owed) -> None:
        own = self.joined.own
        is_of_list = self.verb < own
        for name in TIMES:
            of_it = [
                time
                for time in self.times
                if time.name == name and not (is_of_list and time.start >= own and time.is_loose)
            ]
            if not is_of_list:
                of_it.sort(key=lambda time: time.start < own)
            sure = [time for time in of_it if not time.is_vague]
            if of_it:
                chosen = (sure or of_it)[0]
                owed.places[name] = (chosen.start, chosen.end)
                if chosen.is_vague:
                    owed.doubts.append("It names no measurable time.")
            if name == "due" and len(sure) > 1:
                owed.places["due 2"] = (sure[1].start, sure[1].end)
                owed.doubts.append("It names more than one time.")
        purpose = purpose_in(self.text, self.clause)
        if purpose is not None:
            owed.places["purpose due"] = purpose
            owed.places.setdefault("due", purpose)
            owed.doubts.append("A time stands in a clause of purpose.")
        if "every" in owed.places:
            owed.places.setdefault("due", owed.places["every"])

    def _fill_others(self, owed: Owed) -> None:
        checks = list(verifiers_in(self.text, self.verb, self.high, self.names))
        channels = list(channels_in(self.text, self.verb, self.high, self.names))
        _first(owed, "verified by", [without_article(self.text, *one) for one in checks])
        _first(owed, "through", [without_article(self.text, *one) for one in channels])
        self.others = [*checks, *channels]
        if self.conditions and not is_bare(self.text, self.conditions[0]):
            owed.places["if"] = self.conditions[0]
        if len(self.conditions) > 1:
            owed.doubts.append("It has more than one condition.")
        missed = missed_in(self.text, self.verb, self.high)
        if missed is not None:
            owed.places["if missed"] = missed
            self.taken.append(missed)
        self.taken += [self._led(one, _CHECKED_BY, 60) for one in checks]
        self.taken += [self._led(one, _LED_BY, 12) for one in channels]

    def _fill_people(self, owed: Owed) -> None:
        agents = self._free(agents_in(self.text, self.verb, self.high, self.names))
        receivers = self._free(receivers_in(self.text, self.verb, self.high, self.names))
        subject = self._subject
        if owed.act.kind == "passive" or owed.is_somebody is False:
            if subject[0] < subject[1]:
                owed.places["subject"] = subject
        elif subject[0] < subject[1]:
            owed.places["by"] = subject
        if owed.act.kind == "passive":
            _first(owed, "by", [without_article(self.text, *one) for one in agents])
            self.taken += [self._led(one, _LED_BY, 12) for one in agents]
            if owed.is_somebody and _SERVED.match(self.text, owed.act.start):
                receivers = receivers or [subject]
        _first(owed, "to", [without_article(self.text, *one) for one in receivers])
        self.taken += [led for one in receivers if (led := self._led(one, _LED_BY, 12)) != one]
        task = _TASK.match(self.text, *subject) if owed.is_somebody is False else None
        if task is not None:
            owed.places["by"] = task.span("who")
        self._fill_pronoun(owed)

    def _fill_pronoun(self, owed: Owed) -> None:
        if PRONOUN.match(self.text[slice(*self._subject)]):
            whose = _WHOSE.match(self.text, *self.clause.fronts[0])
            if whose is not None:
                owed.places["stands for"] = whose.span("who")
        narrowed = self.clause.subject.narrowed
        if narrowed is not None:
            is_able = self.text.startswith("in a position", narrowed[0])
            owed.places.setdefault("if" if is_able else "who", narrowed)

    def _free(self, places: Iterator[Place]) -> list[Place]:
        """The places that lie in no condition or time, and are not those of somebody else."""
        used = [*self.taken, *self.others]
        return [one for one in places if not any(first <= one[0] < last for first, last in used)]

    def _led(self, place: Place, words: Sequence[str], reach: int) -> Place:
        """A place with the word that leads to it: "under the supervision of", "to"."""
        low = max(self.verb, place[0] - reach)
        at = max((self.text.rfind(word, low, place[0]) for word in words), default=-1)
        return (at, place[1]) if at > self.verb else place

    def _fill_act(self, owed: Owed) -> None:
        text, own = self.text, self.joined.own
        verb = self.verb
        if owed.act.kind == "passive" and _BE.match(text, verb):
            verb += 3
        if not verb < own < self.high:
            owed.places["does"] = (
                verb,
                max(trimmed_end(text, verb, self.high, self.taken), min(verb + 1, self.high)),
            )
            return
        stop = next(end for _, end, _ in self.joined.pieces if verb < end)
        end = trimmed_end(text, verb, stop, self.taken)
        owed.places["does"] = (verb, end if end > verb else stop)
        owed.places["what"] = (own, self.high)
        is_open = any(first < own and own - 3 <= last for first, last in self.conditions)
        owed.is_condition = is_open or _CONDITION.match(text, own) is not None

    def _fill_amount(self, owed: Owed) -> None:
        times = [(time.start, time.end) for time in self.times]
        found = list(amounts_in(self.text, owed.act.start, self.high, [*times, *self.conditions]))
        if owed.act.kind in ("passive", "event", "content"):
            found = [*amounts_in(self.text, *self._subject), *found]
        _first(owed, "amount", found)
        if len(found) > 1 and not _IN_WORDS.fullmatch(self.text, found[0][1], found[1][0]):
            owed.places["amount 2"] = found[1]
            owed.doubts.append("It names more than one amount.")


def _first(owed: Owed, name: str, places: list[Place]) -> None:
    if places:
        owed.places[name] = places[0]
