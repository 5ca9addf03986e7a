"""The words that lay down, forbid or allow something: shall, undertakes to, may not, has the right to.

The division follows the drafting guides that the word lists of `detente.text.words` name: one group of words for duty,
one for prohibition, one for discretion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Force: TypeAlias = Literal["duty", "ban", "power"]
_NEVER: Final = (
    r"not(?! (?:later|earlier|less|more|fewer) than)|never|neither|no longer|under no circumstances?"
    r"|in no (?:event|case|circumstances?|way)|at no time|on no account"
)
_MAYBE: Final = (
    r"(?: (?:also|therefore|thereby|however|further|otherwise|then|hereby|in any (?:case|event)),?)?"
)
_ASIDE: Final = r"(?:, [^,;:.]{1,120},|,? under any circumstances,?)?"
_VOWS: Final = (
    r"undertakes?|agrees?|commits?(?: (?:itself|themselves|himself|herself))?|pledges?|covenants?|promises?"
    r"|engages?|binds? (?:itself|themselves)|accepts? the (?:obligation|duty)|resolves?|vows?"
    r"|(?:has|have) (?:agreed|undertaken|pledged|promised)"
    r"(?= to (?!(?:the|an?|this|these|that|such|all|its|their)\b)[a-z])"
)
_BOUND: Final = (
    r"(?:is|are|shall be|will be|remains?)(?: hereby| further| also| legally| therefore)?"
    r" (?:obliged|obligated|required|bound|under (?:an|the) (?:obligation|duty))"
    r"|(?:has|have|shall have|will have|bears?|shall bear) (?:the|an?) (?:\w{1,15} )?(?:duty|obligation"
    r"|responsibility)"
)
_FREE: Final = (
    r"(?:(?:shall|will|must)(?P<unfree> not)? )?(?:is|are|be|remains?)(?: hereby| also| further)?"
    r" (?:entitled|authori[sz]ed|permitted|allowed|free|empowered|at liberty)"
    r"|(?:has|have|(?:shall|will)(?: also| likewise)? have|retains?|enjoys?|shall enjoy|reserves?)"
    r" (?:full |the |a |sole |absolute |unrestricted |exclusive ){0,3}"
    r"(?:(?:inherent|unilateral|exclusive|sovereign|full) )?(?:rights?|powers?|authority|discretion|option"
    r"|freedom)"
)
_BANNED: Final = (
    r"(?:is|are|shall be|will be)(?: hereby| strictly| also){0,2} (?:prohibited|forbidden|barred|banned"
    r"|precluded)(?: from)?"
)
_DENIED: Final = (
    r"(?:has|have|(?:shall|will)(?: also| further)? have)(?P<undeny> no)"
    r" (?:further |other |\w{1,12} or )?(?:rights?|powers?|authority|option|freedom|discretion)"
)
_CANNOT: Final = r"cannot(?= (?!be\b|agree\b|reach|resolve|settle|perform|comply|exceed|meet\b|pay\b)[a-z])"
_LET: Final = r"(?:is|are|shall be|will be) (?:hereby )?(?:permitted|allowed)"
_HEAD: Final = re.compile(
    rf"\b(?:(?P<ban>{_BANNED})"
    rf"|(?P<deny>{_DENIED}):? [Tt]o\b(?! (?:the|an?|any|such) )|(?P<cannot>{_CANNOT})"
    rf"|(?P<free>{_FREE})(?:,[^,;:.]{{1,80}},"
    rf"| under [^,;:.]{{1,60}}?)?(?P<unfreed> not)?:? [Tt]o\b(?! (?:the|an?|any|such) )"
    rf"|(?P<let>{_LET})(?=$|[.;,])"
    rf"|(?P<vow>(?:hereby )?(?:{_VOWS}))(?P<unvow> (?:{_NEVER}))?{_ASIDE}:? [Tt]o\b"
    rf"|(?P<bound>{_BOUND})(?P<unbound> not)?{_ASIDE}:? (?:[Tt]o|of)\b"
    rf"|(?P<plain>[Ss]hall|SHALL|[Mm]ust|MUST)(?P<unplain>{_MAYBE} (?:{_NEVER}))?\b"
    rf"|(?P<will>will|WILL)(?P<unwill>{_MAYBE} (?:{_NEVER}))?\b(?! (?:of|and the|or the)\b)"
    rf"|(?P<may>may|MAY|can(?= be [a-z]{{2,20}}(?:ed|en)\b))(?P<unmay>{_MAYBE} (?:{_NEVER}))?\b(?! \d)"
    rf"|(?P<infinite>(?:is|are|has|have)(?P<uninfinite> not)?(?: yet)? to)\b"
    rf"(?= (?!the\b|an?\b|date\b|any\b|that\b|its\b|be (?:found|seen)\b)[a-z]|: (?!The\b|An?\b)[A-Za-z])"
    r")"
)
_FORMS: Final = ("ban", "deny", "cannot", "free", "let", "vow", "bound", "plain", "will", "may", "infinite")
_POWERS: Final = ("free", "let", "may")
_NOUN_WILL: Final = re.compile(
    r"\b(?:the|its|their|his|her|your|free|good|ill|political|popular|last|at|own|expressed|of|common"
    r"|sovereign|(?:been|were|was|is|are) or)\s$"
)
_NOT_A_MAY: Final = re.compile(r"\b(?:as the case |as )$")
_INNER: Final = re.compile(
    r"\b(?:shall|will|must|may|to|not|or|nor|cannot|failure|fails?|can|should|would)(?: \w{1,15}ly)? $"
)
_REFRAIN: Final = re.compile(r" ?(?:to )?((?:refrain|abstain|desist)s? from)\b")
_NEVER_WORDS: Final = re.compile(rf"(?:{_NEVER}|no)\s*$")


@dataclass(frozen=True, slots=True)
class Modal:
    """One of these words in a text.

    Attributes:
        start: where it begins.
        end: where what it governs begins.
        words: where the word itself ends.
        force: what it does.
        form: the group it was found in.
        negated: where the words that negate it stand, or None.
    """

    start: int
    end: int
    words: int
    force: Force
    form: str
    negated: tuple[int, int] | None = None


def modals_in(text: str) -> Iterator[Modal]:
    """The words of duty, prohibition and discretion of a text, in order."""
    for found in _HEAD.finditer(text):
        modal = _modal(text, found)
        if modal is not None:
            yield modal


def _modal(text: str, found: re.Match[str]) -> Modal | None:
    form = next(name for name in _FORMS if found[name])
    if _is_other(form, text[max(0, found.start() - 24) : found.start()]):
        return None
    if form == "cannot":  # one word, which lays down and negates
        return Modal(found.start(), found.end(), found.end(), "ban", form, found.span())
    negated = _negation(found, form)
    words = found.end(form) if negated is None else min(found.end(form), negated[0])
    words = _trimmed(text, found.start(), words)
    if negated is not None or form == "ban":
        return Modal(found.start(), found.end(), words, "ban", form, negated)
    if form in _POWERS:
        return Modal(found.start(), found.end(), words, "power", form)
    refrain = _REFRAIN.match(text, found.end())
    if refrain is not None:
        return Modal(found.start(), refrain.end(), words, "ban", form, refrain.span(1))
    return Modal(found.start(), found.end(), words, "duty", form)


def _is_other(form: str, before: str) -> bool:
    """Whether it is the noun "will", the month of May, or a verb that another of these words governs."""
    if form == "will":
        return _NOUN_WILL.search(before) is not None
    if form == "may":
        return _NOT_A_MAY.search(before) is not None
    return form in ("vow", "bound", "infinite", "let", "deny") and _INNER.search(before) is not None


def _negation(found: re.Match[str], form: str) -> tuple[int, int] | None:
    for group in (f"un{form}", f"un{form}d"):
        if group in found.re.groupindex and found[group]:
            words = _NEVER_WORDS.search(found[group])
            if words is not None:
                start = found.start(group) + words.start()
                return start, start + len(words[0].rstrip())
    return None


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " ,":
        end -= 1
    return end
