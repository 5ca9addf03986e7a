"""What `detente hold` prints for one deal: the page, one point written out, or the repairs; in each format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from detente.errors import UnknownName
from detente.faces.terminal import json_of
from detente.hold.explain import explain, points_at
from detente.report.drawing import NARROWEST
from detente.report.hold import hold_as_markdown, hold_as_text
from detente.report.hold_change import OBJECTIVES
from detente.report.saying_hold import holds_in_words, number
from detente.report.wrap import clean, wrap
from detente.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.hold.repair import Repair
    from detente.hold.results import Hold


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown in place of the page: a point (POINT, PARTY), or the repairs; `plot`: a figure below the page.

    `pick`: of the repairs only this one, counted from 1.
    """

    explain: tuple[str, str] | None = None
    repair: bool = False
    pick: int | None = None
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
        UnknownName: there is no such point or party, or no change of that number.
    """
    repairs = _repairs(found) if shown.repair else ()
    _refuse(shown, repairs)
    if form == "json":
        return _json(found, shown, repairs[shown.pick - 1 : shown.pick] if shown.pick else repairs)
    parts = []
    if shown.explain:
        parts.append(_block("\n".join(map(clean_line, explain(found, *shown.explain))), form, "text"))
    if shown.repair:
        parts += _all_repairs(found, repairs, shown.pick, form, width) if repairs else [_none(found)]
    if not parts:
        parts.append(hold_as_markdown(found) if form == "markdown" else hold_as_text(found, width, color))
    if shown.plot:
        from detente.report.hold_plot import hold_plot  # noqa: PLC0415 -- wanted only on demand
        from detente.report.hold_table import hold_table  # noqa: PLC0415 -- wanted only on demand

        parts.append(_block(hold_plot(found, width, color and form == "text"), form, "text"))
        parts.append(_block(hold_table(found, width), form, "text"))
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def _none(found: Hold) -> str:
    if found.holds is True:
        return "The deal holds; nothing has to change."
    return "No change of the text was found with which less would be gained by stopping."


def _json(found: Hold, shown: Shown, repairs: tuple[Repair, ...]) -> str:
    made: dict[str, Any] = found.as_dict(VERSION)
    if shown.explain:
        made["explained"] = [point.as_dict() for point in points_at(found, *shown.explain)]
    if shown.repair:
        made["repairs"] = [one.as_dict() for one in repairs]
    return json_of(made)


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

    asked = found.parameters
    return repairs(found, objective=asked.get("order") or "least-total", time_limit=asked.get("time_limit"))


def _refuse(shown: Shown, repairs: tuple[Repair, ...]) -> None:
    if shown.pick is not None and shown.pick > len(repairs):
        were = {0: "none was", 1: "one was"}.get(len(repairs), f"{len(repairs)} were")
        raise UnknownName(f"There is no change {shown.pick}: {were} found.")


def _all_repairs(
    found: Hold, repairs: tuple[Repair, ...], pick: int | None, form: str, columns: int
) -> Iterator[str]:
    """What they are and how to apply one of them, then each with its number; or one of them alone."""
    if pick is None:
        yield _remarks([_how(repairs)], form, columns)
    for place, one in enumerate(repairs, start=1):
        if pick in (None, place):
            yield _repair(found, one, f"Change {place} of {len(repairs)}", form, columns)


def _how(repairs: tuple[Repair, ...]) -> str:
    """That the changes are alternatives, and how one is applied."""
    several = len(repairs) > 1
    said = "These changes are alternatives; none is applied." if several else "This change is not applied."
    where = "" if _all_below(repairs) else "start from a folder that holds all files of the deal, and "
    which = "`--pick N` for the N-th alone" if several else "`--pick 1`"
    return f"{said} To apply one, {where}repeat the command with {which}, followed by `| git apply -p1`."


def _all_below(repairs: tuple[Repair, ...]) -> bool:
    """Whether all files that change lie below this folder: `git apply` writes nowhere else."""
    lines = [line for one in repairs for line in one.patch.splitlines()]
    return not any(line.startswith(("--- a//", "--- a/../")) for line in lines)


def _repair(found: Hold, one: Repair, called: str, form: str, columns: int) -> str:
    """The change in words and as a patch; lines that are no patch are left aside by `patch` and `git apply`."""
    return _remarks(_said(found, one, called), form, columns) + "\n\n" + _block(one.patch, form, "diff")


def _remarks(said: Iterable[str], form: str, columns: int) -> str:
    if form == "markdown":
        return "\n".join(said)
    return "\n".join(f"# {line}" for words in said for line in wrap(words, max(columns - 2, NARROWEST)))


def _said(found: Hold, one: Repair, called: str) -> Iterator[str]:
    """What changes, whether it would hold, what is left, and what nobody has been asked about."""
    title = clean(one.title)
    yield f"{called}: {title}" if title.endswith(".") else f"{called}: {title}."
    yield f"Before: the deal {_holds(one.before)}. After: the deal {_holds(one.after)}."
    if found.with_values:
        left = [
            f"{found.deal.call(party)} {_most(need)} (before: {_most(one.needs_before.get(party))})"
            for party, need in one.needs_after.items()
        ]
        yield f"Most that is gained by stopping after it: {', '.join(left)}."
    else:
        yield (
            "Points at which a party gains by stopping for every valuation: "
            f"{one.every_before} before, {one.every_after} after."
        )
    if one.demands:
        yield (
            f"Demands that rest on what changes, and were not looked at: "
            f"{', '.join(_demand(found, label) for label in one.demands)}."
        )
    if one.clauses:
        yield f"Clauses of the text whose words would have to follow: {', '.join(one.clauses)}."
    if one.objective:
        yield f"Looked for: {clean(OBJECTIVES.get(one.objective, one.objective))}."


def _most(need: float | None) -> str:
    return "no bound is known" if need is None else number(need)


def _demand(found: Hold, label: str) -> str:
    return f"`{label}` of {found.deal.call(found.deal.demands[label].by)}"


def _holds(holds: bool | None) -> str:
    return "cannot be said to hold" if holds is None else holds_in_words(holds)
