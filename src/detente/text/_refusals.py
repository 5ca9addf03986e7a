"""The sentences for what YAML allows and a deal does not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.text.problem import Problem, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.text.source import Source

_PROPERTY = re.compile(r"[!&][^\s,\[\]{}]*")
_BETWEEN = re.compile(r"[ \t]+")


def _problem(source: Source, start: int, end: int, name: str, message: str, help_: str) -> Problem:
    return Problem(source.span(start, max(start, end)), message, help_, name)


def more_text(source: Source, start: int, explicit: bool) -> Problem:
    """Refuse what follows the end of the document, explicit (``...``) or not."""
    if not explicit and source.text.startswith("%", start):
        message, help_ = "Words without quotes may not begin with `%`.", "Put the words in quotes."
        return _problem(source, start, start + 1, "not-yaml", message, help_)
    if not explicit and not source.text.startswith("---", start):
        message = "The text ends above this line, and here more follows."
        help_ = "Write all of the file as `key: value`, each key in the first column."
        return _problem(source, start, start + 1, "not-yaml", message, help_)
    return _problem(
        source,
        start,
        min(start + 3, len(source.text)),
        "several-documents",
        "A second document starts here, and a file holds one.",
        "Delete the line `---` or `...`, or put what follows it into a file of its own.",
    )


def empty_file(source: Source) -> Problem:
    """Refuse a file without a value."""
    if not source.text.strip():
        what = "is empty"
    else:
        what = "holds nothing but comments" if "#" in source.text else "holds no words"
    return _problem(
        source, 0, 0, "empty-file", f"This file {what}.", "Write the agreement in it, or name another file."
    )


def alias(source: Source, start: int, end: int) -> Problem:
    """Refuse ``*name``."""
    return _problem(
        source,
        start,
        end,
        "alias",
        f"{quoted(source.text[start:end])} stands for words written elsewhere; "
        "a deal says everything in its own place.",
        "Write the words out; if the asterisk is one of them, put them in quotes.",
    )


def merge_key(source: Source, start: int, end: int) -> Problem:
    """Refuse ``<<``."""
    return _problem(
        source,
        start,
        end,
        "alias",
        "`<<` takes over what is written elsewhere; a deal says everything in its own place.",
        "Write the keys out.",
    )


def properties(source: Source, start: int) -> Iterator[Problem]:
    """Refuse the anchor and the tag, in either order, that stand before a value."""
    for _ in range(2):
        found = _PROPERTY.match(source.text, start)
        if not found:
            return
        yield _property(source, found.start(), found.end())
        gap = _BETWEEN.match(source.text, found.end())
        start = gap.end() if gap else found.end()


def _property(source: Source, start: int, end: int) -> Problem:
    written = quoted(source.text[start:end])
    if source.text[start] == "&":
        name = "alias"
        message = f"{written} names a value for use elsewhere; a deal says everything in its own place."
    else:
        name = "tag"
        message = f"{written} is an instruction to a program; a deal has no use for it."
    help_ = "Delete it; if it is one of the words of the deal, put them in quotes."
    return _problem(source, start, end, name, message, help_)


def key_not_text(source: Source, start: int, end: int) -> Problem:
    """Refuse a key that is a number, yes, no or nothing."""
    written = source.text[start:end]
    if not written:
        message, help_ = "A key is missing before this colon.", "Write a word before the colon."
    else:
        message = f"The key {quoted(written)} is not text."
        help_ = "Put it in quotes, or use a word."
    return _problem(source, start, end, "key-not-text", message, help_)


def key_not_word(source: Source, start: int, end: int, what: str) -> Problem:
    """Refuse a list or a mapping in the place of a key."""
    message = f"A {what} stands where a key belongs."
    return _problem(source, start, end, "key-not-text", message, "Write a word before the colon.")


def duplicate_key(source: Source, start: int, end: int, key: str, first: int) -> Problem:
    """Refuse a key that stands in the same mapping before, at the offset `first`."""
    line = source.position(first)[0]
    message = f"{quoted(key)} is written twice; first on line {line}."
    help_ = "Keep one of the two, or change the name of one. Until then the first counts."
    return _problem(source, start, end, "duplicate-key", message, help_)


def not_a_number(source: Source, start: int, end: int) -> Problem:
    """Refuse what has the form of a number and cannot be computed with."""
    message = f"{quoted(source.text[start:end])} has the form of a number and cannot be computed with."
    help_ = "Write a finite number of ordinary length, or put it in quotes if it is a name."
    return _problem(source, start, end, "not-a-number", message, help_)


def too_many_values(source: Source, start: int, end: int, limit: int) -> Problem:
    """Refuse more keys and values than the limit."""
    message = f"This file has more than {limit:,} keys and values; the rest was not read."
    help_ = "Divide it into several files, or move long lists to an annex."
    return _problem(source, start, end, "too-many-values", message, help_)


def too_deep(source: Source, start: int, limit: int) -> Problem:
    """Refuse more lists and mappings inside each other than the limit."""
    message = f"More than {limit} lists or mappings stand inside each other here; the rest was not read."
    help_ = "Look for a bracket that is not closed, or for lines that are indented too far."
    return _problem(source, start, min(start + 1, len(source.text)), "too-deep", message, help_)


def too_many_problems(last: Problem) -> Problem:
    """Refuse to go on after as many problems as anybody can read, at the place of one too many."""
    message = "So much is wrong with the form of this file that the rest was not read."
    return Problem(
        last.span, message, "Is it the file you mean? If so, begin with what is said above.", "not-yaml"
    )
