"""How often the rules of words are right in documents; a part of ``read_quality.py``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from quality_clauses import DUTIES
from quality_counts import HALVES, Labelled, Share, Table, Words, alike, common, greedy

from detente.desk.documents import check_whole, rules_for_documents
from detente.read.intake.take import take
from detente.read.run import read_whole

FEW: Final = 5  # findings below which nothing is said of a rule
ENOUGH: Final = 0.6  # share of right findings from which a rule is on for documents

Place: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tally:
    """One rule in one half: findings that can be judged, labels, and findings where no duty is labelled."""

    right: int = 0
    found: int = 0
    labels: int = 0
    elsewhere: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.right + other.right,
            self.found + other.found,
            self.labels + other.labels,
            self.elsewhere + other.elsewhere,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Checked:
    """The findings of one document by rule, and its words."""

    labelled: Labelled
    words: Words
    findings: dict[str, list[Place]]


def labelled_rules(documents: Sequence[Labelled]) -> list[str]:
    """Every rule that has a label."""
    return sorted({made["rule"] for one in documents for label in one.labels for made in label["rules"]})


def checked(labelled: Labelled, names: Sequence[str]) -> Checked:
    """Check a document with some rules, those included that are off for documents."""
    able = {rule.name for rule in rules_for_documents()}
    whole = read_whole(take(labelled.path), shape="agreement")
    run = check_whole(whole, only=[name for name in names if name in able])
    findings: dict[str, list[Place]] = {}
    for one in run.check.findings:
        findings.setdefault(one.name, []).append((one.span.start, one.span.end))
    return Checked(labelled, Words(labelled.text), findings)


def tally(one: Checked, rule: str, half: str) -> Tally:
    """Compare the findings of a rule with its labels."""
    words = one.words
    labels = [label for label in one.labelled.labels if label["half"] == half]
    asked = sorted(
        {(made["start"], made["end"]) for label in labels for made in label["rules"] if made["rule"] == rule}
    )
    duties = [(label["start"], label["end"]) for label in labels if label["kind"] in DUTIES]
    others = [(label["start"], label["end"]) for label in labels if label["kind"] not in DUTIES]
    found = one.findings.get(rule, [])
    judged = [place for place in found if _on(words, place, [*duties, *asked])]
    elsewhere = sum(_on(words, place, others) for place in found if place not in judged)
    scores = [
        (score, first, second)
        for first, place in enumerate(asked)
        for second, span in enumerate(judged)
        if (score := alike(words.within(*place), words.within(*span))) > 0
    ]
    return Tally(len(greedy(scores)), len(judged), len(asked), elsewhere)


def _on(words: Words, place: Place, places: Sequence[Place]) -> bool:
    here = words.within(*place)
    return any(common(here, words.within(*other)) for other in places)


def tables(read: Sequence[Checked], names: Sequence[str]) -> list[Table]:
    """The rules by name, in each half."""
    able = {rule.name for rule in rules_for_documents()}
    made = []
    for half in HALVES:
        rows = []
        for rule in names:
            told = sum((tally(one, rule, half) for one in read), Tally())
            precision, recall = Share(told.right, told.found), Share(told.right, told.labels)
            rows.append((rule, precision, recall, told.elsewhere, _verdict(rule, told, able)))
        columns = ("rule", "precision", "recall", "findings where no duty is labelled", "in words")
        made.append(Table(f"Rules of words, {half}", columns, tuple(rows), tuple(_notes())))
    return made


def _verdict(rule: str, told: Tally, able: set[str]) -> str:
    if rule not in able:
        return "does not look at documents"
    if told.found < FEW:
        return "too few to say"
    return "fewer than 6 in 10 right" if told.right < ENOUGH * told.found else "6 in 10 or more right"


def _notes() -> Iterator[str]:
    yield (
        "Precision is of the findings that share a word with a duty that has a label or with the words "
        "labelled for the rule; one finding stands for one label. Rules are labelled at duties only, so "
        "findings in sentences labelled as no duty are counted beside it and not judged."
    )
    yield (
        f"With fewer than {FEW} findings, too few to say. What `duty-without-doer` says of a sentence, "
        "`obligation-without-performer` does not say again, and the labels name both."
    )
