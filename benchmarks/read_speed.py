"""How long `detente read` takes, beside plain extraction in the same run: ``python benchmarks/read_speed.py``.

Long documents are made in a temporary folder (`long_documents.py`; a page is 3,000 characters): an agreement and a
report, each as plain text, Word file, web page and PDF, of 250, 500 and 1,000 pages. Each is read in a process of its
own: taken in (the text with its places), and then read as by default (clauses and claims, and the verifier). Peers,
which give plain text without places: python-docx, `trafilatura.extract`, pypdfium2 (`get_text_range`). Seconds are of
the processor, with the import of the library on either side; the time on the clock and the most memory held are of
the whole. The processor's seconds are told because a machine that does other work too makes the clock say more.

With ``--pipeline NAME`` claims are read beside that spaCy pipeline too, and the pipeline by itself, in pages a second.
Prints Markdown, ratios, growth, and where we lose; nothing here passes or fails. About five minutes.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

from long_documents import KINDS, PAGE

FORMATS: Final = ("txt", "docx", "html", "pdf")
SIZES: Final = (250, 500, 1000)
PEERS: Final = {"docx": "python-docx", "html": "trafilatura", "pdf": "pypdfium2"}
PIPED: Final = 50  # pages that are read with a pipeline
LONGEST: Final = 600  # seconds after which a case is given up
HERE: Final = Path(__file__).resolve()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--formats", nargs="+", choices=FORMATS, default=FORMATS)
    parser.add_argument("--kinds", nargs="+", choices=tuple(KINDS), default=tuple(KINDS))
    parser.add_argument("--pages", nargs="+", type=int, default=SIZES, metavar="N")
    parser.add_argument("--runs", type=int, default=1, metavar="N", help="the best of so many")
    parser.add_argument("--pipeline", metavar="NAME", help="a spaCy pipeline")
    parser.add_argument("--case", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.case:
        side, *rest = json.loads(asked.case)
        sys.stdout.write(json.dumps(SIDES[side](*rest)))
        return
    said(heading())
    with tempfile.TemporaryDirectory() as folder:
        losses = [
            loss
            for kind in asked.kinds
            for form in asked.formats
            for loss in table(Path(folder), kind, form, sorted(asked.pages), asked.runs)
        ]
        said("\nWhere we lose\n")
        said("".join(f"- {loss}\n" for loss in losses) or "- nowhere\n")
        if asked.pipeline:
            piped(Path(folder), asked.pipeline)


def said(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def heading() -> str:
    """Versions."""
    names = ", ".join(f"{name} {_version(name)}" for name in PEERS.values())
    return f"Python {platform.python_version()}, {platform.machine()}; {names}; pages of {PAGE:,} characters"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def table(folder: Path, kind: str, form: str, sizes: list[int], runs: int) -> list[str]:
    """One kind in one format by size; what is slower than the peer."""
    peer = PEERS.get(form)
    said(f"\n### {kind}, {form}" + (f", beside {peer}" if peer else "") + "\n")
    said(
        "| pages | characters | take, s | read, s | growth | on the clock, s | peak, MiB | peer, s | peer's peak, MiB "
        "| take / peer | whole / peer |\n|" + " ---: |" * 11
    )
    losses: list[str] = []
    before: tuple[int, float] | None = None
    for pages in sizes:
        path = folder / f"{kind}.{form}"
        subprocess.run(
            [sys.executable, HERE.parent / "long_documents.py", kind, form, str(pages), path], check=True
        )
        ours = best(["ours", str(path), None, None], runs)
        theirs = best([form, str(path)], runs) if peer and _version(peer) != "not installed" else None
        said(row(pages, ours, theirs, before))
        if "failed" in ours:
            return [*losses, f"{kind}, {form}, {pages} pages: {ours['failed']}"]
        before = pages, ours["take"] + ours["read"]
        path.unlink()
    if peer and theirs and "failed" not in theirs:
        losses += lost(f"{kind}, {form}, {pages:,} pages", peer, ours, theirs)
    return losses


def lost(what: str, peer: str, ours: dict[str, Any], theirs: dict[str, Any]) -> list[str]:
    """What a peer does in less, like for like: the text alone, and memory."""
    made = []
    if theirs["seconds"] < ours["take"]:
        made.append(f"{what}: taking in takes {ours['take'] / theirs['seconds']:.1f} times as long as {peer}")
    if theirs["peak"] < ours["taken"]:
        made.append(
            f"{what}: taking in holds {ours['taken'] / theirs['peak']:.1f} times the memory of {peer}"
        )
    return made


def row(
    pages: int, ours: dict[str, Any], theirs: dict[str, Any] | None, before: tuple[int, float] | None
) -> str:
    """A line of the table."""
    if "failed" in ours:
        return f"| {pages:,} | {ours['failed']} |" + " |" * 9
    whole = ours["take"] + ours["read"]
    growth = f"{whole / before[1]:.2f} for {pages / before[0]:.2f}" if before else "-"
    cells = [f"{pages:,}", f"{ours['characters']:,}", f"{ours['take']:.2f}", f"{ours['read']:.2f}", growth]
    cells += [f"{ours['clock']:.2f}", f"{ours['peak']:.0f}"]
    if theirs is None:
        cells += ["-"] * 4
    elif "failed" in theirs:
        cells += [theirs["failed"], "-", "-", "-"]
    else:
        seconds = theirs["seconds"]
        cells += [
            f"{seconds:.2f}",
            f"{theirs['peak']:.0f}",
            f"{ours['take'] / seconds:.1f}",
            f"{whole / seconds:.1f}",
        ]
    return f"| {' | '.join(cells)} |"


def best(case: list[Any], runs: int) -> dict[str, Any]:
    """The fastest of some runs, each in a process of its own."""
    found = [in_process(case) for _ in range(runs)]
    return min(found, key=lambda made: made.get("clock", float("inf")))


def in_process(case: list[Any]) -> dict[str, Any]:
    """One case."""
    words = [sys.executable, str(HERE), "--case", json.dumps(case)]
    try:
        done = subprocess.run(words, capture_output=True, text=True, check=True, timeout=LONGEST)
    except subprocess.TimeoutExpired:
        return {"failed": f"more than {LONGEST} s"}
    except subprocess.CalledProcessError as error:
        return {"failed": (error.stderr.strip().splitlines() or ["it stopped"])[-1][:200]}
    made: dict[str, Any] = json.loads(done.stdout)
    return made


# --- in a process of its own ---


def timed(run: Callable[[], Any]) -> tuple[float, float, Any]:
    """Seconds of the processor and on the clock, and what came out."""
    clock, processor = time.perf_counter(), time.process_time()
    made = run()
    return time.process_time() - processor, time.perf_counter() - clock, made


def peak() -> float:
    """The most memory that this process has held, in MiB; what its parent held is not counted."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 1024)


def ours(path: str, shape: str | None, pipeline: str | None) -> dict[str, Any]:
    """Take a document in, and read it."""
    from detente.read.intake.take import take  # noqa: PLC0415 -- a peer's process does not need it

    took, first, document = timed(lambda: take(path))
    taken = peak()
    from detente.read.run import read_whole  # noqa: PLC0415 -- likewise

    read, second, whole = timed(lambda: read_whole(document, shape=shape, pipeline=pipeline))
    return {
        "take": took,
        "read": read,
        "clock": first + second,
        "peak": peak(),
        "taken": taken,
        "characters": len(document.text),
        "proposals": len(whole.read.proposals),
    }


def word(path: str) -> dict[str, Any]:
    """The text of the paragraphs by python-docx."""

    def run() -> str:
        import docx  # noqa: PLC0415 -- a peer

        return "\n".join(paragraph.text for paragraph in docx.Document(path).paragraphs)

    return _peer(run)


def page(path: str) -> dict[str, Any]:
    """The text by trafilatura."""

    def run() -> str:
        import trafilatura  # noqa: PLC0415 -- a peer

        return trafilatura.extract(Path(path).read_text(encoding="utf-8")) or ""

    return _peer(run)


def pdf(path: str) -> dict[str, Any]:
    """The text of the pages by pypdfium2."""

    def run() -> str:
        import pypdfium2  # noqa: PLC0415 -- a peer

        held = pypdfium2.PdfDocument(path)
        return "\n".join(held[at].get_textpage().get_text_range() for at in range(len(held)))

    return _peer(run)


def _peer(run: Callable[[], str]) -> dict[str, Any]:
    seconds, clock, text = timed(run)
    return {"seconds": seconds, "clock": clock, "peak": peak(), "characters": len(text)}


def spacy_alone(path: str, name: str) -> dict[str, Any]:
    """The pipeline over the same paragraphs; loading it is not timed."""
    import spacy  # noqa: PLC0415 -- a peer

    language = spacy.load(name)
    texts = Path(path).read_text(encoding="utf-8").split("\n\n")
    _, clock, _ = timed(lambda: [len(document) for document in language.pipe(texts)])
    return {"clock": clock, "peak": peak()}


SIDES: Final[dict[str, Callable[..., dict[str, Any]]]] = {
    "ours": ours,
    "docx": word,
    "html": page,
    "pdf": pdf,
    "spacy": spacy_alone,
}


def piped(folder: Path, name: str) -> None:
    """Pages a second of a report with a pipeline, without, and of the pipeline by itself."""
    path = folder / "report.txt"
    subprocess.run(
        [sys.executable, HERE.parent / "long_documents.py", "report", "txt", str(PIPED), path], check=True
    )
    said(
        f"\n### report of {PIPED} pages as txt, with {name} (spaCy {_version('spacy')}); seconds on the clock\n"
    )
    said("| reader | s | pages a second | peak, MiB |\n| --- | ---: | ---: | ---: |")
    cases = (("rules alone", None), (f"rules with {name}", name))
    rows = [(title, in_process(["ours", str(path), "report", given])) for title, given in cases]
    rows.append((f"{name} by itself, no reader", in_process(["spacy", str(path), name])))
    for title, made in rows:
        if "failed" in made:
            said(f"| {title} | {made['failed']} | - | - |")
        else:
            said(f"| {title} | {made['clock']:.2f} | {PIPED / made['clock']:.1f} | {made['peak']:.0f} |")


if __name__ == "__main__":
    main()
