"""`detente read --only`: the kinds that are shown, and those that are asked about."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from detente.faces.commands.read import command

PACT = """\
1. Northland shall leave the road within 5 days after signature.

2. Southland shall not fly over the road.
"""


@pytest.fixture
def pact(tmp_path: Path) -> Path:
    path = tmp_path / "pact.txt"
    path.write_text(PACT, encoding="utf-8")
    return path


def test_only_these_kinds_are_asked_about_and_all_are_written(pact: Path) -> None:
    answers = pact.with_name("answers.txt")
    answers.write_text("accept\n", encoding="utf-8")
    folder = pact.with_name("deal")
    asked = ["-o", str(folder), "--review", "--only", "prohibition", "--answers", str(answers)]
    done = CliRunner().invoke(command, [str(pact), *asked], standalone_mode=False)
    assert done.return_value == 0
    assert "1 of 1" in done.output
    assert "1 accepted" in done.output
    deal = (folder / "deal.yaml").read_text(encoding="utf-8")
    duties = deal.partition("\nobligations:\n")[2]
    assert "leave the road" in duties
    first, _, second = duties.partition('clause: "1"')
    assert "to be checked" in second.partition('clause: "2"')[0]
    assert "fly over the road" in first + second


def test_a_kind_that_does_not_exist_is_refused(pact: Path) -> None:
    done = CliRunner().invoke(command, [str(pact), "--only", "duty"])
    assert done.exit_code == 2
    assert "`duty` is none of" in done.output
