"""Make a large deal of a given number of obligations, for the benchmarks: `python benchmarks/large_deal.py 400`."""

from __future__ import annotations

import sys
from itertools import cycle

HEAD = """detente: 1
kind: ceasefire
title: A large deal, made for benchmarks
status: proposal
day zero: signature
calendar:
  days: calendar
  zone: "+00:00"
  first day: D+0
if breached: releases what depends on it
events:
  signature: {at: not stated}
parties:
  north: {name: Northland}
  south: {name: Southland}
verifiers:
  mission: {name: Joint Mission, access: "any place named in the annexes, on 24 hours notice"}
signs: [north, south]
stages:
"""
STAGE = """  s{stage}:
    opens:
      {opens}
      found by: mission
      by: D+{by}
      may be waived by: each party for itself
    lasts: 30 days
    otherwise:
      while: []
      at most: 14 days
      then: ends
      decided by: mission
"""
DUTY = """  act-{n}:
    stage: s{stage}
    by: {by}
    to: {to}
    does: hand over lot {n} of list L at the crossing
    amount: 10 persons
    parts: [4 by D+{first}, 6 by D+{second}]
    {condition}
    verified by: mission
    verified how: a count at the crossing, signed by both sides
    if missed: {{cure: 48 hours, then: releases}}
"""
ACTS_A_STAGE = 30  # one a day


def large_deal(count: int) -> str:
    """A deal of `count` one-off acts in stages of 30, one a day, each after the one before: 11.5 lines an act."""
    out = [HEAD]
    stages = (count + ACTS_A_STAGE - 1) // ACTS_A_STAGE
    for stage in range(stages):
        opens = "at: signature" if stage == 0 else f"when: [act-{stage * ACTS_A_STAGE}]"
        out.append(STAGE.format(stage=stage + 1, opens=opens, by=30 * stage))
    out.append("obligations:\n")
    for n, (by, to) in zip(
        range(1, count + 1), cycle([("north", "south"), ("south", "north")]), strict=False
    ):
        stage = (n - 1) // ACTS_A_STAGE
        day = n - 1
        condition = f"after: [act-{n - 1}]" if n > 1 else "to be checked: made for benchmarks"
        out.append(
            DUTY.format(n=n, stage=stage + 1, by=by, to=to, first=day, second=day, condition=condition)
        )
    return "".join(out)


if __name__ == "__main__":
    sys.stdout.write(large_deal(int(sys.argv[1])))
