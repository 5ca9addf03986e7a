"""The numbers of the figure of `hold` as a plain table: the same as in the picture, for every party at every place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from detente.report.content import Table, table, words
from detente.report.figure import SIGN_IN_WORDS, Figure, Panel, Spot, figures, said
from detente.report.saying_hold import NOTHING, breach_in_words, held_in_words
from detente.report.tables import layout, table_text
from detente.report.wrap import clean, guarded, wrap

if TYPE_CHECKING:
    from detente.hold.results import Hold

WIDTH: Final = 120
_DASH: Final = "-"


def hold_table(found: Hold, width: int = WIDTH) -> str:
    """The figure as a table in plain text: party, after, next, gains by stopping, held by, exposed.

    A place is named by its number in the figure and by the act done last. `later:` stands before an act that is not
    the next one of the deal. Where guarantees are taken off a gain, `before guarantees` is the gain as it is drawn.

    Args:
        found: the answer.
        width: cells of a line.

    Returns:
        Lines, the last one with its end; one table for each form of breach.
    """
    blocks = figures(found)
    tables = [_table(block) for block in blocks]
    lines: list[str] = []
    for block, made in zip(blocks, tables, strict=True):
        lines += [guarded(line) for line in wrap(clean(f"If {breach_in_words(block.form)}"), width)]
        lines += ["", *table_text(made, layout([made], width)), ""]
    return "".join(f"{line}\n" for line in lines[:-1])


def _table(block: Figure) -> Table:
    spots = [spot for panel in block.panels for spot in panel.spots]
    columns = ["party", "after", "next", "gains by stopping"]
    columns += ["before guarantees"] if any(_taken_off(spot) for spot in spots) else []
    columns += ["held by", "exposed"]
    columns += [] if all(panel.valued for panel in block.panels) else ["acts owed to it"]
    rows = [_row(block, panel, spot) for panel in block.panels for spot in panel.spots]
    return table(columns, ([words(clean(row[column])) for column in columns] for row in rows), dense=True)


def _taken_off(spot: Spot) -> bool:
    return spot.gain is not None and spot.gain != spot.point.gain


def _row(block: Figure, panel: Panel, spot: Spot) -> dict[str, str]:
    point = spot.point
    unit = f" ({panel.unit})" if panel.unit else ""
    coming = _DASH if point.next is None else point.next if point.mover else f"later: {point.next}"
    return {
        "party": f"{panel.name}{unit}",
        "after": f"{spot.at} {block.places[spot.at]}",
        "next": coming,
        "gains by stopping": _gains(spot),
        "before guarantees": _DASH if spot.gain is None else said(spot.gain, exact=point.exact),
        "held by": _held(spot),
        "exposed": _DASH if spot.exposed is None else said(spot.exposed),
        "acts owed to it": str(spot.owed),
    }


def _gains(spot: Spot) -> str:
    point = spot.point
    if point.next is None:
        return _DASH
    return SIGN_IN_WORDS[spot.kind] if point.gain is None else said(point.gain, exact=point.exact)


def _held(spot: Spot) -> str:
    held = held_in_words(spot.point.held_by)
    if spot.lost is None or f": {said(spot.lost)}" in held.split(";"):
        return held
    one = len(spot.guarantees) == 1 and held.endswith(f": {said(spot.lost)}")
    return held if one else f"{'' if held == NOTHING else held + '; '}in all {said(spot.lost)}"
