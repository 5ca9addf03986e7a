"""How long a check takes from the shell, beside named peers in the same run: ``python benchmarks/check_speed.py``.

Peers: `check-jsonschema` (extra ``bench``) on the same file and our own schema (it looks at the form alone), and
`bean-check` of beancount on a ledger with as many lines. Beancount is under the GPL, so nothing of ours installs it:
put `bean-check` on the PATH to have it measured. Each figure is the best of several runs, so that what else
the machine does counts least. Prints seconds, ratios and growth; nothing here passes or fails.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from large_deal import large_deal

BIN = Path(sys.executable).parent
SIZES = (440, 880, 1760, 4400)  # obligations: about 5,000, 10,000, 20,000 and 50,000 lines
RUNS = 5


def main() -> None:
    """Measure and print."""
    sys.stdout.write(f"Python {platform.python_version()}, {platform.machine()}, best of {RUNS}\n\n")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        helped = best([BIN / "detente", "--help"])
        sys.stdout.write(f"detente --help: {helped:.2f} s\n\n")
        schema = place / "deal.schema.json"
        schema.write_bytes(
            subprocess.run([BIN / "detente", "schema", "deal"], capture_output=True, check=True).stdout
        )
        for count in SIZES:
            row(place, schema, count)


def row(place: Path, schema: Path, count: int) -> None:
    """One size: our own time, the peers' on the same lines, and how many times longer each peer takes."""
    text = large_deal(count)
    lines = text.count("\n")
    deal, ledger = place / f"{count}.yaml", place / f"{count}.beancount"
    deal.write_text(text)
    ledger.write_text(large_ledger(lines))
    ours = best([BIN / "detente", "check", deal, "--format", "concise"])
    peers = {
        "check-jsonschema": peer("check-jsonschema", "--schemafile", schema, deal),
        "bean-check": peer("bean-check", "--no-cache", ledger),
    }
    told = "".join(
        f"  {name} {'not installed' if t is None else f'{t:.2f} s, {t / ours:.1f} times'}"
        for name, t in peers.items()
    )
    sys.stdout.write(f"{lines:6} lines: detente {ours:.2f} s{told}\n")


def peer(name: str, *words: object) -> float | None:
    """The best time of another program, or None where it is not installed."""
    program = shutil.which(name, path=f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}")
    return best([program, *words]) if program else None


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
