"""A change of a deal's files in the making: keys added and values replaced by span, all else left as it stands."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, TypeAlias

from detente.deal.model import Deal, Noun
from detente.deal.reload import reload
from detente.text.edit import Edit, Patch
from detente.text.nodes import Document, Path, parse
from detente.text.source import Source

Value: TypeAlias = "str | Sequence[str] | Mapping[str, Value]"
"""What may be written: words, a list of words, or keys with values."""


class Draft:
    """A deal with changes made to its texts one after the other; each is found in the text as it then stands.

    `texts` holds the new texts by the name of their file, only of files that changed.
    """

    def __init__(self, deal: Deal) -> None:
        self.first = deal
        self.documents: dict[str, Document] = dict(deal.documents)

    @property
    def texts(self) -> dict[str, str]:
        """The new texts by the name of their file."""
        return {
            name: document.source.text
            for name, document in self.documents.items()
            if document.source.text != self.first.documents[name].source.text
        }

    def then(self, other: Draft) -> Draft:
        """Both changes as one; the other was made to the deal as it reads after this one."""
        both = Draft(self.first)
        both.documents = dict(other.documents)
        return both

    def deal(self) -> Deal:
        """The deal as it now reads; see its `problems`."""
        return reload(self.first, self.texts)

    def diff(self) -> str:
        """The change as one unified diff, the deal file first."""
        return diff_of(self.first, self.texts)

    def put(self, noun: Noun, keys: Path, value: Value) -> None:
        """Write a value for a key of an entry, whether the key was there or not."""
        path = (*noun.home.path, *keys)
        document = self.documents[noun.home.file]
        if path in document:
            span = document.span(path)
            space = " " if span.start == span.end else ""
            self._edit(noun.home.file, Edit(span.start, span.end, space + flow(value)))
            return
        before = self._before(noun, keys[0]) if len(keys) == 1 else None
        if before is None:
            self.add(noun.home.file, path, value)
            return
        text, end = document.source.text, _last_end(document, (*noun.home.path, before))
        indent = document.source.position(document.key_span((*noun.home.path, before)).start)[1] - 1
        line = text.find("\n", end)
        place = line if line >= 0 else len(text)
        place -= text[place - 1 : place] == "\r"
        new = _newline(document) + _newline(document).join(block(str(keys[0]), value, indent))
        self._edit(noun.home.file, Edit(place, place, new))

    def _before(self, noun: Noun, key: str | int) -> str | None:
        """In an entry in block style, the key that is there and after which a new one usually stands."""
        document, home = self.documents[noun.home.file], noun.home.path
        known = [str(one.alias) for one in type(noun).model_fields.values()]
        earlier = known[: known.index(key)] if key in known else []
        there = [one for one in earlier if (*home, one) in document]
        return there[-1] if there and not document.in_flow((*home, there[-1])) else None

    def append(self, noun: Noun, key: str, item: str) -> None:
        """Put one more item into a list of an entry, or begin the list."""
        path = (*noun.home.path, key)
        written = _value(self.documents[noun.home.file], path)
        if not isinstance(written, list) or not written:
            items = [] if written in (None, [], "not stated") else [str(written)]
            self.put(noun, (key,), [*items, item])
            return
        document = self.documents[noun.home.file]
        last = document.span((*path, len(written) - 1))
        new = f", {item}"
        if not document.in_flow((*path, 0)):
            start = document.key_span((*path, 0)).start
            dash = document.source.text.rfind("-", 0, start)
            new = f"{_newline(document)}{' ' * (document.source.position(dash)[1] - 1)}- {item}"
        self._edit(noun.home.file, Edit(last.end, last.end, new))

    def remove(self, noun: Noun, key: str, item: str) -> None:
        """Take an item out of a list of an entry; the list is written anew, and goes where nothing is left in it."""
        path = (*noun.home.path, key)
        document = self.documents[noun.home.file]
        written = _value(document, path)
        items = [
            str(one) for one in (written if isinstance(written, list) else [written]) if str(one) != item
        ]
        if items:
            self.put(noun, (key,), items)
        else:
            self._edit(noun.home.file, _without(document, path))

    def add(self, file: str, path: Path, value: Value) -> None:
        """Add a key under the keys that lead to it; those that are missing are written too."""
        document = self.documents[file]
        parent, key = path[:-1], str(path[-1])
        holder = _value(document, parent)
        if parent and parent not in document:
            self.add(file, parent, {key: value})
        elif isinstance(holder, dict) and holder:
            self._edit(file, _beside(document, parent, holder, key, value))
        else:
            self._edit(file, *_instead(document, parent, key, value))

    def _edit(self, file: str, *edits: Edit) -> None:
        source = self.documents[file].source
        self.documents[file] = parse(Source(file, Patch(source, edits).apply(), source.bom))


def diff_of(deal: Deal, texts: Mapping[str, str]) -> str:
    """From the texts of a deal to the new ones, as one unified diff, in the order in which the deal was read."""
    parts = []
    for name, document in deal.documents.items():
        if name in texts:
            parts.append(_by_lines(document.source, texts[name]).diff())
    return "".join(parts)


def _by_lines(source: Source, new: str) -> Patch:
    """The lines that differ, as edits."""
    old, now = source.text.splitlines(keepends=True), new.splitlines(keepends=True)
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    matcher = SequenceMatcher(None, old, now, autojunk=False)
    return Patch(
        source,
        tuple(
            Edit(starts[a], starts[b], "".join(now[c:d]))
            for tag, a, b, c, d in matcher.get_opcodes()
            if tag != "equal"
        ),
    )


def _beside(document: Document, parent: Path, holder: Mapping[str, Any], key: str, value: Value) -> Edit:
    """A key added after the last one of a mapping that has some."""
    first, last = next(iter(holder)), list(holder)[-1]
    if parent and document.in_flow((*parent, first)):
        end = document.span((*parent, last)).end
        return Edit(end, end, f", {key}: {flow(value)}")
    start = document.key_span((*parent, first)).start
    indent = document.source.position(start)[1] - 1
    text, end = document.source.text, _last_end(document, parent)
    place = text.find("\n", end) + 1
    newline = _newline(document)
    lines = newline.join(block(key, value, indent)) + newline
    if not place:
        return Edit(len(text), len(text), newline + lines)
    # A new section stands apart, as people write them.
    return Edit(place, place, lines if parent or not isinstance(value, Mapping) else newline + lines)


def _instead(document: Document, parent: Path, key: str, value: Value) -> tuple[Edit, ...]:
    """A key put in place of nothing, `not stated` or `{}`."""
    if not parent:
        end = len(document.source.text)
        return (Edit(end, end, "".join(line + _newline(document) for line in block(key, value, 0))),)
    span, name = document.span(parent), document.key_span(parent)
    text = document.source.text
    if document.in_flow(parent):
        return (Edit(max(span.start, name.end + 1), span.end, f" {{{key}: {flow(value)}}}"),)
    indent = document.source.position(name.start)[1] + 1
    colon = text.index(":", name.end) + 1
    taken = Edit(colon, max(colon, span.end), "") if span.end > colon else Edit(colon, colon, "")
    line = text.find("\n", taken.end)
    lines = _newline(document).join(block(key, value, indent))
    if line < 0:
        return (taken, Edit(len(text), len(text), _newline(document) + lines))
    return (taken, Edit(line + 1, line + 1, lines + _newline(document)))


def _without(document: Document, path: Path) -> Edit:
    """A key taken out with its value: its lines in block style, and the comma beside it in flow style."""
    text = document.source.text
    start, end = document.key_span(path).start, _last_end(document, path)
    if not document.in_flow(path):
        line = text.find("\n", end)
        return Edit(text.rfind("\n", 0, start) + 1, line + 1 if line >= 0 else len(text), "")
    before, after = text[:start].rstrip(), len(text) - len(text[end:].lstrip())
    if before.endswith(","):
        return Edit(len(before) - 1, end, "")
    rest = text[after + 1 :] if text[after : after + 1] == "," else text[after:]
    return Edit(start, len(text) - len(rest.lstrip()), "")


def _last_end(document: Document, path: Path) -> int:
    """Where the last value below a path ends; the span of a whole mapping may take in comments after it."""
    value = _value(document, path)
    while isinstance(value, dict | list) and value:
        last = list(value)[-1] if isinstance(value, dict) else len(value) - 1
        if document.in_flow((*path, last)):
            break
        path = (*path, last)
        value = value[last]
    span, text = document.span(path), document.source.text
    end = max(span.end, document.key_span(path).end)
    return end - (len(text[:end]) - len(text[:end].rstrip()))


def _value(document: Document, path: Path) -> Any:
    value = document.value
    for step in path:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def _newline(document: Document) -> str:
    return "\r\n" if "\r\n" in document.source.text else "\n"


def block(key: str, value: Value, indent: int) -> list[str]:
    """A key with its value as lines of block style; inside, lists and the innermost keys in flow style."""
    space = " " * indent
    if not isinstance(value, Mapping) or not any(isinstance(one, Mapping) for one in value.values()):
        if isinstance(value, Mapping) and len(value) > 2:
            inner = [line for label, one in value.items() for line in block(label, one, indent + 2)]
            return [f"{space}{key}:", *inner]
        return [f"{space}{key}: {flow(value)}"]
    inner = [line for label, one in value.items() for line in block(label, one, indent + 2)]
    return [f"{space}{key}:", *inner]


def flow(value: Value) -> str:
    """A value on one line."""
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow(one)}" for key, one in value.items()) + "}"
    return "[" + ", ".join(scalar(one) for one in value) + "]"


def scalar(words: str) -> str:
    """Words as they can stand anywhere in a YAML file, in quotes where they need them."""
    read = parse(Source("", f"a: {{b: [{words}]}}"))
    plain = not read.problems and isinstance(read.value, dict)
    found = read.value["a"]["b"] if plain and isinstance(read.value.get("a"), dict) else None
    one = isinstance(found, list) and len(found) == 1 and not isinstance(found[0], dict | list)
    return (
        words
        if one and words == words.strip() and "#" not in words
        else json.dumps(words, ensure_ascii=False)
    )
