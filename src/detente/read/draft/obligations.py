"""Duties and prohibitions of a text as obligations of the deal file, in the text's own words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from detente.deal.phrases import Amiss, parse_amount
from detente.read.draft.ids import Ids, slug_of_act
from detente.read.draft.lines import Entry, Line, Words, silence, text_line
from detente.read.draft.scalars import flow, folded, quoted, scalar
from detente.read.draft.times import Times, length_of

if TYPE_CHECKING:
    from detente.read.draft.actors import Actors
    from detente.read.draft.drafted import Item

_NOTED: Final = ("after", "if", "while", "for")
"""Conditions and lengths, kept as words: which entry they mean is for a person to say."""


@dataclass(frozen=True, slots=True)
class Making:
    """What the parts of a draft share while it is made: its ids, who is in it, and its times."""

    ids: Ids
    actors: Actors
    times: Times


def obligation(item: Item, made: Making) -> Entry:
    """The obligation that a proposed duty or prohibition becomes."""
    does = act_of(item)
    label = made.ids.new(slug_of_act(item.proposal.clause, does.words), otherwise="duty")
    lines = (*_who(item, made), does.line("does"), *_how_much(item), *_when(item, made), *_rest(item, made))
    return Entry(label, (*lines, item.clause_line(), *item.source_lines()), item.place, item.said)


def act_of(item: Item) -> Words:
    """What is to be done, in the text's words.

    With it stand the word that forbids it, and what it is done to where that comes first: "captives shall be
    released". Words that stand in the opening words of a list are set apart by an ellipsis.
    """
    does = item.get("does")
    if does is None or does.start is None:
        return does or item.quote
    found = [does, *_going_with(item)]
    if item.kind == "prohibition" and len(found) == 1:
        return item.quote
    start, end = item.proposal.start, item.proposal.end
    inside = [one for one in found if one.start is not None and start <= one.start and _end(one) <= end]
    if not inside or does not in inside:
        return _apart(does, item.quote)
    whole = item.between(min(one.start or 0 for one in inside), max(_end(one) for one in inside))
    for one in sorted((one for one in found if one not in inside), key=_end, reverse=True):
        whole = _apart(one, whole)
    return whole


def _going_with(item: Item) -> Iterator[Words]:
    forbids = item.get("not") or (item.get("modal") if item.kind == "prohibition" else None)
    subject = item.get("subject")
    return (one for one in (forbids, subject) if one is not None and one.start is not None)


def _end(found: Words) -> int:
    return (found.start or 0) + len(found.words)


def _apart(first: Words, rest: Words) -> Words:
    return replace(rest, words=f"{first.words} … {rest.words}")


def _who(item: Item, made: Making) -> Iterator[Line]:
    by, to, meant_by = item.get("by"), item.get("to"), item.get("stands for")
    owing = made.actors.meant(meant_by or by, item)
    line = made.actors.line("by", by, owing)
    yield line if meant_by is None else replace(line, comment=f"{line.comment}; read as {meant_by.where()}")
    if by is not None and owing is not None and owing.each and len(owing.ids) > 1:
        yield Line("each", "yes", by.where())
    yield made.actors.line("to", to, made.actors.meant(to, item, by=owing))


def _how_much(item: Item) -> Iterator[Line]:
    found = item.get("amount")
    if found is not None:
        key = "amount" if is_amount(found.words) else "measure"
        yield found.line(key)


def is_amount(words: str) -> bool:
    """Whether words are an amount as they stand: `33 persons`."""
    try:
        parse_amount(words)
    except Amiss:
        return False
    return True


def _when(item: Item, made: Making) -> Iterator[Line]:
    due, since, until = (item.get(key) for key in ("due", "from", "until"))
    stands = (since or until or item.kind == "prohibition") and due is None
    if not stands:
        yield made.times.line("due", due, item.order)
    if stands or since or until:
        yield from _standing(item, made, since, until, acts=not stands)
    every = item.get("every")
    length = length_of(every.words) if every is not None else None
    if every is not None and length is not None:
        yield Line("every", scalar(length), every.where())


def _standing(
    item: Item, made: Making, since: Words | None, until: Words | None, *, acts: bool
) -> Iterator[Line]:
    """From when and until when; beside a `due` only what the text says, since an act is done once."""
    if since is not None or not acts:
        yield made.times.line("from", since, item.order)
    if until is not None or not acts:
        yield made.times.line("until", until, item.order)


def _rest(item: Item, made: Making) -> Iterator[Line]:
    through, verifier = item.get("through"), item.get("verified by")
    if through is not None:
        yield made.actors.line("through", through, made.actors.meant(through, item))
    yield made.actors.line("verified by", verifier, made.actors.meant(verifier, item))
    missed = item.get("if missed")
    if missed is not None:
        then = flow({"then": quoted(missed.words)})
        yield silence("if missed", missed) or Line("if missed", then, missed.where(say=False))
    noted = [(name, found) for name in _NOTED if (found := item.get(name)) is not None]
    every = item.get("every")
    if every is not None and length_of(every.words) is None:
        noted.append(("every", every))
    if noted:
        words = "; ".join(f"{name}: {found.words}" for name, found in noted)
        yield text_line("note", words, "; ".join(folded(found.where(say=False)) for _, found in noted))
