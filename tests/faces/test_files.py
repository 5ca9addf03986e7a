"""`new`, `fmt`, `schema` and completion, as a user meets them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faces.test_cli import run


def test_a_new_deal_can_be_checked_and_is_tidy(tmp_path: Path) -> None:
    done = run(
        "new",
        "ceasefire",
        "valley",
        "--parties",
        "Northland, Southland",
        "--title",
        "Ridge: valley",
        cwd=tmp_path,
    )
    assert done.returncode == 0
    assert "written: valley/deal.yaml\n" in done.stdout
    assert "detente check valley" in done.stdout
    found = run("check", "valley", cwd=tmp_path)
    assert found.returncode == 1
    assert found.stderr == ""
    assert run("fmt", "--check", "valley", cwd=tmp_path).returncode == 0
    review = run("review", "valley", cwd=tmp_path)
    assert "Ridge: valley" in review.stdout
    assert "Traceback" not in review.stderr


def test_a_second_new_deal_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    run("new", "strike", "s", cwd=tmp_path)
    (tmp_path / "s" / "deal.yaml").write_text("mine")
    done = run("new", "strike", "s", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "`s/deal.yaml` is there already" in done.stderr
    assert (tmp_path / "s" / "deal.yaml").read_text() == "mine"


def test_a_kind_that_does_not_exist(tmp_path: Path) -> None:
    done = run("new", "armscontrol", "x", cwd=tmp_path)
    assert done.returncode == 2
    assert "Did you mean `arms control`?" in done.stderr
    assert not (tmp_path / "x").exists()


UNTIDY = b"detente: 1  \r\n\r\n\r\ntitle: a\r\n"


def test_fmt_writes_only_when_it_is_not_asked_to_look(tmp_path: Path) -> None:
    file = tmp_path / "deal.yaml"
    file.write_bytes(UNTIDY)
    file.chmod(0o640)
    for option in ("--check", "--diff"):
        done = run("fmt", option, ".", cwd=tmp_path)
        assert done.returncode == (1 if option == "--check" else 0)
        assert file.read_bytes() == UNTIDY
    assert "-detente: 1  " in done.stdout
    assert "+detente: 1" in done.stdout
    assert run("fmt", ".", cwd=tmp_path).returncode == 0
    assert file.read_bytes() == b"detente: 1\r\n\r\ntitle: a\r\n"
    assert file.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["deal.yaml"]
    assert run("fmt", "--newlines", ".", cwd=tmp_path).returncode == 0
    assert file.read_bytes() == b"detente: 1\n\ntitle: a\n"
    assert run("fmt", "--check", "--newlines", ".", cwd=tmp_path).returncode == 0


def test_fmt_goes_through_a_folder_and_leaves_the_words_alone(tmp_path: Path) -> None:
    run("new", "exchange", "d", "--parties", "a,b", cwd=tmp_path)
    folder = tmp_path / "d"
    (folder / "values").mkdir()
    for name in ("deal.yaml", "positions/a.yaml", "text.md"):
        with (folder / name).open("a") as file:
            file.write("\n\n\n")
    (folder / "values" / "a.yaml").write_text("values of: a ")
    before = (folder / "text.md").read_bytes()
    done = run("fmt", "d", cwd=tmp_path)
    assert done.stderr.splitlines() == [
        f"tidied: d/{name}" for name in ("deal.yaml", "positions/a.yaml", "values/a.yaml")
    ]
    assert (folder / "text.md").read_bytes() == before
    assert (folder / "values" / "a.yaml").read_text() == "values of: a\n"


def test_fmt_leaves_a_file_that_it_does_not_understand_and_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: 1 \na: 2\n")
    (tmp_path / "b.yaml").write_text("a: 1 \n")
    done = run("fmt", "a.yaml", "b.yaml", "nowhere.yaml", cwd=tmp_path)
    assert done.returncode == 2
    assert "error: a.yaml:2:1: The file is left as it is" in done.stderr
    assert "error: nowhere.yaml: There is no file `nowhere.yaml`." in done.stderr
    assert (tmp_path / "a.yaml").read_text() == "a: 1 \na: 2\n"
    assert (tmp_path / "b.yaml").read_text() == "a: 1\n"


def test_fmt_writes_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_text("a: 1 \n")
    (tmp_path / "link.yaml").symlink_to("real.yaml")
    assert run("fmt", "link.yaml", cwd=tmp_path).returncode == 0
    assert (tmp_path / "link.yaml").is_symlink()
    assert (tmp_path / "real.yaml").read_text() == "a: 1\n"


@pytest.mark.parametrize("file", ["deal", "positions", "values"])
def test_the_schema_goes_to_standard_output(file: str) -> None:
    done = run("schema", file)
    assert json.loads(done.stdout)["additionalProperties"] is False
    assert done.stderr == ""


def test_an_unknown_schema_names_those_that_there_are() -> None:
    done = run("schema", "treaty")
    assert done.returncode == 2
    assert "'deal', 'positions', 'values'" in done.stderr


def completed(**env: str) -> subprocess.CompletedProcess[str]:
    """Run the program by its name, as a shell does."""
    code = "import sys; sys.argv[0] = 'detente'; from detente.faces.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={**os.environ, **env},
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script_for_the_shell(shell: str) -> None:
    done = completed(_DETENTE_COMPLETE=f"{shell}_source")
    assert done.returncode == 0
    assert f"_DETENTE_COMPLETE={shell}_complete" in done.stdout


@pytest.mark.parametrize(
    ("words", "place", "found"),
    [
        ("detente sch", "1", "schema"),
        ("detente new milest", "2", "milestone"),
        ("detente fmt --ch", "2", "--check"),
        ("detente schema po", "2", "positions"),
    ],
)
def test_commands_options_and_kinds_are_completed(words: str, place: str, found: str) -> None:
    done = completed(_DETENTE_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=place)
    assert done.stdout == f"plain,{found}\n"
