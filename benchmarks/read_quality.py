"""How well `detente read` reads, against labels by hand: ``python benchmarks/read_quality.py FOLDER [--json FILE]``.

FOLDER holds the texts, which are not kept here; each document with labels is found by its SHA-256, and those that are
missing are named with where they are offered. ``FOLDER/plover`` and ``FOLDER/contractnli`` are read if they are there.
With ``--pipeline NAME`` the claims are also read beside that spaCy pipeline.

Measured are duties and their fields, the rules of words, who said what, and candidates for a demand; tuning and
held-out halves apart (see ``read_labels/README.md``). ``--tuning`` also lists what differs in the tuning half; of
the held-out half only totals are ever printed. Prints Markdown; nothing here passes or fails. About ten seconds,
or three minutes with a pipeline.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import quality_claims
import quality_clauses
import quality_coverage
import quality_plover
import quality_rules
from quality_counts import Labelled, Table, labelled_in

from detente.version import VERSION

Part = Callable[[Path, list[Labelled], str | None], Iterator[Table]]


def main() -> None:
    """Measure and print."""
    asked = _asked()
    documents, missing = labelled_in(asked.folder)
    said(f"Détente {VERSION}, Python {platform.python_version()}, {platform.machine()}\n")
    for line in missing:
        said(f"Missing: {line}")
    tables = []
    for name in asked.only or PARTS:
        for table in PARTS[name](asked.folder, documents, asked.pipeline):
            said(table.markdown())
            tables.append(table)
    if asked.json is not None:
        made = {"detente": VERSION, "missing": missing, "tables": [table.as_dict() for table in tables]}
        asked.json.write_text(json.dumps(made, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        said(f"written: {asked.json}")
    if asked.tuning:
        tuning(documents)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="where the texts lie")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures as JSON")
    parser.add_argument("--pipeline", metavar="NAME", help="also read claims with this spaCy pipeline")
    parser.add_argument("--only", nargs="+", choices=tuple(PARTS), help="measure only these")
    parser.add_argument("--tuning", action="store_true", help="list what differs in the tuning half")
    return parser.parse_args()


def said(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def clauses(folder: Path, documents: list[Labelled], pipeline: str | None) -> Iterator[Table]:
    """Duties and their fields."""
    read = [quality_clauses.compared(one) for one in documents if one.labels]
    yield from quality_clauses.tables(read)


def rules(folder: Path, documents: list[Labelled], pipeline: str | None) -> Iterator[Table]:
    """Rules of words."""
    names = quality_rules.labelled_rules(documents)
    read = [quality_rules.checked(one, names) for one in documents if one.labels]
    yield from quality_rules.tables(read, names)


def claims(folder: Path, documents: list[Labelled], pipeline: str | None) -> Iterator[Table]:
    """Who said what in reports."""
    for reader, name in _readers(pipeline):
        read = [quality_claims.heard(one, name) for one in documents if one.claims]
        yield from quality_claims.tables(read, reader)


def plover(folder: Path, documents: list[Labelled], pipeline: str | None) -> Iterator[Table]:
    """Who demands, refuses and agrees in sentences of news."""
    if not (folder / quality_plover.FILE).exists():
        said(f"Missing: {quality_plover.WHERE}")
        return
    for reader, name in _readers(pipeline):
        yield from quality_plover.tables(quality_plover.records(folder, name), reader)


def coverage(folder: Path, documents: list[Labelled], pipeline: str | None) -> Iterator[Table]:
    """Candidates for a demand."""
    if not all((folder / "contractnli" / f"{part}.json").exists() for part in quality_coverage.PARTS):
        said(f"Missing: {quality_coverage.WHERE}")
        return
    yield from quality_coverage.tables(folder)


PARTS: dict[str, Part] = {
    "clauses": clauses,
    "rules": rules,
    "claims": claims,
    "plover": plover,
    "coverage": coverage,
}


def _readers(pipeline: str | None) -> list[tuple[str, str | None]]:
    return [("rules alone", None), *([(f"rules with {pipeline}", pipeline)] if pipeline else [])]


def tuning(documents: list[Labelled]) -> None:
    """List what differs in the half that may be looked at."""
    for one in documents:
        if any(label["half"] == "tuning" for label in one.labels):
            said(f"\n{one.name}, tuning half")
            for line in quality_clauses.examples(quality_clauses.compared(one)):
                said(f"- {line}")


if __name__ == "__main__":
    main()
