"""Word lists: the groups of phrases of a language, and where they stand in a text.

A file `LANGUAGE.yaml` names its sources and holds groups of entries. An entry's source is the guide that names the
phrase, or ``after`` a guide that has the rule, where the phrase itself is ours or a translation.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import resources
from types import MappingProxyType
from typing import Any

from detente.text.nodes import parse
from detente.text.source import Source
from detente.text.words.folding import Folded, fold
from detente.text.words.phrases import alternatives, expression

_LOOK_BACK = 80
"""How many characters before a phrase are searched for what it must not stand after."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One phrase of a word list.

    Attributes:
        pattern: the phrase; ``*`` stands for any letters and ``#`` for a number.
        group: the group that it belongs to, such as ``vague-time``.
        source: the tag of the guide that names it, or ``after`` and the tag of the guide whose rule it falls under.
        ask: the question to ask the drafter, or an empty string.
        not_before: phrases; where one of them follows at once, the entry does not count.
        not_after: phrases; where one of them stands just before, the entry does not count.
        same_as: the entry, or the form, of which this is another form; an empty string where it stands for itself.
        value: the number that a number word stands for, or the least number that a joiner may follow; else None.
    """

    pattern: str
    group: str
    source: str
    ask: str = ""
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    same_as: str = ""
    value: int | None = None

    @property
    def word(self) -> str:
        """What to count it as: "doivent" is another form of "doit", and both are one word."""
        return self.same_as or self.pattern


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry found in a text, at offsets in code points, the end not included."""

    entry: Entry
    start: int
    end: int


@functools.cache
def _regex(source: str) -> re.Pattern[str]:
    # Most exceptions are never met in a text, so each is compiled only when it is.
    return re.compile(source, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Group:
    """A group ready to search: its entries, the longest first, one expression for all, and their exceptions."""

    entries: tuple[Entry, ...]
    any_of: re.Pattern[str]
    joined: tuple[str, ...]

    def hits(self, folded: Folded, start: int, end: int) -> Iterator[Hit]:
        """Yield the hits between two offsets of the folded text, at offsets of the original."""
        while found := self.any_of.search(folded.text, start, end):
            hit = self._counting(found, folded.text, end)
            if hit:
                yield Hit(hit[0], folded.outward(found.start()), folded.outward(hit[1]))
            start = hit[1] if hit else found.start() + 1

    def _counting(self, found: re.Match[str], text: str, end: int) -> tuple[Entry, int] | None:
        """Return the longest entry at a place that none of its exceptions takes away, and its end."""
        first = (found.lastindex or 1) - 1
        if not _excepted(self.entries[first], text, found.start(), found.end()):
            return self.entries[first], found.end()
        for entry in self.entries[first + 1 :]:
            match = _regex(alternatives((entry.pattern,), self.joined)).match(text, found.start(), end)
            if match and not _excepted(entry, text, match.start(), match.end()):
                return entry, match.end()
        return None


def _excepted(entry: Entry, text: str, start: int, end: int) -> bool:
    if entry.not_before and _regex(_any(entry.not_before, r"\s*(?:{})")).match(text, end):
        return True
    before = text[max(0, start - _LOOK_BACK) : start]
    return bool(entry.not_after and _regex(_any(entry.not_after, r"(?:{})\s*\Z")).search(before))


@functools.cache
def _any(phrases: tuple[str, ...], form: str) -> str:
    return form.format("|".join(expression(phrase) for phrase in phrases))


@dataclass(frozen=True, slots=True, eq=False)
class WordList:
    """The words of one language.

    Attributes:
        language: its tag, such as ``en``.
        name: its name in English.
        sources: the guides that entries name, tag to full title.
        groups: the entries by group.
        joined_before: words that the language writes together with the next one.
        units_first: whether it says the units before the tens, as in three-and-thirty.
    """

    language: str
    name: str
    sources: Mapping[str, str]
    groups: Mapping[str, tuple[Entry, ...]]
    joined_before: tuple[str, ...] = ()
    units_first: bool = False
    _ready: dict[str, _Group] = field(default_factory=dict, init=False, repr=False)

    def find(self, group: str, text: str, start: int = 0, end: int | None = None) -> Iterator[Hit]:
        """Find a group's phrases in a text, in order, none overlapping another; the longest at each place.

        Args:
            group: the name of the group; a group that the language does not have finds nothing.
            text: the text.
            start: the offset to search from.
            end: the offset to search to; without one, to the end of the text.
        """
        if self.groups.get(group):
            folded = fold(text)
            stop = folded.inward(len(text) if end is None else end)
            yield from self._prepared(group).hits(folded, folded.inward(start), stop)

    def has(self, group: str, text: str, start: int = 0, end: int | None = None) -> bool:
        """Say whether any phrase of a group stands in a text."""
        return any(True for _ in self.find(group, text, start, end))

    def pattern(self, group: str) -> re.Pattern[str]:
        """Return the expression that matches any phrase of a group in folded text, without its exceptions.

        Raises:
            KeyError: the language has no such group.
        """
        return self._prepared(group).any_of

    def _prepared(self, group: str) -> _Group:
        if group not in self._ready:
            entries = tuple(sorted(self.groups[group], key=lambda entry: -len(entry.pattern)))
            source = alternatives(tuple(entry.pattern for entry in entries), self.joined_before)
            self._ready[group] = _Group(entries, re.compile(source, re.IGNORECASE), self.joined_before)
        return self._ready[group]


def languages() -> tuple[str, ...]:
    """Return the tags of the languages that have a word list."""
    files = resources.files("detente.text.words").iterdir()
    return tuple(sorted(file.name.removesuffix(".yaml") for file in files if file.name.endswith(".yaml")))


def load(language: str) -> WordList | None:
    """Return the word list of a language; it is read once.

    Args:
        language: a language tag (BCP 47); only its first part counts, so that ``en-GB`` is ``en``.

    Returns:
        The list, or None where there is none for the language.
    """
    tag = re.split(r"[-_]", language.strip().lower())[0]
    return _read(tag) if tag in languages() else None


@functools.cache
def _read(tag: str) -> WordList:
    file = resources.files("detente.text.words").joinpath(f"{tag}.yaml")
    value = parse(Source(file.name, file.read_text("utf-8"))).value
    groups = {name: tuple(_entries(name, group)) for name, group in value["groups"].items()}
    return WordList(
        value["language"],
        value["name"],
        MappingProxyType(value["sources"]),
        MappingProxyType(groups),
        tuple(value.get("joined before", ())),
        value.get("units first") == "yes",
    )


def _entries(name: str, group: dict[str, Any]) -> Iterator[Entry]:
    for item in group["entries"]:
        entry: dict[str, Any] = {"pattern": item} if isinstance(item, str) else item
        yield Entry(
            pattern=entry["pattern"],
            group=name,
            source=entry.get("source", group.get("source", "")),
            ask=entry.get("ask", group.get("ask", "")),
            not_before=(*group.get("not before", ()), *entry.get("not before", ())),
            not_after=(*group.get("not after", ()), *entry.get("not after", ())),
            same_as=entry.get("same as", ""),
            value=entry.get("value"),
        )
