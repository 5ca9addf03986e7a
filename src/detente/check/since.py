"""What changed since another draft: findings that are new or gone, and what the text now says otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from detente.check.run import Check
from detente.deal.coverage import Coverage, readings_of
from detente.deal.model import Deal, Noun, Obligation
from detente.deal.phrases import Choice, Silence
from detente.diagnose.diagnostic import Diagnostic, Severity


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that the new draft says otherwise. `about` is the id, `kind` the part of the deal."""

    kind: str
    about: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Since:
    """The difference between two drafts of one deal; findings are matched by rule and by whom they concern."""

    old: str
    new: str
    changes: tuple[Change, ...]
    appeared: tuple[Diagnostic, ...]
    gone: tuple[Diagnostic, ...]
    same: int

    def as_dict(self) -> dict[str, Any]:
        """The printed form."""
        return {
            "old": self.old,
            "changes": [{"kind": c.kind, "about": c.about, "sentence": c.sentence} for c in self.changes],
            "new": [finding.as_dict() for finding in self.appeared],
            "gone": [finding.as_dict() for finding in self.gone],
            "same": self.same,
        }

    def in_words(self) -> str:
        """The difference as one page of text."""
        lines = [f"From {self.old} to {self.new}", ""]
        for kind in dict.fromkeys(change.kind for change in self.changes):
            lines.append(f"{kind}:")
            lines += [f"  {change.sentence}" for change in self.changes if change.kind == kind]
            lines.append("")
        if not self.changes:
            lines += ["The deal says the same.", ""]
        for title, findings in (("New findings", self.appeared), ("Findings gone", self.gone)):
            if findings:
                lines += [f"{title}:", *_listed(findings), ""]
        lines.append(f"{len(self.appeared)} new, {len(self.gone)} gone, {self.same} the same")
        return "\n".join(lines) + "\n"


def compare(old: Check, new: Check) -> Since:
    """Compare two checks of one deal. Drafts are matched by the labels of their entries."""
    olds, news = Counter(map(_key, old.findings)), Counter(map(_key, new.findings))
    return Since(
        old.deal.file,
        new.deal.file,
        tuple(_changes(old, new)),
        tuple(_beyond(new.findings, olds)),
        tuple(_beyond(old.findings, news)),
        sum((olds & news).values()),
    )


def _listed(findings: tuple[Diagnostic, ...]) -> Iterator[str]:
    """Errors a line each; of the others, a line a rule with what they concern."""
    for finding in findings:
        if finding.severity == Severity.error:
            yield f"  error: {finding.message}  [{finding.code} {finding.name}]"
    rules = {f.code: f for f in findings if f.severity != Severity.error}
    for code in sorted(rules):
        group = [f for f in findings if f.code == code and f.severity != Severity.error]
        concerned = ", ".join(f"`{label}`" for label in dict.fromkeys(map(_concerned, group)) if label)
        tail = f": {concerned}" if concerned else ""
        yield f"  {len(group)} x {code} {rules[code].name}{tail}"


_SUBJECT: Final = {
    "D": "demands",
    "T": "terms",
    "O": "obligations",
    "V": "obligations",
    "G": "guarantees",
    "Q": "stages",
}


def _concerned(finding: Diagnostic) -> str:
    """The entry that a finding is about, first of all."""
    subjects = finding.subjects.as_dict()
    chosen = subjects.get(_SUBJECT.get(finding.code[0], ""), [])
    return next(iter(chosen or [label for labels in subjects.values() for label in labels]), "")


def _key(finding: Diagnostic) -> tuple[str, str]:
    return (finding.name, _concerned(finding))


def _beyond(findings: tuple[Diagnostic, ...], others: Mapping[tuple[str, str], int]) -> Iterator[Diagnostic]:
    left = dict(others)
    for finding in findings:
        key = _key(finding)
        if left.get(key, 0) > 0:
            left[key] -= 1
        else:
            yield finding


def _changes(old: Check, new: Check) -> Iterator[Change]:
    yield from _demands(old, new)
    yield from _entries("Terms", old.deal.terms, new.deal.terms, _TERM, lambda t: _words(t.words))
    yield from _readings(old.deal, new.deal)
    yield from _entries("Stages", old.deal.stages, new.deal.stages, _STAGE, lambda s: "")
    yield from _entries("Duties", old.deal.obligations, new.deal.obligations, _OWED, _duty_of(new.deal))
    yield from _entries(
        "Guarantees", old.deal.guarantees, new.deal.guarantees, _GUARANTEE, lambda g: _words(g.does)
    )
    yield from _frame(old.deal, new.deal)


def _demands(old: Check, new: Check) -> Iterator[Change]:
    for label in dict.fromkeys([*old.deal.demands, *new.deal.demands]):
        deal = new.deal if label in new.deal.demands else old.deal
        demand = deal.demands[label]
        said = _moved(old.coverage.get(label), new.coverage.get(label))
        if said:
            yield Change(
                "Demands", label, f"`{label}` ({deal.call(demand.by)}: {_words(demand.wants)}) {said}"
            )


def _moved(before: Coverage | None, after: Coverage | None) -> str:
    """How one demand's coverage moved, in words; nothing if it did not."""
    if after is None:
        return "" if before is None else f"is stated in the old file only; it was {before.status}"
    if before is None:
        return f"is stated in the new file only: {after.status}{_because(after.lacks)}"
    if before.status != after.status:
        return f"was {before.status}, is {after.status}{_because(after.lacks)}"
    if before.lacks != after.lacks:
        return f"is {after.status} as before, for another reason{_because(after.lacks)}"
    return ""


def _because(lacks: tuple[str, ...]) -> str:
    return f": {'; '.join(lacks[:3])}" if lacks else ""


def _readings(old: Deal, new: Deal) -> Iterator[Change]:
    """Readings that one draft records of a party and the other does not; a party may have several."""
    for label in new.terms:
        if label not in old.terms:
            continue
        before = {(reading.by, _words(reading.says)) for reading in readings_of(old, label)}
        after = {(reading.by, _words(reading.says)) for reading in readings_of(new, label)}
        for deal, other, tail in (
            (new, before, "in the new file only"),
            (old, after, "in the old file only"),
        ):
            for reading in readings_of(deal, label):
                if (reading.by, _words(reading.says)) not in other:
                    said = f"`{label}`, as read by {deal.call(reading.by)}: {_words(reading.says)} ({tail})"
                    yield Change("Readings", label, said)


def _entries(
    kind: str,
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    keys: tuple[str, ...],
    describe: Callable[[Any], str],
) -> Iterator[Change]:
    for label in dict.fromkeys([*old, *new]):
        if label not in old:
            yield Change(kind, label, f"`{label}` is new{_tail(describe(new[label]))}")
        elif label not in new:
            yield Change(kind, label, f"`{label}` is no longer there{_tail(describe(old[label]))}")
        else:
            for key in keys:
                was, now = _said(getattr(old[label], key)), _said(getattr(new[label], key))
                if was != now and not {was, now} <= _UNSAID:
                    said = f"`{label}` {_key_in_words(old[label], key)}: {was} → {now}"
                    yield Change(kind, label, said)


def _tail(text: str) -> str:
    return f": {text}" if text else ""


def _duty_of(deal: Deal) -> Callable[[Obligation], str]:
    return lambda owed: f"{deal.call_all(owed.by) or 'nobody named'}: {_words(owed.does)}"


def _frame(old: Deal, new: Deal) -> Iterator[Change]:
    for key in ("status", "day_zero", "if_breached", "lasts", "ends"):
        was, now = _said(getattr(old.frame, key)), _said(getattr(new.frame, key))
        if was != now and not {was, now} <= _UNSAID:
            yield Change("The deal as a whole", key, f"{_key_in_words(old.frame, key)}: {was} → {now}")
    for role in ("mediators", "guarantors", "verifiers", "intermediaries"):
        before, after = getattr(old, role), getattr(new, role)
        for label in dict.fromkeys([*before, *after]):
            if (label in before) != (label in after):
                deal = new if label in after else old
                what = "is new among" if label in after else "is no longer among"
                yield Change("The deal as a whole", label, f"{deal.call(label)} {what} the {role}")


_OWED: Final = (
    *("by", "to", "due", "from_", "until", "after", "while_", "amount", "parts", "ratio", "turn", "measure"),
    *("through", "verified_by", "verified_within", "if_missed", "continues", "only_if", "stage"),
)
_STAGE: Final = ("opens", "lasts", "otherwise")
_TERM: Final = ("words", "agreed", "open_on_purpose")
_GUARANTEE: Final = ("by", "covers", "form", "does", "pays", "when", "until", "written", "signed")


def _key_in_words(noun: Noun, key: str) -> str:
    return f"`{type(noun).model_fields[key].alias}`"


def _words(value: object) -> str:
    return _said(value) if value is not None and not isinstance(value, Silence) else "not stated"


def _said(value: object) -> str:
    """A value in the words of the file."""
    if value is None:
        return "not filled in"
    if isinstance(value, Silence):
        return "not stated"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple) and not isinstance(value, Choice):
        return ", ".join(_said(item) for item in value) or "nothing"
    if isinstance(value, Noun):
        keys = [
            key for key in type(value).model_fields if key in value.model_fields_set and key not in _HIDDEN
        ]
        return "; ".join(f"{key.rstrip('_').replace('_', ' ')} {_said(getattr(value, key))}" for key in keys)
    return str(value)


_UNSAID: Final = {
    "not stated",
    "not filled in",
}  # a text that is silent, and a file that is, say the same of a deal
_HIDDEN: Final = ("id", "home", "source", "note", "clause", "lang", "to_be_checked")
