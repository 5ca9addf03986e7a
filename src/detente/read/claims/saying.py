"""What a reader finds in a sentence before it becomes a proposal: words, and whose they are, by their places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from detente.read.claims.speakers import Names
from detente.read.proposals import Form

Stretch: TypeAlias = tuple[int, int]
"""Offsets in code points from one character to another, the second not included."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """The words that name a speaker, and the speaker's class.

    `pronoun`: "he" and the like, where the words are a pronoun that has still to be resolved; else "".
    `many`: whether the words name several.
    """

    at: Stretch
    kind: str
    pronoun: str = ""
    many: bool = False


@dataclass(frozen=True, slots=True)
class Saying:
    """Words that are said, with whoever says them.

    Attributes:
        quote: where the words stand.
        kind: one of `detente.read.proposals.KINDS`.
        form: direct speech, indirect, both, or none.
        speaker: who says them, or None.
        fields: parts by name, with their places.
        along: further places that the quote leans on.
        doubts: what a person should look at, in sentences.
        pattern: how it was found, such as `leading` or `trailing`.
    """

    quote: Stretch
    kind: str
    form: Form
    speaker: Speaker | None = None
    fields: Mapping[str, Stretch] = field(default_factory=dict)
    along: tuple[Stretch, ...] = ()
    doubts: tuple[str, ...] = ()
    pattern: str = ""


class Grammar(Protocol):
    """What a parser knows of a paragraph, by the offset at which a verb begins."""

    def is_verb(self, offset: int) -> bool:
        """Whether the word at an offset is a verb."""

    def subject(self, offset: int) -> Stretch | None:
        """The subject of the verb at an offset."""

    def is_reported(self, offset: int) -> bool:
        """Whether the verb at an offset stands in a clause that an earlier verb reports."""

    def content_end(self, offset: int) -> int | None:
        """Where the clause ends that the verb at an offset reports, or None."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known of a document while its sentences are read: its names, its parties, and a parser or None."""

    names: Names
    parties: frozenset[str] = frozenset()
    grammar: Grammar | None = None
