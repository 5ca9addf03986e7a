"""What is wrong with an entry, in the user's words: pydantic's errors turned into problems with a place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, get_args

from detente.deal import model
from detente.deal.phrases import Amiss, did_you_mean, kind_of
from detente.text.nodes import Document, Path, Problem

if TYPE_CHECKING:
    from pydantic import ValidationError

_NOUNS: Final = {
    name for name, noun in vars(model).items() if isinstance(noun, type) and issubclass(noun, model.Noun)
}
_BRANCHES: Final = _NOUNS | {"enum[Silence]", "str"}


def keys_of(noun: type[model.Noun]) -> list[str]:
    """The keys that a user may write in an entry."""
    return [str(f.alias) for f in noun.model_fields.values() if not str(f.alias).startswith("\0")]


def problems_of(
    error: ValidationError, noun: type[model.Noun], path: Path, document: Document
) -> list[Problem]:
    """Turn the errors of one entry into problems, each at its key or value."""
    errors = error.errors(include_url=False, include_input=True)
    nested = {e["loc"][: _branch(e["loc"])] for e in errors if _branch(e["loc"]) is not None}
    found: dict[tuple[Path, str], Problem] = {}
    for one in errors:
        if one["loc"][-1:] in (("enum[Silence]",), ("str",)) and one["loc"][:-1] in nested:
            continue  # the other branches of the same choice say nothing more
        problem = _problem(one, noun, path, document)
        found.setdefault((problem.span.start, problem.message), problem)  # type: ignore[arg-type]
    return list(found.values())


def _branch(loc: tuple[Any, ...]) -> int | None:
    return next((i for i, step in enumerate(loc) if step in _NOUNS or _is_type(step)), None)


def _is_type(step: Any) -> bool:
    """Whether pydantic names a type here, such as `dict[str,Option]`, and no key of the file."""
    return isinstance(step, str) and step.startswith("dict[") and step.endswith("]")


def _problem(error: Any, noun: type[model.Noun], path: Path, document: Document) -> Problem:
    loc = tuple(step for step in error["loc"] if step not in _BRANCHES and not _is_type(step))
    where = (*path, *loc)
    if error["type"] == "extra_forbidden":
        return unknown_key(document, where, keys_of(_noun_at(noun, error["loc"][:-1])))
    if error["type"] == "value_error":
        amiss = error["ctx"]["error"]
        at = amiss.at if isinstance(amiss, Amiss) else ()
        sentence = amiss.sentence if isinstance(amiss, Amiss) else str(amiss)
        return wrong_value(document, (*where, *at), sentence)
    if error["type"] in ("model_type", "dict_type"):
        keys = keys_of(_noun_at(noun, error["loc"]))
        listed = ", ".join(f"`{key}`" for key in keys[:5])
        return wrong_value(
            document, where, f"keys belong here (such as {listed}), not {kind_of(error['input'])}"
        )
    return wrong_value(document, where, f"{kind_of(error['input'])} cannot stand here")


def _noun_at(noun: type[model.Noun], loc: tuple[Any, ...]) -> type[model.Noun]:
    for step in loc:
        if step in _NOUNS:
            noun = getattr(model, step)
            continue
        field = next((f for f in noun.model_fields.values() if f.alias == step), None)
        inner = [a for a in _flat(field.annotation) if a.__name__ in _NOUNS] if field else []
        noun = inner[0] if inner else noun
    return noun


def _flat(annotation: Any) -> list[type]:
    args = get_args(annotation)
    if not args:
        return [annotation] if isinstance(annotation, type) else []
    return [found for arg in args for found in _flat(arg)]


def wrong_value(document: Document, path: Path, sentence: str) -> Problem:
    """A value that does not read as it should, at the value."""
    keys = [step for step in path if isinstance(step, str)]
    owner = f"`{keys[-1]}`" if keys else "the file"
    of = f" of `{keys[-2]}`" if len(keys) > 1 else ""
    return Problem(document.span(path), f"{owner}{of}: {sentence}", None, "wrong-value")


def unknown_key(document: Document, path: Path, known: list[str]) -> Problem:
    """A key that nobody knows; in `{}` without a value it is most likely the rest of a sentence."""
    key, span = str(path[-1]), document.key_span(path)
    if document.in_flow(path) and _value_at(document, path) is None:
        message = f"`{key}` is read as a key: a comma ended your sentence here"
        return Problem(span, message, "put the whole sentence in quotes", "comma-in-flow")
    keys = [step for step in path[:-1] if isinstance(step, str)]
    owner = f" in `{keys[-1]}`" if keys else " here"
    guess = did_you_mean(key, known)
    listed = ", ".join(f"`{k}`" for k in known)
    return Problem(
        span, f"`{key}` is not a key{owner}{guess}", f"keys that may stand here: {listed}", "unknown-key"
    )


def _value_at(document: Document, path: Path) -> Any:
    value = document.value
    for step in path:
        value = value[step]
    return value
