"""Characters that libyaml would refuse, or read as the end of a line where no editor does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.text.problem import Problem

if TYPE_CHECKING:
    from detente.text.source import Source

_REFUSED = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# YAML 1.2 takes these for ordinary characters; libyaml still ends a line at them, as YAML 1.1 did.
_OLD_NEWLINES = "\x85\u2028\u2029"
_PRIVATE = range(0xF0000, 0xFFFFE)
_BOM = "\ufeff"


def readable(source: Source) -> tuple[str, dict[int, int], list[Problem]]:
    """Make a text of the same length that libyaml reads as YAML 1.2 means it.

    Returns:
        The text, a table for `str.translate` that puts back in a value what was replaced, and the problems.
    """
    text, problems = source.text, []
    found = _REFUSED.search(text)
    if found:
        text, count = _REFUSED.subn("\ufffd", text)
        problems.append(_refused(source, found.start(), count))
    if text.startswith(_BOM):
        text = "\n" + text[1:]  # libyaml would drop it, and every place would be off by one
        problems.append(_refused(source, 0, 1))
    if any(char in text for char in _OLD_NEWLINES):
        used = set(text)
        free = (code for code in _PRIVATE if chr(code) not in used)
        table = {ord(char): next(free, 0xFFFD) for char in _OLD_NEWLINES}
        return text.translate(table), {new: old for old, new in table.items()}, problems
    return text, {}, problems


def _refused(source: Source, offset: int, count: int) -> Problem:
    more = f", and {count - 1:,} more like it" if count > 1 else ""
    return Problem(
        source.span(offset, offset + 1),
        f"Here stands a character that cannot be printed (U+{ord(source.text[offset]):04X}){more}.",
        "Delete it; it often comes along when text is copied from another program.",
        "not-yaml",
    )
