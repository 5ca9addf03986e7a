"""Run one rule over a deal written in the test."""

from __future__ import annotations

from textwrap import dedent

from detente.deal.course import course_of
from detente.deal.loader import load_text
from detente.diagnose.diagnostic import Remark
from detente.diagnose.rule import discover, find

HEAD = "detente: 1\nkind: other\nparties: {north: Northland, south: Southland}\n"


def looked(rule: str, body: str, head: str = HEAD) -> list[Remark]:
    """What a rule finds in a deal between Northland and Southland; the body is the rest of the deal file."""
    discover("detente.check.rules")
    deal = load_text(head + dedent(body).lstrip("\n"))
    assert [problem.message for problem in deal.problems] == []
    return list(find(rule)(deal, course_of(deal)))


def messages(rule: str, body: str, head: str = HEAD) -> list[str]:
    """The sentences of what a rule finds."""
    return [remark.message for remark in looked(rule, body, head)]
