# ruff: noqa: RUF001 -- agreements have dashes and curly quotes
"""Who has a part in an agreement: its parties first, and those whom it gives a task, as far as that is sure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from detente.read.clauses.actors import is_thing
from detente.read.clauses.heads import called, counterparts, short_names
from detente.read.clauses.known import COLLECTIVE, ROLE_NOUN, Known, add, by_alias
from detente.read.clauses.names import (
    A_NAME,
    CAP,
    LONGEST,
    NAME,
    NO_NAME,
    NO_START,
    key_of,
    stated_names,
)
from detente.read.clauses.parts import Defined, Named, Part, Unit
from detente.read.clauses.shorts import Nouns, is_short_for
from detente.read.proposals import Found, found_in

_MODAL: Final = (
    r"(?:shall|will|must|may|agrees?|undertakes?|guarantees?|is\s+(?:obliged|required|entitled))\b"
)
_MODALS: Final = re.compile(rf"\s+{_MODAL}")
_DOER: Final = re.compile(
    rf"(?<![\w’'])(?:[Tt]he\s+)?+{NO_START}{CAP}(?:\s+(?:of\s+(?:the\s+)?)?+{CAP}){{0,5}}\Z"
)
_DONE_BY: Final = (
    ("mediator", r"\b(?:mediated\s+by|under\s+the\s+mediation\s+of|good\s+offices\s+of)\s+"),
    ("guarantor", r"\bguaranteed\s+by\s+"),
    ("verifier", r"\b(?:verified|monitored|observed|supervised|certified|inspected)\s+by\s+"),
    ("intermediary", r"\bthrough\s+the\s+intermediary\s+of\s+"),
)
_DOES: Final = (
    ("mediator", r",?\s+(?:acting\s+)?as\s+(?:the\s+)?mediators?\b"),
    ("guarantor", r",?\s+(?:acting\s+)?as\s+(?:the\s+)?guarantors?\b"),
    ("verifier", r"\s+(?:shall|will)\s+(?:verify|monitor|observe|supervise|certify|inspect)\b"),
)
_AFTER: Final = tuple((role, re.compile(pattern)) for role, pattern in _DONE_BY)
_BEFORE: Final = tuple((role, re.compile(pattern)) for role, pattern in _DOES)
_WINDOW: Final = 130
_SIGNS: Final = re.compile(
    rf"\b(?:[Ff]or(?:\s+and\s+on\s+behalf\s+of)?|[Ss]igned\s+(?:by|for)|SIGNED\s+(?:BY|FOR)|FOR)\s+(?P<name>{NAME})"
)
_MANY: Final = 8  # parties named one by one, above which a name for all of them is taken
_LEAST: Final = 2  # times that a doer is named before it counts
_MOST: Final = 40


def named_of(
    text: str, parts: Sequence[Part], units: Sequence[Unit], defined: Sequence[Defined]
) -> tuple[Named, ...]:
    """Those whom a text names as having a part in it, parties first.

    Parties: between whom it says that it is, who "have agreed" at its head, who have short names there, for whom it is
    signed, `Buyer`, `Contractor` and the like as doers, and `Each State Party`. Others only by what the text says that
    they do ("verified by"), or as doers more than once. Few and sure: a person adds the others.
    """
    made: dict[str, Known] = {}
    doers = _doers(text, units)
    for found in stated_names(text, parts, units):
        add(made, found, "party")
    short = {key_of(one.term.words) for one in defined if one.is_alias and key_of(one.meaning.words) in made}
    acts_alone = not (made.keys() | short).isdisjoint(doers)
    if len(made) > _MANY and not acts_alone and _collectives(text, units):
        made.clear()  # "the States Parties" stands for so many of them
    short_names(made, text, parts, defined)
    called(made, text, parts, defined, doers)
    _signatures(made, text, parts)
    if sum(one.role == "party" for one in made.values()) < _LEAST:
        for key, found in _collectives(text, units).items():
            made.setdefault(key, Known(found, role="party"))
    _from_doers(made, doers)
    counterparts(made, text)
    _roles(made, text, units)
    _joinshort_names(made, defined)
    _drop_common(made, text, defined)
    return tuple(
        Named(one.name, tuple(_distinct(one)), one.role, one.signs)
        for one in sorted(made.values(), key=lambda one: (one.role != "party", one.name.start))[:_MOST]
    )


def _drop_common(made: dict[str, Known], text: str, defined: Sequence[Defined]) -> None:
    """`Territory` or `Government` alone is no actor where it is a common noun, unless it signs or is defined."""
    terms = {key_of(one.term.words) for one in defined}
    nouns = Nouns(text)
    for key, one in list(made.items()):
        is_role = ROLE_NOUN.fullmatch(one.name.words) is not None and not key.endswith("government")
        if one.signs or one.aliases or key in terms or is_role or one.role not in ("party", "other"):
            continue
        inside = one.role == "party" and nouns.is_part_of_names(one.name.words)
        if inside or nouns.is_common(one.name.words) or _is_plural_of_another(made, key, one):
            del made[key]


def _is_plural_of_another(made: dict[str, Known], key: str, one: Known) -> bool:
    """Whether somebody who is no party is named in the plural and in the singular."""
    return one.role == "other" and key.endswith("s") and key[:-1] in made


def _distinct(one: Known) -> Iterator[Found]:
    """Its short names, each once, in whatever article or case."""
    seen = {key_of(one.name.words)}
    for alias in one.aliases:
        key = key_of(alias.words)
        if key not in seen:
            seen.add(key)
            yield alias


def _signatures(made: dict[str, Known], text: str, parts: Sequence[Part]) -> None:
    for part in parts:
        if part.kind != "signatures":
            continue
        for found in _SIGNS.finditer(text, part.body, part.end):
            name = found_in(text, *found.span("name"))
            known = made.get(key_of(name.words)) or by_alias(made, name.words)
            if known is None and not re.match(r"(?:the\s+)?purposes?\b", name.words, re.IGNORECASE):
                known = add(made, name, "party")
            if known is not None:
                known.signs = True


def _collectives(text: str, units: Iterable[Unit]) -> dict[str, Found]:
    """`States Parties` and the like, where a sentence lays something on each of them; one name for all forms."""
    counted: Counter[str] = Counter()
    first: dict[str, Found] = {}
    for unit in units:
        for found in COLLECTIVE.finditer(text, unit.start, unit.end):
            key = _collective_key(found["name"])
            counted[key] += 1
            first.setdefault(key, found_in(text, *found.span("name")))
    if not counted:
        return {}
    return {key: first[key] for key, count in counted.most_common() if count > _LEAST and key != "party"}


def _collective_key(name: str) -> str:
    return re.sub(r"\bstates\b", "state", re.sub(r"\bparties\b", "party", " ".join(name.lower().split())))


def _doers(text: str, units: Sequence[Unit]) -> dict[str, tuple[Found, int]]:
    """Who shall, will or may do something, by name, with how often."""
    found: dict[str, tuple[Found, int]] = {}
    for unit in units:
        for verb in _MODALS.finditer(text, unit.start, unit.end):
            one = _DOER.search(text, max(unit.start, verb.start() - _WINDOW), verb.start())
            if one is None:
                continue
            name = found_in(text, *one.span())
            if NO_NAME.match(name.words) or len(name.words) > LONGEST or COLLECTIVE.fullmatch(name.words):
                continue
            key = key_of(name.words)
            first, count = found.get(key, (name, 0))
            found[key] = (first, count + 1)
    return found


def _from_doers(made: dict[str, Known], doers: dict[str, tuple[Found, int]]) -> None:
    """Doers join the party whose name holds theirs; others are named where they do something more than once."""
    has_parties = any(one.role == "party" for one in made.values())
    for key, (name, count) in doers.items():
        if key in made or by_alias(made, name.words) is not None:
            continue
        longer = _party_named(made, name.words)
        if longer is not None:
            longer.aliases.append(name)
        elif ROLE_NOUN.fullmatch(name.words) and (count >= _LEAST or not has_parties):
            made[key] = Known(name, role="party")
        elif count >= _LEAST and name.words[:4].lower() == "the " and not is_thing(name.words):
            made[key] = Known(name)
    _drop_generic(made)


def _drop_generic(made: dict[str, Known]) -> None:
    """A role such as `Buyer` that is already the short name of a party is no party of its own."""
    for key in [
        key
        for key, one in made.items()
        if any(one is not other and _has_alias(other, key) for other in made.values())
    ]:
        del made[key]


def _has_alias(one: Known, key: str) -> bool:
    return any(key_of(alias.words) == key for alias in one.aliases)


def _party_named(made: dict[str, Known], words: str) -> Known | None:
    """The one party whose full name some words are plainly a shorter form of."""
    fitting = [one for one in made.values() if one.role == "party" and is_short_for(words, one.name.words)]
    return fitting[0] if len(fitting) == 1 else None


def _roles(made: dict[str, Known], text: str, units: Sequence[Unit]) -> None:
    """What the text says that somebody does; a party stays a party."""
    for unit in units:
        for role, name in _named_in_roles(text, unit):
            if NO_NAME.match(name.words) or COLLECTIVE.fullmatch(name.words):
                continue
            known = (
                made.get(key_of(name.words)) or by_alias(made, name.words) or _party_named(made, name.words)
            )
            if known is None:
                made[key_of(name.words)] = Known(name, role=role)
            elif known.role == "other":
                known.role = role


def _named_in_roles(text: str, unit: Unit) -> Iterator[tuple[str, Found]]:
    for role, pattern in _AFTER:
        for verb in pattern.finditer(text, unit.start, unit.end):
            if named := A_NAME.match(text, verb.end(), unit.end):
                yield role, found_in(text, *named.span())
    for role, pattern in _BEFORE:
        for verb in pattern.finditer(text, unit.start, unit.end):
            if named := _DOER.search(text, max(unit.start, verb.start() - _WINDOW), verb.start()):
                yield role, found_in(text, *named.span())


def _joinshort_names(made: dict[str, Known], defined: Sequence[Defined]) -> None:
    """Somebody known by a short name alone is the one that it was given to."""
    for one in defined:
        short = made.get(key_of(one.term.words)) if one.is_alias else None
        if (
            short is None
            or key_of(one.meaning.words) == key_of(one.term.words)
            or not re.fullmatch(NAME, one.meaning.words)
        ):
            continue
        whole = made.get(key_of(one.meaning.words))
        if whole is None:
            short.name, short.aliases = one.meaning, [one.term, *short.aliases]
        elif whole is not short:
            whole.aliases += [alias for alias in (one.term, *short.aliases) if alias not in whole.aliases]
            whole.role = short.role if whole.role == "other" else whole.role
            del made[key_of(one.term.words)]
