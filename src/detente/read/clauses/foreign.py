"""Duties in French, Spanish, Arabic and Hebrew: the word of duty, and who stands before it where that is plain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from detente.read.clauses.parts import Unit
from detente.read.clauses.ranks import rank_of
from detente.read.document import Document
from detente.read.proposals import Found, Proposal, found_in
from detente.text.words import load

_MARKS: Final = {
    "fr": re.compile(r"\b(?:le|la|les|des|du|une|est|et|dans|pour|aux|par|qui|sont)\b", re.IGNORECASE),
    "es": re.compile(r"\b(?:el|la|los|las|del|una|y|en|para|por|que|con|se|al)\b", re.IGNORECASE),
    "en": re.compile(
        r"\b(?:the|of|and|to|in|shall|will|by|for|is|be|that|with|not|or|any|an?)\b", re.IGNORECASE
    ),
}
_ARABIC: Final = re.compile(r"[\u0600-\u06ff]")
_HEBREW: Final = re.compile(r"[\u0590-\u05ff]")
_LATIN: Final = re.compile(r"[A-Za-z]")
_FOREIGN: Final = re.compile(r"[^\x00-\x7f]|\b(?:el|la|los|las|les|des|est|deber[a-z]{1,4}|doi[vt])\b")
_SAMPLE: Final = 600
_BY: Final = re.compile(r"(?:^|[,;:] )(?P<by>[^,;:]{2,160}?)\s*$")
_ARTICLE: Final = re.compile(r"(?:les?|la|l['\u2019]|el|los|las|une?|una?)\s*(?=\S)", re.IGNORECASE)
_DAYS: Final = {
    "fr": r"(?:jours?|semaines?|mois|ans?|années?|heures?)",
    "es": r"(?:días?|semanas?|mes(?:es)?|años?|horas?)",
}
_DUE: Final = {
    "fr": re.compile(
        rf"\b(?:au plus tard|dans (?:un délai|les?|un|une)|avant (?:le|la|l['\u2019])|d'ici|sous"
        rf"|dès que possible|immédiatement|sans délai)\b[^,;:.]{{0,120}}"
        rf"|\b\w{{1,20}} {_DAYS['fr']} (?:après|avant|à compter)\b[^,;:.]{{0,120}}",
        re.IGNORECASE,
    ),
    "es": re.compile(
        rf"\b(?:a más tardar|en (?:un|el) plazo|dentro de|antes del?|lo antes posible|inmediatamente"
        rf"|sin demora)\b[^,;:.]{{0,120}}|\b\w{{1,20}} {_DAYS['es']} (?:después|antes"
        rf"|a partir)\b[^,;:.]{{0,120}}",
        re.IGNORECASE,
    ),
}
_NOT: Final = re.compile(
    r"\b(?:ne|n['\u2019]|pas|jamais|no|nunca|aucun|ningún|ninguna)\b|(?:^|\s)(?:لا|לא)(?=\s)", re.IGNORECASE
)


def language_of(words: str) -> str:
    """The language of a sentence by its commonest words and its letters: one of en, fr, es, ar, he."""
    sample = words[:_SAMPLE]
    if not _FOREIGN.search(sample):
        return "en"
    latin = len(_LATIN.findall(sample))
    for tag, letters in (("ar", _ARABIC), ("he", _HEBREW)):
        if len(letters.findall(sample)) > latin:
            return tag
    counts = {tag: len(marks.findall(sample)) for tag, marks in _MARKS.items()}
    return max(counts, key=lambda tag: (counts[tag], tag == "en"))


def foreign_duties(document: Document, unit: Unit, number: str, language: str) -> Iterator[Proposal]:
    """Propose the duties of a sentence that is not in English, by the word list of its language."""
    words = load(language)
    text = document.text
    if words is None:
        return
    bans = {hit.start: hit.end for hit in words.find("negative-duty", text[unit.start : unit.end])}
    hits = {hit.start: hit.end for hit in words.find("duty-modal", text[unit.start : unit.end])}
    at = unit.start
    for start, end in sorted({**hits, **bans}.items()):
        if unit.start + start < at or (at > unit.start and not text[at : unit.start + start].strip()):
            continue  # it overlaps the word before it, or is a second part of it
        fields = _fields(text, at, unit.start + start, unit.start + end, unit.end, language)
        is_ban = start in bans or "not" in fields
        doubts = ["Read by the word of duty alone: the language is not English."]
        if "by" not in fields:
            doubts.append("It does not say who is to do it.")
        yield Proposal(
            "prohibition" if is_ban else "obligation",
            text[unit.start : unit.end],
            unit.start,
            unit.end,
            fields,
            unit.lead,
            number,
            rank=rank_of("obligation: other language"),
            doubts=tuple(doubts),
        )
        at = unit.start + end


def _fields(text: str, low: int, start: int, end: int, stop: int, language: str) -> dict[str, Found]:
    made: dict[str, Found] = {}
    by = _BY.search(text, low, start) if language in ("fr", "es", "he") else None
    if (by is not None and low == 0) or (by is not None and start - low < 200):
        first = by.start("by") + len(by["by"]) - len(by["by"].lstrip())
        article = _ARTICLE.match(text, first, start)
        first = article.end() if article else first
        if first < by.end("by"):
            made["by"] = found_in(text, first, by.end("by"))
    made["modal"] = found_in(text, start, end)
    negated = _NOT.search(text, max(low, start - 4), min(stop, end + 6))
    if negated is not None and language != "en":
        word = negated[0]
        at = negated.start() + len(word) - len(word.lstrip())
        made["not"] = found_in(text, at, negated.end())
    due = _DUE[language].search(text, end, stop) if language in _DUE else None
    does_end = due.start() if due is not None and due.start() > end + 3 else stop
    does = text[end:does_end]
    first, last = end + len(does) - len(does.lstrip(" ,")), end + len(does.rstrip(" ,.;:\n"))
    if first < last:
        made["does"] = found_in(text, first, last)
    if due is not None:
        made["due"] = found_in(text, due.start(), due.end() - len(due[0]) + len(due[0].rstrip()))
    return made
