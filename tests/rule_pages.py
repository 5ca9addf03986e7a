"""What every rule promises with its page: the example is found, the other way of writing it is not."""

from __future__ import annotations

import re
from functools import cache

import pytest

from detente.deal.course import course_of
from detente.deal.loader import load_text
from detente.deal.model import Deal
from detente.diagnose.diagnostic import Remark, Severity
from detente.diagnose.rule import Rule


@cache
def deal_of(text: str) -> Deal:
    return load_text(text)


def found(made: Rule, text: str) -> list[Remark]:
    deal = deal_of(text)
    return list(made(deal, course_of(deal)))


def of_each(rules: tuple[Rule, ...], metafunc: pytest.Metafunc) -> None:
    """Run each test that takes a rule (`made`) once for each of the rules, and give all of them to `every`."""
    if "made" in metafunc.fixturenames:
        metafunc.parametrize("made", rules, ids=[made.name for made in rules])
    if "every" in metafunc.fixturenames:
        metafunc.parametrize("every", [rules], ids=["every"])


SIDES = {"Northland": "Southland", "Southland": "Northland", "north": "south", "south": "north"}


def changed_over(text: str) -> str:
    """The text with the two sides in each other's place."""
    return re.sub(r"Northland|Southland|\bnorth\b|\bsouth\b", lambda side: SIDES[side[0]], text)


# One side's word, or a word of blame: none of them is ours. See the words of the project in CONTRIBUTING.md.
REFUSED = re.compile(
    r"\b(?:terror\w*|regime|occup(?:ied|ation)|aggress\w+|claimed|admitted|insisted|violat\w+|breached|tempt\w+|bad\s+faith|"
    r"liar|lied|enem(?:y|ies)|unfair\w*|greedy|guilt\w*|fault|blame\w*|I\s+think|sorry)\b"
    r"|(?<!captives/)\bhostages?\b|\bprisoners?\b(?!/detainees)|\bblockades?\b(?!/closure)"
    r"|\bcaptives?\b(?!/hostages)|(?<!prisoners/)\bdetainees?\b",
    re.IGNORECASE,
)


class Promises:
    """The tests; a test module names its rules with `of_each` and inherits from this class."""

    def test_the_two_deals_of_a_page_are_whole(self, made: Rule) -> None:
        for text in (made.page.example, made.page.instead):
            deal = deal_of(text)
            assert [problem.message for problem in deal.problems] == []
            assert made.applies_to(deal.frame.kind if isinstance(deal.frame.kind, str) else None)

    def test_the_example_is_found(self, made: Rule) -> None:
        assert found(made, made.page.example)

    def test_the_other_way_of_writing_it_is_not_found(self, made: Rule) -> None:
        assert [remark.message for remark in found(made, made.page.instead)] == []

    def test_a_finding_has_a_place_in_the_deal_and_ids_that_are_in_it(self, made: Rule) -> None:
        deal = deal_of(made.page.example)
        for remark in found(made, made.page.example):
            for span in (remark.span, *(related.span for related in remark.related)):
                assert span.source is deal.documents[deal.file].source
                assert 0 <= span.start <= span.end <= len(span.source.text)
            subjects = remark.subjects.as_dict()
            subjects["parties"] = [label for label in subjects["parties"] if label not in deal.actors]
            for section in ("obligations", "terms", "demands", "stages", "guarantees"):
                assert set(subjects.pop(section)) <= set(getattr(deal, section))
            assert subjects == {"parties": []}

    def test_a_finding_is_one_sentence_that_helps(self, made: Rule) -> None:
        for remark in found(made, made.page.example):
            assert remark.message == remark.message.strip(" .")
            assert "\n" not in remark.message
            assert remark.help
            assert not re.search("None|NOT_STATED", remark.message)

    def test_a_pattern_on_words_is_never_an_error(self, made: Rule) -> None:
        if made.page.basis == "text":
            severities = {remark.severity or made.severity for remark in found(made, made.page.example)}
            assert Severity.error not in severities

    def test_the_same_sentence_for_either_side(self, made: Rule) -> None:
        here = [(remark.message, remark.help, remark.severity) for remark in found(made, made.page.example)]
        there = found(made, changed_over(made.page.example))
        back = [(changed_over(one.message), changed_over(one.help or ""), one.severity) for one in there]
        assert sorted(map(str, here)) == sorted(map(str, back))

    def test_the_words_are_neutral(self, made: Rule) -> None:
        # Keys of the format (`if breached`) and ids stand in backticks.
        texts = [
            re.sub(r"`[^`]*`", "", text)
            for text in (made.page.headline, made.page.finds, made.page.matters, made.page.allow)
        ]
        texts += [
            re.sub(r"`[^`]*`", "", f"{remark.message} {remark.help}")
            for remark in found(made, made.page.example)
        ]
        for text in texts:
            assert REFUSED.findall(text) == []

    def test_no_rule_stops_at_a_deal_that_another_rule_is_about(self, every: tuple[Rule, ...]) -> None:
        texts = {text for made in every for text in (made.page.example, made.page.instead)}
        for text in texts:
            deal = deal_of(text)
            for made in every:
                for remark in made(deal, course_of(deal)):
                    assert remark.message

    @pytest.mark.parametrize(
        "text", ["", "detente: 1\n", "detente: 1\nkind: not stated\nparties: not stated\n", "- 1\n"]
    )
    def test_no_rule_stops_at_a_deal_with_nothing_in_it(self, text: str, every: tuple[Rule, ...]) -> None:
        for made in every:
            assert all(remark.message for remark in found(made, text))
