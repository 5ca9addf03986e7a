# ruff: noqa: RUF001 -- agreements have dashes
"""Which part of an agreement a number means, seen from where it is named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from detente.read.clauses.parts import Part

_SIGNS: Final = "().[]{}:–—- "


class Places:
    """Which part a label means, seen from a part."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = parts
        self.inside: dict[int | None, dict[str, list[int]]] = {}
        self.numbers: dict[str, int] = {}
        self.articles = [part.place for part in parts if part.kind == "article"]
        self.annexes = [part.place for part in parts if part.kind == "annex"]
        for part in parts:
            if part.number:
                self.numbers.setdefault(part.number, part.place)
            if part.own and (label := label_of(part)):
                self._enter(part, label)

    def _enter(self, part: Part, label: str) -> None:
        """Know a part by its label in the part around it, and in those around that do not count."""
        labels = {label, label.rpartition(".")[2]} if label[0].isdecimal() else {label}
        around = part.parent
        while True:
            for one in labels:
                self.inside.setdefault(around, {}).setdefault(one, []).append(part.place)
            if around is None or (self.parts[around].number and self.parts[around].kind != "part"):
                return
            around = self.parts[around].parent

    def around(self, place: int | None) -> Iterator[int | None]:
        """A part and those around it, the whole text last."""
        while place is not None:
            yield place
            place = self.parts[place].parent
        yield None

    def annex_of(self, place: int) -> int | None:
        """The annex that a part lies in, or None."""
        return next(
            (at for at in self.around(place) if at is not None and self.parts[at].kind == "annex"), None
        )

    def start(self, kind: str, label: str, place: int, words: str) -> int | None:
        """The part that the first step of a pointer means, seen from a part."""
        if kind == "annex":
            stem = words.lower()[:4]
            return next(
                (
                    at
                    for at in self.annexes
                    if label_of(self.parts[at]) == label and self.parts[at].own.lower()[:4] == stem
                ),
                None,
            )
        if kind in ("article", "part"):
            return self._top(kind, label, place, words)
        for around in self.around(place):
            found = self.inside.get(around, {}).get(label, [])
            fitting = [at for at in found if kind == "item" or self.parts[at].kind in ("clause", "article")]
            if label and not label[0].isdecimal():
                fitting = found
            if fitting:
                return fitting[0]
        return None

    def _top(self, kind: str, label: str, place: int, words: str) -> int | None:
        scopes = [self.annex_of(place), None] if self.annex_of(place) is not None else [None]
        for scope in scopes:
            prefix = "" if scope is None else f"{self.parts[scope].number}."
            found = self.inside.get(scope, {}).get(label, [])
            want = ("part",) if kind == "part" else ("article", "clause", "part", "item")
            fitting = [at for at in found if self.parts[at].kind in want]
            keyed = [at for at in fitting if self.parts[at].own[:3].lower() == words[:3].lower()]
            if keyed or fitting:
                return (keyed or fitting)[0]
            if kind == "article" and "." in label and prefix + label in self.numbers:
                return self.numbers[prefix + label]
        return None

    def step(self, place: int, label: str) -> int | None:
        """The part of a label in a part."""
        return next(iter(self.inside.get(place, {}).get(label, [])), None)


def label_of(part: Part) -> str:
    """The number of a part without its word and signs: "IX" for `Article IX`, "a" for `(a)`."""
    own = part.own
    if part.kind in ("article", "annex") or (part.kind == "part" and " " in own):
        own = re.sub(r"^[^\W\d]+\.?\s*|^§\s*", "", own)
    return (
        re.sub(r"\s+(?=\()", "", own.strip()).strip(_SIGNS)
        if "(" not in own[1:]
        else re.sub(r"\s", "", own).rstrip(".")
    )
