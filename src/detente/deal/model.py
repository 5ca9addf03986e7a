"""The nouns of a deal, all of them. A newcomer reads this file first.

Every noun is frozen. A key of the deal file is the field's name with spaces for underscores: `verified_by` is written
`verified by`. A field is None where the key is absent (*not filled in*) and NOT_STATED where the file says
`not stated` (the text was looked at and is silent). Parties and obligations are named by their labels, never by index.
"""

import sys
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, NamedTuple, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, WithJsonSchema
from pydantic.json_schema import SkipJsonSchema

from detente.deal.phrases import (
    NOT_STATED,
    Amount,
    Choice,
    Duration,
    Part,
    Ratio,
    Ref,
    Silence,
    When,
    listed,
    one_of,
    parse_actors,
    parse_after,
    parse_amount,
    parse_duration,
    parse_offset,
    parse_pairs,
    parse_part,
    parse_ratio,
    parse_ref,
    parse_slug,
    parse_when,
    parse_words,
    parse_yes_no,
    said,
)
from detente.deal.worth import Ranking, Worth, parse_belief, parse_ranking, parse_worth, parse_worths
from detente.text.nodes import Document, Problem
from detente.text.source import Source, Span


class Home(NamedTuple):
    """Where a noun stands: the file's name and the path of keys in it."""

    file: str
    path: tuple[str | int, ...]


# `not stated` where keys could stand: decided before pydantic tries the keys.
_SILENCE = BeforeValidator(lambda value: NOT_STATED if value == "not stated" else value)

# What a JSON schema (editor completion) says of a phrase; the parsers say it precisely.
_TEXT: dict[str, Any] = {"type": ["string", "null"]}
_SCALAR: dict[str, Any] = {"type": ["string", "number", "null"]}
_LIST: dict[str, Any] = {"anyOf": [_SCALAR, {"type": "array", "items": {"type": ["string", "number"]}}]}
_YES: dict[str, Any] = {"enum": ["yes", "no", "not stated", True, False, None]}
_WHEN: dict[str, Any] = {
    "anyOf": [
        {"type": ["string", "number", "null"]},
        {"type": "object", "properties": {"words": {"type": "string"}}, "required": ["words"]},
    ]
}
_KEYS: dict[str, Any] = {"anyOf": [{"type": ["object", "null"]}, {"const": "not stated"}]}
# `port: open` reads as a key with a value.
_PAIRS: dict[str, Any] = {
    "anyOf": [
        {"type": ["string", "object", "null"]},
        {"type": "array", "items": {"type": ["string", "object"]}},
    ]
}


def _choice(*words: str) -> dict[str, Any]:
    return {"enum": [*words, "not stated", None]}


Words: TypeAlias = Annotated[str | Silence | None, PlainValidator(said(parse_words)), WithJsonSchema(_TEXT)]
YesNo: TypeAlias = Annotated[bool | Silence | None, PlainValidator(said(parse_yes_no)), WithJsonSchema(_YES)]
Id: TypeAlias = Annotated[str | Silence | None, PlainValidator(said(parse_slug)), WithJsonSchema(_SCALAR)]
Ids: TypeAlias = Annotated[
    tuple[str, ...] | Silence | None, PlainValidator(said(listed(parse_slug))), WithJsonSchema(_LIST)
]
Actors: TypeAlias = Annotated[
    tuple[str, ...] | Silence | None, PlainValidator(said(parse_actors)), WithJsonSchema(_LIST)
]
Texts: TypeAlias = Annotated[
    tuple[str, ...] | Silence | None, PlainValidator(said(listed(parse_words))), WithJsonSchema(_LIST)
]
Refs: TypeAlias = Annotated[
    tuple[Ref, ...] | Silence | None, PlainValidator(said(listed(parse_ref))), WithJsonSchema(_LIST)
]
Time: TypeAlias = Annotated[When | Silence | None, PlainValidator(said(parse_when)), WithJsonSchema(_WHEN)]
Times: TypeAlias = Annotated[
    tuple[When, ...] | Silence | None,
    PlainValidator(said(listed(parse_when))),
    WithJsonSchema({"anyOf": [_WHEN, {"type": "array", "items": _WHEN}]}),
]
Length: TypeAlias = Annotated[
    Duration | Silence | None, PlainValidator(said(parse_duration)), WithJsonSchema(_TEXT)
]
Quantity: TypeAlias = Annotated[
    Amount | Silence | None, PlainValidator(said(parse_amount)), WithJsonSchema(_SCALAR)
]
Quantities: TypeAlias = Annotated[
    tuple[Amount, ...] | Silence | None, PlainValidator(said(listed(parse_amount))), WithJsonSchema(_LIST)
]
Parts: TypeAlias = Annotated[
    tuple[Part, ...] | Silence | None, PlainValidator(said(listed(parse_part))), WithJsonSchema(_LIST)
]
Ratios: TypeAlias = Annotated[
    tuple[Ratio, ...] | Silence | None, PlainValidator(said(listed(parse_ratio))), WithJsonSchema(_LIST)
]
Choices: TypeAlias = Annotated[
    tuple[Choice, ...] | Silence | None, PlainValidator(said(parse_pairs)), WithJsonSchema(_PAIRS)
]


class Noun(BaseModel):
    """What every noun has: an id (or "") and the place where it stands."""

    model_config = ConfigDict(
        frozen=True,
        defer_build=True,
        extra="forbid",
        arbitrary_types_allowed=True,
        alias_generator=lambda name: name.rstrip("_").replace("_", " "),
    )

    # The two aliases cannot be written in a file, so no key of a user's collides with them.
    id: SkipJsonSchema[str] = Field("", alias="\0id")
    home: Annotated[SkipJsonSchema[Home], PlainValidator(lambda home: home)] = Field(
        Home("", ()), alias="\0home", repr=False, exclude=True
    )


class Citation(Noun):
    """Where a statement stands: a document of `sources`, a quote from it, and the offset of the quote."""

    in_: Ids = None
    """id of one or more documents under `sources`"""
    quote: Words = None
    """the words themselves, as in the document"""
    at: Annotated[
        int | Silence | None,
        PlainValidator(said(parse_offset)),
        WithJsonSchema({"type": ["integer", "string", "null"]}),
    ] = None
    """offset of the quote in the document, in characters from 0"""
    says: Words = None
    """what the document says, in the encoder's words"""


class Entry(Noun):
    """What any entry may carry: where it comes from and what is to be checked."""

    clause: Texts = None
    """the number of the clause in text.md, in quotes"""
    source: Annotated[Citation | Silence | None, _SILENCE] = None
    """where this is reported, if it is not read off the text itself"""
    to_be_checked: Words = None
    """why this entry still has to be checked before anybody relies on it"""
    note: Words = None
    """anything worth knowing; no rule reads it"""
    lang: Words = None
    """language tag of the entry's prose, such as `es`"""


class Original(Noun):
    """A stored document as it was received, from which the text that is quoted was taken."""

    file: Words = None
    """path of the stored original, from the folder of this file"""
    sha256: Words = None
    """sha256 of the stored original, in quotes"""
    extractor: Words = None
    """what took the text out of it, with its version"""


class Publication(Noun):
    """A document that statements come from."""

    file: Words = None
    """path of the stored copy, from the folder of this file"""
    text: Words = None
    """the document itself, for a deal in one file"""
    sha256: Words = None
    """sha256 of the stored copy, in quotes"""
    original: Annotated[Original | Silence | None, _SILENCE] = None
    """where `file` holds the plain text of a document in another format: that document"""
    date: Time = None
    publisher: Words = None
    title: Words = None
    address: Words = None
    """where its publisher offers it"""
    superseded_by: Ids = None
    """a later document or draft that replaces this one"""
    note: Words = None


# --- who --------------------------------------------------------------------------------------------------------


class Actor(Entry):
    """Somebody with a role. One actor has one id and may hold several roles."""

    name: Words = None
    accepted: YesNo = None
    """whether it has accepted its role"""
    asked_for_by: Ids = None
    """who asked for it in this role"""


class Party(Actor):
    """Somebody who owes and is owed, and may stop."""


class Mediator(Actor):
    """Somebody who carries proposals between the parties."""


class Guarantor(Actor):
    """Somebody who answers for what a party owes."""


class Verifier(Actor):
    """Somebody who finds whether a thing was done."""

    access: Words = None
    """where it may go, on what notice"""
    safety: Words = None
    """who answers for its safety"""


class Intermediary(Actor):
    """Somebody neutral through whom an exchange is carried out."""


class Other(Actor):
    """Somebody who is owed something, or bound in fact, and signs nothing."""


# --- words and what is said of them -----------------------------------------------------------------------------


class OpenOnPurpose(Noun):
    """A term left open deliberately: why, by whose decision, and when it is looked at again."""

    why: Words = None
    who: Words = None
    revisit_by: Time = None


class Term(Entry):
    """A word or phrase that something hangs on."""

    words: Texts = None
    """the word or words as the text has them"""
    used_in: Refs = None
    """obligations, guarantees and demands that depend on it"""
    agreed: Words = None
    """what the parties agreed that it means"""
    open_on_purpose: Annotated[OpenOnPurpose | Silence | None, _SILENCE] = None


SPEAKERS = ("party", "named official", "unnamed official", "expert", "press", "unattributed")
LABELS = ("sealed", "may be conveyed", "may be used unattributed", "shared")


class Statement(Entry):
    """What somebody said, reported with who, where and when."""

    by: SkipJsonSchema[str] = Field("", alias="\0by")
    """id of the party whose positions file this stands in"""
    said_by: Words = None
    speaker_class: Annotated[
        str | Silence | None, PlainValidator(said(one_of(*SPEAKERS))), WithJsonSchema(_choice(*SPEAKERS))
    ] = None
    date: Time = None
    label: Annotated[
        str | Silence | None, PlainValidator(said(one_of(*LABELS))), WithJsonSchema(_choice(*LABELS))
    ] = None
    """who may see this statement; `sealed` unless said otherwise"""
    disputed_by: Texts = None
    """who says otherwise"""


FIRMNESS = ("stated as a condition", "stated as wanted", "said to be open")


class Demand(Statement):
    """What a party wants from the deal, with its firmness as stated."""

    wants: Words = None
    firmness: Annotated[
        str | Silence | None, PlainValidator(said(one_of(*FIRMNESS))), WithJsonSchema(_choice(*FIRMNESS))
    ] = None
    met_by: Refs = None
    """acts, standing duties, guarantees and terms that answer it; `[]` if nothing does"""
    crossed_by: Refs = None
    """what would contradict it"""
    dropped: Time = None
    """when it was given up, as stated"""


class Reading(Statement):
    """How somebody reads a term, or the order of acts."""

    term: Id = None
    order_of: Refs = None
    says: Words = None
    after: Annotated[
        dict[str, tuple[Ref, ...]] | Silence | None,
        PlainValidator(said(parse_after)),
        WithJsonSchema({"type": ["object", "string", "null"]}),
    ] = None
    """conditions that this reading adds: `{elections: [border]}` says elections come after border"""


class Concession(Statement):
    """A move that a party made."""

    on: Ids = None
    """the demand or issue that it concerns"""
    says: Words = None


class Claim(Statement):
    """An attributed statement about the deal or about a party."""

    about: Refs = None
    says: Words = None


class Precedent(Entry):
    """An earlier deal that somebody points at."""

    agreed: Words = None
    done: Words = None
    held: Length = None
    cited_by: Texts = None
    date: Time = None


# --- when -------------------------------------------------------------------------------------------------------


class Event(Entry):
    """A moment that the deal counts from or waits for."""

    at: Time = None
    found_by: Texts = None
    """who finds that it has happened"""


class Gate(Noun):
    """What opens a stage."""

    at: Time = None
    when: Refs = None
    """acts, duties or events that must be there first"""
    found_by: Texts = None
    by: Time = None
    """the last day (long stop)"""
    may_be_waived_by: Words = None
    words: Words = None
    """what the text says of the opening, where that is no condition"""


class Otherwise(Noun):
    """What holds when a stage ends and the next has not opened."""

    continue_: Refs = None
    while_: Refs = None
    at_most: Length = None
    then: Words = None
    """what happens after that; `ends` if everything ends"""
    decided_by: Texts = None
    """who finds that it is so (for instance that talks have ended)"""


class Stage(Entry):
    """A part of the deal's time with its own duties."""

    name: Words = None
    opens: Annotated[Gate | Silence | None, _SILENCE] = None
    lasts: Length = None
    otherwise: Annotated[Otherwise | str | Silence | None, _SILENCE] = None
    """prose is for the reader; keys (`continue`, `while`, `at most`, `then`) can be computed with"""


# --- what is owed -----------------------------------------------------------------------------------------------


class Remedy(Noun):
    """What follows if an act is missed."""

    cure: Length = None
    """time to make good"""
    then: Words = None
    """`releases` (what depends on it), `ends the deal`, or a consequence in words"""


class Obligation(Entry):
    """A one-off act (`due`) or a standing duty (`from` and `until`): by whom, to whom, what, when, verified by whom."""

    stage: Id = None
    by: Ids = None
    to: Actors = None
    does: Words = None
    due: Time = None
    from_: Time = None
    until: Time = None
    after: Refs = None
    """conditions: not owed until these are performed, and released with them"""
    while_: Refs = None
    """owed only as long as these standing duties are kept"""
    not_before: Times = None
    """timing only; releases nothing"""
    on_breach_of: Refs = None
    """owed only then"""
    on_event: Ids = None
    """owed only when this event happens"""
    only_if: Choices = None
    """owed only if these options are chosen: `{port: open}`; several options of one issue mean any of them"""
    continues: Refs = None
    """the standing duties that this one carries on after they end"""
    amount: Quantity = None
    of_which: Quantities = None
    """categories; they add up to the amount"""
    measure: Words = None
    """how one can see that it is done, where that is no amount: a line on a map, a list, a document"""
    starting_count: Words = None
    """what there is on day zero, for an act that is counted against it"""
    parts: Parts = None
    """the act divided; the parts add up to the amount. `ID.1` names the first"""
    divisible: YesNo = None
    """money and the like: any part of it may be handed over at any time"""
    against: Id = None
    """the act that this one is exchanged for, part by part"""
    ratio: Ratios = None
    turn: Annotated[
        str | Silence | None,
        PlainValidator(said(one_of("before each part", "with each part", "after each part"))),
        WithJsonSchema(_choice("before each part", "with each part", "after each part")),
    ] = None
    together: Id = None
    """acts with the same word here are carried out at the same moment"""
    each: YesNo = None
    """a separate duty for each of several performers"""
    any: YesNo = None
    """either of several performers may do it"""
    every: Length = None
    """a duty that recurs: how often"""
    takes: Length = None
    """the time that the act itself needs or was given, counted from its conditions"""
    through: Ids = None
    verified_by: Actors = None
    verified_how: Words = None
    verified_within: Length = None
    if_missed: Annotated[Remedy | Silence | None, _SILENCE] = None
    reversible: YesNo = None
    answers: Ids = None
    """elements of the template that this entry answers"""

    @property
    def is_standing(self) -> bool:
        """A standing duty is kept or broken at every point while it lasts; an act is done once."""
        return self.from_ is not None or self.until is not None


class Trigger(Noun):
    """When a guarantor has to act."""

    found_by: Texts = None
    within: Length = None
    words: Words = None


FORMS = ("bond", "penalty", "escrow", "collateral", "sanction", "assurance")


class Guarantee(Entry):
    """What a guarantor does, for whom, covering what, on whose finding, until when."""

    by: Ids = None
    asked_for_by: Ids = None
    secures: Ids = None
    covers: Refs = None
    form: Annotated[
        str | Silence | None, PlainValidator(said(one_of(*FORMS))), WithJsonSchema(_choice(*FORMS))
    ] = None
    does: Words = None
    """the act owed by the guarantor, where it is not a payment"""
    pays: Quantity = None
    to: Ids = None
    when: Annotated[Trigger | Silence | None, _SILENCE] = None
    until: Time = None
    released_when: Words = None
    """for an escrow: what releases it"""
    disputes: Words = None
    """for an escrow: who decides a dispute about the release"""
    written: YesNo = None
    signed: YesNo = None
    per_breach: YesNo = None
    """lost at each breach rather than once"""


class Exit(Entry):
    """A way out that the text gives."""

    by: Ids = None
    when: Words = None
    notice: Length = None
    then: Words = None


class Disputes(Entry):
    """The body for disputes and readings."""

    body: Words = None
    within: Length = None
    decides: Words = None
    """quorum or majority"""


class Incidents(Entry):
    """Classes of incident and the steps that follow each."""

    classes: Texts = None
    steps: Texts = None


class Annex(Entry):
    """A list or map that the agreement names."""

    file: Words = None
    sha256: Words = None
    holds: Quantity = None
    says: Words = None


class Calendar(Noun):
    """How days are counted."""

    days: Annotated[
        str | Silence | None,
        PlainValidator(said(one_of("calendar", "working"))),
        WithJsonSchema(_choice("calendar", "working")),
    ] = None
    zone: Words = None
    first_day: Words = None
    """`D+0` or `D+1`: whether day zero counts"""


class Languages(Noun):
    """Which language versions there are, and which prevails."""

    texts: Texts = None
    prevails: Words = None


class Element(Noun):
    """How the deal answers an expected element of its kind of deal, or why it needs none."""

    in_: Refs = None
    clause: Texts = None
    not_needed: Words = None


# --- what is still on the table, and what things are worth --------------------------------------------------------


class Option(Noun):
    """One way to settle an issue."""

    with_: Refs = None
    rules_out: Choices = None
    """options of other issues that cannot go with it, such as `{mandate: none}` or `{mandate: [none, joint]}`"""
    says: Words = None


class Issue(Entry):
    """A question that is still open, with its options."""

    options: Annotated[dict[str, Option] | Silence | None, _SILENCE] = None
    draft: Words = None
    says: Words = None


class PledgeView(Noun):
    """What a party would lose with a guarantee, and how far it believes that it would be enforced (0 to 1)."""

    loses: Annotated[Worth | Silence | None, PlainValidator(said(parse_worth)), WithJsonSchema(_SCALAR)] = (
        None
    )
    believed: Annotated[
        float | Silence | None, PlainValidator(said(parse_belief)), WithJsonSchema(_SCALAR)
    ] = None


WorthMap: TypeAlias = Annotated[
    dict[str, Worth] | Silence | None, PlainValidator(said(parse_worths)), WithJsonSchema(_KEYS)
]


class Values(Noun):
    """What things are worth to one party, by whose judgement. Private: never signed, never in another's bundle."""

    judged_by: Words = None
    """whose judgement these values are"""
    on: Time = None
    """the day of the judgement"""
    unit: Words = None
    """`points`, or money such as `money: million euro`; only values in one unit are ever added across parties"""
    to_be_checked: Words = None
    note: Words = None
    worth: WorthMap = None
    """ids with `20`, `20..30`, `30..45 likely 40` or `unknown`; options as `port: {open: 20, closed: 0}`"""
    ranking: Annotated[
        tuple[Ranking, ...] | Silence | None,
        PlainValidator(said(listed(parse_ranking))),
        WithJsonSchema(_PAIRS),
    ] = None
    """sizes from the largest, such as `release-rest > release-first > pull-back`; the sign comes from by and to"""
    guarantees: Annotated[dict[str, PledgeView] | Silence | None, _SILENCE] = None
    """ids of guarantees with `loses` and `believed`"""
    if_it_walks: WorthMap = None
    """what it `gets` if it stops, and what is added `after ID` or `in stage ID`"""
    if_others_stop: WorthMap = None
    """what it `gets` if another party stops"""
    never: Choices = None
    """options that it will never accept, such as `[port: open]`"""
    no_deal: Annotated[Worth | Silence | None, PlainValidator(said(parse_worth)), WithJsonSchema(_SCALAR)] = (
        None
    )
    """what it has without a deal"""
    discount: Words = None
    """what a later day counts for, such as `0.99 per month`"""


# --- the deal itself ------------------------------------------------------------------------------------------------

KINDS = ("ceasefire", "exchange", "milestone", "earn-out", "strike", "arms control", "other")
STATUSES = ("proposal", "signed", "in force", "ended")
BREACH = ("releases what depends on it", "ends the deal", "the other side may suspend")


class Frame(Noun):
    """What holds for the deal as a whole: the keys at the top of the file."""

    kind: Annotated[
        str | Silence | None, PlainValidator(said(one_of(*KINDS))), WithJsonSchema(_choice(*KINDS))
    ] = None
    title: Words = None
    status: Annotated[
        str | Silence | None, PlainValidator(said(one_of(*STATUSES))), WithJsonSchema(_choice(*STATUSES))
    ] = None
    about: Words = None
    """one paragraph for the reader: what this deal is, which text it follows, what is left out"""
    day_zero: Time = None
    """D+n counts from here: a date with a time and zone, or an event"""
    calendar: Annotated[Calendar | Silence | None, _SILENCE] = None
    if_breached: Annotated[
        str | Silence | None, PlainValidator(said(one_of(*BREACH))), WithJsonSchema(_choice(*BREACH))
    ] = None
    lasts: Length = None
    """how long the deal as a whole lasts"""
    ends: Time = None
    """when the deal as a whole ends"""
    signs: Ids = None
    languages: Annotated[Languages | Silence | None, _SILENCE] = None
    disputes: Annotated[Disputes | Silence | None, _SILENCE] = None
    incidents: Annotated[Incidents | Silence | None, _SILENCE] = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered paragraph of the agreement's own words; number "" for a paragraph without one.

    `text` holds the words without the number; `offset` turns a place in `text` into a place in the source.
    """

    number: str
    text: str
    source: Source
    offset: tuple[tuple[int, int], ...]

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The place of text[start:end] in the file."""
        last = len(self.text) if end is None else end
        return Span(
            self.source, self._place(start), self._place(last - 1) + 1 if last > start else self._place(start)
        )

    def _place(self, at: int) -> int:
        line = bisect_right(self.offset, (at, sys.maxsize)) - 1
        start, place = self.offset[max(line, 0)]
        return place + at - start


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Deal:
    """A deal as read: its nouns by label, in the order of the file, and what was not understood.

    `problems` is empty for a file that was understood whole. `silences` holds sections that the file says are
    `not stated`. `chosen` is None for a deal as read; with a package chosen (see `deal_with`) it holds an option for
    each issue, and `left_out` says in sentences what that leaves out.
    """

    name: str
    frame: Frame
    parties: Mapping[str, Party]
    mediators: Mapping[str, Mediator]
    guarantors: Mapping[str, Guarantor]
    verifiers: Mapping[str, Verifier]
    intermediaries: Mapping[str, Intermediary]
    others: Mapping[str, Other]
    events: Mapping[str, Event]
    annexes: Mapping[str, Annex]
    terms: Mapping[str, Term]
    stages: Mapping[str, Stage]
    obligations: Mapping[str, Obligation]
    guarantees: Mapping[str, Guarantee]
    issues: Mapping[str, Issue]
    exits: Mapping[str, Exit]
    elements: Mapping[str, Element]
    precedents: Mapping[str, Precedent]
    sources: Mapping[str, Publication]
    demands: Mapping[str, Demand]
    readings: tuple[Reading, ...]
    concessions: tuple[Concession, ...]
    claims: tuple[Claim, ...]
    values: Mapping[str, Values]
    clauses: tuple[Clause, ...]
    silences: frozenset[str]
    documents: Mapping[str, Document] = field(repr=False)
    text: Source | None = field(repr=False)
    folder: Path | None = field(repr=False)
    problems: tuple[Problem, ...] = field(repr=False)
    chosen: Mapping[str, str] | None = None
    left_out: tuple[str, ...] = ()
    # What was worked out from the deal, such as its course: kept here, so that it goes when the deal goes.
    kept: dict[str, Any] = field(default_factory=dict, init=False, repr=False)

    @property
    def file(self) -> str:
        """The name of the deal file itself."""
        return self.frame.home.file

    @property
    def actors(self) -> dict[str, Actor]:
        """Everybody with a role, by id; the first role in the order of `ROLES` stands for the others."""
        found: dict[str, Actor] = {}
        for role in ROLES:
            for label, actor in getattr(self, role).items():
                found.setdefault(label, actor)
        return found

    def call(self, label: str) -> str:
        """What an actor is called in a sentence: its name, or its id."""
        for role in ROLES:
            actor = getattr(self, role).get(label)
            if actor is not None and isinstance(actor.name, str):
                return str(actor.name)
        return label

    def call_all(self, labels: Iterable[str] | Silence | None) -> str:
        """Several actors in a sentence: `Northland and Southland`."""
        return in_words([self.call(label) for label in labels or ()])

    def place(self, noun: Noun, *keys: str | int) -> Span:
        """Where a noun stands (its id), or where the value of one of its keys stands.

        A key that is absent is placed at the nearest thing that exists: the noun's id.
        """
        document = self.documents[noun.home.file]
        path = (*noun.home.path, *keys)
        if keys and path in document:
            return document.span(path)
        while keys and (*noun.home.path, *keys) not in document:
            keys = keys[:-1]
        return document.span((*noun.home.path, *keys)) if keys else document.key_span(noun.home.path)

    def section(self, name: str) -> Span:
        """Where a section or a key at the top of the deal file stands; the line of `detente: 1` if it is absent."""
        document = self.documents[self.file]
        for key in (name, "detente"):
            if (key,) in document:
                return document.key_span((key,))
        return Span(document.source, 0, 0)


ROLES = ("parties", "mediators", "guarantors", "verifiers", "intermediaries", "others")


def in_words(items: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"
