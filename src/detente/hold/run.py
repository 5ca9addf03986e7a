"""Ask a deal whether it holds: every party at every point, what it needs, and what the answer rests on."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from detente.deal.course import course_of
from detente.deal.loader import load
from detente.deal.model import Deal
from detente.deal.package import as_drafted
from detente.deal.understood import refuse_problems
from detente.errors import CannotCount
from detente.hold.assumptions import assumptions_of
from detente.hold.failing import if_guarantees_fail
from detente.hold.needs import needs_of
from detente.hold.play import CAREFUL, HOPEFUL, Play, forms_of, play_of
from detente.hold.reorder import OBJECTIVES, best_order_of
from detente.hold.results import Hold, Point
from detente.hold.signs import listed
from detente.hold.stopping import Stop, Stopping
from detente.hold.subgames import by_subgames
from detente.hold.valued import valued
from detente.hold.verdict import all_hold, points_of
from detente.text.source import shown

BY_SIGNS: Final = (
    "By signs: for each party at each point, what is still owed to it and what falls away if it leaves out its next "
    "act (everything that waits for it in the text)."
)
BY_VALUES: Final = (
    "For each party at each of its own acts, the best set of its remaining acts to leave out while everybody else "
    "performs whatever is then due, as a maximum closure of the conditions (minimum cut); what it loses with "
    "guarantees and what it has instead are counted; ties go on. Ranges: the ends that speak most for and most "
    "against stopping."
)


def hold(
    deal: Deal | Path | str,
    *,
    values: Path | str | None = None,
    order: str | None = None,
    samples: int | None = None,
    seed: int = 0,
    credible: bool = False,
    time_limit: float | None = None,
    signs: bool = False,
) -> Hold:
    """Say at which point which party would gain by stopping, and the least that would change that.

    Args:
        deal: a deal, or the path of one.
        values: a folder of values files to use in place of those beside the deal.
        order: `least-total` or `least-maximum`: also look for the best order of the acts.
        samples: also estimate the share of valuations under which the deal holds, from so many.
        seed: the seed of the sampling.
        credible: also give the subgame-perfect answer.
        time_limit: seconds after which searches stop and say how far they came.
        signs: look at no values, even where there are some.

    Returns:
        The answer. `holds` is None where it cannot be said.

    Raises:
        CannotRead: there is no deal file at the path.
        CannotCount: the deal was not understood whole, or numbers of a values file cannot be computed with.

    The test is that of a profile "perform whatever is due" against every deviation of one party: see docs/why-hold.md.
    """
    _refuse(order, samples, time_limit)
    deal = deal if isinstance(deal, Deal) else load(deal, values=values)
    refuse_problems(deal)
    deal = as_drafted(deal)
    _refuse_cycles(deal)
    deal = replace(deal, values={}) if signs else deal
    deadline = None if time_limit is None else time.monotonic() + time_limit
    asked = {form: Stopping(play_of(deal, form), deadline) for form in forms_of(deal)}
    stops = {form: _stops(stopping) for form, stopping in asked.items()}
    points = tuple(point for form, one in asked.items() for point in points_of(one, stops[form]))
    more = valued(asked, samples, seed, deadline)
    points = tuple(_ranked(point, more.at) for point in points)
    subgames, said = by_subgames(asked, _by_form(asked, points)) if credible else ((), ())
    goal = next((one for one in OBJECTIVES if one == order), None)
    best, told = best_order_of(asked, goal, deadline) if goal is not None else (None, ())
    plays = {form: one.play for form, one in asked.items()}
    notes = [*more.notes, *said, *told, *_inexact(points)]
    return Hold(
        deal=deal,
        holds=_overall(asked, points, more.verdicts),
        method=BY_VALUES if any(play.choosers for play in plays.values()) else BY_SIGNS,
        points=points,
        guarantees=needs_of(asked, stops),
        order=best,
        share=more.share,
        flips=more.flips,
        by_subgames=subgames,
        break_even=more.break_even,
        assumptions=(*deal.left_out, *assumptions_of(plays), *if_guarantees_fail(asked, points), *notes),
        parameters={
            "values": None if values is None else shown(Path(values)),
            "if_breached": list(asked),
            "order": order,
            "samples": samples,
            "seed": seed,
            "credible": credible,
            "time_limit": time_limit,
            "signs": signs,
        },
    )


def _refuse(order: str | None, samples: int | None, time_limit: float | None) -> None:
    if order is not None and order not in OBJECTIVES:
        raise CannotCount(f"`{order}` is not an objective", help=f"write {' or '.join(OBJECTIVES)}")
    if samples is not None and samples < 1:
        raise CannotCount(f"{samples} samples are too few", help="write a whole number from 1")
    if time_limit is not None and not time_limit >= 0:
        raise CannotCount(f"a time limit of {time_limit} seconds cannot be kept", help="write 0 or more")


def _refuse_cycles(deal: Deal) -> None:
    cycle = next((cycle for cycle in course_of(deal).cycles if not cycle.readings), None)
    if cycle is not None:
        span = cycle.links[0].span
        raise CannotCount(
            f"acts wait for each other, so that none of them is ever due: {' -> '.join(cycle.ids)}",
            help="take one of the conditions away; `detente check --only conditions-in-a-cycle` shows them",
            file=span.file,
            line=span.line,
            column=span.column,
        )


def _stops(stopping: Stopping) -> dict[str, dict[str, Stop]]:
    """For each chooser, its answer at each of its own acts and at both corners."""
    play = stopping.play
    found: dict[str, dict[str, Stop]] = {}
    for party in play.choosers:
        found[party] = {}
        for act in play.own(party):
            for corner in (CAREFUL, HOPEFUL):
                ask = stopping.rough if stopping.is_late else stopping.at
                stop = ask(party, act.id, corner)
                if stop is not None:
                    found[party][f"{corner} {act.id}"] = stop
    return found


def _ranked(point: Point, at: Mapping[tuple[str, str, str], bool | None]) -> Point:
    """The point with what a ranking says of it, where its party has one."""
    key = (point.if_breached, point.party, point.next or "")
    return replace(point, holds=at[key]) if key in at else point


def _by_form(asked: Mapping[str, Stopping], points: tuple[Point, ...]) -> dict[str, bool | None]:
    return {form: _all(stopping.play, points) for form, stopping in asked.items()}


def _all(play: Play, points: tuple[Point, ...]) -> bool | None:
    """Whether the deal holds under one form; where there are values, only parties with values choose."""
    mine = [point for point in points if point.if_breached == play.form and point.mover]
    if not mine:
        return None  # nobody could leave out anything: there is nothing to ask
    chosen = [point for point in mine if point.party in play.choosers] if play.choosers else mine
    return all_hold(point.holds for point in chosen)


def _overall(
    asked: Mapping[str, Stopping], points: tuple[Point, ...], verdicts: Mapping[str, bool | None]
) -> bool | None:
    """What holds under every form that the text leaves open holds; where the forms differ it cannot be said."""
    answers = {verdicts.get(form, answer) for form, answer in _by_form(asked, points).items()}
    return answers.pop() if len(answers) == 1 else None


def _inexact(points: tuple[Point, ...]) -> Iterator[str]:
    acts = tuple(dict.fromkeys(point.next for point in points if not point.exact and point.next))
    if acts:
        yield (
            f"The search for the best set of acts to leave out was cut short at {listed(acts, most=12)}: the gain "
            "shown there is an upper bound, so that the answer errs on the careful side."
        )
