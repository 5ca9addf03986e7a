"""`detente bargain`, as a user meets it."""

import importlib
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree import ElementTree as ET

import click
import pytest
from click.testing import CliRunner, Result

import detente
from detente.errors import CannotRead, DetenteError, UnknownName
from detente.faces.cli import group
from tests.bargain.domains import domain_of
from tests.bargain.formats.files import web
from tests.faces.test_cli import run
from tests.folders import ROOT

DEAL = """\
detente: 1
kind: exchange
title: A harbour
parties: {north: Northland, south: Southland}
issues:
  port: {options: {closed: {}, open: {}}, draft: closed}
  mandate: {options: {full: {}, none: {}}, draft: full}
obligations: not stated
values:
  north:
    judged by: the mediator
    unit: points
    worth: {port: {closed: 5, open: 0}, mandate: {full: 0, none: 12}}
    no deal: 3
  south:
    judged by: the mediator
    unit: points
    worth: {port: {closed: 0, open: 20}, mandate: {full: 14, none: 0}}
    no deal: 4
"""
UNDOMINATED = DEAL.replace("draft: closed", "draft: open")
NO_DRAFT = DEAL.replace(", draft: closed", "")
PANAMA = ROOT / "examples" / "settlement" / "panama-canal-raiffa-1982"
KEYS = [
    "detente", "format", "title", "method", "exact", "eps", "parties", "issues", "packages", "frontier",
    "solutions", "draft", "acceptable", "winner", "shares", "excluded", "assumptions", "warnings", "notes",
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "deal.yaml").write_text(DEAL, encoding="utf-8")
    return tmp_path


def called(*args: str) -> Result:
    """The command in this process: its exit status is what it returns."""
    return CliRunner().invoke(group, ["bargain", *args], standalone_mode=False)


def error_of(done: Result) -> BaseException:
    assert done.exception is not None
    return done.exception


def flat(text: str) -> str:
    return " ".join(text.split())


# --- exit status ---


@pytest.mark.parametrize(
    ("text", "status", "said"),
    [
        (
            DEAL,
            1,
            "The draft is dominated: 1 undominated outcome is worse for nobody and better for somebody.",
        ),
        (UNDOMINATED, 0, "The draft is undominated: no package is worse for nobody and better for somebody."),
        (NO_DRAFT, 0, "There is no draft with an option for every issue"),
    ],
)
def test_the_exit_status_is_the_answer(tmp_path: Path, text: str, status: int, said: str) -> None:
    (tmp_path / "deal.yaml").write_text(text, encoding="utf-8")
    done = run("bargain", ".", cwd=tmp_path)
    assert done.stderr == ""
    assert done.returncode == status
    assert said in flat(done.stdout)
    assert "\x1b" not in done.stdout


def test_a_partial_answer_has_a_status_of_its_own() -> None:
    done = called(str(PANAMA), "--most-points", "4")
    assert done.return_value == 3
    assert "That is not exact" in flat(done.output)


def test_what_cannot_be_asked_is_an_error(folder: Path) -> None:
    assert isinstance(error_of(called(str(folder / "nowhere"))), CannotRead)
    assert isinstance(error_of(called(str(folder), "--veto", "nort")), UnknownName)
    assert isinstance(error_of(called(str(folder), "--at-least", "east=3")), UnknownName)
    assert isinstance(error_of(called(str(folder), "--at-least", "north")), click.BadParameter)
    assert isinstance(error_of(called(str(folder), "--at-least", "north=nan")), click.BadParameter)
    assert isinstance(error_of(called(str(folder), "--quorum", "3")), DetenteError)
    assert isinstance(error_of(called(str(folder), "--time-limit", "-1")), click.BadParameter)


def test_a_file_not_understood_whole_is_answered_as_by_check(tmp_path: Path) -> None:
    (tmp_path / "deal.yaml").write_text("detente: 1\nobligations: {lots: {by: nobody}}\n", encoding="utf-8")
    done = called(str(tmp_path))
    assert done.return_value == 2
    assert "1 place to mend" in done.output


def test_nothing_left_is_said_plainly(tmp_path: Path) -> None:
    never = DEAL.replace("    no deal: 3\n", "    no deal: 3\n    never: [{port: open}, {port: closed}]\n")
    (tmp_path / "deal.yaml").write_text(never, encoding="utf-8")
    done = run("bargain", ".", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("error: ")
    assert "Traceback" not in done.stderr


# --- forms and files ---


def test_json_has_everything(folder: Path) -> None:
    done = called(str(folder), "--format", "json")
    made = json.loads(done.output)
    assert list(made) == KEYS
    assert made["exact"] is True
    assert set(made["frontier"][0]) == {"package", "worth", "ties"}
    assert {"package", "worth", "formula", "upper_bound", "exact"} <= set(made["solutions"]["nash"])
    assert {"package", "worth", "dominated_by", "better_for_all", "trades", "promises"} <= set(made["draft"])
    assert made["acceptable"]["count"] == 2
    assert made["shares"] is None


def test_markdown_by_the_ending_of_the_file(folder: Path) -> None:
    target = folder / "page.md"
    done = called(str(folder), "--output", str(target))
    assert done.return_value == 1
    assert target.read_text(encoding="utf-8").startswith("# A harbour\n")
    assert f"written: {target}" in done.output


def test_the_figure_is_written(folder: Path) -> None:
    target = folder / "figure.svg"
    called(str(folder), "--svg", str(target))
    root = ET.fromstring(target.read_text(encoding="utf-8"))  # noqa: S314 -- made here
    assert root.tag == "{http://www.w3.org/2000/svg}svg"


def test_a_page_never_replaces_the_deal(folder: Path) -> None:
    for option in ("--output", "--csv"):
        done = called(str(folder), option, str(folder / "deal.yaml"))
        assert isinstance(error_of(done), CannotRead)
    assert (folder / "deal.yaml").read_text(encoding="utf-8") == DEAL


@pytest.mark.parametrize(("one", "two"), [("--svg", "--csv"), ("--svg", "--output"), ("--csv", "--output")])
def test_two_outputs_are_two_files(folder: Path, one: str, two: str) -> None:
    (folder / "inside").mkdir()
    done = called(str(folder), one, str(folder / "x"), two, str(folder / "inside" / ".." / "x"))
    assert isinstance(error_of(done), click.UsageError)
    assert f"{one} and {two} are one file" in str(error_of(done))
    assert not (folder / "x").exists()


@pytest.mark.parametrize("args", [("--csv",), ("--svg",), ("--holds", "--svg")])
def test_what_cannot_be_written_is_known_before_the_page(folder: Path, args: tuple[str, ...]) -> None:
    done = called(str(folder), *args, str(folder / "nowhere" / "x"))
    assert isinstance(error_of(done), OSError)
    assert done.stdout == ""


def test_ids_are_written_alike_at_heads_and_in_sentences(folder: Path) -> None:
    text = DEAL.replace("parties: {north: Northland, south: Southland}", "parties: {north: {}, south: {}}")
    (folder / "deal.yaml").write_text(text, encoding="utf-8")
    page = flat(called(str(folder)).stdout)
    assert "point north (points) south (points)" in page


def test_other_values_may_be_used(folder: Path) -> None:
    other = folder / "other"
    other.mkdir()
    for party, worth in (("north", "{open: 5, closed: 0}"), ("south", "{open: 5, closed: 0}")):
        text = f"values of: {party}\nunit: euro\nworth: {{port: {worth}, mandate: {{full: 1, none: 0}}}}\n"
        (other / f"{party}.yaml").write_text(text, encoding="utf-8")
    (folder / "deal.yaml").write_text(DEAL.partition("values:")[0], encoding="utf-8")
    done = called(str(folder), "--values", str(other))
    assert "port: closed -> open (Northland +5, Southland +5 euro)" in flat(done.output)


def test_thresholds_vetoes_and_a_quorum_are_passed_on(folder: Path) -> None:
    args = ("--at-least", "north=4", "--at-least", "south=15", "--veto", "north", "--quorum", "1")
    made = json.loads(called(str(folder), *args, "--format", "json").output)["acceptable"]
    assert made["at_least"] == {"north": 4, "south": 15}
    assert (made["vetoes"], made["quorum"]) == (["north"], 1)
    # north accepts all but the package with the port open and the mandate full
    assert made["count"] == 3


def test_promises_can_be_left_out(folder: Path) -> None:
    assert "What each other option would take" in called(str(folder)).output
    assert "What each other option would take" not in called(str(folder), "--no-promises").output


def test_what_cannot_be_meant_is_refused(folder: Path) -> None:
    twice = called(str(folder), "--at-least", "north=5", "--at-least", "south=1", "--at-least", "north=66")
    assert "a threshold for north was given twice" in str(error_of(twice))
    drawn = called(str(folder), "--svg", str(folder / "x.png"))
    assert "has to end in .svg" in str(error_of(drawn))
    assert not (folder / "x.png").exists()


def test_shares_are_drawn_with_a_seed(tmp_path: Path) -> None:
    text = DEAL.replace("none: 12", "none: 1..20")
    (tmp_path / "deal.yaml").write_text(text, encoding="utf-8")
    done = called(str(tmp_path), "--samples", "40", "--seed", "7")
    assert "40 valuations drawn, seed 7" in flat(done.output)
    assert done.output == called(str(tmp_path), "--samples", "40", "--seed", "7").output


# --- files of researchers ---


@pytest.fixture
def formats(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A reader that knows one domain, and what it was asked to read."""
    asked: list[str] = []

    def read_domain(path: str) -> Any:
        asked.append(path)
        return domain_of({"port": {"open": (1, 2), "closed": (2, 1)}})

    module = ModuleType("detente.bargain.formats")
    module.__dict__.update(
        read_domain=read_domain, frontier_csv=lambda found: f"{len(found.frontier)} rows\n"
    )
    monkeypatch.setitem(sys.modules, "detente.bargain.formats", module)
    return asked


@pytest.mark.parametrize("name", ["domain.xml", "DOMAIN.XML", "domain.json", "folder"])
def test_domains_of_researchers_are_read_as_such(tmp_path: Path, formats: list[str], name: str) -> None:
    path = tmp_path / name
    if name == "folder":
        path.mkdir()
        (path / "profile1.xml").write_text("<x/>", encoding="utf-8")
    else:
        path.write_text("<x/>", encoding="utf-8")
    table = tmp_path / "frontier.csv"
    done = called(str(path), "--csv", str(table))
    assert done.return_value == 0
    assert formats == [str(path)]
    assert table.read_text(encoding="utf-8") == "2 rows\n"


def test_what_is_left_out_of_a_folder_is_said_before_the_page(tmp_path: Path) -> None:
    (web(tmp_path, domain=True) / "settings.json").write_text('{"a": 1, "b": 2}', encoding="utf-8")
    done = called(str(tmp_path))
    assert done.stderr == "warning: `settings.json`: neither a domain nor a profile, left out.\n"
    assert done.output.startswith(done.stderr)


def test_a_folder_with_a_deal_is_a_deal(folder: Path, formats: list[str]) -> None:
    (folder / "profile1.xml").write_text("<x/>", encoding="utf-8")
    assert called(str(folder)).return_value == 1
    assert formats == []


def test_a_file_of_the_domain_is_not_replaced(tmp_path: Path, formats: list[str]) -> None:
    path = tmp_path / "domain.xml"
    path.write_text("<x/>", encoding="utf-8")
    assert isinstance(error_of(called(str(path), "--output", str(path))), CannotRead)
    assert isinstance(error_of(called(str(path), "--values", str(tmp_path))), click.UsageError)


# --- at work ---


def test_a_stop_takes_the_bar_away(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = []

    class Bar:
        def __init__(self, total: int) -> None:
            self.total = total

        def __call__(self, done: int) -> None:
            assert (done, self.total) == (1, 2)

        def close(self) -> None:
            closed.append(True)

    def stopped(on: Any, *, progress: Any, **asked: Any) -> Any:
        progress(1, 2)
        raise KeyboardInterrupt

    monkeypatch.setattr("detente.faces.commands.bargain.Progress", Bar)
    monkeypatch.setattr("detente.bargain.run.bargain", stopped)
    assert isinstance(error_of(called(str(folder))), click.exceptions.Abort)
    assert closed == [True]


def test_from_python_the_folder_is_a_verb() -> None:
    tables = {"port": {"open": {"north": 1, "south": 2}, "closed": {"north": 2, "south": 1}}}
    found = detente.bargain(tables, draft={"port": "open"})
    assert isinstance(found, detente.Bargain)
    assert found.can_be_better is False
    assert isinstance(found.domain, detente.Domain)
    assert importlib.import_module("detente.bargain").bargain(tables).exact
    assert {"Bargain", "Domain", "NothingLeft", "bargain"} <= set(dir(detente))


def test_the_panama_table_has_its_published_answer() -> None:
    done = called(str(PANAMA))
    assert done.return_value == 0
    assert "each side has 66 of 100 points; `land-and-water` is divided" in flat(done.output)
    assert "land-and-water 15 15 2/15 13/15" in flat(done.output)
