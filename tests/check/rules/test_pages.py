"""Every rule of `check` keeps the promises of its page."""

from __future__ import annotations

import pytest

from detente.diagnose.rule import SUBJECT_LETTERS, discover
from tests.rule_pages import REFUSED, Promises, of_each

RULES = discover("detente.check.rules")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    of_each(RULES, metafunc)


class TestPages(Promises):
    pass


def test_there_are_rules_of_every_subject_that_check_looks_at() -> None:
    assert {made.code[0] for made in RULES} == set(SUBJECT_LETTERS) - {"F"}


@pytest.mark.parametrize(
    "words", ["the hostage", "it violated", "two prisoners", "the blockade", "in bad faith"]
)
def test_the_list_of_refused_words_refuses(words: str) -> None:
    assert REFUSED.search(words)


@pytest.mark.parametrize(
    "words", ["captives/hostages", "prisoners/detainees", "the blockade/closure", "not carried out"]
)
def test_the_list_of_refused_words_lets_pairs_stand(words: str) -> None:
    assert not REFUSED.search(words)
