"""Plain tables from Python: what is read, and what is refused with a name."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from detente.bargain.numbers import numbers_of
from detente.bargain.tables import domain_of_tables
from detente.deal.worth import Worth
from detente.errors import CannotCount, DetenteError, UnknownName

TABLES: dict[str, Any] = {
    "port": {"open": {"north": 3, "south": "1..2"}, "shut": {"north": np.int64(0), "south": 0.5}},
    "road": {"open": {"north": np.float64(1.5), "south": 1}, "shut": {"north": 0, "south": Worth(2, 2)}},
}


def test_tables_are_read_in_their_order() -> None:
    domain = domain_of_tables(
        TABLES,
        no_deal={"south": 1},
        never={"north": [("port", "shut")]},
        rules_out=[(("port", "open"), ("road", "shut"))],
        draft={"port": "open"},
        unit={"north": "points"},
    )
    assert domain.parties == ("north", "south")
    assert domain.issues == {"port": ("open", "shut"), "road": ("open", "shut")}
    assert domain.own["north"] == {
        ("port", "open"): Worth(3, 3),
        ("port", "shut"): Worth(0, 0),
        ("road", "open"): Worth(1.5, 1.5),
        ("road", "shut"): Worth(0, 0),
    }
    assert domain.own["south"]["port", "open"] == Worth(1, 2)
    assert domain.no_deal == {"north": None, "south": Worth(1, 1)}
    assert [str(one) for one in domain.excluded] == [
        "north: never `port: shut`",
        "`port: open` rules out `road: shut`",
    ]
    assert domain.unit == {"north": "points", "south": None}
    assert domain.shared_unit is None
    assert domain.packages == 4


@pytest.mark.parametrize(
    ("tables", "told"),
    [
        ({}, "There are no issues"),
        ({"port": {}}, "The issue `port` has no options"),
        ({"port": {"open": 3}}, "`port: open` needs a worth for each party, not a number"),
        ({"port": {"open": {"north": 3}}}, r"the tables have 1 \(`north`\)"),
        (
            {"port": {"open": {"north": 3, "south": 1}, "shut": {"north": 3}}},
            "There is no worth of `port: shut` for south",
        ),
        (
            {"port": {"open": {"north": float("nan"), "south": 1}}},
            "The worth of `port: open` for north: `nan` is not a worth",
        ),
        (
            {"port": {"open": {"north": None, "south": 1}}},
            "The worth of `port: open` for north: a worth is a number",
        ),
        ({"port": {"open": {"north": "much", "south": 1}}}, "`much` is not a worth"),
    ],
)
def test_what_is_missing_is_named(tables: Any, told: str) -> None:
    with pytest.raises(CannotCount, match=told):
        domain_of_tables(tables)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"no_deal": {"nrth": 1}}, r"no party `nrth`\. \(Did you mean `north`\?\)"),
        ({"never": {"west": []}}, "no party `west`"),
        ({"never": {"north": [("prt", "open")]}}, "no issue `prt`"),
        ({"rules_out": [(("port", "open"), ("road", "shot"))]}, "no option of `road` `shot`"),
        ({"draft": {"port": "opn"}}, "no option of `port` `opn`"),
        ({"unit": {"east": "points"}}, "no party `east`"),
    ],
)
def test_names_that_are_not_there_are_told(given: Any, told: str) -> None:
    with pytest.raises(UnknownName, match=told):
        domain_of_tables(TABLES, **given)


def test_every_refusal_is_one_of_ours() -> None:
    with pytest.raises(DetenteError):
        domain_of_tables([1, 2])  # type: ignore[arg-type]


def test_fractions_and_decimals_are_taken_exactly() -> None:
    tables: Any = {
        "port": {"open": {"north": Fraction(1, 3), "south": Decimal("1.5")}, "shut": {"north": 0, "south": 0}}
    }
    numbers = numbers_of(domain_of_tables(tables))
    assert numbers.step == (Fraction(1, 3), Fraction(3, 2))


@pytest.mark.parametrize(
    "given", [{"never": {"north": "port"}}, {"never": {"north": [("port",)]}}, {"rules_out": ["po"]}]
)
def test_what_is_no_choice_is_refused(given: Any) -> None:
    with pytest.raises(CannotCount, match="is not an issue with its option"):
        domain_of_tables(TABLES, **given)


def test_a_million_options_are_refused_at_once() -> None:
    worths = {"north": 1, "south": "not even read"}
    options = {str(number): worths for number in range(1_000_000)}
    with pytest.raises(CannotCount, match="`price` has 1,000,000 options"):
        domain_of_tables({"price": options})
