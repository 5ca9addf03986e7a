"""Terms, stages, guarantees, ways out and precedents of a text, in its own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from detente.read.draft.lines import Entry, Line, Words, not_read, silence, text_line
from detente.read.draft.obligations import act_of, is_amount
from detente.read.draft.scalars import flow, plain, quoted, scalar
from detente.read.draft.times import length_of

if TYPE_CHECKING:
    from detente.read.draft.drafted import Item
    from detente.read.draft.obligations import Making

_BEGINS: Final = re.compile(r"(?:begin|start|commence|open|enter into force|take effect)", re.IGNORECASE)
# To leave this very agreement, and not a place or a post.
_LEAVES: Final = re.compile(
    r"(?:to\s+)?(?:withdraw\s+from|terminate|denounce|rescind|leave)\s+(?:this|the\s+present)\s+"
    r"(?:agreement|treaty|convention|contract|protocol|pact|accord|memorandum|arrangement)\b",
    re.IGNORECASE,
)


def term(item: Item, made: Making) -> Entry | None:
    """The term that a definition becomes; None where no term was found."""
    words, meaning = item.get("term"), item.get("meaning")
    if words is None:
        return None
    lines = (
        text_line("words", words.words, words.where(say=False)),
        not_read("agreed", None) if meaning is None else meaning.line("agreed"),
    )
    return _entry(made.ids.new(words.words, otherwise="term"), item, lines)


def stages(items: Iterable[Item], made: Making) -> Iterator[tuple[Item, Entry | None]]:
    """The stages that the text names; what several sentences say of one stands in one entry.

    Yields:
        Each proposal with its entry; None for one whose stage has an entry from another sentence.
    """
    by_name: dict[str, list[Item]] = {}
    for item in items:
        by_name.setdefault(plain(_name(item).words), []).append(item)
    for several in by_name.values():
        yield several[0], _stage(several, made)
        for item in several[1:]:
            yield item, None


def _name(item: Item) -> Words:
    return item.get("stage") or item.get("name") or item.quote


def _stage(items: Sequence[Item], made: Making) -> Entry:
    first = items[0]
    opens = next((found for item in items if (found := _opening(item)) is not None), None)
    lasts = next((found for item in items if (found := item.get("for")) is not None), None)
    lines = (
        _name(first).line("name"),
        Line("opens") if opens is None else _gate(opens),
        _length("lasts", lasts),
        Line("otherwise"),
    )
    return _entry(made.ids.new(_name(first).words, otherwise="stage"), first, lines)


def _opening(item: Item) -> Words | None:
    """The words that say when a stage opens."""
    does = item.get("does")
    return item.get("due") or item.get("after") if does is not None and _BEGINS.match(does.words) else None


def _gate(opens: Words) -> Line:
    return silence("opens", opens) or Line(
        "opens", flow({"words": quoted(opens.words)}), opens.where(say=False)
    )


def _length(key: str, found: Words | None) -> Line:
    """A length of time, where the words are one as they stand."""
    if found is None:
        return Line(key)
    length = length_of(found.words)
    if length is None:
        return silence(key, found) or not_read(key, found)
    return Line(key, scalar(length), found.where())


def guarantee(item: Item, made: Making) -> Entry:
    """The guarantee that the text gives; what it covers and secures is for a person to say."""
    by, amount, until = item.get("by"), item.get("amount"), item.get("until")
    does = act_of(item)
    lines = [
        made.actors.line("by", by, made.actors.meant(by, item)),
        Line("secures"),
        Line("covers"),
        not_read("form", item.get("security")),
        does.line("does"),
    ]
    if amount is not None:
        lines.append(amount.line("pays") if is_amount(amount.words) else not_read("pays", amount))
    if until is not None:
        lines.append(made.times.line("until", until, item.order))
    return _entry(made.ids.new(*_telling(item, does), otherwise="guarantee"), item, tuple(lines))


def _telling(item: Item, does: Words) -> tuple[str, ...]:
    clause = item.proposal.clause
    return (f"c{clause}" if clause else "", does.words)


def exit_(item: Item, made: Making) -> Entry | None:
    """The way out that a power gives, where its act is to leave this very agreement; else None."""
    does = item.get("does")
    if does is None or not _LEAVES.match(" ".join(does.words.split())):
        return None
    by = item.get("by")
    when = item.get("if") or item.get("after")
    lines = (
        made.actors.line("by", by, made.actors.meant(by, item)),
        Line("when") if when is None else when.line("when"),
        _length("notice", item.get("notice")),
        Line("then"),
    )
    return _entry(made.ids.new(*_telling(item, does), otherwise="exit"), item, lines)


def precedent(item: Item, made: Making) -> Entry:
    """The earlier deal that somebody points at."""
    name = item.get("precedent") or item.quote
    agreed, done = item.get("agreed"), item.get("done")
    speaker = item.proposal.speaker
    lines = (
        Line("agreed") if agreed is None else agreed.line("agreed"),
        Line("done") if done is None else done.line("done"),
        Line("cited by") if speaker is None else item.words_of(speaker).line("cited by"),
    )
    return _entry(made.ids.new(name.words, otherwise="precedent"), item, lines)


def _entry(label: str, item: Item, lines: tuple[Line, ...]) -> Entry:
    return Entry(label, (*lines, *_clause(item), *item.source_lines()), item.place, item.said)


def _clause(item: Item) -> Iterator[Line]:
    if item.kind != "precedent" or item.proposal.clause:
        yield item.clause_line()
