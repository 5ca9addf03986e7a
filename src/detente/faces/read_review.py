"""`detente read … -o FOLDER --review`: the proposals one by one, on a terminal, from a pipe or from a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from detente.deal.phrases import Amiss
from detente.faces.talk import Talk
from detente.read.draft.decisions import UNDECIDED, Decision, key_of
from detente.read.review.asking import HELP, REVIEWED, answer, question
from detente.read.review.kept import counts

if TYPE_CHECKING:
    from detente.read.proposals import Proposal, Read

_COMMANDS: Final = (
    "`back` goes to the one before, `?` explains, `stop` keeps the decisions and ends (Ctrl-C too). Nothing is asked "
    "twice: the same command goes on."
)


def walk(
    reads: Sequence[Read],
    decided: dict[str, Decision],
    talk: Talk,
    by: str,
    keep: Callable[[], None],
) -> bool:
    """Ask about every proposal that is not decided yet; `decided` is changed by each answer.

    Args:
        reads: what was read.
        decided: decisions by the key of each proposal.
        talk: where it is asked.
        by: who answers, or "".
        keep: called after each answer.

    Returns:
        Whether it came to its end; False where it was stopped.
    """
    asked = [
        (read, one, key_of(read.document, one))
        for read in reads
        for one in read.proposals
        if one.kind in REVIEWED
    ]
    open_ones = [item for item in asked if decided.get(item[2], UNDECIDED).state == "undecided"]
    talk.say(f"{len(open_ones)} of {len(asked)} proposals are not decided yet.", HELP, _COMMANDS)
    place = 0
    while place < len(open_ones):
        read, one, key = open_ones[place]
        talk.say("", f"{place + 1} of {len(open_ones)}", *question(read, one, decided.get(key, UNDECIDED)))
        try:
            step = _answered(talk, read, one, key, decided, by)
        except KeyboardInterrupt:
            talk.say("")
            step = None
        keep()
        if step is None:
            return False
        place = max(0, place + step)
    return True


def reviewed(read: Read) -> list[Proposal]:
    """The proposals that a person is asked about."""
    return [one for one in read.proposals if one.kind in REVIEWED]


def _answered(
    talk: Talk, read: Read, one: Proposal, key: str, decided: dict[str, Decision], by: str
) -> int | None:
    """How many proposals to go on, -1 for back; None where it is stopped."""
    while (text := talk.ask()) is not None:
        word = text.strip().casefold()
        if word == "stop":
            return None
        if word == "back":
            return -1
        if word == "?":
            talk.say(HELP, _COMMANDS)
            continue
        try:
            decided[key] = answer(text, read, one, decided.get(key, UNDECIDED), by)
        except Amiss as amiss:
            talk.refuse(amiss.sentence)
            if talk.is_file:
                return None  # the lines after it would answer other questions than they were written for
            continue
        return 1
    return None


def in_words(reads: Sequence[Read], decided: Mapping[str, Decision]) -> str:
    """`12 accepted, 1 edited, 3 rejected, 40 undecided`."""
    keys = [key_of(read.document, one) for read in reads for one in reviewed(read)]
    found = counts(decided.get(key, UNDECIDED) for key in keys)
    order = ("accepted", "edited", "rejected", "undecided")
    return ", ".join(f"{found[state]} {state}" for state in order if found[state]) or "nothing to decide"
