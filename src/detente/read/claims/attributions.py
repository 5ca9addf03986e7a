"""Attributions in a sentence: a verb of speech, its subject, and where the words lie that are said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from detente.read.claims import wording
from detente.read.claims.cues import Cue, cues
from detente.read.claims.frames import past_frame
from detente.read.claims.inverted import subject_after
from detente.read.claims.saying import Scene
from detente.read.claims.speakers import PREPOSITIONS
from detente.read.claims.subjects import (
    DETERMINERS,
    RELATIVE,
    Subject,
    head_of,
    is_verb,
    names_speaker,
    subject_before,
)
from detente.read.claims.tokens import Sentence, ends
from detente.read.claims.verbs import BE, Group, cue_at, group_of
from detente.read.claims.wordset import wordset

Dates = Mapping[int, tuple[int, int]]
READY: Final = Cue("be ready", "concession", "", frozenset(("base",)))
# A word in -s or without an ending may be a noun ("its calls for"): it is a verb only before one of these.
_OPENS_OBJECT: Final = DETERMINERS | wordset("that to it they he she we all both no any on upon for out")
_SURE: Final = frozenset(("say", "says", "said", "tells", "told"))


@dataclass(frozen=True, slots=True)
class Attribution:
    """A verb of speech and its subject.

    Attributes:
        group: the verb and what belongs to it.
        subject: its subject, or None where it has none or it cannot be delimited.
        after: the place after the verb, its adverbs, dates, ways of saying and addressee.
        inverted: whether the subject stands after the verb.
        date: the places of the date, or None.
        to: the places of the addressee, or None.
        doubt: why the subject is not certain, or "".
    """

    group: Group
    subject: Subject | None
    after: int
    inverted: bool = False
    date: tuple[int, int] | None = None
    to: tuple[int, int] | None = None
    doubt: str = ""

    @property
    def start(self) -> int:
        """The place of its first token."""
        if self.subject is not None and not self.inverted:
            return min(self.subject.first, self.group.start)
        return self.group.start


def attributions(sentence: Sentence, when: Dates, scene: Scene) -> Iterator[Attribution]:
    """Yield the verbs of speech of a sentence with their subjects, in order, those that say nothing included."""
    listed = cues()
    for place, token in enumerate(sentence.tokens):
        if token.low in listed.by_word or token.low in listed.ready:
            found = _at(sentence, place, when, scene)
            if found is not None:
                yield found


def _at(sentence: Sentence, place: int, when: Dates, scene: Scene) -> Attribution | None:
    if place in when:
        return None
    if sentence.at(place).low in cues().ready and sentence.at(place + 1).low == "to":
        group = group_of(sentence, place, READY, when)
        is_verb = any(sentence.at(at).low in BE for at in range(group.start, place))
        group = replace(group, after=place + 1)
        return _with_subject(sentence, group, when, scene) if is_verb and group.tense == "finite" else None
    possible = cue_at(sentence, place)
    if place + 1 in when:  # "insisted on Monday" is no "insisted on"
        possible = tuple(cue for cue in possible if not cue.particle)
    if not possible or _is_other(sentence, place, scene):
        return None
    group = group_of(sentence, place, _choose(sentence, place, possible), when)
    if not _is_verb(sentence, group):
        return None
    return _with_subject(sentence, group, when, scene)


def _is_other(sentence: Sentence, place: int, scene: Scene) -> bool:
    token, before = sentence.at(place), sentence.at(place - 1)
    if (token.capital and place > 0) or (before.low.endswith(("'s", "s'")) and token.low not in _SURE):
        return True
    if before.low in DETERMINERS - {"this", "that", "these", "those", "some", "two", "three", "both"}:
        return True
    grammar = scene.grammar
    return grammar is not None and token.low not in _SURE and not grammar.is_verb(token.start)


def _choose(sentence: Sentence, place: int, possible: tuple[Cue, ...]) -> Cue:
    """One verb can be of two classes: "conceded that" reports, "conceded a point" is a concession."""
    reports = sentence.at(place + 1).low == "that" or sentence.at(place + 1).quotation is not None
    if reports and len(possible) > 1:
        return next((cue for cue in possible if cue.kind in ("say", "report", "tell")), possible[0])
    return next((cue for cue in possible if cue.kind not in ("say", "report")), possible[0])


def _is_verb(sentence: Sentence, group: Group) -> bool:
    """Whether a word that can be a noun too, such as "calls" or "demand", is used as a verb."""
    low = sentence.at(group.verb).low
    if (
        low in _SURE
        or group.cue.verb == "mean"
        or group.cue.tenses & {"past", "gerund"}
        or group.verb > group.start
    ):
        return True
    following = sentence.at(group.verb + 1)
    before = sentence.at(group.verb - 1)
    agrees = "third" in group.cue.tenses or before.low.endswith("s")
    if agrees and before.capital and following.kind == "word":
        return not _verb_follows(sentence, group.verb + 1) and following.low not in _AFTER_NOUN
    return (
        following.low in _OPENS_OBJECT
        or following.quotation is not None
        or following.capital
        or following.low in (":", ",", ".")
        or following.kind == "number"
        or (
            following.kind == "word"
            and len(following.low) > 3
            and following.low.endswith("s")
            and not sentence.at(group.verb - 1).capital
        )
    )


def _verb_follows(sentence: Sentence, place: int) -> bool:
    """Whether a verb stands at a place, and not a participle before its noun: "rejects proposed changes"."""
    if not is_verb(sentence, place):
        return False
    following = sentence.at(place + 1)
    adjective = sentence.at(place).low.endswith("ed") and following.kind == "word"
    return not (adjective and following.low not in DETERMINERS | PREPOSITIONS | {"that"})


def _with_subject(sentence: Sentence, group: Group, when: Dates, scene: Scene) -> Attribution:
    before = None if group.tense == "gerund" else subject_before(sentence, group.start, when)
    before = _who(sentence, before, when)
    made = _after(sentence, Attribution(group, before, group.after, date=group.date), when)
    if before is None and _may_invert(sentence, group):
        after = subject_after(sentence, group.after, when)
        if after is not None and _nothing_follows(sentence, after, when):
            made = _after(
                sentence, Attribution(group, after, after.last, inverted=True, date=group.date), when
            )
    made = _parsed(sentence, made, scene)
    subject = made.subject
    if subject is not None and _nobody(sentence, subject):
        made = replace(made, group=replace(group, negated=True))
    clause = group.cue.kind in ("say", "report", "tell")
    if subject is not None and not clause and not names_speaker(sentence, subject):
        return replace(made, subject=None)
    return replace(made, subject=None) if subject and _disagrees(sentence, group, subject) else made


def _nobody(sentence: Sentence, subject: Subject) -> bool:
    """Whether a subject denies that anybody is meant: "neither side", "no official", "nor Harbour"."""
    return subject.before in _NONE or sentence.at(subject.first).low in _NONE


_NEVER_NOUNS: Final = wordset("say think believe insist want argue agree accept")
_NONE: Final = wordset("neither nor no none nobody nothing few hardly")


def _disagrees(sentence: Sentence, group: Group, subject: Subject) -> bool:
    """Whether verb and subject differ in number, as in "a United Nations appeal for aid", so that it is no verb."""
    if group.cue.tenses != {"base"} or group.verb != group.start or group.cue.verb in _NEVER_NOUNS:
        return False
    if subject.pronoun:
        return subject.pronoun in ("he", "she", "it")
    first, last = sentence.at(subject.first), sentence.at(head_of(sentence, subject.first, subject.last))
    many = any(sentence.at(at).low == "and" for at in range(subject.first, subject.last))
    return first.low in ("a", "an", "this", "that") or not (
        many or last.low.endswith("s") or last.low == "people"
    )


def _who(sentence: Sentence, subject: Subject | None, when: Dates) -> Subject | None:
    """Give "A, who said" its A."""
    if subject is None or subject.pronoun != "who":
        return subject
    if sentence.at(subject.first - 1).low != ",":
        return None
    noun = subject_before(sentence, subject.first - 1, when)
    return None if noun is None or noun.pronoun else replace(noun, before=",")


def _may_invert(sentence: Sentence, group: Group) -> bool:
    before = sentence.at(group.start - 1)
    return (
        group.tense == "finite"
        and group.start == group.verb
        and (group.cue.kind in ("say", "report", "act") or group.cue.verb == "warn")
        and (before.quotation is not None or before.low in (",", "-"))
    )


def _nothing_follows(sentence: Sentence, subject: Subject, when: Dates) -> bool:
    """Whether no reported words follow a subject that stands after its verb: else it begins those words."""
    token = sentence.at(subject.last)
    if subject.last in when or token.low in RELATIVE | {"who"} | _AFTER_SPEAKER:
        return True
    return ends(token) or (token.kind == "mark" and token.low != ":")


_AFTER_SPEAKER: Final = wordset(
    "after as when while during following and but in at by on before ahead amid to from"
)


def _parsed(sentence: Sentence, made: Attribution, scene: Scene) -> Attribution:
    """Compare with a parser: what it alone has seen is taken, and where the two differ nobody is the speaker."""
    if scene.grammar is None or made.group.tense == "passive":
        return made
    verb = sentence.at(made.group.verb).start
    if made.subject is None and scene.grammar.is_reported(verb):
        return replace(made, doubt=wording.RELAYED)
    seen = scene.grammar.subject(verb)
    if seen is None:
        return made
    first, last = sentence.place(seen[0]), sentence.place(seen[1])
    if not (0 <= first < last <= len(sentence.tokens)) or sentence.at(first).start != seen[0]:
        return made
    subject = made.subject
    if subject is None:
        pronoun = sentence.at(first).low if last == first + 1 else ""
        pronoun = pronoun if pronoun in _PRONOUNS else ""
        taken = Subject(first, last, pronoun, None, sentence.at(first - 1).low)
        if not names_speaker(sentence, taken):
            return made
        return replace(made, subject=taken, inverted=first > made.group.verb)
    if last <= subject.first or subject.last <= first:
        apposed = subject.apposed
        beside = subject.last <= first and last <= made.group.start and not made.inverted
        if beside or (apposed is not None and apposed[0] <= first and last <= apposed[1]):
            return made  # a short name in brackets, or what stands beside it between commas
        return replace(made, subject=None, doubt=wording.DIFFER)
    return made


_AFTER_NOUN: Final = wordset("remain include come go appear seem say show made and or in at by of about")
_PRONOUNS: Final = wordset("he she it they we i you who")


def _after(sentence: Sentence, made: Attribution, when: Dates) -> Attribution:
    told = made.group.cue.kind == "tell" and not made.inverted
    past = past_frame(sentence, made.after, when, told=told)
    return replace(made, after=past.place, date=made.date or past.date, to=past.to)
