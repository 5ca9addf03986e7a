"""Start a deal: a folder with every key that is needed, left blank, and a short comment beside it."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any, Final

from detente.deal.loader import load_text
from detente.deal.model import KINDS
from detente.deal.phrases import LETTER
from detente.deal.schemas import FILES, name_of, schema_text
from detente.errors import CannotWrite, UnknownName
from detente.text.nodes import parse
from detente.text.source import Source, shown

IGNORED: Final = (
    "# What things are worth to one party is private, and is never shared with the deal.\nvalues/\n"
)


@dataclass(frozen=True, slots=True)
class Started:
    """A folder that was begun: what was written, and what was there and stays as it is."""

    folder: Path
    written: tuple[Path, ...]
    kept: tuple[Path, ...]


def start(
    kind: str,
    folder: Path,
    parties: Sequence[str] = (),
    title: str | None = None,
    elements: Mapping[str, str] | None = None,
) -> Started:
    """Write the files of a new deal. Nothing is overwritten; a `.gitignore` that is there stays as it is.

    Args:
        kind: one of `KINDS`; a hyphen may stand for its space.
        folder: where to write; it is made if it is missing.
        parties: names or ids, two or more; ids that are usual for the kind if empty.
        title: the title of the deal; made of the names of the parties if None.
        elements: ids of what is expected of a deal of this kind, each with how a deal file shows it.

    Raises:
        UnknownName: there is no such kind of deal.
        CannotWrite: a file is there already, or the parties cannot be told apart.
    """
    texts = files_of(kind, parties, title, elements)
    kept = [folder / name for name in texts if name == ".gitignore" and (folder / name).exists()]
    wanted = {folder / name: text for name, text in texts.items() if folder / name not in kept}
    if folder.exists() and not folder.is_dir():
        raise CannotWrite(f"`{shown(folder)}` is a file.", help="name a new folder")
    for path in wanted:
        if path.exists() or path.is_symlink():
            raise CannotWrite(
                f"`{shown(path)}` is there already, and nothing is overwritten.", help="name a new folder"
            )
    for path, text in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:  # "x": never over another file
            file.write(text)
    return Started(folder, tuple(wanted), tuple(kept))


def files_of(
    kind: str,
    parties: Sequence[str] = (),
    title: str | None = None,
    elements: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """The texts of a new deal by path in its folder; see `start`."""
    kind = kind_named(kind)
    data = _data(kind)
    names = _names(parties or data["parties"])
    plain = " ".join((title or f"{kind.capitalize()}: {', '.join(names.values())}").split())
    first, second = list(names)[:2]
    words = {
        "a": first,
        "b": second,
        "all": f"[{', '.join(names)}]",
        "kind": kind,
        "title": _scalar(plain),
        "heading": plain,
        "roles": data["roles"],
        "parties": "".join(_party(label, name) for label, name in names.items()),
        "elements": "".join(f"\n  {label + ':':<29} # {how}" for label, how in (elements or {}).items()),
        "headings": "\n\n".join(f"## {place} {line}" for place, line in enumerate(data["headings"], start=1)),
    }
    blocks = {part: Template(data[part]).substitute(words).rstrip("\n") for part in ("stages", "obligations")}
    texts = {"deal.yaml": _filled("skeleton.yaml", {**words, **blocks})}
    texts["text.md"] = _filled("text.md", words)
    for label, name in names.items():
        texts[f"positions/{label}.yaml"] = _filled("positions.yaml", {"party": label, "name": name})
    for file in FILES:
        texts[f".detente/{name_of(file)}"] = schema_text(file)
    _refuse_clashes(texts["deal.yaml"])
    return {**texts, ".gitignore": IGNORED}


def _party(label: str, name: str) -> str:
    return f"  {label}:\n    name:{'' if name == label else f' {_scalar(name)}'}\n"


def kind_named(kind: str) -> str:
    """The kind of deal that is meant; a hyphen may stand for its space.

    Raises:
        UnknownName: there is no such kind of deal.
    """
    for known in KINDS:
        if kind.replace("-", " ") == known.replace("-", " "):
            return known
    raise UnknownName.among("kind of deal", kind, KINDS)


@cache
def _data(kind: str) -> dict[str, Any]:
    name = f"{kind.replace(' ', '-')}.yaml"
    value: dict[str, Any] = parse(Source(name, _template(name))).value
    return value


def _template(name: str) -> str:
    return files("detente.deal.kinds").joinpath(name).read_text(encoding="utf-8")


def _filled(name: str, words: Mapping[str, str]) -> str:
    return Template(_template(name)).substitute(words)


def _names(parties: Sequence[str]) -> dict[str, str]:
    """Ids of the parties, with their names: `South Harbour` has the id `south-harbour`."""
    names: dict[str, str] = {}
    for party in parties:
        name = " ".join(unicodedata.normalize("NFC", party).split())
        label = "-".join(re.findall(rf"[^\W_]{LETTER}*", name.lower()))
        if not label:
            raise CannotWrite(f"`{party}` is no name of a party.", help="use letters and digits")
        if label in names:
            raise CannotWrite(f"Two parties have the id `{label}`.", help="give each its own name")
        names[label] = name
    if len(names) < 2:
        raise CannotWrite("A deal has two parties or more.", help="name them: --parties north,south")
    return names


def _scalar(words: str) -> str:
    """Words as they can stand in a YAML file, in quotes where they need them."""
    read = parse(Source("", f"a: {{b: {words}}}"))
    return (
        words
        if read.value == {"a": {"b": words}} and not read.problems
        else json.dumps(words, ensure_ascii=False)
    )


def _refuse_clashes(text: str) -> None:
    for problem in load_text(text).problems:
        raise CannotWrite(f"The names given do not fit: {problem.message}.", help=problem.help)
