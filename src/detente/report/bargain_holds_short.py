"""Packages that also hold, in short: how many sets hold, the best, the draft, and what guarantees buy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from detente.deal.model import in_words
from detente.report.bargain_holds_best import beyond, has_budget
from detente.report.bargain_holds_saying import (
    NOT_NEEDED,
    amount_in_words,
    budget_in_words,
    call,
    needs_in_words,
    spots_of,
    verdict,
)
from detente.report.bargain_saying import capital, count, counted, each, in_full
from detente.report.content import Item, Items, section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.desk.held import Bundle, Step
    from detente.desk.packages import PackagesThatHold
    from detente.report.content import Section

_FEW: Final = 3  # different points, and steps, named in a sentence
_MANY_PARTIES: Final = 5
_LONG: Final = 8  # a package of so many issues is written in a sentence


def short_section(found: PackagesThatHold) -> Section:
    """Three to six sentences."""
    said = [sets_in_words(found), *_best(found), *_draft(found), *_trade_off(found), *_partial(found)]
    if found.warnings:
        said.append("Before relying on it, look at the warnings in the last section.")
    return section(
        "In short", [Items(tuple(Item(one, "plain" if at else "strong") for at, one in enumerate(said)))]
    )


def sets_in_words(found: PackagesThatHold) -> str:
    """With how many sets of obligations the deal holds as it stands, and with how many packages."""
    bundles = found.bundles
    if not bundles:
        none = "No package gives" if found.complete else "No package was found that gives"
        return f"{none} every party at least what it has without a deal."
    if len(bundles) == 1 and found.complete:
        first = {
            True: "As it stands the deal holds with them",
            False: "As it stands the deal does not hold with them",
            None: "Whether the deal holds with them cannot be said",
        }[verdict(bundles[0])]
        return f"All packages bring the same obligations. {first}{_packages(found)}."
    by = {holds: sum(verdict(one) is holds for one in bundles) for holds in (True, False, None)}
    verdicts = {
        True: f"it holds with {count(by[True]) if by[True] else 'none'}",
        False: f"does not hold with {count(by[False])}",
        None: f"of {count(by[None])} it cannot be said",
    }
    said = in_words([words for holds, words in verdicts.items() if by[holds] or holds is True])
    sets = f"Packages bring {count(len(bundles))} different sets of obligations"
    if not found.complete:
        were = "was" if len(bundles) == 1 else "were"
        sets = f"{counted(len(bundles), 'set')} of obligations {were} looked at, others were not"
    return f"{sets}. As the deal stands {said}{_packages(found)}."


def _packages(found: PackagesThatHold) -> str:
    """How many of the packages that are listed one by one."""
    listed = found.listed
    if listed is None:
        return ""
    holding = [one for one in listed if verdict(one.bundle)]
    accepted = sum(one.accepted for one in holding)
    some = "" if found.complete else " looked at"
    said = f", so {count(len(holding))} of {counted(len(listed), 'package')}{some} {_hold(len(holding))}"
    if accepted < len(holding):
        said += f", {count(accepted)} of which {'gives' if accepted == 1 else 'give'} every party its no-deal worth"
    unknown = sum(verdict(one.bundle) is None for one in listed)
    return f"{said}; of {count(unknown)} it cannot be said" if unknown else said


def _hold(many: int) -> str:
    return "holds" if many == 1 else "hold"


# --- the best ---


def _best(found: PackagesThatHold) -> Iterator[str]:
    domain = found.domain
    budget = budget_in_words(domain, found.best.budget)
    best = {name: one.solution for name, one in found.best.best.items() if one is not None}
    if not best:
        yield from (capital(one) for one in found.best.notes)
        return
    spots = spots_of(domain, best)
    said = []
    for spot in spots[:_FEW]:
        worth = "" if len(domain.parties) >= _MANY_PARTIES else f" ({each(domain, spot.package.worth)})"
        options = spot.package.options
        which = f": {in_full(options)}" if len(options) <= _LONG else ""
        said.append(f"{spot.called}{' in one package' if len(spot.names) > 1 else ''}{worth}{which}")
    more = f". And {counted(len(spots) - _FEW, 'more package')}" if len(spots) > _FEW else ""
    best_of = "Best" if found.complete and found.exact else "Best found"
    head = f"{best_of} {budget}" if has_budget(found) else f"{best_of} of those that hold as it stands"
    yield f"{head}: {'. '.join(capital(one) if at else one for at, one in enumerate(said))}{more}."


def _draft(found: PackagesThatHold) -> Iterator[str]:
    draft = found.draft
    if draft is None:
        yield "There is no draft with an option for every issue."
        return
    yield f"With the draft {_verdict(found, draft.bundle)}."
    if not draft.accepted:
        yield "The draft gives somebody less than it has without a deal."
    elif draft.undominated:
        yield "The draft is undominated."
    elif draft.undominated is None:
        yield "No package was found that is better than the draft; not everything was looked at."
    else:
        yield "The draft is dominated; `detente bargain` without --holds says by what."


def _verdict(found: PackagesThatHold, bundle: Bundle) -> str:
    if verdict(bundle):
        return "the deal holds"
    who = in_words(
        [f"{call(found, party)} at `{act}`" if act else call(found, party) for party, act in bundle.stopping]
    )
    needs = needs_in_words(found, bundle)
    takes = f"; further guarantee needed: {needs}" if needs != NOT_NEEDED else ""
    if bundle.holds is False:
        return f"the deal does not hold{f' (gains by stopping: {who})' if who else ''}{takes}"
    may = f" (gains, or may gain, by stopping: {who})" if who else ""
    return f"it cannot be said whether the deal holds{may}{takes}"


# --- what guarantees buy ---


def _trade_off(found: PackagesThatHold) -> Iterator[str]:
    trade = found.trade_off
    if not trade.steps:
        return
    shown = [*trade.steps[:_FEW], *([trade.steps[-1]] if len(trade.steps) > _FEW else [])]
    said = ", ".join(_step(step, trade.unit) for step in shown)
    yield f"What guarantees buy, as {trade.gain}: {said}. {beyond(found)}"


def _step(step: Step, unit: str | None) -> str:
    needed = amount_in_words(step.guarantee, unit) if step.guarantee else "no further guarantee"
    return f"{amount_in_words(step.gain, unit)} with {needed}"


def _partial(found: PackagesThatHold) -> Iterator[str]:
    if not found.complete:
        yield "Not every set of obligations was looked at: others may hold, and may be better."
    elif not found.exact:
        yield "Not every undominated package was found: others may be better."
