"""Domains for tests: from plain tables, at random, and listed whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from hypothesis import strategies as st

from detente.bargain.domain import NEVER, RULES_OUT, Brought, Domain, Exclusion
from detente.deal.worth import Worth

Tables = Mapping[str, Mapping[str, Sequence[float]]]


def domain_of(
    tables: Tables,
    parties: Sequence[str] = ("north", "south"),
    *,
    no_deal: Sequence[float | None] | None = None,
    never: Sequence[tuple[str, str, str]] = (),
    rules_out: Sequence[tuple[str, str, str, str]] = (),
    brought: Sequence[Brought] = (),
    draft: Mapping[str, str] | None = None,
    unit: str | None = "points",
) -> Domain:
    """`{issue: {option: (worth to each party, ...)}}` as a domain.

    `never`: (party, issue, option). `rules_out`: (issue, option, other issue, its option).
    """
    given = no_deal if no_deal is not None else [None] * len(parties)
    return Domain(
        parties=tuple(parties),
        issues={issue: tuple(options) for issue, options in tables.items()},
        own={
            party: {
                (issue, option): Worth(float(row[at]), float(row[at]))
                for issue, options in tables.items()
                for option, row in options.items()
            }
            for at, party in enumerate(parties)
        },
        no_deal={
            party: None if worth is None else Worth(float(worth), float(worth))
            for party, worth in zip(parties, given, strict=True)
        },
        excluded=(
            *(Exclusion(NEVER, ((issue, option),), party) for party, issue, option in never),
            *(Exclusion(RULES_OUT, ((a, x), (b, y))) for a, x, b, y in rules_out),
        ),
        brought=tuple(brought),
        draft=dict(draft or {}),
        unit=dict.fromkeys(parties, unit),
        rest={},
    )


def allowed_packages(domain: Domain) -> Iterator[dict[str, str]]:
    """Every package that no statement leaves out, in the order of the file."""
    for chosen in product(*domain.issues.values()):
        package = dict(zip(domain.issues, chosen, strict=True))
        if not domain.is_excluded(package):
            yield package


def worths_of(domain: Domain, package: Mapping[str, str]) -> tuple[float, ...]:
    """What a package is worth to each party, in the order of the parties."""
    return tuple(domain.worth(party, package).low for party in domain.parties)


def accepted(domain: Domain, worths: Sequence[float]) -> bool:
    """Whether nobody is below its no-deal worth."""
    limits = [domain.no_deal.get(party) for party in domain.parties]
    return all(limit is None or worth >= limit.low for worth, limit in zip(worths, limits, strict=True))


def undominated(domain: Domain) -> dict[tuple[float, ...], list[dict[str, str]]]:
    """By full enumeration: the undominated worths that give everybody its no-deal worth, and their packages."""
    groups: dict[tuple[float, ...], list[dict[str, str]]] = {}
    for package in allowed_packages(domain):
        worths = worths_of(domain, package)
        if accepted(domain, worths):
            groups.setdefault(worths, []).append(package)
    return {
        worths: packages
        for worths, packages in groups.items()
        if not any(
            other != worths and all(a >= b for a, b in zip(other, worths, strict=True)) for other in groups
        )
    }


@st.composite
def domains(
    draw: st.DrawFn,
    *,
    parties: int | None = None,
    most_issues: int = 4,
    most_options: int = 4,
    constrained: bool = True,
    largest: int = 8,
    with_no_deal: bool = True,
) -> Domain:
    """Small random domains with whole worths: many ties; with and without statements that leave packages out."""
    m = parties if parties is not None else draw(st.integers(2, 4))
    names = ["north", "south", "east", "west", "coast"][:m]
    sizes = draw(st.lists(st.integers(1, most_options), min_size=1, max_size=most_issues))
    number = st.integers(-largest, largest)
    tables = {
        f"issue-{i}": {f"o{k}": draw(st.tuples(*[number] * m)) for k in range(size)}
        for i, size in enumerate(sizes)
    }
    choices = [(issue, option) for issue, options in tables.items() for option in options]
    never = []
    rules_out = []
    brought = []
    if constrained:
        for issue, option in draw(st.lists(st.sampled_from(choices), max_size=2)):
            never.append((draw(st.sampled_from(names)), issue, option))
        pairs = draw(st.lists(st.tuples(st.sampled_from(choices), st.sampled_from(choices)), max_size=3))
        rules_out = [(*a, *b) for a, b in pairs if a[0] != b[0]]
        for at, group in enumerate(
            draw(st.lists(st.lists(st.sampled_from(choices), min_size=1, max_size=2), max_size=2))
        ):
            worth = {name: Worth(float(w), float(w)) for name in names for w in [draw(number)]}
            only_if = tuple(draw(st.lists(st.sampled_from(choices), max_size=1)))
            brought.append(Brought(f"duty-{at}", tuple(group), only_if, worth))
    no_deal = [draw(st.none() | number) for _ in names] if with_no_deal else None
    draft = {issue: draw(st.sampled_from(list(options))) for issue, options in tables.items()}
    return domain_of(
        tables, names, no_deal=no_deal, never=never, rules_out=rules_out, brought=brought, draft=draft
    )
