"""`detente show` as a user meets it."""

import json
import time
from pathlib import Path

import pytest

from tests.faces.test_cli import run

DEAL = """\
detente: 1
kind: exchange
title: Lots
parties: {north: Northland, south: Southland}
terms: {lot: {words: lot, used in: [lots]}}
stages: {one: {opens: {at: D+0}, otherwise: not stated}}
obligations:
  lots: {stage: one, by: north, to: south, does: hand over the lots, due: not stated}
positions: {south: {demands: {many: {wants: many lots, met by: [lots]}}}}
"""
TITLES = {
    "coverage": "What each party asked for, and what the text gives it",
    "readings": "How words are read, and what hangs on them",
    "duties": "Who owes what to whom, by when, and who verifies it",
    "guarantees": "Guarantees",
    "stages": "Stages",
    "course": "The course of the deal, step by step",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "deal.yaml").write_text(DEAL, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("what", TITLES)
def test_one_table_alone(folder: Path, what: str) -> None:
    done = run("show", ".", "--what", what, cwd=folder)
    assert done.returncode == 0
    assert f"\n1. {TITLES[what]}\n" in done.stdout
    assert "\n2. " not in done.stdout


def test_all_tables_in_the_order_of_the_page(folder: Path) -> None:
    text = run("show", ".", cwd=folder).stdout
    places = [text.index(f"{number}. {title}") for number, title in enumerate(TITLES.values(), 1)]
    assert places == sorted(places)


def test_markdown_and_json(folder: Path) -> None:
    assert run("show", ".", "--format", "markdown", cwd=folder).stdout.startswith("# Lots\n\n## 1. ")
    made = json.loads(run("show", ".", "--what", "duties", "--format", "json", cwd=folder).stdout)
    assert list(made) == ["detente", "format", "deal", "duties"]
    assert made["duties"]["lots"]["when"] == [{"for": "due", "time": "not stated"}]
    everything = json.loads(run("show", ".", "--format", "json", cwd=folder).stdout)
    assert list(everything) == ["detente", "format", "deal", *TITLES]


def test_findings_play_no_part_in_the_exit_status(folder: Path) -> None:
    assert run("check", ".", cwd=folder).returncode == 1
    assert run("show", ".", cwd=folder).returncode == 0


def test_an_unknown_table_is_named_with_those_there_are(folder: Path) -> None:
    done = run("show", ".", "--what", "duty", cwd=folder)
    assert done.returncode == 2
    assert "'duties'" in done.stderr


@pytest.mark.slow
def test_four_thousand_duties_are_shown_in_seconds(tmp_path: Path) -> None:
    acts = "".join(
        f"  act-{n}: {{stage: s{n // 100}, by: {'north' if n % 2 else 'south'}, to: {'south' if n % 2 else 'north'}, "
        f"does: hand over lot {n}, due: D+{n}, after: [act-{n - 1}]}}\n"
        for n in range(1, 4000)
    )
    stages = "".join(f"  s{n}: {{lasts: 100 days}}\n" for n in range(40))
    (tmp_path / "deal.yaml").write_text(
        "detente: 1\nday zero: 2031-01-01\nparties: {north: Northland, south: Southland}\n"
        f"stages:\n{stages}obligations:\n  act-0: {{by: north, to: south}}\n{acts}",
        encoding="utf-8",
    )
    started = time.monotonic()
    done = run("show", ".", cwd=tmp_path)
    assert done.returncode == 0
    assert "4000 duties recorded" in done.stdout
    assert (
        time.monotonic() - started < 20
    )  # under 3 s on an idle machine; a loaded one must not fail the test
