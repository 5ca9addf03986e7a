# ruff: noqa: RUF001 -- agreements have dashes and curly quotes
"""Where the pointers of an agreement lead: to a part of it, to one that it lacks, or to another document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from detente.deal.numbering import roman
from detente.read.clauses.aims import LOOK_AHEAD, OF, Aim, lies_there, names_annex
from detente.read.clauses.parts import Part, Reference, Unit
from detente.read.clauses.places import Places
from detente.read.clauses.pointers import Pointer, outside, pointers, whole_parts
from detente.read.proposals import found_in

_MOST_BETWEEN: Final = 50  # numbers that a range is written out to
_DOCUMENTS: Final = (
    r"charter|convention|treaty|agreement|protocol|act|law|code|regulations?|constitution|statutes?|covenant|rules|directive"
    r"|resolution|declaration|memorandum|contract|order|decree|ordinance|settlement|accord"
)
_NOUN: Final = re.compile(
    rf"\b(?:{_DOCUMENTS}|instrument|pact|deed|lease|licen[cs]e|clause|letter|plan|package)\b", re.IGNORECASE
)
_HOME: Final = re.compile(
    rf"{OF}(?:this|these|the\s+present|the\s+said|present|la\s+présente|du\s+présent|este|esta|el\s+presente)\b",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(
    rf"{OF}(?:(?:the|that|its|la|le|el|los|las|l')\s+)?(?P<name>(?:[\w’'().-]+\s+){{0,6}}?(?:(?i:{_DOCUMENTS}))\b(?P<more>\s+(?:on|for|of|concerning|between|relating)\b)?)"
)
_CAPITAL: Final = re.compile(rf"{OF}(?:(?:the|that|its)\s+)?[A-ZÀ-Þ][\w’'-]+")
_ALSO: Final = re.compile(r"\s+(?:and|or)\s+|,\s+")
_SIGNS: Final = "().[]{}:–—- "


def references_of(text: str, parts: Sequence[Part], units: Sequence[Unit]) -> tuple[Reference, ...]:
    """The pointers in the sentences of a text, in order.

    Args:
        text: the canonical text.
        parts: its parts.
        units: its sentences.

    Returns:
        One reference for each number that is pointed at; those between the ends of a range stand in its words.
    """
    places = Places(parts)
    nouns = _own_nouns(text, parts)
    made: list[Reference] = []
    apart: set[tuple[str, str]] = set()  # what the text once says to be in an annex that it does not hold
    open_ends: list[tuple[int, tuple[str, str]]] = []  # places in `made` of those that lead nowhere
    for unit in units:
        others = list(outside(text, unit.start, unit.end))
        for other in others:
            made.append(
                Reference(
                    found_in(text, other.start, other.end), other.steps[0][1], unit.part, None, elsewhere=True
                )
            )
        for pointer in pointers(text, unit.start, unit.end):
            if any(_ALSO.fullmatch(text, other.end, max(other.end, pointer.start)) for other in others):
                words = found_in(text, pointer.start, pointer.end)
                made.append(Reference(words, _joined(pointer.steps), unit.part, None, elsewhere=True))
            elif not any(other.start < pointer.end and pointer.start < other.end for other in others):
                found = list(_references(text, places, unit.part, pointer, nouns))
                first = pointer.steps[0]
                if found[0].to is None and first[0] in ("annex", "part"):
                    if found[0].elsewhere:
                        apart.add(first)
                    open_ends.append((len(made), first))
                made += found
        made += _relative(text, places, unit)
    for at, first in open_ends:
        if first in apart and made[at].to is None:
            made[at] = replace(made[at], elsewhere=True)
    return tuple(sorted(made, key=lambda one: (one.words.start, one.words.end, one.number)))


def _own_nouns(text: str, parts: Sequence[Part]) -> frozenset[str]:
    """What the text calls itself: the nouns of its title, and of `this Agreement` in its first words."""
    title = " ".join(
        part.heading.words for part in parts[:3] if part.kind == "title" and part.heading is not None
    )
    called = re.findall(r"\b(?:this|the present)\s+(\w+)", text[:20_000], re.IGNORECASE)
    return frozenset(
        word.lower() for word in [*_NOUN.findall(title), *(one for one in called if _NOUN.fullmatch(one))]
    )


def _references(
    text: str, places: Places, part: int, pointer: Pointer, nouns: frozenset[str]
) -> Iterator[Reference]:
    words, word = found_in(text, pointer.start, pointer.end), pointer.word or "part"
    after = text[pointer.after : pointer.after + LOOK_AHEAD]
    steps = pointer.steps
    if _is_foreign(after, nouns):
        yield Reference(words, _joined(steps), part, None, elsewhere=True)
        return
    aim = Aim.of(text, places, part, pointer)
    number, to = _resolved(places, aim, steps, word)
    elsewhere = to is None and (aim.is_apart or (not aim.is_named and _names_another(after)))
    if elsewhere and not aim.is_apart:
        number = _joined(steps)
    yield Reference(words, number, part, to, elsewhere=elsewhere)
    if pointer.until:
        span = found_in(text, pointer.start, pointer.until_end)
        for label in _between(steps[-1][1], pointer.until):
            number, to = _resolved(places, aim, (*steps[:-1], (steps[-1][0], label)), word)
            yield Reference(span, number, part, to, elsewhere=elsewhere and to is None)


def _names_another(after: str) -> bool:
    """Whether the words after a pointer that leads nowhere name something with a capital."""
    return not _HOME.match(after) and _CAPITAL.match(after) is not None


def _is_foreign(after: str, nouns: frozenset[str]) -> bool:
    """Whether the words after a pointer name another document."""
    if _HOME.match(after) or names_annex(after):
        return False
    named = _NAMED.match(after)
    if named is None or not any(letter.isupper() for letter in named["name"]):
        return False
    last = named["name"].split()
    own = named["more"] is None and len(last) == 1 and last[0].lower() in nouns
    return not own


def _resolved(
    places: Places, aim: Aim, steps: Sequence[tuple[str, str]], word: str
) -> tuple[str, int | None]:
    """The number that a pointer means, as it would be numbered here, and the part of it."""
    kind, label = steps[0]
    at = places.start(kind, label, aim.place, word)
    if at is not None and aim.is_named and not lies_there(places, aim, at):
        at = None
    if at is None:
        return _unresolved(places, aim.place, steps, word), None
    for place, (_, one) in enumerate(steps[1:], start=1):
        inner = places.step(at, one)
        if inner is None:
            return f"{places.parts[at].number}.{_joined(steps[place:])}", None
        at = inner
    return places.parts[at].number, at


def _unresolved(places: Places, part: int, steps: Sequence[tuple[str, str]], word: str) -> str:
    kind = steps[0][0]
    if kind == "annex":
        return f"{_singular(word).capitalize()} {_joined(steps)}"
    if kind == "part":
        return f"Part {_joined(steps)}"
    if kind == "article":
        return _joined(steps)
    around = next(
        (
            at
            for at in places.around(part)
            if at is not None and places.parts[at].kind in ("article", "annex")
        ),
        None,
    )
    return f"{places.parts[around].number}.{_joined(steps)}" if around is not None else _joined(steps)


def _singular(word: str) -> str:
    """`schedules` to `schedule`, `appendices` to `appendix`."""
    return re.sub(r"ices$", "ix", re.sub(r"(?<=nex)es$|(?<!e)s$|(?<=le)s$", "", word))


def _joined(steps: Sequence[tuple[str, str]]) -> str:
    return ".".join(label for _, label in steps if label)


def _between(first: str, last: str) -> list[str]:
    """The labels between the ends of a range: of figures, of Roman numbers, of single letters."""
    last = last.strip(_SIGNS)
    head, _, one = first.rpartition(".")
    other = last.rpartition(".")[2]
    if one.isdecimal() and other.isdecimal() and last.rpartition(".")[0] in (head, ""):
        numbers = range(int(one) + 1, min(int(other), int(one) + _MOST_BETWEEN + 1))
        return [f"{head}.{number}" if head else str(number) for number in numbers]
    if (
        len(one) == len(other) == 1
        and one.isalpha()
        and other.isalpha()
        and not (one.isupper() and roman(one) and roman(other))
    ):
        return (
            [chr(code) for code in range(ord(one) + 1, ord(other))]
            if one.isupper() == other.isupper()
            else []
        )
    return []


def _relative(text: str, places: Places, unit: Unit) -> Iterator[Reference]:
    for pointer in whole_parts(text, unit.start, unit.end):
        kind = pointer.steps[0][0]
        want = {
            "article": ("article",),
            "paragraph": ("clause",),
            "item": ("item",),
            "annex": ("annex",),
            "part": ("part",),
        }[kind]
        words = found_in(text, pointer.start, pointer.end)
        if words.words.endswith("s") or pointer.which == "that":
            continue
        here = next(
            (at for at in places.around(unit.part) if at is not None and places.parts[at].kind in want), None
        )
        if here is None or not places.parts[here].number:
            continue
        to = here if pointer.which in ("this", "the present") else _beside(places, here, pointer.which)
        if to is not None:
            yield Reference(words, places.parts[to].number, unit.part, to)


def _beside(places: Places, here: int, which: str) -> int | None:
    """The part of the same kind before or after a part."""
    part = places.parts[here]
    step = 1 if which.endswith("following") else -1
    at = here + step
    while 0 <= at < len(places.parts):
        other = places.parts[at]
        if other.kind == part.kind and (part.kind == "article" or other.parent == part.parent):
            return at
        if part.kind != "article" and other.level < part.level:
            return None
        at += step
    return None
