"""How long a check takes from the shell, beside named peers in the same run: ``python benchmarks/check_speed.py``.

Peers, from the extra ``bench``: `check-jsonschema` on the same file and Détente's own schema (it looks at the form alone),
and `bean-check` of beancount on a ledger with as many lines. Each figure is the best of several runs, so that what else
the machine does counts least. Prints seconds, ratios and growth; nothing here passes or fails.
"""

from __future__ import annotations

import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from large_deal import large_deal

BIN = Path(sys.executable).parent
SIZES = {"about 5,000 lines": 410, "about 10,000 lines": 820, "about 20,000 lines": 1640, "about 50,000 lines": 4100}
RUNS = 5


def main() -> None:
    """Measure and print."""
    sys.stdout.write(f"Python {platform.python_version()}, {platform.machine()}, best of {RUNS}\n\n")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        helped = best([BIN / "detente", "--help"])
        sys.stdout.write(f"detente --help: {helped:.2f} s\n\n")
        schema = place / "deal.schema.json"
        schema.write_bytes(subprocess.run([BIN / "detente", "schema", "deal"], capture_output=True, check=True).stdout)
        sys.stdout.write("deal                 lines   detente  check-jsonschema  bean-check  ratios\n")
        for name, count in SIZES.items():
            row(place, schema, name, count)


def row(place: Path, schema: Path, name: str, count: int) -> None:
    """One size: our own time, the peers' on the same lines, and how many times longer each peer takes."""
    text = large_deal(count)
    lines = text.count("\n")
    deal, ledger = place / f"{count}.yaml", place / f"{count}.beancount"
    deal.write_text(text)
    ledger.write_text(large_ledger(lines))
    ours = best([BIN / "detente", "check", deal, "--format", "concise"])
    form = best([BIN / "check-jsonschema", "--schemafile", schema, deal])
    bean = best([BIN / "bean-check", "--no-cache", ledger])
    ratios = f"{form / ours:.1f}, {bean / ours:.1f}"
    sys.stdout.write(f"{name:20} {lines:6} {ours:7.2f} s {form:15.2f} s {bean:9.2f} s  {ratios}\n")


def best(command: list[object]) -> float:
    """The shortest of several runs, in seconds."""
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        subprocess.run([str(word) for word in command], capture_output=True, check=False)
        times.append(time.perf_counter() - started)
    return min(times)


def large_ledger(lines: int) -> str:
    """A balanced ledger of about as many lines: four a transaction."""
    head = "2030-01-01 open Assets:One EUR\n2030-01-01 open Assets:Two EUR\n"
    entry = '2031-01-01 * "hand over"\n  Assets:One  10 EUR\n  Assets:Two  -10 EUR\n\n'
    return head + entry * (lines // 4)


if __name__ == "__main__":
    main()
