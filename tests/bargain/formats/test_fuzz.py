"""Whatever a file holds, either a domain comes out or one of Détente's own errors."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.bargain.domain import Domain
from detente.bargain.formats import domain_from_json, domain_json, read_domain
from detente.bargain.numbers import numbers_of
from detente.errors import DetenteError
from tests.bargain.domains import domain_of
from tests.bargain.formats.files import DOMAIN, NORTH, SOUTH, genius, integers, web, web_profile

PIECES = (
    "<issue",
    "</issue>",
    "<item",
    "/>",
    '"',
    "'",
    "<",
    ">",
    "&",
    "]]>",
    "<!--",
    "<![CDATA[",
    "<!DOCTYPE a>",
    "<?xml version='1.0'?>",
    'index="1"',
    'value=""',
    'evaluation="-1e400"',
    'type="integer"',
    "1e-400",
    "99999999999999999999999",
    "\x00",
    "\ufffe",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "null",
    "true",
    "-Infinity",
    "1e999999999",
    "\\ud800",
    '"range": [1, 2, 1e-9]',
)
SEEDS = (DOMAIN, NORTH, SOUTH, integers())
WEB = tuple(json.dumps(one) for one in (web_profile(bid={"port": "open"}), web_profile("south", values=None)))
STORED = domain_json(
    domain_of(
        {"port": {"open": (1, 2), "shut": (2, 1)}, "tolls": {"low": (0, 1), "high": (1, 0)}},
        never=[("north", "port", "shut")],
        rules_out=[("port", "open", "tolls", "low")],
        draft={"port": "open"},
    )
)
JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=5) | st.integers(),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=5), inside, max_size=3),
    max_leaves=6,
)


@contextmanager
def folder() -> Iterator[Path]:
    with TemporaryDirectory() as made:
        yield Path(made)


def read(path: Path) -> None:
    """A domain that can be computed with, or an error of our own with a sentence that can be printed."""
    told = said(read_domain, path)
    if isinstance(told, Domain):
        assert len(told.parties) >= 2
        assert all(told.issues.values())
        numbers_of(told)


def said(reader: Callable[..., Domain], given: Path | str) -> Domain | str:
    """What came out."""
    try:
        return reader(given)
    except DetenteError as error:
        told = str(error)
    assert re.search(r"[.?]( \(.*\))?\Z", told, re.DOTALL), told
    assert told.encode("utf-8")
    return told


@st.composite
def mutated(draw: st.DrawFn, seeds: tuple[str, ...]) -> str:
    """A good file with parts taken out, put in twice, or replaced."""
    text = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        new = draw(st.sampled_from(("", text[start:end] * 2, *PIECES)) | st.text(max_size=4))
        text = text[:start] + new + text[end:]
    return text


@given(st.binary(max_size=200), st.sampled_from(("a.xml", "a.json", "a.txt")))
def test_any_bytes(data: bytes, name: str) -> None:
    with folder() as made:
        (made / name).write_bytes(data)
        read(made / name)
        read(made)


@given(mutated(SEEDS), st.sampled_from(("harbour", "north")))
def test_mutated_xml(text: str, name: str) -> None:
    with folder() as made:
        genius(made)
        (made / f"{name}.xml").write_text(text, encoding="utf-8", errors="replace")
        read(made)
        read(made / f"{name}.xml")


@given(st.sampled_from(SEEDS), st.integers(0, 2000))
def test_truncated_xml(text: str, length: int) -> None:
    with folder() as made:
        genius(made, north=text[:length], south=SOUTH)
        read(made)


@given(mutated(WEB))
def test_mutated_json(text: str) -> None:
    with folder() as made:
        web(made)
        (made / "profile-1.json").write_text(text, encoding="utf-8", errors="replace")
        read(made)
        read(made / "profile-1.json")


@st.composite
def replaced(draw: st.DrawFn, text: str) -> str:
    """Good JSON with one value, somewhere inside, replaced by any other."""
    given: Any = json.loads(text)
    at, key = given, None
    spots = [given]
    while spots:
        at = draw(st.sampled_from(spots))
        key = draw(st.sampled_from(list(at) if isinstance(at, dict) else range(len(at))))
        inside = at[key]
        spots = [inside] if isinstance(inside, dict | list) and inside and draw(st.booleans()) else []
    at[key] = draw(JSON)
    return json.dumps(given)


@given(st.sampled_from(WEB).flatmap(replaced))
def test_json_of_another_form(text: str) -> None:
    with folder() as made:
        web(made)
        (made / "profile-1.json").write_text(text, encoding="utf-8")
        read(made)


@settings(max_examples=200)
@given(mutated((STORED,)) | replaced(STORED))
def test_stored_domains(text: str) -> None:
    said(domain_from_json, text)
