"""A file of a deal as entries whose keys stand on lines, to be compared with another and changed line by line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from detente.deal.files import SECTIONS, STATEMENTS
from detente.deal.names import FIELDS
from detente.deal.phrases import Amiss, parse_when
from detente.read.draft.scalars import flow, listed, quoted, scalar
from detente.text.nodes import Document, Path, parse
from detente.text.source import Source

_OF_IDS: Final = frozenset(field.rstrip("_").replace("_", " ") for field in FIELDS) - {"in", "when"}
_TIMES: Final = ("due", "from", "until")
_STORED: Final = re.compile(r"((?:\{file: )?sources/)([^./]+)(?=\.)")


class Sheet:
    """One file, with its entries.

    Attributes:
        source: the text.
        document: what it says, with the place of every key.
    """

    def __init__(self, name: str, text: str, *, bom: bool = False) -> None:
        self.source = Source(name, text, bom)
        self.document: Document = parse(self.source)
        self.newline = "\r\n" if "\r\n" in text else "\n"

    def cards(self) -> Iterator[Card]:
        """The entries of every section, in the order of the file."""
        value = self.document.value
        for section in value if isinstance(value, dict) else ():
            if section in SECTIONS or section == "demands":
                entries = value[section] if isinstance(value[section], dict) else {}
                for label, keys in entries.items():
                    yield Card(self, section, label, (section, label), keys if isinstance(keys, dict) else {})
            elif section in STATEMENTS and isinstance(value[section], list):
                for at, keys in enumerate(value[section]):
                    yield Card(self, section, "", (section, at), keys if isinstance(keys, dict) else {})

    def frame(self) -> Card:
        """The keys at the top of the file that are no sections."""
        value = self.document.value if isinstance(self.document.value, dict) else {}
        keys = {
            key: value[key]
            for key in value
            if key not in SECTIONS and not isinstance(value[key], dict | list)
        }
        return Card(self, "", "", (), keys | ({"signs": value["signs"]} if "signs" in value else {}))

    def line_start(self, at: int) -> int:
        """Where the line of an offset begins."""
        return self.source.text.rfind("\n", 0, at) + 1

    def line_end(self, at: int) -> int:
        """Where the line of an offset ends, before its line end."""
        text = self.source.text
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        return end - 1 if end > at and text[end - 1] == "\r" else end

    def is_open(self, path: Path) -> bool:
        """Whether a key stands on lines of its own, and not in braces or brackets."""
        return path in self.document and not self.document.in_flow(path)


@dataclass(frozen=True, slots=True, eq=False)
class Card:
    """An entry of a file: its section, its id or "", the path to it, and its keys with their values."""

    sheet: Sheet
    section: str
    id: str
    path: Path
    keys: Mapping[str, Any]

    @property
    def source(self) -> Mapping[str, Any]:
        """What it says of its source."""
        found = self.keys.get("source")
        return found if isinstance(found, dict) else {}

    @property
    def quote(self) -> str:
        """The words that it rests on, or those that it holds itself."""
        for words in (self.source.get("quote"), *map(self.keys.get, ("does", "says", "wants", "name"))):
            if isinstance(words, str) and words:
                return words
        return self.id

    @property
    def act(self) -> str:
        """What is to be done, or "": it tells apart what rests on one sentence."""
        found = self.keys.get("does")
        return found if isinstance(found, str) else ""

    @property
    def clause(self) -> str:
        """The number of its clause, or ""."""
        found = self.keys.get("clause")
        return found if isinstance(found, str) else ""

    def written(self, key: str) -> str:
        """The value of a key as it is written, or ""."""
        path = (*self.path, key)
        return self.sheet.document.raw(path) if path in self.sheet.document else ""

    def place(self, key: str) -> tuple[int, int] | None:
        """Where the line of a key begins and ends, indentation and line end left out; None if it has no such line."""
        path, document = (*self.path, key), self.sheet.document
        if not self.sheet.is_open(path):
            return None
        start = document.key_span(path).start
        before = self.sheet.source.text[self.sheet.line_start(start) : start]
        end = self.sheet.line_end(start)
        if before.strip(" -") or document.span(path).end > end:
            return None
        return start, end

    def line(self, key: str) -> str | None:
        """The line of a key with its comment, or None."""
        place = self.place(key)
        return None if place is None else self.sheet.source.text[place[0] : place[1]].rstrip()

    def renamed(self, key: str, ids: Mapping[str, str], labels: Mapping[str, str]) -> str:
        """The line of a key with other ids in it.

        Args:
            key: the key, whose line is one that the reader writes.
            ids: new ids of entries by their old ones.
            labels: new ids of sources by their old ones.
        """
        line, raw = self.line(key) or f"{key}:", self.written(key)
        head = f"{key}:" + (f" {raw}" if raw else "")
        made = _value(key, self.keys.get(key), raw, ids, labels)
        if self.section == "sources":
            made = _moved(key, made, labels)
        return f"{key}:" + (f" {made}" if made else "") + line[len(head) :]

    def in_braces(self, ids: Mapping[str, str], labels: Mapping[str, str]) -> str:
        """The entry in braces, without its comments and without what is not filled in."""
        made = {key: _value(key, self.keys[key], self.written(key), ids, labels) for key in self.keys}
        if self.section == "sources":
            made = {key: _moved(key, value, labels) for key, value in made.items()}
        return flow({key: value for key, value in made.items() if value})

    def text(self, label: str, ids: Mapping[str, str], labels: Mapping[str, str]) -> list[str]:
        """The lines of the whole entry under another id, indented from its own margin."""
        lines = [self.renamed(key, ids, labels) for key in self.keys]
        if label:
            return [f"{scalar(label)}:", *(f"  {line}" for line in lines)]
        return [f"- {lines[0]}", *(f"  {line}" for line in lines[1:])] if lines else []


def _value(key: str, value: Any, raw: str, ids: Mapping[str, str], labels: Mapping[str, str]) -> str:
    if key == "source" and isinstance(value, dict):
        return _citation(value, labels)
    if key in _TIMES and isinstance(value, str):
        time = _time(value, ids)
        return raw if time == value else scalar(time) if time else ""
    if key in _OF_IDS and isinstance(value, str | list):
        several = [value] if isinstance(value, str) else [str(one) for one in value]
        new = [ids.get(one, one) for one in several]
        return raw if new == several else listed(new) if all(new) else ""
    return raw


def _moved(key: str, raw: str, labels: Mapping[str, str]) -> str:
    """The path of a stored document under the id that it has here."""
    if key not in ("file", "original"):
        return raw
    found = _STORED.match(raw)
    return raw if found is None else f"{found[1]}{labels.get(found[2], found[2])}{raw[found.end() :]}"


def _citation(value: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    make: Mapping[str, Callable[[Any], str]] = {
        "in": lambda label: scalar(labels.get(str(label), str(label))),
        "quote": lambda words: quoted(str(words)),
    }
    return flow({key: make.get(key, str)(found) for key, found in value.items()})


def _time(words: str, ids: Mapping[str, str]) -> str:
    try:
        anchor = parse_when(words).anchor
    except Amiss:
        return words
    if anchor is None or anchor.id not in ids or not words.endswith(anchor.id):
        return words
    return words.removesuffix(anchor.id) + ids[anchor.id] if ids[anchor.id] else ""
