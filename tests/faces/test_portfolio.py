"""Many cases at once: any executor, one bad case stops none, Ctrl-C keeps what is done, a bar on a terminal only."""

import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import CannotRead, MissingExtra
from detente.faces import portfolio as module
from detente.faces.cases import cases_as_text, status_of
from detente.faces.cli import group
from detente.faces.many import executor_of
from detente.faces.portfolio import Case, Portfolio, Question, answered, ask, case_of
from detente.faces.progress import Progress, progress_line
from tests.faces.test_cli import run
from tests.faces.test_hold import CANNOT_BE_SAID, DOES_NOT_HOLD, HOLDS
from tests.hold.records import SIGNS, VALUED, answer

BROKEN = "detente: 1\nobligations: {lots: {by: nobody}}\n"
TEXTS = {"a": HOLDS, "b": DOES_NOT_HOLD, "c": CANNOT_BE_SAID, "d": BROKEN}


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """`a` holds, `b` does not, `c` cannot be said, `d` is not understood, `e` has no deal."""
    for name, text in TEXTS.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "deal.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "e").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def called(*args: str) -> Result:
    return CliRunner().invoke(group, ["hold", *args], standalone_mode=False)


# --- lines and exit status ---


def test_one_line_a_case_in_the_order_asked_for(folders: Path) -> None:
    done = called("c", "a", "e", "b", "d")
    lines = done.stdout.splitlines()
    assert [line.split("  ")[0] for line in lines[:5]] == ["c", "a", "e", "b", "d"]
    first = "after pay, Southland by leaving out hand-over"
    assert " ".join(lines[0].split()) == f"c cannot be said depends at 1 {first}: from 1 less to 1 more"
    assert " ".join(lines[1].split()) == "a holds gains at none"
    assert "could not run" in lines[2]
    assert "has no deal.yaml" in lines[2]
    assert (
        " ".join(lines[3].split())
        == "b does not hold gains at 1 after pay, Southland by leaving out hand-over: 1"
    )
    assert "1 place to mend before the deal can be asked (detente check d)" in lines[4]
    assert lines[5:] == ["", "5 cases: 1 holds, 1 does not hold, 1 cannot be said, 2 could not run"]
    assert done.return_value == 2
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("paths", "status"), [("aa", 0), ("ac", 3), ("cb", 1), ("acb", 1), ("abd", 2), ("ae", 2)]
)
def test_the_exit_status_of_several(folders: Path, paths: str, status: int) -> None:
    assert called(*paths).return_value == status


def test_json_has_every_case(folders: Path) -> None:
    made = json.loads(called("a", "b", "e", "--format", "json").stdout)
    assert list(made) == ["detente", "format", "cases"]
    assert [(case["path"], case["holds"], case["error"] is None) for case in made["cases"]] == [
        ("a", True, True),
        ("b", False, True),
        ("e", None, False),
    ]
    assert made["cases"][1]["first"]["gain"] == {"low": 1.0, "high": 1.0}


def test_markdown_and_a_file(folders: Path) -> None:
    done = called("a", "b", "--output", "page.md")
    assert done.return_value == 1
    page = (folders / "page.md").read_text(encoding="utf-8")
    assert page.startswith("| case | answer | points | the first of them |\n")
    assert "| b | does not hold | gains at 1 |" in page


def test_a_case_that_breaks_in_an_unexpected_way_stops_no_other(
    folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from detente.hold import run as real

    right = real.hold

    def hold(deal: Any, **asked: Any) -> Any:
        if deal.file.startswith("b"):
            raise ZeroDivisionError("by nothing")
        return right(deal, **asked)

    monkeypatch.setattr("detente.hold.run.hold", hold)
    done = called("a", "b", "a")
    assert [line.split()[1] for line in done.stdout.splitlines()[:3]] == ["holds", "could", "holds"]
    assert "ZeroDivisionError: by nothing" in done.stdout


@pytest.mark.parametrize("option", ["values", "explain", "export", "repair", "svg", "plot"])
def test_what_is_for_one_deal_is_refused_for_several(folders: Path, option: str) -> None:
    taken = {"explain": ["x", "y"], "repair": [], "plot": []}.get(option, ["x"])
    done = CliRunner().invoke(group, ["hold", "a", "b", f"--{option}", *taken])
    assert done.exit_code == 2
    assert f"--{option} is for one deal, and 2 paths are given." in done.stderr


def test_a_point_counts_once_whatever_the_forms() -> None:
    from dataclasses import replace

    both = (*SIGNS, *(replace(point, if_breached="ends the deal", holds=None) for point in SIGNS))
    case = case_of("x", answer(both, holds=None))
    assert (case.gains, case.depends) == (1, 2)
    assert case.first is not None
    assert case.first["next"] == "release-rest"


def test_where_there_are_values_only_parties_with_values_count() -> None:
    case = case_of("x", answer((SIGNS[1], VALUED[0]), holds=True))
    assert (case.gains, case.depends, case.first) == (0, 0, None)


# --- executors ---


class Backwards(Executor):
    """Does nothing until the last is submitted, then the last one first."""

    def __init__(self, expected: int) -> None:
        self.expected = expected
        self.waiting: list[tuple[Future[Any], Callable[..., Any], tuple[Any, ...]]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **more: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.waiting.append((future, fn, args))
        if len(self.waiting) == self.expected:
            for one, function, given_ in reversed(self.waiting):
                one.set_result(function(*given_))
        return future


def test_the_answer_is_the_same_whatever_the_executor(folders: Path) -> None:
    paths = ["c", "b", "a", "d", "c"]
    question = Question(samples=50, seed=5)
    expected = tuple(ask(path, question) for path in paths)
    for executor in (ThreadPoolExecutor(1), ThreadPoolExecutor(4), Backwards(5)):
        assert answered(paths, question, executor) == Portfolio(expected, 5)


@pytest.mark.slow
def test_processes_give_the_same_answer(folders: Path) -> None:
    paths = ("b", "a", "e", "c", "--samples", "50", "--seed", "5", "--format", "json")
    by_processes = run("hold", *paths, "--executor", "processes", "--workers", "2")
    assert by_processes.returncode == 2
    assert by_processes.stdout == run("hold", *paths, "--workers", "1").stdout
    assert by_processes.stderr == ""


def lost(path: str, question: Question, folder: str | None = None) -> Case:
    if path == "b":
        os._exit(1)
    return Case(path, holds=True)


@pytest.mark.slow
def test_a_worker_that_is_lost_is_said_and_the_rest_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ask", lost)
    with executor_of("processes", 1, None) as executor:
        found = answered(["a", "b"], Question(), executor)
    assert found.cases[1].error is not None
    assert "the worker was lost" in found.cases[1].error
    assert status_of(found) == 2


def test_a_cluster_needs_the_extra(monkeypatch: pytest.MonkeyPatch, folders: Path) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    done = called("a", "b", "--cluster", "tcp://somewhere:8786")
    assert isinstance(done.exception, MissingExtra)
    assert done.exception.extra == "cluster"


class Client:
    """Stands for the client of a Dask cluster."""

    closed = False

    def __init__(self, address: str, timeout: str) -> None:
        if address != "tcp://here:8786":
            raise OSError("Timed out trying to connect")

    def get_executor(self, *, pure: bool) -> Executor:
        assert not pure, "the same path may hold another text the next time"
        return ThreadPoolExecutor(1)

    def close(self) -> None:
        Client.closed = True


def test_a_cluster_is_an_executor_like_any(monkeypatch: pytest.MonkeyPatch, folders: Path) -> None:
    fake = ModuleType("distributed")
    fake.Client = Client  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "distributed", fake)
    assert called("a", "b", "--cluster", "tcp://here:8786").stdout == called("a", "b").stdout
    assert Client.closed
    assert isinstance(called("a", "b", "--cluster", "tcp://elsewhere:1").exception, CannotRead)


# --- Ctrl-C ---


def test_what_is_done_is_kept_at_ctrl_c(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, release = threading.Event(), threading.Event()

    def slow(path: str, question: Question, folder: str | None = None) -> Case:
        if path != "a":
            begun.set()
            release.wait(5)
        return Case(path, holds=True)

    def stop(done: int) -> None:
        if done and begun.wait(5):
            raise KeyboardInterrupt

    monkeypatch.setattr(module, "ask", slow)
    with ThreadPoolExecutor(1) as executor:
        found = answered(["a", "b", "c"], Question(), executor, stop)
        release.set()
    assert found == Portfolio((Case("a", holds=True),), 3, stopped=True, running=True)
    assert status_of(found) == 2
    assert cases_as_text(found).endswith("\n1 case: 1 holds\n")


SLOW = """\
import sys, time
from detente.faces import portfolio
real = portfolio.ask
def ask(path, question, folder=None):
    if path == "b":
        sys.stderr.write("waiting\\n"); sys.stderr.flush(); time.sleep(30)
    return real(path, question, folder)
portfolio.ask = ask
from detente.faces.cli import main
main()
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_ctrl_c_prints_what_is_done_and_ends_at_once(folders: Path) -> None:
    command = [sys.executable, "-c", SLOW, "hold", "a", "b", "c", "--workers", "1", "--format", "json"]
    began = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == "waiting\n"
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=20)
    assert time.monotonic() - began < 20
    assert process.returncode == 2
    assert errors == "stopped: 1 of 3\n"
    made = json.loads(output)
    assert made["stopped"] == {"done": 1, "of": 3}
    assert [case["path"] for case in made["cases"]] == ["a"]


# --- the bar ---


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_with_rate_and_time_left() -> None:
    assert progress_line(6, 24, 2.0) == "[#####---------------] 6 of 24, 3 a second, about 6 s left"
    assert progress_line(1, 4, 90.0).endswith("1 of 4, 90 s each, about 4 min left")
    assert progress_line(2, 4, 0.5).endswith("2 of 4, 4 a second, under 1 s left")
    assert progress_line(1, 100, 1.005).endswith("1 of 100, 1 s each, about 99 s left")
    assert progress_line(0, 4, 1.0) == "[--------------------] 0 of 4"
    assert progress_line(4, 4, 2.0).endswith("4 of 4, 2 a second")


def test_it_is_drawn_on_a_terminal_and_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    times = iter([0.0, 1.0, 1.01, 2.0])
    stream = Terminal()
    bar = Progress(4, stream, lambda: next(times))
    for done in (1, 2, 4):
        bar(done)
    bar.close()
    drawn = stream.getvalue().split("\r\x1b[2K")
    assert [piece.partition("]")[2].split(",")[0] for piece in drawn] == ["", " 1 of 4", " 4 of 4", ""]


@pytest.mark.parametrize(("stream", "term"), [(io.StringIO(), "xterm"), (Terminal(), "dumb")])
def test_nothing_is_drawn_elsewhere(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, term: str) -> None:
    monkeypatch.setenv("TERM", term)
    bar = Progress(2, stream)
    bar(1)
    bar.close()
    assert stream.getvalue() == ""


@given(
    st.integers(1, 10**6).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))),
    st.floats(0.001, 1e6) | st.just(0.0),
)
def test_the_bar_keeps_its_width(done_of: tuple[int, int], seconds: float) -> None:
    done, total = done_of
    line = progress_line(done, total, seconds)
    assert line.index("]") == 21
    assert len(line) < 80
