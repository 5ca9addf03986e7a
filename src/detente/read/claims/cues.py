"""The verbs of speech by class, as data: `cues.yaml` lists them, and their forms are made here."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType
from typing import Any, Final, Literal, TypeAlias

from detente.text.nodes import parse
from detente.text.source import Source

Tense: TypeAlias = Literal["base", "third", "past", "participle", "gerund"]
ACTS: Final = frozenset({"act", "demand", "refusal", "concession"})
"""Classes whose verb belongs to the quote, because without it the quote would say something else."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of speech: its base form, its class, the word that must follow it, and which forms a word can be."""

    verb: str
    kind: str
    particle: str
    tenses: frozenset[Tense]


@dataclass(frozen=True, slots=True, eq=False)
class Cues:
    """The verbs of speech.

    `by_word`: what each word, in small letters, may be; those with a particle come first.
    The other attributes are the lists of the file by the same names.
    """

    by_word: Mapping[str, tuple[Cue, ...]]
    dropped: frozenset[str]
    silence: frozenset[str]
    believed: frozenset[str]
    ready: frozenset[str]
    foreign: frozenset[str]


@functools.cache
def cues() -> Cues:
    """The verbs of speech; the file is read once."""
    file = resources.files("detente.read.claims").joinpath("cues.yaml")
    value: dict[str, Any] = parse(Source(file.name, file.read_text("utf-8"))).value
    by_word: dict[str, list[Cue]] = {}
    for kind, entries in value["verbs"].items():
        for entry in entries:
            for word, cue in _forms(kind, entry):
                by_word.setdefault(word, []).append(cue)
    return Cues(
        MappingProxyType({word: _in_order(found) for word, found in by_word.items()}),
        dropped=frozenset(value["dropped"]),
        silence=frozenset(value["silence"]),
        believed=frozenset(value["believed"]),
        ready=frozenset(value["ready"]),
        foreign=frozenset(value["foreign"]["before name"]),
    )


def _in_order(found: list[Cue]) -> tuple[Cue, ...]:
    return tuple(sorted(found, key=lambda cue: not cue.particle))


def _forms(kind: str, entry: str) -> Iterator[tuple[str, Cue]]:
    words = entry.split()
    if len(words) == 2:
        base, particle, past, participle = words[0], words[1], _past(words[0]), _past(words[0])
    elif len(words) == 4:
        base, particle, past, participle = words
    else:
        base, particle = words[0], ""
        past, participle = words[1:] if len(words) == 3 else (_past(base), _past(base))
    made: dict[str, set[Tense]] = {}
    tensed: tuple[tuple[str, Tense], ...] = (
        (base, "base"),
        (_third(base), "third"),
        (past, "past"),
        (participle, "participle"),
        (_gerund(base, past), "gerund"),
    )
    for word, tense in tensed:
        made.setdefault(word, set()).add(tense)
    for word, tenses in made.items():
        yield word, Cue(base, kind, particle, frozenset(tenses))


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    return base + "ed"


def _third(base: str) -> str:
    if base.endswith(("s", "sh", "ch", "x", "z", "o")):
        return base + "es"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + "s"


def _gerund(base: str, past: str) -> str:
    if past.endswith("ed") and len(past) == len(base) + 3:  # the last letter is doubled, as in "admitted"
        return past[:-2] + "ing"
    if base.endswith("e") and not base.endswith("ee"):
        return base[:-1] + "ing"
    return base + "ing"
