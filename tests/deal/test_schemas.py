"""The schemas that editors complete from: up to date, never stricter than the loader, and described."""

import importlib.util
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from pydantic import ValidationError

from detente.deal import model
from detente.deal.amiss import keys_of
from detente.deal.loader import load, load_text
from detente.deal.schemas import FILES, schema_text
from detente.text.nodes import parse
from detente.text.source import Source, read_source

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(path.parent for path in (ROOT / "examples").glob("*/*/deal.yaml"))
NOUNS = {
    name: noun
    for name, noun in vars(model).items()
    if isinstance(noun, type)
    and issubclass(noun, model.Noun)
    and name not in ("Noun", "Entry", "Actor", "Statement")
}


@cache
def schema(file: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(schema_text(file))
    return read


@cache
def validator(file: str) -> Any:
    return Draft202012Validator(schema(file))


def complaints(file: str, value: Any) -> list[str]:
    return [
        f"{list(error.absolute_path)}: {error.message[:200]}" for error in validator(file).iter_errors(value)
    ]


def generator() -> Any:
    spec = importlib.util.spec_from_file_location("schemas_script", ROOT / "scripts" / "schemas.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    return script


@pytest.mark.parametrize("file", FILES)
def test_the_shipped_schema_is_what_the_model_makes_of_it(file: str) -> None:
    assert schema(file) == generator().described(file), "run: python scripts/schemas.py"


@pytest.mark.parametrize("file", FILES)
def test_the_schema_is_a_schema(file: str) -> None:
    Draft202012Validator.check_schema(schema(file))


def test_there_are_examples() -> None:
    assert EXAMPLES


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_every_example_is_valid(folder: Path) -> None:
    files = {"deal": [folder / "deal.yaml"]}
    files |= {kind: sorted((folder / kind).glob("*.yaml")) for kind in ("positions", "values")}
    for kind, paths in files.items():
        for path in paths:
            assert complaints(kind, parse(read_source(path)).value) == [], path.name
    assert load(folder).problems == ()


# One value of each sort that a user may write, rightly or wrongly.
POOL: list[Any] = [
    *(None, "not stated", "", "x", "a-b", 0, 1, 2.5, -3, True, False, "yes", "no", "unknown"),
    *("33 persons", "30 %", "20..33 persons", "3 by D+1", "30 for 1", "42 days", "10 working days"),
    *("D+14", "2031-03-03", 2031, "stage two + 7 days", "stage two ends", "while talks lasts", "for good"),
    *("a.1", "a >= 50 %", "each other", "20..30 likely 25", "a > b", "calendar", "after each part"),
    *([], ["a"], [1], ["a", 2], [["a"]], [None], [True], ["not stated"], [{"a": "b"}], [{"a": 1}], [{}]),
    *(["a > b"], ["3 by D+1"], [{"a": "b > c"}], [{"words": "soon"}], ["D+1", {"words": "soon"}]),
    *(
        {},
        {"words": "soon"},
        {"a": "b"},
        {"a": 1},
        {"a": ["b"]},
        {"a": [1]},
        {"a": None},
        {"a": {}},
        {"a": True},
    ),
    *(
        {"a": {"says": "x"}},
        {"a": {"loses": 1, "believed": None}},
        {"a > b": "c > d"},
        {"in": "a"},
        {"when": ["a"]},
    ),
    *(
        *model.KINDS,
        *model.STATUSES,
        *model.BREACH,
        *model.FORMS,
        *model.FIRMNESS,
        *model.SPEAKERS,
        *model.LABELS,
    ),
]


def accepts(noun: type[model.Noun], keys: dict[str, Any]) -> bool:
    try:
        noun.model_validate(keys)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("name", NOUNS)
def test_a_value_that_the_loader_accepts_is_valid(name: str) -> None:
    definitions = schema("deal")["$defs"]
    keys = schema("deal")["properties"] if name == "Frame" else definitions[name]["properties"]
    NOUNS[name].model_rebuild()
    seen = 0
    for key in keys_of(NOUNS[name]):
        one = Draft202012Validator({"$defs": definitions, **keys[key]})
        for value in POOL:
            if accepts(NOUNS[name], {key: value}):
                seen += 1
                assert one.is_valid(value), (key, value)
    assert seen > 2 * len(keys_of(NOUNS[name])), "a key accepts at least `not stated` and a blank"


SHAPES = [
    "parties: not stated",
    "parties:",
    "parties: {north: Northland, south: null}",
    "parties: {north: not stated}",
    "elements: {scope: [pause], detainees: pause, geography: {not needed: at sea}, timing: not stated}",
    "elements: {scope: [1]}",
    "terms: {calm: not stated, pause: null}",
    "positions: not stated",
    "positions: {north: null, south: {demands: not stated, readings: not stated, claims: [not stated]}}",
    "positions: {north: {claims: [{says: x, said by: y}], sources: {s1: {text: x}}, note: x, lang: en}}",
    "values: {north: {worth: {north: 20..30}, guarantees: null, never: [port: open]}, south: null}",
    "values: not stated",
    "text: |\n  1 North leaves.\n",
    "issues: {port: {options: {open: {rules out: {mandate: none}}, closed: {}}, draft: closed}, mandate: {}}",
    "obligations: {a: {only if: {port: [open, shut]}}, b: {only if: [port: open, seat: two]}}",
    "stages: {one: {opens: {when: [a]}, otherwise: prose}, two: {otherwise: {continue: [a], at most: 14 days}}}",
]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_that_the_loader_accepts_is_valid(shape: str) -> None:
    parties = "" if shape.startswith("parties") else "parties: {north: {}, south: {}}\n"
    text = f"detente: 1\n{parties}{shape}\n"
    amiss = [p.message for p in load_text(text).problems if p.name != "unknown-id"]
    assert amiss == []
    assert complaints("deal", parse(Source("deal.yaml", text)).value) == []


WRONG = [
    "partys: {north: {}}",
    "parties: [north]",
    "parties: {north: {nmae: Northland}}",
    "obligations: {leave: {dew: D+1}}",
    "obligations: {leave: {if missed: {cured: 2 days}}}",
    "obligations: {leave: leave the road}",
    "kind: cease fire",
    "stages: some",
    "positions: {south: {demand: {}}}",
    "positions: {south: {readings: {calm: {}}}}",
    "values: {north: {wroth: {leave: 1}}}",
    "values: {north: {values of: north}}",
    "positions: {north: {positions of: north}}",
    "values: {north: {guarantees: {bond: {looses: 3}}}}",
    "issues: {port: {options: [open, closed]}}",
]


@pytest.mark.parametrize("wrong", WRONG)
def test_what_the_schema_refuses_the_loader_refuses_too(wrong: str) -> None:
    text = f"detente: 1\n{wrong}\n"
    assert complaints("deal", parse(Source("deal.yaml", text)).value) != []
    assert [problem for problem in load_text(text).problems if problem.name != "unknown-id"] != []


def test_the_strings_under_the_fields_are_descriptions() -> None:
    found = schema("deal")["$defs"]["Obligation"]["properties"]
    assert found["not before"]["description"] == "timing only; releases nothing"
    assert found["clause"]["description"] == "the number of the clause in text.md, in quotes"  # of its base
    assert schema("deal")["properties"]["parties"]["description"].startswith("Somebody who owes")
    assert schema("deal")["properties"]["day zero"]["description"].startswith("D+n counts from here")
    assert schema("values")["properties"]["unit"]["description"].startswith("`points`")


def test_the_strings_are_found_in_the_source() -> None:
    source = """\
class Noun:
    'a class'
    by_: int
    'by whom'
    to: int
    x = 1
    'no field'
"""
    assert generator().docstrings(source) == {"Noun": {"by_": "by whom"}}
