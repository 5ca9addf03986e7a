"""What a new draft says otherwise than the old one, clause by clause, in the words of both."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Final, Literal

from detente.read.proposals import Found, Proposal
from detente.read.since.pairing import Pair, pairs, plain
from detente.read.since.passages import KIND, passages
from detente.read.since.pointers import Pointers

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
    KIND: "a passage",
}
_COVERING: Final = tuple(
    kind for family in _FAMILIES for kind in family if kind not in ("party", "placeholder")
)
"""Kinds whose proposals hold what their sentence says; a name or an open place says nothing of the rest."""
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

    Sentences are paired by their words, wherever they stand: what only moved is `renumbered`. Of what was read as no
    clause, headings and rows of tables too, other words are told as those of a passage. White space, kinds of
    quotation marks and dashes are no change, nor is the number of a clause that is pointed at, where the same words
    stand under it.

    Returns:
        In the order of the new draft; what is gone stands at the end.
    """
    paired = [pair for family in _FAMILIES for pair in pairs(_of(old, family), _of(new, family))]
    moved = _moved(paired)
    before, after = Pointers(old.structure, moved), Pointers(new.structure, {})
    found = [change for pair in paired for change in _change(*pair, before, after)]
    found += _astray(paired, before, after)
    rest = pairs(passages(old, _COVERING), passages(new, _COVERING))
    found += (one for pair in rest for one in _change(*pair, before, after) if one.what != "renumbered")
    last = len(new.document.text) + 1
    return tuple(
        sorted(found, key=lambda one: (one.new.start if one.new else last, one.old.start if one.old else 0))
    )


def _of(whole: Whole, family: Sequence[str]) -> list[Proposal]:
    return [one for one in whole.read.proposals if one.kind in family]


def _change(
    old: Proposal | None, new: Proposal | None, before: Pointers, after: Pointers
) -> Iterator[Changed]:
    if old is None or new is None:
        yield Changed("new" if old is None else "gone", old, new)
        return
    if not _same_words(old, new, before, after):
        yield Changed("changed", old, new, tuple(_fields(old, new, before, after)))
    elif old.clause != new.clause:
        yield Changed("renumbered", old, new)


def _same_words(old: Proposal, new: Proposal, before: Pointers, after: Pointers) -> bool:
    """Whether the same stands there, the opening words of a list included; how it was read then changes nothing."""
    was = [Found(old.quote, old.start, old.end), *old.along]
    now = [Found(new.quote, new.start, new.end), *new.along]
    return len(was) == len(now) and all(
        _alike(one, two, before, after) for one, two in zip(was, now, strict=True)
    )


def _fields(old: Proposal, new: Proposal, before: Pointers, after: Pointers) -> Iterator[FieldChange]:
    for name in dict.fromkeys([*_FIELDS, *old.fields, *new.fields]):
        was, now = old.fields.get(name), new.fields.get(name)
        if not _alike(was, now, before, after):
            yield FieldChange(name, was, now)


def _alike(old: Found | None, new: Found | None, before: Pointers, after: Pointers) -> bool:
    """Whether the same stands there, or only the numbers of clauses that moved differ."""
    if plain(old.words if old else "") == plain(new.words if new else ""):
        return True
    return old is not None and new is not None and plain(before.meant(old)) == plain(after.meant(new))


def _moved(paired: Sequence[Pair]) -> Mapping[str, str]:
    """The number that each clause of the old draft has in the new one, by most of what stands in it."""
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for old, new in paired:
        if old is not None and new is not None:
            for was, now in _with_outer(old.clause, new.clause):
                votes[was][now] += 1
    return {number: count.most_common(1)[0][0] for number, count in votes.items()}


def _with_outer(old: str, new: str) -> Iterator[tuple[str, str]]:
    """The numbers of two clauses and of the parts that they lie in, as far as these are of the same depth."""
    was, now = old.split("."), new.split(".")
    if old and new and len(was) == len(now):
        yield from ((".".join(was[:depth]), ".".join(now[:depth])) for depth in range(1, len(was) + 1))
    elif old and new:
        yield old, new


def _astray(paired: Sequence[Pair], before: Pointers, after: Pointers) -> Iterator[Changed]:
    """References that kept their number where the clause that they meant got another."""
    seen: set[tuple[int, str]] = set()
    for old, new in paired:
        if old is None or new is None:
            continue
        there = Counter(after.numbers(new.start, new.end))
        meant = Counter(before.targets(old.start, old.end))
        for number, target in before.pointing(old.start, old.end):
            strays = number != target and there[number] > meant[number] and there[target] < meant[target]
            if strays and (new.start, number) not in seen:
                seen.add((new.start, number))
                said = f"it points at clause {number} in both drafts, and what stood there is now clause {target}"
                yield Changed("points elsewhere", old, new, more=said)


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
