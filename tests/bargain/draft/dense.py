"""Random domains whose numbers are small and whose draft is poor: many ties, trades, linked issues and bad drafts."""

from __future__ import annotations

import numpy as np

from detente.bargain.domain import Brought, Domain
from detente.deal.worth import Worth
from tests.bargain.domains import domain_of


def dense(seed: int) -> Domain:
    """Three to five issues of two or three options; about half with statements and obligations that link issues."""
    rng = np.random.default_rng(seed)
    parties = ["north", "south", "east"][: rng.integers(2, 4)]
    largest = int(rng.choice([2, 4, 9]))

    def row() -> tuple[int, ...]:
        return tuple(rng.integers(-largest, largest + 1, len(parties)).tolist())

    tables = {
        f"issue-{i}": {f"o{k}": row() for k in range(rng.integers(2, 4))} for i in range(rng.integers(3, 6))
    }
    choices = [(issue, option) for issue, options in tables.items() for option in options]

    def some() -> tuple[str, str]:
        return choices[rng.integers(len(choices))]

    linked = rng.random() < 0.5
    pairs = [(some(), some()) for _ in range(rng.integers(1, 4) if linked else 0)]
    return domain_of(
        tables,
        parties,
        no_deal=[None if rng.random() < 0.7 else row()[0] for _ in parties],
        never=[("south", *some()) for _ in range(rng.integers(0, 3))] if rng.random() < 0.3 else (),
        rules_out=[(*a, *b) for a, b in pairs if a[0] != b[0]],
        brought=[
            Brought(
                f"duty-{at}",
                (some(),),
                (some(),),
                dict(zip(parties, (Worth(w, w) for w in map(float, row())), strict=True)),
            )
            for at in range(rng.integers(0, 3) if linked else 0)
        ],
        draft={issue: list(options)[rng.integers(len(options))] for issue, options in tables.items()},
    )
