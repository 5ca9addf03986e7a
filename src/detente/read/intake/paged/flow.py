"""The paragraphs of all pages in the order in which they are read.

A paragraph that a page break divides is put together again; the running feet, footnotes and running heads that stand
between its parts come after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from detente.read.intake.items import is_closed, is_division, mark_of
from detente.read.intake.paged.lines import Line, Sheet
from detente.read.intake.paged.paragraphs import Measure, Paragraph, paragraphs_of
from detente.read.intake.paged.running import Running

_NOTE: Final = re.compile(r"\s*\^?(\d{1,3}|\*{1,3}|[†‡§¶]{1,2})(?:[.)]?\s|(?=[^\W\d_]))")
_RULE: Final = re.compile(r"_{5,}")
_SMALLER: Final = 0.93  # times the usual size of letters
_LOWEST: Final = 0.5  # part of the lines of a page that can be footnotes
_FULL: Final = 0.85  # of the width: a last line that goes on


@dataclass(slots=True)
class _Parts:
    """A page in its parts."""

    heads: list[Paragraph]
    body: list[Paragraph]
    after: list[Paragraph] = field(default_factory=list)  # footnotes and running feet


def flow_of(sheets: list[Sheet], running: Running, measure: Measure) -> Iterator[Paragraph]:
    """Yield the paragraphs of a document in reading order.

    Args:
        sheets: the pages.
        running: what repeats at their edges.
        measure: of the document.
    """
    held: Paragraph | None = None
    waiting: list[Paragraph] = []
    for sheet in sheets:
        parts = _parts(sheet, running, measure)
        if held and parts.body and _goes_on(held, parts.body[0]):
            held.lines += parts.body.pop(0).lines
            waiting += parts.heads
            if not parts.body:
                waiting += parts.after
                continue
            yield held
            yield from waiting
        else:
            yield from [held] if held else []
            yield from [*waiting, *parts.heads]
        yield from parts.body[:-1]
        held, waiting = (parts.body[-1] if parts.body else None), parts.after
    yield from [held] if held else []
    yield from waiting


def _parts(sheet: Sheet, running: Running, measure: Measure) -> _Parts:
    heads, feet = running.heads[sheet.number], running.feet[sheet.number] - running.heads[sheet.number]
    own = [line for index, line in enumerate(sheet.lines) if index not in heads and index not in feet]
    body = paragraphs_of(sheet, own, measure)
    at = _first_note(body, measure)
    for paragraph in body[at:]:
        match = _NOTE.match(paragraph.text)
        paragraph.kind, paragraph.level, paragraph.note = "footnote", 0, match.group(1) if match else ""
    return _Parts(
        [Paragraph([sheet.lines[index]], "header") for index in sorted(heads)],
        body[:at],
        [*body[at:], *(Paragraph([sheet.lines[index]], "footer") for index in sorted(feet))],
    )


def _first_note(body: list[Paragraph], measure: Measure) -> int:
    """Where the footnotes at the end of a page begin: after a rule, or with smaller letters, and with a mark."""
    total = sum(len(paragraph.lines) for paragraph in body)
    below = 0
    found = len(body)
    for at in range(len(body) - 1, 0, -1):
        below += len(body[at].lines)
        if below > _LOWEST * total:
            break
        paragraph = body[at]
        after_rule = _RULE.fullmatch(body[at - 1].text.strip()) is not None
        if _NOTE.match(paragraph.text) and (after_rule or paragraph.size < _SMALLER * measure.size):
            found = at
        elif paragraph.size >= _SMALLER * measure.size and not _is_after_mark(body, at):
            break
        if after_rule:
            break
    return found


def _is_after_mark(body: list[Paragraph], at: int) -> bool:
    return any(_RULE.fullmatch(one.text.strip()) for one in body[max(at - 6, 0) : at])


def _goes_on(before: Paragraph, after: Paragraph) -> bool:
    """Whether the first paragraph of a page goes on with the last of the page before."""
    if before.kind not in ("paragraph", "item") or after.kind != "paragraph":
        return False
    last, first = before.lines[-1], after.lines[0]
    text = first.text.lstrip()
    if (
        is_closed(last.text)
        or mark_of(text)
        or is_division(text)
        or abs(last.size - first.size) > 0.15 * last.size
    ):
        return False
    if last.text.rstrip().endswith("-") or text[:1].islower():
        return True
    return _is_full(before.lines, last) and last.text.rstrip()[-1:] not in "\"'\u201d\u2019)"


def _is_full(lines: list[Line], last: Line) -> bool:
    """Whether the last line of a paragraph reaches as far as the others, so that it may go on."""
    if len(lines) < 2:
        return False
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    return last.right - left > _FULL * (right - left)
