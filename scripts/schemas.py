"""Write the JSON schemas that editors complete from: ``python scripts/schemas.py``.

With ``--check`` nothing is written, and the exit status is 1 if a schema is not what the model makes of it. The
descriptions are the strings under the fields of ``detente.deal.model``: they are read here, from its source, because
pydantic would read them each time that Détente starts.
"""

from __future__ import annotations

import argparse
import ast
import inspect
import json
import re
import sys
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from detente.deal import model
from detente.deal.files import SECTIONS, STATEMENTS, schema_of

FILES = {"deal": model.Frame, "positions": None, "values": model.Values}
TITLES = {
    "deal": "A deal: its parties, stages, obligations and guarantees",
    "positions": "What one party, or somebody who reports, said: demands, readings, concessions, claims",
    "values": "What things are worth to one party, by whose judgement",
}
ENTRIES: dict[str, type] = {**SECTIONS, **STATEMENTS, "demands": model.Demand}
WORDS = r'(?:"[^"\n]*"|true|false|null)'
SHORT_LIST = re.compile(rf"\[\n\s+({WORDS}(?:,\n\s+{WORDS})*)\n\s+\]")
FOLDER = Path(__file__).parent.parent / "src" / "detente" / "deal" / "schemas"


def main() -> int:
    """Write the schemas, or compare them; the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--check", action="store_true", help="only compare, and fail if one is out of date")
    given = parser.parse_args()
    stale = 0
    for file in FILES:
        path, text = FOLDER / f"{file}.schema.json", written(file)
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale += 1
        if not given.check:
            path.write_text(text, encoding="utf-8", newline="\n")
        sys.stdout.write(f"{'out of date' if given.check else 'written'}: {path.name}\n")
    return 1 if stale and given.check else 0


def written(file: str) -> str:
    """The text of one schema file."""
    text = json.dumps(described(file), ensure_ascii=False, indent=1)
    return SHORT_LIST.sub(_on_one_line, text) + "\n"


def _on_one_line(found: re.Match[str]) -> str:
    return re.sub(r"\[\s+|\s+\]|,\s+", lambda gap: {"[": "[", ",": ", "}.get(gap[0][0], "]"), found[0])


def described(file: str) -> dict[str, Any]:
    """The schema of `deal`, `positions` or `values` with a description at every key that the model describes."""
    schema = schema_of(file)
    strings = docstrings(Path(inspect.getfile(model)).read_text(encoding="utf-8"))
    for name, definition in schema.get("$defs", {}).items():
        _describe(definition, _keys(getattr(model, name, None), strings))
    _describe(schema, _keys(FILES[file], strings))
    for part in (schema, schema.get("$defs", {}).get("InlinePositions", {})):
        _describe(part, {key: _headline(noun) for key, noun in ENTRIES.items()})
    return {"title": TITLES[file], **_plain(schema)}


def docstrings(source: str) -> dict[str, dict[str, str]]:
    """The strings under the fields of each class, by class and field."""
    return {
        node.name: dict(_fields(node.body))
        for node in ast.parse(source).body
        if isinstance(node, ast.ClassDef)
    }


def _fields(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    for field, below in pairwise(body):
        match field, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(words))):
                yield name, inspect.cleandoc(words).replace("\n", " ")


def _keys(noun: type | None, strings: dict[str, dict[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for base in reversed(noun.__mro__ if noun else ()):
        for field, words in strings.get(base.__name__, {}).items():
            found[field.rstrip("_").replace("_", " ")] = words
    return found


def _headline(noun: type) -> str:
    return (noun.__doc__ or "").split("\n", 1)[0]


def _describe(part: dict[str, Any], words: Mapping[str, str]) -> None:
    for key, value in part.get("properties", {}).items():
        if key in words:
            value["description"] = words[key]


def _plain(part: Any, inside: str = "") -> Any:
    """Leave out what pydantic adds and no reader needs: titles made of the keys, and `default: null`."""
    if isinstance(part, list):
        return [_plain(item) for item in part]
    if not isinstance(part, dict):
        return part
    named = inside in ("properties", "$defs")
    return {
        key: _plain(value, key)
        for key, value in part.items()
        if named or (key != "title" and not (key == "default" and not value))
    }


if __name__ == "__main__":
    sys.exit(main())
