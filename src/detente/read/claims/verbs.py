"""A verb of speech in its group: whether it is said to have happened, or is denied, supposed, or left open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from detente.read.claims.cues import Cue, Tense, cues
from detente.read.claims.tokens import Sentence
from detente.read.claims.wordset import wordset

HAVE: Final = frozenset(("has", "have", "had", "having", "'s", "'ve"))
BE: Final = frozenset(("is", "are", "was", "were", "be", "been", "being", "am"))
DO: Final = frozenset(("do", "does", "did"))
MODALS: Final = wordset("will would can could may might must shall should ought cannot")
NEGATIONS: Final = frozenset(("not", "never", "neither", "nor", "hardly", "cannot"))
AUXILIARIES: Final = HAVE | BE | DO | MODALS
HEDGES: Final = wordset("reportedly allegedly apparently supposedly purportedly seemingly presumably")
_SEEM: Final = wordset("appear appears appeared seem seems seemed")
_ADVERBS: Final = wordset(
    "again also once twice outright then now later still already ever even just all both together too"
    " instead meanwhile since therefore thus often always sometimes long first further soon repeatedly"
    " today here there"
)
_NO_ADVERBS: Final = wordset(
    "family supply reply ally assembly apply italy july only weekly daily monthly anomaly"
)


@dataclass(frozen=True, slots=True)
class Group:
    """A verb of speech with what belongs to it.

    Attributes:
        cue: what verb it is.
        start: the place of the first token of the group, its adverbs and dates before the verb included.
        verb: the place of the verb.
        after: the place after the verb and its particle.
        tense: `finite`, `passive`, `gerund` or `open` (an infinitive, or one that is only supposed).
        negated: whether it is denied that this was said or done; "no longer" as `dropped`.
        hedge: the places of words that leave it open whether it was said, such as "reportedly".
        date: the places of a date inside the group.
    """

    cue: Cue
    start: int
    verb: int
    after: int
    tense: str
    negated: bool = False
    dropped: bool = False
    hedge: tuple[int, int] | None = None
    date: tuple[int, int] | None = None


def cue_at(sentence: Sentence, place: int) -> tuple[Cue, ...]:
    """What verbs of speech a token may be, those first whose particle follows."""
    token = sentence.at(place)
    if token.kind != "word":
        return ()
    following = sentence.at(place + 1).low
    return tuple(cue for cue in cues().by_word.get(token.low, ()) if cue.particle in ("", following))


def group_of(sentence: Sentence, place: int, cue: Cue, when: Mapping[int, tuple[int, int]]) -> Group:
    """Read the group of a verb leftwards from it.

    Args:
        sentence: the sentence.
        place: the place of the verb.
        cue: what verb it is.
        when: the dates of the sentence, from `frames.dates`.
    """
    at, date, hedge = place - 1, None, None
    seen: list[str] = []
    while at >= 0:
        token = sentence.at(at)
        if at in when:
            date = when[at]
            at = when[at][0] - 1
            continue
        if not _in_group(token.low):
            break
        if token.low in HEDGES or token.low in _SEEM:
            hedge = (at, at + 1)
        seen.append(token.low)
        at -= 1
    tense, supposed = _tense(cue.tenses, seen)
    if hedge and sentence.at(hedge[0]).low in _SEEM:
        hedge, tense = (hedge[0], place), "finite"
    longer = seen[:2] == ["longer", "no"] or "longer" in seen
    return Group(
        cue,
        at + 1,
        place,
        place + (2 if cue.particle else 1),
        "open" if supposed and hedge is None else tense,
        negated=any(_denies(low) for low in seen) and not longer,
        dropped=longer,
        hedge=hedge,
        date=date,
    )


def _in_group(low: str) -> bool:
    if low in AUXILIARIES or low in NEGATIONS or low in _ADVERBS or low in _SEEM or low.endswith("n't"):
        return True
    if low in ("to", "no", "longer", "yet"):
        return True
    return len(low) > 4 and low.endswith("ly") and low not in _NO_ADVERBS


def _denies(low: str) -> bool:
    return low in NEGATIONS or low.endswith("n't") or low == "yet"


def _tense(may_be: frozenset[Tense], seen: list[str]) -> tuple[str, bool]:
    """The tense by the auxiliaries, the nearest first; and whether the act is only supposed."""
    helpers = [
        low.removesuffix("n't") for low in seen if low in AUXILIARIES or low == "to" or low.endswith("n't")
    ]
    nearest = helpers[0] if helpers else ""
    supposed = any(low in MODALS or low in ("ca", "wo", "to") for low in helpers)
    if nearest in BE:
        if "gerund" in may_be:
            return "finite", supposed
        return ("passive" if "participle" in may_be else "finite"), supposed
    if "gerund" in may_be:
        return "gerund", supposed
    return "finite", supposed


def is_adverb(low: str) -> bool:
    """Whether a word may stand between a speaker and the verb without being part of either."""
    return low in _ADVERBS or (len(low) > 4 and low.endswith("ly") and low not in _NO_ADVERBS)
