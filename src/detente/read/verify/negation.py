"""Words that turn a sentence into its contrary, and the places where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from detente.read.verify.ladder import SINGLE, visible

_MARKS: Final = re.escape(SINGLE[0]) + SINGLE[1:]

# English, French, Spanish, German, Russian, Arabic, Hebrew. Left out: words that mean something else more often
# (Arabic "ma", Hebrew "al", French "personne" and "plus").
_DENYING: Final = (
    *("not", "cannot", "never", "neither", "nor", "no", "none", "nobody", "nothing", "nowhere", "without"),
    *("ne", "non", "pas", "jamais", "ni", "sans", "aucun", "aucune", "rien", "nul", "nulle", "guère"),
    *("nunca", "jamás", "sin", "ningún", "ninguno", "ninguna", "nadie", "nada", "tampoco"),
    *("nicht", "kein", "keine", "keinen", "keinem", "keiner", "keines", "nie", "niemals", "niemand", "ohne"),
    *("не", "нет", "ни", "никогда", "никто", "ничего", "без"),
    *("لا", "ولا", "فلا", "لم", "ولم", "لن", "ولن", "ليس", "ليست", "وليس", "غير", "دون", "بدون"),
    *(
        "לא",
        "ולא",
        "שלא",
        "אין",
        "ואין",
        "שאין",
        "אינו",
        "אינה",
        "אינם",
        "אינן",
        "בלי",
        "ללא",
        "מבלי",
        "לעולם",
    ),
)
_REFUSING: Final = (
    r"refus(?:e[sd]?|ing|als?|[ée]e?s?|ent|er|aient|ait|a)",
    r"reject(?:s|ed|ing|ion)?",
    r"declin(?:e[sd]?|ing)",
    r"den(?:y|ies|ied|ying|ial)",
    r"fail(?:s|ed|ing|ure)?",
    r"abstain(?:s|ed|ing)?",
    r"refrain(?:s|ed|ing)?",
    r"forbid(?:s|den|ding)?",
    r"prohibit(?:s|ed|ing|ion)?",
    r"rejet(?:te|tent|té|er)",
    r"interdit(?:e|es|s)?",
    r"rechaz(?:a|an|ó|aron|ado|ar|o)",
    r"nieg(?:a|an|o)|neg(?:ó|aron|ar)",
    r"prohíbe[n]?|prohibid[oa]s?",
    r"(?:و)?(?:رفض|ترفض|يرفض|رفضت|رفضوا)",
    r"(?:ו|ש)?(?:מסרב(?:ת|ים|ות)?|סירב(?:ה|ו)?|דוחה|דחה|דחתה)",  # noqa: RUF001 -- Hebrew letters
)
_WORD: Final = re.compile(
    rf"(?<!\w)(?:(?P<plain>{'|'.join(_DENYING)})|(?P<refusing>{'|'.join(_REFUSING)}))(?!\w)"
    rf"|(?<=\w)(?P<short>n[{_MARKS}]t)(?!\w)|(?<!\w)(?P<elided>n)(?=[{_MARKS}]\w)",
    re.IGNORECASE,
)
# What stands at once before the words that it denies, or after them, so that a cut beside it turns their sense.
_STICKS_BEFORE: Final = re.compile(
    rf"(?:(?<!\w)(?:{'|'.join(_DENYING)})|n[{_MARKS}]t)(?:\s+(?:be|been|to|yet|ever|a|an|any|the))?\s+\Z",
    re.IGNORECASE,
)
_STICKS_AFTER: Final = re.compile(
    r"\s+(not|never|pas|jamais)(?!\w)(?!\s+(?:only|later|less|more|earlier|until|before)\b)", re.IGNORECASE
)
_AUXILIARY: Final = re.compile(
    r"(?<!\w)(?:shall|will|may|must|can|could|should|would|is|are|was|were|be|been|do|does|did|has|have|had|am|agrees?"
    r"|undertakes?|est|sont|a|ont|doit|doivent|peut|peuvent)\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Negation:
    """A word that denies or refuses, at offsets, the end not included."""

    word: str
    start: int
    end: int

    @property
    def key(self) -> str:
        """What to compare it by: "n't" is "not", in any capitals."""
        word = self.word.lower()
        return "not" if word.endswith("t") and word.startswith("n") and len(word) == 3 else word


def negations(text: str) -> Iterator[Negation]:
    """The words of a text that deny or refuse, in order."""
    for found in _WORD.finditer(text):
        yield Negation(found.group(), *found.span())


def before(text: str, at: int) -> Negation | None:
    """A denying word that stands just before an offset, with at most a small word between."""
    start = max(0, at - 40)
    # A soft hyphen or a sign without width within "not" does not make it another word.
    seen = [place for place in range(start, at) if visible(text[place])]
    shown = "".join(text[place] for place in seen)
    found = _STICKS_BEFORE.search(shown)
    word = next(negations(shown[found.start() :]), None) if found else None
    return Negation(word.word, seen[found.start() + word.start], at) if found and word else None


def after(text: str, at: int) -> Negation | None:
    """A denying word that stands just after an offset, where the word before it is one that takes its sense from it."""
    found = _STICKS_AFTER.match(text, at)
    if found is None or not _AUXILIARY.search(text[max(0, at - 15) : at]):
        return None
    return Negation(found.group(1), *found.span(1))
