"""Files made to break a program: each is answered by a plain problem, at once and in little memory."""

import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from detente.text.nodes import Document, parse
from detente.text.source import Source


def read(text: str, **limits: int) -> Document:
    return parse(Source("deal.yaml", text), **limits)


def test_depth_is_counted_in_lists_and_mappings() -> None:
    assert read("[" * 100 + "]" * 100).problems == ()
    (problem,) = read("[" * 101 + "]" * 101).problems
    assert (problem.name, problem.span.column) == ("too-deep", 101)
    assert problem.message == (
        "More than 100 lists or mappings stand inside each other here; the rest was not read."
    )
    assert read("a: {b: {c: d}}", max_depth=2).problems[0].name == "too-deep"
    assert read("a: {b: c}", max_depth=2).problems == ()


def test_keys_and_values_are_counted() -> None:
    assert read("[a, {b: c}]", max_nodes=5).problems == ()
    (problem,) = read("[a, {b: c}]", max_nodes=4).problems
    assert problem.name == "too-many-values"
    assert problem.message == "This file has more than 4 keys and values; the rest was not read."


def test_of_very_many_problems_the_first_thousand_are_told() -> None:
    problems = read("a: b\n" * 5000).problems
    assert len(problems) == 1001
    assert problems[-1].message == "So much is wrong with the form of this file that the rest was not read."
    assert problems[-1].span.line == 1002


def test_an_alias_bomb_is_refused_and_not_unfolded() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
    document = read(bomb)
    assert {problem.name for problem in document.problems} == {"alias"}
    assert document.value["a59"] == ["*a58", "*a58"]


def tags(count: int) -> str:
    return "".join(f"%TAG !a{n}! x\n" for n in range(count))


HOSTILE: dict[str, tuple[Callable[[], str], str]] = {
    "brackets": (lambda: "[" * 100_000, "too-deep"),
    "braces": (lambda: "{" * 100_000, "too-deep"),
    "closed brackets": (lambda: "[" * 100_000 + "]" * 100_000, "too-deep"),
    "block lists": (lambda: "- " * 100_000, "too-deep"),
    "mappings": (lambda: "{a: " * 100_000, "too-deep"),
    "keys of keys": (lambda: "? " * 100_000, "too-deep"),
    "indented": (lambda: "".join(" " * n + "a:\n" for n in range(4000)), "too-deep"),
    "%TAG lines": (lambda: tags(500_000) + "---\na", "not-yaml"),
    "%TAG below": (
        lambda: "a\n...\n" + tags(500_000),
        "several-documents",
    ),
    "%TAG at the end": (lambda: "a: b\n" + tags(500_000), "not-yaml"),
    "a long tag": (lambda: f"%TAG ! {'x' * 1_000_000}\n---\n[" + "!a b," * 100_000, "tag"),
    "anchors": (lambda: "&a " * 3_000_000, "alias"),
    "values": (lambda: "- a\n" * 2_500_000, "too-many-values"),
    "pairs": (lambda: "[" + "a: b," * 2_000_000, "too-many-values"),
    "duplicates": (lambda: "a: b\n" * 2_000_000, "duplicate-key"),
    "newlines": (lambda: "\n" * 10_000_000, "empty-file"),
    "comments": (lambda: "#\n" * 5_000_000, "empty-file"),
    "old newlines": (lambda: "a: " + "\u2028" * 3_300_000 + "\nb", "not-yaml"),
    "controls": (lambda: "\x01" * 10_000_000, "not-yaml"),
    "digits": (lambda: "a: " + "9" * 10_000_000, "not-a-number"),
    "an open quote": (lambda: 'a: "' + "x" * 10_000_000, "not-yaml"),
    "a long key": (lambda: "k" * 10_000_000 + ": v", "not-yaml"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_answered_within_two_seconds(case: str) -> None:
    make, name = HOSTILE[case]
    text = make()
    began = time.perf_counter()
    problems = read(text).problems
    told = [(problem.span.line, problem.span.column, problem.message) for problem in problems]
    assert time.perf_counter() - began < 2
    assert name in [problem.name for problem in problems]
    assert len(told) <= 1001
    assert all(len(message) < 200 for _, _, message in told)


MEASURE = """
from pathlib import Path
from detente.text.nodes import parse
from detente.text.source import Source
parse(Source("a", {text}))
print(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])  # in units of 1,024 bytes
"""


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells the peak of memory on Linux alone")
@pytest.mark.parametrize(
    "text",
    [
        r"'- a\n' * 2_500_000",
        r"'\n' * 10_000_000",
        r"'[' * 10_000_000",
        r"'a: &a [*a, *a]\n' * 600_000",
        r"'\x01' * 10_000_000",
        r"'a: ' + '\u2028' * 3_300_000",
    ],
)
def test_a_file_at_the_limit_of_size_takes_less_than_500_mb(text: str) -> None:
    command = [sys.executable, "-c", MEASURE.format(text=text)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert int(run.stdout) * 1024 < 500_000_000


def test_a_deal_of_50_000_lines_is_read_in_less_than_a_second() -> None:
    entry = "stage: one\n  by: north\n  to: [south, east]\n  does: carry out no act\n  due: D+14\n  x: {a: b}"
    text = "".join(f"duty-{number}:\n  {entry}\n" for number in range(50_000 // 7))
    source = Source("deal.yaml", text)
    took = []
    for _ in range(3):
        began = time.perf_counter()
        assert parse(source).problems == ()
        took.append(time.perf_counter() - began)
    assert min(took) < 0.9
