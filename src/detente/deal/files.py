"""The files of a deal: their sections, and the JSON schemas that editors complete from."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from detente.deal.model import (
    Actor,
    Annex,
    Claim,
    Concession,
    Demand,
    Element,
    Event,
    Exit,
    Frame,
    Guarantee,
    Guarantor,
    Intermediary,
    Issue,
    Mediator,
    Noun,
    Obligation,
    Other,
    Party,
    Precedent,
    Publication,
    Reading,
    Stage,
    Term,
    Values,
    Verifier,
)

VERSION: Final = 1

SECTIONS: Final[dict[str, type[Noun]]] = {
    "events": Event,
    "parties": Party,
    "mediators": Mediator,
    "guarantors": Guarantor,
    "verifiers": Verifier,
    "intermediaries": Intermediary,
    "others": Other,
    "annexes": Annex,
    "terms": Term,
    "stages": Stage,
    "obligations": Obligation,
    "guarantees": Guarantee,
    "exits": Exit,
    "issues": Issue,
    "elements": Element,
    "precedents": Precedent,
    "sources": Publication,
}
"""Sections of `deal.yaml` whose entries stand under an id."""

STATEMENTS: Final[dict[str, type[Noun]]] = {"readings": Reading, "concessions": Concession, "claims": Claim}
"""Lists of a positions file, and its `demands` and `sources`, which stand under an id."""

POSITIONS_KEYS: Final = ("positions of", "demands", *STATEMENTS, "sources", "lang", "note")
FRAME_KEYS: Final = tuple(
    str(field.alias) for field in Frame.model_fields.values() if not str(field.alias).startswith("\0")
)
DEAL_KEYS: Final = ("detente", *FRAME_KEYS, *SECTIONS, "text", "positions", "values")
VALUES_KEYS: Final = (
    "values of",
    *(str(f.alias) for f in Values.model_fields.values() if not str(f.alias).startswith("\0")),
)


def schema_of(file: str) -> dict[str, Any]:
    """The JSON schema (draft 2020-12) of `deal`, `positions` or `values` files, made from the model."""
    made = {"deal": _deal, "positions": _positions, "values": _values}[file]()
    schema = made.model_json_schema(by_alias=True, mode="validation")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["$comment"] = "Made from detente.deal.model; the loader says more, and says it in words."
    return schema


_CONFIG = ConfigDict(extra="forbid", alias_generator=lambda name: name.rstrip("_").replace("_", " "))


_Silent = Literal["not stated"]


def _section(noun: type[Noun]) -> Any:
    return Annotated[dict[str, _entry(noun)] | _Silent | None, Field(default=None)]  # type: ignore[misc]


def _entry(noun: type[Noun]) -> Any:
    # An entry may be left empty, and an actor may be written as its name alone.
    if issubclass(noun, Actor):
        return noun | str | None
    if issubclass(noun, Element):
        return noun | str | list[str | float] | None
    return noun | _Silent | None


def _made(name: str, fields: dict[str, Any]) -> type[BaseModel]:
    namespace = {"__annotations__": fields, "model_config": _CONFIG, "__module__": __name__}
    return type(name, (BaseModel,), namespace)


def _statements() -> dict[str, Any]:
    lists = {
        name: Annotated[list[noun | _Silent | None] | _Silent | None, Field(default=None)]  # type: ignore[valid-type]
        for name, noun in STATEMENTS.items()
    }
    return {
        "demands": _section(Demand),
        **lists,
        "sources": _section(Publication),
        "lang": Annotated[str | None, Field(default=None)],
        "note": Annotated[str | None, Field(default=None)],
    }


def _positions() -> type[BaseModel]:
    return _made("positions", {"positions_of": str, **_statements()})


def _deal() -> type[BaseModel]:
    frame = {
        name: Annotated[field.annotation, *field.metadata, Field(default=None)]
        for name, field in Frame.model_fields.items()
        if not str(field.alias).startswith("\0")
    }
    positions: Any = _made("InlinePositions", _statements())
    return _made(
        "deal",
        {
            "detente": Annotated[int, WithJsonSchema({"const": VERSION})],
            **frame,
            **{name: _section(noun) for name, noun in SECTIONS.items()},
            "text": Annotated[str | None, Field(default=None)],
            "positions": Annotated[dict[str, positions | None] | _Silent | None, Field(default=None)],
            "values": Annotated[dict[str, Values | None] | _Silent | None, Field(default=None)],
        },
    )


def _values() -> type[BaseModel]:
    fields = {
        name: Annotated[field.annotation, *field.metadata, Field(default=None)]
        for name, field in Values.model_fields.items()
        if not str(field.alias).startswith("\0")
    }
    return _made("values", {"values_of": str, **fields})
