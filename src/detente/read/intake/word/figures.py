"""Numbers of lists as they are written: 1, a, iv, and the letters of other alphabets.

Source: ECMA-376-1:2016, 17.18.59 (ST_NumberFormat).
"""

from __future__ import annotations

from typing import Final

_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN: Final = (
    "\u0430\u0431\u0432\u0433\u0434\u0435\u0436\u0437\u0438\u043a\u043b\u043c\u043d\u043e\u043f\u0440\u0441"
    "\u0442\u0443\u0444\u0445\u0446\u0447\u0448\u0449\u044b\u044d\u044e\u044f"
)
_HEBREW_LETTERS: Final = (
    "\u05d0\u05d1\u05d2\u05d3\u05d4\u05d5\u05d6\u05d7\u05d8\u05d9\u05db\u05dc\u05de\u05e0\u05e1\u05e2\u05e4"
    "\u05e6\u05e7\u05e8\u05e9\u05ea"
)
_ARABIC: Final = (
    "\u0623\u0628\u062a\u062b\u062c\u062d\u062e\u062f\u0630\u0631\u0632\u0633\u0634\u0635\u0636\u0637\u0638"
    "\u0639\u063a\u0641\u0642\u0643\u0644\u0645\u0646\u0647\u0648\u064a"
)
_ABJAD: Final = (
    "\u0623\u0628\u062c\u062f\u0647\u0648\u0632\u062d\u0637\u064a\u0643\u0644\u0645\u0646\u0633\u0639\u0641"
    "\u0635\u0642\u0631\u0634\u062a\u062b\u062e\u0630\u0636\u0638\u063a"
)
_ALPHABETS: Final[dict[str, str]] = {
    "lowerLetter": _LATIN,
    "upperLetter": _LATIN.upper(),
    "russianLower": _RUSSIAN,
    "russianUpper": _RUSSIAN.upper(),
    "hebrew2": _HEBREW_LETTERS,
    "arabicAlpha": _ARABIC,
    "arabicAbjad": _ABJAD,
}
_ROMAN: Final = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_HEBREW: Final = (
    *((400, "\u05ea"), (300, "\u05e9"), (200, "\u05e8"), (100, "\u05e7"), (90, "\u05e6"), (80, "\u05e4")),
    *((70, "\u05e2"), (60, "\u05e1"), (50, "\u05e0"), (40, "\u05de"), (30, "\u05dc"), (20, "\u05db")),
    *(
        (10, "\u05d9"),
        (9, "\u05d8"),
        (8, "\u05d7"),
        (7, "\u05d6"),
    ),
    *((6, "\u05d5"), (5, "\u05d4"), (4, "\u05d3"), (3, "\u05d2"), (2, "\u05d1"), (1, "\u05d0")),
)
_LETTERS: Final = 780  # as far as letters are repeated, and as far as people count with them
_LARGEST: Final = 4999  # of Roman and Hebrew numbers

KNOWN: Final = frozenset(
    (*_ALPHABETS, "decimal", "decimalZero", "lowerRoman", "upperRoman", "hebrew1", "none", "bullet")
)


def figure(value: int, kind: str) -> str:
    """Write a number of a list.

    Args:
        value: the number.
        kind: one of `KNOWN`; another is written as 1, 2, 3. Of `none` and `bullet`, nothing is written.
    """
    if kind in ("none", "bullet"):
        return ""
    if kind == "decimalZero":
        return f"{value:02d}"
    if kind in _ALPHABETS and 0 < value <= _LETTERS:
        letters = _ALPHABETS[kind]
        again, at = divmod(value - 1, len(letters))
        return letters[at] * (again + 1)  # after z comes aa, then bb: Word does not count on as columns do
    if 0 < value <= _LARGEST:
        if kind == "lowerRoman":
            return _sum(value, _ROMAN)
        if kind == "upperRoman":
            return _sum(value, _ROMAN).upper()
        if kind == "hebrew1":
            return _hebrew(value)
    return str(value)


def _hebrew(value: int) -> str:
    """Fifteen and sixteen are written nine and six, nine and seven: their own letters would begin the divine name."""
    nine, rest = "\u05d8", value % 100
    if rest in (15, 16):
        return _sum(value - rest, _HEBREW) + nine + _sum(rest - 9, _HEBREW)
    return _sum(value, _HEBREW)


def _sum(value: int, signs: tuple[tuple[int, str], ...]) -> str:
    written = ""
    for worth, sign in signs:
        times, value = divmod(value, worth)
        written += sign * times
    return written
