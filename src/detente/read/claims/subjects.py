"""Whose words they are: the words that name the subject of a verb of speech, by what stands around it.

Without a parser the words before a verb are read leftwards up to a mark, a conjunction, a date or another verb. What
cannot be delimited with certainty is no speaker.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from detente.read.claims.cues import cues
from detente.read.claims.speakers import PREPOSITIONS, noun_class, nouns
from detente.read.claims.tokens import Sentence
from detente.read.claims.verbs import AUXILIARIES, HEDGES, is_adverb
from detente.read.claims.wordset import wordset

PRONOUNS: Final = wordset("he she it they we i you who")
SUPPOSING: Final = wordset("if whether unless lest should until before suppose supposing till")
RELATIVE: Final = wordset("which what whatever how than as whom whose where")
LINKS: Final = wordset(
    "that but while when because although though since after yet nor so whereas and or who whilst once for"
)
DETERMINERS: Final = wordset(
    "the a an this that these those its his her their our my your some two three both"
)
LOOSE_VERBS: Final = wordset(
    "went came left made met held fell began broke sent won lost led rose kept put got saw became told"
    " grew ran stood struck fought fled shot hit cut set brought bought sold paid found felt knew drew"
    " drove flew hurt shook stole"
)
# After these a noun goes on although a participle stands in it: "a statement issued by the ministry".
_PARTICIPLES: Final = wordset(
    "issued published released led backed based allied affiliated armed carried aligned associated posted"
    " read known"
)
APPOSED: Final = wordset("the a an who whose which its his her their one himself herself itself now then")
MOST_WORDS: Final = 16


@dataclass(frozen=True, slots=True)
class Subject:
    """The words of a sentence that name who speaks, from one token to another, the second not included.

    Attributes:
        first: the first place.
        last: the place after the last.
        pronoun: the pronoun that stands there, or "".
        apposed: places of what stands beside it between commas, or None.
        before: the token before it, in small letters: what links its clause to the sentence.
        start: the place where everything begins that belongs to it.
    """

    first: int
    last: int
    pronoun: str = ""
    apposed: tuple[int, int] | None = None
    before: str = ""


def subject_before(sentence: Sentence, end: int, when: Mapping[int, tuple[int, int]]) -> Subject | None:
    """Find the subject that ends before a verb group.

    Args:
        sentence: the sentence.
        end: the place where the group begins.
        when: the dates of the sentence.
    """
    last = _without_brackets(sentence, end)
    if sentence.at(last - 1).low == ",":
        return _before_apposition(sentence, last - 1, when)
    return _noun_before(sentence, last, when)


def _without_brackets(sentence: Sentence, end: int) -> int:
    if sentence.at(end - 1).low != ")":
        return end
    for at in range(end - 2, max(end - 14, -1), -1):
        if sentence.at(at).low == "(":
            return at
    return end


def _before_apposition(sentence: Sentence, comma: int, when: Mapping[int, tuple[int, int]]) -> Subject | None:
    opening = next(
        (at for at in range(comma - 1, max(comma - 26, 0), -1) if sentence.at(at).low == ","), None
    )
    if opening is None or any(_parts_clauses(sentence, at) for at in range(opening, comma)):
        return None
    inner = range(opening + 1, comma)
    noun = _noun_before(sentence, _without_brackets(sentence, opening), when)
    if noun is None or noun.pronoun or not _is_apposition(sentence, inner, when):
        return None
    if all(sentence.at(at).capital for at in inner):  # "the foreign minister, Ada Stone, said"
        return Subject(noun.first, comma, "", (opening + 1, comma), noun.before)
    return Subject(noun.first, noun.last, "", (opening + 1, comma), noun.before)


def _parts_clauses(sentence: Sentence, at: int) -> bool:
    token = sentence.at(at)
    return (token.breaks and token.low not in ("(", ")")) or token.quotation is not None


def _is_title(sentence: Sentence, inner: range) -> bool:
    """Whether words are a name, with "of" and the like in it: "Front for the Defence of Harbour (FDH)"."""
    small = PREPOSITIONS | {"the", "(", ")", "and"}
    return sentence.at(inner[0]).capital and all(
        sentence.at(at).capital or (at > inner[0] and sentence.at(at).low in small) for at in inner
    )


def _is_apposition(sentence: Sentence, inner: range, when: Mapping[int, tuple[int, int]]) -> bool:
    if not inner:
        return False
    first = sentence.at(inner[0])
    if first.low == "for" and sentence.at(inner[0] + 2).low == "part":
        return True
    if (
        first.low in APPOSED
        or inner[0] in when
        or first.low in ("in", "at", "from", "speaking", "citing", "quoted")
    ):
        return True
    if _is_title(sentence, inner):
        return True
    return any(noun_class(sentence.at(at).low) in ("official", "expert") for at in inner)


def _noun_before(sentence: Sentence, last: int, when: Mapping[int, tuple[int, int]]) -> Subject | None:
    only = sentence.at(last - 1)
    pronoun = _uncontracted(only.low)
    if pronoun in PRONOUNS:
        return Subject(last - 1, last, pronoun, None, _before(sentence, last - 1))
    first = last
    while first > 0 and _in_noun(sentence, first - 1, last, when):
        first -= 1
        if last - first > MOST_WORDS:
            return None
    opens = any(cue.kind == "say" for cue in cues().by_word.get(_before(sentence, first), ()))
    unclean = is_verb(sentence, first - 1) and first - 1 not in when and not opens  # "said A had left"
    return _checked(sentence, first, last, unclean=unclean)


def _uncontracted(low: str) -> str:
    """A pronoun without the verb that is drawn to it: "it's" is "it"."""
    word, mark, rest = low.partition("'")
    return word if mark and rest in ("s", "d", "ve", "re", "ll", "m") and word in PRONOUNS else low


def _in_noun(sentence: Sentence, at: int, last: int, when: Mapping[int, tuple[int, int]]) -> bool:
    token = sentence.at(at)
    if token.kind not in ("word", "number") or at in when or token.low in PRONOUNS:
        return token.low == "&"
    if token.low in ("and", "or"):
        return at + 1 < last
    if token.low == "as" and sentence.at(at - 1).low == "known":
        return True
    if token.low in SUPPOSING or token.low in RELATIVE or (token.low in LINKS and token.low != "for"):
        return False
    return not is_verb(sentence, at)


def is_verb(sentence: Sentence, at: int) -> bool:
    """Whether a token is most likely a verb with a tense, and so no part of a noun that goes on."""
    token = sentence.at(at)
    low = token.low
    if token.kind != "word" or (token.capital and at > 0):
        return False
    if low in AUXILIARIES or low in LOOSE_VERBS:
        return True
    if (low in cues().by_word and low.endswith(("ed", "said"))) or low == "said":
        return True
    if low.endswith("ed") and len(low) > 4:
        if low in _PARTICIPLES and sentence.at(at + 1).low in PREPOSITIONS:
            return False
        before = sentence.at(at - 1)
        return not (before.low in DETERMINERS or before.low.endswith("ly") or at == 0 or "-" in low)
    return False


def _checked(sentence: Sentence, first: int, last: int, *, unclean: bool) -> Subject | None:
    """Take away what cannot belong to the noun at its left, and refuse what is left in doubt."""
    trimmed = _trimmed(sentence, first, last)
    if trimmed is None or trimmed >= last:
        return None
    first = trimmed
    unclean = unclean and sentence.at(first - 1).low not in ("and", "or")
    joined = [at for at in range(first + 1, last - 1) if sentence.at(at).low in ("and", "or")]
    if joined:
        return _joined(sentence, first, last, joined, unclean=unclean)
    if unclean or not is_noun(sentence, first, last) or _in_relative(sentence, first):
        return None
    if _is_object(sentence, first, last):
        return None
    if _before(sentence, first) == ",":  # "A, B said" is no list
        return Subject(first, last, "", None, ",")
    return _in_list(sentence, first, last)


def _in_relative(sentence: Sentence, first: int) -> bool:
    """Whether words after "who" or "which" begin with its verb: "a banker who knows both sides said"."""
    token = sentence.at(first)
    begins = token.low in DETERMINERS or token.capital or noun_class(token.low) != ""
    return _before(sentence, first) in ("who", "which") and not begins


def _is_object(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a thing and a name stand side by side, so that the name has the verb: ", a charge Northland denies"."""
    apart = _before(sentence, first) in (",", "-") or sentence.at(first - 1).quotation is not None
    if sentence.at(first).low not in _INDEFINITE or not apart:
        return False
    name = next(
        (at for at in range(first + 1, last) if sentence.at(at).capital or sentence.at(at).low in _OTHERS),
        last,
    )
    things = [sentence.at(at) for at in range(first, name)]
    is_other = name < last and sentence.at(name).low in _OTHERS
    named = is_other or (name < last and all(sentence.at(at).capital for at in range(name, last)))
    nouns = things[1:] if things[0].low in ("a", "an") else things
    return named and bool(nouns) and not any(noun_class(noun.low) for noun in nouns)


_OTHERS: Final = wordset("the its his her their both")
_INDEFINITE: Final = wordset("a an something anything nothing everything one")


def _in_list(sentence: Sentence, first: int, last: int) -> Subject | None:
    """Take in "A, B and" before "C"; nothing where it is not certain that the "and" joins nouns."""
    before = _before(sentence, first)
    if before not in ("and", "or", ","):
        return Subject(first, last, "", None, before)
    start = first - 1
    if before != "," and sentence.at(start - 1).low == ",":
        start -= 1
    clause = next((at for at in range(start - 1, -1, -1) if sentence.at(at).breaks), -1) + 1
    words = range(clause, start)
    if any(is_verb(sentence, at) or sentence.at(at).quotation for at in words) or start - clause > MOST_WORDS:
        return Subject(first, last, "", None, before)  # a clause of its own stands before the "and"
    if words and all(sentence.at(at).kind != "mark" or sentence.at(at).low == "," for at in words):
        whole = _trimmed(sentence, clause, last)
        if whole is not None and all(_names(sentence, *part) for part in _parts(sentence, whole, start)):
            return Subject(whole, last, "", None, _before(sentence, whole))
    return Subject(first, last, "", None, before) if before == "," else None


def _parts(sentence: Sentence, first: int, last: int) -> list[tuple[int, int]]:
    commas = [at for at in range(first, last) if sentence.at(at).low == ","]
    parts = zip([first, *[at + 1 for at in commas]], [*commas, last], strict=True)
    return [(start, end) for start, end in parts if start < end] or [(first, first)]


def _before(sentence: Sentence, first: int) -> str:
    return sentence.at(first - 1).low if first else ""


def _trimmed(sentence: Sentence, first: int, last: int) -> int | None:
    while first < last and (
        is_adverb(sentence.at(first).low)
        or sentence.at(first).low in HEDGES
        or (sentence.at(first).low in ("and", "or", "of", ",") and first)
    ):
        first += 1
    if first < last and sentence.at(first).low in PREPOSITIONS | {
        "during",
        "despite",
        "like",
        "unlike",
        "about",
    }:
        # "In the harbour the minister said": the noun begins at an article that no preposition leads to.
        for at in range(first + 2, last):
            if sentence.at(at).low in DETERMINERS and sentence.at(at - 1).low not in PREPOSITIONS:
                return at
        return None
    return first


def _joined(sentence: Sentence, first: int, last: int, joined: list[int], *, unclean: bool) -> Subject | None:
    parts = list(zip([first, *[at + 1 for at in joined]], [*joined, last], strict=True))
    if not unclean and all(is_noun(sentence, *part) and _names(sentence, *part) for part in parts):
        return _in_list(sentence, first, last)
    if not unclean and any(sentence.at(at).low in PREPOSITIONS for at in range(first, joined[-1])):
        # "the ministers of trade and defence": the noun before the preposition carries the rest.
        head = next(at for at in range(first, joined[-1]) if sentence.at(at).low in PREPOSITIONS)
        if _names(sentence, first, head) and not _names(sentence, parts[-1][0], last):
            return Subject(first, last, "", None, _before(sentence, first))
    if (
        not unclean
        and not any(_names(sentence, *part) for part in parts[:-1])
        and _names(sentence, first, last)
    ):
        return Subject(first, last, "", None, _before(sentence, first))  # "senior and other officials"
    start = joined[-1] + 1
    if unclean and is_noun(sentence, start, last) and _names(sentence, start, last) and len(joined) == 1:
        return Subject(start, last, "", None, "and")
    return None


def is_noun(sentence: Sentence, first: int, last: int) -> bool:
    """Whether words can name somebody: they begin with an article, a name, a number or a noun for a speaker."""
    token = sentence.at(first)
    if token.low in nouns()["never"]:
        return False
    if token.low in DETERMINERS or token.capital or token.kind == "number":
        return True
    return _names(sentence, first, last) or (last - first <= 3 and sentence.at(last - 1).low.endswith("s"))


def _names(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the head of a noun is a name or one of the nouns for speakers."""
    token = sentence.at(head_of(sentence, first, last))
    if token.low in nouns()["never"] or noun_class(token.low) == "paper":
        return False
    return token.capital or noun_class(token.low) != "" or token.low in PRONOUNS


def head_of(sentence: Sentence, first: int, last: int) -> int:
    """The place of a noun's head: of "ministers in the north", that of "ministers"."""
    if sentence.at(first).low in _QUANTITY and sentence.at(first + 1).low == "of" and first + 2 < last:
        return head_of(sentence, first + 2, last)
    return next((at for at in range(first + 1, last) if _ends_head(sentence, at)), last) - 1


_QUANTITY: Final = wordset("one two three four several some many most both all")


def _ends_head(sentence: Sentence, at: int) -> bool:
    """Whether a noun's head stands before a token: "the Red Cross | operating in the north"."""
    token = sentence.at(at)
    if token.low in PREPOSITIONS or token.low in _PARTICIPLES:
        return True
    follows = sentence.at(at + 1)
    goes_on = follows.low in PREPOSITIONS | DETERMINERS or follows.capital
    return token.low.endswith("ing") and not token.capital and goes_on


def names_speaker(sentence: Sentence, subject: Subject) -> bool:
    """Whether a subject is a name or a noun for those who speak and act, so that it can demand, refuse or agree."""
    return bool(subject.pronoun) or _names(sentence, subject.first, subject.last)
