"""The pages are what the code makes of them, and show what the program prints."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from detente.desk.remarks import rules
from detente.faces.cli import COMMANDS
from tests.folders import EXAMPLES, ROOT


@pytest.mark.parametrize("script", ["pages", "schemas", "documents", "transcripts"])
def test_generated_pages_are_up_to_date(script: str) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / f"{script}.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_there_are_at_least_45_rules_in_every_group() -> None:
    found = rules()
    assert len(found) >= 45
    assert {rule.code[0] for rule in found} == set("DTOGQVSX")


def test_the_readme_names_every_command_and_the_index_every_example() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"detente {name}" not in readme] == []
    index = (ROOT / "examples" / "README.md").read_text(encoding="utf-8")
    assert [folder.name for folder in EXAMPLES if folder.name not in index] == []


def pages() -> list[Path]:
    return [
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        ROOT / "examples" / "README.md",
        *(ROOT / "docs").glob("**/*.md"),
    ]


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
    assert [link for link in links if link and not (page.parent / link).exists()] == []


def test_the_tests_that_pages_name_exist() -> None:
    """`tests/.../test_x.py::test_y`, and `::test_z` after it for another test of the same file."""
    named = re.compile(r"`(?:(tests/[\w/]+\.py))?(?:::(\w+))?`")
    for page in (ROOT / "docs").glob("*.md"):
        file = ""
        for hit in named.finditer(page.read_text(encoding="utf-8")):
            if not (hit[1] or hit[2]):
                continue
            file = hit[1] or file
            assert (ROOT / file).is_file(), f"{page.name}: {file}"
            if hit[2]:
                assert f"def {hit[2]}(" in (ROOT / file).read_text(encoding="utf-8"), (
                    f"{page.name}: {file}::{hit[2]}"
                )
