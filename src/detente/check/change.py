"""Changes of the raw text that a finding may bring: a value replaced, or a key added to an entry."""

from __future__ import annotations

from detente.deal.model import Deal, Noun
from detente.text.edit import Edit, Patch


def replaced(deal: Deal, noun: Noun, key: str, new: str) -> Patch | None:
    """A patch that writes another value for a key; None where the entry has no such key."""
    document = deal.documents[noun.home.file]
    path = (*noun.home.path, key)
    if path not in document:
        return None
    span = document.span(path)
    return Patch(document.source, (Edit(span.start, span.end, new),))


def added(deal: Deal, noun: Noun, key: str, value: str) -> Patch | None:
    """A patch that adds a key above the others of an entry; None where the entry is not written in block style."""
    document = deal.documents[noun.home.file]
    written = _first_key(deal, noun)
    if written is None or document.in_flow((*noun.home.path, written)):
        return None
    start = document.key_span((*noun.home.path, written)).start
    indent = " " * (document.source.position(start)[1] - 1)
    return Patch(document.source, (Edit(start, start, f"{key}: {value}\n{indent}"),))


def stated(deal: Deal, noun: Noun, key: str, value: str) -> Patch | None:
    """A patch after which the entry has this value for the key, whether the key was there or not."""
    return replaced(deal, noun, key, value) or added(deal, noun, key, value)


def _first_key(deal: Deal, noun: Noun) -> str | None:
    value = deal.documents[noun.home.file].value
    for step in noun.home.path:
        value = value[step]
    return next(iter(value), None) if isinstance(value, dict) else None
