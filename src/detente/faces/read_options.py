"""The options of `detente read` as the readers take them, and those that have no effect together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from click.core import ParameterSource

if TYPE_CHECKING:
    from detente.read.run import Whole

SHAPES: Final = ("agreement", "report", "both")
_NEEDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("review", "apply", "decisions", "title", "kind"), "output"),
    **dict.fromkeys(("answers", "by"), "review"),
    **dict.fromkeys(("executor", "workers", "cluster"), "into"),
    "model_url": "model",
}
"""What an option goes with; without it, it would change nothing."""
_IDLE: Final[Mapping[str, tuple[str, ...]]] = {
    "text": ("output", "page", "form", "only", "shape", "parties", "spacy", "model"),
    "into": ("output", "page", "text", "form", "only"),
    "output": ("form",),
    "page": ("form",),
}
"""Options that change nothing beside another one."""
_FLAGS: Final = {
    "output": "-o FOLDER",
    "form": "--format",
    "shape": "--as",
    "model_url": "--model-url",
    "into": "--into FOLDER",
}
_LONGEST_NAME: Final = 200


def refuse(paths: Sequence[str], options: Mapping[str, Any]) -> None:
    """Refuse options that have no effect together, and what they cannot be.

    Raises:
        click.UsageError: names them.
    """
    for name in ("output", "page", "into", "answers", "decisions", "model", "model_url", "spacy"):
        if options[name] == "":  # as of a variable of the shell that is not set
            raise click.BadParameter("it is empty; name one.", param_hint=_flag(name))
    for sentence in _no_effect(options):
        raise click.UsageError(sentence)
    several = len(paths) > 1 and not (options["into"] or options["output"] or options["page"])
    if several and options["text"]:
        raise click.UsageError("--text prints one document: name one.")
    if several and options["form"] != "json":
        raise click.UsageError(
            "With several documents name a folder for the deal (-o), or print them as JSON (--format json)."
        )
    if len(options["by"] or "") > _LONGEST_NAME:
        raise click.BadParameter(f"a name has at most {_LONGEST_NAME} characters.", param_hint="--by")
    if options["page"] and any(_same(path, options["page"]) for path in paths):
        raise click.BadParameter("it is the document itself; name another file.", param_hint="--page")
    _refuse_unknown_kinds(options["only"])


def _no_effect(options: Mapping[str, Any]) -> Iterator[str]:
    given = {name for name in options if _is_given(name, options[name])}
    for name, other in _NEEDS.items():
        if name in given and other not in given:
            yield f"{_flag(name)} goes with {_flag(other)}."
    for name, idle in _IDLE.items():
        found = [_flag(other) for other in idle if other in given]
        if name in given and found:
            yield f"{', '.join(found)}: of no effect beside {_flag(name)}."
    if {"output", "only"} <= given and not given & {"review", "page"}:
        yield "--only shows fewer proposals, or asks about fewer, and -o FOLDER writes them all."
    if "spacy" in given and options["shape"] == "agreement":
        yield "--spacy reads claims, and --as agreement leaves them out."


def _is_given(name: str, value: Any) -> bool:
    if name in ("form", "executor"):
        source = click.get_current_context().get_parameter_source(name)
        return source not in (None, ParameterSource.DEFAULT)
    return bool(value)


def _flag(name: str) -> str:
    return _FLAGS.get(name, f"--{name}")


def _same(one: str, two: str) -> bool:
    return Path(one).exists() and Path(two).exists() and Path(one).samefile(two)


def _refuse_unknown_kinds(only: Sequence[str]) -> None:
    from detente.read.proposals import KINDS  # noqa: PLC0415 -- `--help` is quick

    for kind in only:
        if kind not in KINDS:
            raise click.BadParameter(f"`{kind}` is none of {', '.join(KINDS)}.", param_hint="--only")


def asked_of(options: Mapping[str, Any]) -> dict[str, Any]:
    """The options as `detente.read` takes them."""
    return {
        "shape": options["shape"],
        "parties": names_of(options["parties"]),
        "pipeline": options["spacy"],
        "model": options["model"],
        "model_url": options["model_url"],
    }


def names_of(written: str | None) -> tuple[str, ...]:
    """Names written with commas between them."""
    return tuple(name.strip() for name in (written or "").split(",") if name.strip())


def narrowed(whole: Whole, only: Sequence[str]) -> Whole:
    """What was read, of these kinds alone; all of it where none is named."""
    if not only:
        return whole
    kept = tuple(one for one in whole.read.proposals if one.kind in only)
    return replace(whole, read=replace(whole.read, proposals=kept))
