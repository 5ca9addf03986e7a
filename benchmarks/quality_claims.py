"""How well it is found who said what in reports, and how often words are put in the wrong mouth.

A part of ``read_quality.py``; the conventions of the labels are in ``read_labels/README.md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from quality_counts import (
    ALIKE,
    Label,
    Labelled,
    Share,
    Table,
    Words,
    alike,
    common,
    f1_of,
    share_of,
    spans,
)

from detente.read.intake.take import take
from detente.read.proposals import Proposal
from detente.read.run import read_whole

KINDS: Final = ("claim", "demand", "refusal", "concession", "reading", "precedent")
FORMS: Final = ("direct", "indirect", "mixed", "none")
SAME_KIND: Final = {"guarantee": "demand"}  # a guarantee that somebody asks for
FIRST: Final = frozenset((("i",), ("we",), ("my",), ("our",), ("me",), ("us",), ("in", "my", "view")))


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """A report read: its labelled statements, and what was proposed."""

    labelled: Labelled
    words: Words
    proposals: tuple[Proposal, ...]

    def about(self, proposal: Proposal, claim: Label) -> bool:
        """Whether a proposal and a statement share at least half of the words of either."""
        one, other = self.place(proposal), self.words.within(claim["start"], claim["end"])
        return common(one, other) > 0 and 2 * common(one, other) >= min(len(one), len(other))

    def covers(self, proposal: Proposal, claim: Label) -> bool:
        """Whether a proposal holds at least half of the words of a statement."""
        other = self.words.within(claim["start"], claim["end"])
        return 2 * common(self.place(proposal), other) >= len(other)

    def place(self, proposal: Proposal) -> range:
        """Where its words are."""
        return self.words.within(proposal.start, proposal.end)

    def likeness(self, proposal: Proposal, claim: Label) -> float:
        """F1 of the words of both."""
        return alike(self.place(proposal), self.words.within(claim["start"], claim["end"]))

    def right(self, proposal: Proposal, claim: Label) -> bool:
        """Whether the proposed speaker is one of the right ones: a word of the same place, or the same words."""
        speaker = proposal.speaker
        if speaker is None:
            return False
        allowed = spans(claim["speaker"]) or self.author(claim)
        here = self.words.within(speaker.start, speaker.end)
        if any(common(here, self.words.within(*span)) for span in allowed):
            return True
        bare = self.words.bare(speaker.start, speaker.end)
        return bool(bare) and any(bare == self.words.bare(*span) for span in allowed)

    def author(self, claim: Label) -> list[tuple[int, int]]:
        """Who writes the part that a statement stands in."""
        parts = self.labelled.about["parts"]
        return [span for part in parts if _inside(claim, part) for span in spans(part["author"])]

    def first_person(self, claim: Label) -> bool:
        """Whether the right speaker is "I" or "we"."""
        return any(self.words.bare(*span) in FIRST for span in spans(claim["speaker"]))


def _inside(inner: Label, outer: Label) -> bool:
    return bool(outer["start"] <= inner["start"] and inner["end"] <= outer["end"])


def heard(labelled: Labelled, pipeline: str | None) -> Heard:
    """Read a report.

    Raises:
        SystemExit: its text was not kept as it is.
    """
    whole = read_whole(take(labelled.path), shape="report", pipeline=pipeline)
    if whole.document.text != labelled.text:
        raise SystemExit(f"{labelled.name}: the text that was read is not the text that was labelled")
    return Heard(labelled, Words(labelled.text), whole.read.proposals)


@dataclass(frozen=True, slots=True)
class Wrong:
    """Statements given to a speaker who did not make them."""

    another: int  # labelled with another speaker
    writer: int  # labelled without a speaker
    nowhere: int  # in a passage taken whole, where no statement is labelled
    statements: int
    given: int  # proposals with a speaker, right or wrong

    @property
    def total(self) -> int:
        """All of them."""
        return self.another + self.writer + self.nowhere


def wrong_in(one: Heard) -> Wrong:
    """Count the wrong attributions of one report."""
    another = writer = 0
    given = [made for made in one.proposals if made.speaker is not None]
    for claim in one.labelled.claims:
        if any(_misgives(one, made, claim) for made in given):
            another += claim["speaker"] is not None
            writer += claim["speaker"] is None
    nowhere = sum(
        _within_passages(one, made) and not any(one.about(made, claim) for claim in one.labelled.claims)
        for made in given
    )
    return Wrong(another, writer, nowhere, len(one.labelled.claims), len(given))


def _misgives(one: Heard, made: Proposal, claim: Label) -> bool:
    """Whether a proposal gives a statement to a wrong speaker.

    It does where it holds half of its words or is about no other statement more than about it. Not where it is right
    for another statement that lies in this one, or in which this one lies.
    """
    if not one.about(made, claim) or one.right(made, claim):
        return False
    if not one.covers(made, claim) and _main(one, made) is not claim:
        return False
    others = [
        other
        for other in one.labelled.claims
        if other is not claim and one.about(made, other) and one.right(made, other)
    ]
    return not any(_inside(claim, other) or _inside(other, claim) for other in others)


def _main(one: Heard, made: Proposal) -> Label | None:
    """The statement that a proposal is most about."""
    about = [claim for claim in one.labelled.claims if one.about(made, claim)]
    return max(about, key=lambda claim: one.likeness(made, claim), default=None)


def _within_passages(one: Heard, made: Proposal) -> bool:
    here = one.place(made)
    held = sum(common(here, one.words.within(*passage)) for passage in one.labelled.about["passages"])
    return len(here) > 0 and 2 * held >= len(here)


# --- tables ---


def tables(read: Sequence[Heard], reader: str) -> list[Table]:
    """All tables of one reader."""
    return [attributions(read, reader), wrongs(read, reader), kinds(read, reader)]


def attributions(read: Sequence[Heard], reader: str) -> Table:
    """Precision, recall, and what else is right of those found."""
    precision = share_of(right for one in read for right in _judged(one))
    asked = [(one, claim) for one in read for claim in one.labelled.claims if claim["speaker"] is not None]
    found = {id(claim): _found(one, claim) for one, claim in asked}
    recall = share_of(found[id(claim)] is not None for _, claim in asked)
    named = [(one, claim) for one, claim in asked if not one.first_person(claim)]
    hit = [(one, claim, made) for one, claim in asked if (made := found[id(claim)]) is not None]
    rows: list[tuple[str, str | Share]] = [
        ("speaker, precision", precision),
        ("speaker, recall", recall),
        ("speaker, F1", f1_of(precision, recall)),
        ("found, with or without a speaker", share_of(_is_found(one, claim) for one, claim in asked)),
        ("recall without first persons", share_of(found[id(claim)] is not None for _, claim in named)),
    ]
    for form in FORMS:
        of_form = [found[id(claim)] is not None for _, claim in asked if claim["form"] == form]
        rows.append((f"recall, form `{form}`", share_of(of_form)))
    rows += [
        ("of those found: same words of the speaker", share_of(_exact(*one) for one in hit)),
        (
            "of those found: class",
            share_of(made.speaker_class == claim["speaker_class"] for _, claim, made in hit),
        ),
        ("of those found: form", share_of(made.form == claim["form"] for _, claim, made in hit)),
        ("of those found: kind", share_of(_kind(made) == claim["kind"] for _, claim, made in hit)),
        (
            "of those found: words said alike",
            share_of(one.likeness(made, claim) >= ALIKE for one, claim, made in hit),
        ),
    ]
    return Table(
        f"Who said what, {reader}",
        ("what", "share"),
        tuple(rows),
        (
            "Precision is of the proposals with a speaker in passages that were labelled whole; recall is of "
            "all statements that are labelled with a speaker. A speaker is right if the words share a word in "
            "place with the labelled ones, or are the same words elsewhere; a statement is found if the "
            f"proposal with the right speaker shares with it half of the words of the shorter. Words said "
            f"are alike from an F1 of {ALIKE}. All of it is held-out.",
        ),
    )


def _judged(one: Heard) -> Iterator[bool]:
    for made in one.proposals:
        if made.speaker is not None and _within_passages(one, made):
            yield any(one.about(made, claim) and one.right(made, claim) for claim in one.labelled.claims)


def _found(one: Heard, claim: Label) -> Proposal | None:
    """The proposal most alike to a statement that gives it to the right speaker."""
    good = [made for made in one.proposals if one.about(made, claim) and one.right(made, claim)]
    return max(good, key=lambda made: one.likeness(made, claim), default=None)


def _is_found(one: Heard, claim: Label) -> bool:
    return any(one.about(made, claim) for made in one.proposals)


def _exact(one: Heard, claim: Label, made: Proposal) -> bool:
    speaker = made.speaker
    allowed = [one.words.bare(*span) for span in spans(claim["speaker"])]
    return speaker is not None and one.words.bare(speaker.start, speaker.end) in allowed


def _kind(made: Proposal) -> str:
    return SAME_KIND.get(made.kind, made.kind)


def wrongs(read: Sequence[Heard], reader: str) -> Table:
    """The worst error, by document."""
    rows = []
    told = [(one.labelled.name, wrong_in(one)) for one in read]
    every = [wrong for _, wrong in told]
    whole = Wrong(*(sum(getattr(w, name) for w in every) for name in Wrong.__slots__))
    for name, wrong in [*told, ("all", whole)]:
        rate = f"{100 * wrong.total / wrong.statements:.1f}" if wrong.statements else "-"
        errors = (wrong.another, wrong.writer, wrong.nowhere, wrong.total)
        rows.append((name, wrong.statements, wrong.given, *errors, rate))
    return Table(
        f"Wrong attributions, {reader}",
        (
            "document",
            "statements",
            "proposals with a speaker",
            "another's",
            "nobody's",
            "no statement there",
            "wrong",
            "per 100 statements",
        ),
        tuple(rows),
        (
            "A statement is wrongly attributed if a proposal that holds half of its words gives it to somebody "
            "who did not make it: another made it, or the writer or nobody named did, or (in passages labelled "
            "whole) no statement is labelled there. The author of a letter or report is right for what is its own.",
        ),
    )


def kinds(read: Sequence[Heard], reader: str) -> Table:
    """Kinds, of statements and proposals that stand for each other by their words."""
    pairs = []
    for one in read:
        for claim in one.labelled.claims:
            made = max(one.proposals, key=lambda made: one.likeness(made, claim), default=None)
            is_same = made is not None and one.likeness(made, claim) >= ALIKE
            pairs.append((claim["kind"], _kind(made) if made is not None and is_same else None))
    rows = []
    for kind in KINDS:
        recall = share_of(given == kind for wanted, given in pairs if wanted == kind)
        precision = share_of(wanted == kind for wanted, given in pairs if given == kind)
        rows.append((kind, precision, recall))
    return Table(
        f"Kinds of statements, {reader}",
        ("kind", "precision", "recall"),
        tuple(rows),
        (
            f"Of statements with a proposal whose words are alike (F1 of {ALIKE} or more), whoever is its "
            "speaker; recall is of all labelled statements. A guarantee that is asked for counts as a demand.",
        ),
    )
