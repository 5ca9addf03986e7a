"""The elements expected in each kind of deal."""

from __future__ import annotations

import re
from importlib import resources

import pytest

from detente.check.templates import kinds, template
from detente.text.nodes import parse
from detente.text.source import Source


def test_every_kind_of_deal_has_its_elements() -> None:
    assert kinds() == ("arms control", "ceasefire", "earn-out", "exchange", "milestone", "other", "strike")


def test_the_elements_of_a_ceasefire() -> None:
    made = template("ceasefire")
    assert made is not None
    assert [element.id for element in made.elements] == [
        "scope",
        "prohibited-acts",
        "permitted-acts",
        "geography",
        "timing",
        "separation",
        "monitoring",
        "dispute-channel",
        "humanitarian-access",
        "detainees",
        "dissemination",
        "duration",
        "entry-into-force",
        "ending",
    ]


@pytest.mark.parametrize("kind", kinds())
def test_every_element_says_what_why_and_on_whose_word(kind: str) -> None:
    made = template(kind)
    assert made is not None
    assert made.kind == kind
    ids = [element.id for element in made.elements]
    assert len(ids) == len(set(ids))
    for element in made.elements:
        assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*", element.id)
        assert element.name
        assert element.met_by
        assert element.why.endswith(".")
        assert element.source
    assert {tag for element in made.elements for tag in element.source} == set(made.sources)


@pytest.mark.parametrize("kind", kinds())
def test_a_file_holds_only_what_is_read(kind: str) -> None:
    name = f"{kind.replace(' ', '-')}.yaml"
    text = resources.files("detente.check.templates").joinpath(name).read_text("utf-8")
    document = parse(Source(name, text))
    assert document.problems == ()
    assert set(document.value) == {"kind", "sources", "elements"}
    for element in document.value["elements"]:
        assert set(element) == {"id", "name", "why", "source", "met by"}


def test_a_kind_is_read_as_a_deal_file_writes_it() -> None:
    assert template("arms control") is template(" Arms  Control ")
    assert template("no such kind") is None
    assert template("../ceasefire") is None
