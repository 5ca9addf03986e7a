"""Whom a guarantee stands for: those who perform what it covers, however `secures` is meant."""

from __future__ import annotations

import pytest

from detente.deal.course import course_of
from detente.deal.loader import load_text
from detente.hold.play.acts import acts_of
from detente.hold.play.pledges import bearings_of

DEAL = """
detente: 1
parties: {north: {}, south: {}}
guarantors: {coast: {}}
obligations:
  pull-back: {by: north, to: south, due: D+2}
  calm: {by: [north, south], to: each other, due: D+3}
guarantees:
  bond: {by: coast, SECURES, covers: COVERS, form: bond}
"""


def covered(secures: str, covers: str, party: str) -> tuple[frozenset[str], bool] | None:
    deal = load_text(DEAL.replace("SECURES", secures).replace("COVERS", covers))
    assert deal.problems == ()
    course = course_of(deal)
    found = bearings_of(course, party, acts_of(course))
    return (found[0].covers, found[0].counts) if found else None


@pytest.mark.parametrize(
    "secures", ["secures: north", "secures: south", "secures: [north, south]", "secures: not stated"]
)
def test_one_performer_is_meant_whoever_is_named(secures: str) -> None:
    assert covered(secures, "[pull-back]", "north") == (frozenset({"pull-back"}), True)
    assert covered(secures, "[pull-back]", "south") in (None, (frozenset(), False))


def test_of_several_performers_those_are_meant_that_are_named() -> None:
    assert covered("secures: north", "[calm]", "north") == (frozenset({"calm"}), True)
    assert covered("secures: north", "[calm]", "south") is None
    assert covered("secures: not stated", "[calm]", "south") == (frozenset({"calm"}), True)
