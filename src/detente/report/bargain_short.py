"""The answer of `bargain` in short: what a mediator reads first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from detente.deal.model import in_words
from detente.report.bargain_saying import (
    between,
    capital,
    changes_in_words,
    count,
    counted,
    each,
    leading,
    names_in_words,
    number,
    spots,
    unit_of,
    was_looked_for,
    with_name,
    with_unit,
)
from detente.report.content import Item, Items, section
from detente.report.saying import percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.bargain.answer import Bargain
    from detente.bargain.domain import Domain
    from detente.bargain.results import Change, Draft, Package
    from detente.bargain.winner import AdjustedWinner
    from detente.report.bargain_saying import Spot
    from detente.report.content import Section

MANY_PARTIES: Final = 5
SOLVE: Final = 'pip install "detente[solve]"'
MOST_COUNTED: Final = 5_000  # points whose tied packages are counted


def short_section(found: Bargain) -> Section:
    """Three to six sentences."""
    said = [frontier_in_words(found), *_draft(found), *_points(found), *_many(found), *_winner(found)]
    if found.warnings:
        said.append("Before relying on it, look at the warnings in the last section.")
    return section(
        "In short", [Items(tuple(Item(one, "plain" if at else "strong") for at, one in enumerate(said)))]
    )


def frontier_in_words(found: Bargain) -> str:
    """How many packages there are, how many are undominated, and whether that is exact."""
    domain, frontier = found.domain, found.frontier
    issues = counted(len(domain.issues), "issue")
    made = f"{issues} {'makes' if len(domain.issues) == 1 else 'make'} {counted(domain.packages, 'package')}"
    one = domain.packages == 1
    if frontier is None:
        return f"{made}. The undominated ones could not be listed{_single(found)}."
    if not len(frontier):
        return f"{made}. {_none(found)}"
    undominated = "It is undominated" if one else _undominated(found)
    give = "gives" if " is undominated" in undominated else "give"
    floor = f" and {give} each party at least what it has without a deal" if _has_floor(found) else ""
    known = f"{undominated} (no other is better for somebody and worse for nobody){floor}"
    return f"{made}. {known}. {exactness(found)}" if found.exact else f"{made}. {exactness(found)}"


def _single(found: Bargain) -> str:
    """What is known of single points where there is no list."""
    if not was_looked_for(found):
        return f", and no single solution point was looked for: the extra `solve` finds them ({SOLVE})"
    if not any(one is not None for one in found.solutions.values()):
        return ", and no single solution point was found"
    return ", only single points found"


def _none(found: Bargain) -> str:
    if found.exact:
        return "None of them gives every party at least what it has without a deal."
    return "None was found that gives every party at least what it has without a deal."


def _clear(found: Bargain) -> str:
    """Which packages the eps of a list is said of: near a no-deal worth the nearest one may be below it."""
    return " that gives each party so much more than it has without a deal," if _has_floor(found) else ""


def _has_floor(found: Bargain) -> bool:
    return any(worth is not None for worth in found.domain.no_deal.values())


def _undominated(found: Bargain) -> str:
    frontier = found.frontier
    points = len(frontier or ())
    if frontier is None or points > MOST_COUNTED:
        return f"Those with {count(points)} different outcomes are undominated"
    packages = sum(int(one) for one in frontier.origins.counts(frontier.points))
    are = "is" if packages == 1 else "are"
    known = f"{count(packages)} of them {are} undominated"
    if packages != points:
        outcomes = f"with {count(points)} different outcomes" if points > 1 else "all with one outcome"
        known = f"{count(packages)} of them, {outcomes}, {are} undominated"
    return known


def exactness(found: Bargain) -> str:
    """Whether anything is left out or rounded, and by how much a package may be better."""
    if found.exact:
        return "That is exact."
    known = {party: eps for party, eps in found.eps.items() if eps is not None}
    if len(known) < len(found.domain.parties):
        return "That is not exact: others may be better, and by how much is not known."
    listed = counted(len(found.frontier or ()), "outcome")
    if not any(known.values()):
        are = "is" if listed == "1 outcome" else "are"
        return f"{listed} {are} undominated as worths are rounded; nothing is left out."
    domain = found.domain
    least = in_words(
        [f"{with_unit(eps, unit_of(domain, party))} for {domain.call(party)}" for party, eps in known.items()]
    )
    return (
        f"That is not exact: {listed} {'stands' if listed == '1 outcome' else 'stand'} for all undominated ones. For "
        f"each package{_clear(found)} one of them is worth at most so much less: {least}."
    )


# --- the draft ---


def _draft(found: Bargain) -> Iterator[str]:
    draft = found.draft
    if draft is None:
        yield "There is no draft with an option for every issue, so nothing is compared with one."
        return
    if draft.excluded:
        by = "; ".join(with_name(found.domain, one) for one in draft.excluded)
        yield f"The draft itself is left out by what is written: {by}."
    yield draft_in_words(found)
    yield from _below(found)
    yield from _nearest(found, draft)


def _below(found: Bargain) -> Iterator[str]:
    """Who would have less with the draft than without a deal."""
    domain = found.domain
    for party in found.below_no_deal:
        unit, no_deal = unit_of(domain, party), domain.no_deal[party]
        if found.draft is not None and no_deal is not None:
            yield (
                f"With the draft {domain.call(party)} has {number(found.draft.package.worth[party])}, less than the "
                f"{with_unit(no_deal.low, unit)} that it has without a deal."
            )


def _nearest(found: Bargain, draft: Draft) -> Iterator[str]:
    """The nearest package that is better for everybody, or if none is known, one that is better."""
    domain = found.domain
    if draft.better_for_all:
        yield _nearest_for_all(domain, draft)
        return
    if known := (*draft.dominated_by, *draft.trades):
        accepted = [one for one in known if not _less_than_no_deal(domain, one.package)]
        first = (*accepted, *known)[0]
        yield f"{_only_better(draft, first, is_accepted=bool(accepted))}: {_change(domain, first)}."


def _nearest_for_all(domain: Domain, draft: Draft) -> str:
    """Every package that is as near, as far as they are listed, and how many more there are."""
    fewest = len(draft.better_for_all[0].changes)
    near = [one for one in draft.better_for_all if len(one.changes) == fewest]
    searched = "" if draft.complete else " found"
    if draft.nearest == 1:
        return f"Nearest package{searched} that is better for everybody: {_change(domain, near[0])}."
    issues = counted(fewest, "changed issue")
    said = ". Or ".join(_change(domain, one) for one in near)
    more = draft.nearest - len(near)
    rest = f". {capital(counted(more, 'other'))} {'is' if more == 1 else 'are'} as near" if more > 0 else ""
    return f"Nearest packages{searched} that are better for everybody, with {issues}: {said}{rest}."


def _change(domain: Domain, change: Change) -> str:
    return f"{changes_in_words(change.changes)} ({each(domain, change.gains, gain=True)})"


def _only_better(draft: Draft, first: Change, *, is_accepted: bool) -> str:
    """What is said before a package that is better than the draft, where none is known that is so for all."""
    none = "No package is" if draft.complete else "None was found that is"
    if is_accepted:
        return f"{none} better for everybody; worse for nobody and better for somebody"
    for_all = min(first.gains.values()) > 0
    better = "better than the draft for everybody" if for_all else "worse for nobody and better for somebody"
    return (
        f"{none} better for everybody and gives every party what it has without a deal; {better}, but less than "
        "somebody has without a deal"
    )


def _less_than_no_deal(domain: Domain, package: Package) -> list[str]:
    worth = package.worth
    return [p for p in domain.parties if (low := domain.no_deal.get(p)) is not None and worth[p] < low.low]


def draft_in_words(found: Bargain) -> str:
    """Whether the draft is dominated, and by how many."""
    draft = found.draft
    if draft is None:
        return ""
    if draft.dominated_by or draft.count:
        number_of = len(draft.dominated_by) if draft.count is None else draft.count
        by = f"{'at least ' if draft.count is None else ''}{counted(number_of, 'undominated outcome')}"
        which = "is" if number_of == 1 else "are"
        some = acceptance(draft)
        return f"The draft is dominated: {by} {which} worse for nobody and better for somebody{some and '; '}{some}."
    if found.can_be_better:
        return "The draft is dominated: there are packages that are worse for nobody and better for somebody."
    if found.is_undominated:
        return "The draft is undominated: no package is worse for nobody and better for somebody."
    return "No package was found that is better than the draft; not everything was looked at."


def acceptance(draft: Draft) -> str:
    """Of what dominates the draft, how much gives every party its no-deal worth; "" where all of it does."""
    count_of, accepted = draft.count, draft.accepted
    if not count_of or accepted is None or accepted == count_of:
        return ""
    if accepted:
        give = "gives" if accepted == 1 else "give"
        return f"{count(accepted)} of them {give} every party what it has without a deal"
    which = "it gives" if count_of == 1 else "each of them gives"
    return f"{which} somebody less than it has without a deal"


# --- points, many parties, Adjusted Winner ---


def _points(found: Bargain) -> Iterator[str]:
    known = spots(found)
    if not known:
        return
    first = leading(known)
    only_found = all(one.is_only_found for one in first)
    said = []
    for one in first:
        is_short = len(found.domain.parties) >= MANY_PARTIES
        worth = "" if is_short else f" ({each(found.domain, one.package.worth)})"
        together = "" if len(one.names) == 1 else " in one package"
        called = one.bare if only_found else one.called
        said.append(f"{called}{together}{worth}")
    more = _reached_too([one for one in known if one not in first], first, only_found=only_found)
    if only_found:
        yield f"Best found for {'; '.join(said)}{more}; not proved to be the solution points."
        return
    hedge = (
        " What is best found is not proved to be the solution point."
        if any(o.unproved for o in first)
        else ""
    )
    yield f"Solution points: {'; '.join(said)}{more}.{hedge}"


def _reached_too(others: list[Spot], first: list[Spot], *, only_found: bool) -> str:
    """Which points other outcomes reach as well."""
    if not others:
        return ""
    every = {name for one in first for name in one.names}
    by_names: dict[str, int] = {}
    for one in others:
        called = "each of these" if len(every) > 1 and set(one.names) == every else one.bare
        by_names[called] = by_names.get(called, 0) + 1
    said: list[str] = []
    for called, many in by_names.items():
        outcomes = f"{count(many)} more" if said else counted(many, "other outcome")
        if only_found:
            said.append(f"{outcomes} {'is' if many == 1 else 'are'} as good for {called}")
        else:
            said.append(f"{outcomes} {'reaches' if many == 1 else 'reach'} {called} too")
    return f"; {', '.join(said)}"


def _many(found: Bargain) -> Iterator[str]:
    """Where there are thresholds, how many packages pass."""
    passing = found.acceptable
    if not any(worth is not None for worth in passing.at_least.values()):
        return
    if passing.count is not None and passing.packages:
        share = percent(passing.count / passing.packages)
        yield f"{capital(count(passing.count))} of {counted(passing.packages, 'package')} ({share}) would pass."
    elif passing.count is None:
        yield f"{between(passing.low, passing.high, 'package')} would pass (drawn, at 95 %)."


def _winner(found: Bargain) -> Iterator[str]:
    winner = found.winner
    if winner is None:
        return
    domain = found.domain
    totals = [winner.totals[party] for party in winner.parties]
    if winner.equitable and totals[0] == totals[1]:
        said = f"By Adjusted Winner each side has {number(float(totals[0]))} of {_budget(winner)} points"
    else:
        said = (
            "By Adjusted Winner "
            + " and ".join(
                f"{domain.call(party)} has {number(float(winner.totals[party]))}" for party in winner.parties
            )
            + f" of {_budget(winner)} points"
        )
    if winner.split is not None:
        yield f"{said}; `{winner.split}` is divided between {names_in_words(domain, winner.parties)}."
    else:
        yield f"{said}; no item is divided."


def _budget(winner: AdjustedWinner) -> str:
    return number(float(sum(winner.points[winner.parties[0]].values())))
