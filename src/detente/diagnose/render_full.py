"""The form for a terminal: headline, excerpt, carets, each party's own place, help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.diagnose.diagnostic import Severity
from detente.diagnose.excerpt import cells, excerpt, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.diagnose.diagnostic import Diagnostic, Related

_WIDTH = 100
_BOLD, _BLUE, _OFF = "\x1b[1m", "\x1b[1;34m", "\x1b[0m"
_COLOURS = {Severity.error: "\x1b[1;31m", Severity.warning: "\x1b[1;33m", Severity.note: "\x1b[1;34m"}


def full(diagnostics: Iterable[Diagnostic], closing: str, *, color: bool) -> str:
    """Draw findings for a person, in the order given.

    Args:
        diagnostics: the findings.
        closing: the last line, or an empty string.
        color: whether to colour with ANSI codes.

    Returns:
        The text, ending with a newline, or an empty string if there is nothing to say.
    """
    lines = [line for diagnostic in diagnostics for line in _drawn(diagnostic, color)]
    if closing:
        lines.append(closing)
    return "".join(f"{line}\n" for line in lines)


def _drawn(diagnostic: Diagnostic, color: bool) -> list[str]:
    def paint(text: str, code: str) -> str:
        return f"{code}{text}{_OFF}" if color else text

    span = diagnostic.span
    hue = _COLOURS[diagnostic.severity]
    text, before, count = excerpt(span, _WIDTH)
    label = f" {shown(diagnostic.label)}" if diagnostic.label else ""
    number = str(span.line)
    gutter = " " * len(number)
    bar = paint("|", _BLUE)
    message = paint(_one_line(diagnostic.message), _BOLD)
    lines = [
        f"{paint(diagnostic.severity, hue)}: {message}  [{diagnostic.code} {diagnostic.name}]",
        f"{gutter}{paint('-->', _BLUE)} {shown(span.file)}:{span.line}:{span.column}",
        f"{gutter} {bar}",
        f"{paint(number, _BLUE)} {bar} {text}".rstrip(),
        f"{gutter} {bar} {' ' * before}{paint('^' * count + label, hue)}",
    ]
    lines += [f"{gutter}{paint(':::', _BLUE)} {line}" for line in _places(diagnostic.related)]
    if diagnostic.help:
        lines += _help(diagnostic.help, gutter, paint("=", _BLUE))
    return lines


def _one_line(text: str) -> str:
    return shown(" ".join(text.splitlines()))


def _places(related: tuple[Related, ...]) -> list[str]:
    places = [f"{shown(other.span.file)}:{other.span.line}:{other.span.column}" for other in related]
    longest = max(map(cells, places), default=0)
    return [
        f"{place}{' ' * (longest - cells(place))}   {_one_line(other.message)}".rstrip()
        for place, other in zip(places, related, strict=True)
    ]


def _help(text: str, gutter: str, sign: str) -> list[str]:
    first, *rest = [shown(line).rstrip() for line in text.splitlines()] or [""]
    margin = " " * (len(gutter) + len(" = help: "))
    return [f"{gutter} {sign} help: {first}".rstrip(), *(f"{margin}{line}".rstrip() for line in rest)]
