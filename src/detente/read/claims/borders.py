"""Where reported words end: at the first border after which the words may be the writer's.

A clause that follows "but", "while" or a dash, a relative clause or a participle after a comma, and a new clause after
"and" may comment on what was said. They are left out, and a doubt names the word at which the quote was cut. What
stands inside the same quotation marks is never cut.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from detente.read.claims.cues import cues
from detente.read.claims.quotes import Quotation
from detente.read.claims.subjects import DETERMINERS, LOOSE_VERBS
from detente.read.claims.tokens import Sentence, ends
from detente.read.claims.turns import is_asked, is_gapped
from detente.read.claims.verbs import AUXILIARIES, NEGATIONS
from detente.read.claims.wordset import wordset

_ALWAYS: Final = wordset(
    "but although though while whilst whereas yet however despite albeit nevertheless nonetheless"
    " notwithstanding"
)
_RELATIVE: Final = wordset("which who whose whom where")
_CONDITION: Final = wordset("if unless until till provided once")
_NOT_BUT: Final = wordset("nothing all anything none choice option only last")
_ADJECTIVES: Final = wordset("other most many all more such no any every each newly")
_PLAIN_VERBS: Final = wordset("say think believe insist agree")
_PLURAL: Final = wordset("are were have do must will would shall should can could may might")
_LOOK: Final = 10
_LEAST: Final = 2


@dataclass(frozen=True, slots=True)
class Content:
    """Reported words, from one token to another, the second not included.

    Attributes:
        first: the first place.
        last: the place after the last.
        cut: the place of the word at which it was cut because what follows may be the writer's, or None.
        certain: whether every word of it is reported; False where a comment may stand in its middle.
    """

    first: int
    last: int
    cut: int | None = None
    certain: bool = True


def content_after(
    sentence: Sentence, first: int, limit: int | None = None, *, clause: bool = False
) -> Content:
    """The reported words that begin at a place.

    Args:
        sentence: the sentence.
        first: where they begin.
        limit: the place where they end at the latest, if a parser has said so.
        clause: whether they are a clause with a subject of its own, which "and" may join to another subject.
    """
    found = _to_border(sentence, first, clause=clause)
    if limit is None or not first < limit < found.last or _binds(sentence, limit):
        return found
    return Content(first, limit, limit if _is_word(sentence, limit) else None)


def _binds(sentence: Sentence, at: int) -> bool:
    """Whether a condition or a purpose begins at a place, without which the words before it would say more."""
    return sentence.at(at).low in _CONDITION | {"to", "in", "for", "only", "before", "after", "until", ","}


def _to_border(sentence: Sentence, first: int, *, clause: bool) -> Content:
    last = len(sentence.tokens)
    at = first
    while at < last:
        step = _step(sentence, at, first)
        if step == 0 and clause and _joins_subjects(sentence, first, at):
            step = 1
        if step == 0:
            return Content(first, at, at if _is_word(sentence, at) else None)
        at += step
    while last > first and ends(sentence.at(last - 1)):
        last -= 1
    return Content(first, last)


def _joins_subjects(sentence: Sentence, first: int, at: int) -> bool:
    """Whether an "and" joins two subjects of one verb: "the army and the rebels must leave"."""
    if sentence.at(at).low != "and" or at - first > _LOOK:
        return False
    if any(has_tense(sentence, one) or sentence.at(one).low in LOOSE_VERBS for one in range(first, at)):
        return False
    verb = next((one for one in range(at + 1, at + _LOOK) if has_tense(sentence, one)), None)
    return verb is not None and sentence.at(verb).low in _PLURAL


def _is_word(sentence: Sentence, at: int) -> bool:
    token = sentence.at(at)
    return not ends(token) and token.low != ";"


def _step(sentence: Sentence, at: int, first: int) -> int:
    """How far to go on from a place, in tokens; 0 at a border."""
    token, before = sentence.at(at), sentence.at(at - 1)
    follows_comma = at > first and before.quotation is not None and _ends_in_comma(sentence, before.quotation)
    if follows_comma and opens_comment(sentence, at):
        return 0  # "said “it is over,” a view that few share"
    if token.kind in ("number", "quote"):
        return 1
    if token.kind == "mark":
        return _step_mark(sentence, at, first)
    if token.low in _ALWAYS:
        return _step_but(sentence, at, first)
    if token.low in ("and", "or"):
        return 1 if _same_clause(sentence, at + 1) and not is_gapped(sentence, at + 1) else 0
    if token.low in ("as", "in") and sentence.at(at + 1).low in ("what", "critics", "observers"):
        return 0
    if token.low == "according" and sentence.at(at + 1).low == "to":
        return 0
    return 0 if token.low in ("when", "after") and is_asked(sentence, at + 1) else 1


def _ends_in_comma(sentence: Sentence, quotation: Quotation) -> bool:
    return sentence.text[quotation.end - 1 : quotation.end] == ","


def _step_mark(sentence: Sentence, at: int, first: int) -> int:
    low = sentence.at(at).low
    if low in ("$", "%", "&", "/", "+", "#", "\u20ac", "\u00a3", "'"):
        return 1
    if low == "-" and sentence.at(at - 1).kind == sentence.at(at + 1).kind == "number":
        return 1  # "24 to 30 November", with a dash
    if low == "(" and sentence.at(at + 2).low == ")":
        return 3  # "the Red Harbour Front (RHF)"
    if low != ",":
        return 1 if low == "." and at + 1 < len(sentence.tokens) and sentence.at(at + 1).kind == "mark" else 0
    following = sentence.at(at + 1).low
    if following in _CONDITION:
        return 2
    if following in ("and", "but") and sentence.at(at + 2).low == "that":
        return 3
    leads = at > first and sentence.at(first - 1).low == "that" and _leads(sentence, first, at)
    if leads and _goes_on(sentence, at + 1):
        return 1  # "said that in the north, the towns were empty"
    return 1 if at > first and _is_list(sentence, first, at) else 0


def _goes_on(sentence: Sentence, at: int) -> bool:
    """Whether a subject and its verb follow an opening phrase, and no aside: "that at the end, the town was empty"."""
    if opens_comment(sentence, at) and sentence.at(at).low not in DETERMINERS:
        return False
    for place in range(at + 1, at + _LOOK):
        token = sentence.at(place)
        if token.kind in ("mark", "quote"):
            return False
        if has_tense(sentence, place) or token.low in LOOSE_VERBS:
            return True
    return False


def _step_but(sentence: Sentence, at: int, first: int) -> int:
    exempt = sentence.at(at + 1).low == "that" or (at > first and sentence.at(at - 1).low in _NOT_BUT)
    if sentence.at(at).low == "but" and exempt:
        return 1
    if sentence.at(at).low in ("yet", "however") and sentence.at(at + 1).low not in (
        "the",
        "it",
        "they",
        ",",
    ):
        return 1 if sentence.at(at - 1).low not in (",", "and") and sentence.at(at).low == "yet" else 0
    return 0


def _same_clause(sentence: Sentence, at: int) -> bool:
    """Whether what follows "and" is no new clause with a verb of its own, or clearly goes on with "that"."""
    if sentence.at(at).low == "that":
        return True
    for place in range(at, at + _LOOK):
        token = sentence.at(place)
        if token.kind == "mark" or token.low in ("that", "to", "if", "unless"):
            return True
        if place > at and token.low in ("and", "or"):
            return True
        if has_tense(sentence, place):
            return False
    return True


def has_tense(sentence: Sentence, place: int) -> bool:
    """Whether a token is most likely a verb with a tense, with which a clause can stand alone."""
    token = sentence.at(place)
    low = token.low
    if low in AUXILIARIES or low.endswith("n't"):
        return True
    if token.kind != "word" or token.capital:
        return False
    forms = cues().by_word.get(low, ())
    if low in _PLAIN_VERBS or any(cue.tenses & {"past", "third"} for cue in forms):
        return sentence.at(place - 1).low not in DETERMINERS
    before = sentence.at(place - 1).low
    return low.endswith("ed") and len(low) > 4 and "-" not in low and before not in DETERMINERS | _ADJECTIVES


def _is_list(sentence: Sentence, begin: int, comma: int) -> bool:
    """Whether a comma stands in a list of short items: "food, water and medicine"."""
    first = sentence.at(comma + 1)
    if first.low in ("and", "or"):
        earlier = range(max(comma - 5, begin), comma)
        listed = any(sentence.at(at).low == "," for at in earlier)
        return listed and _same_clause(sentence, comma + 2) and not _opens_clause(sentence, comma + 2)
    if opens_comment(sentence, comma + 1):
        return False
    for at in range(comma + 1, comma + 6):
        token = sentence.at(at)
        if token.low in ("and", "or") or (token.low == "," and at > comma + 1):
            return at > comma + 1 and (token.low == "," or _same_clause(sentence, at + 1))
        if token.kind in ("mark", "quote") or has_tense(sentence, at):
            return False
    return False


def _opens_clause(sentence: Sentence, at: int) -> bool:
    return sentence.at(at).low in ("it", "they", "he", "she", "we", "this", "there")


def opens_comment(sentence: Sentence, at: int) -> bool:
    """Whether the words that begin after a comma may comment on what stands before it."""
    low = sentence.at(at).low
    if low in _ALWAYS or low in _RELATIVE or low.endswith("ing") or low in DETERMINERS:
        return True
    return low in (
        "as",
        "because",
        "since",
        "with",
        "in",
        "after",
        "before",
        "when",
        "so",
        "that",
        "even",
        "once",
    )


def content_before(sentence: Sentence, last: int, first: int = 0) -> Content | None:
    """The reported clause that ends at a place, before ", officials said".

    What may be the writer's is left out where it stands at one end; where it stands in the middle, the content is not
    certain.

    Args:
        sentence: the sentence.
        last: the place after its last token: that of the comma.
        first: where it begins at the earliest.
    """
    start = first
    cut = None
    for at in range(first, last):
        token = sentence.at(at)
        if token.low in ("but", "yet", ";", ":", "-") and not _keeps(sentence, at):
            start, cut = at + 1, at
        elif token.low in _ALWAYS:
            comma = next((one for one in range(at, last) if sentence.at(one).low == ","), None)
            if comma is None:
                return _piece(sentence, start, at, at)
            start, cut = comma + 1, at
    comment = _comment(sentence, start, last)
    if comment is None:
        return _piece(sentence, start, last, cut)
    ends_it = not any(sentence.at(at).low == "," for at in range(comment + 1, last))
    if ends_it and any(has_tense(sentence, at) for at in range(start, comment)):
        return _piece(sentence, start, comment, comment + 1)
    return Content(start, last, None, certain=False)


def _piece(sentence: Sentence, first: int, last: int, cut: int | None) -> Content | None:
    while first < last and sentence.at(first).low in (",", "and", "that", "or"):
        first += 1
    while last > first and sentence.at(last - 1).low == ",":
        last -= 1
    whole = not is_open(sentence, last)  # "what A wanted was, critics say, a war"
    return Content(first, last, cut, certain=whole) if last - first >= _LEAST else None


def is_open(sentence: Sentence, last: int) -> bool:
    """Whether words break off at a place, after "was" or "did not"."""
    return sentence.at(last - 1).low in AUXILIARIES | NEGATIONS or sentence.at(last - 1).low.endswith("n't")


def _keeps(sentence: Sentence, at: int) -> bool:
    low = sentence.at(at).low
    if low == "but":
        return sentence.at(at - 1).low in _NOT_BUT and at > 0
    if low == "-":
        return sentence.at(at - 1).kind == sentence.at(at + 1).kind == "number"
    return low == "yet" and sentence.at(at - 1).low in ("not", "has", "have", "as")


def _comment(sentence: Sentence, first: int, last: int) -> int | None:
    """The place of the first comma after which the words may comment on what stands before it."""
    for at in range(first + 1, last):
        if sentence.at(at).low == "(":
            return at
        if sentence.at(at).low != "," or sentence.at(at + 1).low in _CONDITION:
            continue
        if opens_comment(sentence, at + 1) and not _leads(sentence, first, at):
            return at
    return None


def _leads(sentence: Sentence, first: int, comma: int) -> bool:
    """Whether what stands before a comma is an opening phrase, such as "In Harbour," or "Under the plan,"."""
    opening = sentence.at(first).low in (
        "in",
        "on",
        "under",
        "at",
        "after",
        "during",
        "for",
        "by",
        "from",
        "if",
        "unless",
    )
    return opening and not any(
        has_tense(sentence, at)
        for at in range(first, comma)
        if sentence.at(first).low not in ("if", "unless")
    )
