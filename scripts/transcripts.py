"""Run what the pages show: ``python scripts/transcripts.py`` writes the output below each command of a page.

A page is run from top to bottom in an empty folder that holds a copy of ``examples``. A block after a comment
``<!-- file: NAME -->`` is written to that file; a ``console`` block that begins with ``$ detente`` is run, and what
stands below the command is what it printed. With ``--check`` nothing is written, and the exit status is 1 if a page
shows something else.
"""

from __future__ import annotations

import argparse
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
    "docs/guides/check.md",
    "docs/guides/hold.md",
    "docs/reference/hold-json.md",
)
BLOCK = re.compile(
    r"(?P<head>(?:<!-- file: (?P<file>\S+) -->\n)?```(?P<lang>\w+)\n)(?P<body>.*?)(?P<tail>^```$)",
    re.M | re.S,
)


def main() -> int:
    """Run every page; the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument(
        "--check", action="store_true", help="only compare, and fail if a page shows something else"
    )
    given = parser.parse_args()
    stale = 0
    for name in PAGES:
        page = ROOT / name
        told = page.read_text(encoding="utf-8")
        ran = played(told)
        if ran != told:
            stale += 1
            sys.stdout.write(f"{'out of date' if given.check else 'written'}: {name}\n")
            if not given.check:
                page.write_text(ran, encoding="utf-8", newline="\n")
    return 1 if stale and given.check else 0


def played(text: str) -> str:
    """A page with the output of its commands as it is now."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        shutil.copytree(ROOT / "examples", place / "examples")
        return BLOCK.sub(lambda block: _block(block, place), text)


def _block(block: re.Match[str], place: Path) -> str:
    if block["file"]:
        path = place / block["file"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block["body"], encoding="utf-8")
        return block[0]
    command = block["body"].split("\n", 1)[0]
    if block["lang"] != "console" or not command.startswith("$ detente"):
        return block[0]
    return f"{block['head']}{command}\n{_run(command[2:], place)}{block['tail']}"


def _run(command: str, place: Path) -> str:
    program = Path(sys.executable).parent
    env = {**os.environ, "PATH": f"{program}{os.pathsep}{os.environ.get('PATH', '')}", "COLUMNS": "100"}
    env |= {"PYTHONUTF8": "1", "NO_COLOR": "1"}
    done = subprocess.run(  # noqa: S602 -- the commands are those of our own pages
        command, shell=True, cwd=place, env=env, text=True, capture_output=True, check=False
    )
    lines = (done.stdout + done.stderr).splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main())
