"""Write the generated pages: ``python scripts/pages.py`` (one page a rule, the deal-file reference, a figure).

With ``--check`` nothing is written, and the exit status is 1 if a page is not what the code makes of it.
"""

from __future__ import annotations

import argparse
import ast
import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flow import flow_svg

from detente.bargain.run import bargain
from detente.deal import model
from detente.deal.files import SECTIONS, STATEMENTS
from detente.desk.remarks import rules
from detente.diagnose.rule import SUBJECT_LETTERS
from detente.hold.run import hold
from detente.report.bargain_svg import bargain_svg
from detente.report.hold_svg import hold_svg

DOCS = Path(__file__).parent.parent / "docs"
EXAMPLES = Path(__file__).parent.parent / "examples"
NOUNS: list[tuple[str, type[model.Noun], str]] = [
    ("The deal as a whole", model.Frame, "keys at the top of `deal.yaml`"),
    *((noun.__name__, noun, f"entries of `{name}`") for name, noun in SECTIONS.items()),
    ("Demand", model.Demand, "entries of `demands` in `positions/ID.yaml`"),
    *(
        (noun.__name__, noun, f"items of `{name}` in `positions/ID.yaml`")
        for name, noun in STATEMENTS.items()
    ),
    ("Values", model.Values, "keys of `values/ID.yaml`"),
    *(
        (noun.__name__, noun, f"the value of {where}")
        for noun, where in (
            (model.Gate, "`opens` of a stage"),
            (model.Otherwise, "`otherwise` of a stage"),
            (model.Remedy, "`if missed` of an obligation"),
            (model.Trigger, "`when` of a guarantee"),
            (model.OpenOnPurpose, "`open on purpose` of a term"),
            (model.Citation, "`source` of any entry"),
            (model.Original, "`original` of a source"),
            (model.Calendar, "`calendar`"),
            (model.Languages, "`languages`"),
            (model.Disputes, "`disputes`"),
            (model.Incidents, "`incidents`"),
            (model.Option, "an option of an issue"),
            (model.PledgeView, "an entry of `guarantees` in a values file"),
        )
    ),
]
PHRASES = {
    "Words": "text",
    "YesNo": "`yes` or `no`",
    "Id": "an id",
    "Ids": "an id, or a list of ids",
    "Actors": "ids of actors, or `each other`",
    "Texts": "text, or a list of texts",
    "Refs": "one or more references: `ID`, `ID.2` (its second part), `ID >= 50 %`",
    "Time": "a time",
    "Times": "one or more times",
    "Length": "a length of time: `42 days`, `48 hours`, `10 working days`",
    "Quantity": "an amount: `33 persons`, `20..33 persons`, `30 %`",
    "Quantities": "a list of amounts",
    "Parts": "a list of parts: `3 by D+1`",
    "Ratios": "one or more ratios: `30 for 1`",
    "WorthMap": "worths by id",
    "Choices": "options of issues: `{port: open}`, or a list of them",
}


def main() -> int:
    """Write the pages, or compare them; the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--check", action="store_true", help="only compare, and fail if one is out of date")
    given = parser.parse_args()
    pages = dict(all_pages())
    strays = [path for path in (DOCS / "rules").glob("*.md") if f"rules/{path.name}" not in pages]
    stale = [name for name, text in pages.items() if not _is(DOCS / name, text)]
    for name in stale:
        sys.stdout.write(f"{'out of date' if given.check else 'written'}: {name}\n")
        if not given.check:
            (DOCS / name).parent.mkdir(parents=True, exist_ok=True)
            (DOCS / name).write_text(pages[name], encoding="utf-8", newline="\n")
    for path in strays:
        sys.stdout.write(f"no rule has this page: {path.name}\n")
        if not given.check:
            path.unlink()
    return 1 if given.check and (stale or strays) else 0


def _is(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


def all_pages() -> Iterator[tuple[str, str]]:
    """Every generated page: its name under `docs`, and its text."""
    yield "rules/index.md", _index()
    for rule in rules():
        yield f"rules/{rule.name}.md", rule.page.markdown().rstrip() + "\n"
    yield "reference/deal-file.md", _reference()
    yield "images/cold-store.svg", hold_svg(hold(EXAMPLES / "milestone" / "cold-store-build"))
    yield "images/ridge-and-valley.svg", bargain_svg(bargain(EXAMPLES / "ceasefire" / "ridge-and-valley"))
    yield "images/read-flow.svg", flow_svg()


def _index() -> str:
    out = [
        "# Rules",
        "",
        "What `check` and `review` look for. A rule that looks at one kind of deal says so on its page.",
        "",
    ]
    found = rules()
    for letter, subject in SUBJECT_LETTERS.items():
        group = [rule for rule in found if rule.code.startswith(letter)]
        if group:
            out += [f"## {subject[0].upper()}{subject[1:]}", "", "| code | rule | severity | what it finds |"]
            out.append("| --- | --- | --- | --- |")
            out += [
                f"| {rule.code} | [{rule.name}]({rule.name}.md) | {rule.severity} | {_cell(rule.page.headline)} |"
                for rule in group
            ]
            out.append("")
    out += ["```{toctree}", ":hidden:", "", *(rule.name for rule in found), "```", ""]
    return "\n".join(out)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _reference() -> str:
    out = [(DOCS / "reference" / "deal-file.head.txt").read_text(encoding="utf-8").rstrip(), ""]
    for title, noun, where in NOUNS:
        out += [f"## {title}", "", f"*{where[0].upper()}{where[1:]}.* {_about(noun)}", ""]
        out += ["| key | holds | meaning |", "| --- | --- | --- |"]
        out += [f"| `{key}` | {_cell(holds)} | {_cell(meaning)} |" for key, holds, meaning in _keys(noun)]
        out.append("")
    return "\n".join(out)


def _about(noun: type[model.Noun]) -> str:
    return " ".join((inspect.getdoc(noun) or "").split())


def _keys(noun: type[model.Noun]) -> Iterator[tuple[str, str, str]]:
    for kind in reversed(noun.__mro__):
        if not (issubclass(kind, model.Noun) and kind is not model.Noun):
            continue
        body = ast.parse(inspect.getsource(kind)).body[0]
        assert isinstance(body, ast.ClassDef)  # noqa: S101 -- the source of a class
        for place, field in enumerate(body.body):
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                alias = str(noun.model_fields[field.target.id].alias)
                if not alias.startswith("\0"):
                    yield alias, _holds(noun, field), _meaning(body.body, place)


def _meaning(body: list[ast.stmt], place: int) -> str:
    after: Any = body[place + 1] if place + 1 < len(body) else None
    is_text = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
    return " ".join(str(after.value.value).split()) if is_text else ""


def _holds(noun: type[model.Noun], field: ast.AnnAssign) -> str:
    written = ast.unparse(field.annotation)
    if written in PHRASES:
        return PHRASES[written]
    choice = re.search(r"one_of\(([^)]*)\)", written)
    if choice:
        words = getattr(model, choice[1].strip("*"), None) or ast.literal_eval(f"({choice[1]},)")
        return " · ".join(f"`{word}`" for word in words)
    nested = re.search(r"\b([A-Z]\w+) \| (?:str \| )?Silence \| None, _SILENCE", written)
    if nested:
        return f"[{nested[1]}](#{nested[1].lower()})"
    for name, words in (
        ("parse_worth", "a worth"),
        ("parse_belief", "0 to 1"),
        ("parse_after", "references by id"),
    ):
        if name in written:
            return words
    found = re.search(r"dict\[str, ([A-Z]\w+)\]", written)
    return f"[{found[1]}](#{found[1].lower()}) by id" if found else "see the meaning"


if __name__ == "__main__":
    sys.exit(main())
