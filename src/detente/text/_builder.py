"""Build values and their places from the events of libyaml, in one pass, with a stack of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml
from yamlcore import CCoreLoader  # type: ignore[import-untyped]  # it carries no types

from detente.text import _refusals
from detente.text._characters import readable
from detente.text._places import Collection, Entry, Frame
from detente.text._scalars import NotANumber, Scalar, resolve
from detente.text._syntax import explain

if TYPE_CHECKING:
    from collections.abc import Callable

    from detente.text.source import Source

_MOST_PROBLEMS = 1000
_MORE = re.compile(r"(?<=[\r\n])[ \t]*[^\s#]")


class Builder:
    """Reads one source: `run` once, then take `value`, `root` and `problems`."""

    def __init__(self, source: Source, max_depth: int, max_nodes: int) -> None:
        self.source = source
        self.text, self.restore, self.problems = readable(source)
        self.max_depth = max_depth
        self.max_nodes = max_nodes
        self.nodes = 0
        self.done = False
        # The value of the file is the one item of a list that stands around it.
        self.frame = Frame([], Collection(0, False))
        self.stack = [self.frame]
        self.handlers: dict[type, Callable[[Any], None]] = {
            yaml.StreamStartEvent: self.ignore,
            yaml.StreamEndEvent: self.end_stream,
            yaml.DocumentStartEvent: self.ignore,
            yaml.DocumentEndEvent: self.end_document,
            yaml.AliasEvent: self.alias,
            yaml.ScalarEvent: self.scalar,
            yaml.MappingStartEvent: self.start_collection,
            yaml.SequenceStartEvent: self.start_collection,
            yaml.MappingEndEvent: self.end_collection,
            yaml.SequenceEndEvent: self.end_collection,
        }

    @property
    def value(self) -> Any:
        """What was understood; an empty dict for nothing."""
        values = self.stack[0].values
        return {} if not values or values[0] is None else values[0]

    @property
    def root(self) -> Entry:
        """The place of the whole."""
        return self.stack[0].places.entries.get(0) or Entry(0, 0, 0, 0, None)

    def run(self) -> None:
        """Read until the end, or until the first place that is not YAML."""
        loader = CCoreLoader(self.text)
        handlers = self.handlers
        try:
            while not self.done:
                event = loader.get_event()
                handlers[type(event)](event)
                if len(self.problems) > _MOST_PROBLEMS:
                    self.problems[_MOST_PROBLEMS:] = [
                        _refusals.too_many_problems(self.problems[_MOST_PROBLEMS])
                    ]
                    break
        except yaml.YAMLError as error:
            self.problems.append(explain(error, self.source))
        finally:
            loader.dispose()
        while len(self.stack) > 1:
            self.close()

    def ignore(self, event: Any) -> None:
        """Take an event that says nothing about values."""

    def end_document(self, event: Any) -> None:
        """Stop; refuse what follows without having it read, since it may hold directives."""
        self.end_stream(event)
        rest = event.end_mark.index
        if (
            event.explicit
        ):  # the mark is just after `...`; otherwise it is where the next words begin, or the end
            more = _MORE.search(self.text, rest)
            rest = more.end() - 1 if more else len(self.text)
        if rest < len(self.text):
            self.problems.append(_refusals.more_text(self.source, rest, event.explicit))

    def end_stream(self, event: Any) -> None:
        """Stop, and say so if there was no value."""
        self.done = True
        values = self.stack[0].values
        if not values or values[0] is None:
            self.problems.append(_refusals.empty_file(self.source))

    def count(self, start: int, end: int) -> None:
        """Count a key or value, and stop after the last that is allowed."""
        self.nodes += 1
        if self.nodes > self.max_nodes:
            self.done = True
            self.problems.append(_refusals.too_many_values(self.source, start, end, self.max_nodes))

    def alias(self, event: Any) -> None:
        """Refuse ``*name``; what is written counts as text, so that its key is not reported as empty."""
        start, end = event.start_mark.index, event.end_mark.index
        self.count(start, end)
        self.problems.append(_refusals.alias(self.source, start, end))
        if self.frame.awaits_key:
            self.frame.take_key(None, start, end)
        else:
            self.frame.put(self.source.text[start:end], start, end, None)

    def scalar(self, event: Any) -> None:
        """Take a key or a value that is one word or text."""
        text: str = event.value
        start, end = event.start_mark.index, event.end_mark.index
        self.count(start, end)
        if event.anchor or event.tag:
            self.problems.extend(_refusals.properties(self.source, start))
        for new, old in self.restore:
            text = text.replace(new, old)
        style = event.style
        if style in ("|", ">"):  # libyaml counts the empty lines below it as part of it
            end = start + len(self.text[start:end].rstrip(" \t\r\n"))
        value = text if style else self.resolved(text, start, end)
        if self.frame.awaits_key:
            self.key(value, not style, start, end)
        else:
            self.frame.put(value, start, end, None)

    def resolved(self, text: str, start: int, end: int) -> Scalar:
        """Return the value of words without quotes; text where no number can be made of them."""
        try:
            return resolve(text)
        except NotANumber:
            self.problems.append(_refusals.not_a_number(self.source, start, end))
            return text

    def key(self, key: Scalar, plain: bool, start: int, end: int) -> None:
        """Take a key; drop what follows a key that is written twice or merges."""
        if not isinstance(key, str):
            self.problems.append(_refusals.key_not_text(self.source, start, end))
            key = self.source.text[start:end]
        first = self.frame.places.entries.get(key)
        if plain and key == "<<":
            self.problems.append(_refusals.merge_key(self.source, start, end))
        elif first is not None:
            self.problems.append(_refusals.duplicate_key(self.source, start, end, key, first.key_start))
        else:
            self.frame.take_key(key, start, end)
            return
        self.frame.take_key(None, start, end)

    def start_collection(self, event: Any) -> None:
        """Open a list or mapping, unless it stands too deep."""
        start = event.start_mark.index
        self.count(start, start)
        if len(self.stack) > self.max_depth:
            self.done = True
            self.problems.append(_refusals.too_deep(self.source, start, self.max_depth))
            return
        if event.anchor or event.tag:
            self.problems.extend(_refusals.properties(self.source, start))
        is_list = type(event) is yaml.SequenceStartEvent
        values: Any = [] if is_list else {}
        places = Collection(start, bool(event.flow_style))
        if self.frame.awaits_key:
            what = "list" if is_list else "mapping"
            self.problems.append(_refusals.key_not_word(self.source, start, event.end_mark.index, what))
            self.frame.take_key(None, start, start)
        else:
            self.frame.put(values, start, start, places)
        self.frame = Frame(values, places)
        self.stack.append(self.frame)

    def end_collection(self, event: Any) -> None:
        """Close a list or mapping at its bracket, if it has one."""
        start, end = event.start_mark.index, event.end_mark.index
        if end > start and self.frame.places.flow:
            self.frame.last = end
        self.close()

    def close(self) -> None:
        """Close the innermost list or mapping; without a bracket it ends where its last value does."""
        frame = self.stack.pop()
        frame.places.end = frame.last
        self.frame = self.stack[-1]
        self.frame.last = frame.last
