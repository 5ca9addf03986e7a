"""What a new draft says otherwise than the old one, clause by clause, in the words of both."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Final, Literal

from detente.read.proposals import Found, Proposal
from detente.read.since.pairing import pairs, plain

if TYPE_CHECKING:
    from detente.read.run import Whole

What = Literal["new", "gone", "changed", "renumbered", "points elsewhere"]
_FAMILIES: Final = (
    ("obligation", "prohibition", "power"),
    ("definition",),
    ("stage",),
    ("guarantee",),
    ("party",),
    ("placeholder",),
    ("claim", "demand", "refusal", "concession", "reading", "precedent"),
)
_CALLED: Final = {
    "obligation": "a duty",
    "prohibition": "a prohibition",
    "power": "a power",
    "definition": "a definition",
    "stage": "a stage",
    "guarantee": "a guarantee",
    "party": "a named party",
    "placeholder": "an open place",
}
_SHOWN: Final = 160  # characters of a quotation in a sentence
_FIELDS: Final = (
    *("by", "modal", "not", "does", "to", "amount", "due", "from", "until", "every", "after", "if"),
    *("verified by", "through", "if missed", "term", "meaning", "cue", "wants", "firmness", "says"),
)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A part of a sentence that the new draft words otherwise; None where one of them does not have it."""

    name: str
    old: Found | None
    new: Found | None


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that the new draft says otherwise.

    `old` and `new` are what the drafts say there; one of them is None where it is new or gone. `fields` are the parts
    that differ; it is empty where words differ that are part of no field.
    """

    what: What
    old: Proposal | None
    new: Proposal | None
    fields: tuple[FieldChange, ...] = ()
    more: str = ""

    @property
    def clause(self) -> str:
        """The number of the clause in the new draft, or in the old where it is gone."""
        one = self.new or self.old
        return one.clause if one is not None else ""

    @property
    def sentence(self) -> str:
        """What changed, in one sentence."""
        return "; ".join(_said(self))

    def as_dict(self) -> dict[str, Any]:
        """The printed form."""
        return {
            "what": self.what,
            "kind": (self.new or self.old).kind if (self.new or self.old) else "",  # type: ignore[union-attr]
            "clause": self.clause,
            "old": _place(self.old),
            "new": _place(self.new),
            "fields": [
                {
                    "name": one.name,
                    "old": None if one.old is None else one.old.as_dict(),
                    "new": None if one.new is None else one.new.as_dict(),
                }
                for one in self.fields
            ],
            "sentence": self.sentence,
        }


def _place(one: Proposal | None) -> dict[str, Any] | None:
    return (
        None
        if one is None
        else {"quote": one.quote, "start": one.start, "end": one.end, "clause": one.clause}
    )


def changes_between(old: Whole, new: Whole) -> tuple[Changed, ...]:
    """What the new draft lays down otherwise than the old one.

    Sentences are paired by their words, wherever they stand: what only moved is `renumbered`, and white space,
    kinds of quotation marks and dashes are no change.

    Returns:
        In the order of the new draft; what is gone stands at the end.
    """
    paired = [pair for family in _FAMILIES for pair in pairs(_of(old, family), _of(new, family))]
    moved = _moved(paired)
    found = [change for pair in paired for change in _change(*pair)]
    found += _pointing(old, new, paired, moved)
    last = len(new.document.text) + 1
    return tuple(
        sorted(found, key=lambda one: (one.new.start if one.new else last, one.old.start if one.old else 0))
    )


def _of(whole: Whole, family: Sequence[str]) -> list[Proposal]:
    return [one for one in whole.read.proposals if one.kind in family]


def _change(old: Proposal | None, new: Proposal | None) -> Iterator[Changed]:
    if old is None or new is None:
        yield Changed("new" if old is None else "gone", old, new)
        return
    fields = tuple(_fields(old, new))
    if fields or plain(old.quote) != plain(new.quote) or old.kind != new.kind:
        yield Changed("changed", old, new, fields)
    elif old.clause != new.clause:
        yield Changed("renumbered", old, new)


def _fields(old: Proposal, new: Proposal) -> Iterator[FieldChange]:
    for name in _FIELDS:
        was, now = old.fields.get(name), new.fields.get(name)
        if plain(was.words if was else "") != plain(now.words if now else ""):
            yield FieldChange(name, was, now)


def _moved(paired: Sequence[tuple[Proposal | None, Proposal | None]]) -> Mapping[str, str]:
    """The number that each clause of the old draft has in the new one, by most of what stands in it."""
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for old, new in paired:
        if old is not None and new is not None and old.clause and new.clause:
            votes[old.clause][new.clause] += 1
    return {number: count.most_common(1)[0][0] for number, count in votes.items()}


def _pointing(
    old: Whole,
    new: Whole,
    paired: Sequence[tuple[Proposal | None, Proposal | None]],
    moved: Mapping[str, str],
) -> Iterator[Changed]:
    """References that kept their number where the clause that they meant got another."""
    before, after = _references(old), _references(new)
    for was, now in paired:
        if was is None or now is None:
            continue
        numbers = {number for place, number in after if now.start <= place < now.end}
        for place, number in before:
            meant = moved.get(number)
            if was.start <= place < was.end and number in numbers and meant not in (None, *numbers):
                said = (
                    f"it points at clause {number} in both drafts, and what stood there is now clause {meant}"
                )
                yield Changed("points elsewhere", was, now, more=said)


def _references(whole: Whole) -> list[tuple[int, str]]:
    return [
        (one.words.start, one.number)
        for one in whole.structure.references
        if not one.elsewhere and one.number
    ]


def _said(change: Changed) -> Iterator[str]:
    old, new = change.old, change.new
    if new is not None and old is None:
        yield f"{_CALLED.get(new.kind, f'a {new.kind}')} is new: {_quoted(new.quote)}"
    elif old is not None and new is None:
        yield f"{_CALLED.get(old.kind, f'a {old.kind}')} is no longer there: {_quoted(old.quote)}"
    elif old is not None and new is not None:
        yield from _said_of_both(change, old, new)


def _said_of_both(change: Changed, old: Proposal, new: Proposal) -> Iterator[str]:
    if change.more:
        yield change.more
    if change.what == "renumbered":
        was, now = old.clause or "without a number", new.clause or "without a number"
        yield f"clause {was} is now clause {now}, with the same words"
        return
    if old.kind != new.kind:
        yield f"{_CALLED.get(old.kind, old.kind)} became {_CALLED.get(new.kind, new.kind)}"
    for one in change.fields:
        yield f"`{one.name}`: {_or_nothing(one.old)} → {_or_nothing(one.new)}"
    if change.what == "changed" and not change.fields and old.kind == new.kind:
        yield f"worded otherwise: {_difference(old.quote, new.quote)}"


def _or_nothing(found: Found | None) -> str:
    return "nothing" if found is None else _quoted(found.words)


def _quoted(words: str) -> str:
    said = plain(words)
    return f'"{said}"' if len(said) <= _SHOWN else f'"{said[:_SHOWN].rstrip()} …"'


def _difference(old: str, new: str) -> str:
    """The words that differ, with a word on each side."""
    was, now = plain(old).split(), plain(new).split()
    blocks = [
        code for code in SequenceMatcher(None, was, now, autojunk=False).get_opcodes() if code[0] != "equal"
    ]
    if not blocks:
        return "only in form"
    first, last = blocks[0], blocks[-1]
    before = max(first[1] - 1, 0), max(first[3] - 1, 0)
    return f"{_quoted(' '.join(was[before[0] : last[2] + 1]))} → {_quoted(' '.join(now[before[1] : last[4] + 1]))}"
