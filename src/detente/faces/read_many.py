"""`detente read FOLDER --into RESULTS`: many documents, a JSON each; it goes on where it was stopped."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import click

from detente.errors import CannotRead, DetenteError
from detente.faces.many import Apart, executor_of
from detente.faces.progress import Progress
from detente.faces.read_options import asked_of
from detente.faces.terminal import json_of, put
from detente.version import VERSION

ENDINGS: Final = (".docx", ".docm", ".pdf", ".html", ".htm", ".xhtml", ".md", ".markdown", ".txt")
INDEX: Final = "index.json"
COULD_NOT_RUN: Final = 2
_INDEX_EVERY: Final = 50
_OF_ONE_FILE: Final = (errno.ENAMETOOLONG, errno.EISDIR, errno.ENOTDIR, errno.EEXIST, errno.EILSEQ)
"""What keeps one result from being written and not the others, unlike a full disk."""
FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of each document: the arguments of `detente.read`, and the reading of tracked changes."""

    options: Mapping[str, Any]
    changes: str

    @property
    def key(self) -> str:
        """What must be the same for a result to stand: the version and everything that was asked."""
        whole = json.dumps([VERSION, FORMAT, self.changes, dict(self.options)], sort_keys=True, default=list)
        return hashlib.sha256(whole.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class One:
    """The answer for one document, in short, and its JSON; `error` says why there is none."""

    name: str
    sha256: str = ""
    proposals: int = 0
    refused: int = 0
    printed: str = ""
    error: str = ""


def read_many(paths: Sequence[str], options: Mapping[str, Any]) -> int:
    """Read every document of the paths into a folder.

    Returns:
        The exit status: 0 all were read, 2 some could not be, or it was stopped.

    Raises:
        CannotRead: there is no document in the paths.
    """
    asked = Asked(asked_of(options), options["changes"].replace("-", " "))
    target = Path(options["into"])
    documents = list(_documents(paths, target))
    if not documents:
        raise CannotRead(
            f"there is no document in {', '.join(paths)}", help=f"they end in {', '.join(ENDINGS)}"
        )
    target.mkdir(parents=True, exist_ok=True)
    results = Results(target, asked)
    left = [(path, name) for path, name in documents if not results.takes_over(path, name)]
    stopped = _read(left, asked, results, options)
    results.write_index()
    return _told(documents, results.made, len(documents) - len(left), stopped=stopped)


def _documents(paths: Iterable[str], target: Path) -> Iterator[tuple[str, str]]:
    """Each document with the name under which its result is kept; what lies in the target itself is none."""
    names: set[str] = set()
    for given in paths:
        root = Path(given)
        found = [root] if root.is_file() else sorted(_in_folder(root, target))
        for path in found:
            name = path.name if root.is_file() else path.relative_to(root).as_posix()
            while name in names:
                name = f"{name}~"  # two folders may hold a document of the same name
            names.add(name)
            yield str(path), name


def _in_folder(root: Path, target: Path) -> Iterator[Path]:
    if not root.is_dir():
        raise CannotRead(f"there is no file or folder {root}", help="check the name")
    for folder, inside, files in os.walk(root):
        inside[:] = sorted(name for name in inside if (Path(folder) / name).resolve() != target.resolve())
        for name in files:
            if Path(name).suffix.lower() in ENDINGS and not name.startswith(("~$", ".")):
                yield Path(folder) / name


def _read(
    left: Sequence[tuple[str, str]], asked: Asked, results: Results, options: Mapping[str, Any]
) -> bool:
    """Read what is left; each result is written as soon as it is there. Whether the user stopped it."""
    progress = Progress(len(left))
    workers = options["workers"] or os.cpu_count() or 1
    folder = str(Path.cwd())
    work = [(path, name, asked, folder) for path, name in left]

    def start(count: int) -> AbstractContextManager[Executor]:
        return executor_of(options["executor"], count, options["cluster"])

    try:
        apart = Apart(read_one, start, tell=progress, keep=lambda _, one: results.put(one))
        done = apart.each(work, workers)
    finally:
        progress.close()
    for place, error in done.lost.items():
        results.put(One(left[place][1], error=f"the worker was lost: {error or type(error).__name__}"))
    return done.stopped


class Results:
    """The folder of results: a JSON for each document, and an index.

    Args:
        folder: where they are kept.
        asked: what was asked of each document; results of something else do not count.
    """

    def __init__(self, folder: Path, asked: Asked) -> None:
        self._folder, self._key = folder, asked.key
        self._before = self._index()
        self._new = 0
        self.made: dict[str, dict[str, Any]] = {}

    def _index(self) -> dict[str, dict[str, Any]]:
        """The results that are there from before, if the same was asked."""
        try:
            index = json.loads((self._folder / INDEX).read_text(encoding="utf-8"))
            documents = index["documents"] if index["asked"] == self._key else {}
            return {name: dict(one) for name, one in documents.items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return {}

    def takes_over(self, path: str, name: str) -> bool:
        """Whether the result of a document is there from before, and the document has not changed since."""
        one = self._before.get(name, {})
        if not one or one.get("error"):
            return False
        try:
            if not self._file(name).is_file():
                return False
            with Path(path).open("rb") as opened:
                stands = hashlib.file_digest(opened, "sha256").hexdigest() == one.get("sha256")
        except OSError:
            return False
        if stands:
            self.made[name] = one
        return stands

    def put(self, one: One) -> None:
        """Keep a result: its file first, so that the index never names one that is not whole."""
        try:
            self.made[one.name] = self._kept(one)
        except OSError as error:
            if error.errno not in _OF_ONE_FILE:
                raise
            self.made[one.name] = {"error": f"its result cannot be written: {error.strerror}"}
        self._new += 1
        if self._new % _INDEX_EVERY == 0:
            self.write_index()  # so that little is read again after a power cut

    def _kept(self, one: One) -> dict[str, Any]:
        file = self._file(one.name)
        if one.error:
            file.unlink(missing_ok=True)  # of an earlier reading
            return {"error": one.error}
        file.parent.mkdir(parents=True, exist_ok=True)
        _write_whole(file, one.printed)
        return {"sha256": one.sha256, "proposals": one.proposals, "refused": one.refused}

    def write_index(self) -> None:
        """Write which results there are."""
        documents = dict(sorted(self.made.items()))
        index = {"detente": VERSION, "format": FORMAT, "asked": self._key, "documents": documents}
        _write_whole(self._folder / INDEX, json_of(index))

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.json"


def _write_whole(file: Path, text: str) -> None:
    """Whole or not at all; what is no Unicode, such as bytes in the name of a file, is escaped as JSON escapes it."""
    # Its own name for each process: two may write into one folder.
    beside = file.with_name(f".{os.getpid()}.new")
    try:
        beside.write_text(text, encoding="utf-8", errors="backslashreplace")
        beside.replace(file)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise OSError(error.errno, error.strerror or str(error), str(file)) from None


def read_one(path: str, name: str, asked: Asked, folder: str) -> One:
    """Read one document. Never raises: what goes wrong is said in the result."""
    from detente.read.intake.take import take  # noqa: PLC0415 -- in a worker
    from detente.read.run import read_whole  # noqa: PLC0415

    try:
        document = take(Path(folder, path), changes=asked.changes)
        found = read_whole(document, **asked.options).read
        return One(
            name, document.sha256, len(found.proposals), len(found.refused), json_of(found.as_dict(VERSION))
        )
    except DetenteError as error:
        return One(name, error=str(error))
    except OSError as error:
        return One(name, error=f"{error.filename or path}: {error.strerror or error}")
    except Exception as error:  # a bad file never stops the rest
        return One(name, error=f"{type(error).__name__}: {error}")


def _told(
    documents: Sequence[tuple[str, str]], made: Mapping[str, Mapping[str, Any]], before: int, *, stopped: bool
) -> int:
    failed = {name: made[name]["error"] for _, name in documents if made.get(name, {}).get("error")}
    for name, error in failed.items():
        put(f"{name}: {error}", aside=True)
    done = sum(name in made for _, name in documents) - len(failed)
    said = [f"{done} of {len(documents)} read"]
    said += [f"{before} of them from before"] if before else []
    said += [f"{len(failed)} could not be read"] if failed else []
    click.echo(", ".join(said) + ("; stopped: the same command goes on" if stopped else ""))
    return COULD_NOT_RUN if failed or stopped else 0
