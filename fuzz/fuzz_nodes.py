"""Fuzz `detente.text.nodes.parse`: no text is an error, and every place lies in the text."""

from __future__ import annotations

from typing import Any

from detente.text.nodes import Document, Path, parse
from detente.text.source import Source

SEEDS = (
    "",
    "# only a comment\n",
    "detente: 1\nparties: {north: {name: Northland}, south: {name: 'South'}}\n",
    'obligations:\n  pause:\n    by: north\n    to: [south, "coast"]\n    does: >\n      keep\n      calm\n',
    "a: {does: leave, then stay}\r\nb: |\r\n  x\r\n\r\nc: [d: e, {f: 1.10}]\r\n",
    "%YAML 1.2\n---\na: &b !c d\ne: *b\n<<: {f: g}\n...\n",
    "a: 1\na: .inf\n1: 0x1F\n? [b]\n: ~\n",
    "a:\n\tb: c\nd: e: f\n'g\n",
    "- - - a\n  -   b\u2028c\x85d\n-\n",
)
MARKS = (": ", "- ", "? ", "{", "}", "[", "]", ", ", "|\n", ">\n", "'", '"', "\r\n", "\n  ", "\t", " #", "~")
REFUSED = ("&a", "*a", "!a", "!!int ", "<<: ", "---\n", "...\n", "%TAG ! a\n", "%YAML 1.2\n", "\\x41", ".inf")
DICTIONARY = (*MARKS, *REFUSED, "\u2028", "\x85", "\ufeff")


class UnsoundError(Exception):
    """A promise of `parse` is not kept."""


def one(data: bytes) -> None:
    """Read one text, and raise `UnsoundError` if a place does not quote what stands there."""
    text = data.decode("utf-8", "replace")
    document = parse(Source("fuzz", text), max_depth=50)
    for problem in document.problems:
        span = problem.span
        _require(0 <= span.start <= span.end <= len(text), f"the place of {problem.name}")
        _require(bool(problem.message and problem.help and span.line and span.end_column), problem.name)
    _visit(document, document.value, ())


def _visit(document: Document, value: Any, path: Path) -> None:
    span = document.span(path)
    _require(0 <= span.start <= span.end <= len(document.source.text), f"the place of {path}")
    _require(document.key_span(path).start <= span.end, f"the key of {path}")
    if isinstance(value, dict):
        _require(all(isinstance(key, str) for key in value), "a key is not text")
        for key, part in value.items():
            _visit(document, part, (*path, key))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            _visit(document, part, (*path, number))
    elif isinstance(value, str) and _is_plain(span.text):
        _require(span.text == value, f"{path} is {value!r} and is quoted as {span.text!r}")


def _is_plain(written: str) -> bool:
    return not written.startswith(("'", '"', "|", ">", "!", "&")) and all(map(_is_ordinary, written))


def _is_ordinary(char: str) -> bool:
    # Line ends are folded in a value, and what cannot be printed is replaced.
    return char.isprintable() or char in "\x85\u2028\u2029"


def _require(kept: bool, promise: str) -> None:
    if not kept:
        raise UnsoundError(promise)
