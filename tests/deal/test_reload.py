"""A deal read again in memory is the deal that its files would give."""

import shutil
from pathlib import Path

import pytest

from detente.deal.loader import load, load_text
from detente.deal.model import Deal
from detente.deal.reload import reload
from tests.folders import EXAMPLES


def told(deal: Deal) -> tuple[object, ...]:
    """Everything a deal says, without its documents."""
    return (
        deal.name,
        deal.frame,
        *(
            dict(getattr(deal, name))
            for name in ("parties", "obligations", "guarantees", "values", "demands")
        ),
        deal.readings,
        deal.claims,
        [clause.text for clause in deal.clauses],
        [(str(problem.span), problem.message) for problem in deal.problems],
    )


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_nothing_changes_where_no_text_does(folder: Path) -> None:
    deal = load(folder)
    assert told(reload(deal, {})) == told(deal)


def test_a_changed_text_reads_as_the_changed_file(tmp_path: Path) -> None:
    folder = tmp_path / "deal"
    shutil.copytree(next(path for path in EXAMPLES if path.name == "cold-store-build"), folder)
    deal = load(folder)
    owner = next(name for name in deal.documents if name.endswith("values/owner.yaml"))
    text = deal.documents[owner].source.text.replace("build-1: 0.3", "build-1: 0.5")
    again = reload(deal, {owner: text})
    (folder / "values" / "owner.yaml").write_text(text)
    assert told(again) == told(load(folder))
    assert again.values["owner"] != deal.values["owner"]


def test_a_changed_text_that_is_amiss_is_a_problem() -> None:
    deal = load_text("detente: 1\nparties: {a: A, b: B}\n")
    assert not deal.problems
    again = reload(deal, {"deal.yaml": "detente: 1\nparties: {a: A, b: B}\nobligations: {x: {by: c}}\n"})
    assert [problem.name for problem in again.problems] == ["unknown-id"]


def test_values_from_another_folder_stay_in_place_of_those_in_the_file(tmp_path: Path) -> None:
    folder, private = tmp_path / "deal", tmp_path / "private"
    folder.mkdir()
    private.mkdir()
    obligations = "obligations: {x: {by: a, to: b, does: x}}\n"
    values = "values: {a: {worth: {x: -1}}, b: {worth: {x: 1}}}\n"
    (folder / "deal.yaml").write_text("detente: 1\nparties: {a: A, b: B}\n" + obligations + values)
    (private / "a.yaml").write_text("values of: a\nworth: {x: -7}\n")
    deal = load(folder, values=private)
    again = reload(deal, {})
    assert set(again.values) == {"a"}
    assert told(again) == told(deal)
