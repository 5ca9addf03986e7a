"""Domains for tests, with worths as values files write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from detente.bargain.domain import Brought, Domain, Exclusion
from detente.deal.worth import Worth, parse_ranking, parse_worth
from tests.bargain.domains import domains


def told(
    issues: Mapping[str, Sequence[str]],
    own: Mapping[str, Mapping[str, Any]],
    *,
    rankings: Mapping[str, Sequence[str]] | None = None,
    no_deal: Mapping[str, Any] | None = None,
    brought: Sequence[Brought] = (),
    excluded: Sequence[Exclusion] = (),
    draft: Mapping[str, str] | None = None,
) -> Domain:
    """`own[party]["port: open"]` is `20`, `20..30`, `30..45 likely 40` or `unknown`."""
    return Domain(
        parties=tuple(own),
        issues={issue: tuple(options) for issue, options in issues.items()},
        own={
            party: {
                (name.partition(": ")[0], name.partition(": ")[2]): parse_worth(worth)
                for name, worth in table.items()
            }
            for party, table in own.items()
        },
        no_deal={
            party: None if party not in (no_deal or {}) else parse_worth((no_deal or {})[party])
            for party in own
        },
        excluded=tuple(excluded),
        brought=tuple(brought),
        draft=dict(draft or {}),
        rankings={
            party: tuple(parse_ranking(one) for one in lines) for party, lines in (rankings or {}).items()
        },
        names={party: party.title() for party in own},
    )


@st.composite
def uncertain(draw: st.DrawFn, *, constrained: bool = True) -> Domain:
    """Small random domains, some of whose worths are ranges."""
    domain = draw(domains(constrained=constrained))

    def blurred(worth: Worth) -> Worth:
        width = draw(st.sampled_from([0, 0, 2, 5]))
        likely = draw(st.sampled_from([None, worth.low + width / 4])) if width else None
        return Worth(worth.low, worth.low + width, likely)

    return replace(
        domain,
        own={
            party: {choice: blurred(worth) for choice, worth in table.items()}
            for party, table in domain.own.items()
        },
        brought=tuple(
            replace(one, worth={party: blurred(worth) for party, worth in one.worth.items()})
            for one in domain.brought
        ),
    )
