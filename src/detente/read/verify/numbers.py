"""Numbers and dates as they are written, so that those of a field can be looked for in its quote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from detente.read.verify.ladder import climb
from detente.text.words import languages, load, written_numbers

_FIGURES: Final = re.compile(
    r"(?<![^\W_])(?P<sign>(?<![\w)])[-+])?(?P<figures>\d+(?:[.,:/'\u066b\u066c]\d+|[ ]\d{3}(?!\d))*)"
    r"(?P<ordinal>st|nd|rd|th|er|re|ère|e|º|ª)?(?P<percent>\s?(?:%|‰|٪|per\s?cent\b|pour\s?cent\b|por\s?ciento\b))?",
    re.IGNORECASE,
)
_ORDINALS: Final = {
    word: place
    for place, words in enumerate(
        (
            "first premier première primer primero primera firstly אחד-ראשון ראשון ראשונה الأول الأولى",
            "second deuxième seconde segundo segunda שני שנייה שניה الثاني الثانية",
            "third troisième tercer tercero tercera שלישי שלישית الثالث الثالثة",
            "fourth quatrième cuarto cuarta רביעי רביעית الرابع الرابعة",
            "fifth cinquième quinto quinta חמישי חמישית الخامس الخامسة",
            "sixth sixième sexto sexta שישי שישית السادس السادسة",
            "seventh septième séptimo séptima שביעי שביעית السابع السابعة",
            "eighth huitième octavo octava שמיני שמינית الثامن الثامنة",
            "ninth neuvième noveno novena תשיעי תשיעית التاسع التاسعة",
            "tenth dixième décimo décima עשירי עשירית العاشر العاشرة",
            "eleventh onzième undécimo undécima",
            "twelfth douzième duodécimo duodécima",
            "thirteenth treizième",
            "fourteenth quatorzième",
            "fifteenth quinzième",
            "sixteenth seizième",
            "seventeenth dix-septième",
            "eighteenth dix-huitième",
            "nineteenth dix-neuvième",
            "twentieth vingtième",
        ),
        1,
    )
    for word in words.split()
}
# Words that count without being a number: each must stand in the quote as it is.
_COUNTING: Final = (
    *(
        "half",
        "halves",
        "quarter",
        "quarters",
        "thirds",
        "once",
        "twice",
        "thrice",
        "double",
        "triple",
        "dozen",
    ),
    *("dozens", "both", "hundreds", "thousands", "millions", "billions", "last", "final"),
    *("demi", "moitié", "tiers", "quart", "douzaine", "dernier", "dernière"),
    *("mitad", "tercio", "cuarto", "doble", "docena", "último", "última"),
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_MONTHS: Final = {
    name: month
    for month, names in enumerate(
        (
            "january jan janvier enero يناير ינואר",
            "february feb février febrero فبراير פברואר",
            "march mar mars marzo مارس מרץ",
            "april apr avril abril أبريل אפריל",
            "may mai mayo مايو מאי",
            "june jun juin junio يونيو יוני",
            "july jul juillet julio يوليو יולי",
            "august aug août agosto أغسطس אוגוסט",
            "september sept sep septembre septiembre سبتمبر ספטמבר",
            "october oct octobre octubre أكتوبر אוקטובר",
            "november nov novembre noviembre نوفمبر נובמבר",
            "december dec décembre diciembre ديسمبر דצמבר",
        ),
        1,
    )
    for name in names.split()
}
_MONTH: Final = "|".join(sorted(_MONTHS, key=lambda name: -len(name)))
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º)?"
_YEAR: Final = r"(?P<year>\d{4})"
_DATES: Final = tuple(
    re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE)
    for pattern in (
        rf"{_YEAR}-(?P<month>\d{{2}})-(?P<day>\d{{2}})",
        rf"{_DAY}(?:\s+(?:of|de|day\s+of))?\s+[בلل]?(?P<name>{_MONTH})\.?(?:,?\s+(?:del?\s+)?{_YEAR})?",
        rf"(?P<name>{_MONTH})\.?\s+{_DAY}(?:,?\s+{_YEAR})?",
        rf"(?P<name>{_MONTH})\.?,?\s+(?:de\s+)?{_YEAR}",
        r"(?P<plain>\d{1,2}([./-])\d{1,2}\2\d{2,4})",
    )
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a text: how it is written, what it is compared by, and where it stands."""

    words: str
    key: tuple[str, str]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Date:
    """A date of a text: how it is written, its year, month and day as far as they are said, and where it stands.

    A date in figures only, such as 3/4/2030, is compared as it is written, for it can be read in two ways.
    """

    words: str
    year: str | None
    month: int | None
    day: int | None
    plain: str | None
    start: int
    end: int

    def is_in(self, other: Date) -> bool:
        """Say whether another date says all that this one says."""
        pairs = (
            (self.year, other.year),
            (self.month, other.month),
            (self.day, other.day),
            (self.plain, other.plain),
        )
        return all(mine is None or mine == its for mine, its in pairs)


def dates(text: str) -> list[Date]:
    """The dates of a text, in order."""
    found: list[Date] = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            if not any(one.start < match.end() and match.start() < one.end for one in found):
                found.append(_date(match))
    return sorted(found, key=lambda one: one.start)


def _date(match: re.Match[str]) -> Date:
    parts = match.groupdict()
    name, month, day = parts.get("name"), parts.get("month"), parts.get("day")
    return Date(
        match.group(),
        parts.get("year"),
        _MONTHS[name.lower()] if name else int(month) if month else None,
        int(day) if day else None,
        parts.get("plain"),
        *match.span(),
    )


def numbers(text: str) -> list[Number]:
    """The numbers of a text, in figures, in words and as ordinals, and words that count, in order."""
    text = climb(text, 3)
    found = [*_in_figures(text), *_in_words(text)]
    taken = {(one.start, one.end) for one in found}
    for match in _WORD.finditer(text):
        word = match.group().lower()
        if word in _ORDINALS:
            found.append(Number(match.group(), ("ordinal", str(_ORDINALS[word])), *match.span()))
        elif word in _COUNTING and match.span() not in taken:
            found.append(Number(match.group(), ("counting", word), *match.span()))
    return sorted(found, key=lambda one: (one.start, one.end))


def _in_figures(text: str) -> Iterator[Number]:
    for match in _FIGURES.finditer(text):
        kind = "per cent" if match["percent"] else "ordinal" if match["ordinal"] else "number"
        figures = match["figures"].lstrip("0") if match["figures"].isdecimal() else match["figures"]
        sign = "-" if match["sign"] == "-" else ""
        yield Number(match.group().strip(), (kind, sign + (figures or "0")), *match.span())


def _in_words(text: str) -> Iterator[Number]:
    """Numbers in words, in every language that has a list; what one reads in part, another reads whole."""
    found = {
        (number.start, number.end): number.value
        for language in languages()
        if (known := load(language)) is not None
        for number in written_numbers(text, known)
    }
    for (start, end), value in found.items():
        percent = re.compile(r"\s?(?:%|per\s?cent\b|pour\s?cent\b|por\s?ciento\b)").match(text, end)
        yield Number(text[start:end], ("per cent" if percent else "number", str(value)), start, end)
