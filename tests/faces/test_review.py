"""`detente review` as a user meets it."""

import json
import sys
from pathlib import Path

import pytest

from tests.faces.test_cli import run

DEAL = """\
detente: 1
kind: exchange
title: Lots
parties: {north: Northland, south: Southland}
obligations:
  lots: {by: north, to: south, does: hand over the lots, amount: 3 lots, due: not stated,
         verified by: south, if missed: not stated}
"""
NOTHING = "detente: 1\nkind: other\ntitle: Lots\nparties: {north: Northland, south: Southland}\n"
BROKEN = "detente: 1\nparties: {north: Northland}\nobligations: {lots: {by: nobody}}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "deal.yaml").write_text(DEAL, encoding="utf-8")
    return tmp_path


def test_it_prints_a_page_and_exits_with_1_where_there_is_an_error(folder: Path) -> None:
    done = run("review", ".", cwd=folder)
    assert done.returncode == 1
    assert done.stdout.startswith("Lots\n════\n")
    assert "O002 the text does not state by when `lots`" in done.stdout
    assert "\x1b" not in done.stdout
    assert done.stderr == ""


def test_fail_on_sets_the_exit_status(tmp_path: Path) -> None:
    text = DEAL.replace("due: not stated", "due: 2031-03-03")
    (tmp_path / "deal.yaml").write_text(text, encoding="utf-8")
    assert run("review", ".", cwd=tmp_path).returncode == 0
    assert run("review", ".", "--fail-on", "warning", cwd=tmp_path).returncode == 1


def test_the_page_is_as_wide_as_columns_says(folder: Path) -> None:
    widest = {
        columns: max(map(len, run("review", ".", cwd=folder, COLUMNS=columns).stdout.splitlines()))
        for columns in ("60", "140")
    }
    assert widest["60"] <= 60 < widest["140"] <= 140


def test_json_holds_the_check_and_the_tables(folder: Path) -> None:
    made = json.loads(run("review", ".", "--format", "json", cwd=folder).stdout)
    assert made["format"] == made["review_format"] == 1
    assert made["duties"]["lots"]["empty"] == {"when": "not stated", "if_missed": "not stated"}
    assert made["parameters"]["only"] is None


@pytest.mark.parametrize(
    ("name", "begins"), [("page.md", "# Lots\n"), ("page.txt", "Lots\n════\n"), ("page.json", "{\n")]
)
def test_output_goes_into_a_file_in_the_form_of_its_ending(folder: Path, name: str, begins: str) -> None:
    done = run("review", ".", "--output", name, cwd=folder)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == f"written: {name}\n"
    assert (folder / name).read_text(encoding="utf-8").startswith(begins)


def test_an_own_file_of_the_deal_is_never_replaced(folder: Path) -> None:
    (folder / "text.md").write_text("1. Words.\n", encoding="utf-8")
    for name in ("deal.yaml", "text.md"):
        done = run("review", ".", "--output", name, cwd=folder)
        assert done.returncode == 2
        assert "a file of the deal itself" in done.stderr
    assert (folder / "deal.yaml").read_text(encoding="utf-8") == DEAL


def test_a_file_that_cannot_be_written_is_said_plainly(folder: Path) -> None:
    done = run("review", ".", "--output", "nowhere/page.md", cwd=folder)
    assert done.returncode == 2
    assert done.stderr.startswith("error: nowhere/page.md: ")


@pytest.mark.parametrize("command", ["review", "show"])
def test_a_file_not_understood_whole_is_answered_as_by_check(tmp_path: Path, command: str) -> None:
    (tmp_path / "deal.yaml").write_text(BROKEN, encoding="utf-8")
    done, checked = run(command, ".", cwd=tmp_path), run("check", ".", cwd=tmp_path)
    assert done.returncode == checked.returncode == 2
    assert done.stdout == checked.stdout
    made = json.loads(run(command, ".", "--format", "json", cwd=tmp_path).stdout)
    assert [finding["name"] for finding in made["findings"]] == ["unknown-id"]


def test_no_page_is_written_for_a_file_not_understood_whole(tmp_path: Path) -> None:
    (tmp_path / "deal.yaml").write_text(BROKEN, encoding="utf-8")
    assert run("review", ".", "--output", "page.md", cwd=tmp_path).returncode == 2
    assert not (tmp_path / "page.md").exists()


def test_a_deal_with_next_to_nothing_in_it_is_a_page_too(tmp_path: Path) -> None:
    (tmp_path / "deal.yaml").write_text(NOTHING, encoding="utf-8")
    done = run("review", ".", "--fail-on", "error", cwd=tmp_path)
    assert done.returncode in (0, 1)
    assert "No duty is recorded." in done.stdout
    assert "No demand of any party is recorded." in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX locale is set by its name")
def test_a_terminal_without_unicode_gets_escapes_and_no_traceback(folder: Path) -> None:
    done = run("review", ".", cwd=folder, PYTHONUTF8="0", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
