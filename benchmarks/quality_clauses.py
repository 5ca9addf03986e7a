"""How well duties and their fields are found in agreements; a part of ``read_quality.py``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from quality_counts import (
    ALIKE,
    HALVES,
    Label,
    Labelled,
    Share,
    Table,
    Words,
    alike,
    common,
    f1_of,
    greedy,
    share_of,
    spans,
)

from detente.read.clauses.parts import Structure
from detente.read.intake.take import take
from detente.read.proposals import Found, Proposal
from detente.read.run import read_whole

DUTIES: Final = frozenset(("obligation", "prohibition"))
LAID: Final = DUTIES | {"power"}
TIMES: Final = ("due", "from", "until", "for", "every")
FIELDS: Final = {
    "by": ("by",),
    "to": ("to",),
    "does": ("does", "what"),
    "amount": ("amount",),
    "due": TIMES,
    "after": ("after",),
    "if": ("if",),
    "verified by": ("verified by",),
    "not": ("not",),
}
"""The fields of the labels, and those of the reader that the conventions of the labels count among them."""
ONE: Final = "does"  # verb and object are one field of the labels, and count once
_ANNEX: Final = re.compile(r"^PART IV \(A\)$", re.MULTILINE)
DATED: Final = (
    ("west-new-guinea-agreement-1962", "agreement of 1962", None),
    ("mine-ban-convention-1997", "mine ban", None),
    (
        "chemical-weapons-convention-1993-articles-and-annex-part-iv-a",
        "chemical weapons, Part IV (A)",
        _ANNEX,
    ),
)


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """A document read, and which proposal stands for which label."""

    labelled: Labelled
    words: Words
    structure: Structure
    proposals: tuple[Proposal, ...]
    laid: tuple[Proposal, ...]
    pairs: tuple[tuple[Label, Proposal], ...]
    refused: int

    def sampled(self, half: str) -> Iterator[Proposal]:
        """What was proposed in the sentences that are a fair sample of the document (`every-nth`)."""
        places = [
            self.words.within(label["start"], label["end"])
            for label in self.labelled.labels
            if label["half"] == half and label["chosen"] == "every-nth"
        ]
        for proposal in self.laid:
            core = core_of(self.words, proposal)
            if any(common(core, place) for place in places):
                yield proposal


def compared(labelled: Labelled) -> Compared:
    """Read a document as an agreement and pair what was proposed with what was labelled.

    Raises:
        SystemExit: its text was not kept as it is, so that the offsets of the labels do not hold.
    """
    whole = read_whole(take(labelled.path), shape="agreement")
    if whole.document.text != labelled.text:
        raise SystemExit(f"{labelled.name}: the text that was read is not the text that was labelled")
    words = Words(labelled.text)
    laid = tuple(proposal for proposal in whole.read.proposals if proposal.kind in LAID)
    labels = [label for label in labelled.labels if label["kind"] in LAID]
    scores = [
        (score, one, other)
        for one, label in enumerate(labels)
        for other, proposal in enumerate(laid)
        if (score := _score(words, label, proposal)) > 0
    ]
    pairs = tuple((labels[one], laid[other]) for one, other in greedy(scores))
    return Compared(
        labelled, words, whole.structure, whole.read.proposals, laid, pairs, len(whole.read.refused)
    )


def core_of(words: Words, proposal: Proposal) -> range:
    """The words of a proposal from its word of duty to the end of what is to be done, as far as in the quote."""
    inner = [
        found
        for name in ("modal", "does", "what")
        if (found := proposal.fields.get(name)) is not None
        and proposal.start <= found.start < found.end <= proposal.end
    ]
    if not inner:
        return words.within(proposal.start, proposal.end)
    return words.within(min(found.start for found in inner), max(found.end for found in inner))


def _score(words: Words, label: Label, proposal: Proposal) -> float:
    """How well a proposal stands for a label: 0 if its words of duty and act lie outside of it."""
    place = words.within(label["start"], label["end"])
    core = core_of(words, proposal)
    if not common(core, place):
        return 0.0
    modal = proposal.fields.get("modal")
    inside = modal is not None and common(words.within(modal.start, modal.end), place) > 0
    does = max((_best(words, label, "does", found) for found in _of(proposal, FIELDS["does"])), default=0.0)
    return 2 * does + inside + ((label["kind"] in DUTIES) == (proposal.kind in DUTIES)) + alike(core, place)


def _of(proposal: Proposal, names: Iterable[str]) -> list[Found]:
    return [found for name in names if (found := proposal.fields.get(name)) is not None]


def _best(words: Words, label: Label, name: str, found: Found) -> float:
    here = words.within(found.start, found.end)
    return max((alike(here, words.within(*span)) for span in spans(label["fields"][name])), default=0.0)


# --- tables ---


def tables(read: Sequence[Compared]) -> list[Table]:
    """All tables on clauses."""
    return [kinds(read), *(fields(read, half) for half in HALVES), dated(read), counts(read)]


def kinds(read: Sequence[Compared]) -> Table:
    """Is this a duty, and is it a power."""
    rows = []
    for half in HALVES:
        for title, wanted in (
            ("duty", DUTIES),
            ("obligation", {"obligation"}),
            ("prohibition", {"prohibition"}),
            ("power", {"power"}),
        ):
            precision, recall = _found(read, half, frozenset(wanted))
            rows.append((f"{title}, {half}", precision, recall, f1_of(precision, recall)))
    return Table(
        "Clauses: is this sentence a duty",
        ("what, half", "precision", "recall", "F1"),
        tuple(rows),
        (
            "A duty is an obligation or a prohibition. One proposal stands for one label: the one whose word "
            "of duty and act share most words with it.",
            "Precision is of proposals in sentences labelled `every-nth`; recall is of all labels. In "
            "brackets: counts, and the interval of 95 % (Wilson).",
        ),
    )


def _found(read: Sequence[Compared], half: str, wanted: frozenset[str]) -> tuple[Share, Share]:
    proposed, labels = [], []
    for one in read:
        good = [pair for pair in one.pairs if pair[0]["kind"] in wanted and pair[1].kind in wanted]
        right = {id(proposal) for _, proposal in good}
        known = {id(label) for label, _ in good}
        proposed += [id(made) in right for made in one.sampled(half) if made.kind in wanted]
        labels += [
            id(label) in known
            for label in one.labelled.labels
            if label["half"] == half and label["kind"] in wanted
        ]
    return share_of(proposed), share_of(labels)


def fields(read: Sequence[Compared], half: str) -> Table:
    """Every field on its own."""
    rows = []
    for name in FIELDS:
        made = [(one, label, found) for one in read for label, found in _made(one, half, name)]
        precision = share_of(any(_right(one, label, name, f) for f in found) for one, label, found in made)
        exact = share_of(any(_exact(one, label, name, f) for f in found) for one, label, found in made)
        wanted = [(one, label, found) for one in read for label, found in _wanted(one, half, name)]
        recall = share_of(any(_right(one, label, name, f) for f in found) for one, label, found in wanted)
        whole = share_of(any(_exact(one, label, name, f) for f in found) for one, label, found in wanted)
        rows.append((name, precision, exact, recall, whole))
    return Table(
        f"Clauses: fields, {half}",
        ("field", "precision", "of them exact", "recall", "of all exact"),
        tuple(rows),
        (
            "A found span is right if the words that it shares with a labelled span have an F1 of at least "
            f"{ALIKE}; exact if it holds the same words and no others.",
            "Precision is of the fields of proposals that stand for a label of `every-nth`; recall is of all "
            f"labels that have the field, those included whose duty was not found. {_mapping()}",
        ),
    )


def _mapping() -> str:
    several = {name: names for name, names in FIELDS.items() if len(names) > 1}
    return " ".join(
        f"As `{name}` count what the reader calls {', '.join(f'`{one}`' for one in names)}."
        for name, names in several.items()
    )


def _made(one: Compared, half: str, name: str) -> Iterator[tuple[Label, list[Found]]]:
    for label, proposal in one.pairs:
        if label["half"] == half and label["chosen"] == "every-nth":
            found = _of(proposal, FIELDS[name])
            if name == ONE and found:
                yield label, found
            elif name != ONE:
                yield from ((label, [single]) for single in found)


def _wanted(one: Compared, half: str, name: str) -> Iterator[tuple[Label, list[Found]]]:
    by_label = {id(label): proposal for label, proposal in one.pairs}
    for label in one.labelled.labels:
        if label["half"] == half and label["kind"] in LAID and label["fields"][name]:
            proposal = by_label.get(id(label))
            yield label, [] if proposal is None else _of(proposal, FIELDS[name])


def _right(one: Compared, label: Label, name: str, found: Found) -> bool:
    return _best(one.words, label, name, found) >= ALIKE


def _exact(one: Compared, label: Label, name: str, found: Found) -> bool:
    return _best(one.words, label, name, found) == 1.0


def dated(read: Sequence[Compared]) -> Table:
    """Recall of the duties that have a time."""
    rows = []
    by_name = {one.labelled.name: one for one in read}
    for name, title, part in DATED:
        if name not in by_name:
            continue
        one = by_name[name]
        found = part.search(one.labelled.text) if part is not None else None
        start = found.start() if found is not None else 0
        for half in HALVES:
            labels = [label for label in one.labelled.labels if _is_dated(label, half, start)]
            if labels:
                rows.append((f"{title}, {half}", len(labels), *_dated(one, labels)))
    return Table(
        "Clauses: duties with a time",
        ("document, half", "labels", "duty found", "with its time", "with it under its own name"),
        tuple(rows),
        (
            "Duties whose label has `due` or `after`. With its time: any time that the reader gives (also "
            "`while`) is the labelled one; under its own name: every labelled one of the two is found as such.",
        ),
    )


def _is_dated(label: Label, half: str, start: int) -> bool:
    has_time = bool(label["fields"]["due"] or label["fields"]["after"])
    return label["half"] == half and label["start"] >= start and label["kind"] in DUTIES and has_time


def _dated(one: Compared, labels: Sequence[Label]) -> tuple[Share, Share, Share]:
    by_label = {id(label): proposal for label, proposal in one.pairs if proposal.kind in DUTIES}
    duty, timed, named = [], [], []
    for label in labels:
        proposal = by_label.get(id(label))
        duty.append(proposal is not None)
        asked = [name for name in ("due", "after") if label["fields"][name]]
        every = [] if proposal is None else _of(proposal, (*TIMES, "after", "while"))
        timed.append(any(_right(one, label, name, found) for name in asked for found in every))
        named.append(
            proposal is not None
            and all(
                any(_right(one, label, name, found) for found in _of(proposal, FIELDS[name]))
                for name in asked
            )
        )
    return share_of(duty), share_of(timed), share_of(named)


def counts(read: Sequence[Compared]) -> Table:
    """What has no labels is counted only."""
    columns = (
        *("document", "sentences and items", "numbered parts", "headings", "definitions", "short names"),
        *(
            "references",
            "of them elsewhere",
            "of them nowhere",
            "names",
            "placeholders",
            "proposals",
            "refused",
        ),
    )
    rows = []
    for one in read:
        built = one.structure
        rows.append(
            (
                one.labelled.name,
                len(built.units),
                sum(bool(part.number) for part in built.parts),
                sum(part.heading is not None for part in built.parts),
                sum(not term.is_alias for term in built.defined),
                sum(term.is_alias for term in built.defined),
                len(built.references),
                sum(pointer.elsewhere for pointer in built.references),
                sum(pointer.to is None and not pointer.elsewhere for pointer in built.references),
                len(built.named),
                len(built.placeholders),
                len(one.proposals),
                one.refused,
            )
        )
    return Table("Clauses: what was counted only", columns, tuple(rows), (_defined(read),))


def _defined(read: Sequence[Compared]) -> str:
    said = []
    for half in HALVES:
        hits = [
            any(
                term.term.start < label["end"] and label["start"] < term.meaning.end
                for term in one.structure.defined
            )
            for one in read
            for label in one.labelled.labels
            if label["half"] == half and label["kind"] == "definition"
        ]
        said.append(f"{half} {share_of(hits)}")
    return f"Recall of the sentences labelled as definitions: {'; '.join(said)}."


# --- examples, of the tuning half only ---


def examples(one: Compared) -> Iterator[str]:
    """What was missed, and what was proposed where nothing is, in the half that may be looked at."""
    known = {id(label): proposal for label, proposal in one.pairs}
    right = {id(proposal) for _, proposal in one.pairs}
    for label in one.labelled.labels:
        if label["half"] == "tuning" and label["kind"] in LAID:
            where = one.labelled.text[label["start"] : label["end"]]
            proposal = known.get(id(label))
            if proposal is None:
                yield f"missed {label['kind']}: {' '.join(where.split())}"
            else:
                yield from _differing(one, label, proposal)
    for proposal in one.sampled("tuning"):
        if id(proposal) not in right:
            modal = proposal.words("modal")
            yield f"proposed {proposal.kind} [{modal}] where none is: {' '.join(proposal.quote.split())}"


def _differing(one: Compared, label: Label, proposal: Proposal) -> Iterator[str]:
    quote = " ".join(one.labelled.text[label["start"] : label["end"]].split())[:160]
    if label["kind"] != proposal.kind:
        yield f"{label['kind']} proposed as {proposal.kind}: {quote}"
    for name, names in FIELDS.items():
        found, wanted = _of(proposal, names), spans(label["fields"][name])
        if (found or wanted) and not any(_right(one, label, name, single) for single in found):
            asked = " / ".join(one.labelled.text[a:b] for a, b in wanted) or "nothing"
            given = " / ".join(single.words for single in found) or "nothing"
            yield f"{name}: labelled [{' '.join(asked.split())}], found [{' '.join(given.split())}] in: {quote}"
