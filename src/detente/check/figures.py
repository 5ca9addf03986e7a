"""Numbers in the words of a clause, in figures or written out, with the word that follows them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.deal.phrases import DAYS_IN
from detente.text.words import written_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.text.words import WordList

# Not part of a clause number (3.1), a date (2031-03-03) or a longer number.
_FIGURES = re.compile(
    r"(?<![\w.,/:+-])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w.,/:-]*\d)|(?<![\w.,/:+-])\d{1,9}(?:\.\d+)?(?![.,/:-]*\w)"
)
# A bracket may repeat the number: "thirty (30) days".
_NEXT = re.compile(r"\s*(?:\(\s*\d[\d,.]*\s*\)|\([^()\d]{1,40}\))?\s*([^\W\d_][^\s,;.()]*)")
_WORKING = re.compile(r"working\s+days?|jours\s+ouvrables|días\s+hábiles", re.IGNORECASE)
_UNITS = {
    "minutes": "minute minutes minuto minutos",
    "hours": "hour hours heure heures hora horas",
    "days": "day days jour jours día días dia dias",
    "weeks": "week weeks semaine semaines semana semanas",
    "months": "month months mois mes meses",
    "years": "year years an ans année années año años",
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words.split()}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of something at offsets in code points, the end not included; `noun` is the next word, in small."""

    value: float
    noun: str
    start: int
    end: int

    @property
    def days(self) -> float | None:
        """Its length in days (as `Duration.days`), where it is a length of time."""
        unit = "working days" if self.noun == "working" else _UNIT_OF.get(self.noun)
        return None if unit is None else self.value * DAYS_IN[unit]


# A day in itself: D+7, day 7, 2031-03-03, 1 May 1963, a year.
_DAY = re.compile(
    r"\bD\s*[+-]\s*\d+|\b(?:day|jour|día|dia)\s+\d+|\b(?:19|20)\d\d\b|\b\d{1,2}:\d\d\b", re.IGNORECASE
)


def gives_time(text: str, words: WordList | None) -> bool:
    """Say whether a text gives a day, an hour or a length of time in numbers."""
    return _DAY.search(text) is not None or any(figure.days is not None for figure in figures(text, words))


def figures(text: str, words: WordList | None) -> Iterator[Figure]:
    """Every number that a word follows, in the order of the text; numbers written out need a word list."""
    found = [
        (float(match[0].replace(",", "")), match.start(), match.end()) for match in _FIGURES.finditer(text)
    ]
    if words is not None:
        found += [
            (float(number.value), number.start, number.end)
            for number in written_numbers(text, words)
            if not text[max(0, number.start - 9) : number.start]
            .rstrip()[-1:]
            .isdigit()  # the "million" of "1.5 million euro"
        ]
    for value, start, end in sorted(found, key=lambda one: one[1]):
        follows = _NEXT.match(text, end)
        if follows:
            working = _WORKING.match(text, follows.start(1))
            yield Figure(value, "working" if working else follows[1].casefold(), start, follows.end())
