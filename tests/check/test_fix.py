"""Fixes: safe ones are applied, once, and leave the rest byte for byte; others are printed and never applied."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.check import check
from detente.check.fix import apply_fixes, proposals

DEAL = """detente: 1   # kept as it is
kind: other

parties: {north: Northland,   south: Southland}
verifiers: {mission: Joint Mission}
guarantors:
  coast:   {name: Coast Republic,  accepted: true}   # and this
  bank: {name: Bank, accepted: false}
obligations:
  leave:
    by: north
    to: south
    does: leave the valley
    due: 2031-04-01
"""


def test_a_safe_fix_is_applied_and_the_rest_stays_byte_for_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "deal.yaml"
    file.write_bytes(DEAL.replace("\n", "\r\n").encode())
    told = list(apply_fixes(check("deal.yaml")))
    wanted = DEAL.replace("accepted: true", "accepted: yes").replace("accepted: false", "accepted: no")
    assert file.read_bytes() == wanted.replace("\n", "\r\n").encode()
    assert len(told) == 2


def test_a_safe_fix_is_idempotent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("deal.yaml").write_text(DEAL)
    list(apply_fixes(check("deal.yaml")))
    once = Path("deal.yaml").read_bytes()
    assert list(apply_fixes(check("deal.yaml"))) == []
    assert Path("deal.yaml").read_bytes() == once


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    answers=st.lists(st.sampled_from(["true", "false", "yes", "no", "not stated", '"yes"']), max_size=6),
    gap=st.sampled_from(["", " ", "\n", "  # a remark\n"]),
)
def test_fixing_twice_is_fixing_once(answers: list[str], gap: str, tmp_path: Path) -> None:
    file = tmp_path / "deal.yaml"
    entries = "".join(
        f"  g{n}: {{accepted: {answer}}}\n{gap if gap.endswith(chr(10)) else ''}"
        for n, answer in enumerate(answers)
    )
    file.write_text(f"detente: 1\nkind: other\nguarantors:\n{entries}")
    list(apply_fixes(check(file)))
    once = file.read_text()
    list(apply_fixes(check(file)))
    assert file.read_text() == once
    assert "true" not in once
    assert "false" not in once


def test_what_alters_a_duty_is_printed_and_not_applied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("deal.yaml").write_text(DEAL)
    patch = proposals(check("deal.yaml"))
    assert "+    verified by: mission\n" in patch
    assert Path("deal.yaml").read_text() == DEAL
