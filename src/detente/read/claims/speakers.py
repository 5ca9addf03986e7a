"""Who speaks: the class of a speaker by the words that name it, never by a list of parties of this world.

The classes are those of the deal file (`detente.deal.model.SPEAKERS`). A title with a proper name is a named official,
an office or "sources" without one is an unnamed official, and a government, an organisation or a side is a party.
What cannot be told is `unattributed`, although the words that name the speaker are kept.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType
from typing import Any, Final

from detente.read.claims.tokens import Token
from detente.read.claims.wordset import wordset
from detente.text.nodes import parse
from detente.text.source import Source

PREPOSITIONS: Final = wordset(
    "of for in at from to with on near under among between inside outside within by against close behind"
    " over along"
)
QUANTITY: Final = wordset("one two three four several some many most both all")
_ARTICLES: Final = frozenset(("the", "a", "an", "its", "his", "her", "their", "our", "my", "one"))
_OPENERS: Final = PREPOSITIONS | wordset(
    "what when but and if as although though while whereas because since after before until unless"
    " whether which who how or so yet nor that this these those there then now still both neither either"
    " all some many most no not will would did does do is are was were has have had can could may might"
    " must should according meanwhile also only even"
)
_NOBODY: Final = wordset("one another both others some many all each neither none several few most")
_CALENDAR: Final = wordset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july"
    " august september october november december today yesterday"
)
_SHORT_TITLE: Final = r"(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sgt|Maj|Capt|Sen|Rep|Prof|St|Gov|Adm|Brig|Hon)\."
_NAME_WORD: Final = rf"(?:[A-Z]\.|{_SHORT_TITLE}|[A-Z][\w'\u2019\-]*)"
_NAME: Final = re.compile(
    rf"{_NAME_WORD}(?:(?:[^\S\n]{{1,3}}|\n(?!\s))"
    rf"(?:{_NAME_WORD}|(?:al|el|bin|ibn|de|da|van|von|der|di|du)(?=[\s\-][A-Z])))+"
)
_PARTICLES: Final = wordset("al el bin ibn de da du van von der den di la le")
_APPOSED: Final = re.compile(r",\s+(?:the|a|an|its|their|[A-Z]\w+'s)\s+([\w'\u2019\- ]{1,60})")
_PLACE: Final = re.compile(r"\b(?:in|across|near|into)\s([A-Z]\w+)\b(?!['\u2019]|\s[A-Z])")
_WORD: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_DEMONYM: Final = re.compile(r"[A-Z]\w+(?:an|ese|ish|ic|i)\Z")


@functools.cache
def nouns() -> dict[str, frozenset[str]]:
    """The nouns of `speakers.yaml` by class, plurals included; the file is read once."""
    file = resources.files("detente.read.claims").joinpath("speakers.yaml")
    value: dict[str, Any] = parse(Source(file.name, file.read_text("utf-8"))).value
    fixed = ("title", "never", "compass")
    return {
        name: frozenset(
            words if name in fixed else [form for word in words for form in (word, _plural(word))]
        )
        for name, words in value.items()
        if name != "language"
    }


@functools.cache
def _classes() -> MappingProxyType[str, str]:
    order = ("paper", "people", "party", "document", "expert", "official", "press")
    return MappingProxyType({word: name for name in order for word in nouns()[name]})


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "ch", "sh", "x")) else "s")


def noun_class(word: str) -> str:
    """What a noun calls whoever it names: a class of `speakers.yaml`, or ""."""
    word = word.removesuffix("'s").removesuffix("'")
    found = _classes().get(word, "")
    if not found and "-" in word:
        return _classes().get(word.rsplit("-", 1)[1], "")
    return found


@dataclass(frozen=True, slots=True)
class Names:
    """Names of a document.

    `titled`: surnames that stand with a title or an office somewhere in it. `plain`: the other surnames. `places`: what
    something is "in", in small letters.
    """

    titled: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()

    @classmethod
    def of(cls, text: str) -> Names:
        """Collect them; linear in the text."""
        titled: set[str] = set()
        plain: set[str] = set()
        for match in _NAME.finditer(text):
            words = [
                word.rstrip(".").removesuffix("'s").removesuffix("\u2019s") for word in match.group().split()
            ]
            lows = [word.lower() for word in words]
            while lows and lows[0] in _OPENERS:
                words, lows = words[1:], lows[1:]
            if (
                len(lows) < 2
                or any(low in _CALENDAR for low in lows)
                or lows[0] in _ARTICLES
                or lows[0] in nouns()["compass"]
                or noun_class(lows[-1])
            ):
                continue
            is_titled = _is_titled(text, match, lows)
            (titled if is_titled else plain).update(
                {words[-1], words[_first_name(lows)]} if is_titled else {words[-1]}
            )
        places = {match[1].lower() for match in _PLACE.finditer(text) if match[1] not in titled | plain}
        return cls(frozenset(titled), frozenset(plain - titled), frozenset(places))


def _first_name(lows: list[str]) -> int:
    """Where a name begins after its office: of "Minister Wu Lin" the family is called Wu."""
    return next((at + 1 for at in range(len(lows) - 2, -1, -1) if _is_office(lows[at])), 0)


def _is_titled(text: str, match: re.Match[str], lows: list[str]) -> bool:
    if any(_is_office(low) for low in lows[:-1]):
        return True
    before = _WORD.findall(text[max(0, match.start() - 30) : match.start()])
    if before and noun_class(before[-1].lower()) == "official" and text[match.start() - 1].isspace():
        return True
    after = _APPOSED.match(text, match.end(), match.end() + 90)
    return after is not None and any(noun_class(word) == "official" for word in _before_of(after[1]))


def _before_of(words: str) -> list[str]:
    """Words up to the first preposition: of "foreign minister of the north", the first two."""
    found = words.split()
    end = next((at for at, word in enumerate(found) if word in PREPOSITIONS), len(found))
    return found[:end][:6]


def _is_office(low: str) -> bool:
    return low.rstrip(".") in nouns()["title"] or noun_class(low) == "official"


def speaker_class(
    tokens: Sequence[Token], apposed: Sequence[Token], names: Names, parties: frozenset[str]
) -> str:
    """Tell the class of a speaker.

    Args:
        tokens: the words that name it.
        apposed: what stands beside it between commas ("the foreign minister"), or nothing.
        names: the surnames of the document.
        parties: names of parties that are known to be such, in small letters.
    """
    words = [token for token in tokens if token.kind in ("word", "number")]
    if _bare(words) in parties:
        return "party"
    several = _several(tokens)
    if len(several) > 1 and all(token.capital for part in several for token in part if token.low != "the"):
        classes = {speaker_class(part, (), names, parties) for part in several}
        return classes.pop() if len(classes) == 1 else "unattributed"
    core, rest = _core(words)
    found = _of_core(core, names)
    if found == "document":
        return speaker_class(rest, (), names, parties) if rest else "unattributed"
    if apposed and found in ("", "unattributed", "party", "unnamed official"):
        found = _with_apposed(core, found, _core([one for one in apposed if one.kind == "word"])[0], names)
    return found if found else "unattributed"


def _several(tokens: Sequence[Token]) -> list[list[Token]]:
    """The names that "and" and commas join."""
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.low in ("and", ",", "or"):
            parts.append([])
        else:
            parts[-1].append(token)
    return [part for part in parts if part]


def _bare(words: Sequence[Token]) -> str:
    return " ".join(word.low for word in words if word.low not in ("the", "a", "an"))


def _core(words: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """What stands before the first preposition, and what stands after it; of "one of them", what they are."""
    if len(words) > 2 and words[0].low in QUANTITY and words[1].low == "of":
        return _core(words[2:])
    for place, word in enumerate(words):
        if place and word.low in PREPOSITIONS:
            return list(words[:place]), list(words[place + 1 :])
    return list(words), []


def _with_apposed(core: list[Token], found: str, apposed: list[Token], names: Names) -> str:
    beside = _of_core(apposed, names)
    if _is_name(apposed) and found == "unnamed official":
        return "named official"
    if beside == "unnamed official" and _is_name(core):
        return "named official"
    if beside in ("expert", "press", "party") and _is_name(core):
        return beside
    return found


def _is_name(core: list[Token]) -> bool:
    named = bool(core) and all(token.capital for token in core) and not noun_class(core[-1].low)
    return named and core[0].low not in _NOBODY


def _is_surname(core: list[Token], place: int) -> bool:
    """Whether a title at the end of a name is part of it, as in "Tom King"."""
    ends = (
        place == len(core) - 1
        and place > 0
        and core[place].low in ("king", "prince", "bishop", "pope", "judge")
    )
    return ends and core[place].capital and core[place - 1].capital and not noun_class(core[place - 1].low)


def _of_core(core: list[Token], names: Names) -> str:
    if not core:
        return ""
    if _is_surname(core, len(core) - 1) and core[0].low != "the":
        office = any(_is_office(word.low) for word in core[:-1])
        return "named official" if office else _by_name(core, names)
    for place in range(len(core) - 1, -1, -1):
        low = core[place].low.rstrip(".")
        kind = "official" if low in nouns()["title"] else noun_class(low)
        if kind == "party" and place and core[place - 1].low == "news":
            kind = "press"
        if kind and not core[place].text.endswith(("'s", "\u2019s")):
            return _by_noun(core, place, kind)
    return _by_name(core, names)


def _by_noun(core: list[Token], place: int, kind: str) -> str:
    rest = core[place + 1 :]
    named = (
        bool(rest) and all(token.capital or token.low in _PARTICLES for token in rest) and rest[-1].capital
    )
    if kind == "official":
        return "named official" if named else "unnamed official"
    if kind in ("people", "paper"):
        return "unattributed"
    if kind == "party" and named and len(core) - place > 2:
        return "unattributed"  # "company engineer Ada Stone": who this is, is not known
    return kind


def _by_name(core: list[Token], names: Names) -> str:
    last = core[-1].text.removesuffix("'s").removesuffix("\u2019s")
    if not core[-1].capital or core[-1].low in _NOBODY:
        return "unattributed"
    if last.isupper() and last.capitalize() in names.titled | names.plain:
        last = last.capitalize()  # "STONE: “We will go.”" in a transcript
    if last in names.titled:
        return "named official"
    if core[0].low == "the" or core[0].low in nouns()["compass"] or last.isupper():
        return "party"
    if len(core) == 1:
        return "unattributed" if last in names.plain else "party"
    if _DEMONYM.match(core[0].text) and last.endswith("s"):
        return "party"
    return "unattributed"
