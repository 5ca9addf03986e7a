"""How the answers of many cases read: one line a case, the same in Markdown and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from detente.diagnose.excerpt import cells
from detente.hold.results import EVERY, Interval
from detente.report.content import Line, Paragraph, Section, table
from detente.report.drawing import markdown_of
from detente.report.saying_hold import gain_in_words, holds_in_words
from detente.report.wrap import clean, guarded, padded

if TYPE_CHECKING:
    from detente.faces.portfolio import Case, Portfolio

FORMAT: Final = 1
COULD_NOT_RUN: Final = 2
STATUS: Final = {True: 0, False: 1, None: 3}
_HEADERS: Final = ("case", "answer", "points", "the first of them")


def status_of(portfolio: Portfolio) -> int:
    """2 if a case could not run or it was stopped, else 1 if one does not hold, 3 if one cannot be said, else 0."""
    if portfolio.stopped or any(case.error is not None for case in portfolio.cases):
        return COULD_NOT_RUN
    found = {STATUS[case.holds] for case in portfolio.cases}
    return next((status for status in (1, 3) if status in found), 0)


def cases_as_dict(portfolio: Portfolio, version: str) -> dict[str, Any]:
    """The printed form; `stopped` is there only if it was."""
    made: dict[str, Any] = {"detente": version, "format": FORMAT}
    if portfolio.stopped:
        made["stopped"] = {"done": len(portfolio.cases), "of": portfolio.asked}
    return made | {"cases": [case.as_dict() for case in portfolio.cases]}


def cases_as_text(portfolio: Portfolio) -> str:
    """One line a case, however wide, and a last one with the counts."""
    rows = [[clean(text) for text in _row(case)] for case in portfolio.cases]
    widths = [max((cells(row[place]) for row in rows), default=0) for place in range(3)]
    lines = []
    for *before, last in rows:
        padded_ones = [padded(text, width) for text, width in zip(before, widths, strict=True)]
        lines.append("  ".join([*padded_ones, guarded(last)]).rstrip())
    return "\n".join([*lines, *([""] if lines else []), counts_in_words(portfolio)]) + "\n"


def cases_as_markdown(portfolio: Portfolio) -> str:
    """A table, a row a case, and the counts."""
    rows = [tuple((Line(text),) for text in _row(case)) for case in portfolio.cases]
    blocks = (table(_HEADERS, rows), Paragraph(counts_in_words(portfolio)))
    return markdown_of(None, [Section("", tuple(block for block in blocks))])


def counts_in_words(portfolio: Portfolio) -> str:
    """`12 cases: 3 hold, 4 do not hold, 5 cannot be said`."""
    cases = portfolio.cases
    answered = [case.holds for case in cases if case.error is None]
    failed = len(cases) - len(answered)
    number = "1 case" if len(cases) == 1 else f"{len(cases)} cases"
    one_many = {
        True: ("holds", "hold"),
        False: ("does not hold", "do not hold"),
        None: ("cannot be said",) * 2,
    }
    parts = []
    for holds, (one, many) in one_many.items():
        count = sum(answer is holds for answer in answered)
        if count:
            parts.append(f"{count} {one if count == 1 else many}")
    if failed:
        parts.append(f"{failed} could not run")
    return f"{number}: {', '.join(parts)}" if parts else number


def _row(case: Case) -> tuple[str, str, str, str]:
    if case.error is not None:
        return (case.path, "could not run", "", case.error)
    return (case.path, holds_in_words(case.holds), _points(case), _first(case))


def _points(case: Case) -> str:
    """At how many points a party gains by stopping, and at how many it depends."""
    said = [f"gains at {case.gains}"] if case.gains else []
    said += [f"depends at {case.depends}"] if case.depends else []
    return ", ".join(said) or "gains at none"


def _first(case: Case) -> str:
    first = case.first
    if first is None:
        return ""
    where = f"after {first['after']}" if first["after"] else "at the start"
    if first["gain"] is None:
        return f"{where}, before {first['next']} ({first['called']}): {_gain(first)}"
    return f"{where}, {first['called']} by leaving out {first['next']}: {_gain(first)}"


def _gain(first: dict[str, Any]) -> str:
    if first["gain"] is not None:
        return gain_in_words(Interval(**first["gain"]), first["unit"])
    return "nothing owed to it hangs on that" if first["without_values"] == EVERY else "depends"
