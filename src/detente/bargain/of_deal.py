"""The domain of a deal: its open issues, what their options bring, and what the values files say of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from detente.bargain.domain import NEVER, NOTHING, RULES_OUT, Brought, Choice, Domain, Exclusion, written
from detente.deal.model import Deal, Values, in_words
from detente.deal.package import brought_by
from detente.deal.understood import refuse_problems
from detente.deal.units import unit_in_words
from detente.deal.worth import Ranking, Worth
from detente.errors import CannotCount


def domain_of(deal: Deal) -> Domain:
    """What is on the table in a deal, for the parties that have a values file.

    Raises:
        CannotCount: the deal was not understood whole, it has no issues with options, or fewer than two parties have
            values.
    """
    refuse_problems(deal)
    issues = {
        issue.id: tuple(issue.options)
        for issue in deal.issues.values()
        if isinstance(issue.options, dict) and issue.options
    }
    if not issues:
        raise CannotCount(
            f"{deal.name}: no issue with options is on the table, so that there is no package to compare.",
            help="write them under `issues:`, such as `port: {options: {open: {}, closed: {}}, draft: closed}`",
        )
    parties = tuple(party for party in deal.parties if party in deal.values)
    if len(parties) < 2:
        raise CannotCount(_too_few(deal, parties), help=_help_too_few(deal, parties))
    brought = _brought(deal, parties, issues)
    own = {party: _own(deal.values[party], issues) for party in parties}
    return Domain(
        parties=parties,
        issues=issues,
        own=own,
        no_deal={party: _known(deal.values[party].no_deal) for party in parties},
        excluded=tuple(_exclusions(deal, parties, issues)),
        brought=brought,
        rest={party: _rest(deal, party) for party in parties},
        draft={
            label: issue.draft
            for label, issue in deal.issues.items()
            if label in issues and isinstance(issue.draft, str) and issue.draft in issues[label]
        },
        unit={party: unit_in_words(deal.values[party].unit) for party in parties},
        rankings={party: tuple(r for r in _rankings(deal, party) if _of_options(r)) for party in parties},
        names={party: deal.call(party) for party in parties},
        title=deal.frame.title if isinstance(deal.frame.title, str) else deal.name,
        source=deal.file,
        assumptions=tuple(_assumptions(deal, parties, issues)),
        warnings=tuple(_warnings(deal, parties, own, brought)),
    )


def _too_few(deal: Deal, parties: tuple[str, ...]) -> str:
    if len(deal.parties) < 2:
        return f"{deal.name}: packages are compared for two parties or more, and the deal has {len(deal.parties)}."
    has = f"only {deal.call(parties[0])} has a values file" if parties else "no party has a values file"
    return f"{deal.name}: packages are compared for two parties or more, and {has}."


def _help_too_few(deal: Deal, parties: tuple[str, ...]) -> str | None:
    missing = [party for party in deal.parties if party not in parties]
    if not missing:
        return None
    who = missing[0] if len(missing) == 1 else "PARTY"
    return f"`detente weigh PATH {who}` asks for values and writes the file"


# --- worths ---


def _own(values: Values, issues: Mapping[str, tuple[str, ...]]) -> dict[Choice, Worth]:
    given = values.worth if isinstance(values.worth, dict) else {}
    return {
        (issue, option): given[written((issue, option))]
        for issue, options in issues.items()
        for option in options
        if written((issue, option)) in given
    }


def _rankings(deal: Deal, party: str) -> tuple[Ranking, ...]:
    return tuple(deal.values[party].ranking or ())


def _of_options(ranking: Ranking) -> bool:
    """Whether it ranks options alone: what is said of obligations is their size, and not what they are worth."""
    return all(":" in name for place in ranking.places for name in place)


def _known(worth: object) -> Worth | None:
    return worth if isinstance(worth, Worth) and not worth.is_unknown else None


def worth_of_obligation(deal: Deal, party: str, label: str) -> Worth | None:
    """What an obligation as a whole is worth to a party by its file; None where the file does not say.

    Parts and the shares of single performers add up, if all of them are given.
    """
    given = deal.values[party].worth
    if not isinstance(given, dict):
        return None
    if label in given:
        return given[label]
    owed = deal.obligations[label]
    parts = len(owed.parts) if isinstance(owed.parts, tuple) else 0
    for names in ([f"{label}.{n + 1}" for n in range(parts)], [f"{label}.{who}" for who in owed.by or ()]):
        if names and all(name in given for name in names):
            total = NOTHING
            for name in names:
                total += given[name]
            return total
    return None


def _brought(
    deal: Deal, parties: tuple[str, ...], issues: Mapping[str, tuple[str, ...]]
) -> tuple[Brought, ...]:
    found = []
    for label, (by_any, only_if) in brought_by(deal).items():
        if deal.obligations[label].on_breach_of or deal.obligations[label].on_event:
            continue  # as in the rest of the deal: counted as if everything goes as written
        worth = {
            party: known
            for party in parties
            if (known := worth_of_obligation(deal, party, label)) is not None
        }
        if worth and all(issue in issues for issue, _ in (*by_any, *only_if)):
            found.append(Brought(label, tuple(by_any), tuple(only_if), worth))
    return tuple(found)


def _unconditional(deal: Deal) -> list[str]:
    """The obligations that are carried out in every package, if all goes as written."""
    conditional = brought_by(deal)
    return [
        label
        for label, owed in deal.obligations.items()
        if label not in conditional and not owed.on_breach_of and not owed.on_event
    ]


def _rest(deal: Deal, party: str) -> Worth:
    total = NOTHING
    for label in _unconditional(deal):
        known = _known(worth_of_obligation(deal, party, label))
        total += NOTHING if known is None else known
    return total


# --- what is left out ---


def _exclusions(
    deal: Deal, parties: tuple[str, ...], issues: Mapping[str, tuple[str, ...]]
) -> Iterator[Exclusion]:
    for party in parties:
        values = deal.values[party]
        for at, choice in enumerate(values.never or ()):
            if choice[0] in issues:
                yield Exclusion(NEVER, (choice,), party, str(deal.place(values, "never", at)))
    for issue in issues:
        options = deal.issues[issue].options
        for label, option in options.items() if isinstance(options, dict) else ():
            for other, chosen in option.rules_out or ():
                if other in issues:
                    place = deal.place(deal.issues[issue], "options", label, "rules out", other)
                    yield Exclusion(RULES_OUT, ((issue, label), (other, chosen)), None, str(place))


# --- what the reader should know ---


def _assumptions(deal: Deal, parties: tuple[str, ...], issues: Mapping[str, object]) -> Iterator[str]:
    for party in parties:
        yield _whose(deal, party)
    without = [deal.call(party) for party in deal.parties if party not in parties]
    if without:
        yield f"No values file for {in_words(without)}: packages are compared for the others only."
    empty = [f"`{label}`" for label in deal.issues if label not in issues]
    if empty:
        yield f"Without options filled in, and so left out: {in_words(empty)}."
    discounted = [deal.call(party) for party in parties if isinstance(deal.values[party].discount, str)]
    if discounted:
        yield f"Later days count alike here; the discount of {in_words(discounted)} is not applied."
    for party in parties:
        for ranking in _rankings(deal, party):
            if not _of_options(ranking):
                yield f"{deal.call(party)}: the ranking `{ranking}` is of sizes of obligations, and is not used here."
    yield from _rest_in_words(deal, parties)


def _whose(deal: Deal, party: str) -> str:
    """As in: Values of Northland: judged by the mediator's analyst, on 2026-03-02, in points."""
    values = deal.values[party]
    judge = (
        f"judged by {values.judged_by}" if isinstance(values.judged_by, str) else "not said whose judgement"
    )
    said = [judge]
    if values.on:
        said.append(f"on {values.on}")
    unit = unit_in_words(values.unit)
    said.append("without a unit" if unit is None else f"in {unit}")
    return f"Values of {deal.call(party)}: {', '.join(said)}."


def _rest_in_words(deal: Deal, parties: tuple[str, ...]) -> Iterator[str]:
    labels = _unconditional(deal)
    for party in parties if labels else ():
        known = [label for label in labels if _known(worth_of_obligation(deal, party, label)) is not None]
        name = deal.call(party)
        if not known:
            yield f"What the rest of the deal is worth to {name} is not given and not counted; it is in every package."
        elif len(known) < len(labels):
            rest = [f"`{label}`" for label in labels if label not in known]
            yield (
                f"In every package {name} has what the rest of the deal is worth to it, {_rest(deal, party)}; not "
                f"given and not counted: {in_words(rest)}."
            )
        else:
            yield f"In every package {name} has what the rest of the deal is worth to it, {_rest(deal, party)}."


def _warnings(
    deal: Deal,
    parties: tuple[str, ...],
    own: Mapping[str, Mapping[Choice, Worth]],
    brought: tuple[Brought, ...],
) -> Iterator[str]:
    for party in parties:
        for one in brought:
            both = [f"`{written(c)}`" for c in one.by_any if c in own[party] and own[party][c] != NOTHING]
            if both and party in one.worth:
                yield (
                    f"{deal.call(party)}: {in_words(both)} and `{one.obligation}`, which it brings, both have a worth. "
                    "Both are counted, so the option's own worth must leave out what it brings."
                )
