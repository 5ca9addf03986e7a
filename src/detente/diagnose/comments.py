"""The comments that allow a finding, as they stand in a file: where they are and which line they speak of."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from detente.text.source import Source, Span

# `detente: allow` in any capitals, with or without the accents of the name.
_ALLOW = r"d(?:é|e\u0301?)tente:[ \t]*allow(?![\w-])"
_YAML = re.compile(rf"(?<![^ \t\r\n])#+[ \t]*{_ALLOW}(?P<body>[^\r\n]*)", re.IGNORECASE)
_MARKDOWN = re.compile(rf"<!--\s*{_ALLOW}", re.IGNORECASE)

# The time of libyaml's scan grows with the square of the depth of brackets: stop below that.
_DEEPEST = 200


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment that allows something.

    Attributes:
        span: the comment.
        body: what follows ``allow``, on one line.
        alone: whether nothing else stands on its line.
        covers: the line that it speaks of, from 1: its own, or if it stands alone the next line that is
            neither blank nor a comment; 0 if no such line follows.
    """

    span: Span
    body: str
    alone: bool
    covers: int


def comments(source: Source) -> tuple[Comment, ...]:
    """Return the comments of a file that begin with ``detente: allow``, from the top.

    A file whose name ends in ``.md`` or ``.markdown`` holds ``<!-- ... -->``; any other holds ``# ...``.
    """
    if source.name.lower().endswith((".md", ".markdown")):
        return _with_next_lines(source, list(_in_markdown(source)), _is_markdown_comment)
    return _with_next_lines(source, list(_in_yaml(source)), _is_yaml_comment)


def _in_yaml(source: Source) -> Iterator[Comment]:
    found = list(_YAML.finditer(source.text))
    quoted = _quoted(source.text, found[-1].start()) if found else iter(())
    start, end = next(quoted, (0, 0))
    for match in found:
        while end and end <= match.start():
            start, end = next(quoted, (0, 0))
        # What looks like a comment inside a quoted or a block text is the text's own.
        if not start <= match.start() < end:
            span = source.span(match.start(), match.end())
            alone = _stands_alone(source.text, span.start, span.end)
            yield Comment(span, match["body"].strip(), alone, span.line)


def _quoted(text: str, last: int) -> Iterator[tuple[int, int]]:
    """Yield where each quoted or block text up to an offset begins and ends, as far as the file is YAML."""
    depth = 0
    try:
        for token in yaml.scan(text, Loader=yaml.CSafeLoader):
            if isinstance(token, yaml.ScalarToken) and token.style:
                start = token.start_mark.index
                # A comment beside the `|` or `>` of a block text is still a comment.
                yield (text.find("\n", start) if token.style in "|>" else start), token.end_mark.index
            elif isinstance(token, yaml.FlowSequenceStartToken | yaml.FlowMappingStartToken):
                depth += 1
            elif isinstance(token, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken):
                depth -= 1
            if depth > _DEEPEST or token.start_mark.index > last:
                return
    except yaml.YAMLError:
        return


def _in_markdown(source: Source) -> Iterator[Comment]:
    closed = 0
    for match in _MARKDOWN.finditer(source.text):
        if match.start() < closed:
            continue
        close = source.text.find("-->", match.end())
        if close < 0:
            return
        closed = close + len("-->")
        span = source.span(match.start(), closed)
        alone = _stands_alone(source.text, span.start, span.end)
        yield Comment(span, " ".join(source.text[match.end() : close].split()), alone, span.line)


def _stands_alone(text: str, start: int, end: int) -> bool:
    while start > 0 and text[start - 1] in " \t":
        start -= 1
    while end < len(text) and text[end] in " \t":
        end += 1
    return (start == 0 or text[start - 1] in "\r\n") and (end == len(text) or text[end] in "\r\n")


def _with_next_lines(
    source: Source, found: list[Comment], is_comment: Callable[[str], bool]
) -> tuple[Comment, ...]:
    """Set `covers` where a comment stands alone; from the bottom, so that a pile of them is walked once."""
    known: dict[int, int] = {}
    for at in range(len(found) - 1, -1, -1):
        comment = found[at]
        if comment.alone:
            covers = _next_line(source, comment.span.end_line + 1, known, is_comment)
            known[comment.span.line] = covers
            found[at] = replace(comment, covers=covers)
    return tuple(found)


def _next_line(source: Source, line: int, known: dict[int, int], is_comment: Callable[[str], bool]) -> int:
    while line <= source.lines:
        if line in known:
            return known[line]
        words = source.line(line).strip()
        if words and not is_comment(words):
            return line
        line += 1
    return 0


def _is_yaml_comment(words: str) -> bool:
    return words.startswith("#")


def _is_markdown_comment(words: str) -> bool:
    return words.startswith("<!--") and words.find("-->") == len(words) - len("-->")
