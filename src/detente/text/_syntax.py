"""What libyaml says about a text that is not YAML, in plain words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from detente.text.problem import Problem, quoted

if TYPE_CHECKING:
    from detente.text.source import Source

_QUOTES = "Put the words in quotes."
_COLON_INSIDE = re.compile(r":\s+\S")


@dataclass(frozen=True, slots=True)
class _Failure:
    """Where libyaml stopped: `at`, and where the thing began that it was reading: `since`."""

    source: Source
    what: str
    at: int
    context: str
    since: int

    @property
    def char(self) -> str:
        return self.source.text[self.at : self.at + 1]

    @property
    def opening(self) -> str:
        return self.source.text[self.since : self.since + 1]

    def line_of(self, offset: int) -> int:
        return self.source.position(offset)[0]

    def before(self) -> str:
        """Return what stands on the line before the place."""
        line, column = self.source.position(self.at)
        return self.source.line(line)[: column - 1]

    def one(self, message: str, help_: str, name: str = "not-yaml") -> Problem:
        """Make a problem of the character where reading stopped."""
        end = min(self.at + 1, len(self.source.text)) if self.char.strip() or self.char == "\t" else self.at
        return Problem(self.source.span(self.at, end), message, help_, name)

    def began(self, message: str, help_: str, name: str = "not-yaml") -> Problem:
        """Make a problem of the character where the thing began."""
        end = min(self.since + 1, len(self.source.text))
        return Problem(self.source.span(self.since, end), message, help_, name)


def explain(error: yaml.YAMLError, source: Source) -> Problem:
    """Make a problem, with a place and plain words, of an error of libyaml."""
    size = len(source.text)
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Problem(
            source.span(0, 0), "This file is not YAML.", "Check that it is the file you mean.", "not-yaml"
        )
    at = min(error.problem_mark.index, size)
    since = min(error.context_mark.index, size) if error.context_mark is not None else at
    failure = _Failure(source, error.problem or "", at, error.context or "", since)
    for part, say in _BY_CONTEXT:
        if part in failure.context:
            return say(failure)
    for part, say in _BY_PROBLEM:
        if part in failure.what:
            return say(failure)
    return failure.one(f"This is not YAML: {failure.what}.", _QUOTES)


def _deep(failure: _Failure) -> Problem:
    """Newer libyaml stops by itself, before we have met so many ourselves, because it looks ahead."""
    message = "Too many lists or mappings stand inside each other here; the rest was not read."
    help_ = "Look for a bracket that is not closed, or for lines that are indented too far."
    return failure.one(message, help_, "too-deep")


def _tab(failure: _Failure) -> Problem:
    message = "A tab stands where lines are indented, and only spaces may."
    return failure.one(message, "Replace the tab by spaces.", "tab")


def _alias(failure: _Failure) -> Problem:
    message = f"Words without quotes may not begin with {quoted(failure.opening)}."
    return failure.began(message, _QUOTES, "alias")


def _tag(failure: _Failure) -> Problem:
    return failure.began("Words without quotes may not begin with `!`.", _QUOTES, "tag")


def _token(failure: _Failure) -> Problem:
    if failure.char == "\t":
        return _tab(failure)
    return failure.one(f"Words without quotes may not begin with {quoted(failure.char)}.", _QUOTES)


def _second_colon(failure: _Failure) -> Problem:
    if _COLON_INSIDE.search(failure.before()):
        message = "A second colon followed by a space stands in this line, so it reads as a second key."
        return failure.one(message, "Put the words after the first colon in quotes.")
    if len(failure.before()) > 1024:
        return failure.one("This key is too long: a key has at most 1,024 characters.", "Use a shorter key.")
    message = "This line reads as a key inside the line above, which already has its value."
    help_ = "Begin it in the same column as the keys that it belongs with, or put the words above in quotes."
    return failure.one(message, help_)


def _no_colon(failure: _Failure) -> Problem:
    line = failure.line_of(failure.since)
    end = failure.source.offset(line, len(failure.source.line(line)) + 1)
    span = failure.source.span(failure.since, max(end, failure.since))
    help_ = "Write `key: value`; if it goes on with the words above, indent it further than their key."
    return Problem(span, "This line has no colon after its key.", help_, "not-yaml")


def _missing_key(failure: _Failure) -> Problem:
    return failure.one(
        "A key is missing before this colon.", "Write a word before the colon.", "key-not-text"
    )


def _misplaced_key(failure: _Failure) -> Problem:
    before = failure.before().rstrip()
    if failure.char == ":" and not before:
        return _missing_key(failure)
    if before.endswith(('"', "'")):
        return failure.one("Words follow the closing quote.", "Put all the words inside the quotes.")
    if before.endswith(("}", "]")):
        return failure.one("Words follow the closing bracket.", "Put all the words in quotes.")
    line = failure.line_of(failure.since)
    message = f"This line does not line up with the keys that it belongs with, which begin on line {line}."
    return failure.one(message, "Begin all the keys of one entry in the same column.")


def _misplaced_item(failure: _Failure) -> Problem:
    line = failure.line_of(failure.since)
    message = f"This line does not line up with the list that begins on line {line}."
    return failure.one(message, "Begin each item with `- `, all in the same column.")


def _unclosed(failure: _Failure) -> Problem:
    closing = {"[": "]", "{": "}"}.get(failure.opening, "]")
    line = failure.line_of(failure.at)
    if line == failure.line_of(failure.since) and failure.char.strip():
        message = f"A comma or {quoted(closing)} is missing before this."
        return failure.one(
            message, "Part the entries by commas, and put words with a colon or comma in quotes."
        )
    where = f" before line {line}" if failure.char.strip() else ""
    message = f"The {quoted(failure.opening)} opened here is not closed{where}."
    return failure.began(message, f"Write {quoted(closing)} after its last entry.")


def _tight_colon(failure: _Failure) -> Problem:
    message = "A colon stands before a bracket, a comma or a question mark without a space between."
    return failure.one(message, "Write a space after the colon, or put the words in quotes.")


def _percent(failure: _Failure) -> Problem:
    return failure.began("Words without quotes may not begin with `%`.", _QUOTES)


def _no_value(failure: _Failure) -> Problem:
    if failure.char == ":":
        return _missing_key(failure)
    if failure.at >= len(failure.source.text.rstrip()):
        return failure.one("The file ends where a value is expected.", "Is a closing bracket missing?")
    message = f"{quoted(failure.char)} stands where a value is expected."
    return failure.one(message, "Delete it, or put the words in quotes.")


def _unclosed_quote(failure: _Failure) -> Problem:
    mark = quoted(failure.opening)
    help_ = f"Write {mark} after the last of the words. Inside '...', an apostrophe is written twice."
    return failure.began(f"The quote {mark} opened here is not closed.", help_)


def _escape(failure: _Failure) -> Problem:
    message = "A backslash inside double quotes stands for a special character, and this is none."
    return failure.one(message, "Write the backslash twice, or use single quotes.")


def _block(failure: _Failure) -> Problem:
    message = f"Words stand in the same line as {quoted(failure.opening)}."
    return failure.began(message, f"Begin the words on the line after {quoted(failure.opening)}.")


def _item_in_line(failure: _Failure) -> Problem:
    message = "A list may not begin in the line of its key."
    return failure.one(message, "Begin the list on the next line, or put the words in quotes.")


def _question(failure: _Failure) -> Problem:
    return failure.one("Words without quotes may not begin with `?` and a space.", _QUOTES)


_Say = Callable[[_Failure], Problem]

# What libyaml was reading when it stopped, where that says enough.
_BY_CONTEXT: tuple[tuple[str, _Say], ...] = (
    ("scanning an alias", _alias),
    ("scanning an anchor", _alias),
    ("scanning a tag", _tag),
    ("parsing a tag", _tag),
    ("scanning a directive", _percent),
    ("scanning a %", _percent),
)

# What it says about the place where it stopped; the first part that is found counts.
_BY_PROBLEM: tuple[tuple[str, _Say], ...] = (
    ("maximum nesting depth", _deep),
    ("found a tab character", _tab),
    ("cannot start any token", _token),
    ("mapping values are not allowed", _second_colon),
    ("could not find expected ':'", _no_colon),
    ("did not find expected key", _misplaced_key),
    ("expected '-' indicator", _misplaced_item),
    ("did not find expected ','", _unclosed),
    ("expected node content", _no_value),
    ("found unexpected end of stream", _unclosed_quote),
    ("found unexpected document indicator", _unclosed_quote),
    ("found unexpected ':'", _tight_colon),
    ("tag URI", _percent),
    ("unknown escape character", _escape),
    ("hexdecimal number", _escape),
    ("invalid Unicode character escape", _escape),
    ("indentation indicator equal to 0", _block),
    ("expected comment or line break", _block),
    ("sequence entries are not allowed", _item_in_line),
    ("mapping keys are not allowed", _question),
    ("undefined tag handle", _tag),
)
