"""Feed a part of Détente with made-up input until it breaks: ``python fuzz/run.py nodes --seconds 60``.

Needs the extra `fuzz`: atheris, which drives libFuzzer. A target is a module beside this file with
`one(data)`, which raises when a promise is broken, and with `SEEDS` and `DICTIONARY` to start from. An input
that breaks a promise, or takes longer than two seconds, is written to the current folder.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import tempfile
from pathlib import Path

import atheris  # type: ignore[import-untyped,import-not-found,unused-ignore]  # an extra

TARGETS = {"loader": "fuzz_loader", "nodes": "fuzz_nodes"}


def main() -> None:
    """Read the command line and run one target; the exit status is 0 if nothing was found."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("target", choices=sorted(TARGETS))
    parser.add_argument("--seconds", type=int, default=60, help="how long to run (default: 60)")
    parser.add_argument("--corpus", type=Path, help="a folder of inputs to start from, and to add to")
    given = parser.parse_args()
    with atheris.instrument_imports(include=["detente", TARGETS[given.target]]):
        target = importlib.import_module(TARGETS[given.target])
    scratch = Path(tempfile.mkdtemp(prefix=f"fuzz-{given.target}-"))
    corpus = given.corpus or scratch / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(target.SEEDS):
        (scratch / f"seed-{number}").write_bytes(seed.encode())
    words = scratch / "words"
    words.write_text("".join(f'"{_escaped(word)}"\n' for word in target.DICTIONARY))
    options = [
        f"-max_total_time={given.seconds}",
        "-timeout=2",
        "-rss_limit_mb=500",
        f"-dict={words}",
        "-max_len=4096",
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus), str(scratch)], target.one)
    atheris.Fuzz()


def _escaped(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


if __name__ == "__main__":
    main()
