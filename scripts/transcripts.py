"""Run what the pages show: ``python scripts/transcripts.py`` writes the output below each command of a page.

A page is run from top to bottom in an empty folder that holds a copy of ``examples``. A block after a comment
``<!-- file: NAME -->`` is written to that file; a ``console`` block that begins with ``$ detente`` or ``$ cat`` is run,
and what stands below the command is what it printed. On a page with the mark ``<!-- run -->`` the ``python`` blocks are
cells of one notebook: they are run in order, what each shows stands in a ``text`` block right below it, and a picture
that they write into the folder and that the page shows is kept in ``docs/images``. With ``--check`` nothing is written,
and the exit status is 1 if a page shows something else.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGES = (
    "README.md",
    "docs/tutorial.md",
    "docs/tutorial-bargain.md",
    "docs/tutorial-read.md",
    "docs/guides/check.md",
    "docs/guides/hold.md",
    "docs/guides/bargain.md",
    "docs/guides/read.md",
    "docs/reference/hold-json.md",
    "docs/reference/bargain-json.md",
    "docs/reference/read-json.md",
)
BLOCK = re.compile(
    r"(?P<head>(?:<!-- file: (?P<file>\S+) -->\n)?```(?P<lang>\w+)\n)(?P<body>.*?)(?P<tail>^```$)",
    re.M | re.S,
)
RUN = re.compile(r"^<!-- run -->$", re.M)
CELL = re.compile(r"^```python\n(?P<code>.*?)^```\n(?:\n```text\n(?P<shown>.*?)^```\n)?", re.M | re.S)
PICTURE = re.compile(r"\]\(images/(\S+?\.svg)\)")


def main() -> int:
    """Run every page; the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument(
        "--check", action="store_true", help="only compare, and fail if a page shows something else"
    )
    given = parser.parse_args()
    stale = 0
    for name in PAGES:
        told = (ROOT / name).read_text(encoding="utf-8")
        for file, text in played(name, told).items():
            page = ROOT / file
            if page.is_file() and page.read_text(encoding="utf-8") == text:
                continue
            stale += 1
            sys.stdout.write(f"{'out of date' if given.check else 'written'}: {file}\n")
            if not given.check:
                page.write_text(text, encoding="utf-8", newline="\n")
    return 1 if stale and given.check else 0


def played(name: str, text: str) -> dict[str, str]:
    """A page with the output of its commands and cells as it is now, and the pictures that its cells wrote."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        shutil.copytree(ROOT / "examples", place / "examples")
        ran = BLOCK.sub(lambda block: _block(block, place), text)
        if not RUN.search(ran):
            return {name: ran}
        ran = _cells(ran, place)
        pictures = [place / picture for picture in PICTURE.findall(ran)]
        return {name: ran} | {
            f"docs/images/{one.name}": one.read_text(encoding="utf-8") for one in pictures if one.is_file()
        }


def _block(block: re.Match[str], place: Path) -> str:
    if block["file"]:
        path = place / block["file"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block["body"], encoding="utf-8")
        return block[0]
    command = block["body"].split("\n", 1)[0]
    if block["lang"] != "console" or not command.startswith(("$ detente", "$ cat ")):
        return block[0]
    return f"{block['head']}{command}\n{_run(command[2:], place)}{block['tail']}"


def _cells(text: str, place: Path) -> str:
    """The page with what its cells show."""
    cells = [cell["code"] for cell in CELL.finditer(text)]
    done = subprocess.run(  # noqa: S603 -- the cells are those of our own pages
        [sys.executable, ROOT / "scripts" / "cells.py"],
        input=json.dumps(cells),
        cwd=place,
        env=_env(),
        text=True,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"a cell failed, and nothing was written: {done.stderr.strip().splitlines()[-1]}")
    shown = iter(json.loads(done.stdout))
    return CELL.sub(lambda cell: _cell(cell["code"], next(shown)), text)


def _cell(code: str, shown: str) -> str:
    below = f"\n```text\n{_trimmed(shown)}```\n" if shown else ""
    return f"```python\n{code}```\n{below}"


def _env() -> dict[str, str]:
    program = Path(sys.executable).parent
    env = {**os.environ, "PATH": f"{program}{os.pathsep}{os.environ.get('PATH', '')}", "COLUMNS": "100"}
    return env | {"PYTHONUTF8": "1", "NO_COLOR": "1"}


def _trimmed(text: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def _run(command: str, place: Path) -> str:
    done = subprocess.run(  # noqa: S602 -- the commands are those of our own pages
        command, shell=True, cwd=place, env=_env(), text=True, capture_output=True, check=False
    )
    if "Traceback (most recent call last)" in done.stderr:
        sys.exit(f"`{command}` failed, and nothing was written: {done.stderr.strip().splitlines()[-1]}")
    return _trimmed(done.stdout + done.stderr)


if __name__ == "__main__":
    sys.exit(main())
