"""Make a text that libyaml reads as YAML 1.2 means it, with every character in its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.text.problem import Problem, quoted

if TYPE_CHECKING:
    from detente.text.source import Source

_REFUSED = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# YAML 1.2 takes these for ordinary characters; libyaml still ends a line at them, as YAML 1.1 did.
_OLD_NEWLINES = "\x85\u2028\u2029"
_PRIVATE = range(0xF0000, 0xFFFFE)
_BOM = "\ufeff"
_FIRST_WORDS = re.compile(r"(?:\A|(?<=[\r\n]))[ \t]*[^\s#%]")
_DIRECTIVE = re.compile(r"(?:\A|(?<=[\r\n]))%[^\r\n]*")


def readable(source: Source) -> tuple[str, tuple[tuple[str, str], ...], list[Problem]]:
    """Make a text of the same length for libyaml.

    Returns:
        The text; pairs of what stands in it and what to put back in a value instead; the problems.
    """
    text, problems = source.text, []
    found = _REFUSED.search(text)
    if found:
        text, count = _REFUSED.subn("\ufffd", text)
        problems.append(_refused(source, found.start(), count))
    if text.startswith(_BOM):
        text = "\n" + text[1:]  # libyaml would drop it, and every place would be off by one
        problems.append(_refused(source, 0, 1))
    text = _without_directives(source, text, problems)
    if any(char in text for char in _OLD_NEWLINES):
        used = set(text)
        free = (chr(code) for code in _PRIVATE if chr(code) not in used)
        pairs = tuple((next(free, "\ufffd"), char) for char in _OLD_NEWLINES)
        for new, old in pairs:
            text = text.replace(old, new)
        return text, pairs, problems
    return text, (), problems


def _refused(source: Source, offset: int, count: int) -> Problem:
    more = f", and {count - 1:,} more like it" if count > 1 else ""
    return Problem(
        source.span(offset, offset + 1),
        f"Here stands a character that cannot be printed (U+{ord(source.text[offset]):04X}){more}.",
        "Delete it; it often comes along when text is copied from another program.",
        "not-yaml",
    )


def _without_directives(source: Source, text: str, problems: list[Problem]) -> str:
    """Turn lines such as ``%YAML 1.2`` above the text into comments.

    libyaml compares each %TAG with all before it and copies it into each tag: a short file could take hours.
    """
    first = _FIRST_WORDS.search(text)
    head = text[: first.start()] if first else text
    if "%" not in head:
        return text
    for found in _DIRECTIVE.finditer(head):
        if found.group().split() != ["%YAML", "1.2"]:
            message = f"{quoted(found.group())} is an instruction to a program; a deal has no use for it."
            help_ = "Delete the line; if it is words of the deal, write `key:` and the words in quotes."
            problems.append(Problem(source.span(found.start(), found.end()), message, help_, "not-yaml"))
            break
    return _DIRECTIVE.sub(lambda found: "#" + found.group()[1:], head) + text[len(head) :]
