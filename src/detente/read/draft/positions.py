"""What was said, in the file of whoever said it: a party's only where the words name that party as the speaker."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from detente.deal.model import SPEAKERS
from detente.read.draft.lines import UNKNOWN, Entry, Line, Page, Words, not_read, silence
from detente.read.draft.scalars import plain, scalar
from detente.read.draft.times import date_of

if TYPE_CHECKING:
    from detente.read.draft.actors import Actors
    from detente.read.draft.drafted import Item
    from detente.read.draft.obligations import Making

STATEMENTS: Final = ("claim", "demand", "refusal", "concession", "reading")
PRESS: Final = "press"
NOBODY: Final = "unattributed"
_LISTS: Final = {"reading": "readings", "concession": "concessions"}
_CONDITION: Final = re.compile(r"\b(?:pre)?conditions?\b|\bred lines?\b", re.IGNORECASE)
_OPEN: Final = re.compile(r"\bopen to\b|\bopen (?:on|about)\b|\bnegotiable\b|\bflexible\b", re.IGNORECASE)
_DENIED: Final = re.compile(
    r"\b(?:not?|never|without|hardly|un\w+|in\w*flexible)\b|n['\u2019]t\b", re.IGNORECASE
)
# Whoever was something, opposes it or is sent to it does not speak for it.
_NOT_FOR: Final = re.compile(
    r"\b(?:former(?:ly)?|ex|late|opposition|opponents?|critics?|rivals?|rebels?|exiled?|dissidents?|shadow|"
    r"in|to|against|near|based)\b",
    re.IGNORECASE,
)
_TITLE: Final = (
    r"(?:(?:foreign|prime|defen[cs]e|interior|finance|trade|energy|deputy|vice|chief|head|state|government|army)[ -])"
    r"{0,3}"
    r"(?:minister|president|premier|chancellor|king|queen|prince|princess|secretary|ministry|government|delegation|"
    r"delegate|negotiator|mediator|spokes(?:man|woman|person)|ambassador|envoy|representative|commander|general)"
)


class Positions:
    """The positions files of a draft."""

    def __init__(
        self, made: Making, terms: Mapping[str, str], look_at: Callable[[str], str] = lambda words: UNKNOWN
    ) -> None:
        """Begin without statements.

        Args:
            made: what the parts of the draft share.
            terms: the ids of terms by their words, as `scalars.plain` makes them.
            look_at: the comment beside the blank `met by` of a demand in these words.
        """
        self._made = made
        self._terms = terms
        self._look_at = look_at
        self._files: dict[str, dict[str, list[Entry]]] = {}
        self._voices: dict[str, str] = {}
        self._speakers = _Speakers(made.actors)

    def add(self, item: Item) -> None:
        """Enter a statement in the file of whoever said it."""
        owner = self._owner(item)
        lines = (*self._said(item), *_speaker(item), *item.source_lines())
        label, section = "", _LISTS.get(item.kind, "claims")
        if item.kind == "demand":
            label, section = self._made.ids.new(_wanted(item).words, otherwise="demand"), "demands"
        sections = self._files.setdefault(owner, {})
        sections.setdefault(section, []).append(Entry(label, lines, item.place, item.said))

    def pages(self) -> Iterator[tuple[str, str]]:
        """Each file by its path, in the order of the ids."""
        for owner in sorted(self._files):
            yield f"positions/{owner}.yaml", _written(owner, self._files[owner])

    def _owner(self, item: Item) -> str:
        speaker, known = item.proposal.speaker, item.proposal.speaker_class
        if speaker is None or known not in SPEAKERS or known == NOBODY:
            return self._voice(NOBODY, "nobody who is named", "statements whose speaker is not certain")
        label = self._speakers.party(item.words_of(speaker), known)
        return label or self._voice(PRESS, "the press", "reports, and voices in them that speak for no party")

    def _voice(self, label: str, words: str, why: str) -> str:
        if label not in self._voices:
            self._voices[label] = self._made.actors.add_voice(label, words, why)
        return self._voices[label]

    def _said(self, item: Item) -> Iterator[Line]:
        """The keys that differ between kinds of statements."""
        if item.kind == "demand":
            wanted = _wanted(item)
            met_by = Line("met by", "", self._look_at(wanted.words))
            yield from (wanted.line("wants"), _firmness(item.get("firmness")), met_by)
            return
        if item.kind == "reading":
            term = item.get("term")
            label = self._terms.get(plain(term.words)) if term is not None else None
            known = term is not None and label is not None
            yield Line("term", scalar(str(label)), term.where()) if known and term else not_read("term", term)
        else:
            yield Line("on" if item.kind == "concession" else "about")
        yield (item.get("says") or item.quote).line("says")


def _wanted(item: Item) -> Words:
    return item.get("wants") or item.get("says") or item.quote


def _speaker(item: Item) -> Iterator[Line]:
    speaker, known = item.proposal.speaker, item.proposal.speaker_class
    yield Line("said by") if speaker is None else item.words_of(speaker).line("said by")
    form = "" if item.proposal.form == "none" else f", {item.proposal.form} speech"
    read = f"as read{form}, at {item.proposal.start}"
    yield Line("speaker class", known if known in SPEAKERS else NOBODY, read)
    found = item.get("date")
    day = date_of(found.words) if found is not None else None
    if found is None or day is None:
        yield silence("date", found) or not_read("date", found)
    else:
        yield Line("date", day, found.where())
    if item.kind == "refusal":
        yield Line("note", "refusal", read)


def _firmness(found: Words | None) -> Line:
    """How firm it was said to be, where the words say just that; what they deny is left to a person."""
    if found is None or _DENIED.search(found.words):
        return silence("firmness", found) or not_read("firmness", found)
    for words, value in ((_CONDITION, "stated as a condition"), (_OPEN, "said to be open")):
        if words.search(found.words):
            return Line("firmness", value, found.where())
    return not_read("firmness", found)


def _written(owner: str, sections: Mapping[str, list[Entry]]) -> str:
    page = Page()
    page.add("# yaml-language-server: $schema=../.detente/positions.schema.json\n", 0)
    page.add("# What was said, as read in the sources of deal.yaml. Never signed.\n", 0)
    page.add(f"positions of: {scalar(owner)}\n")
    for section in ("demands", "readings", "concessions", "claims"):
        page.section(section, sections.get(section, ()))
    page.comments("Not turned into entries:", page.left)
    return page.text


class _Speakers:
    """Finds the actor that a speaker is, or speaks for."""

    def __init__(self, actors: Actors) -> None:
        self._actors = actors
        names = sorted((name for name, label in actors.names() if label), key=len, reverse=True)
        words = "|".join(re.escape(name) for name in names)
        self._name = re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) if words else None

    def party(self, speaker: Words, speaker_class: str) -> str | None:
        """The id of the actor, or None where the document's own words do not say so for certain."""
        words = " ".join(speaker.words.split())
        if speaker_class == "party":
            return self._actors.exactly(words)
        if speaker_class != "named official" or self._name is None or _NOT_FOR.search(words):
            return None
        found = list(self._name.finditer(words))
        labels = {self._actors.exactly(match[0]) for match in found}
        if len(labels) != 1 or not all(_is_for(words, match) for match in found):
            return None
        return labels.pop()


def _is_for(words: str, name: re.Match[str]) -> bool:
    """Whether a title ties the speaker to the name: "Northland's minister", "Northland minister", "minister of it"."""
    before, after = words[: name.start()], words[name.end() :]
    if re.search(rf"\b{_TITLE}\s+(?:of|for)\s+(?:the\s+)?\Z", before, re.IGNORECASE):
        return re.match(r"\s+[^\W\d_]", after) is None
    opens = re.search(r"(?:\A|,\s*)(?:the\s+)?\Z", before, re.IGNORECASE) is not None
    return opens and re.match(rf"(?:['\u2019]s?)?\s+{_TITLE}\b", after, re.IGNORECASE) is not None
