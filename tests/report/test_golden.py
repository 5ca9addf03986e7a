"""A whole page, word for word: what a change of any section changes for the reader."""

import re

from detente.deal.loader import load_text
from detente.desk.review import review
from detente.report import as_text

DEAL = """\
detente: 1
kind: exchange
title: Crates against a road
day zero: 2031-03-03
guarantees: not stated
parties: {north: Northland, south: Southland}
verifiers: {mission: Joint Mission}
terms: {quiet: {words: quiet, used in: [calm, end]}}
stages:
  one: {name: first stage, opens: {at: D+0}, lasts: 14 days, otherwise: not stated}
  two: {opens: {when: [crates], by: D+14}}
obligations:
  calm:
    {stage: one, by: [north, south], to: each other, each: yes, does: keep quiet on the road, from: D+0,
     until: stage one ends, verified by: mission, if missed: not stated, clause: "1.1"}
  crates:
    {stage: one, by: south, to: north, does: hand over the crates, amount: 9 crates, parts: [3 by D+2, 6 by D+9],
     while: [calm], verified by: mission, if missed: {cure: 2 days, then: releases}, clause: ["1.2", "4"]}
  road: {stage: two, by: north, to: south, does: leave the road, due: not stated, after: [crates], clause: "2.1"}
positions:
  south:
    demands:
      end: {wants: quiet for good, firmness: stated as a condition, met by: [calm], said by: a spokesman,
            speaker class: named official, date: 2031-01-05, source: {in: w1}}
    readings: [{term: quiet, says: for good, said by: a spokesman, speaker class: named official, source: {in: w1}}]
  north:
    readings: [{term: quiet, says: until the road is left, said by: not stated, speaker class: press, source: {in: w1}}]
sources: {w1: {publisher: Harbour Wire, date: 2031-01-06}}
"""

PAGE = """\
Crates against a road
═════════════════════

kind: exchange · status: — · day zero: 2031-03-03

This page holds 3 statements labelled `sealed`, or without a label: do not pass
it on as it stands.

In short

- Demands. Of 1 demand: 1 vague. Of those stated as a condition, not covered:
  Southland 1 of 1.
- Words and duties. Of 1 term: 1 read in more than one way and not settled
  (`quiet`). 3 duties recorded. Not said, or not filled in: by when (1), how one
  sees that it is done (1), who verifies (1), what follows if it is missed (2).
- Course and findings. 2 stages; not said what holds at the end of stage `one`
  if the next has not opened. No acts wait for each other. Nothing was found by
  the rules that were run.

1. Who takes part
─────────────────

who                     part     accepted asked for by
─────────────────────── ──────── ──────── ────────────
Northland (north)       party
Southland (south)       party
Joint Mission (mission) verifier —


2. What each party asked for, and what the text gives it
────────────────────────────────────────────────────────

party     demands covered vague missing crossed covered of those stated as a
                                                condition
───────── ─────── ─────── ───── ─────── ─────── ────────────────────────────────
Northland 0       0       0     0       0       none so stated
Southland 1       0       1     0       0       0 of 1

covered: the text answers it and says by whom, to whom, when and how one sees
it. vague: the text answers it, and one of these is not said, or a word in it is
read in more than one way. missing: nothing answers it. crossed: something in
the text contradicts it.

Northland

No demand is recorded.

Southland

demand                                    firmness  status answered  what it
                                                           by        lacks
───────────────────────────────────────── ───────── ────── ───────── ───────────
end                                       stated as vague  calm      quiet is
quiet for good                            a                          read in
said by: a spokesman (named official),    condition                  more than
2031-01-05, Harbour Wire [w1]                                        one way


3. How words are read, and what hangs on them
─────────────────────────────────────────────

“quiet”: read in more than one way, not settled

who       reads it as            said by                     when and where
───────── ────────────────────── ─────────────────────────── ───────────────────
Northland until the road is left not stated                  reported 2031-01-06
                                                             Harbour Wire [w1]
Southland for good               a spokesman (named          reported 2031-01-06
                                 official)                   Harbour Wire [w1]

What rests on it: duties `calm`; demands of Southland `end`.


4. Who owes what to whom, by when, and who verifies it
──────────────────────────────────────────────────────

3 duties recorded. Not said, or not filled in: by when (1), how one sees that it
is done (1), who verifies (1), what follows if it is missed (2). — nobody has
filled this in yet. not stated: the text was looked at and does not say.

Stage one: first stage

clause, duty          by, to       when     measure verified by if missed
───────────────────── ──────────── ──────── ─────── ─────────── ────────────────
1.1 calm              Northland    from D+0 kept    Joint       not stated
keep quiet on the     and          until    all the Mission
road                  Southland,   stage    time
                      each         one ends
                      to each
                      other

1.2 crates            Southland    3 by D+2 9       Joint       2 days to make
hand over the crates  to Northland 6 by D+9 crates  Mission     good, then what
only while kept:                            in 2                depends on it is
`calm`                                      parts               no longer owed
also clause 4

Stage two

clause, duty          by, to       when     measure verified by if missed
───────────────────── ──────────── ──────── ─────── ─────────── ────────────────
2.1 road              Northland    not      —       —           —
leave the road        to Southland stated
after `crates`


5. Guarantees
─────────────

The text was looked at and states no guarantee.


6. Stages
─────────

stage opens                   lasts                   if it ends and the next
                                                      has not opened
───── ─────────────────────── ─────────────────────── ──────────────────────────
one   at D+0                  14 days                 not stated
first                         2031-03-03 (D+0) to
stage                         2031-03-17 (D+14) at
                              the latest

two   when these are there:   —                       —
      crates
      found by: —
      at the latest D+14


7. The course of the deal, step by step
───────────────────────────────────────

Steps stand in the order that the text gives; where it gives none, by their
latest day, then as they stand in the file. The last column says what nobody
owes any longer if the step is missed, because it waits for it.

Stage one: first stage

no. step     by, to                  latest day then in     no longer owed if
                                                force       missed
─── ──────── ─────────────────────── ────────── ─────────── ────────────────────
1   begins:  Northland and Southland 2031-03-03 calm        crates, road
    calm     to each other           (D+0)
2   crates.1 Southland               2031-03-05             road
    3        to Northland            (D+2)
3   crates.2 Southland               2031-03-12             road
    6        to Northland            (D+9)

After the last of these steps: in force `calm`; `calm` ends with the stage.

party     will have given will have got will still owe will still be owed
───────── ─────────────── ───────────── ────────────── ──────────────────
Northland nothing         crates.1      road           nothing
                          crates.2
Southland crates.1        nothing       nothing        road
          crates.2

Stage two

no. step     by, to                  latest day then in     no longer owed if
                                                force       missed
─── ──────── ─────────────────────── ────────── ─────────── ────────────────────
4   road     Northland               not stated nothing
             to Southland

After the last of these steps: no standing duty in force.

party     will have given will have got will still owe will still be owed
───────── ─────────────── ───────────── ────────────── ──────────────────
Northland road            crates.1      nothing        nothing
                          crates.2
Southland crates.1        road          nothing        nothing
          crates.2

Acts that wait for each other

There are none, in the text or under the readings of the order that are
recorded.


8. If a duty is not carried out: consequences, disputes, ways out
─────────────────────────────────────────────────────────────────

question              what the text says
───────────────────── ──────────────────
in general            —
incidents             —
disputes and readings —
ways out              —
how long              —


9. Findings
───────────

Nothing was found. Rules that were run: 0.


10. Open points
───────────────

What the text does not state

For the deal as a whole: guarantees.

question                                                 of not stated for
──────────────────────────────────────────────────────── ── ──────────────
by when                                                  1  road
what follows if it is missed                             1  calm
what holds if the stage ends and the next has not opened 1  one

Terms that are not decided

- `quiet`: read in more than one way, not settled


11. Sources
───────────

id publisher    title date       cited by
── ──────────── ───── ────────── ─────────
w1 Harbour Wire —     2031-01-06 3 entries


12. How this page was made
──────────────────────────

Read off the deal file: coverage as each demand's `met by` and `crossed by` have
it; the course as a topological order of conditions, stages, exchanges and parts
(Kahn 1962), ties by latest day, then by the order of the file; circles as
strongly connected components (Tarjan 1972), in the text and under recorded
readings of the order.

Rules that were run: 0. Nobody's private values were used. Names of parties play
no part in any rule.
"""


def test_the_page_word_for_word() -> None:
    found = review(load_text(DEAL), only=[])
    assert found.check.understood
    assert as_text(found, 80) == PAGE


def test_colour_changes_no_word() -> None:
    coloured = as_text(review(load_text(DEAL), only=[]), 80, color=True)
    assert "\x1b[33mnot stated\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == PAGE
