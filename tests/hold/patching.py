"""Apply a unified diff to a text, line by line: what `patch` would do, written here for the tests alone."""

from __future__ import annotations

import re

_HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+\d+(?:,\d+)? @@")


def patched(diff: str, texts: dict[str, str]) -> dict[str, str]:
    """The texts after the diff.

    Raises:
        AssertionError: the diff does not fit a text.
    """
    found = dict(texts)
    for part in re.split(r"(?m)^--- a/", diff)[1:]:
        name = part.split("\n", 1)[0]
        found[name] = _applied(part.split("\n", 2)[2], found[name])
    return found


def _applied(hunks: str, text: str) -> str:
    old = text.split("\n")
    new: list[str] = []
    at = 0
    lines = hunks.split("\n")[:-1]
    for line in lines:
        head = _HUNK.match(line)
        if head:
            start = int(head[1]) - (0 if head[2] == "0" else 1)
            new += old[at:start]
            at = start
        elif line.startswith("+"):
            new.append(line[1:])
        elif line[:1] in ("-", " "):
            assert old[at] == line[1:], (old[at], line)
            if line[0] == " ":
                new.append(old[at])
            at += 1
    return "\n".join(new + old[at:])
