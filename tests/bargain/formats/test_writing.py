from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.bargain import bargain
from detente.bargain.formats import frontier_csv
from detente.errors import CannotCount
from tests.bargain.domains import Tables, domain_of, undominated

TABLES: Tables = {
    "port": {"open": (9, 0), "shared": (5, 6), "shut": (0, 9)},
    "tolls": {"low": (0, 2.5), "high": (3, 0)},
}


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def test_one_row_a_point_with_worths_options_and_ties() -> None:
    domain = domain_of({**TABLES, "flag": {"red": (0, 0), "blue": (0, 0)}})
    head, *body = rows(frontier_csv(bargain(domain)))
    assert head == ["worth to north", "worth to south", "port", "tolls", "flag", "ties"]
    assert {(float(a), float(b)): int(ties) for a, b, *_, ties in body} == {
        worths: len(packages) for worths, packages in undominated(domain).items()
    }
    assert body[0] == ["12", "0", "open", "high", "red", "2"]
    assert [float(row[0]) for row in body] == sorted((float(row[0]) for row in body), reverse=True)


def test_lines_end_as_rfc_4180_has_it_and_the_same_goes_into_a_file(tmp_path: Path) -> None:
    found = bargain(domain_of(TABLES))
    with (tmp_path / "frontier.csv").open("w", newline="", encoding="utf-8") as file:
        text = frontier_csv(found, file)
    assert (tmp_path / "frontier.csv").read_bytes() == text.encode()
    assert text.endswith("\r\n")
    assert text.count("\n") == text.count("\r\n") == len(found.frontier or ()) + 1


@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1), min_size=1, max_size=3, unique=True))
def test_any_label_is_one_cell_and_no_formula(labels: list[str]) -> None:
    domain = domain_of({"port": {label: (at, -at) for at, label in enumerate(labels)}})
    body = rows(frontier_csv(bargain(domain)))[1:]
    assert len(body) == len(labels)
    for row in body:
        assert row[2].removeprefix("'") in {label.removeprefix("'") for label in labels}
        assert not row[2].startswith(("=", "@", "\t", "\r"))


@pytest.mark.parametrize(
    ("label", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-5", "-5"),
        ("+1.5", "+1.5"),
        ("5 = five", "5 = five"),
        ('a, "b"\nc', 'a, "b"\nc'),
    ],
)
def test_formulas_are_written_as_text_and_numbers_as_they_are(label: str, cell: str) -> None:
    domain = domain_of({label: {label: (1, 1)}})
    head, body = rows(frontier_csv(bargain(domain)))
    assert (head[2], body[2]) == (cell, cell)


def test_columns_have_names_of_their_own() -> None:
    domain = domain_of({"ties": {"a": (1, 1)}, "worth to north": {"b": (1, 1)}})
    head, body = rows(frontier_csv(bargain(domain)))
    assert head == ["worth to north", "worth to south", "issue ties", "issue worth to north", "ties"]
    assert body == ["2", "2", "a", "b", "1"]


def test_without_a_frontier_it_says_why() -> None:
    found = replace(bargain(domain_of(TABLES)), frontier=None, notes=("Too closely linked.",))
    with pytest.raises(CannotCount, match="Too closely linked"):
        frontier_csv(found)
