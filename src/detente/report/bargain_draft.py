"""The draft, what is better than it for whom, trades, and what each other option would take."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from detente.report.bargain_saying import (
    MOST_CHANGES,
    MOST_COLUMNS,
    at_head,
    base_of,
    brief,
    capital,
    count,
    counted,
    in_full,
    number,
    signed,
    unit_of,
    with_name,
    with_unit,
    worth_cells,
    worth_heads,
)
from detente.report.bargain_short import acceptance, draft_in_words
from detente.report.bargain_solutions import full_table
from detente.report.content import Heading, Line, Paragraph, section, table, words
from detente.report.saying import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detente.bargain.answer import Bargain
    from detente.bargain.domain import Domain
    from detente.bargain.results import Change, Draft, Promise
    from detente.report.bargain_saying import Base
    from detente.report.content import Block, Cell, Section

_IN_A_LINE: Final = 6  # a draft of so many issues is written in a line
_OPTIONS: Final = 60  # rows of the table of promises


def draft_section(found: Bargain) -> Section:
    """Nothing where there is no draft."""
    if found.draft is None:
        return section("The draft and what is better", [])
    return section("The draft and what is better", _blocks(found, found.draft))


def _blocks(found: Bargain, draft: Draft) -> Iterator[Block]:
    domain = found.domain
    yield Paragraph(draft_in_words(found))
    options = draft.package.options
    if len(options) <= _IN_A_LINE:
        yield Paragraph(f"The draft: {in_full(options)}.")
    else:
        yield full_table(base_of(found))
    yield _standing(found, draft)
    yield from _kind(domain, draft.dominated_by, _dominating(draft))
    among = "" if draft.complete else " of what was looked at"
    title = f"Better for everybody{among}, the fewest changes first"
    yield from _kind(domain, draft.better_for_all, title)
    yield from _kind(domain, draft.trades, "Changes and trades that leave nobody worse off")
    if draft.promises:
        yield Heading("What each other option would take")
        yield from _promises(found, draft.promises)
    if draft.note:
        yield Paragraph(draft.note, "faint")


def _dominating(draft: Draft) -> str:
    """With how many are shown, of how many."""
    shown, of = len(draft.dominated_by), draft.count
    some = f" ({shown} of {count(of)})" if of is not None and of > shown else ""
    accepted = acceptance(draft)
    return f"Undominated, and worse for nobody than the draft{some}{accepted and '; '}{accepted}"


def _standing(found: Bargain, draft: Draft) -> Block:
    """What the draft is worth to each party, beside what it has without a deal."""
    domain = found.domain
    rows = []
    for party in domain.parties:
        no_deal = domain.no_deal.get(party)
        rows.append(
            (
                words(at_head(domain, party)),
                words(unit_of(domain, party) or ""),
                words(number(draft.package.worth[party])),
                words("not given" if no_deal is None else number(no_deal.low)),
                words(_best(found, draft, party)),
            )
        )
    heads = ("party", "unit", "with the draft", "without a deal", "best undominated")
    return table(heads, rows, dense=True)


def _best(found: Bargain, draft: Draft, party: str) -> str:
    """Of a list of all; else at least the best listed, and the draft, which only something better dominates."""
    frontier = found.frontier
    if not frontier:
        return "not known"
    at = found.domain.parties.index(party)
    most = int(frontier.points[:, at].max())
    best = float(most * frontier.numbers.step[at])
    if frontier.is_whole:
        return number(best)
    if not draft.excluded and not found.below_no_deal:
        best = max(best, draft.package.worth[party])
    above = float(int(frontier.above[:, at].max()) * frontier.numbers.step[at])
    return number(best) if best >= above else f"at least {number(best)}"


# --- packages compared with the draft ---


def _kind(domain: Domain, changes: tuple[Change, ...], title: str) -> Iterator[Block]:
    if not changes:
        return
    yield Heading(title)
    ties = any(one.package.ties > 1 for one in changes)
    heads = ("", "change of the draft", *worth_heads(domain, "gain"), *(["packages"] if ties else []))
    rows = (
        [words(f"{at}."), *_change(domain, one), *_tied(one, ties=ties)]
        for at, one in enumerate(changes, start=1)
    )
    yield table(heads, rows)


def _tied(change: Change, *, ties: bool) -> list[Cell]:
    return [words(count(change.package.ties))] if ties else []


def _change(domain: Domain, change: Change) -> list[Cell]:
    return [_changed(domain, change), *worth_cells(domain, change.gains, gain=True)]


def _changed(domain: Domain, change: Change) -> Cell:
    """Each issue with what its change alone is to each party, where these add up to the whole."""
    alone = _alone(domain, change)
    said = []
    for issue, (old, new) in change.changes.items():
        told = f"{issue}: {old} -> {new}"
        if len(change.changes) > 1 and alone is not None:
            told += f" ({_of(domain, alone[issue])})"
        said.append(told)
    return tuple(Line(one) for one in shortened(said, MOST_CHANGES))


def _of(domain: Domain, gains: Mapping[str, float]) -> str:
    """`Northland -5, Southland +20`; where there are many parties, only those to whom it makes a difference."""
    parties = [p for p in domain.parties if len(domain.parties) <= MOST_COLUMNS or gains[p]]
    return ", ".join(f"{brief(domain, party)} {signed(gains[party])}" for party in parties) or "all the same"


def _alone(domain: Domain, change: Change) -> dict[str, dict[str, float]] | None:
    """What each change is worth by itself, or None where issues are linked and changes do not add up."""
    after = change.package.options
    before = {**after, **{issue: old for issue, (old, _) in change.changes.items()}}
    found: dict[str, dict[str, float]] = {}
    for issue, (_, new) in change.changes.items():
        one = {**before, issue: new}
        found[issue] = {
            party: domain.worth(party, one).low - domain.worth(party, before).low for party in domain.parties
        }
    for party, gain in change.gains.items():
        total = sum(gains[party] for gains in found.values())
        size = max(abs(domain.worth(party, one).low) for one in (before, after))
        if not abs(total - gain) <= 1e-9 * max(size, 1e-300):
            return None
        for gains in found.values():
            gains[party] = 0.0 if abs(gains[party]) <= 1e-12 * size else gains[party]
    return found


# --- promises ---


def _promises(found: Bargain, promises: tuple[Promise, ...]) -> Iterator[Block]:
    domain = found.domain
    base = base_of(found)
    yield Paragraph(
        "Each option put into the draft with all else left as it is: what it changes for each party, what would have "
        "to be promised elsewhere so that nobody is worse off than with the draft, and a package with the option in "
        f"which that is so{_and_no_deal(found)}."
    )
    excluded = found.draft.excluded if found.draft is not None else ()
    if excluded:
        by = "; ".join(with_name(domain, one) for one in excluded)
        yield Paragraph(
            f"As the draft is, a change of it is left out too, unless its row says otherwise: {by}."
        )
    below = any(worth for one in promises for worth in one.to_accept.values())
    heads = (
        "option",
        *worth_heads(domain, "change"),
        "promise, against the draft",
        *(["promise, against no deal"] if below else []),
        "with it, nobody worse off if",
    )
    yield table(heads, (_promise(domain, base, one, excluded, below=below) for one in promises[:_OPTIONS]))
    more = len(promises) - _OPTIONS
    if more > 0:
        yield Paragraph(f"{counted(more, 'further option')}: --format json has them.")


def _and_no_deal(found: Bargain) -> str:
    """Where the draft gives somebody less than no deal, not to be worse off than with it is not enough."""
    return " and nobody has less than without a deal" if found.below_no_deal else ""


def _promise(
    domain: Domain, base: Base, one: Promise, excluded: tuple[str, ...], *, below: bool
) -> list[Cell]:
    """A row; `excluded`: what leaves the draft itself out, which is said above the table."""
    ended = [said for said in excluded if said not in one.excluded]
    fresh = [said for said in one.excluded if said not in excluded]
    option = (
        Line(f"{one.issue}: {one.option}"),
        *(Line(f"no longer left out: {with_name(domain, said)}", "faint") for said in ended),
        *(Line(f"left out: {with_name(domain, said)}", "faint") for said in fresh),
    )
    return [
        option,
        *worth_cells(domain, one.change, gain=True),
        _to_whom(domain, one.promise),
        *([_to_whom(domain, one.to_accept)] if below else []),
        _within(base, one),
    ]


def _to_whom(domain: Domain, worth: Mapping[str, float | None]) -> Cell:
    """`Northland 5`, a line each; nothing where nobody needs it."""
    unit = domain.shared_unit
    lines = [
        Line(f"{capital(brief(domain, p))} {with_unit(more, None if unit else unit_of(domain, p))}")
        for p, more in worth.items()
        if more
    ]
    return tuple(lines) or words("nothing", "faint")


def _within(base: Base, one: Promise) -> Cell:
    """What else changes in the best package with the option, or that there is none."""
    if one.within is None:
        return words("none found", "faint")
    others = [said for said in base.differing(one.within.options) if said != f"{one.issue}: {one.option}"]
    return words("; ".join(_few(others)) or "nothing else changes")


def _few(said: Iterable[str]) -> list[str]:
    return shortened(list(said), 4)
