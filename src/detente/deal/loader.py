"""Files to a `Deal`. Reading a bad file never fails: it returns what was understood and what was not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from detente.deal.amiss import unknown_key, wrong_value
from detente.deal.clauses import clauses_of
from detente.deal.entries import Reader
from detente.deal.files import (
    DEAL_KEYS,
    FRAME_KEYS,
    POSITIONS_KEYS,
    SECTIONS,
    STATEMENTS,
    VALUES_KEYS,
    VERSION,
)
from detente.deal.model import Clause, Deal, Demand, Frame, Noun, Publication, Values
from detente.deal.names import Namespace, check_references
from detente.deal.phrases import kind_of
from detente.errors import CannotRead
from detente.text.nodes import Document, Problem, parse
from detente.text.source import Source, Span, read_source, shown


def load(path: Path | str, *, values: Path | str | None = None) -> Deal:
    """Read a deal from its folder (`deal.yaml` and what stands beside it) or from one file.

    Args:
        path: the folder, or the deal file.
        values: a folder of values files that are read in place of those in the deal's folder.

    Raises:
        CannotRead: there is no deal file to read at all. Everything else that is wrong is in `Deal.problems`.
    """
    path = Path(path)
    folder = path if path.is_dir() else None
    file = path / "deal.yaml" if folder else path
    if folder and not file.exists():
        raise CannotRead(
            f"The folder {shown(path)} has no deal.yaml",
            help="name a folder with a deal.yaml, or a deal file; `detente new KIND FOLDER` makes one",
        )
    source = read_source(file)
    if folder is None and file.name == "deal.yaml":
        folder = file.parent
    loading = _Loading(source, folder, None if values is None else _folder(Path(values)))
    loading.refuse_other_files()
    return loading.deal()


def _folder(path: Path) -> Path:
    """A folder of values files, which must be there and hold some."""
    if not path.is_dir():
        raise CannotRead(
            f"{shown(path)} is no folder of values files", help="name a folder that holds NAME.yaml"
        )
    if not any(file.suffix == ".yaml" for file in path.iterdir()):
        raise CannotRead(
            f"The folder {shown(path)} holds no values files", help="put a NAME.yaml there for each party"
        )
    return path


def load_text(text: str, name: str = "deal.yaml") -> Deal:
    """Read a whole deal from one text. Never raises."""
    return _Loading(Source(name, text.removeprefix("\ufeff")), None).deal()


class _Loading:
    """One reading of a deal: what was understood so far, and the problems met."""

    def __init__(self, source: Source, folder: Path | None, values_in: Path | None = None) -> None:
        self.folder = folder
        self.values_in = values_in
        self.documents: dict[str, Document] = {}
        self.problems: list[Problem] = []
        self.names = Namespace()
        self.demands: dict[str, Demand] = {}
        self.sources: dict[str, Publication] = {}
        self.lists: dict[str, list[Any]] = {name: [] for name in STATEMENTS}
        self.values: dict[str, Values] = {}
        self.silences: set[str] = set()
        self.main = self.document(source)
        self.reader = Reader(self.main, self.problems)

    def document(self, source: Source) -> Document:
        document = parse(source)
        self.documents[source.name] = document
        self.problems.extend(document.problems)
        return document

    def deal(self) -> Deal:
        value = self.top(self.main, DEAL_KEYS)
        self.version(value)
        frame = self.frame(value)
        sections: dict[str, Any] = {name: self.section(name, noun, value) for name, noun in SECTIONS.items()}
        self.sources.update(sections.pop("sources"))
        self.gather("positions", value)
        self.gather("values", value)
        text, clauses = self.words(value)
        deal = Deal(
            name=self.folder.name if self.folder else Path(self.main.source.name).stem,
            frame=frame,
            **sections,
            sources=self.sources,
            demands=self.in_file_order(self.demands, sections),
            readings=tuple(self.by_party(self.lists["readings"], sections)),
            concessions=tuple(self.by_party(self.lists["concessions"], sections)),
            claims=tuple(self.by_party(self.lists["claims"], sections)),
            values=self.values,
            clauses=clauses,
            silences=frozenset(self.silences),
            documents=self.documents,
            text=text,
            folder=self.folder,
            problems=(),
        )
        self.problems.extend(check_references(deal, self.names))
        object.__setattr__(deal, "problems", tuple(self.problems))
        return deal

    def refuse_other_files(self) -> None:
        """A positions or values file is part of a deal, and cannot stand for one."""
        value = self.main.value
        for what in ("positions", "values"):
            if isinstance(value, dict) and f"{what} of" in value and "detente" not in value:
                raise CannotRead(
                    f"`{self.main.source.name}` holds {what}, and is part of a deal",
                    help="name the folder of the deal, or its deal.yaml",
                )

    def top(self, document: Document, known: tuple[str, ...]) -> dict[str, Any]:
        """The keys of a whole file; unknown ones are reported."""
        value = document.value
        if not isinstance(value, dict):
            if not document.problems:
                self.problems.append(wrong_value(document, (), f"keys belong here, not {kind_of(value)}"))
            return {}
        for key in value:
            if key not in known:
                self.problems.append(unknown_key(document, (key,), list(known)))
        return value

    def version(self, value: dict[str, Any]) -> None:
        """Refuse a file of another version, and one that does not say its version."""
        if value.get("detente") == VERSION and not isinstance(value.get("detente"), bool):
            return
        if not value and self.problems:
            return
        if value.get("detente") is None:
            span = Span(self.main.source, 0, 0)
            said = "the file does not say that it is a deal file"
            self.problems.append(
                Problem(span, said, f"write `detente: {VERSION}` as its first line", "missing-key")
            )
            return
        written = self.main.raw(("detente",))
        self.problems.append(
            Problem(
                self.main.span(("detente",)),
                f"this file is of version {written[:40]}, and this program reads version {VERSION}",
                f"write `detente: {VERSION}`, or use a program that reads version {written[:40]}",
                "unknown-version",
            )
        )

    def frame(self, value: dict[str, Any]) -> Frame:
        keys = {key: value[key] for key in FRAME_KEYS if key in value}
        return self.reader.entry(Frame, "", keys, ())

    def section(self, name: str, noun: type[Noun], value: dict[str, Any]) -> dict[str, Any]:
        if value.get(name) == "not stated":
            self.silences.add(name)
            return {}
        found = self.reader.entries(noun, value.get(name), (name,))
        self.problems.extend(self.names.add_all(name, found, self.main))
        return found

    def gather(self, what: str, value: dict[str, Any]) -> None:
        """Positions or values: inline under their key, and from the files beside the deal file."""
        elsewhere = self.values_in if what == "values" else None
        inline = value.get(what) if elsewhere is None else None
        if isinstance(inline, dict):
            for label, keys in inline.items():
                self.take(what, label, keys, (what, label), self.reader)
        elif inline is not None and inline != "not stated":
            self.problems.append(
                wrong_value(self.main, (what,), f"ids of parties belong here, not {kind_of(inline)}")
            )
        for source in self.beside(what, elsewhere):
            self.file(what, source)

    def beside(self, what: str, elsewhere: Path | None) -> Iterator[Source]:
        """The positions or values files beside the deal file, or in the folder given in their place."""
        beside = elsewhere or (self.folder / what if self.folder else None)
        if beside is None or not beside.exists():
            return
        try:
            files = sorted(file for file in beside.iterdir() if file.suffix == ".yaml")
        except OSError as error:
            span = Span(self.main.source, 0, 0)
            said = f"the folder `{what}` beside the deal file cannot be read: {error.strerror}"
            self.problems.append(Problem(span, said, "let it be read, or move it away", "cannot-read"))
            return
        for file in files:
            source = self.read(file)
            if source is not None:
                yield source

    def read(self, file: Path) -> Source | None:
        """The text of a file, or a problem."""
        try:
            return read_source(file)
        except CannotRead as error:
            span = Span(self.main.source, 0, 0)
            self.problems.append(Problem(span, error.sentence, error.help, "cannot-read"))
            return None

    def file(self, what: str, source: Source) -> None:
        document = self.document(source)
        keys = self.top(document, POSITIONS_KEYS if what == "positions" else VALUES_KEYS)
        owner = f"{what} of"
        label = keys.get(owner)
        if keys and not isinstance(label, str):
            span = Span(document.source, 0, 0)
            said = f"the file does not say whose {what} it holds"
            self.problems.append(Problem(span, said, f"write `{owner}: ID` as its first line", "missing-key"))
        elif keys:
            self.names.owners.append((str(label), document, (owner,)))
            rest = {key: keys[key] for key in keys if key != owner}
            self.take(what, str(label), rest, (), Reader(document, self.problems))

    def take(self, what: str, label: str, keys: Any, path: tuple[str, ...], reader: Reader) -> None:
        if path:
            self.names.owners.append((label, self.main, path))
        if keys is None:
            return
        if not isinstance(keys, dict):
            self.problems.append(wrong_value(reader.document, path, f"keys belong here, not {kind_of(keys)}"))
            return
        if what == "values":
            # The unknown keys of a file have been reported at its top.
            known = {key: keys[key] for key in keys if path or key in VALUES_KEYS}
            if label in self.values:
                self.problems.append(self.twice(label, reader.document, path))
                return
            self.values[label] = reader.entry(Values, label, known, path)
            return
        if path:
            known_keys = [key for key in POSITIONS_KEYS if key != "positions of"]
            self.problems.extend(
                unknown_key(self.main, (*path, key), known_keys) for key in keys if key not in known_keys
            )
        self.positions(label, keys, path, reader)

    def twice(self, label: str, document: Document, path: tuple[str, ...]) -> Problem:
        """Values of one party stand in one place; which of two was meant is not for us to say."""
        first = self.values[label].home.file
        span = document.key_span(path) if path else document.span(("values of",))
        said = f"the values of `{label}` are given twice, first in {first}"
        return Problem(span, said, "keep one of them, or write whose values these are", "id-written-twice")

    def positions(self, label: str, keys: dict[str, Any], path: tuple[str, ...], reader: Reader) -> None:
        demands = reader.entries(Demand, keys.get("demands"), (*path, "demands"), label)
        self.problems.extend(self.names.add_all("demands", demands, reader.document))
        self.demands.update(demands)
        for name, noun in STATEMENTS.items():
            self.lists[name].extend(reader.listed(noun, keys.get(name), (*path, name), label))
        for source, publication in reader.entries(
            Publication, keys.get("sources"), (*path, "sources")
        ).items():
            self.problems.extend(self.names.add_source(source, publication, self.sources, reader.document))
            self.sources.setdefault(source, publication)

    def words(self, value: dict[str, Any]) -> tuple[Source | None, tuple[Clause, ...]]:
        """The agreement's own words: text.md, or `text` in the deal file."""
        inline = value.get("text")
        if isinstance(inline, str) and inline != "not stated":
            return self.main.source, clauses_of(self.main.source, self.main.span(("text",)))
        source = self.words_beside()
        return source, clauses_of(source) if source is not None else ()

    def words_beside(self) -> Source | None:
        """The text of text.md, where there is one."""
        file = self.folder / "text.md" if self.folder else None
        return self.read(file) if file is not None and file.exists() else None

    @staticmethod
    def in_file_order(demands: dict[str, Demand], sections: dict[str, dict[str, Any]]) -> dict[str, Demand]:
        """Demands in the order of the parties in the deal file, whatever their files are called."""
        return {demand.id: demand for demand in _Loading.by_party(list(demands.values()), sections)}

    @staticmethod
    def by_party(statements: list[Any], sections: dict[str, dict[str, Any]]) -> list[Any]:
        order = [label for role in SECTIONS for label in sections.get(role, ()) if role in _ROLES]
        places = {label: place for place, label in reversed(list(enumerate(order)))}
        return sorted(statements, key=lambda statement: places.get(statement.by, len(order)))


_ROLES = ("parties", "mediators", "guarantors", "verifiers", "intermediaries", "others")
