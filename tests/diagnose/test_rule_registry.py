"""Rules: one function each, found by scanning a folder."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

from detente.diagnose import rule as rules
from detente.diagnose.diagnostic import Remark, Severity
from detente.diagnose.rule import ALL, Rule, discover, find, known_names, rule, rules_of
from detente.errors import UnknownName
from detente.text.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = """A headline.

    What it finds:
        This.

    Why it matters:
        That.

    Example:
        detente: 1

    Instead:
        detente: 1

    When to allow:
        Never.
    """


@pytest.fixture(autouse=True)
def _only_the_rules_of_this_test(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "_RULES", {})


def made(name: str, code: str, **arguments: Any) -> Rule:
    def func(deal: Source, course: None) -> Iterator[Remark]:
        yield Remark(deal.span(0, 1), "a message")

    func.__name__ = func.__qualname__ = name
    func.__doc__ = PAGE
    return rule(code=code, **{"severity": "warning", **arguments})(func)


def test_a_rule_is_named_after_its_function() -> None:
    vague = made("vague_time", "X001", kinds=("ceasefire",), basis="text")
    assert (vague.code, vague.name, vague.severity) == ("X001", "vague-time", Severity.warning)
    assert (vague.kinds, vague.basis, vague.page.headline) == (("ceasefire",), "text", "A headline.")
    assert vague.page.example == "detente: 1\n"
    assert vague.allow == "# detente: allow vague-time -- WHY (WHO)"


def test_a_rule_is_called_as_its_function() -> None:
    [remark] = made("vague_time", "X001")(Source("deal.yaml", "soon"), None)
    assert (remark.message, remark.span.text) == ("a message", "s")


def test_a_remark_becomes_a_finding_of_the_rule() -> None:
    vague = made("vague_time", "X001")
    span = Source("deal.yaml", "soon").span(0, 4)
    plain = vague.finding(Remark(span, "soon is no date", help="write a date", label="here"))
    assert (plain.code, plain.name, plain.severity) == ("X001", "vague-time", Severity.warning)
    assert (plain.span, plain.message, plain.help, plain.label) == (
        span,
        "soon is no date",
        "write a date",
        "here",
    )
    assert vague.finding(Remark(span, "m", severity=Severity.note)).severity is Severity.note


def test_kinds() -> None:
    strike, every = made("one", "X001", kinds=("strike",)), made("two", "X002", kinds=ALL)
    assert [strike.applies_to(kind) for kind in ("strike", "ceasefire", None)] == [True, False, True]
    assert [every.applies_to(kind) for kind in ("strike", "other", None)] == [True, True, True]


def test_found_by_name_or_code_in_any_capitals() -> None:
    vague = made("vague_time", "X001")
    assert [find(name) for name in ("vague-time", "X001", "x001", " Vague-Time ")] == [vague] * 4
    assert known_names() == {"vague-time": "vague-time", "X001": "vague-time"}


def test_a_name_that_is_not_there_gets_the_nearest() -> None:
    made("vague_time", "X001")
    with pytest.raises(UnknownName, match=r"no rule `vague-tmie`\. \(Did you mean `vague-time`\?\)"):
        find("vague-tmie")
    with pytest.raises(UnknownName, match="`detente rules` lists them all"):
        find("zzz")


@pytest.mark.parametrize(
    ("name", "code", "arguments", "said"),
    [
        ("two", "X001", {}, r"The rule `two` \(X001\) cannot be used: its code is already that of `one`"),
        ("one", "X002", {}, "already has a rule of that name"),
        ("two", "F001", {}, "one of the letters SDTOGQVX and three digits"),
        ("two", "X1", {}, "three digits"),
        ("two", "X\u0661\u0662\u0663", {}, "three digits"),
        ("two", "X002", {"severity": "bad"}, "error, warning or note"),
        ("two", "X002", {"basis": "guess"}, "deal or text"),
        ("two", "X002", {"kinds": "strike"}, "a tuple of kinds"),
    ],
)
def test_a_rule_that_is_not_well_made_is_refused(
    name: str, code: str, arguments: dict[str, Any], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = made("one", "X001")
    # As if another file held the first rule.
    monkeypatch.setattr(first.func, "__module__", "elsewhere")
    with pytest.raises(ValueError, match=said):
        made(name, code, **arguments)
    assert rules_of() == (first,)


def test_a_rule_without_its_page_is_refused() -> None:
    def vague_time(deal: Source, course: None) -> Iterator[Remark]:
        """Say nothing more."""
        yield Remark(deal.span(0, 1), "m")

    with pytest.raises(ValueError, match=r"`vague-time`.*no heading `What it finds:`"):
        rule(code="X001", severity="note")(vague_time)


def test_a_function_read_again_replaces_itself() -> None:
    made("one", "X001")
    again = made("one", "X001")
    assert rules_of() == (again,)


def test_a_folder_is_scanned_in_the_order_of_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "folder_of_rules"
    folder.mkdir()
    (folder / "__init__.py").write_text("read = []\n")
    for name, code in (("b_first", "D001"), ("a_second", "X001")):
        (folder / f"{name}.py").write_text(
            "from detente.diagnose.rule import rule\n"
            "from folder_of_rules import read\n"
            "read.append(__name__)\n"
            f"@rule(code='{code}', severity='error')\n"
            f"def {name}(deal, course):\n    '''{PAGE}'''\n    yield\n"
        )
    monkeypatch.syspath_prepend(str(tmp_path))
    made("elsewhere", "O001")
    assert [found.name for found in discover("folder_of_rules")] == ["b-first", "a-second"]
    package = sys.modules["folder_of_rules"]
    assert package.read == ["folder_of_rules.a_second", "folder_of_rules.b_first"]
    assert [found.code for found in rules_of()] == ["D001", "O001", "X001"]
    # A second look finds the same, and imports nothing again.
    assert [found.code for found in discover(package)] == ["D001", "X001"]
    assert rules_of("folder_of") == ()
