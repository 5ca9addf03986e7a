"""Whether a word of duty binds where it stands, what a person should look at, and which pattern it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from detente.read.clauses.actors import PRONOUN
from detente.read.clauses.habits import Habits
from detente.read.clauses.owed import Owed
from detente.read.clauses.sentence import Clause
from detente.read.proposals import Found


def binds(clause: Clause, owed: Owed) -> bool:
    """Whether "will", "may" or "is to" lays something down where it stands; "shall" and "must" always do."""
    form, is_relative = clause.modal.form, clause.subject.kind == "relative"
    if form == "will":
        is_plain = (
            owed.is_somebody is not False
            or owed.act.kind in ("passive", "event", "force")
            or "what" in owed.places
        )
        return is_plain and (
            not is_relative
            or clause.subject.pronoun == "who"
            or (owed.is_dated and owed.act.kind == "passive")
        )
    if form in ("may", "infinite", "free", "let"):
        return not is_relative
    return True


_MEANS: Final = re.compile(
    r"(?:for [^,\"]{1,80}, )?(?:the )?(?:terms? |expressions? |words? )?\"[^\"]{1,150}\"[^.;\"]{0,120}?"
    r" (?:shall )?means? ",
    re.IGNORECASE,
)
_QUOTES: Final = str.maketrans("“”„", '"""')


def is_meaning(text: str, own: int, clause: Clause) -> bool:
    """Whether a word of duty only says what a term means: `the term "debt" means what a Party undertakes to pay`."""
    if clause.modal.form in ("plain", "ban"):
        return False
    found = _MEANS.match(text[own : clause.modal.start].translate(_QUOTES) + " ")
    return found is not None


def pattern_of(kind: str, clause: Clause, owed: Owed, fields: dict[str, Found]) -> str:
    """The name of the pattern that a proposal was found by, as in `ranks.RANKS`."""
    if kind != "obligation":
        return kind
    if clause.modal.form == "will":
        return "obligation: will"
    if owed.act.kind == "passive":
        return "obligation: passive with doer" if "by" in fields else "obligation: passive without doer"
    if clause.subject.kind == "relative":
        return "obligation: relative"
    if owed.is_somebody is False:
        return "obligation: of a thing"
    return (
        "obligation: pronoun"
        if "by" not in fields or PRONOUN.match(fields["by"].words)
        else "obligation: doer"
    )


_LIST: Final = re.compile(r" (?:and|or|nor|as well as) ")
_JOINT: Final = re.compile(
    r"(?:both|all|the two|the|two)? ?(?:parties|sides|contracting parties|states parties|governments)$",
    re.IGNORECASE,
)


def doubts_of(kind: str, clause: Clause, owed: Owed, fields: dict[str, Found], habits: Habits) -> list[str]:
    """What a person should look at, in sentences."""
    made = list(owed.doubts)
    by = fields.get("by")
    if by is None and kind in ("obligation", "prohibition"):
        made.append("It does not say who is to do it.")
    elif by is not None:
        made += _doubts_of_doer(by.words, clause)
    if kind == "prohibition" and "if" in fields:
        made.append("A prohibition with an exception or a condition.")
    if clause.modal.form == "will" and not habits.will_is_usual and kind != "power":
        made.append("“will” is read as a duty.")
    if clause.modal.form == "infinite":
        made.append(f"“{fields['modal'].words}” is read as a duty.")
    return made


def _doubts_of_doer(words: str, clause: Clause) -> Iterator[str]:
    if PRONOUN.match(words):
        yield f"Who is “{words}”?"
    elif _LIST.search(words) or _JOINT.match(words):
        yield "Several doers: which part is owed by each?"
    if clause.subject.kind == "relative":
        yield "The doer is read from the words before “who” or “which”."
