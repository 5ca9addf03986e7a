"""The tutorial in Python is run like a notebook: every cell in order, and what it shows is what the page says."""

import ast
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.folders import ROOT

PAGE = ROOT / "docs" / "tutorial-bargain.md"
CELL = re.compile(r"^```python\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", re.M | re.S)


@pytest.mark.slow
def test_every_cell_shows_what_stands_below_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    cells = CELL.findall(PAGE.read_text(encoding="utf-8"))
    assert len(cells) >= 20
    names: dict[str, Any] = {}
    for code, told in cells:
        value = run(code, names)
        shown = capsys.readouterr().out + ("" if value is None else f"{value!r}\n")
        assert [line.rstrip() for line in shown.splitlines()] == told.splitlines(), code
    drawn = tmp_path / "tutorial-bargain.svg"
    kept = ROOT / "docs" / "images" / "tutorial-bargain.svg"
    assert drawn.read_text(encoding="utf-8") == kept.read_text(encoding="utf-8")


def run(code: str, names: dict[str, Any]) -> Any:
    """Run a cell; the value of its last line, if that is an expression."""
    body = ast.parse(code).body
    last = body[-1]
    if not isinstance(last, ast.Expr):
        exec(code, names)  # noqa: S102 -- the cells are those of our own page
        return None
    exec(compile(ast.Module(body[:-1], []), "cell", "exec"), names)  # noqa: S102 -- the same
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names)  # noqa: S307 -- the same
