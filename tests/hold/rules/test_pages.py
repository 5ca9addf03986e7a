"""Every rule of `hold` keeps the promises of its page."""

from __future__ import annotations

import pytest

from detente.diagnose.rule import discover
from tests.rule_pages import Promises, of_each

RULES = discover("detente.hold.rules")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    of_each(RULES, metafunc)


class TestPages(Promises):
    pass


def test_the_rules_of_hold_are_about_sequence_and_guarantees() -> None:
    assert {made.code[0] for made in RULES} == {"G", "Q"}
