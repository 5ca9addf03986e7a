"""Expected elements: what published guides and practice look for in a deal of a kind, and how a deal file shows it."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType

from detente.text.nodes import parse
from detente.text.source import Source


@dataclass(frozen=True, slots=True)
class Element:
    """One thing that a deal of a kind is expected to say.

    Attributes:
        id: a short slug, one of a kind in its template.
        name: what it is called.
        why: why it is looked for, in one line.
        source: the tags of the guides or texts that look for it, as in the template's `sources`.
        met_by: how a deal file shows it.
    """

    id: str
    name: str
    why: str
    source: tuple[str, ...]
    met_by: str


@dataclass(frozen=True, slots=True)
class Template:
    """The expected elements of a kind of deal.

    Attributes:
        kind: the kind, as in a deal file's ``kind``.
        sources: the guides and texts, tag to full title.
        elements: the elements, in the order in which they are printed.
    """

    kind: str
    sources: Mapping[str, str]
    elements: tuple[Element, ...]


def kinds() -> tuple[str, ...]:
    """Return the kinds of deal that have a template."""
    return tuple(sorted(_files()))


def template(kind: str) -> Template | None:
    """Return the template of a kind of deal; it is read once.

    Args:
        kind: the kind as a deal file writes it, such as ``arms control``.

    Returns:
        The template, or None where there is none for the kind.
    """
    file = _files().get(" ".join(kind.lower().split()))
    return _read(file) if file else None


@functools.cache
def _files() -> Mapping[str, str]:
    # A kind of two words has a hyphen in its file's name; "earn-out" has one in the kind itself.
    names = [file.name for file in resources.files("detente.check.templates").iterdir()]
    return MappingProxyType({_read(name).kind: name for name in names if name.endswith(".yaml")})


@functools.cache
def _read(name: str) -> Template:
    file = resources.files("detente.check.templates").joinpath(name)
    value = parse(Source(name, file.read_text("utf-8"))).value
    elements = (
        Element(item["id"], item["name"], item["why"], tuple(item["source"]), item["met by"])
        for item in value["elements"]
    )
    return Template(value["kind"], MappingProxyType(value["sources"]), tuple(elements))
