"""What `detente hold` prints for one deal: the page, one point written out, or the repairs; in each format."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from detente.hold.explain import explain, points_at
from detente.report.hold import hold_as_markdown, hold_as_text
from detente.report.saying_hold import holds_in_words
from detente.report.wrap import clean
from detente.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.hold.repair import Repair
    from detente.hold.results import Hold


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown in place of the page: a point (POINT, PARTY), or the repairs; `plot`: a figure below the page."""

    explain: tuple[str, str] | None = None
    repair: bool = False
    plot: bool = False


def page_of(found: Hold, shown: Shown, form: str, width: int, *, color: bool = False) -> str:
    """Draw it.

    Args:
        found: the answer.
        shown: what of it.
        form: `text`, `markdown` or `json`.
        width: cells of a line of text.
        color: whether text is coloured.

    Raises:
        UnknownName: there is no such point or party.
    """
    repairs = _repairs(found) if shown.repair else ()
    if form == "json":
        return _json(found, shown, repairs)
    parts = []
    if shown.explain:
        parts.append(_block("\n".join(map(clean_line, explain(found, *shown.explain))), form, "text"))
    if shown.repair:
        parts.append("\n\n".join(_repair(one, form) for one in repairs) or _NONE)
    if not parts:
        parts.append(hold_as_markdown(found) if form == "markdown" else hold_as_text(found, width, color))
    if shown.plot:
        from detente.report.hold_plot import hold_plot  # noqa: PLC0415 -- wanted only on demand

        parts.append(_block(hold_plot(found, width, color and form == "text"), form, "text"))
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


_NONE = "No change of the text was found with which the deal would hold."


def _json(found: Hold, shown: Shown, repairs: tuple[Repair, ...]) -> str:
    made: dict[str, Any] = found.as_dict(VERSION)
    if shown.explain:
        made["explained"] = [point.as_dict() for point in points_at(found, *shown.explain)]
    if shown.repair:
        made["repairs"] = [
            {
                "title": one.title,
                "patch": one.patch,
                "before": one.before,
                "after": one.after,
                "objective": one.objective,
            }
            for one in repairs
        ]
    return json.dumps(made, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def clean_line(line: str) -> str:
    """A line as it is safe to print, with its spaces at the beginning and between columns."""
    return "".join(clean(char) if not char.isspace() else " " for char in line)


def _block(text: str, form: str, kind: str) -> str:
    if form != "markdown":
        return text
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}{kind}\n{text.rstrip()}\n{fence}"


def _repairs(found: Hold) -> tuple[Repair, ...]:
    from detente.hold.repair import repairs  # noqa: PLC0415 -- wanted only on demand

    return repairs(found)


def _repair(one: Repair, form: str) -> str:
    """The change in words and as a patch; lines that are no patch are left aside by `patch`."""
    mark = "" if form == "markdown" else "# "
    return (
        "\n".join(f"{mark}{line}" if line else "" for line in _said(one))
        + "\n\n"
        + _block(one.patch, form, "diff")
    )


def _said(one: Repair) -> Iterator[str]:
    yield clean(one.title)
    yield ""
    yield f"before: the deal {_holds(one.before)}. after: the deal {_holds(one.after)}."
    if one.objective:
        yield f"looked for: {clean(one.objective)}"


def _holds(holds: bool | None) -> str:
    return "cannot be said to hold" if holds is None else holds_in_words(holds)
