"""`detente hold` for one deal, as a user meets it."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from detente.errors import UnknownName
from detente.faces.cli import group
from detente.hold.repair import Repair
from detente.hold.results import Hold
from tests.faces.test_cli import run
from tests.hold.records import DEAL, SIGNS, VALUED, answer

CYCLE = DEAL.replace("due: D+1}", "due: D+1, after: [release-rest]}")
WITHOUT_VALUES = DEAL.partition("values:")[0]
HOLDS = """\
detente: 1
kind: exchange
title: One gives
if breached: releases what depends on it
parties: {north: Northland, south: Southland}
obligations:
  pay: {by: north, to: south, does: pay, due: D+1}
  hand-over: {by: south, to: north, does: hand it over, due: D+2, after: [pay]}
values:
  north: {judged by: the author, worth: {pay: -1, hand-over: 2}}
  south: {judged by: the author, worth: {pay: 2, hand-over: 0}}
"""
DOES_NOT_HOLD = HOLDS.replace("hand-over: 0", "hand-over: -1")
CANNOT_BE_SAID = HOLDS.replace("hand-over: 0", "hand-over: -1..1")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "deal.yaml").write_text(DOES_NOT_HOLD, encoding="utf-8")
    return tmp_path


def called(*args: str) -> Result:
    """The command in this process: its exit status is what it returns."""
    return CliRunner().invoke(group, ["hold", *args], standalone_mode=False)


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch) -> Callable[[Hold], None]:
    """Answers come from a record made by hand."""

    def give(found: Hold) -> None:
        monkeypatch.setattr("detente.hold.run.hold", lambda deal, **asked: found)

    return give


def test_help_gives_the_exit_statuses() -> None:
    done = run("hold", "--help")
    assert done.returncode == 0
    assert "Exit status: 0 holds, 1 does not hold, 3 cannot be said" in " ".join(done.stdout.split())


# --- exit status ---


@pytest.mark.parametrize(
    ("text", "status", "said"),
    [
        (HOLDS, 0, "The deal holds:"),
        (DOES_NOT_HOLD, 1, "The deal does not hold: at 1 of 2 points"),
        (CANNOT_BE_SAID, 3, "It cannot be said whether the deal holds: at 1 of 2 points it depends"),
    ],
)
def test_the_exit_status_is_the_answer(tmp_path: Path, text: str, status: int, said: str) -> None:
    (tmp_path / "deal.yaml").write_text(text, encoding="utf-8")
    done = run("hold", ".", cwd=tmp_path)
    assert done.returncode == status
    assert said in " ".join(done.stdout.split())
    assert done.stderr == ""
    assert "\x1b" not in done.stdout


def test_without_values_it_answers_by_signs(tmp_path: Path) -> None:
    (tmp_path / "deal.yaml").write_text(WITHOUT_VALUES, encoding="utf-8")
    done = called(str(tmp_path))
    assert done.return_value == 1
    assert "depends: if keeping back `pull-back`" in done.output
    assert "Nobody's values were used" in done.output


def test_a_folder_of_values_stands_for_those_of_the_deal(tmp_path: Path) -> None:
    (tmp_path / "deal.yaml").write_text(HOLDS.partition("values:")[0], encoding="utf-8")
    other = tmp_path / "other"
    other.mkdir()
    for party, worth in (("north", "{pay: -1, hand-over: 2}"), ("south", "{pay: 2, hand-over: -1}")):
        (other / f"{party}.yaml").write_text(f"values of: {party}\nworth: {worth}\n", encoding="utf-8")
    done = called(str(tmp_path), "--values", str(other))
    assert done.return_value == 1
    assert "With the values of Northland and Southland." in done.output


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_a_file_not_understood_whole_is_answered_as_by_check(tmp_path: Path, form: str) -> None:
    (tmp_path / "deal.yaml").write_text("detente: 1\nobligations: {lots: {by: nobody}}\n", encoding="utf-8")
    done = called(str(tmp_path), "--format", form)
    assert done.return_value == 2
    if form == "json":
        assert [finding["name"] for finding in json.loads(done.output)["findings"]] == ["unknown-id"]
    else:
        assert "1 place to mend" in done.output


def test_acts_that_wait_for_each_other_are_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "deal.yaml").write_text(CYCLE, encoding="utf-8")
    done = run("hold", ".", cwd=tmp_path)
    assert done.returncode == 2
    assert "acts wait for each other" in done.stderr
    assert "Traceback" not in done.stderr


def test_no_deal_at_all(tmp_path: Path) -> None:
    done = run("hold", "nowhere", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("error: ")


# --- formats ---


def test_json_is_the_whole_answer_and_nothing_else(folder: Path) -> None:
    made = json.loads(called(str(folder), "--format", "json").stdout)
    assert list(made)[:3] == ["detente", "format", "holds"]
    assert made["format"] == 1
    assert made["holds"] is False
    assert [point["next"] for point in made["points"] if point["mover"]] == ["pay", "hand-over"]


def test_json_keeps_figures_whole(folder: Path, by_hand: Callable[[Hold], None]) -> None:
    by_hand(answer(VALUED, parameters={"least": 1 / 3}))
    assert json.loads(called(str(folder), "--format", "json").stdout)["parameters"]["least"] == 1 / 3


@pytest.mark.parametrize(
    ("name", "begins"), [("page.md", "# One gives\n"), ("page.txt", "One gives\n═════"), ("a.json", "{")]
)
def test_output_goes_into_a_file_in_the_form_of_its_ending(folder: Path, name: str, begins: str) -> None:
    done = called(str(folder), "--output", str(folder / name))
    assert done.return_value == 1
    assert done.stdout == ""
    assert done.stderr == f"written: {folder / name}\n"
    assert (folder / name).read_text(encoding="utf-8").startswith(begins)


def test_an_own_file_of_the_deal_is_never_replaced(folder: Path) -> None:
    for option in ("--output", "--export", "--svg"):
        done = run("hold", ".", option, "deal.yaml", cwd=folder)
        assert done.returncode == 2
        assert (folder / "deal.yaml").read_text(encoding="utf-8") == DOES_NOT_HOLD


# --- one point, repairs, files ---


def test_explain_takes_the_place_of_the_page(folder: Path) -> None:
    done = called(str(folder), "--explain", "pay", "south")
    assert done.return_value == 1
    assert done.output.startswith("After `pay`: Southland")
    assert "Point by point" not in done.output
    assert "not performed by it  hand-over" in done.output


def test_explain_in_markdown_and_json(folder: Path) -> None:
    made = called(str(folder), "--explain", "pay", "south", "--format", "markdown").output
    assert made.startswith("```text\nAfter `pay`")
    assert made.rstrip().endswith("```")
    points = json.loads(called(str(folder), "--explain", "pay", "south", "--format", "json").stdout)[
        "explained"
    ]
    assert [(point["party"], point["after"]) for point in points] == [("south", ["pay"])]


def test_explain_of_an_unknown_point_names_the_nearest(folder: Path) -> None:
    done = called(str(folder), "--explain", "hand-ovre", "south")
    assert isinstance(done.exception, UnknownName)
    assert done.exception.help == "Did you mean `hand-over`?"


PATCH = "--- deal.yaml\n+++ deal.yaml\n@@ -1 +1 @@\n-a\n+b\n"


@pytest.fixture
def repairs(monkeypatch: pytest.MonkeyPatch) -> list[Repair]:
    """Repairs that the test puts into the list, in place of those that would be found."""
    given: list[Repair] = []
    monkeypatch.setattr("detente.hold.repair.repairs", lambda found, **_: tuple(given))
    return given


def two_parts(before: bool | None) -> Repair:
    return Repair(
        title="Pay in two parts",
        kind="parts",
        patch=PATCH,
        private=(),
        clauses=("3.1",),
        demands=(),
        before=before,
        after=True,
        needs_before={},
        needs_after={},
        every_before=2,
        every_after=0,
        objective="least-total",
        method="by hand",
    )


def test_repairs_are_patches_with_before_and_after_and_apply_nothing(
    folder: Path, repairs: list[Repair]
) -> None:
    repairs.append(two_parts(False))
    done = called(str(folder), "--repair")
    assert done.return_value == 1
    how, said, patch = done.stdout.split("\n\n", 2)
    assert "# This change is not applied. To apply one, repeat the command with `--pick 1`, followed" in how
    assert said.startswith(
        "# Change 1 of 1: Pay in two parts.\n# Before: the deal does not hold. After: the deal holds.\n"
    )
    assert "# Clauses of the text whose words would have to follow: 3.1.\n" in said
    assert said.endswith("# Looked for: the sum of what all parties need in guarantees.")
    assert patch == PATCH
    assert (folder / "deal.yaml").read_text(encoding="utf-8") == DOES_NOT_HOLD


def test_repairs_in_json_and_markdown(folder: Path, repairs: list[Repair]) -> None:
    repairs.append(two_parts(None))
    made = json.loads(called(str(folder), "--repair", "--format", "json").stdout)["repairs"]
    assert made == [two_parts(None).as_dict()]
    page = called(str(folder), "--repair", "--format", "markdown").stdout
    assert f"```diff\n{PATCH}```" in page


def test_the_repairs_that_are_found_are_printed(folder: Path) -> None:
    printed = called(str(folder), "--repair").stdout
    assert "After: the deal holds." in printed
    assert "+++ " in printed


def test_several_repairs_are_numbered_alternatives(folder: Path, repairs: list[Repair]) -> None:
    repairs += [two_parts(False), replace(two_parts(False), title="A bond")]
    page = called(str(folder), "--repair").stdout
    assert page.startswith(
        "# These changes are alternatives; none is applied. To apply one, repeat the command"
    )
    assert "with `--pick N`" in " ".join(page.replace("\n#", "").split())
    assert page.count("# Change ") == 2
    assert "# Change 2 of 2: A bond.\n" in page


def test_one_change_is_picked(folder: Path, repairs: list[Repair]) -> None:
    repairs += [two_parts(False), replace(two_parts(False), title="A bond")]
    page = called(str(folder), "--repair", "--pick", "2").stdout
    assert page.startswith("# Change 2 of 2: A bond.\n")
    assert page.count("+++ ") == 1
    made = json.loads(called(str(folder), "--repair", "--pick", "2", "--format", "json").stdout)
    assert [one["title"] for one in made["repairs"]] == ["A bond"]


def test_a_pick_that_is_not_there_is_refused_and_prints_nothing(folder: Path, repairs: list[Repair]) -> None:
    for count in ("none was", "one was", "2 were"):
        done = called(str(folder), "--repair", "--pick", "3")
        assert isinstance(done.exception, UnknownName)
        assert str(done.exception) == f"There is no change 3: {count} found."
        assert done.stdout == ""
        repairs.append(two_parts(False))
    assert isinstance(called(str(folder), "--pick", "1").exception, click.UsageError)
    assert called(str(folder), "--repair", "--pick", "0").exit_code != 0


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
@pytest.mark.parametrize("inside", [".", "deals/one"])
def test_a_picked_change_can_be_applied_with_git(tmp_path: Path, inside: str) -> None:
    """As the page says it: from the folder in which it was asked, whether the deal lies there or below."""
    place = tmp_path / inside
    place.mkdir(parents=True, exist_ok=True)
    (place / "deal.yaml").write_text(DOES_NOT_HOLD, encoding="utf-8")
    assert "the command with `--pick" in run("hold", inside, "--repair", cwd=tmp_path).stdout
    patch = run("hold", inside, "--repair", "--pick", "1", cwd=tmp_path).stdout
    git = ["git", "apply", "-p1"]
    subprocess.run(git, input=patch, text=True, cwd=tmp_path, check=True, capture_output=True)
    assert (place / "deal.yaml").read_text(encoding="utf-8") != DOES_NOT_HOLD
    assert run("hold", inside, cwd=tmp_path).returncode == 0


def test_from_elsewhere_the_page_says_where_to_start(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for asked in ("..", str(folder)):
        page = run("hold", asked, "--repair", cwd=elsewhere).stdout
        assert "start from a folder that holds all files" in " ".join(page.replace("\n#", "").split())


def test_no_repair_is_said(folder: Path, repairs: list[Repair]) -> None:
    assert repairs == []
    assert "No change of the text was found" in called(str(folder), "--repair").stdout


@pytest.mark.parametrize(
    ("option", "module", "function", "text"),
    [
        ("--export", "detente.hold.export", "export", 'EFG 2 R "deal" { }\n'),
        ("--svg", "detente.report.hold_svg", "hold_svg", "<svg/>\n"),
    ],
)
def test_files_are_written_beside_the_page(
    folder: Path, monkeypatch: pytest.MonkeyPatch, option: str, module: str, function: str, text: str
) -> None:
    made = ModuleType(module)
    setattr(made, function, lambda found: text)
    monkeypatch.setitem(sys.modules, module, made)
    target = folder / "written"
    done = called(str(folder), option, str(target))
    assert done.return_value == 1
    assert target.read_text(encoding="utf-8") == text
    assert done.stderr == f"written: {target}\n"
    assert "Point by point" in done.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("option", ["--output", "--svg", "--export"])
def test_a_file_that_cannot_be_written_is_named(folder: Path, option: str) -> None:
    for target, why in (
        ("/dev/full", "No space left on device"),
        ("nowhere/file", "No such file or directory"),
    ):
        done = run("hold", ".", option, target, cwd=folder)
        assert done.returncode == 2
        assert done.stderr == f"error: {target}: {why}\n"
    (folder / "sub").mkdir()
    done = run("hold", ".", option, "sub", cwd=folder)
    assert done.returncode == 2
    assert "'sub' is a directory" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_of_many_cases_too_a_file_that_cannot_be_written_is_named(folder: Path) -> None:
    done = run("hold", ".", ".", "--output", "/dev/full", cwd=folder)
    assert done.returncode == 2
    assert "error: /dev/full: No space left on device\n" in done.stderr


@pytest.mark.parametrize("command", ["hold", "review"])
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_deal_not_understood_leaves_the_file_alone(tmp_path: Path, command: str, form: str) -> None:
    (tmp_path / "deal.yaml").write_text("detente: 1\nobligations: {lots: {by: nobody}}\n", encoding="utf-8")
    (tmp_path / "page").write_text("as before", encoding="utf-8")
    done = run(command, ".", "--format", form, "--output", "page", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert (tmp_path / "page").read_text(encoding="utf-8") == "as before"
    if form == "json":
        assert [finding["name"] for finding in json.loads(done.stderr)["findings"]] == ["unknown-id"]
    else:
        assert "to mend" in done.stderr


def test_the_plot_stands_below_the_page(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = ModuleType("detente.report.hold_plot")
    made.hold_plot = lambda found, width, color: f"{width} {color}\n"  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "detente.report.hold_plot", made)
    plain = called(str(folder), "--plot").stdout
    assert "\n\n100 False\n\n" in plain
    assert "\nparty      after" in plain.partition("100 False")[2], "the same numbers as a table"
    assert "\n\n```text\n100 False\n```\n" in called(str(folder), "--plot", "--format", "markdown").stdout


# --- options ---


@pytest.mark.parametrize(
    "options",
    [
        ("--samples", "0"),
        ("--samples", "-3"),
        ("--time-limit", "-1"),
        ("--time-limit", "nan"),
        ("--time-limit", "inf"),
        ("--time-limit", "soon"),
        ("--seed", "1.5"),
        ("--order", "least"),
        ("--workers", "0"),
        ("--executor", "fibres"),
        ("--explain", "start"),
    ],
)
def test_options_that_make_no_sense_are_refused(folder: Path, options: tuple[str, ...]) -> None:
    done = CliRunner().invoke(group, ["hold", str(folder), *options])
    assert done.exit_code == 2
    assert "Error: " in done.stderr
    assert done.stdout == ""


def test_what_is_asked_reaches_the_function(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, Any] = {}

    def note(deal: object, **options: Any) -> Hold:
        asked.update(options)
        return answer(SIGNS)

    monkeypatch.setattr("detente.hold.run.hold", note)
    called(
        str(folder),
        "--order",
        "least-maximum",
        "--samples",
        "9",
        "--seed",
        "-4",
        "--credible",
        "--time-limit",
        "0",
    )
    assert asked == {
        "values": None,
        "order": "least-maximum",
        "samples": 9,
        "seed": -4,
        "credible": True,
        "time_limit": 0.0,
        "signs": False,
    }


@pytest.mark.parametrize("seed", ["0", "-7", "123456789012345678901234567890"])
def test_any_whole_number_is_a_seed_and_the_same_seed_gives_the_same(folder: Path, seed: str) -> None:
    (folder / "deal.yaml").write_text(CANNOT_BE_SAID, encoding="utf-8")
    first, second = (called(str(folder), "--samples", "200", "--seed", seed) for _ in range(2))
    assert first.exception is None
    assert first.stdout == second.stdout
    assert first.return_value == 3


def test_the_page_is_as_wide_as_columns_says(folder: Path) -> None:
    widest = {
        columns: max(map(len, run("hold", ".", cwd=folder, COLUMNS=columns).stdout.splitlines()))
        for columns in ("60", "100")
    }
    assert widest["60"] <= 60 < widest["100"] <= 100


def test_signs_alone_look_at_no_values(folder: Path) -> None:
    page = called(str(folder), "--signs").stdout
    assert "Nobody's values were used" in page
    assert isinstance(called(str(folder), "--signs", "--values", "elsewhere").exception, click.UsageError)
