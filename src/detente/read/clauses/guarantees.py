"""What stands behind a promise: guarantors, deposits, bonds, penalties; and earlier cases that a text takes up."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from detente.read.clauses.actors import is_actor
from detente.read.clauses.amounts import amounts_in

_HINT: Final = re.compile(
    r"guarant|escrow|bond|credit|collateral|penalt|damages|deposit|suret|warrant", re.IGNORECASE
)
_EARLIER: Final = re.compile(
    r"precedent|model|pattern|example|(?:was|were) done|as (?:in|under) the", re.IGNORECASE
)
_SECURITY: Final = re.compile(
    r"\b(?:escrow(?: account)?|(?:performance|surety|payment|advance payment|security|bank) (?:bonds?"
    r"|guarantees?|deposits?)|bonds?(?= (?:of|for|in the amount))|letters? of credit"
    r"|collateral|liquidated damages|security deposits?|contractual penalt(?:y|ies)|penalt(?:y|ies)(?= of"
    r"| payment| equal| clause)|standby credit|sureties|surety|guarantee fund|parent company guarantee"
    r"|(?<=as )(?:co-)?guarantors?)\b",
    re.IGNORECASE,
)
_PROMISE: Final = re.compile(
    r"(?:(?:will|shall|hereby|jointly|also|and severally|irrevocably|unconditionally|,) ?){0,5}"
    r"(?:guarantees?|(?:act|acts|serve|serves) as guarantors?|stands? (?:surety|security|guarantee)"
    r"|warrants?(?= (?:the (?:performance|payment|implementation|fulfil|observance)|that)))(?= )",
    re.IGNORECASE,
)
_OF_WHAT: Final = re.compile(
    r" ?(?:fully |of |for )?(?P<what>(?:the |all |its |their |due |full |punctual "
    r"|faithful ){0,4}(?:implementation|performance|payments?|fulfil\w{1,6}|observance|execution|compliance"
    r"|repayment|obligations?|integrity|respect|agreement)\b[^;.]{0,160}|that [^;.]{1,200})",
    re.IGNORECASE,
)
_PRECEDENT: Final = re.compile(
    r"\b(?:(?:a |as a |the |no |without |sets? a |following the "
    r"|on the )?(?<!condition )precedents?(?: of [^,;.]{1,80}| for [^,;.]{1,80}| set by [^,;.]{1,80})?"
    r"|(?:on|after|following) the (?:model|pattern|example) of [^,;.]{1,100}"
    r"|modelled (?:up)?on [^,;.]{1,100}|as (?:was|were) done (?:in|under|at|by) [^,;.]{1,100}"
    r"|as (?:in|under) the (?:\d{4} [^,;.]{1,80}|[A-Z][^,;.]{1,80} of \d{4}))",
    re.IGNORECASE,
)
_SUBJECT_START: Final = re.compile(r"[,;:] |\band |\bthat ")


def guarantee_in(text: str, start: int, end: int, names: Collection[str]) -> dict[str, tuple[int, int]]:
    """The guarantee that a sentence gives, as the places of its fields; empty where it gives none."""
    places: dict[str, tuple[int, int]] = {}
    if _HINT.search(text, start, end) is None:
        return places
    promise = next(
        (one for one in _PROMISE.finditer(text, start, end) if _OF_WHAT.match(text, one.end())), None
    )
    if promise is not None:
        what = _OF_WHAT.match(text, promise.end(), end)
        if what is not None and what["what"]:
            places["what"] = what.span("what")
        by = _before(text, start, promise.start())
        if is_actor(text[by[0] : by[1]], names):
            places["by"] = by
    security = _SECURITY.search(text, start, end)
    if security is not None:
        places["security"] = security.span()
    if not places:
        return {}
    amount = next(amounts_in(text, start, end), None)
    if amount is not None:
        places["amount"] = amount
    return places


def precedent_in(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The words in which a sentence takes up an earlier case, or says that it is to make none."""
    found = _PRECEDENT.search(text, start, end) if _EARLIER.search(text, start, end) else None
    return found.span() if found else None


def _before(text: str, start: int, end: int) -> tuple[int, int]:
    """The noun phrase just before a verb."""
    at = start
    for found in _SUBJECT_START.finditer(text, start, end):
        if found[0].strip() != "and" or ";" in text[at : found.start()]:
            at = found.end()
    while at < end and text[end - 1] in " ,":
        end -= 1
    for article in ("The ", "the ", "A ", "a "):
        if text.startswith(article, at):
            at += len(article)
    return at, end
