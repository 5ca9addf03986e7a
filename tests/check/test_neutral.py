"""Neutrality: swap the parties in any deal, and the findings swap and nothing else changes."""

import json
import re

from hypothesis import given, settings

from detente.check import check
from detente.deal.loader import load_text
from detente.desk.review import review
from detente.report.page import as_markdown
from tests.strategies import deals

OTHER = {"aaaa": "bbbb", "bbbb": "aaaa", "Aaaa": "Bbbb", "Bbbb": "Aaaa"}


def swapped(text: str) -> str:
    return re.sub("|".join(OTHER), lambda hit: OTHER[hit[0]], text)


def printed(text: str) -> str:
    return json.dumps(check(load_text(text)).as_dict("x"), ensure_ascii=False)


@settings(max_examples=150, deadline=None)
@given(deals())
def test_swapping_the_parties_swaps_the_findings_and_nothing_else(text: str) -> None:
    assert load_text(text).problems == ()
    assert json.loads(swapped(printed(swapped(text)))) == json.loads(printed(text))


@settings(max_examples=60, deadline=None)
@given(deals())
def test_swapping_the_parties_swaps_the_review_and_nothing_else(text: str) -> None:
    pages = [as_markdown(review(load_text(one))) for one in (text, swapped(text))]
    assert swapped(pages[1]) == pages[0]


@settings(max_examples=60, deadline=None)
@given(deals())
def test_a_comment_moves_line_numbers_only(text: str) -> None:
    moved = text.replace("\nstages:", "\n\n# a remark\n\nstages:")
    told = [
        [(f.name, f.severity, f.message, f.subjects) for f in check(load_text(one)).findings]
        for one in (text, moved)
    ]
    assert told[0] == told[1]


@settings(max_examples=60, deadline=None)
@given(deals())
def test_checking_twice_says_the_same(text: str) -> None:
    assert printed(text) == printed(text)
