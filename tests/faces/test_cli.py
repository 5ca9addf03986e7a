"""The command line as a user meets it: habits, exit status, and bad input without a traceback."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

DEAL = "detente: 1\nkind: exchange\nparties: {north: Northland, south: Southland}\n"


def run(*args: str, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from detente.faces.cli import main; main()", *args],
        capture_output=True,
        text=True,
        cwd=cwd,
        env={**os.environ, "PYTHONUTF8": "1", **env},
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("command", ["review", "check", "show", "new", "fmt", "rule", "rules", "schema"])
def test_every_command_has_help(command: str) -> None:
    done = run(command, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith("Usage:")


def test_help_lists_the_commands_without_importing_them() -> None:
    code = "import sys, detente.faces.cli; print([m for m in ('pydantic', 'yaml') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_unknown_command_names_the_nearest() -> None:
    done = run("chek")
    assert done.returncode == 2
    assert "Did you mean `check`?" in done.stderr


def test_json_goes_to_standard_output_alone(tmp_path: Path) -> None:
    (tmp_path / "deal.yaml").write_text(DEAL)
    done = run("check", ".", "--format", "json", cwd=tmp_path)
    assert json.loads(done.stdout)["format"] == 1
    assert done.stderr == ""


def test_fail_on_sets_the_exit_status(tmp_path: Path) -> None:
    (tmp_path / "deal.yaml").write_text(
        DEAL + "obligations:\n  leave: {by: north, to: south, does: leave, due: 2031-01-01}\n"
    )
    assert run("check", ".", "--fail-on", "note", cwd=tmp_path).returncode == 1


BAD = {
    "not-yaml": b"detente: 1\nparties: [north\nterms: {",
    "empty": b"",
    "binary": bytes(range(256)) * 20,
    "deep": b"detente: 1\nterms: " + b"[" * 100_000,
    "deep-block": b"detente: 1\nterms:\n " + b"- " * 100_000 + b"x\n",
    "bomb": b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "latin-1": "détente: 1\n".encode("latin-1"),
    "utf-16": "detente: 1\n".encode("utf-16"),
    "tab": b"detente: 1\nparties:\n\tnorth: {}\n",
    "version": b"detente: 99\nkind: exchange\n",
    "comma": b"detente: 1\nparties: {north: {}}\nobligations:\n  leave: {by: north, does: leave, then stay}\n",
    "list": b"- 1\n- 2\n",
    "wrong-types": b"detente: 1\nparties: 3\nstages: [1]\n"
    b"obligations: {a: 1, b: [], c: {by: {x: 1}, due: [], parts: 7}}\n",
    "huge-numbers": b"detente: 1\nobligations: {a: {amount: "
    + b"9" * 5000
    + b", due: D+"
    + b"9" * 400
    + b"}}\n",
    "duplicate": b"detente: 1\nkind: exchange\nkind: strike\n",
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_a_plain_error(name: str, tmp_path: Path) -> None:
    file = tmp_path / "deal.yaml"
    file.write_bytes(BAD[name])
    started = time.monotonic()
    done = run("check", "deal.yaml", cwd=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stdout + done.stderr
    assert "error" in done.stdout + done.stderr
    assert time.monotonic() - started < 10  # a hang, not a benchmark


@pytest.mark.parametrize("ending", [b"\r\n", b"\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_endings_and_byte_order_marks_are_read(ending: bytes, mark: bytes, tmp_path: Path) -> None:
    (tmp_path / "deal.yaml").write_bytes(mark + DEAL.encode().replace(b"\n", ending))
    assert run("check", ".", cwd=tmp_path).returncode in (0, 1)


def test_a_missing_path_and_a_folder_without_a_deal(tmp_path: Path) -> None:
    for path in ("nowhere", "."):
        done = run("check", path, cwd=tmp_path)
        assert done.returncode == 2
        assert done.stderr.startswith("error:")


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "deal.yaml").open("wb") as file:
        file.truncate(100_000_000)
    done = run("check", "deal.yaml", cwd=tmp_path)
    assert done.returncode == 2
    assert "10.0 MB" in done.stderr


def test_completion_prints_a_script() -> None:
    done = run(_DETENTE_COMPLETE="bash_source")
    assert done.returncode == 0
    assert "complete" in done.stdout


def test_a_draft_that_is_not_understood_is_not_compared(tmp_path: Path) -> None:
    (tmp_path / "deal.yaml").write_text(DEAL)
    (tmp_path / "old.yaml").write_text("detente: 1\nparties: [\n")
    done = run("check", ".", "--since", "old.yaml", cwd=tmp_path)
    assert done.returncode == 2
    assert "not understood whole" in done.stderr
    assert "old.yaml:" in done.stderr


def test_a_positions_file_does_not_stand_for_a_deal(tmp_path: Path) -> None:
    (tmp_path / "south.yaml").write_text("positions of: south\ndemands: {}\n")
    done = run("check", "south.yaml", cwd=tmp_path)
    assert done.returncode == 2
    assert "is part of a deal" in done.stderr


def test_a_folder_of_positions_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "deal.yaml").write_text(DEAL)
    (tmp_path / "positions").write_text("not a folder")
    done = run("check", ".", cwd=tmp_path)
    assert done.returncode == 2
    assert "`positions`" in done.stdout


def test_without_standard_output_there_is_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "deal.yaml").write_text(DEAL)
    code = "from detente.faces.cli import main; main()"
    shell = f"exec {sys.executable} -c '{code}' check . >&-"
    done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert (done.returncode, done.stderr) == (2, "")


FAULT = """
import sys
import detente.faces.cli as cli

def broken(**options):
    raise {error}

cli.group.main = broken
cli.main()
"""


def fault(error: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", FAULT.format(error=error)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONUTF8": "1", **env},
        timeout=60,
        check=False,
    )


def test_a_fault_of_ours_is_told_in_a_sentence() -> None:
    done = fault("KeyError('place')")
    assert done.returncode == 2
    assert done.stderr.startswith("error: a fault of Détente itself: KeyError: 'place' (please report it")
    assert done.stderr.count("\n") == 1


def test_a_developer_sees_where_it_happened() -> None:
    done = fault("KeyError('place')", DETENTE_TRACEBACK="1")
    assert done.returncode == 1
    assert done.stderr.startswith("Traceback")


def test_too_little_memory_is_told_as_that() -> None:
    done = fault("MemoryError")
    assert (done.returncode, done.stderr[:29]) == (2, "error: the memory is not enou")
